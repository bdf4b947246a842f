//! What an article as a whole says: who, to whom, according to whom, how much money.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::rounded;
use crate::extract::amounts::Amount;
use crate::extract::dates::Period;
use crate::extract::story::Story;
use crate::taxonomy::{About, AmountKind, Role};
use crate::text::Span;

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
/// with the value, the currency and the `about` of another, nor one that the text gives only about
/// and another in full ("nearly $2.5 billion", "$2.45 billion"), nor one that is [part of a larger
/// one](part_of_another). What has no exact value, or recurs ("a year"), is in no total.
pub(in crate::extract) fn summary(roles: &[Vec<Role>], story: Story) -> Summary {
    let with = |role: Role| (0..roles.len()).filter(|at| roles[*at].contains(&role)).collect();
    let mut money: BTreeMap<(Option<About>, Option<String>), Vec<Sum>> = BTreeMap::new();
    for (at, amount) in story.amounts.iter().enumerate() {
        let repeats = amount.equivalent.is_some_and(|other| other < at);
        let Some(value) = amount.value else { continue };
        if amount.kind != AmountKind::Money || amount.per.is_some() || repeats {
            continue;
        }
        let list = money.entry((amount.about, amount.currency.clone())).or_default();
        let mut when = period(story, amount.span);
        let is = |round: &Amount, full: &Amount| {
            round.modifier.is_some() && rounded::is_round(round, full)
        };
        let same = |other: &&mut Sum| other.value == value || is(amount, &story.amounts[other.at]);
        if let Some(told) = list.iter_mut().find(same) {
            // A headline tells a sum, the story its time.
            told.when = told.when.or(when);
            continue;
        }
        // "nearly $1.5 billion" was this one.
        if let Some(round) = list.iter().position(|other| is(&story.amounts[other.at], amount)) {
            when = when.or(list.remove(round).when);
        }
        list.push(Sum { at, value, when });
    }
    // A total beyond 28 digits is left out: half of it would be wrong.
    let money = money.into_iter().filter_map(|((about, currency), sums)| {
        let whole = || sums.iter().filter(|sum| !part_of_another(sum, &sums));
        let total = whole().try_fold(Decimal::ZERO, |total, sum| total.checked_add(sum.value))?;
        Some(Money { about, currency, total, amounts: whole().map(|sum| sum.at).collect() })
    });
    Summary {
        perpetrators: with(Role::Perpetrator),
        targets: with(Role::Target),
        accusers: with(Role::Accuser),
        money: money.collect(),
    }
}

/// A sum that may be added to others of its kind.
struct Sum {
    /// Place among the amounts.
    at: usize,
    value: Decimal,
    when: Option<Period>,
}

/// The time that a sum is told of: the date of its sentence that stands nearest to it, of two
/// equally near ones the first.
fn period(story: Story, amount: Span) -> Option<Period> {
    let at = story.sentences.partition_point(|sentence| sentence.span.end() < amount.end());
    let sentence = story.sentences.get(at)?.span;
    if !sentence.contains(amount) {
        return None;
    }
    let gap = |date: Span| {
        date.start().saturating_sub(amount.end()) + amount.start().saturating_sub(date.end())
    };
    let from = story.dates.partition_point(|date| date.span.start() < sentence.start());
    let dates = story.dates[from..].iter().take_while(|date| sentence.contains(date.span));
    let nearest = dates.min_by_key(|date| gap(date.span))?;
    Period::parse(nearest.value.as_deref()?)
}

