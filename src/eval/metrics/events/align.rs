//! Which found event is set beside which of the gold.

use super::{are_same, of};
use crate::eval::annotation::{Annotation, Event, Range};
use crate::eval::metrics::assignment::assign;
use crate::eval::metrics::overlap::mostly_shared;

/// What two events must share to be set beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// The type.
    Type,
    /// The type and, where both name sentences, one of these.
    TypeAndSentence,
}

/// For each gold event the found one beside it, one to one: as many as can be; of these as many as
/// can be with all parties right, then with the same perpetrators or targets, then in the same
/// sentence. So what this pairs and what [`super::count`] calls right agree.
pub fn align(gold: &Annotation, found: &Annotation, share: Share) -> Vec<Option<usize>> {
    let (gold_events, found_events) = (of(gold), of(found));
    let weigh = |wanted: &Event, there: &Event| {
        let meets = meet(gold, wanted, found, there);
        if wanted.kind != there.kind || (share == Share::TypeAndSentence && meets == Some(false)) {
            return 0.0;
        }
        let same = |wanted: &Option<Vec<_>>, there: &Option<Vec<_>>| {
            let there = there.as_deref().unwrap_or_default();
            wanted.as_ref().is_none_or(|wanted| are_same(gold, wanted, found, there))
        };
        let perpetrators = same(&wanted.perpetrators, &there.perpetrators);
        let targets = same(&wanted.targets, &there.targets);
        let part = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
        // Steps that no sum over the events of an article reaches across.
        1e9 + part(perpetrators && targets, 1e6)
            + part(perpetrators, 1e3)
            + part(targets, 1e3)
            + part(meets == Some(true), 1.0)
    };
    let weights: Vec<Vec<f64>> = gold_events
        .iter()
        .map(|wanted| found_events.iter().map(|there| weigh(wanted, there)).collect())
        .collect();
    assign(&weights)
}

/// Whether two events are told in the same sentence, wherever it was cut; `None` where one of them
/// names no sentence.
fn meet(gold: &Annotation, wanted: &Event, found: &Annotation, there: &Event) -> Option<bool> {
    let (wanted, there) = (places(gold, wanted)?, places(found, there)?);
    Some(wanted.iter().any(|a| there.iter().any(|b| mostly_shared(*a, *b))))
}

/// The sentences of an event.
pub fn places(all: &Annotation, event: &Event) -> Option<Vec<Range>> {
    let sentences = all.sentences.as_deref()?;
    let named = event.sentences.as_ref().filter(|numbers| !numbers.is_empty())?;
    Some(named.iter().filter_map(|at| sentences.get(*at)).map(|s| [s.start, s.end]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Annotation {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_right_one_is_taken_before_the_one_in_the_same_sentence() {
        let gold = read(
            r#"{"sentences": [{"start": 0, "end": 40}, {"start": 41, "end": 80}],
            "events": [{"type": "fraud", "perpetrators": [{"start": 0, "end": 5}], "targets": [],
                "sentences": [0]}]}"#,
        );
        let found = read(
            r#"{"sentences": [{"start": 0, "end": 40}, {"start": 41, "end": 80}],
            "events": [{"type": "fraud", "perpetrators": [], "targets": [], "sentences": [0]},
                {"type": "fraud", "perpetrators": [{"start": 1, "end": 5}], "targets": [],
                 "sentences": [1]},
                {"type": "malware", "perpetrators": [{"start": 0, "end": 5}], "targets": [],
                 "sentences": [0]}]}"#,
        );
        assert_eq!(align(&gold, &found, Share::Type), [Some(1)]);
        assert_eq!(align(&gold, &found, Share::TypeAndSentence), [Some(0)]);
    }

    #[test]
    fn without_sentences_the_type_decides() {
        let gold = read(r#"{"events": [{"type": "fraud", "sentences": [0]}]}"#);
        let found = read(r#"{"events": [{"type": "fraud"}]}"#);
        assert_eq!(align(&gold, &found, Share::TypeAndSentence), [Some(0)]);
    }
}
