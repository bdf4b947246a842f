//! How fast is it? The same articles, several times, on one thread and on many.
//!
//! Stages are timed on one thread, where nothing else runs: [`stages`]. Rates are those of the
//! [pipeline](crate::pipeline) itself, with its reading and writing: [`rates`]. Both read the files
//! anew in each pass, after passes that are not counted.

mod memory;
pub mod rates;
pub mod stages;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::article::read::ReadOptions;

/// What is run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// How they are read.
    pub read: ReadOptions,
    /// Passes that count.
    pub passes: NonZeroUsize,
    /// Passes before them.
    pub warm_up: usize,
}

/// The middle one of some times; of an even number the mean of the two in the middle.
pub fn median(seconds: &[f64]) -> f64 {
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => sorted[odd / 2],
        even => f64::midpoint(sorted[even / 2 - 1], sorted[even / 2]),
    }
}

/// Model of the processor, by the account of the system; `None` where it gives none.
pub fn processor() -> Option<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = info.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        for (seconds, expected) in
            [(&[3.0, 1.0, 2.0][..], 2.0), (&[4.0, 1.0, 2.0, 3.0], 2.5), (&[7.0], 7.0), (&[], 0.0)]
        {
            assert!((median(seconds) - expected).abs() < 1e-12);
        }
    }
}
