//! Dates that say which: "April 4, 2024", "21 March", "2024-03-21", "mid-2023", "the 1990s".

use super::calendar::{day, month, plain, possessive, short_year, stem, weekday, year};
use super::expression::{Expression, Found, Parts};
use super::fiscal::{self, fiscal};
use super::holidays;
use super::lists::year_after;
use super::parts::{abbreviated_quarter, months_in_words, quarter, season};
use super::years::{named, old_year, standing_year, year_at};
use crate::extract::amounts::stop_word;
use crate::extract::amounts::tokens::{Kind, Token, Tokens};

/// The absolute expression that starts at `at`.
pub(super) fn absolute(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let found = |(expression, next)| Found { expression, first: at, next };
    match tokens.at(at)?.kind {
        Kind::Number => numeric(tokens, at)
            .or_else(|| day_first(tokens, at))
            .or_else(|| quarter(tokens, at))
            .or_else(|| decade(tokens, at))
            .or_else(|| lone_year(tokens, at))
            .or_else(|| lone_old_year(tokens, at))
            .map(found),
        Kind::Mark => short_decade(tokens, at).map(found),
        Kind::Word => holidays::holiday(tokens, at)
            .or_else(|| after_weekday(tokens, at))
            .or_else(|| month_first(tokens, at))
            .or_else(|| quarter(tokens, at))
            .or_else(|| season(tokens, at))
            .or_else(|| fiscal(tokens, at))
            .map(found),
        Kind::Sign => None,
    }
}

pub(super) type Read = (Expression, usize);

pub(super) fn calendar(
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
) -> Option<Expression> {
    let parts = Parts { year, month, day };
    parts.possible().then_some(Expression::Calendar(parts))
}

/// "Wednesday, April 23, 2025", "Thu, 21 Mar 2024".
fn after_weekday(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    weekday(tokens.at(at)?)?;
    // "Black Monday, Oct. 19, 1987"
    if tokens.before(at).is_some_and(|t| matches!(t.text, "Black" | "Bloody")) {
        return None;
    }
    let next = skip(tokens, skip(tokens, at + 1, "."), ",");
    let next = next + usize::from(tokens.is(next, "the"));
    month_first(tokens, next).filter(|(e, _)| has_day(e)).or_else(|| day_first(tokens, next))
}

fn has_day(expression: &Expression) -> bool {
    let (Expression::Calendar(parts) | Expression::OfYear(parts, _)) = expression else {
        return false;
    };
    parts.day.is_some()
}

