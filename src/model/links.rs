//! Links: which words of an article say who did the deed that one of its sentences tells, and to whom.
//!
//! The head `link` gives each piece some numbers. Those that ask, averaged over the pieces of the sentence, those that
//! answer, of a word's first piece, and those of the deed's type and of the distance are added up; what is
//! above zero is weighed (`training/links.py`). So words of any sentence can be an answer, though the encoder reads each
//! sentence once.

use serde::Deserialize;

use super::told::{means, sigmoid};

/// The file of a model folder with what stands beside the head.
pub const LINKS: &str = "links.json";

/// Who did it, and to whom.
const SIDES: usize = 2;

/// What stands beside the head, as `links.json` has it. Numbers of the first side come first everywhere.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// Numbers for each side.
    width: usize,
    /// `[threat types, 2 * width]`.
    kind: Vec<Vec<f32>>,
    /// `[distances, 2 * width]`: of words from so many sentences before to as many behind; what is farther counts
    /// as the farthest.
    away: Vec<Vec<f32>>,
    /// `[distances, 2]`, added to the logit.
    near: Vec<[f32; SIDES]>,
    /// `[2, width]`.
    weigh: [Vec<f32>; SIDES],
    /// Added to the logits of each side.
    least: [f32; SIDES],
}

/// Of what side of a deed a word is a part. Both are probabilities from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Link {
    /// Of the words for who did it.
    pub perpetrator: f32,
    /// Of the words for whom it was done to.
    pub target: f32,
}

impl Links {
    /// Reads `links.json` for a model with so many threat types.
    ///
    /// # Errors
    /// Says what does not fit.
    pub fn parse(bytes: &[u8], types: usize) -> Result<Self, String> {
        let read: Self = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
        if read.weigh.iter().any(|row| row.len() != read.width) {
            return Err(format!("\"weigh\" is not [2, {}]", read.width));
        }
        let columns = SIDES * read.width;
        let wide = |rows: &[Vec<f32>]| rows.iter().all(|row| row.len() == columns);
        if read.kind.len() != types || !wide(&read.kind) {
            return Err(format!("\"kind\" is not [{types}, {columns}]"));
        }
        let as_many = read.away.len() % 2 == 1 && read.near.len() == read.away.len();
        if !as_many || !wide(&read.away) {
            let why =
                "\"away\" and \"near\" do not have rows for as many sentences before as behind";
            return Err(why.into());
        }
        Ok(read)
    }

    /// Columns of the head: those that ask, those that answer, and two for the word alone.
    pub fn columns(&self) -> usize {
        2 * SIDES * self.width + SIDES
    }

    /// What a sentence asks: `rows` is `[pieces, columns]`, row by row.
    pub(super) fn ask(&self, rows: &[f32]) -> Vec<f64> {
        let mut mean = means(rows, self.columns());
        mean.truncate(SIDES * self.width);
        mean
    }

    /// Of what side the word is a part whose first piece has the columns `row`: of a deed of the type in place
    /// `kind`, told by a sentence that asks `ask`, `behind` sentences before the word.
    pub(super) fn link(&self, ask: &[f64], kind: usize, row: &[f32], behind: isize) -> Link {
        let far = self.away.len() / 2;
        let at = far.saturating_add_signed(behind).min(2 * far);
        let answer = &row[SIDES * self.width..];
        let alone = &answer[SIDES * self.width..];
        let logit = |side: usize| {
            let columns = side * self.width..(side + 1) * self.width;
            let seen = columns.clone().map(|i| {
                let sum = ask[i]
                    + f64::from(self.kind[kind][i])
                    + f64::from(answer[i])
                    + f64::from(self.away[at][i]);
                sum.max(0.0) * f64::from(self.weigh[side][i - columns.start])
            });
            seen.sum::<f64>()
                + f64::from(alone[side])
                + f64::from(self.near[at][side])
                + f64::from(self.least[side])
        };
        Link { perpetrator: sigmoid(logit(0)), target: sigmoid(logit(1)) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SMALL: &str = r#"{"width": 1, "kind": [[0, 0], [1, -1]], "away": [[0, 0], [0, 0], [0.5, 0]],
        "near": [[0, 0], [0, 0], [0, 2]], "weigh": [[2], [1]], "least": [-1, 0]}"#;

    #[test]
    fn what_is_above_zero_is_weighed() {
        let links = Links::parse(SMALL.as_bytes(), 2).unwrap();
        assert_eq!(links.columns(), 6);
        // Two pieces that ask (1, 0) and (2, 1).
        let ask = links.ask(&[1.0, 0.0, 9.0, 9.0, 9.0, 9.0, 2.0, 1.0, 9.0, 9.0, 9.0, 9.0]);
        assert_eq!(ask, [1.5, 0.5]);
        let row = [9.0, 9.0, -0.5, 0.25, 0.125, -0.25];
        // 2 * (1.5 + 1 - 0.5) + 0.125 - 1 and max(0, 0.5 - 1 + 0.25) - 0.25
        let same = links.link(&ask, 1, &row, 0);
        assert!((same.perpetrator - 0.957_912_3).abs() < 1e-6, "{same:?}");
        assert!((same.target - 0.437_823_5).abs() < 1e-6, "{same:?}");
        // Half more for the one, two more for the other, however far behind.
        for behind in [1, 2, 40] {
            let later = links.link(&ask, 1, &row, behind);
            assert!((later.perpetrator - 0.984_093_6).abs() < 1e-6, "{later:?}");
            assert!((later.target - 0.851_952_8).abs() < 1e-6, "{later:?}");
        }
        assert_eq!(links.link(&ask, 1, &row, -40), same);
    }

    #[test]
    fn shapes_must_fit() {
        assert!(Links::parse(SMALL.as_bytes(), 3).unwrap_err().contains("kind"));
        let even = SMALL.replace("[0.5, 0]", "[0.5, 0], [0, 0]");
        assert!(Links::parse(even.as_bytes(), 2).unwrap_err().contains("away"));
        let wide = SMALL.replace("[[2], [1]]", "[[2], [1, 1]]");
        assert!(Links::parse(wide.as_bytes(), 2).unwrap_err().contains("weigh"));
        assert!(Links::parse(b"{}", 2).is_err());
    }

    proptest! {
        #[test]
        fn any_numbers_give_probabilities(
            bytes in prop::collection::vec(any::<u8>(), 0..40),
            numbers in prop::collection::vec(-1e6f32..1e6, 12),
            kind in 0usize..2,
            behind in any::<isize>(),
        ) {
            let _ = Links::parse(&bytes, 2);
            let links = Links::parse(SMALL.as_bytes(), 2).unwrap();
            let Link { perpetrator, target } = links.link(&links.ask(&numbers[..6]), kind, &numbers[6..], behind);
            prop_assert!((0.0..=1.0).contains(&perpetrator) && (0.0..=1.0).contains(&target));
        }
    }
}
