//! What was found in an article, as lists with links to the evidence.

use std::fmt::Write;

use super::{Shown, words};
use crate::page::escape::escaped;
use crate::record::{EventRecord, PartyRecord, StatementRecord};
use crate::taxonomy::StatementSource;

pub(super) fn write(out: &mut String, shown: &Shown) {
    out.push_str("<div class=\"found\">\n");
    threats(out, shown);
    events(out, shown);
    statements(out, shown);
    actors(out, shown);
    money(out, shown);
    if shown.record.text.is_none() {
        spans(out, shown);
    }
    out.push_str("</div>\n");
}

fn section(out: &mut String, title: &str, is_empty: bool, rows: impl FnOnce(&mut String)) {
    let _ = writeln!(out, "<section>\n<h4>{title}</h4>");
    if is_empty {
        out.push_str("<p class=\"none\">none found</p>\n");
    } else {
        rows(out);
    }
    out.push_str("</section>\n");
}

fn threats(out: &mut String, shown: &Shown) {
    let threats = &shown.record.threats;
    section(out, "Threat types", threats.is_empty(), |out| {
        out.push_str("<ul>\n");
        for threat in threats {
            let _ = writeln!(
                out,
                "<li><b>{}</b> {}{}</li>",
                words::capital(threat.kind.name()),
                words::score(threat.score),
                sentences(shown, &threat.sentences)
            );
        }
        out.push_str("</ul>\n");
    });
}

/// ", sentences 1, 4": counted from 1 for readers, from 0 in links and records.
fn sentences(shown: &Shown, list: &[usize]) -> String {
    let links: Vec<String> =
        list.iter().map(|at| shown.link("s", *at, &at.saturating_add(1).to_string())).collect();
    match links.len() {
        0 => String::new(),
        1 => format!(", sentence {}", links[0]),
        _ => format!(", sentences {}", links.join(", ")),
    }
}

fn events(out: &mut String, shown: &Shown) {
    let events = &shown.record.events;
    section(out, "Events", events.is_empty(), |out| {
        out.push_str("<ol>\n");
        for event in events {
            one_event(out, shown, event);
        }
        out.push_str("</ol>\n");
    });
}

fn one_event(out: &mut String, shown: &Shown, event: &EventRecord) {
    let record = shown.record;
    let statement = event.statement.and_then(|at| record.statements.get(at));
    let _ = write!(
        out,
        "<li><b>{}</b>: {} <span class=\"to\">to</span> {}",
        words::plain(event.kind.name()),
        parties(shown, &event.perpetrators, "nobody named"),
        parties(shown, &event.targets, "nobody named"),
    );
    let amounts = event.amounts.iter().filter_map(|at| Some((*at, &record.amounts.get(*at)?.text)));
    let dates = event.when.iter().filter_map(|at| Some((*at, &record.dates.get(*at)?.text)));
    let places = event.places.iter().filter_map(|at| Some((*at, &record.mentions.get(*at)?.text)));
    let linked = |name: &str, list: Vec<(usize, &String)>| -> String {
        let links = list.iter().map(|(at, text)| shown.link(name, *at, &shown.quoted(text)));
        links.collect::<Vec<_>>().join(", ")
    };
    for (what, links) in [
        ("amounts", linked("n", amounts.collect())),
        ("when", linked("d", dates.collect())),
        ("where", linked("m", places.collect())),
    ] {
        if !links.is_empty() {
            let _ = write!(out, "; {what}: {links}");
        }
    }
    if let (Some(at), Some(statement)) = (event.statement, statement) {
        let said = shown.link("t", at, statement.kind.name());
        let _ = write!(out, " <span class=\"kind\">{said}</span>");
    }
    let score = event.score.map_or(String::new(), |score| format!(", score {:.3}", score.value()));
    let _ = writeln!(
        out,
        "<br><small>rule {}{score}{}</small></li>",
        escaped(&event.rule),
        sentences(shown, &event.sentences)
    );
}

