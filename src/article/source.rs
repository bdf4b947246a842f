//! Where an article came from, as its record says it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How a file holds its articles.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text, one article.
    Txt,
    /// Markdown, one article.
    Md,
    /// HTML, one article.
    Html,
    /// One JSON object on each line, one article each.
    Jsonl,
    /// Comma-separated values with a header, one article a row.
    Csv,
}

/// The place of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The file as the user named it, folders joined by `/`; `-` for standard input.
    pub path: String,
    /// Line number (JSONL) or row number (CSV, the header not counted) inside a container file,
    /// from 1.
    pub item: Option<u64>,
    /// `None` where a failure came before the format was known.
    pub format: Option<Format>,
    /// Name of the encoding in lower case (WHATWG), `None` where nothing was decoded.
    pub encoding: Option<String>,
    /// Bytes of the article as stored: of the uncompressed file, or of the container's item.
    pub bytes: Option<u64>,
    /// The other fields of a container's item, in the order in which they stand there.
    pub fields: Map<String, Value>,
}
