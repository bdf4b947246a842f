//! The examples of the rules: each sentence gives its event by the rule that it stands under.

use super::rules::rules;
use super::*;
use crate::extract::Mention;
use crate::extract::marked;
use crate::extract::statements::statements;
use crate::extract::story::Story;
use crate::model::links::Link;
use crate::model::told::{Deed, Sides, Told};
use crate::text::Span;

mod bystanders;
mod doubled;
mod naming;
mod others;
mod parties;
mod roles;
mod scores;
mod spared;
mod stories;
mod telling;

/// The events of one sentence, as `show` tells each, given the text and its mentions.
fn found(
    marks: &str,
    threats: &str,
    show: impl Fn(&Event, &str, &[Mention]) -> String,
) -> Vec<String> {
    read(marks, threats, |_, _, _| None, show)
}

/// The same of sentences, a line each, of which a model tells something, given the text, the number of the sentence, and the
/// words of each.
fn read(
    marks: &str,
    threats: &str,
    tell: impl Fn(&str, usize, &[Vec<Span>]) -> Option<Told>,
    show: impl Fn(&Event, &str, &[Mention]) -> String,
) -> Vec<String> {
    with_reading(marks, threats, tell, |reading, statements| {
        let Story { text, mentions, .. } = reading.story;
        events(reading, statements).iter().map(|event| show(event, text, mentions)).collect()
    })
}

/// What `ask` says of such sentences and their statements.
fn with_reading<T>(
    marks: &str,
    threats: &str,
    tell: impl Fn(&str, usize, &[Vec<Span>]) -> Option<Told>,
    ask: impl FnOnce(&Reading, &[Statement]) -> T,
) -> T {
    let threats: Vec<(ThreatType, f32)> =
        threats.split(',').map(|name| (name.parse().unwrap(), 0.9)).collect();
    marked::with_reading(marks, &threats, tell, |reading| {
        ask(reading, &statements(reading, &Suspects::of(reading)).0)
    })
}

/// Rule, type and sides of an event.
fn line(event: &Event, text: &str, _: &[Mention]) -> String {
    let names = |parties: &[Party]| {
        let names: Vec<&str> = parties.iter().map(|party| party.span.of(text)).collect();
        if names.is_empty() { "-".to_owned() } else { names.join("; ") }
    };
    let (by, to) = (names(&event.perpetrators), names(&event.targets));
    format!("{}: {} | {by} | {to}", event.rule, event.kind)
}

/// The sides of an event, with a star behind who has an actor.
fn stars(event: &Event, text: &str, _: &[Mention]) -> String {
    let names = |parties: &[Party]| {
        let name = |party: &Party| {
            let words: Vec<&str> = party.span.of(text).split_whitespace().collect();
            format!("{}{}", words.join(" "), if party.actor.is_some() { "*" } else { "" })
        };
        parties.iter().map(name).collect::<Vec<_>>().join("; ")
    };
    format!("{} | {}", names(&event.perpetrators), names(&event.targets))
}

/// Rule, type and sides of the events of one sentence, a line each.
fn told(marks: &str, threats: &str) -> Vec<String> {
    found(marks, threats, line)
}

/// The same where a model takes the sentence with probability `sure` for the first to tell a deed of the type,
/// and marks stretches of words, `;` between several.
fn told_by_model(marks: &str, kind: &str, sure: f32, by: &str, to: &str) -> Vec<String> {
    let tell = |text: &str, at: usize, words: &[Vec<Span>]| {
        let sides = words[at].iter().map(|word| Sides {
            perpetrator: share(text, *word, by),
            target: share(text, *word, to),
            speaker: 0.1,
        });
        Some(Told {
            kinds: [0.9, 0.1, 0.0, 0.0, 0.0],
            deed: sure,
            events: vec![(kind.parse().unwrap(), sure)],
            sides: sides.collect(),
            deeds: Vec::new(),
        })
    };
    read(marks, kind, tell, line)
}

/// How likely a word is a part of a side that is some stretches of the text (`share_of`).
fn share(text: &str, word: Span, stretches: &str) -> f32 {
    marked::share_of(text, word, stretches).unwrap_or(0.1)
}

