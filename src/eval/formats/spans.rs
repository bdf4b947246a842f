//! A text and its spans on each line, as Prodigy (`spans`), spaCy (`entities`, also as a pair
//! `[text, {"entities": ..}]`) and doccano (`label`) write them. A span is an object with `start`,
//! `end`, `label`, or a list of the three. Examples that Prodigy's user rejected or passed over are
//! left out, and counted.

use std::path::Path;

use serde_json::Value;

use super::records::plain;
use super::{Annotation, ReadError, Set};
use crate::eval::annotation::Mention;

const KEYS: [&str; 4] = ["spans", "entities", "label", "labels"];

pub(super) fn read(file: &Path, text: &str, set: &mut Set) -> Result<(), ReadError> {
    let (mut faults, mut passed) = (Vec::new(), 0);
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = format!("{}:{}", file.display(), at + 1);
        let read = serde_json::from_str(line).map_err(|error| plain(&error));
        match read.and_then(|value: Value| example(&value)) {
            Ok(Some((text, mentions))) => set.articles.push(Annotation {
                place,
                text: Some(text),
                mentions: Some(mentions),
                ..Annotation::default()
            }),
            Ok(None) => passed += 1,
            Err(why) => faults.push(format!("{place}: {why}")),
        }
    }
    if passed > 0 {
        let file = file.display();
        set.remarks.push(format!("{file}: {passed} examples left out, rejected or passed over"));
    }
    if faults.is_empty() { Ok(()) } else { Err(ReadError::Faults(faults)) }
}

/// Text and mentions; `None` for an example that was not accepted.
fn example(value: &Value) -> Result<Option<(String, Vec<Mention>)>, String> {
    let (text, holder) = match value {
        Value::Array(pair) if pair.len() == 2 => (&pair[0], &pair[1]),
        object => (&object["text"], object),
    };
    let text = text.as_str().ok_or("no `text`")?.to_owned();
    if holder["answer"].as_str().is_some_and(|answer| answer != "accept") {
        return Ok(None);
    }
    let spans = KEYS.iter().find_map(|key| holder.get(key)).ok_or("no `spans` or `entities`")?;
    let spans = match spans {
        Value::Null => &Vec::new(),
        spans => spans.as_array().ok_or("the spans are no list")?,
    };
    let mut mentions = Vec::with_capacity(spans.len());
    for (at, span) in spans.iter().enumerate() {
        mentions.push(mention(span).ok_or_else(|| {
            format!("span {at} is not {{\"start\", \"end\", \"label\"}} or [start, end, label]")
        })?);
    }
    mentions.sort_by_key(|m| (m.start, m.end));
    Ok(Some((text, mentions)))
}

fn mention(span: &Value) -> Option<Mention> {
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
    let (start, end, label) = match span {
        Value::Array(parts) if parts.len() >= 3 => (&parts[0], &parts[1], &parts[2]),
        object => (&object["start"], &object["end"], &object["label"]),
    };
    let text = span.get("text").and_then(Value::as_str).map(str::to_owned);
    let mention = Mention::new(number(start)?, number(end)?, label.as_str()?);
    Some(Mention { text, ..mention })
}
