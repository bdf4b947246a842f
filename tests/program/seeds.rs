//! The README's first command, on the articles of the project.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::harness::{annotate, root};

fn seeds(args: &[&str]) -> Vec<Value> {
    let run = annotate(root(), &[&["seeds/"], args].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.records()
}

/// Every object that gives offsets and a text.
fn passages<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| passages(item, found)),
        Value::Object(fields) => {
            if fields.contains_key("start") && fields.contains_key("text") {
                found.push(value);
            }
            fields.values().for_each(|field| passages(field, found));
        }
        _ => {}
    }
}

fn offset(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("an offset is a number")).unwrap()
}

#[test]
fn one_record_for_each_file_in_order() {
    let mut files: Vec<String> = fs::read_dir(root().join("seeds"))
        .unwrap()
        .map(|entry| format!("seeds/{}", entry.unwrap().file_name().into_string().unwrap()))
        .collect();
    files.sort();
    let records = seeds(&["--no-text"]);
    let paths: Vec<&str> = records.iter().map(|r| r["source"]["path"].as_str().unwrap()).collect();
    assert_eq!(paths, files);
}

#[test]
fn spans_are_found_in_the_original_file() {
    let mut checked = 0;
    for record in seeds(&["--sentences"]) {
        let path = root().join(record["source"]["path"].as_str().unwrap());
        let original = fs::read_to_string(path).unwrap();
        let original: Vec<char> = original.trim_start_matches('\u{feff}').chars().collect();
        let mut found = Vec::new();
        passages(&record, &mut found);
        for passage in found {
            let (start, end) = (offset(&passage["start"]), offset(&passage["end"]));
            let there: String = original[start..end].iter().collect();
            assert_eq!(passage["text"], there, "{passage}");
            assert!(start < end);
            checked += 1;
        }
    }
    assert!(checked > 500, "only {checked} spans");
}

#[test]
fn every_layer_is_filled() {
    let records = seeds(&[]);
    for layer in
        ["article", "sentences", "mentions", "actors", "amounts", "dates", "threats", "statements"]
    {
        let filled = records.iter().filter(|r| !r[layer].as_array().unwrap().is_empty()).count();
        assert_eq!(filled, records.len(), "{layer}");
    }
    let events = records.iter().filter(|r| !r["events"].as_array().unwrap().is_empty()).count();
    assert!(events * 2 >= records.len(), "{events} articles have events");
}

#[test]
fn lazarus_group_is_a_group_with_its_attack_id() {
    let records = seeds(&[]);
    let actors = records.iter().flat_map(|record| record["actors"].as_array().unwrap());
    let groups: BTreeSet<&str> = actors
        .filter(|actor| actor["type"] == "group")
        .flat_map(|actor| actor["links"].as_array().unwrap())
        .filter(|link| link["source"] == "mitre-attack")
        .map(|link| link["id"].as_str().unwrap())
        .collect();
    assert!(groups.contains("G0032"), "{groups:?}");
}
