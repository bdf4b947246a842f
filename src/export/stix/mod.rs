//! A STIX 2.1 bundle.
//!
//! Each article becomes a report with a note of its amounts and events; its actors become identities,
//! intrusion sets, malware and locations; each event with both sides becomes relationships. An object
//! that two articles share stands in the bundle once, and says only what follows from its id, so
//! that bundles of two drops agree. What is quoted from a page has none of its markup, so that it
//! is the same as from any other source. There is no clock: what belongs to an article has the time
//! of its publication, all else [`EPOCH`]. `docs/exchange.md` tells the rest.

mod actors;
mod events;
mod note;
mod objects;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, json};
use uuid::Uuid;

use super::records::Records;
use super::{ExportError, Tally};
use crate::output::{Sink, Target};
use crate::page::readable;
use crate::record::Record;
use crate::tables::Unreadable;
use objects::{EXTENSION, Object, SELF, id};

/// The time of what has none of its own.
pub const EPOCH: &str = "1970-01-01T00:00:00.000Z";

/// Writes a bundle of all records to `target`, each line that is no record to `complain`.
///
/// # Errors
/// [`ExportError`]; a file begun is removed then.
pub fn write(
    records: Records,
    target: &Target,
    complain: impl FnMut(&Unreadable),
) -> Result<Tally, ExportError> {
    let mut bundle = Bundle::new(Sink::create(target)?);
    let mut tally = records.each_article(complain, |_, record| bundle.article(record))?;
    tally.failed_left_out("a STIX bundle");
    let names: Vec<&str> = bundle.unplaced.iter().map(String::as_str).take(5).collect();
    if !names.is_empty() {
        let count = bundle.unplaced.len();
        tally.remarks.push(format!(
            "places without a country code, for which STIX has no location: {count}; {}{}",
            names.join(", "),
            if count > names.len() { ", ..." } else { "" }
        ));
    }
    bundle.close()?;
    Ok(tally)
}

/// A bundle while it is written.
struct Bundle {
    sink: Sink,
    /// What stands in it already.
    written: BTreeSet<String>,
    /// Over the ids of its objects.
    digest: Uuid,
    unplaced: BTreeSet<String>,
}

impl Bundle {
    fn new(sink: Sink) -> Self {
        Self {
            sink,
            written: BTreeSet::new(),
            digest: objects::name_space(),
            unplaced: BTreeSet::new(),
        }
    }

    /// Writes what stands at the head, unless it is there. Only the first record calls for it: where
    /// none comes, standard output stays empty.
    fn begin(&mut self) -> Result<(), ExportError> {
        if self.written.is_empty() {
            self.sink.write_bytes(b"{\"type\":\"bundle\",\"objects\":[\n")?;
            self.add(&objects::ourselves())?;
            self.add(&objects::extension_definition())?;
        }
        Ok(())
    }

    /// Writes an object unless it is there; its id.
    fn add(&mut self, object: &Object) -> Result<String, ExportError> {
        let id = object.id().to_owned();
        if self.written.insert(id.clone()) {
            let mut line = Vec::new();
            if self.written.len() > 1 {
                line.extend(b",\n");
            }
            line.extend(object.to_json().into_bytes());
            self.sink.write_bytes(&line)?;
            self.digest = Uuid::new_v5(&self.digest, id.as_bytes());
        }
        Ok(id)
    }

    fn article(&mut self, record: &Record) -> Result<(), ExportError> {
        self.begin()?;
        let time = record
            .published
            .as_ref()
            .map_or(EPOCH.to_owned(), |day| format!("{day}T00:00:00.000Z"));
        let source = &record.source;
        let item = source.item.map_or(String::new(), |item| item.to_string());
        let key = format!("{}\0{}\0{item}", record.id, source.path);
        let report_id = id("report", &key);
        let mut refs = Vec::new();
        let mut add = |bundle: &mut Self, object: Object| -> Result<(), ExportError> {
            let id = bundle.add(&object)?;
            if !refs.contains(&id) {
                refs.push(id);
            }
            Ok(())
        };
        for actor in &record.actors {
            match actors::object(record, actor) {
                actors::Made::Object(object) => add(self, object)?,
                actors::Made::Nothing => {}
                actors::Made::Unplaced => {
                    self.unplaced.insert(actor.name.clone());
                }
            }
        }
        for event in &record.events {
            for object in events::objects(record, event, &report_id, &time) {
                add(self, object)?;
            }
        }
        if let Some(note) = note::note(record, &report_id, &time) {
            // It points at the report, not the other way round.
            self.add(&note)?;
        }
        if refs.is_empty() {
            // A report must be about something.
            refs.push(id("identity", SELF));
        }
        self.add(&report(record, &key, &time, refs))?;
        Ok(())
    }

    fn close(mut self) -> Result<(), ExportError> {
        self.begin()?;
        let end = format!("\n],\"id\":\"bundle--{}\"}}\n", self.digest);
        self.sink.write_bytes(end.as_bytes())?;
        Ok(self.sink.finish()?)
    }
}

fn report(record: &Record, key: &str, time: &str, refs: Vec<String>) -> Object {
    let source = &record.source;
    let headline = record.title.as_ref().map(|title| readable(record, &title.text));
    let name = headline.filter(|name| !name.is_empty()).unwrap_or_else(|| one_line(&source.path));
    let mut reference = json!({
        "source_name": "wiredesk",
        "description": source.path,
        "external_id": record.id,
    });
    let url = ["url", "link"].iter().find_map(|field| source.fields.string(field));
    if let Some(url) = url.filter(|url| is_url(url)) {
        reference["url"] = url.into();
    }
    let labels: Vec<&str> = record.threats.iter().map(|threat| threat.kind.name()).collect();
    let threats: BTreeMap<&str, f64> =
        record.threats.iter().map(|t| (t.kind.name(), t.score.value())).collect();
    let made_by = &record.provenance;
    let mut extension = json!({
        "extension_type": "property-extension",
        "wiredesk": made_by.wiredesk,
        "model": made_by.model.name,
        "model_digest": made_by.model.digest,
        "engine": made_by.engine,
        "config": made_by.config,
    });
    // STIX has no empty objects and lists.
    if !threats.is_empty() {
        extension["threat_scores"] = json!(threats);
    }
    let extensions = Map::from_iter([(id("extension-definition", EXTENSION), extension)]);
    Object::new("report", key, time)
        .with_some("lang", record.language.as_deref())
        .with("name", name)
        .with("report_types", json!(["threat-report"]))
        .with("published", time)
        .with_list("labels", labels)
        .with_list("object_refs", refs)
        .with("external_references", json!([reference]))
        .with("extensions", extensions)
}

/// A name that is no piece of the original, without line breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && rest.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
    })
}
