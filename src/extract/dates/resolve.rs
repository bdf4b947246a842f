//! From an expression and the article's date to a value.

use std::fmt;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::expression::{Expression, Parts, Unit, Which};
use super::tense::Direction;
use super::{nearest, week};

/// One point of the calendar, as precisely as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    Year(i16),
    Month(i16, i8),
    Day(Date),
}

impl Point {
    /// Year, month and day, open parts as zero.
    pub fn key(self) -> (i16, i8, i8) {
        match self {
            Self::Year(year) => (year, 0, 0),
            Self::Month(year, month) => (year, month, 0),
            Self::Day(date) => (date.year(), date.month(), date.day()),
        }
    }

    /// Whether it does not lie after `other`, as far as both are known.
    pub fn not_after(self, other: Self) -> bool {
        let parts = |point: Self| {
            let (year, month, day) = point.key();
            [year, i16::from(month), i16::from(day)]
        };
        let mut known =
            parts(self).into_iter().zip(parts(other)).take_while(|(a, b)| *a != 0 && *b != 0);
        known.find(|(a, b)| a != b).is_none_or(|(a, b)| a < b)
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => {
                write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
            }
        }
    }
}

/// A stretch of time, both ends included; often a single point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub from: Point,
    pub to: Point,
}

impl Stretch {
    fn point(point: Point) -> Self {
        Self { from: point, to: point }
    }

    fn day(date: Date) -> Self {
        Self::point(Point::Day(date))
    }

    fn days(from: Date, to: Date) -> Self {
        Self { from: Point::Day(from), to: Point::Day(to) }
    }
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to { self.from.fmt(f) } else { write!(f, "{}/{}", self.from, self.to) }
    }
}

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The article's date.
    pub anchor: Option<Date>,
    /// Which way a date without its year or week lies.
    pub direction: Direction,
    /// Year and month of the date before in the sentence, for "the 18th".
    pub month: Option<(i16, i8)>,
    /// The date before in the sentence, for "two weeks later".
    pub before: Option<Stretch>,
    /// The last date of the sentences before, where the sentence has none before it.
    pub story: Option<Stretch>,
    /// What "two weeks later" counts from: one of these two.
    pub told: Option<Stretch>,
    /// The date that it stands right behind, as another word for it: "on Oct. 8, five days later".
    pub same: Option<Stretch>,
    /// Whether the verb right before it says that it is over.
    pub firm: bool,
    /// Whether it is of that one's year: "in 2023, in May and in August".
    pub listed: bool,
    /// Whether it is the day on which somebody spoke.
    pub spoken: bool,
    /// The full date after it in the sentence.
    pub after: Option<Date>,
}

/// The stretch of time that an expression means, if that is known.
pub(super) fn resolve(expression: Expression, context: Context) -> Option<Stretch> {
    match expression {
        Expression::Calendar(parts) => calendar(parts, context).map(Stretch::point),
        Expression::Months { year, from, to } => {
            let year = match year {
                Some(year) => year,
                // The part of the year that the article is written in is not to come.
                None if context.direction == Direction::Future => {
                    nearest::coming_year(to, context)?
                }
                None => {
                    nearest::month_year(from, Context { direction: Direction::Past, ..context })?
                }
            };
            Some(Stretch { from: Point::Month(year, from), to: Point::Month(year, to) })
        }
        Expression::Years(from, to) => {
            Some(Stretch { from: Point::Year(from), to: Point::Year(to) })
        }
        Expression::Weekday(day, which) => week::weekday(day, which, context).map(Stretch::day),
        Expression::WeekdayOfWeek(day, by) => {
            week::of_week(day, by, context.anchor?).map(Stretch::day)
        }
        Expression::DayOfMonth(day, by) => match shift(context.anchor?, Unit::Month, by)?.from {
            Point::Month(year, month) => Date::new(year, month, day).ok().map(Stretch::day),
            Point::Day(_) | Point::Year(_) => None,
        },
        Expression::WeekdayDated(day, number) => {
            week::dated(day, number, context.anchor?).map(Stretch::day)
        }
        Expression::WeekdayOfMonth(day, nth, month) => {
            week::of_month(day, nth, calendar(month, context)?).map(Stretch::day)
        }
        Expression::WeekdayBack(day, count) => {
            week::back(day, count, context.anchor?).map(Stretch::day)
        }
        Expression::WeekdayBeside(day, by) => {
            week::beside(day, by, context.told?).map(Stretch::day)
        }
        Expression::Around(unit, day) => match calendar(day, context)? {
            Point::Day(date) => shift(date, unit, 0),
            Point::Month(..) | Point::Year(_) => None,
        },
        Expression::Ago { unit, back, of, by } => {
            shift(moved(context.anchor?, unit, back.checked_neg()?)?, of, by)
        }
        Expression::Month(month, which) => {
            nearest::which_month(month, which, context).map(Stretch::point)
        }
        Expression::OfYear(parts, by) => {
            let year = context.anchor?.year().checked_add(by)?;
            calendar(Parts { year: Some(year), ..parts }, context).map(Stretch::point)
        }
        Expression::Holiday(month, day, which) => {
            nearest::holiday(month, day, which, context).map(Stretch::day)
        }
        Expression::MonthsOfYear { by, from, to } => {
            let year = context.anchor?.year().checked_add(by)?;
            Some(Stretch { from: Point::Month(year, from), to: Point::Month(year, to) })
        }
        Expression::Season(first, which) => {
            season(first, which, context.anchor?, context.direction == Direction::Future)
        }
        Expression::Weekend => weekend(context),
        Expression::Shift(unit, by) => shift(context.anchor?, unit, by),
        Expression::Ended(unit, count, end) => ended(unit, count, calendar(end, context)?),
        Expression::Beside(unit, by) => beside(context.told?, unit, by),
        Expression::From(..) if context.same.is_some() => context.same,
        Expression::From(unit, by) => from(context.told?, unit, by),
        Expression::Beginning(day) => match calendar(day, context)? {
            Point::Day(first) => Some(Stretch::days(first, first.checked_add(6.days()).ok()?)),
            Point::Month(..) | Point::Year(_) => None,
        },
        Expression::WeekdayOn(day, weeks) => {
            week::on(day, weeks, context.anchor?).map(Stretch::day)
        }
        // Whoever reads the sentence gives it its order first.
        Expression::Slashed { .. } | Expression::Open => None,
    }
}

