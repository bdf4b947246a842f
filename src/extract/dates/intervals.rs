//! Two dates as one: "from 2017 to 2023", "April 3-5, 2024", "the 19th to the 22nd".

use super::absolute::absolute;
use super::calendar::{day, weekday};
use super::expression::{Expression, Found, Parts, Unit, Which};
use super::relative::relative;
use crate::extract::amounts::tokens::{Kind, Token, Tokens};

/// Two ends of an interval, each with the parts that the other one gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    pub from: Expression,
    pub to: Expression,
    /// First token after the second end.
    pub next: usize,
}

/// One expression at `at`.
pub(super) fn single(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    absolute(tokens, at).or_else(|| relative(tokens, at))
}

/// "3-5 April 2024", "19 to 22 June", "between Sunday 14 and Wednesday 17 April": two days before
/// their month.
pub(super) fn days_first(tokens: &[Token<'_>], at: usize) -> Option<(Interval, Found)> {
    let weekday = |at: usize| tokens.at(at).and_then(weekday).is_some();
    let named = weekday(at);
    let (number, next, _) = day(tokens, at + usize::from(named))?;
    // "on the night of 15/16 October"
    let slash = tokens.is(next, "/") && tokens.glued(next) && tokens.glued(next + 1);
    let joint = if slash { next + 1 } else { joint(tokens, at, next)? };
    let second = absolute(tokens, joint)?;
    let (to, of) = match second.expression {
        Expression::Calendar(to) => (to, None),
        // "3 to 5 April last year"
        Expression::OfYear(to, by) => (to, Some(by)),
        _ => return None,
    };
    to.month?;
    // The month must come after its day, or "in 5 to March 3" would be one.
    let from = Parts { day: Some(number), ..to };
    let alike = tokens[joint].kind == Kind::Number || (named && weekday(joint));
    let written = alike && from.possible() && number < to.day?;
    let found = Found { expression: from.of_year(of), first: at, next: second.next };
    let interval = Interval { from: from.of_year(of), to: to.of_year(of), next: second.next };
    written.then_some((interval, found))
}

/// The interval that `first` starts, if another date of its kind follows.
pub(super) fn interval(tokens: &[Token<'_>], first: &Found) -> Option<Interval> {
    let joint = joint(tokens, first.first, first.next)?;
    let dash = tokens[first.next].dash();
    if let Some(found) = second_day(tokens, first, joint) {
        return Some(found);
    }
    let second = single(tokens, joint)?;
    let (from, to) = match (first.expression, second.expression) {
        (Expression::Calendar(a), Expression::Calendar(b)) => {
            let (a, b) = complete(a, b)?;
            (Expression::Calendar(a), Expression::Calendar(b))
        }
        // "between January and June last year"
        (Expression::Calendar(a), Expression::OfYear(b, by)) if a.year.is_none() => {
            let wraps = i16::from(a.month.zip(b.month).is_some_and(|(a, b)| a > b));
            (Expression::OfYear(a, by - wraps), Expression::OfYear(b, by))
        }
        // "from November 2023 until April this year", "from 2021 to last month"
        (
            from @ Expression::Calendar(Parts { year: Some(_), .. }),
            to @ (Expression::OfYear(..) | Expression::Shift(Unit::Month | Unit::Year, _)),
        )
        | (from @ Expression::OfYear(..), to @ Expression::OfYear(..))
        | (from @ Expression::WeekdayOfWeek(..), to @ Expression::WeekdayOfWeek(..)) => (from, to),
        (from @ Expression::Months { .. }, to @ Expression::Months { .. }) => months(from, to)?,
        // "Monday to Wednesday of last week"
        (Expression::Weekday(from, Which::Plain), to @ Expression::WeekdayOfWeek(_, by)) => {
            (Expression::WeekdayOfWeek(from, by), to)
        }
        (
            from @ (Expression::Years(..) | Expression::Weekday(_, Which::Plain)),
            to @ (Expression::Years(..) | Expression::Weekday(_, Which::Plain)),
        ) if matches!(from, Expression::Years(..)) == matches!(to, Expression::Years(..)) => {
            (from, to)
        }
        _ => return None,
    };
    // "Monday-Friday" recurs rather than means five days.
    let recurring = dash && matches!(from, Expression::Weekday(..));
    (!recurring).then_some(Interval { from, to, next: second.next })
}

/// Two parts of a year, each with the year that the other gives it: "Q3 2023 to Q1 2024", "from the
/// fourth quarter to the second quarter of 2024".
fn months(first: Expression, second: Expression) -> Option<(Expression, Expression)> {
    let Expression::Months { year: a, from: start, to: end } = first else { return None };
    let Expression::Months { year: b, from, to } = second else { return None };
    let wraps = i16::from(start > from);
    let year_a = a.or(b.map(|year| year - wraps));
    let year_b = b.or(a.map(|year| year + wraps));
    if year_a.is_none() {
        // Neither has one: the nearest of both together.
        let both = Expression::Months { year: None, from: start, to };
        return (start <= to).then_some((both, both));
    }
    ((year_a, start) <= (year_b, to)).then_some((
        Expression::Months { year: year_a, from: start, to: end },
        Expression::Months { year: year_b, from, to },
    ))
}

/// Past what joins two dates: "to", "through", a dash, "and" after "between".
fn joint(tokens: &[Token<'_>], first: usize, next: usize) -> Option<usize> {
    // "Friday evening to Sunday", "January 1, 2020, through June 30, 2021"
    let at = next + usize::from(tokens.is_any(next, &["morning", "afternoon", "evening", "night"]));
    let comma = tokens.is(at, ",") && tokens.at(at + 1).is_some_and(|t| t.kind == Kind::Word);
    let at = at + usize::from(comma);
    // "up to and including 2018"
    let at = at + usize::from(tokens.are(at, &["up", "to"]));
    let token = tokens.at(at)?;
    let joined = if token.dash() {
        (token.text != "—" || token.glued) && at == next
    } else {
        match &*token.lower {
            "to" | "through" | "until" | "till" => true,
            "and" => between(tokens, first),
            _ => false,
        }
    };
    let including = tokens.are(at + 1, &["and", "including"]);
    let next = past_hedge(tokens, at + 1 + 2 * usize::from(including));
    let next = next + usize::from(tokens.is(next, "the"));
    // "late July through late September"
    let part = usize::from(tokens.is_any(next, &["early", "late", "mid"]));
    let dash = usize::from(part == 1 && tokens.hyphen(next + 1));
    joined.then_some(next + part + dash)
}

/// Past words that say how sure an end is: "to at least August 2022", "through in or around 2019".
fn past_hedge(tokens: &[Token<'_>], at: usize) -> usize {
    let about = |at: usize| tokens.is_any(at, &["about", "around", "approximately", "roughly"]);
    let in_or = tokens.is_any(at, &["in", "on"]) && tokens.is(at + 1, "or");
    if in_or && (about(at + 2) || tokens.is(at + 2, "before")) {
        at + 3
    } else if tokens.are(at, &["at", "least"]) {
        at + 2
    } else {
        at + usize::from(about(at))
    }
}

/// "between" before the first end, over its "the" or "early", or over "on or about".
fn between(tokens: &[Token<'_>], first: usize) -> bool {
    let near = |back: usize| first >= back && tokens.is(first - back, "between");
    (1..=3).any(near) || (near(4) && tokens.is(first - 2, "or"))
}

/// "April 3-5, 2024", "June 19 to 22": a second day without its month.
fn second_day(tokens: &[Token<'_>], first: &Found, joint: usize) -> Option<Interval> {
    let Expression::Calendar(from @ Parts { month: Some(month), day: Some(start), .. }) =
        first.expression
    else {
        return None;
    };
    // "from March 3 to about 12 people" counts.
    if tokens.is_any(joint - 1, &["about", "around", "approximately", "roughly", "least"]) {
        return None;
    }
    let (end, next, _) = day(tokens, joint)?;
    // "from March 3 to 5 April" and "May 3 to 5 percent" are something else.
    // "Nov. 19-20: Talks in Geneva" heads a part of a timeline.
    let time = tokens.is(next, ":") && tokens.glued(next + 1);
    let other = absolute(tokens, joint).is_some()
        || tokens.at(next).is_some_and(|t| t.kind == Kind::Word && t.lower.ends_with('s'))
        || tokens.is_any(next, &["%", "percent", "million", "billion", "/"])
        || time;
    if other || end <= start {
        return None;
    }
    let comma = usize::from(tokens.is(next, ","));
    // A list's year is known already: "between March 3 and 12, 2024".
    let year = super::years::year_at(tokens, next + comma)
        .filter(|year| from.year.is_none_or(|known| known == *year));
    let next = if year.is_some() { next + comma + 1 } else { next };
    let part = |day| Parts { year: from.year.or(year), month: Some(month), day: Some(day) };
    part(end).possible().then_some(Interval {
        from: Expression::Calendar(part(start)),
        to: Expression::Calendar(part(end)),
        next,
    })
}

/// Gives each end what only the other says: "March to June 2024", "March 3 to the 5th".
fn complete(a: Parts, b: Parts) -> Option<(Parts, Parts)> {
    let (mut from, mut to) = (a, b);
    // A lone day takes the month of the other; a lone year is complete.
    if from.month.is_none() && from.day.is_some() {
        from.month = to.month;
    }
    if to.month.is_none() && to.day.is_some() {
        to.month = from.month;
    }
    if from.year.is_none() && to.year.is_some() {
        let wraps = from.month.zip(to.month).is_some_and(|(a, b)| a > b);
        from.year = if wraps { to.year.map(|y| y - 1) } else { to.year };
    } else if to.year.is_none() && from.year.is_some() && to.month.is_some() {
        let wraps = from.month.zip(to.month).is_some_and(|(a, b)| a > b);
        to.year = if wraps { from.year.map(|y| y + 1) } else { from.year };
    }
    (from.possible() && to.possible()).then_some((from, to))
}
