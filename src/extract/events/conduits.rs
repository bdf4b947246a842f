//! Through whom money goes: an exchange, a mixer or a bank with a name that stands behind "through" or "via".

use super::scene::Scene;
use crate::extract::clauses::Item;
use crate::extract::story::Party;
use crate::taxonomy::{ActorType, EntityLabel};

/// Adds those that a sentence names to the ones who launder.
pub(super) fn add(scene: &Scene, launderers: &mut Vec<Party>) {
    let items = &scene.clauses.items;
    let preps = items.iter().zip(&items[items.len().min(1)..]).filter_map(|pair| match pair {
        (Item::Prep(word), Item::Phrase(phrase)) => at(scene, *word, *phrase),
        _ => None,
    });
    for party in preps {
        let known = |other: &Party| {
            party.span.overlaps(other.span) || party.actor.is_some() && party.actor == other.actor
        };
        if !launderers.iter().any(known) {
            launderers.push(party);
        }
    }
}

/// Who the phrase behind a preposition names as one through whom money goes: no state, and nobody without a name.
pub(super) fn at(scene: &Scene, preposition: usize, phrase: usize) -> Option<Party> {
    let clauses = scene.clauses;
    let through = matches!(&*clauses.tokens[preposition].lower, "through" | "via");
    let name = clauses.tokens[clauses.phrases[phrase].head].mention.filter(|_| through)?;
    let body = matches!(
        scene.reading.label(name),
        EntityLabel::Org | EntityLabel::Misc | EntityLabel::Group
    );
    let actor = scene.reading.actor_of(name);
    let state = actor.is_some_and(|actor| scene.reading.actor_type(actor) == ActorType::State);
    (body && !state).then(|| scene.reading.party(scene.sentence, phrase, true))
}
