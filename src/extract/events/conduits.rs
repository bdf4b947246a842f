//! Through whom money goes: an exchange, a mixer or a bank with a name that stands behind "through" or "via", or that somebody
//! "used to launder" it.

use super::party::Words;
use super::scene::Scene;
use crate::extract::clauses::{Item, Mood};
use crate::extract::story::Party;
use crate::taxonomy::{ActorType, EntityLabel, ThreatType};

/// Adds those that a sentence names to the ones who launder.
pub(super) fn add(scene: &Scene, launderers: &mut Vec<Party>) {
    for party in all(scene) {
        if !launderers.iter().any(|other| party.is(other)) {
            launderers.push(party);
        }
    }
}

/// Takes those from the thieves through whom, by the sentence, the loot only went: "Tornado Cash was used to launder $96 million
/// from the hack of the bridge".
pub(super) fn without(scene: &Scene, kind: ThreatType, thieves: &mut Vec<Party>) {
    if matches!(kind, ThreatType::CryptocurrencyTheft | ThreatType::FinancialTheft) {
        for party in all(scene) {
            thieves.retain(|other| !party.is(other));
        }
    }
}

/// Those that a sentence names through whom money goes.
fn all<'s>(scene: &'s Scene<'s>) -> impl Iterator<Item = Party> + 's {
    let items = &scene.clauses.items;
    let preps = items.iter().zip(&items[items.len().min(1)..]).filter_map(|pair| match pair {
        (Item::Prep(word), Item::Phrase(phrase)) => at(scene, *word, *phrase),
        _ => None,
    });
    preps.chain((0..scene.clauses.groups.len()).filter_map(|group| used(scene, group)))
}

/// Whom a verb says that somebody used to launder money: "used the mixer Sinbad to launder $100 million", "Sinbad was used to".
fn used(scene: &Scene, group: usize) -> Option<Party> {
    let clauses = scene.clauses;
    let next = clauses.groups.get(group + 1)?;
    let (uses, passive) =
        (scene.lemma(&clauses.groups[group]) == "use", clauses.groups[group].passive);
    let launders = next.mood == Mood::Infinitive
        && matches!(scene.lemma(next), "launder" | "wash" | "move" | "clean" | "cash");
    let frame = &clauses.frames[group];
    let what = if passive { frame.subject } else { frame.object };
    let phrase = what.filter(|_| uses && launders)?;
    let beside = passive || clauses.phrases[phrase].words.end == next.words.start;
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
