//! Spies who own to a deed: "Ukraine's military intelligence agency said it had hacked the tax service". Of most agencies the model
//! takes what they say for a report on others.

use super::draft::Draft;
use super::party::Words;
use super::scene::Scene;
use super::{WHOEVER, telling};
use crate::extract::clauses::{Frame, Group};
use crate::extract::story::Party;
use crate::taxonomy::ActorType;

/// Between a verb of saying and the deed there are no more verbs: "said it had broken in, copied files and wiped".
const VERBS: usize = 4;

/// Puts the spies of a state in the empty place of those who did a deed which a rule reads as their own, or gives "its hackers"
/// their state.
pub(super) fn add(scene: &Scene, by: &mut Vec<Party>, rule: Option<&Draft>) {
    let theirs = |party: &Party| {
        let words = Words::of(scene.reading.story.text, party.span);
        party.actor.is_none() && WHOEVER.contains(&words.head())
    };
    if !by.iter().all(theirs) {
        return;
    }
    let Some(spies) = rule.and_then(|rule| owner(scene, rule, !by.is_empty())) else { return };
    match by.first_mut() {
        Some(party) => party.actor = spies.actor,
        None => by.push(spies),
    }
}

/// The spies who say that they did the deed of a rule, or that their hackers did it.
fn owner(scene: &Scene, rule: &Draft, hackers: bool) -> Option<Party> {
    let clauses = scene.clauses;
    let group = |party: &Party| {
        party.actor.is_some_and(|actor| scene.reading.actor_type(actor) == ActorType::Group)
    };
    if rule.targets.is_empty() || rule.targets.iter().any(group) {
        return None;
    }
    let at = clauses.groups.iter().position(|group| group.main == rule.word)?;
    let own = |(group, frame): (&Group, &Frame)| {
        let who = frame.subject.filter(|_| !group.passive)?;
        let first = &*clauses.words(who)[0].lower;
        let its = matches!(first, "its" | "their") && WHOEVER.contains(&clauses.head(who));
        Some(if hackers { its } else { clauses.phrases[who].pronoun && first == "it" })
    };
    if !own((&clauses.groups[at], &clauses.frames[at]))? {
        return None;
    }
    let mut before = clauses.groups[..at].iter().zip(&clauses.frames).rev().take(VERBS);
    let says = |(group, _): &(&Group, &Frame)| {
        telling::says(scene.lemma(group)) || matches!(scene.lemma(group), "claim" | "boast")
    };
    let (group, frame) = before.find(says)?;
    let speaker = frame.subject.filter(|_| !group.passive)?;
    let party = scene.reading.party(scene.sentence, speaker, true);
    let of_state =
        party.actor.is_none_or(|actor| scene.reading.actor_type(actor) == ActorType::State);
    (of_state && is_of_spies(scene, speaker)).then_some(party)
}

/// Whether a phrase names spies or soldiers: "Ukraine's military intelligence agency", "the Ukrainian army".
fn is_of_spies(scene: &Scene, phrase: usize) -> bool {
    const BODIES: &[&str] =
        &["agency", "service", "services", "directorate", "ministry", "department", "unit"];
    let head = scene.clauses.head(phrase);
    let spies = |word: &str| matches!(word, "intelligence" | "spy" | "security" | "military");
    matches!(head, "army" | "military" | "intelligence")
        || BODIES.contains(&head) && scene.lower(phrase).any(spies)
}
