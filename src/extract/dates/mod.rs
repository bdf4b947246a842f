//! Dates, absolute and relative, resolved against the article's own date, never the clock's. Where
//! the page gives none, a full date in the report's [`dateline`] is it.
//!
//! Spans have no leading "the" and no possessive: "19th to the 22nd", "1990s", "Thursday" in
//! "Thursday's". "early", "late" and "mid" before a date belong to it. Times of day are no dates.
//!
//! Rules, `anchor` being the article's date:
//!
//! | expression | value |
//! |---|---|
//! | Thursday | the most recent on or before the anchor; on or after it where the clause looks ahead (`tense`: "will", "is set to", "is poised to", ...) |
//! | last, next Thursday | strictly before, strictly after the anchor; "this past", "this coming" as well |
//! | Thursday of last week | the one of that week |
//! | first Monday of October, last Friday in May 2023 | the day of that month |
//! | two Fridays ago, the Friday before last | the second one before the anchor |
//! | the Monday after the vote | null |
//! | this Thursday | the one of the anchor's week (Monday to Sunday) |
//! | in March, March 25 | the most recent, the anchor's own included; the next where the clause looks ahead, or says nothing of tense and it is within three months; of the year of an earlier date before it in the sentence where it follows that closely and is far from the anchor |
//! | from June to September | the second as above, the first before it |
//! | March 3, 7 and 12, 2024 | a day each |
//! | last, next March | the nearest before, after the anchor's month |
//! | over the weekend | the most recent, that of the anchor included; the next where the clause looks ahead |
//! | last, this, next summer | months: the nearest that is over, that of the anchor's year, the nearest to come |
//! | over the summer | the most recent begun; where the clause looks ahead the next, that of the anchor included |
//! | last, this, next week, weekend | an interval of days, Monday or Saturday to Sunday |
//! | last month, quarter, year, decade | `YYYY-MM`, months, `YYYY`, years |
//! | two days, weeks, months, years ago | the day, the week, the month, the year that lies so far back |
//! | a year ago this month, two years ago today | the month, the day that lies so far back |
//! | the week before last | the one before |
//! | the day before yesterday, after tomorrow | two days from the anchor |
//! | Wednesday week, a week on Wednesday | the next Wednesday, and a week on |
//! | Thursday last | last Thursday |
//! | week, weekend of Oct. 7 | the one that the day lies in |
//! | week beginning Oct. 7 | seven days from then on |
//! | this morning, last night, tonight | a day; "Monday night" is Monday |
//! | the end, start of the month, by year-end | the month, the year of the anchor |
//! | third quarter, third-quarter profit, in the first half, nine months | months: the most recent begun; where the clause looks ahead, the next not over, or one that is just over |
//! | nine months ended Sept. 30, week ended Nov. 3 | so many months or days up to then |
//! | year to March 2024 | the months of a year up to then |
//! | the September 11 attacks | a day that is known by its date |
//! | two weeks later, a year earlier, the previous month, the following Monday | from the date before it in the sentence, in a story from the last one of the two sentences before, else null, as where that date is not known |
//! | on Oct. 8, five days later | the date that it stands beside |
//! | Christmas Eve, New Year's Day, on Christmas, last Halloween | the day, as March 25 and last March |
//! | year-earlier period, year-ago quarter | null |
//! | the 18th | of the month named before it in the sentence, else of the anchor's |
//! | first quarter of 2024, Q1, 1H24, first half of this year, first two quarters, summer of 2023 | months; winter only the years that are written |
//! | the 1990s, the '80s, 2017-2023, from 2017 to 2023 | years |
//! | 2010-11, 2010-12 | two years (the second one more than the first), a month |
//! | 4/5/2024 | a date whose value nobody knows; 4/25/2024 has only one reading, and gives its order to those of its sentence and of the sentences after it |
//! | fiscal 2022, FY22, FY2022-23 | 2022, 2022/2023: the years that it is called by |
//! | third quarter of fiscal 2022, fiscal third quarter, the end of the fiscal year | null, see `fiscal` |
//!
//! "over the last year" and "the past five years" are lengths of time and left to the amounts.

mod absolute;
mod calendar;
mod dateline;
mod deadlines;
mod expression;
mod fiscal;
mod from;
mod holidays;
mod intervals;
mod lists;
mod nearest;
mod parts;
mod period;
mod periods;
mod relative;
mod resolve;
mod slashes;
mod tense;
mod week;
mod weekdays;
mod years;

use jiff::civil::Date;

