//! Speakers who speak on without their name: "it said", "the agency said", "the report warned".
//!
//! News names a source once and goes on with its tale. Whoever has no name is the last speaker of a
//! kind that fits, if that was a few sentences before.

use super::bodies::is_body;
use super::cues;
use super::speakers::Ascribed;
use crate::extract::story::Reading;
use crate::taxonomy::{ActorType, StatementSource};

/// So many sentences later nobody speaks on.
const FAR: usize = 5;

/// Gives each speaker without a name the actor of the last speaker who fits.
pub(super) fn name_those_who_speak_again(reading: &Reading, all: &mut [Vec<Ascribed>]) {
    let mut last: Vec<(usize, usize)> = Vec::new();
    for (sentence, ascriptions) in all.iter_mut().enumerate() {
        for ascribed in ascriptions {
            if ascribed.speaker.actor.is_none() {
                let kinds = kinds(reading, sentence, ascribed);
                let near = last.iter().rev().take_while(|(at, _)| at + FAR > sentence);
                let mut fit = near.filter(|(_, actor)| kinds.contains(&reading.actor_type(*actor)));
                ascribed.speaker.actor = fit.next().map(|(_, actor)| *actor);
            }
            if let Some(actor) = ascribed.speaker.actor {
                last.push((sentence, actor));
            }
        }
    }
}

/// What the last speaker must have been to be meant.
fn kinds(reading: &Reading, sentence: usize, ascribed: &Ascribed) -> &'static [ActorType] {
    let clauses = &reading.sentences[sentence];
    let words = clauses.words(ascribed.phrase);
    let head = clauses.head(ascribed.phrase);
    if clauses.phrases[ascribed.phrase].pronoun {
        return match head {
            "it" => &[ActorType::Organization, ActorType::State, ActorType::Group],
            "he" | "she" => &[ActorType::Person],
            _ => &[],
        };
    }
    let short = words.len() == 2 && matches!(&*words[0].lower, "the" | "its" | "this");
    if !short {
        return &[];
    }
    if ascribed.source == StatementSource::Document {
        return if cues::is("paper", head) { &[ActorType::Organization] } else { &[] };
    }
    match head {
        "gang" | "group" => &[ActorType::Group],
        head if is_body(head) => &[ActorType::Organization],
        _ => &[],
    }
}
