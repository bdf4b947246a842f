//! A number as one phrase: digits or words, with the magnitudes after them, or a vague quantity.

use rust_decimal::Decimal;

use super::digits::{Groups, digits};
use super::magnitudes::{chains, grand, magnitude, of_rupees};
use super::spelled::{and_fraction, spelled};
use super::tokens::{Kind, Token, Tokens};
use super::{currencies, modifiers, nouns, units, vague};

/// How large: a value, or bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    /// Exact value; `None` for a vague quantity or one too large to hold.
    pub value: Option<Decimal>,
    /// Bounds of a vague quantity.
    pub bounds: Option<(Decimal, Decimal)>,
}

impl Size {
    /// The value, or the lower bound.
    pub fn low(self) -> Option<Decimal> {
        self.value.or(self.bounds.map(|(min, _)| min))
    }

    /// The value, or the upper bound.
    pub fn high(self) -> Option<Decimal> {
        self.value.or(self.bounds.map(|(_, max)| max))
    }

    /// Everything times `factor`, exactly or not at all.
    pub fn times(self, factor: Decimal) -> Self {
        if factor == Decimal::ONE {
            return self;
        }
        let bounds = self
            .bounds
            .and_then(|(min, max)| Some((min.checked_mul(factor)?, max.checked_mul(factor)?)));
        Self { value: self.value.and_then(|v| exact_mul(v, factor)), bounds }
    }
}

/// A product that lost no digit; `Decimal` rounds silently at 28 digits.
fn exact_mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    let product = a.checked_mul(b)?;
    (product.is_zero() || product.scale() == a.scale() + b.scale() || product.normalize() / b == a)
        .then(|| product.normalize())
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// In words, not digits.
    pub spelled: bool,
    /// With a magnitude word or letter.
    pub magnitude: bool,
    /// With a magnitude letter that could be a unit ("5m").
    pub letter: bool,
    /// Whether and how its digits are grouped.
    pub groups: Groups,
    /// Digits after the decimal point.
    pub decimals: usize,
}

impl Style {
    /// Digits in groups, which only amounts have.
    pub fn grouped(self) -> bool {
        self.groups != Groups::None
    }
}

/// One number phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    /// How large.
    pub size: Size,
    /// The part before the magnitude, which a range may share ("1-3 billion").
    pub head: Option<Decimal>,
    /// The magnitude.
    pub factor: Decimal,
    /// First token.
    pub first: usize,
    /// First token after it.
    pub next: usize,
    /// How it is written.
    pub style: Style,
}

/// The number that starts at token `at`.
pub(super) fn number(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    match tokens.at(at)?.kind {
        Kind::Number => in_digits(tokens, at),
        Kind::Word => vague_phrase(tokens, at).or_else(|| in_words(tokens, at)),
        _ => None,
    }
}

fn in_digits(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    let read = digits(tokens[at].text)?;
    let (value, mut next, spaced) = match spaced_groups(tokens, at) {
        Some((value, next)) => (value, next, true),
        None => (read.value, at + 1, false),
    };
    let mut value = value;
    // "1 and a half million", "2 1/2 percent"
    let (fraction, after) = match mixed(tokens, at) {
        Some(found) if !spaced => found,
        _ => and_fraction(tokens, next),
    };
    if after > next {
        value = value.and_then(|v| v.checked_add(fraction));
        next = after;
    }
    let style = Style {
        groups: if spaced { Groups::Sure } else { read.groups },
        decimals: read.decimals,
        ..Style::default()
    };
    let plain = Number {
        size: Size { value, bounds: None },
        head: value,
        factor: Decimal::ONE,
        first: at,
        next,
        style,
    };
    Some(with_magnitudes(tokens, plain))
}

