//! The threat type of an event.
//!
//! A type is taken only where the frame makes it plain or the model sees it in the sentence:
//!
//! - a rule with one type: that type; with "?" only if the model sees it;
//! - a theft: of coins `cryptocurrency_theft`; of secrets `espionage`; of data `espionage` if the
//!   model sees that, and not much less than `data_breach`, else `data_breach`; of money `financial_theft`, or
//!   `cryptocurrency_theft` if the model sees that;
//! - an attack: what the noun or the sentence names ("ransomware", "denial-of-service",
//!   "phishing", "supply chain"); else, of the types that the model sees and an attack can be, the
//!   first of [`ATTACKS`], where the harm comes before the means.

use super::nouns;
use crate::taxonomy::ThreatType;

use ThreatType::{
    CriticalInfrastructure, CryptocurrencyTheft, DataBreach, Disinformation, Disruption, Espionage,
    FinancialTheft, Fraud, GeneralCyberThreat, Malware, Ransomware, SupplyChain,
    VulnerabilityExploitation,
};

/// What the model sees in a sentence.
pub(super) type Seen<'a> = &'a [(ThreatType, f32)];

/// Whether the model sees a type.
pub(super) fn sees(seen: Seen, threat: ThreatType) -> bool {
    seen.iter().any(|(of, _)| *of == threat)
}

/// Of `among` the type that the model scores highest; the first of equals.
pub(super) fn best(seen: Seen, among: &[ThreatType]) -> Option<ThreatType> {
    let mut best: Option<(ThreatType, f32)> = None;
    for (threat, score) in seen.iter().filter(|(threat, _)| among.contains(threat)) {
        if best.is_none_or(|(_, top)| *score > top) {
            best = Some((*threat, *score));
        }
    }
    best.map(|(threat, _)| threat)
}

/// Of the score of a breach, what spying must have in a sentence that sees both.
const BESIDE: f32 = 0.6;

/// The type of a theft of what `things` name (nouns in lower case).
pub(super) fn theft(seen: Seen, things: &[&str], money: bool) -> Option<ThreatType> {
    let any = |kind: &str| things.iter().any(|thing| nouns::is(kind, thing));
    let crypto = sees(seen, CryptocurrencyTheft) || any("coins") && sees(seen, FinancialTheft);
    if any("coins") && (crypto || !any("data"))
        || crypto && (money || any("money") || things.is_empty())
    {
        return Some(CryptocurrencyTheft);
    }
    if money && sees(seen, Ransomware) && !crypto {
        return Some(Ransomware);
    }
    if money && let Some(kind) = best(seen, &[CryptocurrencyTheft, FinancialTheft, Fraud]) {
        return Some(kind);
    }
    if any("secrets") {
        return best(seen, &[Espionage, DataBreach]).or(Some(Espionage));
    }
    if any("data") {
        let share =
            |of: ThreatType| seen.iter().find(|(kind, _)| *kind == of).map(|(_, score)| *score);
        // A weak sight of spying beside a plain breach is that of the breach.
        let spies = share(Espionage)
            .is_some_and(|spying| spying >= BESIDE * share(DataBreach).unwrap_or_default());
        return Some(if spies { Espionage } else { DataBreach });
    }
    if money || any("money") {
        return best(seen, &[CryptocurrencyTheft, FinancialTheft, Fraud]).or(None);
    }
    best(seen, &[CryptocurrencyTheft, FinancialTheft, Espionage, DataBreach])
}

/// What an attack can be, the harm before the means.
const ATTACKS: &[ThreatType] = &[
    Ransomware,
    CryptocurrencyTheft,
    FinancialTheft,
    Espionage,
    DataBreach,
    Disruption,
    CriticalInfrastructure,
    SupplyChain,
    Disinformation,
    Malware,
    Fraud,
    VulnerabilityExploitation,
    GeneralCyberThreat,
];

/// The type of an attack, by the words of its clause and what the model sees.
pub(super) fn attack(seen: Seen, words: &[&str]) -> Option<ThreatType> {
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let both = |a: &str, b: &str| words.contains(&a) && words.contains(&b);
    if any(&["ransomware"]) {
        return Some(Ransomware);
    }
    if any(&["ddos", "denial-of-service", "denial", "wiper", "defacement"]) {
        return Some(Disruption);
    }
    if any(&["phishing", "spearphishing", "spear-phishing"]) {
        return Some(Fraud);
    }
    if any(&["supply-chain"]) || both("supply", "chain") {
        return Some(SupplyChain);
    }
    if any(&["espionage"]) {
        return Some(Espionage);
    }
    let found = ATTACKS.iter().copied().find(|threat| sees(seen, *threat));
    // "the hack of the exchange": money that a crypto firm lost.
    let coins = words.iter().any(|word| nouns::is("coins", word));
    if found == Some(FinancialTheft) && coins { Some(CryptocurrencyTheft) } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_sight_of_spying_is_a_plain_breach() {
        let of = |spying: f32| theft(&[(DataBreach, 0.9), (Espionage, spying)], &["files"], false);
        assert_eq!((of(0.5), of(0.8)), (Some(DataBreach), Some(Espionage)));
        assert_eq!(theft(&[(Espionage, 0.5)], &["files"], false), Some(Espionage));
    }
}
