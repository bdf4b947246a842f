//! Numbers of bytes, as they are given on the command line.

use std::num::NonZeroU64;

/// Letters behind a number, each 1024 times the one before.
const UNITS: [char; 4] = ['K', 'M', 'G', 'T'];

/// Reads a number of bytes, with `K`, `M`, `G` or `T` behind it for powers of 1024.
///
/// # Errors
/// If it is none, or more than 64 bits hold; the message says what would do.
pub fn number(text: &str) -> Result<u64, String> {
    let unit = text.chars().last().map(|last| last.to_ascii_uppercase());
    let power = UNITS.iter().position(|letter| Some(*letter) == unit).map_or(0, |at| at + 1);
    let digits = if power == 0 { text } else { &text[..text.len() - 1] };
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !is_number {
        return Err("give a whole number of bytes, or one with K, M, G or T, such as 64M".into());
    }
    let factor = (0..power).fold(1, |factor, _| factor * 1024);
    let bytes = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
    bytes.ok_or_else(|| format!("more than {} bytes cannot be counted", u64::MAX))
}

/// The same for what cannot be nothing.
///
/// # Errors
/// As [`number`], and if it is 0.
pub fn some(text: &str) -> Result<NonZeroU64, String> {
    NonZeroU64::new(number(text)?).ok_or_else(|| "give at least one byte".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_powers_of_1024() {
        for (text, bytes) in [
            ("0", 0),
            ("4194304", 4_194_304),
            ("1K", 1024),
            ("64m", 67_108_864),
            ("2G", 2_147_483_648),
            ("1T", 1_099_511_627_776),
        ] {
            assert_eq!(number(text), Ok(bytes), "{text}");
        }
        assert_eq!(some("1K").map(NonZeroU64::get), Ok(1024));
    }

    #[test]
    fn what_is_no_number_of_bytes_is_told_with_what_would_do() {
        for text in ["", "K", "1MB", "1 M", "1.5G", "-1", "+1", "12é", "1e6"] {
            let told = number(text).unwrap_err();
            assert!(told.contains("such as 64M"), "{text}: {told}");
        }
        assert!(number("99999999999T").unwrap_err().contains("cannot be counted"));
        assert!(number("99999999999999999999").unwrap_err().contains("cannot be counted"));
        assert!(some("0").is_err());
    }
}
