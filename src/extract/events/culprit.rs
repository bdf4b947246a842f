//! Culprits: whether a statement names one.
//!
//! Who says that somebody did it accuses, however plainly he speaks: "Oslo said that Russia was behind
//! the attack". A culprit is
//!
//! - whoever has a name and did it by a rule of `rules.txt`;
//! - a threat group that the words name;
//! - a state, a threat group, their hackers, or a person that the article tells is accused, as the
//!   subject of a verb of a deed or the agent of its passive, or behind whose act a noun stands ("the
//!   North's theft");
//! - a state of [`SPONSORS`], where the model sees a threat in the sentence, and not as a place;
//! - a state, or a person accused, that "is behind", "is responsible for", or whose "hallmarks" it bears.
//!
//! Not the speaker: who speaks of himself accuses nobody.

use std::collections::BTreeSet;

use super::acts::Act;
use super::circumstances::leads_to_place;
use super::party::Words;
use super::rules::{Role, rules};
use super::scene::{Doer, Scene};
use super::{article, draft, nouns};
use crate::extract::clauses::{Class, Mood, Token};
use crate::extract::statements::{Statement, names_threat, tells_of_a_verdict};
use crate::extract::story::{Party, Reading};
use crate::taxonomy::{ActorType, EntityLabel};
use crate::text::Span;

/// Whom an article tells to be accused.
#[derive(Debug, Default)]
pub(in crate::extract) struct Suspects {
    persons: BTreeSet<usize>,
    /// A verdict is told of.
    proven: bool,
    /// A threat group is told of.
    group: bool,
}

/// Nouns that stand for the persons accused.
const THE_ACCUSED: &[&str] = &[
    "defendant",
    "defendants",
    "suspect",
    "suspects",
    "accused",
    "conspirators",
    "co-conspirators",
    "trio",
    "pair",
    "duo",
    "brothers",
    "he",
    "she",
    "they",
];

/// The states that the tables suspect behind most threat groups, each behind more than twenty.
pub(super) const SPONSORS: &[&str] = &["CN", "IR", "KP", "RU"];

/// Words by which something is laid at somebody's door, who is named behind them.
const POINTING: &[&str] = &[
    "hallmarks",
    "fingerprints",
    "handiwork",
    "resemble",
    "resembles",
    "resembled",
    "overlap",
    "overlaps",
    "overlapped",
    "behind",
    "responsible",
];

impl Suspects {
    /// Reads them from a whole article.
    pub fn of(reading: &Reading) -> Self {
        let group = (0..reading.story.actors.len())
            .any(|actor| reading.actor_type(actor) == ActorType::Group);
        if tells_of_a_verdict(reading) {
            return Self { proven: true, group, ..Self::default() };
        }
        let persons = article::accused(reading).iter().filter_map(|party| party.actor).collect();
        Self { persons, proven: false, group }
    }

    /// Whether an actor is one.
    pub fn has(&self, actor: usize) -> bool {
        self.persons.contains(&actor)
    }

    /// Whether the sentence of a statement names a culprit other than its speaker.
    pub fn named(&self, reading: &Reading, statement: &Statement) -> bool {
        let scene = Scene::new(reading, statement.sentence);
        if scene.seen.is_empty() && !names_threat(reading, scene.clauses) {
            return false;
        }
        let own = Told { suspects: self, scene, statement };
        own.names_sponsor()
            || own.by_rule()
            || own.names_group()
            || own.does()
            || own.points()
            || own.claims()
    }
}

/// A statement in its sentence.
struct Told<'s, 'a> {
    suspects: &'s Suspects,
    scene: Scene<'a>,
    statement: &'s Statement,
}

impl Told<'_, '_> {
    fn by_rule(&self) -> bool {
        draft::drafts(&self.scene).iter().any(|draft| {
            draft.perpetrators.iter().any(|party| self.has_name(party))
                && draft.perpetrators.iter().all(|party| !self.is_speaker(party))
        })
    }

    /// Whether a party has a name, if only as a mention: "the Houthis".
    fn has_name(&self, party: &Party) -> bool {
        let mentions = self.scene.reading.story.mentions;
        let from = mentions.partition_point(|m| m.span.start() < party.span.start());
        let mut inside = mentions[from..].iter().take_while(|m| m.span.start() < party.span.end());
        party.actor.is_some() || inside.any(|mention| mention.label != EntityLabel::Loc)
    }

