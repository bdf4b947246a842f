//! Words.

use super::Span;

/// The words of a sentence.
pub fn words(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let span = Span::new(at, at + part.len()).trim(text);
        if !span.is_empty() {
            found.push(span);
        }
        at += part.len();
    }
    found
}
