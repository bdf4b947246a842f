//! Amounts: money, shares, counts and durations, as numbers that can be added up.
//!
//! A grammar over tokens with offsets, left to right, each rule with a bounded look around, so
//! that time is linear in the length of the text:
//!
//! 1. `tokens` cuts the sentence; dates are found first and none of their numbers is an amount;
//! 2. `numbers` reads a number phrase: `digits`, `spelled` words, `magnitudes`, `vague`, `figures`;
//! 3. `measures` finds what it measures: `currencies`, `units` (percent, time),
//!    `fractions`, `counts` with their `nouns`; `traps` throws out what measures nothing;
//! 4. `ranges` joins two of them into one amount;
//! 5. `modifiers`, `per`, `about` and `clause` with its `verbs` read the words around it;
//! 6. `equivalent` links two that are the same sum;
//! 7. in a story, `setting` tells what sums are by what it tells around them, `whose` which of
//!    several currencies that share a word it means.
//!
//! Conventions where the taxonomy leaves a choice:
//! - the span of "a billion dollars" has its article, that of "11,000+ users" its plus sign;
//! - "15-member" is a count with the unit "member", "18-month" a duration;
//! - percentage points and basis points are `percent` with the unit "percentage points", basis
//!   points converted;
//! - "six years and nine months" is 6.75 years, to four decimals;
//! - "half of", "two-thirds of", "half the", "fell by a third", "nearly half were", "one in five" are
//!   percent, to four decimals, span the fraction;
//! - cents and pence are hundredths of a dollar and of a pound;
//! - "did not pay a penny" is no sum;
//! - a word that several currencies share ("pesos") is money without a currency; "$" and
//!   "dollars" are US dollars, "pounds" and "won" British and South Korean;
//! - "a week" is a duration after a word that measures ("for", "more than", "nearly"), and before
//!   "in prison";
//! - "one" counts in "at least one bank" and "one count of", else only before a magnitude or a
//!   unit; "several" and "a few" only before a magnitude or a unit of time;
//! - a number without any unit is nothing, unless a verb shows that it counts ("3 million were"), or
//!   what it counts stands before it ("3 million of them");
//! - "a six-figure ransom" is vague money without a currency, span "six-figure".

mod about;
mod clause;
mod compound;
mod counts;
mod cues;
mod currencies;
mod digits;
mod equivalent;
mod figures;
mod fractions;
mod magnitudes;
mod measures;
mod modifiers;
mod nouns;
mod numbers;
mod particles;
mod per;
mod ranges;
mod setting;
pub(in crate::extract) mod spelled;
pub(in crate::extract) mod tokens;
mod traps;
pub(in crate::extract) mod units;
mod vague;
mod verbs;
mod whose;

use rust_decimal::Decimal;

use crate::extract::dates::{DateMention, dates};
use crate::taxonomy::{About, AmountKind, Modifier};
use crate::text::Span;
use clause::Clause;
use measures::{Measure, Term};
use tokens::{Kind, Token, Tokens};

pub use setting::Setting;
pub(crate) use whose::settle;

/// One amount of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// From the first to the last character of the numeric expression; modifiers stay outside.
    pub span: Span,
    /// What it measures.
    pub kind: AmountKind,
    /// Exact value in units of the currency, in percent, or in units of the thing; `None` for a
    /// range or a vague amount.
    pub value: Option<Decimal>,
    /// Lower bound of a range or a vague amount.
    pub min: Option<Decimal>,
    /// Upper bound of a range or a vague amount.
    pub max: Option<Decimal>,
    /// ISO 4217 code, or the ticker of a crypto-asset.
    pub currency: Option<String>,
    /// The thing counted, as written, or the unit of the duration.
    pub unit: Option<String>,
    /// How exact the text says it is.
    pub modifier: Option<Modifier>,
    /// "year", "month", ... where it recurs.
    pub per: Option<String>,
    /// For money: what the sum is in the story.
    pub about: Option<About>,
    /// The word that says so.
    pub about_evidence: Option<Span>,
    /// Place in the list of the amount that is the same in another currency or unit.
    pub equivalent: Option<usize>,
    /// For money: the nearest verb in its clause ("stole", "fined").
    pub verb: Option<Span>,
    /// For money: the noun that it stands with ("ransom", "airline", "cryptocurrency").
    pub object: Option<Span>,
}

