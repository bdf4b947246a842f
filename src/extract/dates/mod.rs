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
//! | last, next Thursday | strictly before, strictly after the anchor |
//! | this Thursday | the one of the anchor's week (Monday to Sunday) |
//! | in March, March 25 | the most recent, the anchor's own included; the next where the clause looks ahead, or says nothing of tense and it is within three months |
//! | last, next March | the nearest before, after the anchor's month |
//! | over the weekend | the most recent, that of the anchor included; the next where the clause looks ahead |
//! | last, this, next summer | months: the nearest that is over, that of the anchor's year, the nearest to come |
//! | last, this, next week, weekend | an interval of days, Monday or Saturday to Sunday |
//! | last month, quarter, year, decade | `YYYY-MM`, months, `YYYY`, years |
//! | two days, weeks, months, years ago | the day, the week, the month, the year that lies so far back |
//! | this morning, last night, tonight | a day; "Monday night" is Monday |
//! | the end, start of the month, by year-end | the month, the year of the anchor |
//! | third quarter, third-quarter profit, in the first half, nine months | months: the most recent begun; where the clause looks ahead, the next not over |
//! | nine months ended Sept. 30, week ended Nov. 3 | so many months or days up to then |
//! | two weeks later, a year earlier, the previous month | from the date before it in the sentence, else null |
//! | year-earlier period, year-ago quarter | null |
//! | the 18th | of the month named before it in the sentence, else of the anchor's |
//! | first quarter of 2024, Q1, first half of this year, first nine months of 2023, summer of 2023 | months; winter only the year that is written |
//! | the 1990s, the '80s, 2017-2023, from 2017 to 2023 | years |
//! | 2010-11, 2010-12 | two years (the second one more than the first), a month |
//! | 4/5/2024 | a date whose value nobody knows; 4/25/2024 has only one reading |
//! | fiscal 2022 | 2022 |
//!
//! "over the last year" and "the past five years" are lengths of time and left to the amounts.

mod absolute;
mod calendar;
mod dateline;
mod expression;
mod from;
mod intervals;
mod parts;
mod period;
mod periods;
mod relative;
mod resolve;
mod tense;
mod years;

use jiff::civil::Date;

use crate::extract::amounts::tokens::{Kind, Token, Tokens, tokens};
use crate::text::Span;
use expression::{Expression, Found};
use intervals::Interval;
use resolve::{Context, Point, Stretch, resolve};

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
    let tokens = tokens(sentence);
    let (mut month, mut before) = (None, None);
    find(&tokens)
        .into_iter()
        .map(|mention| {
            let direction = tense::direction(&tokens, mention.first, mention.next);
            let stretch = mention.resolve(Context { anchor, direction, month, before });
            if let Some(named) = mention.named_month(stretch) {
                month = Some(named);
            }
            before = stretch.or(before);
            let last = &tokens[mention.next - 1];
            let end = last.end() - calendar::possessive(last);
            let span = Span::new(tokens[mention.first].start, end);
            DateMention { span, value: stretch.map(|s| s.to_string()) }
        })
        .collect()
}

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

    fn interval(first: usize, interval: &Interval) -> Self {
        let (expression, end) = (interval.from, Some(interval.to));
        Self { first, next: interval.next, expression, end }
    }

    fn resolve(&self, context: Context) -> Option<Stretch> {
        let from = resolve(self.expression, context)?;
        let Some(end) = self.end else { return Some(from) };
        let to = resolve(end, context)?;
        // Two ends in the wrong order say nothing certain.
        (from.from.key() <= to.to.key()).then_some(Stretch { from: from.from, to: to.to })
    }

    /// Year and month that a later "the 18th" is of.
    fn named_month(&self, stretch: Option<Stretch>) -> Option<(i16, i8)> {
        let Expression::Calendar(expression::Parts { month: Some(_), .. }) = self.expression else {
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
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match mention(tokens, at) {
            Some(mention) => {
                at = mention.next;
                found.push(mention);
            }
            None => at += 1,
        }
    }
    found
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
