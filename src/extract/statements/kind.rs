//! How a statement is made: the first cue on the way from its main verb down to the act.
//!
//! | cue | kind |
//! |---|---|
//! | "did not steal", "no evidence that", "no data were stolen", "at no time", "returned nothing" | negated |
//! | "could", "may", "would", "plans to", "faces up to 20 years", "if", "had they paid, it would" | hypothetical |
//! | "accused of", "believed to have", "charged with", "blamed on"; "allegedly", "suspected" | alleged |
//! | "denied", "rejected" (`split`); "pleaded not guilty" | denied |
//!
//! "is likely to", "is expected to" are hypothetical like "may"; "was arrested for", "stands accused of", "holds X
//! responsible for" allege like "accused of".
//!
//! "can" states an ability and "will" a promise or a decision, and both are asserted; so are "convicted of" and "pleaded guilty".

use std::ops::Range;

use super::cues;
use super::verbs::{is_regretted, is_silent, of_group};
use crate::extract::clauses::{Class, Clauses, Group, Item, Mood, Token};
use crate::taxonomy::StatementKind;

/// A kind, and the words that show it.
pub(super) type Cued = (StatementKind, Range<usize>);

/// How far down from the main verb a cue is looked for.
const CHAIN: usize = 4;

/// The kind of what the words `content` say, by a cue; without one it is asserted.
pub(super) fn kind(clauses: &Clauses, content: &Range<usize>) -> Option<Cued> {
    let inside = |word: usize| content.contains(&word);
    let main = (0..clauses.groups.len()).find(|at| {
        let group = &clauses.groups[*at];
        inside(group.main) && group.mood == Mood::Finite && !relative(clauses, *at)
    });
    let condition = |word: usize| {
        let token = &clauses.tokens[word];
        // A threat "unless it is paid" was made.
        let threat = || {
            content.clone().any(|at| clauses.tokens[at].lemma().is_some_and(|l| l == "threaten"))
        };
        token.class == Class::Sub
            && match &*token.lower {
                "if" => word < content.start + 2 || is_a_condition(clauses, word),
                "unless" => !threat(),
                _ => false,
            }
    };
    // "If nobody acts, it could be 4 billion": the condition stands first.
    let opens = content.clone().take(2).find(|word| condition(*word));
    if let Some(word) = opens {
        return Some((StatementKind::Hypothetical, word..word + 1));
    }
    if let Some(word) = inverted_condition(clauses, content) {
        return Some((StatementKind::Hypothetical, word..word + 1));
    }
    if let Some(never) = at_no_time(clauses, content) {
        return Some((StatementKind::Negated, never));
    }
    if let Some(main) = main {
        let mut at = charged_after(clauses, main).unwrap_or(main);
        for _ in 0..CHAIN {
            if let Some(cued) = of_group(clauses, at) {
                return Some(cued);
            }
            let next = at + 1;
            let goes_on = clauses.frames.get(next).is_some_and(|frame| frame.governor == Some(at))
                && inside(clauses.groups[next].main);
            if !goes_on {
                break;
            }
            at = next;
        }
    } else if let Some(first) =
        (0..clauses.groups.len()).find(|at| inside(clauses.groups[*at].main))
        && let Some(cued) = of_group(clauses, first)
    {
        return Some(cued);
    }
    if let Some(word) = content.clone().find(|word| condition(*word)) {
        return Some((StatementKind::Hypothetical, word..word + 1));
    }
    // "officers whom it accuses of hacking"
    let accused = clauses.groups.iter().enumerate().filter(|_| !clears(clauses, main));
    let accused = accused.into_iter().find(|(at, group)| {
        let lemma = clauses.tokens[group.main].lemma().unwrap_or_default();
        inside(group.main)
            && matches!(
                lemma,
                "accuse"
                    | "suspect"
                    | "blame"
                    | "charge"
                    | "indict"
                    | "allege"
                    | "attribute"
                    | "ascribe"
                    | "trace"
                    | "link"
                    | "tie"
            )
            && (group.mood == Mood::Finite
                || !matches!(lemma, "attribute" | "link" | "tie" | "trace"))
            && of_group(clauses, *at).is_some_and(|(kind, _)| kind == StatementKind::Alleged)
    });
    if let Some((_, group)) = accused {
        return Some((StatementKind::Alleged, group.main..group.main + 1));
    }
    // "an inquiry that could end in a fine"
    let may = |word: &usize| matches!(&*clauses.tokens[*word].lower, "could" | "might" | "may");
    // "could not be reached", "could not say whether": nothing is said that may be. What "could not be recovered" is gone.
    let mute = |group: &Group| {
        let could = group.modal.is_some_and(|word| &*clauses.tokens[word].lower == "could");
        let silent = || clauses.tokens[group.main].lemma().is_some_and(is_silent);
        group.negation.is_some() && (could || silent())
    };
    let own = |group: &&Group| inside(group.main) && !mute(group) && !is_regretted(clauses, group);
    let mut inner = clauses.groups.iter().filter(own);
    if let Some(word) = inner
        .find_map(|group| group.modal.filter(may))
        .filter(|_| !content.clone().any(|at| cues::is("verdict", &clauses.tokens[at].lower)))
    {
        return Some((StatementKind::Hypothetical, word..word + 1));
    }
    hedged(clauses, content)
}

