//! Names of organisations as compared: two that only differ in spelling, in a company ending or in
//! how they name the country in front are one.

use std::borrow::Cow;
use std::collections::HashSet;

use super::words_of_companies::COMPANY;
use crate::knowledge::{countries, fold};

/// Endings of company names.
const ENDINGS: &[&str] = &[
    "ab",
    "ag",
    "berhad",
    "bhd",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "jsc",
    "kgaa",
    "limited",
    "llc",
    "llp",
    "ltd",
    "oy",
    "oyj",
    "pjsc",
    "plc",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sarl",
    "sdn",
    "srl",
    "sro",
    "zrt",
];

/// Endings that are words or parts of names but for their capitals, full stops left out: "Vestas A/S",
/// "Fincantieri S.p.A.", "Airbus SE".
const WRITTEN: &[&str] =
    &["A/S", "AS", "ASA", "ApS", "KK", "NV", "OAO", "OOO", "PAO", "SAS", "SE", "SpA", "doo"];

/// Bodies that belong to a state if its name stands before them.
const BODIES: &[&str] = &[
    "administration",
    "agency",
    "army",
    "attorney",
    "bureau",
    "command",
    "commission",
    "committee",
    "congress",
    "council",
    "court",
    "department",
    "directorate",
    "embassy",
    "force",
    "forces",
    "government",
    "intelligence",
    "marshals",
    "military",
    "ministry",
    "mission",
    "navy",
    "office",
    "parliament",
    "police",
    "postal",
    "service",
    "treasury",
];

/// Ways to spell one word.
const SPELLINGS: &[(&str, &str)] =
    &[("centre", "center"), ("defence", "defense"), ("organisation", "organization"), ("&", "and")];

/// A name as compared: folded, without full stops, "the", brackets and company endings; a state in
/// front of one of its bodies, or behind it, is its code ("@kr ministry of defense").
pub(super) fn plain(name: &str) -> String {
    let outer = brackets(name).map_or_else(|| name.to_owned(), |(outer, _)| outer);
    let outer = without_written(&outer);
    let mut words = words(outer);
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    let words = trimmed(words);
    let body = words.iter().any(|word| BODIES.contains(&word.as_str()));
    let parted = if body { with_owner(outer, &words) } else { None };
    let (owner, words) = parted.unwrap_or((None, words));
    let mut name = inverted(words).join(" ");
    if let Some(owner) = owner {
        name.insert_str(0, &format!("{OWNER}{owner} "));
    }
    name
}

/// Before the code of a state.
const OWNER: char = '@';

/// The code of the state in front, and the rest of the name.
pub(super) fn parted(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix(OWNER)?.split_once(' ')
}

/// The name without the state in front.
pub(super) fn without_owner(key: &str) -> Option<&str> {
    parted(key).map(|(_, rest)| rest)
}

/// The folded words, initials together ("U.N." is "un"), in one spelling. What a full stop parts within a
/// word is one: "Binance.US" is not Binance in the U.S.
fn words(name: &str) -> Vec<String> {
    let whole = |word: &str| {
        let (front, back) = word.split_once('.')?;
        let domain = front.chars().count() > 2
            && front.contains(char::is_lowercase)
            && back.starts_with(char::is_alphanumeric);
        domain.then(|| word.replace('.', ""))
    };
    let words = name.split_whitespace().map(|word| whole(word).map_or(word.into(), Cow::from));
    let folded = fold(&words.collect::<Vec<_>>().join(" "));
    let mut words: Vec<String> = Vec::new();
    let mut initials = false;
    for piece in
        folded.split(' ').filter(|piece| !matches!(*piece, "." | "," | "\"" | "" | ")" | "("))
    {
        let known = SPELLINGS.iter().find(|(written, _)| *written == piece);
        let piece = known.map_or(piece, |(_, spelling)| spelling);
        let single = piece.chars().count() == 1 && piece.chars().all(char::is_alphabetic);
        match words.last_mut() {
            Some(last) if single && initials => last.push_str(piece),
            _ => words.push(piece.to_owned()),
        }
        initials = single;
    }
    words
}

