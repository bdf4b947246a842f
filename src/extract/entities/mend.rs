//! Names that the model broke: at a bracket, or inside the name of a country.

use std::ops::Range;

use super::Part;
use super::gazetteer::{Find, What};
use crate::knowledge::Naming;
use crate::taxonomy::EntityLabel;
use crate::text::Span;

/// Joins two parts with one label that only an opening bracket parts, if the second closes it
/// ("Xuehua" and "Edward) Peng"); takes off what stands before a bracket that nothing opens.
pub(super) fn brackets(text: &str, words: &[Span], parts: Vec<Part>) -> Vec<Part> {
    let word = |at: usize| words[at].of(text);
    let mut mended: Vec<Part> = Vec::with_capacity(parts.len());
    for mut part in parts {
        let Some(closes) = unopened(&part.words, word) else {
            mended.push(part);
            continue;
        };
        let opens = |last: &&mut Part| {
            let gap = last.words.end..part.words.start;
            last.label == part.label
                && (1..=2).contains(&gap.len())
                && word(gap.start) == "("
                && gap.skip(1).all(|at| matches!(word(at), "\"" | "\u{201c}"))
        };
        if let Some(last) = mended.last_mut().filter(opens) {
            last.words.end = part.words.end;
            last.score = [last.score, part.score].into_iter().flatten().reduce(f32::max);
            continue;
        }
        part.words.start = closes + 1;
        if !part.words.is_empty() {
            mended.push(part);
        }
    }
    mended
}

/// The first closing bracket of the words that none of them opens.
fn unopened<'t>(words: &Range<usize>, word: impl Fn(usize) -> &'t str) -> Option<usize> {
    let mut open = 0_usize;
    for at in words.clone() {
        match word(at) {
            "(" => open += 1,
            ")" if open == 0 => return Some(at),
            ")" => open -= 1,
            _ => {}
        }
    }
    None
}

/// The one organisation or event among `there` that cuts the name of a country of several words, with
/// all of that name; `there` are the parts that touch the find.
pub(super) fn across(there: &[Part], find: &Find) -> Option<Part> {
    let What::Country(naming) = find.what else { return None };
    let cuts = |part: &&Part| {
        let (starts, ends) = (part.words.start, part.words.end);
        (starts > find.words.start && ends > find.words.end)
            || (starts < find.words.start && ends < find.words.end)
    };
    let inside =
        |part: &Part| find.words.start <= part.words.start && part.words.end <= find.words.end;
    let mut outside = there.iter().filter(|part| !inside(part));
    let one = outside.next().filter(cuts)?;
    let named = matches!(one.label, EntityLabel::Org | EntityLabel::Misc);
    if naming == Naming::Other || !named || outside.next().is_some() {
        return None;
    }
    let words = one.words.start.min(find.words.start)..one.words.end.max(find.words.end);
    Some(Part { words, ..one.clone() })
}
