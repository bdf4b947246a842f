//! Values as the file has them.

use std::fmt::Write;

use super::Value;

/// The value as it is written in the file: read again, it is the same.
pub fn written(value: &Value) -> String {
    match value {
        Value::Off => "false".to_owned(),
        Value::On => "true".to_owned(),
        Value::Text(text) => quoted(&text.to_string_lossy()),
        Value::Each(values) => {
            let values: Vec<_> =
                values.iter().map(|text| quoted(&text.to_string_lossy())).collect();
            format!("[{}]", values.join(", "))
        }
    }
}

/// Text as a string of TOML; a whole number stands bare.
fn quoted(text: &str) -> String {
    if text.parse::<i64>().is_ok_and(|number| number.to_string() == text) {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Of Rust's escapes TOML has only some, and no control character may stand bare.
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
