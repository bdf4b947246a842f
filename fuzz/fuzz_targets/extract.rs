//! Any sentence: amounts and dates lie inside it, in order, with sound bounds.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use wiredesk::extract::{amounts::amounts_beside, dates::dates, entities};
use wiredesk::text::words;

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
    for mention in entities(text, &words(text), Vec::new()) {
        assert!(end <= mention.span.start() && !mention.span.of(text).is_empty());
        end = mention.span.end();
    }
});
