//! Dates: is it found, and is "Thursday" the right day?

use super::measure::{Kind, Measure, Section};
use super::overlap;
use super::tally::Tally;
use crate::eval::annotation::{Annotation, DateNote, Range};

/// Counts one article, if its gold has dates.
pub fn count(gold: &Annotation, found: &Annotation, tally: &mut Tally) {
    let Some(gold) = &gold.dates else { return };
    let found = found.dates.as_deref().unwrap_or_default();
    let ranges =
        |list: &[DateNote]| -> Vec<Range> { list.iter().map(|d| [d.start, d.end]).collect() };
    let (gold_ranges, found_ranges) = (ranges(gold), ranges(found));
    let pairs = overlap::pairs(&gold_ranges, &found_ranges);
    let exact = overlap::equal(&gold_ranges, &found_ranges);
    let right = pairs.iter().filter(|(g, f)| same_value(&gold[*g], &found[*f])).count();
    tally.count("dates.span", exact, found.len(), gold.len());
    tally.count("dates.overlap", pairs.len(), found.len(), gold.len());
    tally.count("dates.value", right, found.len(), gold.len());
}

/// Whether what gold says of the value is what was found.
pub fn same_value(gold: &DateNote, found: &DateNote) -> bool {
    gold.value.as_ref().is_none_or(|gold| *gold == *found.value.as_ref().unwrap_or(&None))
}

/// The section of the report.
pub fn section() -> Section {
    Section {
        title: "Dates",
        about: "The value is right where the spans overlap and the dates are the same.",
        measures: vec![
            Measure::new("dates.span", "both ends", Kind::Scores),
            Measure::new("dates.overlap", "an overlap", Kind::Scores),
            Measure::new("dates.value", "the value", Kind::Scores),
        ],
    }
}
