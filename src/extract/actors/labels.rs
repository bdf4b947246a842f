//! One name, one kind of thing: what the model calls a company in ten sentences and a person in one
//! is a company.
//!
//! A name that the table of organisations has, written as it is there, is an organisation, also
//! where the model takes it for a threat group that no table has ("MOIS hackers"). Else a person's, an
//! organisation's or a group's label that half of the mentions of a name have goes for all of them, at
//! least two being needed where the others have none of these labels, and of a group's and another that half have each the one that the model is
//! surer of; "Trimble, Inc." is no person,
//! and a surname alone is the person's; names of states are left to [`states`](super::states).
//! Another name that the article gives ([`aliases`](super::aliases)) is of the kind of the first. A
//! mention keeps its label in the record: only the actor is decided here.

use std::collections::{BTreeMap, BTreeSet};

use super::Named;
use super::aliases::{Stated, is_known, is_known_threat};
use super::names::{is_company, plain};
use super::person_names::words;
use crate::knowledge::{countries, fold, leading_surnames, organizations};
use crate::taxonomy::EntityLabel;

/// Gives mentions the label under which their actor is looked for, but for those that are `fixed`.
pub(super) fn settle(named: &mut [Named], fixed: impl Fn(&Named) -> bool) {
    let mut counts: BTreeMap<String, BTreeMap<EntityLabel, (usize, f32)>> = BTreeMap::new();
    for mention in named.iter() {
        let labels = counts.entry(plain(mention.name)).or_default();
        let (count, sum) = labels.entry(mention.label).or_default();
        *count += 1;
        *sum += mention.score.unwrap_or_default();
    }
    for mention in named.iter_mut() {
        if fixed(mention) || countries().named(mention.name).is_some() {
            continue;
        }
        let threat = matches!(mention.label, EntityLabel::Group | EntityLabel::Malware)
            && is_known_threat(mention.name);
        if !threat && organizations().named(mention.name).is_some_and(|known| !known.short) {
            mention.label = EntityLabel::Org;
            continue;
        }
        if mention.label == EntityLabel::Per && is_company(mention.name) {
            mention.label = EntityLabel::Org;
        }
        let Some(labels) = counts.get(&plain(mention.name)) else { continue };
        let all: usize = labels.values().map(|(count, _)| count).sum();
        // Two of these labels for one name are one thing; beside another label one mention is too few.
        let kinds = KINDS.iter().filter(|label| labels.contains_key(label)).count();
        let least = if kinds > 1 { 1 } else { 2 };
        let mut fit = KINDS.iter().filter(|label| {
            let person = **label == EntityLabel::Org && is_surname_first(mention.name);
            labels.get(label).is_some_and(|(count, _)| {
                *count >= least && (*count * 2 > all || (*count * 2 == all && !person))
            })
        });
        let sum = |label: &EntityLabel| labels.get(label).map_or(0.0, |(_, sum)| *sum);
        let most = match (fit.next(), fit.next()) {
            // A name of the tables is a group's in every doubt.
            (Some(group @ EntityLabel::Group), Some(other))
                if sum(other) > sum(group) && !is_known_threat(mention.name) =>
            {
                Some(other)
            }
            (first, _) => first,
        };
        if let Some(label) = most
            && mention.label != EntityLabel::Malware
            && !(*label == EntityLabel::Per && is_company(mention.name))
        {
            mention.label = *label;
        }
    }
}

/// Labels of actors; of two that half of the mentions have each, the one that is first here counts, but a group's only if
/// the model is as sure of it.
const KINDS: [EntityLabel; 3] = [EntityLabel::Group, EntityLabel::Org, EntityLabel::Per];

/// "Liu Lei": the surname of a language that puts it first, and one or two more words.
fn is_surname_first(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=3).contains(&words.len())
        && words.first().is_some_and(|first| leading_surnames().contains(fold(first).as_str()))
}

/// Gives a surname alone, where the model takes it for something else, the label of the one person
/// of the article whose name ends with it, or begins with it in a language that puts it first; not
/// where a preposition makes it a place, or another name has the word, too.
pub(super) fn surnames(text: &str, named: &mut [Named], fixed: impl Fn(&Named) -> bool) {
    let mut persons: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for mention in named.iter() {
        let words = words(mention.name);
        let [first, .., last] = &words[..] else { continue };
        if mention.label != EntityLabel::Per {
            taken.extend(words);
            continue;
        }
        let whole = words.join(" ");
        persons.entry(last.clone()).or_default().insert(whole.clone());
        if leading_surnames().contains(first.as_str()) {
            persons.entry(first.clone()).or_default().insert(whole);
        }
    }
    for mention in named.iter_mut() {
        // As the names above are compared: without accents.
        let name = words(mention.name).join(" ");
        let doubtful = !matches!(mention.label, EntityLabel::Per | EntityLabel::Malware);
        let before = text.get(..mention.span.start()).unwrap_or_default().trim_end();
        let placed =
            mention.label == EntityLabel::Loc && PLACED.iter().any(|word| before.ends_with(word));
        if doubtful
            && !placed
            && !fixed(mention)
            && !taken.contains(&name)
            && organizations().named(mention.name).is_none()
            && countries().named(mention.name).is_none()
            && persons.get(&name).is_some_and(|persons| persons.len() == 1)
        {
            mention.label = EntityLabel::Per;
        }
    }
}

/// Words before places.
const PLACED: [&str; 8] = [" at", " from", " in", " into", " near", " of", " to", "In"];

/// Gives the other names of an organisation or a person, where the model calls them something else,
/// its label; a group's and a person's only for what no table has.
pub(super) fn follow(named: &mut [Named], stated: &[Stated]) {
    use EntityLabel::{Group, Loc, Misc, Org, Per};
    let aliases = |label: EntityLabel| -> BTreeSet<String> {
        let of = stated.iter().filter(|stated| named[stated.of].label == label);
        of.map(|stated| plain(stated.alias)).collect()
    };
    let (organizations, persons) = (aliases(Org), aliases(Per));
    for mention in named.iter_mut() {
        let name = plain(mention.name);
        if organizations.contains(&name) {
            let group = || !is_known_threat(mention.name);
            if matches!(mention.label, Per | Loc | Misc) || mention.label == Group && group() {
                mention.label = Org;
            }
        } else if matches!(mention.label, Group | Misc | Org)
            && persons.contains(&name)
            && !is_known(mention.name)
        {
            mention.label = Per;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_body_of_a_state_is_no_threat_group() {
        check(&[
            (
                "[GROUP:MOIS] hackers struck; the [ORG:Ministry of Intelligence and Security] ran [GROUP:MuddyWater]",
                "organization Ministry of Intelligence and Security: MOIS | Ministry of Intelligence and Security; group MuddyWater <G0069 MuddyWater>: MuddyWater",
            ),
            (
                "[LOC:Iran]'s [ORG:Ministry of Intelligence] ([ORG:MOI]) ran it; [GROUP:MOI] hackers struck",
                "state Iran <IR>: Iran; organization Iran's Ministry of Intelligence: Ministry of Intelligence | MOI | MOI",
            ),
        ]);
    }

    #[test]
    fn a_company_named_as_one_is_no_person() {
        check(&[(
            "[PER:Harris], [PER:Harris] and [ORG:Harris Corp.]",
            "person Harris: Harris | Harris; organization Harris Corp.: Harris Corp.",
        )]);
    }
}
