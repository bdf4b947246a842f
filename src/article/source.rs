//! Where an article came from, as its record says it.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Fields, Markup};

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

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Txt, Self::Md, Self::Html, Self::Jsonl, Self::Csv];

    /// The format's name, as records and `--format` have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Txt => "txt",
            Self::Md => "md",
            Self::Html => "html",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }

    /// The format of files whose names end in `.ending` (either case), `None` for other endings.
    pub fn from_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Txt),
            "md" | "markdown" => Some(Self::Md),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// How an article from such a file is marked up. Those in containers count as plain text.
    pub const fn markup(self) -> Markup {
        match self {
            Self::Txt | Self::Jsonl | Self::Csv => Markup::Plain,
            Self::Md => Markup::Markdown,
            Self::Html => Markup::Html,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// No format has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no format {0:?}: use txt, md, html, jsonl or csv")]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads a format's name or one of the endings of its files.
    ///
    /// # Errors
    ///
    /// [`UnknownFormat`] if it is neither.
    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::from_ending(name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// The place of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The file as the user named it, folders joined by `/`; `-` for standard input. Bytes that are
    /// no UTF-8 stand as `\xE9`.
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
    #[schemars(with = "Map<String, Value>")]
    pub fields: Fields,
}

impl Source {
    /// The place `path`, of which nothing else is known yet.
    pub fn new(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            item: None,
            format: None,
            encoding: None,
            bytes: None,
            fields: Fields::new(),
        }
    }
}
