//! What an article as a whole says: who, to whom, according to whom, how much money.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::extract::amounts::Amount;
use crate::taxonomy::{About, AmountKind, Role};

/// Money of one kind in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// What the sums are.
    pub about: Option<About>,
    /// ISO 4217, or the ticker of a crypto-asset.
    pub currency: Option<String>,
    /// The sum of `amounts`.
    pub total: Decimal,
    /// Places among the amounts of those that were added up.
    pub amounts: Vec<usize>,
}

/// The summary of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Actors with the role.
    pub perpetrators: Vec<usize>,
    /// Actors with the role.
    pub targets: Vec<usize>,
    /// Actors with the role.
    pub accusers: Vec<usize>,
    /// Money by what it is, then by currency.
    pub money: Vec<Money>,
}

/// Sums up roles and amounts. Each sum counts once: not the second form of an equivalent, nor one
/// with the value, the currency and the `about` of an earlier one. What has no exact value, or
/// recurs ("a year"), is in no total.
pub(in crate::extract) fn summary(roles: &[Vec<Role>], amounts: &[Amount]) -> Summary {
    let with = |role: Role| (0..roles.len()).filter(|at| roles[*at].contains(&role)).collect();
    let mut money: BTreeMap<(Option<About>, Option<String>), Vec<usize>> = BTreeMap::new();
    for (at, amount) in amounts.iter().enumerate() {
        let repeats = amount.equivalent.is_some_and(|other| other < at);
        if amount.kind != AmountKind::Money
            || amount.value.is_none()
            || amount.per.is_some()
            || repeats
        {
            continue;
        }
        let list = money.entry((amount.about, amount.currency.clone())).or_default();
        if list.iter().all(|other: &usize| amounts[*other].value != amount.value) {
            list.push(at);
        }
    }
    let total = |list: &[usize]| {
        list.iter().try_fold(Decimal::ZERO, |sum, at| sum.checked_add(amounts[*at].value?))
    };
    // A total beyond 28 digits is left out: half of it would be wrong.
    let money = money.into_iter().filter_map(|((about, currency), amounts)| {
        Some(Money { about, currency, total: total(&amounts)?, amounts })
    });
    Summary {
        perpetrators: with(Role::Perpetrator),
        targets: with(Role::Target),
        accusers: with(Role::Accuser),
        money: money.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::amounts::amounts;

    #[test]
    fn repeats_and_equivalents_count_once() {
        let text = "They stole $5 million (4.5 million euros) and $2.50, and lost $5 million and about $1 billion a year.";
        let found = amounts(text);
        let summary = summary(&[vec![Role::Target], vec![Role::Perpetrator, Role::Target]], &found);
        let money: Vec<String> = summary
            .money
            .iter()
            .map(|m| format!("{:?} {:?} {}", m.about, m.currency.as_deref(), m.total))
            .collect();
        assert_eq!(money, ["Some(Loss) Some(\"USD\") 5000002.5"]);
        assert_eq!((summary.perpetrators, summary.targets), (vec![1], vec![0, 1]));
    }
}
