//! Dates, absolute and relative, resolved against the article's own date.

use jiff::civil::Date;

use crate::text::Span;

/// One date expression of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The expression.
    pub span: Span,
    /// ISO date, `YYYY-MM`, `YYYY`, an interval `a/b`, or `None` where the article gives no anchor.
    pub value: Option<String>,
}

/// The dates of one sentence, in order; spans are in `sentence`. `anchor` is the date of the
/// article; relative dates without one have no value.
pub fn dates(sentence: &str, anchor: Option<Date>) -> Vec<DateMention> {
    let _ = (sentence, anchor);
    Vec::new()
}
