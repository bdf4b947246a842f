//! Periods of business news: "the third quarter", "nine months ended Sept. 30", "by year-end".

use super::absolute::absolute;
use super::expression::{Expression, Parts, Unit};
use super::fiscal;
use super::years::year_at;
use crate::extract::amounts::tokens::{Kind, Token, Tokens};
use crate::extract::amounts::{quantity, stop_word};

type Read = (Expression, usize);

/// Whether the part of a year at `at`, which ends before `next` and names no year, is one of the
/// calendar: "third-quarter profit", "in the second half"; no part of a match or of a book.
pub(super) fn of_business(tokens: &[Token<'_>], at: usize, next: usize) -> bool {
    const PLACED: &[&str] = &[
        "in", "for", "during", "of", "from", "by", "since", "until", "through", "to", "between",
        "over",
    ];
    if tokens.is_any(at, &["last", "closing", "latter"])
        || tokens.is(next, "of")
        || sport(tokens, at)
    {
        return false;
    }
    let written = |token: &Token<'_>| token.kind == Kind::Word && !stop_word(token);
    let noun = tokens.at(next).is_some_and(written);
    // "first two months" may be of anything; a report is of three, six or nine.
    let months = tokens.is(next - 1, "months");
    let reported = tokens.is_any(next - 2, &["three", "six", "nine", "3", "6", "9"]);
    let the = tokens.before(at).is_some_and(|t| t.lower == "the");
    let placed = the && at >= 2 && tokens.is_any(at - 2, PLACED);
    match tokens.is_any(next - 1, &["half", "halves"]) || months {
        true if months => placed && reported && !noun,
        // A half may be of anything: "in the first half", "a first-half loss".
        true => (tokens.hyphen(at + 1) && noun) || (placed && !noun),
        false => {
            tokens.hyphen(at + 1)
                || the
                || placed
                || tokens.is_any(at.wrapping_sub(1), PLACED)
                || at == 0
        }
    }
}

/// Words of a match within a few words.
fn sport(tokens: &[Token<'_>], at: usize) -> bool {
    const WITHIN: usize = 12;
    const WORDS: &[&str] = &[
        "touchdown",
        "touchdowns",
        "goal",
        "goals",
        "scored",
        "score",
        "game",
        "match",
        "coach",
        "team",
        "draw",
        "quarterback",
        "overtime",
        "yards",
        "points",
        "halftime",
        "penalty",
        "kick",
        "innings",
        "moon",
        "wicket",
        "half-time",
    ];
    tokens[at.saturating_sub(WITHIN)..tokens.len().min(at + WITHIN)]
        .iter()
        .any(|t| WORDS.contains(&&*t.lower))
}

/// "nine months ended Sept. 30", "year ended June 30", "fiscal year ending March 31, 1990".
pub(super) fn ended(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let fiscal = at + usize::from(tokens.is(at, "fiscal"));
    let (count, unit_at) = match quantity(tokens, fiscal) {
        Some((count, next)) => (count?, next),
        None => (1, fiscal),
    };
    let unit = match &*tokens.at(unit_at)?.lower {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        _ => return None,
    };
    let verb = tokens.is_any(unit_at + 1, &["ended", "ending"]);
    // "the six months to June 30"
    let to = tokens.is_any(unit_at + 1, &["to", "through"])
        && (unit == Unit::Year || (count > 1 && unit == Unit::Month));
    if !(verb || to) {
        return None;
    }
    let end_at = unit_at + 2;
    let end_at = end_at + usize::from(tokens.is_any(end_at, &["on", "in"]));
    // "the three months to end-September"
    let joined = tokens.is(end_at, "end") && tokens.hyphen(end_at + 1);
    let end_at = end_at + 2 * usize::from(joined);
    // "the 12 months to the end of June"
    let end_at = end_at + 3 * usize::from(tokens.are(end_at, &["the", "end", "of"]));
    let end = absolute(tokens, end_at)?;
    let Expression::Calendar(parts @ Parts { month: Some(_), .. }) = end.expression else {
        return None;
    };
    // "in the year to March" may mean any March.
    if to && unit == Unit::Year && parts.day.is_none() && parts.year.is_none() {
        return None;
    }
    Some((Expression::Ended(unit, count, parts), end.next))
}

/// "end of the month", "start of the year", "year-end": of the one that the article is of.
pub(super) fn end_of(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    const ENDS: &[&str] = &["end", "start", "beginning", "middle", "close", "rest"];
    let unit = |at: usize| {
        Some(match &*tokens.at(at)?.lower {
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            _ => return None,
        })
    };
    let by = tokens.before(at).is_some_and(|t| {
        ["by", "at", "before", "until", "since", "after", "through", "of"].contains(&&*t.lower)
    });
    if let Some(found) = unit(at) {
        let end = by && tokens.hyphen(at + 1) && tokens.is(at + 2, "end");
        let noun = tokens.at(at + 3).is_some_and(|t| t.kind == Kind::Word && !stop_word(t));
        let year = year_at(tokens, at + 3).filter(|_| end && found == Unit::Year);
        if let Some(year) = year {
            let parts = Parts { year: Some(year), ..Parts::default() };
            return Some((Expression::Calendar(parts), at + 4));
        }
        return (end && !noun).then_some((Expression::Shift(found, 0), at + 3));
    }
    if !tokens.is_any(at, ENDS) || !tokens.are(at + 1, &["of", "the"]) {
        return None;
    }
    // "the end of the fiscal year": of which nobody knows when it ends.
    let fiscal = fiscal::noun(tokens, at + 3);
    let next = fiscal.unwrap_or(at + 4);
    let found = match fiscal {
        Some(_) => Expression::Open,
        None => Expression::Shift(unit(at + 3)?, 0),
    };
    let more = tokens.is(next, "of") || tokens.hyphen(next);
    let noun = tokens.at(next).is_some_and(|t| t.kind == Kind::Word && !stop_word(t));
    (!more && !noun).then_some((found, next))
}