/// "allegedly", "probably": what stands beside any word; not "supposed to be protected".
fn hedged(clauses: &Clauses, content: &Range<usize>) -> Option<Cued> {
    // "supposed to be protected": what ought to be.
    let ought = |word: usize| {
        clauses.tokens[word].lower.starts_with("suppos")
            && clauses.tokens.get(word + 1).is_some_and(|next| next.class == Class::To)
    };
    let hedge = |word: &usize| cues::is("alleged", &clauses.tokens[*word].lower) && !ought(*word);
    let word = content.clone().find(hedge)?;
    // "a mail that anybody would probably open"
    let would = |group: &&Group| {
        group.modal.is_some_and(|modal| {
            (modal..=group.main).contains(&word) && cues::is("modal", &clauses.tokens[modal].lower)
        })
    };
    if let Some(modal) = clauses.groups.iter().find(would).and_then(|group| group.modal) {
        return Some((StatementKind::Hypothetical, modal..modal + 1));
    }
    Some((StatementKind::Alleged, word..word + 1))
}

/// Whether an "if" in the middle of a sentence makes a condition: not "thousands, if not more, of them", "the IF header",
/// which have no verb.
fn is_a_condition(clauses: &Clauses, word: usize) -> bool {
    let token = &clauses.tokens[word];
    let quoted = |at: Option<usize>| {
        at.and_then(|at| clauses.tokens.get(at)).is_some_and(|token| token.class == Class::Quote)
    };
    let named = token.text == "IF" || quoted(word.checked_sub(1)) && quoted(Some(word + 1));
    let behind = clauses.tokens.get(word + 1..).unwrap_or_default();
    // "if not, the files are sold"
    let alone = behind.get(1).is_some_and(|next| next.class == Class::Comma);
    let ends = |token: &&Token| !matches!(token.class, Class::Comma | Class::Break | Class::Close);
    let short = behind.len().min(CONDITION);
    let own = behind[..short].iter().take_while(ends);
    let own: Vec<&Token> = own.collect();
    let says = own.iter().any(|token| {
        matches!(token.class, Class::Verb | Class::Be | Class::Have | Class::Do | Class::Modal)
    });
    !named && (says || alone || own.len() == CONDITION)
}

/// The verb of a condition is no further behind "if", in words.
const CONDITION: usize = 12;

/// "Had the keys been kept apart, the theft would have failed", "Should they not pay, the files will be sold": a
/// condition without "if", and what hangs on it.
fn inverted_condition(clauses: &Clauses, content: &Range<usize>) -> Option<usize> {
    let first = content.start;
    let after = clauses.tokens.get(first + 1)?.class;
    let subject =
        matches!(after, Class::Det | Class::Noun | Class::Name | Class::Pron | Class::Adj);
    let asks = clauses.tokens.last().is_some_and(|last| last.text == "?");
    let mut behind = clauses.tokens.get(first + 1..content.end)?.iter();
    let opens = match &*clauses.tokens[first].lower {
        "should" => behind.any(|token| token.class == Class::Comma),
        "had" | "were" => behind.any(|t| matches!(&*t.lower, "would" | "could" | "might" | "'d")),
        _ => false,
    };
    (subject && opens && !asks).then_some(first)
}

/// "At no time were our servers hacked": the words before the verb that say never.
fn at_no_time(clauses: &Clauses, content: &Range<usize>) -> Option<Range<usize>> {
    let at = content.clone().take(2).find(|word| {
        &*clauses.tokens[*word].lower == "at"
            && ["time", "point", "stage"]
                .iter()
                .any(|end| clauses.words_behind(*word, &["no", end]))
    })?;
    Some(at..at + 3)
}

/// "was arrested and charged with": the second is what is said.
fn charged_after(clauses: &Clauses, main: usize) -> Option<usize> {
    let next = clauses.groups.get(main + 1)?;
    let lemma = |at: usize| clauses.tokens[clauses.groups[at].main].lemma().unwrap_or_default();
    let first = matches!(lemma(main), "arrest" | "detain" | "extradite" | "name" | "unmask");
    (first
        && next.passive
        && next.mood == Mood::Finite
        && matches!(lemma(main + 1), "charge" | "accuse"))
    .then_some(main + 1)
}

/// Whether a group is the finite verb of a clause that is no relative one.
pub(super) fn is_main(clauses: &Clauses, at: usize) -> bool {
    clauses.groups[at].mood == Mood::Finite && !relative(clauses, at)
}

/// Whether a group is in a relative clause.
pub(super) fn relative(clauses: &Clauses, at: usize) -> bool {
    let item = clauses.groups[at].item;
    let left = |back: usize| item.checked_sub(back).map(|left| clauses.items[left]);
    match left(1) {
        Some(Item::Relative) => true,
        // "a bill that goes to parliament", not "said that is so".
        Some(Item::That) => matches!(left(2), Some(Item::Phrase(_))),
        // "a figure which Telnova rejects", "a note that police think was a ruse"
        Some(Item::Phrase(_)) => match left(2) {
            Some(Item::Relative) => true,
            Some(Item::That) => matches!(left(3), Some(Item::Phrase(_))),
            _ => false,
        },
        _ => false,
    }
}

/// "dropped the charges", "overturned the conviction": what was alleged is not any more.
fn clears(clauses: &Clauses, main: Option<usize>) -> bool {
    main.is_some_and(|main| {
        let lemma = clauses.tokens[clauses.groups[main].main].lemma().unwrap_or_default();
        matches!(lemma, "drop" | "withdraw" | "overturn" | "quash")
    })
}
