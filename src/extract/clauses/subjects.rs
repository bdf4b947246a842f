//! Whose verb it is.
//!
//! | the verb stands | its subject is |
//! |---|---|
//! | behind a phrase, also with "of", "linked to" or an apposition between | that phrase |
//! | behind "who", "which", "that" | the phrase before the pronoun |
//! | behind a phrase that "after", "before", "since" open, or a verb of saying | that phrase |
//! | behind an aside between commas or dashes ("X, who had left, denies", "X, where it began, denies", "X — a lawyer — denies") | the phrase before it |
//! | behind "X, whose mail was read,", "X, a firm that Y sanctioned," | X |
//! | behind a person's age ("X, 50, of Leeds, denies") | the person |
//! | behind "and", "or" | that of the verb before |
//! | behind the noun that it describes ("stolen from", "targeting") | that noun |
//! | as a gerund of saying or accusing behind a comma ("charged two men, accusing them of") | that of the main verb |
//! | as an infinitive or behind a preposition ("of stealing") | that of the verb before; its object, if the verb is one of [`OF_THE_OBJECT`]; the surface subject of a passive |

use super::Clauses;
use super::appositions::{describes_a_name, listing_aside, owner_of_who, whose_age};
use super::asides::{behind_aside, behind_dashes, opens_aside};
use super::chunks::{Item, Mood};
use super::complements::{OF_THE_OBJECT, controlled, governor, speaks_on, waiting_subject};
use super::frames::{CONTENT, Frame, REACH};

/// The subject of a group, and the group that governs it.
pub(super) fn subject(
    read: &Clauses,
    before: &[Frame],
    at: usize,
) -> (Option<usize>, Option<usize>) {
    let group = &read.groups[at];
    let left = group.item.checked_sub(1).map(|left| read.items[left]);
    let joined = match left {
        Some(Item::Conj) => true,
        Some(Item::Comma) => group.item >= 2 && matches!(read.items[group.item - 2], Item::Conj),
        _ => false,
    };
    match group.mood {
        Mood::Finite => match left {
            Some(Item::Relative | Item::That) => (antecedent(read, group.item - 1), None),
            Some(Item::Conj) => (same_as_before(read, before, at), None),
            Some(Item::Comma) if listed(read, at) => (same_as_before(read, before, at), None),
            _ => (finite_subject(read, group.item), None),
        },
        Mood::Participle => {
            if joined && at > 0 && read.groups[at - 1].mood != Mood::Infinitive {
                return (before[at - 1].subject, None);
            }
            (antecedent(read, group.item), None)
        }
        Mood::Infinitive | Mood::Gerund => {
            if joined && at > 0 && read.groups[at - 1].mood == group.mood {
                return (before[at - 1].subject, before[at - 1].governor);
            }
            if let Some(subject) = waiting_subject(read, group.item) {
                return (Some(subject), None);
            }
            let beside = matches!(left, Some(Item::Phrase(_)));
            let governor = governor(read, at);
            if let Some(speaker) = speaks_on(read, before, at) {
                return (Some(speaker), governor);
            }
            if group.mood == Mood::Gerund && beside {
                let object = governor.is_some_and(|g| {
                    OF_THE_OBJECT
                        .contains(&read.tokens[read.groups[g].main].lemma().unwrap_or_default())
                });
                if !object {
                    return (chain_head(read, group.item - 1), governor);
                }
            }
            (governor.and_then(|governor| controlled(read, before, governor)), governor)
        }
    }
}

/// Whether the group continues a list of verbs: "broke in, stole files and left".
fn listed(read: &Clauses, at: usize) -> bool {
    at > 0
        && !behind_person(read, at)
        && !behind_named_person(read, at)
        && behind_aside(read, read.groups[at].item).is_none()
        && !behind_relative(read, at)
        && read.groups[at - 1].mood != Mood::Participle
        && !opens_aside(read, at - 1)
        && read.items[read.groups[at - 1].item..read.groups[at].item]
            .iter()
            .all(|item| !matches!(item, Item::Break | Item::Sub(_) | Item::Quote | Item::Relative))
        && before_comma_is_no_subject(read, at)
}

