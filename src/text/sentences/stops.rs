//! Whether a sentence ends between two words: the rules of news English about what stands before
//! the gap and after it. Nothing here knows of lines or paragraphs.
//!
//! UAX #29 is the model, and its rules for closing marks and lower case are kept, but its scan is
//! our own: the one of the crate unicode-segmentation looks ahead anew from each of a run of
//! spaces or brackets, which takes half a minute for 80 kB of them.

use super::context::{After, Before, Ending, REACH, Site, is_opener, is_quote, is_terminator};
use super::lexicon::{self, Kind};
use crate::text::MONTHS;

/// A photo credit in brackets is no longer than this.
const CREDIT: usize = 48;

/// What a stop after a word can be, the word's place counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Ordinary,
    Enumerator,
    Initial,
    Known(Kind),
}

/// Whether a sentence ends between `before` and `after`, which a space or a line end within a
/// paragraph parts. `in_headline` says whether the line capitalises every word, so that a capital
/// tells nothing.
pub(super) fn ends(before: Before, after: After, in_headline: impl FnOnce() -> bool) -> bool {
    if before.is_open() || after.is_rest() {
        return false;
    }
    let Some(first) = after.first else { return before.ending == Ending::Ideographic };
    if is_terminator(first) && after.opener.is_none() && after.word.is_empty() {
        // ". . ." is one ellipsis; ".NET" is a word.
        return after.tail.chars().nth(1).is_some_and(char::is_alphanumeric)
            && !matches!(before.ending, Ending::Ellipsis { .. });
    }
    match before.ending {
        Ending::Open => false,
        Ending::Ideographic => true,
        Ending::Ellipsis { own } => {
            if own {
                after.is_starter() && !in_headline()
            } else {
                first.is_uppercase() || after.opener.is_some_and(is_quote)
            }
        }
        Ending::Mark(word) => {
            if !word.is_empty() && word.chars().all(is_opener) {
                return false;
            }
            if lexicon::abbreviation(last_part(word)) == Some(Kind::Bang) {
                return after.is_starter();
            }
            let plain = !before.quoted && after.is_lower() && is_plain(word);
            (begins(after) && !(before.quoted && is_attribution(after.rest)))
                || plain && after.opener.is_none() && !is_attribution(after.rest)
        }
        Ending::Stop(word) => match role(word, before.first) {
            // "posted on X. Musk": a site, and nobody's initial.
            Role::Initial if word == "X" && before.site == Site::Name => begins(after),
            Role::Enumerator | Role::Known(Kind::Title | Kind::Latin) => false,
            Role::Known(Kind::Number) if after.is_number() => false,
            Role::Ordinary | Role::Known(Kind::Number | Kind::Bang) => {
                begins(after) || after.is_lower() && is_plain(word) && after.opener.is_none()
            }
            Role::Known(Kind::Tail) => begins(after),
            Role::Known(Kind::Month) => {
                let date = lexicon::abbreviation(after.word).is_some();
                first.is_uppercase() && !date && !in_headline()
            }
            Role::Known(Kind::Hour) => {
                let new = first.is_uppercase()
                    && !matches!(after.opener, Some('(' | '['))
                    && !goes_with_hour(after);
                (after.is_starter() || new) && !in_headline()
            }
            // "J. Will Davis" and "U.N. Under-Secretary": a word that may begin goes on with a name.
            Role::Initial => after.is_starter() && !is_given_name(after) && !in_headline(),
            Role::Known(Kind::Either) => {
                // "the servers of Eaton Corp. “Davis is innocent,” his lawyer said."
                let quotes = is_firm(word)
                    && after.opener.is_some_and(is_quote)
                    && first.is_uppercase()
                    && after.rest.split_whitespace().count() > 2;
                let starts = quotes || after.is_starter() && !goes_on_as_name(after);
                (starts || ends_name(word) && is_subject(word, after)) && !in_headline()
            }
        },
    }
}

/// Whether the stop is of an abbreviation that ends a line only by chance.
pub(super) fn leans_on(before: Before, after: After) -> bool {
    let Ending::Stop(word) = before.ending else { return false };
    match role(word, before.first) {
        Role::Enumerator | Role::Initial | Role::Known(Kind::Title | Kind::Latin) => true,
        Role::Known(Kind::Month) => after.is_digit(),
        Role::Known(Kind::Number) => after.is_number(),
        Role::Known(Kind::Either | Kind::Hour | Kind::Tail) | Role::Ordinary => after.is_lower(),
        Role::Known(Kind::Bang) => false,
    }
}

