//! What the model says of a sentence beside its names and threats: how it is said, whether it tells a
//! deed, which deeds it is the first to tell, and which words say who did it to whom.

use super::decode::threat_scores;
use super::links::Link;
use crate::taxonomy::{StatementKind, ThreatType};

/// Columns of the statement head: the kinds, then whether the sentence tells a deed.
pub const STATEMENT_LABELS: [&str; KINDS + 1] =
    ["asserted", "alleged", "denied", "hypothetical", "negated", "deed"];
/// Columns of the side head.
pub const SIDE_LABELS: [&str; SIDES] = ["perpetrator", "target", "speaker"];

/// Kinds of statements.
pub(super) const KINDS: usize = StatementKind::ALL.len();
/// Parts that a word can have.
pub(super) const SIDES: usize = 3;

/// What a sentence tells. All numbers are probabilities from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Of each kind of statement, in the order of the taxonomy; together 1.
    pub kinds: [f32; KINDS],
    /// That it tells a deed that was done, tried or alleged.
    pub deed: f32,
    /// Of each threat type of the model's card, that it is the first to tell a deed of that type.
    pub events: Vec<(ThreatType, f32)>,
    /// Of each word.
    pub sides: Vec<Sides>,
    /// Deeds that it tells with a probability of [`ASKED`] or more, in the order of `events`; none where the model does not link
    /// words to deeds.
    pub deeds: Vec<Deed>,
}

/// From this probability on the words of a deed are asked for.
pub const ASKED: f32 = 0.2;

/// A deed, and who did it to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// Of what type it is.
    pub kind: ThreatType,
    /// The first sentence whose words were asked.
    pub from: usize,
    /// Of each word of that sentence and those behind it, in order, as far as they were asked.
    pub words: Vec<Link>,
}

/// Of what a word is a part. All numbers are probabilities from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sides {
    /// Of the words for who did it.
    pub perpetrator: f32,
    /// Of the words for whom it was done to.
    pub target: f32,
    /// Of the words for who says so.
    pub speaker: f32,
}

impl Told {
    /// Reads the logits of one sentence, row by row: `statement` is `[pieces, 6]`, `event`
    /// `[pieces, types]`; `side` gives the 3 of a word's first piece.
    pub(super) fn new<'l>(
        statement: &[f32],
        event: &[f32],
        types: &[ThreatType],
        side: impl Iterator<Item = &'l [f32]>,
    ) -> Self {
        let mean = means(statement, KINDS + 1);
        let mut kinds = [0.0; KINDS];
        let top = mean[..KINDS].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = mean[..KINDS].iter().map(|x| (x - top).exp()).sum();
        for (kind, x) in kinds.iter_mut().zip(&mean) {
            *kind = narrow((x - top).exp() / sum);
        }
        let sides = side.map(|row| match row {
            [perpetrator, target, speaker] => Sides {
                perpetrator: sigmoid(f64::from(*perpetrator)),
                target: sigmoid(f64::from(*target)),
                speaker: sigmoid(f64::from(*speaker)),
            },
            _ => Sides::default(),
        });
        Self {
            kinds,
            deed: sigmoid(mean[KINDS]),
            events: types.iter().copied().zip(threat_scores(event, types.len())).collect(),
            sides: sides.collect(),
            deeds: Vec::new(),
        }
    }

    /// The likeliest kind, and how likely it is; the first of equals.
    pub fn kind(&self) -> (StatementKind, f32) {
        let mut best = (StatementKind::Asserted, f32::NEG_INFINITY);
        for (kind, share) in StatementKind::ALL.iter().copied().zip(self.kinds) {
            if share > best.1 {
                best = (kind, share);
            }
        }
        best
    }
}

/// Means of rows of `columns` numbers.
pub(super) fn means(rows: &[f32], columns: usize) -> Vec<f64> {
    let mut mean = vec![0.0; columns];
    for row in rows.chunks_exact(columns) {
        for (sum, x) in mean.iter_mut().zip(row) {
            *sum += f64::from(*x);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a sentence has few pieces")]
    let count = (rows.len() / columns).max(1) as f64;
    for sum in &mut mean {
        *sum /= count;
    }
    mean
}

/// The probability that a logit stands for.
pub(super) fn sigmoid(logit: f64) -> f32 {
    narrow(1.0 / (1.0 + (-logit).exp()))
}

#[expect(clippy::cast_possible_truncation, reason = "a probability needs no more")]
fn narrow(x: f64) -> f32 {
    x as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_those_of_the_taxonomy() {
        let kinds: Vec<&str> = StatementKind::ALL.iter().map(|kind| kind.name()).collect();
        assert_eq!(STATEMENT_LABELS[..KINDS], kinds);
    }

    #[test]
    fn kinds_share_one_and_the_greatest_mean_wins() {
        let statement = [0.0, 3.0, 0.0, 0.0, 0.0, -1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 3.0];
        let told = Told::new(
            &statement,
            &[0.0, 2.0],
            &[ThreatType::Fraud],
            [&[0.0, -100.0, 100.0][..]].into_iter(),
        );
        assert!((told.kinds.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        let (kind, share) = told.kind();
        assert_eq!(kind, StatementKind::Alleged);
        // e^2 / (e^2 + 4)
        assert!((share - 0.648_785).abs() < 1e-5, "{share}");
        // Means of 1: 1 / (1 + e^-1).
        assert!((told.deed - 0.731_059).abs() < 1e-5);
        assert!((told.events[0].1 - 0.731_059).abs() < 1e-5);
        let [sides] = told.sides[..] else { panic!("one word, one row") };
        assert!(
            (sides.perpetrator - 0.5).abs() < 1e-6 && sides.target < 1e-6 && sides.speaker > 0.999
        );
    }

    #[test]
    fn equal_kinds_are_the_first() {
        assert_eq!(
            Told { kinds: [0.2; KINDS], ..Told::default() }.kind().0,
            StatementKind::Asserted
        );
    }
}
