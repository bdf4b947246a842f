//! What a word can be by itself: closed classes from `words.txt`, forms of verbs from `verbs.txt`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

const WORDS: &str = include_str!("words.txt");
const VERBS: &str = include_str!("verbs.txt");

/// Verbs of saying of which a gerund behind a comma has the subject of the main verb: "charged two men, saying that".
pub(in crate::extract) const SAYING: &[&str] = &[
    "say",
    "tell",
    "warn",
    "insist",
    "claim",
    "argue",
    "note",
    "explain",
    "announce",
    "allege",
    "assert",
    "contend",
    "maintain",
    "acknowledge",
    "admit",
    "confirm",
    "stress",
];

/// A class of words that has few members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    Det,
    Prep,
    Conj,
    Relative,
    Sub,
    Pron,
    Be,
    Have,
    Do,
    Modal,
    Neg,
    To,
    Adv,
}

/// In which forms of its verb a word may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a word can be several forms at once")]
pub(in crate::extract) struct Forms {
    /// "steal".
    pub base: bool,
    /// "steals".
    pub third: bool,
    /// "stole".
    pub past: bool,
    /// "stolen".
    pub participle: bool,
    /// "stealing".
    pub ing: bool,
}

/// A word as a form of a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Verb {
    /// The base form; of a verb that the table does not have, the word itself.
    pub lemma: Cow<'static, str>,
    pub forms: Forms,
    /// Whether base and third person are as often a noun.
    pub noun: bool,
}

/// The closed class of a word in lower case.
pub(super) fn closed(lower: &str) -> Option<Closed> {
    static TABLE: LazyLock<HashMap<&str, Closed>> = LazyLock::new(read_words);
    TABLE.get(lower).copied()
}

/// The verb that a word in lower case may be a form of; by its ending, if the table has none.
pub(super) fn verb(lower: &str) -> Option<Verb> {
    static TABLE: LazyLock<HashMap<String, Verb>> = LazyLock::new(read_verbs);
    if NOUNS.contains(&lower) {
        return None;
    }
    if let Some(known) = TABLE.get(lower) {
        return Some(known.clone());
    }
    let unknown = |forms| Some(Verb { lemma: Cow::Owned(lower.to_owned()), forms, noun: false });
    if lower.len() < 5 || !lower.bytes().all(|b| b.is_ascii_lowercase()) {
        None
    } else if lower.ends_with("ed") && !NOT_PAST.contains(&lower) {
        unknown(Forms { past: true, participle: true, ..Forms::default() })
    } else if lower.ends_with("ing") && !NOT_ING.contains(&lower) {
        unknown(Forms { ing: true, ..Forms::default() })
    } else {
        None
    }
}

/// Plurals that look like a third person and are none: "bank details that were stolen".
const NOUNS: &[&str] = &["details", "brands", "blasts", "briefs"];

/// Words in "ed" that are no form of a verb.
const NOT_PAST: &[&str] = &[
    "hundred",
    "indeed",
    "speed",
    "breed",
    "embed",
    "exceed",
    "proceed",
    "succeed",
    "naked",
    "sacred",
    "wicked",
    "alleged",
    "so-called",
    "united",
    "unnamed",
    "sophisticated",
    "armed",
    "ranked",
    "unspecified",
    "unidentified",
    "supposed",
    "advanced",
    "coordinated",
    "undisclosed",
    "retired",
    "related",
    "limited",
    "aged",
    "interested",
    "suspected",
    "unauthorized",
    "unprecedented",
    "purported",
];

/// Words in "ing" that are no form of a verb.
const NOT_ING: &[&str] = &[
    "during",
    "morning",
    "evening",
    "building",
    "meeting",
    "something",
    "nothing",
    "anything",
    "everything",
    "bring",
    "string",
    "spring",
    "ceiling",
    "wedding",
    "banking",
    "beijing",
    "shipping",
    "computing",
    "engineering",
    "manufacturing",
    "funding",
    "training",
    "proceeding",
    "hearing",
    "warning",
    "according",
    "following",
    "including",
    "existing",
    "ongoing",
    "gaming",
    "outgoing",
    "incoming",
    "king",
    "wing",
    "ring",
    "remaining",
    "leading",
    "briefing",
    "filing",
    "finding",
    "saving",
    "earning",
    "holding",
    "planning",
    "marketing",
    "advertising",
    "spearphishing",
    "phishing",
    "booking",
    "programming",
    "networking",
    "thing",
];