use crate::extract::amounts::tokens::{Kind, Token, Tokens, tokens};
use crate::text::Span;
use expression::{Expression, Found, Parts, Which};
use intervals::Interval;
use resolve::{Context, Point, Stretch, resolve};
use slashes::Order;

pub use crate::text::printed_date::parse_date;
pub use dateline::dateline;
pub use period::{Period, day_number, day_of};

/// One date expression of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The expression.
    pub span: Span,
    /// ISO date, `YYYY-MM`, `YYYY`, an interval `a/b`, or `None` where the article gives no anchor.
    pub value: Option<String>,
}

/// The dates of one sentence, in order; spans are in `sentence`. `anchor` is the date of the
/// article; relative dates without one have no value.
pub fn dates(sentence: &str, anchor: Option<Date>) -> Vec<DateMention> {
    dates_in_story(sentence, anchor, &mut Running::default())
}

/// What the next sentences of a story read their dates by: the last date, from which they count
/// ("The following month, ..."), and the order of day and month.
#[derive(Clone, Copy, Debug, Default)]
pub struct Running {
    last: Option<Stretch>,
    order: Order,
    /// Sentences since.
    age: usize,
}

impl Running {
    /// A date further back is of another part of the story.
    const LONGEST: usize = 2;

    fn told(self) -> Option<Stretch> {
        self.last.filter(|_| self.age < Self::LONGEST)
    }
}

/// The same for the next sentence of a story, whose dates may count from one of the sentences before.
pub fn dates_in_story(
    sentence: &str,
    anchor: Option<Date>,
    running: &mut Running,
) -> Vec<DateMention> {
    let story = running.told();
    running.age += 1;
    let tokens = tokens(sentence);
    let mut found = find(&tokens);
    running.order = running.order.and(Order::of(&tokens));
    settle(&tokens, running.order, &mut found);
    let (mut month, mut before, mut listed) = (None, None, false);
    // The token after the date before, and its value.
    let mut last: Option<(usize, Option<Stretch>)> = None;
    let mut dates = Vec::with_capacity(found.len());
    for (place, mention) in found.iter().enumerate() {
        let direction = tense::direction(&tokens, mention.first, mention.next);
        let end = last.filter(|(_, value)| value.is_some()).map(|(end, _)| end);
        listed = end.is_some_and(|end| {
            let year = matches!(before, Some(Stretch { from: Point::Year(_), .. }));
            (year && lists::apposed(&tokens, end, mention.first))
                || (listed && lists::joined(&tokens, end, mention.first))
        });
        // "She left in October 2021; that December she was charged."
        let that = mention.first > 0 && tokens.is(mention.first - 1, "that");
        let beside = if that { before.or(story) } else { before };
        listed |= that;
        let after = found[place + 1..].iter().take(NEXT).find_map(Mention::day);
        let firm = tense::firm(&tokens, mention.first);
        let spoken = tense::spoken(&tokens, mention.first);
        // From a date that nobody knows nothing counts, nor from one before that.
        let told = match last {
            None => story,
            Some((_, value)) => value.and(before),
        };
        let same = last
            .filter(|(end, _)| from::is_apposed(&tokens, *end, mention.first, mention.next))
            .and_then(|(_, value)| value.filter(|value| value.from == value.to));
        let context = Context {
            anchor,
            direction,
            month,
            before: beside,
            story,
            told,
            same,
            firm,
            listed,
            spoken,
            after,
        };
        let stretch = mention.resolve(context);
        if let Some(named) = mention.named_month(stretch) {
            month = Some(named);
        }
        before = stretch.or(before);
        if (stretch.is_some() || mention.tells()) && !spoken {
            *running = Running { last: stretch, age: 0, ..*running };
        }
        last = Some((mention.next, stretch));
        let token = &tokens[mention.next - 1];
        let span =
            Span::new(tokens[mention.first].start, token.end() - calendar::possessive(token));
        dates.push(DateMention { span, value: stretch.map(|s| s.to_string()) });
    }
    dates
}

/// Among so many dates after one a full one may give it its year.
const NEXT: usize = 3;

/// A date in the tokens, as one expression or as two ends.
struct Mention {
    first: usize,
    next: usize,
    expression: Expression,
    end: Option<Expression>,
}

impl Mention {
    fn single(found: &Found) -> Self {
        Self { first: found.first, next: found.next, expression: found.expression, end: None }
    }

    /// The parts of a single date of the calendar.
    fn parts(&self) -> Option<Parts> {
        match self.expression {
            Expression::Calendar(parts) if self.end.is_none() => Some(parts),
            _ => None,
        }
    }

