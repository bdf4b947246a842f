//! Who charges or sanctions somebody without a word of his: "the United States indicted nine men", "the Treasury imposed sanctions
//! on a bank", "the charges were announced by Attorney General Holt and U.S. Attorney Reyes".

use std::collections::BTreeSet;

use super::scene::Scene;
use crate::extract::clauses::{Clauses, Frame, Group, Mood};
use crate::extract::statements::speaks_of_a_charge;
use crate::extract::story::Reading;
use crate::taxonomy::{AmountKind, EntityLabel};

/// The actors that charge or sanction somebody, or announce it.
pub(super) fn charging(reading: &Reading) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (at, clauses) in reading.sentences.iter().enumerate() {
        let scene = Scene::new(reading, at);
        let verbs = clauses.groups.iter().zip(&clauses.frames);
        let charges = verbs.filter(|(group, frame)| charges(&scene, group, frame));
        let doers = charges.filter_map(|(group, frame)| clauses.doer(group, frame));
        let members = doers.flat_map(|phrase| scene.list(phrase));
        found.extend(members.filter_map(|phrase| reading.speaker(at, phrase).actor));
        if announces(clauses) && speaks_of_a_charge(clauses) {
            found.extend(officials(reading, at));
        }
    }
    found
}

/// "indict", "charge", "sanction", "designate", "impose sanctions on".
fn charges(scene: &Scene, group: &Group, frame: &Frame) -> bool {
    let clauses = scene.clauses;
    // "Those sanctioned by the council" are told of, not sanctioned here.
    if group.mood == Mood::Participle {
        return false;
    }
    match clauses.tokens[group.main].lemma() {
        Some("charge") => {
            !scene.seen.is_empty() && !takes_money(scene.reading, clauses, group, frame)
        }
        Some("indict" | "sanction" | "blacklist") => true,
        Some("designate") => !scene.seen.is_empty(),
        Some("impose") => frame.object.is_some_and(|object| clauses.head(object) == "sanctions"),
        _ => false,
    }
}

/// "Charged its customers $5 for the warning": a sum stands before what it is for.
fn takes_money(reading: &Reading, clauses: &Clauses, group: &Group, frame: &Frame) -> bool {
    let end = frame.preps.first().map_or(clauses.tokens.len(), |(word, _)| *word);
    clauses.tokens[group.main..end.max(group.main)].iter().any(|token| {
        token.amount.is_some_and(|at| reading.story.amounts[at].kind == AmountKind::Money)
    })
}

fn announces(clauses: &Clauses) -> bool {
    clauses.groups.iter().any(|group| clauses.tokens[group.main].lemma() == Some("announce"))
}

/// The persons of a sentence before whose name an office of prosecutors or police stands.
fn officials(reading: &Reading, sentence: usize) -> Vec<usize> {
    let story = &reading.story;
    let names = story.names_in(story.sentences[sentence].span);
    let mut from = story.sentences[sentence].span.start();
    let mut found = Vec::new();
    for name in names {
        let span = story.mentions[name].span;
        let before = story.text[from..span.start()].to_lowercase();
        from = span.end();
        let office = OFFICES.iter().any(|office| before.contains(office));
        if story.mentions[name].label == EntityLabel::Per && office {
            found.extend(reading.actor_of(name));
        }
    }
    found
}

/// Offices of those who charge and arrest.
const OFFICES: &[&str] = &[
    "attorney",
    "director",
    "agent",
    "prosecutor",
    "commissioner",
    "inspector",
    "secretary",
    "chief",
];
