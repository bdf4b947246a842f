//! Sentences: are they cut where people cut them?

use super::measure::{Kind, Measure, Section};
use super::overlap;
use super::tally::Tally;
use crate::eval::annotation::{Annotation, Range, Sentence};

/// Counts one article, if its gold has sentences.
pub fn count(gold: &Annotation, found: &Annotation, tally: &mut Tally) {
    let Some(gold) = &gold.sentences else { return };
    let found = found.sentences.as_deref().unwrap_or_default();
    let ranges =
        |list: &[Sentence]| -> Vec<Range> { list.iter().map(|s| [s.start, s.end]).collect() };
    let right = overlap::equal(&ranges(gold), &ranges(found));
    tally.count("sentences", right, found.len(), gold.len());
}

/// The section of the report.
pub fn section() -> Section {
    Section {
        title: "Sentences",
        about: "Both ends.",
        measures: vec![Measure::new("sentences", "both ends", Kind::Scores)],
    }
}
