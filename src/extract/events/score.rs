//! How sure an event is: the probability that its type, its perpetrators and its targets are all right.
//!
//! A logistic regression on what the model says of the deed (that its sentence tells it, and no other) and of its two sides: how likely
//! the parties taken are, how likely the best of those who were not, and where nobody was taken, that nobody was to be found. The rules
//! chose by these numbers and by the words; the score says how often what they chose so was right. Where the model links no words to deeds there
//! is no score.

use super::Event;
use super::linked;
use crate::extract::story::{Party, Reading};
use crate::model::links::Link;
use crate::model::told::Deed;

/// As `training/event_score.py` prints them.
const WEIGHTS: Weights = Weights {
    bias: -1.98,
    deed: 0.28,
    other: -0.10,
    perpetrators: Weighed { taken: 0.35, beside: 0.13, nobody: -0.36, nobody_there: 0.13 },
    targets: Weighed { taken: 0.24, beside: 0.16, nobody: -0.38, nobody_there: 0.22 },
};
/// Probabilities nearer to 0 or 1 than that say no more.
const LEAST: f64 = 0.01;

/// What the model says of an event. All numbers are probabilities from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// That its sentence is the first to tell a deed of its type; of several sentences the likeliest.
    pub deed: f32,
    /// The same of the likeliest other type.
    pub other: f32,
    /// Who did it.
    pub perpetrators: Seats,
    /// To whom it was done.
    pub targets: Seats,
}

/// One side of an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seats {
    /// The least likely of those who were taken, each by the likeliest of its words; none where nobody was.
    pub taken: Option<f32>,
    /// The likeliest word of anybody else.
    pub beside: f32,
}

impl Evidence {
    /// What the model says of an event; nothing where it links no words to deeds of this type.
    pub(super) fn of(reading: &Reading, event: &Event) -> Option<Self> {
        let sentences = reading.story.sentences;
        let told = event.sentences.iter().filter_map(|at| sentences[*at].told);
        let share = |(_, share): &(_, f32)| *share;
        let of_type = told.filter_map(|told| {
            let deed = told.deeds.iter().find(|deed| deed.kind == event.kind)?;
            let (own, others): (Vec<_>, Vec<_>) =
                told.events.iter().copied().partition(|(kind, _)| *kind == event.kind);
            let likeliest = |all: &[(_, f32)]| all.iter().map(share).fold(0.0, f32::max);
            Some((likeliest(&own), likeliest(&others), deed))
        });
        // The first of equals.
        let (deed, other, linked) =
            of_type.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        Some(Self {
            deed,
            other,
            perpetrators: Seats::of(reading, linked, &event.perpetrators, |l| l.perpetrator),
            targets: Seats::of(reading, linked, &event.targets, |link| link.target),
        })
    }

    /// The probability that all of it is right.
    pub fn score(&self) -> f32 {
        let w = &WEIGHTS;
        let sum = w.bias
            + w.deed * logit(self.deed)
            + w.other * logit(self.other)
            + w.perpetrators.of(&self.perpetrators)
            + w.targets.of(&self.targets);
        #[expect(clippy::cast_possible_truncation, reason = "a record has three digits of it")]
        let score = (1.0 / (1.0 + (-sum).exp())) as f32;
        score
    }
}

impl Seats {
    /// What the model says of a side of a deed, given its words by `share_of`.
    fn of(
        reading: &Reading,
        deed: &Deed,
        parties: &[Party],
        share_of: impl Fn(&Link) -> f32,
    ) -> Self {
        let story = &reading.story;
        let mut taken = vec![0.0_f32; parties.len()];
        let mut beside = 0.0_f32;
        for (_, sentence, own) in linked::asked(story, deed) {
            let mut names = story.names_in(sentence.span).peekable();
            for (word, link) in sentence.words.iter().zip(own) {
                while names.next_if(|n| story.mentions[*n].span.end() <= word.start()).is_some() {}
                let name = names.peek().filter(|n| story.mentions[**n].span.contains(*word));
                let actor = name.and_then(|name| reading.actor_of(*name));
                if !linked::names_somebody(word.of(story.text)) {
                    continue;
                }
                let mut is_own = false;
                for (party, best) in parties.iter().zip(&mut taken) {
                    if party.span.contains(*word) || actor.is_some() && party.actor == actor {
                        *best = best.max(share_of(link));
                        is_own = true;
                    }
                }
                if !is_own {
                    beside = beside.max(share_of(link));
                }
            }
        }
        Self { taken: taken.into_iter().reduce(f32::min), beside }
    }
}

struct Weights {
    bias: f64,
    deed: f64,
    other: f64,
    perpetrators: Weighed,
    targets: Weighed,
}

/// Weights of one side.
struct Weighed {
    /// Of those who were taken.
    taken: f64,
    /// That nobody beside them was to be taken.
    beside: f64,
    /// That nobody was taken.
    nobody: f64,
    /// That nobody was to be taken, where nobody was.
    nobody_there: f64,
}

impl Weighed {
    fn of(&self, seats: &Seats) -> f64 {
        let free = logit(1.0 - seats.beside);
        match seats.taken {
            Some(taken) => self.taken * logit(taken) + self.beside * free,
            None => self.nobody + self.nobody_there * free,
        }
    }
}

fn logit(share: f32) -> f64 {
    let share = f64::from(share).clamp(LEAST, 1.0 - LEAST);
    (share / (1.0 - share)).ln()
}
