//! Gold and predictions from files, each format into [`Annotation`]s.
//!
//! Only the record's own format holds every layer; the others hold entities. All are recognised by
//! what they look like, and every fault is told with file and line.

mod brat;
mod columns;
mod label_studio;
mod records;
mod spans;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::annotation::Annotation;
use super::tags::Reading;

/// How a file holds its annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// wiredesk's own: a record on each line.
    Records,
    /// A word on each line, with its tag in one of the columns.
    Columns,
    /// brat standoff: `.txt` and `.ann` side by side.
    Brat,
    /// Prodigy, spaCy or doccano JSONL: a text and its spans on each line.
    Spans,
    /// A Label Studio export.
    LabelStudio,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 5] =
        [Self::Records, Self::Columns, Self::Brat, Self::Spans, Self::LabelStudio];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Columns => "columns",
            Self::Brat => "brat",
            Self::Spans => "spans",
            Self::LabelStudio => "label-studio",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    /// The format; found out unless given.
    pub format: Option<Format>,
    /// How tag sequences are read.
    pub reading: Reading,
    /// Column of the words, from 1; found out unless given.
    pub word_column: Option<usize>,
    /// Column of the tags, from 1; found out unless given.
    pub tag_column: Option<usize>,
}

/// Why annotations could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What is in it is not right; one line each, with file and line.
    #[error("{}", .0.join("\n"))]
    Faults(Vec<String>),
}

impl ReadError {
    fn one(fault: String) -> Self {
        Self::Faults(vec![fault])
    }
}

/// What was read.
#[derive(Debug)]
pub struct Set {
    /// The articles, in the order of the files.
    pub articles: Vec<Annotation>,
    /// The format that it was in.
    pub format: Format,
    /// What was left out, for the report.
    pub remarks: Vec<String>,
}

/// Reads what lies at `path`: a file, or a folder of files.
///
/// # Errors
/// If something cannot be read, or is not right: all faults, not only the first.
pub fn read(path: &Path, options: &ReadOptions) -> Result<Set, ReadError> {
    let files = files(path)?;
    let Some(first) = files.first() else {
        let what = "holds no .jsonl, .ann, .json, .conll, .bio, .iob2 or .txt file";
        return Err(ReadError::one(format!("{}: {what}", path.display())));
    };
    let format = match options.format {
        Some(format) => format,
        None => detect(first, &files)?,
    };
    let mut set = Set { articles: Vec::new(), format, remarks: Vec::new() };
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| belongs(file, format, &files)) {
        let text = text_of(file)?;
        let before = set.articles.len();
        let result = match format {
            Format::Records => records::read(file, &text, &mut set),
            Format::Columns => columns::read(file, &text, options, &mut set),
            Format::Brat => brat::read(file, &text, &mut set),
            Format::Spans => spans::read(file, &text, &mut set),
            Format::LabelStudio => label_studio::read(file, &text, &mut set),
        };
        match result {
            Ok(()) => {}
            Err(ReadError::Faults(more)) => faults.extend(more),
            Err(error) => return Err(error),
        }
        faults.extend(check(&mut set.articles[before..]));
    }
    if set.articles.is_empty() && faults.is_empty() {
        faults.push(format!("{}: no annotated article in it ({format})", path.display()));
    }
    if faults.is_empty() { Ok(set) } else { Err(ReadError::Faults(faults)) }
}

/// Checks annotations that came with their text; a prediction without is checked against that of
/// the gold.
fn check(articles: &mut [Annotation]) -> Vec<String> {
    let mut faults = Vec::new();
    for article in articles {
        if let Some(text) = article.text.clone() {
            let place = article.place.clone();
            faults.extend(article.check(&text).into_iter().map(|why| format!("{place}: {why}")));
        }
    }
    faults
}

fn text_of(file: &Path) -> Result<String, ReadError> {
    let path = file.to_owned();
    let bytes = fs::read(file).map_err(|source| ReadError::Io { path, source })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = String::from_utf8_lossy(&error.as_bytes()[..at]).split('\n').count();
        ReadError::one(format!("{}:{line}: not UTF-8; convert it first", file.display()))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The file itself, or the files below a folder, by name.
fn files(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let failed = |source| ReadError::Io { path: path.to_owned(), source };
    if !fs::metadata(path).map_err(failed)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(path).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| failed(error.into()))?;
        let is_ours = matches!(
            ending(entry.path()),
            "jsonl" | "ndjson" | "json" | "ann" | "txt" | "conll" | "bio" | "iob2" | "iob"
        );
        if entry.file_type().is_file() && is_ours {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

fn ending(path: &Path) -> &str {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

/// Whether a file of a folder is in the format that the folder is in.
fn belongs(file: &Path, format: Format, all: &[PathBuf]) -> bool {
    all.len() == 1
        || match format {
            Format::Records | Format::Spans => matches!(ending(file), "jsonl" | "ndjson"),
            Format::LabelStudio => ending(file) == "json",
            Format::Brat => ending(file) == "ann",
            Format::Columns => !matches!(ending(file), "jsonl" | "ndjson" | "json" | "ann"),
        }
}

fn detect(first: &Path, all: &[PathBuf]) -> Result<Format, ReadError> {
    if all.iter().any(|file| ending(file) == "ann") {
        return Ok(Format::Brat);
    }
    let lines = all.iter().find(|file| matches!(ending(file), "jsonl" | "ndjson"));
    let json = all.iter().find(|file| ending(file) == "json");
    let file = lines.or(json).map_or(first, PathBuf::as_path);
    let text = text_of(file)?;
    let opening = text.trim_start();
    if json.is_some() && lines.is_none() {
        return Ok(Format::LabelStudio);
    }
    if !opening.starts_with(['{', '[']) || opening.starts_with("[[") {
        return Ok(Format::Columns);
    }
    // A column file may begin with a bracket, too.
    let Ok(value) = serde_json::from_str::<Value>(opening.lines().next().unwrap_or_default())
    else {
        return Ok(if lines.is_some() { Format::Records } else { Format::Columns });
    };
    let is_spans = match &value {
        Value::Array(pair) => pair.first().is_some_and(Value::is_string),
        object => {
            ["spans", "entities", "label", "labels"].iter().any(|key| object.get(key).is_some())
        }
    };
    Ok(if is_spans { Format::Spans } else { Format::Records })
}
