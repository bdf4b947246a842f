//! Deeds that are told as two: one attack on one target that two sentences, or one, tell as two types, an attack of which the next
//! sentence says only whose it was, and one on a country of which the next says whom there it hit.

use super::party::Words;
use super::{Event, article, merge, nouns};
use crate::extract::story::{Party, Story};
use crate::taxonomy::{ActorType, ThreatType};

use ThreatType::{
    CriticalInfrastructure, CryptocurrencyTheft, Disruption, Espionage, FinancialTheft, Fraud,
    GeneralCyberThreat, Ransomware,
};

/// So many events before and so many sentences may the first telling be away.
const NEAR: usize = 3;

/// Of deeds of these types, done by the same to the same, the second is only another word for the first.
const ONE: &[(ThreatType, &[ThreatType])] = &[
    (Ransomware, &[Disruption, CriticalInfrastructure, GeneralCyberThreat]),
    (CryptocurrencyTheft, &[Fraud, GeneralCyberThreat]),
    (FinancialTheft, &[Fraud, GeneralCyberThreat]),
    (Espionage, &[CriticalInfrastructure]),
    (Disruption, &[CriticalInfrastructure, GeneralCyberThreat]),
    (CriticalInfrastructure, &[GeneralCyberThreat]),
];

/// Joins events that are one deed told as two.
pub(super) fn join(story: &Story, events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::new();
    for event in events {
        let mut before = kept.iter_mut().rev().take(NEAR);
        let one = before.find_map(|other| Some((is_one(story, other, &event)?, other)));
        let Some((kind, first)) = one else {
            kept.push(event);
            continue;
        };
        // Of another type than the first telling, it has the sides of its own: not where a noun stands for them.
        let wider = is_state(story, &first.targets) && !is_state(story, &event.targets);
        let own = wider || merge::agree(story, &first.targets, &event.targets);
        let targets = (kind != first.kind && own).then(|| event.targets.clone());
        merge::join(story, first, event);
        first.kind = kind;
        if let Some(targets) = targets {
            first.targets = targets;
        }
    }
    kept
}

/// The type of two events that are one deed.
fn is_one(story: &Story, one: &Event, other: &Event) -> Option<ThreatType> {
    let (last, first) = (*one.sentences.last()?, *other.sentences.first()?);
    let near = last.abs_diff(first) <= NEAR;
    let open = |event: &Event| event.perpetrators.is_empty() || merge::are_whoever(story, event);
    let by = open(one)
        || open(other)
        || merge::agree(story, &one.perpetrators, &other.perpetrators)
        || merge::are_its_hackers(story, one, other);
    if !near || !by || is_another(story, one, other) {
        return None;
    }
    let blamed =
        other.targets.is_empty() && last < first && !is_of_money(one) && !is_of_money(other);
    if blamed && is_blame(story, first) {
        return Some(one.kind);
    }
    if merge::hurt_one(story, one, other) {
        let holds = |(kind, less): &&(ThreatType, &[ThreatType])| {
            *kind == one.kind && less.contains(&other.kind)
                || *kind == other.kind && less.contains(&one.kind)
        };
        return ONE.iter().find(holds).map(|(kind, _)| *kind);
    }
    let wide = matches!(one.kind, GeneralCyberThreat) || one.kind == other.kind;
    (wide && last < first && hurt_there(story, one, other)).then_some(other.kind)
}

fn is_of_money(event: &Event) -> bool {
    article::is_of_money(event.kind)
}

/// Whether a sentence says no more of the attack before than whose it was: "ESET attributed the attack to Sandworm".
fn is_blame(story: &Story, sentence: usize) -> bool {
    const BLAME: &[&str] =
        &["attributed", "blamed", "linked", "traced", "tied", "claimed", "behind", "responsible"];
    let words = Words::of(story.text, story.sentences[sentence].span);
    let words: Vec<&str> = words.iter().collect();
    let act = |word: &str| nouns::act(word.trim_end_matches([',', '.'])).is_some();
    let other = |word: Option<&&str>| {
        word.is_some_and(|word| {
            matches!(*word, "on" | "against" | "of" | "into" | "from" | "by" | "in" | "at")
        })
    };
    let mut bare = words
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| matches!(pair[0], "the" | "this" | "these") && act(pair[1]));
    words.iter().any(|word| BLAME.contains(word)) && bare.any(|(at, _)| !other(words.get(at + 2)))
}

/// Whether one of two deeds is told to be another: "another attack", "they also hit", on other days.
fn is_another(story: &Story, one: &Event, other: &Event) -> bool {
    let Some(first) = other.sentences.first().filter(|at| !one.sentences.contains(at)) else {
        return false;
    };
    let words = Words::of(story.text, story.sentences[*first].span);
    let also = words.iter().any(|word| {
        matches!(
            word.trim_end_matches(','),
            "also" | "later" | "then" | "again" | "too" | "previously"
        )
    });
    let day = |date: &usize| {
        let date = &story.dates[*date];
        date.value.as_deref().unwrap_or_else(|| date.span.of(story.text))
    };
    let days = |event: &Event| event.when.iter().map(day).collect::<Vec<_>>();
    let (ones, others) = (days(one), days(other));
    let apart =
        !ones.is_empty() && !others.is_empty() && !ones.iter().any(|day| others.contains(day));
    also || apart || merge::tells_another(story, *first)
}

/// Whether bodies without a name of the very country that one deed was done to suffer the other: "Estonia", "two Estonian ministries".
fn hurt_there(story: &Story, one: &Event, other: &Event) -> bool {
    let [Party { actor: Some(state), .. }] = one.targets[..] else { return false };
    let names = &story.actors[state].mentions;
    let inside = |party: &Party| story.names_in(party.span);
    let its = |party: &Party| inside(party).any(|name| names.binary_search(&name).is_ok());
    let plain = |party: &Party| party.actor.is_none() && (inside(party).is_empty() || its(party));
    let public =
        |party: &Party| Words::of(story.text, party.span).iter().any(|w| w == "government");
    is_state(story, &one.targets)
        && !other.targets.is_empty()
        && other.targets.iter().all(plain)
        && other.targets.iter().any(|party| its(party) || public(party))
}

/// Whether a deed was done to a country as a whole.
fn is_state(story: &Story, targets: &[Party]) -> bool {
    matches!(targets, [Party { actor: Some(actor), .. }] if story.actors[*actor].kind == ActorType::State)
}
