//! Other names that an article itself gives: "Su Bin, also known as Stephen Su", "Colonial Pipeline
//! Company ("Colonial")", "National Police Agency (NPA)".
//!
//! Right behind a name, and nowhere else:
//!
//! - **brackets**: what stands in quotes there is another name, of an organisation if it has a word or
//!   the initials of its name, or is "the Company" and the like; without quotes it is one if "aka" or
//!   the like comes first, if its letters are those of an acronym of the name, or if it is the front
//!   of the name;
//! - **", or"** and an acronym of the name, or its initials between two commas ("the Economic and
//!   Financial Crimes Commission, EFCC, on");
//! - **"aka"**, "also known as", "who goes by" and the like ([`cues`](super::cues)), in quotes or not;
//!   further names follow behind "and" or "or", and for groups behind a comma, too; of a person no full
//!   name behind one word ("alias Rocky and Mohan Lal"). Without quotes
//!   it is a mention of the same kind; behind a person also one that the model takes for something
//!   else ("Sam Bankman-Fried, known as SBF,"), if it ends there and no table has it.
//!
//! So are names of groups of each other that the article gives for one that it does not name: "the hackers, also tracked
//! as UNC4899 and Jade Sleet".
//!
//! And in the middle of a person's name: "Changpeng "CZ" Zhao", "Anna (Nina) Petrova".

use super::Named;
use super::cues::{after_cue, is_beside_noun};
use super::names::{has_initials, is_abbreviated, is_acronym, is_loose_acronym};
use super::words_of_companies::HEADS;
use crate::knowledge::{countries, fold, organizations, threats};
use crate::taxonomy::EntityLabel;

/// Another name that the article gives for a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stated<'a> {
    /// Place of the mention in the list.
    pub(super) of: usize,
    /// The mention's name with what the model cut off before the bracket: "Corporation".
    pub(super) long: String,
    /// The other name.
    pub(super) alias: &'a str,
    /// Place of the mention that gives it, if there is one behind that of the name.
    pub(super) by: Option<usize>,
}

/// Most characters between the brackets, and of a name in quotes.
const LONGEST: usize = 120;

/// Every other name that `text` gives for one of `named`, in order.
pub(super) fn stated<'a>(text: &'a str, named: &[Named<'a>]) -> Vec<Stated<'a>> {
    let mut found = Vec::new();
    for of in 0..named.len() {
        let Some(rest) = text.get(named[of].span.end()..) else { continue };
        let name = named[of].name;
        if let Some((front, behind)) = name.split_once('(')
            && let Some((inner, _)) = behind.split_once(')')
        {
            let long = front.trim().to_owned();
            let aliases = in_brackets(inner, &long, named[of].label).into_iter();
            found.extend(aliases.map(|alias| Stated { of, long: long.clone(), alias, by: None }));
        }
        if let Some(alias) = nickname(name).filter(|_| named[of].label == EntityLabel::Per) {
            found.push(Stated { of, long: name.to_owned(), alias, by: None });
        }
        let behind = |long: &str, alias: &'a str| {
            let by = given_by(named, of, rest, alias);
            Stated { of, long: long.to_owned(), alias, by }
        };
        if let Some((gap, inner)) = bracket(rest)
            && !named.get(of + 1).is_some_and(|next| starts_within(next, named[of], gap.len()))
        {
            let long = format!("{name} {}", gap.trim()).trim().to_owned();
            let mut aliases = in_brackets(inner, &long, named[of].label);
            // "DarkSide Ransomware-as-a-Service (RaaS)" is about the service.
            aliases.retain(|alias| !is_acronym(alias, gap));
            found.extend(aliases.into_iter().map(|alias| behind(&long, alias)));
        }
        let initials =
            || between_commas(rest, name).filter(|_| named[of].label == EntityLabel::Org);
        if let Some(alias) = or_acronym(rest, name).or_else(initials) {
            found.push(behind(name, alias));
        }
        // "the courtyard of the Department, known as the Great Court" is not about the Department.
        let of_it = named[of].label == EntityLabel::Org && is_behind_of(text, named[of]);
        // "Trump nicknamed Rubio" gives no name of Trump.
        let active = rest.trim_start().starts_with("nicknamed");
        let person = named[of].label == EntityLabel::Per;
        let said = after_cue(past_bracket(rest))
            .or_else(|| after_aside(rest).filter(|_| person))
            .filter(|_| !of_it && !active);
        // "The hackers, also tracked as A and B": A is B.
        let said = said.or_else(|| {
            let is_other = named[of].label == EntityLabel::Group && is_other_name(text, named[of]);
            next_of_list(rest, true).filter(|_| is_other)
        });
        let aliases = said.map(|said| listed(text, said, named, of)).unwrap_or_default();
        found.extend(aliases.into_iter().map(|alias| behind(name, alias)));
    }
    found
}