/// The state that the name begins with ("South Korea's", "U.S.") or ends with ("of the Republic of
/// Korea"), and the words that are left.
fn with_owner(name: &str, words: &[String]) -> Option<(Option<String>, Vec<String>)> {
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    if let Some((code, rest)) = state_in_front(name) {
        return Some((Some(code), trimmed(self::words(rest))));
    }
    let republic = name.split_once(" of the Republic of ");
    let splits = [
        republic.map(|(front, _)| (front, &name[front.len() + " of the ".len()..])),
        name.rsplit_once(" of the "),
        name.rsplit_once(" of "),
    ];
    let (front, code) =
        splits.into_iter().flatten().find_map(|(front, behind)| Some((front, code_of(behind)?)))?;
    let left = self::words(front);
    let body = left.iter().any(|word| BODIES.contains(&word.as_str()));
    (body && left.len() < words.len()).then_some((Some(code), left))
}

/// The code of the state that a name begins with, and what follows it.
fn state_in_front(name: &str) -> Option<(String, &str)> {
    let ends: Vec<usize> =
        name.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).collect();
    ends.into_iter().rev().find_map(|end| Some((code_of(&name[..end])?, &name[end..])))
}

/// A name without the state in front: "National Nuclear Security Administration" of the U.S.
pub(super) fn without_state(name: &str) -> Option<&str> {
    state_in_front(name).map(|(_, rest)| rest.trim_start())
}

/// The code of the state of that name, with a possessive or not.
fn code_of(written: &str) -> Option<String> {
    let written = written.trim();
    let bare = written.strip_suffix("'s").or_else(|| written.strip_suffix("\u{2019}s"));
    let (country, _) = countries().named(bare.unwrap_or(written))?;
    Some(country.iso2.to_lowercase())
}

/// The words without company endings. "Private" is one only before another: "Private Limited".
fn trimmed(mut words: Vec<String>) -> Vec<String> {
    let all = words.len();
    let ends = |words: &[String], last: &str| {
        ENDINGS.contains(&last) || last == "private" && words.len() < all
    };
    while words.len() > 1 && words.last().is_some_and(|last| ends(&words, last)) {
        words.pop();
    }
    words
}

/// The name without an ending that only its capitals tell.
fn without_written(name: &str) -> &str {
    let Some((front, last)) = name.trim_end().rsplit_once(char::is_whitespace) else { return name };
    let ending: String = last.chars().filter(|c| *c != '.').collect();
    let named = front.contains(char::is_alphanumeric);
    if named && WRITTEN.contains(&ending.as_str()) {
        front.trim_end_matches([',', ' '])
    } else {
        name
    }
}

/// Whether a name says that it is of a body that states have: "Australian Federal Police".
pub(super) fn is_body(name: &str) -> bool {
    words(name).iter().any(|word| BODIES.contains(&word.as_str()))
}

/// "Defense Ministry" and "Justice Department" as "Ministry of Defense", "Department of Justice".
fn inverted(mut words: Vec<String>) -> Vec<String> {
    let last = words.last().map(String::as_str);
    if words.len() < 2 || !matches!(last, Some("ministry" | "department")) || words.len() > 4 {
        return words;
    }
    // "Police Department", "Fire Department".
    if words[..words.len() - 1].iter().any(|w| matches!(w.as_str(), "police" | "fire" | "sheriff"))
    {
        return words;
    }
    let head = words.pop().unwrap_or_default();
    if head == "ministry" && words == ["foreign"] {
        words.push("affairs".to_owned());
    }
    let the = if words == ["treasury"] { vec!["the".to_owned()] } else { Vec::new() };
    [vec![head, "of".to_owned()], the, words].concat()
}

/// "United Nations (UN) Security Council": the name without its brackets, and what they hold.
pub(super) fn brackets(name: &str) -> Option<(String, String)> {
    let (front, rest) = name.split_once('(')?;
    let (inner, back) = rest.split_once(')').unwrap_or((rest, ""));
    let outer = format!("{} {}", front.trim(), back.trim());
    (!front.trim().is_empty()).then(|| (outer.trim().to_owned(), inner.trim().to_owned()))
}

