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
use super::chunks::{Item, Mood};
use super::frames::{CONTENT, Frame, REACH};
use super::lexicon::SAYING;

/// Verbs whose object does what their complement says: "accused him of stealing".
const OF_THE_OBJECT: &[&str] = &[
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

/// The subject of a clause whose verb is still to come: "that Andariel, having emptied".
fn waiting_subject(read: &Clauses, item: usize) -> Option<usize> {
    let (comma, phrase) = (item.checked_sub(1)?, item.checked_sub(2)?);
    let Item::Phrase(subject) = read.items[phrase] else { return None };
    let before = phrase.checked_sub(1).map(|at| read.items[at]);
    let opens = matches!(before, None | Some(Item::That | Item::Sub(_) | Item::Break));
    (read.items[comma] == Item::Comma && opens).then_some(subject)
}

fn is_speaking(lemma: &str) -> bool {
    SAYING.contains(&lemma) || SPEAKING.contains(&lemma)
}

/// Who speaks on behind a comma: "charged two men, accusing them", "shut a site used by crooks, saying it had".
fn speaks_on(read: &Clauses, before: &[Frame], at: usize) -> Option<usize> {
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

/// The nearest group before `at` that it may be the complement of.
fn governor(read: &Clauses, at: usize) -> Option<usize> {
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
fn controlled(read: &Clauses, before: &[Frame], governor: usize) -> Option<usize> {
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

/// Whether a gerund stands in an aside that a comma opens: "the minister, speaking in Berlin,", not "began
/// targeting banks,".
fn opens_aside(read: &Clauses, group: usize) -> bool {
    let group = &read.groups[group];
    if group.mood != Mood::Gerund {
        return false;
    }
    for item in read.items[..group.item].iter().rev().take(REACH / 4) {
        match item {
            Item::Comma => return true,
            Item::Group(before) if read.groups[*before].mood == Mood::Finite => return false,
            Item::Break | Item::Quote => return false,
            _ => {}
        }
    }
    false
}

/// Whether the finite verb before is that of a relative clause: "the group, which it calls X, has".
fn behind_relative(read: &Clauses, at: usize) -> bool {
    let finite = (0..at).rev().take(4).find(|other| read.groups[*other].mood == Mood::Finite);
    finite.is_some_and(|other| relative_pronoun(read, read.groups[other].item).is_some())
}

/// The item of the relative pronoun before a finite verb, also with the verb's subject between.
fn relative_pronoun(read: &Clauses, item: usize) -> Option<usize> {
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
fn joins(read: &Clauses, word: usize) -> bool {
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

/// The comma before an aside that ends right before an item: "X, who had flown to Bali, denies",
/// "X, for Y, called".
fn behind_aside(read: &Clauses, item: usize) -> Option<usize> {
    let close = item.checked_sub(1).filter(|at| read.items[*at] == Item::Comma)?;
    let from = close.saturating_sub(REACH / 4);
    for at in (from + 1..close).rev() {
        match read.items[at] {
            // "X, whose mail was read, last year, said": the time has commas of its own.
            Item::Comma if at + 2 == close && read.items[at + 1] == Item::Time => {}
            Item::Comma | Item::Break | Item::Quote | Item::Conj => return None,
            Item::Relative | Item::Prep(_) | Item::Sub(_) if read.items[at - 1] == Item::Comma => {
                let named = at.checked_sub(2).map(|before| read.items[before]);
                let relative = opens_relative(read, at);
                if let (Item::Sub(_), false) = (read.items[at], relative) {
                    return None;
                }
                let short = at + 2 == close;
                return (matches!(named, Some(Item::Phrase(_))) && (relative || short))
                    .then_some(at - 1);
            }
            _ => {}
        }
    }
    None
}

/// Whether a relative clause begins at an item: "who", "which", "the ministry, where hackers stole data, said".
fn opens_relative(read: &Clauses, at: usize) -> bool {
    match read.items[at] {
        Item::Relative => true,
        Item::Sub(word) => &*read.tokens[word].lower == "where",
        _ => false,
    }
}

/// The dash before an aside that a dash ends right before a verb: "X — who joined in May — denies". A single dash
/// parts two clauses.
fn behind_dashes(read: &Clauses, item: usize) -> Option<usize> {
    let Item::Group(group) = read.items[item] else { return None };
    let dash = |word: usize| {
        read.tokens
            .get(word)
            .is_some_and(|token| matches!(token.text, "—" | "–" | "‒" | "-" | "--"))
    };
    // Of the last "--" before an item, the first mark.
    let first = |end: usize| {
        let marks = read.items[..end].iter().rev().take(2);
        marks.take_while(|item| **item == Item::Break).count()
    };
    let close = item - first(item);
    read.groups[group].words.start.checked_sub(1).filter(|word| close < item && dash(*word))?;
    let from = close.saturating_sub(REACH / 2);
    let open = (from..close).rev().find(|at| read.items[*at] == Item::Break)?;
    let open = open + 1 - first(open + 1);
    let Item::Phrase(before) = read.items[open.checked_sub(1)?] else { return None };
    dash(read.phrases[before].words.end).then_some(open)
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
