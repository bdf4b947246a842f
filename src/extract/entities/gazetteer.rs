//! Names that the tables know, where the sentence writes them as names.

use std::ops::Range;

use super::{Part, trim};
use crate::knowledge::{
    Kind, Naming, Piece, countries, fold, is_ordinary_software, organizations, pieces, threats,
};
use crate::taxonomy::EntityLabel;
use crate::text::Span;

/// A known name in the sentence.
#[derive(Debug)]
pub(super) struct Find {
    pub(super) words: Range<usize>,
    pub(super) what: What,
}

/// What a known name is.
#[derive(Debug)]
pub(super) enum What {
    /// A group or malware; no label where it may be either. `cued` if a word beside it says so.
    Threat { label: Option<EntityLabel>, cued: bool },
    /// A country, or (`Naming::Other`) a place that only holds the name of one.
    Country(Naming),
    /// An organisation by a name of several words that needs no other.
    Organization,
}

impl Find {
    /// The label of a mention of it.
    pub(super) fn label(&self) -> Option<EntityLabel> {
        match self.what {
            What::Threat { label, .. } => label,
            What::Country(Naming::Other) => None,
            What::Country(Naming::Demonym) => Some(EntityLabel::Misc),
            What::Country(_) => Some(EntityLabel::Loc),
            What::Organization => Some(EntityLabel::Org),
        }
    }

    pub(super) fn is_threat(&self) -> bool {
        matches!(self.what, What::Threat { .. })
    }
}

/// Nouns that make an ambiguous alias before them a group ("Silence hackers").
const STRONG_GROUP: &[&str] = &["apt", "gang", "hackers"];
/// With one of these before, "group" and its like do so, too ("Silence hacking group").
const KINDS_OF_GROUP: &[&str] = &[
    "apt",
    "cybercrime",
    "cybercriminal",
    "cyberespionage",
    "espionage",
    "extortion",
    "hacker",
    "hacking",
    "ransomware",
    "threat",
];
/// Nouns that say that an alias is a group's, if it may be one.
const GROUP: &[&str] =
    &["actor", "actors", "cartel", "collective", "crew", "gang", "group", "syndicate"];
/// Nouns that make an ambiguous alias before or behind them malware ("Cuba ransomware").
const MALWARE: &[&str] = &[
    "backdoor",
    "botnet",
    "infostealer",
    "keylogger",
    "malware",
    "ransomware",
    "rootkit",
    "spyware",
    "trojan",
    "wiper",
];

/// The pieces of one sentence, with spans in `text`.
pub(super) fn pieces_of(text: &str, words: &[Span]) -> Vec<Piece> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let from = first.start();
    pieces(first.cover(*last).of(text))
        .into_iter()
        .map(|piece| Piece { span: piece.span.shift(from), ..piece })
        .collect()
}

/// The known names of one sentence, ascending, without overlap.
pub(super) fn finds(text: &str, words: &[Span]) -> Vec<Find> {
    let pieces = pieces_of(text, words);
    let mut finds = Vec::new();
    for hit in threats().index().hits(&pieces) {
        let Some(range) = whole_words(words, hit.span) else { continue };
        let aliases = hit.aliases.iter().filter(|alias| alias.is_written(hit.span.of(text)));
        let known: Vec<(Kind, bool)> =
            aliases.map(|alias| (alias.of.kind, alias.of.firm)).collect();
        if let Some(what) = threat(text, words, &range, &known) {
            finds.push(Find { words: without_article(text, words, range), what });
        }
    }
    for hit in countries().index().hits(&pieces) {
        let Some(words) = whole_words(words, hit.span) else { continue };
        let mut aliases = hit.aliases.iter().filter(|alias| alias.is_written(hit.span.of(text)));
        let known = |place: Naming| !matches!(place, Naming::Seat | Naming::Capital);
        if let Some(alias) = aliases.find(|alias| known(alias.of.naming) && !alias.of.ambiguous) {
            finds.push(Find { words, what: What::Country(alias.of.naming) });
        }
    }
    for hit in organizations().index().hits(&pieces) {
        let Some(words) = whole_words(words, hit.span) else { continue };
        let mut aliases = hit.aliases.iter().filter(|alias| alias.is_written(hit.span.of(text)));
        let full = |name: &str| words.len() > 1 && !is_owned(name);
        if aliases.any(|alias| !alias.of.short && full(&alias.written)) {
            finds.push(Find { words, what: What::Organization });
        }
    }
    finds.sort_by_key(|find| (find.words.start, usize::MAX - find.words.end));
    let mut end = 0;
    finds.retain(|find| {
        let free = find.words.start >= end;
        end = if free { find.words.end } else { end };
        free
    });
    finds
}

/// Whether a name begins with the name of a country that is no part of it: "Russia's Federal Security
/// Service" and "Russian FSB" are two names, "U.S. Congress" is one.
fn is_owned(name: &str) -> bool {
    let mut fronts =
        name.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| &name[..at]);
    fronts.any(|front| {
        let owner = front.strip_suffix("'s");
        let country = countries().named(owner.unwrap_or(front));
        country.is_some_and(|(_, place)| owner.is_some() || place.naming == Naming::Demonym)
    })
}

