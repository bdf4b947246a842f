//! A file that is one article.

use std::io::Read;

use super::decode::{self, decode};
use super::failure::{Failure, FailureKind, Fault};
use super::jsonl::own_record;
use super::open::Stream;
use super::{Document, Format, ReadOptions, Source};

/// Reads the article that `stream` is. `len`: how many bytes are stored.
pub(super) fn read(
    stream: Stream,
    len: u64,
    format: Format,
    mut source: Source,
    options: &ReadOptions,
) -> Result<Document, Failure> {
    let limit = options.max_article_bytes;
    if stream.is_plain() && len > limit {
        source.bytes = Some(len);
        return Err(Fault::too_large("the article", limit).at(source));
    }
    let mut bytes = Vec::new();
    if let Err(error) = stream.take(limit.saturating_add(1)).read_to_end(&mut bytes) {
        return Err(Fault::from(error).at(source));
    }
    in_memory(bytes, format, source, options)
}

/// Reads the article that `bytes` are.
pub(super) fn in_memory(
    bytes: Vec<u8>,
    format: Format,
    mut source: Source,
    options: &ReadOptions,
) -> Result<Document, Failure> {
    let limit = options.max_article_bytes;
    if bytes.len() as u64 > limit {
        return Err(Fault::too_large("the article", limit).at(source));
    }
    source.bytes = Some(bytes.len() as u64);
    let decoded = match decode(bytes, format == Format::Html, options.encoding) {
        Ok(decoded) => decoded,
        Err(fault) => return Err(fault.at(source)),
    };
    source.encoding = Some(decode::name(decoded.encoding));
    let is_records = decoded.text.starts_with(RECORD);
    match nothing_in(&decoded.text).or_else(|| is_records.then(own_record)) {
        Some(fault) => Err(fault.at(source)),
        None => Ok(Document { source, markup: format.markup(), text: decoded.text }),
    }
}

/// What the first record of a file of records begins with.
const RECORD: &str = "{\"schema\":\"wiredesk/";

/// Says so if there is nothing to read in `text`.
pub(super) fn nothing_in(text: &str) -> Option<Fault> {
    let message = "no text, or nothing but white space; look where it came from";
    text.trim().is_empty().then(|| Fault::new(FailureKind::Empty, message))
}
