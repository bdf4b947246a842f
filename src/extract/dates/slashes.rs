//! Which number is the month: "4/5/2024" has the order of those dates around it that have only one
//! reading.

use super::calendar::{plain, year};
use super::expression::Parts;
use crate::extract::amounts::tokens::{Token, Tokens};

/// The order of day and month, as far as a text shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// Nothing shows it.
    #[default]
    Unknown,
    MonthFirst,
    DayFirst,
    /// The text has both, and so none that could be told of another date.
    Both,
}

impl Order {
    /// The order that the dates of a sentence show.
    pub fn of(tokens: &[Token<'_>]) -> Self {
        let shown = (0..tokens.len()).filter_map(|at| shown(tokens, at));
        shown.fold(Self::Unknown, Self::and)
    }

    /// The order of two parts of a text together.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, known) | (known, Self::Unknown) => known,
            (one, other) if one == other => one,
            _ => Self::Both,
        }
    }

    /// The date in this order.
    pub fn date(self, year: i16, first: i8, second: i8) -> Option<Parts> {
        let (month, day) = match self {
            Self::MonthFirst => (first, second),
            Self::DayFirst => (second, first),
            Self::Unknown | Self::Both => return None,
        };
        Some(Parts { year: Some(year), month: Some(month), day: Some(day) })
    }
}

/// The order of the date at `at`, if it has only one reading: "4/25/2024", "25-4-2024".
fn shown(tokens: &[Token<'_>], at: usize) -> Option<Order> {
    let mark = tokens.at(at + 1).filter(|t| t.glued && matches!(t.text, "-" | "/" | "‑"))?;
    let same = tokens.is(at + 3, mark.text) && (at + 2..at + 5).all(|i| tokens.glued(i));
    let loose = tokens.glued(at) && tokens.before(at).is_some_and(|t| matches!(t.text, "/" | "-"));
    if !same || loose {
        return None;
    }
    year(tokens.at(at + 4)?)?;
    match (plain(tokens.at(at)?, 1..=2)?, plain(tokens.at(at + 2)?, 1..=2)?) {
        (1..=12, 13..=31) => Some(Order::MonthFirst),
        (13..=31, 1..=12) => Some(Order::DayFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Running, dates_in_story};

    /// The values of the dates of some sentences.
    fn values(sentences: &[&str]) -> Vec<Option<String>> {
        let mut running = Running::default();
        let read = |sentence: &&str| dates_in_story(sentence, None, &mut running);
        sentences.iter().flat_map(read).map(|date| date.value).collect()
    }

    fn days(days: &[&str]) -> Vec<Option<String>> {
        days.iter().map(|day| Some((*day).to_owned())).collect()
    }

    #[test]
    fn one_date_gives_its_order_to_the_others() {
        let found = values(&["It ran from 2/9/2024 to 4/22/2024."]);
        assert_eq!(found, days(&["2024-02-09", "2024-04-22"]));
        let found = values(&["Quill, born 14/03/1991.", "It rained.", "Lind, born 11/12/1988."]);
        assert_eq!(found, days(&["1991-03-14", "1988-12-11"]));
        let found = values(&["It was sent 25-4-2024 and 3-4-2024."]);
        assert_eq!(found, days(&["2024-04-25", "2024-04-03"]));
    }

    #[test]
    fn no_order_is_guessed() {
        assert_eq!(values(&["From 2/9/2024 to 4/2/2024."]), [None, None]);
        let both = values(&["On 14/03/1991 and 3/14/1992.", "On 11/12/1988."]);
        assert_eq!(both[2], None);
        // Of a date that came before nothing was known yet.
        assert_eq!(values(&["On 11/12/1988.", "On 14/03/1991."])[0], None);
    }
}
