//! Events: who did what to whom.
//!
//! An event is right when its type, its perpetrators and its targets are. Each gold event is set
//! beside one found event at most, so that as many as possible are right. [`align`] says which, for
//! whoever looks at single events, [`parts`] counts how much, when and where.

pub mod align;
pub mod parts;

use super::assignment::assign;
use super::measure::{Kind, Measure, Section};
use super::overlap::shared;
use super::tally::Tally;
use crate::eval::annotation::{ActorName, Annotation, Event, Party, Range};

/// What must agree, and the name of it.
const PARTS: [(&str, bool, bool); 4] = [
    ("events", true, true),
    ("events.type", false, false),
    ("events.perpetrator", true, false),
    ("events.target", false, true),
];

/// Counts one article, if its gold has events.
pub fn count(gold: &Annotation, found: &Annotation, tally: &mut Tally) {
    let Some(gold_events) = &gold.events else { return };
    let found_events = found.events.as_deref().unwrap_or_default();
    for (key, perpetrators, targets) in PARTS {
        let is_right = |wanted: &Event, there: &Event| {
            let same = |wanted: &Option<Vec<Party>>, there: &Option<Vec<Party>>| {
                let there = there.as_deref().unwrap_or_default();
                wanted.as_ref().is_none_or(|wanted| are_same(gold, wanted, found, there))
            };
            wanted.kind == there.kind
                && (!perpetrators || same(&wanted.perpetrators, &there.perpetrators))
                && (!targets || same(&wanted.targets, &there.targets))
        };
        let weights: Vec<Vec<f64>> = gold_events
            .iter()
            .map(|g| found_events.iter().map(|f| f64::from(u8::from(is_right(g, f)))).collect())
            .collect();
        let set_beside = assign(&weights);
        let right = set_beside.iter().flatten().count();
        tally.count(key, right, found_events.len(), gold_events.len());
        if key == "events" {
            for (at, event) in found_events.iter().enumerate() {
                tally.rank("events.score", event.score, set_beside.contains(&Some(at)));
            }
        }
    }
    parts::count(gold, found, tally);
}

/// The events of an article.
pub fn of(all: &Annotation) -> &[Event] {
    all.events.as_deref().unwrap_or_default()
}

/// Whether each of the one is one of the other, and the other way round.
pub fn are_same(gold: &Annotation, wanted: &[Party], found: &Annotation, there: &[Party]) -> bool {
    let same = |w: &Party, t: &Party| is_same(gold, w, found, t);
    wanted.iter().all(|w| there.iter().any(|t| same(w, t)))
        && there.iter().all(|t| wanted.iter().any(|w| same(w, t)))
}

/// Whether two parties are one: their spans overlap, or their actors share a mention or bear the
/// same name.
pub fn is_same(gold: &Annotation, wanted: &Party, found: &Annotation, there: &Party) -> bool {
    let span = |party: &Party| Some([party.start?, party.end?]);
    if let (Some(a), Some(b)) = (span(wanted), span(there))
        && shared(a, b) > 0
    {
        return true;
    }
    let (wanted, there) = (who(gold, wanted), who(found, there));
    let by_name = match (&wanted.0, &there.0) {
        (Some(a), Some(b)) => a.to_lowercase() == b.to_lowercase(),
        _ => false,
    };
    by_name || wanted.1.iter().any(|range| there.1.contains(range))
}

/// Name and mentions of a party's actor.
fn who<'a>(all: &'a Annotation, party: &'a Party) -> (Option<&'a str>, Vec<Range>) {
    let mut actors = all.actors.iter().flatten();
    let actor = match &party.actor {
        None => None,
        Some(ActorName::Id(id)) => actors.find(|actor| actor.id == Some(*id)),
        Some(ActorName::Name(name)) => {
            return (Some(name), Vec::new());
        }
    };
    let Some(actor) = actor else { return (None, Vec::new()) };
    let is_its = |id: Option<usize>| id.is_some_and(|id| actor.mentions.contains(&id));
    let mentions = all.mentions.iter().flatten().filter(|m| is_its(m.id));
    (Some(&actor.name), mentions.map(|m| [m.start, m.end]).collect())
}

