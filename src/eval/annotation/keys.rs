//! Every key that a record may have is known here, too: what `annotate` writes is gold, and a
//! prediction. The keys are those of the record's JSON Schema, so that one which is new is asked
//! for, too.

use serde_json::{Map, Value, json};

use super::Annotation;
use crate::record::schema;

/// Something that `schema` describes, with every key that it may have and nothing null.
fn sample(schema: &Value, root: &Value) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        return sample(root.pointer(&name[1..]).unwrap(), root);
    }
    if let Some(kinds) = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
        return sample(kinds.iter().find(|kind| kind["type"] != "null").unwrap(), root);
    }
    for word in [&schema["const"], &schema["enum"][0]] {
        if !word.is_null() {
            return word.clone();
        }
    }
    let kinds = &schema["type"];
    match kinds.as_str().or_else(|| kinds[0].as_str()) {
        Some("object") => {
            let keys = schema["properties"].as_object().into_iter().flatten();
            let mut object: Map<String, Value> =
                keys.map(|(key, schema)| (key.clone(), sample(schema, root))).collect();
            if schema["additionalProperties"].is_object() {
                // The one map that is read is by threat types.
                object.insert("fraud".to_owned(), sample(&schema["additionalProperties"], root));
            }
            object.into()
        }
        Some("array") => {
            let length = schema["minItems"].as_u64().unwrap_or(1);
            (0..length).map(|_| sample(&schema["items"], root)).collect()
        }
        Some("string") => json!("x"),
        Some("integer") => json!(1),
        Some("number") => json!(0.5),
        Some("boolean") => json!(true),
        other => panic!("no sample of {other:?}: {schema}"),
    }
}

#[test]
fn every_key_of_a_record_is_known() {
    let schema = schema();
    let record = sample(&schema["$defs"]["Record"], &schema);
    for key in ["text", "not_read", "duplicate_of", "summary"] {
        assert!(!record[key].is_null(), "{key}: {record}");
    }
    let read: Result<Annotation, _> = serde_json::from_str(&record.to_string());
    let article = read.unwrap_or_else(|error| panic!("{error}, in {record}"));
    assert_eq!(article.amounts.map(|amounts| amounts.len()), Some(1));
}

#[test]
fn a_value_is_read_with_every_digit() {
    let read = |value: &str| {
        let json = format!(r#"{{"amounts": [{{"start": 0, "end": 1, "value": {value}}}]}}"#);
        let article: Annotation = serde_json::from_str(&json).unwrap();
        article.amounts.unwrap()[0].value.unwrap().map(|number| number.0.to_string())
    };
    for written in ["79228162514264337593543950335", "12345678901234567.89", "0.1", "-3"] {
        assert_eq!(read(written).as_deref(), Some(written));
    }
    assert_eq!(read("3e9").as_deref(), Some("3000000000"));
    assert_eq!(read("null"), None);
}
