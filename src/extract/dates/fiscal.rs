//! Fiscal years and their parts.
//!
//! When a fiscal year begins is not said, and states and companies begin theirs in different months.
//! So "fiscal 2025" is the year that it is called by, as "mid-2025" is 2025, and a part of one, such
//! as "the third quarter of fiscal 2025", is a date that nobody knows: it may lie in either year.

use super::absolute::{Read, calendar, second_year};
use super::calendar::short_year;
use super::expression::Expression;
use super::parts::{abbreviated, months_in_words};
use super::years::year_at;
use crate::extract::amounts::tokens::{Token, Tokens};

/// "fiscal 2022", "FY 2022", "FY24-25", "fiscal third quarter", "fiscal 2025 first-quarter".
pub(super) fn fiscal(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    if tokens.is(at, "fiscal")
        && let Some(next) = past_part(tokens, at + 1)
    {
        let year = next + usize::from(tokens.is_any(next, &["of", "in", ","]));
        return Some((Expression::Open, year_at(tokens, year).map_or(next, |_| year + 1)));
    }
    let (year, next) = numbered(tokens, at)?;
    Some(past_part(tokens, next).map_or((year, next), |next| (Expression::Open, next)))
}

/// Past "third quarter", "Q3" at `at`.
fn past_part(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let short = abbreviated(tokens, at).map(|found| found.next);
    short.or_else(|| months_in_words(tokens, at).map(|(_, next)| next))
}

/// A fiscal year with its number, or its two.
fn numbered(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let token = tokens.at(at)?;
    if let Some(year) = token.text.strip_prefix("FY").and_then(year_of_digits) {
        return one_or_two(tokens, year, at);
    }
    let next = at + 1 + usize::from(tokens.is(at + 1, "year"));
    let fiscal = token.lower == "fiscal" || token.text == "FY";
    let financial = tokens.is_any(at, &["financial", "tax"]) && next > at + 1;
    let year = year_at(tokens, next).filter(|_| fiscal || financial)?;
    one_or_two(tokens, year, next)
}

/// The year of "FY2024" and "FY24".
fn year_of_digits(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(short_year(year)),
        4 => Some(year).filter(|year| (1900..=2099).contains(year)),
        _ => None,
    }
}

/// The year at `at`, with a second one that is joined to it: "2024/25".
fn one_or_two(tokens: &[Token<'_>], year: i16, at: usize) -> Option<Read> {
    match second_year(tokens, at, year) {
        Some(last) => Some((Expression::Years(year, last), at + 3)),
        None => Some((calendar(Some(year), None, None)?, at + 1)),
    }
}

/// Past "fiscal year" behind its number: "the 2024-25 financial year".
pub(super) fn noun(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let kind = tokens.is_any(at, &["fiscal", "financial", "tax"]);
    (kind && tokens.is(at + 1, "year")).then_some(at + 2)
}

/// Past a fiscal year that something is a part of: "fiscal 2025", "its 2025 fiscal year", "the
/// fiscal year".
pub(super) fn past_year(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    const BEFORE: &[&str] = &["the", "its", "their", "our", "this", "last", "next"];
    let at = at + usize::from(tokens.is_any(at, BEFORE));
    let numbered = || numbered(tokens, at).map(|(_, next)| next);
    let behind = || {
        let year = year_at(tokens, at)?;
        noun(tokens, second_year(tokens, at, year).map_or(at + 1, |_| at + 3))
    };
    numbered().or_else(|| noun(tokens, at)).or_else(behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::amounts::tokens::tokens;

    fn read(text: &str) -> Option<(Expression, usize)> {
        fiscal(&tokens(text), 0)
    }

    #[test]
    fn years_have_the_number_that_they_are_called_by() {
        let year = |year| calendar(Some(year), None, None).unwrap();
        for text in ["fiscal 2025", "fiscal year 2025", "FY2025", "FY25", "FY 2025"] {
            let found = read(text).map(|(expression, _)| expression);
            assert_eq!(found, Some(year(2025)), "{text}");
        }
        for text in ["fiscal 2024-25", "FY24-25", "financial year 2024/25", "FY 2024-25"] {
            let found = read(text).map(|(expression, _)| expression);
            assert_eq!(found, Some(Expression::Years(2024, 2025)), "{text}");
        }
    }

    #[test]
    fn of_their_parts_nobody_knows_the_months() {
        for (text, words) in [
            ("fiscal third quarter of 2025", 5),
            ("fiscal third-quarter sales", 4),
            ("fiscal Q3 rose", 2),
            ("fiscal 2025 first quarter", 4),
            ("FY25 Q1", 2),
        ] {
            assert_eq!(read(text), Some((Expression::Open, words)), "{text}");
        }
    }

    #[test]
    fn other_words_are_none() {
        for text in ["fiscal policy", "FYI 2025", "financial 2025", "tax year", "FY255", "FY"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