/// Whether the finite verb before is that of a relative clause: "the group, which it calls X, has".
fn behind_relative(read: &Clauses, at: usize) -> bool {
    let finite = (0..at).rev().take(4).find(|other| read.groups[*other].mood == Mood::Finite);
    finite.is_some_and(|other| relative_pronoun(read, read.groups[other].item).is_some())
}

/// The item of the relative pronoun before a finite verb, also with the verb's subject between.
pub(super) fn relative_pronoun(read: &Clauses, item: usize) -> Option<usize> {
    let before = item.checked_sub(1)?;
    match read.items[before] {
        Item::Relative | Item::That => Some(before),
        Item::Phrase(_) => before
            .checked_sub(1)
            .filter(|at| read.items[*at] == Item::Relative || describes(read, *at)),
        _ => None,
    }
}

/// Whether "that" describes what stands in apposition before it: "Grinex, a firm that the Treasury sanctioned". Not
/// "told reporters that", "rejects a claim that".
fn describes(read: &Clauses, item: usize) -> bool {
    let before = |back: usize| item.checked_sub(back).map(|at| read.items[at]);
    let Some(Item::Phrase(noun)) = before(1).filter(|_| read.items[item] == Item::That) else {
        return false;
    };
    before(2) == Some(Item::Comma) && !CONTENT.contains(&read.head(noun))
}

/// Whether a person's name and a comma stand before the verb: "the minister, Oleh Tarasiuk, told".
fn behind_person(read: &Clauses, at: usize) -> bool {
    read.groups[at].item.checked_sub(2).is_some_and(|item| is_person(read, item))
}

/// Whether a person's name stands at an item, and nothing but that.
fn is_person(read: &Clauses, item: usize) -> bool {
    match read.items.get(item) {
        Some(Item::Phrase(phrase)) => read.words(*phrase).iter().all(|token| token.person),
        _ => false,
    }
}

/// Whether a person's name stands between commas since the verb before: "reach the rebels, Mariam
/// Diallo, head of the panel, told".
fn behind_named_person(read: &Clauses, at: usize) -> bool {
    let since = &read.items[read.groups[at - 1].item..read.groups[at].item];
    since.windows(3).any(|three| match three {
        [Item::Comma, Item::Phrase(phrase), Item::Comma] => {
            read.words(*phrase).iter().all(|token| token.person)
        }
        _ => false,
    })
}

/// Not "X, a member of G, stole": the comma before the verb closes nothing.
fn before_comma_is_no_subject(read: &Clauses, at: usize) -> bool {
    let from = read.groups[at - 1].item;
    let commas =
        read.items[from..read.groups[at].item].iter().filter(|item| **item == Item::Comma).count();
    commas % 2 == 1
}

/// The subject of the group before that has one, in the same clause.
fn same_as_before(read: &Clauses, before: &[Frame], at: usize) -> Option<usize> {
    let group = &read.groups[at];
    // "does not believe that mail was read and believes": of two like verbs.
    let lemma = |at: usize| read.tokens[read.groups[at].main].lemma();
    let like = |other: &usize| {
        let finite = read.groups[*other].mood == Mood::Finite && before[*other].subject.is_some();
        finite && lemma(at).is_some() && lemma(*other) == lemma(at)
    };
    if let Some(other) = (0..at).rev().take(6).find(like) {
        return before[other].subject;
    }
    for other in (0..at).rev().take(6) {
        // "opposes what it calls a farce and has denied": not "it".
        if in_its_words(read, other) {
            continue;
        }
        if read.groups[other].mood == Mood::Finite || read.groups[other].mood == group.mood {
            return before[other].subject;
        }
    }
    None
}

