//! Deeds that are told beside each other.
//!
//! - An attack on infrastructure that is told as what it was (files locked, stolen or wiped) is that deed, and no second one; nor
//!   are its means, the malware and the flaw.
//! - The supplier that was broken into and its customers, in one sentence: each is the victim of its own deed.

use super::{Event, again, merge};
use crate::extract::story::{Party, Story};
use crate::taxonomy::ThreatType;

/// Takes apart what one sentence tells of two deeds, and leaves out what is told twice.
pub(super) fn apart(story: &Story, mut events: Vec<Event>) -> Vec<Event> {
    suppliers(story, &mut events);
    let mut events = told_once(story, events);
    events.sort_by_key(|event| event.sentences.first().copied());
    events
}

/// Whether an event of one type may be the means, or the place, of a deed of another, and no deed of its own.
fn serves(kind: ThreatType, deed: ThreatType) -> bool {
    use ThreatType::{
        CriticalInfrastructure, CryptocurrencyTheft, DataBreach, Disruption, Espionage,
        FinancialTheft, Malware, Ransomware, SupplyChain, VulnerabilityExploitation,
    };
    let harm = matches!(deed, Ransomware | Disruption | DataBreach | SupplyChain | Espionage);
    match kind {
        CriticalInfrastructure => harm || deed == Malware,
        Malware | VulnerabilityExploitation => {
            harm || matches!(deed, CryptocurrencyTheft | FinancialTheft)
        }
        _ => false,
    }
}

/// Of so many events around it an event may be one.
const NEAR: usize = 32;

/// Leaves out what only served another deed of the same perpetrator that the same sentence tells, or that has the same target, if only by
/// a noun: "the clinic".
fn told_once(story: &Story, mut events: Vec<Event>) -> Vec<Event> {
    let mut at = 0;
    while at < events.len() {
        let own = &events[at];
        let near = at.saturating_sub(NEAR)..events.len().min(at + NEAR);
        let open = |event: &Event| event.perpetrators.is_empty();
        let deed = near.into_iter().find(|other| {
            let other = &events[*other];
            serves(own.kind, other.kind)
                && (open(own)
                    || open(other)
                    || merge::agree(story, &own.perpetrators, &other.perpetrators))
                && (is_told_together(own, other)
                    || merge::agree(story, &own.targets, &other.targets)
                    || again::means(story, own, other))
        });
        match deed {
            Some(deed) => {
                let own = events.remove(at);
                let deed = &mut events[if deed > at { deed - 1 } else { deed }];
                if deed.perpetrators.is_empty() {
                    deed.perpetrators.clone_from(&own.perpetrators);
                }
                merge::around(deed, own);
            }
            None => at += 1,
        }
    }
    events
}

/// Whether a sentence tells both.
fn is_told_together(one: &Event, other: &Event) -> bool {
    one.sentences.iter().any(|sentence| other.sentences.contains(sentence))
}

/// The targets of a compromised supplier and of a deed to its customers that one sentence tells: who is the only target of one
/// is none of the other.
fn suppliers(story: &Story, events: &mut [Event]) {
    for at in 0..events.len() {
        if events[at].kind != ThreatType::SupplyChain {
            continue;
        }
        for other in at.saturating_sub(NEAR)..events.len().min(at + NEAR) {
            let kind = events[other].kind;
            if kind != ThreatType::SupplyChain && is_told_together(&events[at], &events[other]) {
                only_its_own(story, events, at, other);
                only_its_own(story, events, other, at);
            }
        }
    }
}

/// Takes the only target of one event from the several of another.
fn only_its_own(story: &Story, events: &mut [Event], one: usize, other: usize) {
    if let [only] = events[one].targets[..] {
        let is = |target: &Party| {
            merge::agree(story, std::slice::from_ref(target), std::slice::from_ref(&only))
        };
        let targets = &mut events[other].targets;
        if targets.iter().any(|target| !is(target)) {
            targets.retain(|target| !is(target));
        }
    }
}