/// The mention that writes `alias` behind `named[of]`, which `rest` follows.
fn given_by(named: &[Named], of: usize, rest: &str, alias: &str) -> Option<usize> {
    let near = &rest[..rest.floor_char_boundary(2 * LONGEST)];
    let at = named[of].span.end() + near.find(alias)?;
    let behind = named[of + 1..].iter().position(|mention| mention.span.start() >= at)?;
    Some(of + 1 + behind).filter(|place| named[*place].span.start() == at)
}

/// What follows a name, a bracket right behind it and a comma.
fn past_bracket(rest: &str) -> &str {
    let gap: &[char] = &[' ', '\n', '\r', ','];
    let rest = rest.trim_start_matches(gap);
    let closed = rest.strip_prefix('(').and_then(|inner| inner.split_once(')'));
    let behind = closed.filter(|(inner, _)| inner.len() <= LONGEST).map(|(_, behind)| behind);
    behind.unwrap_or(rest).trim_start_matches(gap)
}

/// What follows a cue behind what is said of a person in between: ", 31, of Dundee, Scotland, also known as",
/// ", a Russian national known as". A word that could bring somebody else in ends it: "a friend of a
/// man known as".
fn after_aside(rest: &str) -> Option<&str> {
    let mut rest = past_bracket(rest.trim_start().strip_prefix(',')?);
    let mut home = false;
    while let Some((aside, behind)) = rest.split_once(',')
        && (is_age_or_home(aside.trim()) || home && is_place(aside.trim()))
    {
        home = !home && !aside.trim().ends_with(|c: char| c.is_ascii_digit());
        rest = behind.trim_start();
        if let Some(said) = after_cue(rest) {
            return Some(said);
        }
    }
    let rest = ["a ", "an ", "the "].iter().find_map(|front| rest.strip_prefix(front))?;
    let mut before = "";
    let mut behind = rest;
    for _ in 0..DESCRIBING {
        // Only what comes behind a common noun is about the person.
        if before.starts_with(char::is_lowercase)
            && let Some(said) = after_cue(behind)
        {
            return Some(said);
        }
        let end = behind.find(char::is_whitespace)?;
        let word = &behind[..end];
        let plain =
            word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '\u{2019}'));
        if !plain || BRINGS_IN.contains(&word) {
            return None;
        }
        before = word;
        behind = behind[end..].trim_start();
    }
    None
}

/// Most words of "a 31-year-old Russian national".
const DESCRIBING: usize = 8;

/// Words behind which another person may be meant.
const BRINGS_IN: &[&str] = &[
    "about", "against", "among", "and", "as", "at", "behind", "by", "for", "from", "in", "into",
    "near", "of", "on", "or", "over", "that", "to", "under", "where", "which", "who", "whom",
    "whose", "with",
];

/// "31", "aged 31", "of Voronezh".
fn is_age_or_home(aside: &str) -> bool {
    let age = aside.strip_prefix("aged ").unwrap_or(aside);
    let home = aside.strip_prefix("of ").or_else(|| aside.strip_prefix("from "));
    !age.is_empty() && age.len() < 4 && age.bytes().all(|byte| byte.is_ascii_digit())
        || home.is_some_and(is_place)
}

