//! Decimals of one width, as columns want them.
//!
//! A record's numbers have up to 28 significant digits with the point anywhere among them; a column
//! has one scale for all. Ten places after the point hold satoshi and rounded shares, and leave 28
//! digits before it. What does not fit is never rounded: the column stays null and the digits stand
//! in the column `digits` beside it.

use rust_decimal::Decimal;

/// Digits of a number column in all: as many as Arrow, Parquet, DuckDB and Spark have in 128 bits.
pub const PRECISION: u8 = 38;
/// Digits after the point.
pub const SCALE: u8 = 10;

/// The number times 10 to the power of [`SCALE`], if it fits a column exactly.
pub fn scaled(number: Decimal) -> Option<i128> {
    let number = number.normalize();
    let missing = u32::from(SCALE).checked_sub(number.scale())?;
    let scaled = number.mantissa().checked_mul(10_i128.checked_pow(missing)?)?;
    (scaled.unsigned_abs() < 10_u128.pow(u32::from(PRECISION))).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(digits: &str) -> Option<i128> {
        scaled(digits.parse().unwrap())
    }

    #[test]
    fn what_fits_is_exact_and_what_does_not_is_none() {
        assert_eq!(of("3000000000"), Some(30_000_000_000_000_000_000));
        assert_eq!(of("0.0000000001"), Some(1));
        assert_eq!(of("-66.6667000000000"), Some(-666_667_000_000));
        assert_eq!(of("0"), Some(0));
        assert_eq!(of("0.00000000001"), None, "eleven places");
        assert_eq!(of("9999999999999999999999999999"), Some(10_i128.pow(38) - 10_i128.pow(10)));
        assert_eq!(of("10000000000000000000000000000"), None, "29 digits before the point");
        assert_eq!(scaled(Decimal::MAX), None);
    }

    proptest! {
        #[test]
        fn the_scaled_number_is_the_number(mantissa in any::<i64>(), scale in 0_u32..=18) {
            let number = Decimal::new(mantissa, scale);
            match scaled(number) {
                Some(scaled) => prop_assert_eq!(
                    Decimal::from_i128_with_scale(scaled / 1_000_000_000, 1)
                        + Decimal::from_i128_with_scale(scaled % 1_000_000_000, 10),
                    number
                ),
                None => prop_assert!(number.normalize().scale() > 10),
            }
        }
    }
}
