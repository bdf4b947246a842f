//! Whether four digits are a year: 1900 to 2099, and nothing around them says otherwise.

use super::calendar::year;
use crate::extract::amounts::tokens::{Kind, Token, Tokens};
use crate::extract::amounts::{is_unit, plural_noun};

/// A year at `at` that its neighbours do not forbid.
pub(super) fn year_at(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    let found = year(tokens.at(at)?)?;
    (!tokens.glued_word(at + 1) && !unit_follows(tokens, at)).then_some(found)
}

/// A year that stands by itself, without a month or a quarter to vouch for it.
pub(super) fn standing_year(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    let found = year_at(tokens, at)?;
    let no = joined(tokens, at) || named(tokens, at) || counts(tokens, at, found);
    (!no).then_some(found)
}

/// "2000 people" counts, "2000 dollars" is money, "2000 years" a time, "2030 GMT" an hour.
fn unit_follows(tokens: &[Token<'_>], at: usize) -> bool {
    let clock = tokens.is_any(at + 1, &["gmt", "utc", "hours", "hrs", "local", "est", "kst"]);
    let more = tokens.is_any(at + 1, &["and", "or"]) && tokens.is_any(at + 2, &["more", "fewer"]);
    clock || more || is_unit(tokens, at + 1)
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
    let mid = at >= 2 && tokens.is_any(at - 2, &["mid", "early", "late", "pre", "post", "non"]);
    let after = tokens.hyphen(at + 1) && tokens.at(at + 2).is_some_and(|t| t.kind == Kind::Word);
    let path = tokens.at(at + 1).is_some_and(|t| t.glued && matches!(t.text, "_" | "@" | "="));
    let era = tokens.is_any(at + 2, &["era", "style", "vintage", "present", "today"]);
    (touching.is_some() && !mid) || (after && !era) || path
}

/// After a word whose number is a name: "Resolution 2094", "Windows Server 2019".
fn named(tokens: &[Token<'_>], at: usize) -> bool {
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
    before(1, NAMES) || (before(1, &["than"]) && before(2, &["more", "less", "fewer"]))
}

/// Before the plural that it counts: round numbers, unless a word of time is before them.
fn counts(tokens: &[Token<'_>], at: usize, year: i16) -> bool {
    let plural = tokens.at(at + 1).is_some_and(|t| !t.capital() && !t.glued && plural_noun(t));
    let time = tokens.before(at).is_some_and(|t| {
        ["in", "since", "during", "until", "till", "early", "late", "mid", "by"]
            .contains(&&*t.lower)
    });
    plural && !time && year % 50 == 0
}