/// The same of sentences, a line each, the last of which the model takes for the first to tell a deed, and to which it links
/// stretches of words of any of them; `marked` are those that it marks for who did it in their own sentence.
fn told_by_links(marks: &str, kind: &str, marked: &str, by: &str, to: &str) -> Vec<String> {
    linked(marks, kind, marked, (by, to), line)
}

/// The same, as `show` tells each event.
fn linked(
    marks: &str,
    kind: &str,
    marked: &str,
    (by, to): (&str, &str),
    show: impl Fn(&Event, &str, &[Mention]) -> String,
) -> Vec<String> {
    let deed = |at: usize, sentences: usize| {
        if at + 1 == sentences { vec![(kind, by, to)] } else { Vec::new() }
    };
    with_deeds(marks, kind, marked, deed, show)
}

/// The events of sentences, a line each, where a model takes some for the first to tell deeds: their types and the words linked to
/// them, given the number of the sentence and of all.
fn with_deeds<'a>(
    marks: &str,
    kind: &str,
    marked: &str,
    deeds: impl Fn(usize, usize) -> Vec<(&'a str, &'a str, &'a str)>,
    show: impl Fn(&Event, &str, &[Mention]) -> String,
) -> Vec<String> {
    let tell = |text: &str, at: usize, words: &[Vec<Span>]| {
        let deeds = deeds(at, words.len());
        let told = |(kind, by, to): &(&str, &str, &str)| {
            let link = |word: &Span| Link {
                perpetrator: share(text, *word, by),
                target: share(text, *word, to),
            };
            let words = words.iter().flatten().map(link).collect();
            Deed { kind: kind.parse().unwrap(), from: 0, words }
        };
        // Of who says so this model has no opinion.
        let sides = words[at].iter().map(|word| Sides {
            perpetrator: share(text, *word, marked),
            target: 0.0,
            speaker: 0.1,
        });
        let sure = if deeds.is_empty() { 0.1 } else { 0.9 };
        let kinds: Vec<&str> =
            if deeds.is_empty() { vec![kind] } else { deeds.iter().map(|deed| deed.0).collect() };
        Some(Told {
            kinds: [0.9, 0.1, 0.0, 0.0, 0.0],
            deed: sure,
            events: kinds.iter().map(|kind| (kind.parse().unwrap(), sure)).collect(),
            sides: sides.collect(),
            deeds: deeds.iter().map(told).collect(),
        })
    };
    read(marks, kind, tell, show)
}

/// Type and sides of the events of sentences, the last of which tells deeds.
fn together(marks: &str, deeds: &[(&str, &str, &str)]) -> Vec<String> {
    let last = |at: usize, all: usize| if at + 1 == all { deeds.to_vec() } else { Vec::new() };
    let found = with_deeds(marks, deeds[0].0, "", last, line);
    found.iter().map(|line| line.split_once(": ").unwrap().1.to_owned()).collect()
}

/// The one who did the deed of the first sentence, and to whom.
fn first_by(marks: &str, by: &str, to: &str) -> Vec<String> {
    let first = |at: usize, _| if at == 0 { vec![("espionage", by, to)] } else { Vec::new() };
    with_deeds(marks, "espionage", "", first, stars)
}

#[test]
fn what_is_in_two_countries_is_two() {
    for (country, events) in [("France", 2), ("Iran", 1)] {
        let first = "[GROUP Lazarus Group] encrypted the servers of a bank in [LOC Iran].";
        let second = "[GROUP Lazarus Group] encrypted the servers of a hospital in";
        let found = told(&format!("{first}\n{second} [LOC {country}]."), "ransomware");
        assert_eq!(found.len(), events, "{found:?}");
    }
}