/// Whether a unit stands at `at` that makes an amount of the number before it, never a year.
pub(in crate::extract) fn is_unit(tokens: &[Token<'_>], at: usize) -> bool {
    let magnitude = tokens.at(at).is_some_and(|t| magnitudes::word(&t.lower).is_some());
    let written_on = |t: &Token<'_>| traps::measured(&t.lower);
    magnitude
        || tokens.at(at).is_some_and(written_on)
        || units::percent(tokens, at).is_some()
        || currencies::after(tokens, at).is_some_and(|found| !found.weak)
        || tokens.at(at).is_some_and(|t| units::time_unit(&t.lower).is_some_and(|u| *u != *t.lower))
}

/// Whether the token at `at` is a currency that makes a sum of the number after it ("USD 2019").
pub(in crate::extract) fn is_currency(tokens: &[Token<'_>], at: usize) -> bool {
    currencies::before(tokens, at).is_some_and(|found| found.next == at + 1 && !found.weak)
}

/// Whether a token looks like a plural noun.
pub(in crate::extract) fn plural_noun(token: &Token<'_>) -> bool {
    nouns::plural(token)
}

/// Whether a token is a word that ends a noun phrase: a preposition, a pronoun, a verb.
pub(in crate::extract) fn stop_word(token: &Token<'_>) -> bool {
    nouns::stops(token)
}

/// A whole number at `at` and the token after it; no value where it is vague or no whole number.
pub(in crate::extract) fn quantity(
    tokens: &[Token<'_>],
    at: usize,
) -> Option<(Option<i32>, usize)> {
    let number = numbers::number(tokens, at)?;
    let value = number.size.value.filter(Decimal::is_integer);
    Some((value.and_then(|v| i32::try_from(v).ok()), number.next))
}

/// A sentence as the grammar reads it.
struct Sentence<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
    /// For each token, whether it belongs to a date.
    dates: Vec<bool>,
    /// Most words are capitalised, so that capitals say nothing about names.
    title_case: bool,
}

impl<'t> Sentence<'t> {
    fn new(text: &'t str, dates: &[DateMention]) -> Self {
        let tokens = tokens::tokens(text);
        let dates = covered(&tokens, dates);
        let title_case = title_case(&tokens);
        Self { text, tokens, dates, title_case }
    }

    fn dated(&self, at: usize) -> bool {
        self.dates.get(at).copied().unwrap_or(false)
    }
}

/// For each token, whether it is part of one of `dates`, which stand in order: no number of it is
/// an amount.
fn covered(tokens: &[Token<'_>], dates: &[DateMention]) -> Vec<bool> {
    let mut dates = dates.iter().map(|date| date.span).peekable();
    let inside = |token: &Token<'_>| {
        while dates.next_if(|date| date.end() <= token.start).is_some() {}
        dates.peek().is_some_and(|date| date.start() < token.end())
    };
    tokens.iter().map(inside).collect()
}

/// Four words in five of those long enough to be capitalised in a headline are.
fn title_case(tokens: &[Token<'_>]) -> bool {
    let long = |t: &&Token<'_>| t.kind == Kind::Word && t.text.len() > 3;
    let (mut all, mut capital) = (0_usize, 0_usize);
    for token in tokens.iter().filter(long) {
        all += 1;
        capital += usize::from(token.capital());
    }
    all >= 3 && capital * 5 >= all * 4
}

/// The amounts of one sentence, in order; spans are in `sentence`.
pub fn amounts(sentence: &str) -> Vec<Amount> {
    amounts_beside(sentence, &dates(sentence, None))
}

/// The same for a caller that has the dates of the sentence, which need not be found twice.
pub fn amounts_beside(sentence: &str, dates: &[DateMention]) -> Vec<Amount> {
    amounts_in(sentence, dates, Setting::default())
}

/// The same in a story: what a sum is may show in what the story tells there.
pub fn amounts_in(sentence: &str, dates: &[DateMention], setting: Setting) -> Vec<Amount> {
    let sentence = Sentence::new(sentence, dates);
    let mut found: Vec<Amount> = Vec::new();
    let mut before: Option<Term> = None;
    let mut at = 0;
    while at < sentence.tokens.len() {
        let Some(first) = measures::term(&sentence, at) else {
            at += 1;
            continue;
        };
        let term = compound::joined(&sentence, ranges::ranged(&sentence, first));
        if let Some(amount) = amount(&sentence, &term, setting) {
            found.push(amount);
            if let Some(before) = before {
                equivalent::link(&sentence.tokens, &before, &term, &mut found);
            }
            before = Some(term);
            at = term.last + 1;
        } else {
            at = first.number_next.max(at + 1);
        }
    }
    found
}

/// The record of a term; none where it measures nothing.
fn amount(sentence: &Sentence<'_>, term: &Term, setting: Setting) -> Option<Amount> {
    let tokens = sentence.tokens.as_slice();
    let (kind, currency, unit) = match term.measure {
        Measure::Money(code) => (AmountKind::Money, code.map(str::to_owned), None),
        Measure::Percent(name) => (AmountKind::Percent, None, name.map(str::to_owned)),
        Measure::Duration(unit) => (AmountKind::Duration, None, Some(unit.to_owned())),
        Measure::Count(thing) => {
            let unit = thing.map(|c| tokens.span(c.first, c.last).of(sentence.text).to_owned());
            (AmountKind::Count, None, unit)
        }
        Measure::Bare => return None,
    };
    let (min, max) = term.size.bounds.unzip();
    let modifier = match (term.size.bounds, term.range) {
        (Some(_), true) => Some(Modifier::Range),
        (Some(_), false) => Some(Modifier::Vague),
        (None, _) => modifiers::modifier(tokens, term),
    };
    let clause = match kind {
        AmountKind::Money => clause::clause(sentence, term),
        _ => Clause::default(),
    };
    let told = (kind == AmountKind::Money)
        .then(|| setting.nearer(tokens, term, about::about(tokens, term, clause.verb_at)))
        .flatten();
    Some(Amount {
        span: tokens.span(term.first, term.last),
        kind,
        value: term.size.value.map(|v| v.normalize()),
        min: min.map(|v| v.normalize()),
        max: max.map(|v| v.normalize()),
        currency,
        unit,
        modifier,
        per: per::per(tokens, term),
        about: told.map(|told| told.about),
        about_evidence: told.map(|told| told.evidence),
        equivalent: None,
        verb: clause.verb,
        object: clause.object,
    })
}
