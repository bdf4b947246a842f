//! Whom an article blames, by the words that the model marks all through it: the perpetrator of deeds that
//! are told of nobody, or of "the attackers".

use super::Event;
use super::article;
use super::party::Words;
use crate::extract::story::{Party, Reading};

/// What the marks of an actor must come to: as much as one mention of which the model is sure.
const LEAST: f32 = 1.0;
/// Marks below are doubts, however many there are.
const DOUBT: f32 = 0.3;

/// Fills perpetrators that no sentence names.
pub(super) fn fill(reading: &Reading, events: &mut [Event]) {
    let blame = blame(reading);
    let mut blamed: Vec<usize> = (0..blame.len()).filter(|actor| blame[*actor] >= LEAST).collect();
    blamed.sort_by(|a, b| blame[*b].total_cmp(&blame[*a]).then(a.cmp(b)));
    let text = reading.story.text;
    for event in events.iter_mut().filter(|event| !article::is_of_money(event.kind)) {
        let whoever =
            |p: &Party| p.actor.is_none() && article::is_whoever(&Words::of(text, p.span));
        if !event.perpetrators.iter().all(whoever) {
            continue;
        }
        let is_target = |actor: usize| event.targets.iter().any(|t| t.actor == Some(actor));
        let most = blamed.iter().copied().find(|actor| !is_target(*actor));
        if let Some(party) = most.and_then(|actor| reading.first_named(actor)) {
            event.perpetrators = vec![party];
        }
    }
}

/// Of each actor the sum over its mentions: the probability that the last word is a part of a perpetrator,
/// in a sentence that tells a deed.
fn blame(reading: &Reading) -> Vec<f32> {
    let story = &reading.story;
    let mut blame = vec![0.0; story.actors.len()];
    for sentence in story.sentences {
        let Some(told) = sentence.told else { continue };
        for (word, sides) in sentence.words.iter().zip(&told.sides) {
            let at = story.mentions.partition_point(|m| m.span.end() < word.end());
            let ends = story.mentions.get(at).is_some_and(|m| m.span.end() == word.end());
            let share = sides.perpetrator * told.deed;
            if ends
                && share > DOUBT
                && let Some(actor) = reading.actor_of(at)
            {
                blame[actor] += share;
            }
        }
    }
    blame
}
