//! Organisations.
//!
//! A name is compared folded, without "the", full stops, a bracketed acronym and company endings
//! ("Inc."). Then, in this order:
//!
//! - A name that the table has is the organisation of the table ("UNSC", "U.N. Security Council").
//!   One that the table calls short ("Security Council", "Department of Justice") only if the
//!   article names that organisation, or for an organ of the UN the UN, in full; if something else
//!   there ends like it, too, it is no actor.
//! - An acronym that the article defines in brackets, "National Police Agency (NPA)" or the other
//!   way round, is that name everywhere, if its letters are the initials and it is defined once.
//! - A name of two words or more that a country's name or demonym only lengthens is the longer one,
//!   if that stands before and is the only one ("South Korean Ministry of Foreign Affairs", later
//!   "Ministry of Foreign Affairs").
//! - "the Council", "the Ministry" and the like are the one organisation before that ends or begins
//!   with the word; if there is none, or several, they are no actor.
//! - Every other name is an organisation of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::{Actor, Named, longest};
use crate::knowledge::{countries, fold, organizations as table};
use crate::taxonomy::{ActorType, EntityLabel};

/// Words that refer back when they stand alone.
const HEADS: &[&str] = &[
    "agency",
    "assembly",
    "bureau",
    "commission",
    "committee",
    "council",
    "department",
    "ministry",
    "panel",
];

/// Endings of company names.
const ENDINGS: &[&str] =
    &["ag", "co", "corp", "corporation", "gmbh", "inc", "limited", "llc", "ltd", "plc"];

/// The organisations among the mentions; `text` shows what stands between two of them.
pub(super) fn organizations(text: &str, named: &[Named]) -> Vec<Actor> {
    let mentions: Vec<Named> =
        named.iter().filter(|mention| mention.label == EntityLabel::Org).copied().collect();
    let defined = definitions(text, &mentions);
    let keys: Vec<Option<String>> =
        mentions.iter().map(|mention| full_key(mention, &defined)).collect();
    let known: BTreeSet<&str> = keys.iter().flatten().map(String::as_str).collect();
    let keys: Vec<Option<String>> = mentions
        .iter()
        .zip(&keys)
        .map(|(mention, key)| key.clone().or_else(|| short_key(mention.name, &known)))
        .collect();
    let mut actors: Vec<(String, Vec<Named>)> = Vec::new();
    for (mention, key) in mentions.iter().zip(keys) {
        let Some(key) = key.or_else(|| refer_back(mention.name, &actors)) else { continue };
        let key = lengthened(&key, &actors).unwrap_or(key);
        match actors.iter_mut().find(|(other, _)| *other == key) {
            Some((_, list)) => list.push(*mention),
            None => actors.push((key, vec![*mention])),
        }
    }
    actors
        .into_iter()
        .map(|(key, list)| Actor {
            name: name(&key, &list),
            kind: ActorType::Organization,
            mentions: list.iter().map(|mention| mention.index).collect(),
            links: Vec::new(),
        })
        .collect()
}

/// The canonical name: the table's, or the longest one written, brackets left out.
fn name(key: &str, mentions: &[Named]) -> String {
    let of_table = mentions.iter().find_map(|mention| {
        let known = table().named(mention.name)?;
        (plain(&known.name) == key).then(|| known.name.clone())
    });
    of_table.unwrap_or_else(|| {
        let short = |mention: &Named| brackets(mention.name).map(|(front, _)| front);
        let names: Vec<String> =
            mentions.iter().map(|m| short(m).unwrap_or_else(|| m.name.to_owned())).collect();
        longest(names.iter().map(String::as_str))
    })
}

/// What the mention names by itself; `None` for a short name that needs another.
fn full_key(mention: &Named, defined: &BTreeMap<String, String>) -> Option<String> {
    let key = plain(mention.name);
    if let Some(long) = defined.get(&key) {
        return Some(long.clone());
    }
    match table().named(mention.name) {
        Some(known) if known.short => None,
        Some(known) => Some(plain(&known.name)),
        None if HEADS.contains(&key.as_str()) => None,
        None => Some(key),
    }
}

/// What a short name of the table stands for, given the keys that the article names in full: the
/// organisation of the table, or only itself. `None` for a bare "Council", and where the article
/// names two that it may be.
fn short_key(name: &str, known: &BTreeSet<&str>) -> Option<String> {
    let key = plain(name);
    if HEADS.contains(&key.as_str()) {
        return None;
    }
    let long = plain(&table().named(name)?.name);
    let organ = long.starts_with("united nations ") && known.contains("united nations");
    let rival = known.iter().any(|other| *other != long && ends_with(other, &key));
    match (known.contains(long.as_str()) || organ, rival) {
        (true, true) => None,
        (true, false) => Some(long),
        (false, _) => Some(key),
    }
}

