//! Bodies that speak without their name: "the agency", "a statement by the company", "analysts at the
//! bank", "the firm's report".

use crate::extract::clauses::Item;
use crate::extract::story::{Party, Reading};
use crate::taxonomy::ActorType;

/// Whom the words behind a phrase name: "the representative of Iran", "analysts at the bank",
/// "Intel 471 VP of Intelligence Mike Ray".
pub(super) fn belongs_to(reading: &Reading, sentence: usize, phrase: usize) -> Option<Party> {
    let clauses = &reading.sentences[sentence];
    let item = clauses.phrases[phrase].item;
    let (Item::Prep(word), Item::Phrase(next)) =
        (*clauses.items.get(item + 1)?, *clauses.items.get(item + 2)?)
    else {
        return None;
    };
    let belongs =
        matches!(&*clauses.tokens[word].lower, "of" | "at" | "from" | "in" | "by" | "with");
    let speaks_for = &*clauses.tokens[word].lower == "for"
        && matches!(
            clauses.head(phrase),
            "spokesman" | "spokeswoman" | "spokesperson" | "lawyer" | "attorney" | "counsel"
        );
    let belongs = belongs || speaks_for;
    let party = reading.party(sentence, next, true);
    (belongs && party.actor.is_some()).then_some(party)
}

/// "a statement by the company", "the firm's report": of a body that was named before.
pub(super) fn of_a_body(reading: &Reading, sentence: usize, phrase: usize) -> Option<Party> {
    let clauses = &reading.sentences[sentence];
    if let Some(words) = &clauses.phrases[phrase].possessor {
        let body = clauses.tokens[words.end - 1].lower.trim_end_matches("'s");
        let definite = words.len() == 2 && &*clauses.tokens[words.start].lower == "the";
        let before = clauses.phrase_span(phrase).start();
        let actor = (definite && BODIES.contains(&body))
            .then(|| body_before(reading, sentence, before, body))
            .flatten()?;
        return Some(Party { span: clauses.phrase_span(phrase), actor: Some(actor) });
    }
    let item = clauses.phrases[phrase].item;
    let (Item::Prep(word), Item::Phrase(next)) =
        (*clauses.items.get(item + 1)?, *clauses.items.get(item + 2)?)
    else {
        return None;
    };
    let by = matches!(&*clauses.tokens[word].lower, "by" | "from" | "of" | "at");
    let actor = by.then(|| body(reading, sentence, next)).flatten()?;
    Some(Party { span: clauses.phrase_span(phrase), actor: Some(actor) })
}

/// Nouns for a body that was named before.
const BODIES: &[&str] = &[
    "agency",
    "company",
    "firm",
    "department",
    "service",
    "office",
    "ministry",
    "exchange",
    "bank",
    "bureau",
    "gang",
    "group",
    "panel",
    "lender",
    "insurer",
    "operator",
    "party",
    "it",
    "watchdog",
    "regulator",
    "authority",
    "council",
    "mission",
    "institute",
    "commission",
    "charity",
    "union",
    "hospital",
    "clinic",
    "university",
    "retailer",
    "airline",
    "utility",
    "carrier",
    "vendor",
    "developer",
    "maker",
    "platform",
    "association",
    "embassy",
    "court",
    "team",
];

/// Whether a noun in lower case stands for a body that was named before.
pub(super) fn is_body(head: &str) -> bool {
    BODIES.contains(&head)
}

/// Which organisation, group or state "it", "the agency" is: one with that word in its name, else
/// the last that is the subject of a sentence nearby.
pub(super) fn body(reading: &Reading, sentence: usize, phrase: usize) -> Option<usize> {
    let clauses = &reading.sentences[sentence];
    let head = clauses.head(phrase);
    let words = clauses.words(phrase);
    let definite = clauses.phrases[phrase].pronoun || &*words[0].lower == "the" && words.len() == 2;
    if !(definite && BODIES.contains(&head)) {
        return None;
    }
    body_before(reading, sentence, clauses.phrase_span(phrase).start(), head)
}

/// The body that a noun stands for, of those named before a place.
pub(super) fn body_before(
    reading: &Reading,
    sentence: usize,
    before: usize,
    head: &str,
) -> Option<usize> {
    let fits = |actor: &usize| {
        matches!(
            (reading.actor_type(*actor), head),
            (ActorType::Organization, _)
                | (ActorType::Group, "gang" | "group" | "it")
                | (ActorType::State, "it")
        )
    };
    let story = &reading.story;
    let to = story.mentions.partition_point(|mention| mention.span.start() < before);
    let named = (0..to).rev().find_map(|mention| {
        let actor = reading.actor_of(mention).filter(fits)?;
        let name = story.actors[actor].name.to_lowercase();
        name.split(' ').any(|word| word == head).then_some(actor)
    });
    named.or_else(|| {
        (sentence.saturating_sub(2)..=sentence).rev().find_map(|at| {
            let clauses = &reading.sentences[at];
            let subjects = clauses.frames.iter().rev().filter_map(|frame| frame.subject);
            subjects
                .filter(|subject| clauses.phrase_span(*subject).start() < before)
                .filter_map(|subject| {
                    reading.actor_of(clauses.tokens[clauses.phrases[subject].head].mention?)
                })
                .find(fits)
        })
    })
}
