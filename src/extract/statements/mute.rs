//! Nouns that are subjects of verbs of saying and say nothing: "the attack shows", "investigation found", unless it is
//! somebody's: "a BBC investigation found".

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
    // "An investigation by the FBI found", "a Reuters investigation": somebody's own, too.
    let abstract_noun =
        is_abstract(clauses, phrase) && !(owned && INQUIRIES.contains(&clauses.head(phrase)));
    !(weak && mute && !it_speaks(clauses, phrase, lemma) || abstract_noun)
}

/// What somebody with a name does to find something out.
const INQUIRIES: &[&str] = &["investigation", "assessment", "examination", "inspection"];

/// "It added that", "It also suggested that", "..., it found.": "it" that shows, adds or finds something is a body only
/// where "that" follows, or where the words close what was said.
fn it_speaks(clauses: &Clauses, phrase: usize, lemma: &str) -> bool {
    let item = clauses.phrases[phrase].item;
    let Some(Item::Group(group)) = clauses.items.get(item + 1) else { return false };
    let group = &clauses.groups[*group];
    let also = clauses.tokens[group.words.clone()].iter().any(|token| &*token.lower == "also");
    let that = clauses.items.get(item + 2) == Some(&Item::That);
    let behind = item.checked_sub(1).map(|left| clauses.items[left]);
    let closes = matches!(behind, Some(Item::Comma | Item::Quote))
        && matches!(clauses.items.get(item + 2), None | Some(Item::Break | Item::Quote));
    let weak = matches!(lemma, "show" | "indicate" | "suggest") && !also;
    clauses.head(phrase) == "it" && (closes || that && !weak)
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
