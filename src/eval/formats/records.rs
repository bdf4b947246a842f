//! wiredesk's own format: records, or gold in their shape (`docs/gold.md`), one a line.

use std::path::Path;

use super::{Annotation, ReadError, Set, Side};

pub(super) fn read(file: &Path, text: &str, side: Side, set: &mut Set) -> Result<(), ReadError> {
    let (mut faults, mut failed, mut without_text) = (Vec::new(), 0, Vec::new());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = format!("{}:{}", file.display(), at + 1);
        match serde_json::from_str::<Annotation>(line) {
            Ok(article) if side == Side::Gold && article.text.is_none() => {
                without_text.push(place);
            }
            Ok(article) => set.articles.push(Annotation { place, ..article }),
            Err(_) if is_error_record(line) => failed += 1,
            Err(error) => faults.push(format!("{place}: {}", plain(&error))),
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

fn is_error_record(line: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(line).is_ok_and(|value| value.get("error").is_some())
}
