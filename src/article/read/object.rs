//! One line of JSONL: an object, one field of which is the text of an article.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::ReadOptions;
use super::failure::{FailureKind, Fault};
use super::names::unique;
use crate::article::Fields;
use crate::article::json::lone_surrogate;

/// The fields of a line in their order, values as they stand there.
pub(super) struct Object<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Object<'a> {
    /// Reads line `number`.
    pub(super) fn read(line: &'a str, number: u64) -> Result<Self, Fault> {
        let mend = "write one object on each line";
        let fault = |message| Fault::new(FailureKind::Json, message);
        let read = if line.trim_ascii_start().starts_with('{') {
            serde_json::from_str::<Self>(line).map(Ok)
        } else {
            serde_json::from_str::<&RawValue>(line).map(Err)
        };
        match read {
            Ok(Ok(object)) => Ok(object),
            Ok(Err(other)) => {
                let kind = kind_of(other);
                Err(fault(format!("line {number} is {kind}, not an object; {mend}")))
            }
            Err(error) => {
                let told = error.to_string();
                let place = format!(" at line {} column {}", error.line(), error.column());
                let what = told.strip_suffix(&place).unwrap_or(&told);
                let column = column(line, error.column());
                let what = format!("not JSON at line {number}, column {column}: {what}");
                Err(fault(format!("{what}; {mend}")))
            }
        }
    }

    /// Whether it is a record of wiredesk, which has a text as well.
    pub(super) fn is_record(&self) -> bool {
        let said = self.0.iter().find(|(name, _)| name == "schema");
        said.is_some_and(|(_, value)| value.get().starts_with("\"wiredesk/"))
    }

    /// The name and the value of the field that holds the article.
    pub(super) fn text<'o>(&self, options: &'o ReadOptions) -> Result<(&'o str, String), Fault> {
        let is_string = |name: &str| self.all(name).any(is_string);
        let Some(name) = options.pick_text_field(is_string) else {
            return Err(self.no_text(options));
        };
        let mut values = self.all(name);
        let (Some(value), None) = (values.next(), values.next()) else {
            let message = format!("the field {name:?} stands there twice; leave one");
            return Err(Fault::new(FailureKind::Json, message));
        };
        serde_json::from_str(value.get()).map(|text| (name, text)).map_err(|error| {
            let message = match lone_surrogate(value.get()) {
                Some(half) => format!(
                    "the field {name:?} has {half}, half of a surrogate pair and no character; \
                     write both halves, or \\ufffd"
                ),
                None => format!("the field {name:?} is no string ({error}); mend it"),
            };
            Fault::new(FailureKind::Json, message)
        })
    }

    /// The fields but for that of this name. Of several of one name the second is `name.2`, as with
    /// the columns of CSV.
    pub(super) fn fields(self, but: Option<&str>) -> Fields {
        let others = self.0.into_iter().filter(|(name, _)| Some(name.as_str()) != but);
        let (names, values): (Vec<_>, Vec<_>) = others.unzip();
        let mut fields = Fields::new();
        for (name, value) in unique(names).into_iter().zip(values) {
            fields.push(name, value);
        }
        fields
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &'a RawValue> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| *value)
    }

    fn no_text(&self, options: &ReadOptions) -> Fault {
        let wanted = options.text_field_in_words();
        let present = options.pick_text_field(|name| self.all(name).next().is_some());
        let message = match present.and_then(|name| Some((name, self.all(name).next()?))) {
            Some((name, value)) => format!(
                "the field {name:?} is {}, not a string; mend it, or name another with \
                 --text-field",
                kind_of(value)
            ),
            None => format!(
                "no field {wanted}, only {}; name the one that holds the article with \
                 --text-field",
                listed(self.0.iter().map(|(name, _)| name.as_str()))
            ),
        };
        Fault::new(FailureKind::MissingField, message)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object<'de>, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Object(entries))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// The column in characters, from 1, of the byte in column `bytes`.
fn column(line: &str, bytes: usize) -> usize {
    line.char_indices().take_while(|(at, _)| *at < bytes).count().max(1)
}

fn is_string(value: &RawValue) -> bool {
    value.get().starts_with('"')
}

fn kind_of(value: &RawValue) -> &'static str {
    match value.get().as_bytes().first() {
        Some(b'n') => "null",
        Some(b't' | b'f') => "true or false",
        Some(b'"') => "a string",
        Some(b'[') => "an array",
        Some(b'{') => "an object",
        _ => "a number",
    }
}

/// Names in quotes, the first few of them.
pub(super) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let mut names: Vec<_> = names.take(MOST + 1).map(quoted).collect();
    if names.len() > MOST {
        names.truncate(MOST);
        names.push("others".to_owned());
    }
    if names.is_empty() { "none at all".to_owned() } else { names.join(", ") }
}

fn quoted(name: &str) -> String {
    const MOST: usize = 60;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{:?}", format!("{}…", &name[..end])),
        None => format!("{name:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(line: &str, number: u64) -> Fault {
        Object::read(line, number).err().expect("no object")
    }

    #[test]
    fn columns_count_characters() {
        let fault = fault("{\"é\": \"ü\", x}", 7);
        assert!(fault.message.contains("line 7, column 12: key must be a string"), "{fault}");
    }

    #[test]
    fn what_is_no_object_is_told() {
        for (line, kind) in [("[1]", "an array"), (" -1", "a number"), ("null", "null")] {
            assert!(fault(line, 2).message.contains(&format!("line 2 is {kind}")), "{line}");
        }
        assert_eq!(fault(&"[".repeat(100_000), 1).kind, FailureKind::Json);
        assert_eq!(fault(&"{\"a\":".repeat(100_000), 1).kind, FailureKind::Json);
    }

    #[test]
    fn a_text_must_be_plain() {
        let told = |line: &str| {
            let read = Object::read(line, 1).unwrap();
            let fault = read.text(&ReadOptions::default()).unwrap_err();
            (fault.kind, fault.message)
        };
        let (kind, message) = told(r#"{"text": "a \ud800"}"#);
        assert_eq!(kind, FailureKind::Json);
        assert!(message.contains("\"text\" has \\ud800"), "{message}");
        let (kind, message) = told(r#"{"text": "a", "text": "b"}"#);
        assert_eq!(kind, FailureKind::Json);
        assert!(message.contains("\"text\" stands there twice"), "{message}");
    }

    #[test]
    fn fields_that_stand_twice_are_numbered() {
        let read = Object::read(r#"{"id": 1, "text": "t", "id": 2, "id": "3"}"#, 1).unwrap();
        let options = ReadOptions::default();
        let (name, text) = read.text(&options).unwrap();
        assert_eq!(text, "t");
        let fields = serde_json::to_string(&read.fields(Some(name))).unwrap();
        assert_eq!(fields, r#"{"id":1,"id.2":2,"id.3":"3"}"#);
    }

    #[test]
    fn records_are_known_by_their_schema() {
        let is_record = |line: &str| Object::read(line, 1).unwrap().is_record();
        assert!(is_record(r#"{"schema": "wiredesk/1", "text": "a"}"#));
        assert!(!is_record(r#"{"schema": "wiredesk", "text": "a"}"#));
        assert!(!is_record(r#"{"text": "\"schema\": \"wiredesk/1\""}"#));
    }

    #[test]
    fn lists_are_short() {
        assert_eq!(listed(["a", "b"].into_iter()), "\"a\", \"b\"");
        assert_eq!(listed(std::iter::empty()), "none at all");
        assert!(listed(std::iter::repeat_n("a", 99)).ends_with("\"a\", others"));
    }
}
