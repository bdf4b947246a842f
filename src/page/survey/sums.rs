//! Money of many articles.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::record::Record;
use crate::taxonomy::About;

/// Sums of one kind in one currency.
#[derive(Default)]
pub(super) struct Sum {
    /// Each value once.
    pub values: BTreeSet<Decimal>,
    /// How often a sum was reported, over all articles.
    pub reports: usize,
    pub articles: usize,
}

impl Sum {
    /// The total of the values; `None` if it has more digits than can be exact.
    pub(super) fn total(&self) -> Option<Decimal> {
        self.values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))
    }

    pub(super) fn largest(&self) -> Option<Decimal> {
        self.values.last().copied()
    }
}

/// The sums of one currency.
pub(super) type Currency<'m> = (&'m Option<String>, Vec<(Option<About>, &'m Sum)>);

/// Money by currency and by what it is in the story.
#[derive(Default)]
pub(super) struct Money {
    sums: BTreeMap<(Option<String>, Option<About>), Sum>,
}

impl Money {
    /// Adds what the summary of an article counts: no second form of an equivalent, no sum twice.
    pub(super) fn add(&mut self, record: &Record) {
        for money in &record.summary.money {
            let sum = self.sums.entry((money.currency.clone(), money.about)).or_default();
            let amounts = money.amounts.iter().filter_map(|at| record.amounts.get(*at)?.value);
            let values: Vec<Decimal> = amounts.map(|value| value.0.normalize()).collect();
            sum.reports += values.len();
            sum.values.extend(values);
            sum.articles += 1;
        }
    }

    /// By currency, the one with the most reports first; in it as the taxonomy has it.
    pub(super) fn by_currency(&self) -> Vec<Currency<'_>> {
        let mut all: Vec<Currency> = Vec::new();
        for ((currency, about), sum) in &self.sums {
            match all.last_mut() {
                Some((known, list)) if *known == currency => list.push((*about, sum)),
                _ => all.push((currency, vec![(*about, sum)])),
            }
        }
        let reports =
            |list: &[(Option<About>, &Sum)]| list.iter().map(|(_, sum)| sum.reports).sum::<usize>();
        all.sort_by(|(a, one), (b, other)| {
            reports(other).cmp(&reports(one)).then_with(|| a.cmp(b))
        });
        // What no word says anything about comes last.
        for (_, list) in &mut all {
            list.sort_by_key(|(about, _)| (about.is_none(), *about));
        }
        all
    }
}
