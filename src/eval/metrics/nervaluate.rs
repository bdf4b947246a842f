//! Four ways to compare named entities, as nervaluate defines them (after the ninth task of
//! the 2013 Semantic Evaluation workshop).
//!
//! Each found entity is held against the gold in order, and takes what it may; what that is depends
//! on the mode. The order matters in odd cases, and is that of nervaluate 1.2: a found entity is
//! compared with every gold entity that is still free, an overlap counts from one percent of the
//! gold entity. `tests/eval/` holds these functions to what nervaluate itself says.

use super::tally::Cells;
use crate::eval::annotation::Range;

/// What must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Both ends and the label.
    Strict,
    /// Both ends, whatever the label.
    Exact,
    /// An overlap, whatever the label; half a point unless both ends agree.
    Partial,
    /// An overlap and the label.
    Type,
}

impl Mode {
    /// Every mode, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Strict, Self::Exact, Self::Partial, Self::Type];

    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Exact => "exact",
            Self::Partial => "partial",
            Self::Type => "type",
        }
    }
}

/// An entity: where, and what.
pub type Entity<'l> = (Range, &'l str);

/// What became of the entities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// As the mode asks.
    pub correct: usize,
    /// Overlapping, but not as the mode asks.
    pub incorrect: usize,
    /// Overlapping, where that is half a point.
    pub partial: usize,
    /// Gold that nothing took.
    pub missed: usize,
    /// Found where nothing was free.
    pub spurious: usize,
}

impl Outcome {
    /// The counts that precision and recall are made of.
    #[expect(clippy::cast_precision_loss, reason = "counts of one article")]
    pub fn cells(&self) -> Cells {
        let right = self.correct as f64 + 0.5 * self.partial as f64;
        let both = self.correct + self.incorrect + self.partial;
        Cells {
            right_found: right,
            found: (both + self.spurious) as f64,
            right_gold: right,
            gold: (both + self.missed) as f64,
        }
    }
}

/// Compares the entities of one article, both lists in order.
pub fn compare(gold: &[Entity], found: &[Entity], mode: Mode) -> Outcome {
    let mut outcome = Outcome::default();
    let mut free = vec![true; gold.len()];
    for entity in found {
        match take(gold, &free, entity, mode) {
            Taken::Correct(at) => (free[at], outcome.correct) = (false, outcome.correct + 1),
            Taken::Overlap(at) if mode == Mode::Partial => {
                (free[at], outcome.partial) = (false, outcome.partial + 1);
            }
            Taken::Overlap(at) => (free[at], outcome.incorrect) = (false, outcome.incorrect + 1),
            Taken::Nothing => outcome.spurious += 1,
        }
    }
    outcome.missed = free.iter().filter(|free| **free).count();
    outcome
}

enum Taken {
    Correct(usize),
    Overlap(usize),
    Nothing,
}

/// What of the free gold a found entity takes: the first that is right, in `Type` the nearest of
/// those; else the first that overlaps.
fn take(gold: &[Entity], free: &[bool], found: &Entity, mode: Mode) -> Taken {
    let (mut overlap, mut nearest) = (None, None);
    for (at, entity) in gold.iter().enumerate().filter(|(at, _)| free[*at]) {
        let (same_ends, same_label) = (entity.0 == found.0, entity.1 == found.1);
        let right = match mode {
            Mode::Strict => same_ends && same_label,
            Mode::Exact | Mode::Partial => same_ends,
            Mode::Type => false,
        };
        if right {
            return Taken::Correct(at);
        }
        if overlaps(entity.0, found.0) {
            if mode == Mode::Type && same_label {
                let distance = entity.0[0].abs_diff(found.0[0]) + entity.0[1].abs_diff(found.0[1]);
                if nearest.is_none_or(|(least, _)| distance < least) {
                    nearest = Some((distance, at));
                }
            } else if overlap.is_none() {
                overlap = Some(at);
            }
        }
    }
    match (nearest, overlap) {
        (Some((_, at)), _) => Taken::Correct(at),
        (None, Some(at)) => Taken::Overlap(at),
        (None, None) => Taken::Nothing,
    }
}

/// Whether a found entity covers at least one percent of a gold one.
fn overlaps(gold: Range, found: Range) -> bool {
    let both = super::overlap::shared(gold, found);
    both > 0 && both * 100 >= gold[1] - gold[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: [Entity; 2] = [([0, 2], "PER"), ([5, 8], "ORG")];

    #[test]
    fn each_mode_asks_for_something_else() {
        // The right ends with the wrong label, and the right label with the wrong end.
        let found = [([0, 2], "ORG"), ([5, 7], "ORG")];
        let of = |mode| {
            let Outcome { correct, incorrect, partial, missed, spurious } =
                compare(&GOLD, &found, mode);
            [correct, incorrect, partial, missed, spurious]
        };
        assert_eq!(of(Mode::Strict), [0, 2, 0, 0, 0]);
        assert_eq!(of(Mode::Exact), [1, 1, 0, 0, 0]);
        assert_eq!(of(Mode::Partial), [1, 0, 1, 0, 0]);
        assert_eq!(of(Mode::Type), [1, 1, 0, 0, 0]);
    }

    #[test]
    fn gold_that_nothing_touched_is_missed() {
        for mode in Mode::ALL {
            let outcome = compare(&GOLD, &[([3, 4], "PER")], mode);
            assert_eq!((outcome.missed, outcome.spurious, outcome.correct), (2, 1, 0));
            assert_eq!(compare(&GOLD, &[], mode).cells().f1(), Some(0.0));
            assert_eq!(compare(&[], &[], mode).cells().f1(), None);
        }
    }
}
