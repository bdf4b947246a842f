//! A Label Studio export: JSON, or JSON-MIN, where the results stand beside the text. Of several
//! people's annotations of one task the first that was not cancelled is taken; tasks without one are
//! left out, and counted.
//!
//! Label Studio runs in a browser, where offsets count UTF-16 units. Where a result carries its
//! text, the text tells which count was meant; otherwise it is UTF-16.

use std::path::Path;

use serde_json::Value;

use super::{Annotation, ReadError, Set};
use crate::eval::annotation::Mention;

pub(super) fn read(file: &Path, text: &str, set: &mut Set) -> Result<(), ReadError> {
    let fault = |why: String| ReadError::one(format!("{}: {why}", file.display()));
    let tasks: Value = serde_json::from_str(text).map_err(|error| fault(error.to_string()))?;
    let tasks = tasks
        .as_array()
        .ok_or_else(|| fault("no list of tasks, as Label Studio exports it".to_owned()))?;
    let (mut faults, mut open) = (Vec::new(), 0);
    for (at, task) in tasks.iter().enumerate() {
        let place =
            format!("{}: task {}", file.display(), task["id"].as_u64().unwrap_or(at as u64));
        match annotated(task) {
            Ok(Some((text, mentions))) => set.articles.push(Annotation {
                place,
                text: Some(text),
                mentions: Some(mentions),
                ..Annotation::default()
            }),
            Ok(None) => open += 1,
            Err(why) => faults.push(format!("{place}: {why}")),
        }
    }
    if open > 0 {
        let file = file.display();
        set.remarks.push(format!("{file}: {open} tasks left out, not annotated"));
    }
    if faults.is_empty() { Ok(()) } else { Err(ReadError::Faults(faults)) }
}

fn annotated(task: &Value) -> Result<Option<(String, Vec<Mention>)>, String> {
    let text = text_of(task).ok_or("no text in `data`, or more than one; call it `text`")?;
    let results = match task.get("annotations").or_else(|| task.get("completions")) {
        Some(annotations) => {
            let mut all = annotations.as_array().into_iter().flatten();
            let kept = all.find(|a| a["was_cancelled"].as_bool() != Some(true));
            match kept {
                Some(kept) => kept["result"].as_array(),
                None => return Ok(None),
            }
        }
        // JSON-MIN: the results stand under the name of the control, with the labels in them.
        None => task.as_object().and_then(|object| {
            object
                .values()
                .filter_map(Value::as_array)
                .find(|list| list.iter().any(|item| item.get("labels").is_some()))
        }),
    };
    let Some(results) = results else { return Ok(None) };
    let mut mentions = Vec::new();
    for (at, result) in results.iter().enumerate() {
        let value = result.get("value").unwrap_or(result);
        if let Some(label) = value["labels"].as_array().and_then(|labels| labels.first()) {
            let mention = label.as_str().and_then(|label| mention(&text, value, label));
            mentions.push(mention.ok_or_else(|| format!("result {at} does not fit the text"))?);
        }
    }
    mentions.sort_by_key(|m| (m.start, m.end));
    Ok(Some((text, mentions)))
}

fn text_of(task: &Value) -> Option<String> {
    let data = task.get("data").unwrap_or(task);
    if let Some(text) = data["text"].as_str() {
        return Some(text.to_owned());
    }
    let mut texts = data.as_object()?.values().filter_map(Value::as_str);
    let only = texts.next()?.to_owned();
    texts.next().is_none().then_some(only)
}

fn mention(text: &str, value: &Value, label: &str) -> Option<Mention> {
    let number = |key: &str| value[key].as_u64().and_then(|n| usize::try_from(n).ok());
    let (start, end) = (number("start")?, number("end")?);
    let said = value["text"].as_str();
    let by_units = (code_point(text, start)?, code_point(text, end)?);
    let of = |(start, end): (usize, usize)| -> Option<String> {
        (start < end).then(|| text.chars().skip(start).take(end - start).collect())
    };
    let fits = |range| said.is_none_or(|said| of(range).is_some_and(|there| there == said));
    let (start, end) = [by_units, (start, end)].into_iter().find(|range| fits(*range))?;
    Some(Mention::new(start, end, label))
}

/// Code points before a UTF-16 unit; `None` inside a character or beyond the text.
fn code_point(text: &str, unit: usize) -> Option<usize> {
    let mut units = 0;
    for (point, c) in text.chars().enumerate() {
        if units == unit {
            return Some(point);
        }
        units += c.len_utf16();
    }
    (units == unit).then(|| text.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf_16_units_unless_the_text_says_otherwise() {
        let text = "😀 Kim paid";
        let value = serde_json::json!({"start": 3, "end": 6, "text": "Kim", "labels": ["PER"]});
        let found = mention(text, &value, "PER").unwrap();
        assert_eq!((found.start, found.end), (2, 5));
        let value = serde_json::json!({"start": 2, "end": 5, "text": "Kim", "labels": ["PER"]});
        let found = mention(text, &value, "PER").unwrap();
        assert_eq!((found.start, found.end), (2, 5));
        let value = serde_json::json!({"start": 1, "end": 5, "labels": ["PER"]});
        assert!(mention(text, &value, "PER").is_none(), "starts inside a character");
    }
}