#[test]
fn a_theft_of_coins_and_of_money_told_in_one_sentence_is_one() {
    let marks = "[GROUP Lazarus Group] robbed banks and coin dealers, to the loss of fifty states.";
    let thefts = |second: &str| {
        let by = "Lazarus Group";
        let first = ("cryptocurrency_theft", by, "banks and coin dealers");
        together(marks, &[first, ("financial_theft", by, second)])
    };
    let one = thefts("banks and coin dealers");
    assert_eq!(one, ["cryptocurrency_theft | Lazarus Group | banks and coin dealers"]);
    assert_eq!(thefts("fifty states").len(), 2);
}

#[test]
fn a_state_that_is_only_the_place_of_a_deed_is_no_culprit() {
    for (told, culprit) in [
        ("hackers had hit hospitals in [LOC North Korea] with ransomware", false),
        ("hackers had hit hospitals in the north of [LOC North Korea] with ransomware", false),
        ("hackers had hit hospitals in [LOC Russia] with ransomware", false),
        ("hospitals had been hit by [LOC North Korea] with ransomware", true),
        ("the ransomware was made for [LOC North Korea]", true),
    ] {
        let sentence = format!("[ORG Microsoft] said that {told}.");
        let named = with_reading(
            &sentence,
            "ransomware",
            |_, _, _| None,
            |reading, statements| Suspects::of(reading).named(reading, &statements[0]),
        );
        assert_eq!(named, culprit, "{sentence}");
    }
}

#[test]
fn an_event_rests_on_no_statement_about_something_else() {
    for sentence in [
        "[GROUP Akira] encrypted the servers of [ORG Acme Corp] in May, and [PER Ann Weir] said that she would retire.",
        "[GROUP Akira] hit [ORG Acme Corp] and [ORG Beta Inc], and [ORG Gamma Ltd] said nothing.",
    ] {
        let rests_on = |event: &Event, _: &str, _: &[Mention]| format!("{:?}", event.statement);
        assert_eq!(found(sentence, "ransomware", rests_on), ["None"], "{sentence}");
    }
}

#[test]
fn a_deed_that_no_rule_finds_is_told_where_its_parties_are() {
    let deed = "ransomware of the [GROUP Akira] gang was all over the network of [ORG Acme Bank]";
    for sentence in [format!("Nobody was hurt; {deed}."), format!("The {deed}; nobody was hurt.")] {
        let found = told_by_model(&sentence, "ransomware", 0.9, "Akira", "network; Acme Bank");
        assert_eq!(found, ["read: ransomware | Akira | network of Acme Bank"], "{sentence}");
    }
}

#[test]
fn a_line_break_is_a_space() {
    for space in [" ", "\t", "  "] {
        let text = format!(
            "[GROUP Akira] is named by [ORG Acme Bank].\nThe{space}attackers stole $3 million from the{space}bank."
        );
        let sides = found(&text, "financial_theft", stars);
        assert_eq!(sides, ["The attackers* | the bank*"], "{text:?}");
    }
}

#[test]
fn soldiers_and_their_state_are_one_in_any_order() {
    let state = "[LOC Russia] hacked the servers of [ORG Acme Corp].";
    let soldiers =
        "[PER Ivan Petrov] and [PER Oleg Sidorov] hacked the servers of [ORG Acme Corp].";
    for text in [format!("{state}\n{soldiers}"), format!("{soldiers}\n{state}")] {
        let found = told(&text, "general_cyber_threat");
        assert_eq!(found.len(), 1, "{found:?}");
    }
}

#[test]
fn can_is_no_guess() {
    for (verb, events) in [("can", 1), ("could", 0), ("may", 0)] {
        let sentence =
            format!("The hack of [ORG Harbor Exchange] {verb} be traced to [GROUP Lazarus Group].");
        let found = told(&sentence, "cryptocurrency_theft");
        assert_eq!(found.len(), events, "{sentence} {found:?}");
    }
}

#[test]
fn who_gains_by_a_theft_was_not_robbed() {
    let sentence =
        "The panel counts 58 heists, believed to have brought in some $3 billion for [LOC Iran].";
    let found = told_by_links(sentence, "cryptocurrency_theft", "", "", "Iran");
    assert!(
        found.iter().any(|line| line.ends_with("cryptocurrency_theft | Iran | -")),
        "{found:?}"
    );
    let sentence = "Thieves took $3 million in coins that had been kept for [LOC Iran].";
    let found = told_by_links(sentence, "cryptocurrency_theft", "", "Thieves", "Iran");
    assert!(
        found.iter().any(|line| line.ends_with("cryptocurrency_theft | Thieves | Iran")),
        "{found:?}"
    );
}

