//! Actors: mentions of one and the same, gathered and linked to what is known of them.
//!
//! Deterministic rules, written down here and in the modules; weak evidence never merges, and a
//! mention that could belong to two actors belongs to none.
//!
//! | mentions | actor | rule |
//! |---|---|---|
//! | LOC, MISC, ORG that the country table has | state | [`states`] |
//! | GROUP | group | [`threats`]: one per entity of ATT&CK or MISP, else per name |
//! | MALWARE with a link | other | [`threats`]; software that no table has is no actor |
//! | PER | person | [`persons`]: full names, and the parts of exactly one of them |
//! | other ORG | organization | [`organizations`]: names, defined and known abbreviations |
//!
//! Places that are no states and events are no actors. A canonical name is that of the table
//! where the actor is known, else the longest form written. Actors come in the order of their
//! first mention.

mod organizations;
mod persons;
mod states;
mod threats;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Mention;
use crate::taxonomy::{ActorType, EntityLabel};
use crate::text::Span;

/// Where the knowledge tables know an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The table: `iso3166`, `mitre-attack`, `misp-galaxy`.
    pub source: String,
    /// The identifier there.
    pub id: String,
    /// The name there.
    pub name: String,
    /// The alias that matched, as the article writes it.
    pub matched: String,
}

/// One actor of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Canonical name.
    pub name: String,
    /// What it is.
    pub kind: ActorType,
    /// Indices of its mentions, ascending.
    pub mentions: Vec<usize>,
    /// Candidates, the best first.
    pub links: Vec<Link>,
}

/// The actors behind `mentions` (all of one article, in order, spans in `text`), in the order of
/// their first mention. A mention belongs to one actor at most.
pub fn actors(text: &str, mentions: &[Mention]) -> Vec<Actor> {
    let named: Vec<Named> = mentions
        .iter()
        .enumerate()
        .filter_map(|(index, mention)| {
            let name = text.get(mention.span.range()).map(without_article)?;
            let named = Named { index, name, label: mention.label, span: mention.span };
            (!name.trim().is_empty()).then_some(named)
        })
        .collect();
    let mut found = states::states(text, &named);
    let mut taken = vec![false; mentions.len()];
    for index in found.iter().flat_map(|actor| &actor.mentions) {
        taken[*index] = true;
    }
    let free: Vec<Named> = named.into_iter().filter(|named| !taken[named.index]).collect();
    found.extend(threats::threats(&free));
    found.extend(persons::persons(&free));
    found.extend(organizations::organizations(text, &free));
    for actor in &mut found {
        actor.mentions.sort_unstable();
    }
    found.sort_by_key(|actor| actor.mentions.first().copied());
    found
}

/// A mention with the name that it writes.
#[derive(Clone, Copy, Debug)]
struct Named<'a> {
    /// Among all mentions of the article.
    index: usize,
    name: &'a str,
    label: EntityLabel,
    span: Span,
}

/// The longest of `names`, the first of several, with single spaces.
fn longest<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut best = "";
    for name in names {
        if name.chars().count() > best.chars().count() {
            best = name;
        }
    }
    best.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_article(name: &str) -> &str {
    match name.split_at_checked(4) {
        Some((article, rest)) if article.eq_ignore_ascii_case("the ") => rest.trim_start(),
        _ => name,
    }
}

#[cfg(test)]
mod tests;
