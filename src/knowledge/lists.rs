//! Short lists of words, one per line: too plain for a table.

use std::collections::HashSet;
use std::sync::LazyLock;

const TITLES: &str = include_str!("data/titles.txt");
const SURNAMES: &str = include_str!("data/surnames.txt");

/// Titles and honorifics before a person's name ("prime minister", "mr"), folded and without full
/// stops.
pub fn titles() -> &'static HashSet<&'static str> {
    static LIST: LazyLock<HashSet<&str>> = LazyLock::new(|| TITLES.lines().collect());
    &LIST
}

/// Surnames of languages that put them first ("Hwang Joon-kook"), folded.
pub fn leading_surnames() -> &'static HashSet<&'static str> {
    static LIST: LazyLock<HashSet<&str>> = LazyLock::new(|| SURNAMES.lines().collect());
    &LIST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::fold;

    #[test]
    fn the_lists_are_in_order_and_folded() {
        for list in [TITLES, SURNAMES] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.windows(2).all(|two| two[0] < two[1]));
            assert!(lines.iter().all(|line| fold(line) == *line));
        }
    }
}
