//! Gold and predictions from files, each format into [`Annotation`]s.
//!
//! Only the record's own format holds every layer; the others hold entities. All are recognised by
//! what they look like, and every fault is told with file and line.

mod brat;
mod columns;
mod folder;
mod label_studio;
mod records;
mod spans;
mod stored;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

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

/// Whose annotations are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Those of people, which need their text: it is what a program is to read.
    #[default]
    Gold,
    /// Those of a program, which may be set beside the gold by their `id` alone.
    Found,
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    /// The format; found out unless given.
    pub format: Option<Format>,
    /// Whose annotations they are.
    pub side: Side,
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
    #[error("cannot read {}: {source}; check the path and its permissions", path.display())]
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

/// Reads what lies at `path`, packed or not: a file, or a folder of files in one format.
///
/// # Errors
/// If something cannot be read, or is not right: all faults, not only the first.
pub fn read(path: &Path, options: &ReadOptions) -> Result<Set, ReadError> {
    let folder::Chosen { format, files, mut text, remark } = folder::choose(path, options.format)?;
    let mut set = Set { articles: Vec::new(), format, remarks: remark.into_iter().collect() };
    let mut faults = Vec::new();
    for file in &files {
        let text = text.take().map_or_else(|| stored::text_of(file), Ok)?;
        let before = set.articles.len();
        let result = match format {
            Format::Records => records::read(file, &text, options.side, &mut set),
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

/// What reading `path` opens: the file or folder itself and, of brat's annotations, their text.
pub fn sources(path: &Path) -> Vec<PathBuf> {
    let is_standoff = stored::Kind::of(path) == Some(stored::Kind::Standoff);
    let text = is_standoff.then(|| stored::text_beside(path));
    [path.to_owned()].into_iter().chain(text).collect()
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
