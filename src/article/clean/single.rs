//! Pages that a scraper left on one single line. The line is cut into sentences; what stands before
//! the dateline or the byline is menu and headline, what stands after the last sentence is the
//! foot of the page.

use super::block::{Block, Hints};
use super::byline;
use super::lexicon;
use super::words::Vocabulary;
use crate::text::Span;
use crate::text::printed_date;

/// A shorter page is one paragraph.
const LEAST: usize = 400;
/// The head of the page is looked for in so many bytes.
const HEAD: usize = 1500;

/// Whether nearly all of the page is one line.
pub(super) fn is_single(text: &str, blocks: &[Block]) -> bool {
    let longest = blocks.iter().map(|b| b.span.len()).max().unwrap_or(0);
    blocks.len() <= 3 && longest >= LEAST && longest * 10 >= text.trim().len() * 8
}

/// The blocks with the long line cut up.
pub(super) fn pieces(text: &str, blocks: &[Block]) -> Vec<Block> {
    let mut spans = Vec::new();
    for block in blocks {
        if block.span.len() < LEAST {
            spans.push(block.span);
            continue;
        }
        let head = head_end(text, block.span);
        if head > block.span.start() {
            cut_head(text, Span::new(block.span.start(), head), &mut spans);
        }
        cut_sentences(text, Span::new(head, block.span.end()), &mut spans);
    }
    spans
        .into_iter()
        .map(|span| span.trim(text))
        .filter(|span| !span.is_empty())
        .enumerate()
        .map(|(group, span)| Block { span, group, hints: Hints::default() })
        .collect()
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The words of `span` with their places.
fn tokens(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in span.of(text).char_indices().chain([(span.len(), ' ')]) {
        if !c.is_whitespace() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            out.push(Span::new(from, at).shift(span.start()));
        }
    }
    out
}

/// Where menu, headline and byline end: at the dateline, or after the byline and the date. The
/// start of `line` if it has no such head.
fn head_end(text: &str, line: Span) -> usize {
    let window = Span::new(line.start(), floor(text, line.end().min(line.start() + HEAD)));
    let words = tokens(text, window);
    if let Some(at) = dateline(text, &words) {
        return words[at].start();
    }
    // A byline with a date after it.
    for i in 1..words.len().min(150) {
        let word = words[i].of(text);
        if !word.eq_ignore_ascii_case("by") {
            continue;
        }
        let rest =
            Span::new(words[i].start(), floor(text, window.end().min(words[i].start() + 160)));
        let dates = printed_date::find_all(rest.of(text));
        let Some((date, _)) = dates.first() else { continue };
        let named = Span::new(rest.start(), rest.start() + date.start());
        if date.start() <= 80 && byline::of_line(named.of(text).trim()).is_some() {
            return after_clock(text, &words, rest.start() + date.end());
        }
    }
    line.start()
}

/// The first word after the time of day that follows a date.
fn after_clock(text: &str, words: &[Span], end: usize) -> usize {
    let clock = |word: &str| {
        let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        lower.is_empty()
            || lower.starts_with(|c: char| c.is_ascii_digit()) && word.contains(':')
            || [
                "at", "am", "pm", "a.m", "p.m", "et", "est", "edt", "gmt", "utc", "pt", "kst",
                "updated",
            ]
            .contains(&lower.as_str())
    };
    words.iter().find(|w| w.start() >= end && !clock(w.of(text))).map_or(end, |w| w.start())
}

/// The index of the first word of `SEOUL, March 21 (Yonhap) —`, if it is not the first at all.
fn dateline(text: &str, words: &[Span]) -> Option<usize> {
    let is_dash = |w: &Span| matches!(w.of(text), "—" | "–" | "--" | "-");
    let dash = (2..words.len().min(200))
        .find(|&i| is_dash(&words[i]) && words[i - 1].of(text).ends_with(')'))?;
    let open =
        (dash.saturating_sub(4)..dash).rev().find(|&i| words[i].of(text).starts_with('('))?;
    let shouted = |i: usize| {
        let word = words[i].of(text).trim_end_matches(',');
        word.len() >= 2
            && word.chars().any(char::is_uppercase)
            && !word.chars().any(char::is_lowercase)
            && !word.contains(|c: char| c.is_ascii_digit())
    };
    let city = (open.saturating_sub(5)..open).rev().find(|&i| shouted(i))?;
    let mut start = city;
    while start > 0
        && shouted(start - 1)
        && city - start < 3
        && !words[start - 1].of(text).ends_with(':')
    {
        start -= 1;
    }
    (start > 0).then_some(start)
}

