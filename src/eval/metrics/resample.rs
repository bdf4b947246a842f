//! How sure a figure is: redrawing articles.
//!
//! Intervals come from the bootstrap: articles are drawn with replacement, as many as there are,
//! and the middle 95% of what the figure comes to is the interval. Two predictions are compared by
//! randomisation: if they were equally good, swapping their answers article by article would give
//! a difference as large as the one seen quite often; the share of swaps that do is p.
//!
//! All draws come from a seed, so that the same files give the same report.

use super::measure::{Kind, Measure};
use super::tally::{Sums, Tallies};

/// `SplitMix64` (Steele, Lea and Flood 2014): small, and the same on every machine.
#[derive(Clone, Debug)]
pub struct Draws(u64);

impl Draws {
    /// The draws of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`, which is not 0.
    fn below(&mut self, bound: usize) -> usize {
        // The bias of the multiplication is below bound / 2^64.
        let wide = u128::from(self.bits()) * (bound as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// How often each of `count` articles is drawn in `count` draws.
    fn weights(&mut self, count: usize) -> Vec<u32> {
        let mut weights = vec![0; count];
        for _ in 0..count {
            weights[self.below(count)] += 1;
        }
        weights
    }
}

/// The middle 95% of what a figure comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// 2.5% lie below.
    pub low: f64,
    /// 2.5% lie above.
    pub high: f64,
}

/// Intervals of the measures' own figures; `None` for a measure that has none, or where there are
/// fewer than two articles to draw from.
pub fn intervals(
    tallies: &Tallies,
    measures: &[&Measure],
    resamples: usize,
    seed: u64,
) -> Vec<Option<Interval>> {
    let mut values: Vec<Vec<f64>> = vec![Vec::with_capacity(resamples); measures.len()];
    if tallies.articles() > 1 {
        let mut draws = Draws::new(seed);
        for _ in 0..resamples {
            let weights = draws.weights(tallies.articles());
            let sums = tallies.sum(&weights);
            for (measure, values) in measures.iter().zip(&mut values) {
                values.extend(measure.figures(&sums).value);
            }
        }
    }
    values.into_iter().map(middle).collect()
}

/// The middle 95% of some values.
fn middle(mut values: Vec<f64>) -> Option<Interval> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    // Linear between neighbours, as numpy's percentile.
    let at = |share: f64| {
        #[expect(clippy::cast_precision_loss, reason = "thousands of draws")]
        let place = share * last as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within")]
        let below = place.floor() as usize;
        let above = (below + 1).min(last);
        values[below] + (values[above] - values[below]) * place.fract()
    };
    Some(Interval { low: at(0.025), high: at(0.975) })
}

/// How two predictions of the same gold differ in one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The first less the second.
    pub by: f64,
    /// 95% interval of that, articles drawn for both at once.
    pub interval: Option<Interval>,
    /// Share of swaps that differ as much; `None` for measures of rankings, and without swaps.
    pub p: Option<f64>,
}

