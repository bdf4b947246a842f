//! Victims that are told again by a noun: "the Bergmann hospital was hit. Attackers encrypted the hospital's servers", "thieves
//! robbed the Indian exchange `CoinDCX`. The exchange said".

use super::Event;
use super::party::Words;
use crate::extract::story::{Party, Story};
use crate::taxonomy::ActorType;

/// So many words before a name say what it is: "the Indian exchange `CoinDCX`".
const BEFORE: usize = 3;

/// Between an event and one before it whose victim it means, there are no more sentences and no more events.
const NEAR: usize = 3;

/// Gives victims that are told by no more than a noun for a body, such as "the retailer" and "the Pune-based company", the name of
/// the one organisation to which the deeds of the sentences before were done.
pub(super) fn name(story: &Story, events: &mut [Event]) {
    for at in 1..events.len() {
        let (before, rest) = events.split_at_mut(at);
        let event = &mut rest[0];
        let Some(first) = event.sentences.first().copied() else { continue };
        let [party] = &mut event.targets[..] else { continue };
        if party.actor.is_some() || !is_body(story, party) {
            continue;
        }
        let near = before.iter().rev().take(NEAR).filter(|other| {
            other.sentences.last().is_some_and(|last| *last < first && last + NEAR >= first)
        });
        let mut victims = near.flat_map(|other| &other.targets);
        let Some(victim) = victims.next().and_then(|victim| victim.actor) else { continue };
        let only = victims.all(|other| other.actor == Some(victim));
        if only && story.actors[victim].kind == ActorType::Organization {
            party.actor = Some(victim);
        }
    }
}

/// Whether a party is a body that was spoken of before, by a noun that fits any: "the company".
fn is_body(story: &Story, party: &Party) -> bool {
    const BODIES: &[&str] = &[
        "company",
        "firm",
        "business",
        "group",
        "retailer",
        "carrier",
        "operator",
        "carmaker",
        "automaker",
        "airline",
        "lender",
        "insurer",
        "maker",
        "manufacturer",
        "supplier",
        "provider",
        "utility",
        "organisation",
        "organization",
    ];
    let words = Words::of(story.text, party.span);
    let own: Vec<&str> = words.bare().split(' ').collect();
    Words::has_the(story.text, party.span)
        && BODIES.contains(&words.head())
        && (own.len() == 1 || own.len() == 2 && own[0].ends_with("-based"))
}

/// Whether the targets of an event are those of another by a noun with "the", or a number of people whose data a sentence says
/// such a victim held.
pub(super) fn means(story: &Story, event: &Event, other: &Event) -> bool {
    let [victim] = other.targets[..] else { return false };
    let noun = |party: &Party| {
        let words = Words::of(story.text, party.span);
        let own = words.bare().split(' ').count();
        // "the water authority" of Aliquippa
        let part = || {
            let named = Words::of(story.text, victim.span);
            own <= BEFORE
                && named
                    .iter()
                    .collect::<Vec<_>>()
                    .windows(own)
                    .any(|part| part.join(" ") == words.bare())
        };
        party.actor.is_none()
            && Words::has_the(story.text, party.span)
            && if own == 1 { is_called(story, &victim, words.head()) } else { part() }
    };
    !event.targets.is_empty() && (event.targets.iter().all(noun) || are_held(story, event, &victim))
}

/// Whether a victim is called by a noun, in its own words or right before its name.
fn is_called(story: &Story, victim: &Party, noun: &str) -> bool {
    let words = Words::of(story.text, victim.span);
    let before = Words::before_all(story.text, victim.span.start(), BEFORE);
    let has = |words: &Words| words.iter().any(|word| word == noun);
    noun.len() > 3 && (has(&words) || victim.actor.is_some() && has(&before))
}

/// "The hospital said that the records of 30,000 patients were copied": the patients are the hospital's.
fn are_held(story: &Story, event: &Event, victim: &Party) -> bool {
    const HELD: &[&str] = &[
        "patients",
        "customers",
        "clients",
        "users",
        "members",
        "employees",
        "students",
        "passengers",
        "guests",
        "subscribers",
        "policyholders",
    ];
    let held = |party: &Party| {
        party.actor.is_none() && HELD.contains(&Words::of(story.text, party.span).head())
    };
    let Some(sentence) = event.sentences.first().map(|at| story.sentences[*at].span) else {
        return false;
    };
    let words = Words::of(story.text, sentence);
    let words: Vec<&str> = words.iter().collect();
    let names = |pair: &[&str]| {
        let noun: &str = pair[1].trim_matches(|c: char| !c.is_alphanumeric());
        pair[0] == "the" && is_called(story, victim, noun)
    };
    event.targets.iter().all(held) && words.windows(2).any(names)
}
