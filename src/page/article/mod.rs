//! One article: its text with the spans in it, and what was found, as lists.

mod lists;
mod pane;

use std::fmt::Write;

use super::{escape, markup, words};
use crate::article::Format;
use crate::record::Record;

/// The style of an article, also on the page of a drop.
pub(super) const STYLE: &str = include_str!("article.css");

/// One article as a piece of HTML that needs nothing else, to be shown in a notebook cell or put
/// into a page.
///
/// Mentions, amounts and dates are marked with their labels, what is not article is grey, threat
/// types stand beside their sentences; below are statements, events, actors and money with links to
/// their evidence. Colours follow the reader's system or the notebook's theme. The text of the
/// element with the class `text` is the record's text to the last code point (U+0000, which HTML
/// cannot hold, is U+FFFD). Of a record without `text` there are the lists alone.
///
/// The same record gives the same bytes.
pub fn article(record: &Record) -> String {
    let id: String = record.id.chars().filter(char::is_ascii_alphanumeric).take(12).collect();
    let mut out = format!("<article class=\"wiredesk\">\n<style>\n{STYLE}</style>\n<header>\n<h3>");
    escape::push(&mut out, &title(record));
    let _ = write!(out, "</h3>\n<p class=\"about\">{}</p>\n</header>\n", about(record));
    out.push_str(&inside(record, &format!("w{id}-")));
    out.push_str("</article>\n");
    out
}

/// The article without the frame and the style that [`article`] puts around it. Ids begin with
/// `prefix`.
pub(super) fn inside(record: &Record, prefix: &str) -> String {
    let shown = Shown { record, prefix };
    let mut out = String::new();
    if record.not_read.is_some() {
        out.push_str(
            "<p class=\"note\">Not read, because the model was not made for its language: that \
             there are no findings says nothing of it.</p>\n",
        );
    }
    pane::write(&mut out, &shown);
    lists::write(&mut out, &shown);
    made_by(&mut out, record);
    out
}

/// A record that is being shown.
struct Shown<'r> {
    record: &'r Record,
    prefix: &'r str,
}

impl Shown<'_> {
    /// A piece of the original for a list: one line, without markup.
    fn quoted(&self, text: &str) -> String {
        escape::escaped(&readable(self.record, text))
    }

    /// A link to what has the id `name` and `at`, if the text is there to be linked to.
    fn link(&self, name: &str, at: usize, words: &str) -> String {
        if self.record.text.is_none() && name != "t" {
            return words.to_owned();
        }
        format!("<a href=\"#{}{name}{at}\">{words}</a>", self.prefix)
    }
}

/// A piece of the original as a person reads it: one line, of a page without the markup.
pub(crate) fn readable(record: &Record, text: &str) -> String {
    if record.source.format == Some(Format::Html) {
        markup::readable(text)
    } else {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The headline, or the file where none was found.
pub(super) fn title(record: &Record) -> String {
    let printed = record.title.as_ref().map(|title| readable(record, &title.text));
    printed.filter(|title| !title.is_empty()).unwrap_or_else(|| record.source.path.clone())
}

/// Byline, date and file, as markup.
pub(super) fn about(record: &Record) -> String {
    let mut parts = Vec::new();
    if let Some(byline) = &record.byline {
        parts.push(escape::escaped(&readable(record, &byline.text)));
    }
    parts.push(match &record.published {
        Some(date) => format!("published {}", escape::escaped(date)),
        None => "no date of publication".to_owned(),
    });
    let mut file = escape::escaped(&record.source.path);
    if let Some(item) = record.source.item {
        let _ = write!(file, ", item {item}");
    }
    parts.push(format!("<span class=\"file\">{file}</span>"));
    if let Some(language) = &record.language {
        parts.push(format!("language {}", escape::escaped(language)));
    }
    parts.join(" \u{b7} ")
}

fn made_by(out: &mut String, record: &Record) {
    let made = &record.provenance;
    let short = |digest: &str| digest.chars().take(12).collect::<String>();
    let line = format!(
        "wiredesk {}, {} {}, {}, options {}; SHA-256 of the text {}",
        made.wiredesk,
        made.model.name,
        short(&made.model.digest),
        made.engine,
        short(&made.config),
        short(&record.id),
    );
    let _ = writeln!(out, "<p class=\"made\">{}</p>", escape::escaped(&line));
}

#[cfg(test)]
pub(in crate::page) mod tests;
