//! Records back from the files that `annotate` wrote.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde_json::Value;

use super::Entry;
use crate::article::read::unpacked;
use crate::export::records::parts_instead;
use crate::record::{Line, SCHEMA};

/// Hands the records of a file to `each`, one after the other. `-` is standard input; a compressed
/// file is unpacked, whatever its name.
///
/// # Errors
///
/// Where the file cannot be read, or a line is no record, in one sentence that names file, line and
/// mend.
pub fn entries(path: &Path, mut each: impl FnMut(Entry)) -> Result<(), String> {
    let name = path.display();
    let stored: Box<dyn io::Read + Send> = if path.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        if path.is_dir() {
            return Err(format!("cannot read {name}: a folder; name the files of records in it"));
        }
        Box::new(File::open(path).map_err(|error| match parts_instead(path) {
            Some(parts) => format!("cannot read {name}: {parts}"),
            None => {
                format!("cannot read {name}: {error}; name a file that `wiredesk annotate` wrote")
            }
        })?)
    };
    let plain = unpacked(stored).map_err(|fault| format!("cannot read {name}: {fault}"))?;
    let mut lines = BufReader::with_capacity(64 << 10, plain);
    let (mut line, mut number) = (Vec::new(), 0_usize);
    loop {
        line.clear();
        let read = lines.read_until(b'\n', &mut line);
        let fault = |error| format!("cannot read {name}: {error}; name a file of records");
        if read.map_err(fault)? == 0 {
            return Ok(());
        }
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        each(entry(&line).map_err(|fault| format!("{name}:{number}: {fault}"))?);
    }
}

fn entry(line: &[u8]) -> Result<Entry, String> {
    const MEND: &str = "give what `wiredesk annotate` wrote";
    let value: Value = serde_json::from_slice(line)
        .map_err(|_| format!("not JSON, so no wiredesk record; {MEND}"))?;
    let Value::Object(mut fields) = value else {
        return Err(format!("no JSON object, so no wiredesk record; {MEND}"));
    };
    match fields.get("schema").and_then(Value::as_str) {
        Some(SCHEMA) => {}
        Some(other) => {
            return Err(format!("schema {other:?} is not {SCHEMA}; annotate the articles again"));
        }
        None => return Err(format!("no `schema`, so no wiredesk record; {MEND}")),
    }
    let duplicate = match fields.shift_remove("duplicate_of") {
        None | Some(Value::Null) => None,
        Some(said) => Some(said["kind"].as_str().unwrap_or("of another").to_owned()),
    };
    let is_error = fields.contains_key("error");
    let fields = Value::from(fields);
    let line = if is_error {
        serde_json::from_value(fields).map(Line::Error)
    } else {
        serde_json::from_value(fields).map(Line::Article)
    };
    let line = line.map_err(|error| {
        format!("not a record as this version writes them ({error}); annotate the articles again")
    })?;
    Ok(Entry { line, duplicate })
}
