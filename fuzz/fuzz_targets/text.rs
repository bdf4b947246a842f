//! Any text: segments joined are the input, words hold every character that is not white space.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wiredesk::text::{segments, words};

fuzz_target!(|text: &str| {
    let joined: String = segments(text).iter().map(|segment| segment.of(text)).collect();
    assert_eq!(joined, text);
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let found: String = words(text).iter().map(|word| word.of(text)).collect();
    assert_eq!(visible(&found), visible(text));
});
