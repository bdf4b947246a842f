//! Lines of output, kept as they would be written.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use pyo3::exceptions::{PyIndexError, PyOSError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use rayon::ThreadPool;
use rayon::prelude::*;
use wiredesk::article::read::RawLines;
use wiredesk::export::records::parse;
use wiredesk::output::write_text;
use wiredesk::page;
use wiredesk::record::Line;

use crate::failed;
use crate::pool::pool;
use crate::table::{ArrowTable, Tables};

/// Records and error records, one JSON object a line. Immutable.
#[pyclass(frozen, module = "wiredesk._native")]
#[derive(Default)]
pub struct Lines {
    kept: Vec<Box<str>>,
    failures: Vec<(usize, String)>,
    tables: OnceLock<Tables>,
}

impl Lines {
    /// Adds a line, and why its article failed if it did.
    pub fn push(&mut self, line: Box<str>, failure: Option<String>) {
        if let Some(why) = failure {
            self.failures.push((self.kept.len(), why));
        }
        self.kept.push(line);
    }

    fn extend(&mut self, read: Vec<Read>) {
        for (line, failure) in read {
            self.push(line, failure);
        }
    }
}

#[pymethods]
impl Lines {
    /// The lines that `jsonl` has given, checked anew: who knows where they were.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        let pool = pool()?;
        let numbered = (1..).zip(bytes.split(|byte| *byte == b'\n'));
        let found = numbered.filter(|(_, line)| !line.is_empty()).collect();
        let mut lines = Self::default();
        lines.extend(py.detach(|| checked(&pool, "records", found)).map_err(failed)?);
        Ok(lines)
    }

    /// Whether the lines are the same, byte for byte.
    fn __eq__(&self, other: &Self) -> bool {
        self.kept == other.kept
    }

    fn __len__(&self) -> usize {
        self.kept.len()
    }

    /// The line at a place, from 0.
    fn line(&self, at: usize) -> PyResult<&str> {
        let line = self.kept.get(at).map(AsRef::as_ref);
        line.ok_or_else(|| PyIndexError::new_err("record index out of range"))
    }

    /// The lines at these places.
    #[allow(clippy::needless_pass_by_value, reason = "what Python gives is owned")]
    fn take(&self, places: Vec<usize>) -> PyResult<Self> {
        let mut taken = Self::default();
        for at in places {
            let why = self.failures.binary_search_by_key(&at, |(place, _)| *place);
            let why = why.ok().map(|found| self.failures[found].1.clone());
            taken.push(self.line(at)?.into(), why);
        }
        Ok(taken)
    }

    /// All lines, each with its line feed: what the command line writes.
    fn jsonl<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let len = self.kept.iter().map(|line| line.len() + 1).sum();
        PyBytes::new_with(py, len, |mut bytes| {
            for line in &self.kept {
                let (this, rest) = bytes.split_at_mut(line.len() + 1);
                this[..line.len()].copy_from_slice(line.as_bytes());
                this[line.len()] = b'\n';
                bytes = rest;
            }
            Ok(())
        })
    }

    /// Writes what `jsonl` gives to a file, whole or not at all, compressed where its name ends in
    /// `.gz` or `.zst`.
    #[allow(clippy::needless_pass_by_value, reason = "what Python gives is owned")]
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let written = py.detach(|| {
            let lines: String = self.kept.iter().flat_map(|line| [&**line, "\n"]).collect();
            write_text(&path, &lines)
        });
        // The library speaks to users of the command line there.
        written.map_err(|error| PyOSError::new_err(error.to_string().replace(" with --output", "")))
    }

    /// Place and reason of every article that failed.
    fn failures(&self) -> Vec<(usize, String)> {
        self.failures.clone()
    }

    /// One table of the flat schema. The first call flattens all records into all tables.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<ArrowTable> {
        if let Some(tables) = self.tables.get() {
            return tables.get(name);
        }
        let pool = pool()?;
        let flatten = || pool.install(|| Tables::of(&self.kept));
        py.detach(|| self.tables.get_or_init(flatten)).get(name)
    }
}

/// Records from files that `annotate` wrote, compressed or not.
#[pyfunction]
pub fn read(py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<Lines> {
    let pool = pool()?;
    let mut lines = Lines::default();
    for path in paths {
        lines.extend(py.detach(|| read_file(&pool, &path)).map_err(failed)?);
        py.check_signals()?;
    }
    Ok(lines)
}

type Read = (Box<str>, Option<String>);

fn read_file(pool: &ThreadPool, path: &Path) -> Result<Vec<Read>, String> {
    let name = RawLines::name(path);
    let at = |why: String| format!("{name}: {why}");
    let mut raw = RawLines::open(path).map_err(at)?;
    let (mut found, mut bytes, mut number) = (Vec::new(), Vec::new(), 0_u64);
    loop {
        bytes.clear();
        if !raw.next(&mut bytes).map_err(at)? {
            break;
        }
        number += 1;
        if !bytes.trim_ascii().is_empty() {
            found.push((number, std::mem::take(&mut bytes)));
        }
    }
    checked(pool, &name, found)
}

/// Lines with their numbers in `name`, each looked at whether it is a record.
fn checked<B: AsRef<[u8]> + Send>(
    pool: &ThreadPool,
    name: &str,
    found: Vec<(u64, B)>,
) -> Result<Vec<Read>, String> {
    let check = |(number, bytes): (u64, B)| {
        let at = |why: String| format!("{name}:{number}: {why}");
        let bytes = bytes.as_ref().trim_ascii();
        let failure = failure(&parse(bytes).map_err(at)?);
        let text = str::from_utf8(bytes).map_err(|error| at(error.to_string()))?;
        Ok((text.into(), failure))
    };
    pool.install(|| found.into_par_iter().map(check).collect())
}

/// Place and reason of an article that failed, in the words of the run that it failed in.
fn failure(line: &Line) -> Option<String> {
    let Line::Error(failed) = line else { return None };
    let item = failed.source.item.map_or_else(String::new, |item| format!(":{item}"));
    Some(format!("{}{item}: {}", failed.source.path, failed.error.message))
}

/// A record as a piece of HTML, or `None` for an error record.
#[pyfunction]
pub fn html(line: &str) -> PyResult<Option<String>> {
    match parse(line.as_bytes()).map_err(failed)? {
        Line::Article(record) => Ok(Some(page::article(&record))),
        Line::Error(_) => Ok(None),
    }
}