#[test]
fn sides_are_found_in_other_sentences() {
    const CLINIC: &str = "The bill of [ORG Holt Clinic] is $3 million.\nInsurers of [ORG Aetna] blame [GROUP Akira].\n";
    for (sentence, by, to, expected) in [
        // Whom "they" and "it" stand for.
        ("They locked its files.", "Akira", "Holt Clinic", "Akira | Holt Clinic"),
        // What is less likely than a fifth is nobody.
        ("They locked its files.", "Akira=19", "Holt Clinic=21", "- | Holt Clinic"),
        // A second one must be likely, and nearly as likely as the first.
        ("They locked its files.", "Akira", "Holt Clinic; Aetna=64", "Akira | Holt Clinic; Aetna"),
        ("They locked its files.", "Akira", "Holt Clinic; Aetna=62", "Akira | Holt Clinic"),
        ("They locked its files.", "Akira", "Holt Clinic=70; Aetna=59", "Akira | Holt Clinic"),
        // One actor is one party, by its best mention; a word that is no name is one by itself.
        ("[GROUP Akira] locked its files.", "Akira; Akira=80", "Insurers", "Akira | Insurers"),
        // Nobody does it to himself: who is likely on both sides stands on the likelier one, and the next may take the other.
        (
            "They locked its files.",
            "Holt Clinic=50; Akira=30",
            "Holt Clinic",
            "Akira | Holt Clinic",
        ),
        ("They locked its files.", "Holt Clinic=50", "Holt Clinic", "- | Holt Clinic"),
        // A pronoun is nobody, nor is a number.
        ("They locked its files.", "They; Akira=50", "its; Holt Clinic=50", "Akira | Holt Clinic"),
        ("Two locked 394 files.", "Two; Akira=50", "394; Holt Clinic=50", "Akira | Holt Clinic"),
    ] {
        let found = told_by_links(&format!("{CLINIC}{sentence}"), "ransomware", "", by, to);
        let ends: Vec<&str> =
            found.iter().filter_map(|line| line.split_once("ransomware | ")).map(|x| x.1).collect();
        assert_eq!(ends, [expected], "{sentence} {by} {to}");
    }
}

#[test]
fn the_model_tells_what_no_rule_knows() {
    for (marks, kind, by, to, expected) in [
        (
            "The bill for the week in which [GROUP Akira] sat in the registers of [ORG Holt County] is $3 million.",
            "ransomware",
            "Akira",
            "registers; Holt County",
            "read: ransomware | Akira | registers of Holt County",
        ),
        // A name before a noun for the same, a threat group before the state behind it.
        (
            "It was the work of a crew, [GROUP TraderTraitor], [MISC North Korean] to a man, at [ORG Meridex], the exchange.",
            "cryptocurrency_theft",
            "crew; TraderTraitor; North Korean",
            "Meridex; the exchange",
            "read: cryptocurrency_theft | TraderTraitor | Meridex",
        ),
        // A list is so many parties; small words join two parts of one.
        (
            "Doors stood open at [ORG Bayer], [ORG Roche] and [ORG BASF] to the men in the pay of a rival.",
            "espionage",
            "men; pay; rival",
            "Bayer, Roche; BASF",
            "read: espionage | men in the pay of a rival | Bayer; Roche; BASF",
        ),
        // A name is not cut; a place is no victim beside one.
        (
            "Gone from [ORG Banco de Chile] in [LOC Santiago] by [GROUP Lazarus Group] are $10 million.",
            "financial_theft",
            "Lazarus",
            "Banco; Santiago",
            "read: financial_theft | Lazarus Group | Banco de Chile",
        ),
        // What is paid for is no victim.
        (
            "The haul of [GROUP Lazarus] at [ORG Bybit] went into missiles.",
            "cryptocurrency_theft",
            "Lazarus",
            "Bybit; missiles",
            "read: cryptocurrency_theft | Lazarus | Bybit",
        ),
    ] {
        assert_eq!(told_by_model(marks, kind, 0.9, by, to), [expected], "{marks}");
    }
}

