//! The record that the README shows is what the program writes.

use serde_json::Value;

use crate::harness::{annotate, root};

/// Whether `shown` says nothing that `record` does not: lists may be cut short, and text that ends
/// in "…" goes on.
fn agrees(shown: &Value, record: &Value) -> bool {
    match (shown, record) {
        (Value::Object(shown), Value::Object(record)) => shown
            .iter()
            .all(|(key, value)| record.get(key).is_some_and(|there| agrees(value, there))),
        (Value::Array(shown), Value::Array(record)) => {
            let objects = shown.iter().any(Value::is_object);
            let cut = |value: &Value| record.iter().any(|there| agrees(value, there));
            if objects { shown.iter().all(cut) } else { shown == record }
        }
        (Value::String(shown), Value::String(record)) => match shown.strip_suffix('…') {
            Some(beginning) => record.starts_with(beginning),
            None => shown == record,
        },
        _ => shown == record,
    }
}

#[test]
fn the_record_in_the_readme() {
    let readme = include_str!("../../README.md");
    let (_, behind) = readme.split_once("```json\n").unwrap();
    let (shown, _) = behind.split_once("```").unwrap();
    let shown: Value = serde_json::from_str(shown).unwrap();
    let path = shown["source"]["path"].as_str().unwrap();
    let run = annotate(root(), &[path]);
    let record = &run.records()[0];
    for (key, value) in shown.as_object().unwrap() {
        let there = &record[key];
        assert!(agrees(value, there), "{key}: the README has\n{value}\nof\n{there}");
    }
}
