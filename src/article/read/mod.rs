//! Files in, documents out.
//!
//! [`Inputs::scan`] walks what the user named; the [`Inputs`] it gives then opens one file after
//! the other and hands out [`Document`]s and [`Failure`]s in a fixed order. Containers (JSONL, CSV)
//! stream item by item, and nothing longer than [`ReadOptions::max_article_bytes`] is held.

mod bounded;
mod charset;
mod container;
mod csv;
mod decode;
mod exclude;
mod failure;
mod guess;
mod inputs;
mod jsonl;
mod legacy;
mod lines;
mod names;
mod naming;
mod object;
mod open;
mod options;
mod raw;
mod rows;
mod scan;
mod single;
mod sniff;
mod stdout;

use super::{Format, Markup, Source};

pub use super::source::UnknownFormat;
pub use exclude::{BadPattern, Pattern};
pub use failure::{Failure, FailureKind};
pub use inputs::Inputs;
pub(crate) use open::unpacked;
pub use options::{
    DEFAULT_MAX_ARTICLE_BYTES, DEFAULT_MAX_FILE_BYTES, DEFAULT_MAX_ITEMS, DEFAULT_TEXT_FIELDS,
    ReadOptions, UnknownEncoding, encoding_by_name,
};
pub use raw::RawLines;
pub(crate) use scan::is_hidden;
pub use scan::link_into;

/// One article as read: decoded, not yet cleaned.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it came from.
    pub source: Source,
    /// How it is marked up.
    pub markup: Markup,
    /// The decoded original, byte-order mark removed, nothing else touched.
    pub text: String,
}

impl Document {
    /// A document from text in memory, taken as it is. The text is one article in any format: that
    /// of a container says only where it came from.
    pub fn from_text(path: &str, text: String, format: Format) -> Self {
        let source = Source {
            format: Some(format),
            encoding: Some("utf-8".to_owned()),
            bytes: Some(text.len() as u64),
            ..Source::new(path)
        };
        Self { source, markup: format.markup(), text }
    }

    /// A document from bytes in memory, read as a file that holds one article is: decoded, without
    /// its byte-order mark, within the limits. `name` stands in the record as its path.
    ///
    /// # Errors
    /// The failure that a file with these bytes would have. Of `format` only the markup counts.
    pub fn from_bytes(
        name: &str,
        bytes: Vec<u8>,
        format: Format,
        options: &ReadOptions,
    ) -> Result<Self, Failure> {
        let source = Source { format: Some(format), ..Source::new(name) };
        single::in_memory(bytes, format, source, options)
    }
}