fn skip(tokens: &[Token<'_>], at: usize, mark: &str) -> usize {
    at + usize::from(tokens.is(at, mark))
}

/// The year after a month or a day: "2024", ", 2024", "of 2024".
pub(super) fn trailing_year(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let next = if tokens.is_any(at, &[",", "of"]) { at + 1 } else { at };
    let whole = || year_at(tokens, next).or_else(|| old_year(tokens, next));
    cut_year(tokens, next).or_else(|| whole().map(|year| (year, next + 1)))
}

/// "'96" after a month or a quarter.
pub(super) fn cut_year(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let apostrophe = matches!(tokens.at(at)?.text, "'" | "’");
    let short = tokens.at(at + 1).and_then(|t| plain(t, 2..=2)).filter(|_| apostrophe)?;
    (!tokens.glued_word(at + 2)).then(|| (short_year(short), at + 2))
}

/// "April 4, 2024", "Apr. 05, 2024", "April 4", "March 2024", "March", "month of June".
fn month_first(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    if tokens.are(at, &["month", "of"]) {
        let (number, _) = tokens.at(at + 2).and_then(month)?;
        let (year, next) = open_year(trailing_year(tokens, at + 3), at + 3);
        return Some((calendar(year, Some(number), None)?, next));
    }
    let (number, full) = month(tokens.at(at)?)?;
    let next = if full { at + 1 } else { skip(tokens, at + 1, ".") };
    if let Some((expression, next)) = month_and_day(tokens, at, next, number) {
        return Some(of_year(tokens, expression, next));
    }
    if let Some((year, next)) = trailing_year(tokens, next) {
        return Some((calendar(Some(year), Some(number), None)?, next));
    }
    // "February 30" is a slip, and nobody knows for what.
    let slip =
        day(tokens, next).is_some_and(|(d, ..)| calendar(None, Some(number), Some(d)).is_none());
    let listed = year_after(tokens, next);
    // "Sept." stands for a month only where others, with their year, follow.
    let another = || (next + 1..next + 3).any(|i| tokens.at(i).and_then(month).is_some());
    let stands = if full {
        bare_month(tokens, at)
    } else {
        (listed.is_some() && another()) || before_another(tokens, next)
    };
    let expression = calendar(listed, Some(number), None)?;
    (stands && !slip).then(|| of_year(tokens, expression, next))
}

/// Whether what follows a month leads to another one with its year: "Jan.-March 2022".
fn before_another(tokens: &[Token<'_>], at: usize) -> bool {
    let to = tokens.at(at).is_some_and(Token::dash) || tokens.is_any(at, &["to", "through"]);
    let Some((_, full)) = tokens.at(at + 1).and_then(month).filter(|_| to) else { return false };
    let next = if full { at + 2 } else { skip(tokens, at + 2, ".") };
    trailing_year(tokens, next).is_some()
}

/// Days that are called by their date alone, with what follows it and, where that may be said of any
/// day, a word that the sentence must have, too.
type Known = (i8, i8, i16, &'static [&'static str], &'static [&'static str]);
const KNOWN: &[Known] = &[
    (9, 11, 2001, &["attacks", "terror", "terrorist", "hijackers", "hijackings"], &[]),
    (
        1,
        6,
        2021,
        &["attack", "committee", "insurrection", "riot", "rioters", "riots"],
        &["capitol", "committee", "congress", "insurrection", "trump"],
    ),
    (
        10,
        7,
        2023,
        &["assault", "attack", "attacks", "hamas", "hamas-led", "massacre"],
        &["gaza", "hamas", "hamas-led", "israel", "israeli", "palestinian"],
    ),
];

