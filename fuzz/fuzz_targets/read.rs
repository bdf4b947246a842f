//! Any bytes under any name: a document or a failure, never a panic, never silence.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use wiredesk::article::read::{Inputs, ReadOptions};

const NAMES: [&str; 8] =
    ["a.txt", "a.md", "a.html", "a.jsonl", "a.csv", "a.txt.gz", "a.jsonl.zst", "a"];

fuzz_target!(|input: (u8, &[u8])| {
    let (name, bytes) = input;
    let dir = tempfile::tempdir().expect("a folder for the file");
    let path = dir.path().join(NAMES[usize::from(name) % NAMES.len()]);
    fs::write(&path, bytes).expect("the file is written");
    let options = ReadOptions { max_article_bytes: 1 << 16, ..ReadOptions::default() };
    assert!(Inputs::scan(&[path], options).count() > 0);
});
