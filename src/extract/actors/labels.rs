//! One name, one kind of thing: what the model calls a company in ten sentences and a person in one
//! is a company.
//!
//! A name that the table of organisations has, written as it is there, is an organisation. Else a
//! person's, an organisation's or a group's label that half of the mentions of a name have goes for all
//! of them, at least two being needed; "Trimble, Inc." is no person; names of states are left to
//! [`states`](super::states). A mention keeps its label in the record: only the actor is decided here.

use std::collections::{BTreeMap, BTreeSet};

use super::Named;
use super::aliases::Stated;
use super::names::{is_company, plain};
use crate::knowledge::{countries, organizations};
use crate::taxonomy::EntityLabel;

/// Gives mentions the label under which their actor is looked for, but for those that are `fixed`.
pub(super) fn settle(named: &mut [Named], fixed: impl Fn(&Named) -> bool) {
    let mut counts: BTreeMap<String, BTreeMap<EntityLabel, usize>> = BTreeMap::new();
    for mention in named.iter() {
        *counts.entry(plain(mention.name)).or_default().entry(mention.label).or_default() += 1;
    }
    for mention in named.iter_mut() {
        if fixed(mention) || countries().named(mention.name).is_some() {
            continue;
        }
        let threat = matches!(mention.label, EntityLabel::Group | EntityLabel::Malware);
        if !threat && organizations().named(mention.name).is_some_and(|known| !known.short) {
            mention.label = EntityLabel::Org;
            continue;
        }
        if mention.label == EntityLabel::Per && is_company(mention.name) {
            mention.label = EntityLabel::Org;
        }
        let Some(labels) = counts.get(&plain(mention.name)) else { continue };
        let all: usize = labels.values().sum();
        let most = KINDS
            .iter()
            .find(|label| labels.get(label).is_some_and(|count| *count * 2 >= all && *count > 1));
        if let Some(label) = most
            && mention.label != EntityLabel::Malware
        {
            mention.label = *label;
        }
    }
}

/// Labels of actors; of two that half of the mentions have each, the one that is first here counts.
const KINDS: [EntityLabel; 3] = [EntityLabel::Group, EntityLabel::Org, EntityLabel::Per];

/// Gives the other names of an organisation, where the model calls them something else, its label.
pub(super) fn follow(named: &mut [Named], stated: &[Stated]) {
    let organization = |stated: &&Stated| named[stated.of].label == EntityLabel::Org;
    let aliases: BTreeSet<String> =
        stated.iter().filter(organization).map(|stated| plain(stated.alias)).collect();
    for mention in named.iter_mut() {
        let other =
            matches!(mention.label, EntityLabel::Per | EntityLabel::Loc | EntityLabel::Misc);
        if other && aliases.contains(&plain(mention.name)) {
            mention.label = EntityLabel::Org;
        }
    }
}
