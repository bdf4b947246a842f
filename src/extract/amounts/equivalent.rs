//! Two amounts that are one: "3.6 trillion won ($2.6 billion)", "75 bitcoin, or $4.4 million", "1,000
//! ETH, then worth about $3 million", "500 km (310 miles)"; or more than two: "£10m ($12.6m; €11.7m)".
//!
//! Whoever adds up must count such a sum once. The second form is the same in the story as the
//! first, and recurs as it does. A sum that is only set beside another ("fined £20m, down from the
//! £183m first proposed") is of the same kind, but another sum.

use rust_decimal::Decimal;

use crate::taxonomy::AmountKind;

use super::about::WHEN;
use super::measures::Term;
use super::tokens::{Token, Tokens};
use super::{Amount, currencies, modifiers, per};

/// More words than these between two sums say something else.
const LONGEST: usize = 6;

/// Links the last two of `found`, whose terms are `before` and `term`, where they are one sum.
pub(super) fn link(tokens: &[Token<'_>], before: &Term, term: &Term, found: &mut [Amount]) {
    let Some(first) = found.len().checked_sub(2) else { return };
    let second = first + 1;
    let money = found[first..].iter().all(|amount| amount.kind == AmountKind::Money);
    if measured_again(tokens, before, term, &found[first..]) {
        found[first].equivalent = Some(second);
        found[second].equivalent = Some(first);
        return;
    }
    let from = past_asset(tokens, before.last + 1, found[second].currency.as_deref());
    let to = modifiers::before(tokens, term.first).map_or(term.first, |found| found.start);
    if !money || from >= to || to - from > LONGEST {
        return;
    }
    // Of three forms the third one, too, names the first.
    let origin = found[first].equivalent.unwrap_or(first);
    let other = found[origin..second].iter().all(|form| form.currency != found[second].currency);
    let again = || origin < first && goes_on(tokens, before, from, to, term);
    let worth = || {
        to == from + 1
            && (valued(tokens, from, term) || rough(tokens, from, to, term))
            && assets(&found[first..]) == 1
    };
    let words = || in_words(tokens, from, term, &found[first..]);
    if other && (converts(tokens, from, to, term) || again() || worth()) || words() {
        found[first].equivalent.get_or_insert(second);
        found[second].equivalent = Some(origin);
        share(tokens, term, &mut found[origin..=second]);
    } else if found[second].about.is_none()
        && compares(tokens, from, to)
        && !tokens.is_any(term.last + 1, &["less", "more", "below", "above", "higher", "lower"])
    {
        found[second].about = found[first].about;
        found[second].about_evidence = found[first].about_evidence;
    }
}

/// Past "in bitcoin" of "$22m in bitcoin (350 BTC)", where the bracket is in that asset, too.
fn past_asset(tokens: &[Token<'_>], from: usize, code: Option<&str>) -> usize {
    let link = from + usize::from(tokens.is(from, "worth"));
    if !tokens.is_any(link, &["in", "of"]) {
        return from;
    }
    match currencies::after(tokens, link + 1) {
        Some(asset)
            if code.is_some()
                && asset.currency.code == code
                && tokens.is_any(asset.next, &["(", "["]) =>
        {
            asset.next
        }
        _ => from,
    }
}

/// Whether the bracket of one form goes on with another: "£10m ($12.6m; €11.7m)".
fn goes_on(tokens: &[Token<'_>], before: &Term, from: usize, to: usize, term: &Term) -> bool {
    const BRACKETS: &[&str] = &["(", "[", ")", "]"];
    const WITHIN: usize = 16;
    let mut back = (0..before.first).rev().take(WITHIN);
    let open = back.find(|at| tokens.is_any(*at, BRACKETS));
    let open = open.is_some_and(|at| tokens.is_any(at, &["(", "["]));
    let joined = (from..to).all(|at| tokens.is_any(at, &[";", ",", "/", "or"]));
    open && joined && tokens.is_any(term.last + 1, &[")", "]", ";", ",", "/", "or"])
}

/// "1,400 BTC, some $87m at today's prices", "350 BTC, $22m at the time".
fn valued(tokens: &[Token<'_>], from: usize, term: &Term) -> bool {
    tokens.is(from, ",") && at_a_time(tokens, term.last + 1)
}

/// "at the time", "at today's prices".
fn at_a_time(tokens: &[Token<'_>], at: usize) -> bool {
    let when = tokens.are(at + 1, &["the", "time"]) || tokens.is_any(at + 1, WHEN);
    tokens.is(at, "at") && when
}

/// "75 bitcoin, about $4.4 million, to unlock the files".
fn rough(tokens: &[Token<'_>], from: usize, to: usize, term: &Term) -> bool {
    tokens.is(from, ",") && to < term.first && tokens.is_any(term.last + 1, &[",", "."])
}

/// "N8,700,000,000 (Eight Billion, Seven Hundred Million Naira)": the sum once more, in words.
fn in_words(tokens: &[Token<'_>], from: usize, term: &Term, pair: &[Amount]) -> bool {
    let [a, b] = pair else { return false };
    let same = a.value.is_some() && a.value == b.value && a.currency == b.currency;
    same && term.style.spelled
        && tokens.is_any(from, &["(", "["])
        && tokens.is_any(term.last + 1, &[")", "]"])
}

/// How many of some sums are in crypto-assets.
fn assets(sums: &[Amount]) -> usize {
    sums.iter().filter(|sum| sum.currency.as_deref().is_some_and(currencies::crypto)).count()
}

/// Gives all forms of one sum what the first that says so is in the story, and its period, which
/// may stand after the bracket: "3.6 trillion won ($2.6 billion) a year".
fn share(tokens: &[Token<'_>], term: &Term, forms: &mut [Amount]) {
    let story = |form: &Amount| form.about.zip(form.about_evidence);
    let story = forms.iter().find_map(story).unzip();
    let bracket = tokens.is_any(term.last + 1, &[")", "]"]);
    let after = || per::period(tokens, term.last + 2).filter(|_| bracket).map(str::to_owned);
    let period = forms.iter().find_map(|form| form.per.clone()).or_else(after);
    // The first form stands in the clause, the others behind it.
    let (verb, object) = forms.first().map_or((None, None), |form| (form.verb, form.object));
    for form in forms {
        (form.verb, form.object) = (verb, object);
        (form.about, form.about_evidence) = story;
        form.per.clone_from(&period);
    }
}

/// Whether a bracket says a length, a weight or a time once more in another unit: "500 km (310
/// miles)", "72 hours (three days)"; no "five years (two suspended)".
fn measured_again(tokens: &[Token<'_>], before: &Term, term: &Term, pair: &[Amount]) -> bool {
    let from = before.last + 1;
    let close = tokens.is_any(term.last + 1, &[")", "]"]);
    let to = modifiers::before(tokens, term.first).map_or(term.first, |found| found.start);
    let bracket = tokens.is_any(from, &["(", "["]) && from + 1 == to && close;
    let [a, b] = pair else { return false };
    let size = |amount: &Amount| {
        let unit = amount.unit.as_deref()?;
        let last = unit.rsplit(' ').next()?;
        let (dimension, one) = dimension(amount.kind, last)?;
        Some((dimension, amount.value?.checked_mul(one)?, last.to_owned()))
    };
    let Some(((kind_a, size_a, unit_a), (kind_b, size_b, unit_b))) = size(a).zip(size(b)) else {
        return false;
    };
    // Conversions are rounded.
    let (small, large) = (size_a.min(size_b), size_a.max(size_b));
    let near = small.checked_mul(Decimal::new(12, 1)).is_some_and(|most| most >= large);
    bracket && kind_a == kind_b && unit_a != unit_b && near && !small.is_zero()
}

/// What a unit measures, and how large it is in metres, kilograms, hectares, litres or hours.
fn dimension(kind: AmountKind, unit: &str) -> Option<(char, Decimal)> {
    let (dimension, thousandths) = match (kind, unit) {
        (AmountKind::Count, "km" | "kilometer" | "kilometers" | "kilometre" | "kilometres") => {
            ('m', 1_000_000)
        }
        (AmountKind::Count, "mile" | "miles") => ('m', 1_609_344),
        (AmountKind::Count, "meter" | "meters" | "metre" | "metres" | "m") => ('m', 1_000),
        (AmountKind::Count, "foot" | "feet" | "ft") => ('m', 305),
        (AmountKind::Count, "yard" | "yards") => ('m', 914),
        (AmountKind::Count, "inch" | "inches") => ('m', 25),
        (AmountKind::Count, "centimeters" | "centimetres" | "cm") => ('m', 10),
        (AmountKind::Count, "kg" | "kilogram" | "kilograms" | "kilo" | "kilos") => ('g', 1_000),
        (AmountKind::Count, "pound" | "pounds" | "lb" | "lbs") => ('g', 454),
        (AmountKind::Count, "ounce" | "ounces" | "oz") => ('g', 28),
        (AmountKind::Count, "tonne" | "tonnes") => ('g', 1_000_000),
        (AmountKind::Count, "ton" | "tons") => ('g', 907_185),
        (AmountKind::Count, "hectare" | "hectares") => ('a', 1_000),
        (AmountKind::Count, "acre" | "acres") => ('a', 405),
        (AmountKind::Count, "litre" | "litres" | "liter" | "liters") => ('l', 1_000),
        (AmountKind::Count, "gallon" | "gallons") => ('l', 3_785),
        (AmountKind::Count, "barrel" | "barrels") => ('l', 158_987),
        (AmountKind::Duration, "minute") => ('t', 17),
        (AmountKind::Duration, "hour") => ('t', 1_000),
        (AmountKind::Duration, "day") => ('t', 24_000),
        (AmountKind::Duration, "week") => ('t', 168_000),
        (AmountKind::Duration, "month") => ('t', 730_000),
        (AmountKind::Duration, "year") => ('t', 8_760_000),
        _ => return None,
    };
    Some((dimension, Decimal::new(thousandths, 3)))
}

/// Whether the tokens between two sums say that the second is the first in other money.
fn converts(tokens: &[Token<'_>], from: usize, to: usize, term: &Term) -> bool {
    const WORDS: &[&str] = &[
        "or",
        "worth",
        "valued",
        "equivalent",
        "equal",
        "equals",
        "then",
        "now",
        "currently",
        "at",
        "to",
        "of",
        "the",
        "which",
        "is",
        "was",
        "i.e.",
        "ie",
        "=",
        "today",
        "in",
        "us",
    ];
    const SAYING: &[&str] = &["worth", "valued", "equivalent", "equal", "equals"];
    // "350 bitcoin — about $22m — to the gang", "50 bitcoins - about £1.2m at the time - by Friday", "$50m -- US$39m --"
    let single = |at: usize| tokens.at(at).is_some_and(Token::dash) && !tokens.hyphen(at);
    let double = |at: usize| {
        let dash = |at: usize| tokens.at(at).is_some_and(Token::dash);
        dash(at) && dash(at + 1) && tokens.glued(at + 1)
    };
    let apart = |at: usize| single(at) || double(at);
    let end = term.last + 1 + if at_a_time(tokens, term.last + 1) { 3 } else { 0 };
    let dashes = apart(from) && apart(end);
    let bracket = tokens.is_any(from, &["(", "["]) || dashes;
    let comma = tokens.is(from, ",");
    // "$1.5m/£1.2m"
    if to == from + 1 && tokens.is(from, "/") && tokens.glued(from) && tokens.glued(to) {
        return true;
    }
    let opening = if dashes && double(from) { 2 } else { usize::from(bracket || comma) };
    let rest = &tokens[(from + opening).min(to)..to];
    let any = |words: &[&str]| rest.iter().any(|t| words.contains(&&*t.lower));
    let said = bracket || any(SAYING) || (comma && any(&["or"]));
    said && rest.iter().all(|t| WORDS.contains(&&*t.lower))
}

/// Whether the second sum is only set beside the first: "and possibly", "down from the".
fn compares(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    const WORDS: &[&str] = &[
        ",", "and", "or", "possibly", "perhaps", "even", "later", "then", "down", "up", "from",
        "compared", "with", "against", "the", "a", "an", "another", "plus", "vs", "vs.", "versus",
        ".", "than", "to",
    ];
    tokens[from..to].iter().all(|t| WORDS.contains(&&*t.lower))
}
