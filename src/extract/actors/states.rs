//! States, by whatever name an article calls them.
//!
//! - A mention that is, as a whole, a name, an abbreviation, a demonym or the seat of government of
//!   a state joins the state's actor. A PER never does.
//! - A name that is also a word ("Turkey") does so when the mention is LOC (a demonym: MISC), a name
//!   that another place shares ("Georgia") only if the article names the state by another name, too.
//! - A capital joins only where it stands for the government. It does not where words beside it
//!   make it a place: "in Seoul", "the Seoul suburbs", "Seoul-based", "in Tokyo and Seoul", a
//!   dateline, "Seoul, South Korea"; "the letter from Seoul" and "the plans of Seoul's ministers"
//!   are the government's all the same, and so is whatever goes to Pyongyang or comes from there. If the article names the state in no other way, something must
//!   also speak for the government: "Seoul's", "Seoul said", "between Seoul and", "with Seoul". Right
//!   behind another name ("`INTERPOL` Washington") it is no government.
//! - "American" alone is not the state's where it may be American Airlines
//!   ([`namesakes`](super::namesakes)).
//! - "the North" and "the South" are the two Koreas where the article names the state.

use std::collections::{BTreeMap, BTreeSet};

use super::namesakes::{fronts, stands_alone};
use super::{Actor, Link, Named};
use crate::knowledge::{Country, Naming, Place, countries, fold};
use crate::taxonomy::{ActorType, EntityLabel, Refers};

/// The states among the mentions.
pub(super) fn states(text: &str, named: &[Named]) -> Vec<Actor> {
    let companies = fronts(named);
    let known: Vec<(usize, &Country, Place)> = named
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.label != EntityLabel::Per && !is_threat(mention.label))
        .filter_map(|(at, mention)| {
            let (country, place) = countries().named(mention.name)?;
            let is_company = place.naming == Naming::Demonym
                && companies.contains(&fold(mention.name))
                && stands_alone(text, mention);
            (!is_company).then_some((at, country, place))
        })
        .collect();
    let clear: BTreeSet<&str> = known
        .iter()
        .filter(|(at, _, place)| {
            place.naming != Naming::Capital && !place.shared && fits(&named[*at], *place)
        })
        .map(|(_, country, _)| country.iso2.as_str())
        .collect();
    let mut actors: BTreeMap<&str, Found> = BTreeMap::new();
    for (at, country, place) in known {
        let sure = clear.contains(country.iso2.as_str());
        let joins = match place.naming {
            Naming::Capital => {
                named[at].label == EntityLabel::Loc && is_government(text, named, at, sure)
            }
            _ => fits(&named[at], place) && (sure || !place.shared),
        };
        if joins {
            let link = Link {
                source: "iso3166".to_owned(),
                id: country.iso2.clone(),
                name: country.name.clone(),
                matched: named[at].name.to_owned(),
                country: None,
            };
            let actor = actors.entry(&country.iso2).or_insert_with(|| Found {
                country,
                link,
                members: Vec::new(),
            });
            actor.members.push((named[at].index, refers(place.naming)));
        }
    }
    add_halves(text, named, &clear, &mut actors);
    let state = |Found { country, link, members }| {
        Actor::new(country.name.clone(), ActorType::State, members, vec![link])
    };
    actors.into_values().map(state).collect()
}

/// A state and its mentions so far.
struct Found<'a> {
    country: &'a Country,
    link: Link,
    members: Vec<(usize, Refers)>,
}

fn refers(naming: Naming) -> Refers {
    match naming {
        Naming::Abbreviation => Refers::Acronym,
        Naming::Demonym => Refers::Demonym,
        Naming::Seat | Naming::Capital => Refers::Metonym,
        Naming::Name | Naming::Official | Naming::Territory | Naming::Other => Refers::Name,
    }
}

/// "the North" and "the South" of Korea, where the article names the state.
fn add_halves<'a>(
    text: &str,
    named: &[Named],
    clear: &BTreeSet<&'a str>,
    actors: &mut BTreeMap<&'a str, Found>,
) {
    for mention in named.iter().filter(|mention| mention.label == EntityLabel::Loc) {
        let code = match mention.name {
            "North" => "KP",
            "South" => "KR",
            _ => continue,
        };
        let behind = &text[mention.span.end()..];
        let half = word_before(text, mention.span.start()) == "the"
            && !behind.trim_start().starts_with("of the ")
            && !matches!(word_after(behind).as_str(), "west" | "east" | "sea");
        if half
            && clear.contains(code)
            && let Some(found) = actors.get_mut(code)
        {
            found.members.push((mention.index, Refers::Part));
        }
    }
}

fn is_threat(label: EntityLabel) -> bool {
    matches!(label, EntityLabel::Group | EntityLabel::Malware)
}

/// Whether the label lets an ambiguous name be the state's.
fn fits(mention: &Named, place: Place) -> bool {
    let wanted = if place.naming == Naming::Demonym { EntityLabel::Misc } else { EntityLabel::Loc };
    !place.ambiguous || mention.label == wanted
}

/// Words right before a city that make it a place.
const PLACE_BEFORE: &[&str] = &[
    "across",
    "around",
    "at",
    "central",
    "downtown",
    "eastern",
    "from",
    "greater",
    "in",
    "inside",
    "into",
    "leaving",
    "near",
    "northern",
    "of",
    "outside",
    "southern",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "via",
    "visited",
    "visiting",
    "western",
    "within",
];

/// Of these, the ones that do not if the city possesses what follows ("of Seoul's ministers").
const NOT_WITH_POSSESSIVE: &[&str] = &["from", "of", "to"];