/// The `count` units whose last day, or last month, is `end`.
fn ended(unit: Unit, count: i32, end: Point) -> Option<Stretch> {
    let back = |months: i32| Span::new().try_months(i64::from(months)).ok();
    let months = match unit {
        Unit::Month => count,
        Unit::Quarter => count.checked_mul(3)?,
        Unit::Year => count.checked_mul(12)?,
        _ => 0,
    };
    match end {
        Point::Day(last) => {
            let after = last.checked_add(1.days()).ok()?;
            let first = match unit {
                Unit::Day => after.checked_sub(Span::new().try_days(i64::from(count)).ok()?),
                Unit::Week => after.checked_sub(Span::new().try_weeks(i64::from(count)).ok()?),
                _ => after.checked_sub(back(months)?),
            };
            Some(Stretch::days(first.ok()?, last))
        }
        Point::Month(year, month) if months > 0 => {
            let first = Date::new(year, month, 1).ok()?.checked_sub(back(months - 1)?).ok()?;
            Some(Stretch { from: Point::Month(first.year(), first.month()), to: end })
        }
        _ => None,
    }
}

/// The unit `by` places from the one that a date of the sentence lies in, or is.
fn beside(before: Stretch, unit: Unit, by: i32) -> Option<Stretch> {
    let date = match (before.from, unit) {
        _ if before.from != before.to => first_of(before, unit)?,
        (Point::Day(date), _) => date,
        (Point::Month(year, month), Unit::Month | Unit::Quarter | Unit::Year) => {
            Date::new(year, month, 1).ok()?
        }
        (Point::Year(year), Unit::Year) => Date::new(year, 1, 1).ok()?,
        _ => return None,
    };
    shift(date, unit, by)
}

/// The first day of a stretch that is a whole quarter or week: "Q3, up from the prior quarter".
fn first_of(stretch: Stretch, unit: Unit) -> Option<Date> {
    let first = match stretch.from {
        Point::Day(date) => date,
        Point::Month(year, month) => Date::new(year, month, 1).ok()?,
        Point::Year(_) => return None,
    };
    let whole = matches!(unit, Unit::Quarter | Unit::Week) && shift(first, unit, 0)? == stretch;
    whole.then_some(first)
}

/// `by` units from a date that the sentence names, as precisely as both of them are.
fn from(before: Stretch, unit: Unit, by: i32) -> Option<Stretch> {
    if before.from != before.to {
        return None;
    }
    match (before.from, unit) {
        // Two weeks, months or years later is the day: so exact is the date they count from.
        (Point::Day(date), _) => moved(date, unit, by).map(Stretch::day),
        (Point::Month(year, month), Unit::Month | Unit::Year) => {
            let first = Date::new(year, month, 1).ok()?;
            let months = if unit == Unit::Year { by.checked_mul(12)? } else { by };
            let date = first.checked_add(Span::new().try_months(i64::from(months)).ok()?).ok()?;
            Some(Stretch::point(Point::Month(date.year(), date.month())))
        }
        (Point::Year(year), Unit::Year) => {
            let year = i32::from(year).checked_add(by)?;
            Some(Stretch::point(Point::Year(i16::try_from(year).ok().filter(|y| *y > 0)?)))
        }
        _ => None,
    }
}

