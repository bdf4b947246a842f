//! Whether a threat's name that no table has is a group's or a program's, by the words beside it.
//!
//! A name that the model has never seen it may well take for the wrong kind of threat, and then all over the article. What
//! stands beside the name says more:
//!
//! | a group | malware |
//! |---|---|
//! | "the group X", "hackers known as X", "X gang", "X, a crew that" | "the backdoor X", "X ransomware", "X, a loader that" |
//! | "attributed to X", "used by X", "members of X" | "dropped X", "infected with X", "a variant of X" |
//! | "X claimed", "X's targets" | "X is installed", "X samples" |
//! | "an X-aligned actor" | |
//! | `UNC1234`, "X Spider", "X Team" | `XLoader`, `XRAT` |

use std::ops::Range;

/// How much speaks for a group, and how much for malware: one for each word that says so.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    pub(super) group: f32,
    pub(super) malware: f32,
}

/// What somebody is who attacks.
const GROUPS: &[&str] = &[
    "actor",
    "actors",
    "adversaries",
    "adversary",
    "affiliates",
    "apt",
    "attackers",
    "cartel",
    "cluster",
    "collective",
    "crew",
    "gang",
    "group",
    "groups",
    "hackers",
    "hacktivists",
    "syndicate",
    "team",
];
/// What a program is that does harm.
const PROGRAMS: &[&str] = &[
    "adware",
    "backdoor",
    "banker",
    "bootkit",
    "botnet",
    "cryptominer",
    "downloader",
    "dropper",
    "infostealer",
    "implant",
    "keylogger",
    "loader",
    "locker",
    "malware",
    "miner",
    "payload",
    "ransomware",
    "rat",
    "rootkit",
    "spyware",
    "stealer",
    "stealers",
    "tool",
    "trojan",
    "virus",
    "webshell",
    "wiper",
    "worm",
];
/// What only a program has, behind its name.
const PARTS: &[&str] = &[
    "binaries",
    "binary",
    "builder",
    "code",
    "configuration",
    "dll",
    "executable",
    "infection",
    "infections",
    "installer",
    "module",
    "payloads",
    "plugin",
    "plugins",
    "sample",
    "samples",
    "shellcode",
    "trojans",
    "variant",
    "variants",
];
/// What only a group has, behind its name.
const MEMBERS: &[&str] = &["activity", "campaigns", "hacker", "members", "operations", "ttps"];
/// Before "of" and a name, what a program comes in.
const COPIES: &[&str] = &[
    "builds",
    "copies",
    "copy",
    "instance",
    "instances",
    "sample",
    "samples",
    "strain",
    "strains",
    "variant",
    "variants",
    "version",
    "versions",
];
/// What is done to a program, before its name.
const HANDLES: &[&str] = &[
    "delivered",
    "delivering",
    "delivers",
    "deploy",
    "deployed",
    "deploying",
    "deploys",
    "distribute",
    "distributed",
    "distributes",
    "distributing",
    "download",
    "downloaded",
    "downloading",
    "downloads",
    "drop",
    "dropped",
    "dropping",
    "drops",
    "execute",
    "executed",
    "executes",
    "install",
    "installed",
    "installing",
    "installs",
    "load",
    "loads",
    "run",
    "runs",
    "spread",
    "spreads",
];
/// What is done to a program, behind "is" or "was".
const HANDLED: &[&str] = &[
    "compiled",
    "delivered",
    "deployed",
    "distributed",
    "downloaded",
    "dropped",
    "encoded",
    "executed",
    "injected",
    "installed",
    "loaded",
    "obfuscated",
    "packed",
    "sold",
    "spread",
    "written",
];
/// Before "by" and a name, what only somebody does.
const DEEDS: &[&str] = &[
    "carried",
    "claimed",
    "conducted",
    "created",
    "developed",
    "launched",
    "leveraged",
    "operated",
    "orchestrated",
    "perpetrated",
    "targeted",
    "used",
    "utilized",
];
/// Before "to" and a name, what is said of a deed and who did it.
const TRACED: &[&str] = &["attributable", "attributed", "attribution", "belonging"];
/// What only somebody does, behind the name.
const ACTS: &[&str] = &[
    "announced",
    "bragged",
    "breached",
    "claimed",
    "claims",
    "compromised",
    "demanded",
    "hacked",
    "leveraged",
    "leverages",
    "leveraging",
    "operates",
    "operated",
    "phished",
    "posted",
    "published",
    "registered",
    "relied",
    "relies",
    "said",
    "targeted",
    "targeting",
    "threatened",
    "used",
    "uses",
];
/// Behind a name and a hyphen, what somebody is who works with a group.
const SIDED: &[&str] = &["affiliated", "aligned", "allied", "nexus"];
/// What may stand between a name and what is said of it.
const BETWEEN: &[&str] = &[
    "'s",
    "’s",
    "'",
    "’",
    "\"",
    "”",
    ")",
    "also",
    "has",
    "have",
    "often",
    "recently",
    "then",
    "typically",
    "usually",
];
/// At most so many of them.
const SKIPPED: usize = 3;
/// What may stand between a noun and the name it describes.
const NAMING: &[&str] = &[
    "a", "aka", "also", "as", "called", "dubbed", "is", "it", "known", "named", "referred", "the",
    "they", "to", "tracked", "we", "call", "(", "\"", "'", "“", "”", "‘", "’", ",",
];
/// How far before a name the noun stands that it describes, in words.
const NAMED: usize = 7;
/// How far behind a name the noun stands that describes it.
const APPOSED: usize = 7;

