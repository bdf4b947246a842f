//! The hand-written cases of `tests/cases/`: `amounts.txt` and `dates.txt` go through the rules,
//! `amounts_news.txt` and `dates_news.txt` are the phrasing of news, written without the program at
//! hand, `amounts_wire*.txt` and `dates_wire*.txt` that of newswire; `amounts_clauses.txt` has the verb
//! and the object of a sum, `amounts_links.txt` has what a sum is, by which word, and what other sum it equals.

use std::fmt::Write as _;

use jiff::civil::Date;
use rust_decimal::Decimal;
use wiredesk::extract::amounts::{Amount, amounts};
use wiredesk::extract::dates::dates;
use wiredesk::text::Span;

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

fn check_amounts(file: &str, text: &str) {
    check(file, &cases(text), |case| {
        amounts(case.sentence).iter().map(|a| written(case.sentence, a)).collect()
    });
}

fn check_dates(file: &str, text: &str) {
    check(file, &cases(text), |case| {
        let written = |d: &wiredesk::extract::dates::DateMention| {
            format!("{} = {}", d.span.of(case.sentence), d.value.as_deref().unwrap_or("null"))
        };
        dates(case.sentence, case.anchor).iter().map(written).collect()
    });
}

const AMOUNTS: &str = include_str!("cases/amounts.txt");
const AMOUNTS_NEWS: &str = include_str!("cases/amounts_news.txt");
const AMOUNTS_WIRE: &str = include_str!("cases/amounts_wire.txt");
const AMOUNTS_WIRE2: &str = include_str!("cases/amounts_wire2.txt");
const DATES_WIRE2: &str = include_str!("cases/dates_wire2.txt");
const DATES_WIRE: &str = include_str!("cases/dates_wire.txt");
const DATES: &str = include_str!("cases/dates.txt");
const DATES_NEWS: &str = include_str!("cases/dates_news.txt");

#[test]
fn every_amount_of_the_cases() {
    check_amounts("amounts.txt", AMOUNTS);
}

#[test]
fn every_amount_in_the_phrasing_of_news() {
    check_amounts("amounts_news.txt", AMOUNTS_NEWS);
}

#[test]
fn every_amount_of_newswire() {
    check_amounts("amounts_wire.txt", AMOUNTS_WIRE);
    check_amounts("amounts_wire2.txt", AMOUNTS_WIRE2);
}

#[test]
fn every_date_of_newswire() {
    check_dates("dates_wire.txt", DATES_WIRE);
    check_dates("dates_wire2.txt", DATES_WIRE2);
}

#[test]
fn every_date_of_the_cases() {
    check_dates("dates.txt", DATES);
}

#[test]
fn every_date_in_the_phrasing_of_news() {
    check_dates("dates_news.txt", DATES_NEWS);
}

/// What a sum is, by which word, and which sum it equals.
#[test]
fn every_link_of_the_cases() {
    check("amounts_links.txt", &cases(include_str!("cases/amounts_links.txt")), |case| {
        let found = amounts(case.sentence);
        let linked = |amount: &Amount| {
            let about = amount.about.map_or("nothing".to_owned(), |about| about.to_string());
            let by = amount.about_evidence.map_or("nothing", |span| span.of(case.sentence));
            let same = amount.equivalent.map(|other| found[other].span.of(case.sentence));
            let same = same.map_or(String::new(), |same| format!("; same as {same}"));
            format!("{}: {about} by {by}{same}", amount.span.of(case.sentence))
        };
        found.iter().map(linked).collect()
    });
}

/// The verb and the object that a sum stands with.
#[test]
fn every_clause_of_the_cases() {
    check("amounts_clauses.txt", &cases(include_str!("cases/amounts_clauses.txt")), |case| {
        let word = |span: Option<Span>| span.map_or("-", |span| span.of(case.sentence));
        let told = |amount: &Amount| {
            let sum = amount.span.of(case.sentence);
            let about = amount.about.map_or("-".to_owned(), |about| about.to_string());
            format!("{sum}: {about}; {}; {}", word(amount.verb), word(amount.object))
        };
        amounts(case.sentence).iter().map(told).collect()
    });
}

/// A rule that only ever finds something is half a rule: a third of the cases are traps.
#[test]
fn there_are_cases_enough() {
    let amounts = [AMOUNTS, AMOUNTS_NEWS, AMOUNTS_WIRE, AMOUNTS_WIRE2];
    for (texts, least) in [(amounts, 600), ([DATES, DATES_NEWS, DATES_WIRE, DATES_WIRE2], 250)] {
        let all: Vec<Case<'_>> = texts.into_iter().flat_map(cases).collect();
        let nothing = all.iter().filter(|case| case.expected.is_empty()).count();
        assert!(all.len() >= least, "{} sentences", all.len());
        assert!(nothing * 3 >= all.len(), "{nothing} of {} are traps", all.len());
    }
}