/// "Dundee", and "Scotland" behind it.
fn is_place(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.clone().count() < 4 && words.all(|word| word.starts_with(char::is_uppercase))
}

fn is_behind_of(text: &str, mention: Named) -> bool {
    let before = text.get(..mention.span.start()).unwrap_or_default().trim_end();
    let before = before.strip_suffix("the").unwrap_or(before).trim_end();
    before.ends_with(" of")
}

/// Whether what stands before a name says that it is another name of what it is.
fn is_other_name(text: &str, mention: Named) -> bool {
    let before = text.get(..mention.span.start()).unwrap_or_default();
    let before = before.trim_end_matches([' ', '\n', '\r', '"', '\u{201c}']);
    let last = before.floor_char_boundary(before.len().saturating_sub(24));
    let said = before[last..].to_ascii_lowercase();
    OTHERWISE.iter().any(|cue| said.ends_with(cue))
}

const OTHERWISE: &[&str] = &[
    " also called",
    " also known as",
    " also referred to as",
    " also tracked as",
    "(also called",
    "(also known as",
    "(also tracked as",
    " aka",
    "(aka",
];

fn starts_within(next: &Named, before: Named, bytes: usize) -> bool {
    next.span.start() < before.span.end() + bytes
}

/// What lies before a bracket, if it may belong to the name, and what is in it.
fn bracket(rest: &str) -> Option<(&str, &str)> {
    let (gap, behind) = rest.split_once('(')?;
    let (inner, _) = behind.split_once(')')?;
    let begins = gap.is_empty() || gap.starts_with([' ', '\n', '\r', ',']);
    let words = gap.split_whitespace().map(|word| word.trim_end_matches([',', '.']));
    let mut words = words.filter(|word| !word.is_empty());
    let fits = words.clone().count() <= 4
        && words.all(|word| word.starts_with(char::is_uppercase) || is_small(word));
    // A full stop or a new paragraph ends the name.
    let one = !gap.contains("\n\n") && !gap.contains(". ");
    (begins && fits && one && inner.len() <= LONGEST).then_some((gap, inner))
}

fn is_small(word: &str) -> bool {
    matches!(word, "and" | "for" | "of" | "on" | "the" | "&")
}

/// The other names of `long` that brackets hold.
fn in_brackets<'a>(inner: &'a str, long: &str, label: EntityLabel) -> Vec<&'a str> {
    let said = after_cue(inner.trim());
    let inner = said.unwrap_or_else(|| inner.trim());
    let mut quoted: Vec<&str> = quotes(inner);
    if !quoted.is_empty() {
        // "a partner of Acme Law ("Partner-1")" is not about Acme Law.
        quoted
            .retain(|alias| said.is_some() || label != EntityLabel::Org || resembles(alias, long));
        return quoted;
    }
    let inner = inner.strip_prefix("or ").unwrap_or(inner);
    let inner = inner.strip_prefix("the ").unwrap_or(inner);
    if said.is_some() {
        return split(inner).into_iter().filter(|name| is_name(name)).collect();
    }
    let front = long.strip_prefix(inner).is_some_and(|behind| behind.starts_with(' '));
    let either = is_acronym(inner, long) || is_acronym(long, inner);
    // "Internal Security Agency (ABW)" has its initials in Polish.
    let foreign = is_abbreviated(inner)
        && inner.len() > 2
        && long.split_whitespace().count() > 2
        && !CREDITS.contains(&inner);
    let shorter = label == EntityLabel::Org
        && (foreign || is_loose_acronym(inner, long) || holds(long, inner));
    if is_name(inner) && (front || either || shorter) { vec![inner] } else { Vec::new() }
}