/// Those who have a part, by the words of the article, and by the actor where it has another name.
fn parties(shown: &Shown, list: &[PartyRecord], nobody: &str) -> String {
    if list.is_empty() {
        return format!("<i>{nobody}</i>");
    }
    let one = |party: &PartyRecord| {
        let text = shown.quoted(&party.text);
        match party.actor.and_then(|at| shown.record.actors.get(at)) {
            Some(actor) if actor.name != party.text => {
                format!("{text} ({})", escaped(&actor.name))
            }
            _ => text,
        }
    };
    list.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn statements(out: &mut String, shown: &Shown) {
    let statements = &shown.record.statements;
    section(out, "Statements", statements.is_empty(), |out| {
        out.push_str("<ul class=\"said\">\n");
        for (at, statement) in statements.iter().enumerate() {
            one_statement(out, shown, at, statement);
        }
        out.push_str("</ul>\n");
    });
}

fn one_statement(out: &mut String, shown: &Shown, at: usize, statement: &StatementRecord) {
    let speaker = match (&statement.speaker, statement.source) {
        (Some(speaker), _) => parties(shown, std::slice::from_ref(speaker), ""),
        (None, StatementSource::Document) => "a document".to_owned(),
        (None, _) => "the article".to_owned(),
    };
    let _ = write!(
        out,
        "<li id=\"{}t{at}\"><span class=\"kind\">{}</span> {speaker}: <q>{}</q>",
        shown.prefix,
        statement.kind,
        // The whole stands in the text; here it is enough to know it again.
        shortened(shown, &statement.text)
    );
    if let Some(cue) = &statement.cue {
        let _ = write!(out, " <small>by \u{201c}{}\u{201d}</small>", shown.quoted(&cue.text));
    }
    let _ = writeln!(out, "{}</li>", sentences(shown, &[statement.sentence]));
}

fn shortened(shown: &Shown, text: &str) -> String {
    const LONGEST: usize = 140;
    let whole = super::readable(shown.record, text);
    if shown.record.text.is_none() || whole.chars().count() <= LONGEST {
        return escaped(&whole);
    }
    let cut: String = whole.chars().take(LONGEST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    escaped(cut) + "\u{2026}"
}

fn actors(out: &mut String, shown: &Shown) {
    let actors = &shown.record.actors;
    section(out, "Actors", actors.is_empty(), |out| {
        out.push_str("<ul>\n");
        for actor in actors {
            let _ = write!(out, "<li><b>{}</b> {}", escaped(&actor.name), actor.kind);
            if !actor.roles.is_empty() {
                let roles: Vec<&str> = actor.roles.iter().map(|role| role.name()).collect();
                let _ = write!(out, ", {}", roles.join(", "));
            }
            if let Some(link) = actor.links.first() {
                let id = format!("{} {}", link.source, link.id);
                let _ = write!(out, " <small>{}</small>", escaped(&id));
            }
            if let Some(first) = actor.mentions.first() {
                let times = words::count(actor.mentions.len(), "mention");
                let _ = write!(out, ", {}", shown.link("m", *first, &times));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    });
}

fn money(out: &mut String, shown: &Shown) {
    let money = &shown.record.summary.money;
    section(out, "Money, each sum once", money.is_empty(), |out| {
        out.push_str("<ul>\n");
        for sum in money {
            let about =
                sum.about.map_or("no word says for what".to_owned(), |a| words::plain(a.name()));
            let links = sum.amounts.iter().filter_map(|at| {
                Some(shown.link("n", *at, &shown.quoted(&shown.record.amounts.get(*at)?.text)))
            });
            let _ = writeln!(
                out,
                "<li><b>{about}</b> {} {}: {}</li>",
                words::decimal(sum.total.0),
                escaped(sum.currency.as_deref().unwrap_or("of no currency")),
                links.collect::<Vec<_>>().join(", ")
            );
        }
        out.push_str("</ul>\n");
    });
}

/// Of a record without its text: what would be marked there.
fn spans(out: &mut String, shown: &Shown) {
    let record = shown.record;
    let mut list = |title: &str, rows: Vec<(&String, String)>| {
        section(out, title, rows.is_empty(), |out| {
            out.push_str("<ul>\n");
            for (text, said) in rows {
                let _ = writeln!(out, "<li><b>{}</b> {}</li>", shown.quoted(text), escaped(&said));
            }
            out.push_str("</ul>\n");
        });
    };
    list(
        "Mentions",
        record.mentions.iter().map(|m| (&m.text, m.label.name().to_owned())).collect(),
    );
    list("Amounts", record.amounts.iter().map(|a| (&a.text, words::value(a))).collect());
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "no value".to_owned());
    list("Dates", record.dates.iter().map(|d| (&d.text, value(&d.value))).collect());
}
