//! Which block is the headline: the one before the text that talks of what the text talks of,
//! with what the markup says where there is any.

use super::credit;
use super::features::{Features, Shape};
use super::names;
use super::page::Page;
use super::signature;
use super::words::{self, Vocabulary};
use crate::text::Span;

/// A headline is hardly longer.
const MOST_WORDS: usize = 32;
/// Blocks between the name of a site and the headline.
const FAR: usize = 60;
/// Blocks after a headline that speaks of the text in which its standfirst stands.
const FARTHER: usize = 8;
/// Blocks after a candidate in which a byline or a date speaks for it.
const NEAR: usize = 4;

/// The index of the block that is the headline.
pub(super) fn find(page: &Page) -> Option<usize> {
    let first = page.first_core()?;
    let last = page.nth_core(3);
    // Between the last candidate and the text stands nothing but what belongs to a headline.
    let adjoining = (0..first).rev().find(|&i| !goes_with(page, i));
    let noisy = page.looks[..first].iter().any(|l| l.site || l.row);
    let mut best: Option<(usize, f64)> = None;
    let is_signed = |i: usize| signed(page, i) && i < first;
    for i in 0..last {
        let Some(score) = score(page, i, first, noisy, adjoining == Some(i)) else { continue };
        let Some((at, top)) = best else {
            best = Some((i, score));
            continue;
        };
        // A standfirst shares as many words with the text, but comes second.
        let reach = if speaks_of_text(page, at) { FARTHER } else { NEAR };
        let near = i - at <= reach && !holds(page, at, i) && (is_signed(at) || !is_signed(i));
        let below = (at + 1..i).all(|j| is_count(page.text(j)))
            && page.looks[at].words >= 5
            && !holds(page, at, i);
        // What a picture is called stands above who took it, the headline below that.
        if adjoining == Some(i) && names_picture(page, at, i) {
            best = Some((i, score));
            continue;
        }
        let margin = match (near || below, below) {
            (true, true) if speaks_of_text(page, at) => 1.5,
            (true, true) => 0.9,
            (true, false) => 0.7,
            (false, _) => 0.0,
        };
        if score > top + margin {
            best = Some((i, score));
        }
    }
    best.map(|(i, _)| i)
}

/// Whether a byline or a date stands close below.
fn signed(page: &Page, i: usize) -> bool {
    (i + 1..page.blocks.len().min(i + 1 + NEAR)).any(|j| {
        page.looks[j].byline
            || page.looks[j].date_line
            || page.blocks[j].hints.byline
            || signature::is_by(page, j)
    })
}

/// Whether a line is nothing but how many comments there are.
fn is_count(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit() || b == b',')
}

/// Whether block `at` only says what a picture shows: the line right below it is a credit, and unlike
/// block `later` it does not speak of the text.
fn names_picture(page: &Page, at: usize, later: usize) -> bool {
    const LONGEST: usize = 8;
    page.looks[at].words <= LONGEST
        && page.blocks[at].hints.heading == 0
        && page.looks[later].words >= 5
        && credit::is_credit_line(page.text(at + 1))
        && !speaks_of_text(page, at)
        && speaks_of_text(page, later)
}

/// The name of the site: a few words at the very top with a menu right below.
fn is_masthead(page: &Page, i: usize) -> bool {
    let menu = |look: &Features| look.row || look.site;
    i == 0 && page.looks[i].words <= 6 && page.looks.get(i + 1).is_some_and(menu)
}

/// Whether a line is the headline of a live blog, which stands above the headlines of its entries.
fn is_live(text: &str) -> bool {
    let line = text.to_lowercase();
    let begins = ["live:", "live updates:", "live blog:"].iter().any(|mark| line.starts_with(mark));
    begins
        || ["as it happened", "live updates", "– live", "- live", "— live"]
            .iter()
            .any(|mark| line.ends_with(mark))
}

/// Whether a line is a headline behind the medium that it announces: `WATCH: ...`, `Podcast: ...`.
fn is_announced(text: &str) -> bool {
    const MEDIA: &[&str] =
        &["watch", "listen", "podcast", "video", "read", "photos", "in pictures"];
    let label =
        text.split_once(": ").filter(|(_, headline)| headline.split_whitespace().count() >= 4);
    label.is_some_and(|(label, _)| MEDIA.contains(&&*label.to_lowercase()))
}

/// Whether a line of the head of a letter says from whom or to whom it is.
fn is_of_letter(text: &str) -> bool {
    ["From:", "To:", "Cc:", "CC:", "Reply-To:", "Sent:"].iter().any(|label| text.starts_with(label))
}

/// Whether a line says who else had a hand in the article.
fn is_of_editor(text: &str) -> bool {
    ["Reviewed by", "Edited by", "Fact-checked by", "Fact checked by"]
        .iter()
        .any(|label| text.starts_with(label))
}

/// Whether half of the words of a line and no fewer than four are the text's, too.
fn speaks_of_text(page: &Page, i: usize) -> bool {
    let (all, known) = page.vocabulary.overlap(page.text(i));
    known >= 4 && known * 2 >= all
}

/// Whether a line is nothing but an office: `Minister for Foreign Affairs`.
fn is_office(text: &str) -> bool {
    const OFFICES: &[&str] = &["Minister", "Ministry", "Secretary", "Department", "Office"];
    let mut words = words::words(text);
    words.next().is_some_and(|word| OFFICES.contains(&word))
        && words.next().is_some_and(|word| matches!(word, "of" | "for"))
        && words.all(|word| words::is_grammar(word) || word.starts_with(char::is_uppercase))
        && text.split_whitespace().count() <= 7
}