/// Whose pictures and words news is made of: "a protest at the Central Bank of Iran (AFP)".
const CREDITS: [&str; 14] = [
    "AFP", "ANI", "ANSA", "BBC", "CNN", "DPA", "EFE", "EPA", "NPR", "NYT", "PTI", "TASS", "UPI",
    "WSJ",
];

/// Whether every word of a shorter name is one of `long`: "U.S. Steel" of United States Steel.
fn holds(long: &str, short: &str) -> bool {
    let long_folded = fold(long);
    let short_folded = fold(short);
    let words: Vec<&str> =
        short_folded.split(' ').filter(|word| word.chars().count() > 2).collect();
    !words.is_empty()
        && short.len() < long.len()
        && short.starts_with(char::is_uppercase)
        && words.iter().all(|word| long_folded.split(' ').any(|other| other == *word))
}

/// Whether a short name in quotes can be of `long`: a word of it, its initials, or "the Company".
fn resembles(alias: &str, long: &str) -> bool {
    let (short, long_folded) = (fold(alias), fold(long));
    let shares = short
        .split(' ')
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2)
        .any(|word| long_folded.split(' ').any(|other| other == word));
    shares || is_acronym(alias, long) || HEADS.contains(&short.as_str())
}

/// The names in quotes.
fn quotes(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((name, behind)) = quoted(rest) {
        found.push(name);
        rest = behind;
    }
    found
}

/// The first name in quotes, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let marks = ['"', '\u{201c}', '\u{201d}'];
    let (_, rest) = text.split_once(marks)?;
    let (name, behind) = rest.split_once(marks)?;
    let name = name.trim().trim_end_matches([',', '.', ';']);
    let name = name.strip_prefix("the ").unwrap_or(name);
    (is_name(name) && name.len() <= LONGEST).then_some((name, behind))
}

/// The parts of a list.
fn split(list: &str) -> Vec<&str> {
    let commas = list.split([',', ';', '/']);
    let words = commas.flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" or "));
    let bare = words.map(|part| part.trim().trim_start_matches("and ").trim_start_matches("or "));
    bare.map(|part| after_cue(part).unwrap_or(part).trim())
        .filter(|part| !part.is_empty())
        .collect()
}

/// The names behind a cue outside brackets: in quotes, or mentions that may name what `named[of]`
/// does.
fn listed<'a>(text: &'a str, behind: &'a str, named: &[Named<'a>], of: usize) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut rest = behind;
    let mut next = of + 1;
    let mut in_quotes = false;
    let mut went_on = "";
    let commas = !matches!(named[of].label, EntityLabel::Per | EntityLabel::Org);
    loop {
        let bare = rest.strip_prefix("the ").unwrap_or_else(|| without_courtesy(rest));
        if bare.starts_with(['"', '\u{201c}']) {
            let Some((name, after)) = quoted(bare) else { break };
            found.push(name);
            rest = after;
            in_quotes = true;
        } else if in_quotes {
            break;
        } else {
            let at = text.len() - bare.len();
            while named.get(next).is_some_and(|mention| mention.span.start() < at) {
                next += 1;
            }
            let here = named.get(next).filter(|mention| mention.span.start() == at);
            let Some(mention) = here else { break };
            let behind = &text[mention.span.end()..];
            let stated = is_beside_noun(&text[..at], behind);
            if mention.label != named[of].label && !is_nickname(named[of], *mention, behind, stated)
            {
                break;
            }
            if found.last().is_some_and(|last| is_someone_else(last, *mention, went_on)) {
                break;
            }
            found.push(mention.name);
            rest = behind;
        }
        let Some(after) = next_of_list(rest, commas) else { break };
        went_on =
            text[text.len() - rest.len()..text.len() - after.len()].trim_start_matches([' ', ',']);
        rest = after;
    }
    found
}

