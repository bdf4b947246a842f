//! Victims that are told again by a noun: "the Bergmann hospital was hit. Attackers encrypted the hospital's servers", "thieves
//! robbed the Indian exchange `CoinDCX`. The exchange said".

use super::Event;
use super::party::Words;
use crate::extract::story::{Party, Story};

/// So many words before a name say what it is: "the Indian exchange `CoinDCX`".
const BEFORE: usize = 3;

/// Whether the targets of an event are those of another by a noun with "the", or a number of people whose data a sentence says
/// such a victim held.
pub(super) fn means(story: &Story, event: &Event, other: &Event) -> bool {
    let [victim] = other.targets[..] else { return false };
    let noun = |party: &Party| {
        let words = Words::of(story.text, party.span);
        let short = party.actor.is_none() && words.bare().split(' ').count() == 1;
        Words::has_the(story.text, party.span) && short && is_called(story, &victim, words.head())
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
