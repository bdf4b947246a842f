//! Sides that a sentence leaves open and the article as a whole tells.
//!
//! - "the attackers", "hackers" or nobody: the threat group that the article is about;
//! - "the defendants", "they", "three men": the persons who are charged, or found guilty;
//! - a target without a name, or none, of a deed that has a victim: who suffers the article's first
//!   deed by the same perpetrator, or the one victim of all deeds;
//! - "hackers" or nobody: the one culprit of all deeds.

use std::collections::BTreeSet;

use super::party::Words;
use super::{Event, WHOEVER, nouns};
use crate::extract::clauses::{Clauses, Group};
use crate::extract::statements::Statement;
use crate::extract::story::{Party, Reading};
use crate::taxonomy::{ActorType, EntityLabel, ThreatType};
use crate::text::Span;

/// Who is behind the deeds of an article.
#[derive(Debug, Default)]
pub(super) struct Culprits {
    /// The threat group that it is about.
    group: Option<Party>,
    /// The persons whom somebody charges or a court found guilty.
    accused: Vec<Party>,
    /// The persons who say nothing.
    quiet: Vec<Party>,
}

/// So many persons are no list of defendants.
const FEW: usize = 7;

/// Words for a threat group that is named elsewhere, beside [`WHOEVER`].
const GROUP: &[&str] = &["intruder", "thief", "raiders", "it", "they", "adversary"];

/// Nouns for persons who are named elsewhere.
const PERSONS: &[&str] = &[
    "defendants",
    "defendant",
    "conspirators",
    "co-conspirators",
    "they",
    "men",
    "man",
    "nationals",
    "citizens",
    "individuals",
    "hackers",
    "hacker",
    "he",
    "she",
    "suspects",
    "members",
    "officers",
];

/// Verbs whose object is accused, or found guilty.
const CHARGE: &[&str] =
    &["charge", "indict", "accuse", "arrest", "sentence", "convict", "jail", "extradite"];

impl Culprits {
    /// Reads them from a whole article.
    pub fn of(reading: &Reading, statements: &[Statement]) -> Self {
        let quiet = quiet(reading, statements);
        let mut accused = accused(reading);
        if accused.is_empty() && quiet.len() < FEW && tells_of_charges(reading) {
            accused.clone_from(&quiet);
        }
        Self { group: group(reading), accused, quiet }
    }

    /// Fills what an event leaves open.
    pub fn fill(&self, reading: &Reading, event: &mut Event) {
        let pronoun = |party: &Party| Words::of(reading.story.text, party.span).is_he_or_she();
        if let ([person], [party]) = (&self.accused[..], &event.perpetrators[..])
            && pronoun(party)
        {
            event.perpetrators[0].actor = person.actor;
            return;
        }
        if event.perpetrators.iter().any(|party| {
            party.actor.is_some_and(|actor| reading.actor_type(actor) != ActorType::State)
        }) {
            return;
        }
        let first = event.perpetrators.first().map_or(Span::new(0, 0), |party| party.span);
        let words = Words::of(reading.story.text, first);
        let head = words.head();
        let state = event.perpetrators.iter().any(|party| party.actor.is_some());
        let open = event.perpetrators.is_empty();
        let plain = words.count() <= 2 && !matches!(words.first(), "a" | "an" | "other");
        let persons = PERSONS.contains(&head) || words.iter().any(|word| word == "members");
        let many = !matches!(head, "he" | "she" | "man" | "defendant" | "hacker");
        let number = count(&words).filter(|_| persons);
        if let Some(list) = [&self.accused, &self.quiet]
            .into_iter()
            .find(|list| number == Some(list.len()) && list.len() > 1)
        {
            event.perpetrators.clone_from(list);
            return;
        }
        let all = plain && !state && many == (self.accused.len() > 1);
        if persons && all && !self.accused.is_empty() {
            event.perpetrators.clone_from(&self.accused);
            return;
        }
        if state {
            return;
        }
        let nameless = open && !is_of_money(event.kind)
            || plain && (WHOEVER.contains(&head) || GROUP.contains(&head));
        let (Some(group), true) = (self.group, nameless) else { return };
        let is_its = |party: &Party| party.actor == group.actor;
        if !event.targets.iter().any(is_its) {
            match event.perpetrators.first_mut() {
                Some(party) => party.actor = group.actor,
                None => event.perpetrators.push(group),
            }
        }
    }
}

