//! Paragraphs that tell who the author is.

use std::collections::HashSet;

use super::byline;
use super::features::Shape;
use super::names;
use super::page::Page;
use super::signature;
use super::words::words;

/// What an author is or does, as biographies have it.
const IS: &[&str] = &[
    "is",
    "was",
    "are",
    "has",
    "writes",
    "covers",
    "reports",
    "teaches",
    "joined",
    "leads",
    "works",
    "edits",
    "studies",
    "specializes",
    "specialises",
    "serves",
    "holds",
    "focuses",
];
const WHAT: &[&str] = &[
    "lecturer",
    "journalist",
    "editor",
    "reporter",
    "correspondent",
    "fellow",
    "author",
    "writer",
    "columnist",
    "professor",
    "director",
    "analyst",
    "founder",
    "researcher",
    "covers",
    "writes",
    "reports",
    "teaches",
    "contributor",
    "consultant",
    "scholar",
    "student",
    "freelance",
    "editorial",
    "expert",
    "commentator",
    "specializes",
    "specialises",
    "co-founder",
    "ceo",
    "producer",
];

/// Blocks that tell who the author is.
pub(super) fn find(page: &Page, title: Option<usize>, first: usize) -> Vec<bool> {
    let count = page.blocks.len();
    let mut out = vec![false; count];
    let authors = authors(page, title, first);
    let mut long_after = 0;
    // Looking for a name in the whole text is for a few blocks only.
    let mut looks_left = 8;
    // From the end: a stranger's biography has no article after it.
    for i in (first + 1..count).rev() {
        let (look, text) = (&page.looks[i], page.text(i));
        if look.shape == Shape::Separator || look.words < 4 || look.words > 160 {
            long_after += if page.core[i] { look.words } else { 0 };
            continue;
        }
        let lead = names::leading_name(text);
        let rest = lead.map_or(text, |name| &text[name.end()..]);
        let verb = words(rest).next().is_some_and(|w| IS.contains(&w.to_lowercase().as_str()));
        let role = words(rest).take(14).any(|w| WHAT.contains(&w.to_lowercase().as_str()));
        let known = lead.is_some_and(|name| authors.contains(&name_key(name.of(text))));
        let continued = lead.is_none()
            && look.starts_lower
            && verb
            && role
            && i > 0
            && names::bare_name(page.text(i - 1)).is_some();
        let mut stranger = || {
            let Some(name) = lead else { return false };
            if !(verb && role && long_after == 0 && look.sentences <= 6 && looks_left > 0) {
                return false;
            }
            looks_left -= 1;
            !mentioned_before(page, first, i, name.of(text))
        };
        if known && (verb || role) || continued || stranger() {
            out[i] = true;
        } else if page.core[i] {
            long_after += look.words;
        }
    }
    // The name on a line of its own above the biography.
    for i in (first + 1..count.saturating_sub(1)).rev() {
        let next = out[i + 1]
            || page.looks[i + 1].shape == Shape::Separator && out.get(i + 2) == Some(&true);
        if next && page.looks[i].words <= 6 && names::bare_name(page.text(i)).is_some() {
            out[i] = true;
        }
    }
    out
}

fn name_key(name: &str) -> String {
    words(name).flat_map(str::chars).flat_map(char::to_lowercase).collect()
}

/// The names that sign the text, as far as they are known.
fn authors(page: &Page, title: Option<usize>, first: usize) -> HashSet<String> {
    let from = title.unwrap_or(first).saturating_sub(2);
    let mut out: HashSet<String> = page.meta.authors.iter().map(|name| name_key(name)).collect();
    // Below a standfirst only what is surely a byline.
    for i in from..(first + 4).min(page.blocks.len()) {
        let text = page.text(i);
        let name = || {
            if i < first {
                names::bare_name(text).filter(|_| Some(i) != title)
            } else {
                signature::signed(page, i)
            }
        };
        let line = i < first || page.looks[i].byline && page.looks[i].words <= 16;
        if let Some(span) = byline::of_line(text).filter(|_| line).or_else(name) {
            let text = span.of(text).replace(" and ", ",").replace(" & ", ",");
            out.extend(text.split(',').map(name_key).filter(|name| !name.is_empty()));
        }
    }
    out
}

/// Whether the text before block `i` speaks of the person: then the block is no biography.
fn mentioned_before(page: &Page, first: usize, i: usize, name: &str) -> bool {
    let Some(surname) = name.split_whitespace().next_back() else { return false };
    (first..i).any(|j| page.core[j] && page.text(j).contains(surname))
}
