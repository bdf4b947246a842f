//! Nouns that are subjects of verbs of saying and say nothing: "the attack shows", "investigation found".

use super::cues;
use crate::extract::clauses::{Clauses, Item};

/// Nouns that show, suggest and indicate without saying anything.
const MUTE: &[&str] = &[
    "attack", "attacks", "case", "data", "incident", "evidence", "move", "this", "it", "that",
    "these",
];

/// Whether what a phrase names can say something by a verb.
pub(super) fn speaks(clauses: &Clauses, phrase: usize, lemma: &str) -> bool {
    let weak =
        matches!(lemma, "show" | "suggest" | "indicate" | "find" | "add" | "consider" | "think");
    // "Chainalysis data show": somebody's own figures.
    let owned = clauses.words(phrase).iter().any(|word| word.mention.is_some())
        || is_from_a_name(clauses, phrase);
    let mute = MUTE.contains(&clauses.head(phrase)) && !(owned && clauses.head(phrase) == "data");
    !(weak && mute || is_abstract(clauses, phrase))
}

/// "data from Chainalysis".
fn is_from_a_name(clauses: &Clauses, phrase: usize) -> bool {
    let item = clauses.phrases[phrase].item;
    match (clauses.items.get(item + 1), clauses.items.get(item + 2)) {
        (Some(Item::Prep(word)), Some(Item::Phrase(name))) => {
            matches!(&*clauses.tokens[*word].lower, "from" | "by")
                && clauses.words(*name).iter().any(|word| word.mention.is_some())
        }
        _ => false,
    }
}

/// Bodies of people whose names end like those of things done.
const SPEAKING: &[&str] = &[
    "administration",
    "agency",
    "alliance",
    "association",
    "audience",
    "coalition",
    "commission",
    "conference",
    "corporation",
    "defence",
    "delegation",
    "division",
    "federation",
    "foundation",
    "government",
    "intelligence",
    "department",
    "parliament",
    "institution",
    "mission",
    "opposition",
    "organisation",
    "organization",
    "prosecution",
];

/// "investigation", "access", "baseline changes": things done say nothing.
fn is_abstract(clauses: &Clauses, phrase: usize) -> bool {
    const ENDS: &[&str] =
        &["tion", "sion", "ment", "ness", "ance", "ence", "ling", "cess", "anges", "mes"];
    let token = &clauses.tokens[clauses.phrases[phrase].head];
    let lower = &*token.lower;
    // "a class action claims"
    let suit =
        lower == "action" && clauses.words(phrase).iter().any(|word| &*word.lower == "class");
    token.mention.is_none()
        && !suit
        && !cues::is("document", lower)
        && !SPEAKING.contains(&lower)
        && lower != "statement"
        && ENDS.iter().any(|end| lower.ends_with(end))
}