    fn is_speaker(&self, party: &Party) -> bool {
        self.statement.speaker.is_some_and(|speaker| {
            speaker.span.overlaps(party.span)
                || speaker.actor.is_some() && speaker.actor == party.actor
        })
    }

    /// The actor that a word names, unless it is the speaker.
    fn other(&self, token: &Token) -> Option<usize> {
        let actor = self.scene.reading.actor_of(token.mention?)?;
        let party = Party { span: token.span, actor: Some(actor) };
        (!self.is_speaker(&party)).then_some(actor)
    }

    fn is_state_or_group(&self, actor: usize) -> bool {
        matches!(self.scene.reading.actor_type(actor), ActorType::State | ActorType::Group)
    }

    fn names_group(&self) -> bool {
        self.scene.clauses.tokens.iter().any(|token| {
            let label = token.mention.map(|mention| self.scene.reading.label(mention));
            let actor = token.mention.and_then(|mention| self.scene.reading.actor_of(mention));
            let group = label == Some(EntityLabel::Group)
                || actor.is_some_and(|a| self.scene.reading.actor_type(a) == ActorType::Group);
            let speaks =
                self.statement.speaker.is_some_and(|speaker| speaker.span.contains(token.span));
            group && self.says(token.span) && !speaks
        })
    }

    fn says(&self, span: Span) -> bool {
        self.statement.span.contains(span)
    }

    /// Whether one of the states that threats are laid to is named, and not as a place: whoever tells of
    /// a threat and names North Korea accuses it.
    fn names_sponsor(&self) -> bool {
        let reading = self.scene.reading;
        let tokens = &self.scene.clauses.tokens;
        let sponsor = |actor: usize| {
            reading.story.actors[actor].links.iter().any(|link| SPONSORS.contains(&&*link.id))
        };
        !self.scene.seen.is_empty()
            && tokens.iter().enumerate().any(|(at, token)| {
                self.says(token.span)
                    && self.other(token).is_some_and(sponsor)
                    && !is_place(self.word_before(at))
            })
    }

    /// The word that stands before a name, that leads to a place before one of a place: "in" of "in northern North Korea".
    fn word_before(&self, at: usize) -> &str {
        let tokens = &self.scene.clauses.tokens;
        let label = tokens[at].mention.map(|mention| self.scene.reading.label(mention));
        let place = label == Some(EntityLabel::Loc);
        let led = |token: &Token| {
            token.mention == tokens[at].mention
                || &*token.lower != "of" && leads_to_place(&token.lower)
        };
        let before = tokens[..at].iter().rev().find(|token| !(place && led(token)));
        before.map_or("", |token| &*token.lower)
    }

    /// Whether a culprit does something, or a noun names what they did.
    fn does(&self) -> bool {
        let clauses = self.scene.clauses;
        let verbs = clauses.groups.iter().zip(&clauses.frames).any(|(group, frame)| {
            let doer = clauses.doer(group, frame);
            let charged = |doer: usize| {
                let head = clauses.head(doer);
                matches!(head, "defendants" | "defendant" | "conspirators" | "co-conspirators")
                    && !self.suspects.proven
            };
            self.says(clauses.tokens[group.main].span)
                && doer.is_some_and(|doer| {
                    charged(doer) || is_deed(self.scene.lemma(group)) && self.is_culprit(doer)
                })
        });
        verbs
            || (0..clauses.phrases.len()).any(|phrase| {
                let act = nouns::act(clauses.head(phrase)).is_some()
                    && self.says(clauses.phrase_span(phrase));
                act && Act::read(&self.scene, phrase, &[])
                    .and_then(|act| act.doer)
                    .is_some_and(|doer| doer.actor.is_some() && !self.is_speaker(&doer))
            })
    }

