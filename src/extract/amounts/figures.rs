//! Sums of which only the length is said: "a six-figure ransom", "six- or seven-figure", "in the low
//! seven figures", "between five and six figures".

use rust_decimal::Decimal;

use super::numbers::Size;
use super::spelled;
use super::tokens::{Kind, Token, Tokens};

/// What has figures and is no sum.
const NO_SUM: &[&str] = &[
    "number",
    "count",
    "total",
    "audience",
    "following",
    "crowd",
    "code",
    "grid",
    "year",
    "subscribers",
];

/// The bounds of the sum whose figures are counted at `at`, and the token after it.
pub(super) fn figures(tokens: &[Token<'_>], at: usize) -> Option<(Size, usize)> {
    let low = count(tokens, at)?;
    let to = tokens.is(at + 1, "-") && tokens.glued(at + 1) && tokens.is_any(at + 2, &["or", "to"]);
    let last = if to { at + 3 } else { at };
    let high = count(tokens, last).filter(|high| *high >= low)?;
    let (last, high) = between(tokens, at).unwrap_or((last, high));
    let next = if tokens.hyphen(last + 1) && tokens.is(last + 2, "figure") {
        last + 3
    } else if !to && tokens.is(last + 1, "figures") && (last > at || reached(tokens, at)) {
        last + 2
    } else {
        return None;
    };
    if tokens.is_any(next, NO_SUM) {
        return None;
    }
    let power = |zeros: u32| 10_u64.checked_pow(zeros).map(Decimal::from);
    let bounds = (power(low - 1)?, power(high)?);
    Some((Size { value: None, bounds: Some(bounds) }, next))
}

/// The second number of "between five and six figures", and how many it says; people are not counted
/// so.
fn between(tokens: &[Token<'_>], at: usize) -> Option<(usize, u32)> {
    const PEOPLE: &[&str] = &["of", "from", "in", "were", "are", "have", "had", "who"];
    let last = at + 2;
    let joined = at >= 1 && tokens.is(at - 1, "between") && tokens.is(at + 1, "and");
    let sum = tokens.is(last + 1, "figures") && !tokens.is_any(last + 2, PEOPLE);
    let high = count(tokens, last).filter(|_| joined && sum)?;
    (high >= count(tokens, at)?).then_some((last, high))
}

/// How many figures: fewer or more than these no sum is said to have.
fn count(tokens: &[Token<'_>], at: usize) -> Option<u32> {
    let token = tokens.at(at)?;
    let count = match token.kind {
        Kind::Word => spelled::small(&token.lower)?,
        Kind::Number if token.text.len() <= 2 => token.text.parse().ok()?,
        _ => return None,
    };
    (4..=12).contains(&count).then_some(count)
}

/// "ran to seven figures", "in the low seven figures"; "seven figures of the opposition" are people.
fn reached(tokens: &[Token<'_>], at: usize) -> bool {
    const BEFORE: &[&str] = &["low", "mid", "high", "into", "paid", "earned", "worth"];
    const VERBS: &[&str] =
        &["run", "runs", "ran", "running", "amount", "amounts", "amounted", "amounting"];
    let to = at >= 2 && tokens.is(at - 1, "to") && tokens.is_any(at - 2, VERBS);
    to || (at >= 1 && tokens.is_any(at - 1, BEFORE))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn bounds(text: &str, at: usize) -> Option<(String, String)> {
        let (min, max) = figures(&tokens(text), at)?.0.bounds?;
        Some((min.to_string(), max.to_string()))
    }

    #[test]
    fn the_length_of_a_sum_bounds_it() {
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(bounds("six-figure ransom", 0), pair("100000", "1000000"));
        assert_eq!(bounds("7-figure ransom", 0), pair("1000000", "10000000"));
        assert_eq!(bounds("six- or seven-figure sums", 0), pair("100000", "10000000"));
        assert_eq!(bounds("low seven figures", 1), pair("1000000", "10000000"));
        assert_eq!(bounds("between five and six figures", 1), pair("10000", "1000000"));
        assert_eq!(bounds("between five and six figures were", 1), None);
        assert_eq!(bounds("five and six figures", 0), None);
    }

    #[test]
    fn other_figures_are_none() {
        for text in [
            "six-figure number of users",
            "seven figures were charged",
            "three-figure sum",
            "six-figured",
            "seven- or six-figure",
        ] {
            assert_eq!(bounds(text, 0), None, "{text}");
        }
    }
}
