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
//! | LOC that is an authority which acts | organization | [`locals`]: "the city of X was hit" |
//! | other ORG | organization | [`organizations`]: names, defined and known abbreviations |
//!
//! A name means one thing in an article ([`labels`]), which the words beside it may show ([`beside`]), but for a word that a person and a company
//! share ([`namesakes`]); what the user's list says of a name goes before
//! all of this ([`user`]). In which way a mention refers to its actor (name, acronym, alias, part,
//! reference, demonym, metonym) comes from the rule that put it there.
//!
//! Who only signs the article, or carries what others say, is no actor ([`credits`]).
//!
//! Titles alone ("the ambassador") are no mentions, so they have no actor, however plain it is who is
//! meant. Places that are no states and events are no actors. A canonical name is that of the table
//! where the actor is known (in the article's letters where the table has no capitals), else the longest form written, after the name of its state where it is a body that other
//! states have, too ("Ukraine's Foreign Ministry"). Actors come in the order of their
//! first mention.

mod aliases;
mod beside;
mod capitals;
mod compounds;
mod credits;
mod cues;
mod definitions;
mod initials;
mod labels;
mod locals;
mod names;
mod namesakes;
mod organizations;
mod person_names;
mod persons;
mod states;
mod threats;
mod user;
mod words_of_capitals;
mod words_of_companies;

pub(super) use person_names::is_honour;
pub(super) use states::is_sided;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Mention;
use crate::knowledge::{UserNames, countries, fold};
use crate::taxonomy::{ActorType, EntityLabel, Refers};
use crate::text::Span;

/// Where the knowledge tables know an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The table: `iso3166`, `mitre-attack`, `misp-galaxy`; `user` for the user's own list.
    pub source: String,
    /// The identifier there.
    pub id: String,
    /// The name there.
    pub name: String,
    /// The alias that matched, as the article writes it.
    pub matched: String,
    /// For a group: ISO 3166 code of the country that the table suspects behind it or places it in.
    pub country: Option<String>,
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
    /// In which way each of the mentions refers to it.
    pub refers: Vec<Refers>,
    /// Candidates, the best first.
    pub links: Vec<Link>,
}

impl Actor {
    fn new(
        name: String,
        kind: ActorType,
        mut members: Vec<(usize, Refers)>,
        links: Vec<Link>,
    ) -> Self {
        members.sort_unstable_by_key(|(mention, _)| *mention);
        let (mentions, refers) = members.into_iter().unzip();
        Self { name, kind, mentions, refers, links }
    }
}

/// The actors behind `mentions` (all of one article, in order, spans in `text`), in the order of
/// their first mention. A mention belongs to one actor at most.
pub fn actors(text: &str, mentions: &[Mention]) -> Vec<Actor> {
    actors_with(text, mentions, &UserNames::default(), None)
}

/// [`actors`], with what the user's own lists know of them, and where the byline stands.
pub fn actors_with(
    text: &str,
    mentions: &[Mention],
    lists: &UserNames,
    byline: Option<Span>,
) -> Vec<Actor> {
    let of_union = states::names_state_of_union(text);
    let named: Vec<Named> = mentions
        .iter()
        .enumerate()
        .filter_map(|(index, mention)| {
            let name = text.get(mention.span.range()).map(without_article)?;
            let owner = owner(text, mentions, index)
                .filter(|state| !(of_union && *state == states::WASHINGTON));
            let (label, span) = (mention.label, mention.span);
            let named = Named { index, name, label, span, owner, score: mention.score };
            (!name.trim().is_empty()).then_some(named)
        })
        .collect();
    let credits = credits::credits(text, &named, byline);
    let actors = named.into_iter().zip(credits);
    let actors = actors.filter(|(of, is_credit)| !is_credit && !beside::is_thing(text, of));
    let mut named: Vec<Named> = actors.map(|(mention, _)| mention).collect();
    let listed = user::listed(&named, lists);
    let fixed = |mention: &Named| listed.iter().any(|(of, _)| of.index == mention.index);
    let shared = namesakes::shared(text, &named);
    beside::relabel(text, &mut named, fixed);
    labels::settle(&mut named, |mention| fixed(mention) || shared.contains(&fold(mention.name)));
    labels::surnames(text, &mut named, fixed);
    namesakes::part(text, &mut named, &shared, fixed);
    let mut found = states::states(text, &named, of_union);
    let mut taken = vec![false; mentions.len()];
    for index in found.iter().flat_map(|actor| &actor.mentions) {
        taken[*index] = true;
    }
    let mut free: Vec<Named> = named.into_iter().filter(|named| !taken[named.index]).collect();
    let stated = aliases::stated(text, &free);
    labels::follow(&mut free, &stated);
    locals::settle(text, &mut free, fixed);
    found.extend(threats::threats(text, &free, &stated));
    found.extend(persons::persons(text, &free, &stated));
    found.extend(organizations::organizations(text, &free, &stated));
    found = user::apply(found, &listed);
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
    /// How sure the model is of the label.
    score: Option<f32>,
    /// The state whose it is, where that stands right before it: "Japan's", "Japanese".
    owner: Option<&'a str>,
}

/// The state right before a mention, as it is written.
fn owner<'a>(text: &'a str, mentions: &[Mention], index: usize) -> Option<&'a str> {
    let (before, mention) = (mentions.get(index.checked_sub(1)?)?, &mentions[index]);
    let gap = text.get(before.span.end()..mention.span.start())?;
    let state =
        text.get(before.span.range()).filter(|_| matches!(gap, " " | "'s " | "\u{2019}s "))?;
    countries().named(state).map(|_| state)
}

/// The longest of `names`, the first of several, but rather one that is not in capitals throughout;
/// with single spaces.
fn longest<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let rank = |name: &str| (name.chars().count(), name.contains(char::is_lowercase));
    let mut best = "";
    for name in names {
        if rank(name) > rank(best) {
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