/// Whether a larger sum of the same kind is told of a longer time that holds the time of this one:
/// "$750 million last year" beside "$3 billion from 2017 to 2023". News that gives both means the
/// first as a part of the second; added up they would count it twice.
fn part_of_another(sum: &Sum, all: &[Sum]) -> bool {
    let Some(when) = sum.when else { return false };
    all.iter().any(|other| {
        other.value > sum.value
            && other.when.is_some_and(|longer| {
                longer != when && longer.first <= when.first && when.last <= longer.last
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::amounts::amounts;
    use crate::extract::dates::{DateMention, dates};
    use crate::extract::story::StorySentence;

    /// The summary of sentences, each on a line of its own; the article is of 5 March 2024.
    fn summed(text: &str, roles: &[Vec<Role>]) -> Summary {
        let (mut found, mut told, mut sentences) = (Vec::new(), Vec::new(), Vec::new());
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let day = jiff::civil::Date::constant(2024, 3, 5);
            told.extend(
                dates(line, Some(day))
                    .into_iter()
                    .map(|date| DateMention { span: date.span.shift(start), ..date }),
            );
            let first = found.len();
            found.extend(amounts(line).into_iter().map(|amount| Amount {
                span: amount.span.shift(start),
                equivalent: amount.equivalent.map(|other| first + other),
                ..amount
            }));
            let span = Span::new(start, start + line.len());
            sentences.push(StorySentence { span, words: &[], threats: Vec::new(), told: None });
            start += line.len();
        }
        let (amounts, dates) = (&*found, &*told);
        let sentences = &*sentences;
        summary(roles, Story { text, sentences, mentions: &[], amounts, dates, actors: &[] })
    }

    fn money(text: &str) -> Vec<String> {
        let money = summed(text, &[]).money;
        money
            .iter()
            .map(|m| format!("{:?} {:?} {}", m.about, m.currency.as_deref(), m.total))
            .collect()
    }

    #[test]
    fn roles_by_actor() {
        let summary = summed("", &[vec![Role::Target], vec![Role::Perpetrator, Role::Target]]);
        assert_eq!((summary.perpetrators, summary.targets), (vec![1], vec![0, 1]));
    }

    #[test]
    fn repeats_and_equivalents_count_once() {
        let text = "They stole $5 million (4.5 million euros) and $2.50, and lost $5 million and about $1 billion a year.";
        assert_eq!(money(text), ["Some(Loss) Some(\"USD\") 5000002.5"]);
    }

    #[test]
    fn a_sum_told_roundly_and_in_full_counts_once() {
        for text in [
            "They stole nearly $2.5 billion.\nThey stole $2.45 billion.\n",
            "They stole $2.45 billion.\nThey stole nearly $2.5 billion.\n",
        ] {
            let found = summed(text, &[]).money;
            assert_eq!(money(text), ["Some(Loss) Some(\"USD\") 2450000000"], "{text}");
            assert_eq!(found[0].amounts.len(), 1, "{text}");
        }
        // Nothing says that one is round, or it is round of another.
        for (text, total) in [
            ("They stole $2.5 billion.\nThey stole $2.45 billion.\n", 4_950_000_000_u64),
            ("They stole nearly $2.5 billion.\nThey stole $2.25 billion.\n", 4_750_000_000),
        ] {
            assert_eq!(money(text), [format!("Some(Loss) Some(\"USD\") {total}")], "{text}");
        }
    }

    #[test]
    fn a_part_of_a_larger_sum_is_not_added_to_it() {
        let longer = "They stole $3 billion between 2017 and 2023.\n";
        let last_year = "Last year they stole $750 million.\n";
        for text in [format!("{longer}{last_year}"), format!("{last_year}{longer}")] {
            assert_eq!(money(&text), ["Some(Loss) Some(\"USD\") 3000000000"], "{text}");
        }
        // The time of a sum may stand where the sum is told again.
        let headline = "Thieves stole $3 billion.\n";
        assert_eq!(
            money(&format!("{headline}{last_year}{longer}")),
            ["Some(Loss) Some(\"USD\") 3000000000"]
        );
        // Of the dates of a sentence the nearest is that of the sum.
        let told_now =
            "In a report of 1 March 2024 it says that they stole $3 billion from 2017 to 2023.\n";
        assert_eq!(
            money(&format!("{told_now}{last_year}")),
            ["Some(Loss) Some(\"USD\") 3000000000"]
        );
    }

    #[test]
    fn sums_that_may_be_apart_are_added() {
        for text in [
            // The larger one is of the shorter time.
            "They stole $3 billion in 2023.\nThey stole $5 million from 2017 to 2023.\n",
            // The same time.
            "They stole $3 billion in 2023.\nThey stole $5 million in 2023.\n",
            // Times that only overlap.
            "They stole $3 billion from 2017 to 2022.\nThey stole $5 million from 2021 to 2023.\n",
            // No time.
            "They stole $3 billion from 2017 to 2023.\nThey stole $5 million.\n",
        ] {
            assert_eq!(money(text), ["Some(Loss) Some(\"USD\") 3005000000"], "{text}");
        }
        assert_eq!(
            money("They stole $3 billion from 2017 to 2023.\nThey stole €5 million in 2023.\n"),
            ["Some(Loss) Some(\"EUR\") 5000000", "Some(Loss) Some(\"USD\") 3000000000"]
        );
    }
}
