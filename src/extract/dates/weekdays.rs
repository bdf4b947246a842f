//! Days of the week: "Thursday", "Monday of last week", "the first Monday of October", "two Fridays
//! ago".

use super::absolute::trailing_year;
use super::calendar::{self, month, ordinal, weekday, weekdays};
use super::expression::{Expression, Parts, Which};
use super::tense::{Direction, direction};
use crate::extract::amounts::tokens::{Kind, Token, Tokens};
use crate::extract::amounts::{is_currency, quantity, stop_word};

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
    // "monday.com"
    let site = tokens.is(at + 1, ".")
        && tokens.glued(at + 1)
        && tokens.at(at + 2).is_some_and(|t| t.glued && t.kind == Kind::Word && !t.capital());
    // "every Tuesday" is no day of its own.
    let recurs = tokens.before(at).is_some_and(|t| matches!(&*t.lower, "every" | "each"));
    if !full || name || site || recurs || one_of_several(tokens, at) {
        return None;
    }
    let next = at + 1;
    if let Some((by, next)) = of_week(tokens, next) {
        return Some((Expression::WeekdayOfWeek(day, by), next));
    }
    // "on Monday the 6th"
    if tokens.is(next, "the")
        && let Some((number, end, true)) = calendar::day(tokens, next + 1)
        && (closed(tokens, end) || tokens.at(end).is_some_and(stop_word))
        && !tokens.is(end, "of")
    {
        return Some((Expression::WeekdayDated(day, number), end));
    }
    if let Some((weeks, next)) = further_weeks(tokens, next).filter(|_| placed(tokens, at)) {
        return Some((Expression::WeekdayOn(day, weeks), next));
    }
    // "on Thursday last"
    if tokens.is(next, "last") && closed(tokens, next + 1) && placed(tokens, at) {
        return Some((Expression::Weekday(day, Which::Last), next + 1));
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

/// Whether a word that takes a day stands before it.
fn placed(tokens: &[Token<'_>], at: usize) -> bool {
    const PLACED: &[&str] = &["on", "until", "till", "by", "before", "from", "since", "for"];
    at > 0 && tokens.is_any(at - 1, PLACED)
}

/// Whether the clause ends before `at`.
fn closed(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.at(at).is_none_or(|t| matches!(t.text, "." | "," | ";" | ":" | ")" | "?" | "!" | "—"))
}

/// "week", "fortnight" right behind a day, which is so many weeks on from the next one.
fn further_weeks(tokens: &[Token<'_>], at: usize) -> Option<(i32, usize)> {
    let weeks = match &*tokens.at(at)?.lower {
        "week" => 1,
        "fortnight" => 2,
        _ => return None,
    };
    closed(tokens, at + 1).then_some((weeks, at + 1))
}

/// "a week on Monday", "a fortnight on Friday", of what is to come: "is due back in court a week on
/// Monday", but "paid twice a week on Fridays", "was shut for a week on Monday".
pub(super) fn week_on(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    const NOT: &[&str] = &[
        "once", "twice", "thrice", "times", "days", "hours", "nights", "for", "after", "than",
        "in", "of", "per", "about", "over", "only", "percent", "million", "billion", "thousand",
    ];
    let weeks = match &*tokens.at(at + 1)?.lower {
        "week" => 1,
        "fortnight" => 2,
        _ => return None,
    };
    if !tokens.is(at, "a") || !tokens.is(at + 2, "on") || !closed(tokens, at + 4) {
        return None;
    }
    let (day, true) = weekday(tokens.at(at + 3)?)? else { return None };
    let before = at.checked_sub(1)?;
    let counts = tokens[before].kind != Kind::Word
        || tokens.is_any(before, NOT)
        || is_currency(tokens, before);
    let ahead = direction(tokens, at, at + 4) == Direction::Future;
    (ahead && !counts).then_some((Expression::WeekdayOn(day, weeks), at + 4))
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
