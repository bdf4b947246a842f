//! Shares in words: "half of its revenue", "two-thirds of", "half the banks", "three out of four",
//! "one in five".
//!
//! Only with "of" or a determiner after it, "of which" or a change "by" it before it, or a plural verb
//! after it is a fraction a share of something; the span is the fraction alone. "half of" with a year or after an ordinal is a part of a calendar.

use rust_decimal::Decimal;

use super::currencies::{self, Found};
use super::modifiers;
use super::nouns;
use super::numbers;
use super::spelled;
use super::tokens::{Kind, Token, Tokens};
use super::units::{self, time_unit};

/// A fraction and the first token after it.
pub(super) struct Fraction {
    /// In percent, to four decimals.
    pub percent: Decimal,
    /// First token after it.
    pub next: usize,
}

/// The fraction that starts at `at`.
pub(super) fn fraction(tokens: &[Token<'_>], at: usize) -> Option<Fraction> {
    // "a quarter of a million" is a number.
    if calendar(tokens, at) || spelled::halves(tokens, at).is_some() {
        return None;
    }
    if let Some(found) = ratio(tokens, at) {
        return Some(found);
    }
    let (numerator, part) = numerator(tokens, at)?;
    let token = tokens.at(part).filter(|t| t.kind == Kind::Word)?;
    let denominator = denominator(&token.lower, numerator)?;
    let next = part + 1;
    let of = tokens.is(next, "of") && !dated(tokens, next + 1);
    let whom = of_whom(tokens, at);
    let half_the = denominator == 2
        && tokens.is_any(next, &["the", "its", "their", "his", "her", "our", "all", "these"]);
    if !(of || half_the || whom || alone(tokens, at, next, numerator)) {
        return None;
    }
    let percent = Decimal::from(numerator * 100).checked_div(Decimal::from(denominator))?;
    Some(Fraction { percent: percent.round_dp(4), next })
}

/// "58 firms, of which about two-thirds": the whole stands before the fraction.
fn of_whom(tokens: &[Token<'_>], at: usize) -> bool {
    let start = modifiers::before(tokens, at).map_or(at, |found| found.start);
    start >= 2 && tokens.is(start - 2, "of") && tokens.is_any(start - 1, &["which", "whom"])
}

/// A fraction that says by itself that it is a share: "fell by a third, to", "nearly half were",
/// "two thirds came from".
fn alone(tokens: &[Token<'_>], at: usize, next: usize, numerator: u32) -> bool {
    const WITHIN: usize = 10;
    const CHANGES: &[&str] = &[
        "boosted",
        "climbed",
        "cut",
        "cuts",
        "cutting",
        "declined",
        "decreased",
        "down",
        "dropped",
        "fall",
        "fallen",
        "fell",
        "grew",
        "grow",
        "grown",
        "increase",
        "increased",
        "jumped",
        "lowered",
        "plunged",
        "raised",
        "reduce",
        "reduced",
        "reducing",
        "rise",
        "risen",
        "rose",
        "shrank",
        "shrink",
        "shrunk",
        "slash",
        "slashed",
        "slid",
        "slumped",
        "soared",
        "surged",
        "trimmed",
        "tumbled",
        "up",
    ];
    let start = modifiers::before(tokens, at).map_or(at, |found| found.start);
    let by = tokens.before(start).is_some_and(|t| t.lower == "by")
        && (start.saturating_sub(1 + WITHIN)..start).any(|i| tokens.is_any(i, CHANGES));
    // "by a third party", "by half past"
    let closed = tokens.at(next).is_none_or(|t| {
        matches!(t.text, "," | "." | ";" | ")" | ":") || (t.kind == Kind::Word && nouns::stops(t))
    });
    // "a third was held" is another suspect.
    let many = tokens.is_any(next, &["are", "have", "were"]);
    // "a two-thirds majority"; "three quarters" may be parts of a year.
    let parts = numerator > 1 && !tokens.is(next - 1, "quarters") && closed;
    (by && closed) || many || parts
}

/// A part of a percent or of a percentage point, and the whole of one: "half a percentage point",
/// "three-quarters of a percent", "a full percentage point".
pub(super) fn of_percent(tokens: &[Token<'_>], at: usize) -> Option<(Decimal, units::Unit)> {
    let full = at + 1 + usize::from(tokens.is(at + 1, "full"));
    if tokens.is(at, "a")
        && let Some(unit) = units::percent(tokens, full).filter(|unit| unit.name.is_some())
    {
        return Some((unit.factor, unit));
    }
    let part = part(tokens, at)?;
    let unit = units::percent(tokens, part.unit).filter(|_| part.sure || part.one)?;
    Some(((part.value * unit.factor).round_dp(6), unit))
}

/// A part of a coin: "three-quarters of a cent", "half a dollar", "1/2 cent".
pub(super) fn of_money(tokens: &[Token<'_>], at: usize) -> Option<(Decimal, Found)> {
    let part = part(tokens, at).filter(|part| part.sure)?;
    let found = currencies::after(tokens, part.unit).filter(|found| !found.weak)?;
    // "half a pound" is a weight.
    let weight = tokens.is_any(part.unit, &["pound", "pounds"]);
    (!weight).then_some((part.value, found))
}

/// A fraction before its unit.
struct Part {
    value: Decimal,
    /// Position of the unit.
    unit: usize,
    /// One half, one third: the unit may follow it at once.
    one: bool,
    /// Written so that only a unit can follow: "of a", "half a", "half-", in digits.
    sure: bool,
}

fn part(tokens: &[Token<'_>], at: usize) -> Option<Part> {
    let (value, next, one, written) = if let Some((value, next)) = numbers::slashed(tokens, at) {
        (value, next, true, true)
    } else {
        let (numerator, part) = numerator(tokens, at)?;
        let token = tokens.at(part).filter(|t| t.kind == Kind::Word)?;
        let denominator = denominator(&token.lower, numerator)?;
        let value = Decimal::from(numerator).checked_div(Decimal::from(denominator))?;
        (value.round_dp(6), part + 1, numerator == 1, false)
    };
    let dash = usize::from(tokens.hyphen(next));
    let of = next + dash + usize::from(tokens.is(next + dash, "of"));
    let unit = of + usize::from(tokens.is_any(of, &["a", "one", "1"]));
    Some(Part { value, unit, one, sure: unit > next || written })
}

/// "three out of four", "one in five banks", "nine in ten".
fn ratio(tokens: &[Token<'_>], at: usize) -> Option<Fraction> {
    let (part, next) = whole(tokens, at)?;
    let out_of = tokens.are(next, &["out", "of"]);
    let second = next + if out_of { 2 } else { usize::from(tokens.is(next, "in")) };
    let every = usize::from(tokens.is(second, "every"));
    let (all, end) = whole(tokens, second + every).filter(|_| second > next)?;
    // "two in three attacks" may be dead people; "in ten years" is a time.
    let known = out_of || part == 1 || all == 10;
    let time = tokens.at(end).is_some_and(|t| time_unit(&t.lower).is_some());
    // "one in five of the accounts"
    let whole_named = part == 1 && tokens.is(end, "of");
    let of_them = out_of
        || whole_named
        || nouns::counted(tokens, end).is_some()
        || tokens.at(end).is_none()
        || (part == 1 && stands(tokens, at, end));
    // "no one in four towns"
    let nobody = tokens.before(at).is_some_and(|t| t.lower == "no");
    let no = nobody || tokens.is_any(end, &["the", "of", "%"]) && !whole_named;
    if !(known && of_them) || time || part >= all || no {
        return None;
    }
    let percent = Decimal::from(part * 100).checked_div(Decimal::from(all))?;
    Some(Fraction { percent: percent.round_dp(4), next: end })
}

/// "one in five in 2022", "one in four, up from one in six": of whom was said before.
fn stands(tokens: &[Token<'_>], at: usize, end: usize) -> bool {
    const AFTER: &[&str] =
        &["admitted", "are", "did", "had", "have", "in", "last", "paid", "said", "say", "were"];
    const NOT: &[&str] = &["the", "this", "that", "any", "only"];
    let closed = tokens.at(end).is_some_and(|t| matches!(t.text, "," | "." | ";" | ")"));
    let which = tokens.before(at).is_some_and(|t| NOT.contains(&&*t.lower));
    (closed || tokens.is_any(end, AFTER)) && !which
}

/// A small whole number in a single token, and the token after it.
fn whole(tokens: &[Token<'_>], at: usize) -> Option<(u32, usize)> {
    let token = tokens.at(at)?;
    let value = match token.kind {
        Kind::Word => spelled::small(&token.lower)?,
        Kind::Number if token.text.len() <= 3 => token.text.parse().ok()?,
        _ => return None,
    };
    let closed = tokens.at(at + 1).is_some_and(|t| matches!(t.text, "," | "." | ";" | ")"));
    (value > 0 && (closed || !tokens.glued(at + 1))).then_some((value, at + 1))
}

/// "first half of 2024", "third quarter of the year".
fn calendar(tokens: &[Token<'_>], at: usize) -> bool {
    const ORDINALS: &[&str] =
        &["first", "second", "third", "fourth", "last", "latter", "other", "final", "previous"];
    tokens.before(at).is_some_and(|t| ORDINALS.contains(&&*t.lower))
}

/// A part of a year, not of a quantity.
fn dated(tokens: &[Token<'_>], at: usize) -> bool {
    let number = tokens.at(at).is_some_and(|t| t.kind == Kind::Number && t.text.len() == 4);
    let of_year = tokens.is_any(at, &["the", "this", "last"]) && tokens.is(at + 1, "year");
    number || of_year || tokens.at(at).is_none()
}

/// How many parts, and the position of the part: "two-thirds", "a third", "half".
fn numerator(tokens: &[Token<'_>], at: usize) -> Option<(u32, usize)> {
    let token = tokens.at(at)?;
    if token.lower == "half" {
        return Some((1, at));
    }
    if token.lower == "a" {
        return Some((1, at + 1));
    }
    let count = spelled::small(&token.lower).filter(|n| (1..20).contains(n))?;
    Some((count, at + 1 + usize::from(tokens.hyphen(at + 1))))
}

fn denominator(lower: &str, numerator: u32) -> Option<u32> {
    let (singular, plural) = (lower.strip_suffix('s').unwrap_or(lower), lower.ends_with('s'));
    let parts = match singular {
        "half" if !plural => 2,
        "third" => 3,
        "quarter" | "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        _ => return None,
    };
    (plural == (numerator > 1) && numerator <= parts).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn percent(text: &str) -> Option<String> {
        fraction(&tokens(text), 0).map(|f| f.percent.normalize().to_string())
    }

    #[test]
    fn shares_of_something() {
        assert_eq!(percent("half of its revenue").as_deref(), Some("50"));
        assert_eq!(percent("two-thirds of the banks").as_deref(), Some("66.6667"));
        assert_eq!(percent("a third of all attacks").as_deref(), Some("33.3333"));
        assert_eq!(percent("three quarters of them").as_deref(), Some("75"));
        assert_eq!(percent("half the victims").as_deref(), Some("50"));
        assert_eq!(percent("one in ten cloud environments").as_deref(), Some("10"));
        let whom = tokens("of whom about three quarters were");
        assert_eq!(fraction(&whom, 3).map(|f| f.percent), Some(Decimal::from(75)));
    }

    #[test]
    fn parts_of_calendars_and_other_halves_are_none() {
        for text in ["half of 2024", "half an hour", "a half", "two fifth", "third of April"] {
            assert_eq!(percent(text), None, "{text}");
        }
    }
}
