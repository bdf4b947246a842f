//! Actors: mentions of one and the same, gathered and linked to what is known of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Mention;
use crate::taxonomy::ActorType;

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
    let _ = (text, mentions);
    Vec::new()
}
