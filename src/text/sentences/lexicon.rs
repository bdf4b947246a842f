//! What a stop after a word means is knowledge about words, not about sentences: kept in two
//! checked-in tables, so that a new abbreviation is a line of data and a reviewer can read them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Abbreviations without their last stop, each with its kind.
const ABBREVIATIONS: &str = include_str!("abbreviations.tsv");
/// Words that tell whether a sentence goes on or begins.
const CUES: &str = include_str!("cues.tsv");
/// No entry is longer: what is longer is not looked up, so a look-up never costs more than this.
const LONGEST: usize = 16;

/// What a stop after a word can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) enum Kind {
    /// "Gen.", "Mr.": a name follows.
    Title,
    /// "Nov.", "Mon.": a number may follow.
    Month,
    /// "No.", "Fig.": an abbreviation before a number only.
    Number,
    /// "e.g.", "vs.": never at the end.
    Latin,
    /// "Inc.", "U.S.": in the middle or at the end.
    Either,
    /// "a.m.", "p.m.": at the end where a capital follows that is no day, zone or place of the hour.
    Hour,
    /// "etc.": at the end where a capital follows.
    Tail,
    /// "Yahoo!": a name with a mark of its own.
    Bang,
}

/// What a cue word says.
#[derive(Clone, Copy, Debug, Default)]
struct Cue {
    starter: bool,
    function: bool,
    open: bool,
}

static KINDS: LazyLock<HashMap<&'static str, Kind>> = LazyLock::new(|| {
    rows(ABBREVIATIONS).filter_map(|(word, kind)| Some((word, kind_named(kind)?))).collect()
});

static WORDS: LazyLock<HashMap<&'static str, Cue>> = LazyLock::new(|| {
    let mut cues: HashMap<_, Cue> = HashMap::new();
    for (word, name) in rows(CUES) {
        let cue = cues.entry(word).or_default();
        match name {
            "starter" => cue.starter = true,
            "function" => cue.function = true,
            "nation" => {}
            _ => cue.open = true,
        }
    }
    cues
});

static NATIONS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(CUES).filter(|(_, name)| *name == "nation").map(|(word, _)| word).collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter_map(|line| line.split_once('\t'))
}

fn kind_named(name: &str) -> Option<Kind> {
    Some(match name {
        "title" => Kind::Title,
        "month" => Kind::Month,
        "number" => Kind::Number,
        "latin" => Kind::Latin,
        "organisation" | "place" | "unit" => Kind::Either,
        "time" => Kind::Hour,
        "tail" => Kind::Tail,
        "bang" => Kind::Bang,
        _ => return None,
    })
}

/// The kind of `word`, given without its last stop: "Gen", "U.S", "a.m".
pub(in crate::text) fn abbreviation(word: &str) -> Option<Kind> {
    if word.len() > LONGEST {
        return None;
    }
    if let Some(kind) = KINDS.get(word) {
        return Some(*kind);
    }
    // Headlines in capitals abbreviate too: "GEN.", "CORP.", "A.M."
    if word.len() > 1 && word.chars().all(|c| !c.is_lowercase()) {
        let lower = word.to_lowercase();
        let mut chars = lower.chars();
        let capitalised: String =
            chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        let found = KINDS.get(capitalised.as_str()).or_else(|| KINDS.get(lower.as_str()));
        // "P.M. Modi" governs at any hour.
        if let Some(kind) = found {
            return Some(if *kind == Kind::Hour { Kind::Either } else { *kind });
        }
    } else if word.starts_with(char::is_uppercase) {
        // "E.g.", "Approx.": at the head of a sentence.
        if let Some(Kind::Latin) = KINDS.get(word.to_lowercase().as_str()) {
            return Some(Kind::Latin);
        }
    }
    is_dotted(word).then_some(Kind::Either)
}

/// Whether `word` is single letters parted by stops: "U.S", "J.R.R", "w.r.t".
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

/// Whether `word`, capitalised, is typical of the head of a sentence: "The", "But", "According".
pub(super) fn is_starter(word: &str) -> bool {
    WORDS.get(word).is_some_and(|cue| cue.starter)
}

/// Whether `word` names a country, or a capital or a head of state that stands for one: "China", "Moscow", "Putin".
pub(super) fn is_nation(word: &str) -> bool {
    NATIONS.contains(word)
}

/// Whether `word` is one that neither ends a sentence nor, in lower case, begins one.
pub(super) fn is_function(word: &str) -> bool {
    folded(word, |cue| cue.function)
}

/// Whether nothing can end on `word`: "the", "of".
pub(super) fn is_open(word: &str) -> bool {
    folded(word, |cue| cue.open)
}

fn folded(word: &str, holds: fn(&Cue) -> bool) -> bool {
    word.len() <= LONGEST && WORDS.get(word.to_lowercase().as_str()).is_some_and(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_unique() {
        let words: Vec<&str> = rows(ABBREVIATIONS).map(|row| row.0).collect();
        assert!(words.is_sorted_by(|a, b| a < b));
        let lines: Vec<(&str, &str)> = rows(CUES).collect();
        assert!(lines.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn tables_hold_nothing_that_is_not_read() {
        assert_eq!(ABBREVIATIONS.lines().count(), KINDS.len());
        assert!(KINDS.keys().chain(WORDS.keys()).all(|word| word.len() <= LONGEST));
        assert!(
            rows(CUES).all(|(_, name)| ["starter", "function", "open", "nation"].contains(&name))
        );
    }

    #[test]
    fn kinds_hold_in_capitals_and_for_what_is_not_listed() {
        assert_eq!(abbreviation("Gen"), Some(Kind::Title));
        assert_eq!(abbreviation("GEN"), Some(Kind::Title));
        assert_eq!(abbreviation("A.M"), Some(Kind::Either));
        assert_eq!(abbreviation("N.J"), Some(Kind::Either));
        assert_eq!(abbreviation("E.g"), Some(Kind::Latin));
        assert_eq!(abbreviation("sat"), None);
        assert_eq!(abbreviation("example.com"), None);
    }
}