/// Which organisation "the county" or "the city" is: the one of the article that is called so.
pub(super) fn local_authority(reading: &Reading, party: &Party) -> Option<usize> {
    const KINDS: &[&str] = &["borough", "city", "county", "town", "township", "village"];
    let words = Words::of(reading.story.text, party.span);
    let kind = KINDS.iter().find(|kind| words.bare() == **kind)?;
    if !Words::has_the(reading.story.text, party.span) {
        return None;
    }
    let mut fit = (0..reading.story.actors.len()).filter(|actor| {
        reading.actor_type(*actor) == ActorType::Organization && reading.is_called(*actor, kind)
    });
    fit.next().filter(|_| fit.next().is_none())
}

/// The persons of an article who are never quoted, in order.
fn quiet(reading: &Reading, statements: &[Statement]) -> Vec<Party> {
    let speakers = statements.iter().filter_map(|statement| statement.speaker?.actor);
    let speakers: BTreeSet<usize> = speakers.collect();
    (0..reading.story.actors.len())
        .filter(|actor| reading.actor_type(*actor) == ActorType::Person)
        .filter(|actor| !speakers.contains(actor))
        .filter_map(|actor| reading.first_named(actor))
        .collect()
}

/// Whether charges are told of.
fn tells_of_charges(reading: &Reading) -> bool {
    reading.sentences.iter().flat_map(|sentence| &sentence.tokens).any(|token| {
        matches!(&*token.lower, "indictment" | "indicted" | "charged" | "charges" | "complaint")
    })
}

/// The number that a phrase begins with: "three Venezuelan men".
fn count(words: &Words) -> Option<usize> {
    const NUMBERS: &[&str] =
        &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let place = NUMBERS.iter().position(|number| words.iter().take(2).any(|word| word == *number));
    place.map(|place| place + 1)
}

/// The one threat group, or the one that is named far more often than any other.
fn group(reading: &Reading) -> Option<Party> {
    let story = &reading.story;
    let mut groups: Vec<(usize, usize)> = (0..story.actors.len())
        .filter(|actor| reading.actor_type(*actor) == ActorType::Group)
        .map(|actor| (story.actors[actor].mentions.len(), actor))
        .collect();
    groups.sort_by_key(|(mentions, actor)| (std::cmp::Reverse(*mentions), *actor));
    let (most, actor) = *groups.first()?;
    let next = groups.get(1).map_or(0, |(mentions, _)| *mentions);
    let about = groups.len() == 1 || most > 2 && most >= 2 * next;
    about.then(|| reading.first_named(actor)).flatten()
}

/// The persons who are charged, in the order of the article.
pub(super) fn accused(reading: &Reading) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    let mut seen = BTreeSet::new();
    for (sentence, clauses) in reading.sentences.iter().enumerate() {
        for (at, group) in clauses.groups.iter().enumerate() {
            let Some(phrase) = charged(clauses, at, group) else { continue };
            let scene = super::Scene::new(reading, sentence);
            for member in scene.list(phrase) {
                let head = &clauses.tokens[clauses.phrases[member].head];
                let Some(mention) = head.mention else { continue };
                let Some(actor) = reading.actor_of(mention) else { continue };
                if reading.label(mention) == EntityLabel::Per && seen.insert(actor) {
                    found.push(reading.named(mention));
                }
            }
        }
    }
    found
}

/// The phrase that names who is charged, or admits it.
fn charged(clauses: &Clauses, at: usize, group: &Group) -> Option<usize> {
    let frame = &clauses.frames[at];
    let lemma = clauses.tokens[group.main].lemma()?;
    if CHARGE.contains(&lemma) {
        return if group.passive { frame.subject } else { frame.object };
    }
    (lemma == "plead" && !group.passive).then_some(frame.subject).flatten()
}

