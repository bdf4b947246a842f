//! A model of a few kilobytes, for tests in which it matters that articles are annotated and not
//! how: two tables that are looked up by the case of a piece, written as ONNX by hand.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Case types of a word piece.
const CASES: usize = 6;
/// Those of words with a capital: see `wiredesk::model::tokens::Case`.
const CAPITALS: std::ops::RangeInclusive<usize> = 2..=4;

/// The folder of the stub.
pub fn model() -> &'static Path {
    static MODEL: OnceLock<PathBuf> = OnceLock::new();
    MODEL.get_or_init(|| make("wiredesk-stub", 3))
}

/// The folder of another one, which gives other records.
pub fn other_model() -> PathBuf {
    make("wiredesk-stub", 5)
}

fn make(name: &str, favourite: usize) -> PathBuf {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/wiredesk-small-en");
    let described = fs::read_to_string(real.join("model.json")).unwrap();
    let mut description: Value = serde_json::from_str(&described).unwrap();
    let count = |field: &str| description[field].as_array().unwrap().len();
    let weights = onnx(count("entity_labels"), count("threat_labels"), favourite);
    let tokenizer = fs::read(real.join("tokenizer.json")).unwrap();
    // It says nothing of what sentences tell.
    for head in ["statement_labels", "side_labels"] {
        description.as_object_mut().unwrap().remove(head);
    }
    description["name"] = json!(name);
    description["files"] =
        json!({"model.onnx": digest(&weights), "tokenizer.json": digest(&tokenizer)});
    let described = description.to_string();
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = place.join(format!("{name}-{}", &digest(described.as_bytes())[..12]));
    if !folder.is_dir() {
        let draft = tempfile::tempdir_in(place).unwrap();
        fs::write(draft.path().join("model.onnx"), weights).unwrap();
        fs::write(draft.path().join("tokenizer.json"), tokenizer).unwrap();
        fs::write(draft.path().join("model.json"), described).unwrap();
        // Another test program may have been faster.
        let _ = fs::rename(draft.path(), &folder);
    }
    folder
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// `entity_logits = tags[case_ids]`, `threat_logits = threats[case_ids]`.
fn onnx(tags: usize, threats: usize, favourite: usize) -> Vec<u8> {
    // Words with a capital are of some label, the others of none.
    let tag = |case: usize, tag: usize| {
        let wanted = if CAPITALS.contains(&case) { (favourite + 2 * case) % tags } else { 0 };
        if tag == wanted { 4.0 } else { 0.0 }
    };
    let threat = |case: usize, threat: usize| {
        if CAPITALS.contains(&case) && threat % 5 == favourite % 5 { 3.0 } else { -3.0 }
    };
    let mut graph = Vec::new();
    for (table, result) in [("tags", "entity_logits"), ("threats", "threat_logits")] {
        let mut node = Vec::new();
        text(&mut node, 1, table);
        text(&mut node, 1, "case_ids");
        text(&mut node, 2, result);
        text(&mut node, 3, result);
        text(&mut node, 4, "Gather");
        bytes(&mut graph, 1, &node);
    }
    text(&mut graph, 2, "stub");
    bytes(&mut graph, 5, &tensor("tags", tags, tag));
    bytes(&mut graph, 5, &tensor("threats", threats, threat));
    for input in ["input_ids", "case_ids"] {
        bytes(&mut graph, 11, &value(input, 6, &[1, 0]));
    }
    bytes(&mut graph, 12, &value("entity_logits", 1, &[1, 0, tags]));
    bytes(&mut graph, 12, &value("threat_logits", 1, &[1, 0, threats]));
    let mut opset = Vec::new();
    text(&mut opset, 1, "");
    number(&mut opset, 2, 13);
    let mut model = Vec::new();
    number(&mut model, 1, 8);
    bytes(&mut model, 7, &graph);
    bytes(&mut model, 8, &opset);
    model
}

fn tensor(name: &str, columns: usize, value: impl Fn(usize, usize) -> f32) -> Vec<u8> {
    let mut tensor = Vec::new();
    number(&mut tensor, 1, CASES as u64);
    number(&mut tensor, 1, columns as u64);
    number(&mut tensor, 2, 1);
    text(&mut tensor, 8, name);
    let cells = (0..CASES).flat_map(|case| (0..columns).map(move |column| (case, column)));
    let raw: Vec<u8> = cells.flat_map(|(case, at)| value(case, at).to_le_bytes()).collect();
    bytes(&mut tensor, 9, &raw);
    tensor
}

/// A tensor's name, type and shape; a dimension of 0 is any.
fn value(name: &str, element: u64, dimensions: &[usize]) -> Vec<u8> {
    let mut shape = Vec::new();
    for length in dimensions {
        let mut dimension = Vec::new();
        if *length == 0 {
            text(&mut dimension, 2, "n");
        } else {
            number(&mut dimension, 1, *length as u64);
        }
        bytes(&mut shape, 1, &dimension);
    }
    let mut tensor = Vec::new();
    number(&mut tensor, 1, element);
    bytes(&mut tensor, 2, &shape);
    let mut kind = Vec::new();
    bytes(&mut kind, 1, &tensor);
    let mut value = Vec::new();
    text(&mut value, 1, name);
    bytes(&mut value, 2, &kind);
    value
}

/// A field of a protocol buffer that is a number.
fn number(into: &mut Vec<u8>, field: u64, value: u64) {
    varint(into, field << 3);
    varint(into, value);
}

/// A field that is bytes, or another message.
fn bytes(into: &mut Vec<u8>, field: u64, value: &[u8]) {
    varint(into, field << 3 | 2);
    varint(into, value.len() as u64);
    into.extend_from_slice(value);
}

fn text(into: &mut Vec<u8>, field: u64, value: &str) {
    bytes(into, field, value.as_bytes());
}

fn varint(into: &mut Vec<u8>, mut value: u64) {
    while value > 127 {
        into.push(u8::try_from(value & 127).unwrap() | 128);
        value >>= 7;
    }
    into.push(u8::try_from(value).unwrap());
}
