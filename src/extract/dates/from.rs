//! Dates that count from another one of the text: "two weeks later", "the previous month", "the
//! following Monday".

use super::absolute::absolute;
use super::calendar::{stem, weekday};
use super::expression::{Expression, Unit};
use crate::extract::amounts::quantity;
use crate::extract::amounts::tokens::{Kind, Token, Tokens};

type Read = (Expression, usize);

/// The expression of that kind at `at`.
pub(super) fn from(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    year_ago(tokens, at)
        .or_else(|| neighbour(tokens, at))
        .or_else(|| before(tokens, at))
        .or_else(|| distance(tokens, at))
}

fn unit(lower: &str) -> Option<(Unit, i32)> {
    Some(match lower {
        "day" | "days" => (Unit::Day, 1),
        "week" | "weeks" => (Unit::Week, 1),
        "fortnight" => (Unit::Week, 2),
        "month" | "months" => (Unit::Month, 1),
        "quarter" | "quarters" => (Unit::Quarter, 1),
        "year" | "years" => (Unit::Year, 1),
        "decade" | "decades" => (Unit::Year, 10),
        _ => return None,
    })
}

/// "two weeks later", "a year earlier".
fn distance(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let (count, unit_at) = match quantity(tokens, at) {
        Some((count, next)) => (count, next),
        None if tokens.is_any(at, &["a", "an"]) => (Some(1), at + 1),
        None => return None,
    };
    let (unit, times) = unit(&tokens.at(unit_at)?.lower)?;
    let sign = match &*tokens.at(unit_at + 1)?.lower {
        "later" | "afterward" | "afterwards" => 1,
        "earlier" | "before" if !counted_on(tokens, unit_at + 2) => -1,
        _ => return None,
    };
    // "two days earlier than planned" compares, and says no day.
    if tokens.is(unit_at + 2, "than") {
        return None;
    }
    let by = count.and_then(|n| n.checked_mul(times)).map(|n| Expression::From(unit, sign * n));
    Some((by.unwrap_or(Expression::Open), unit_at + 2))
}

/// Whether a distance that ends before `next` is another word for the date that ends before `end`,
/// with nothing but a comma between them: "on Oct. 8, just five days later."
pub(super) fn is_apposed(tokens: &[Token<'_>], end: usize, first: usize, next: usize) -> bool {
    const HEDGES: &[&str] = &[
        "just",
        "only",
        "about",
        "around",
        "roughly",
        "nearly",
        "almost",
        "more",
        "less",
        "than",
        "over",
        "exactly",
        "barely",
        "approximately",
        "some",
        "a",
        "little",
        "at",
        "least",
    ];
    tokens.is(end, ",")
        && (end + 1..first).all(|at| tokens.is_any(at, HEDGES))
        && tokens.at(next).is_none_or(|t| t.kind == Kind::Mark && t.text != "-")
}

/// "two days before" is a date by itself only where nothing follows that it is before of.
fn counted_on(tokens: &[Token<'_>], next: usize) -> bool {
    let before = tokens.before(next).is_some_and(|t| t.lower == "before");
    before && tokens.at(next).is_some_and(|t| !matches!(t.text, "," | "." | ";"))
}

/// "the previous month", "the following day", "the next Monday", without "the".
fn neighbour(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let by = match &*tokens.at(at)?.lower {
        "previous" | "preceding" | "prior" => -1,
        "following" | "next" => 1,
        _ => return None,
    };
    let the = at.checked_sub(1).filter(|i| tokens.is(*i, "the"))?;
    // "over the previous year" is a length of time.
    let spell = tokens.before(the).is_some_and(|t| matches!(&*t.lower, "over" | "within"));
    // "in the next week" is one, too, from now on.
    let to_come = tokens.is(at, "next")
        && tokens
            .before(the)
            .is_some_and(|t| matches!(&*t.lower, "in" | "for" | "during" | "throughout"));
    let token = tokens.at(at + 1).filter(|_| !spell && !tokens.hyphen(at + 2))?;
    if let Some((day, true)) = weekday(token) {
        // "the following Monday, March 11" says itself which.
        let dated = absolute(tokens, at + 1).is_some();
        return (!dated).then_some((Expression::WeekdayBeside(day, by), at + 2));
    }
    let one = !stem(token).ends_with('s') && !to_come;
    let (unit, times) = unit(stem(token)).filter(|_| one)?;
    Some((Expression::Beside(unit, by * times), at + 2))
}

/// "up from the year before", "46, up from 25 the year before", "$5 million the year after", without "the";
/// "the year before it closed" is no date by itself.
fn before(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    const PLACED: &[&str] = &["from", "than", "of", "above", "below", "in", "since"];
    const WITHIN: usize = 4;
    let (unit, times) = unit(&tokens.at(at)?.lower)?;
    let sign = match &*tokens.at(at + 1)?.lower {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    let the = at.checked_sub(1).filter(|i| tokens.is(*i, "the"))?;
    let placed = sign < 0 && the > 0 && tokens.is_any(the - 1, PLACED);
    let clause = tokens[the.saturating_sub(WITHIN)..the].iter().rev();
    let counted =
        clause.take_while(|t| t.kind != Kind::Mark).any(|token| token.kind == Kind::Number);
    let closed = tokens.at(at + 2).is_none_or(|t| matches!(t.text, "," | "." | ";" | ":" | ")"));
    let one = !tokens[at].lower.ends_with('s');
    let found = (Expression::Beside(unit, sign * times), at + 2);
    ((placed || counted) && closed && one).then_some(found)
}

/// "year-earlier period", "year-ago quarter".
fn year_ago(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let joined = tokens.is(at, "year")
        && tokens.hyphen(at + 1)
        && tokens.is_any(at + 2, &["earlier", "ago"]);
    let noun = tokens.is_any(at + 3, &["period", "quarter", "month", "week", "level", "half"]);
    joined.then_some((Expression::Open, at + 3 + usize::from(noun)))
}