/// What comes from governments: "the letter from Seoul".
const SENT: &[&str] = &[
    "criticism",
    "demand",
    "demands",
    "denial",
    "letter",
    "message",
    "note",
    "orders",
    "pressure",
    "reaction",
    "response",
    "signal",
    "signals",
    "statement",
    "support",
    "threat",
    "threats",
    "warning",
    "warnings",
];

/// Words right behind a city, or its possessive, that make it a place.
const PLACE_AFTER: &[&str] = &[
    "airport",
    "airports",
    "area",
    "based",
    "born",
    "branch",
    "bureau",
    "center",
    "centre",
    "city",
    "conference",
    "court",
    "district",
    "districts",
    "downtown",
    "embassy",
    "headquartered",
    "hospital",
    "hospitals",
    "hotel",
    "hotels",
    "mayor",
    "metro",
    "metropolitan",
    "museum",
    "neighborhood",
    "neighbourhood",
    "office",
    "old",
    "police",
    "population",
    "region",
    "residents",
    "skyline",
    "stock",
    "street",
    "streets",
    "suburb",
    "suburbs",
    "subway",
    "summit",
    "time",
    "university",
    "weather",
];

/// Words right before a capital that speak for its government.
const GOVERNMENT_BEFORE: &[&str] = &["against", "between", "by", "with"];

/// Words right behind a capital that speak for its government: verbs of saying and deciding, and
/// what compounds with governments ("Beijing-backed").
const GOVERNMENT_AFTER: &[&str] = &[
    "accused",
    "accuses",
    "agreed",
    "aims",
    "announced",
    "argues",
    "asked",
    "backed",
    "banned",
    "believes",
    "blamed",
    "called",
    "calls",
    "claimed",
    "claims",
    "condemned",
    "decided",
    "demanded",
    "denied",
    "denies",
    "expects",
    "expelled",
    "had",
    "has",
    "hopes",
    "imposed",
    "insists",
    "is",
    "led",
    "linked",
    "pledged",
    "plans",
    "refused",
    "rejected",
    "said",
    "sanctioned",
    "says",
    "seeks",
    "sponsored",
    "urged",
    "vetoed",
    "vowed",
    "wants",
    "warned",
    "will",
    "would",
];

/// Whether the capital `named[at]` stands for its government; `sure` if the article names the
/// state by another name.
fn is_government(text: &str, named: &[Named], at: usize, sure: bool) -> bool {
    let city = named[at].span;
    let after = &text[city.end()..];
    let possessed = after.strip_prefix(['\'', '\u{2019}']).map(|rest| rest.trim_start_matches('s'));
    let next = word_after(possessed.unwrap_or(after));
    if is_place(text, named, at, possessed.is_some()) || PLACE_AFTER.contains(&next.as_str()) {
        return false;
    }
    // "INTERPOL Washington".
    let behind_name = at.checked_sub(1).is_some_and(|before| {
        let between = text.get(named[before].span.end()..city.start()).unwrap_or("?");
        named[before].label == EntityLabel::Org && matches!(between, " " | "\n")
    });
    if behind_name {
        return false;
    }
    // "SEOUL, April 4", "SEOUL (Reuters)".
    let opens = text[..city.start()].trim_end_matches([' ', '\t']);
    let marks = ['(', ',', '-', '\u{2013}', '\u{2014}'];
    let parted =
        !after.starts_with('-') && after.trim_start_matches([' ', '\t']).starts_with(marks);
    if parted && (opens.is_empty() || opens.ends_with('\n')) {
        return false;
    }
    // "Seoul, South Korea".
    let in_state = named.get(at + 1).is_some_and(|next| {
        let between = text.get(city.end()..next.span.start()).unwrap_or_default();
        between.trim() == "," && countries().named(next.name).is_some()
    });
    let before = word_before(text, city.start());
    !in_state
        && (sure
            || possessed.is_some()
            || before == "from"
            || GOVERNMENT_BEFORE.contains(&before.as_str())
            || GOVERNMENT_AFTER.contains(&next.as_str()))
}

/// Whether the words before make `named[at]` a place: its own, or those of the place that it is
/// coordinated with.
fn is_place(text: &str, named: &[Named], at: usize, possesses: bool) -> bool {
    let mut at = at;
    loop {
        let start = named[at].span.start();
        let before = word_before(text, start);
        // Nobody travels there: "arms from Pyongyang" are the government's.
        let closed = named[at].name == "Pyongyang"
            && matches!(before.as_str(), "from" | "to" | "via" | "through");
        if closed {
            return false;
        }
        if PLACE_BEFORE.contains(&before.as_str()) {
            let front = text[..start].trim_end_matches([' ', '\t']);
            let sent = before == "from"
                && SENT.contains(&word_before(text, front.len() - before.len()).as_str());
            let owned = possesses && NOT_WITH_POSSESSIVE.contains(&before.as_str());
            return !sent && !owned;
        }
        let previous = at.checked_sub(1).map(|previous| (previous, named[previous]));
        let Some((previous, _)) = previous.filter(|(_, place)| {
            let between = text.get(place.span.end()..start).unwrap_or_default();
            place.label == EntityLabel::Loc
                && matches!(between.trim(), "and" | "or" | "," | ", and" | "&")
        }) else {
            return false;
        };
        at = previous;
    }
}

/// The last word before `at` on the same line, folded; empty after other marks.
fn word_before(text: &str, at: usize) -> String {
    let before = text[..at].trim_end_matches([' ', '\t']);
    let start = before.char_indices().rev().find(|(_, c)| !c.is_alphanumeric());
    fold(&before[start.map_or(0, |(at, c)| at + c.len_utf8())..])
}

/// The first word of `after`, a hyphen before it or not, folded; empty before other marks.
fn word_after(after: &str) -> String {
    let after = after.trim_start_matches([' ', '\t', '-']);
    fold(&after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())])
}
