//! Whether four digits are a year: 1900 to 2099, and nothing around them says otherwise.

use super::calendar::{plain, year};
use crate::extract::amounts::tokens::{Kind, Token, Tokens};
use crate::extract::amounts::{is_currency, is_unit, plural_noun};

/// A year at `at` that its neighbours do not forbid.
pub(super) fn year_at(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    let found = year(tokens.at(at)?)?;
    (!tokens.glued_word(at + 1) && !unit_follows(tokens, at)).then_some(found)
}

/// A year before 1900, which only a date or a word of time before it makes one.
pub(super) fn old_year(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    let found = plain(tokens.at(at)?, 4..=4).filter(|y| (1500..1900).contains(y))?;
    (!tokens.glued_word(at + 1) && !unit_follows(tokens, at) && !joined(tokens, at))
        .then_some(found)
}

/// A year that stands by itself, without a month or a quarter to vouch for it.
pub(super) fn standing_year(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    let found = year_at(tokens, at)?;
    let sum = at > 0 && is_currency(tokens, at - 1);
    let no = sum
        || tokens.is(at + 1, "block")
        || street(tokens, at)
        || joined(tokens, at)
        || named(tokens, at)
        || counts(tokens, at, found);
    (!no).then_some(found)
}

/// "2000 people" counts, "2000 dollars" is money, "2000 years" a time, "2030 GMT" an hour.
fn unit_follows(tokens: &[Token<'_>], at: usize) -> bool {
    let clock = tokens.is_any(at + 1, &["gmt", "utc", "hours", "hrs", "local", "est", "kst"]);
    let more = tokens.is_any(at + 1, &["and", "or"]) && tokens.is_any(at + 2, &["more", "fewer"]);
    // "It cost 2000 won" is money, "those who in 2000 won" is not.
    let cost = tokens.is(at + 1, "won")
        && tokens.before(at).is_some_and(|t| {
            ["cost", "costs", "paid", "pay", "worth", "earned", "charged", "spent"]
                .contains(&&*t.lower)
        });
    clock || more || cost || is_unit(tokens, at + 1)
}

/// "2020 Main Street"
fn street(tokens: &[Token<'_>], at: usize) -> bool {
    const KINDS: &[&str] =
        &["street", "avenue", "road", "drive", "lane", "boulevard", "st", "ave", "rd", "blvd"];
    let name = (at + 1..at + 4).take_while(|i| tokens.at(*i).is_some_and(Token::capital));
    name.skip(1).any(|i| tokens.is_any(i, KINDS))
}

/// Part of something longer: "$2019", "CVE-2019-1", "2019-nCoV", "/2024/", "2019.5".
fn joined(tokens: &[Token<'_>], at: usize) -> bool {
    let before = tokens.before(at);
    // After another number it is part of a phone number or a table.
    let other = |t: &Token<'_>| matches!(t.kind, Kind::Sign | Kind::Number);
    if before.is_some_and(|t| other(t) || matches!(t.text, "#" | "§")) {
        return true;
    }
    let touching = before.filter(|_| tokens.glued(at)).filter(|t| {
        matches!(t.kind, Kind::Word | Kind::Number)
            || matches!(t.text, "/" | "_" | "=" | "@" | "+" | "." | ":")
            || (t.dash() && t.glued && t.text != "—")
    });
    // "mid-2023" is read from "mid" on, with the year after a dash that it owns.
    let mid =
        at >= 2 && tokens.is_any(at - 2, &["mid", "early", "late", "end", "pre", "post", "non"]);
    let after = tokens.hyphen(at + 1) && tokens.at(at + 2).is_some_and(|t| t.kind == Kind::Word);
    let path = tokens.at(at + 1).is_some_and(|t| t.glued && matches!(t.text, "_" | "@" | "="));
    let era = tokens.is_any(at + 2, &["era", "style", "vintage", "present", "today"]);
    (touching.is_some() && !mid) || (after && !era) || path
}

/// After a word whose number is a name: "Resolution 2094", "Windows Server 2019".
pub(super) fn named(tokens: &[Token<'_>], at: usize) -> bool {
    const NAMES: &[&str] = &[
        "resolution",
        "resolutions",
        "room",
        "unit",
        "bureau",
        "section",
        "article",
        "server",
        "windows",
        "office",
        "exchange",
        "sharepoint",
        "studio",
        "visio",
        "outlook",
        "word",
        "excel",
        "agenda",
        "vision",
        "no",
        "number",
        "flight",
        "version",
        "port",
        "build",
        "event",
        "model",
        "route",
        "box",
        "page",
        "line",
        "rfc",
        "code",
        "error",
        "id",
        "title",
        "chapter",
        "aged",
    ];
    let dot = tokens.before(at).is_some_and(|t| t.text == "." && t.glued);
    if dot {
        return at >= 2 && tokens.is(at - 2, "no") && !tokens.glued(at);
    }
    let before = |back: usize, words: &[&str]| at >= back && tokens.is_any(at - back, words);
    // "lower than 2019" compares with a year, "more than 2000" counts.
    before(1, NAMES)
        || listed(tokens, at, NAMES)
        || (before(1, &["than"]) && before(2, &["more", "less", "fewer"]))
}

/// "Resolutions 1718, 1874 and 1929": a later one of several numbers that are names.
fn listed(tokens: &[Token<'_>], at: usize, names: &[&str]) -> bool {
    const LONGEST: usize = 10;
    let joint = |t: &Token<'_>| matches!(&*t.lower, "," | "and" | "or" | "&");
    if !tokens.before(at).is_some_and(joint) {
        return false;
    }
    let number = |t: &Token<'_>| t.kind == Kind::Number;
    let from = at.saturating_sub(LONGEST);
    let first = (from..at).rev().find(|i| !joint(&tokens[*i]) && !number(&tokens[*i]));
    first.is_some_and(|word| {
        let singular = tokens[word].lower.strip_suffix('s');
        // "in Units, 2000-2003" lists nothing.
        tokens.at(word + 1).is_some_and(number) && singular.is_some_and(|s| names.contains(&s))
    })
}

/// Before the plural that it counts: round numbers, unless a word of time is before them; any
/// number before a measure ("2048 bytes") or after a verb ("it infected 2019 computers").
fn counts(tokens: &[Token<'_>], at: usize, year: i16) -> bool {
    const VERBS: &[&str] = &["hit", "stole", "has", "had", "have", "were", "contains", "killed"];
    const MEASURES: &[&str] = &[
        "bits",
        "bytes",
        "kilobytes",
        "megabytes",
        "gigabytes",
        "terabytes",
        "metres",
        "meters",
        "kilometres",
        "kilometers",
        "miles",
        "feet",
        "kilograms",
        "tons",
        "tonnes",
        "pixels",
    ];
    let plural = tokens.at(at + 1).is_some_and(|t| !t.capital() && !t.glued && plural_noun(t));
    let time = tokens.before(at).is_some_and(|t| {
        ["in", "since", "during", "until", "till", "early", "late", "mid", "by"]
            .contains(&&*t.lower)
    });
    let verb = tokens
        .before(at)
        .is_some_and(|t| !t.capital() && (t.lower.ends_with("ed") || VERBS.contains(&&*t.lower)));
    let measure = tokens.is_any(at + 1, MEASURES);
    plural && !time && (year % 50 == 0 || verb || measure)
}