/// Whether a person behind a bare "and" or "or" is another one and no further name of the first: a full
/// name behind a nickname of one word ("alias Rocky and Mohan Lal"), not one with it ("alias Rocky and Ray Rocky"), nor
/// behind another full name ("aka Stephen Su and Stephen Subin").
fn is_someone_else(last: &str, mention: Named, between: &str) -> bool {
    let goes_on = || mention.name.strip_suffix(last).is_some_and(|front| front.ends_with(' '));
    mention.label == EntityLabel::Per
        && mention.name.contains(char::is_whitespace)
        && !goes_on()
        && !last.contains(char::is_whitespace)
        && matches!(between.trim(), "and" | "or")
}

/// What follows "Mr" before another name: "alias Mr Woodberry".
fn without_courtesy(text: &str) -> &str {
    let front = ["Mr ", "Mr. ", "Mrs ", "Mrs. ", "Ms ", "Ms. "];
    front.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

/// The word in quotes or brackets between others of a name: "CZ" of "Changpeng "CZ" Zhao".
fn nickname(name: &str) -> Option<&str> {
    let (front, rest) = name.split_once(['"', '\u{201c}', '('])?;
    let (inner, back) = rest.split_once(['"', '\u{201d}', ')'])?;
    let within = |part: &str| part.chars().any(char::is_alphabetic);
    let word = inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        && inner.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (word && within(front) && within(back)).then_some(inner)
}

/// Whether a mention behind a cue names the same, though the model takes it for something else: it
/// ends there ("known as Acme's founder" does not) or is called a moniker, and the tables do not know
/// it.
fn is_nickname(of: Named, mention: Named, behind: &str, stated: bool) -> bool {
    let ends = [",", ".", ";", ":", ")", "\"", "\u{201d}", " and ", " or ", "\n\n"];
    let fits = match of.label {
        EntityLabel::Per => {
            matches!(mention.label, EntityLabel::Org | EntityLabel::Misc | EntityLabel::Group)
        }
        EntityLabel::Org => mention.label == EntityLabel::Group,
        _ => false,
    };
    fits && (stated || behind.is_empty() || ends.iter().any(|end| behind.starts_with(end)))
        && !is_known(mention.name)
}

/// Whether one of the tables has the name.
pub(super) fn is_known(name: &str) -> bool {
    organizations().named(name).is_some()
        || countries().named(name).is_some()
        || is_known_threat(name)
}

/// Whether the tables have a group or software of the name.
pub(super) fn is_known_threat(name: &str) -> bool {
    threats().has(name)
}

/// What follows the mark between two names of a list.
fn next_of_list(rest: &str, commas: bool) -> Option<&str> {
    let rest = rest.trim_start();
    let behind_comma = rest.trim_start_matches(',').trim_start();
    if let Some(again) = after_cue(behind_comma) {
        return Some(again);
    }
    let rest = if commas { behind_comma } else { rest };
    let began = rest.strip_prefix("and ").or_else(|| rest.strip_prefix("or "));
    let rest = match began {
        Some(rest) => rest.trim_start(),
        None if commas => rest,
        None => return None,
    };
    Some(after_cue(rest).unwrap_or(rest))
}

/// The acronym in "Democratic National Committee, or DNC,".
fn or_acronym<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let behind = rest.trim_start_matches([' ', '\n', '\r']).strip_prefix(',')?.trim_start();
    let behind = behind.strip_prefix("or ")?.trim_start();
    let behind = behind.strip_prefix("the ").unwrap_or(behind);
    let end = behind.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(behind.len());
    Some(&behind[..end]).filter(|alias| is_acronym(alias, name))
}

/// The initials in "Economic and Financial Crimes Commission, EFCC, said".
fn between_commas<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let (alias, _) = rest.strip_prefix(',')?.trim_start().split_once(',')?;
    Some(alias).filter(|alias| has_initials(alias, name))
}

