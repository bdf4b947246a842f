//! Numbers in words: "four hundred and fifty-three", "a million", "one and a half", "half a dozen".

use rust_decimal::Decimal;

use super::currencies;
use super::magnitudes;
use super::tokens::{Kind, Token, Tokens};

/// A run of number words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelled {
    /// Its value; `None` beyond what a decimal holds.
    pub value: Option<Decimal>,
    /// First token after it.
    pub next: usize,
}

/// No number that anyone writes has more words; a bound keeps reading linear.
const MOST_WORDS: usize = 24;

/// The value of a word from zero to ninety.
pub(super) fn small(lower: &str) -> Option<u32> {
    Some(match lower {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" | "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// The number in words that starts at `at`.
pub(super) fn spelled(tokens: &[Token<'_>], at: usize) -> Option<Spelled> {
    halves(tokens, at).or_else(|| cardinal(tokens, at))
}

/// "half a million", "half-a-billion", "a half million", "a quarter of a million", "three-quarters
/// of a million".
pub(super) fn halves(tokens: &[Token<'_>], at: usize) -> Option<Spelled> {
    let at = at + usize::from(tokens.is(at, "a"));
    let three = tokens.is(at, "three");
    let at = if three { skip_dash(tokens, at + 1) } else { at };
    let part = match &*tokens.at(at)?.lower {
        "half" if !three => Decimal::new(5, 1),
        "quarter" if !three => Decimal::new(25, 2),
        "quarters" if three => Decimal::new(75, 2),
        _ => return None,
    };
    let mut next = skip_dash(tokens, at + 1);
    next += usize::from(tokens.is(next, "of"));
    next += usize::from(tokens.is_any(next, &["a", "an"]));
    next = skip_dash(tokens, next);
    let factor = magnitudes::word(&tokens.at(next)?.lower)?;
    Some(Spelled { value: part.checked_mul(factor), next: next + 1 })
}

fn cardinal(tokens: &[Token<'_>], at: usize) -> Option<Spelled> {
    let (mut total, mut current) = (Some(Decimal::ZERO), None);
    // What a fraction at the end is a part of: "a million and a half".
    let mut whole = Decimal::ONE;
    let mut next = at;
    // The magnitude before must be larger: "two million three thousand", never the other way.
    let mut ceiling = Decimal::MAX;
    while next < at + MOST_WORDS {
        let word = if next == at {
            next
        } else if ceiling < Decimal::MAX
            && current == Some(Decimal::ZERO)
            && grouped(tokens, at, next)
        {
            next + 1
        } else {
            joined(tokens, next)
        };
        let Some(token) = tokens.at(word).filter(|t| t.kind == Kind::Word) else { break };
        if let Some(units) = small(&token.lower) {
            match add_small(current, units) {
                Some(sum) => (current, whole) = (Some(sum), Decimal::ONE),
                None => break,
            }
        } else if let Some(factor) = magnitudes::word(&token.lower) {
            let Some(count) = current.or_else(|| article(tokens, word, at)) else { break };
            if factor == Decimal::ONE_HUNDRED || factor == Decimal::from(12) {
                current = count.checked_mul(factor);
            } else if factor < ceiling {
                total = total.zip(count.checked_mul(factor)).and_then(|(t, c)| t.checked_add(c));
                (ceiling, whole) = (factor, factor);
                current = Some(Decimal::ZERO);
            } else {
                break;
            }
        } else if !(next == at && article_at(tokens, at)) {
            break;
        }
        next = word + 1;
    }
    let current = current?;
    let (point, next) = after_point(tokens, next);
    let (fraction, next) = and_fraction(tokens, next);
    let fraction = fraction.checked_mul(whole)?.checked_add(point)?;
    let value = total.and_then(|t| t.checked_add(current)).and_then(|t| t.checked_add(fraction));
    Some(Spelled { value, next })
}

/// Whether the comma at `comma` goes on with a sum in words as cheques and courts write it, all in capitals or in a bracket: "Eight
/// Billion, Seven Hundred Million Naira". Elsewhere it may end a clause.
fn grouped(tokens: &[Token<'_>], first: usize, comma: usize) -> bool {
    let bracket = tokens.before(first).is_some_and(|t| t.text == "(");
    let capitals = tokens[first].capital() && tokens.at(comma + 1).is_some_and(Token::capital);
    let mut words =
        (comma + 1..).map_while(|at| tokens.at(at)).take_while(|t| t.kind == Kind::Word);
    let number = tokens.at(comma + 1).is_some_and(|t| small(&t.lower).is_some())
        && words.by_ref().take(4).any(|t| magnitudes::word(&t.lower).is_some());
    tokens.is(comma, ",") && number && (bracket || capitals)
}

/// The decimals of "three point five", digit by digit.
fn after_point(tokens: &[Token<'_>], next: usize) -> (Decimal, usize) {
    const LONGEST: u32 = 9;
    let (mut decimals, mut digits) = (0_i64, 0_u32);
    if tokens.is(next, "point") {
        let units = |i: usize| tokens.at(i).and_then(|t| small(&t.lower)).filter(|n| *n < 10);
        let mut at = next + 1;
        while let Some(digit) = units(at).filter(|_| digits < LONGEST) {
            decimals = decimals * 10 + i64::from(digit);
            digits += 1;
            at += 1;
        }
    }
    if digits == 0 {
        return (Decimal::ZERO, next);
    }
    (Decimal::new(decimals, digits), next + 1 + digits as usize)
}

/// An article that a magnitude follows.
fn article_at(tokens: &[Token<'_>], at: usize) -> bool {
    let magnitude = tokens.at(at + 1).is_some_and(|t| magnitudes::word(&t.lower).is_some());
    // The article of "a million-dollar prize" is the prize's.
    let adjective = tokens.hyphen(at + 2) && currencies::after(tokens, at + 3).is_some();
    tokens.is_any(at, &["a", "an"]) && magnitude && !adjective
}

/// One for the article before a magnitude: "a hundred".
fn article(tokens: &[Token<'_>], word: usize, at: usize) -> Option<Decimal> {
    (word == at + 1 && tokens.is_any(at, &["a", "an"])).then_some(Decimal::ONE)
}

/// Adds a small number to what stands since the last magnitude, where English allows it.
fn add_small(current: Option<Decimal>, units: u32) -> Option<Decimal> {
    let units = Decimal::from(units);
    let Some(current) = current else { return Some(units) };
    let tail = current % Decimal::ONE_HUNDRED;
    let twenties = tail >= Decimal::from(20) && (tail % Decimal::TEN).is_zero();
    let fits = tail.is_zero() || (twenties && units < Decimal::TEN && !units.is_zero());
    fits.then(|| current.checked_add(units)).flatten()
}

/// The next number word, over a hyphen or an "and" that only numbers have inside.
fn joined(tokens: &[Token<'_>], next: usize) -> usize {
    if tokens.hyphen(next) {
        return next + 1;
    }
    let after = |word: &Token<'_>| magnitudes::word(&word.lower).is_some();
    let and = tokens.is(next, "and") && tokens.before(next).is_some_and(after);
    let small_next = tokens.at(next + 1).is_some_and(|t| small(&t.lower).is_some());
    // "two hundred and three million" goes on; "a dozen and three" does not.
    if and && small_next && tokens.before(next).is_none_or(|t| t.lower != "dozen") {
        return next + 1;
    }
    next
}

/// "and a half", "and three quarters", after a number.
pub(super) fn and_fraction(tokens: &[Token<'_>], next: usize) -> (Decimal, usize) {
    let none = (Decimal::ZERO, next);
    let dash = usize::from(tokens.hyphen(next));
    let and = next + dash;
    if !tokens.is(and, "and") {
        return none;
    }
    let count = skip_dash(tokens, and + 1);
    let part = skip_dash(tokens, count + 1);
    let Some((how_many, what)) = tokens.at(count).zip(tokens.at(part)) else { return none };
    let quarters = match (&*how_many.lower, &*what.lower) {
        ("a" | "one", "half") => 2,
        ("a" | "one", "quarter") => 1,
        ("three", "quarters") => 3,
        _ => return none,
    };
    (Decimal::new(quarters * 25, 2), part + 1)
}

fn skip_dash(tokens: &[Token<'_>], at: usize) -> usize {
    at + usize::from(tokens.hyphen(at))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn value(text: &str) -> Option<(String, usize)> {
        let read = spelled(&tokens(text), 0)?;
        Some((read.value?.normalize().to_string(), read.next))
    }

    #[test]
    fn words_add_up() {
        for (text, expected, words) in [
            ("four hundred and fifty-three", "453", 6),
            ("twenty-one banks", "21", 3),
            ("two million three hundred thousand", "2300000", 5),
            ("a hundred", "100", 2),
            ("a million and", "1000000", 2),
            ("one and a half", "1.5", 4),
            ("a million and a half", "1500000", 5),
            ("half a billion", "500000000", 3),
            ("half-a-million", "500000", 5),
            ("three-quarters of a million", "750000", 6),
            ("three quarters of a billion", "750000000", 5),
            ("a dozen", "12", 2),
            ("two dozen", "24", 2),
            ("five hundred thousand", "500000", 3),
            ("two three", "2", 1),
            ("three point five", "3.5", 3),
            ("three points", "3", 1),
            ("Eight Billion, Seven Hundred Million Naira", "8700000000", 6),
            ("One Million, Two said", "1000000", 2),
            ("one million, two hundred said", "1000000", 2),
        ] {
            assert_eq!(value(text), Some((expected.to_owned(), words)), "{text}");
        }
    }

    #[test]
    fn other_words_are_none() {
        for text in ["million", "a bank", "an", "half of", "and a half", "hundred"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
