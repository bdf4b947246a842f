//! The parts that actors play, from statements and events.
//!
//! | role | who |
//! |---|---|
//! | perpetrator, target | those of the events |
//! | beneficiary | who gets the weapons of an arms transfer, or whose weapons are paid for, instead of target |
//! | speaker | of a statement |
//! | accuser | speaker of the statement, asserted or alleged, that an event with another perpetrator rests on, who says who did it: not a judge, nor who only finds it out or owns to it |

use std::collections::BTreeSet;

use super::Event;
use crate::extract::statements::Statement;
use crate::taxonomy::{Role, StatementKind, ThreatType};

/// The roles of each of `actors` actors, in the order of the taxonomy.
pub(in crate::extract) fn roles(
    actors: usize,
    statements: &[Statement],
    events: &[Event],
) -> Vec<Vec<Role>> {
    let mut found: Vec<BTreeSet<Role>> = vec![BTreeSet::new(); actors];
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
        set(accuser(statements, event), Role::Accuser);
    }
    found.into_iter().map(|roles| roles.into_iter().collect()).collect()
}

/// Who says that the perpetrators of an event did it.
fn accuser(statements: &[Statement], event: &Event) -> Option<usize> {
    let statement = &statements[event.statement?];
    let accuses = statement.accuses
        && matches!(statement.kind, StatementKind::Asserted | StatementKind::Alleged);
    let actor = statement.speaker.filter(|_| accuses)?.actor?;
    let itself = event.perpetrators.iter().any(|party| party.actor == Some(actor));
    (!itself && !event.perpetrators.is_empty()).then_some(actor)
}
