//! Amounts: money, shares, counts and durations, as numbers that can be added up.

use rust_decimal::Decimal;

use crate::taxonomy::{About, AmountKind, Modifier};
use crate::text::Span;

/// One amount of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// From the first to the last character of the numeric expression; modifiers stay outside.
    pub span: Span,
    /// What it measures.
    pub kind: AmountKind,
    /// Exact value in units of the currency, in percent, or in units of the thing; `None` for a
    /// range or a vague amount.
    pub value: Option<Decimal>,
    /// Lower bound of a range or a vague amount.
    pub min: Option<Decimal>,
    /// Upper bound of a range or a vague amount.
    pub max: Option<Decimal>,
    /// ISO 4217 code, or the ticker of a crypto-asset.
    pub currency: Option<String>,
    /// The thing counted, as written, or the unit of the duration.
    pub unit: Option<String>,
    /// How exact the text says it is.
    pub modifier: Option<Modifier>,
    /// "year", "month", ... where it recurs.
    pub per: Option<String>,
    /// For money: what the sum is in the story.
    pub about: Option<About>,
}

/// The amounts of one sentence, in order; spans are in `sentence`.
pub fn amounts(sentence: &str) -> Vec<Amount> {
    let _ = sentence;
    Vec::new()
}
