//! The words of `cues.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const CUES: &str = include_str!("cues.txt");

/// Whether `word` is in a list of the file. No such list has no words.
pub(super) fn is(list: &str, word: &str) -> bool {
    static TABLE: LazyLock<HashMap<&str, HashSet<&str>>> = LazyLock::new(read);
    TABLE.get(list).is_some_and(|words| words.contains(word))
}

fn read() -> HashMap<&'static str, HashSet<&'static str>> {
    let lines = CUES.lines().filter(|line| !line.starts_with('#'));
    let lists = lines.filter_map(|line| line.split_once(": "));
    lists.map(|(list, words)| (list, words.split(' ').collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_is_asked_for_has_words() {
        for (list, word) in [
            ("say", "say"),
            ("accuse", "blame"),
            ("deny", "deny"),
            ("doubt", "suspect"),
            ("future", "plan"),
            ("document", "report"),
            ("accusing", "indictment"),
            ("alleged", "allegedly"),
            ("modal", "could"),
            ("evidence", "evidence"),
            ("threat", "hackers"),
            ("claim", "claims"),
            ("charge", "indictment"),
            ("proven", "convicted"),
            ("verdict", "convicted"),
            ("case", "defendants"),
            ("accuser", "prosecutors"),
            ("accusing", "complaint"),
            ("document", "letter"),
        ] {
            assert!(is(list, word), "{list}");
        }
        assert!(!is("say", "deny") && !is("none", "say"));
    }
}
