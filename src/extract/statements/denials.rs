//! Denials without a verb of denying: "Islamabad called the charges baseless", "Russia says it buys no
//! arms", "his lawyer said that he never touched a coin", "maintained his innocence".

use super::kind::relative;
use super::verbs::is_silent;
use super::{Statement, cues};
use crate::extract::clauses::{Class, Clauses};
use crate::extract::events::Suspects;
use crate::extract::story::{Party, Reading};
use crate::taxonomy::{ActorType, StatementKind};

/// Whether a statement is one. Of several in its sentence each is judged by its own words: "Washington says that they
/// stole it, a charge that Beijing calls absurd".
pub(super) fn is_denial(
    reading: &Reading,
    statement: &Statement,
    alone: bool,
    suspects: &Suspects,
) -> bool {
    if !matches!(statement.kind, StatementKind::Asserted | StatementKind::Negated) {
        return false;
    }
    let clauses = &reading.sentences[statement.sentence];
    let has = |list: &str| clauses.tokens.iter().any(|token| cues::is(list, &token.lower));
    let rejected = clauses.tokens.iter().any(|token| {
        cues::is("baseless", &token.lower) && (alone || token.span.end() <= statement.span.end())
    });
    if rejected || pleads_innocence(clauses) {
        return true;
    }
    let silent = clauses.groups.iter().any(|group| {
        group.negation.is_some() && clauses.tokens[group.main].lemma().is_some_and(is_silent)
    });
    let Some(speaker) = statement.speaker.filter(|_| !silent) else { return false };
    if opposes_it_all(reading, clauses) {
        return true;
    }
    let of_the_accused = speaker
        .actor
        .is_some_and(|actor| reading.actor_type(actor) == ActorType::State || suspects.has(actor));
    // Of two in a sentence, what the other one says is none of its own.
    let own = |at: usize| alone || statement.span.contains(clauses.tokens[at].span);
    let not = (0..clauses.tokens.len()).any(|at| {
        own(at) && is_not(&clauses.tokens[at].lower) && !of_another(reading, clauses, at, &speaker)
    });
    // "Defence" is a part of a name.
    let defender =
        || clauses.tokens.iter().any(|t| t.mention.is_none() && cues::is("defender", &t.lower));
    // "China strictly carries out the resolutions"
    let law_abiding = clauses.tokens.iter().any(|token| {
        matches!(&*token.lower, "strictly" | "scrupulously" | "faithfully" | "conscientiously")
    });
    // "Oslo said that no files were copied", "found no sign of it": nobody is cleared by that.
    let elsewhere = has("evidence") || clauses.groups.iter().any(|group| group.passive);
    // "He insists that he stole nothing."
    let insists = clauses
        .tokens
        .iter()
        .any(|token| matches!(token.lemma(), Some("insist" | "maintain" | "protest" | "swear")));
    not && insists && !elsewhere
        || of_the_accused && law_abiding
        || not && (defender() || of_the_accused && !elsewhere)
        || has_no_part(clauses, &own)
        || calls_untrue(clauses, &own)
}

/// "China firmly opposes hacking", "combats cyberattacks in all forms": a state of which that is said rejects that it does it. It is
/// the business of police.
fn opposes_it_all(reading: &Reading, clauses: &Clauses) -> bool {
    const DEEDS: &[&str] = &[
        "hacking",
        "hacks",
        "cyberattacks",
        "cyberattack",
        "attacks",
        "cybercrime",
        "cyberespionage",
        "espionage",
        "theft",
        "thefts",
    ];
    clauses.groups.iter().zip(&clauses.frames).any(|(group, frame)| {
        let lemma = clauses.tokens[group.main].lemma();
        let object = frame.object.map_or("", |object| clauses.head(object));
        let state = |subject: usize| {
            let head = &clauses.tokens[clauses.phrases[subject].head];
            let actor = head.mention.and_then(|mention| reading.actor_of(mention));
            actor.is_some_and(|actor| reading.actor_type(actor) == ActorType::State)
        };
        matches!(lemma, Some("oppose" | "combat"))
            && frame.subject.is_some_and(state)
            && group.negation.is_none()
            && DEEDS.contains(&object)
    })
}

