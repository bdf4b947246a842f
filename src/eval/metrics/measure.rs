//! Figures: what is computed from the counts, under which name, in which part of the report.

use super::tally::{Cells, Sums};

/// A part of the report.
#[derive(Clone, Debug)]
pub struct Section {
    /// Heading.
    pub title: &'static str,
    /// What is counted, in a sentence.
    pub about: &'static str,
    /// The figures, in order.
    pub measures: Vec<Measure>,
}

/// One line of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Name, such as `entities.strict`; the figures are `entities.strict.f1` and so on.
    pub key: String,
    /// What people read.
    pub title: String,
    /// How it is computed.
    pub kind: Kind,
    /// Whether it is left out of the plain text, for want of room.
    pub is_detail: bool,
}

/// How a measure is computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Precision, recall and F1 of the counts under its name.
    Scores,
    /// The mean of the F1 of other names, over those that gold or prediction has (as seqeval).
    Macro(Vec<String>),
    /// The same over those that the gold has.
    MacroOfGold(Vec<String>),
    /// The share that is right.
    Share,
    /// Mean average precision of the rankings of these names, over those that have gold.
    AveragePrecision(Vec<String>),
    /// Expected calibration error of these rankings taken together, in ten bins.
    CalibrationError(Vec<String>),
}

/// What a measure comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// Precision, where there is such a thing.
    pub precision: Option<f64>,
    /// Recall, where there is such a thing.
    pub recall: Option<f64>,
    /// The measure's own figure: F1, the share, the mean, the error. `None` where nothing was to
    /// be counted.
    pub value: Option<f64>,
}

impl Measure {
    /// A measure.
    pub fn new(key: impl Into<String>, title: impl Into<String>, kind: Kind) -> Self {
        Self { key: key.into(), title: title.into(), kind, is_detail: false }
    }

    /// The same, left out of the plain text if `is_detail`.
    #[must_use]
    pub fn detail(self, is_detail: bool) -> Self {
        Self { is_detail, ..self }
    }

    /// The name of its own figure.
    pub fn name(&self) -> String {
        let figure = match self.kind {
            Kind::Scores => "f1",
            Kind::Macro(_) | Kind::MacroOfGold(_) => "macro_f1",
            Kind::Share => "accuracy",
            Kind::AveragePrecision(_) => "average_precision",
            Kind::CalibrationError(_) => "calibration_error",
        };
        format!("{}.{figure}", self.key)
    }

    /// Computes it from sums over articles.
    pub fn figures(&self, sums: &Sums) -> Figures {
        let only = |value| Figures { value, ..Figures::default() };
        match &self.kind {
            Kind::Scores => {
                let cells = sums.of(&self.key);
                let (precision, recall) = (cells.precision(), cells.recall());
                Figures { precision, recall, value: cells.f1() }
            }
            Kind::Macro(keys) => only(mean(keys.iter().filter_map(|key| sums.of(key).f1()))),
            Kind::MacroOfGold(keys) => {
                let cells = keys.iter().map(|key| sums.of(key)).filter(|cells| cells.gold > 0.0);
                only(mean(cells.filter_map(|cells| cells.f1())))
            }
            Kind::Share => only(sums.of(&self.key).recall()),
            Kind::AveragePrecision(keys) => {
                only(mean(keys.iter().filter_map(|key| average_precision(sums.ranked(key)))))
            }
            Kind::CalibrationError(keys) => {
                only(calibration_error(keys.iter().flat_map(|key| sums.ranked(key))))
            }
        }
    }

    /// The counts under its name, where it has counts of its own.
    pub fn cells(&self, sums: &Sums) -> Option<Cells> {
        matches!(self.kind, Kind::Scores | Kind::Share).then(|| sums.of(&self.key))
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// Average precision of a ranking, as scikit-learn defines it: the sum of precision at each score
/// times the gain in recall there; equal scores count together. `None` without gold.
fn average_precision(ranked: impl Iterator<Item = (f64, bool, u32)>) -> Option<f64> {
    let (mut right, mut all, mut sum) = (0.0, 0.0, 0.0);
    let (mut gained, mut last) = (0.0, f64::NAN);
    for (score, is_gold, weight) in ranked {
        if score.total_cmp(&last).is_ne() {
            sum += if all > 0.0 { gained * right / all } else { 0.0 };
            (gained, last) = (0.0, score);
        }
        let weight = f64::from(weight);
        all += weight;
        if is_gold {
            right += weight;
            gained += weight;
        }
    }
    (right > 0.0).then(|| (sum + gained * right / all) / right)
}

/// Expected calibration error: over ten bins of scores, how far the mean score is from the share
/// that is gold, weighted by the bin's size.
fn calibration_error(ranked: impl Iterator<Item = (f64, bool, u32)>) -> Option<f64> {
    const BINS: usize = 10;
    let mut bins = [(0.0, 0.0, 0.0); BINS];
    for (score, is_gold, weight) in ranked {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10")]
        let bin = ((score * 10.0) as usize).min(BINS - 1);
        let weight = f64::from(weight);
        bins[bin].0 += weight;
        bins[bin].1 += weight * score;
        bins[bin].2 += if is_gold { weight } else { 0.0 };
    }
    let all: f64 = bins.iter().map(|(count, ..)| count).sum();
    let off: f64 = bins.iter().map(|(_, scores, gold)| (scores - gold).abs()).sum();
    (all > 0.0).then(|| off / all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn average_precision_is_that_of_scikit_learn() {
        // average_precision_score([1, 0, 1, 0], [.9, .8, .7, .1])
        let ranked = [(0.9, true, 1), (0.8, false, 1), (0.7, true, 1), (0.1, false, 1)];
        assert!((average_precision(ranked.into_iter()).unwrap() - 0.833_333_3).abs() < 1e-6);
        // Ties: average_precision_score([1, 0, 0, 1], [.5, .5, .5, .2])
        let ranked = [(0.5, true, 1), (0.5, false, 1), (0.5, false, 1), (0.2, true, 1)];
        assert!((average_precision(ranked.into_iter()).unwrap() - 0.416_666_6).abs() < 1e-6);
        assert_eq!(average_precision([(0.5, false, 1)].into_iter()), None);
    }

    #[test]
    fn calibration_error_compares_scores_and_shares() {
        // One bin, mean score 0.75, half gold; another, mean 0.1, none gold.
        let ranked = [(0.75, true, 1), (0.75, false, 1), (0.1, false, 2)];
        let expected = (2.0 * 0.25 + 2.0 * 0.1) / 4.0;
        assert!((calibration_error(ranked.into_iter()).unwrap() - expected).abs() < 1e-12);
    }
}