#[test]
fn somebody_new_goes_before_the_links() {
    for (sentence, marked, expected) in [
        ("A different group locked", "different group", "different group"),
        ("A different group locked", "", "Akira"),
        // One that was known is whoever the links say.
        ("The same group locked", "same group", "Akira"),
        ("Hackers locked", "Hackers", "Akira"),
    ] {
        let text = format!("[GROUP Akira] is gone.\n{sentence} the files of [ORG Holt Clinic].");
        let found = told_by_links(&text, "ransomware", marked, "Akira", "Holt Clinic");
        let end = format!("| {expected} | Holt Clinic");
        assert!(found[0].ends_with(&end), "{sentence}: {found:?}");
    }
}

#[test]
fn linked_words_beside_a_name_are_one_party_with_it() {
    for (sentence, by, to, expected) in [
        (
            "Six [MISC Russian] officers locked the [MISC German] parliament.",
            "Six; Russian=60; officers",
            "German; parliament",
            "Six Russian officers | German parliament",
        ),
        ("Locked was the port of [LOC Nagoya].", "", "port; of; Nagoya=30", "- | port of Nagoya"),
        // A bracket that a party opens closes in it; "at least" is outside, as with amounts.
        (
            "[GROUP Akira] locked files of service providers (MSPs) in the west.",
            "Akira",
            "service providers (MSPs",
            "Akira | service providers (MSPs)",
        ),
        (
            "[ORG Aetna] was locked by NoName057(16) at last.",
            "NoName057(16",
            "Aetna",
            "NoName057(16) | Aetna",
        ),
        (
            "[GROUP Akira] locked files of at least 64 firms.",
            "Akira",
            "at least 64 firms",
            "Akira | 64 firms",
        ),
    ] {
        let found = told_by_links(sentence, "ransomware", "", by, to);
        assert!(found[0].ends_with(&format!("ransomware | {expected}")), "{found:?}");
    }
}

#[test]
fn the_model_drops_what_it_doubts() {
    let marks = "[GROUP Akira] encrypted the servers of [ORG Holt County].";
    let rule = told(marks, "ransomware");
    assert_eq!(rule.len(), 1, "{rule:?}");
    assert_eq!(told_by_model(marks, "ransomware", 0.3, "", ""), rule);
    assert_eq!(told_by_model(marks, "ransomware", 0.9, "", ""), rule);
    assert_eq!(told_by_model(marks, "ransomware", 0.1, "Akira", "Holt County"), [""; 0]);
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
        (
            "Hackers stole $3 million from the [LOC Malta]-based exchange [ORG Corvanta].",
            "financial_theft",
            "Malta",
        ),
        (
            "Hackers stole $3 million from [LOC Japan]'s [ORG DMM Bitcoin].",
            "financial_theft",
            "Japan",
        ),
        (
            "Hackers stole $3 million from [ORG Corvanta], [LOC Malta]'s oldest exchange.",
            "financial_theft",
            "Malta",
        ),
        (
            "Hackers stole $3 million from [ORG Corvanta], a [LOC Malta]-based exchange.",
            "financial_theft",
            "Malta",
        ),
        // That is the thief.
        (
            "[MISC North Korean] hackers stole $3 million from [ORG Corvanta] in [LOC North Korea]'s war on banks.",
            "financial_theft",
            "",
        ),
        // That is the thieves'.
        (
            "[LOC Malta]-based thieves stole $3 million from the exchange [ORG Corvanta].",
            "financial_theft",
            "",
        ),
        (
            "Lawmakers in [LOC Seoul] said that hackers stole $3 million from a bank in [LOC Ohio].",
            "financial_theft",
            "Ohio",
        ),
        (
            "Hackers encrypted the servers of a clinic and left notes in [LOC Farsi].",
            "ransomware",
            "",
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
