//! The verb and the object that a sum of money stands with in its clause, as words of the text:
//! "stole" and "cryptocurrency" of "stole $3 million in cryptocurrency".
//!
//! `verbs` knows a verb by its form. The verb is the nearest one before the sum, up to the start of the clause: a
//! semicolon, a relative pronoun, a comma before "and" or right before the sum. Where none stands
//! there, or only one of saying ("officials said $5 million was stolen"), it is the first one after
//! the sum: the participle rather than its auxiliary.
//!
//! The object is, in this order,
//! - the noun whose "of", "worth" or "estimated at" the sum follows: "a fine of $5 million";
//! - the noun after the sum: "the $5 million fine", "$5 million in fines", "worth of ether";
//! - what the verb was done to: "fined the airline $5 million", "the stake was sold for";
//! - the subject where the verb sets it equal to the sum: "the fine was $5 million".

use crate::text::Span;

use super::Sentence;
use super::measures::Term;
use super::nouns;
use super::tokens::{Kind, Token, Tokens};
use super::verbs::{self, Verb};
use super::{currencies, modifiers, per};

/// Words further away belong to another clause.
const WINDOW: usize = 22;

/// Verb and object of a sum, as far as its clause has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clause {
    pub verb: Option<Span>,
    pub object: Option<Span>,
    /// The token of the verb.
    pub verb_at: Option<usize>,
}

/// The clause of the sum of `term`.
pub(super) fn clause(sentence: &Sentence<'_>, term: &Term) -> Clause {
    let tokens = sentence.tokens.as_slice();
    let start = modifiers::before(tokens, term.first).map_or(term.first, |found| found.start);
    let before = verb_before(tokens, start);
    let after = || verb_after(tokens, term.last + 1);
    let verb = match before {
        // "officials said $5 million was stolen"
        Some(at) if verbs::reports(&tokens[at]) && at + 1 == phrase_start(tokens, start) => {
            after().or(before)
        }
        found => found.or_else(after),
    };
    let object = owner(tokens, start)
        .or_else(|| following(sentence, term))
        .or_else(|| verb.filter(|at| *at < start).and_then(|at| acted_on(tokens, at, start)));
    let word = |at: usize| tokens.span(at, at);
    Clause { verb: verb.map(word), object: object.map(word), verb_at: verb }
}

