//! The text of an article with its spans in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::{Shown, words};
use crate::article::Format;
use crate::page::escape::escaped;
use crate::page::layers::{self, Layer};
use crate::page::markup;
use crate::record::Record;
use crate::taxonomy::{AmountKind, EntityLabel, StatementKind};
use crate::text::CodePoints;

/// Boilerplate of more code points is folded.
const LONG: usize = 400;

const STRETCH: u8 = 0;
const SENTENCE: u8 = 1;
const MARK: u8 = 2;
const MARKUP: u8 = 3;

pub(super) fn write(out: &mut String, shown: &Shown) {
    let record = shown.record;
    let Some(text) = &record.text else {
        out.push_str(
            "<p class=\"gone\">The record was made with <code>--no-text</code>: the article itself \
             is not in it, and the lists below link nowhere.</p>\n",
        );
        return;
    };
    let html = record.source.format == Some(Format::Html);
    legend(out, record, html);
    let mut layers = Vec::new();
    stretches(&mut layers, record, text, html);
    sentences(&mut layers, shown);
    marks(&mut layers, shown);
    if html {
        let points = CodePoints::new(text);
        layers.extend(markup::stretches(text).into_iter().map(|(start, end)| {
            layer("span", MARKUP, points.at(start), points.at(end), " class=\"k\"".to_owned())
        }));
    }
    let kind = if html { "text html" } else { "text" };
    let _ = write!(out, "<div class=\"{kind}\" dir=\"auto\">");
    layers::write(out, text, &layers);
    out.push_str("</div>\n");
}

fn layer(tag: &'static str, depth: u8, start: usize, end: usize, all: String) -> Layer {
    let none = String::new;
    Layer { start, end, depth, tag, all, first: none(), last: none(), head: none() }
}

/// What the marks mean, of those that are there.
fn legend(out: &mut String, record: &Record, html: bool) {
    out.push_str("<div class=\"legend\">");
    let labels: BTreeSet<EntityLabel> = record.mentions.iter().map(|m| m.label).collect();
    for label in labels {
        let class = class_of(label);
        let _ = write!(
            out,
            "<span><mark class=\"{class}\" data-l=\"{label}\">{}</mark></span> ",
            words::label(label)
        );
    }
    if !record.amounts.is_empty() {
        out.push_str("<span><mark class=\"n\" data-l=\"unit\">amount</mark></span> ");
    }
    if !record.dates.is_empty() {
        out.push_str("<span><mark class=\"d\" data-l=\"value\">date</mark></span> ");
    }
    out.push_str("<span class=\"o\">grey: not article</span>");
    if html {
        out.push_str(
            " <label><input type=\"checkbox\" class=\"raw\"> show the page\u{2019}s markup</label>",
        );
    }
    out.push_str("</div>\n");
}

/// Article and what is not.
fn stretches(layers: &mut Vec<Layer>, record: &Record, text: &str, html: bool) {
    let mut ranges = record.article.clone();
    ranges.sort_unstable();
    let block = if html { "div" } else { "span" };
    let mut points: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    points.push(text.len());
    let length = points.len() - 1;
    let mut before = 0;
    for [start, end] in ranges.into_iter().chain([[length, length]]) {
        let (start, end) = (start.clamp(before, length), end.clamp(before, length));
        let between = &text[points[before]..points[start]];
        let said = if html { markup::readable(between) } else { between.trim().to_owned() };
        if said.is_empty() {
            // White space between paragraphs needs no element, markup has its own.
        } else if start - before > LONG {
            let what =
                format!("Not article: {} characters", words::digits(&(start - before).to_string()));
            let mut fold = layer("details", STRETCH, before, start, " class=\"o\"".to_owned());
            // The words are an attribute, so that the text of the pane stays that of the record.
            fold.head = format!("<summary aria-label=\"{what}\" data-l=\"{what}\"></summary>");
            layers.push(fold);
        } else {
            layers.push(layer(block, STRETCH, before, start, " class=\"o\"".to_owned()));
        }
        if start < end {
            layers.push(layer(block, STRETCH, start, end, " class=\"a\"".to_owned()));
        }
        before = end.max(start);
    }
}

