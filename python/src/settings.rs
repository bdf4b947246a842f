//! Options as Python gives them: those of `wiredesk annotate`, by the same names.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use wiredesk::article::Format;
use wiredesk::article::read::{Pattern, ReadOptions, encoding_by_name};
use wiredesk::knowledge::UserLists;
use wiredesk::{Limits, Options};

use crate::failed;

/// Every option, `None` where the default of the command line holds.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    all_scores: bool,
    sentences: bool,
    no_text: bool,
    any_language: bool,
    gazetteer: Option<PathBuf>,
    ignore: Option<PathBuf>,
    format: Option<String>,
    text_field: Option<String>,
    encoding: Option<String>,
    exclude: Vec<String>,
    max_article_bytes: Option<u64>,
    max_file_bytes: Option<u64>,
    max_items: Option<u64>,
    max_nesting: Option<usize>,
    max_seconds: Option<u64>,
}

impl Settings {
    /// What shapes the records.
    pub fn options(&self) -> PyResult<Options> {
        let limits = Limits::default();
        Ok(Options {
            all_scores: self.all_scores,
            sentence_text: self.sentences,
            text: !self.no_text,
            any_language: self.any_language,
            limits: Limits {
                nesting: self.max_nesting.unwrap_or(limits.nesting),
                time: self.max_seconds.map_or(limits.time, Duration::from_secs),
            },
            lists: self.lists()?,
            // Records here depend on no other: copies are the business of an output.
            ..Options::default()
        }
        .reading(&self.read_options()?))
    }

    /// How files are read.
    pub fn read_options(&self) -> PyResult<ReadOptions> {
        let defaults = ReadOptions::default();
        let encoding = self.encoding.as_deref().map(encoding_by_name).transpose();
        let exclude: Result<_, _> =
            self.exclude.iter().map(|pattern| Pattern::new(pattern)).collect();
        Ok(ReadOptions {
            text_field: self.text_field.clone(),
            format: self.format.as_deref().map(format).transpose()?,
            encoding: encoding.map_err(|error| PyValueError::new_err(error.to_string()))?,
            max_article_bytes: self.max_article_bytes.unwrap_or(defaults.max_article_bytes),
            max_file_bytes: self.max_file_bytes.unwrap_or(defaults.max_file_bytes),
            max_items: self.max_items.unwrap_or(defaults.max_items),
            exclude: exclude.map_err(|error| PyValueError::new_err(error.to_string()))?,
        })
    }

    fn lists(&self) -> PyResult<UserLists> {
        let mut lists = UserLists::default();
        if let Some(path) = &self.gazetteer {
            lists.add_gazetteer(&content(path)?).map_err(|error| at(path, error))?;
        }
        if let Some(path) = &self.ignore {
            lists.add_ignored(&content(path)?).map_err(|error| at(path, error))?;
        }
        Ok(lists)
    }
}

/// The format that texts are read as: plain text unless told otherwise.
pub fn text_format(read: &ReadOptions) -> PyResult<Format> {
    let format = read.format.unwrap_or(Format::Txt);
    if matches!(format, Format::Jsonl | Format::Csv) {
        return Err(PyValueError::new_err(format!(
            "a text is one article, and {format} holds many: use txt, md or html, or write a file \
             and annotate_paths"
        )));
    }
    Ok(format)
}

/// Raises what `Desk` and its `annotate` would about the words among the options. Lists are not
/// looked for: they may be on other machines alone.
#[pyfunction]
#[allow(clippy::needless_pass_by_value, reason = "what Python gives is owned")]
pub fn check_for_texts(settings: Settings) -> PyResult<()> {
    text_format(&settings.read_options()?).map(drop)
}

/// The format of that name: `txt`, `md`, `html`, `jsonl` or `csv`.
fn format(name: &str) -> PyResult<Format> {
    name.parse::<Format>().map_err(|error| PyValueError::new_err(error.to_string()))
}

fn content(path: &Path) -> PyResult<Vec<u8>> {
    fs::read(path).map_err(|error| {
        failed(format!("cannot read the list {}: {error}; check the path", path.display()))
    })
}

fn at(path: &Path, error: impl std::fmt::Display) -> PyErr {
    failed(format!("{}: {error}", path.display()))
}
