//! Dates that need the article's own: "Thursday", "last March", "two weeks ago", "the 18th".

use super::absolute::{absolute, relative_year};
use super::calendar::{day, month, stem, weekday};
use super::expression::{Expression, Found, Parts, Unit, Which};
use super::years::year_at;
use super::{from, holidays, intervals, periods, weekdays};
use crate::extract::amounts::tokens::{Kind, Token, Tokens};
use crate::extract::amounts::{quantity, stop_word};

/// The relative expression that starts at `at`.
pub(super) fn relative(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let found = |(expression, next)| Found { expression, first: at, next };
    adverb(tokens, at)
        .or_else(|| time_of_day(tokens, at))
        .or_else(|| periods::ended(tokens, at))
        .or_else(|| periods::end_of(tokens, at))
        .or_else(|| from::from(tokens, at))
        .or_else(|| weekdays::of_month(tokens, at))
        .or_else(|| weekdays::week_on(tokens, at))
        .or_else(|| which(tokens, at))
        .or_else(|| weekdays::plain(tokens, at))
        .or_else(|| around(tokens, at))
        .or_else(|| before_last(tokens, at))
        .or_else(|| season_of_year(tokens, at))
        .or_else(|| plain_season(tokens, at))
        .or_else(|| plain_weekend(tokens, at))
        .or_else(|| ago(tokens, at))
        .or_else(|| weekdays::back(tokens, at))
        .or_else(|| lone_day(tokens, at))
        .map(found)
}

type Read = (Expression, usize);

fn adverb(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let token = tokens.at(at)?;
    if let Some(days) = next_but_one(tokens, at) {
        return Some((Expression::Shift(Unit::Day, days), at + 3));
    }
    let days = match stem(token) {
        "yesterday" => -1,
        "today" => 0,
        "tomorrow" => 1,
        _ => return None,
    };
    // "USA Today" and "Russia Today" are media.
    let owner = token.lower.ends_with("'s")
        && tokens.at(at + 1).is_some_and(|t| t.capital() && t.text.len() > 2);
    let name = token.capital() && (tokens.before(at).is_some_and(Token::capital) || owner);
    (!name).then_some((Expression::Shift(Unit::Day, days), at + 1))
}

