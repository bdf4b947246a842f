//! Slips of statements: missed, made up, of the wrong kind, of the wrong speaker or source.

use super::{Notes, Slip, both};
use crate::eval::annotation::{Annotation, Party, Range, Statement};
use crate::eval::metrics::statements::{paired, placed, same_speaker};

const LAYER: &str = "statements";

pub(super) fn note(gold: &Annotation, found: &Annotation, notes: &mut Notes) {
    if gold.statements.is_none() {
        return;
    }
    let (gold_list, found_list) = (placed(gold), placed(found));
    let pairs = paired(&gold_list, &found_list);
    for (at, (range, wanted)) in gold_list.iter().enumerate() {
        if let Some((_, f)) = pairs.iter().find(|(g, _)| *g == at) {
            let (place, there) = found_list[*f];
            compare((gold, wanted), (found, there), both(*range, place), notes);
        } else {
            let shown = told(gold, wanted, notes);
            notes.add(LAYER, Slip::Missed, *range, Some(shown), None);
        }
    }
    for (at, (range, there)) in found_list.iter().enumerate() {
        if !pairs.iter().any(|(_, f)| *f == at) {
            let shown = told(found, there, notes);
            notes.add(LAYER, Slip::Spurious, *range, None, Some(shown));
        }
    }
}

fn compare(
    (gold, wanted): (&Annotation, &Statement),
    (found, there): (&Annotation, &Statement),
    range: Range,
    notes: &mut Notes,
) {
    if wanted.kind != there.kind {
        let (wanted, there) = (told(gold, wanted, notes), told(found, there, notes));
        notes.add(LAYER, Slip::WrongKind, range, Some(wanted), Some(there));
    }
    if let Some(speaker) = &wanted.speaker
        && !same_speaker(gold, speaker.as_ref(), found, there)
    {
        let of = |all, speaker: Option<&Party>| {
            speaker.map_or_else(|| "the article".to_owned(), |party| notes.party(all, party))
        };
        let wanted = of(gold, speaker.as_ref());
        let there = of(found, there.speaker.as_ref().and_then(Option::as_ref));
        notes.add(LAYER, Slip::WrongSpeaker, range, Some(wanted), Some(there));
    }
    if wanted.source.is_some() && wanted.source != there.source {
        notes.add(LAYER, Slip::WrongSource, range, wanted.source.clone(), there.source.clone());
    }
}

/// A statement in a few words.
fn told(all: &Annotation, statement: &Statement, notes: &Notes) -> String {
    match &statement.speaker {
        None => statement.kind.clone(),
        Some(None) => format!("{} by the article", statement.kind),
        Some(Some(party)) => format!("{} by {}", statement.kind, notes.party(all, party)),
    }
}