/// Whether another heading up to the text is what the page's head says: blogs set their own name as the
/// first heading, with a link to the front page.
fn has_other_heading(page: &Page, i: usize, first: usize) -> bool {
    (i + 1..first.min(i + 1 + FAR)).any(|j| {
        page.blocks[j].hints.heading > 0
            && page.blocks[j].hints.linked < 60
            && page.likeness_to_headline(j) >= 0.75
    })
}

/// Whether the earlier block repeats the later one with the name of the site added.
fn holds(page: &Page, earlier: usize, later: usize) -> bool {
    page.text(earlier).contains(page.text(later))
}

/// Bylines, dates, captions and scraps that may stand between a headline and its text.
fn goes_with(page: &Page, i: usize) -> bool {
    let look = &page.looks[i];
    look.byline || look.date_line || look.caption || look.site || look.words < 4
}

fn score(page: &Page, i: usize, first: usize, noisy: bool, adjoining: bool) -> Option<f64> {
    let (block, look) = (&page.blocks[i], &page.looks[i]);
    let headed = (1..=2).contains(&block.hints.heading);
    let likeness = page.likeness_to_headline(i);
    // `WATCH: Bank's vault is shown`: a pointer elsewhere, the headline above a byline or a date.
    let announced = is_announced(page.text(i));
    let told = headed || likeness >= 0.75 || announced && i < first && signed(page, i);
    let barred = block.hints.site
        || look.shape == Shape::Separator
        || look.words > MOST_WORDS
        || look.shape == Shape::Prose && !told
        || look.caption
        || look.leader
        || look.technical && look.words < 4 && !headed
        || page.is_alt_text(i)
        || is_of_letter(page.text(i))
        || is_of_editor(page.text(i)) && !told
        || (look.date_line || look.byline) && !headed
        || !told && (look.opens.is_some() || look.menu)
        || !told && (look.site || look.row || look.bullet || look.words < 3 || look.announces)
        || look.site && likeness < 0.5 && !(told && announced)
        // Once the text has begun, a short sentence is a sentence.
        || i > first && look.shape == Shape::Sentence && !told;
    if barred {
        return None;
    }
    let (all, known) = page.vocabulary.overlap(page.text(i));
    #[allow(clippy::cast_precision_loss, reason = "numbers of words are small")]
    let share = if all == 0 { 0.0 } else { known as f64 / all as f64 };
    let plain = look.shape == Shape::Fragment && look.words >= 5 && !look.all_caps;
    let alone = i == 0 && !noisy || adjoining && plain && !look.starts_lower;
    if known == 0 && !told && !alone {
        return None;
    }
    let mut score = 3.0 * share + 3.0 * likeness;
    score += match look.words {
        5..=20 => 1.0,
        3..=4 => 0.4,
        _ => 0.0,
    };
    score += match block.hints.heading {
        1 => 2.5,
        2 => 1.2,
        3..=6 => 0.6,
        _ => 0.0,
    };
    score += if signed(page, i) && i < first { 1.0 } else { 0.0 };
    score += if i == 0 { 0.5 } else { 0.0 };
    score -= if look.shape == Shape::Sentence { 0.2 } else { 0.0 };
    score -= if look.starts_lower { 1.0 } else { 0.0 };
    let who = look.words <= 4 && names::is_plain_name(page.text(i)) || is_office(page.text(i));
    score -= if who && !told { 2.0 } else { 0.0 };
    score -= if page.twin_beside(i) { 1.5 } else { 0.0 };
    score += if is_live(page.text(i)) { 2.5 } else { 0.0 };
    score -= if is_masthead(page, i) && !told { 2.0 } else { 0.0 };
    let site_name = headed && look.words <= 4 && has_other_heading(page, i, first);
    score -= if block.hints.linked >= 60 && (!headed || site_name) { 2.0 } else { 0.0 };
    score -= if look.all_caps && look.words <= 3 { 0.5 } else { 0.0 };
    score -= if i > first { 1.0 } else { 0.0 };
    #[allow(clippy::cast_precision_loss, reason = "at most twenty")]
    let distance = i.abs_diff(first).min(20) as f64;
    score -= 0.05 * distance;
    (score >= if alone { 1.0 } else { 1.6 }).then_some(score)
}

/// How much of the words of one headline the other has: 0 for nothing, 1 for all.
pub(super) fn likeness(printed: &str, told: &str) -> f64 {
    let (mut one, mut other) = (Vocabulary::default(), Vocabulary::default());
    one.add(printed);
    other.add(told);
    let (all, known) = other.overlap(printed);
    let (told_all, told_known) = one.overlap(told);
    if all == 0 || told_all == 0 {
        return 0.0;
    }
    #[allow(clippy::cast_precision_loss, reason = "numbers of words are small")]
    let both = (known as f64 / all as f64) * (told_known as f64 / told_all as f64);
    both.sqrt()
}

/// The headline without the label or the marks of Markdown before it.
pub(super) fn bare(view: &str, span: Span) -> Span {
    let text = span.of(view);
    let mut start = 0;
    for label in ["Title:", "Tittle:", "Headline:", "Subject:", "TITLE:", "HEADLINE:"] {
        if text.starts_with(label) {
            start = label.len();
        }
    }
    let marks = |c: char| matches!(c, '#' | '*' | '_') || c.is_whitespace();
    let rest = &text[start..];
    let mut body = rest.trim_start_matches(marks);
    // `#StopRansomware: …`: a mark of Markdown stands apart, that of a tag at its word.
    if rest[..rest.len() - body.len()].ends_with('#')
        && !rest[..rest.len() - body.len()].ends_with("##")
    {
        body = &rest[rest.len() - body.len() - 1..];
    }
    start += rest.len() - body.len();
    let end = text.trim_end_matches(marks).len();
    if start >= end {
        return span;
    }
    Span::new(span.start() + start, span.start() + end)
}