    /// Whether a phrase, or one of its list, names a culprit.
    fn is_culprit(&self, phrase: usize) -> bool {
        let head = self.scene.clauses.head(phrase);
        let person = |actor: usize| self.suspects.has(actor);
        if THE_ACCUSED.contains(&head) {
            let speaker = self.statement.speaker.and_then(|speaker| speaker.actor);
            return !self.suspects.persons.is_empty() && !speaker.is_some_and(person);
        }
        // "Belarus's KGB", "Iranian banks"
        let owned = self
            .scene
            .clauses
            .words(phrase)
            .iter()
            .any(|token| self.other(token).is_some_and(|actor| self.is_state_or_group(actor)));
        if owned && !self.scene.investigates(phrase) {
            return true;
        }
        let parties = match self.scene.doer(phrase) {
            Doer::Parties(parties) => parties,
            // "the group has broken into", "the same crew"
            Doer::Before(_) => {
                let one = matches!(head, "group" | "gang" | "crew" | "outfit" | "ring" | "unit");
                return one && self.suspects.group;
            }
            _ => return false,
        };
        parties.iter().any(|party| {
            party.actor.is_some_and(|actor| {
                let is_person = self.scene.reading.actor_type(actor) == ActorType::Person;
                self.is_state_or_group(actor) || is_person && person(actor)
            }) && !self.is_speaker(party)
        })
    }

    /// "A hacker said he had taken 2 million passwords": a boast.
    fn claims(&self) -> bool {
        const HACKERS: &[&str] = &["hacker", "hackers", "attacker", "attackers", "gang", "thieves"];
        let Some(speaker) = self.statement.speaker else { return false };
        let words = Words::of(self.scene.reading.story.text, speaker.span);
        let group = speaker
            .actor
            .is_some_and(|actor| self.scene.reading.actor_type(actor) == ActorType::Group);
        let boasts = group || words.iter().any(|word| HACKERS.contains(&word));
        let clauses = self.scene.clauses;
        boasts
            && clauses.groups.iter().zip(&clauses.frames).any(|(group, frame)| {
                let itself = frame.subject.is_some_and(|subject| {
                    matches!(clauses.head(subject), "it" | "he" | "she" | "they" | "we" | "i")
                });
                let done = group.modal.is_none() && group.mood == Mood::Finite && !group.passive;
                itself
                    && done
                    && is_deed(self.scene.lemma(group))
                    && self.says(clauses.tokens[group.main].span)
            })
    }

    /// "bears the hallmarks of", "was behind", "is responsible for".
    fn points(&self) -> bool {
        let tokens = &self.scene.clauses.tokens;
        let suspect = |actor: usize| self.suspects.has(actor) || self.is_state_or_group(actor);
        let culprit =
            |at: usize| self.says(tokens[at].span) && self.other(&tokens[at]).is_some_and(suspect);
        tokens.iter().enumerate().any(|(at, token)| {
            if !(self.says(token.span) && POINTING.contains(&&*token.lower)) {
                return false;
            }
            // "X was behind it": who is named stands before the verb.
            let is = at.checked_sub(1).is_some_and(|before| tokens[before].class == Class::Be);
            match &*token.lower {
                "behind" | "responsible" => is && (0..at).any(culprit),
                _ => (at + 1..tokens.len()).any(culprit),
            }
        })
    }
}

/// Whether a word makes a place of the state that stands behind it.
fn is_place(before: &str) -> bool {
    matches!(before, "in" | "to" | "at" | "near" | "across" | "into" | "of")
}

/// Whether a verb has somebody who does a deed as its subject.
fn is_deed(lemma: &str) -> bool {
    if matches!(lemma, "order" | "sponsor" | "organize" | "organise" | "oversee" | "pay") {
        return true;
    }
    rules()
        .of_verb
        .get(lemma)
        .is_some_and(|patterns| patterns.iter().any(|p| p.subject == Role::Perpetrator))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::SPONSORS;

    #[test]
    fn sponsors_are_those_of_the_table() {
        let table = include_str!("../../knowledge/data/groups.csv");
        let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in csv::Reader::from_reader(table.as_bytes()).records() {
            let row = row.unwrap();
            groups.entry(row[4].to_owned()).or_default().insert(row[1].to_owned());
        }
        groups.retain(|country, groups| !country.is_empty() && groups.len() > 20);
        assert!(groups.keys().eq(SPONSORS), "{:?}", groups.keys());
    }
}
