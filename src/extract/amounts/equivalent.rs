//! Two sums that are one: "3.6 trillion won ($2.6 billion)", "75 bitcoin, or $4.4 million", "1,000
//! ETH, then worth about $3 million".
//!
//! Whoever adds up must count such a sum once. The second form is the same in the story as the
//! first, and recurs as it does. A sum that is only set beside another ("fined £20m, down from the
//! £183m first proposed") is of the same kind, but another sum.

use crate::taxonomy::AmountKind;

use super::measures::Term;
use super::tokens::{Token, Tokens};
use super::{Amount, modifiers, per};

/// More words than these between two sums say something else.
const LONGEST: usize = 6;

/// Links the last two of `found`, whose terms are `before` and `term`, where they are one sum.
pub(super) fn link(tokens: &[Token<'_>], before: &Term, term: &Term, found: &mut [Amount]) {
    let Some(first) = found.len().checked_sub(2) else { return };
    let second = first + 1;
    let money = found[first..].iter().all(|amount| amount.kind == AmountKind::Money);
    let from = before.last + 1;
    let to = modifiers::before(tokens, term.first).map_or(term.first, |found| found.start);
    if !money || from >= to || to - from > LONGEST {
        return;
    }
    if found[first].currency != found[second].currency && converts(tokens, from, to) {
        // Of three forms the third one, too, names the first.
        let origin = found[first].equivalent.unwrap_or(first);
        found[first].equivalent.get_or_insert(second);
        found[second].equivalent = Some(origin);
        share(tokens, term, found, [origin, first, second]);
    } else if found[second].about.is_none()
        && compares(tokens, from, to)
        && !tokens.is_any(term.last + 1, &["less", "more", "below", "above", "higher", "lower"])
    {
        found[second].about = found[first].about;
        found[second].about_evidence = found[first].about_evidence;
    }
}

/// Gives all forms of one sum what the first that says so is in the story, and its period, which
/// may stand after the bracket: "3.6 trillion won ($2.6 billion) a year".
fn share(tokens: &[Token<'_>], term: &Term, found: &mut [Amount], forms: [usize; 3]) {
    let story = |at: &usize| found[*at].about.zip(found[*at].about_evidence);
    let story = forms.iter().find_map(story).unzip();
    let bracket = tokens.is_any(term.last + 1, &[")", "]"]);
    let after = || per::period(tokens, term.last + 2).filter(|_| bracket).map(str::to_owned);
    let period = forms.iter().find_map(|at| found[*at].per.clone()).or_else(after);
    // The first form stands in the clause, the others behind it.
    let (verb, object) = (found[forms[0]].verb, found[forms[0]].object);
    for at in forms {
        (found[at].verb, found[at].object) = (verb, object);
        (found[at].about, found[at].about_evidence) = story;
        found[at].per.clone_from(&period);
    }
}

/// Whether the tokens between two sums say that the second is the first in other money.
fn converts(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
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
    let bracket = tokens.is_any(from, &["(", "["]);
    let comma = tokens.is(from, ",");
    let rest = &tokens[from + usize::from(bracket || comma)..to];
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