fn read_words() -> HashMap<&'static str, Closed> {
    let mut table = HashMap::new();
    for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
        let Some((class, words)) = line.split_once(": ") else { continue };
        let class = match class {
            "det" => Closed::Det,
            "prep" => Closed::Prep,
            "conj" => Closed::Conj,
            "relative" => Closed::Relative,
            "sub" => Closed::Sub,
            "pron" => Closed::Pron,
            "be" => Closed::Be,
            "have" => Closed::Have,
            "do" => Closed::Do,
            "modal" => Closed::Modal,
            "neg" => Closed::Neg,
            "to" => Closed::To,
            _ => Closed::Adv,
        };
        for word in words.split(' ') {
            table.entry(word).or_insert(class);
        }
    }
    table
}

fn read_verbs() -> HashMap<String, Verb> {
    let mut table: HashMap<String, Verb> = HashMap::new();
    for line in VERBS.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let Some(base) = words.next().filter(|base| !base.is_empty()) else { continue };
        let (mut double, mut noun, mut irregular) = (false, false, Vec::new());
        for word in words {
            match word {
                "+" => double = true,
                "*" => noun = true,
                form => irregular.push(form),
            }
        }
        let past = ending(base, "ed", double);
        let (past, participle) = match irregular[..] {
            [past, participle] => (past.to_owned(), participle.to_owned()),
            _ => (past.clone(), past),
        };
        let mut add = |word: String, set: fn(&mut Forms)| {
            let verb = table.entry(word).or_insert_with(|| Verb {
                lemma: Cow::Borrowed(base),
                forms: Forms::default(),
                noun: false,
            });
            // Of two verbs with one form ("found") the first of the table has it.
            if verb.lemma == base {
                set(&mut verb.forms);
                verb.noun |= noun;
            }
        };
        add(base.to_owned(), |forms| forms.base = true);
        add(ending(base, "s", double), |forms| forms.third = true);
        add(past, |forms| forms.past = true);
        add(participle, |forms| forms.participle = true);
        add(ending(base, "ing", double), |forms| forms.ing = true);
    }
    table
}

/// A base form with "s", "ed" or "ing".
fn ending(base: &str, with: &str, double: bool) -> String {
    let before_last = base.chars().rev().nth(1);
    let consonant_y =
        base.ends_with('y') && before_last.is_some_and(|c| !matches!(c, 'a' | 'e' | 'o' | 'u'));
    let stem = &base[..base.len() - 1];
    match with {
        "s" if consonant_y => format!("{stem}ies"),
        "s" if base.ends_with(['s', 'x', 'z', 'o'])
            || base.ends_with("ch")
            || base.ends_with("sh") =>
        {
            format!("{base}es")
        }
        "s" => format!("{base}s"),
        "ed" if consonant_y => format!("{stem}ied"),
        "ed" if base.ends_with('e') => format!("{base}d"),
        "ing" if base.ends_with("ie") => format!("{}ying", &base[..base.len() - 2]),
        "ing" if base.ends_with('e') && !base.ends_with("ee") && base != "be" => {
            format!("{stem}ing")
        }
        _ if double => format!("{base}{}{with}", &base[base.len() - 1..]),
        _ => format!("{base}{with}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs() {
        for (word, lemma) in [
            ("stole", "steal"),
            ("stolen", "steal"),
            ("hitting", "hit"),
            ("denies", "deny"),
            ("denied", "deny"),
            ("breaches", "breach"),
            ("tying", "tie"),
            ("seized", "seize"),
            ("transferred", "transfer"),
        ] {
            assert_eq!(verb(word).unwrap().lemma, lemma, "{word}");
        }
        assert!(verb("attacks").unwrap().noun && !verb("steals").unwrap().noun);
        assert!(verb("rearranged").unwrap().forms.participle);
        assert!(verb("hundred").is_none() && verb("banks").is_none());
        assert!(verb("details").is_none() && verb("detailed").is_some());
    }

    #[test]
    fn every_line_of_verbs_reads() {
        for line in VERBS.lines().filter(|line| !line.starts_with('#')) {
            let words = line.split(' ').filter(|word| !matches!(*word, "+" | "*")).count();
            assert!(words == 1 || words == 3, "{line}");
            assert!(verb(line.split(' ').next().unwrap()).is_some(), "{line}");
        }
    }

    #[test]
    fn every_class_has_words() {
        for (word, class) in
            [("the", Closed::Det), ("n't", Closed::Neg), ("which", Closed::Relative)]
        {
            assert_eq!(closed(word), Some(class));
        }
    }
}
