//! Which year a month, or a day of one, is of: the nearest by the article's date, or that of a date
//! beside it in the sentence.

use jiff::ToSpan;
use jiff::civil::Date;

use super::expression::{Parts, Which};
use super::resolve::{Context, Point, Stretch};
use super::tense::Direction;

/// A month so near ahead is meant where nothing says that it is over: of the one before, news says
/// "last".
const NEAR_MONTHS: i8 = 3;

/// The year of a month without one: the most recent such month, the current one included, or the
/// next where the sentence speaks of what is to come, or may do so and it is near.
pub(super) fn month_year(month: i8, context: Context) -> Option<i16> {
    let anchor = context.anchor?;
    let year = anchor.year();
    let ahead = (month - anchor.month()).rem_euclid(12);
    let soon = context.direction == Direction::Open && ahead <= NEAR_MONTHS;
    Some(match context.direction {
        Direction::Nearest if ahead <= 6 => year.checked_add(i16::from(month < anchor.month()))?,
        Direction::Nearest => year.checked_sub(i16::from(month > anchor.month()))?,
        Direction::Open if soon && month < anchor.month() => year.checked_add(1)?,
        Direction::Open if soon => year,
        Direction::Past | Direction::Open if month > anchor.month() => year.checked_sub(1)?,
        Direction::Future if month < anchor.month() => year.checked_add(1)?,
        _ => year,
    })
}

/// The year of a month that no other expression is made of.
pub(super) fn lone_month_year(month: i8, context: Context) -> Option<i16> {
    let by_anchor = month_year(month, context)?;
    Some(month_goes_on(month, by_anchor, context).unwrap_or(by_anchor))
}

/// Months within which a month without a year goes on from one that has an earlier one.
const MONTHS_ON: i8 = 3;

/// A month so far from the article's is rather that of the date before it.
const MONTHS_AWAY: i32 = 6;

/// "In December 2022 it was hit, and in January it closed": the month soon after one of an earlier
/// year, where the one that the article's date gives, `by_anchor`, is far off; any month of "in 2023,
/// in May and in August".
fn month_goes_on(month: i8, by_anchor: i16, context: Context) -> Option<i16> {
    let anchor = context.anchor?;
    let before = context.before?;
    let told = matches!(context.direction, Direction::Past | Direction::Open);
    let (year, named, _) = before.from.key();
    if !told || before.from != before.to || year >= anchor.year() {
        return None;
    }
    if named == 0 || context.listed {
        return context.listed.then_some(year);
    }
    let ahead = (month - named).rem_euclid(12);
    let months = |year: i16, month: i8| i32::from(year) * 12 + i32::from(month);
    let away = months(anchor.year(), anchor.month()) - months(by_anchor, month);
    let soon = (1..=MONTHS_ON).contains(&ahead) && away >= MONTHS_AWAY;
    soon.then(|| year.checked_add(i16::from(month < named)))?
}

/// The year of a part of a year that ends with the month `to`, in a sentence that looks ahead: of one
/// that is just over the results are to come ("will report third-quarter results").
pub(super) fn coming_year(to: i8, context: Context) -> Option<i16> {
    const RECENT: i8 = 2;
    let anchor = context.anchor?;
    let over = (anchor.month() - to).rem_euclid(12);
    if (1..=RECENT).contains(&over) {
        return anchor.year().checked_sub(i16::from(to > anchor.month()));
    }
    month_year(to, context)
}

/// The month, or the day of one, that an interval without years starts with: the last one that is
/// not after its end.
pub(super) fn start(parts: Parts, end: Point) -> Option<Point> {
    let (year, ..) = end.key();
    let point = |year: i16| match parts.day {
        None => Some(Point::Month(year, parts.month?)),
        Some(_) => Parts { year: Some(year), ..parts }.date().map(Point::Day),
    };
    [year, year.checked_sub(1)?].into_iter().filter_map(point).find(|at| at.not_after(end))
}

/// Days within which a day without a year goes on from a full date before it.
const GOES_ON: i32 = 45;

/// "was robbed on Feb. 4, 2016, and on Feb. 5 it found out": the day a few weeks after a full date of an earlier year.
/// In an article without a date the year of the full date is the only one that the text has.
fn goes_on(month: i8, day: i8, context: Context) -> Option<Date> {
    let Stretch { from: Point::Day(before), to } = context.before? else { return None };
    let year = context.anchor.map(Date::year);
    let over = year.map_or(!context.spoken, |year| before.year() < year);
    let earlier = to == Point::Day(before) && over;
    let date = |year: i16| {
        let date = Date::new(year, month, day).ok()?;
        (0..=GOES_ON).contains(&(date - before).get_days()).then_some(date)
    };
    let next = before.year().checked_add(1)?;
    let found = [before.year(), next].into_iter().find_map(date)?;
    (earlier && context.direction != Direction::Future).then_some(found)
}

