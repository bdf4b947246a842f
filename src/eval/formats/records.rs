//! wiredesk's own format: records, or gold in their shape (`docs/gold.md`), one a line.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;

use super::{Annotation, ReadError, Set, Side};
use crate::record::SCHEMA;

pub(super) fn read(file: &Path, text: &str, side: Side, set: &mut Set) -> Result<(), ReadError> {
    let (mut faults, mut failed, mut without_text) = (Vec::new(), 0, Vec::new());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = format!("{}:{}", file.display(), at + 1);
        if let Some(other) = other_schema(line) {
            let mend = "annotate the articles again with this version";
            faults.push(format!("{place}: schema {other} is not {SCHEMA:?}; {mend}"));
            continue;
        }
        match serde_json::from_str::<Annotation>(line) {
            Ok(article) if side == Side::Gold && article.text.is_none() => {
                without_text.push(place);
            }
            Ok(article) => set.articles.push(Annotation { place, ..article }),
            Err(_) if is_error_record(line) => failed += 1,
            Err(error) if error.classify() == Category::Data => {
                faults.push(format!("{place}: {}", plain(&error)));
            }
            Err(error) => faults.push(format!(
                "{place}: {}; write one JSON object, a record or gold in its shape, on each line",
                plain(&error)
            )),
        }
    }
    if failed > 0 {
        let file = file.display();
        set.remarks.push(match side {
            Side::Gold => {
                format!("{file}: {failed} error records left out: nobody annotated their articles")
            }
            Side::Found => {
                format!("{file}: {failed} error records, whose articles count as missed")
            }
        });
    }
    // One fault for all: where one line has no text, most often none has.
    if let [first, more @ ..] = without_text.as_slice() {
        let others = match more.len() {
            0 => String::new(),
            count => format!(", and {count} lines behind it have none"),
        };
        faults.push(format!(
            "{first}: no `text`, by which gold is measured{others}: annotate without --no-text, or \
             put the article in"
        ));
    }
    if faults.is_empty() { Ok(()) } else { Err(ReadError::Faults(faults)) }
}

/// The error without "line 1", which the line of the file stands for.
pub(super) fn plain(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

/// What a line gives as its schema, where that is another than ours: its names may mean something else.
fn other_schema(line: &str) -> Option<Value> {
    #[derive(Deserialize)]
    struct Head {
        schema: Option<Value>,
    }
    let head: Head = serde_json::from_str(line).ok()?;
    head.schema.filter(|schema| schema != SCHEMA)
}

fn is_error_record(line: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(line).is_ok_and(|value| value.get("error").is_some())
}