    /// The day that a full date names.
    fn day(&self) -> Option<Date> {
        self.parts()?.date()
    }

    /// Whether it is a date of the story, known or not: "several years ago" is none.
    fn tells(&self) -> bool {
        matches!(self.expression, Expression::Calendar(_) | Expression::Weekday(..))
    }

    fn interval(first: usize, interval: &Interval) -> Self {
        let (expression, end) = (interval.from, Some(interval.to));
        Self { first, next: interval.next, expression, end }
    }

    fn resolve(&self, context: Context) -> Option<Stretch> {
        let Some(end) = self.end else { return resolve(self.expression, context) };
        let to = resolve(end, context)?.to;
        let from = match (self.expression, end) {
            // "from Dec. 28 to Jan. 3": the start is before the end, whenever that is.
            (
                Expression::Calendar(parts @ Parts { year: None, month: Some(_), .. }),
                Expression::Calendar(Parts { year: None, .. }),
            ) => nearest::start(parts, to)?,
            (expression, _) => resolve(expression, context)?.from,
        };
        // Two ends in the wrong order say nothing certain.
        from.not_after(to).then_some(Stretch { from, to })
    }

    /// Year and month that a later "the 18th" is of.
    fn named_month(&self, stretch: Option<Stretch>) -> Option<(i16, i8)> {
        let (Expression::Calendar(Parts { month: Some(_), .. }) | Expression::OfYear(..)) =
            self.expression
        else {
            return None;
        };
        match stretch?.from {
            Point::Month(year, month) => Some((year, month)),
            Point::Day(date) => Some((date.year(), date.month())),
            Point::Year(_) => None,
        }
    }
}

fn find(tokens: &[Token<'_>]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let before = found.len();
        if let Some(days) = lists::days_before_month(tokens, at) {
            found.extend(days.iter().map(Mention::single));
        } else if let Some(mention) = mention(tokens, at) {
            let days = mention.parts().filter(|parts| parts.month.is_some());
            let days = days.map(|parts| lists::days_after(tokens, parts, mention.next));
            found.push(mention);
            found.extend(days.iter().flatten().map(Mention::single));
        }
        at = found.last().filter(|_| found.len() > before).map_or(at + 1, |last| last.next);
    }
    found
}