/// Whether the last words of `key` are `end`, with others before.
pub(super) fn ends_with(key: &str, end: &str) -> bool {
    key.strip_suffix(end).is_some_and(|front| front.ends_with(' '))
}

/// Whether `acronym`, written as one word with capitals, is made of `long`: each letter is the
/// initial of a later word or follows the letter before in its word ("`FinCEN`"). Small words do not
/// count; of the others, more than half must have a letter. Two letters must begin with the first word.
pub(super) fn is_acronym(acronym: &str, long: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase() || c.is_ascii_digit()).count();
    let folded = fold(long);
    let words: Vec<Vec<char>> = folded
        .split(' ')
        .filter(|word| word.starts_with(char::is_alphanumeric))
        .map(|word| word.chars().collect())
        .collect();
    if acronym.contains(char::is_whitespace)
        || !(2..=10).contains(&letters.len())
        || capitals * 2 < letters.len()
        || words.len() < 2
        || letters.len() >= words.iter().map(Vec::len).sum()
    {
        return false;
    }
    let mut letters: Vec<char> = letters.iter().flat_map(|c| c.to_lowercase()).collect();
    let mut used = spell(&letters, &words);
    // "United Microelectronics (UMC)": the name goes without its "Corporation".
    if used.is_none()
        && letters.len() == words.len() + 1
        && matches!(letters.last(), Some('c' | 'g'))
    {
        letters.pop();
        used = spell(&letters, &words).filter(|used| *used == words.len());
    }
    let counted = words.iter().filter(|word| word.len() > 3 || word.len() == 1).count();
    used.is_some_and(|used| used * 2 > counted)
        && (letters.len() > 2 || words[0].first() == letters.first())
}

/// Whether an abbreviation right behind `long` can be that of it in another language or of an older
/// name: two letters in three are initials of it, in whatever order ("DGSI" of the General Directorate
/// for Internal Security), the first one of the first word if there are two only ("`EC3`").
pub(super) fn is_loose_acronym(acronym: &str, long: &str) -> bool {
    let letters: Vec<char> =
        acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let folded = fold(long);
    let words = folded.split(' ').filter(|word| word.starts_with(char::is_alphanumeric));
    let mut left: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
    let first = left.first().copied();
    let fit = letters.iter().filter(|letter| {
        let at = left.iter().position(|initial| initial == *letter);
        at.map(|at| left.remove(at)).is_some()
    });
    is_abbreviated(acronym)
        && fit.count() * 3 >= letters.len() * 2
        && (letters.len() > 2 || letters.first().copied() == first)
}

/// Whether the name ends as only companies' names do.
pub(super) fn is_company(name: &str) -> bool {
    let words = words(name);
    words.len() > 1 && words.last().is_some_and(|last| ENDINGS.contains(&last.as_str()))
}

/// What is left of a company's name without the words that say that it is a company, folded: "harris"
/// of "Harris Corp.", "american" of "American Airlines". `None` if no such word is there, or no other.
pub(super) fn company_front(name: &str) -> Option<String> {
    let all = words(name).len();
    let mut words = words(without_written(name));
    let says_so = |word: &String| {
        ENDINGS.contains(&word.as_str()) || COMPANY.binary_search(&word.as_str()).is_ok()
    };
    while words.last().is_some_and(says_so) {
        words.pop();
    }
    (!words.is_empty() && words.len() < all).then(|| words.join(" "))
}

/// Whether `acronym`, of three letters or more, has the initials of `long`, all of them and no others,
/// small words left out or not ("DNC", "`CFIUS`"), or all of its capitals ("UHG" of `UnitedHealth` Group).
pub(super) fn has_initials(acronym: &str, long: &str) -> bool {
    let letters: String =
        acronym.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let initials = |all: bool| -> String {
        let folded = fold(long);
        let words = folded.split(' ').filter(|word| word.starts_with(char::is_alphanumeric));
        let counted = words.filter(|word| all || !SMALL.contains(word));
        counted.filter_map(|word| word.chars().next()).collect()
    };
    let capitals = || -> String {
        let written = long.chars().filter(|c| c.is_uppercase());
        written.flat_map(char::to_lowercase).collect()
    };
    let several = long.contains(char::is_whitespace) && long.contains(char::is_lowercase);
    is_abbreviated(acronym)
        && letters.chars().count() > 2
        && (letters == initials(true)
            || letters == initials(false)
            || several && letters == capitals())
}