/// The section of the report.
pub fn section() -> Section {
    let mut measures = vec![
        Measure::new("events", "type, perpetrators and targets", Kind::Scores),
        Measure::new("events.type", "type", Kind::Scores),
        Measure::new("events.perpetrator", "type and perpetrators", Kind::Scores),
        Measure::new("events.target", "type and targets", Kind::Scores),
    ];
    let ranked = || vec!["events.score".to_owned()];
    measures.push(Measure::new(
        "events.ranked",
        "average precision of those found",
        Kind::AveragePrecision(ranked()),
    ));
    measures.push(Measure::new(
        "events.calibration",
        "calibration error of their scores",
        Kind::CalibrationError(ranked()),
    ));
    for part in parts::Part::ALL.into_iter().filter(|part| part.is_value()) {
        let name = part.name();
        measures.push(Measure::new(format!("events.{name}"), name, Kind::Scores));
    }
    measures.push(Measure::new("events.matched", "matched: type and sentence", Kind::Scores));
    for part in parts::Part::ALL {
        let (key, title) = (format!("events.matched.{}", part.name()), part.name());
        measures.push(Measure::new(key, format!("matched, {title}"), Kind::Scores));
    }
    Section {
        title: "Events",
        about: "An event is right where type, perpetrators and targets all are; parties are the same \
                where their spans overlap, or their actors share a mention or a name. Amounts, dates \
                and places are those of events with the same type and sentence; an amount or a date \
                is right where the spans overlap or the values are equal. Those of a missed event are \
                missed; \"matched\" leaves out events that nothing was set beside. Average precision says how \
                well the scores of those found put the right ones first.",
        measures,
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "counts are whole numbers")]
mod tests {
    use super::*;
    use crate::eval::metrics::Tallies;

    const GOLD: &str = r#"{"mentions": [{"id": 0, "start": 0, "end": 5, "label": "GROUP"}],
        "actors": [{"id": 0, "name": "Lazarus Group", "mentions": [0]}],
        "events": [{"type": "fraud", "perpetrators": [{"actor": 0}], "targets": []},
            {"type": "malware", "perpetrators": [{"start": 0, "end": 5}],
             "targets": [{"start": 20, "end": 25}]}]}"#;

    fn right(found: &str) -> [f64; 4] {
        let [mut gold, found] = [GOLD, found].map(|json| serde_json::from_str(json).unwrap());
        assert!(Annotation::check(&mut gold, &"x".repeat(60)).is_empty());
        let mut tally = Tally::default();
        count(&gold, &found, &mut tally);
        let tallies = Tallies::gather(vec![tally]);
        let sums = tallies.sum(&[1]);
        PARTS.map(|(key, ..)| sums.of(key).right_gold)
    }

    #[test]
    fn parties_are_the_same_by_overlap_or_name() {
        let found = r#"{"events": [
            {"type": "malware", "perpetrators": [{"start": 3, "end": 9}],
             "targets": [{"start": 20, "end": 22}]},
            {"type": "fraud", "perpetrators": [{"actor": "lazarus group"}], "targets": []}]}"#;
        assert_eq!(right(found), [2.0; 4]);
    }

    #[test]
    fn a_party_too_many_or_too_few_is_wrong() {
        let found = r#"{"events": [
            {"type": "malware", "perpetrators": [{"start": 3, "end": 9}, {"start": 40, "end": 44}],
             "targets": [{"start": 20, "end": 22}]},
            {"type": "fraud", "perpetrators": [{"actor": "Lazarus Group"}],
             "targets": [{"start": 30, "end": 33}]}]}"#;
        assert_eq!(right(found), [0.0, 2.0, 1.0, 1.0]);
        assert_eq!(right("{}"), [0.0; 4]);
    }
}
