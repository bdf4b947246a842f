//! Speakers behind their verb: "..., said X".

use super::saying::points_out;
use crate::extract::clauses::{Clauses, Group, Item, Mood};
use crate::extract::statements::mute::is_somebody;
use crate::extract::statements::{cues, kind};

/// The object of a verb of saying, if that is who speaks: ", said X", not ", X, a teacher, said hackers stole",
/// nor "X, a bank in Ohio, disclosed a breach".
pub(super) fn inverted(clauses: &Clauses, at: usize) -> Option<usize> {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let lemma = clauses.tokens[group.main].lemma()?;
    let left = clauses.items[group.item.checked_sub(1)?];
    let behind_speech = matches!(left, Item::Quote | Item::Comma | Item::Break);
    let says =
        cues::is("say", lemma) && !matches!(lemma, "tell" | "warn") || points_out(clauses, at);
    if !(says && behind_speech && group.mood == Mood::Finite && group.modal.is_none()) {
        return None;
    }
    let object = frame.object.filter(|object| !is_subject(clauses, *object))?;
    // "allow exploits, disclose passwords": ", say researchers" has the bare verb of several people.
    let verb = &clauses.tokens[group.main];
    let bare = verb.verb.as_ref().is_some_and(|verb| verb.forms.base && !verb.forms.past);
    if bare && group.words.len() == 1 && !is_somebody(clauses, object) {
        return None;
    }
    // 'not our keys', says founder: the British comma.
    let before = group.item.checked_sub(2).map(|before| clauses.items[before]);
    let speaks = left == Item::Quote
        || left == Item::Comma && before == Some(Item::Quote)
        || ends_speech(clauses, at, object)
            && (frame.subject.is_none() || may_speak(clauses, object));
    speaks.then_some(object)
}

/// No further back, in items, is what is said looked for.
const FAR: usize = 96;

/// Whether what stands before a verb is said, and no subject with an aside: "X, the chief of Y, said most of it".
fn ends_speech(clauses: &Clauses, at: usize, object: usize) -> bool {
    let item = clauses.groups[at].item;
    let subject = clauses.frames[at].subject.map_or(0, |subject| clauses.phrases[subject].item);
    let subject = subject.max(item.saturating_sub(FAR));
    let behind = (0..at).rev().take_while(|other| clauses.groups[*other].item >= subject);
    let told = behind.into_iter().any(|other| kind::is_main(clauses, other));
    // "Worst breach ever, says Northgate": an aside would have a second comma.
    let before = clauses.items.get(subject..item).unwrap_or_default();
    let commas = before.iter().filter(|item| **item == Item::Comma).count();
    let named = clauses.tokens[clauses.phrases[object].head].mention.is_some();
    // "Such software is rare, said X of Y": nothing follows that X could be the subject of, and nothing is described.
    let finite = |group: &Group| group.mood == Mood::Finite;
    let lemma = clauses.tokens[clauses.groups[at].main].lemma();
    let last = matches!(lemma, Some("say" | "add" | "explain" | "argue" | "insist"))
        && !clauses.groups[at + 1..].iter().any(finite);
    told || named && (commas == 1 || last)
}

/// Whether a phrase names somebody: by a name, a pronoun, or as one of whom there can be words.
fn may_speak(clauses: &Clauses, phrase: usize) -> bool {
    let head = &clauses.tokens[clauses.phrases[phrase].head];
    head.mention.is_some()
        || clauses.phrases[phrase].pronoun
        || !DISCLOSED.iter().any(|word| {
            head.lower.strip_prefix(word).is_some_and(|end| matches!(end, "" | "s" | "es"))
        })
}

/// What is disclosed, confirmed and reported, in the singular.
const DISCLOSED: &[&str] = &[
    "incident",
    "intrusion",
    "breach",
    "attack",
    "cyberattack",
    "cyber-attack",
    "hack",
    "theft",
    "outage",
    "loss",
    "campaign",
    "vulnerability",
    "flaw",
    "malware",
    "ransomware",
    "data",
];

/// Whether a finite verb follows a phrase.
fn is_subject(clauses: &Clauses, phrase: usize) -> bool {
    let next = clauses.items.get(clauses.phrases[phrase].item + 1);
    matches!(next, Some(Item::Group(group)) if clauses.groups[*group].mood == Mood::Finite)
}
