//! Parts that belong to a name only in writing: "Korea's", "North Korea-linked". An entity ends
//! inside what a reader would call a word there, so these are words of their own.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Suffixes that follow a name after a hyphen, and common nouns that take them too.
const AFFIXES: &str = include_str!("affixes.tsv");
/// No entry is longer.
const LONGEST: usize = 16;
/// What follows an apostrophe as a word of its own.
const CLITICS: [&str; 7] = ["s", "S", "m", "d", "re", "ve", "ll"];

static SUFFIXES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| listed("suffix"));
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| listed("common"));

fn listed(kind: &str) -> HashSet<&'static str> {
    let rows = AFFIXES.lines().filter_map(|line| line.split_once('\t'));
    rows.filter(|row| row.1 == kind).map(|row| row.0).collect()
}

fn holds(set: &HashSet<&'static str>, word: &str) -> bool {
    word.len() <= LONGEST && set.contains(word.to_lowercase().as_str())
}

/// Where the hyphen stands that parts a name from a suffix: "China-state-sponsored" at 5, "Storm-0558-linked"
/// at 10.
pub(super) fn suffix(word: &str) -> Option<usize> {
    let mut at = word.rfind('-')?;
    if !holds(&SUFFIXES, &word[at + 1..]) {
        return None;
    }
    let mut end = at;
    loop {
        let part = word[..at].rfind('-').map_or(0, |before| before + 1);
        let name = &word[part..at];
        if name.starts_with(char::is_uppercase) {
            return (!holds(&COMMON, name)).then_some(end);
        }
        // "state" of "China-state-sponsored"; a word all of lower case has no name.
        if part == 0 || name.is_empty() {
            return None;
        }
        at = part - 1;
        // A number is part of the name before it.
        if !name.bytes().all(|byte| byte.is_ascii_digit()) {
            end = at;
        }
    }
}

/// Where a possessive or another short form begins: "Korea's" at 5, "didn't" at 3.
pub(super) fn clitic(word: &str) -> Option<usize> {
    let at = word.rfind(['\'', '’'])?;
    let width = if word[at..].starts_with('\'') { 1 } else { '’'.len_utf8() };
    let (stem, short) = (&word[..at], &word[at + width..]);
    if stem.is_empty() {
        None
    } else if CLITICS.contains(&short) {
        Some(at)
    } else if matches!(short, "t" | "T") && stem.len() > 1 && stem.ends_with(['n', 'N']) {
        Some(at - 1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_unique() {
        let lines: Vec<&str> = AFFIXES.lines().collect();
        assert!(lines.is_sorted_by(|a, b| a < b));
        assert_eq!(lines.len(), SUFFIXES.len() + COMMON.len());
        assert!(SUFFIXES.iter().chain(COMMON.iter()).all(|word| word.len() <= LONGEST));
    }

    #[test]
    fn a_suffix_needs_a_name() {
        assert_eq!(suffix("Korea-linked"), Some(5));
        assert_eq!(suffix("China-state-sponsored"), Some(5));
        assert_eq!(suffix("al-Qaeda-affiliated"), Some(8));
        assert_eq!(suffix("Iran-Linked"), Some(4));
        assert_eq!(suffix("Storm-0558-linked"), Some(10));
        assert_eq!(suffix("APT-C-36-affiliated"), Some(8));
        assert_eq!(suffix("UAC-0010-state-backed"), Some(8));
        assert_eq!(suffix("China-2nd-backed"), Some(5));
        assert_eq!(suffix("365-based"), None);
        for word in
            ["state-sponsored", "State-sponsored", "-linked", "Joon-kook", "Korea", "a--led"]
        {
            assert_eq!(suffix(word), None, "{word}");
        }
    }

    #[test]
    fn short_forms_are_parted() {
        assert_eq!(clitic("Korea’s"), Some(5));
        assert_eq!(clitic("didn't"), Some(3));
        assert_eq!(clitic("O'Neill's"), Some(7));
        for word in ["'s", "O'Neill", "n't", "Int'l", "o'clock"] {
            assert_eq!(clitic(word), None, "{word}");
        }
    }
}
