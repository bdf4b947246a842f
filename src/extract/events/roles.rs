//! The parts that actors play, from statements and events.
//!
//! | role | who |
//! |---|---|
//! | perpetrator, target | those of the events |
//! | beneficiary | who gets the weapons of an arms transfer, or whose weapons are paid for, instead of target |
//! | speaker | of a statement |
//! | accuser | speaker of the statement, asserted or alleged, that an event with another perpetrator rests on, who says who did it: not a judge, nor who only finds it out or owns to it, nor a victim that tells what happened to it and names nobody |

use std::collections::BTreeSet;

use super::Event;
use crate::extract::statements::Statement;
use crate::extract::story::{Party, Story};
use crate::taxonomy::{Role, StatementKind, ThreatType};

/// The roles of each actor of a story, in the order of the taxonomy.
pub(in crate::extract) fn roles(
    story: &Story,
    statements: &[Statement],
    events: &[Event],
) -> Vec<Vec<Role>> {
    let mut found: Vec<BTreeSet<Role>> = vec![BTreeSet::new(); story.actors.len()];
    let mut set = |actor: Option<usize>, role: Role| {
        if let Some(roles) = actor.and_then(|actor| found.get_mut(actor)) {
            roles.insert(role);
        }
    };
    for statement in statements {
        set(statement.speaker.and_then(|speaker| speaker.actor), Role::Speaker);
    }
    for event in events {
        let got = match event.kind {
            ThreatType::ArmsTransfer | ThreatType::WeaponsFinancing => Role::Beneficiary,
            _ => Role::Target,
        };
        for target in &event.targets {
            set(target.actor, got);
        }
        for perpetrator in &event.perpetrators {
            set(perpetrator.actor, Role::Perpetrator);
        }
        set(accuser(story, statements, event), Role::Accuser);
    }
    found.into_iter().map(|roles| roles.into_iter().collect()).collect()
}

/// Who says that the perpetrators of an event did it.
fn accuser(story: &Story, statements: &[Statement], event: &Event) -> Option<usize> {
    let statement = &statements[event.statement?];
    let accuses = statement.accuses
        && matches!(statement.kind, StatementKind::Asserted | StatementKind::Alleged);
    let actor = statement.speaker.filter(|_| accuses)?.actor?;
    let is = |party: &Party| party.actor == Some(actor);
    let itself = event.perpetrators.iter().any(is);
    // "The bank said that hackers had robbed it": who they were, others said.
    let suffers = event.targets.iter().any(is) && !names_culprit(story, statement, event);
    (!itself && !suffers && !event.perpetrators.is_empty()).then_some(actor)
}

/// Whether the sentence of a statement names one of the perpetrators.
fn names_culprit(story: &Story, statement: &Statement, event: &Event) -> bool {
    let sentence = story.sentences[statement.sentence].span;
    story.names_in(sentence).any(|name| {
        let by = event.perpetrators.iter().filter_map(|party| party.actor);
        by.into_iter().any(|actor| story.actors[actor].mentions.contains(&name))
    })
}