/// Whether a find that the model has nothing for may become a mention.
pub(super) fn may_add(text: &str, words: &[Span], find: &Find) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.of(text));
    let (start, end) = (find.words.start, find.words.end);
    let before = word(start.checked_sub(1));
    let naming = match find.what {
        What::Threat { .. } => return true,
        What::Organization => {
            return !is_capital(before) && !is_capital(word(Some(end)));
        }
        What::Country(naming) => naming,
    };
    let shouted = !text.contains(char::is_lowercase);
    if naming == Naming::Abbreviation && shouted {
        return false;
    }
    // "Bank of China", "University of South Korea".
    if before == "of" && start >= 2 && is_capital(word(start.checked_sub(2))) {
        return false;
    }
    let after = word(Some(end));
    let title = naming != Naming::Name && trim::begins_title(after);
    let several = find.words.len() > 1 && naming != Naming::Abbreviation;
    several || ((start < 2 || !is_capital(before)) && (title || !is_capital(after)))
}

/// What the aliases at a place, each a group's or software's and firm or not, are there.
fn threat(
    text: &str,
    words: &[Span],
    range: &Range<usize>,
    known: &[(Kind, bool)],
) -> Option<What> {
    let has = |kind| known.iter().any(|(of, _)| *of == kind);
    let (group, malware) = (has(Kind::Group), has(Kind::Malware));
    let cue = cue(text, words, range);
    // A capital at the start of a sentence is no evidence: "Stop ransomware".
    let mid_sentence = range.start > 0 || range.len() > 1;
    let firm = known.iter().any(|(_, firm)| *firm);
    let cued = matches!(cue, Cue::Group { strong: true } | Cue::Malware) && mid_sentence;
    if !(group || malware) || !(firm || cued) {
        return None;
    }
    let label = match (cue, group, malware) {
        (Cue::Group { .. }, _, _) | (Cue::None | Cue::Malware, true, false) => {
            Some(EntityLabel::Group)
        }
        (Cue::Malware, _, true) | (Cue::None, false, _) => Some(EntityLabel::Malware),
        (Cue::None, true, true) => None,
        (Cue::Malware, false, false) => return None,
    };
    Some(What::Threat { label, cued })
}

/// Makes MISC of what is ordinary software by its name and stands as malware, ORG of a body and LOC of a country or
/// its capital that stands as a group ("`SVR` hackers").
pub(super) fn clear(text: &str, words: &[Span], parts: &mut [Part]) {
    for part in parts {
        let name = part.span(words).of(text);
        match part.label {
            EntityLabel::Malware
                if is_ordinary_software(name) && cue(text, words, &part.words) != Cue::Malware =>
            {
                part.label = EntityLabel::Misc;
            }
            EntityLabel::Group => part.label = of_state(name).unwrap_or(part.label),
            _ => {}
        }
    }
}

/// What a name is that a body, a country or its capital has and no group: of "Beijing" the tables have a group only
/// as what is left of "Beijing Group".
fn of_state(name: &str) -> Option<EntityLabel> {
    let threat = threats().has(name);
    if !threat && organizations().named(name).is_some_and(|of| !of.short) {
        return Some(EntityLabel::Org);
    }
    let naming = countries().named(name)?.1.naming;
    let capital = matches!(naming, Naming::Seat | Naming::Capital);
    (capital || !threat && naming != Naming::Demonym).then_some(EntityLabel::Loc)
}

/// What the words beside a name say that it is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cue {
    None,
    /// `strong` if that is enough for an ambiguous alias.
    Group {
        strong: bool,
    },
    Malware,
}

fn cue(text: &str, words: &[Span], range: &Range<usize>) -> Cue {
    // Cues are common nouns: in "How to Stop Ransomware" nothing is.
    let noun = |at: usize| {
        let word = words.get(at)?.of(text);
        (!is_capital(word) || word == "APT").then(|| fold(word))
    };
    let is = |list: &[&str], word: &Option<String>| {
        word.as_ref().is_some_and(|word| list.contains(&word.as_str()))
    };
    let quoted = |at: usize| words.get(at).is_some_and(|word| is_quote(word.of(text)));
    let after = if quoted(range.end) { range.end + 1 } else { range.end };
    let (next, second) = (noun(after), noun(after + 1));
    if is(STRONG_GROUP, &next) || (is(KINDS_OF_GROUP, &next) && is(GROUP, &second)) {
        return Cue::Group { strong: true };
    }
    if is(GROUP, &next) {
        return Cue::Group { strong: false };
    }
    if is(MALWARE, &next) {
        return Cue::Malware;
    }
    let mut before = range.start;
    if before > 0 && quoted(before - 1) {
        before -= 1;
    }
    let back = |by: usize| before.checked_sub(by).and_then(noun);
    let said = if is(&["called", "dubbed", "named", "codenamed"], &back(1)) {
        2
    } else if is(&["as"], &back(1)) && is(&["known"], &back(2)) {
        3
    } else {
        1
    };
    if is(MALWARE, &back(said)) {
        return Cue::Malware;
    }
    if said > 1 && (is(STRONG_GROUP, &back(said)) || is(GROUP, &back(said))) {
        let kind = is(STRONG_GROUP, &back(said)) || is(KINDS_OF_GROUP, &back(said + 1));
        return Cue::Group { strong: kind };
    }
    Cue::None
}

/// The words that `span` covers, if it begins and ends with words.
pub(super) fn whole_words(words: &[Span], span: Span) -> Option<Range<usize>> {
    let start = words.binary_search_by_key(&span.start(), |word| word.start()).ok()?;
    let end = words.binary_search_by_key(&span.end(), |word| word.end()).ok()?;
    (start <= end).then_some(start..end + 1)
}

fn without_article(text: &str, words: &[Span], range: Range<usize>) -> Range<usize> {
    let article = range.len() > 1 && words[range.start].of(text).eq_ignore_ascii_case("the");
    if article { range.start + 1..range.end } else { range }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "\u{201c}" | "\u{201d}" | "'" | "\u{2018}" | "\u{2019}" | "''" | "``")
}
