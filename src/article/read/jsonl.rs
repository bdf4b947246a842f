//! One JSON object on each line, one article each.

use super::container::{Bytes, Items};
use super::decode;
use super::failure::{Failure, FailureKind, Fault};
use super::guess;
use super::lines::{Fit, Lines};
use super::object::Object;
use super::single::nothing_in;
use super::{Document, Format, ReadOptions, Source};
use crate::article::json::null_for_nan;

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
        let mended;
        let object = match Object::read(&line, self.number) {
            Ok(object) => object,
            Err(fault) => {
                mended = null_for_nan(&line);
                let again = mended.as_deref().map(|line| Object::read(line, self.number));
                match again {
                    Some(Ok(object)) => object,
                    Some(Err(_)) | None => return Err(fault.at(source)),
                }
            }
        };
        if object.is_record() {
            return Err(own_record().at(source));
        }
        let text = object.text(&self.options);
        source.fields = object.fields(text.as_ref().ok().map(|(name, _)| *name));
        match text {
            Ok((_, text)) => finish(source, text, &self.options),
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

pub(super) fn own_record() -> Fault {
    let message = "a record that wiredesk wrote, not an article; name the articles it was made of, \
                   or put records elsewhere";
    Fault::new(FailureKind::Format, message)
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
    // Feeds have pieces of pages in their fields.
    if guess::is_markup(&text) {
        source.format = Some(Format::Html);
    }
    let markup = source.format.unwrap_or(Format::Jsonl).markup();
    Ok(Document { source, markup, text })
}
