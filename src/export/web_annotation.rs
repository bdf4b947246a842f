//! W3C Web Annotations: one page of JSON-LD, an annotation for each mention.
//!
//! The target is selected twice: by position, which counts code points as the record does, and by
//! quotation with the text around it, for readers whose copy of the page differs a little.

use std::fmt::Write as _;

use serde_json::{Value, json};
use uuid::Uuid;

use super::records::Records;
use super::{ExportError, Tally};
use crate::output::{Sink, Target};
use crate::record::{MentionRecord, Record};
use crate::tables::{Slices, Unreadable};

/// Code points quoted before and after.
const AROUND: usize = 32;

/// What stands before the annotations.
const HEAD: &str =
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[";

/// Writes the mentions of all records to `target`, each line that is no record to `complain`.
///
/// # Errors
/// [`ExportError`]; a file begun is removed then.
pub fn write(
    records: Records,
    target: &Target,
    complain: impl FnMut(&Unreadable),
) -> Result<Tally, ExportError> {
    let mut sink = Sink::create(target)?;
    let mut first = true;
    // Only the first record calls for it: where none comes, standard output stays empty.
    let mut head = Some(HEAD);
    let mut tally = records.each_article(complain, |article, record| {
        sink.write_bytes(head.take().unwrap_or_default().as_bytes())?;
        let text = record.text.as_deref().map(Slices::new);
        for mention in &record.mentions {
            let annotation = annotation(article, record, mention, text.as_ref());
            let comma = if std::mem::take(&mut first) { "\n" } else { ",\n" };
            sink.write_bytes(format!("{comma}{annotation}").as_bytes())?;
        }
        Ok(())
    })?;
    tally.failed_left_out("an annotation page");
    sink.write_bytes(head.unwrap_or_default().as_bytes())?;
    sink.write_bytes(b"\n]}\n")?;
    sink.finish()?;
    Ok(tally)
}

fn annotation(
    article: u64,
    record: &Record,
    mention: &MentionRecord,
    text: Option<&Slices>,
) -> Value {
    let (start, end) = (mention.start, mention.end);
    let mut quote = json!({ "type": "TextQuoteSelector", "exact": mention.text });
    let around = |from: usize, to: usize| text.and_then(|text| text.get(from, to));
    let before = around(start.saturating_sub(AROUND), start);
    let after = (0..=AROUND).rev().find_map(|len| around(end, end.saturating_add(len)));
    for (name, piece) in [("prefix", before), ("suffix", after)] {
        if let Some(piece) = piece.filter(|piece| !piece.is_empty()) {
            quote[name] = piece.into();
        }
    }
    let mut bodies = vec![json!({
        "type": "TextualBody", "purpose": "tagging", "value": mention.label.name(),
    })];
    let actor = mention.actor.and_then(|id| record.actors.get(id));
    if let Some(actor) = actor {
        bodies.push(json!({
            "type": "TextualBody", "purpose": "identifying", "value": actor.name,
        }));
    }
    let name = format!("wiredesk {} {article} {}", record.id, mention.id);
    json!({
        "id": format!("urn:uuid:{}", Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())),
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies,
        "target": {
            "source": source(record),
            "selector": [
                { "type": "TextPositionSelector", "start": start, "end": end },
                quote,
            ],
        },
    })
}

/// The address of the article: that of the page where a field has it, else of its file; for an item
/// of a container with its number as the fragment.
fn source(record: &Record) -> String {
    let source = &record.source;
    let url = ["url", "link"].iter().find_map(|field| source.fields.string(field));
    if let Some(url) = url.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
        return iri(&url, "%#?&=;:@+,!$'()*[]");
    }
    let item = source.item.map_or(String::new(), |item| format!("#{item}"));
    iri(&source.path, "") + &item
}

/// Escapes what may not stand in an address. A colon in the name of a file would begin a scheme.
fn iri(text: &str, kept: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || "-._~/".contains(c) || kept.contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_nothing_in_them_that_may_not_stand_there() {
        assert_eq!(iri("drop/a b:c%.txt", ""), "drop/a%20b%3Ac%25.txt");
        let url = "https://example.org/a?b=c&d=%20e#f";
        assert_eq!(iri(url, "%#?&=;:@+,!$'()*[]"), url);
    }
}
