//! Lines of output, kept as they would be written.

use std::path::PathBuf;
use std::sync::OnceLock;

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use rayon::prelude::*;
use wiredesk::article::read::RawLines;
use wiredesk::export::records::parse;
use wiredesk::page;
use wiredesk::record::Line;

use crate::failed;
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
}

#[pymethods]
impl Lines {
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

    /// Place and reason of every article that failed.
    fn failures(&self) -> Vec<(usize, String)> {
        self.failures.clone()
    }

    /// One table of the flat schema. The first call flattens all records into all tables.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<ArrowTable> {
        let tables = py.detach(|| self.tables.get_or_init(|| Tables::of(&self.kept)));
        tables.get(name)
    }
}

/// Records from files that `annotate` wrote, compressed or not.
#[pyfunction]
pub fn read(py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<Lines> {
    let mut lines = Lines::default();
    for path in paths {
        let read = py.detach(|| read_file(&path)).map_err(failed)?;
        for (line, failure) in read {
            lines.push(line, failure);
        }
        py.check_signals()?;
    }
    Ok(lines)
}

type Read = (Box<str>, Option<String>);

fn read_file(path: &std::path::Path) -> Result<Vec<Read>, String> {
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
    let checked = found.into_par_iter().map(|(number, bytes)| {
        let line = parse(&bytes).map_err(|why| format!("{name}:{number}: {why}"))?;
        let failure = match line {
            Line::Error(error) => Some(format!("{}: {}", error.source.path, error.error.message)),
            Line::Article(_) => None,
        };
        let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
        Ok((text.trim_ascii().into(), failure))
    });
    checked.collect()
}

/// A record as a piece of HTML, or `None` for an error record.
#[pyfunction]
pub fn html(line: &str) -> PyResult<Option<String>> {
    match parse(line.as_bytes()).map_err(failed)? {
        Line::Article(record) => Ok(Some(page::article(&record))),
        Line::Error(_) => Ok(None),
    }
}
