//! Dates that go on in a list, where one names the month or the year of all: "March 3, 7 and 12,
//! 2024", "3, 7 and 12 March", "Sept., Oct. and Nov. 2023".

use super::absolute::{calendar, day_first, trailing_year};
use super::calendar::{day, month};
use super::expression::{Expression, Found, Parts};
use crate::extract::amounts::tokens::{Kind, Token, Tokens};

/// Longer lists are none of dates.
const LONGEST: usize = 8;

/// Past what joins two of a list at `at`, and whether that is its last joint.
fn joint(tokens: &[Token<'_>], at: usize) -> Option<(usize, bool)> {
    let comma = at + usize::from(tokens.is(at, ","));
    let and = comma + usize::from(tokens.is_any(comma, &["and", "or", "&"]));
    (and > at).then_some((and, and > comma))
}

/// The year at the end of a list that starts here: "February and March 2021", "May 30 and 31,
/// 2007", "June 3, July 5 and August 9, 2024".
pub(super) fn year_after(tokens: &[Token<'_>], next: usize) -> Option<i16> {
    let mut at = next;
    for _ in 0..LONGEST {
        let slash = tokens.is(at, "/").then_some(at + 1);
        let item = slash.or_else(|| Some(joint(tokens, at)?.0))?;
        let part = tokens.is_any(item, &["early", "late", "mid"]);
        let item = item + usize::from(part);
        let item = item + usize::from(part && tokens.hyphen(item));
        let named = past_month(tokens, item);
        let numbered = day(tokens, named.unwrap_or(item)).map(|(_, next, _)| next);
        at = numbered.or(named)?;
        if let Some((year, _)) = trailing_year(tokens, at) {
            return Some(year);
        }
    }
    None
}

/// Past the month at `at`, and the dot of one that is abbreviated.
fn past_month(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let (_, full) = tokens.at(at).and_then(month)?;
    Some(at + 1 + usize::from(!full && tokens.is(at + 1, ".")))
}

/// The days after "March 3" in "March 3, 7 and 12, 2024"; `next` is the token after the first one.
pub(super) fn days_after(tokens: &[Token<'_>], first: Parts, next: usize) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let (mut at, mut last) = (next, first.day.unwrap_or(0));
    // The first one ends with its day, not with its month or year.
    if !(1..=2).any(|back| at >= back && day(tokens, at - back).is_some_and(|d| d.1 == at)) {
        return found;
    }
    while let Some((item, closing)) = joint(tokens, at)
        && let Some((number, end, _)) = day(tokens, item)
        && number > last
        && found.len() < LONGEST
    {
        let (year, next) = trailing_year(tokens, end).map_or((None, end), |(y, n)| (Some(y), n));
        let Some(expression) = calendar(first.year.or(year), first.month, Some(number)) else {
            break;
        };
        found.push(Found { expression, first: item, next });
        if closing {
            let stands = year.is_some() || stands_alone(tokens, end);
            return if stands { found } else { Vec::new() };
        }
        (at, last) = (end, number);
    }
    // "On March 3, 7 banks" lists nothing.
    Vec::new()
}

/// Whether nothing follows a number that it could count: "on March 3 and 7 in Lyon", but "and 7
/// banks", "and 7 were".
fn stands_alone(tokens: &[Token<'_>], at: usize) -> bool {
    const AFTER: &[&str] =
        &["the", "when", "while", "after", "before", "by", "as", "with", "during", "in", "at"];
    tokens.at(at).is_none_or(|t| match t.kind {
        Kind::Mark => matches!(t.text, "." | "," | ";" | ")" | "]" | "—" | "”" | "?" | "!"),
        Kind::Word => AFTER.contains(&&*t.lower),
        Kind::Number | Kind::Sign => false,
    })
}

/// The days of "on 3, 7 and 12 March 2024", "the 3rd and 7th of March".
pub(super) fn days_before_month(tokens: &[Token<'_>], at: usize) -> Option<Vec<Found>> {
    let placed = at > 0 && tokens.is_any(at - 1, &["on", "the", "of", "dated"]);
    if !placed || (at > 1 && tokens.is_any(at - 2, &["between", "from"])) {
        return None;
    }
    let mut days = Vec::new();
    let (mut item, mut closing) = (at, false);
    let (parts, of, next) = loop {
        let (number, end, _) = day(tokens, item)?;
        if closing {
            break match day_first(tokens, item)? {
                (Expression::Calendar(parts), next) => (parts, None, next),
                (Expression::OfYear(parts, by), next) => (parts, Some(by), next),
                _ => return None,
            };
        }
        days.push((number, item, end));
        let (after, last) = joint(tokens, end).filter(|_| days.len() < LONGEST)?;
        (item, closing) = (after + usize::from(tokens.is(after, "the")), last);
    };
    let ascending = days.windows(2).all(|pair| pair[0].0 < pair[1].0);
    if !ascending || days.last()?.0 >= parts.day? {
        return None;
    }
    let mut found = Vec::new();
    for (number, first, next) in days {
        let day = Parts { day: Some(number), ..parts };
        if !day.possible() {
            return None;
        }
        found.push(Found { expression: day.of_year(of), first, next });
    }
    found.push(Found { expression: parts.of_year(of), first: item, next });
    Some(found)
}

/// Whether the date at `to` stands right behind one that ends before `from`, as a part of it: ", in".
pub(super) fn apposed(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    tokens.is(from, ",") && (from + 1..to).all(|at| tokens.is(at, "in"))
}

/// Whether nothing but what joins a list stands between two dates: "and in".
pub(super) fn joined(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    from < to && (from..to).all(|at| tokens.is_any(at, &[",", "and", "or", "&", "in"]))
}

#[cfg(test)]
mod tests {
    use super::super::dates;

    /// The dates of `text`, each with its value.
    fn found(text: &str) -> Vec<String> {
        let anchor = Some(jiff::civil::date(2024, 10, 15));
        let written = |d: super::super::DateMention| {
            format!("{} = {}", d.span.of(text), d.value.as_deref().unwrap_or("null"))
        };
        dates(text, anchor).into_iter().map(written).collect()
    }

    #[test]
    fn each_day_of_a_list_is_a_date() {
        for text in ["on March 3, 7 and 12, 2023", "on March 3, 7, and 12, 2023."] {
            let expected = ["March 3 = 2023-03-03", "7 = 2023-03-07", "12, 2023 = 2023-03-12"];
            assert_eq!(found(text), expected, "{text}");
        }
        let expected = ["3 = 2023-03-03", "7 = 2023-03-07", "12 March 2023 = 2023-03-12"];
        assert_eq!(found("on 3, 7 and 12 March 2023"), expected);
        assert_eq!(
            found("on the 3rd and 7th of March"),
            ["3rd = 2024-03-03", "7th of March = 2024-03-07"]
        );
        assert_eq!(found("it fell on March 3 and 7."), ["March 3 = 2024-03-03", "7 = 2024-03-07"]);
    }

    #[test]
    fn a_number_that_counts_is_no_day() {
        for text in [
            "On March 3, 7 and 12 banks were robbed",
            "On March 3, 7 banks and 12 shops were robbed",
            "on March 3 and 7 were robbed",
            "on March 3 and 7% of them",
            "on March 3 and 2 weeks on",
        ] {
            assert_eq!(found(text), ["March 3 = 2024-03-03"], "{text}");
        }
    }

    #[test]
    fn abbreviated_months_need_the_year_of_the_list() {
        let expected = ["Sept. = 2023-09", "Oct. = 2023-10", "Nov. 2023 = 2023-11"];
        assert_eq!(found("It was active in Sept., Oct. and Nov. 2023."), expected);
        assert!(found("Jan, Mar and Jun are names.").is_empty());
    }

    #[test]
    fn months_are_of_the_year_that_they_stand_behind() {
        let expected = ["2023 = 2023", "May = 2023-05", "August = 2023-08"];
        assert_eq!(found("It was hit twice in 2023, in May and in August."), expected);
        let expected = ["2020 = 2020", "March = 2024-03"];
        assert_eq!(found("It is active since 2020, and in March it hit a bank."), expected);
    }
}
