//! Whom a deed brings money in for: "58 heists, believed to have brought in $3 billion for Pyongyang" names who is behind
//! them, and nobody who was robbed. And whose deeds pay for weapons: "Russia blocked a look into how North Korea's thefts are
//! funding its missiles".

use super::accusers;
use super::scene::Scene;
use crate::extract::clauses::{Class, Frame, Group};
use crate::extract::story::Party;
use crate::taxonomy::ThreatType;

/// Verbs of gaining.
const GAIN: &[&str] =
    &["bring", "earn", "net", "raise", "generate", "make", "fetch", "yield", "gain"];
/// Verbs of paying for something.
const PAY: &[&str] = &["fund", "finance", "bankroll"];
/// Words between such a verb and the one for whom.
const NEAR: usize = 10;

/// Those who did a theft and those to whom, without those among the latter for whom it brought money in; where nobody
/// else did it, it was these.
pub(super) fn apart(
    scene: &Scene,
    kind: ThreatType,
    mut by: Vec<Party>,
    to: Vec<Party>,
) -> (Vec<Party>, Vec<Party>) {
    if !matches!(
        kind,
        ThreatType::CryptocurrencyTheft
            | ThreatType::FinancialTheft
            | ThreatType::Fraud
            | ThreatType::Ransomware
            | ThreatType::GeneralCyberThreat
    ) {
        return (by, to);
    }
    let (gained, to): (Vec<Party>, Vec<Party>) =
        to.into_iter().partition(|party| gains(scene, party));
    if by.is_empty() {
        by = gained;
    }
    (by, to)
}

/// Takes those from the ones who pay for weapons whom the sentence names, but not in what it says pays for them.
pub(super) fn whose_money_pays(scene: &Scene, kind: ThreatType, by: &mut Vec<Party>) {
    if kind != ThreatType::WeaponsFinancing {
        return;
    }
    let clauses = scene.clauses;
    let pays = |(group, _): &(&Group, &Frame)| PAY.contains(&scene.lemma(group));
    let verbs = clauses.groups.iter().zip(&clauses.frames).filter(pays);
    let money: Vec<usize> = verbs.filter_map(|(group, frame)| clauses.doer(group, frame)).collect();
    let theirs = |party: &Party| money.iter().any(|phrase| accusers::names(scene, *phrase, party));
    if by.iter().any(theirs) {
        by.retain(theirs);
    }
}

/// Whether the sentence says for whom money came in, and names the party there.
fn gains(scene: &Scene, party: &Party) -> bool {
    let tokens = &scene.clauses.tokens;
    let named = |at: usize| {
        let actor = tokens[at].mention.and_then(|mention| scene.reading.actor_of(mention));
        party.span.contains(tokens[at].span) || actor.is_some() && actor == party.actor
    };
    (1..tokens.len()).filter(|at| named(*at)).any(|at| {
        let the = usize::from(tokens[at - 1].class == Class::Det);
        let Some(word) = at.checked_sub(1 + the).filter(|word| &*tokens[*word].lower == "for")
        else {
            return false;
        };
        let before = word.saturating_sub(NEAR)..word;
        let gain = |at: &usize| tokens[*at].lemma().is_some_and(|lemma| GAIN.contains(&lemma));
        let verb = before.rev().find(gain);
        verb.is_some_and(|verb| tokens[verb..word].iter().any(|token| token.amount.is_some()))
    })
}