/// Whether `text` may be a name: something to say, and no sentence.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    text.contains(char::is_alphanumeric) && (1..=6).contains(&words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn aliases(text: &str, name: &str, label: EntityLabel) -> Vec<String> {
        let start = text.find(name).expect("the name is there");
        let span = Span::new(start, start + name.len());
        let named = [Named { index: 0, name, label, span, owner: None, score: None }];
        stated(text, &named).into_iter().map(|stated| stated.alias.to_owned()).collect()
    }

    #[test]
    fn brackets_and_cues_give_other_names() {
        let org = |text, name| aliases(text, name, EntityLabel::Org);
        assert_eq!(
            org("Colonial Pipeline Co. (\"Colonial\") shut", "Colonial Pipeline Co."),
            ["Colonial"]
        );
        assert_eq!(
            org("Mabna Institute (the \u{201c}Institute\u{201d})", "Mabna Institute"),
            ["Institute"]
        );
        assert_eq!(org("National Police Agency (NPA)", "National Police Agency"), ["NPA"]);
        assert_eq!(org("NPA (National Police Agency)", "NPA"), ["National Police Agency"]);
        assert_eq!(
            org("United Microelectronics Corporation (UMC)", "United Microelectronics"),
            ["UMC"]
        );
        assert_eq!(org("Bo Yu Limited (a/k/a \"Boyusec\").", "Bo Yu Limited"), ["Boyusec"]);
        assert_eq!(org("Sinovel Wind Group (Sinovel)", "Sinovel Wind Group"), ["Sinovel"]);
        assert_eq!(
            org("Democratic National Committee, or DNC, fell", "Democratic National Committee"),
            ["DNC"]
        );
        assert_eq!(org("Internal Security Agency (ABW)", "Internal Security Agency"), ["ABW"]);
        assert_eq!(
            org(
                "the Coastal and Harbour Crimes Commission, CHCC, said",
                "Coastal and Harbour Crimes Commission"
            ),
            ["CHCC"]
        );
        assert!(org("the National Police Agency, NCA, and", "National Police Agency").is_empty());
        assert!(org("National Police Agency, NPA officers", "National Police Agency").is_empty());
        assert!(org("a partner at Acme Law (\"Partner-1\")", "Acme Law").is_empty());
        assert!(org("Acme Bank (Reuters) said", "Acme Bank").is_empty());
        assert!(org("Acme. The bank (AT) said", "Acme").is_empty());
        let person = |text, name| aliases(text, name, EntityLabel::Per);
        assert_eq!(person("Ryan Ackroyd, aka \"kayla\"; Jake Davis", "Ryan Ackroyd"), ["kayla"]);
        assert_eq!(person("Jake Davis, aka\n\"topiary,\"; Martyn", "Jake Davis"), ["topiary"]);
        assert_eq!(
            person("Zhu Hua (Hua), aka \"Afwar,\" aka \"Alayos\" fled", "Zhu Hua"),
            ["Afwar", "Alayos"]
        );
        assert!(person("Jake Davis (right) spoke", "Jake Davis").is_empty());
        assert_eq!(person("Jake \"Topi\" Davis", "Jake \"Topi\" Davis"), ["Topi"]);
        assert_eq!(person("Anna (Nina) Petrova", "Anna (Nina) Petrova"), ["Nina"]);
        assert!(person("Anna (then 19) Petrova", "Anna (then 19) Petrova").is_empty());
        for text in [
            "Jake Davis, 31, of Lerwick, also known as \"topiary,\" fled",
            "Jake Davis, of Dundee, Scotland, allegedly went by the handle \"topiary\" there",
            "Jake Davis, aged 31, who used the \"topiary\" handle, fled",
            "Jake Davis, a 31-year-old British hacker known online as \"topiary\", fled",
            "Jake Davis has long been silent; no", // nothing is said
        ] {
            let found = person(text, "Jake Davis");
            assert_eq!(found.len(), usize::from(text.contains("topiary")), "{text}: {found:?}");
        }
        assert!(
            person("Jake Davis, a friend of a man known as \"topiary\"", "Jake Davis").is_empty()
        );
        assert!(person("Jake Davis nicknamed \"topiary\" Al", "Jake Davis").is_empty());
    }
}
