//! The parts of events: who, whom, how much, when and where, each counted by itself.
//!
//! A part of an event is right when it is one of the same part of the event beside it. `events.NAME`
//! counts the parts of all events, so that those of a missed event are missed; `events.matched.NAME`
//! only those of events that were set beside each other by type and sentence. What a gold event
//! does not have (a missing key) is not asked of it.

use super::align::{Share, align};
use super::{is_same, of};
use crate::eval::annotation::{ActorName, Amount, Annotation, DateNote, Event, Mention, Party};
use crate::eval::metrics::assignment::assign;
use crate::eval::metrics::overlap::shared;
use crate::eval::metrics::tally::Tally;
use crate::eval::metrics::{amounts, dates};

/// One of the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Who did it.
    Perpetrators,
    /// To whom.
    Targets,
    /// Sums.
    Amounts,
    /// Dates.
    When,
    /// Places.
    Where,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Perpetrators, Self::Targets, Self::Amounts, Self::When, Self::Where];

    /// The name in figures.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Perpetrators => "perpetrators",
            Self::Targets => "targets",
            Self::Amounts => "amounts",
            Self::When => "when",
            Self::Where => "where",
        }
    }

    /// Whether it is counted over all events, too. For parties `events.perpetrator` and
    /// `events.target` say that.
    pub const fn is_value(self) -> bool {
        matches!(self, Self::Amounts | Self::When | Self::Where)
    }

    /// How many the event has; `None` where nobody said.
    fn count(self, event: &Event) -> Option<usize> {
        let ids = |list: &Option<Vec<usize>>| list.as_ref().map(Vec::len);
        match self {
            Self::Perpetrators => event.perpetrators.as_ref().map(Vec::len),
            Self::Targets => event.targets.as_ref().map(Vec::len),
            Self::Amounts => ids(&event.amounts),
            Self::When => ids(&event.when),
            Self::Where => ids(&event.places),
        }
    }

    /// How many of the gold event's are among those of the found one, one to one.
    pub fn right(
        self,
        (gold, wanted): (&Annotation, &Event),
        (found, there): (&Annotation, &Event),
    ) -> usize {
        match self {
            Self::Perpetrators => parties(gold, &wanted.perpetrators, found, &there.perpetrators),
            Self::Targets => parties(gold, &wanted.targets, found, &there.targets),
            Self::Amounts => {
                let named = |all, ids| named(all, ids, |a: &Amount| a.id);
                let wanted = named(gold.amounts.as_deref(), wanted.amounts.as_deref());
                let there = named(found.amounts.as_deref(), there.amounts.as_deref());
                paired(&wanted, &there, |w, t| same_amount(w, t))
            }
            Self::When => {
                let named = |all, ids| named(all, ids, |d: &DateNote| d.id);
                let wanted = named(gold.dates.as_deref(), wanted.when.as_deref());
                let there = named(found.dates.as_deref(), there.when.as_deref());
                paired(&wanted, &there, |w, t| same_date(w, t))
            }
            Self::Where => {
                let named = |all, ids| named(all, ids, |m: &Mention| m.id);
                let wanted = named(gold.mentions.as_deref(), wanted.places.as_deref());
                let there = named(found.mentions.as_deref(), there.places.as_deref());
                paired(&wanted, &there, |w, t| {
                    is_same(gold, &named_thing(gold, w), found, &named_thing(found, t))
                })
            }
        }
    }
}

/// Counts one article, whose gold has events.
pub fn count(gold: &Annotation, found: &Annotation, tally: &mut Tally) {
    let (gold_events, found_events) = (of(gold), of(found));
    let beside = align(gold, found, Share::TypeAndSentence);
    let matched = beside.iter().flatten().count();
    tally.count("events.matched", matched, found_events.len(), gold_events.len());
    for part in Part::ALL {
        // Where no gold event has the part, nobody looked for it.
        if gold_events.iter().all(|event| part.count(event).is_none()) {
            continue;
        }
        let mut there = found_events.iter().filter_map(|event| part.count(event)).sum::<usize>();
        let (mut wanted, mut right, mut there_beside, mut wanted_beside) = (0, 0, 0, 0);
        for (event, beside) in gold_events.iter().zip(&beside) {
            let other = beside.map(|at| &found_events[at]);
            let count = other.and_then(|other| part.count(other)).unwrap_or(0);
            let Some(own) = part.count(event) else {
                there -= count;
                continue;
            };
            wanted += own;
            if let Some(other) = other {
                right += part.right((gold, event), (found, other));
                there_beside += count;
                wanted_beside += own;
            }
        }
        let name = part.name();
        tally.count(&format!("events.matched.{name}"), right, there_beside, wanted_beside);
        if part.is_value() {
            tally.count(&format!("events.{name}"), right, there, wanted);
        }
    }
}

#[expect(clippy::ref_option, reason = "they are fields, as they stand")]
fn parties(
    gold: &Annotation,
    wanted: &Option<Vec<Party>>,
    found: &Annotation,
    there: &Option<Vec<Party>>,
) -> usize {
    let list = |parties: &'_ Option<Vec<Party>>| parties.clone().unwrap_or_default();
    paired(&list(wanted), &list(there), |w, t| is_same(gold, w, found, t))
}

/// The items that an event names by their numbers.
fn named<'a, T>(
    all: Option<&'a [T]>,
    ids: Option<&[usize]>,
    id: impl Fn(&T) -> Option<usize>,
) -> Vec<&'a T> {
    let find = |wanted: &usize| all.into_iter().flatten().find(|item| id(item) == Some(*wanted));
    ids.into_iter().flatten().filter_map(find).collect()
}

