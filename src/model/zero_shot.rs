//! Threat types by a classifier that was never trained on them: does "This text is about money
//! laundering." follow from the sentence?
//!
//! Each sentence is read with each hypothesis by itself, so its score depends on it alone. A
//! sentence longer than the encoder has room for is read in tiles that overlap, and the highest
//! score counts; nothing is cut off.

use std::path::Path;

use tokenizers::Tokenizer;

use super::checkpoint::{CONFIG, Checkpoint};
use super::engine::{Engine, EngineName, Head, Weights};
use super::tokens::tokenizer;
use super::{ModelError, load_weights};
use crate::taxonomy::ThreatType;

const HYPOTHESES: &str = include_str!("hypotheses.txt");
/// Score from which a type counts. Without training there is nothing to tune it on.
pub const THRESHOLD: f32 = 0.5;

/// The hypothesis of each threat type, in the order of the taxonomy.
pub fn hypotheses() -> Vec<(ThreatType, &'static str)> {
    let lines = HYPOTHESES.lines().filter(|line| !line.starts_with('#'));
    let parse = |line: &'static str| {
        let (name, hypothesis) = line.split_once('\t')?;
        Some((name.parse().ok()?, hypothesis))
    };
    lines.filter_map(parse).collect()
}

/// A classifier of pairs, loaded.
#[derive(Debug)]
pub struct ZeroShot {
    /// What it is.
    pub name: String,
    /// SHA-256 over its files and the hypotheses.
    pub digest: String,
    pair: Pairs,
    tokenizer: Tokenizer,
    hypotheses: Vec<Vec<u32>>,
    columns: Columns,
    weights: Box<dyn Weights>,
}

/// Which columns of the output say yes and no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    all: usize,
    yes: usize,
    no: usize,
}

impl Columns {
    /// By the labels' names; "neutral" says neither.
    fn of(labels: &[String]) -> Option<Self> {
        let at = |name: &str| labels.iter().position(|label| label.eq_ignore_ascii_case(name));
        let no = at("contradiction").or_else(|| at("not_entailment"))?;
        Some(Self { all: labels.len(), yes: at("entailment")?, no })
    }

    /// Probability of yes, where only yes and no are asked.
    fn probability(self, row: &[f32]) -> f32 {
        1.0 / (1.0 + (row[self.no] - row[self.yes]).exp())
    }
}

/// How two texts are put together.
#[derive(Clone, Copy, Debug)]
struct Pairs {
    open: u32,
    close: u32,
    /// Closing pieces between the texts.
    between: usize,
    second: u8,
    /// Most pieces of a pair.
    room: usize,
}

impl Pairs {
    /// Pieces and segments of a pair.
    fn join(&self, first: &[u32], second: &[u32]) -> (Vec<u32>, Vec<u8>) {
        let mut ids = vec![self.open];
        ids.extend_from_slice(first);
        ids.extend(std::iter::repeat_n(self.close, self.between));
        let mut segments = vec![0; ids.len()];
        ids.extend_from_slice(second);
        ids.push(self.close);
        segments.resize(ids.len(), self.second);
        (ids, segments)
    }

    /// Pieces of the first text that find room beside the second.
    fn budget(&self, second: usize) -> usize {
        self.room.saturating_sub(second + self.between + 2)
    }
}

impl ZeroShot {
    /// Loads the classifier in `dir`.
    ///
    /// # Errors
    /// If it is no checkpoint that `engine` can run, or none that knows "entailment".
    pub fn load(dir: &Path, engine: EngineName) -> Result<Self, ModelError> {
        let checkpoint = Checkpoint::read(dir, engine)?;
        let file = dir.join(super::bundle::TOKENIZER);
        let wrong = |why: String| ModelError::Invalid { file: file.clone(), why };
        let columns = Columns::of(&checkpoint.labels).ok_or_else(|| ModelError::Invalid {
            file: dir.join(CONFIG),
            why: format!(
                "a threat model must tell entailment from contradiction, its labels are {}",
                checkpoint.labels.join(", ")
            ),
        })?;
        let mut tokenizer =
            tokenizer(&checkpoint.load(super::bundle::TOKENIZER)?).map_err(wrong)?;
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|e| wrong(e.to_string()))?;
        let family = checkpoint.family;
        let [open, close, _] = family.special();
        let special = |token: &str| {
            tokenizer
                .token_to_id(token)
                .ok_or_else(|| wrong(format!("its vocabulary has no {token}")))
        };
        let pair = Pairs {
            open: special(open)?,
            close: special(close)?,
            between: family.between(),
            second: family.second_segment(),
            room: checkpoint.positions.min(512),
        };
        let hypotheses = hypotheses()
            .iter()
            .map(|(_, text)| pieces(&tokenizer, text))
            .collect::<Result<Vec<_>, _>>()?;
        if let Some(long) = hypotheses.iter().find(|pieces| pair.budget(pieces.len()) < 8) {
            let (pieces, room) = (long.len(), pair.room);
            return Err(wrong(format!("{room} positions have no room beside {pieces} pieces")));
        }
        let weights = load_weights(&checkpoint, engine, Head::Pair)?;
        let name = checkpoint.name();
        let digest = checkpoint.digest(HYPOTHESES);
        Ok(Self { name, digest, pair, tokenizer, hypotheses, columns, weights })
    }

    /// A reader for one thread.
    pub fn reader(&self) -> ThreatReader<'_> {
        ThreatReader { model: self, engine: self.weights.worker() }
    }
}

