//! Verbs, known by their form and the word before, without a tagger: from `verbs.txt` and the
//! endings of English.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::nouns;
use super::tokens::{Kind, Token, Tokens};

/// What form a verb has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// "has", "was", "will be".
    Auxiliary,
    /// "stole", "stolen", "fined", "demanding".
    Participle,
    /// "steals", "to steal".
    Base,
    /// "totaling", "worth": says how much, and belongs to a noun.
    Measuring,
}

/// The forms of `verbs.txt`, true for those that no noun has: "stole", not "cost".
static FORMS: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    let lines = include_str!("verbs.txt").lines().filter(|line| !line.starts_with('#'));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    for word in words {
        let past = IRREGULAR.contains(&word);
        forms.insert(word.to_owned(), past);
        if !past {
            let ending = if word.ends_with(['s', 'x', 'z', 'h']) { "es" } else { "s" };
            let third = match word.strip_suffix('y') {
                Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
                _ => format!("{word}{ending}"),
            };
            forms.insert(third, false);
        }
    }
    forms
});

/// Past forms without the ending of one.
const IRREGULAR: &[&str] = &[
    "became",
    "bought",
    "brought",
    "built",
    "burnt",
    "came",
    "fallen",
    "fell",
    "froze",
    "frozen",
    "gave",
    "given",
    "gone",
    "got",
    "gotten",
    "hid",
    "hidden",
    "grew",
    "grown",
    "held",
    "kept",
    "laid",
    "left",
    "lent",
    "lost",
    "made",
    "paid",
    "ran",
    "repaid",
    "risen",
    "rose",
    "said",
    "sent",
    "sold",
    "sought",
    "spent",
    "stole",
    "stolen",
    "stood",
    "taken",
    "told",
    "took",
    "went",
    "withdrawn",
    "withdrew",
    "written",
    "wrote",
];

const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being"];

