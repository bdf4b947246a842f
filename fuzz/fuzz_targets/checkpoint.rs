//! Any bytes in the place of one file of a checkpoint from elsewhere: a model that cuts words, or a
//! message.
#![no_main]

use std::fs;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use wiredesk::model::engine::EngineName;
use wiredesk::model::labels::LabelMap;
use wiredesk::model::{Model, ModelChoice};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/checkpoints");
const FILES: [&str; 4] = ["config.json", "tokenizer.json", "model.onnx", "labels.toml"];

fuzz_target!(|input: (u8, &[u8])| {
    let (which, bytes) = input;
    let foreign = FILES[usize::from(which) % FILES.len()];
    let dir = tempfile::tempdir().expect("a folder for the files");
    for name in FILES {
        let to = dir.path().join(name);
        if name == foreign {
            fs::write(to, bytes).expect("the file is written");
        } else {
            let inside = if name == "labels.toml" { "" } else { "distilbert-ner" };
            fs::copy(Path::new(FOLDER).join(inside).join(name), to).expect("it is there");
        }
    }
    let Ok(labels) = LabelMap::open(&dir.path().join("labels.toml")) else { return };
    let dir = dir.path().to_owned();
    let choice = ModelChoice { dir, engine: EngineName::default(), labels, threat_model: None };
    if let Ok(model) = Model::open(&choice) {
        let _ = model.reader().pieces([["Kim", "né", "paid"]]);
    }
});
