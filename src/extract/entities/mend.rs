//! Names that the model broke: at a bracket, at the end of a line, between two words, or inside the name
//! of a country.

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

/// Puts parts together that stand right beside each other and are one name, and "Group" to the group
/// before it:
///
/// - a person's name that a line ends in the middle of ("António" and "Guterres");
/// - two words, one of them tagged as an organisation ("Hunchun" and "Goldwave");
/// - "Central Bank" and "of Sri Lanka", "University" and "of Oslo";
/// - "APT10" before "Group";
/// - the place before "Police" where that is no word of a headline ("Hong Kong Police said").
pub(super) fn beside(text: &str, words: &[Span], parts: Vec<Part>) -> Vec<Part> {
    let mut mended: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match mended.last_mut().filter(|last| is_one(text, words, last, &part)) {
            Some(last) => {
                if part.label == EntityLabel::Org {
                    last.label = EntityLabel::Org;
                }
                last.words.end = part.words.end;
                last.score = [last.score, part.score].into_iter().flatten().reduce(f32::max);
            }
            None => mended.push(part),
        }
    }
    let starts: Vec<usize> = mended.iter().map(|part| part.words.start).collect();
    for (at, part) in mended.iter_mut().enumerate() {
        let next = part.words.end;
        let free = starts.get(at + 1).is_none_or(|start| *start > next);
        if part.label == EntityLabel::Group
            && free
            && words.get(next).is_some_and(|word| word.of(text) == "Group")
            && words[next - 1].of(text) != "Group"
        {
            part.words.end += 1;
        }
        if part.label == EntityLabel::Loc && free && is_police(text, words, next) {
            part.words.end += 1;
            part.label = EntityLabel::Org;
        }
    }
    mended
}

/// Whether the word at `at` is the end of a force's name: "Police", and no capital behind it, which goes on with
/// the name or with a headline.
fn is_police(text: &str, words: &[Span], at: usize) -> bool {
    let word = |at: usize| words.get(at).map(|word| word.of(text));
    word(at) == Some("Police")
        && word(at + 1).is_some_and(|next| !next.starts_with(|c: char| c.is_uppercase()))
}

/// Whether two parts that follow each other are one name.
fn is_one(text: &str, words: &[Span], one: &Part, other: &Part) -> bool {
    use EntityLabel::{Group, Loc, Malware, Misc, Org, Per};
    let gap = words
        .get(one.words.end - 1)
        .zip(words.get(other.words.start))
        .and_then(|(last, first)| text.get(last.end()..first.start()));
    let last = words[one.words.end - 1].of(text);
    if one.words.end < other.words.start {
        let of = one.words.end + 1 == other.words.start && words[one.words.end].of(text) == "of";
        return of && one.label == Org && other.label == Loc && OF_PLACES.contains(&last);
    }
    let broken = gap.is_some_and(|gap| gap.trim().is_empty() && gap.contains('\n'));
    if one.label == Per && other.label == Per && broken {
        return one.words.len() + other.words.len() <= 4;
    }
    let single = one.words.len() == 1 && other.words.len() == 1;
    let named = |part: &Part| {
        let word = words[part.words.start].of(text);
        word.chars().count() > 2
            && word.starts_with(char::is_uppercase)
            && word.contains(char::is_lowercase)
    };
    single
        && gap == Some(" ")
        && named(one)
        && named(other)
        && (one.label == Org || other.label == Org)
        && one.label != other.label
        && ![one.label, other.label].iter().any(|label| matches!(label, Loc | Misc | Malware))
        && [one.label, other.label].iter().any(|label| matches!(label, Per | Group))
}

/// What places have, and whose name goes on with theirs.
const OF_PLACES: &[&str] = &["Bank", "College", "Institute", "Port", "University"];

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
