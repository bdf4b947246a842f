//! The parts that actors play, from statements and events.
//!
//! | role | who |
//! |---|---|
//! | perpetrator, target | those of the events |
//! | beneficiary | who gets the weapons of an arms transfer, or whose weapons are paid for, instead of target |
//! | speaker | who says something, in a statement or elsewhere |
//! | accuser | speaker of the statement, asserted or alleged, that an event with another perpetrator rests on, who says who did it: not a judge, nor who only finds it out or owns to it, nor a victim that tells what happened to it and names nobody; speaker of any other alleged statement, and who charges or sanctions somebody (`charging`), if no event has him as perpetrator |

use std::collections::BTreeSet;

use super::{Event, charging};
use crate::extract::statements::Statement;
use crate::extract::story::{Party, Reading, Story};
use crate::taxonomy::{ActorType, Role, StatementKind, ThreatType};

/// The roles of each actor of a story, in the order of the taxonomy. `speakers`: who says anything in it.
pub(in crate::extract) fn roles(
    reading: &Reading,
    statements: &[Statement],
    speakers: &[Party],
    events: &[Event],
) -> Vec<Vec<Role>> {
    let story = &reading.story;
    let mut found: Vec<BTreeSet<Role>> = vec![BTreeSet::new(); story.actors.len()];
    let mut set = |actor: Option<usize>, role: Role| {
        if let Some(roles) = actor.and_then(|actor| found.get_mut(actor)) {
            roles.insert(role);
        }
    };
    for speaker in speakers.iter().flat_map(|speaker| members(reading, speaker)) {
        set(Some(speaker), Role::Speaker);
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
        for accuser in accuser(story, statements, event).iter().flat_map(|by| members(reading, by))
        {
            set(Some(accuser), Role::Accuser);
        }
    }
    // Who is accused himself only claims or denies.
    let by = events.iter().flat_map(|event| &event.perpetrators);
    let accused: BTreeSet<usize> = by.filter_map(|party| party.actor).collect();
    let alleging = statements.iter().filter(|one| one.kind == StatementKind::Alleged);
    let alleging = alleging.filter_map(|one| one.speaker.filter(|_| one.accuses));
    let alleging = alleging.flat_map(|speaker| members(reading, &speaker));
    // A gang that says it did it accuses nobody.
    let alleging = alleging.filter(|actor| reading.actor_type(*actor) != ActorType::Group);
    for actor in
        alleging.chain(charging::charging(reading)).filter(|actor| !accused.contains(actor))
    {
        set(Some(actor), Role::Accuser);
    }
    found.into_iter().map(|roles| roles.into_iter().collect()).collect()
}

/// The actors of somebody who speaks: of several together each ("Microsoft, Google and the FBI said").
fn members(reading: &Reading, party: &Party) -> Vec<usize> {
    let text = party.span.of(reading.story.text);
    let mut found: Vec<usize> = party.actor.into_iter().collect();
    if !text.contains(" and ") {
        return found;
    }
    for name in reading.story.names_in(party.span) {
        let end = reading.story.mentions[name].span.end();
        let Some(behind) = reading.story.text.get(end..party.span.end()) else { continue };
        let ends = behind.is_empty() || behind.starts_with(',') || behind.starts_with(" and ");
        found.extend(reading.actor_of(name).filter(|actor| ends && !found.contains(actor)));
    }
    found
}

/// Who says that the perpetrators of an event did it.
fn accuser(story: &Story, statements: &[Statement], event: &Event) -> Option<Party> {
    let statement = &statements[event.statement?];
    let accuses = statement.accuses
        && matches!(statement.kind, StatementKind::Asserted | StatementKind::Alleged);
    let speaker = statement.speaker.filter(|_| accuses)?;
    let actor = speaker.actor?;
    let is = |party: &Party| party.actor == Some(actor);
    let itself = event.perpetrators.iter().any(is);
    // "The bank said that hackers had robbed it": who they were, others said.
    let suffers = event.targets.iter().any(is) && !names_culprit(story, statement, event);
    // "Hackers did it": that names nobody.
    let named = event.perpetrators.iter().any(|party| party.actor.is_some());
    (!itself && !suffers && named).then_some(speaker)
}

/// Whether the sentence of a statement names one of the perpetrators.
fn names_culprit(story: &Story, statement: &Statement, event: &Event) -> bool {
    let sentence = story.sentences[statement.sentence].span;
    story.names_in(sentence).any(|name| {
        let by = event.perpetrators.iter().filter_map(|party| party.actor);
        by.into_iter().any(|actor| story.actors[actor].mentions.contains(&name))
    })
}
