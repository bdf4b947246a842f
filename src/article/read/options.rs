//! What a user can say about how files are to be read.

use encoding_rs::Encoding;

use super::Pattern;
use crate::article::Format;

/// The most bytes an article may have unless told otherwise: some hundred times a long one.
pub const DEFAULT_MAX_ARTICLE_BYTES: u64 = 4 << 20;

/// The most bytes of one file, decompressed, unless told otherwise: 256 GiB.
pub const DEFAULT_MAX_FILE_BYTES: u64 = 256 << 30;

/// The most lines or rows of one container unless told otherwise.
pub const DEFAULT_MAX_ITEMS: u64 = 100_000_000;

/// The fields and columns that hold an article unless told otherwise, the first that is there; with a
/// capital as spreadsheets write them.
pub const DEFAULT_TEXT_FIELDS: [&str; 8] =
    ["text", "body", "content", "article", "Text", "Body", "Content", "Article"];

/// How to read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Field (JSONL) or column (CSV) that holds the article; `None` for the first of
    /// [`DEFAULT_TEXT_FIELDS`] that is there.
    pub text_field: Option<String>,
    /// Format of every file, whatever its name says.
    pub format: Option<Format>,
    /// Encoding of every file that has no byte-order mark. If it is given, bytes that mean nothing
    /// become U+FFFD in every file; they are a failure otherwise.
    pub encoding: Option<&'static Encoding>,
    /// The most bytes that an article may have as stored, uncompressed.
    pub max_article_bytes: u64,
    /// The most bytes that a compressed file may come to.
    pub max_file_bytes: u64,
    /// The most lines or rows with an article that a container may have.
    pub max_items: u64,
    /// What is left out below folders that are walked. What is named is read.
    pub exclude: Vec<Pattern>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            text_field: None,
            format: None,
            encoding: None,
            max_article_bytes: DEFAULT_MAX_ARTICLE_BYTES,
            max_file_bytes: DEFAULT_MAX_FILE_BYTES,
            max_items: DEFAULT_MAX_ITEMS,
            exclude: Vec::new(),
        }
    }
}

impl ReadOptions {
    /// The most bytes that a line or row may have: its text three times over (which is what JSON
    /// makes of Cyrillic when it writes ASCII only) and a mebibyte of other fields.
    pub(super) fn max_item_bytes(&self) -> u64 {
        self.max_article_bytes.saturating_mul(3).saturating_add(1 << 20)
    }

    /// The first field that holds the article among those for which `usable` says yes.
    pub(super) fn pick_text_field(&self, usable: impl Fn(&str) -> bool) -> Option<&str> {
        match &self.text_field {
            Some(name) => usable(name).then_some(name.as_str()),
            None => DEFAULT_TEXT_FIELDS.into_iter().find(|name| usable(name)),
        }
    }

    /// The text field in words, for messages.
    pub(super) fn text_field_in_words(&self) -> String {
        match &self.text_field {
            Some(name) => format!("{name:?}"),
            None => "\"text\", \"body\", \"content\" or \"article\"".to_owned(),
        }
    }
}

/// No encoding has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no encoding {0:?}: use a name from the WHATWG standard such as utf-8 or windows-1252")]
pub struct UnknownEncoding(pub String);

/// The encoding that goes by `name` (any WHATWG label), for `--encoding`.
///
/// # Errors
///
/// [`UnknownEncoding`] if there is none.
pub fn encoding_by_name(name: &str) -> Result<&'static Encoding, UnknownEncoding> {
    Encoding::for_label_no_replacement(name.as_bytes())
        .ok_or_else(|| UnknownEncoding(name.to_owned()))
}
