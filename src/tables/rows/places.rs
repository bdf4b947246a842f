//! Every field of a record has a place in the tables, or a reason why it has none: a field that is
//! changed must change a row. The fields are those of the record's JSON Schema, so that one which
//! is new is asked for, too.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;
use crate::record::schema;
use crate::tables::Vocabulary;

const RECORDS: &str = include_str!("../../../tests/cmd/export/records.jsonl");

/// Fields without a place, and why.
const WITHOUT: [(&str, &str); 14] = [
    ("ErrorRecord.id", "always null"),
    ("ErrorRecord.schema", "the same in every record that is read"),
    ("Record.actors[].mentions[]", "`mentions.actor` says it from the other side"),
    ("Record.events[].evidence.deed", EVIDENCE),
    ("Record.events[].evidence.other", EVIDENCE),
    ("Record.events[].evidence.other_perpetrator", EVIDENCE),
    ("Record.events[].evidence.other_target", EVIDENCE),
    ("Record.events[].evidence.perpetrators", EVIDENCE),
    ("Record.events[].evidence.targets", EVIDENCE),
    ("Record.schema", "the same in every record that is read"),
    ("Record.summary.accusers[]", "the actors whose `accuser` is true"),
    ("Record.summary.perpetrators[]", "the actors whose `perpetrator` is true"),
    ("Record.summary.targets[]", "the actors whose `target` is true"),
    ("Record.text", "only that of sentences, see docs/tables.md"),
];

/// Why there is no table of it.
const EVIDENCE: &str = "only what the score comes from";

/// A record in which no field is missing or null.
fn full() -> Value {
    let mut record: Value = serde_json::from_str(RECORDS.lines().next().unwrap()).unwrap();
    let span = json!({"start": 0, "end": 13, "text": "Lazarus Group"});
    let model = json!({"name": "nli", "digest": "cd"});
    let copy = json!({"id": "ab", "kind": "near", "similarity": 0.9});
    for (pointer, value) in [
        ("/source/item", json!(1)),
        ("/source/fields", json!({"site": "a"})),
        ("/language", json!("en")),
        ("/title", span.clone()),
        ("/byline", span.clone()),
        ("/published", json!("2024-04-05")),
        ("/sentences/0/text", json!("Lazarus Group stole.")),
        ("/amounts/0/min", json!(1)),
        ("/amounts/0/max", json!(2)),
        ("/amounts/0/unit", json!("dollars")),
        ("/amounts/0/per", json!("year")),
        ("/amounts/0/equivalent", json!(0)),
        ("/amounts/0/object", span.clone()),
        ("/statements/0/cue", span.clone()),
        ("/events/0/where", json!([2])),
        ("/events/0/targets/0/actor", json!(1)),
        ("/events/0/score", json!(0.5)),
        ("/text", json!("Lazarus Group stole.")),
        ("/provenance/threat_model", model),
        ("/not_read", json!("language")),
        ("/duplicate_of", copy),
    ] {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        record.pointer_mut(parent).unwrap()[key] = value;
    }
    record
}

/// The paths of the fields that `schema` describes: `[]` for each of a list, `{}` for each value of
/// an object with any keys.
fn fields(schema: &Value, root: &Value, path: &str, found: &mut BTreeSet<String>) {
    if let Some(Value::String(name)) = schema.get("$ref") {
        return fields(root.pointer(&name[1..]).unwrap(), root, path, found);
    }
    if let Some(Value::Object(properties)) = schema.get("properties") {
        for (name, schema) in properties {
            fields(schema, root, &format!("{path}.{name}"), found);
        }
    } else if let Some(items) = schema.get("items") {
        fields(items, root, &format!("{path}[]"), found);
    } else if let Some(values @ Value::Object(_)) = schema.get("additionalProperties") {
        fields(values, root, &format!("{path}{{}}"), found);
    } else if let Some(Value::Array(kinds)) = schema.get("anyOf") {
        let kinds = kinds.iter().filter(|kind| kind["type"] != "null");
        kinds.for_each(|kind| fields(kind, root, path, found));
    } else {
        found.insert(path.to_owned());
    }
}

/// JSON pointers to the values of `path` in `value` that are not null.
fn pointers(value: &Value, path: &str, to: &str, found: &mut Vec<String>) {
    let each: Vec<(String, &Value)> = match value {
        Value::Array(values) => {
            values.iter().enumerate().map(|(n, v)| (n.to_string(), v)).collect()
        }
        Value::Object(values) => values.iter().map(|(key, v)| (key.clone(), v)).collect(),
        _ => Vec::new(),
    };
    if path.is_empty() {
        found.extend((!value.is_null()).then(|| to.to_owned()));
    } else if let Some(rest) = path.strip_prefix("[]").or_else(|| path.strip_prefix("{}")) {
        for (key, v) in each {
            pointers(v, rest, &format!("{to}/{key}"), found);
        }
    } else {
        let end = path[1..].find(['.', '[', '{']).map_or(path.len(), |end| end + 1);
        let (name, rest) = (&path[1..end], &path[end..]);
        let named = each.iter().filter(|(key, _)| key == name);
        named.for_each(|(_, v)| pointers(v, rest, &format!("{to}/{name}"), found));
    }
}

/// Values that a field could have instead.
fn others(value: &Value) -> Vec<Value> {
    let mut others = match value {
        Value::String(_) => {
            let words = Vocabulary::ALL.iter().flat_map(|words| words.words());
            let roles = Role::ALL.iter().map(|role| role.name());
            // Of the kinds of failures one is enough.
            ["else", "io"].into_iter().chain(words).chain(roles).map(Value::from).collect()
        }
        Value::Number(_) => vec![json!(0), json!(1), json!(0.5)],
        Value::Bool(is) => vec![json!(!is)],
        _ => vec![json!({"else": 1})],
    };
    // A closed set may have one word only.
    others.push(Value::Null);
    others
}

fn all_rows(line: &Line) -> Vec<String> {
    let mut all = Vec::new();
    rows(1, line, &mut |table, cells| all.push(format!("{table:?} {cells:?}")));
    all
}

/// Whether another value of the field, of those that a record may have, makes other rows.
fn has_place(record: &Value, pointer: &str) -> bool {
    let read = |record: &Value| Line::from_json(&record.to_string());
    let before = all_rows(&read(record).unwrap());
    others(record.pointer(pointer).unwrap()).into_iter().any(|other| {
        let mut changed = record.clone();
        *changed.pointer_mut(pointer).unwrap() = other;
        read(&changed).is_ok_and(|line| all_rows(&line) != before)
    })
}

#[test]
fn every_field_has_a_place_or_a_reason() {
    let schema = schema();
    let mut failed: Value = serde_json::from_str(RECORDS.lines().nth(1).unwrap()).unwrap();
    failed["source"] = full()["source"].take();
    failed["provenance"] = full()["provenance"].take();
    let mut without = BTreeSet::new();
    for (name, record) in [("Record", full()), ("ErrorRecord", failed)] {
        let mut paths = BTreeSet::new();
        fields(&schema["$defs"][name], &schema, "", &mut paths);
        assert!(paths.contains(".provenance.threat_model.digest"), "{paths:?}");
        for path in paths {
            let mut places = Vec::new();
            pointers(&record, &path, "", &mut places);
            if !places.iter().any(|pointer| has_place(&record, pointer)) {
                without.insert(format!("{name}{path}"));
            }
        }
    }
    let known = WITHOUT.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(without, known, "give the field a column, or a reason in WITHOUT");
}