/// The year of "the September 11 attacks", "the Oct. 7 Hamas attack": no anniversary of it.
fn known_year(tokens: &[Token<'_>], parts: Parts, next: usize) -> Option<i16> {
    const WITHIN: usize = 20;
    let day = parts.month.zip(parts.day)?;
    let (.., year, nouns, words) = KNOWN.iter().find(|known| day == (known.0, known.1))?;
    let near = next.saturating_sub(WITHIN)..next + WITHIN;
    let named = tokens.at(next).is_some_and(|t| nouns.contains(&&*t.lower));
    let told = words.is_empty() || near.into_iter().any(|i| tokens.is_any(i, words));
    (named && told).then_some(*year)
}

/// "July of last year", "June 5 this year"; of "that year", "the same year" nobody knows which it is.
fn of_year(tokens: &[Token<'_>], expression: Expression, next: usize) -> Read {
    let Expression::Calendar(parts @ Parts { year: None, .. }) = expression else {
        return (expression, next);
    };
    if let Some((by, next)) = relative_year(tokens, next) {
        return (Expression::OfYear(parts, by), next);
    }
    if let Some(year) = known_year(tokens, parts, next) {
        return (Expression::Calendar(Parts { year: Some(year), ..parts }), next);
    }
    let of = usize::from(tokens.is(next, "of"));
    let which = next + of;
    let same = tokens.is(which, "the") && tokens.is(which + 1, "same");
    let that = tokens.is(which, "that") || of == 1 && tokens.is_any(which, &["each", "every"]);
    let year = which + 1 + usize::from(same);
    if (same || that) && tokens.is(year, "year") {
        (Expression::Open, year + 1)
    } else {
        (expression, next)
    }
}

/// "of last year", ", this year", "next year" after a month: years from the article's.
pub(super) fn relative_year(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let which = at + usize::from(tokens.is_any(at, &["of", ","]));
    let by = match &*tokens.at(which)?.lower {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let year = tokens.at(which + 1).is_some_and(|t| t.lower == "year");
    year.then_some((by, which + 2))
}

fn open_year(found: Option<(i16, usize)>, next: usize) -> (Option<i16>, usize) {
    found.map_or((None, next), |(year, next)| (Some(year), next))
}

/// The day after a month, and the year after that.
fn month_and_day(tokens: &[Token<'_>], at: usize, next: usize, month: i8) -> Option<Read> {
    let the = usize::from(tokens.is(next, "the"));
    let (number, after, ordinal) = day(tokens, next + the)?;
    if the == 1 && !ordinal {
        return None;
    }
    let (year, end) = open_year(trailing_year(tokens, after), after);
    let year = year.or_else(|| year_after(tokens, after));
    // "In June 17 banks were hit" has no day.
    let count = year.is_none() && !ordinal && tokens.before(at).is_some_and(|t| t.lower == "in");
    let counted = year.is_none() && more_than_a_day(tokens, after);
    if count || counted {
        return None;
    }
    Some((calendar(year, Some(month), Some(number))?, end))
}

/// What follows shows that the number is no day: "March 5 percent", "May 10 million".
fn more_than_a_day(tokens: &[Token<'_>], after: usize) -> bool {
    // "Dec. 2: The firm sees it" heads a part of a timeline.
    let heads = tokens.is(after, ":") && !tokens.glued(after + 1);
    !heads
        && tokens
            .is_any(after, &["%", "percent", "million", "billion", "per", "/", ":", "thousand"])
}

/// Whether a month without day or year is one: "May" and "March" are words, "June" a name.
fn bare_month(tokens: &[Token<'_>], at: usize) -> bool {
    const TIME: &[&str] = &[
        "in",
        "last",
        "next",
        "this",
        "since",
        "until",
        "till",
        "by",
        "during",
        "early",
        "late",
        "mid",
        "through",
        "throughout",
        "between",
        "before",
        "after",
    ];
    const OTHER: &[&str] = &["from", "of", "for", "the", "a", "its", "their", "into", "over"];
    const JOINED: &[&str] = &["early", "late", "mid", "end"];
    // "Black September" is a group.
    const NAMES: &[&str] = &["black", "red", "bloody"];
    let before = tokens.before(at).map_or("", |t| &*t.lower);
    if NAMES.contains(&before) && tokens[at - 1].capital() {
        return false;
    }
    // "mid-August", "end-March"
    let part_of = at >= 2 && tokens.hyphen(at - 1) && tokens.is_any(at - 2, JOINED);
    let time = TIME.contains(&before) || part_of;
    let list = joined(tokens, at);
    // "at the start of March"
    let part = before == "of"
        && at >= 2
        && (tokens.is_any(at - 2, &["start", "end", "beginning", "middle", "month", "rest"])
            || tokens.is_any(at - 2, &["week", "weeks", "days", "weekend"])
            // "the first half of May"
            || at >= 3
                && tokens.is(at - 2, "half")
                && possessive(&tokens[at]) == 0
                && tokens.is_any(at - 3, &["first", "second", "latter"]));
    // "May: The bank closes." heads a part of a timeline.
    let heads = at == 0 && tokens.is(at + 1, ":") && !tokens.glued(at + 2);
    // "the 12 months to June"
    let spell = before == "to" && at >= 2 && tokens.is_any(at - 2, &["months", "quarters"]);
    let time = time || part || spell || heads;
    match stem(&tokens[at]) {
        "may" | "march" => time || list,
        "april" | "june" | "august" => {
            let name = tokens.at(at + 1).is_some_and(|t| t.capital() && month(t).is_none());
            // "the quiet August trade", where "April said" is a woman.
            let noun = tokens.at(at + 1).is_some_and(|t| {
                t.kind == Kind::Word && !t.capital() && !stop_word(t) && !t.lower.ends_with("ed")
            });
            let time = time || (noun && !before.is_empty());
            time || list || (OTHER.contains(&before) && !name)
        }
        _ => true,
    }
}

/// Beside another month: "from March to June", "April and May".
fn joined(tokens: &[Token<'_>], at: usize) -> bool {
    let full = |i: usize| tokens.at(i).and_then(month).is_some_and(|(_, full)| full);
    full(at + 2) || at.checked_sub(2).is_some_and(full)
}

/// "21 March 2024", "4th of April", "7 May last year", "3-5 April 2024" from its last day on,
/// "21-Mar-2024".
pub(super) fn day_first(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let (number, next, ordinal) = day(tokens, at)?;
    let joined = tokens.before(at).is_some_and(|t| t.kind == Kind::Sign || t.text == "$");
    let next = next + usize::from(tokens.hyphen(next));
    let next = next + usize::from(tokens.is(next, "of"));
    let (month, full) = tokens.at(next).and_then(month)?;
    let after = next + 1;
    let after = if full { after } else { skip(tokens, after, ".") };
    let dash = usize::from(tokens.hyphen(after) && year_at_dash(tokens, after + 1));
    let (year, end) = open_year(trailing_year(tokens, after + dash), after);
    // "2 Jan Marsalek aides" has no date: abbreviations that are names need a year or a dot.
    let name = matches!(stem(&tokens[next]), "jan" | "mar" | "jun") && end == next + 1;
    let sure = full || year.is_some() || ordinal || !name;
    let expression = calendar(year, Some(month), Some(number)).filter(|_| sure && !joined)?;
    Some(of_year(tokens, expression, end))
}

fn year_at_dash(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.at(at).and_then(year).is_some()
}

/// "2024-03-21", "2024/03/21", "3/21/2024", "21.03.2024", "2024-03".
fn numeric(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    if let Some(expression) =
        dotted(tokens[at].text).filter(|_| !named(tokens, at) && !version(tokens, at))
    {
        return Some((expression, at + 1));
    }
    let mark = tokens.at(at + 1).filter(|t| t.glued && matches!(t.text, "-" | "/" | "‑"))?;
    let loose = tokens.glued(at) && tokens.before(at).is_some_and(|t| matches!(t.text, "/" | "-"));
    let second = tokens.at(at + 2).filter(|t| t.glued)?;
    if loose {
        return None;
    }
    let third = tokens.at(at + 4).filter(|t| t.glued && tokens.is(at + 3, mark.text));
    if let Some(third) = third.filter(|_| tokens.glued(at + 3)) {
        return triple(&tokens[at], second, third).map(|expression| (expression, at + 5));
    }
    // "2024-03", where 2010-11 would be two years.
    let year = year(&tokens[at]).filter(|_| mark.text == "-")?;
    let month = plain(second, 2..=2).filter(|m| (1..=12).contains(m))?;
    let alone = !tokens.glued(at + 3) || tokens[at + 3].text != "-";
    (alone && month != year % 100 + 1)
        .then(|| Some((calendar(Some(year), i8::try_from(month).ok(), None)?, at + 3)))?
}

/// "Orion 2019.4 through 2020.2.1": year first with unpadded parts, beside the words of software.
fn version(tokens: &[Token<'_>], at: usize) -> bool {
    const BEFORE: usize = 8;
    const AFTER: usize = 3;
    const WORDS: &[&str] = &[
        "version",
        "versions",
        "hotfix",
        "hotfixes",
        "build",
        "builds",
        "firmware",
        "patch",
        "patched",
        "upgrade",
        "upgraded",
        "hf",
        "sp",
        "plugin",
        "module",
        "vulnerable",
    ];
    let parts: Vec<&str> = tokens[at].text.split('.').collect();
    let unpadded = parts[0].len() == 4 && parts[1..].iter().any(|part| part.len() == 1);
    unpadded && (at.saturating_sub(BEFORE)..=at + AFTER).any(|i| tokens.is_any(i, WORDS))
}

/// Day before month with dots, as those who use dots write it, or year first.
fn dotted(text: &str) -> Option<Expression> {
    let mut parts = text.split('.');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (day, year) = if a.len() == 4 { (c, a) } else { (a, c) };
    if year.len() != 4 || day.len() > 2 || b.len() > 2 {
        return None;
    }
    let year = year.parse().ok().filter(|y| (1900..=2099).contains(y))?;
    calendar(Some(year), Some(b.parse().ok()?), Some(day.parse().ok()?))
}

/// Three numbers: year first, or last with month and day in an order that only one reading allows.
fn triple(a: &Token<'_>, b: &Token<'_>, c: &Token<'_>) -> Option<Expression> {
    let small = |t: &Token<'_>| plain(t, 1..=2).and_then(|n| i8::try_from(n).ok());
    if let Some(year) = year(a) {
        return full(year, small(b)?, small(c)?);
    }
    let year = year(c)?;
    let (a, b) = (small(a)?, small(b)?);
    let month_first = full(year, a, b);
    let day_first = full(year, b, a);
    match (month_first, day_first) {
        (Some(_), Some(_)) if a != b => Some(Expression::Slashed { year, first: a, second: b }),
        (found, other) => found.or(other),
    }
}

fn full(year: i16, month: i8, day: i8) -> Option<Expression> {
    calendar(Some(year), Some(month), Some(day)).filter(|_| month > 0 && day > 0)
}

/// "1990s".
fn decade(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let first = year(&tokens[at]).filter(|y| y % 10 == 0)?;
    let s = tokens.at(at + 1).filter(|t| t.glued && t.text == "s")?;
    debug_assert_eq!(s.text, "s");
    // "the 2000s" are ten years as well, not a century.
    Some((Expression::Years(first, first + 9), at + 2))
}

/// "'80s", which are of the last century unless they would be to come; "'20s" could be of either.
fn short_decade(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let tens = plain(tokens.at(at + 1).filter(|t| t.glued)?, 2..=2).filter(|n| n % 10 == 0)?;
    let plural = tokens.at(at + 2).is_some_and(|t| t.glued && t.text == "s");
    let first = match tens {
        30.. => 1900 + tens,
        20 => return plural.then_some((Expression::Open, at + 3)),
        _ => 2000 + tens,
    };
    plural.then_some((Expression::Years(first, first + 9), at + 3))
}

/// "since 1848", "dates from 1848": a year before 1900, which only a word of time makes one.
fn lone_old_year(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let year = old_year(tokens, at)?;
    let time = tokens.before(at).is_some_and(|t| matches!(&*t.lower, "in" | "since" | "circa"));
    let dates = at >= 2 && tokens.is(at - 1, "from") && tokens.is_any(at - 2, &["dates", "dating"]);
    let free = tokens.at(at + 1).is_none_or(|t| t.kind != Kind::Word || stop_word(t));
    let more = tokens.is_any(at + 1, &["of", "%", "$", "-", "–", "per", "or"]);
    ((time || dates) && free && !more).then(|| Some((calendar(Some(year), None, None)?, at + 1)))?
}

fn lone_year(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let year = standing_year(tokens, at)?;
    if let Some(last) = second_year(tokens, at, year) {
        let next = fiscal::noun(tokens, at + 3).unwrap_or(at + 3);
        return Some((Expression::Years(year, last), next));
    }
    // "1995 third-quarter profit"
    if let Some(((from, to), next)) =
        months_in_words(tokens, at + 1).filter(|_| !tokens.is(at + 1, "last"))
    {
        return Some((Expression::Months { year: Some(year), from, to }, next));
    }
    if let Some((from, to)) = tokens.at(at + 1).and_then(|t| abbreviated_quarter(&t.lower)) {
        return Some((Expression::Months { year: Some(year), from, to }, at + 2));
    }
    let next = fiscal::noun(tokens, at + 1).unwrap_or(at + 1);
    Some((calendar(Some(year), None, None)?, next))
}

/// "2017-2023", "2017–23", "2017/2018".
pub(super) fn second_year(tokens: &[Token<'_>], at: usize, first: i16) -> Option<i16> {
    let mark = tokens.at(at + 1).filter(|t| t.glued)?;
    let second = tokens.at(at + 2).filter(|t| t.glued && !tokens.glued_word(at + 3))?;
    if !(mark.dash() || mark.text == "/") {
        return None;
    }
    let last =
        year(second).or_else(|| plain(second, 2..=2).map(|short| first - first % 100 + short))?;
    (last > first).then_some(last)
}
