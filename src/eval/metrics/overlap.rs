//! Spans of gold and of a prediction, set beside each other.

use crate::eval::annotation::Range;

/// Code points that two ranges share.
pub fn shared(a: Range, b: Range) -> usize {
    a[1].min(b[1]).saturating_sub(a[0].max(b[0]))
}

/// Whether two ranges share at least half of the shorter one.
pub fn mostly_shared(a: Range, b: Range) -> bool {
    2 * shared(a, b) >= (a[1] - a[0]).min(b[1] - b[0])
}

/// Pairs of gold and found that overlap, one to one: those that are equal first, then those that
/// share most, the earlier of equals.
pub fn pairs(gold: &[Range], found: &[Range]) -> Vec<(usize, usize)> {
    let mut all: Vec<(bool, usize, usize, usize)> = Vec::new();
    for (g, gold) in gold.iter().enumerate() {
        for (f, found) in found.iter().enumerate() {
            let both = shared(*gold, *found);
            if both > 0 {
                all.push((gold != found, usize::MAX - both, g, f));
            }
        }
    }
    all.sort_unstable();
    let (mut gold_free, mut found_free) = (vec![true; gold.len()], vec![true; found.len()]);
    let mut chosen = Vec::new();
    for (_, _, g, f) in all {
        if gold_free[g] && found_free[f] {
            (gold_free[g], found_free[f]) = (false, false);
            chosen.push((g, f));
        }
    }
    chosen.sort_unstable();
    chosen
}

/// How many of gold and found are equal, each counted once.
pub fn equal(gold: &[Range], found: &[Range]) -> usize {
    let (mut gold, mut found) = (gold.to_vec(), found.to_vec());
    gold.sort_unstable();
    found.sort_unstable();
    let (mut at, mut count) = (0, 0);
    for range in gold {
        while at < found.len() && found[at] < range {
            at += 1;
        }
        if at < found.len() && found[at] == range {
            (at, count) = (at + 1, count + 1);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_equal_span_is_taken_before_a_longer_overlap() {
        assert_eq!(pairs(&[[0, 9], [4, 6]], &[[4, 6]]), [(1, 0)]);
        assert_eq!(pairs(&[[0, 4], [4, 9]], &[[2, 8]]), [(1, 0)]);
        assert_eq!(pairs(&[[0, 4]], &[[4, 8]]), []);
    }

    proptest! {
        #[test]
        fn each_side_is_used_once(
            gold in prop::collection::vec((0usize..40, 1usize..9), 0..12),
            found in prop::collection::vec((0usize..40, 1usize..9), 0..12),
        ) {
            let ranges = |list: &[(usize, usize)]| -> Vec<Range> {
                list.iter().map(|(start, len)| [*start, start + len]).collect()
            };
            let (gold, found) = (ranges(&gold), ranges(&found));
            let chosen = pairs(&gold, &found);
            for side in [chosen.iter().map(|p| p.0).collect::<Vec<_>>(), chosen.iter().map(|p| p.1).collect()] {
                let unique: std::collections::BTreeSet<_> = side.iter().collect();
                prop_assert_eq!(unique.len(), side.len());
            }
            prop_assert!(equal(&gold, &found) <= chosen.len());
        }
    }
}
