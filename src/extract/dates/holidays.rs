//! Holidays that stand for a day of the year: "Christmas Eve", "New Year's Day 2024", "on Christmas".

use super::absolute::{Read, calendar, trailing_year};
use super::expression::{Expression, Which};
use crate::extract::amounts::stop_word;
use crate::extract::amounts::tokens::{Kind, Token, Tokens};

/// The words of a holiday, its month and its day; longer names first.
const HOLIDAYS: &[(&[&str], i8, i8)] = &[
    (&["christmas", "eve"], 12, 24),
    (&["christmas", "day"], 12, 25),
    (&["new", "year's", "eve"], 12, 31),
    (&["new", "year's", "day"], 1, 1),
    (&["boxing", "day"], 12, 26),
    (&["july", "fourth"], 7, 4),
    (&["fourth", "of", "july"], 7, 4),
    (&["st", ".", "patrick's", "day"], 3, 17),
    (&["st", "patrick's", "day"], 3, 17),
    (&["veterans", "day"], 11, 11),
    (&["remembrance", "day"], 11, 11),
    (&["anzac", "day"], 4, 25),
    (&["bastille", "day"], 7, 14),
    (&["juneteenth"], 6, 19),
    (&["valentine's", "day"], 2, 14),
    (&["christmas"], 12, 25),
    (&["halloween"], 10, 31),
];

/// Month and day of the holiday at `at`, and the token after it.
pub(super) fn named(tokens: &[Token<'_>], at: usize) -> Option<(i8, i8, usize)> {
    tokens.at(at).filter(|token| token.capital())?;
    let (words, month, day) = HOLIDAYS.iter().find(|(words, ..)| tokens.are(at, words))?;
    let next = at + words.len();
    // "Christmas" before a noun is its kind ("the Christmas party"), and "Halloween" may be a name.
    let noun = |t: &Token<'_>| t.kind == Kind::Word && !stop_word(t);
    let named = words.len() == 1 && (tokens.hyphen(next) || tokens.at(next).is_some_and(noun));
    (!named).then_some((*month, *day, next))
}

/// The holiday at `at`, with its year if that is there; one word needs a word of time before it.
pub(super) fn holiday(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    const TIME: &[&str] =
        &["on", "over", "at", "before", "since", "by", "after", "until", "around", "during"];
    let (month, day, next) = named(tokens, at)?;
    let timed = tokens.before(at).is_some_and(|t| TIME.contains(&&*t.lower));
    if next == at + 1 && !timed {
        return None;
    }
    if let Some((year, end)) = trailing_year(tokens, next) {
        return Some((calendar(Some(year), Some(month), Some(day))?, end));
    }
    Some((Expression::Holiday(month, day, Which::Plain), next))
}

#[cfg(test)]
mod tests {
    use super::super::dates;
    use jiff::civil::date;

    fn of(text: &str) -> Vec<(String, Option<String>)> {
        let found = dates(text, Some(date(2023, 12, 27)));
        found.into_iter().map(|d| (d.span.of(text).to_owned(), d.value)).collect()
    }

    #[test]
    fn holidays_are_days() {
        for (text, span, value) in [
            ("On Christmas Eve, the code appeared.", "Christmas Eve", "2023-12-24"),
            ("Last Christmas it was another firm.", "Last Christmas", "2023-12-25"),
            ("He was held on New Year's Day.", "New Year's Day", "2023-01-01"),
            ("It was hit on Christmas Day 2021.", "Christmas Day 2021", "2021-12-25"),
            ("It closed over Christmas.", "Christmas", "2023-12-25"),
            ("It was hit on July Fourth.", "July Fourth", "2023-07-04"),
            ("It was back on St. Patrick's Day 2019.", "St. Patrick's Day 2019", "2019-03-17"),
            ("It was back on St Patrick’s Day 2019.", "St Patrick’s Day 2019", "2019-03-17"),
        ] {
            assert_eq!(of(text), [(span.to_owned(), Some(value.to_owned()))], "{text}");
        }
        for text in
            ["It sank the Christmas party.", "Mary Christmas spoke.", "Halloween scared him."]
        {
            assert_eq!(of(text), [], "{text}");
        }
    }
}
