//! The Rust side against the Python original: `tests/model/reference.jsonl` was written by
//! `training/reference.py` with `onnxruntime` and `torch`.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use wiredesk::model::bundle::{TOKENIZER, default_dir};
use wiredesk::model::tokens::PieceMaker;
use wiredesk::model::{Card, Model};

#[derive(Deserialize)]
struct Reference {
    sentences: Vec<Vec<String>>,
    input_ids: Vec<u32>,
    case_ids: Vec<u8>,
    tags: Vec<Vec<String>>,
    threats: Vec<Vec<f32>>,
}

fn references() -> Vec<Reference> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/model/reference.jsonl");
    let lines = fs::read_to_string(path).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words(sentences: &[Vec<String>]) -> impl Iterator<Item = impl Iterator<Item = &str>> {
    sentences.iter().map(|sentence| sentence.iter().map(String::as_str))
}

#[test]
fn pieces_and_cases_are_those_of_training() {
    let card = Card::read(&default_dir().unwrap()).unwrap();
    let mut maker = PieceMaker::new(&card.load(TOKENIZER).unwrap()).unwrap();
    let references = references();
    assert!(references.len() >= 40);
    for reference in references {
        let pieces = maker.pieces(words(&reference.sentences)).unwrap();
        let inside = 1..reference.input_ids.len() - 1;
        assert_eq!(pieces.ids, reference.input_ids[inside.clone()], "{:?}", reference.sentences);
        assert_eq!(pieces.cases, reference.case_ids[inside], "{:?}", reference.sentences);
    }
}

#[test]
fn tags_and_scores_are_those_of_onnx_runtime() {
    let model = Model::load(&default_dir().unwrap()).unwrap();
    let mut reader = model.reader();
    let window = model.card.window;
    for reference in references().into_iter().filter(|r| r.input_ids.len() <= window) {
        let readings = reader.read(words(&reference.sentences)).unwrap();
        for (at, reading) in readings.iter().enumerate() {
            let tags: Vec<String> = reading.tags.iter().map(|w| w.tag.to_string()).collect();
            assert_eq!(tags, reference.tags[at], "{:?}", reference.sentences[at]);
            for (ours, theirs) in reading.threats.iter().zip(&reference.threats[at]) {
                assert!((ours - theirs).abs() <= 0.02, "{ours} {theirs}");
            }
        }
    }
}