/// Whether `short` is the initials of `long`, but keeps a part of it as it is written: a small word
/// ("`BofA`", "M&S") or an abbreviation ("SKT" of "SK Telecom"). A longer word in capitals may be one that the
/// paper only shouts ("MARKS & Spencer").
pub(super) fn keeps_part(short: &str, long: &str) -> bool {
    keeps(short, long, |_| true)
        || keeps(short, long, |word| word.chars().count() <= LONGEST_ABBREVIATION)
}

/// Letters of the longest word in capitals that is nothing but an abbreviation.
const LONGEST_ABBREVIATION: usize = 4;

/// [`keeps_part`], if only words in capitals that `may_stay` are kept whole.
fn keeps(short: &str, long: &str, may_stay: impl Fn(&str) -> bool) -> bool {
    let mut spelled = String::new();
    let (mut initials, mut kept) = (0, false);
    for word in long.split_whitespace() {
        if word == "&" || SMALL.contains(&word) {
            let joined = word == "&" || short.contains('&') && word == "and";
            spelled.push_str(if joined { "&" } else { word });
            kept = true;
        } else if is_abbreviated(word) && word.chars().all(char::is_uppercase) && may_stay(word) {
            spelled.push_str(word);
            kept = true;
        } else if let Some(initial) = word.chars().next().filter(|c| c.is_uppercase()) {
            spelled.push(initial);
            initials += 1;
        } else {
            return false;
        }
    }
    kept && initials > 0 && short.chars().count() > 2 && short == spelled
}

/// Words that give an acronym no letter.
const SMALL: &[&str] = &["and", "for", "in", "of", "on", "the"];

/// How many words `letters` use, each from its front, in order; `None` if they do not fit.
fn spell(letters: &[char], words: &[Vec<char>]) -> Option<usize> {
    spell_on(letters, words, 0, &mut HashSet::new())
}

/// [`spell`], when so many words are used. `dead` are the ends of `letters` and `words`, by their
/// lengths, that do not fit: of a name of many words alike there are more ways than can be tried.
fn spell_on(
    letters: &[char],
    words: &[Vec<char>],
    used: usize,
    dead: &mut HashSet<(usize, usize)>,
) -> Option<usize> {
    if letters.is_empty() {
        return Some(used);
    }
    let end = (letters.len(), words.len());
    if dead.contains(&end) {
        return None;
    }
    let first = words.iter().enumerate().find(|(_, word)| word.first() == letters.first());
    let spelled = first.and_then(|(at, word)| {
        let behind = &words[at + 1..];
        let same = letters.iter().zip(word).take_while(|(one, other)| one == other).count();
        // The fewest letters of a word first: initials are the rule.
        let here = (1..=same).find_map(|take| spell_on(&letters[take..], behind, used + 1, dead));
        here.or_else(|| spell_on(letters, behind, used, dead))
    });
    if spelled.is_none() {
        dead.insert(end);
    }
    spelled
}

