//! Slips of events: missed, made up, or of the right type with other parties.

use std::fmt::Write;

use super::{Notes, Slip, both};
use crate::eval::annotation::{Annotation, Event, Party, Range};
use crate::eval::metrics::events::align::{Share, align, places};
use crate::eval::metrics::events::{are_same, of};

const LAYER: &str = "events";

pub(super) fn note(gold: &Annotation, found: &Annotation, notes: &mut Notes) {
    if gold.events.is_none() {
        return;
    }
    let beside = align(gold, found, Share::Type);
    for (wanted, beside) in of(gold).iter().zip(&beside) {
        let Some(there) = beside.map(|at| &of(found)[at]) else {
            let shown = told(gold, wanted, notes);
            notes.add(LAYER, Slip::Missed, place(gold, wanted), Some(shown), None);
            continue;
        };
        let same = |wanted: &Option<Vec<Party>>, there: &Option<Vec<Party>>| {
            let there = there.as_deref().unwrap_or_default();
            wanted.as_ref().is_none_or(|wanted| are_same(gold, wanted, found, there))
        };
        let slip = match (
            same(&wanted.perpetrators, &there.perpetrators),
            same(&wanted.targets, &there.targets),
        ) {
            (true, true) => continue,
            (false, true) => Slip::WrongPerpetrators,
            (true, false) => Slip::WrongTargets,
            (false, false) => Slip::WrongParties,
        };
        let (here, other) = (place(gold, wanted), place(found, there));
        let shown = (told(gold, wanted, notes), told(found, there, notes));
        // Sentences far apart would make half the article of it: then the gold's.
        let near = here[0] <= other[1] && other[0] <= here[1];
        let range = if near { both(here, other) } else { here };
        notes.add(LAYER, slip, range, Some(shown.0), Some(shown.1));
    }
    for (at, there) in of(found).iter().enumerate() {
        if !beside.contains(&Some(at)) {
            let shown = told(found, there, notes);
            notes.add(LAYER, Slip::Spurious, place(found, there), None, Some(shown));
        }
    }
}

/// The first sentence that tells it; without one, its first party; else the top of the article.
fn place(all: &Annotation, event: &Event) -> Range {
    let sentence = places(all, event).and_then(|ranges| ranges.first().copied());
    let parties = [&event.perpetrators, &event.targets].into_iter().flatten().flatten();
    let mut spans = parties.filter_map(|party| Some([party.start?, party.end?]));
    sentence.or_else(|| spans.next()).unwrap_or([0, 0])
}

/// An event in a few words.
fn told(all: &Annotation, event: &Event, notes: &Notes) -> String {
    let mut shown = event.kind.clone();
    if let Some(perpetrators) = &event.perpetrators {
        let _ = write!(shown, " by {}", notes.parties(all, perpetrators));
    }
    if let Some(targets) = &event.targets {
        let _ = write!(shown, " against {}", notes.parties(all, targets));
    }
    shown
}