/// Whether `after` can begin a sentence after an ordinary word's stop.
fn begins(after: After) -> bool {
    let Some(first) = after.first else { return false };
    if after.opener == Some('(') || after.opener == Some('[') {
        return !after.is_lower() && !is_credit(after.rest);
    }
    match first {
        '-' | '*' => {
            // An item of a list, but not a dash.
            let mut chars = after.tail.chars().skip(1);
            chars.next().is_some_and(char::is_whitespace)
                && chars.next().is_some_and(char::is_uppercase)
        }
        '–' | '—' | '/' | '&' | '=' => false,
        _ => !after.is_lower() || after.opener.is_some_and(is_quote),
    }
}

/// Whether the name of a firm, a man or a country may end here, which what follows tells.
fn ends_name(word: &str) -> bool {
    is_firm(word) || is_country(word) || is_son(word)
}

fn is_firm(word: &str) -> bool {
    matches!(last_part(word), "Inc" | "Corp" | "Ltd" | "Co" | "Plc" | "LLC" | "Bros" | "Cie")
}

fn is_country(word: &str) -> bool {
    matches!(last_part(word), "U.S" | "U.K" | "U.N" | "E.U" | "U.A.E" | "D.C")
}

fn is_son(word: &str) -> bool {
    matches!(last_part(word), "Jr" | "Sr")
}

/// What goes on with a country's name, several of them as they are.
const OURS: &[&str] = &[
    "Airlines",
    "Airways",
    "Americans",
    "Attorneys",
    "Catholics",
    "Chambers",
    "Christians",
    "Conservatives",
    "Courts",
    "Customs",
    "Democrats",
    "Embassies",
    "Evangelicals",
    "Forces",
    "Greens",
    "Hispanics",
    "Koreans",
    "Latinos",
    "Liberals",
    "Marines",
    "Marshals",
    "Missions",
    "Muslims",
    "Olympics",
    "Protestants",
    "Rangers",
    "Republicans",
    "Senators",
    "Services",
    "States",
    "Tories",
    "Treasuries",
    "Veterans",
];

/// What is called after a man.
const CALLED: &[&str] = &[
    "Airport",
    "Avenue",
    "Boulevard",
    "Building",
    "Campaign",
    "Center",
    "Centre",
    "College",
    "Community",
    "County",
    "Day",
    "Drive",
    "Elementary",
    "Federal",
    "Foundation",
    "High",
    "Hospital",
    "Institute",
    "International",
    "Library",
    "Memorial",
    "Park",
    "Prize",
    "School",
    "Street",
    "University",
];

/// What a firm has, and kinds of firms.
const OFFICES: &[&str] = &[
    "CEO",
    "CFO",
    "CIO",
    "CTO",
    "Chairman",
    "Chairwoman",
    "Chief",
    "Director",
    "Executives",
    "Group",
    "Holdings",
    "Inc",
    "LLC",
    "Ltd",
    "Magazine",
    "President",
    "Shares",
];

/// Whether `after` is who does something, and what: "Workers were told", "North Korea denies", and
/// behind "Jr." or "Inc." any one: "Hale left". "U.S. Marines were", "Hale Jr. Foundation said" and
/// "Acme Inc. Chairman" go on.
fn is_subject(word: &str, after: After) -> bool {
    if after.opener.is_some() || !after.first.is_some_and(char::is_uppercase) {
        return false;
    }
    let near = &after.tail[..after.tail.floor_char_boundary(REACH)];
    let mut next = near.split_whitespace();
    if !near.starts_with(' ') {
        return false;
    }
    let several = after.word.len() >= 5 && after.word.ends_with('s') && !after.word.ends_with("ss");
    let verb = if matches!(after.word, "North" | "South") && near.starts_with(" Korea ") {
        next.nth(1)
    } else if lexicon::is_nation(after.word)
        || several && !OURS.contains(&after.word)
        || is_son(word) && !CALLED.contains(&after.word)
        || is_firm(word) && !OFFICES.contains(&after.word)
    {
        next.next()
    } else {
        None
    };
    let between = |word: &str| matches!(word, "also" | "later" | "never") || word.ends_with("ly");
    let verb = if verb.is_some_and(between) { next.next() } else { verb };
    verb.is_some_and(is_verb)
}

/// Whether `word` is a verb of the kind that news goes on with behind its subject.
fn is_verb(word: &str) -> bool {
    const VERBS: &[&str] = &[
        "are", "began", "blames", "can", "could", "denies", "did", "do", "does", "fell", "found",
        "had", "has", "have", "is", "lost", "may", "might", "must", "paid", "rejects", "rose",
        "said", "say", "says", "sent", "should", "sold", "left", "stole", "told", "took", "wants",
        "was", "went", "were", "will", "would",
    ];
    // "U.S. Russia based firms", "Inc. Workers led by" tell of no deed.
    const PARTICIPLES: &[&str] =
        &["backed", "based", "controlled", "funded", "led", "linked", "owned", "sponsored"];
    VERBS.contains(&word)
        || word.len() >= 5
            && word.ends_with("ed")
            && word.chars().all(char::is_lowercase)
            && !PARTICIPLES.contains(&word)
}

