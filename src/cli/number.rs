//! Whole numbers, as they are given on the command line, with what would do where one is none.

use std::num::NonZeroU64;

/// A whole number.
///
/// # Errors
/// If it is none, or more than `T` holds; the message says what would do.
pub fn whole<T: TryFrom<u64>>(text: &str) -> Result<T, String> {
    T::try_from(read(text, 0)?).map_err(|_| MORE.to_owned())
}

/// The same for what cannot be nothing.
///
/// # Errors
/// As [`whole`], and if it is 0.
pub fn some<T: TryFrom<NonZeroU64>>(text: &str) -> Result<T, String> {
    let number = NonZeroU64::new(read(text, 1)?).ok_or_else(|| mend(1))?;
    T::try_from(number).map_err(|_| MORE.to_owned())
}

const MORE: &str = "more than can be counted; give a smaller number";

fn read(text: &str, least: u64) -> Result<u64, String> {
    // Rust takes a sign, too.
    if text.is_empty() || !text.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(mend(least));
    }
    text.parse().map_err(|_| MORE.to_owned())
}

fn mend(least: u64) -> String {
    format!("give a whole number, {least} or more")
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::*;

    #[test]
    fn what_is_no_whole_number_is_told_with_what_would_do() {
        assert_eq!((whole("0"), whole("0600")), (Ok(0_u64), Ok(600_usize)));
        assert_eq!((whole(&u64::MAX.to_string()), some("1")), (Ok(u64::MAX), Ok(NonZeroU64::MIN)));
        for text in ["", "two", "-1", "+1", "1.5", "1e6", "1 0"] {
            let told = whole::<u64>(text).unwrap_err();
            assert_eq!(told, "give a whole number, 0 or more", "{text}");
            let told = some::<NonZeroUsize>(text).unwrap_err();
            assert_eq!(told, "give a whole number, 1 or more", "{text}");
        }
        assert_eq!(some::<NonZeroUsize>("0"), Err("give a whole number, 1 or more".to_owned()));
        assert_eq!(whole::<u64>("18446744073709551616"), Err(MORE.to_owned()));
        assert_eq!(whole::<u8>("256"), Err(MORE.to_owned()));
    }
}