/// Whether a verb says what somebody calls something: "what it calls a farce".
pub(in crate::extract) fn in_its_words(read: &Clauses, at: usize) -> bool {
    let item = read.groups[at].item;
    let calls = matches!(
        read.tokens[read.groups[at].main].lemma(),
        Some("call" | "describe" | "consider" | "see" | "regard" | "say")
    );
    let what = match item.checked_sub(2).map(|before| read.items[before]) {
        Some(Item::Sub(word)) => &*read.tokens[word].lower == "what",
        _ => false,
    };
    calls && what && matches!(read.items[item - 1], Item::Phrase(_))
}

/// The phrase that a relative pronoun, or a participle, at an item speaks of.
pub(super) fn antecedent(read: &Clauses, item: usize) -> Option<usize> {
    let mut at = item;
    for _ in 0..3 {
        at = at.checked_sub(1)?;
        match read.items[at] {
            Item::Phrase(phrase) => {
                return Some(
                    whose_age(read, at).or_else(|| owner_of_who(read, at)).unwrap_or(phrase),
                );
            }
            Item::Comma | Item::Quote | Item::Prep(_) | Item::Time => {}
            _ => return None,
        }
    }
    None
}

/// The first phrase of a chain ("hackers in Russia") that ends at an item.
pub(super) fn chain_head(read: &Clauses, item: usize) -> Option<usize> {
    let mut at = item;
    for _ in 0..REACH {
        let Item::Phrase(phrase) = read.items[at] else { return None };
        if at >= 2
            && matches!(read.items[at - 1], Item::Prep(_))
            && matches!(read.items[at - 2], Item::Phrase(_))
        {
            at -= 2;
            continue;
        }
        return Some(phrase);
    }
    None
}

/// Whether a preposition may begin a clause.
pub(super) fn joins(read: &Clauses, word: usize) -> bool {
    matches!(&*read.tokens[word].lower, "after" | "before" | "since" | "until")
}

/// Verbs beside which "as" tells what something is: "the group tracked as X", "posed as X".
const AS_WHAT: &[&str] = &[
    "act", "appoint", "brand", "charge", "describe", "dismiss", "disguise", "do", "dress", "hire",
    "identify", "jail", "know", "label", "list", "mask", "name", "pose", "present", "regard",
    "register", "see", "serve", "tag", "track", "treat", "use", "view", "work",
];

/// "Bank loses $3m as police warn": whether "as" at an item begins a clause, for the verb before it has a subject of
/// its own already. Not "the gang known as X said".
fn as_begins(read: &Clauses, at: usize) -> bool {
    let Item::Prep(word) = read.items[at] else { return false };
    if &*read.tokens[word].lower != "as" {
        return false;
    }
    let chain = |item: &&Item| matches!(item, Item::Phrase(_) | Item::Prep(_) | Item::Time);
    let back = read.items[..at].iter().rev().take(REACH).take_while(chain).count();
    let Some(Item::Group(before)) = at.checked_sub(back + 1).map(|item| read.items[item]) else {
        return false;
    };
    let group = &read.groups[before];
    let verb = read.tokens[group.main].verb.as_ref();
    let lemma = verb.map_or("", |verb| &*verb.lemma);
    // "the man jailed as X" could be read either way, "fined $100m as" and "has shut as" only in one.
    let describes =
        back == 0 && group.words.len() == 1 && verb.is_some_and(|verb| verb.forms.participle);
    let subject = group.item.checked_sub(1).map(|left| read.items[left]);
    group.mood == Mood::Finite
        && matches!(subject, Some(Item::Phrase(_)))
        && relative_pronoun(read, group.item).is_none()
        && !describes
        && !AS_WHAT.contains(&lemma)
}

/// Whether a verb's object may be a clause without "that".
fn says(read: &Clauses, group: usize) -> bool {
    let lemma = read.tokens[read.groups[group].main].lemma().unwrap_or_default();
    matches!(lemma, "say" | "think" | "believe" | "claim" | "allege" | "know" | "fear" | "suspect")
}

/// Whether a group is "saying", of which only a clause can be the object: not "claiming responsibility".
fn is_saying(read: &Clauses, group: usize) -> bool {
    read.groups[group].mood == Mood::Gerund
        && read.tokens[read.groups[group].main].lemma() == Some("say")
}

