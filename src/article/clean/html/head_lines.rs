//! Headline, byline and date with nothing but breaks between them: one block by the markup.

use super::super::byline;
use crate::text::Span;
use crate::text::printed_date;

/// A longer block is no head of an article.
const MOST: usize = 400;

/// A short block with a byline or a date on a line of its own, as pages have it that set headline,
/// byline and date with nothing but breaks between: cut into its lines. Any other block is one.
pub(super) fn cut(text: &str, span: Span) -> Vec<Span> {
    let block = span.of(text);
    if span.len() > MOST || !block.contains('\n') {
        return vec![span];
    }
    let mut lines = Vec::new();
    let mut at = span.start();
    for line in block.split('\n') {
        let line_span = Span::new(at, at + line.len()).trim(text);
        at += line.len() + 1;
        if !line_span.is_empty() {
            lines.push(line_span);
        }
    }
    let signs = |line: &Span| {
        let line = line.of(text);
        let dated = printed_date::is_date_line(line) && printed_date::first(line).is_some();
        dated || line.split_whitespace().count() <= 10 && byline::of_line(line).is_some()
    };
    if lines.iter().any(signs) { lines } else { vec![span] }
}