/// The day so many days, weeks, months or years from a date.
fn moved(date: Date, unit: Unit, by: i32) -> Option<Date> {
    let (span, by) = (Span::new(), i64::from(by));
    let span = match unit {
        Unit::Day => span.try_days(by),
        Unit::Week => span.try_weeks(by),
        Unit::Month => span.try_months(by),
        Unit::Year => span.try_years(by),
        Unit::Weekend | Unit::Quarter | Unit::Decade => return None,
    };
    date.checked_add(span.ok()?).ok()
}

fn calendar(parts: Parts, context: Context) -> Option<Point> {
    match (parts.year, parts.month, parts.day) {
        (Some(_), Some(_), Some(_)) => parts.date().map(Point::Day),
        (Some(year), Some(month), None) => Some(Point::Month(year, month)),
        (Some(year), None, _) => Some(Point::Year(year)),
        (None, Some(month), Some(day)) => nearest::month_day(month, day, context).map(Point::Day),
        (None, Some(month), None) => {
            Some(Point::Month(nearest::lone_month_year(month, context)?, month))
        }
        (None, None, Some(day)) => {
            let anchor = || context.anchor.map(|a| (a.year(), a.month()));
            let (year, month) = context.month.or_else(anchor)?;
            Date::new(year, month, day).ok().map(Point::Day)
        }
        (None, None, None) => None,
    }
}

/// "last summer" is over, "next summer" has not begun, "over the summer" may be going on; three
/// months from `first` on.
fn season(first: i8, which: Which, anchor: Date, ahead: bool) -> Option<Stretch> {
    let now = i32::from(anchor.year()) * 12 + i32::from(anchor.month()) - 1;
    let start = |years: i32| (i32::from(anchor.year()) + years) * 12 + i32::from(first) - 1;
    let start = match which {
        Which::Last => (-2..=0).rev().map(start).find(|start| start + 2 < now)?,
        Which::Next => (0..=1).map(start).find(|start| *start > now)?,
        Which::Plain if ahead => (-1..=1).map(start).find(|start| start + 2 >= now)?,
        Which::Plain => (-1..=0).rev().map(start).find(|start| *start <= now)?,
        // January is in the winter that began the year before.
        Which::This => start(if first == 12 && anchor.month() < 3 { -1 } else { 0 }),
    };
    let month = |at: i32| {
        let year = i16::try_from(at.div_euclid(12)).ok().filter(|year| *year > 0)?;
        Some(Point::Month(year, i8::try_from(at.rem_euclid(12)).ok()? + 1))
    };
    Some(Stretch { from: month(start)?, to: month(start + 2)? })
}

/// Saturday and Sunday on or before the article's day, or after it where the clause looks ahead.
fn weekend(context: Context) -> Option<Stretch> {
    let anchor = context.anchor?;
    let begun = anchor.weekday().to_monday_zero_offset() >= 5;
    let past = context.direction != Direction::Future && !begun;
    shift(anchor, Unit::Weekend, -i32::from(past))
}

fn shift(anchor: Date, unit: Unit, by: i32) -> Option<Stretch> {
    let moved = |span: Span| anchor.checked_add(span).ok();
    let by_days = |days: i64| Span::new().try_days(days).ok().and_then(moved);
    let by_months = |months: i64| Span::new().try_months(months).ok().and_then(moved);
    let by = i64::from(by);
    Some(match unit {
        Unit::Day => Stretch::point(Point::Day(by_days(by)?)),
        Unit::Week | Unit::Weekend => {
            let monday = week::monday(by_days(by.checked_mul(7)?)?)?;
            let first = if unit == Unit::Weekend { 5 } else { 0 };
            let day = |n: i64| monday.checked_add(n.days()).ok();
            Stretch::days(day(first)?, day(6)?)
        }
        Unit::Month => {
            let date = by_months(by)?;
            Stretch::point(Point::Month(date.year(), date.month()))
        }
        Unit::Quarter => {
            let date = by_months(by.checked_mul(3)?)?;
            let first = (date.month() - 1) / 3 * 3 + 1;
            let month = |n| Point::Month(date.year(), n);
            Stretch { from: month(first), to: month(first + 2) }
        }
        Unit::Year => {
            let year = i64::from(anchor.year()).checked_add(by)?;
            Stretch::point(Point::Year(i16::try_from(year).ok().filter(|y| *y > 0)?))
        }
        Unit::Decade => {
            let year = i64::from(anchor.year()).checked_add(by.checked_mul(10)?)?;
            let first = i16::try_from(year - year.rem_euclid(10)).ok().filter(|y| *y > 0)?;
            Stretch { from: Point::Year(first), to: Point::Year(first.checked_add(9)?) }
        }
    })
}
