//! Any bytes as the files of a model: refused or loaded, never a panic of ours.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use wiredesk::model::Card;
use wiredesk::model::links::Links;
use wiredesk::model::tokens::PieceMaker;

fuzz_target!(|bytes: &[u8]| {
    let dir = tempfile::tempdir().expect("a folder for the files");
    fs::write(dir.path().join("model.json"), bytes).expect("the file is written");
    let _ = Card::read(dir.path());
    let _ = Links::parse(bytes, 18);
    let _ = PieceMaker::new(bytes, "[UNK]");
});
