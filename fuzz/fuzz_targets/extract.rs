//! Any sentence: amounts and dates lie inside it, in order, with sound bounds; statements and events
//! speak of what is there.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use wiredesk::extract::story::{Story, StorySentence};
use wiredesk::extract::{account, actors::actors, amounts::amounts_beside, dates::dates, entities};
use wiredesk::taxonomy::ThreatType;
use wiredesk::text::{Span, words};

fuzz_target!(|text: &str| {
    let dates = dates(text, Some(date(2024, 4, 4)));
    let amounts = amounts_beside(text, &dates);
    let mut end = 0;
    for amount in &amounts {
        assert!(end <= amount.span.start() && !amount.span.of(text).is_empty());
        if let (Some(min), Some(max)) = (amount.min, amount.max) {
            assert!(min <= max);
        }
        assert!(amount.about_evidence.is_none_or(|word| !word.of(text).is_empty()));
        assert!(amount.equivalent.is_none_or(|other| amounts[other].equivalent.is_some()));
        end = amount.span.end();
    }
    end = 0;
    for found in &dates {
        assert!(end <= found.span.start() && !found.span.of(text).is_empty());
        end = found.span.end();
    }
    end = 0;
    let words = words(text);
    let mentions = entities(text, &words, Vec::new());
    for mention in &mentions {
        assert!(end <= mention.span.start() && !mention.span.of(text).is_empty());
        end = mention.span.end();
    }
    let threats = ThreatType::ALL.iter().map(|threat| (*threat, 0.5)).collect();
    let sentences =
        [StorySentence { span: Span::new(0, text.len()), words: &words, threats, told: None }];
    let actors = actors(text, &mentions);
    let (amounts, dates) = (&amounts, &dates);
    let told = account(Story {
        text,
        sentences: &sentences,
        mentions: &mentions,
        amounts,
        dates,
        actors: &actors,
    });
    for statement in &told.statements {
        assert!(!statement.span.of(text).is_empty());
    }
    for party in
        told.events.iter().flat_map(|event| event.perpetrators.iter().chain(&event.targets))
    {
        assert!(
            !party.span.of(text).is_empty() && party.actor.is_none_or(|actor| actor < actors.len())
        );
    }
});
