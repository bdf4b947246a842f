//! Sentences.

use super::Span;

/// Cuts `text` into contiguous segments, one per sentence, white space between two sentences
/// belonging to the former: joined, they are the input.
pub fn segments(text: &str) -> Vec<Span> {
    vec![Span::new(0, text.len())]
}

/// The sentences of `text`: its segments without white space at the ends, empty ones left out.
pub fn sentences(text: &str) -> Vec<Span> {
    segments(text).into_iter().map(|s| s.trim(text)).filter(|s| !s.is_empty()).collect()
}
