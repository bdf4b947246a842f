//! Statements and events of any sentences made of the words that their rules look for: nothing
//! panics, and what is found lies in the text and speaks of what is there.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use wiredesk::extract::Mention;
use wiredesk::extract::account;
use wiredesk::extract::actors::actors;
use wiredesk::extract::amounts::amounts_beside;
use wiredesk::extract::dates::dates;
use wiredesk::extract::story::{Story, StorySentence};
use wiredesk::taxonomy::{EntityLabel, ThreatType};
use wiredesk::text::{Span, words};

/// Names, with their labels.
const NAMES: [(&str, EntityLabel); 8] = [
    ("Microsoft", EntityLabel::Org),
    ("Reuters", EntityLabel::Org),
    ("Moscow", EntityLabel::Loc),
    ("Washington", EntityLabel::Loc),
    ("Pyongyang", EntityLabel::Loc),
    ("Hwang", EntityLabel::Per),
    ("Lazarus", EntityLabel::Group),
    ("Emotet", EntityLabel::Malware),
];

/// What stands around names in a story: cues, verbs with their frames, marks.
const WORDS: &str = "the a its their it they he who which that and but or if as by of on from to in at with against \
    according said says told denied denies denying rejected rejecting dismissed accused accuses blamed alleged \
    allegedly claimed claims claim believed suspected likely could may might will would not no never nobody \
    evidence charges charged indicted pleaded guilty convicted sentenced stole stolen hacked hacking hackers \
    attack attacks attacked hit was were is has have been being had did do laundered funded sold sent shipped \
    group company gang bank ministry officials report statement study spokesman ambassador men defendants \
    , , , . ; : “ ” \" ' ’s ( ) — - $5 million 58 2023 Monday last year";

fn word() -> impl Strategy<Value = &'static str> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    prop_oneof![
        4 => prop::sample::select(words),
        1 => prop::sample::select(NAMES.as_slice()).prop_map(|(name, _)| name),
    ]
}

/// Sentences of a story; marks stand at the word before them.
fn sentences() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop::collection::vec(word(), 0..24).prop_map(|words| {
        let mut line = String::new();
        for word in words {
            if !line.is_empty() && !matches!(word, "," | "." | ";" | ":" | "”" | ")" | "’s") {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    });
    prop::collection::vec(sentence, 1..5)
}

/// Panics where what is told of the sentences does not fit them.
fn check(lines: &[String]) {
    let text = lines.join("\n");
    let mut spans = Vec::new();
    for line in lines {
        let start = spans.last().map_or(0, |last: &Span| last.end() + 1);
        spans.push(Span::new(start, start + line.len()));
    }
    let dates = dates(&text, Some(date(2024, 4, 4)));
    let amounts = amounts_beside(&text, &dates);
    let words: Vec<Vec<Span>> = spans
        .iter()
        .map(|span| {
            words(span.of(&text)).into_iter().map(|word| word.shift(span.start())).collect()
        })
        .collect();
    let named = words.iter().flatten().filter_map(|word| {
        let label = NAMES.iter().find(|(name, _)| *name == word.of(&text))?.1;
        Some(Mention { span: *word, label, score: Some(0.9) })
    });
    let mentions: Vec<Mention> = named.collect();
    let sentences: Vec<StorySentence> = spans
        .iter()
        .zip(&words)
        .enumerate()
        .map(|(at, (span, words))| {
            let threats = ThreatType::ALL.iter().skip(at).step_by(3);
            StorySentence {
                span: *span,
                words,
                threats: threats.map(|kind| (*kind, 0.5)).collect(),
            }
        })
        .collect();
    let actors = actors(&text, &mentions);
    let told = account(Story {
        text: &text,
        sentences: &sentences,
        mentions: &mentions,
        amounts: &amounts,
        dates: &dates,
        actors: &actors,
    });
    let party = |party: &wiredesk::extract::story::Party| {
        assert!(!party.span.of(&text).is_empty());
        assert!(party.actor.is_none_or(|actor| actor < actors.len()));
    };
    let mut seen = BTreeSet::new();
    for statement in &told.statements {
        assert!(sentences[statement.sentence].span.contains(statement.span));
        assert!(!statement.span.is_empty());
        assert!(statement.cue.is_none_or(|cue| !cue.of(&text).is_empty()));
        statement.speaker.iter().for_each(party);
        assert!(seen.insert((statement.span.start(), statement.span.end())), "told twice");
    }
    for event in &told.events {
        event.perpetrators.iter().chain(&event.targets).for_each(party);
        assert!(event.amounts.iter().all(|at| *at < amounts.len()));
        assert!(event.when.iter().all(|at| *at < dates.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn any_story_has_an_account(lines in sentences()) {
        check(&lines);
    }
}

/// Found by fuzzing: an ascription with nothing behind it.
#[test]
fn who_says_nothing_has_no_statement() {
    for line in
        ["According to Microsoft,", "Microsoft said", "Moscow denied", "“ ” Hwang said.", ","]
    {
        check(&[line.to_owned()]);
    }
}
