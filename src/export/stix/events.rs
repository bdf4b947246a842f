//! What an event becomes: a relationship from each perpetrator to each target.
//!
//! A relationship cannot say that it is denied, so denied events make none; how sure the article is
//! of the others stands in the labels. The note has them all.

use super::actors;
use super::objects::{Object, relationship};
use crate::page::readable;
use crate::record::{EventRecord, Record, Score, StatementRecord};
use crate::taxonomy::StatementKind;

/// The objects of an event; none where a side is open.
pub(super) fn objects(
    record: &Record,
    event: &EventRecord,
    report: &str,
    time: &str,
) -> Vec<Object> {
    let statement = statement(record, event);
    let kind = statement.map_or(StatementKind::Asserted, |statement| statement.kind);
    let mut objects = Vec::new();
    if !matches!(kind, StatementKind::Asserted | StatementKind::Alleged) {
        return objects;
    }
    for party in &event.perpetrators {
        let Some(doers) = actors::perpetrator(record, party) else { continue };
        for target in &event.targets {
            let target = actors::target(record, target);
            let further = format!("{report}\0{}", event.id);
            let said = statement.map(|statement| readable(record, &statement.text));
            let relationship = relationship("targets", &doers[0], &target, &further, time)
                .with_some("description", said)
                .with_some("confidence", event.score.map(percent))
                .with_list("labels", vec![event.kind.name(), kind.name()]);
            objects.push(target);
            objects.push(relationship);
        }
        if !event.targets.is_empty() {
            objects.extend(doers);
        }
    }
    objects
}

/// A score as STIX has its confidence: from 0 to 100.
fn percent(score: Score) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is from 0 to 1"
    )]
    let percent = (score.value() * 100.0).round() as u64;
    percent
}

/// The statement that an event rests on.
pub(super) fn statement<'r>(
    record: &'r Record,
    event: &EventRecord,
) -> Option<&'r StatementRecord> {
    record.statements.get(event.statement?)
}
