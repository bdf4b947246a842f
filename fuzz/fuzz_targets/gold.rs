//! Any bytes as gold in each format: annotations that fit their text, or a message; as a label map or
//! a gate: one, or a message.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use wiredesk::eval::formats::{Format, ReadOptions, read};
use wiredesk::eval::gates;
use wiredesk::eval::labels::LabelMap;

fuzz_target!(|input: (u8, &[u8])| {
    let (which, bytes) = input;
    let format = Format::ALL[usize::from(which) % Format::ALL.len()];
    let dir = tempfile::tempdir().expect("a folder for the file");
    fs::write(dir.path().join("a.txt"), "Kim né paid $3m.").expect("the text is written");
    let path = dir.path().join("a.ann");
    fs::write(&path, bytes).expect("the file is written");
    let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
    if let Ok(set) = read(&path, &options) {
        assert!(!set.articles.is_empty());
        for article in &set.articles {
            let length = article.text.as_ref().map_or(usize::MAX, |text| text.chars().count());
            for mention in article.mentions.iter().flatten() {
                assert!(mention.start < mention.end && mention.end <= length);
            }
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = LabelMap::parse("map", text);
        if let Ok(gate) = gates::parse(text) {
            assert!((0.0..=1.0).contains(&gate.bound));
        }
    }
});