/// The days from the article's of "day before yesterday", "day after tomorrow", without their "the".
fn next_but_one(tokens: &[Token<'_>], at: usize) -> Option<i32> {
    let (days, beside) = match &*tokens.at(at + 1)?.lower {
        "before" => (-2, "yesterday"),
        "after" => (2, "tomorrow"),
        _ => return None,
    };
    // "The Day After Tomorrow" is a film.
    let day = tokens.at(at + 2).filter(|t| !t.capital())?;
    (tokens.is(at, "day") && stem(day) == beside).then_some(days)
}

/// "this morning", "last night", "tonight": the day, not the hour.
fn time_of_day(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let capital = tokens.at(at)?.capital();
    let name = capital && tokens.before(at).is_some_and(Token::capital);
    if tokens.is(at, "tonight") {
        return (!name).then_some((Expression::Shift(Unit::Day, 0), at + 1));
    }
    let days = match &*tokens.at(at)?.lower {
        "this" if tokens.is_any(at + 1, &["morning", "afternoon", "evening"]) => 0,
        "last" if tokens.is_any(at + 1, &["night", "evening"]) => -1,
        _ => return None,
    };
    let the = tokens.before(at).is_some_and(|t| t.lower == "the");
    (!name && !the).then_some((Expression::Shift(Unit::Day, days), at + 2))
}

/// "last year", "next Thursday", "this month", "last March".
fn which(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let which = match &*tokens.at(at)?.lower {
        "last" => Which::Last,
        "this" => Which::This,
        "next" => Which::Next,
        _ => return None,
    };
    // "over the last year" is a length of time, "the last week of March" part of another date.
    if tokens.before(at).is_some_and(|t| matches!(&*t.lower, "the" | "at" | "these")) {
        return None;
    }
    // "this past Friday", "this coming week"
    let (which, word) = match &*tokens.at(at + 1)?.lower {
        "past" if which == Which::This => (Which::Last, at + 2),
        "coming" if which == Which::This => (Which::Next, at + 2),
        _ => (which, at + 1),
    };
    let (token, next) = (tokens.at(word)?, word + 1);
    if let Some((day, true)) = weekday(token) {
        return Some((Expression::Weekday(day, which), next));
    }
    if let Some((number, true)) = month(token) {
        let more = day(tokens, next).is_some() || year_at(tokens, next).is_some();
        return (!more).then_some((Expression::Month(number, which), next));
    }
    // "the month before last Christmas" is another one.
    let beside = tokens.before(at).is_some_and(|t| t.lower == "before");
    if let Some((month, day, next)) = holidays::named(tokens, word).filter(|_| !beside) {
        return Some((Expression::Holiday(month, day, which), next));
    }
    if let Some(first) = season(token) {
        // "this fall in prices" is none.
        let drop = which == Which::This && tokens.is_any(next, &["in", "of"]);
        return (!drop).then_some((Expression::Season(first, which), next));
    }
    // "this past week" is the seven days up to now.
    let rolling = which == Which::Last && word > at + 1;
    let unit = match stem(token) {
        "weekend" => Unit::Weekend,
        _ if rolling => return None,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        _ => return None,
    };
    let shift = match which {
        Which::Last => -1,
        Which::Next => 1,
        Which::This | Which::Plain => 0,
    };
    Some((Expression::Shift(unit, shift), next))
}

/// "week of Oct. 7", "weekend of March 1-2, 2025", "week beginning Nov. 4".
fn around(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let unit = match &*tokens.at(at)?.lower {
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        _ => return None,
    };
    let begins =
        unit == Unit::Week && tokens.is_any(at + 1, &["beginning", "commencing", "starting"]);
    let on = usize::from(begins && tokens.is(at + 2, "on"));
    let found = absolute(tokens, at + 2 + on).filter(|_| begins || tokens.is(at + 1, "of"))?;
    let Expression::Calendar(parts @ Parts { month: Some(_), day: Some(first), .. }) =
        found.expression
    else {
        return None;
    };
    if begins {
        return Some((Expression::Beginning(parts), found.next));
    }
    // "Oct. 26-27" names both days of the one weekend.
    if unit == Unit::Weekend
        && let Some(interval) = intervals::interval(tokens, &found)
        && let (Expression::Calendar(from), Expression::Calendar(to)) = (interval.from, interval.to)
        && to.day.is_some_and(|last| last == first + 1 || from.month != to.month && last == 1)
    {
        return Some((Expression::Around(unit, from), interval.next));
    }
    Some((Expression::Around(unit, parts), found.next))
}

/// "the week before last", "the week after next", without its "the".
fn before_last(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let unit = match &*tokens.at(at)?.lower {
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    };
    let the = tokens.before(at).is_some_and(|t| t.lower == "the");
    let noun = tokens.at(at + 3).is_some_and(|t| t.kind == Kind::Word && !stop_word(t));
    if the && tokens.are(at + 1, &["after", "next"]) && !noun {
        return Some((Expression::Shift(unit, 2), at + 3));
    }
    (the && weekdays::before_last(tokens, at + 1)).then_some((Expression::Shift(unit, -2), at + 3))
}

/// The first month of a season.
fn season(token: &Token<'_>) -> Option<i8> {
    match stem(token) {
        "spring" => Some(3),
        "summer" => Some(6),
        "fall" | "autumn" => Some(9),
        "winter" => Some(12),
        _ => None,
    }
}

/// "summer of last year"; a winter is of two.
fn season_of_year(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let from = season(tokens.at(at)?).filter(|first| *first < 12)?;
    let (by, next) = relative_year(tokens, at + 1).filter(|_| tokens.is(at + 1, "of"))?;
    Some((Expression::MonthsOfYear { by, from, to: from + 2 }, next))
}

/// "over the summer", "since the spring", without "the"; "in the fall of Kabul" and "the winter coat"
/// are none.
fn plain_season(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    const PLACED: &[&str] =
        &["in", "over", "during", "since", "until", "by", "through", "throughout", "before"];
    let first = season(tokens.at(at)?).filter(|_| stem(&tokens[at]) == tokens[at].lower)?;
    let placed = at >= 2 && tokens.is(at - 1, "the") && tokens.is_any(at - 2, PLACED);
    let noun = tokens.at(at + 1).is_some_and(|t| match t.kind {
        Kind::Word => !stop_word(t),
        Kind::Number => true,
        Kind::Mark => t.text == "-",
        Kind::Sign => false,
    });
    let drop = tokens.is_any(at + 1, &["of", "in", "from", "to"]);
    (placed && !noun && !drop).then_some((Expression::Season(first, Which::Plain), at + 1))
}

/// "over the weekend", without its "the".
fn plain_weekend(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let weekend = tokens.is(at, "weekend") && at >= 2 && tokens.is(at - 1, "the");
    let placed = weekend
        && tokens.is_any(
            at - 2,
            &["over", "during", "at", "on", "before", "after", "until", "through", "by", "since"],
        );
    let named = tokens.at(at + 1).is_some_and(Token::capital);
    (placed && !named).then_some((Expression::Weekend, at + 1))
}

/// "two weeks ago", "a year ago this month"; "several years ago" is a date, but not which.
fn ago(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let article = tokens.is_any(at, &["a", "an"]);
    let (count, unit_at) = match quantity(tokens, at) {
        Some((count, next)) => (count, next),
        None if article => (Some(1), at + 1),
        None => return None,
    };
    if !tokens.is(unit_at + 1, "ago") {
        return None;
    }
    let (unit, times) = match &*tokens.at(unit_at)?.lower {
        "day" | "days" => (Unit::Day, 1),
        "week" | "weeks" => (Unit::Week, 1),
        "fortnight" | "fortnights" => (Unit::Week, 2),
        "month" | "months" => (Unit::Month, 1),
        "year" | "years" => (Unit::Year, 1),
        "decade" | "decades" => (Unit::Year, 10),
        "hour" | "hours" | "minute" | "minutes" => return Some((Expression::Open, unit_at + 2)),
        _ => return None,
    };
    let next = unit_at + 2;
    let Some(back) = count.and_then(|n| n.checked_mul(times)) else {
        return Some((Expression::Open, next));
    };
    if let Some((of, by, next)) = same_time(tokens, next).filter(|(of, ..)| *of < unit) {
        return Some((Expression::Ago { unit, back, of, by }, next));
    }
    // "two weeks ago Thursday", "a week ago on Monday"
    let on = next + usize::from(tokens.is(next, "on"));
    if unit == Unit::Week
        && let Some((day, true)) = tokens.at(on).and_then(weekday)
    {
        return Some((Expression::WeekdayOfWeek(day, -back), on + 1));
    }
    Some((Expression::Shift(unit, -back), next))
}

/// "this month", "last week", "today" right behind "a year ago": which one beside that time.
fn same_time(tokens: &[Token<'_>], at: usize) -> Option<(Unit, i32, usize)> {
    let by = match &*tokens.at(at)?.lower {
        "today" => return Some((Unit::Day, 0, at + 1)),
        "yesterday" => return Some((Unit::Day, -1, at + 1)),
        "tomorrow" => return Some((Unit::Day, 1, at + 1)),
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let unit = match stem(tokens.at(at + 1)?) {
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        _ => return None,
    };
    Some((unit, by, at + 2))
}

/// "on the 18th", "from the 19th": an ordinal that no noun follows; "27th of next month".
fn lone_day(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    const BEFORE: &[&str] = &[
        "on", "from", "to", "until", "till", "by", "since", "through", "between", "and", "before",
    ];
    let (number, next, true) = day(tokens, at)? else { return None };
    if let Some((Unit::Month, by, end)) =
        same_time(tokens, next + 1).filter(|_| tokens.is(next, "of"))
    {
        return Some((Expression::DayOfMonth(number, by), end));
    }
    let the = at.checked_sub(1).filter(|i| tokens.is(*i, "the"))?;
    // "the night of the 14th"
    let hours = ["night", "morning", "evening", "afternoon", "hours"];
    let night = the >= 2 && tokens.is(the - 1, "of") && tokens.is_any(the - 2, &hours);
    let placed = night || tokens.before(the).is_some_and(|t| BEFORE.contains(&&*t.lower));
    let free = tokens.at(next).is_none_or(|t| t.kind != Kind::Word || stop_word(t));
    let hyphen = tokens.hyphen(next);
    // "and the 18th" alone may be anything that was counted before.
    let and = tokens.before(the).is_some_and(|t| t.lower == "and");
    let between = and && at >= 4 && tokens.is(at.saturating_sub(6), "between");
    (placed && free && !hyphen && (!and || between)).then_some((
        Expression::Calendar(Parts { year: None, month: None, day: Some(number) }),
        next,
    ))
}
