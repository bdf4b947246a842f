//! Two numbers as one amount: "between A and B", "A to B", "A-B", "A or B", "A, if not B".
//!
//! The ends must measure the same; an end without a measure takes the other's. A first end
//! without a magnitude takes that of the second when its number is smaller: "$1-3 billion" is
//! 1 to 3 billion, "$500 to $1 billion" is 500 to 1 billion. Without "from" or "between" the
//! second end must not be smaller: "2-1" is a score.

use rust_decimal::Decimal;

use super::Sentence;
use super::measures::{Measure, Term, joined_term, term};
use super::modifiers;
use super::nouns::Counted;
use super::numbers::{Size, of_magnitude};
use super::tokens::{Token, Tokens};
use super::vague;

/// How two numbers are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// "to", "-".
    To,
    /// "and" after "between".
    And,
    /// "or".
    Or,
    /// ", if not", ", or even".
    IfNot,
}

/// The amount that `first` starts, and the last token of it, with both ends where it is a range.
pub(super) fn ranged(sentence: &Sentence<'_>, first: Term) -> Term {
    range(sentence, &first).unwrap_or(first)
}

/// Whether the range words before the token say that a range follows.
fn announced(tokens: &[Token<'_>], at: usize, word: &str) -> bool {
    let start = modifiers::before(tokens, at).map_or(at, |found| found.start);
    tokens.before(start).is_some_and(|t| t.lower == word)
}

fn range(sentence: &Sentence<'_>, first: &Term) -> Option<Term> {
    let tokens = sentence.tokens.as_slice();
    let (joint, next) = joint(tokens, first)?;
    let start = if matches!(joint, Joint::To | Joint::And) {
        modifiers::skip_forward(tokens, next)
    } else {
        next
    };
    // A dash glues the second end to the first one, which traps a number elsewhere.
    let dash = tokens.before(start).is_some_and(Token::dash);
    let second = if dash { joined_term(sentence, start) } else { term(sentence, start) }?;
    let measure = shared(tokens, first, &second, joint)?;
    if joint == Joint::IfNot {
        // Only quantities that are vague, or both round, are stretched this way.
        second.size.high()?;
    }
    let (low, high) = match stretched(tokens, first, &second, joint) {
        Some(factor) => (first.size.times(factor).low(), second.size.high()),
        None => ends(first, &second),
    };
    let (mut low, mut high) = (low?, high?);
    if low > high {
        let from =
            announced(tokens, first.first, "from") || announced(tokens, first.first, "between");
        if !from {
            return None;
        }
        (low, high) = (high, low);
    }
    if joint == Joint::Or && !near(first, &second) {
        return None;
    }
    // "rose 5 percent to 10 percent", but "rose 5 to 10 percent" is one range.
    let measured = !matches!(first.measure, Measure::Bare);
    if joint == Joint::To && measured && changed_by(tokens, first) {
        return None;
    }
    Some(Term {
        size: Size { value: None, bounds: Some((low, high)) },
        measure,
        last: second.last,
        inner: None,
        // "hundreds of millions, if not billions" is one vague quantity, only wider.
        range: joint != Joint::IfNot,
        ..*first
    })
}

fn joint(tokens: &[Token<'_>], first: &Term) -> Option<(Joint, usize)> {
    let at = first.last + 1;
    let token = tokens.at(at)?;
    if token.dash() {
        // "5-to-10-year", "5- to 10-year"
        let to = usize::from(tokens.is(at + 1, "to"));
        let next = at + 1 + to;
        return Some((Joint::To, next + usize::from(to == 1 && tokens.hyphen(next))));
    }
    let comma = usize::from(token.text == ",");
    let word = at + comma;
    let long =
        [["if", "not"], ["or", "even"], ["and", "even"], ["or", "possibly"], ["or", "perhaps"]];
    if let Some(phrase) = long.iter().find(|phrase| tokens.are(word, *phrase)) {
        return Some((Joint::IfNot, word + phrase.len()));
    }
    if comma == 1 {
        return None;
    }
    match &*token.lower {
        "to" | "through" | "til" | "until" => Some((Joint::To, at + 1)),
        "and" if announced(tokens, first.first, "between") => Some((Joint::And, at + 1)),
        // "dozens or hundreds of banks"
        "or" if is_plural(tokens, first) && vague::plural(&tokens.at(at + 1)?.lower).is_some() => {
            Some((Joint::IfNot, at + 1))
        }
        "or" => Some((Joint::Or, at + 1)),
        _ => None,
    }
}

/// Whether the end is a plural that is a quantity by itself: "hundreds", "tens of thousands".
fn is_plural(tokens: &[Token<'_>], end: &Term) -> bool {
    tokens.at(end.first).is_some_and(|t| vague::plural(&t.lower).is_some())
}

/// What both ends measure, if they can be ends of one range.
fn shared(tokens: &[Token<'_>], first: &Term, second: &Term, joint: Joint) -> Option<Measure> {
    let dash = tokens.at(first.last + 1).is_some_and(Token::dash);
    match (first.measure, second.measure) {
        (Measure::Bare, other) => Some(other),
        (Measure::Money(a), Measure::Money(b)) if a == b => Some(first.measure),
        (Measure::Money(_), Measure::Bare) => {
            let more = dash || second.style.magnitude || joint == Joint::And;
            more.then_some(first.measure)
        }
        (Measure::Percent(None), Measure::Percent(name)) => Some(Measure::Percent(name)),
        (Measure::Duration(a), Measure::Duration(b)) if a == b => Some(first.measure),
        (Measure::Count(Some(a)), Measure::Count(Some(b))) => {
            let things = |c: Counted| tokens[c.first..=c.last].iter().map(|t| &t.lower);
            things(a).eq(things(b)).then_some(first.measure)
        }
        _ => None,
    }
}

/// The lower end of the first and the upper end of the second, a shared magnitude given to both.
fn ends(first: &Term, second: &Term) -> (Option<Decimal>, Option<Decimal>) {
    let mut low = first.size;
    let second_head = second.head.filter(|_| second.factor != Decimal::ONE);
    if first.factor == Decimal::ONE && first.size.bounds.is_none() {
        if let (Some(a), Some(b)) = (first.head, second_head)
            && a < b
            // "100 to 300 thousand" shares; "5,000 to 10 thousand" is complete as it stands.
            && !first.style.grouped()
        {
            low = low.times(second.factor);
        }
        low = low.times(hundredths(first, second));
    }
    (low.low(), second.size.high())
}

/// The magnitude that both ends share where it stands after a comma: "tens, if not hundreds, of
/// millions"; or behind an "or" between growing ones: "tens or hundreds of millions".
fn stretched(tokens: &[Token<'_>], first: &Term, second: &Term, joint: Joint) -> Option<Decimal> {
    let comma = tokens.is(second.first + 1, ",") && joint == Joint::IfNot;
    let plain = first.size.bounds.is_some() && first.number_next == first.first + 1;
    let factor = of_magnitude(tokens, second.first + 1)?.0;
    let least = |end: &Term| {
        let token = tokens.at(end.first)?;
        vague::plural(&token.lower).map(|(least, _)| least)
    };
    let or = joint == Joint::IfNot && tokens.is(second.first - 1, "or");
    let grows = or && least(first).zip(least(second)).is_some_and(|(a, b)| a < b);
    ((comma || grows) && plain).then_some(factor)
}

/// What the second end's unit divides by, where the first has no unit: "5 to 10 cents".
fn hundredths(first: &Term, second: &Term) -> Decimal {
    let bare = matches!(first.measure, Measure::Bare);
    let unscaled = second.head.and_then(|h| h.checked_mul(second.factor));
    let small = Decimal::new(1, 2);
    match (unscaled, second.size.value) {
        (Some(plain), Some(value)) if bare && !plain.is_zero() && plain != value => {
            if plain.checked_mul(small) == Some(value) { small } else { Decimal::ONE }
        }
        _ => Decimal::ONE,
    }
}

/// "two or three banks", "four percent or five percent" are ranges; "2 or 500 banks" are two
/// numbers.
fn near(first: &Term, second: &Term) -> bool {
    let open = !matches!(first.measure, Measure::Count(_));
    match (first.size.value, second.size.value) {
        (Some(a), Some(b)) => open && a < b && b <= a * Decimal::TWO + Decimal::ONE,
        _ => false,
    }
}

/// "rose 5 percent to 10 percent": by the one to the other.
fn changed_by(tokens: &[Token<'_>], first: &Term) -> bool {
    const VERBS: &[&str] = &[
        "rose",
        "rise",
        "rises",
        "fell",
        "fall",
        "falls",
        "jumped",
        "jumps",
        "dropped",
        "grew",
        "climbed",
        "surged",
        "increased",
        "decreased",
        "declined",
        "by",
        "gained",
        "lost",
        "slid",
        "slipped",
        "soared",
        "plunged",
        "tumbled",
        "up",
        "down",
        "added",
    ];
    let start = modifiers::before(tokens, first.first).map_or(first.first, |found| found.start);
    tokens.at(first.last + 1).is_some_and(|t| t.lower == "to")
        && tokens.before(start).is_some_and(|t| VERBS.contains(&&*t.lower))
}
