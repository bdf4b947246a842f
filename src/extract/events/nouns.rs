//! The kinds of nouns of `nouns.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const NOUNS: &str = include_str!("nouns.txt");

type Kinds = HashMap<&'static str, HashSet<&'static str>>;

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let lines = NOUNS.lines().filter(|line| !line.starts_with('#'));
    let kinds = lines.filter_map(|line| line.split_once(": "));
    kinds.map(|(kind, words)| (kind, words.split(' ').collect())).collect()
});

/// Whether a noun in lower case is of a kind.
pub(in crate::extract) fn is(kind: &str, noun: &str) -> bool {
    KINDS.get(kind).is_some_and(|words| words.contains(noun))
}

/// Whether a noun ends like one of a trade or a part in life: "engineer", "journalists".
pub(in crate::extract) fn is_person(noun: &str) -> bool {
    const ENDINGS: [&str; 6] = ["er", "or", "ist", "man", "woman", "ian"];
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let many = noun.ends_with("men");
    noun.len() > 4
        && !is("thing", noun)
        && (many || ENDINGS.iter().any(|ending| one.ends_with(ending)))
}

/// Whether words name somebody who does a deed for himself, whatever state a name before them says that he comes from: "two
/// Russian citizens", "Pakistani crew members". Not "North Korean nationals", whom their state sends.
pub(super) fn is_private(head: &str, before: &str) -> bool {
    let sent = before == "korean" && matches!(head, "national" | "nationals" | "citizens");
    is("private", head) && !sent || before == "crew" && matches!(head, "member" | "members")
}

/// Whether the table has a kind.
pub(super) fn known(kind: &str) -> bool {
    KINDS.contains_key(kind)
}

/// The act that a noun stands for: "attack", "theft", or a threat type.
pub(super) fn act(noun: &str) -> Option<&'static str> {
    static ACTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let acts =
            KINDS.iter().filter_map(|(kind, words)| Some((kind.strip_prefix("act-")?, words)));
        acts.flat_map(|(act, words)| words.iter().map(move |word| (*word, act))).collect()
    });
    ACTS.get(noun).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::ThreatType;

    #[test]
    fn a_noun_stands_for_one_act() {
        let acts = KINDS.iter().filter(|(kind, _)| kind.starts_with("act-"));
        let mut seen = HashSet::new();
        for (kind, words) in acts {
            let act = &kind["act-".len()..];
            assert!(
                matches!(act, "attack" | "theft") || act.parse::<ThreatType>().is_ok(),
                "{kind}"
            );
            for word in words {
                assert!(seen.insert(*word), "{word} is two acts");
            }
        }
        assert_eq!(act("heist"), Some("theft"));
        assert!(is_private("sailors", "russian") && is_private("members", "crew"));
        assert!(!is_private("members", "gang") && !is_private("hackers", "russian"));
        assert!(is_private("nationals", "chinese") && !is_private("nationals", "korean"));
        assert!(known("agent") && is("agent", "hackers") && !is("agent", "the"));
    }
}
