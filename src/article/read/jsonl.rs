//! One JSON object on each line, one article each.

use serde_json::{Map, Value};

use super::container::{Bytes, Items};
use super::decode;
use super::failure::{Failure, FailureKind, Fault};
use super::lines::{Fit, Lines};
use super::single::nothing_in;
use super::{Document, Format, ReadOptions, Source};

/// The articles of a JSONL file. Blank lines count but are passed over.
pub(super) struct JsonLines {
    lines: Lines<Bytes>,
    items: Items,
    source: Source,
    options: ReadOptions,
    number: u64,
    line: Vec<u8>,
    any: bool,
    ended: bool,
}

impl JsonLines {
    /// `source`: the file, as the articles are to name it.
    pub(super) fn new(bytes: Bytes, items: Items, source: Source, options: &ReadOptions) -> Self {
        Self {
            lines: Lines::new(bytes, options.max_item_bytes()),
            items,
            source,
            options: options.clone(),
            number: 0,
            line: Vec::new(),
            any: false,
            ended: false,
        }
    }

    /// The article on the current line.
    fn article(&mut self) -> Result<Document, Failure> {
        let mut source = Source { item: Some(self.number), ..self.source.clone() };
        let decoded = self.items.decode(&self.line);
        let (line, encoding) = decoded.map_err(|fault| fault.at(source.clone()))?;
        source.encoding = Some(decode::name(encoding));
        source.fields = object(&line, self.number).map_err(|fault| fault.at(source.clone()))?;
        match take_text(&mut source.fields, &self.options) {
            Ok(text) => finish(source, text, &self.options),
            Err(fault) => Err(fault.at(source)),
        }
    }
}

impl Iterator for JsonLines {
    type Item = Result<Document, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let fit = match self.lines.next(&mut self.line) {
                Ok(Some(fit)) => fit,
                Ok(None) => {
                    self.ended = true;
                    let message = "no line has an article; look where the file came from";
                    let fault = Fault::new(FailureKind::Empty, message);
                    return if self.any { None } else { Some(Err(fault.at(self.source.clone()))) };
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Fault::from(error).at(self.source.clone())));
                }
            };
            self.number += 1;
            if fit == Fit::Whole && self.line.trim_ascii().is_empty() {
                continue;
            }
            self.any = true;
            if fit == Fit::TooLong {
                let source = Source { item: Some(self.number), ..self.source.clone() };
                let limit = self.options.max_item_bytes();
                return Some(Err(Fault::too_large("the line", limit).at(source)));
            }
            return Some(self.article());
        }
        None
    }
}

/// The article of an item whose text has been found.
pub(super) fn finish(
    mut source: Source,
    text: String,
    options: &ReadOptions,
) -> Result<Document, Failure> {
    source.bytes = Some(text.len() as u64);
    let limit = options.max_article_bytes;
    if text.len() as u64 > limit {
        return Err(Fault::too_large("the article", limit).at(source));
    }
    if let Some(fault) = nothing_in(&text) {
        return Err(fault.at(source));
    }
    let markup = source.format.unwrap_or(Format::Jsonl).markup();
    Ok(Document { source, markup, text })
}

fn object(line: &str, number: u64) -> Result<Map<String, Value>, Fault> {
    let mend = "write one object on each line";
    match serde_json::from_str(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(other) => Err(Fault::new(
            FailureKind::Json,
            format!("line {number} is {}, not an object; {mend}", kind_of(&other)),
        )),
        Err(error) => {
            let told = error.to_string();
            let place = format!(" at line {} column {}", error.line(), error.column());
            let what = told.strip_suffix(&place).unwrap_or(&told);
            let column = column(line, error.column());
            Err(Fault::new(
                FailureKind::Json,
                format!("not JSON at line {number}, column {column}: {what}; {mend}"),
            ))
        }
    }
}

/// The column in characters, from 1, of the byte in column `bytes`.
fn column(line: &str, bytes: usize) -> usize {
    line.char_indices().take_while(|(at, _)| *at < bytes).count().max(1)
}

fn take_text(fields: &mut Map<String, Value>, options: &ReadOptions) -> Result<String, Fault> {
    let is_string = |name: &str| fields.get(name).is_some_and(Value::is_string);
    let taken = options.pick_text_field(is_string).and_then(|name| fields.shift_remove(name));
    if let Some(Value::String(text)) = taken {
        return Ok(text);
    }
    let wanted = options.text_field_in_words();
    let present = options.pick_text_field(|name| fields.contains_key(name));
    let message = match present.and_then(|name| Some((name, fields.get(name)?))) {
        Some((name, value)) => format!(
            "the field {name:?} is {}, not a string; mend it, or name another with --text-field",
            kind_of(value)
        ),
        None => format!(
            "no field {wanted}, only {}; name the one that holds the article with --text-field",
            listed(fields.keys().map(String::as_str))
        ),
    };
    Err(Fault::new(FailureKind::MissingField, message))
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// Names in quotes, the first few of them.
pub(super) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let mut names: Vec<_> = names.take(MOST + 1).map(quoted).collect();
    if names.len() > MOST {
        names.truncate(MOST);
        names.push("others".to_owned());
    }
    if names.is_empty() { "none at all".to_owned() } else { names.join(", ") }
}

fn quoted(name: &str) -> String {
    const MOST: usize = 60;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{:?}", format!("{}…", &name[..end])),
        None => format!("{name:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let fault = object("{\"é\": \"ü\", x}", 7).unwrap_err();
        assert!(fault.message.contains("line 7, column 12: key must be a string"), "{fault}");
    }

    #[test]
    fn what_is_no_object_is_told() {
        assert!(object("[1]", 2).unwrap_err().message.contains("line 2 is an array"));
        assert_eq!(object("{\"a\": \"\\ud800\"}", 1).unwrap_err().kind, FailureKind::Json);
        assert_eq!(object(&"[".repeat(100_000), 1).unwrap_err().kind, FailureKind::Json);
    }

    #[test]
    fn lists_are_short() {
        assert_eq!(listed(["a", "b"].into_iter()), "\"a\", \"b\"");
        assert_eq!(listed(std::iter::empty()), "none at all");
        assert!(listed(std::iter::repeat_n("a", 99)).ends_with("\"a\", others"));
    }
}
