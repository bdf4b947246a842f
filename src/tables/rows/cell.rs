//! One value of a row, and what becomes one.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::record::Score;

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(Cow<'r, str>),
    /// A word of a closed set.
    Word(&'static str),
    /// A decimal that fits its column.
    Number(Decimal),
    /// A score.
    Score(f64),
    /// A day.
    Day(Date),
    /// True or false.
    Flag(bool),
}

impl<'r> Cell<'r> {
    pub(super) fn text(text: &'r str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        // Offsets and counts of things in memory: far below 2^63.
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Cell<'_> {
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'r> From<&'r String> for Cell<'r> {
    fn from(text: &'r String) -> Self {
        Self::text(text)
    }
}

impl From<Score> for Cell<'_> {
    fn from(score: Score) -> Self {
        Self::Score(score.value())
    }
}

impl From<Date> for Cell<'_> {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl<T> From<Option<T>> for Cell<'_>
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

/// The name of a value of a closed set, or of one that may not be there.
macro_rules! word {
    ($value:expr) => {
        Cell::Word($value.name())
    };
    ($value:expr, or null) => {
        $value.map_or(Cell::Null, |value| Cell::Word(value.name()))
    };
}

pub(super) use word;
