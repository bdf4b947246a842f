//! The dates of a record as days: a value such as `2023`, `2024-02` or `2017/2023` is a closed range
//! from its first to its last day.

use jiff::civil::Date;

/// A closed range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Period {
    /// Reads a date, a month, a year, or two of these with `/` between them. `None` for anything
    /// else, and for a range that ends before it begins.
    pub fn parse(value: &str) -> Option<Self> {
        let Some((from, to)) = value.split_once('/') else { return Self::single(value) };
        let (from, to) = (Self::single(from)?, Self::single(to)?);
        (from.first <= to.last).then_some(Self { first: from.first, last: to.last })
    }

    fn single(value: &str) -> Option<Self> {
        let number = |digits: &str, len: usize| {
            let plain = digits.len() == len && digits.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| digits.parse::<i16>().ok()).flatten()
        };
        let mut parts = value.split('-');
        let year = number(parts.next()?, 4)?;
        let Some(month) = parts.next() else {
            return Some(Self {
                first: Date::new(year, 1, 1).ok()?,
                last: Date::new(year, 12, 31).ok()?,
            });
        };
        let month = i8::try_from(number(month, 2)?).ok()?;
        let Some(day) = parts.next() else {
            let first = Date::new(year, month, 1).ok()?;
            return Some(Self { first, last: first.last_of_month() });
        };
        let day = i8::try_from(number(day, 2)?).ok()?;
        let day = Date::new(year, month, day).ok()?;
        parts.next().is_none().then_some(Self { first: day, last: day })
    }
}

/// The day of a full date; `None` for periods and anything else.
pub fn day_of(value: &str) -> Option<Date> {
    (value.len() == 10).then(|| Period::parse(value)).flatten().map(|period| period.first)
}

/// Days since 1970-01-01, as Arrow counts them.
pub fn day_number(day: Date) -> i32 {
    // Between two dates of jiff, years -9999 to 9999, there are fewer than 2^31 days.
    Date::constant(1970, 1, 1).until(day).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(value: &str) -> Option<String> {
        Period::parse(value).map(|period| format!("{} {}", period.first, period.last))
    }

    #[test]
    fn values_become_closed_ranges() {
        for (value, expected) in [
            ("2024-04-04", "2024-04-04 2024-04-04"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2023", "2023-01-01 2023-12-31"),
            ("2017/2023", "2017-01-01 2023-12-31"),
            ("2023-11/2024-02-03", "2023-11-01 2024-02-03"),
            ("2023-03-31/2023-03-31", "2023-03-31 2023-03-31"),
        ] {
            assert_eq!(shown(value).as_deref(), Some(expected), "{value}");
        }
        for bad in [
            "",
            "soon",
            "2023-13",
            "2023-02-29",
            "23",
            "2023-1",
            "2023-01-01-01",
            "2023/",
            "2023/2024/2025",
            "2024/2023",
            "+202",
            "20240404",
            "2024-04-04T00:00",
        ] {
            assert_eq!(shown(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_full_dates_are_days() {
        assert_eq!(day_of("1970-01-02").map(day_number), Some(1));
        assert_eq!(day_of("1969-12-31").map(day_number), Some(-1));
        assert_eq!(day_of("2024-02"), None);
        assert_eq!(day_of("2017/20233"), None);
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(value in "\\PC{0,24}") {
            let _ = Period::parse(&value);
        }

        #[test]
        fn days_are_counted_one_by_one(days in -1_000_000_i64..2_000_000) {
            let day = Date::constant(1970, 1, 1)
                .checked_add(jiff::Span::new().days(days))
                .unwrap();
            prop_assert_eq!(i64::from(day_number(day)), days);
            if (0..=9999).contains(&day.year()) {
                prop_assert_eq!(day_of(&day.to_string()), Some(day));
            }
        }

        #[test]
        fn a_range_runs_from_its_first_to_its_last_day(a in 1900_i16..2100, m in 1_i8..=12, n in 0_i16..9) {
            let period = Period::parse(&format!("{a}-{m:02}/{}", a + n)).unwrap();
            prop_assert_eq!(period.first, Date::new(a, m, 1).unwrap());
            prop_assert_eq!(period.last.tomorrow().unwrap(), Date::new(a + n + 1, 1, 1).unwrap());
        }
    }
}
