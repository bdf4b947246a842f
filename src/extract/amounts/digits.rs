//! Numbers written in digits: separators of either convention, decimals, vulgar fractions.
//!
//! English first: a comma before three digits groups, a dot is decimal. "5.975,74", "1.234.567"
//! and "1,5" can only be read the continental way, "1'200'000" the Swiss and "2,50,000" the Indian.
//! "5.975" is 5.975 here; for a sum in a currency whose countries group by dots, `measures` reads
//! it as 5975.

use rust_decimal::Decimal;

/// How digits are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Groups {
    /// Not at all, as in a year or a house number.
    #[default]
    None,
    /// By commas or spaces, or by dots before a decimal comma.
    Sure,
    /// By dots alone: a number only if something says so ("1.234.567 euros").
    Dots,
}

/// A digit run as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// Its value; `None` where no decimal number can hold it.
    pub value: Option<Decimal>,
    /// How its digits are grouped.
    pub groups: Groups,
    /// Digits after the decimal separator.
    pub decimals: usize,
}

/// Longer runs are no number that a decimal could hold (28 digits, separators, some zeros).
const LONGEST: usize = 64;

/// Reads a digit run; `None` for times, versions, addresses and other things with digits.
pub(super) fn digits(text: &str) -> Option<Digits> {
    let (body, fraction) = split_vulgar(text);
    if body.is_empty() {
        return Some(Digits { value: fraction, groups: Groups::None, decimals: 0 });
    }
    let mut read = whole(body)?;
    if let Some(fraction) = fraction {
        read.value = read.value.and_then(|v| v.checked_add(fraction));
    }
    Some(read)
}

fn split_vulgar(text: &str) -> (&str, Option<Decimal>) {
    let Some(last) = text.chars().next_back() else { return (text, None) };
    let thousandths = match last {
        '½' => 500,
        '¼' => 250,
        '¾' => 750,
        '⅛' => 125,
        '⅜' => 375,
        '⅝' => 625,
        '⅞' => 875,
        '⅓' => 333,
        '⅔' => 667,
        _ => return (text, None),
    };
    (&text[..text.len() - last.len_utf8()], Some(Decimal::new(thousandths, 3)))
}

fn whole(text: &str) -> Option<Digits> {
    if text.contains(':') {
        return None;
    }
    if text.contains(['\'', '’']) {
        return swiss(text);
    }
    let dots = text.bytes().filter(|b| *b == b'.').count();
    let commas = text.bytes().filter(|b| *b == b',').count();
    let last_dot = text.rfind('.');
    let last_comma = text.rfind(',');
    match (dots, commas) {
        (0, 0) => Some(Digits { value: decimal(text), groups: Groups::None, decimals: 0 }),
        (1, 0) if last_dot == Some(0) => Some(point(&format!("0{text}"), 1, Groups::None)),
        (1, 0) => Some(point(text, last_dot?, Groups::None)),
        (0, 2..) if indian(text) => Some(Digits {
            value: decimal(&text.replace(',', "")),
            groups: Groups::Sure,
            decimals: 0,
        }),
        (0, 1) if !groups(text, ',') => {
            // "1,5": continental; "1,0000" and "0,123" are not anything else either.
            Some(point(&text.replace(',', "."), last_comma?, Groups::None))
        }
        (0, _) => groups(text, ',').then(|| Digits {
            value: decimal(&text.replace(',', "")),
            groups: Groups::Sure,
            decimals: 0,
        }),
        (1, _) if last_dot > last_comma => {
            let at = last_dot?;
            groups(&text[..at], ',').then(|| {
                let plain = text.replace(',', "");
                let at = at - commas;
                point(&plain, at, Groups::Sure)
            })
        }
        (_, 1) if last_comma > last_dot => {
            let at = last_comma?;
            groups(&text[..at], '.').then(|| {
                let plain = text.replace('.', "").replace(',', ".");
                point(&plain, at - dots, Groups::Sure)
            })
        }
        (2.., 0) => (groups(text, '.') && !address(text)).then(|| Digits {
            value: decimal(&text.replace('.', "")),
            groups: Groups::Dots,
            decimals: 0,
        }),
        _ => None,
    }
}

/// A number with a decimal point at byte `at`.
fn point(text: &str, at: usize, groups: Groups) -> Digits {
    Digits { value: decimal(text), groups, decimals: text.len() - at - 1 }
}

/// One to three digits, then groups of three: "1,234,567".
fn groups(text: &str, separator: char) -> bool {
    let mut parts = text.split(separator);
    let first = parts.next().unwrap_or_default();
    let headed = (1..=3).contains(&first.len()) && first != "0";
    headed && parts.all(|part| part.len() == 3)
}

/// Groups of two before the last one of three: "2,50,000", "12,34,56,789".
fn indian(text: &str) -> bool {
    let mut parts = text.rsplit(',');
    let last = parts.next().is_some_and(|part| part.len() == 3);
    let parts: Vec<&str> = parts.collect();
    let Some((first, middle)) = parts.split_last() else { return false };
    last && !middle.is_empty()
        && (1..=2).contains(&first.len())
        && *first != "0"
        && middle.iter().all(|part| part.len() == 2)
}

/// "1'200'000", "1'200.50".
fn swiss(text: &str) -> Option<Digits> {
    let plain = text.replace('’', "'");
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    let sound = groups(whole, '\'') && !whole.contains(',') && !decimals.contains(['.', ',', '\'']);
    sound.then(|| Digits {
        value: decimal(&plain.replace('\'', "")),
        groups: Groups::Sure,
        decimals: decimals.len(),
    })
}

/// Four groups that could be an IPv4 address.
fn address(text: &str) -> bool {
    text.split('.').count() == 4 && text.split('.').all(|part| part.parse::<u8>().is_ok())
}

fn decimal(text: &str) -> Option<Decimal> {
    if text.len() > LONGEST { None } else { Decimal::from_str_exact(text).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        digits(text)?.value.map(|v| v.to_string())
    }

    #[test]
    fn either_convention() {
        for (text, expected) in [
            ("5", "5"),
            ("1,000", "1000"),
            ("1,234,567.89", "1234567.89"),
            ("5.975,74", "5975.74"),
            ("1.234.567", "1234567"),
            ("1,5", "1.5"),
            ("3.50", "3.50"),
            ("2½", "2.500"),
            ("¾", "0.750"),
            (".5", "0.5"),
            ("2,50,000", "250000"),
            ("12,34,56,789", "123456789"),
            ("1'200'000", "1200000"),
            ("1’200.50", "1200.50"),
        ] {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_things_with_digits_are_no_numbers() {
        for text in ["192.168.1.1", "192.168.100.200", "18:41", "3.2.1", "1,23,4", "1.000.00"] {
            assert_eq!(digits(text), None, "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_has_no_value() {
        assert_eq!(digits(&"9".repeat(200)).unwrap().value, None);
        assert_eq!(digits(&"9".repeat(40)).unwrap().value, None);
    }
}