/// The one organisation before that "Council" or "Ministry" can mean.
fn refer_back(name: &str, before: &[(String, Vec<Named>)]) -> Option<String> {
    let head = plain(name);
    let of = format!("{head} of ");
    let mut fit = before.iter().map(|(key, _)| key).filter(|key| {
        HEADS.contains(&head.as_str()) && (ends_with(key, &head) || key.contains(&of))
    });
    fit.next().filter(|_| fit.next().is_none()).cloned()
}

/// The one name before that is `key` behind a country's name.
fn lengthened(key: &str, before: &[(String, Vec<Named>)]) -> Option<String> {
    if !key.contains(' ') || before.iter().any(|(other, _)| other == key) {
        return None;
    }
    let mut longer = before.iter().filter(|(other, mentions)| {
        ends_with(other, key) && mentions.iter().any(|mention| is_countrys(mention.name, key))
    });
    let (first, _) = longer.next()?;
    longer.next().is_none().then(|| first.clone())
}

/// Whether `name` is a country's name or demonym and then `key`.
fn is_countrys(name: &str, key: &str) -> bool {
    name.char_indices().filter(|(_, c)| c.is_whitespace()).any(|(at, _)| {
        let owner = &name[..at];
        let possessive = owner.strip_suffix("'s").or_else(|| owner.strip_suffix("\u{2019}s"));
        let country = possessive.unwrap_or(owner);
        countries().named(country).is_some() && plain(&name[at..]) == key
    })
}

/// Acronyms that the article defines in brackets, and what they stand for, both as keys.
fn definitions(text: &str, mentions: &[Named]) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut define = |one: &str, other: &str| {
        for (long, acronym) in [(one, other), (other, one)] {
            if is_acronym(acronym, long) {
                let known = table().named(long).filter(|known| !known.short);
                let long = known.map_or_else(|| plain(long), |known| plain(&known.name));
                found.entry(plain(acronym)).or_default().insert(long);
            }
        }
    };
    for mention in mentions {
        if let Some((front, inner)) = brackets(mention.name) {
            define(&front, &inner);
        }
    }
    for two in mentions.windows(2) {
        let between = text.get(two[0].span.end()..two[1].span.start());
        let opens = between.is_some_and(|between| between.trim() == "(");
        if opens && text[two[1].span.end()..].trim_start().starts_with(')') {
            define(two[0].name, two[1].name);
        }
    }
    let once = found.into_iter().filter(|(_, longs)| longs.len() == 1);
    once.map(|(acronym, longs)| (acronym, longs.into_iter().collect())).collect()
}

/// Whether the letters of `acronym`, all capitals, are initials of `long` in order, from the first
/// word on. Words may be left out ("of"), but no more than half of them; letters may not.
fn is_acronym(acronym: &str, long: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric()).collect();
    let all_capital = letters.iter().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let initials: Vec<char> =
        fold(long).split(' ').filter_map(|word| word.chars().next()).collect();
    let wanted = letters.iter().flat_map(|c| c.to_lowercase());
    let mut rest = initials.iter();
    all_capital
        && (2..=8).contains(&letters.len())
        && letters.len() < long.chars().filter(|c| c.is_alphanumeric()).count()
        && letters.len() * 2 > long.split_whitespace().count()
        && letters.first().map(|c| c.to_lowercase().collect::<Vec<_>>())
            == initials.first().map(|c| vec![*c])
        && wanted.into_iter().all(|letter| rest.any(|initial| *initial == letter))
}

/// "United Nations (UN) Security Council": the name without its brackets, and what they hold.
fn brackets(name: &str) -> Option<(String, String)> {
    let (front, rest) = name.split_once('(')?;
    let (inner, back) = rest.split_once(')').unwrap_or((rest, ""));
    let outer = format!("{} {}", front.trim(), back.trim());
    (!front.trim().is_empty()).then(|| (outer.trim().to_owned(), inner.trim().to_owned()))
}

/// A name as compared.
fn plain(name: &str) -> String {
    let outer = brackets(name).map_or_else(|| name.to_owned(), |(outer, _)| outer);
    let folded = fold(&outer);
    let mut words: Vec<String> = Vec::new();
    let mut initials = false;
    for piece in folded.split(' ').filter(|piece| !matches!(*piece, "." | "," | "")) {
        let piece = if piece == "&" { "and" } else { piece };
        let single = piece.chars().count() == 1 && piece.chars().all(char::is_alphabetic);
        match words.last_mut() {
            // "U.N." is "UN".
            Some(last) if single && initials => last.push_str(piece),
            _ => words.push(piece.to_owned()),
        }
        initials = single;
    }
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|last| ENDINGS.contains(&last.as_str())) {
        words.pop();
    }
    words.join(" ")
}

/// Whether the last words of `key` are `end`, with others before.
fn ends_with(key: &str, end: &str) -> bool {
    key.strip_suffix(end).is_some_and(|front| front.ends_with(' '))
}
