//! Whether an amount recurs: "a year", "per month", "annually", "an annual budget of".

use super::measures::{Measure, Term};
use super::tokens::{Kind, Token, Tokens};
use super::units::time_unit;

/// Words that stand between an amount and its period: "a billion dollars in revenue annually".
const LONGEST_GAP: usize = 3;

/// The period of a term.
pub(super) fn per(tokens: &[Token<'_>], term: &Term) -> Option<String> {
    // "8 cents (Canadian) a share"
    let bracket = tokens.is(term.last + 1, "(") && tokens.is(term.last + 3, ")");
    let next = term.last + if bracket { 4 } else { 1 };
    if let Some(found) = period(tokens, next) {
        return Some(found.to_owned());
    }
    if matches!(term.measure, Measure::Money(_) | Measure::Percent(_)) {
        if let Some(found) = thing(tokens, next) {
            return Some(found.to_owned());
        }
        let share = matches!(term.measure, Measure::Percent(_));
        if let Some(found) = after_gap(tokens, next, share) {
            return Some(found.to_owned());
        }
        return adjective_before(tokens, term.first).map(str::to_owned);
    }
    None
}

/// "a year", "per year", "each year", "every month", "annually", "per annum", "/month".
pub(super) fn period<'t>(tokens: &'t [Token<'_>], at: usize) -> Option<&'t str> {
    let token = tokens.at(at)?;
    // "a $60,000-a-year job"
    if tokens.hyphen(at) && tokens.is_any(at + 1, &["a", "an", "per"]) && tokens.hyphen(at + 2) {
        return time_unit(&tokens.at(at + 3)?.lower);
    }
    if let Some(unit) = adverb(&token.lower) {
        // "$5 million annual budget" is of a year, "daily" before a noun of a day as well.
        return Some(unit);
    }
    if tokens.is(at, "per") && tokens.is_any(at + 1, &["annum", "diem"]) {
        return Some(if tokens.is(at + 1, "annum") { "year" } else { "day" });
    }
    let each = tokens.is_any(at, &["a", "an", "per", "each", "every", "/"]);
    let unit = time_unit(&tokens.at(at + 1)?.lower).filter(|_| each)?;
    // "two weeks a year ago" does not recur; "a second" is a rate only after "per".
    let once = tokens.is_any(at + 2, &["ago", "earlier", "later", "after", "before"])
        || tokens[at + 1].lower.ends_with("'s")
        || (unit == "second" && tokens.is_any(at, &["a", "an"]));
    (!once).then_some(unit)
}

fn adverb(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "annually" | "yearly" | "p.a." => "year",
        "monthly" => "month",
        "weekly" => "week",
        "daily" => "day",
        "hourly" => "hour",
        "quarterly" => "quarter",
        "nightly" => "night",
        _ => return None,
    })
}

/// Things that a price is given for with a mere article: "45 cents a share".
const PRICED: &[&str] = &[
    "acre", "barrel", "bottle", "bushel", "card", "coin", "gallon", "gram", "head", "hit", "kilo",
    "kilogram", "licence", "license", "line", "liter", "litre", "message", "mile", "ounce", "pack",
    "person", "piece", "plate", "pop", "pound", "record", "seat", "share", "ticket", "token",
    "ton", "tonne", "unit", "word", "yard",
];

/// "per person", "per barrel", "a share": a rate for each thing, named by it.
fn thing<'t>(tokens: &'t [Token<'_>], at: usize) -> Option<&'t str> {
    let lower = &*tokens.at(at + 1).filter(|t| t.kind == Kind::Word)?.lower;
    let each = tokens.is_any(at, &["per", "/"]) && !matches!(lower, "cent" | "se" | "the");
    let priced = tokens.is_any(at, &["a", "an"]) && PRICED.contains(&lower);
    // "a $30-a-share offer"
    if tokens.hyphen(at) && tokens.is_any(at + 1, &["a", "an", "per"]) && tokens.hyphen(at + 2) {
        return tokens.at(at + 3).map(|t| &*t.lower).filter(|lower| PRICED.contains(lower));
    }
    // "per infected machine"
    let noun = tokens.at(at + 2).filter(|t| t.kind == Kind::Word && !super::stop_word(t));
    let lower = noun.filter(|_| each && lower.ends_with("ed")).map_or(lower, |noun| &*noun.lower);
    (each || priced).then_some(lower)
}

/// "in revenue annually", "of crypto each year"; a share "of a monthly salary" is of a salary.
fn after_gap<'t>(tokens: &'t [Token<'_>], at: usize, share: bool) -> Option<&'t str> {
    if !tokens.is_any(at, &["in", "of"]) {
        return None;
    }
    (at + 1..=at + LONGEST_GAP)
        .take_while(|i| tokens.at(*i).is_some_and(|t| t.kind == Kind::Word))
        .find_map(|i| period(tokens, i + 1).filter(|_| !(share && adjective(tokens, i + 1))))
}

/// Whether an adverb of time is rather the adjective of the noun behind it: "monthly salary".
fn adjective(tokens: &[Token<'_>], at: usize) -> bool {
    let noun = |t: &Token<'_>| t.kind == Kind::Word && !super::stop_word(t);
    tokens.at(at).is_some_and(|t| adverb(&t.lower).is_some()) && tokens.at(at + 1).is_some_and(noun)
}

/// "an annual budget of about $5 million", "its annual revenue exceeded $3 billion".
fn adjective_before<'t>(tokens: &[Token<'_>], first: usize) -> Option<&'t str> {
    const LINKS: &[&str] = &["of", "is", "was", "are", "were", "be", "hit", "reached", "at"];
    const BOUNDS: &[&str] = &["exceeds", "exceeded", "exceed", "topped", "surpassed"];
    let start = super::modifiers::before(tokens, first).map_or(first, |found| found.start);
    let link = start.checked_sub(1).filter(|i| tokens.is_any(*i, LINKS));
    let noun = link.or_else(|| tokens.is_any(start, BOUNDS).then_some(start))?;
    (noun.saturating_sub(3)..noun).rev().find_map(|i| match &*tokens[i].lower {
        "annual" | "yearly" => Some("year"),
        "monthly" => Some("month"),
        "weekly" => Some("week"),
        "daily" => Some("day"),
        "hourly" => Some("hour"),
        "quarterly" => Some("quarter"),
        _ => None,
    })
}