/// The verb at `at`, if the word there is one.
pub(super) fn verb(tokens: &[Token<'_>], at: usize) -> Option<Verb> {
    let token = tokens.at(at).filter(|t| t.kind == Kind::Word && t.text.len() > 1)?;
    let lower = &*token.lower;
    // "crypto-related", "state-backed"
    if (token.glued && tokens.before(at).is_some_and(Token::dash)) || tokens.hyphen(at + 1) {
        return None;
    }
    if BE.contains(&lower) || matches!(lower, "has" | "have" | "had" | "having") {
        return Some(Verb::Auxiliary);
    }
    if matches!(
        lower,
        "totaling"
            | "totalling"
            | "exceeding"
            | "ranging"
            | "including"
            | "estimated"
            | "valued"
            | "based"
            | "according"
            | "following"
    ) {
        return Some(Verb::Measuring);
    }
    match FORMS.get(lower) {
        Some(true) => return Some(Verb::Participle),
        Some(false) if past_unchanged(lower) && !nominal(tokens, at) => {
            return Some(Verb::Participle);
        }
        Some(false) => return finite(tokens, at).then_some(Verb::Base),
        None => {}
    }
    let name = token.capital() && at > 0;
    let past = lower.len() > 4
        && lower.ends_with("ed")
        && !matches!(
            lower,
            "hundred" | "indeed" | "united" | "naked" | "kindred" | "limited" | "armed"
        );
    let doing = lower.len() > 5
        && lower.ends_with("ing")
        && !nominal(tokens, at)
        && (!thing(lower) || progressive(tokens, at));
    ((past || doing) && !name).then_some(Verb::Participle)
}

/// "cost", "cut", "put": the past looks like the base.
fn past_unchanged(lower: &str) -> bool {
    matches!(lower, "cost" | "cut" | "hit" | "put" | "set" | "split")
}

/// Words in -ing that are nouns more often than verbs.
fn thing(lower: &str) -> bool {
    matches!(
        lower,
        "banking"
            | "beginning"
            | "building"
            | "ceiling"
            | "clothing"
            | "evening"
            | "financing"
            | "funding"
            | "holding"
            | "housing"
            | "meeting"
            | "mining"
            | "morning"
            | "nothing"
            | "offering"
            | "ruling"
            | "something"
            | "spending"
            | "anything"
            | "everything"
            | "trading"
            | "training"
            | "during"
            | "standing"
            | "warning"
            | "filing"
            | "hearing"
    )
}

/// "is offering up to $10 million": behind "be" some of them are verbs, where their object follows.
fn progressive(tokens: &[Token<'_>], at: usize) -> bool {
    const DONE: &[&str] = &[
        "building",
        "financing",
        "funding",
        "holding",
        "housing",
        "mining",
        "offering",
        "spending",
        "trading",
        "training",
    ];
    const ENDS: &[&str] = &["of", "for", "from", "in", "at", "on", "by", "with", "and", "or"];
    let ends = tokens.at(at + 1).is_none_or(|t| t.kind == Kind::Mark || ENDS.contains(&&*t.lower));
    tokens.is_any(at, DONE) && !ends && be_before(tokens, at).is_some()
}

/// Whether the word before makes a noun of the word at `at`: "the cost", "its earning".
fn nominal(tokens: &[Token<'_>], at: usize) -> bool {
    const DETERMINERS: &[&str] = &[
        "a", "an", "the", "this", "that", "its", "their", "his", "her", "our", "no", "any", "each",
        "of", "total", "annual", "new", "record", "in", "for", "at", "with", "on", "and",
    ];
    tokens.before(at).is_some_and(|t| {
        DETERMINERS.contains(&&*t.lower) && !(t.lower == "that" || t.lower == "and")
            || t.lower.ends_with("'s")
    }) && !doing_after_preposition(tokens, at)
}

/// "by defrauding clients", "of stealing $5": a preposition makes no noun of what is done.
fn doing_after_preposition(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].lower.ends_with("ing")
        && tokens
            .before(at)
            .is_some_and(|t| matches!(&*t.lower, "of" | "in" | "for" | "at" | "with" | "on"))
        && !tokens.is(at + 1, "of")
}

/// Whether a base form, or one in -s, can only be a verb where it stands: "to demand", "the group
/// demands $5", but no "a demand", "demands of".
fn finite(tokens: &[Token<'_>], at: usize) -> bool {
    const AUXILIARIES: &[&str] = &[
        "to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "not",
        "did", "do", "does", "they", "we", "you", "i", "who", "which", "that", "it", "he", "she",
        "let", "help", "also", "n't", "didn't", "doesn't", "don't", "won't", "cannot", "can't",
    ];
    const AFTER_NOUN: &[&str] = &[
        "of", "from", "by", "in", "and", "or", ",", ".", "were", "are", "is", "was", ")", "for",
        "worth", "to", "on", "have", "has",
    ];
    let Some(before) = tokens.before(at) else { return false };
    if AUXILIARIES.contains(&&*before.lower) || before.lower.ends_with("ly") {
        return true;
    }
    let third = tokens[at].lower.ends_with('s');
    let subject =
        before.kind == Kind::Word && !nouns::stops(before) && !before.lower.ends_with("'s");
    let plural = nouns::plural(before);
    let followed = tokens.at(at + 1).is_some_and(|t| {
        let doing = t.kind == Kind::Word && t.lower.ends_with("ing");
        !doing && !AFTER_NOUN.contains(&&*t.lower)
    });
    subject && followed && (third != plural)
}

/// The form of "be" that makes the participle at `verb` passive, over adverbs and "not".
pub(super) fn be_before(tokens: &[Token<'_>], verb: usize) -> Option<usize> {
    let skipped = |at: &usize| {
        let lower = &*tokens[*at].lower;
        lower.ends_with("ly")
            || matches!(
                lower,
                "not" | "also" | "been" | "being" | "later" | "never" | "then" | "now"
            )
    };
    let mut back = (verb.saturating_sub(4)..verb).rev().skip_while(skipped);
    let be = back.next().filter(|at| {
        BE.contains(&&*tokens[*at].lower)
            || (tokens.is_any(at + 1, &["been"]) && tokens.is_any(*at, &["has", "have", "had"]))
    })?;
    // "will be fined", "has been fined": the subject stands before all of them.
    let first = (be.saturating_sub(3)..be)
        .rev()
        .take_while(|at| {
            tokens.is_any(
                *at,
                &[
                    "will", "would", "could", "may", "must", "should", "to", "has", "have", "had",
                    "not", "also",
                ],
            )
        })
        .last();
    Some(first.unwrap_or(be))
}

/// Whether the verb at `verb` sets its subject equal to a sum: "was", "totalled", "rose to".
pub(super) fn equals(tokens: &[Token<'_>], verb: usize) -> bool {
    const EQUAL: &[&str] = &[
        "totalled",
        "totaled",
        "reached",
        "exceeded",
        "topped",
        "amounted",
        "averaged",
        "hit",
        "stood",
        "came",
        "rose",
        "fell",
        "climbed",
        "grew",
        "totals",
        "exceeds",
        "reaches",
        "surpassed",
        "dropped",
        "jumped",
        "swelled",
        "stands",
    ];
    let word = &*tokens[verb].lower;
    matches!(word, "is" | "are" | "was" | "were") || EQUAL.contains(&word)
}

/// Whether the word is a verb of saying, whose clause has the sum as its subject.
pub(super) fn reports(token: &Token<'_>) -> bool {
    matches!(
        &*token.lower,
        "said"
            | "say"
            | "says"
            | "told"
            | "reported"
            | "announced"
            | "alleged"
            | "claimed"
            | "warned"
            | "added"
            | "noted"
            | "stated"
            | "saying"
            | "estimates"
            | "reports"
    )
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    /// The words of `text` that are verbs.
    fn found(text: &str) -> Vec<&str> {
        let tokens = tokens(text);
        (0..tokens.len())
            .filter(|at| verb(&tokens, *at).is_some())
            .map(|at| tokens[at].text)
            .collect()
    }

    #[test]
    fn verbs_by_their_forms() {
        assert_eq!(found("the gang stole and laundered money"), ["stole", "laundered"]);
        assert_eq!(found("they refused to pay the fine"), ["refused", "pay"]);
        assert_eq!(found("the group demands $5"), ["demands"]);
        assert_eq!(found("by defrauding clients"), ["defrauding"]);
        assert_eq!(found("the cleanup cost the city"), ["cost"]);
        assert_eq!(found("it is now offering $5"), ["is", "offering"]);
    }

    #[test]
    fn nouns_of_the_same_form() {
        assert!(found("a demand of $5").is_empty());
        assert!(found("the cost of it").is_empty());
        assert!(found("ransom demands of $5").is_empty());
        assert!(found("a meeting of the United Nations").is_empty());
        assert_eq!(found("the sum is funding for it"), ["is"]);
        assert!(found("sales of clothing").is_empty());
    }

    #[test]
    fn passives() {
        for (text, be) in [
            ("it was later fined", Some("was")),
            ("it will be fined", Some("will")),
            ("it has been robbed", Some("has")),
            ("a judge fined", None),
        ] {
            let tokens = tokens(text);
            let found = be_before(&tokens, tokens.len() - 1).map(|at| tokens[at].text);
            assert_eq!(found, be, "{text}");
        }
    }
}