/// The subject of a finite group, looked for from its item to the left.
fn finite_subject(read: &Clauses, item: usize) -> Option<usize> {
    let aside = behind_aside(read, item).or_else(|| listing_aside(read, item));
    if let Some(opens) = aside.or_else(|| behind_dashes(read, item)) {
        return finite_subject(read, opens);
    }
    let mut at = item;
    let mut apposed = false;
    let mut crossed = false;
    let mut beside = true;
    for step in 0..REACH {
        at = at.checked_sub(1)?;
        match read.items[at] {
            Item::Phrase(_) if whose_age(read, at).is_some() => {
                (apposed, beside) = (false, false);
                at -= 1;
            }
            Item::Phrase(phrase) => {
                let before = at.checked_sub(1).map(|b| read.items[b]);
                match before {
                    // "after hackers of the crew had read": a clause of its own.
                    Some(Item::Prep(word))
                        if beside && (joins(read, word) || as_begins(read, at - 1)) =>
                    {
                        return Some(phrase);
                    }
                    Some(Item::Prep(_)) => at -= 1,
                    // "said its hackers stole", also in "that says".
                    Some(Item::Group(group))
                        if beside
                            && read.groups[group].mood == Mood::Finite
                            && says(read, group) =>
                    {
                        return Some(phrase);
                    }
                    // "a website, saying hackers had": a gerund that nothing but what it says follows.
                    Some(Item::Group(group)) if beside && is_saying(read, group) => {
                        return Some(phrase);
                    }
                    // A list in apposition: "two ships, the A and the B, carried".
                    Some(Item::Conj) if apposed => at -= 1,
                    // The object of a participle: "hackers targeting banks".
                    // "Managing director X said", "Acting Attorney General X said".
                    Some(Item::Group(group))
                        if read.groups[group].mood == Mood::Gerund
                            && read.groups[group].item == 0 =>
                    {
                        return Some(phrase);
                    }
                    Some(Item::Group(group)) if read.groups[group].mood != Mood::Finite => {}
                    Some(Item::Group(group)) => {
                        if relative_pronoun(read, read.groups[group].item).is_none() {
                            return Some(phrase);
                        }
                    }
                    Some(Item::Comma) if apposed => {
                        // What the apposition belongs to stands before it.
                        let owner = at.checked_sub(2).map(|b| read.items[b]);
                        if !matches!(owner, Some(Item::Phrase(_) | Item::Time | Item::Quote)) {
                            return Some(phrase);
                        }
                        (apposed, crossed) = (false, true);
                        at -= 1;
                    }
                    // "X, a researcher at Y, a firm in Ohio, said": the person before.
                    Some(Item::Comma) if crossed && at > 1 && is_person(read, at - 2) => at -= 1,
                    Some(Item::Comma) if describes_a_name(read, at, item) => at -= 1,
                    _ => return Some(phrase),
                }
            }
            Item::Group(group) => {
                beside = false;
                let mut before = at.checked_sub(1).map(|b| read.items[b]);
                // "which it calls"
                if matches!(before, Some(Item::Phrase(_)))
                    && at >= 2
                    && (read.items[at - 2] == Item::Relative || describes(read, at - 2))
                {
                    at -= 1;
                    before = Some(Item::Relative);
                }
                let relative = matches!(before, Some(Item::Relative | Item::That));
                if read.groups[group].mood == Mood::Finite && !relative {
                    return None;
                }
                if relative {
                    at -= 1;
                    let comma = at.checked_sub(1).map(|b| read.items[b]) == Some(Item::Comma);
                    at -= usize::from(comma);
                    apposed &= !comma;
                }
            }
            Item::Comma if step == 0 => (apposed, beside) = (true, false),
            Item::Comma if apposed => apposed = false,
            Item::Comma | Item::Conj => beside = false,
            Item::Time | Item::Prep(_) => {}
            Item::Quote if step < 2 => {}
            _ => return None,
        }
    }
    None
}