/// Whether a name is written as an abbreviation: one word, capitals and digits, perhaps full stops.
pub(super) fn is_abbreviated(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
    let all = letters.by_ref().count();
    !name.contains(char::is_whitespace)
        && (2..=8).contains(&all)
        && capitals * 2 > all
        && capitals > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_varies() {
        for (one, other) in [
            ("the U.N.", "UN"),
            ("Acme Corp.", "ACME"),
            ("Colonial Pipeline Co.", "Colonial Pipeline Company"),
            ("South Korea's Ministry of Defense", "South Korean Defence Ministry"),
            (
                "Ministry of Foreign Affairs of the Republic of Korea",
                "South Korean Foreign Ministry",
            ),
            ("U.S. Department of Justice", "United States Justice Department"),
            ("Black & Decker", "Black and Decker"),
            ("National Cyber Security Centre (NCSC)", "National Cyber Security Center"),
            ("Tarn Labs Pvt. Ltd.", "Tarn Labs"),
            ("Tarn Labs Private Limited", "Tarn Labs"),
            ("Holmen Vind A/S", "Holmen Vind"),
            ("Holmen Bank ASA", "Holmen Bank"),
            ("Eurolab SE", "Eurolab"),
            ("Telvento S.p.A.", "Telvento"),
            ("Telvento, SpA", "Telvento"),
            ("Infolink Sdn. Bhd.", "Infolink"),
            ("Nortneft PJSC", "Nortneft"),
            ("Kyoden K.K.", "Kyoden"),
        ] {
            assert_eq!(plain(one), plain(other));
        }
        for (one, other) in [
            ("Halvard Spa", "Halvard"),
            ("Tarn Private", "Tarn"),
            ("Acme As", "Acme"),
            ("SAS", ""),
            ("Tarn.US", "Tarn US"),
        ] {
            assert_ne!(plain(one), plain(other));
        }
        assert_eq!(plain("Bank of China"), "bank of china");
        assert_eq!(plain("South Korean Ministry of Defense"), "@kr ministry of defense");
        assert_eq!(without_owner("@kr ministry of defense"), Some("ministry of defense"));
        assert_eq!(plain("Chicago Police Department"), "chicago police department");
    }

    #[test]
    fn acronyms_are_made_of_initials() {
        for (short, long) in [
            ("NPA", "National Police Agency"),
            ("FinCEN", "Financial Crimes Enforcement Network"),
            ("CFIUS", "Committee on Foreign Investment in the United States"),
            ("DOE", "U.S. Department of Energy"),
            ("ATF", "Bureau of Alcohol, Tobacco, Firearms and Explosives"),
            ("FARC", "Revolutionary Armed Forces of Colombia"),
            ("DoD", "Department of Defense"),
            ("UMC", "United Microelectronics"),
        ] {
            let wanted = !matches!(short, "FARC");
            assert_eq!(is_acronym(short, long), wanted, "{short}");
        }
        assert!(has_initials("DNC", "Democratic National Committee"));
        assert!(has_initials("OIA", "Office of International Affairs"));
        assert!(has_initials("UHG", "UnitedHealth Group"));
        assert!(!has_initials("UHG", "United Group") && !has_initials("UHG", "UHG"));
        assert!(
            !has_initials("NPA", "New York Police Agency")
                && !has_initials("GE", "General Electric")
        );
        for (short, long) in
            [("Reuters", "Acme Bank"), ("AB", "Bank of Acme"), ("NPA", "Nippon"), ("X", "X Corp")]
        {
            assert!(!is_acronym(short, long), "{short}");
        }
    }

    #[test]
    fn an_abbreviation_may_keep_a_part() {
        for (short, long) in [
            ("M&S", "Marks & Spencer"),
            ("M&S", "Marks and Spencer"),
            ("BofA", "Bank of America"),
            ("SKT", "SK Telecom"),
            ("H&M", "Hennes & Mauritz"),
            ("M&S", "MARKS & Spencer"),
        ] {
            assert!(keeps_part(short, long), "{short}");
        }
        for (short, long) in [
            ("BA", "Bank of America"),
            ("BOA", "Bank of America"),
            ("M&S", "Marks Spencer"),
            ("SK", "SK"),
            ("ST", "SK Telecom"),
            ("NPA", "National Police Agency"),
            ("S&S", "SKT & Spencer"),
        ] {
            assert!(!keeps_part(short, long), "{short}");
        }
    }

    #[test]
    fn a_name_of_many_words_alike_is_soon_spelled() {
        // Trying every way to take nine of a hundred words would take days.
        assert!(!is_acronym("AAAAAAAAAB", &"Acme ".repeat(100)));
        assert!(is_acronym("AAAAAB", &("Acme ".repeat(5) + "Bank")));
    }
}
