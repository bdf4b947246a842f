//! Slips of threat types: a type missed or made up at a sentence, or, where people judged whole
//! articles only, of an article.

use super::{Notes, Slip};
use crate::eval::annotation::{Annotation, Range};
use crate::eval::metrics::threats::{Types, judged, of_article};

pub(super) fn note(gold: &Annotation, found: &Annotation, notes: &mut Notes) {
    if let Some(sentences) = judged(gold, found) {
        for sentence in sentences {
            compare(&sentence.gold, &sentence.found, sentence.range, notes);
        }
    } else if gold.threats.is_some() {
        compare(&of_article(gold), &of_article(found), [0, 0], notes);
    }
}

fn compare(gold: &Types, found: &Types, range: Range, notes: &mut Notes) {
    for missed in gold.difference(found) {
        notes.add("threats", Slip::Missed, range, Some(missed.to_string()), None);
    }
    for spurious in found.difference(gold) {
        notes.add("threats", Slip::Spurious, range, None, Some(spurious.to_string()));
    }
}