/// Sentences with an id to link to, and with what is seen in them.
fn sentences(layers: &mut Vec<Layer>, shown: &Shown) {
    let record = shown.record;
    let mut notes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for statement in &record.statements {
        let kind = statement.kind;
        let list = notes.entry(statement.sentence).or_default();
        if kind != StatementKind::Asserted && !list.iter().any(|said| said == kind.name()) {
            list.push(kind.name().to_owned());
        }
    }
    for threat in &record.threats {
        for at in &threat.sentences {
            let score = record.sentences.get(*at).and_then(|s| s.threats.get(&threat.kind));
            let score = score.map_or_else(String::new, |score| words::score(*score));
            let note = format!("{} {score}", words::plain(threat.kind.name()));
            notes.entry(*at).or_default().push(note.trim_end().to_owned());
        }
    }
    for (at, sentence) in record.sentences.iter().enumerate() {
        let mut s =
            layer("span", SENTENCE, sentence.start, sentence.end, " class=\"s\"".to_owned());
        s.first = format!(" id=\"{}s{at}\"", shown.prefix);
        if let Some(notes) = notes.get(&at).filter(|notes| !notes.is_empty()) {
            // A line feed in the attribute starts a line of the note.
            let _ = write!(s.first, " data-n=\"{}\"", notes.join("&#10;"));
        }
        layers.push(s);
    }
    for (passage, class) in [(&record.title, "ti"), (&record.byline, "by")] {
        if let Some(passage) = passage {
            let class = format!(" class=\"{class}\"");
            layers.push(layer("span", SENTENCE, passage.start, passage.end, class));
        }
    }
}

fn marks(layers: &mut Vec<Layer>, shown: &Shown) {
    let record = shown.record;
    let mut mark = |start, end, id: String, class: &str, label: &str, title: &str| {
        let mut mark = layer("mark", MARK, start, end, format!(" class=\"{class}\""));
        mark.first = format!(" id=\"{}{id}\" title=\"{}\"", shown.prefix, escaped(title));
        if !label.is_empty() {
            mark.last = format!(" data-l=\"{}\"", escaped(label));
        }
        layers.push(mark);
    };
    for (at, m) in record.mentions.iter().enumerate() {
        let mut title = words::label(m.label).to_owned();
        if let Some(actor) = m.actor.and_then(|actor| record.actors.get(actor)) {
            let _ = write!(title, ": {}", actor.name);
        }
        if let Some(score) = m.score {
            let _ = write!(title, ", {}", words::score(score));
        }
        mark(m.start, m.end, format!("m{at}"), class_of(m.label), m.label.name(), &title);
    }
    for (at, a) in record.amounts.iter().enumerate() {
        let label = match a.kind {
            AmountKind::Money => {
                let currency = a.currency.as_deref().unwrap_or("money");
                let about = a.about.map_or_else(String::new, |about| words::plain(about.name()));
                format!("{currency} {about}").trim_end().to_owned()
            }
            AmountKind::Percent => "%".to_owned(),
            kind => kind.name().to_owned(),
        };
        mark(a.start, a.end, format!("n{at}"), "n", &label, &words::value(a));
    }
    for (at, d) in record.dates.iter().enumerate() {
        let value = d.value.as_deref().unwrap_or("date");
        mark(d.start, d.end, format!("d{at}"), "d", value, "date");
    }
}

fn class_of(label: EntityLabel) -> &'static str {
    match label {
        EntityLabel::Per => "p",
        EntityLabel::Org => "g",
        EntityLabel::Loc => "l",
        EntityLabel::Misc => "x",
        EntityLabel::Group => "t",
        EntityLabel::Malware => "w",
    }
}