/// What speaks for either around the words `at` of a sentence, which are in small letters but for the name itself.
pub(super) fn evidence(words: &[&str], at: &Range<usize>) -> Evidence {
    let mut found = Evidence::default();
    let mut add = |group: bool, malware: bool| {
        found.group += f32::from(u8::from(group));
        found.malware += f32::from(u8::from(malware));
    };
    let before = |back: usize| at.start.checked_sub(back).map_or("", |word| words[word]);
    let behind = |on: usize| words.get(at.end + on).copied().unwrap_or_default();
    if let Some(noun) = described(&words[..at.start]) {
        add(GROUPS.contains(&noun), PROGRAMS.contains(&noun));
    }
    add(
        before(1) == "by" && DEEDS.contains(&before(2))
            || before(1) == "by" && before(2) == "out"
            || before(1) == "to" && TRACED.contains(&before(2))
            || before(1) == "of" && matches!(before(2), "member" | "members"),
        before(1) == "of" && COPIES.contains(&before(2))
            || before(1) == "with" && before(2) == "infected"
            || HANDLES.contains(&before(1)),
    );
    // "X’s targets", "“X” claimed", "X has also used"
    let rest = &words[at.end..];
    let owned = matches!(behind(0), "'s" | "’s");
    let skipped = rest.iter().take(SKIPPED).take_while(|word| BETWEEN.contains(*word)).count();
    let next = behind(skipped);
    let owned_by_group = owned && matches!(next, "activity" | "campaign" | "targets" | "victims");
    add(
        GROUPS.contains(&next) || MEMBERS.contains(&next) || ACTS.contains(&next) || owned_by_group,
        PROGRAMS.contains(&next) || PARTS.contains(&next),
    );
    add(behind(0) == "-" && SIDED.contains(&behind(1)), false);
    let is = |word: &str| matches!(word, "are" | "is" | "was" | "were");
    add(false, is(behind(0)) && HANDLED.contains(&behind(1)));
    if let Some(noun) = apposed(rest) {
        add(GROUPS.contains(&noun), PROGRAMS.contains(&noun));
    }
    found
}

/// The noun before a name that the name belongs to: "the group known as X", "a backdoor called “X".
fn described<'w>(before: &[&'w str]) -> Option<&'w str> {
    let is_noun = |word: &&&str| GROUPS.contains(word) || PROGRAMS.contains(word);
    let near = before.iter().rev().take(NAMED);
    let mut left = near.skip_while(|word| NAMING.contains(*word));
    left.next().filter(|word| is_noun(word)).copied()
}

/// The noun behind a name that describes it: ", a loader that", "is a Russian-speaking group".
fn apposed<'w>(behind: &[&'w str]) -> Option<&'w str> {
    let opens = matches!(behind.first(), Some(&("," | "is" | "was" | "–" | "—" | "(")));
    let article = matches!(behind.get(1), Some(&("a" | "an" | "the" | "one")));
    if !(opens && article) {
        return None;
    }
    let until = |word: &&&str| {
        !matches!(**word, "," | ";" | ")" | "that" | "which" | "who" | "by" | "from" | "of" | "in")
    };
    let own = behind[2..].iter().take(APPOSED).take_while(until);
    own.filter(|word| GROUPS.contains(*word) || PROGRAMS.contains(*word)).last().copied()
}

