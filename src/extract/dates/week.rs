//! From a day of the week to a date.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::expression::Which;
use super::resolve::{Context, Point, Stretch};
use super::tense::Direction;

/// "Thursday", "last Thursday": by the article's date.
pub(super) fn weekday(day: Weekday, which: Which, context: Context) -> Option<Date> {
    let anchor = context.anchor?;
    let back = i64::from(anchor.weekday().since(day));
    let ahead = i64::from(anchor.weekday().until(day));
    let days = match (which, context.direction) {
        // Always another day than the article's own.
        (Which::Last, _) => -if back == 0 { 7 } else { back },
        (Which::Next, _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        // In the week of the article, which starts on Monday.
        (Which::This, _) => return of_week(day, 0, anchor),
        (Which::Plain, Direction::Past | Direction::Open) => -back,
        (Which::Plain, Direction::Future | Direction::Nearest) => ahead,
    };
    anchor.checked_add(days.days()).ok()
}

/// "Monday of last week": the day of the week that lies so many weeks from that of a date.
pub(super) fn of_week(day: Weekday, weeks: i32, date: Date) -> Option<Date> {
    let days = i64::from(weeks) * 7 + i64::from(day.to_monday_zero_offset());
    monday(date)?.checked_add(days.days()).ok()
}

/// "first Monday of October"; -1 is the last one.
pub(super) fn of_month(day: Weekday, nth: i8, month: Point) -> Option<Date> {
    let Point::Month(year, month) = month else { return None };
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, day).ok()
}

/// "Monday the 6th": in the month of a date, or the nearest one in which that day is a Monday.
pub(super) fn dated(day: Weekday, number: i8, date: Date) -> Option<Date> {
    let first = date.first_of_month();
    [0, -1, 1, -2, 2, -3, 3].into_iter().find_map(|months: i32| {
        let month = first.checked_add(months.months()).ok()?;
        let found = Date::new(month.year(), month.month(), number).ok()?;
        (found.weekday() == day).then_some(found)
    })
}

/// "two Fridays ago": the second one before the article's date.
pub(super) fn back(day: Weekday, count: i32, anchor: Date) -> Option<Date> {
    anchor.nth_weekday(-count, day).ok()
}

/// "Wednesday week": the next such day, the article's own included, and so many weeks on.
pub(super) fn on(day: Weekday, weeks: i32, anchor: Date) -> Option<Date> {
    let days = i64::from(anchor.weekday().until(day)) + i64::from(weeks) * 7;
    anchor.checked_add(days.days()).ok()
}

/// "the following Monday": the first one after, or before, the days that the sentence names.
pub(super) fn beside(day: Weekday, by: i32, before: Stretch) -> Option<Date> {
    let end = if by < 0 { before.from } else { before.to };
    let Point::Day(date) = end else { return None };
    date.nth_weekday(by, day).ok()
}

/// The Monday that a date's week starts with.
pub(super) fn monday(date: Date) -> Option<Date> {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_of_weeks_and_months() {
        // A Tuesday.
        let anchor = date(2024, 10, 15);
        assert_eq!(of_week(Weekday::Monday, -1, anchor), Some(date(2024, 10, 7)));
        assert_eq!(of_week(Weekday::Sunday, 0, anchor), Some(date(2024, 10, 20)));
        assert_eq!(back(Weekday::Friday, 2, anchor), Some(date(2024, 10, 4)));
        assert_eq!(back(Weekday::Tuesday, 2, anchor), Some(date(2024, 10, 1)));
        let october = Point::Month(2024, 10);
        assert_eq!(of_month(Weekday::Monday, 1, october), Some(date(2024, 10, 7)));
        assert_eq!(of_month(Weekday::Thursday, -1, october), Some(date(2024, 10, 31)));
        assert_eq!(of_month(Weekday::Monday, 1, Point::Year(2024)), None);
    }

    #[test]
    fn the_day_after_days_that_are_named() {
        let point = |point| Stretch { from: point, to: point };
        // A Friday.
        let friday = point(Point::Day(date(2024, 9, 6)));
        assert_eq!(beside(Weekday::Monday, 1, friday), Some(date(2024, 9, 9)));
        assert_eq!(beside(Weekday::Friday, 1, friday), Some(date(2024, 9, 13)));
        assert_eq!(beside(Weekday::Friday, -1, friday), Some(date(2024, 8, 30)));
        assert_eq!(beside(Weekday::Monday, 1, point(Point::Month(2024, 9))), None);
    }
}
