//! Any bytes as a user's lists: read or refused with a line, and what they find lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wiredesk::extract::actors::actors_with;
use wiredesk::extract::user_lists;
use wiredesk::knowledge::{UserLists, UserNames};
use wiredesk::text::words;

fuzz_target!(|input: (&[u8], &[u8], &str)| {
    let (gazetteer, ignore, text) = input;
    let mut lists = UserLists::default();
    let lines = gazetteer.len() as u64 + 1;
    if let Err(error) = lists.add_gazetteer(gazetteer) {
        assert!((1..=lines).contains(&error.line));
    }
    let _ = lists.add_ignored(ignore);
    let names = UserNames::from(&lists);
    let mentions = user_lists(text, &[words(text)], Vec::new(), &names);
    let mut end = 0;
    for mention in &mentions {
        assert!(end <= mention.span.start() && !mention.span.of(text).is_empty());
        end = mention.span.end();
    }
    let actors = actors_with(text, &mentions, &names, None);
    assert!(actors.iter().all(|actor| !actor.mentions.is_empty()));
});
