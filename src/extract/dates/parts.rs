//! Parts of a year: quarters and halves, the first nine months, seasons, fiscal years.

use super::absolute::{Read, calendar, relative_year, trailing_year};
use super::calendar::ordinal;
use super::expression::Expression;
use super::periods;
use super::years::year_at;
use crate::extract::amounts::quantity;
use crate::extract::amounts::tokens::{Token, Tokens};

/// "first quarter of 2024", "Q1 2024", "Q1", "second half of 2023", "H1 2024".
pub(super) fn quarter(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    if let Some((from, to)) = abbreviated_quarter(&tokens[at].lower) {
        let next = at + 1 + usize::from(tokens.is_any(at + 1, &["of", "-", "in"]));
        return Some(match year_at(tokens, next) {
            Some(year) => (Expression::Months { year: Some(year), from, to }, next + 1),
            None => (Expression::Months { year: None, from, to }, at + 1),
        });
    }
    let ((from, to), next) = months_in_words(tokens, at)?;
    if let Some((by, next)) = relative_year(tokens, next).filter(|_| tokens.is(next, "of")) {
        return Some((Expression::MonthsOfYear { by, from, to }, next));
    }
    // "the second half of the year"
    let fiscal = usize::from(tokens.is(next + 2, "fiscal"));
    if tokens.are(next, &["of", "the"]) && tokens.is(next + 2 + fiscal, "year") {
        return Some((Expression::MonthsOfYear { by: 0, from, to }, next + 3 + fiscal));
    }
    let year_from = next + usize::from(tokens.is_any(next, &["of", "in", ","]));
    if let Some(year) = year_at(tokens, year_from) {
        return Some((Expression::Months { year: Some(year), from, to }, year_from + 1));
    }
    periods::of_business(tokens, at, next)
        .then_some((Expression::Months { year: None, from, to }, next))
}

/// "first quarter", "final quarter", "second half", "first nine months": first and last month.
pub(super) fn months_in_words(tokens: &[Token<'_>], at: usize) -> Option<((i8, i8), usize)> {
    let closing = tokens.is_any(at, &["last", "final", "closing", "latter"]);
    let (which, next) = if closing { (0, at + 1) } else { ordinal(tokens, at)? };
    let next = next + usize::from(tokens.hyphen(next));
    let part = |len: i8| {
        let which = if closing { 12 / len } else { which };
        (which * len <= 12).then_some((((which - 1) * len + 1, which * len), next + 1))
    };
    match &*tokens.at(next)?.lower {
        "quarter" => return part(3),
        "half" => return part(6),
        _ => {}
    }
    let (months, next) = quantity(tokens, next)?;
    let months = months.and_then(|n| i8::try_from(n).ok()).filter(|n| (2..12).contains(n))?;
    let range = if closing { (13 - months, 12) } else { (1, months) };
    ((closing || which == 1) && tokens.is(next, "months")).then_some((range, next + 1))
}

pub(super) fn abbreviated_quarter(lower: &str) -> Option<(i8, i8)> {
    Some(match lower {
        "q1" => (1, 3),
        "q2" => (4, 6),
        "q3" => (7, 9),
        "q4" => (10, 12),
        "h1" => (1, 6),
        "h2" => (7, 12),
        _ => return None,
    })
}

/// "summer of 2023", "spring 2024", by the northern calendar; a winter has two years, and has only
/// the one that is written.
pub(super) fn season(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let months = match &*tokens[at].lower {
        "spring" => Some((3, 5)),
        "summer" => Some((6, 8)),
        "fall" | "autumn" => Some((9, 11)),
        "winter" => None,
        _ => return None,
    };
    let (year, next) = trailing_year(tokens, at + 1).filter(|_| !tokens.is(at + 1, ","))?;
    let expression = match months {
        Some((from, to)) => Expression::Months { year: Some(year), from, to },
        None => calendar(Some(year), None, None)?,
    };
    Some((expression, next))
}

/// "fiscal 2022", "fiscal year 2022", "FY 2022", "FY2022".
pub(super) fn fiscal(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let token = &tokens[at];
    let glued = token.text.strip_prefix("FY").and_then(|y| y.parse::<i16>().ok());
    if let Some(year) = glued.filter(|y| (1900..=2099).contains(y)) {
        return Some((calendar(Some(year), None, None)?, at + 1));
    }
    if !(token.lower == "fiscal" || token.text == "FY") {
        return None;
    }
    let next = at + 1 + usize::from(tokens.is(at + 1, "year"));
    Some((calendar(Some(year_at(tokens, next)?), None, None)?, next + 1))
}
