//! What every STIX object has.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::EPOCH;

/// The name space of our ids. That of the specification is for observables, of which we make none.
pub(super) fn name_space() -> Uuid {
    static NAMESPACE: LazyLock<Uuid> =
        LazyLock::new(|| Uuid::new_v5(&Uuid::NAMESPACE_OID, b"wiredesk STIX 2.1"));
    *NAMESPACE
}

/// Key of the identity that made everything.
pub(super) const SELF: &str = "wiredesk";
/// Key of our extension.
pub(super) const EXTENSION: &str = "provenance";

/// The id of the object of a type that has this key: the same, whenever and wherever it is made.
pub(super) fn id(kind: &str, key: &str) -> String {
    format!("{kind}--{}", Uuid::new_v5(&name_space(), format!("{kind}\0{key}").as_bytes()))
}

/// One object, its properties in the order in which they were given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    /// An object of type `kind`, known by `key`, of the time `time`.
    pub(super) fn new(kind: &str, key: &str, time: &str) -> Self {
        let mut object = Self(Map::new());
        for (name, value) in [
            ("type", kind.to_owned()),
            ("spec_version", "2.1".to_owned()),
            ("id", id(kind, key)),
            ("created_by_ref", id("identity", SELF)),
            ("created", time.to_owned()),
            ("modified", time.to_owned()),
        ] {
            object.0.insert(name.to_owned(), value.into());
        }
        object
    }

    /// Adds a property.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Adds a property that may be missing.
    pub(super) fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a list unless it is empty, which STIX does not allow.
    pub(super) fn with_list(self, name: &str, list: Vec<impl Into<Value>>) -> Self {
        if list.is_empty() {
            return self;
        }
        self.with(name, list.into_iter().map(Into::into).collect::<Vec<Value>>())
    }

    pub(super) fn id(&self) -> &str {
        self.0["id"].as_str().unwrap_or_default()
    }

    pub(super) fn to_json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }
}

/// A relationship known by its ends and whatever else tells it from others.
pub(super) fn relationship(
    kind: &str,
    source: &Object,
    target: &Object,
    further: &str,
    time: &str,
) -> Object {
    let key = format!("{kind}\0{}\0{}\0{further}", source.id(), target.id());
    Object::new("relationship", &key, time)
        .with("relationship_type", kind)
        .with("source_ref", source.id())
        .with("target_ref", target.id())
}

/// The program, as the author of everything.
pub(super) fn ourselves() -> Object {
    let about = "Annotates news about cyber threats; what it says was read by a program.";
    let mut object = Object::new("identity", SELF, EPOCH)
        .with("name", "wiredesk")
        .with("description", about)
        .with("identity_class", "system");
    object.0.shift_remove("created_by_ref");
    object
}

/// What our extension adds to reports.
pub(super) fn extension_definition() -> Object {
    Object::new("extension-definition", EXTENSION, EPOCH)
        .with("name", "wiredesk provenance")
        .with("description", "What made a report, and the score of each threat type in its labels.")
        .with(
            "schema",
            "wiredesk, model, model_digest, engine, config: strings, as `provenance` of a wiredesk \
             record; threat_scores: object from threat type to a number between 0 and 1",
        )
        .with("version", "1.0.0")
        .with("extension_types", json!(["property-extension"]))
}
