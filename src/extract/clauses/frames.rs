//! What each verb is done to: object and prepositional phrases. Whose verb it is, `subjects` finds.

use super::Clauses;
use super::chunks::{Item, Mood};
use super::subjects::{antecedent, subject};

/// What a verb group says of whom. The numbers are places among the phrases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::extract) struct Frame {
    /// Of a passive, the surface subject.
    pub subject: Option<usize>,
    pub object: Option<usize>,
    /// To whom: "sent Russia shells".
    pub indirect: Option<usize>,
    /// Word of the preposition, phrase.
    pub preps: Vec<(usize, usize)>,
    /// The group whose complement this one is.
    pub governor: Option<usize>,
    /// One past the last item that belongs to the frame.
    pub end: usize,
}

/// No subject and no argument is further away, in items.
pub(super) const REACH: usize = 48;

/// Frames of all verb groups.
pub(super) fn frames(read: &Clauses) -> Vec<Frame> {
    let mut found: Vec<Frame> = Vec::with_capacity(read.groups.len());
    for at in 0..read.groups.len() {
        let frame = arguments(read, at);
        let (subject, governor) = subject(read, &found, at);
        let object = frame.object.or_else(|| relative_object(read, at, subject));
        found.push(Frame { subject, object, governor, ..frame });
    }
    found
}

/// Verbs with two objects.
fn gives(read: &Clauses, group: usize) -> bool {
    let lemma = read.tokens[read.groups[group].main].lemma().unwrap_or_default();
    matches!(
        lemma,
        "give"
            | "send"
            | "sell"
            | "hand"
            | "supply"
            | "ship"
            | "pay"
            | "offer"
            | "deliver"
            | "bring"
            | "cost"
            | "earn"
            | "fine"
    )
}

/// Nouns whose "that" tells what they are: "a claim that hackers struck".
pub(in crate::extract) const CONTENT: &[&str] = &[
    "claim",
    "claims",
    "report",
    "reports",
    "evidence",
    "sign",
    "signs",
    "allegation",
    "allegations",
    "fact",
    "belief",
    "suspicion",
    "suspicions",
    "warning",
    "warnings",
    "statement",
    "rumour",
    "rumours",
    "concern",
    "concerns",
    "fear",
    "fears",
    "proof",
    "news",
    "possibility",
];

/// "the officers whom it accuses": what stands before the pronoun.
fn relative_object(read: &Clauses, at: usize, subject: Option<usize>) -> Option<usize> {
    // "the bank, whose clients paid": not the bank.
    if &*read.words(subject?).first()?.lower == "whose" {
        return None;
    }
    let (group, subject) = (&read.groups[at], read.phrases[subject?].item);
    let pronoun = subject.checked_sub(1)?;
    let beside = group.mood == Mood::Finite && subject + 1 == group.item;
    let behind_phrase =
        pronoun.checked_sub(1).is_some_and(|at| matches!(read.items[at], Item::Phrase(_)));
    let content = pronoun.checked_sub(1).is_some_and(|at| match read.items[at] {
        Item::Phrase(phrase) => CONTENT.contains(&read.head(phrase)),
        _ => false,
    });
    let that = read.items[pronoun] == Item::That && behind_phrase && !content;
    (beside && (read.items[pronoun] == Item::Relative || that))
        .then(|| antecedent(read, pronoun))
        .flatten()
}

/// Object and prepositional phrases.
fn arguments(read: &Clauses, group: usize) -> Frame {
    let mut frame = Frame::default();
    let start = read.groups[group].item + 1;
    let mut at = start;
    let to = read.items.len().min(start + REACH);
    while at < to {
        match read.items[at] {
            Item::Phrase(phrase) if frame.object.is_none() && frame.preps.is_empty() => {
                frame.object = Some(phrase);
            }
            Item::Phrase(phrase)
                if at == start + 1 && frame.indirect.is_none() && gives(read, group) =>
            {
                frame.indirect = frame.object.replace(phrase);
            }
            Item::Prep(word) => {
                let mut next = at + 1;
                while next < to && matches!(read.items[next], Item::Time | Item::Quote) {
                    next += 1;
                }
                match read.items.get(next) {
                    Some(Item::Phrase(phrase)) if next < to => {
                        frame.preps.push((word, *phrase));
                        at = next;
                    }
                    _ if next > at + 1 => at = next - 1,
                    _ => break,
                }
            }
            Item::Time => {}
            // A list, or an addition: "from A, B and C in May".
            Item::Comma | Item::Conj => {
                let mut next = at + 1;
                while next < to && matches!(read.items[next], Item::Conj | Item::Comma) {
                    next += 1;
                }
                let after = read.items.get(next + 1);
                match read.items.get(next) {
                    Some(Item::Phrase(_)) if !matches!(after, Some(Item::Group(g)) if read.groups[*g].mood == Mood::Finite) =>
                    {
                        at = next;
                    }
                    Some(Item::Prep(_) | Item::Time) => at = next - 1,
                    _ => break,
                }
            }
            Item::Group(other) if read.groups[other].mood == Mood::Participle && at > start => {
                // "attacks linked to North Korea on banks"
                at += usize::from(matches!(read.items.get(at + 1), Some(Item::Prep(_))));
                at += usize::from(matches!(read.items.get(at + 1), Some(Item::Phrase(_))));
                at = at.min(to - 1);
            }
            _ => break,
        }
        at += 1;
    }
    frame.end = at.min(read.items.len());
    frame
}
