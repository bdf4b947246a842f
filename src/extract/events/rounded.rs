//! Sums that are one, told in full and roundly: "$1.46 billion" and "nearly $1.5 billion".

use rust_decimal::{Decimal, RoundingStrategy};

use crate::extract::amounts::Amount;
use crate::taxonomy::{AmountKind, Modifier};

/// A round sum and the one that it stands for differ by no more than one part in so many.
const PART: u32 = 20;

/// Whether one of two sums of a currency is the other, told with fewer digits; such as have only one could be of anything, unless
/// the text says that they are round.
pub(super) fn are_one(one: &Amount, other: &Amount) -> bool {
    is_round(one, other) || is_round(other, one)
}

/// Whether a sum is another one, told with fewer digits.
pub(super) fn is_round(round: &Amount, full: &Amount) -> bool {
    let money = |amount: &Amount| amount.kind == AmountKind::Money;
    let (true, Some(value), Some(exact)) =
        (money(round) && money(full) && round.currency == full.currency, round.value, full.value)
    else {
        return false;
    };
    let digits = digits(value);
    let fewer = digits < self::digits(exact) && (digits > 1 || round.modifier.is_some());
    let near = (value - exact).abs() <= value.max(exact) / Decimal::from(PART);
    // "more than $1.4 billion" of 1.46, "up to $1.5 billion" of 1.44.
    let strategy = match round.modifier {
        Some(Modifier::AtLeast) => Some(RoundingStrategy::ToZero),
        Some(Modifier::AtMost) => Some(RoundingStrategy::AwayFromZero),
        _ => None,
    };
    let strategies = [Some(RoundingStrategy::MidpointAwayFromZero), strategy];
    fewer
        && near
        && strategies
            .into_iter()
            .flatten()
            .any(|strategy| exact.round_sf_with_strategy(digits, strategy) == Some(value))
}

/// The significant digits of a number: 2 of 1,500,000,000.
fn digits(value: Decimal) -> u32 {
    let mut digits = value.mantissa().unsigned_abs();
    while digits > 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits.checked_ilog10().map_or(0, |log| log + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::amounts::amounts;

    /// Whether the two sums of a text are one.
    fn one(text: &str) -> bool {
        let found = amounts(text);
        assert_eq!(found.len(), 2, "{text}");
        are_one(&found[0], &found[1])
    }

    #[test]
    fn a_round_sum_is_the_full_one() {
        for (text, expected) in [
            ("They stole $1.5 billion, that is $1.46 billion.", true),
            ("They stole $1.46 billion, that is $1.5 billion.", true),
            ("They stole more than $1.4 billion, that is $1.46 billion.", true),
            ("They stole about $5 million, that is $5.1 million.", true),
            // Another sum, another currency, no fewer digits, too few.
            ("They stole $1.4 billion, that is $1.46 billion.", false),
            ("They stole $1.5 billion, that is €1.46 billion.", false),
            ("They stole $1.5 billion, that is $1.6 billion.", false),
            ("They stole $5 million, that is $5.1 million.", false),
            ("They stole about $2 million, that is $1.6 million.", false),
        ] {
            assert_eq!(one(text), expected, "{text}");
        }
    }
}