fn pieces(tokenizer: &Tokenizer, text: &str) -> Result<Vec<u32>, ModelError> {
    let encoded = tokenizer.encode_fast(text, false);
    encoded
        .map(|encoding| encoding.get_ids().to_vec())
        .map_err(|e| ModelError::Tokenize { why: e.to_string() })
}

/// Scores sentences, one at a time.
pub struct ThreatReader<'m> {
    model: &'m ZeroShot,
    engine: Box<dyn Engine>,
}

impl ThreatReader<'_> {
    /// The score of every threat type for a sentence, 0 to 1.
    ///
    /// # Errors
    /// If the tokenizer or the runtime fails.
    pub fn scores(&mut self, sentence: &str) -> Result<Vec<f32>, ModelError> {
        let ZeroShot { tokenizer, hypotheses, .. } = self.model;
        let sentence = pieces(tokenizer, sentence)?;
        hypotheses.iter().map(|hypothesis| self.score(&sentence, hypothesis)).collect()
    }

    fn score(&mut self, sentence: &[u32], hypothesis: &[u32]) -> Result<f32, ModelError> {
        let ZeroShot { pair, columns, .. } = self.model;
        let mut highest = 0.0f32;
        for tile in tiles(sentence, pair.budget(hypothesis.len())) {
            let (ids, segments) = pair.join(tile, hypothesis);
            let outputs = self.engine.run(&ids, &segments)?;
            match outputs.as_slice() {
                [row] if row.len() == columns.all => {
                    highest = highest.max(columns.probability(row));
                }
                _ => {
                    return Err(ModelError::Run {
                        why: "its output does not fit its labels".into(),
                    });
                }
            }
        }
        Ok(highest)
    }
}

/// A text in tiles of at most `budget` pieces, neighbours sharing half of one.
fn tiles(pieces: &[u32], budget: usize) -> Vec<&[u32]> {
    if pieces.len() <= budget {
        return vec![pieces];
    }
    let last = pieces.len() - budget;
    let mut starts: Vec<usize> = (0..last).step_by(budget / 2).collect();
    starts.push(last);
    starts.into_iter().map(|start| &pieces[start..start + budget]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_threat_type_has_its_hypothesis() {
        let types: Vec<ThreatType> = hypotheses().into_iter().map(|(threat, _)| threat).collect();
        assert_eq!(types, ThreatType::ALL);
    }

    #[test]
    fn tiles_leave_nothing_out() {
        for (length, budget) in [(0, 8), (8, 8), (9, 8), (30, 8), (31, 9), (100, 10)] {
            let pieces: Vec<u32> = (0..length).collect();
            let laid = tiles(&pieces, budget);
            assert!(laid.iter().all(|tile| tile.len() <= budget));
            let mut seen: Vec<u32> = laid.concat();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen, pieces);
        }
    }

    #[test]
    fn pairs_are_joined_as_each_family_has_it() {
        let bert = Pairs { open: 101, close: 102, between: 1, second: 1, room: 12 };
        let (ids, segments) = bert.join(&[7, 8], &[9]);
        assert_eq!(ids, [101, 7, 8, 102, 9, 102]);
        assert_eq!(segments, [0, 0, 0, 0, 1, 1]);
        assert_eq!(bert.budget(3), 6);
        let roberta = Pairs { open: 0, close: 2, between: 2, second: 0, room: 12 };
        let (ids, segments) = roberta.join(&[7], &[9]);
        assert_eq!(ids, [0, 7, 2, 2, 9, 2]);
        assert_eq!(segments, [0; 6]);
    }

    #[test]
    fn yes_and_no_are_found_by_name() {
        let labels = ["contradiction", "neutral", "ENTAILMENT"].map(str::to_owned);
        let columns = Columns::of(&labels).unwrap();
        assert_eq!(columns, Columns { all: 3, yes: 2, no: 0 });
        assert!((columns.probability(&[1.0, 9.0, 1.0]) - 0.5).abs() < 1e-6);
        assert!(Columns::of(&["POSITIVE", "NEGATIVE"].map(str::to_owned)).is_none());
    }
}