/// Whether `after` begins with a starter that is a given name: "J. Will Davis".
fn is_given_name(after: After) -> bool {
    matches!(after.word, "An" | "So" | "Will")
        && after.tail.strip_prefix(' ').is_some_and(|tail| tail.starts_with(char::is_uppercase))
}

/// Whether `after` goes on with a name although its first word often begins a sentence: "U.N.
/// Under-Secretary-General", "D.C. Police Department".
fn goes_on_as_name(after: After) -> bool {
    let near = &after.tail[..after.tail.floor_char_boundary(REACH)];
    let next = near.trim_start_matches([' ', '-']);
    let next = &next[..next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len())];
    match after.word {
        "Under" => matches!(next, "Secretary" | "Secretaries"),
        "Police" => matches!(
            next,
            "Department"
                | "Commission"
                | "Service"
                | "Force"
                | "Academy"
                | "Chief"
                | "Commissioner"
        ),
        _ => false,
    }
}

/// Whether `after` tells of which day or zone the hour before it is: "p.m. Sunday", "a.m. Oct. 3",
/// "p.m. EST", "a.m. Eastern", "p.m. Beijing time".
fn goes_with_hour(after: After) -> bool {
    const DAYS: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Christmas",
        "Easter",
        "Thanksgiving",
    ];
    const ZONES: &[&str] = &[
        "Eastern",
        "Central",
        "Mountain",
        "Pacific",
        "Atlantic",
        "Alaska",
        "Greenwich",
        "Zulu",
        "Local",
        "Standard",
        "Daylight",
    ];
    let near = &after.tail[..after.tail.floor_char_boundary(REACH)];
    let next = near.split_whitespace().map(|w| w.trim_end_matches([',', '.', ';', ')']));
    let zone = after.word.len() > 1 && after.word.chars().all(char::is_uppercase);
    DAYS.contains(&after.word)
        || ZONES.contains(&after.word)
        || zone
        || MONTHS.contains(&&*after.word.to_lowercase())
        || lexicon::abbreviation(after.word) == Some(Kind::Month)
        || next.take(2).any(|word| word.eq_ignore_ascii_case("time"))
}

/// Whether `rest` is nothing but a short note in brackets without a stop: "(Reuters)".
fn is_credit(rest: &str) -> bool {
    rest.len() <= CREDIT
        && rest.ends_with([')', ']'])
        && !rest[..rest.len() - 1].contains(|c| matches!(c, ')' | ']') || is_terminator(c))
}

/// Whether `rest` says who asked, as the "Kim asked." after “Will it hold?” does.
fn is_attribution(rest: &str) -> bool {
    let near = &rest[..rest.floor_char_boundary(REACH)];
    near.split_whitespace().take(5).any(|word| {
        let verb = word.trim_end_matches(['.', ',', ':', ';']);
        let last = verb.len() < word.len() || near.ends_with(word);
        let speaks = ["said", "says", "added", "wrote", "told", "tweeted", "replied", "shouted"];
        matches!(verb, "asked" | "asks" | "wondered") || last && speaks.contains(&verb)
    })
}

/// Whether a sentence that begins in lower case, as with "al-Qaeda", may follow `word`: an
/// ordinary word in full, not an abbreviation that no table lists.
fn is_plain(word: &str) -> bool {
    let part = last_part(word);
    part.len() >= 3
        && part.chars().all(char::is_lowercase)
        && part.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn role(word: &str, first: bool) -> Role {
    if first {
        let inner = word.trim_start_matches(is_opener);
        let number = inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
        let roman = inner.len() <= 4 && inner.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let letter = inner.len() == 1 && inner.starts_with(|c: char| c.is_ascii_alphabetic());
        if !inner.is_empty() && (number || roman || letter) {
            return Role::Enumerator;
        }
    }
    let part = last_part(word);
    let mut chars = part.chars();
    if chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() {
        return Role::Initial;
    }
    match lexicon::abbreviation(part) {
        Some(kind) => Role::Known(kind),
        None => Role::Ordinary,
    }
}

/// The last part of a compound, which is what the stop belongs to: "ex-Gen", "(Inc", "Ltd/Co".
fn last_part(word: &str) -> &str {
    let cut = |c: char| is_opener(c) && c != '\'' || matches!(c, '-' | '–' | '—' | '/' | ',' | '”');
    let part = word.rfind(cut).map_or(word, |at| {
        let width = word[at..].chars().next().map_or(0, char::len_utf8);
        &word[at + width..]
    });
    part.trim_start_matches('\'')
}
