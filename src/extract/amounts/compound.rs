//! Lengths of time in two units: "six years and nine months", "two hours, 30 minutes".

use rust_decimal::Decimal;

use super::Sentence;
use super::measures::{Measure, Term, term};
use super::numbers::Size;
use super::tokens::Tokens;

/// The unit that goes on a longer one, and how many of it make one of that.
fn part(unit: &str) -> Option<(&'static str, i64)> {
    Some(match unit {
        "year" => ("month", 12),
        "week" => ("day", 7),
        "day" => ("hour", 24),
        "hour" => ("minute", 60),
        "minute" => ("second", 60),
        _ => return None,
    })
}

/// `first` with the length that goes on it, in units of the first.
pub(super) fn joined(sentence: &Sentence<'_>, first: Term) -> Term {
    longer(sentence, &first).unwrap_or(first)
}

fn longer(sentence: &Sentence<'_>, first: &Term) -> Option<Term> {
    let tokens = sentence.tokens.as_slice();
    let Measure::Duration(unit) = first.measure else { return None };
    let (smaller, ratio) = part(unit)?;
    let ratio = Decimal::from(ratio);
    let whole = first.size.value?;
    let joint = first.last + 1;
    // "two hours, 30 minutes" is one length, "5 years, 3 months later" as well.
    if !tokens.is_any(joint, &["and", ","]) {
        return None;
    }
    let rest = term(sentence, joint + 1)?;
    let value = rest.size.value.filter(|value| *value < ratio)?;
    if rest.measure != Measure::Duration(smaller) || tokens.hyphen(rest.last) {
        return None;
    }
    let value = whole.checked_add(value.checked_div(ratio)?)?.round_dp(4);
    Some(Term { size: Size { value: Some(value), bounds: None }, last: rest.last, ..*first })
}

#[cfg(test)]
mod tests {
    use super::super::amounts;
    use rust_decimal::Decimal;

    #[test]
    fn two_units_are_one_length() {
        for (text, span, value) in [
            ("He got six years and nine months in prison.", "six years and nine months", "6.75"),
            ("It was down for 2 hours, 30 minutes.", "2 hours, 30 minutes", "2.5"),
            ("She served one year and one month.", "one year and one month", "1.0833"),
        ] {
            let found = amounts(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].span.of(text), span);
            assert_eq!(found[0].value, Some(value.parse::<Decimal>().unwrap()), "{text}");
        }
        let text = "He got five years and three men got two months.";
        assert_eq!(amounts(text)[0].span.of(text), "five years");
    }
}