/// Whether some word may deny something: without one, a reading of "denied" is a guess from who speaks.
pub(super) fn may_deny(clauses: &Clauses) -> bool {
    // "had not stopped attacking": it goes on. "rejected his appeal", "rejected calls": nobody denies a deed.
    let goes_on = |at: usize| {
        let next = clauses.tokens.get(at + 1).and_then(|token| token.lemma());
        next.is_some_and(|lemma| ENDING.contains(&lemma))
    };
    let appeals = |at: usize| {
        let mut behind = clauses.tokens.iter().skip(at + 1).take(4);
        behind.any(|token| matches!(&*token.lower, "appeal" | "appeals" | "calls"))
    };
    clauses.tokens.iter().enumerate().any(|(at, token)| {
        let lemma = token.lemma().unwrap_or_default();
        is_not(&token.lower) && !goes_on(at)
            || matches!(&*token.lower, "none" | "without" | "cannot" | "strictly" | "only")
            || token.class != Class::Noun
                && ["deny", "brand"].iter().any(|list| cues::is(list, lemma))
                && !appeals(at)
            || ["baseless", "claim"].iter().any(|list| cues::is(list, &token.lower))
            || UNTRUE.contains(&&*token.lower)
    })
}

/// Who has not done so goes on.
const ENDING: &[&str] = &["stop", "cease", "end", "halt", "quit", "finish"];

/// Words of what is not so, or not done, beside those that call it baseless.
const UNTRUE: &[&str] = &[
    "denial",
    "denials",
    "dismissal",
    "fabricating",
    "fabrications",
    "fake",
    "false",
    "falsely",
    "incorrect",
    "innocence",
    "innocent",
    "legitimate",
    "lie",
    "lied",
    "lies",
    "misunderstanding",
    "myth",
    "refused",
    "slanderous",
    "unaware",
    "unjust",
    "wrong",
    "wrongly",
];

fn is_not(lower: &str) -> bool {
    matches!(lower, "never" | "no" | "not" | "nothing" | "nobody" | "n't" | "neither" | "nor")
}

/// Whether what a "not" denies is the deed of somebody else than the speaker ("Kyiv said Moscow had not stopped"), or no deed ("would
/// not tolerate such attacks").
fn of_another(reading: &Reading, clauses: &Clauses, not: usize, speaker: &Party) -> bool {
    let before = |at: &usize| clauses.groups[*at].words.start <= not;
    let own = |at: &usize| clauses.groups[*at].negation == Some(not);
    let mut groups = 0..clauses.groups.len();
    let Some(group) = groups.clone().find(own).or_else(|| groups.rfind(before)) else {
        return false;
    };
    let lemma = clauses.tokens[clauses.groups[group].main].lemma().unwrap_or_default();
    if matches!(lemma, "tolerate" | "accept" | "allow" | "hesitate" | "forget" | "forgive") {
        return true;
    }
    let Some(subject) = clauses.frames[group].subject else { return false };
    let mut named = clauses.words(subject).iter().filter_map(|token| token.mention);
    let other =
        |mention| reading.actor_of(mention).is_some_and(|a| speaker.actor.is_some_and(|s| s != a));
    named.any(other)
}

/// "had no role in the theft", "was not involved", "had nothing to do with it".
fn has_no_part(clauses: &Clauses, own: &dyn Fn(usize) -> bool) -> bool {
    let tokens = &clauses.tokens;
    tokens.iter().enumerate().any(|(at, token)| {
        let near = tokens[at + 1..].iter().take(3);
        if !own(at) {
            return false;
        }
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
        // "John Doe, who pleaded not guilty, stole": told in passing.
        "not" if in_passing(clauses, at) => false,
        "not" => {
            let plea = || tokens[..at].iter().rev().take(4).any(|t| t.lower.starts_with("plea"));
            clauses.words_behind(at, &["guilty"]) && plea()
        }
        _ => false,
    })
}

/// Whether a word stands right behind the verb of a relative clause.
fn in_passing(clauses: &Clauses, word: usize) -> bool {
    (0..clauses.groups.len())
        .any(|at| clauses.groups[at].words.end == word && relative(clauses, at))
}

/// "is false", "as untrue", "without foundation", "made up", "politically motivated".
fn calls_untrue(clauses: &Clauses, own: &dyn Fn(usize) -> bool) -> bool {
    let tokens = &clauses.tokens;
    tokens.iter().enumerate().skip(1).any(|(at, token)| {
        let before = &tokens[at - 1];
        if !own(at) {
            return false;
        }
        match &*token.lower {
            "false" | "wrong" | "incorrect" | "nonsense" => {
                before.class == Class::Be || &*before.lower == "as"
            }
            // Not "made up of", "made up for".
            "up" => {
                let by = tokens.get(at + 1).is_none_or(|next| {
                    &*next.lower == "by" || !next.lower.starts_with(char::is_alphanumeric)
                });
                &*before.lower == "made" && by
            }
            "motivated" => &*before.lower == "politically",
            "foundation" | "merit" | "basis" | "substance" => {
                matches!(&*before.lower, "without" | "no")
            }
            _ => false,
        }
    })
}