/// Compares two predictions measure by measure; `None` where either has no figure.
pub fn differences(
    ours: &Tallies,
    theirs: &Tallies,
    measures: &[&Measure],
    resamples: usize,
    seed: u64,
) -> Vec<Option<Difference>> {
    let (ours, theirs) = (ours.with_names_of(theirs), theirs.with_names_of(ours));
    let articles = ours.articles();
    let ones = vec![1; articles];
    let by = |ours: &Sums, theirs: &Sums| -> Vec<Option<f64>> {
        let value = |m: &&Measure| Some(m.figures(ours).value? - m.figures(theirs).value?);
        measures.iter().map(value).collect()
    };
    let real = by(&ours.sum(&ones), &theirs.sum(&ones));
    let mut spread: Vec<Vec<f64>> = vec![Vec::new(); measures.len()];
    let mut as_large = vec![0usize; measures.len()];
    let mut draws = Draws::new(seed);
    for _ in 0..resamples {
        let weights = draws.weights(articles);
        for (list, value) in spread.iter_mut().zip(by(&ours.sum(&weights), &theirs.sum(&weights))) {
            list.extend(value);
        }
        let swap: Vec<bool> = (0..articles).map(|_| draws.bits() >> 63 == 1).collect();
        let (a, b) = (ours.mixed(&theirs, &swap, &ones), theirs.mixed(&ours, &swap, &ones));
        for ((count, value), seen) in as_large.iter_mut().zip(by(&a, &b)).zip(&real) {
            if let (Some(value), Some(seen)) = (value, seen) {
                // What is equal but for rounding counts as equal.
                *count += usize::from(value.abs() >= seen.abs() - 1e-12);
            }
        }
    }
    let difference = |at: usize| {
        let ranks =
            matches!(measures[at].kind, Kind::AveragePrecision(_) | Kind::CalibrationError(_));
        #[expect(clippy::cast_precision_loss, reason = "thousands of draws")]
        let p = (as_large[at] + 1) as f64 / (resamples + 1) as f64;
        Some(Difference {
            by: real[at]?,
            interval: if articles > 1 { middle(spread[at].clone()) } else { None },
            p: (!ranks && articles > 1 && resamples > 0).then_some(p),
        })
    };
    (0..measures.len()).map(difference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::metrics::Tally;

    /// Articles with ten things each, of which so many were found.
    fn tallies(right: &[usize]) -> Tallies {
        let tally = |right: &usize| {
            let mut tally = Tally::default();
            tally.count("a", *right, 10, 10);
            tally
        };
        Tallies::gather(right.iter().map(tally).collect())
    }

    fn measure() -> Measure {
        Measure::new("a", "a", Kind::Scores)
    }

    #[test]
    fn draws_are_those_of_the_published_generator() {
        // The first outputs of `SplitMix64` for the seed 1234567.
        let mut draws = Draws::new(1_234_567);
        assert_eq!(draws.bits(), 6_457_827_717_110_365_317);
        assert_eq!(draws.bits(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn intervals_hold_the_figure_and_widen_with_spread() {
        let wide = |right: &[usize]| {
            let found = intervals(&tallies(right), &[&measure()], 1000, 1);
            let Interval { low, high } = found[0].unwrap();
            assert!(low <= 0.5 && 0.5 <= high, "{low} to {high}");
            high - low
        };
        let even = wide(&[5; 40]);
        let uneven = wide(&[0, 10].repeat(20));
        assert!(even.abs() < 1e-12);
        // Standard error of the mean of forty coin flips: 0.079; 95% are some four of them.
        assert!((0.25..0.38).contains(&uneven), "{uneven}");
    }

    #[test]
    fn one_article_has_no_interval() {
        assert_eq!(intervals(&tallies(&[5]), &[&measure()], 100, 1), [None]);
    }

    #[test]
    fn a_difference_is_sure_where_every_article_agrees() {
        let p = |ours: &[usize], theirs: &[usize]| {
            let found = differences(&tallies(ours), &tallies(theirs), &[&measure()], 999, 1);
            found[0].unwrap().p.unwrap()
        };
        assert!(p(&[6; 20], &[5; 20]) <= 0.002);
        assert!(p(&[5, 6].repeat(10), &[6, 5].repeat(10)) > 0.9);
        assert!((p(&[5; 20], &[5; 20]) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn without_swaps_there_is_no_p() {
        let found = differences(&tallies(&[6; 20]), &tallies(&[5; 20]), &[&measure()], 0, 1);
        let Difference { by, interval, p } = found[0].unwrap();
        assert!((by - 0.1).abs() < 1e-12, "{by}");
        assert_eq!((interval, p), (None, None));
    }

    /// Two predictions: one right everywhere, and one that makes up a label of its own.
    #[test]
    fn a_label_that_only_one_of_them_has_counts_and_is_swapped() {
        let tallies = |made_up: usize| {
            let tally = |_: usize| {
                let mut tally = Tally::default();
                tally.count("a", 1, 1, 1);
                if made_up > 0 {
                    tally.count("b", 0, made_up, 0);
                }
                tally
            };
            Tallies::gather((0..20).map(tally).collect())
        };
        let names = ["a", "b"].map(str::to_owned).to_vec();
        let mean = Measure::new("a", "macro", Kind::Macro(names));
        for (ours, theirs, by) in [(0, 1, 0.5), (1, 0, -0.5)] {
            let found = differences(&tallies(ours), &tallies(theirs), &[&mean], 99, 1);
            let difference = found[0].unwrap();
            assert!((difference.by - by).abs() < 1e-12, "{difference:?}");
            // Every swap but that of none and of all gives the made-up label to both.
            assert!(difference.p.unwrap() < 0.05, "{difference:?}");
        }
    }
}