/// Cuts a head into menu, headline, byline.
fn cut_head(text: &str, head: Span, out: &mut Vec<Span>) {
    let words = tokens(text, head);
    let by = (1..words.len()).find(|&i| {
        words[i].of(text).eq_ignore_ascii_case("by")
            && byline::of_line(Span::new(words[i].start(), head.end()).of(text)).is_some()
    });
    let end = by.map_or(head.end(), |i| words[i].start());
    let rest =
        Span::new(head.end(), text.len().min(floor(text, text.len().min(head.end() + 20_000))));
    let start = headline_start(text, &words[..by.unwrap_or(words.len())], rest);
    out.push(Span::new(head.start(), start));
    out.push(Span::new(start, end));
    out.push(Span::new(end, head.end()));
}

/// Where the headline begins in a row of menu entries: after the last entry that the lexicon
/// knows, and at the first word from which on the text below knows all that is written large.
fn headline_start(text: &str, words: &[Span], rest: Span) -> usize {
    let mut from = 0;
    for i in 0..words.len() {
        for len in 1..=4.min(words.len() - i) {
            let phrase = words[i].cover(words[i + len - 1]).of(text);
            let verdict = lexicon::look_up(phrase, len);
            if verdict.site || verdict.menu || verdict.opens.is_some() {
                from = from.max(i + len);
            }
        }
    }
    // The headline itself may hold such a word: it leaves at least three.
    if from + 3 > words.len() {
        from = 0;
    }
    let mut known = Vocabulary::default();
    known.add(rest.of(text));
    let mut start = words.len();
    while start > from {
        let word = words[start - 1].of(text);
        let large = word.starts_with(|c: char| c.is_uppercase());
        let (all, found) = known.overlap(word);
        if large && all > found || !word.chars().any(char::is_alphanumeric) {
            break;
        }
        start -= 1;
    }
    if start + 3 > words.len() {
        start = from;
    }
    words.get(start).map_or(rest.start(), |w| w.start())
}

const ABBREVIATIONS: &[&str] = &[
    "mr.", "mrs.", "ms.", "dr.", "prof.", "sen.", "rep.", "gov.", "gen.", "lt.", "col.", "sgt.",
    "st.", "no.", "vs.", "jr.", "sr.", "inc.", "corp.", "co.", "ltd.", "jan.", "feb.", "mar.",
    "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.", "u.s.", "u.n.",
    "u.k.",
];

/// Cuts running text into sentences, and a header of the site off the front of what follows.
fn cut_sentences(text: &str, span: Span, out: &mut Vec<Span>) {
    let words = tokens(text, span);
    let mut first = 0;
    for i in 0..words.len() {
        let word = words[i].of(text);
        let bare = word.trim_end_matches(['"', '”', '\'', '’', ')']);
        let short = bare.chars().count() <= 2;
        let stops = bare.ends_with(['.', '!', '?', '…'])
            && !short
            && !ABBREVIATIONS.contains(&bare.to_lowercase().as_str());
        let next_starts = words.get(i + 1).is_none_or(|next| {
            next.of(text)
                .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'©[".contains(c))
        });
        if stops && next_starts || i + 1 == words.len() {
            piece(text, &words[first..=i], out);
            first = i + 1;
        }
    }
}

fn piece(text: &str, words: &[Span], out: &mut Vec<Span>) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let large = words.iter().take(5).filter(|w| w.of(text).starts_with(char::is_uppercase)).count();
    let longest = if large > 1 { 5 } else { 2 };
    for len in (2..=longest.min(words.len().saturating_sub(1))).rev() {
        let header = words[0].cover(words[len - 1]);
        let capital = header.of(text).starts_with(char::is_uppercase);
        if capital && lexicon::look_up(header.of(text), len).opens.is_some() {
            out.push(header);
            out.push(words[len].cover(*last));
            return;
        }
    }
    out.push(first.cover(*last));
}
