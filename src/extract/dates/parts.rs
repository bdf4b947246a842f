//! Parts of a year: quarters and halves, the first nine months, seasons.

use super::absolute::{Read, calendar, cut_year, relative_year, second_year, trailing_year};
use super::calendar::{ordinal, plain, short_year};
use super::expression::Expression;
use super::years::year_at;
use super::{fiscal, periods};
use crate::extract::amounts::quantity;
use crate::extract::amounts::tokens::{Kind, Token, Tokens};

/// "first quarter of 2024", "Q1 2024", "Q1", "3Q24", "second half of 2023", "H1 2024".
pub(super) fn quarter(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    if let Some(found) = abbreviated(tokens, at) {
        return short_quarter(tokens, at, found);
    }
    // "third fiscal quarter"
    if let Some((_, next)) = ordinal(tokens, at)
        && tokens.is(next, "fiscal")
        && tokens.is_any(next + 1, &["quarter", "half"])
    {
        return Some((Expression::Open, next + 2));
    }
    let ((from, to), next) = months_in_words(tokens, at)?;
    let of = next + usize::from(tokens.is_any(next, &["of", "in"]));
    if let Some(next) = fiscal::past_year(tokens, of).filter(|_| of > next) {
        return Some((Expression::Open, next));
    }
    if let Some((by, next)) = relative_year(tokens, next).filter(|_| tokens.is(next, "of")) {
        return Some((Expression::MonthsOfYear { by, from, to }, next));
    }
    // "the second half of the year"
    if tokens.are(next, &["of", "the", "year"]) {
        return Some((Expression::MonthsOfYear { by: 0, from, to }, next + 3));
    }
    let year_from = next + usize::from(tokens.is_any(next, &["of", "in", ","]));
    if let Some(year) = year_at(tokens, year_from) {
        return Some((Expression::Months { year: Some(year), from, to }, year_from + 1));
    }
    periods::of_business(tokens, at, next)
        .then_some((Expression::Months { year: None, from, to }, next))
}

/// A part of a year in a letter and a digit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Short {
    /// Its first and its last month.
    months: (i8, i8),
    /// The year that is glued to it.
    year: Option<i16>,
    /// First token after it.
    pub next: usize,
}

/// "Q1", "H2", "3Q", "1H24".
pub(super) fn abbreviated(tokens: &[Token<'_>], at: usize) -> Option<Short> {
    let token = tokens.at(at)?;
    if token.kind == Kind::Word {
        // "Windows 11 23H2" is a release.
        let release = |t: &Token<'_>| t.kind == Kind::Number && t.text.len() != 4;
        if token.glued && tokens.before(at).is_some_and(release) {
            return None;
        }
        let months = abbreviated_quarter(&token.lower)?;
        return Some(Short { months, year: None, next: at + 1 });
    }
    let which = plain(token, 1..=1)?;
    let part = tokens.at(at + 1).filter(|t| t.glued && t.text.starts_with(['Q', 'H']))?;
    let (letter, digits) = part.lower.split_at_checked(1)?;
    let months = abbreviated_quarter(&format!("{letter}{which}"))?;
    let year = match (digits.len(), digits.parse::<i16>()) {
        (0, _) => None,
        (2, Ok(year)) => Some(short_year(year)),
        (4, Ok(year)) => Some(year).filter(|year| (1900..=2099).contains(year)),
        _ => return None,
    };
    Some(Short { months, year, next: at + 2 })
}

/// The year of a quarter in a letter and a digit: its own, or that of the last one of a list.
fn short_quarter(tokens: &[Token<'_>], at: usize, found: Short) -> Option<Read> {
    let (from, to) = found.months;
    let of = found.next + usize::from(tokens.is_any(found.next, &["of", "-", "in"]));
    if let Some(next) = fiscal::past_year(tokens, of) {
        return Some((Expression::Open, next));
    }
    if let Some((year, next)) = year_of(tokens, found) {
        return Some((Expression::Months { year: Some(year), from, to }, next));
    }
    // "Q1 and Q2 2024"
    let listed = tokens.is_any(found.next, &["and", "or", "&", ","]).then_some(found.next + 1);
    let later = listed.and_then(|at| abbreviated(tokens, at)).filter(|l| l.months.0 > from);
    let year = later.and_then(|later| year_of(tokens, later)).map(|(year, _)| year);
    // "3Q" without a year may be anything.
    let stands = year.is_some() || tokens.at(at)?.kind == Kind::Word;
    stands.then_some((Expression::Months { year, from, to }, found.next))
}

/// The year of "Q1 2024", "Q3'24", "3Q24", and the token after it.
fn year_of(tokens: &[Token<'_>], found: Short) -> Option<(i16, usize)> {
    if let Some(year) = found.year {
        return Some((year, found.next));
    }
    let of = found.next + usize::from(tokens.is_any(found.next, &["of", "-", "in"]));
    let whole = || year_at(tokens, of).map(|year| (year, of + 1));
    cut_year(tokens, of).or_else(whole)
}

/// "first quarter", "final quarter", "second half", "first nine months", "first two quarters", "third
/// and fourth quarters": first and last month.
pub(super) fn months_in_words(tokens: &[Token<'_>], at: usize) -> Option<((i8, i8), usize)> {
    if let Some(found) = two_parts(tokens, at) {
        return Some(found);
    }
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
    let each = match &*tokens.at(next)?.lower {
        "months" => 1,
        "quarters" => 3,
        _ => return None,
    };
    let months = months.and_then(|n| i8::try_from(n.checked_mul(each)?).ok());
    let months = months.filter(|n| (2..12).contains(n))?;
    let range = if closing { (13 - months, 12) } else { (1, months) };
    (closing || which == 1).then_some((range, next + 1))
}

/// "third and fourth quarters": two that follow each other.
fn two_parts(tokens: &[Token<'_>], at: usize) -> Option<((i8, i8), usize)> {
    let (first, and) = ordinal(tokens, at)?;
    let (second, next) = ordinal(tokens, and + 1).filter(|_| tokens.is(and, "and"))?;
    let len = match &*tokens.at(next)?.lower {
        "quarters" => 3,
        "halves" => 6,
        _ => return None,
    };
    let range = ((first - 1) * len + 1, second * len);
    (second == first + 1 && range.1 <= 12).then_some((range, next + 1))
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
/// those that are written.
pub(super) fn season(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let months = match &*tokens[at].lower {
        "spring" => Some((3, 5)),
        "summer" => Some((6, 8)),
        "fall" | "autumn" => Some((9, 11)),
        "winter" => None,
        _ => return None,
    };
    let (year, next) = trailing_year(tokens, at + 1).filter(|_| !tokens.is(at + 1, ","))?;
    if let Some((from, to)) = months {
        return Some((Expression::Months { year: Some(year), from, to }, next));
    }
    // "the winter of 2023-24"
    match second_year(tokens, next - 1, year) {
        Some(last) if last == year + 1 => Some((Expression::Years(year, last), next + 2)),
        _ => Some((calendar(Some(year), None, None)?, next)),
    }
}