/// "It was hit in November 2022. On 7 November it lost its mail": a day of the month of an earlier
/// year that the story is at.
fn stays(month: i8, day: i8, context: Context) -> Option<Date> {
    let (anchor, story) = (context.anchor?, context.story?);
    let told = matches!(context.direction, Direction::Past | Direction::Open);
    let (year, named, _) = story.from.key();
    let same = story.from == story.to && named == month && year < anchor.year();
    let date = Date::new(year, month, day).ok()?;
    (same && told && !context.spoken && context.before.is_none()).then_some(date)
}

/// "$5,000 on May 1 and $7,500 on May 9, 2023": an earlier day of the month of the next full date.
fn leads_to(month: i8, day: i8, context: Context) -> Option<Date> {
    let (anchor, after) = (context.anchor?, context.after?);
    let same = after.month() == month && day < after.day() && after.year() < anchor.year();
    Date::new(after.year(), month, day)
        .ok()
        .filter(|_| same && context.direction != Direction::Future)
}

/// The same for a day of a month; February 29 may be years away.
pub(super) fn month_day(month: i8, day: i8, context: Context) -> Option<Date> {
    let Some(anchor) = context.anchor else { return goes_on(month, day, context) };
    let near = |date: &Date| (anchor - *date).get_days().abs() <= GOES_ON;
    let by_anchor = by_anchor(month, day, context);
    let beside = goes_on(month, day, context)
        .or_else(|| leads_to(month, day, context))
        .or_else(|| stays(month, day, context));
    match beside {
        // "hacked on Feb. 4, 2016, said on Feb. 5": today's news.
        Some(date) if !by_anchor.as_ref().is_some_and(near) => Some(date),
        _ => by_anchor,
    }
}

/// The day of a month that the article's date and the direction give.
fn by_anchor(month: i8, day: i8, context: Context) -> Option<Date> {
    let anchor = context.anchor?;
    let soon = || {
        let near = anchor.checked_add(i64::from(NEAR_MONTHS).months()).ok()?;
        let date = |year: i16| Date::new(year, month, day).ok();
        [anchor.year(), anchor.year().checked_add(1)?]
            .into_iter()
            .filter_map(date)
            .find(|date| *date >= anchor && *date <= near)
    };
    if context.direction == Direction::Open
        && let Some(date) = soon()
    {
        return Some(date);
    }
    if context.direction == Direction::Nearest {
        let years = [-1, 0, 1].into_iter().filter_map(|by| anchor.year().checked_add(by));
        let dates = years.filter_map(|year| Date::new(year, month, day).ok());
        return dates.min_by_key(|date| i64::from((*date - anchor).get_days()).abs());
    }
    if context.direction == Direction::Past
        && !context.firm
        && let Some(date) = days_ahead(month, day, anchor)
    {
        return Some(date);
    }
    if context.direction == Direction::Future
        && context.firm
        && let Some(date) = days_back(month, day, anchor)
    {
        return Some(date);
    }
    let step = if context.direction == Direction::Future { 1 } else { -1 };
    (0..9_i16).find_map(|n| {
        let date = Date::new(anchor.year().checked_add(n * step)?, month, day).ok()?;
        let fits = if step < 0 { date <= anchor } else { date >= anchor };
        fits.then_some(date)
    })
}

/// Days within which a day without a year is rather to come than eleven months back, where no verb
/// right before it says otherwise: "came a week before its call with analysts on Sept. 20".
const DAYS_AHEAD: i64 = 21;

fn days_ahead(month: i8, day: i8, anchor: Date) -> Option<Date> {
    let last = anchor.checked_add(DAYS_AHEAD.days()).ok()?;
    [anchor.year(), anchor.year().checked_add(1)?]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|date| anchor < *date && *date <= last)
}

/// "gave its victims until June 14", told on June 30: a day ahead of what is told, and over by now.
fn days_back(month: i8, day: i8, anchor: Date) -> Option<Date> {
    let first = anchor.checked_sub(DAYS_AHEAD.days()).ok()?;
    [anchor.year(), anchor.year().checked_sub(1)?]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|date| first <= *date && *date < anchor)
}

/// "last Christmas" is before the article's day, "next Christmas" after it, "this Christmas" of its
/// year.
pub(super) fn holiday(month: i8, day: i8, which: Which, context: Context) -> Option<Date> {
    let anchor = context.anchor?;
    let of = |by: i16| Date::new(anchor.year().checked_add(by)?, month, day).ok();
    match which {
        Which::Plain => month_day(month, day, context),
        Which::This => of(0),
        Which::Last => [0, -1].into_iter().filter_map(of).find(|date| *date < anchor),
        Which::Next => [0, 1].into_iter().filter_map(of).find(|date| *date > anchor),
    }
}

/// "last March" is never the month of the article, nor is "next March".
pub(super) fn which_month(month: i8, which: Which, context: Context) -> Option<Point> {
    let anchor = context.anchor?;
    let year = match which {
        Which::Last if month >= anchor.month() => anchor.year().checked_sub(1)?,
        Which::Next if month <= anchor.month() => anchor.year().checked_add(1)?,
        Which::Plain => month_year(month, context)?,
        _ => anchor.year(),
    };
    Some(Point::Month(year, month))
}
