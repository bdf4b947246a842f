//! Windows: which pieces the encoder reads together.
//!
//! Whole sentences of one article are packed up to a budget, because context across sentences
//! helps and nothing is padded. A sentence longer than the budget is tiled with overlap. Every piece
//! has exactly one window that owns it, so nothing is cut off and nothing is counted twice; and
//! windows never mix articles, because int8 scales depend on everything in a window and an article
//! must give the same record in any company.

use std::ops::Range;

/// One run of the encoder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The pieces that it reads.
    pub reads: Range<usize>,
    /// The pieces whose scores are taken from it; part of `reads`.
    pub owns: Range<usize>,
}

/// Lays windows of at most `budget` pieces (special pieces not counted) over sentences, given as
/// adjoining piece ranges in order from 0.
///
/// # Panics
/// If `budget` is below 4, which leaves no room for overlap.
pub fn windows(sentences: impl IntoIterator<Item = Range<usize>>, budget: usize) -> Vec<Window> {
    assert!(budget >= 4, "a window of {budget} pieces is too small");
    let mut laid = Vec::new();
    let mut open: Range<usize> = 0..0;
    for sentence in sentences {
        if sentence.end - open.start > budget {
            push_whole(&mut laid, open);
            open = sentence.start..sentence.start;
        }
        if sentence.len() > budget {
            tile(&mut laid, sentence.clone(), budget);
            open = sentence.end..sentence.end;
        } else {
            open.end = sentence.end;
        }
    }
    push_whole(&mut laid, open);
    laid
}

fn push_whole(laid: &mut Vec<Window>, pieces: Range<usize>) {
    if !pieces.is_empty() {
        laid.push(Window { reads: pieces.clone(), owns: pieces });
    }
}

/// Tiles one long sentence. Neighbours share half a budget, and each owns its middle: every piece
/// has at least a quarter of the budget of context on either side, where the sentence has it.
fn tile(laid: &mut Vec<Window>, sentence: Range<usize>, budget: usize) {
    let margin = budget / 4;
    let mut owned = sentence.start;
    let mut start = sentence.start;
    loop {
        let end = (start + budget).min(sentence.end);
        let last = end == sentence.end;
        let owns_to = if last { end } else { end - margin };
        laid.push(Window { reads: start..end, owns: owned..owns_to });
        if last {
            return;
        }
        owned = owns_to;
        start = (owned - margin).min(sentence.end - budget);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ranges(lengths: &[usize]) -> Vec<Range<usize>> {
        let mut at = 0;
        lengths
            .iter()
            .map(|len| {
                at += len;
                at - len..at
            })
            .collect()
    }

    #[test]
    fn short_sentences_share_a_window() {
        let laid = windows(ranges(&[3, 4, 6, 5]), 10);
        assert_eq!(laid.iter().map(|w| w.owns.clone()).collect::<Vec<_>>(), [0..7, 7..13, 13..18]);
    }

    #[test]
    fn a_long_sentence_is_tiled() {
        let laid = windows(ranges(&[2, 25, 2]), 12);
        assert_eq!(laid[0], Window { reads: 0..2, owns: 0..2 });
        assert_eq!(laid[1], Window { reads: 2..14, owns: 2..11 });
        assert_eq!(laid[2], Window { reads: 8..20, owns: 11..17 });
        assert_eq!(laid.last().unwrap().owns, 27..29);
    }

    proptest! {
        #[test]
        fn every_piece_has_one_owner(
            lengths in prop::collection::vec(0usize..80, 0..30),
            budget in 4usize..40,
        ) {
            let sentences = ranges(&lengths);
            let mut next = 0;
            for window in windows(sentences.clone(), budget) {
                prop_assert_eq!(window.owns.start, next);
                prop_assert!(!window.owns.is_empty());
                prop_assert!(window.reads.len() <= budget);
                prop_assert!(window.reads.start <= window.owns.start);
                prop_assert!(window.owns.end <= window.reads.end);
                next = window.owns.end;
            }
            prop_assert_eq!(next, lengths.iter().sum::<usize>());
        }

        #[test]
        fn a_sentence_that_fits_is_never_cut(
            lengths in prop::collection::vec(0usize..30, 0..30),
        ) {
            let sentences = ranges(&lengths);
            let laid = windows(sentences.clone(), 30);
            for sentence in sentences.iter().filter(|s| !s.is_empty()) {
                let whole = laid
                    .iter()
                    .any(|w| w.owns.start <= sentence.start && sentence.end <= w.owns.end);
                prop_assert!(whole, "{:?} is cut", sentence);
            }
        }
    }
}
