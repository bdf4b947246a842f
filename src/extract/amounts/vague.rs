//! Vague quantities, with the bounds that this program gives them.
//!
//! | words | bounds |
//! |---|---|
//! | tens, hundreds, thousands, millions, billions, trillions | the word's number to ten times it |
//! | dozens | 24 to 100 |
//! | scores | 40 to 100 |
//! | tens of thousands, hundreds of millions, ... | the product of both bounds with the magnitude |
//! | several | 3 to 9 |
//! | a few, few | 2 to 6 |
//! | a couple | 2 to 3 |
//! | multimillion-, multibillion-dollar | two to a thousand of them |
//! | A, if not B | from the lower bound of A to the upper bound of B |
//!
//! The plurals thus cut the scale without gaps: "millions" ends at 10 million, where "tens of
//! millions" starts. "several", "few" and "couple" count only with a magnitude or as a length of
//! time: "several banks" is no number that anyone would add up.

use rust_decimal::Decimal;

use super::numbers::Size;

/// Bounds of a plural that is a quantity by itself ("hundreds").
pub(super) fn plural(lower: &str) -> Option<(Decimal, Decimal)> {
    let (min, max): (i64, i64) = match lower {
        "tens" => (10, 100),
        "dozens" => (24, 100),
        "scores" => (40, 100),
        "hundreds" => (100, 1_000),
        "thousands" => (1_000, 10_000),
        "lakhs" => (100_000, 1_000_000),
        "millions" => (1_000_000, 10_000_000),
        "crores" => (10_000_000, 100_000_000),
        "billions" => (1_000_000_000, 10_000_000_000),
        "trillions" => (1_000_000_000_000, 10_000_000_000_000),
        _ => return None,
    };
    Some((Decimal::from(min), Decimal::from(max)))
}

/// The magnitude that a plural repeats after "of" ("tens of thousands").
pub(super) fn plural_factor(lower: &str) -> Option<Decimal> {
    match lower {
        "thousands" | "lakhs" | "millions" | "crores" | "billions" | "trillions" => {
            plural(lower).map(|(min, _)| min)
        }
        _ => None,
    }
}

/// What "million" of "million-dollar" says, and "multimillion" where there are `many`.
pub(super) fn worth(lower: &str, many: bool) -> Option<Size> {
    let (one, next): (i64, i64) = match lower {
        "million" => (1_000_000, 1_000_000_000),
        "billion" => (1_000_000_000, 1_000_000_000_000),
        "trillion" => (1_000_000_000_000, 1_000_000_000_000_000),
        _ => return None,
    };
    let bounds = (Decimal::from(2 * one), Decimal::from(next));
    let value = (!many).then(|| Decimal::from(one));
    Some(Size { value, bounds: many.then_some(bounds) })
}

/// Bounds of a quantifier that needs something after it ("several million").
pub(super) fn quantifier(lower: &str) -> Option<(Decimal, Decimal)> {
    let (min, max) = match lower {
        "several" => (3, 9),
        "few" => (2, 6),
        "couple" => (2, 3),
        _ => return None,
    };
    Some((Decimal::from(min), Decimal::from(max)))
}
