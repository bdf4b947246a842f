//! What a model's mention carries too much of: "the", titles, honorifics, possessives that are no part
//! of the name, quotes, small words at its ends; and what is no name at all.

use std::ops::Range;

use super::Part;
use super::possessives::is_possessive_name;
use crate::extract::Mention;
use crate::knowledge::{fold, titles};
use crate::taxonomy::EntityLabel;
use crate::text::Span;

/// Titles that are surnames, too: nothing comes off a mention that is only that.
const SURNAMES: &[&str] =
    &["judge", "justice", "king", "lord", "major", "mallam", "pope", "prince"];

/// Small words that no name begins or ends with.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
];

/// Words with a capital at the front of a sentence, and nobody's name.
const NOBODY: &[&str] = &[
    "And", "But", "He", "Her", "His", "I", "It", "Its", "My", "Our", "She", "That", "The", "Their",
    "There", "They", "This", "We", "You", "Your",
];

/// Kinds of threats, which the model takes for names where they are written with capitals.
const KINDS: &[&str] = &[
    "apt",
    "backdoor",
    "banker",
    "botnet",
    "downloader",
    "dropper",
    "exploit kit",
    "gang",
    "group",
    "hackers",
    "infostealer",
    "keylogger",
    "loader",
    "malware",
    "raas",
    "ransomware",
    "rat",
    "rootkit",
    "spyware",
    "stealer",
    "threat",
    "trojan",
    "virus",
    "wiper",
    "worm",
];

/// Whom a body sends to look into things.
const PEOPLE: &[&str] = &[
    "analyst",
    "analysts",
    "expert",
    "experts",
    "investigators",
    "monitors",
    "officers",
    "official",
    "officials",
    "specialists",
];

/// Ranks of police that stand before a name in capitals only: "ACP Ifeanyi Uche". What has one of these
/// names alone is a body.
const RANKS: &[&str] = &["ACP", "ADGP", "ASI", "CSP", "DCI", "DCP", "DGP", "DIG", "DSP", "SSP"];

/// Whether a mention is the rank of the person right behind it, which the model took for a body.
pub(super) fn is_rank_of(text: &str, words: &[Span], rank: &Part, person: &Part) -> bool {
    person.label == EntityLabel::Per
        && person.words.start == rank.words.end
        && rank.words.len() == 1
        && RANKS.contains(&words[rank.words.start].of(text))
}

/// Words of the longest title.
const LONGEST: usize = 4;

/// The mention as the words that it touches, without what does not belong to the name; `None` if nothing stays.
pub(super) fn trimmed(text: &str, words: &[Span], mention: &Mention) -> Option<Part> {
    let start = words.partition_point(|word| word.end() <= mention.span.start());
    let end = words.partition_point(|word| word.start() < mention.span.end());
    let mut range = start..end.max(start);
    loop {
        let before = range.clone();
        if range.is_empty() {
            return None;
        }
        let (first, last) = (words[range.start].of(text), words[range.end - 1].of(text));
        if is_mark(last) || is_possessive(last) || last == "(" || SMALL.contains(&last) {
            range.end -= 1;
        } else if is_mark(first)
            || first == ")"
            || SMALL.contains(&first)
            || is_article(text, words, &range)
        {
            range.start += 1;
        } else if is_field_of_experts(text, words, &range, mention.label) {
            range.end -= 1;
        } else if mention.label == EntityLabel::Per {
            range.start += title(text, words, &range);
        }
        if range == before {
            let whole = words[range.start].cover(words[range.end - 1]).of(text);
            if is_no_name(whole, mention.label) {
                return None;
            }
            if keeps_possessive(text, words, &range, mention.label) {
                range.end += 1;
            }
            let label = if is_designator(whole) { EntityLabel::Group } else { mention.label };
            return Some(Part { words: range, label, score: mention.score });
        }
    }
}

