//! The examples of the rules: each sentence gives its event by the rule that it stands under.

use super::rules::rules;
use super::*;
use crate::extract::Mention;
use crate::extract::actors::actors;
use crate::extract::amounts::amounts_beside;
use crate::extract::dates::dates;
use crate::extract::marked::marked;
use crate::extract::statements::statements;
use crate::extract::story::{Story, StorySentence};
use crate::text::{Span, words};

/// The events of one sentence, as `show` tells each, given the text and its mentions.
fn found(
    marks: &str,
    threats: &str,
    show: impl Fn(&Event, &str, &[Mention]) -> String,
) -> Vec<String> {
    let (text, mentions) = marked(marks);
    let words = words(&text);
    let dates = dates(&text, None);
    let amounts = amounts_beside(&text, &dates);
    let actors = actors(&text, &mentions);
    let threats = threats.split(',').map(|name| (name.parse().unwrap(), 0.9)).collect();
    let sentences = [StorySentence { span: Span::new(0, text.len()), words: &words, threats }];
    let story = Story {
        text: &text,
        sentences: &sentences,
        mentions: &mentions,
        amounts: &amounts,
        dates: &dates,
        actors: &actors,
    };
    let reading = Reading::new(story);
    let statements = statements(&reading, &Suspects::of(&reading));
    events(&reading, &statements).iter().map(|event| show(event, &text, &mentions)).collect()
}

/// Rule, type and sides of the events of one sentence, a line each.
fn told(marks: &str, threats: &str) -> Vec<String> {
    found(marks, threats, |e, text, _| {
        let names = |parties: &[Party]| {
            let names: Vec<&str> = parties.iter().map(|party| party.span.of(text)).collect();
            if names.is_empty() { "-".to_owned() } else { names.join("; ") }
        };
        format!("{}: {} | {} | {}", e.rule, e.kind, names(&e.perpetrators), names(&e.targets))
    })
}

#[test]
fn places_are_where_the_deed_or_its_victim_is_set() {
    for (marks, threats, expected) in [
        (
            "Hackers stole $3 million from a bank in [LOC Hong Kong] and one in the [LOC Emirates].",
            "financial_theft",
            "Hong Kong; Emirates",
        ),
        (
            "Hackers encrypted the servers of a clinic in [LOC Newcastle], [LOC New South Wales].",
            "ransomware",
            "Newcastle; New South Wales",
        ),
        (
            "Hackers encrypted the servers of a clinic in the north of [LOC Germany].",
            "ransomware",
            "Germany",
        ),
        ("Hackers encrypted the servers of an [LOC Ohio] clinic.", "ransomware", "Ohio"),
        ("Thieves tricked a teacher from [LOC Osaka] out of $3 million.", "fraud", "Osaka"),
        (
            "Police in [LOC Boston] said that hackers stole $3 million from a bank in [LOC Ohio].",
            "financial_theft",
            "Ohio",
        ),
    ] {
        let places = found(marks, threats, |event, text, mentions| {
            let names: Vec<&str> =
                event.places.iter().map(|place| mentions[*place].span.of(text)).collect();
            names.join("; ")
        });
        assert_eq!(places, [expected], "{marks}");
    }
}

#[test]
fn every_example_of_the_rules() {
    let mut wrong = Vec::new();
    for rule in &rules().list {
        for example in &rule.examples {
            let (threats, rest) = example[1..].split_once("} ").unwrap();
            let (sentence, expected) = rest.split_once(" => ").unwrap();
            let found = told(sentence, threats);
            let expected = format!("{}: {expected}", rule.name);
            if found != [expected.clone()] {
                wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_did_not_happen_is_no_event() {
    for sentence in [
        "[GROUP Kimsuky] did not hack the agency.",
        "[GROUP Kimsuky] may have hacked the agency.",
        "[GROUP Kimsuky] plans to hack the agency.",
        "The [ORG FBI] hacked the servers of the gang.",
        "There is no evidence that [GROUP Kimsuky] hacked the agency.",
    ] {
        assert_eq!(told(sentence, "general_cyber_threat"), Vec::<String>::new(), "{sentence}");
    }
}
