//! Time by months of publication.

use std::collections::BTreeMap;

use crate::extract::dates::Period;
use crate::page::words::capital;
use crate::text::MONTHS;

/// Years times twelve and months: neighbours differ by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(u32);

/// More months than this are drawn as years: a bar must stay wide enough to be seen.
const MOST_BARS: u32 = 120;

impl Month {
    /// The month of an ISO date; `None` for what is none.
    pub(super) fn of(date: &str) -> Option<Self> {
        let day = Period::parse(date.get(..7)?)?.first;
        let (year, month) = (u32::try_from(day.year()).ok()?, u32::try_from(day.month()).ok()?);
        Some(Self(year * 12 + month - 1))
    }

    /// In words: "March 2024".
    pub(super) fn words(self) -> String {
        let name = capital(MONTHS[(self.0 % 12) as usize]);
        format!("{name} {}", self.0 / 12)
    }

    pub(super) fn name(self) -> String {
        format!("{:04}-{:02}", self.0 / 12, self.0 % 12 + 1)
    }
}

/// The bars of a chart over time.
pub(super) struct Axis {
    first: Month,
    /// Months in a bar: 1 or 12.
    step: u32,
    pub bars: usize,
}

impl Axis {
    /// The axis from the first to the last of `months`; `None` if there is none.
    pub(super) fn over(months: impl Iterator<Item = Month>) -> Option<Self> {
        let (first, last) = months.fold(None, |range: Option<(Month, Month)>, month| {
            Some(range.map_or((month, month), |(a, b)| (a.min(month), b.max(month))))
        })?;
        if last.0 - first.0 < MOST_BARS {
            return Some(Self { first, step: 1, bars: (last.0 - first.0) as usize + 1 });
        }
        let first = Month(first.0 / 12 * 12);
        Some(Self { first, step: 12, bars: ((last.0 - first.0) / 12) as usize + 1 })
    }

    /// What one bar stands for.
    pub(super) fn unit(&self) -> &'static str {
        if self.step == 1 { "month" } else { "year" }
    }

    /// What the bar `at` stands for, by name.
    pub(super) fn name(&self, at: usize) -> String {
        let month = Month(self.first.0 + u32::try_from(at).unwrap_or(0) * self.step);
        if self.step == 1 { month.name() } else { month.name()[..4].to_owned() }
    }

    /// The heights of the bars.
    pub(super) fn heights(&self, counts: &BTreeMap<Month, usize>) -> Vec<usize> {
        let mut heights = vec![0; self.bars];
        for (month, count) in counts {
            heights[((month.0 - self.first.0) / self.step) as usize] += count;
        }
        heights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_have_a_month() {
        assert_eq!(Month::of("2024-03-22").unwrap().name(), "2024-03");
        assert_eq!(Month::of("2024-12").unwrap().name(), "2024-12");
        for no in [
            "",
            "2024",
            "2024-1",
            "2024-13-01",
            "2024-00-01",
            "20é4-01-01",
            "abcd-01-01",
            "2024-+1-01",
            "+024-01-01",
            "2024--1-01",
            "20240-1-01",
            "204-011-01",
        ] {
            assert_eq!(Month::of(no), None, "{no}");
        }
    }

    #[test]
    fn months_without_articles_have_a_bar_and_many_months_become_years() {
        let counts =
            |dates: &[&str]| dates.iter().map(|date| (Month::of(date).unwrap(), 2)).collect();
        let few: BTreeMap<Month, usize> = counts(&["2023-11-02", "2024-02-01"]);
        let axis = Axis::over(few.keys().copied()).unwrap();
        assert_eq!(axis.heights(&few), [2, 0, 0, 2]);
        assert_eq!((axis.name(1), axis.unit()), ("2023-12".to_owned(), "month"));
        let many: BTreeMap<Month, usize> = counts(&["2001-05-02", "2001-06-01", "2024-02-01"]);
        let axis = Axis::over(many.keys().copied()).unwrap();
        assert_eq!((axis.bars, axis.name(23), axis.unit()), (24, "2024".to_owned(), "year"));
        assert_eq!(axis.heights(&many)[0], 4);
        assert!(Axis::over(std::iter::empty()).is_none());
    }
}
