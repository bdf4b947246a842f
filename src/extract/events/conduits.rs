//! Through whom money goes: an exchange, a mixer or a bank with a name that stands behind "through" or "via", or that somebody
//! "used to launder" it.

use super::party::Words;
use super::scene::Scene;
use crate::extract::clauses::{Item, Mood};
use crate::extract::story::Party;
use crate::taxonomy::{ActorType, EntityLabel};

/// Adds those that a sentence names to the ones who launder.
pub(super) fn add(scene: &Scene, launderers: &mut Vec<Party>) {
    let items = &scene.clauses.items;
    let preps = items.iter().zip(&items[items.len().min(1)..]).filter_map(|pair| match pair {
        (Item::Prep(word), Item::Phrase(phrase)) => at(scene, *word, *phrase),
        _ => None,
    });
    let used = (0..scene.clauses.groups.len()).filter_map(|group| used(scene, group));
    for party in preps.chain(used) {
        if !launderers.iter().any(|other| party.is(other)) {
            launderers.push(party);
        }
    }
}

/// Whom a verb says that somebody used to launder money: "used the mixer Sinbad to launder $100 million".
fn used(scene: &Scene, group: usize) -> Option<Party> {
    let clauses = scene.clauses;
    let next = clauses.groups.get(group + 1)?;
    let uses = scene.lemma(&clauses.groups[group]) == "use" && !clauses.groups[group].passive;
    let launders = next.mood == Mood::Infinitive
        && matches!(scene.lemma(next), "launder" | "wash" | "move" | "clean" | "cash");
    let phrase = clauses.frames[group].object.filter(|_| uses && launders)?;
    let beside = clauses.phrases[phrase].words.end == next.words.start;
    conduit(scene, phrase).filter(|_| beside)
}

/// Who the phrase behind a preposition names as one through whom money goes.
pub(super) fn at(scene: &Scene, preposition: usize, phrase: usize) -> Option<Party> {
    let clauses = scene.clauses;
    let through = matches!(&*clauses.tokens[preposition].lower, "through" | "via");
    conduit(scene, phrase).filter(|_| through)
}

/// Whether a name stands in the sentence where one does through whom something is done: "accounts at MRB Bank", "through Garantex".
pub(super) fn is_passed(scene: &Scene, party: &Party) -> bool {
    let sentence = scene.reading.story.sentences[scene.sentence].span;
    let before = Words::before(scene.reading.story.text, party.span.start());
    sentence.contains(party.span) && matches!(before.as_str(), "at" | "through" | "via")
}

/// Whom a phrase names that money may go through: no state, and nobody without a name.
fn conduit(scene: &Scene, phrase: usize) -> Option<Party> {
    let clauses = scene.clauses;
    let name = clauses.tokens[clauses.phrases[phrase].head].mention?;
    let body = matches!(
        scene.reading.label(name),
        EntityLabel::Org | EntityLabel::Misc | EntityLabel::Group
    );
    let actor = scene.reading.actor_of(name);
    let state = actor.is_some_and(|actor| scene.reading.actor_type(actor) == ActorType::State);
    (body && !state).then(|| scene.reading.party(scene.sentence, phrase, true))
}
