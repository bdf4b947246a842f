//! The other fields of a container's item, as they stood there.
//!
//! Each value is kept as its JSON text: a binary float in between would cost digits. Strings are
//! written anew, and so is what would make the record unreadable for others: half of a surrogate
//! pair becomes U+FFFD, and a number beyond all floats, an integer beyond 64 bits or a value of very
//! many levels a string of what stood there.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::json::{strings_mended, tokens};

/// Levels of lists and objects in a value; many readers of JSON end at 128, some of which the
/// record itself needs.
const DEEPEST: usize = 100;

/// Names and values, in their order.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, Box<RawValue>)>);

impl Fields {
    /// No fields.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The value of a field as its JSON text.
    pub fn json(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.get())
    }

    /// The value of a field. Numbers of more digits than a float has lose some.
    pub fn get(&self, name: &str) -> Option<Value> {
        serde_json::from_str(self.json(name)?).ok()
    }

    /// The value of a field that is a string.
    pub fn string(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.json(name)?).ok()
    }

    /// Adds a field at the end.
    pub fn push(&mut self, name: String, value: &RawValue) {
        self.0.push((name, carried(value)));
    }

    /// Adds a field that is a string at the end.
    pub(crate) fn push_string(&mut self, name: String, value: &str) {
        if let Ok(value) = serde_json::value::to_raw_value(value) {
            self.0.push((name, value));
        }
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        let text = |(name, value): &(String, Box<RawValue>)| (name.clone(), value.get().to_owned());
        self.0.iter().map(text).eq(other.0.iter().map(text))
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// From JSON only: other formats cannot give the text of a value.
impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
                let mut fields = Fields::new();
                while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
                    fields.push(name, &value);
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(Object)
    }
}

/// The value as a record has it.
fn carried(value: &RawValue) -> Box<RawValue> {
    let text = written(value.get());
    if text == value.get() {
        return value.to_owned();
    }
    // What is made of JSON is JSON, so the other way is never gone.
    RawValue::from_string(text).unwrap_or_else(|_| value.to_owned())
}

/// JSON without white space, its strings written as everywhere in a record.
fn written(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut depth, mut deepest) = (0_usize, 0);
    for token in tokens(json) {
        match token.as_bytes().first() {
            Some(b' ' | b'\t' | b'\n' | b'\r') => continue,
            Some(b'{' | b'[') => depth += 1,
            Some(b'}' | b']') => depth = depth.saturating_sub(1),
            Some(b'"') if token.contains('\\') => {
                out.push_str(&string(token));
                continue;
            }
            Some(b'-' | b'0'..=b'9') if is_beyond(token) => {
                out.push_str(&quoted(token));
                continue;
            }
            _ => {}
        }
        deepest = deepest.max(depth);
        out.push_str(token);
    }
    if deepest > DEEPEST { quoted(&out) } else { out }
}

/// Whether many readers would refuse a number, and with it the whole line or file.
fn is_beyond(number: &str) -> bool {
    let is_integer = !number.contains(['.', 'e', 'E']);
    let fits = number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok();
    (is_integer && !fits) || number.parse::<f64>().is_ok_and(f64::is_infinite)
}

/// A string of JSON with no other escapes than it needs.
fn string(token: &str) -> String {
    let read = serde_json::from_str::<String>(token)
        .or_else(|_| serde_json::from_str(&strings_mended(token)));
    read.map_or_else(|_| token.to_owned(), |text| quoted(&text))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn fields(json: &str) -> String {
        let fields: Fields = serde_json::from_str(json).unwrap();
        serde_json::to_string(&fields).unwrap()
    }

    #[test]
    fn numbers_are_as_they_were() {
        for number in [
            "18446744073709551615",
            "-9223372036854775808",
            "12345678901234567890123.0",
            "0.1000000000000000055511151231257827",
            "1.50",
            "-0",
            "1e-05",
            "2E+8",
        ] {
            let json = format!("{{\"a\":{number},\"b\":[{number},{{\"c\":{number}}}]}}");
            assert_eq!(fields(&json), json);
        }
    }

    #[test]
    fn what_others_could_not_read_is_a_string() {
        assert_eq!(fields(r#"{"a": [1e400, -1E999, 1e308]}"#), r#"{"a":["1e400","-1E999",1e308]}"#);
        for number in ["12345678901234567890123", "18446744073709551616", "-9223372036854775809"] {
            let json = format!("{{\"a\":{number},\"b\":[{{\"c\":{number}}}]}}");
            let carried = format!("{{\"a\":\"{number}\",\"b\":[{{\"c\":\"{number}\"}}]}}");
            assert_eq!(fields(&json), carried);
        }
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        let (most, more) = (nested(100), nested(101));
        assert_eq!(fields(&format!("{{\"a\":{most}}}")), format!("{{\"a\":{most}}}"));
        assert_eq!(fields(&format!("{{\"a\":{more}}}")), format!("{{\"a\":\"{more}\"}}"));
        assert_eq!(fields(&format!("{{\"a\":{}}}", nested(100_000))).len(), 200_008);
    }

    #[test]
    fn strings_are_written_as_in_the_rest_of_a_record() {
        assert_eq!(
            fields(r#"{"\u00e9": "\u00fc\/\ud83d\ude00\n\"", "k": {"\u00e9": 1}}"#),
            "{\"é\":\"ü/😀\\n\\\"\",\"k\":{\"é\":1}}"
        );
        assert_eq!(
            fields(r#"{"a": "x\ud800y \udc00 \\ud800"}"#),
            "{\"a\":\"x\u{fffd}y \u{fffd} \\\\ud800\"}"
        );
    }

    #[test]
    fn fields_are_found_by_name() {
        let fields: Fields = serde_json::from_str(r#"{"n": 1.5, "s": "\u00e9"}"#).unwrap();
        assert_eq!(fields.names().collect::<Vec<_>>(), ["n", "s"]);
        assert_eq!((fields.get("n"), fields.get("none")), (Some(json!(1.5)), None));
        assert_eq!((fields.string("s").as_deref(), fields.string("n")), (Some("é"), None));
        // Through a value, as a record may come, too.
        let again: Fields = serde_json::from_value(serde_json::to_value(&fields).unwrap()).unwrap();
        assert_eq!(again, fields);
        assert!(serde_json::from_str::<Fields>("[]").is_err());
    }

    /// JSON values of all kinds whose numbers a float holds.
    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn values_come_back_as_serde_writes_them(value in value()) {
            let pretty = format!("{:#}", json!({ "a": value }));
            prop_assert_eq!(fields(&pretty), json!({ "a": value }).to_string());
        }
    }
}
