//! What holds for amounts and dates of any text.

use std::time::{Duration, Instant};

use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use wiredesk::extract::amounts::{Amount, amounts, amounts_beside};
use wiredesk::extract::dates::{dates, parse_date};
use wiredesk::taxonomy::AmountKind;
use wiredesk::text::Span;

const WORDS: &str = "$|€|US$|USD|won|5|3.6|1,000|2017|2023|18|million|bn|m|percent|%|between|and|to|\
    from|-|–|hundreds|of|dollars|a|half|three|two|banks|people|years|year|ago|last|March|May|April|\
    4|,|.|the|18th|th|Thursday|Q1|quarter|first|more|than|over|about|or|if|not|+|(|)|per|annually|\
    stolen|ransom|one|and a half|early|mid|next|week|1990|s|’s|/|:|\u{a0}|é|½|trillion|hundred|FY|\
    99999999999999999999999999|U.S.|fiscal|in|out|that|month|K|M|Rs|\u{2009}|000|İ|ß|\u{301}";

/// Text that the grammars have much to say about: words of theirs and any others, glued or not.
fn newsy() -> impl Strategy<Value = String> {
    let words = prop::sample::select(WORDS.split('|').collect::<Vec<_>>());
    let glue = prop::sample::select(vec!["", " ", " ", " ", "\n"]);
    prop::collection::vec((words, glue), 0..24)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, glue)| [word, glue]).collect())
}

fn sound(text: &str, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(!span.is_empty() && span.start() >= end, "{span:?} in {text:?}");
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character of {text:?}");
        end = span.end();
    }
}

fn holds(text: &str, anchor: Option<Date>) {
    let found = amounts(text);
    sound(text, found.iter().map(|a| a.span));
    for amount in &found {
        if let (Some(min), Some(max)) = (amount.min, amount.max) {
            assert!(min <= max, "{amount:?} in {text:?}");
        }
        assert_eq!(amount.min.is_some(), amount.max.is_some());
        assert!(amount.value.is_none() || amount.min.is_none());
        assert_eq!(amount.about.is_some(), amount.about_evidence.is_some());
        if let Some(evidence) = amount.about_evidence {
            assert!(text.get(evidence.range()).is_some_and(|e| !e.is_empty()), "{text:?}");
        }
    }
    linked(&found);
    let mentions = dates(text, anchor);
    // Where a date is does not depend on what day it is.
    assert_eq!(found, amounts_beside(text, &mentions), "{text:?}");
    sound(text, mentions.iter().map(|d| d.span));
    let _ = parse_date(text);
}

/// Who is named as the same sum names it back, or is one of three.
fn linked(found: &[Amount]) {
    for (place, amount) in found.iter().enumerate() {
        let Some(other) = amount.equivalent else { continue };
        let back = found[other].equivalent.expect("a link has two ends");
        assert_ne!(other, place);
        assert!(back == place || (other < back && back < place), "{found:?}");
        assert_eq!(amount.about, found[other].about);
    }
}