/// What the letters of a name say of it.
pub(super) fn shape(name: &str) -> Evidence {
    const NUMBERED: &[&str] = &[
        "APT", "APT-C-", "ATK", "CL-STA-", "DEV-", "FIN", "STORM-", "TA", "TAG-", "TEMP.", "UAC-",
        "UNC",
    ];
    const ZOO: &[&str] = &[
        "bear",
        "blizzard",
        "buffalo",
        "chollima",
        "crane",
        "crew",
        "gang",
        "group",
        "hawk",
        "hound",
        "jackal",
        "kitten",
        "leopard",
        "lynx",
        "ocelot",
        "panda",
        "sandstorm",
        "saiga",
        "sleet",
        "sphinx",
        "spider",
        "squad",
        "storm",
        "taurus",
        "team",
        "tempest",
        "tiger",
        "tsunami",
        "typhoon",
        "ursa",
        "wolf",
    ];
    const SOFT: &[&str] = &[
        "backdoor",
        "bot",
        "crypt",
        "door",
        "downloader",
        "dropper",
        "keylogger",
        "loader",
        "locker",
        "malware",
        "miner",
        "ransomware",
        "rat",
        "rootkit",
        "shell",
        "spy",
        "stealer",
        "trojan",
        "ware",
        "wiper",
    ];
    let upper = name.to_uppercase();
    let number = |prefix: &&&str| {
        upper.strip_prefix(**prefix).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['-', ' ', '0']);
            !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit())
        })
    };
    let lower = name.to_lowercase();
    let last = lower.split([' ', '-']).next_back().unwrap_or_default();
    let of_two = lower.contains(' ') || lower.contains('-');
    let group = NUMBERED.iter().any(|prefix| number(&prefix)) || of_two && ZOO.contains(&last);
    let ends = |end: &&&str| lower.ends_with(**end) && lower.len() > end.len() + 2;
    let malware = !group && SOFT.iter().any(|end| ends(&end));
    Evidence { group: f32::from(u8::from(group)), malware: f32::from(u8::from(malware)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found around the name X.
    fn around(sentence: &str) -> (f32, f32) {
        let words: Vec<&str> = sentence.split(' ').collect();
        let at = words.iter().position(|word| *word == "X").expect("the name is there");
        let found = evidence(&words, &(at..at + 1));
        (found.group, found.malware)
    }

    #[test]
    fn words_beside_a_name_tell_what_it_is() {
        for sentence in [
            "the group X struck",
            "hackers known as X struck",
            "a gang called “ X ” struck",
            "the X crew struck",
            "attributed to X",
            "tools used by X",
            "carried out by X",
            "two members of X",
            "X claimed the theft",
            "X has also targeted banks",
            "X ’s targets",
            "an X - affiliated hacker",
            "X , a russian-speaking crew that sells data",
            "X is a group",
        ] {
            assert_eq!(around(sentence), (1.0, 0.0), "{sentence}");
        }
        for sentence in [
            "the backdoor X ran",
            "a loader dubbed X ran",
            "the X ransomware ran",
            "it dropped X",
            "infected with X",
            "a variant of X",
            "X was installed",
            "X samples",
            "X , a small loader that runs",
        ] {
            assert_eq!(around(sentence), (0.0, 1.0), "{sentence}");
        }
        for sentence in [
            "X struck",
            "the group saw how banks lost to X",
            "X , which struck",
            "the operators of X struck",
            "by X",
            "X is in a bank of the group",
            "X",
        ] {
            assert_eq!(around(sentence), (0.0, 0.0), "{sentence}");
        }
    }

    #[test]
    fn letters_of_a_name_tell_what_it_is() {
        for name in
            ["UNC2452", "TA551", "APT-C-36", "Storm-0558", "APT 99", "Quill Spider", "Korva Team"]
        {
            assert_eq!(shape(name), Evidence { group: 1.0, malware: 0.0 }, "{name}");
        }
        for name in ["KorvaLoader", "QuillRAT", "Korva Stealer"] {
            assert_eq!(shape(name), Evidence { group: 0.0, malware: 1.0 }, "{name}");
        }
        for name in ["Korva", "TA", "Spider", "RAT", "Bot", "UNC", "Tango"] {
            assert_eq!(shape(name), Evidence::default(), "{name}");
        }
    }
}