/// Marks and words that no clause goes on over, looking back from a sum.
fn boundary(tokens: &[Token<'_>], at: usize) -> bool {
    const WORDS: &[&str] = &[
        ";", ":", "—", "?", "!", "(", "that", "which", "who", "whose", "whom", "when", "while",
        "because", "although", "though", "if", "whether", "whereas", "unless",
    ];
    let joint = tokens.is_any(at, &["and", "or", "but"])
        && tokens.before(at).is_some_and(|t| t.text == ",");
    joint || tokens.is_any(at, WORDS)
}

/// The nearest verb before the sum whose words start at `start`, in its clause.
fn verb_before(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    // A comma right before the sum sets it beside something, or starts its clause.
    if tokens.before(start).is_some_and(|t| t.text == ",") {
        return None;
    }
    let back = (start.saturating_sub(WINDOW)..start).rev();
    back.take_while(|at| !boundary(tokens, *at)).find(|at| match verbs::verb(tokens, *at) {
        Some(Verb::Measuring) | None => false,
        // "has been", "was also": an auxiliary is the verb where nothing else is.
        Some(_) => true,
    })
}

/// The first verb after the sum that ends before `next`, in its clause.
fn verb_after(tokens: &[Token<'_>], next: usize) -> Option<usize> {
    const ENDS: &[&str] =
        &[",", ")", "to", "after", "before", "since", "by", "and", "or", "but", "as"];
    let stops = |at: &usize| boundary(tokens, *at) || tokens.is_any(*at, ENDS);
    let found = (next..tokens.len().min(next + WINDOW))
        .take_while(|at| !stops(at))
        .find(|at| verbs::verb(tokens, *at).is_some_and(|verb| verb != Verb::Measuring))?;
    if verbs::verb(tokens, found) != Some(Verb::Auxiliary) {
        return Some(found);
    }
    let main = (found + 1..found + 5)
        .take_while(|at| !stops(at))
        .find(|at| verbs::verb(tokens, *at) == Some(Verb::Participle));
    main.or(Some(found))
}

/// The first word of the noun phrase that a sum belongs to: of "a fine of", else the sum itself.
fn phrase_start(tokens: &[Token<'_>], start: usize) -> usize {
    let Some(noun) = owner(tokens, start) else { return start };
    let article = noun.checked_sub(1).filter(|at| tokens.is_any(*at, &["a", "an", "the"]));
    article.unwrap_or(noun)
}

/// A word that can be the head of an object.
fn noun(token: &Token<'_>) -> bool {
    const NONE: &[&str] = &[
        "out",
        "overnight",
        "online",
        "abroad",
        "total",
        "worth",
        "record",
        "steady",
        "combined",
        "additional",
        "further",
        "extra",
        "whopping",
        "staggering",
        "mere",
        "cool",
        "hefty",
        "whole",
        "initial",
        "full",
        "modest",
        "massive",
        "huge",
    ];
    token.kind == Kind::Word && !nouns::stops(token) && !NONE.contains(&&*token.lower)
}

/// "a fine of $5 million", "servers worth $5", "Price: $5".
fn owner(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    const LINKS: &[&str] = &["of", "worth", "totaling", "totalling", "exceeding", ":"];
    let valued = start.checked_sub(2).filter(|at| {
        tokens.is(at + 1, "at") && tokens.is_any(*at, &["estimated", "valued", "priced"])
    });
    let link = start.checked_sub(1).filter(|at| tokens.is_any(*at, LINKS));
    let head = valued.or(link)?.checked_sub(1)?;
    let verb = verbs::verb(tokens, head).is_some();
    (noun(&tokens[head]) && !verb).then_some(head)
}

/// The noun after a sum: "penalty", "in losses", "worth of ether", "of the funds".
fn following(sentence: &Sentence<'_>, term: &Term) -> Option<usize> {
    let tokens = sentence.tokens.as_slice();
    let next = term.last + 1;
    if per::period(tokens, next).is_some() || tokens.is_any(next, &["a", "an", "per"]) {
        return None;
    }
    let worth = next + usize::from(tokens.is(next, "worth"));
    let link = tokens.is_any(worth, &["in", "of"]);
    let place = tokens.is(worth, "in");
    let mut at = worth + usize::from(link);
    if link && !place && tokens.is_any(at, &["the", "its", "their", "his", "her", "our"]) {
        at += 1;
    }
    // "in Seoul" is where, "in Bitcoin" what.
    let name = tokens.at(at).is_some_and(Token::capital) && currencies::after(tokens, at).is_none();
    if place && name {
        return None;
    }
    head(sentence, at)
}

/// The last noun of the run that starts at `at`.
fn head(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let tokens = sentence.tokens.as_slice();
    let mut last = None;
    let mut word = at;
    while word < at + LONGEST
        && let Some(token) = tokens.at(word)
        && noun(token)
        && !sum(tokens, word)
        && !sentence.dated(word)
    {
        let end = nouns::compound(tokens, word);
        // A participle or a verb ends the phrase, but for one that opens it ("stolen funds").
        let verb = verbs::verb(tokens, word).is_some_and(|verb| verb != Verb::Base);
        let opens = word == at && tokens.at(end + 1).is_some_and(noun);
        if verb && end == word && !opens {
            break;
        }
        last = Some(end);
        word = end + 1;
    }
    last
}

/// Whether the letters at `at` are the currency of a sum: "Rs 144 crore", "N9.4bn".
fn sum(tokens: &[Token<'_>], at: usize) -> bool {
    let number = |at: usize| tokens.at(at).is_some_and(|t| t.kind == Kind::Number);
    currencies::before(tokens, at).is_some_and(|found| number(found.next))
}

/// What the verb at `verb` was done to, where the sum starts at `start`.
fn acted_on(tokens: &[Token<'_>], verb: usize, start: usize) -> Option<usize> {
    let kind = verbs::verb(tokens, verb)?;
    let be = verbs::be_before(tokens, verb);
    let equal = verbs::equals(tokens, verb);
    let subject = match be {
        // "is offering" acts on what follows, not on its subject.
        Some(be) if kind == Verb::Participle && !tokens[verb].lower.ends_with("ing") => Some(be),
        _ if equal => Some(verb),
        _ => None,
    };
    if let Some(aux) = subject {
        return aux.checked_sub(1).filter(|at| {
            noun(&tokens[*at]) && verbs::verb(tokens, *at).is_none_or(|v| v == Verb::Base)
        });
    }
    let mut at = verb + 1;
    while tokens.is_any(at, &["a", "an", "the", "its", "their", "his", "her", "our", "another"]) {
        at += 1;
    }
    let end = (at..start).take_while(|i| noun(&tokens[*i]) && !sum(tokens, *i)).last()?;
    // The run must end where a preposition, or the sum, starts.
    Some(end)
}
