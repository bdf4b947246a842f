//! The names of a record in the words of a page.

use rust_decimal::Decimal;

use crate::record::{AmountRecord, Score};
use crate::taxonomy::{AmountKind, EntityLabel, Modifier};

/// A name of the taxonomy as words: `data_breach` is "data breach".
pub(super) fn plain(name: &str) -> String {
    name.replace('_', " ").replace(" it ", " IT ")
}

/// The same with a capital, for the start of a cell.
pub(super) fn capital(name: &str) -> String {
    let plain = plain(name);
    let mut chars = plain.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What a label of mentions stands for.
pub(super) fn label(label: EntityLabel) -> &'static str {
    match label {
        EntityLabel::Per => "person",
        EntityLabel::Org => "organisation",
        EntityLabel::Loc => "place",
        EntityLabel::Misc => "people, event, work",
        EntityLabel::Group => "threat group",
        EntityLabel::Malware => "malicious software",
    }
}

/// A score with three digits.
pub(super) fn score(score: Score) -> String {
    format!("{:.3}", score.value())
}

/// "1 article", "2 articles": `one` takes an s.
pub(super) fn count(number: usize, one: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {one}{s}", digits(&number.to_string()))
}

/// A decimal with its thousands set apart.
pub(super) fn decimal(value: Decimal) -> String {
    digits(&value.normalize().to_string())
}

/// Digits with commas between thousands.
pub(super) fn digits(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("\u{2212}", rest));
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// What an amount is, in numbers: "about 600,000,000 USD".
pub(super) fn value(amount: &AmountRecord) -> String {
    let number = match (amount.value, amount.min, amount.max) {
        (Some(value), _, _) => decimal(value.0),
        (None, Some(min), Some(max)) => format!("{} to {}", decimal(min.0), decimal(max.0)),
        (None, Some(min), None) => format!("{} or more", decimal(min.0)),
        (None, None, Some(max)) => format!("{} or less", decimal(max.0)),
        (None, None, None) => "no number".to_owned(),
    };
    let before = match amount.modifier {
        Some(Modifier::Approx) => "about ",
        Some(Modifier::AtLeast) => "at least ",
        Some(Modifier::AtMost) => "at most ",
        Some(Modifier::Range | Modifier::Vague) | None => "",
    };
    let unit = match amount.kind {
        AmountKind::Percent => " %".to_owned(),
        _ => amount
            .currency
            .as_ref()
            .or(amount.unit.as_ref())
            .map_or_else(String::new, |unit| format!(" {unit}")),
    };
    let per = amount.per.as_ref().map_or_else(String::new, |per| format!(" a {per}"));
    format!("{before}{number}{unit}{per}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (number, shown) in [
            ("7", "7"),
            ("999", "999"),
            ("1000", "1,000"),
            ("3000000000", "3,000,000,000"),
            ("-1234.5678", "\u{2212}1,234.5678"),
        ] {
            assert_eq!(digits(number), shown);
        }
        assert_eq!(capital("illicit_it_workers"), "Illicit IT workers");
        assert_eq!(count(1, "article") + ", " + &count(1200, "event"), "1 article, 1,200 events");
    }
}
