//! What a date expression says before anything is known of the article.

use jiff::civil::{Date, Weekday};

/// Which one of a recurring thing is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// "last March"
    Last,
    /// "this Thursday"
    This,
    /// "next week"
    Next,
    /// "in March", "on Thursday"
    Plain,
}

/// A unit of the calendar that an article's date can be shifted by, the shorter first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

/// A date with parts left open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl Parts {
    /// The day, if all parts are there and the calendar has it.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// These parts, and the years from the article's where the text has those instead of a year.
    pub fn of_year(self, by: Option<i16>) -> Expression {
        by.map_or(Expression::Calendar(self), |by| Expression::OfYear(self, by))
    }

    /// Whether the calendar can have it: no February 30.
    pub fn possible(self) -> bool {
        match (self.month, self.day) {
            // A leap year stands in for an unknown one.
            (Some(month), Some(day)) => Date::new(self.year.unwrap_or(2000), month, day).is_ok(),
            (Some(month), None) => (1..=12).contains(&month),
            _ => true,
        }
    }
}

/// One expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// "April 4, 2024", "March 2024", "2019", "April 4", "June", "the 18th".
    Calendar(Parts),
    /// Months of a year: quarters, halves, seasons; without a year, the nearest one.
    Months { year: Option<i16>, from: i8, to: i8 },
    /// "the 1990s".
    Years(i16, i16),
    /// "Thursday", "next Thursday".
    Weekday(Weekday, Which),
    /// "Monday of last week": and the weeks from the article's.
    WeekdayOfWeek(Weekday, i32),
    /// "27th of next month": the day, and the months from the article's.
    DayOfMonth(i8, i32),
    /// "Monday the 6th": of the nearest month in which it is one.
    WeekdayDated(Weekday, i8),
    /// "first Monday of October": which one of the month, -1 the last.
    WeekdayOfMonth(Weekday, i8, Parts),
    /// "two Fridays ago".
    WeekdayBack(Weekday, i32),
    /// "the following Monday": the first one after, or before, the date before it in the sentence.
    WeekdayBeside(Weekday, i32),
    /// "last March".
    Month(i8, Which),
    /// "July of last year": parts without a year, and the years from the article's.
    OfYear(Parts, i16),
    /// "last Christmas": month and day of a holiday.
    Holiday(i8, i8, Which),
    /// "first half of this year": months, and the years from the article's.
    MonthsOfYear { by: i16, from: i8, to: i8 },
    /// "last summer": its first month.
    Season(i8, Which),
    /// "over the weekend".
    Weekend,
    /// "yesterday", "last year", "two weeks ago".
    Shift(Unit, i32),
    /// "a year ago this month": so many units back, then the shorter unit beside that day.
    Ago { unit: Unit, back: i32, of: Unit, by: i32 },
    /// "week of Oct. 7": the unit that a day lies in.
    Around(Unit, Parts),
    /// "nine months ended Sept. 30": so many units up to the end of a date.
    Ended(Unit, i32, Parts),
    /// "two weeks later": from the date before it in the sentence, or in those before.
    From(Unit, i32),
    /// "the previous year": the one beside that of the date before it in the sentence.
    Beside(Unit, i32),
    /// "week beginning Nov. 4": seven days from a day on.
    Beginning(Parts),
    /// "Wednesday week": the next such day, and so many weeks on.
    WeekdayOn(Weekday, i32),
    /// "4/5/2024": the one is the month and the other the day, in the order of the others around it.
    Slashed { year: i16, first: i8, second: i8 },
    /// A date that its own words leave open: "several years ago".
    Open,
}

/// An expression and the tokens it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub expression: Expression,
    pub first: usize,
    /// First token after it.
    pub next: usize,
}
