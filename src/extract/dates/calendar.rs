//! Names and numbers of the calendar, as single tokens.

use jiff::civil::Weekday;

use crate::extract::amounts::tokens::{Kind, Token, Tokens};
use crate::text::MONTHS;

/// Month names and abbreviations; an abbreviation counts only beside a day or a year.
pub(super) fn month(token: &Token<'_>) -> Option<(i8, bool)> {
    if !token.capital() {
        return None;
    }
    let lower = stem(token);
    if let Some(at) = MONTHS.iter().position(|name| *name == lower) {
        return Some((i8::try_from(at).ok()? + 1, true));
    }
    let short = ["jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let at = short.iter().position(|name| *name == lower);
    let at = at.or((lower == "sept").then_some(8))?;
    Some((i8::try_from(at).ok()? + 1, false))
}

/// Weekday names; abbreviations only before a full date.
pub(super) fn weekday(token: &Token<'_>) -> Option<(Weekday, bool)> {
    if token.capital() { weekday_named(stem(token)) } else { None }
}

/// The day of "Fridays".
pub(super) fn weekdays(token: &Token<'_>) -> Option<Weekday> {
    let singular = token.lower.strip_suffix('s').filter(|_| token.capital())?;
    weekday_named(singular).filter(|(_, full)| *full).map(|(day, _)| day)
}

fn weekday_named(lower: &str) -> Option<(Weekday, bool)> {
    Some(match lower {
        "monday" => (Weekday::Monday, true),
        "tuesday" => (Weekday::Tuesday, true),
        "wednesday" => (Weekday::Wednesday, true),
        "thursday" => (Weekday::Thursday, true),
        "friday" => (Weekday::Friday, true),
        "saturday" => (Weekday::Saturday, true),
        "sunday" => (Weekday::Sunday, true),
        "mon" => (Weekday::Monday, false),
        "tue" | "tues" => (Weekday::Tuesday, false),
        "wed" => (Weekday::Wednesday, false),
        "thu" | "thur" | "thurs" => (Weekday::Thursday, false),
        "fri" => (Weekday::Friday, false),
        "sat" => (Weekday::Saturday, false),
        "sun" => (Weekday::Sunday, false),
        _ => return None,
    })
}

/// The word without its possessive.
pub(super) fn stem<'t>(token: &'t Token<'_>) -> &'t str {
    token.lower.strip_suffix("'s").unwrap_or(&token.lower)
}

/// How many bytes of a token a possessive takes, which a span leaves out.
pub(super) fn possessive(token: &Token<'_>) -> usize {
    let own = stem(token).len();
    if own == token.lower.len() {
        return 0;
    }
    token.text.len() - token.text.rfind(['\'', '’']).unwrap_or(token.text.len())
}

/// A token of digits only, as a number, if it has that many digits.
pub(super) fn plain(token: &Token<'_>, lens: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let digits = token.kind == Kind::Number && lens.contains(&token.text.len());
    if digits && token.text.bytes().all(|b| b.is_ascii_digit()) {
        token.text.parse().ok()
    } else {
        None
    }
}

/// Four digits that can be a year in news.
pub(super) fn year(token: &Token<'_>) -> Option<i16> {
    plain(token, 4..=4).filter(|y| (1900..=2099).contains(y))
}

/// The year that two digits stand for.
pub(super) fn short_year(digits: i16) -> i16 {
    if digits < 30 { 2000 + digits } else { 1900 + digits }
}

/// A day of the month at `at`, and the token after it; true where it is an ordinal ("18th").
pub(super) fn day(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize, bool)> {
    let day = plain(tokens.at(at)?, 1..=2).filter(|d| (1..=31).contains(d))?;
    let day = i8::try_from(day).ok()?;
    let Some(next) = tokens.at(at + 1).filter(|t| t.glued && t.kind == Kind::Word) else {
        return Some((day, at + 1, false));
    };
    matches!(&*next.lower, "st" | "nd" | "rd" | "th").then_some((day, at + 2, true))
}

/// First to fourth, in words or digits, and the token after it.
pub(super) fn ordinal(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let words = ["first", "second", "third", "fourth"];
    let lower = &*tokens.at(at)?.lower;
    if let Some(found) = words.iter().position(|word| *word == lower) {
        return Some((i8::try_from(found).ok()? + 1, at + 1));
    }
    day(tokens, at).filter(|(n, _, ordinal)| *ordinal && *n <= 4).map(|(n, next, _)| (n, next))
}
