//! Amounts: is it found, and is "$3bn" read as 3e9 US dollars?

use super::measure::{Kind, Measure, Section};
use super::overlap;
use super::tally::Tally;
use crate::eval::annotation::{Amount, Annotation, Range};
use crate::taxonomy::AmountKind;

/// Counts one article, if its gold has amounts.
pub fn count(gold: &Annotation, found: &Annotation, tally: &mut Tally) {
    let Some(gold) = &gold.amounts else { return };
    let found = found.amounts.as_deref().unwrap_or_default();
    let ranges =
        |list: &[Amount]| -> Vec<Range> { list.iter().map(|a| [a.start, a.end]).collect() };
    let (gold_ranges, found_ranges) = (ranges(gold), ranges(found));
    let pairs = overlap::pairs(&gold_ranges, &found_ranges);
    let exact = overlap::equal(&gold_ranges, &found_ranges);
    let right = pairs.iter().filter(|(g, f)| same_value(&gold[*g], &found[*f])).count();
    tally.count("amounts.span", exact, found.len(), gold.len());
    tally.count("amounts.overlap", pairs.len(), found.len(), gold.len());
    tally.count("amounts.value", right, found.len(), gold.len());
    for kind in AmountKind::ALL {
        let of = |amount: &Amount| amount.kind == Some(*kind);
        let right = |(g, f): &&(usize, usize)| of(&gold[*g]) && same_value(&gold[*g], &found[*f]);
        let (found, gold) = (found.iter().filter(|a| of(a)), gold.iter().filter(|a| of(a)));
        let right = pairs.iter().filter(right).count();
        tally.count(&format!("amounts.value.{kind}"), right, found.count(), gold.count());
    }
    for (at, gold) in gold.iter().enumerate() {
        let found = pairs.iter().find(|(g, _)| *g == at).map(|(_, f)| &found[*f]);
        fields(gold, found, tally);
    }
}

/// Whether what gold says of the value is what was found. What gold does not say is not asked.
pub fn same_value(gold: &Amount, found: &Amount) -> bool {
    let unit = gold.kind != Some(AmountKind::Duration) || same(&gold.unit, &found.unit);
    (gold.kind.is_none() || gold.kind == found.kind)
        && same(&gold.value, &found.value)
        && same(&gold.min, &found.min)
        && same(&gold.max, &found.max)
        && same(&gold.currency, &found.currency)
        && unit
}

/// Whether a field is the same; one that gold does not have is.
#[expect(clippy::option_option, reason = "missing and null mean different things")]
#[expect(clippy::ref_option, reason = "they are fields, as they stand")]
fn same<T: PartialEq>(gold: &Option<Option<T>>, found: &Option<Option<T>>) -> bool {
    gold.as_ref().is_none_or(|gold| *gold == *found.as_ref().unwrap_or(&None))
}

/// Each further field by itself, over all gold amounts that have it; a missed amount has none right.
fn fields(gold: &Amount, found: Option<&Amount>, tally: &mut Tally) {
    let mut field = |name: &str, is_given: bool, is_same: &dyn Fn(&Amount) -> bool| {
        if is_given {
            tally.share(&format!("amounts.{name}"), found.is_some_and(is_same));
        }
    };
    field("unit", gold.unit.is_some(), &|found| same(&gold.unit, &found.unit));
    field("modifier", gold.modifier.is_some(), &|found| same(&gold.modifier, &found.modifier));
    field("per", gold.per.is_some(), &|found| same(&gold.per, &found.per));
    field("about", gold.about.is_some(), &|found| same(&gold.about, &found.about));
}

/// The section of the report.
pub fn section() -> Section {
    let mut measures = vec![
        Measure::new("amounts.span", "both ends", Kind::Scores),
        Measure::new("amounts.overlap", "an overlap", Kind::Scores),
        Measure::new("amounts.value", "the value", Kind::Scores),
    ];
    for kind in AmountKind::ALL {
        let key = format!("amounts.value.{kind}");
        measures.push(Measure::new(key, format!("the value, {kind}"), Kind::Scores));
    }
    for name in ["unit", "modifier", "per", "about"] {
        measures.push(Measure::new(format!("amounts.{name}"), name, Kind::Share));
    }
    Section {
        title: "Amounts",
        about: "The value is right where the spans overlap and kind, value or bounds, currency and, \
                for a duration, unit are those of the gold.",
        measures,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(json: &str) -> Amount {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn three_billion_is_three_billion_however_written() {
        let gold =
            amount(r#"{"start": 0, "end": 4, "kind": "money", "value": 3e9, "currency": "USD"}"#);
        let found = |value: &str, currency: &str| {
            amount(&format!(
                r#"{{"start": 0, "end": 3, "kind": "money", "value": {value}, "min": null,
                    "currency": {currency}, "unit": null}}"#
            ))
        };
        assert!(same_value(&gold, &found("3000000000", "\"USD\"")));
        assert!(same_value(&gold, &found("3000000000.0", "\"USD\"")));
        assert!(!same_value(&gold, &found("3000000", "\"USD\"")));
        assert!(!same_value(&gold, &found("3000000000", "null")));
        assert!(!same_value(&gold, &found("null", "\"USD\"")));
    }

    #[test]
    fn null_is_an_answer_and_a_missing_field_is_none() {
        let gold = amount(r#"{"start": 0, "end": 4, "value": null, "min": 100, "max": 1000}"#);
        assert!(same_value(&gold, &amount(r#"{"start": 0, "end": 4, "min": 100, "max": 1000}"#)));
        assert!(!same_value(&gold, &amount(r#"{"start": 0, "end": 4, "value": 100}"#)));
    }
}