/// Gives "4/5/2024" the order of the dates around it, and "Wednesday (06.11.2024)", "Sunday (May 19)" their date.
fn settle(tokens: &[Token<'_>], order: Order, found: &mut [Mention]) {
    for mention in &mut *found {
        if let Expression::Slashed { year, first, second } = mention.expression
            && let Some(date) = order.date(year, first, second)
        {
            mention.expression = Expression::Calendar(date);
        }
    }
    for place in 1..found.len() {
        let (day, date) = (&found[place - 1], &found[place]);
        let bracketed =
            tokens.is(day.next, "(") && day.next + 1 == date.first && tokens.is(date.next, ")");
        if let Expression::Weekday(named, Which::Plain) = day.expression
            && bracketed
            && day.end.is_none()
            && date.parts().is_some_and(|of| match of.date() {
                Some(date) => date.weekday() == named,
                // "Sunday (May 19)": the year is the nearest one, as without the weekday.
                None => of.year.is_none() && of.month.is_some() && of.day.is_some(),
            })
        {
            found[place - 1].expression = date.expression;
        }
    }
}

fn mention(tokens: &[Token<'_>], at: usize) -> Option<Mention> {
    // "'80s" starts with its apostrophe.
    let apostrophe = matches!(tokens.at(at)?.text, "'" | "’" | "‘");
    if !(matches!(tokens[at].kind, Kind::Word | Kind::Number) || apostrophe) {
        return None;
    }
    if let Some(part) = part_of(tokens, at) {
        let mut mention = mention(tokens, part)?;
        // "late Thursday", "mid-2023"; but "late two weeks ago" is not one expression.
        let calendar = !matches!(mention.expression, Expression::Open);
        mention.first = at;
        return calendar.then_some(mention);
    }
    if let Some((interval, _)) = intervals::days_first(tokens, at) {
        return Some(Mention::interval(at, &interval));
    }
    let first = intervals::single(tokens, at)?;
    let interval = intervals::interval(tokens, &first);
    Some(interval.map_or_else(|| Mention::single(&first), |found| Mention::interval(at, &found)))
}

/// Past "early", "late" or "mid-" where a date follows.
fn part_of(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let token = tokens.at(at).filter(|t| t.kind == Kind::Word)?;
    if !matches!(&*token.lower, "early" | "late" | "mid") {
        return None;
    }
    let next = at + 1 + usize::from(tokens.hyphen(at + 1));
    // "early" before "early" would recurse once for each.
    (!tokens.is_any(next, &["early", "late", "mid"])).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// The values of the dates of the last of some sentences.
    fn last(sentences: &[&str]) -> Vec<Option<String>> {
        let anchor = Some(date(2024, 4, 4));
        let mut running = Running::default();
        let read = |sentence: &&str| dates_in_story(sentence, anchor, &mut running);
        let found = sentences.iter().map(read).last().unwrap();
        found.into_iter().map(|date| date.value).collect()
    }

    #[test]
    fn a_story_counts_from_the_sentences_before() {
        let hit = "It was hit on Nov. 12, 2023.";
        for (sentence, value) in [
            ("The following month, its mail was taken.", "2023-12"),
            ("Two days later it closed.", "2023-11-14"),
            ("A week earlier it had moved.", "2023-11-05"),
            ("Sales were above those of the year before.", "2022"),
        ] {
            assert_eq!(last(&[hit, sentence]), [Some(value.to_owned())], "{sentence}");
            assert_eq!(last(&[hit, "It said so.", sentence]), [Some(value.to_owned())]);
            assert_eq!(last(&[sentence]), [None], "{sentence}");
            assert_eq!(last(&[hit, "It rained.", "It snowed.", sentence]), [None]);
        }
    }

    #[test]
    fn days_by_a_week_a_month_or_a_bracket() {
        for (sentence, values) in [
            ("It was hit two weeks ago Thursday.", vec!["2024-03-21"]),
            ("It was hit a week ago on Monday.", vec!["2024-03-25"]),
            ("The trial opens on the 27th of next month.", vec!["2024-05-27"]),
            ("It closed in the summer of last year.", vec!["2023-06/2023-08"]),
            ("It was hit on Monday the 1st.", vec!["2024-04-01"]),
            ("It was hit on Friday the 15th, at noon.", vec!["2024-03-15"]),
            ("It was hit in the night of the 2nd.", vec!["2024-04-02"]),
            ("Talks go on the week after next.", vec!["2024-04-15/2024-04-21"]),
            ("It hit a bank in the port of the 7th Fleet.", vec![]),
            ("The deadline is Sunday (April 14).", vec!["2024-04-14", "2024-04-14"]),
        ] {
            let values: Vec<_> = values.into_iter().map(|v| Some(v.to_owned())).collect();
            assert_eq!(last(&[sentence]), values, "{sentence}");
        }
        assert_eq!(last(&["It was hit two weeks ago, and Thursday's vote is off."]).len(), 2);
    }

    #[test]
    fn no_story_counts_from_a_day_that_nobody_knows() {
        let mut running = Running::default();
        let mut values = |sentence| {
            let found = dates_in_story(sentence, None, &mut running);
            found.into_iter().map(|date| date.value).collect::<Vec<_>>()
        };
        assert_eq!(values("It was hit on Nov. 12, 2023."), [Some("2023-11-12".to_owned())]);
        assert_eq!(values("In March it was sold; two weeks later it closed."), [None, None]);
        assert_eq!(values("A month later it opened."), [None]);
    }

    #[test]
    fn a_day_is_of_the_month_that_the_story_is_at() {
        let hit = "It was attacked in November 2022.";
        for (sentence, value) in [
            ("It lost its records on 7 November.", "2022-11-07"),
            // The day of news, and days that are near the article's.
            ("It said so on 7 November.", "2023-11-07"),
            ("It lost its records on 7 October.", "2023-10-07"),
            ("It will reopen on 7 November.", "2024-11-07"),
        ] {
            assert_eq!(last(&[hit, sentence]), [Some(value.to_owned())], "{sentence}");
        }
        let found = last(&["It was attacked in March 2022.", "A court heard it on 20 March."]);
        assert_eq!(found, [Some("2024-03-20".to_owned())]);
    }

    #[test]
    fn no_story_counts_from_the_day_somebody_spoke() {
        let found = last(&[
            "It was hit on Nov. 12, 2023.",
            "He said on Monday so.",
            "A day later it closed.",
        ]);
        assert_eq!(found, [Some("2023-11-13".to_owned())]);
        assert_eq!(last(&["The bank told clients on Monday.", "A day later it closed."]), [None]);
    }
}
