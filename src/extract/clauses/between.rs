//! What stands between an auxiliary, or several subjects, and their verb, and belongs to the verb like an adverb.
//!
//! | words | adverb |
//! |---|---|
//! | "has long denied", "has since denied", "had earlier denied" | "long", "since", "earlier" |
//! | "the court there found" | "there" |
//! | "has in the past rejected", "has for years denied" | all between the two verbs |
//! | "Moscow and Pyongyang both deny" | "both" |
//! | "X, Y and Z all said", "the banks each lost" | "all", "each" |
//! | "Google itself said" | "itself" |
//! | "Detailed plans were" at the beginning of a sentence | none: "detailed" describes |

use super::lexicon::{Forms, verb};
use super::tokens::{Class, Token};

/// So many words at most are a time between two verbs: "in the past few years".
const TIME: usize = 6;

/// Nouns that such a time ends with.
const TIMES: &[&str] = &[
    "past",
    "year",
    "years",
    "month",
    "months",
    "week",
    "weeks",
    "day",
    "days",
    "decade",
    "decades",
    "times",
    "occasions",
];

/// Makes such words adverbs. Verbs are not settled yet.
pub(super) fn set_between(tokens: &mut [Token]) {
    if let Some(first) = tokens.first_mut()
        && &*first.lower == "detailed"
    {
        first.class = Class::Adj;
    }
    for at in 1..tokens.len() {
        match &*tokens[at].lower {
            "long" | "since" if tokens[at - 1].class == Class::Have && goes_on(tokens, at + 1) => {
                tokens[at].class = Class::Adv;
            }
            // "had earlier denied", "was earlier hacked", "Moscow earlier denied"
            "earlier"
                if matches!(tokens[at - 1].class, Class::Have | Class::Be)
                    && goes_on(tokens, at + 1)
                    || is_nominal(&tokens[at - 1])
                        && !TIMES.contains(&&*tokens[at - 1].lower)
                        && !matches!(&*tokens[at - 1].lower, "hour" | "hours" | "minutes")
                        && finite(tokens, at + 1) =>
            {
                tokens[at].class = Class::Adv;
            }
            // "the court there found": nobody of that name speaks.
            "there" if is_nominal(&tokens[at - 1]) && is_past(tokens, at + 1) => {
                tokens[at].class = Class::Adv;
            }
            "in" | "for" | "over" | "since" if tokens[at - 1].class == Class::Have => {
                if let Some(end) = time(tokens, at) {
                    for token in &mut tokens[at..end] {
                        token.class = Class::Adv;
                    }
                }
            }
            "both" if is_joined(tokens, at) && finite(tokens, at + 1) => {
                tokens[at].class = Class::Adv;
            }
            // Not "in Oslo and Bergen all banks".
            "all" | "each" if is_several(tokens, at) && is_done(tokens, at + 1) => {
                tokens[at].class = Class::Adv;
            }
            "itself" | "himself" | "herself" | "themselves"
                if is_nominal(&tokens[at - 1]) && finite(tokens, at + 1) =>
            {
                tokens[at].class = Class::Adv;
            }
            _ => {}
        }
    }
}

/// Whether a word is a noun or a name, and could be no verb.
fn is_nominal(token: &Token) -> bool {
    token.class == Class::Name || token.class == Class::Noun && forms(token) == Forms::default()
}

/// The forms of the verb that a word may be.
fn forms(token: &Token) -> Forms {
    let plain = token.class == Class::Noun;
    plain.then(|| verb(&token.lower)).flatten().map(|verb| verb.forms).unwrap_or_default()
}

/// Whether what "has" helps stands at a word: "denied", "been".
fn goes_on(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.class == Class::Be || forms(token).participle)
}

/// Where the time that a preposition opens ends, if the verb stands there.
fn time(tokens: &[Token], preposition: usize) -> Option<usize> {
    let ends = |end: &usize| {
        let last = &tokens[end - 1];
        let time = last.class == Class::Time || TIMES.contains(&&*last.lower);
        time && goes_on(tokens, *end)
    };
    let to = tokens.len().min(preposition + TIME);
    (preposition + 2..to).find(ends)
}

/// Whether "and" joins the noun or name before a word to another one.
fn is_joined(tokens: &[Token], at: usize) -> bool {
    let mut before = tokens[..at].iter().rev().take(TIME);
    let joined = before.find(|token| !is_nominal(token) && token.class != Class::Det);
    is_nominal(&tokens[at - 1]) && joined.is_some_and(|token| token.class == Class::Conj)
}

/// Whether several are named before a word.
fn is_several(tokens: &[Token], at: usize) -> bool {
    let before = &tokens[at - 1];
    is_joined(tokens, at) || is_nominal(before) && before.lower.ends_with('s')
}

/// Whether a past or an auxiliary stands at a word, which could be no noun.
fn is_done(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        let Forms { base, past, .. } = forms(token);
        past && !base || token.auxiliary()
    })
}

/// Whether a word can be the past of a verb: not "in the city there was".
fn is_past(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| forms(token).past)
}

/// Whether a finite verb may begin at a word.
fn finite(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        let Forms { base, third, past, .. } = forms(token);
        base || third || past || token.auxiliary()
    })
}
