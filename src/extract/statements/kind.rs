//! How a statement is made: the first cue on the way from its main verb down to the act.
//!
//! | cue | kind |
//! |---|---|
//! | "did not steal", "no evidence that", "no data were stolen" | negated |
//! | "could", "may", "would", "plans to", "faces up to 20 years", "if" | hypothetical |
//! | "accused of", "believed to have", "charged with", "blamed on"; "allegedly", "suspected" | alleged |
//! | "denied", "rejected" (`split`); "pleaded not guilty" | denied |
//!
//! "is likely to", "is expected to" are hypothetical like "may"; "was arrested for", "stands accused of", "holds X
//! responsible for" allege like "accused of".
//!
//! "can" states an ability and "will" a promise or a decision, and both are asserted; so are "convicted of" and "pleaded guilty".

use std::ops::Range;

use super::cues;
use crate::extract::clauses::{Class, Clauses, Item, Mood};
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
                "if" => true,
                "unless" => !threat(),
                _ => false,
            }
    };
    // "If nobody acts, it could be 4 billion": the condition stands first.
    let opens = content.clone().take(2).find(|word| condition(*word));
    if let Some(word) = opens {
        return Some((StatementKind::Hypothetical, word..word + 1));
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
    let mut inner = clauses.groups.iter().filter(|group| inside(group.main));
    if let Some(word) = inner
        .find_map(|group| group.modal.filter(may))
        .filter(|_| !content.clone().any(|at| cues::is("verdict", &clauses.tokens[at].lower)))
    {
        return Some((StatementKind::Hypothetical, word..word + 1));
    }
    let hedge = |word: &usize| cues::is("alleged", &clauses.tokens[*word].lower);
    content.clone().find(hedge).map(|word| (StatementKind::Alleged, word..word + 1))
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

/// What a verb group says of how sure its clause is.
fn of_group(clauses: &Clauses, at: usize) -> Option<Cued> {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let lemma = clauses.tokens[group.main].lemma().unwrap_or_default();
    if let Some(word) = group.negation {
        let only = clauses.tokens.get(word + 1).is_some_and(|next| &*next.lower == "only");
        // "did not say how": nothing is said not to have happened.
        let silent = is_silent(lemma) || lemma == "rule" || is_unclear(clauses, group.main);
        if !only && !silent {
            return Some((StatementKind::Negated, word..group.main + 1));
        }
    }
    if let Some(word) = nothing(clauses, frame.subject).or_else(|| no_evidence(clauses, at)) {
        return Some((StatementKind::Negated, word));
    }
    // "would not say", "could not be reached"
    let mute = group.negation.is_some() && is_silent(lemma);
    let modal = group.modal.filter(|word| cues::is("modal", &clauses.tokens[*word].lower));
    if let Some(word) = modal.filter(|_| !mute) {
        return Some((StatementKind::Hypothetical, word..word + 1));
    }
    if let Some(word) = may_be(clauses, at) {
        return Some((StatementKind::Hypothetical, word));
    }
    let followed = |prepositions: &[&str]| {
        let next = group.particle.unwrap_or(group.main) + 1;
        let complement = clauses.frames.get(at + 1).is_some_and(|frame| frame.governor == Some(at));
        let preposition = frame
            .preps
            .iter()
            .any(|(word, _)| prepositions.contains(&&*clauses.tokens[*word].lower));
        let right =
            clauses.tokens.get(next).is_some_and(|token| prepositions.contains(&&*token.lower));
        preposition || right || complement && prepositions.contains(&"to")
    };
    let whole = group.main..group.main + 1;
    // "had probably come in", "likely stayed"
    let edge = group.words.start.saturating_sub(1)..group.words.end;
    let guess = |word: &usize| matches!(&*clauses.tokens[*word].lower, "probably" | "likely");
    if let Some(word) = edge.clone().find(guess) {
        return Some((StatementKind::Alleged, word..word + 1));
    }
    if matches!(lemma, "arrest" | "detain" | "extradite" | "raid" | "hold" | "want" | "seize")
        && is_for_a_deed(clauses, at)
    {
        return Some((StatementKind::Alleged, whole));
    }
    if group.passive {
        if lemma == "expect" && followed(&["to"]) {
            return Some((StatementKind::Hypothetical, whole));
        }
        let alleged = match lemma {
            "accuse" | "suspect" | "allege" | "indict" | "implicate" | "presume" | "rumor"
            | "rumour" => true,
            "charge" => followed(&["with", "in", "over", "for"]),
            "blame" => followed(&["on", "for"]),
            "attribute" | "link" | "tie" | "connect" => followed(&["to", "with"]),
            "believe" | "think" | "say" | "consider" | "assume" | "report" | "suppose" => {
                followed(&["to"])
            }
            _ => false,
        };
        return alleged.then_some((StatementKind::Alleged, whole));
    }
    let infinitive = clauses.frames.get(at + 1).is_some_and(|frame| frame.governor == Some(at))
        && clauses.groups[at + 1].mood == Mood::Infinitive;
    let object_has = |words: &[&str]| {
        frame
            .object
            .is_some_and(|o| clauses.words(o).iter().any(|word| words.contains(&&*word.lower)))
    };
    if lemma == "plead"
        && clauses.tokens.get(group.main + 1).is_some_and(|next| &*next.lower == "not")
    {
        return Some((StatementKind::Denied, group.main..group.main + 2));
    }
    if lemma == "acquit" {
        return Some((StatementKind::Negated, whole));
    }
    let nor = group.words.start.checked_sub(1).is_some_and(|b| &*clauses.tokens[b].lower == "nor");
    if group.mood == Mood::Finite && matches!(lemma, "deny" | "dispute") && !nor {
        return Some((StatementKind::Denied, whole));
    }
    if lemma == "face"
        && (object_has(&["maximum", "years", "sentence", "prison", "penalty", "months", "fine"])
            || object_has(&["year"])
            || clauses.words_behind(group.main, &["up", "to"]))
    {
        return Some((StatementKind::Hypothetical, whole));
    }
    // "carries a maximum sentence of ten years", "is punishable by", "the maximum penalty is"
    let penalty = ["maximum", "penalty", "penalties", "sentence"];
    let subject_has =
        || frame.subject.is_some_and(|s| clauses.words(s).iter().any(|w| &*w.lower == "maximum"));
    if lemma == "carry" && object_has(&penalty)
        || clauses.words_behind(group.main, &["punishable"])
        || lemma.is_empty() && subject_has()
    {
        return Some((StatementKind::Hypothetical, whole));
    }
    match lemma {
        "accuse" | "blame" | "allege" | "suspect" | "implicate" | "indict" | "claim" => {
            Some((StatementKind::Alleged, whole))
        }
        // "stands accused of", "faces charges of", "awaits trial for"
        "stand" if clauses.words_behind(group.main, &["accused"]) => {
            Some((StatementKind::Alleged, whole))
        }
        "face" | "stand" | "await"
            if object_has(&[
                "charge",
                "charges",
                "trial",
                "accusations",
                "allegations",
                "extradition",
                "indictment",
                "counts",
            ]) =>
        {
            Some((StatementKind::Alleged, whole))
        }
        // "received information that": somebody says so.
        "receive" | "get" | "obtain"
            if object_has(&["information", "reports", "allegations", "claims", "tips"])
                && clauses.tokens[group.main..].iter().any(|t| t.class == Class::That) =>
        {
            Some((StatementKind::Alleged, whole))
        }
        // "is looking into whether"
        "look" | "investigate" | "examine" | "consider" | "probe"
            if clauses.tokens[group.main..].iter().take(5).any(|t| &*t.lower == "whether") =>
        {
            Some((StatementKind::Hypothetical, whole))
        }
        "hold" if clauses.tokens[group.main..].iter().any(|t| &*t.lower == "responsible") => {
            Some((StatementKind::Alleged, whole))
        }
        "point" if object_has(&["finger"]) || followed(&["at"]) => {
            Some((StatementKind::Alleged, whole))
        }
        "charge" if frame.object.is_some() || followed(&["with", "in", "over", "for"]) => {
            Some((StatementKind::Alleged, whole))
        }
        "attribute" | "ascribe" | "link" | "tie" | "connect" | "trace"
            if followed(&["to", "with"]) =>
        {
            Some((StatementKind::Alleged, whole))
        }
        // "sanctioned three bankers", "imposed sanctions on"
        "sanction" | "designate" if frame.object.is_some() => Some((StatementKind::Alleged, whole)),
        "impose" if object_has(&["sanctions"]) => Some((StatementKind::Alleged, whole)),
        "believe" | "think" => Some((StatementKind::Alleged, whole)),
        "appear" | "seem" if infinitive => Some((StatementKind::Alleged, whole)),
        _ if cues::is("future", lemma)
            && (infinitive || matches!(lemma, "fear" | "expect" | "predict")) =>
        {
            Some((StatementKind::Hypothetical, whole))
        }
        _ => None,
    }
}

/// Whether a verb that is denied leaves open what happened: "did not say how".
fn is_silent(lemma: &str) -> bool {
    cues::is("say", lemma) || cues::is("silent", lemma)
}

/// "is not clear", "was not immediately known", "is not the first": nothing is said not to have
/// happened.
fn is_unclear(clauses: &Clauses, be: usize) -> bool {
    let behind = clauses.tokens[be + 1..].iter().take(4);
    clauses.tokens[be].lemma().is_none()
        && behind.into_iter().any(|token| cues::is("unclear", &token.lower))
}

/// "is likely to", "is possible", "can be fined", "has not ruled out".
fn may_be(clauses: &Clauses, at: usize) -> Option<Range<usize>> {
    let group = &clauses.groups[at];
    let lemma = clauses.tokens[group.main].lemma();
    let penal = matches!(
        lemma,
        Some("fine" | "jail" | "suspend" | "sentence" | "imprison" | "send" | "punish" | "face")
    );
    let can = |word: &usize| &*clauses.tokens[*word].lower == "can";
    if let Some(word) = group.modal.filter(can).filter(|_| group.passive && penal) {
        return Some(word..word + 1);
    }
    if group.negation.is_some() && lemma == Some("rule") {
        return Some(group.main..group.main + 1);
    }
    if lemma.is_some() {
        return None;
    }
    // A copula.
    let behind = group.main + 1..clauses.tokens.len().min(group.main + 4);
    behind.into_iter().find_map(|at| {
        let to = clauses.tokens.get(at + 1).is_some_and(|next| next.class == Class::To);
        let may = match &*clauses.tokens[at].lower {
            "likely" | "unlikely" | "possible" | "probable" | "conceivable" => true,
            "set" | "due" | "poised" | "about" | "bound" => to,
            _ => false,
        };
        may.then_some(at..at + 1)
    })
}

/// "dropped the charges", "overturned the conviction": what was alleged is not any more.
fn clears(clauses: &Clauses, main: Option<usize>) -> bool {
    main.is_some_and(|main| {
        let lemma = clauses.tokens[clauses.groups[main].main].lemma().unwrap_or_default();
        matches!(lemma, "drop" | "withdraw" | "overturn" | "quash")
    })
}

/// Whether a verb such as "arrest" is for a deed: "arrested for hacking", "over the theft".
fn is_for_a_deed(clauses: &Clauses, at: usize) -> bool {
    let frame = &clauses.frames[at];
    let lower = |word: usize| &*clauses.tokens[word].lower;
    let over = frame.preps.iter().any(|(word, phrase)| {
        let charge = matches!(
            clauses.head(*phrase),
            "charge" | "charges" | "suspicion" | "accusations" | "allegations"
        );
        lower(*word) == "over"
            || lower(*word) == "on" && charge
            || lower(*word) == "for"
                && clauses.words(*phrase).iter().any(|token| cues::is("threat", &token.lower))
            || lower(*word) == "in" && clauses.head(*phrase) == "connection"
    });
    let complement = clauses.groups.get(at + 1).is_some_and(|next| {
        clauses.frames[at + 1].governor == Some(at)
            && next.mood == Mood::Gerund
            && next.words.start > 0
            && matches!(lower(next.words.start - 1), "for" | "of")
    });
    over || complement
}

/// "no data", "nothing", "none of the files" as a subject.
fn nothing(clauses: &Clauses, subject: Option<usize>) -> Option<Range<usize>> {
    let first = clauses.phrases[subject?].words.start;
    let word = &clauses.tokens[first].lower;
    matches!(&**word, "no" | "nothing" | "none" | "nobody" | "neither").then_some(first..first + 1)
}

/// "There is no evidence that", "found no sign of".
fn no_evidence(clauses: &Clauses, at: usize) -> Option<Range<usize>> {
    let object = clauses.frames[at].object?;
    let words = clauses.phrases[object].words.clone();
    // "has seen no intrusion", "received no demand"
    let verb = clauses.tokens[clauses.groups[at].main].lemma().unwrap_or_default();
    let had =
        matches!(verb, "see" | "receive" | "lose" | "get" | "take" | "pay" | "find" | "steal");
    if had && &*clauses.tokens[words.start].lower == "no" {
        return Some(words);
    }
    let none = matches!(&*clauses.tokens[words.start].lower, "no" | "little" | "without");
    (none && cues::is("evidence", clauses.head(object))).then_some(words)
}
