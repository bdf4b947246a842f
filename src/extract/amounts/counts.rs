//! Numbers of things: what stands after a number, and whether it is counted.

use rust_decimal::Decimal;

use super::Sentence;
use super::measures::{Measure, Term};
use super::nouns::{self, Counted};
use super::numbers::Number;
use super::tokens::{Kind, Token, Tokens};
use super::traps;

/// A number of things.
pub(super) fn count(
    sentence: &Sentence<'_>,
    number: &Number,
    term: Term,
    of: usize,
) -> Option<Term> {
    let tokens = sentence.tokens.as_slice();
    if nouns::of_calibre(tokens, number.next - 1) {
        return None;
    }
    if tokens.hyphen(number.next) && term.inner.is_none() {
        let word = number.next + 1;
        let lower = &*tokens.at(word)?.lower;
        let letters = tokens[word].kind == Kind::Word && lower.chars().all(char::is_alphabetic);
        let noun = adjective(tokens, number, word) && !branded(sentence, number, word);
        if letters && noun && number.size.value != Some(Decimal::ONE) {
            return term.with(Measure::Count(Some(Counted { first: word, last: word })), word);
        }
        // "5-10 banks": the first end of a range. "two-factor": nothing.
        return (tokens[word].kind != Kind::Word || tokens.is(word, "to")).then_some(term);
    }
    let spelled_one = number.style.spelled && number.size.value == Some(Decimal::ONE);
    if spelled_one && !number.style.magnitude {
        return only_one(tokens, number, term);
    }
    if traps::named_by_number(tokens, number.first, sentence.title_case) {
        return None;
    }
    let zero = number.size.value == Some(Decimal::ZERO) && number.style.spelled;
    let vague_few = number.size.bounds.is_some() && !number.style.magnitude;
    if zero || vague_few {
        return None;
    }
    if !number.style.magnitude
        && !number.style.grouped()
        && traps::after_name(tokens, number.first, sentence.title_case)
    {
        // One end of a range may still find its noun after the other.
        return Some(term);
    }
    let counted = nouns::counted(tokens, determined(tokens, number, of));
    if let Some(counted) = counted.filter(|counted| !single(tokens, number, *counted)) {
        return term.with(Measure::Count(Some(counted)), counted.last);
    }
    let named = number.style.magnitude || number.style.grouped();
    // "shared 12,000 times"; "1,000 times as fast" counts nothing.
    let compares = ["as", "more", "less", "the", "larger", "higher", "faster", "greater", "that"];
    if named && tokens.is(number.next, "times") && !tokens.is_any(number.next + 1, &compares) {
        let times = Counted { first: number.next, last: number.next };
        return term.with(Measure::Count(Some(times)), number.next);
    }
    // "60 million records, 3.6 million of them with card numbers"
    let of_them = tokens.is(number.next, "of")
        && tokens.is_any(number.next + 1, &["them", "whom", "which", "these", "those"]);
    if named && number.size.value.is_some() && of_them {
        return term.with(Measure::Count(None), term.last);
    }
    let verb = ["were", "are", "have", "had", "others", "remain", "remained", "more"];
    if named && !number.style.letter && tokens.is_any(number.next, &verb) {
        return term.with(Measure::Count(None), term.last);
    }
    Some(term)
}

/// Whether the noun at `word`, after a hyphen, is what is counted: "15-member", "three-judge".
fn adjective(tokens: &[Token<'_>], number: &Number, word: usize) -> bool {
    let lower = &*tokens[word].lower;
    if number.size.bounds.is_some() {
        return false;
    }
    if number.style.spelled {
        return nouns::adjectival(lower);
    }
    // "8-K", "747-LNK" are names, "500-GB" is not.
    let letters = lower.len() < 4 && tokens[word].text.chars().all(char::is_uppercase);
    !nouns::never_counted(lower)
        // "7-Eleven"
        && !nouns::stops(&tokens[word])
        && (!letters || traps::measured(lower))
        // "7.6-magnitude"
        && (number.style.decimals == 0 || nouns::adjectival(lower))
        && !tokens.hyphen(word + 1)
        // "GB" is written as one and as many.
        && (traps::measured(lower) || !nouns::plural(&tokens[word]))
}

/// "7-Zip", "3-Heights": a capital after the hyphen of a number in digits, where capitals mean something.
fn branded(sentence: &Sentence<'_>, number: &Number, word: usize) -> bool {
    let token = &sentence.tokens[word];
    !number.style.spelled
        && !sentence.title_case
        && token.capital()
        && !traps::measured(&token.lower)
}

/// "a 404 error greeted visitors": one thing, with a number of its own.
fn single(tokens: &[Token<'_>], number: &Number, counted: Counted) -> bool {
    let article = tokens.before(number.first).is_some_and(|t| matches!(&*t.lower, "a" | "an"));
    let plain = !number.style.spelled && !number.style.magnitude;
    // "a 4,000 sq ft office"
    let square = tokens.is(counted.first, "sq");
    article && plain && !square && counted.last > counted.first
}

/// Past "of the" in "three of the banks", and the determiner in "dozens of the country's".
fn determined(tokens: &[Token<'_>], number: &Number, at: usize) -> usize {
    const THE: &[&str] = &["the", "its", "their", "his", "her", "our", "these", "those", "my"];
    let of = usize::from(number.size.bounds.is_none() && tokens.is(at, "of"));
    if (of == 1 || at > number.next) && tokens.is_any(at + of, THE) {
        return at + of + 1;
    }
    at
}

/// "one" counts only where something says that it does: "at least one bank", "one count of".
fn only_one(tokens: &[Token<'_>], number: &Number, term: Term) -> Option<Term> {
    let before = number.first.checked_sub(1).and_then(|i| tokens.at(i))?;
    let noun = tokens.at(number.next).filter(|t| t.kind == Kind::Word)?;
    let charge = tokens.is(number.next, "count") && tokens.is_any(number.next + 1, &["of", "each"]);
    let bounded = matches!(&*before.lower, "least" | "than");
    let single = matches!(
        &*noun.lower,
        "person"
            | "bank"
            | "company"
            | "man"
            | "woman"
            | "victim"
            | "country"
            | "member"
            | "count"
            | "server"
            | "computer"
            | "account"
            | "attack"
            | "hacker"
            | "suspect"
            | "case"
    );
    let counted = charge || (bounded && single);
    if counted {
        let at = number.next;
        return term.with(Measure::Count(Some(Counted { first: at, last: at })), at);
    }
    // "one or two banks", "one to three years", "between one and five years".
    let between = before.lower == "between" && tokens.is(number.next, "and");
    (between || tokens.is_any(number.next, &["or", "to"])).then_some(term)
}
