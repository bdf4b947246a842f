//! The hand-written cases of `tests/cases/amounts.txt` and `dates.txt`.

use std::fmt::Write as _;

use jiff::civil::Date;
use rust_decimal::Decimal;
use wiredesk::extract::amounts::{Amount, amounts};
use wiredesk::extract::dates::dates;

/// A sentence, its line number, and the indented lines under it.
struct Case<'a> {
    line: usize,
    sentence: &'a str,
    expected: Vec<&'a str>,
    anchor: Option<Date>,
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut anchor = None;
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(date) = line.strip_prefix("anchor ") {
            anchor = (date != "none").then(|| date.parse().unwrap());
        } else if let Some(expected) = line.strip_prefix("  ") {
            cases.last_mut().unwrap().expected.push(expected);
        } else {
            cases.push(Case { line: number + 1, sentence: line, expected: Vec::new(), anchor });
        }
    }
    cases
}

/// An amount as the file writes it.
fn written(sentence: &str, amount: &Amount) -> String {
    let bounds = amount.min.zip(amount.max).map(|(min, max)| format!("{min}..{max}"));
    let value = amount.value.map(|v| v.to_string()).or(bounds).unwrap_or("?".to_owned());
    let mut line = format!("{} = {} {value}", amount.span.of(sentence), amount.kind);
    if amount.kind.name() == "money" {
        write!(line, " {}", amount.currency.as_deref().unwrap_or("-")).unwrap();
    }
    if let Some(unit) = &amount.unit {
        write!(line, "; unit {unit}").unwrap();
    }
    if let Some(modifier) = amount.modifier {
        write!(line, "; {modifier}").unwrap();
    }
    if let Some(per) = &amount.per {
        write!(line, "; per {per}").unwrap();
    }
    if let Some(about) = amount.about {
        write!(line, "; about {about}").unwrap();
    }
    line
}

/// Expected values may be written with closing zeros ("0.50"); found ones never are.
fn normal(expected: &str) -> String {
    let Some((span, rest)) = expected.split_once(" = ") else { return expected.to_owned() };
    let mut words: Vec<String> = rest.split(' ').map(str::to_owned).collect();
    let Some(value) = words.get(1) else { return expected.to_owned() };
    let (value, mark) = match value.strip_suffix(';') {
        Some(value) => (value, ";"),
        None => (value.as_str(), ""),
    };
    if let Ok(value) = value.parse::<Decimal>() {
        words[1] = format!("{}{mark}", value.normalize());
    }
    format!("{span} = {}", words.join(" "))
}

fn check(file: &str, cases: &[Case<'_>], find: impl Fn(&Case<'_>) -> Vec<String>) {
    let mut wrong = String::new();
    for case in cases {
        let found = find(case);
        let expected: Vec<String> = case.expected.iter().map(|e| normal(e)).collect();
        if found != expected {
            let (line, sentence) = (case.line, case.sentence);
            write!(
                wrong,
                "\n{file}:{line}: {sentence}\n  expected {expected:#?}\n  found {found:#?}"
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_amount_of_the_cases() {
    let cases = cases(include_str!("cases/amounts.txt"));
    assert!(cases.len() >= 200, "{} sentences", cases.len());
    check("amounts.txt", &cases, |case| {
        amounts(case.sentence).iter().map(|a| written(case.sentence, a)).collect()
    });
}

#[test]
fn every_date_of_the_cases() {
    let cases = cases(include_str!("cases/dates.txt"));
    assert!(cases.len() >= 80, "{} sentences", cases.len());
    check("dates.txt", &cases, |case| {
        let written = |d: &wiredesk::extract::dates::DateMention| {
            format!("{} = {}", d.span.of(case.sentence), d.value.as_deref().unwrap_or("null"))
        };
        dates(case.sentence, case.anchor).iter().map(written).collect()
    });
}