/// A sum, a share or a length of time as plainly as it can be written; nothing for others.
fn canonical(amount: &Amount) -> Option<String> {
    let value = amount.value.filter(|value| !value.is_zero())?;
    // Three digits after the point could be thousands where dots group.
    let zero = if value.scale() == 3 { "0" } else { "" };
    match amount.kind {
        AmountKind::Money => {
            let code = amount.currency.as_deref()?;
            ["USD", "EUR", "KRW", "BTC"].contains(&code).then(|| format!("{code} {value}{zero}"))
        }
        AmountKind::Percent if amount.unit.is_none() => Some(format!("{value}{zero}%")),
        AmountKind::Duration => Some(format!("{value}{zero}-{}", amount.unit.as_deref()?)),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        holds(&text, None);
    }

    #[test]
    fn any_newsy_text(text in newsy(), days in 0..40_000_i64) {
        let anchor = Date::constant(1950, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        holds(&text, Some(anchor));
        holds(&text, Some(Date::MIN));
        holds(&text, Some(Date::MAX));
    }

    #[test]
    fn what_is_found_reads_back(text in newsy()) {
        for amount in amounts(&text) {
            let Some(written) = canonical(&amount) else { continue };
            let again = amounts(&written);
            prop_assert_eq!(again.len(), 1, "{} of {}", written, text);
            prop_assert_eq!(again[0].value, amount.value, "{} of {}", written, text);
            prop_assert_eq!(&again[0].currency, &amount.currency, "{} of {}", written, text);
        }
    }

    #[test]
    fn a_range_reads_back(low in 1..10_i64.pow(12), more in 1..10_i64.pow(12)) {
        let (low, high) = (Decimal::from(low), Decimal::from(low + more));
        for text in [
            format!("It has between ${low} and ${high}."),
            format!("It has from €{low} to €{high}."),
            format!("It has {low}.0 to {high}.0 percent."),
        ] {
            let found = amounts(&text);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!((found[0].min, found[0].max), (Some(low), Some(high)), "{}", text);
        }
    }

    #[test]
    fn a_sum_reads_back(units in 0..10_i64.pow(15), scale in 0..3_u32) {
        let value = Decimal::new(units, scale);
        for text in [format!("${value}"), format!("He had USD {value}."), format!("{value} euros")] {
            // Two digits after the point: three could be thousands of euros.
            let found = amounts(&text);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(found[0].value, Some(value), "{}", text);
        }
    }

    #[test]
    fn a_count_with_commas_reads_back(value in 2..10_i64.pow(15)) {
        let digits = value.to_string();
        let mut text = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        let found = amounts(&format!("They hit {text} servers."));
        let year = (1900..=2099).contains(&value) && !text.contains(',');
        prop_assert!(year || found[0].value == Some(Decimal::from(value)), "{}", text);
    }

    #[test]
    fn a_day_reads_back(days in 0..54_786_i64) {
        let date = Date::constant(1950, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let written = date.strftime("%B %-d, %Y").to_string();
        prop_assert_eq!(parse_date(&written), Some(date));
        prop_assert_eq!(parse_date(&date.to_string()), Some(date));
        let found = dates(&format!("It met on {written} in Seoul."), None);
        let value = date.to_string();
        prop_assert_eq!(found[0].value.as_deref(), Some(value.as_str()));
    }
}

/// Text that could make a parser look back or ahead without end: a megabyte of the plainest,
/// a twentieth of that of the others.
#[test]
fn hostile_text_takes_linear_time() {
    for part in ["$1", "9", "$$$$", "a million "] {
        quick(part, 1_000_000);
    }
    let parts = [
        "5 to ",
        "one hundred and ",
        "1,000",
        "1-",
        "between 5 and ",
        "1 000 ",
        "early ",
        "March ",
        "2017-",
        "hundreds of millions, if not billions, ",
        "3 April ",
        "million ",
        "more than ",
        "big ",
        "half ",
        "of ",
        "$5 stole ",
        "five-",
        "U.S.",
        "1.",
        "'s",
        "Thursday to ",
        "mid-",
        "(",
        "a ",
        "the 18th to ",
        "5 more or ",
        "next ",
        "April 3-",
        "12/",
        "one in ",
        "5 sanctions ",
        "will ",
    ];
    for part in parts {
        quick(part, 50_000);
    }
}

/// A clock says little on a busy machine, but the ratio of two times says whether four times the
/// text takes four times as long, as it should, or sixteen.
#[test]
fn four_times_the_text_takes_no_sixteen_times_as_long() {
    for part in ["$", "9", "$9", "9 $", "$9,999.99 ", "9.", "1'000", "$ 1-"] {
        let time = |len: usize| {
            let text = part.repeat(len / part.len());
            let start = Instant::now();
            holds(&text, None);
            start.elapsed()
        };
        let small = time(256 << 10).min(time(256 << 10));
        let large = time(1 << 20);
        let bound = small * 10 + Duration::from_millis(500);
        assert!(large < bound, "{part:?}: {small:?} for 256 KB, {large:?} for a megabyte");
    }
}

fn quick(part: &str, len: usize) {
    let text = part.repeat(len / part.len());
    let start = Instant::now();
    holds(&text, Some(Date::constant(2024, 4, 4)));
    let took = start.elapsed();
    // Seconds of a debug build on a busy machine; what is not linear would take hours.
    assert!(took < Duration::from_secs(90), "{len} bytes of {part:?} took {took:?}");
}
