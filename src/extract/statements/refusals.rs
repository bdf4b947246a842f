//! Verbs of denying that deny nothing said: "dismissed two workers", "rejected his appeal", "denied him bail".

use super::cues;
use crate::extract::clauses::{Clauses, Item};

/// What a court or an office grants or refuses.
const GRANTED: &[&str] = &[
    "access",
    "admission",
    "appeal",
    "appeals",
    "application",
    "applications",
    "bail",
    "benefits",
    "bid",
    "bids",
    "bill",
    "call",
    "calls",
    "credit",
    "deal",
    "demand",
    "demands",
    "entry",
    "extradition",
    "lawsuit",
    "lawsuits",
    "loan",
    "loans",
    "motion",
    "motions",
    "offer",
    "offers",
    "permission",
    "petition",
    "plan",
    "plea",
    "proposal",
    "request",
    "requests",
    "service",
    "suit",
    "visa",
    "visas",
];

/// Who is dismissed.
const DISMISSED: &[&str] = &[
    "case",
    "ceo",
    "chief",
    "clerk",
    "director",
    "employee",
    "employees",
    "executive",
    "guard",
    "head",
    "him",
    "manager",
    "minister",
    "official",
    "officials",
    "officer",
    "officers",
    "staff",
    "staffer",
    "them",
    "worker",
    "workers",
];

/// What else is said of somebody, and waved away.
const TALK: &[&str] = &["talk", "criticism", "concerns", "questions", "speculation", "warnings"];

/// "brushed aside the report", "shrugged off accusations": verbs that deny only with another word.
pub(super) fn waves_away(clauses: &Clauses, at: usize) -> bool {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let verb = matches!(
        clauses.tokens[group.main].lemma(),
        Some("brush" | "shrug" | "laugh" | "wave" | "knock" | "shoot" | "bat" | "swat")
    );
    let next = group.main + 1;
    let away = clauses
        .tokens
        .get(next)
        .is_some_and(|t| matches!(&*t.lower, "aside" | "off" | "away" | "down"));
    let claim = |phrase: usize| {
        let said = |lower: &str| cues::is("claim", lower) || TALK.contains(&lower);
        clauses.words(phrase).iter().any(|word| said(&word.lower))
    };
    let behind = frame.preps.iter().find(|(word, _)| *word == next).map(|(_, phrase)| *phrase);
    let what = if group.passive { frame.subject } else { frame.object.or(behind) };
    verb && away && what.is_some_and(claim)
}

/// Whether a verb of denying refuses somebody something, or sends somebody away.
pub(super) fn refuses(clauses: &Clauses, at: usize) -> bool {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let Some(object) = frame.object else { return false };
    let lemma = clauses.tokens[group.main].lemma().unwrap_or_default();
    let head = clauses.head(object);
    // "dismissed the case as a fantasy"
    let as_what = frame.preps.iter().any(|(word, _)| &*clauses.tokens[*word].lower == "as");
    if as_what || cues::is("claim", head) {
        return false;
    }
    let item = clauses.phrases[object].item;
    let two_objects =
        item > group.item && matches!(clauses.items.get(item + 1), Some(Item::Phrase(_)));
    match lemma {
        // "Both deny any arms deal": only a judge denies a plan by refusing it.
        "deny" => {
            let judge =
                || frame.subject.is_some_and(|subject| cues::is("judge", clauses.head(subject)));
            let struck = matches!(head, "deal" | "plan" | "offer" | "offers" | "proposal");
            two_objects || GRANTED.contains(&head) && (!struck || judge())
        }
        "reject" => GRANTED.contains(&head),
        "dismiss" => GRANTED.contains(&head) || DISMISSED.contains(&head),
        _ => false,
    }
}
