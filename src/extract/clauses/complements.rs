//! Who does what the complement of another verb says: "tried to steal", "accused him of stealing", "charged two men,
//! accusing them".

use super::Clauses;
use super::chunks::{Item, Mood};
use super::frames::{Frame, REACH};
use super::lexicon::SAYING;
use super::subjects::{joins, relative_pronoun};

/// Verbs whose object does what their complement says: "accused him of stealing".
pub(super) const OF_THE_OBJECT: &[&str] = &[
    "accuse",
    "charge",
    "blame",
    "suspect",
    "convict",
    "order",
    "direct",
    "task",
    "hire",
    "recruit",
    "pay",
    "force",
    "cause",
    "help",
    "allow",
    "enable",
    "trick",
    "lure",
    "dupe",
    "indict",
    "sentence",
    "arrest",
    "identify",
    "name",
    "train",
    "sanction",
    "condemn",
    "criticize",
    "criticise",
    "prosecute",
    "implicate",
    "urge",
    "ask",
    "believe",
    "prevent",
    "stop",
    "sue",
    "assist",
    "employ",
    "denounce",
    "cite",
    "find",
];

/// Verbs that, beside those of [`SAYING`], speak on behind a comma, of the same who did what the main verb says.
const SPEAKING: &[&str] = &[
    "add", "call", "describe", "accuse", "blame", "deny", "cite", "reject", "dismiss", "dispute",
    "rebut", "refute",
];

/// The subject of a clause whose verb is still to come: "that Andariel, having emptied".
pub(super) fn waiting_subject(read: &Clauses, item: usize) -> Option<usize> {
    let (comma, phrase) = (item.checked_sub(1)?, item.checked_sub(2)?);
    let Item::Phrase(subject) = read.items[phrase] else { return None };
    let before = phrase.checked_sub(1).map(|at| read.items[at]);
    let opens = matches!(before, None | Some(Item::That | Item::Sub(_) | Item::Break));
    (read.items[comma] == Item::Comma && opens).then_some(subject)
}

/// Who speaks on behind a comma: "charged two men, accusing them", "shut a site used by crooks, saying it had".
pub(super) fn speaks_on(read: &Clauses, before: &[Frame], at: usize) -> Option<usize> {
    let group = &read.groups[at];
    let lemma = |at: usize| read.tokens[read.groups[at].main].lemma().unwrap_or_default();
    let comma = group.item.checked_sub(1).map(|left| read.items[left]) == Some(Item::Comma);
    if !(comma && group.mood == Mood::Gerund && is_speaking(lemma(at))) {
        return None;
    }
    // "shut its site after hackers broke in, saying": a clause that depends on another has no word.
    let depends = |other: usize| {
        let subject = before[other].subject.map(|subject| read.phrases[subject].item);
        match subject.and_then(|subject| subject.checked_sub(1)).map(|left| read.items[left]) {
            Some(Item::Sub(_) | Item::That) => true,
            Some(Item::Prep(word)) => joins(read, word),
            _ => false,
        }
    };
    let is_main = |other: &usize| {
        let item = read.groups[*other].item;
        read.groups[*other].mood == Mood::Finite
            && relative_pronoun(read, item).is_none()
            && !depends(*other)
            && group.item - item < REACH
            && !read.items[item..group.item].contains(&Item::Break)
    };
    let mains: Vec<usize> = (0..at).rev().take(6).filter(is_main).collect();
    let speaks = mains.iter().find(|other| is_speaking(lemma(**other)));
    before[*speaks.or(mains.first())?].subject
}

fn is_speaking(lemma: &str) -> bool {
    SAYING.contains(&lemma) || SPEAKING.contains(&lemma)
}

/// The nearest group before `at` that it may be the complement of.
pub(super) fn governor(read: &Clauses, at: usize) -> Option<usize> {
    let other = at.checked_sub(1)?;
    let (from, to) = (read.groups[other].item, read.groups[at].item);
    let between = &read.items[from + 1..to];
    let parted = between.len() > REACH
        || between.iter().any(|item| matches!(item, Item::Break | Item::Relative | Item::Sub(_)));
    if parted {
        return None;
    }
    // "a group linked to Iran tried to hack": the participle is not what governs.
    Some(other)
}

/// Who does what a complement of `governor` says.
pub(super) fn controlled(read: &Clauses, before: &[Frame], governor: usize) -> Option<usize> {
    let group = &read.groups[governor];
    let frame = &before[governor];
    let lemma = read.tokens[group.main].lemma().unwrap_or_default();
    if group.passive {
        // "stolen to pay for": the thieves, not the loot.
        return if OF_THE_OBJECT.contains(&lemma)
            || lemma == "say"
            || lemma == "think"
            || lemma == "allege"
            || lemma == "know"
        {
            frame.subject
        } else {
            read.agent(frame).or(frame.subject)
        };
    }
    // "brought charges against X for stealing"
    let charges = matches!(lemma, "bring" | "return" | "file" | "unseal" | "announce");
    let against =
        frame.preps.iter().find(|(word, _)| charges && &*read.tokens[*word].lower == "against");
    if let Some((_, phrase)) = against {
        return Some(*phrase);
    }
    if OF_THE_OBJECT.contains(&lemma) && frame.object.is_some() {
        frame.object
    } else {
        frame.subject
    }
}
