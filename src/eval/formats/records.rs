//! wiredesk's own format: records, or gold in their shape (`docs/gold.md`), one a line.

use std::path::Path;

use super::{Annotation, ReadError, Set};

pub(super) fn read(file: &Path, text: &str, set: &mut Set) -> Result<(), ReadError> {
    let (mut faults, mut failed) = (Vec::new(), 0);
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = format!("{}:{}", file.display(), at + 1);
        match serde_json::from_str::<Annotation>(line) {
            Ok(article) => set.articles.push(Annotation { place, ..article }),
            Err(_) if is_error_record(line) => failed += 1,
            Err(error) => faults.push(format!("{place}: {}", plain(&error))),
        }
    }
    if failed > 0 {
        let file = file.display();
        set.remarks.push(format!("{file}: {failed} error records, whose articles count as missed"));
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
