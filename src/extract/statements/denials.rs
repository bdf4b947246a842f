//! Denials without a verb of denying: "Islamabad called the charges baseless", "Russia says it buys no
//! arms", "his lawyer said that he never touched a coin", "maintained his innocence".

use super::verbs::is_silent;
use super::{Statement, cues};
use crate::extract::clauses::{Class, Clauses};
use crate::extract::events::Suspects;
use crate::extract::story::Reading;
use crate::taxonomy::{ActorType, StatementKind};

/// Whether a statement is one.
pub(super) fn is_denial(reading: &Reading, statement: &Statement, suspects: &Suspects) -> bool {
    if !matches!(statement.kind, StatementKind::Asserted | StatementKind::Negated) {
        return false;
    }
    let clauses = &reading.sentences[statement.sentence];
    let has = |list: &str| clauses.tokens.iter().any(|token| cues::is(list, &token.lower));
    if has("baseless") || pleads_innocence(clauses) {
        return true;
    }
    let Some(speaker) = statement.speaker else { return false };
    let of_the_accused = speaker
        .actor
        .is_some_and(|actor| reading.actor_type(actor) == ActorType::State || suspects.has(actor));
    let not = clauses.tokens.iter().any(|token| {
        matches!(&*token.lower, "never" | "no" | "not" | "nothing" | "n't" | "neither" | "nor")
    });
    // "China strictly carries out the resolutions"
    let law_abiding = clauses.tokens.iter().any(|token| {
        matches!(&*token.lower, "strictly" | "scrupulously" | "faithfully" | "conscientiously")
    });
    let silent = clauses.groups.iter().any(|group| {
        group.negation.is_some() && clauses.tokens[group.main].lemma().is_some_and(is_silent)
    });
    // "Oslo said that no files were copied", "found no sign of it": nobody is cleared by that.
    let elsewhere = silent || has("evidence") || clauses.groups.iter().any(|group| group.passive);
    // "He insists that he stole nothing."
    let insists = clauses
        .tokens
        .iter()
        .any(|token| matches!(token.lemma(), Some("insist" | "maintain" | "protest" | "swear")));
    not && insists && !elsewhere
        || of_the_accused && law_abiding
        || not && (has("defender") || of_the_accused && !elsewhere)
        || has_no_part(clauses)
        || calls_untrue(clauses)
}

/// "had no role in the theft", "was not involved", "had nothing to do with it".
fn has_no_part(clauses: &Clauses) -> bool {
    let tokens = &clauses.tokens;
    tokens.iter().enumerate().any(|(at, token)| {
        let near = tokens[at + 1..].iter().take(3);
        match &*token.lower {
            "no" => near.take(2).any(|next| cues::is("part", &next.lower)),
            "nothing" => near.take(2).any(|next| &*next.lower == "do"),
            "not" | "n't" | "never" => near.take(2).any(|next| &*next.lower == "involved"),
            _ => false,
        }
    })
}

/// "maintains his innocence", "says that he is innocent", "a plea of not guilty".
fn pleads_innocence(clauses: &Clauses) -> bool {
    let tokens = &clauses.tokens;
    tokens.iter().enumerate().any(|(at, token)| match &*token.lower {
        "innocence" => true,
        "innocent" => at > 0 && tokens[at - 1].class == Class::Be,
        "not" => {
            let plea = || tokens[..at].iter().rev().take(4).any(|t| t.lower.starts_with("plea"));
            clauses.words_behind(at, &["guilty"]) && plea()
        }
        _ => false,
    })
}

/// "is false", "as untrue", "without foundation".
fn calls_untrue(clauses: &Clauses) -> bool {
    let tokens = &clauses.tokens;
    tokens.iter().enumerate().skip(1).any(|(at, token)| {
        let before = &tokens[at - 1];
        match &*token.lower {
            "false" | "wrong" | "incorrect" | "nonsense" => {
                before.class == Class::Be || &*before.lower == "as"
            }
            "foundation" | "merit" | "basis" | "substance" => {
                matches!(&*before.lower, "without" | "no")
            }
            _ => false,
        }
    })
}
