//! Nouns that are subjects of verbs of saying and say nothing: "the attack shows", "investigation found".

use super::cues;
use crate::extract::clauses::Clauses;

/// Nouns that show, suggest and indicate without saying anything.
const MUTE: &[&str] = &[
    "attack", "attacks", "case", "data", "incident", "evidence", "move", "this", "it", "that",
    "these",
];

/// Whether what a phrase names can say something by a verb.
pub(super) fn speaks(clauses: &Clauses, phrase: usize, lemma: &str) -> bool {
    let weak =
        matches!(lemma, "show" | "suggest" | "indicate" | "find" | "add" | "consider" | "think");
    !(weak && MUTE.contains(&clauses.head(phrase)) || is_abstract(clauses, phrase))
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
    token.mention.is_none()
        && !cues::is("document", lower)
        && !SPEAKING.contains(&lower)
        && lower != "statement"
        && ENDS.iter().any(|end| lower.ends_with(end))
}