/// Whether what is marked names nobody: a pronoun, a title alone, small letters only, a kind of
/// malware.
fn is_no_name(whole: &str, label: EntityLabel) -> bool {
    let said = plain(whole);
    // "NZ$" before a number is no name.
    NOBODY.contains(&whole)
        || is_currency(whole)
        || match label {
            EntityLabel::Org => {
                let written = whole.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
                !written || titles().contains(said.as_str())
            }
            EntityLabel::Group | EntityLabel::Malware => KINDS.contains(&said.as_str()),
            EntityLabel::Per | EntityLabel::Loc | EntityLabel::Misc => false,
        }
}

/// "NZ$", "US$", "R$", not "Lapsus$".
fn is_currency(whole: &str) -> bool {
    whole.strip_suffix(['$', '€', '£', '¥']).is_some_and(|front| {
        front.chars().count() <= 3 && front.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
    })
}

/// What vendors number their groups with ("TA505", "UNC2452", "FIN7", "APT-C-36", "Storm-0558").
const DESIGNATORS: &[&str] = &["APT", "DEV", "FIN", "STORM", "TA", "TAG", "UAC", "UNC"];

/// Whether the name is such a number, and so a group's, whatever the model says.
fn is_designator(whole: &str) -> bool {
    let digits = whole.chars().rev().take_while(char::is_ascii_digit).count();
    let front = whole[..whole.len() - digits].trim_end_matches(['-', ' ']).trim_end_matches("-C");
    let least = if front.eq_ignore_ascii_case("APT") || front == "FIN" { 1 } else { 3 };
    (least..=5).contains(&digits)
        && DESIGNATORS.iter().any(|known| known.eq_ignore_ascii_case(front))
}

/// Whether `word` is a title, or the first word of one, that stands before names.
pub(super) fn begins_title(word: &str) -> bool {
    let word = plain(word);
    titles().iter().any(|title| title.split(' ').next() == Some(word.as_str()))
}

/// Whether the last word of a body's name is what the people behind it know, and no part of the name: "UN Cyber
/// experts".
fn is_field_of_experts(
    text: &str,
    words: &[Span],
    range: &Range<usize>,
    label: EntityLabel,
) -> bool {
    label == EntityLabel::Org
        && range.len() > 1
        && words[range.end - 1].of(text).eq_ignore_ascii_case("cyber")
        && words.get(range.end).is_some_and(|next| PEOPLE.contains(&next.of(text)))
}

/// The number of words at the front of `range` that are a title.
fn title(text: &str, words: &[Span], range: &Range<usize>) -> usize {
    let most = LONGEST.min(range.len());
    (1..=most)
        .rev()
        .find(|count| {
            let last = words[range.start + count - 1];
            let said = plain(words[range.start].cover(last).of(text));
            let surname = range.len() == 1 && SURNAMES.contains(&said.as_str());
            let rank = range.len() > 1 && RANKS.contains(&last.of(text)) && *count == 1;
            rank || titles().contains(said.as_str()) && !surname
        })
        .unwrap_or(0)
}

/// Folded and without full stops.
fn plain(text: &str) -> String {
    let folded = fold(text);
    folded.split(' ').filter(|piece| *piece != ".").collect::<Vec<_>>().join(" ")
}

/// "the", unless it is part of the name.
fn is_article(text: &str, words: &[Span], range: &Range<usize>) -> bool {
    let next = range.start + 1;
    words[range.start].of(text).eq_ignore_ascii_case("the")
        && (next == range.end || !words[next].of(text).eq_ignore_ascii_case("hague"))
}

pub(super) fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "\u{2019}s" | "'S" | "\u{2019}S" | "'" | "\u{2019}")
}

/// Whether the possessive behind the words belongs to the name.
fn keeps_possessive(text: &str, words: &[Span], range: &Range<usize>, label: EntityLabel) -> bool {
    let behind = words.get(range.end).map(|word| word.of(text));
    behind.is_some_and(|word| is_possessive(word) && word.ends_with(['s', 'S']))
        && is_possessive_name(
            &plain(words[range.start].cover(words[range.end - 1]).of(text)),
            label,
        )
}

/// Quotation marks, commas and the like; brackets and full stops may belong to a name.
fn is_mark(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{2018}' | ',' | ';' | ':'))
}