/// The fraction of "2 1/2" or "1-7/8", as prices and rates have it, and the token after it.
fn mixed(tokens: &[Token<'_>], at: usize) -> Option<(Decimal, usize)> {
    let over = at + 1 + usize::from(tokens.hyphen(at + 1));
    let whole = tokens[at].text.bytes().all(|b| b.is_ascii_digit());
    slashed(tokens, over).filter(|_| whole)
}

/// A fraction in digits ("7/8") to six decimals, and the token after it.
pub(super) fn slashed(tokens: &[Token<'_>], at: usize) -> Option<(Decimal, usize)> {
    let small = |i: usize| {
        let text = tokens.at(i).filter(|t| t.kind == Kind::Number && t.text.len() <= 2)?.text;
        text.parse::<u32>().ok()
    };
    let slash = tokens.is(at + 1, "/") && tokens.glued(at + 1) && tokens.glued(at + 2);
    let (part, all) = small(at).zip(small(at + 2)).filter(|_| slash)?;
    let known = matches!(all, 2 | 3 | 4 | 5 | 8 | 16 | 32 | 64) && (1..all).contains(&part);
    let value = Decimal::from(part).checked_div(Decimal::from(all))?.round_dp(6);
    let more = tokens.glued_word(at + 3) || (tokens.is(at + 3, "/") && tokens.glued(at + 3));
    (known && !more).then_some((value, at + 3))
}

/// "1 000 000": groups of three after one to three digits, single spaces between.
///
/// Two numbers may stand side by side, so one group alone counts only behind a no-break or thin
/// space, as "000", or where nothing else can be meant.
fn spaced_groups(tokens: &[Token<'_>], at: usize) -> Option<(Option<Decimal>, usize)> {
    let head = tokens[at].text;
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if head.len() > 3 || head.starts_with('0') || !plain(head) {
        return None;
    }
    let mut text = head.to_owned();
    let mut next = at + 1;
    let mut thin = false;
    while let Some(group) = tokens.at(next).filter(|t| t.kind == Kind::Number && t.text.len() == 3)
    {
        let gap = group.start - tokens[next - 1].end();
        // "50 000 155 mm shells"
        let calibre = group.text != "000" && tokens.is(next + 1, "mm");
        // One ASCII space, or one of the spaces of two or three bytes that typesetters use.
        if group.glued || gap > 3 || !plain(group.text) || calibre || next > at + 8 {
            break;
        }
        thin |= gap > 1;
        text.push_str(group.text);
        next += 1;
    }
    let groups = next - at - 1;
    let one = groups == 1 && (thin || text.ends_with("000") || one_group(tokens, at));
    let sure = groups >= 2 || one;
    let glued_on = tokens.at(next).is_some_and(|t| t.glued && t.kind == Kind::Number);
    (sure && !glued_on).then(|| (Decimal::from_str_exact(&text).ok(), next))
}

/// Whether the group behind a plain space belongs to the digits at `at`: no number starts with a zero
/// ("11 079 incidents"), nothing is counted right before a sum ("12 500 euros"), and of two numbers side by
/// side the first is not said to be rough ("some 2 900 people").
fn one_group(tokens: &[Token<'_>], at: usize) -> bool {
    let next = at + 2;
    let number = |token: &Token<'_>| token.kind == Kind::Number;
    // "call 22 079 4567"
    if tokens.before(at).is_some_and(number) || tokens.at(next).is_some_and(number) {
        return false;
    }
    // "12 500 euro notes" may be so many notes.
    let sum = currencies::after(tokens, next)
        .is_some_and(|found| !found.weak && !tokens.at(found.next).is_some_and(nouns::plural));
    // Columns of a table have the sign.
    let share = tokens.at(next).is_some_and(|t| t.kind == Kind::Word)
        && units::percent(tokens, next).is_some();
    // "some 40 152-mm guns", "about 300 911 calls"
    let apart = tokens.at(next).is_some_and(|t| t.glued) || tokens.is(at + 1, "911");
    let rough = modifiers::before(tokens, at).is_some() && !apart;
    tokens[at + 1].text.starts_with('0') || sum || share || rough
}

fn in_words(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    let read = spelled(tokens, at)?;
    let head = read.value;
    // "five" has its own head; "five million" shares "million" with the start of a range.
    let last = &tokens[read.next - 1].lower;
    let factor = magnitude(last).map_or(Decimal::ONE, |m| m.factor);
    let head = head.and_then(|h| h.checked_div(factor));
    let style = Style { spelled: true, magnitude: factor != Decimal::ONE, ..Style::default() };
    let size = Size { value: read.value, bounds: None };
    let plain = Number { size, head, factor, first: at, next: read.next, style };
    Some(with_magnitudes(tokens, plain))
}

/// Multiplies by the magnitudes after a number: words, letters that touch it, "-million".
fn with_magnitudes(tokens: &[Token<'_>], mut number: Number) -> Number {
    let mut last: Option<Decimal> = None;
    for _ in 0..3 {
        let dash = usize::from(tokens.hyphen(number.next));
        let word = number.next + dash;
        let Some(token) = tokens.at(word).filter(|t| t.kind == Kind::Word) else { break };
        // "$10G" is a sum, "5G" a network.
        let grands = || grand(&token.lower).filter(|_| signed(tokens, number.first));
        let crores = || of_rupees(&token.lower).filter(|_| in_rupees(tokens, number.first));
        let read = magnitude(&token.lower).or_else(grands).or_else(crores);
        let Some(found) = read else { break };
        let touching = token.glued && dash == 0;
        // Full words may stand apart; a letter touches its digits ("5m"), or it is something else.
        if found.letter && !(touching && !number.style.spelled && last.is_none()) {
            break;
        }
        // "fivemillion" is nothing, "mil" and "mm" are units or Spanish unless they touch, or are
        // behind a sum ("$49.5 mil").
        let unit = matches!(&*token.lower, "mil" | "bil" | "mm" | "lac" | "mio" | "mrd");
        let sum = unit && signed(tokens, number.first);
        if unit && !touching && !sum && !matches!(token.text, "Mio" | "Mrd") {
            break;
        }
        // "152mm shells" have so many millimetres.
        let paid = || currencies::after(tokens, word + 1).is_some_and(|found| !found.weak);
        if token.lower == "mm" && !sum && !paid() {
            break;
        }
        let before = last.or((number.factor != Decimal::ONE).then_some(number.factor));
        if before.is_some_and(|before| !chains(before, found.factor)) {
            break;
        }
        number.size = number.size.times(found.factor);
        number.factor = number.factor.checked_mul(found.factor).unwrap_or(Decimal::ONE);
        number.style.magnitude = true;
        number.style.letter |= found.letter;
        number.next = word + 1;
        last = Some(found.factor);
    }
    number
}

/// Whether the number at `first` has a currency before it: "$5", "A$5", "EUR 5".
fn signed(tokens: &[Token<'_>], first: usize) -> bool {
    let ends = |at: usize| {
        currencies::before(tokens, at).is_some_and(|found| found.next == first && !found.weak)
    };
    (1..=2).filter_map(|back| first.checked_sub(back)).any(ends)
}

/// Whether the number at `first` has rupees or takas before it.
fn in_rupees(tokens: &[Token<'_>], first: usize) -> bool {
    const SIGNS: &[&str] = &["Rs", "₹", "INR", "PKR", "NPR", "Tk", "৳"];
    let sign = |at: usize| tokens.at(at).is_some_and(|t| SIGNS.contains(&t.text));
    let dot = |at: usize| at > 0 && tokens.is(at, ".") && sign(at - 1);
    first.checked_sub(1).is_some_and(|at| sign(at) || dot(at))
}

/// A capital letter apart from its number, which only a sum has: "US$2.2 M".
pub(super) fn apart(tokens: &[Token<'_>], mut number: Number) -> Number {
    let letter = tokens.at(number.next).filter(|t| matches!(t.text, "K" | "M" | "B" | "T"));
    let free = !tokens.glued(number.next + 1) || !tokens.hyphen(number.next + 1);
    let Some(found) = letter.and_then(|t| magnitude(&t.lower)) else { return number };
    if number.style.magnitude || !free {
        return number;
    }
    number.size = number.size.times(found.factor);
    number.factor = found.factor;
    number.style.magnitude = true;
    number.next += 1;
    number
}

/// "hundreds of millions", "several hundred", "a few thousand", "a couple of dozen", "dozens".
fn vague_phrase(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    let style = Style { spelled: true, magnitude: true, ..Style::default() };
    let vague = |(min, max): (Decimal, Decimal), next: usize, magnitude: bool| Number {
        size: Size { value: None, bounds: Some((min, max)) },
        head: None,
        factor: Decimal::ONE,
        first: at,
        next,
        style: Style { magnitude, ..style },
    };
    let lower = &*tokens.at(at)?.lower;
    if let Some(bounds) = vague::plural(lower) {
        let Some((factor, next)) = of_magnitude(tokens, at + 1) else {
            return Some(vague(bounds, at + 1, true));
        };
        let product = Size { value: None, bounds: Some(bounds) }.times(factor).bounds?;
        return Some(vague(product, next, true));
    }
    let word = at + usize::from(lower == "a");
    let bounds = vague::quantifier(&tokens.at(word)?.lower)?;
    // "a few" counts, "few" alone says that there are hardly any; "couple" needs its article.
    let needs_article = matches!(&*tokens[word].lower, "few" | "couple");
    if needs_article && word == at {
        return None;
    }
    let of = usize::from(tokens.is(word + 1, "of") && tokens.is(word, "couple"));
    let plain = vague(bounds, word + 1 + of, false);
    Some(with_magnitudes(tokens, plain))
}

/// The magnitude of "hundreds of millions" after its first word, and the token after it; a comma
/// stands before where it belongs to two ("tens, if not hundreds, of millions").
pub(super) fn of_magnitude(tokens: &[Token<'_>], at: usize) -> Option<(Decimal, usize)> {
    let of = at + usize::from(tokens.is(at, ","));
    let factor = tokens.is(of, "of").then(|| tokens.at(of + 1)).flatten()?;
    Some((vague::plural_factor(&factor.lower)?, of + 2))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn size(text: &str) -> Option<Size> {
        number(&tokens(text), 0).map(|n| n.size)
    }

    fn value(text: &str) -> Option<String> {
        size(text)?.value.map(|v| v.normalize().to_string())
    }

    #[test]
    fn magnitudes_multiply() {
        assert_eq!(value("3.6 trillion").as_deref(), Some("3600000000000"));
        assert_eq!(value("5m").as_deref(), Some("5000000"));
        assert_eq!(value("5 m").as_deref(), Some("5"));
        assert_eq!(value("2 lakh crore").as_deref(), Some("2000000000000"));
        assert_eq!(value("1 000 000 people").as_deref(), Some("1000000"));
        assert_eq!(value("5 300 people").as_deref(), Some("5"));
        assert_eq!(value("11 079 incidents").as_deref(), Some("11079"));
        assert_eq!(value("22 079 4567").as_deref(), Some("22"));
        assert_eq!(value("12 500 euros").as_deref(), Some("12500"));
        assert_eq!(value("12 500 euro notes").as_deref(), Some("12"));
        assert_eq!(value("50 000 155 mm shells").as_deref(), Some("50000"));
        assert_eq!(value("300 122mm rockets").as_deref(), Some("300"));
        assert_eq!(value("five hundred million").as_deref(), Some("500000000"));
    }

    #[test]
    fn short_magnitudes_of_sums_are_units_elsewhere() {
        let behind = |text: &str, at: usize| {
            let value = number(&tokens(text), at)?.size.value?;
            Some(value.normalize().to_string())
        };
        assert_eq!(value("152mm shells").as_deref(), Some("152"));
        assert_eq!(value("152mm euros").as_deref(), Some("152000000"));
        assert_eq!(behind("$152mm", 1).as_deref(), Some("152000000"));
        assert_eq!(behind("$49.5 mil", 1).as_deref(), Some("49500000"));
        assert_eq!(behind("EUR 1.5 bil", 1).as_deref(), Some("1500000000"));
        assert_eq!(value("1.5bil").as_deref(), Some("1500000000"));
        assert_eq!(value("5 mil pesos").as_deref(), Some("5"));
    }

    #[test]
    fn crores_and_lakhs_are_of_rupees() {
        let behind = |text: &str, at: usize| {
            let value = number(&tokens(text), at)?.size.value?;
            Some(value.normalize().to_string())
        };
        assert_eq!(behind("Rs 7cr", 1).as_deref(), Some("70000000"));
        assert_eq!(behind("Rs. 3.5 Cr", 2).as_deref(), Some("35000000"));
        assert_eq!(behind("₹4.5cr", 1).as_deref(), Some("45000000"));
        assert_eq!(behind("Rs 30L", 1).as_deref(), Some("3000000"));
        assert_eq!(behind("Rs 30 L", 1).as_deref(), Some("30"));
        assert_eq!(behind("$ 30L", 1).as_deref(), Some("30"));
        assert_eq!(value("500 cr").as_deref(), Some("500"));
    }

    #[test]
    fn vague_quantities_have_bounds() {
        let bounds = |text: &str| {
            let (min, max) = size(text)?.bounds?;
            Some((min.to_string(), max.to_string()))
        };
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(bounds("hundreds of millions"), pair("100000000", "1000000000"));
        assert_eq!(bounds("dozens"), pair("24", "100"));
        assert_eq!(bounds("several hundred thousand"), pair("300000", "900000"));
        assert_eq!(bounds("a couple of million"), pair("2000000", "3000000"));
    }

    #[test]
    fn too_large_is_no_value() {
        assert_eq!(value(&format!("{} trillion", "9".repeat(27))), None);
    }
}
