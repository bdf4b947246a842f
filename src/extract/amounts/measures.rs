//! One number with what it measures: a currency, percent, a length of time, a thing counted.

use rust_decimal::Decimal;

use super::Sentence;
use super::counts::count;
use super::currencies::{self, Found};
use super::digits::Groups;
use super::figures::figures;
use super::fractions::{fraction, of_money, of_percent};
use super::modifiers;
use super::nouns::{self, Counted};
use super::numbers::{self, Number, Size, Style, number};
use super::spelled::and_fraction;
use super::tokens::{Kind, Token, Tokens};
use super::traps;
use super::units;
use super::vague;

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Money, in a currency that the text may leave open.
    Money(Option<&'static str>),
    /// A share; the name tells points from percent.
    Percent(Option<&'static str>),
    /// A length of time, in this unit.
    Duration(&'static str),
    /// Things; none where only a verb says that things are counted ("3 million were").
    Count(Option<Counted>),
    /// Nothing that its own words say: one end of a range, or no amount at all.
    Bare,
}

/// A number with its measure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// How large, in units of the measure.
    pub size: Size,
    /// The number before its magnitude, and the magnitude.
    pub head: Option<Decimal>,
    /// The magnitude alone.
    pub factor: Decimal,
    /// What is measured.
    pub measure: Measure,
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// First token after the number itself, where a range may go on.
    pub number_next: usize,
    /// "+" or "or more" inside the span: "11,000+ users".
    pub inner: Option<crate::taxonomy::Modifier>,
    /// Whether the currency was written before the number.
    pub signed: bool,
    /// How the number is written.
    pub style: Style,
    /// Two ends, not one vague quantity.
    pub range: bool,
}

/// The term that starts at token `at`.
pub(super) fn term(sentence: &Sentence<'_>, at: usize) -> Option<Term> {
    if traps::joined_before(&sentence.tokens, at) { None } else { joined_term(sentence, at) }
}

/// The term that starts at token `at`, whatever it is glued to.
pub(super) fn joined_term(sentence: &Sentence<'_>, at: usize) -> Option<Term> {
    let tokens = sentence.tokens.as_slice();
    if sentence.dated(at) {
        return None;
    }
    if let Some(sign) = currencies::before(tokens, at)
        && let Some(found) = signed(sentence, at, sign)
    {
        return Some(found);
    }
    if let Some(found) = coin(tokens, at).or_else(|| share(tokens, at)) {
        return Some(found);
    }
    if let Some(found) = article_time(tokens, at) {
        return Some(found);
    }
    let number = number(tokens, at)?;
    if sentence.dated(number.next - 1) || traps::trapped(tokens, at) {
        return None;
    }
    measured(sentence, number)
}

fn share(tokens: &[Token<'_>], at: usize) -> Option<Term> {
    let (percent, name, next) = match of_percent(tokens, at) {
        Some((value, unit)) => (value, unit.name, unit.next),
        None => fraction(tokens, at).map(|found| (found.percent, None, found.next))?,
    };
    let size = Size { value: Some(percent), bounds: None };
    Some(Term::new(&in_words(size, at, next), Measure::Percent(name), next - 1))
}

/// Sums without a number of their own: "half a cent", "a dollar", "a million-dollar prize", "a
/// six-figure sum".
fn coin(tokens: &[Token<'_>], at: usize) -> Option<Term> {
    if let Some((size, next)) = figures(tokens, at) {
        return Some(Term::new(&in_words(size, at, next), Measure::Money(None), next - 1));
    }
    if let Some((value, found)) = of_money(tokens, at) {
        let size = Size { value: Some(value), bounds: None }.times(found.factor);
        let number = in_words(size, at, found.next);
        return Some(Term::new(&number, Measure::Money(found.currency.code), found.next - 1));
    }
    let (size, next) = worth(tokens, at)?;
    let found = currencies::after(tokens, next).filter(|found| !found.weak)?;
    let number = in_words(size.times(found.factor), at, found.next);
    Some(Term::new(&number, Measure::Money(found.currency.code), found.next - 1))
}

/// Coins that stand for any money at all.
const COINS: &[&str] = &["dollar", "cent", "penny", "euro", "buck"];

/// "did not pay a penny": of the coin at `at` there is none.
fn denied(tokens: &[Token<'_>], at: usize) -> bool {
    const NOT: &[&str] = &[
        "not", "never", "no", "nobody", "none", "nor", "cannot", "without", "refuse", "refuses",
        "refused", "refusing",
    ];
    const WITHIN: usize = 6;
    // "no more than a dollar" is one.
    let start = modifiers::before(tokens, at).map_or(at, |found| found.start);
    let back = tokens[start.saturating_sub(WITHIN)..start].iter().rev();
    back.take_while(|t| t.kind == Kind::Word)
        .any(|t| NOT.contains(&&*t.lower) || t.lower.ends_with("n't"))
}

/// How many of the coin that follows: the article of "a dollar", "million" and "multimillion" of
/// "million-dollar".
fn worth(tokens: &[Token<'_>], at: usize) -> Option<(Size, usize)> {
    let token = tokens.at(at).filter(|t| t.kind == Kind::Word)?;
    if token.lower == "a" {
        // "a dollar sign", "a penny-wise plan", "against a dollar that gains" are no sums, nor is
        // the "a dollar" of a rate.
        let after = tokens.at(at + 2);
        let noun = after.is_some_and(|t| t.kind == Kind::Word && !nouns::stops(t));
        let rate = tokens.before(at).is_some_and(|t| {
            t.lower == "against"
                || t.kind == Kind::Number
                || currencies::after(tokens, at - 1).is_some()
        });
        let free = tokens.is_any(at + 1, COINS) && !noun && !tokens.hyphen(at + 2) && !rate;
        let free = free && !denied(tokens, at);
        return free.then_some((Size { value: Some(Decimal::ONE), bounds: None }, at + 1));
    }
    let multi = tokens.is(at, "multi") && tokens.hyphen(at + 1);
    let word = if multi { at + 2 } else { at };
    let lower = &*tokens.at(word)?.lower;
    let (many, magnitude) = match lower.strip_prefix("multi") {
        Some(rest) if !multi => (true, rest),
        _ => (multi, lower),
    };
    let size = vague::worth(magnitude, many)?;
    let dash = usize::from(tokens.hyphen(word + 1));
    let dollar = word + 1 + dash;
    let singular = tokens.at(dollar).is_some_and(|t| !t.lower.ends_with('s'));
    (singular && (many || dash == 1)).then_some((size, dollar))
}

/// A number that its words make, without a head that a range could share.
fn in_words(size: Size, first: usize, next: usize) -> Number {
    let style = Style { spelled: true, ..Style::default() };
    Number { size, head: None, factor: Decimal::ONE, first, next, style }
}

/// "more than a week", "sentenced to a year in prison": one unit of time, where a word before it
/// measures.
fn article_time(tokens: &[Token<'_>], at: usize) -> Option<Term> {
    if !tokens.is_any(at, &["a", "an"]) {
        return None;
    }
    let unit = units::article_time(tokens, at)?;
    // "a year and a half"
    let (half, next) = and_fraction(tokens, at + 2);
    let value = Decimal::ONE.checked_add(half)?;
    let number = Number {
        size: Size { value: Some(value), bounds: None },
        head: Some(value),
        factor: Decimal::ONE,
        first: at,
        next: at + 1,
        style: Style { spelled: true, ..Style::default() },
    };
    Some(Term::new(&number, Measure::Duration(unit), next - 1))
}

/// A number behind a currency sign or code.
fn signed(sentence: &Sentence<'_>, at: usize, sign: Found) -> Option<Term> {
    let tokens = sentence.tokens.as_slice();
    let number = number(tokens, sign.next).filter(|n| !n.style.spelled)?;
    let number = numbers::apart(tokens, number);
    // "$5" may touch a word before it ("US-$5"), its digits nothing but a magnitude after.
    let strong = number.style.magnitude || number.style.grouped() || number.style.decimals == 2;
    if (sign.weak && !strong) || sentence.dated(sign.next) {
        return None;
    }
    let told = currencies::told_apart(tokens, number.next, &sign);
    let currency = told.map_or(sign.currency, |found| found.currency);
    let next = told.map_or(number.next, |found| found.next);
    let mut term = Term::new(&number, Measure::Money(currency.code), next - 1);
    term.size = money(&number, currency, sign.factor);
    term.first = at;
    term.signed = true;
    term.plus(tokens);
    Some(term)
}

/// A sum: in hundredths, or with dots that group where the currency's countries do so.
fn money(number: &Number, currency: &currencies::Currency, factor: Decimal) -> Size {
    let thousands = currency.dots && number.style.decimals == 3 && !number.style.magnitude;
    let small = number.head.is_some_and(|head| head < Decimal::ONE);
    let dots = if thousands && !small { Decimal::ONE_THOUSAND } else { Decimal::ONE };
    number.size.times(factor).times(dots)
}

/// What follows a number says what it measures.
fn measured(sentence: &Sentence<'_>, number: Number) -> Option<Term> {
    let tokens = sentence.tokens.as_slice();
    let mut term = Term::new(&number, Measure::Bare, number.next - 1);
    term.plus(tokens);
    let next = term.last + 1;
    let dash = usize::from(tokens.hyphen(next));
    if let Some(unit) = units::percent(tokens, next + dash) {
        term.size = number.size.times(unit.factor);
        return term.with(Measure::Percent(unit.name), unit.next - 1);
    }
    let of = of(tokens, &number, next);
    // "(in billions of yen unless specified)" is the head of a table.
    let table = number.size.bounds.is_some()
        && number.first >= 2
        && tokens.is(number.first - 1, "in")
        && tokens.is_any(number.first - 2, &["(", "figures", "amounts", "expressed", "stated"]);
    if table {
        return None;
    }
    if let Some(found) = currency_after(tokens, &number, of + dash) {
        // "not one cent"
        let one = number.style.spelled && number.size.value == Some(Decimal::ONE);
        if one && tokens.is_any(of, COINS) && denied(tokens, number.first) {
            return None;
        }
        term.size = money(&number, found.currency, found.factor);
        return term.with(Measure::Money(found.currency.code), found.next - 1);
    }
    if number.style.groups == Groups::Dots {
        return None;
    }
    let many = number.size.value != Some(Decimal::ONE);
    let long = many && !units::modifies(tokens, number.first, of);
    if let Some((unit, last)) = units::duration(tokens, of, long) {
        let day_zero = number.size.value == Some(Decimal::ZERO);
        let one_day =
            unit == "day" && !many && number.style.spelled && !counted_day(tokens, &number);
        let age = units::age(tokens, last) || (unit == "year" && units::aged(tokens, number.first));
        return if day_zero || one_day || age {
            None
        } else {
            term.with(Measure::Duration(unit), last)
        };
    }
    count(sentence, &number, term, of)
}

/// Past the "of" that a vague quantity has before its unit, and a comma before that.
fn of(tokens: &[Token<'_>], number: &Number, next: usize) -> usize {
    if number.size.bounds.is_none() {
        return next;
    }
    let comma = usize::from(tokens.is(next, ","));
    if tokens.is(next + comma, "of") { next + comma + 1 } else { next }
}

fn currency_after(tokens: &[Token<'_>], number: &Number, at: usize) -> Option<Found> {
    if let Some(found) = pence(tokens, number, at) {
        return Some(found);
    }
    let mut found = currencies::after(tokens, at)?;
    // "342,000 Ethereum coins", "5,000 Bitcoin tokens" are so much of the asset.
    if found.currency.crypto && tokens.is_any(found.next, &["coin", "coins", "token", "tokens"]) {
        found.next += 1;
    }
    let style = number.style;
    let large = number.size.low().is_none_or(|v| v >= Decimal::ONE_HUNDRED);
    // Rates of exchange have four decimals: "1.8685 marks".
    let strong = style.magnitude || style.grouped() || style.decimals >= 2 || large;
    let weight = found.currency.code == Some("GBP") && weight(tokens, number.first, at);
    // "four bitcoin addresses", "five dollar bills" count things.
    let things = (found.currency.crypto || tokens.is(at, "dollar"))
        && !style.magnitude
        && tokens.at(found.next).is_some_and(nouns::plural);
    ((!found.weak || strong) && !weight && !things).then_some(found)
}

/// "43p", "50p a minute"; "720p" is a film, "p" behind a magnitude nothing.
fn pence(tokens: &[Token<'_>], number: &Number, at: usize) -> Option<Found> {
    let small = number.size.value.is_some_and(|v| v < Decimal::ONE_HUNDRED);
    let plain = small && !number.style.magnitude && !number.style.spelled;
    let letter = tokens.at(at).is_some_and(|t| t.text == "p" && t.glued);
    if plain && letter && !tokens.glued_word(at + 1) { currencies::pence(at + 1) } else { None }
}

/// Whether the pounds at `at` are a weight: "39 pounds of heroin", "112 pounds (51 kg)", "(39.7
/// pounds)" after kilograms, "weighed 112 pounds".
fn weight(tokens: &[Token<'_>], first: usize, at: usize) -> bool {
    const KILOGRAMS: &[&str] =
        &["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "tonnes", "tons"];
    const WEIGHS: &[&str] = &["weigh", "weighs", "weighed", "weighing"];
    let next = at + 1;
    let after = tokens.is(next, "of")
        || tokens.is_any(next, &["heavier", "lighter", "overweight"])
        || (tokens.is(next, "(") && (next + 1..next + 4).any(|i| tokens.is_any(i, KILOGRAMS)));
    let from = first.saturating_sub(4);
    let before = tokens[from..first].iter().any(|t| WEIGHS.contains(&&*t.lower))
        || (first >= 2 && tokens.is(first - 1, "(") && tokens.is_any(first - 2, KILOGRAMS));
    tokens.is_any(at, &["pound", "pounds"]) && (after || before)
}

/// "one day" is an adverb, "in one day" a length of time.
fn counted_day(tokens: &[Token<'_>], number: &Number) -> bool {
    tokens.before(number.first).is_some_and(|t| {
        ["in", "for", "within", "than", "only", "just", "least", "about", "nearly", "under", "over"]
            .contains(&&*t.lower)
    })
}

impl Term {
    fn new(number: &Number, measure: Measure, last: usize) -> Self {
        Self {
            size: number.size,
            head: number.head,
            factor: number.factor,
            measure,
            first: number.first,
            last,
            number_next: number.next,
            inner: None,
            signed: false,
            style: number.style,
            range: false,
        }
    }

    #[allow(clippy::unnecessary_wraps)] // every caller returns it
    pub(super) fn with(mut self, measure: Measure, last: usize) -> Option<Self> {
        (self.measure, self.last) = (measure, last);
        Some(self)
    }

    /// Takes in a "+", a "-odd", and "or more" where the thing counted comes after it.
    fn plus(&mut self, tokens: &[Token<'_>]) {
        use crate::taxonomy::Modifier;
        let next = self.last + 1;
        let plus = tokens.is(next, "+") && tokens.glued(next);
        let word = tokens.hyphen(next) && tokens.is(next + 1, "plus");
        if plus || word {
            self.inner = Some(Modifier::AtLeast);
            // A sum's "+" stays outside its span, as a modifier should.
            if !self.signed {
                self.last = next + usize::from(word);
            }
            return;
        }
        // "4,000-odd suspects"; of "20-odd" nobody would add up the twenty.
        let large = self.size.value.is_some_and(|value| value >= Decimal::ONE_HUNDRED);
        if large && !self.signed && tokens.hyphen(next) && tokens.is(next + 1, "odd") {
            self.inner = Some(Modifier::Approx);
            self.last = next + 1;
            return;
        }
        let modifier = match tokens.at(next + 1).map(|t| &*t.lower) {
            Some("more") => Modifier::AtLeast,
            Some("so") => Modifier::Approx,
            Some("fewer" | "less") => Modifier::AtMost,
            _ => return,
        };
        let noun = tokens.at(next + 2).is_some_and(|t| t.kind == Kind::Word);
        if tokens.is(next, "or") && noun && !self.signed {
            let mut probe = *self;
            probe.last = next + 1;
            if nouns::counted(tokens, next + 2).is_some()
                || units::duration(tokens, next + 2, true).is_some()
            {
                self.inner = Some(modifier);
                self.last = probe.last;
            }
        }
    }
}