/// The most that can be paired one to one.
fn paired<T>(wanted: &[T], there: &[T], same: impl Fn(&T, &T) -> bool) -> usize {
    let weigh = |w: &T| there.iter().map(|t| f64::from(u8::from(same(w, t)))).collect();
    let weights: Vec<Vec<f64>> = wanted.iter().map(weigh).collect();
    assign(&weights).iter().flatten().count()
}

/// The same stretch, or the same sum told elsewhere.
fn same_amount(wanted: &Amount, there: &Amount) -> bool {
    let has_value = wanted.value.is_some_and(|value| value.is_some());
    shared([wanted.start, wanted.end], [there.start, there.end]) > 0
        || (has_value && amounts::same_value(wanted, there))
}

/// The same stretch, or the same day told elsewhere.
fn same_date(wanted: &DateNote, there: &DateNote) -> bool {
    let has_value = wanted.value.as_ref().is_some_and(Option::is_some);
    shared([wanted.start, wanted.end], [there.start, there.end]) > 0
        || (has_value && dates::same_value(wanted, there))
}

/// A mention with its actor.
fn named_thing(all: &Annotation, mention: &Mention) -> Party {
    let mut actors = all.actors.iter().flatten();
    let actor = actors.find(|actor| mention.id.is_some_and(|id| actor.mentions.contains(&id)));
    let name = actor.map(|actor| ActorName::Name(actor.name.clone()));
    Party::new([mention.start, mention.end], name)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "counts are whole numbers")]
mod tests {
    use super::*;
    use crate::eval::metrics::Tallies;

    /// A sum, a day and a place in each of two sentences.
    fn article(events: &str) -> Annotation {
        let json = format!(
            r#"{{"sentences": [{{"start": 0, "end": 40}}, {{"start": 41, "end": 80}}],
            "mentions": [{{"id": 0, "start": 30, "end": 35, "label": "LOC"}},
                {{"id": 1, "start": 70, "end": 75, "label": "LOC"}}],
            "actors": [{{"id": 0, "name": "Seoul", "mentions": [0, 1]}}],
            "amounts": [{{"id": 0, "start": 10, "end": 15, "kind": "money", "value": 5}},
                {{"id": 1, "start": 50, "end": 55, "kind": "money", "value": 5}},
                {{"id": 2, "start": 56, "end": 60, "kind": "money", "value": 7}}],
            "dates": [{{"id": 0, "start": 20, "end": 25, "value": "2024-03-21"}},
                {{"id": 1, "start": 61, "end": 65, "value": "2024-03"}}],
            "events": {events}}}"#
        );
        let mut article: Annotation = serde_json::from_str(&json).unwrap();
        assert_eq!(article.check(&"x".repeat(80)), [""; 0]);
        article
    }

    fn counted(gold: &str, found: &str, key: &str) -> [f64; 3] {
        let mut tally = Tally::default();
        count(&article(gold), &article(found), &mut tally);
        let tallies = Tallies::gather(vec![tally]);
        let cells = tallies.sum(&[1]).of(key);
        [cells.right_gold, cells.found, cells.gold]
    }

    const GOLD: &str = r#"[{"type": "fraud", "amounts": [0], "when": [0], "where": [0], "sentences": [0]},
        {"type": "malware", "amounts": [2], "sentences": [1]}]"#;

    #[test]
    fn a_sum_told_twice_is_one_and_another_sum_is_not() {
        let found = r#"[{"type": "fraud", "amounts": [1, 2], "when": [1], "where": [1],
            "sentences": [0]}]"#;
        assert_eq!(counted(GOLD, found, "events.matched"), [1.0, 1.0, 2.0]);
        assert_eq!(counted(GOLD, found, "events.matched.amounts"), [1.0, 2.0, 1.0]);
        assert_eq!(counted(GOLD, found, "events.amounts"), [1.0, 2.0, 2.0]);
        assert_eq!(counted(GOLD, found, "events.matched.when"), [0.0, 1.0, 1.0]);
        assert_eq!(counted(GOLD, found, "events.matched.where"), [1.0, 1.0, 1.0]);
    }

    #[test]
    fn what_a_gold_event_does_not_say_is_not_asked_of_it() {
        let found = r#"[{"type": "malware", "amounts": [2], "when": [1], "sentences": [1]}]"#;
        assert_eq!(counted(GOLD, found, "events.when"), [0.0, 0.0, 1.0]);
        assert_eq!(counted(GOLD, found, "events.amounts"), [1.0, 1.0, 2.0]);
        let nobody_looked = r#"[{"type": "malware"}]"#;
        assert_eq!(counted(nobody_looked, found, "events.when"), [0.0; 3]);
    }

    #[test]
    fn an_event_of_another_sentence_or_type_gives_nothing() {
        for found in [
            r#"[{"type": "fraud", "amounts": [0], "sentences": [1]}]"#,
            r#"[{"type": "espionage", "amounts": [0], "sentences": [0]}]"#,
        ] {
            assert_eq!(counted(GOLD, found, "events.matched"), [0.0, 1.0, 2.0], "{found}");
            assert_eq!(counted(GOLD, found, "events.amounts"), [0.0, 1.0, 2.0], "{found}");
            assert_eq!(counted(GOLD, found, "events.matched.amounts"), [0.0; 3], "{found}");
        }
    }
}
