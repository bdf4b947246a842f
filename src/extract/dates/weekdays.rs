//! Days of the week: "Thursday", "Monday of last week", "the first Monday of October", "two Fridays
//! ago".

use super::absolute::trailing_year;
use super::calendar::{month, ordinal, weekday, weekdays};
use super::expression::{Expression, Parts, Which};
use crate::extract::amounts::tokens::{Kind, Token, Tokens};
use crate::extract::amounts::{quantity, stop_word};

type Read = (Expression, usize);

/// "Thursday", "Thursday of next week", "the Friday before last".
pub(super) fn plain(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    const NAMES: &[&str] = &[
        "black", "good", "patch", "cyber", "super", "bloody", "ash", "easter", "palm", "giving",
        "freaky", "casual", "joe",
    ];
    const MEDIA: &[&str] =
        &["times", "mail", "telegraph", "post", "express", "mirror", "herald", "night"];
    let (day, full) = weekday(tokens.at(at)?)?;
    // "Patch Tuesday", but "it released a patch Tuesday".
    let name = tokens.before(at).is_some_and(|t| t.capital() && NAMES.contains(&&*t.lower))
        || tokens.at(at + 1).is_some_and(|t| t.capital() && MEDIA.contains(&&*t.lower));
    // "every Tuesday" is no day of its own.
    let recurs = tokens.before(at).is_some_and(|t| matches!(&*t.lower, "every" | "each"));
    if !full || name || recurs || one_of_several(tokens, at) {
        return None;
    }
    let next = at + 1;
    if let Some((by, next)) = of_week(tokens, next) {
        return Some((Expression::WeekdayOfWeek(day, by), next));
    }
    if tokens.before(at).is_some_and(|t| t.lower == "the") {
        if before_last(tokens, next) {
            return Some((Expression::WeekdayBack(day, 2), next + 2));
        }
        // "the Monday after the vote": of what the text may date elsewhere, or nowhere.
        if tokens.is_any(next, &["after", "before", "following", "preceding"]) {
            return Some((Expression::Open, next));
        }
    }
    Some((Expression::Weekday(day, Which::Plain), next))
}

/// Whether "before last" stands at `at`, with nothing after it that "last" could belong to.
pub(super) fn before_last(tokens: &[Token<'_>], at: usize) -> bool {
    let noun = tokens.at(at + 2).is_some_and(|t| t.kind == Kind::Word && !stop_word(t));
    tokens.are(at, &["before", "last"]) && !noun
}

/// "the second Tuesday of each month": no day of its own.
fn one_of_several(tokens: &[Token<'_>], at: usize) -> bool {
    const WHICH: &[&str] = &["first", "second", "third", "fourth", "fifth", "last"];
    at >= 2
        && tokens.is(at - 2, "the")
        && tokens.is_any(at - 1, WHICH)
        && tokens.is_any(at + 1, &["of", "in"])
}

/// The weeks from the article's in "of last week", "next week" after a day, and the token after it.
fn of_week(tokens: &[Token<'_>], at: usize) -> Option<(i32, usize)> {
    let which = at + usize::from(tokens.is(at, "of"));
    let by = match &*tokens.at(which)?.lower {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    tokens.is(which + 1, "week").then_some((by, which + 2))
}

/// "first Monday of October", "last Friday in September 2023".
pub(super) fn of_month(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let (nth, next) = match ordinal(tokens, at) {
        Some(found) => found,
        None if tokens.is(at, "last") => (-1, at + 1),
        None => return None,
    };
    let (day, true) = weekday(tokens.at(next)?)? else { return None };
    let (number, true) = month(tokens.at(next + 2)?)? else { return None };
    if !tokens.is_any(next + 1, &["of", "in"]) {
        return None;
    }
    let end = next + 3;
    let (year, end) = trailing_year(tokens, end).map_or((None, end), |(y, end)| (Some(y), end));
    let month = Parts { year, month: Some(number), day: None };
    Some((Expression::WeekdayOfMonth(day, nth, month), end))
}

/// "two Fridays ago".
pub(super) fn back(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    // Of more than these nobody counts by a day of the week.
    const MOST: i32 = 9;
    let (count, unit_at) = quantity(tokens, at)?;
    let day = weekdays(tokens.at(unit_at)?)?;
    if !tokens.is(unit_at + 1, "ago") {
        return None;
    }
    let count = count.filter(|n| (2..=MOST).contains(n));
    let back = count.map_or(Expression::Open, |n| Expression::WeekdayBack(day, n));
    Some((back, unit_at + 2))
}
