//! Magnitudes: words and letters that multiply the number before them.

use rust_decimal::Decimal;

/// A magnitude and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Magnitude {
    /// What it multiplies by.
    pub factor: Decimal,
    /// A single letter, which could as well be a unit ("5m", "10 K").
    pub letter: bool,
}

/// The magnitude that `lower` names: words, and the abbreviations of news.
pub(super) fn magnitude(lower: &str) -> Option<Magnitude> {
    let (factor, letter): (i64, bool) = match lower {
        "dozen" => (12, false),
        "hundred" => (100, false),
        "thousand" => (1_000, false),
        "k" => (1_000, true),
        "lakh" | "lakhs" | "lac" => (100_000, false),
        "million" | "mn" | "mln" | "mio" | "mm" | "mil" => (1_000_000, false),
        "m" => (1_000_000, true),
        "crore" | "crores" => (10_000_000, false),
        "billion" | "bn" | "bln" | "bil" | "mrd" => (1_000_000_000, false),
        "b" => (1_000_000_000, true),
        "trillion" | "tn" | "trn" | "trln" => (1_000_000_000_000, false),
        "t" => (1_000_000_000_000, true),
        "quadrillion" => (1_000_000_000_000_000, false),
        _ => return None,
    };
    Some(Magnitude { factor: Decimal::from(factor), letter })
}

/// The grands of a sum: "$10G".
pub(super) fn grand(lower: &str) -> Option<Magnitude> {
    let thousand = Magnitude { factor: Decimal::ONE_THOUSAND, letter: true };
    matches!(lower, "g" | "gs").then_some(thousand)
}

/// The crores and lakhs of a sum in rupees: "Rs 7cr", "₹3.5 Cr", "Rs 30L".
pub(super) fn of_rupees(lower: &str) -> Option<Magnitude> {
    match lower {
        "cr" | "crs" => Some(Magnitude { factor: Decimal::from(10_000_000), letter: false }),
        "l" => Some(Magnitude { factor: Decimal::from(100_000), letter: true }),
        _ => None,
    }
}

/// A magnitude written out in full, as it may follow an article or a spelled number.
pub(super) fn word(lower: &str) -> Option<Decimal> {
    match lower {
        "dozen" | "hundred" | "thousand" | "lakh" | "million" | "crore" | "billion"
        | "trillion" | "quadrillion" => magnitude(lower).map(|m| m.factor),
        _ => None,
    }
}

/// Two magnitudes in a row multiply where people say so ("hundred thousand", "lakh crore").
pub(super) fn chains(first: Decimal, second: Decimal) -> bool {
    first < second || (first == Decimal::from(100_000) && second == Decimal::from(10_000_000))
}