/// Whether words name nobody in particular: "the attackers", "he", "its operators".
pub(super) fn is_whoever(words: &Words) -> bool {
    let most = if matches!(words.first(), "the" | "these" | "its") { 3 } else { 2 };
    words.count() <= most
        && [WHOEVER, GROUP, PERSONS].iter().any(|list| list.contains(&words.head()))
}

/// Whether a deed of a type is done by others than those who broke in.
pub(super) fn is_of_money(kind: ThreatType) -> bool {
    use ThreatType::{ArmsTransfer, MoneyLaundering, SanctionsEvasion, WeaponsFinancing};
    matches!(kind, ArmsTransfer | MoneyLaundering | SanctionsEvasion | WeaponsFinancing)
}

/// "The hackers", or nobody, are whoever is the only one that the article names for such deeds.
pub(super) fn fill_perpetrators(reading: &Reading, events: &mut [Event]) {
    let deeds = || events.iter().filter(|event| !is_of_money(event.kind));
    let mut named = deeds().flat_map(|event| &event.perpetrators).filter(|p| p.actor.is_some());
    let Some(only) = named.next().copied() else { return };
    if named.any(|party| party.actor != only.actor) {
        return;
    }
    for event in events.iter_mut().filter(|event| !is_of_money(event.kind)) {
        let its = event.targets.iter().any(|target| target.actor == only.actor);
        let whoever = event.perpetrators.iter().all(|party| {
            let words = Words::of(reading.story.text, party.span);
            party.actor.is_none()
                && words.count() <= 2
                && words.first() != "a"
                && (WHOEVER.contains(&words.head()) || GROUP.contains(&words.head()))
        });
        if whoever && !its {
            event.perpetrators = vec![only];
        }
    }
}

/// Whether a deed of a type has a victim.
pub(super) fn has_victim(kind: ThreatType) -> bool {
    use ThreatType::{
        CryptocurrencyTheft, DataBreach, Disruption, Espionage, FinancialTheft, Ransomware,
    };
    matches!(
        kind,
        CryptocurrencyTheft | DataBreach | Disruption | Espionage | FinancialTheft | Ransomware
    )
}

/// Targets that are missing, or a noun for somebody with a name: the victim of the article's first
/// deed by the same perpetrator.
pub(super) fn fill_targets(reading: &Reading, events: &mut [Event]) {
    let named = |party: &Party| {
        party.actor.is_some_and(|actor| reading.actor_type(actor) == ActorType::Organization)
    };
    let only = only_victim(reading, events);
    for at in 0..events.len() {
        if !has_victim(events[at].kind) || !nameless(reading, &events[at].targets) {
            continue;
        }
        let by = events[at].perpetrators.first().and_then(|party| party.actor);
        let victim = events.iter().find_map(|other| {
            let same = other.perpetrators.iter().any(|party| party.actor == by && by.is_some());
            (same && has_victim(other.kind))
                .then(|| other.targets.iter().find(|t| named(t)))
                .flatten()
        });
        if let Some(victim) = victim.copied().or(only) {
            events[at].targets = vec![victim];
        }
    }
}

/// The one organisation that all deeds of an article were done to.
fn only_victim(reading: &Reading, events: &[Event]) -> Option<Party> {
    let organization = |party: &&Party| {
        party.actor.is_some_and(|actor| reading.actor_type(actor) == ActorType::Organization)
    };
    let deeds = events.iter().filter(|event| has_victim(event.kind));
    let mut victims = deeds.flat_map(|event| &event.targets).filter(organization);
    let only = victims.next().copied()?;
    victims.all(|party| party.actor == only.actor).then_some(only)
}

/// Whether targets are nobody, or one with an article and a common noun: "the bank".
fn nameless(reading: &Reading, targets: &[Party]) -> bool {
    targets.iter().all(|party| {
        let words = Words::of(reading.story.text, party.span);
        let plain = words.count() == 2 && matches!(words.first(), "the" | "its");
        let head = words.head();
        party.actor.is_none() && plain && !nouns::is("agent", head)
            || party.actor.is_none() && plain && matches!(head, "company" | "firm" | "bank")
    })
}
