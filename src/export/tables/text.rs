//! A table as CSV.

use std::fs::File;
use std::io::{BufWriter, IntoInnerError, Read};
use std::path::{Path, PathBuf};

use super::{ExportError, Writer};
use crate::tables::csv::CsvTable;
use crate::tables::{Cell, Table};

struct TextFile {
    path: PathBuf,
    table: CsvTable<BufWriter<File>>,
}

pub(super) fn open(table: Table, path: &Path) -> Result<Box<dyn Writer>, ExportError> {
    let name = || path.display().to_string();
    let file = File::create(path).map_err(ExportError::writing(name()))?;
    let table = CsvTable::new(table, BufWriter::new(file)).map_err(ExportError::writing(name()))?;
    Ok(Box::new(TextFile { path: path.to_owned(), table }))
}

/// So many columns at the front are the same in all versions, which add others behind them.
const KNOWN_BY: usize = 3;

/// Whether a file begins with the header of a table, as this or another version writes it.
pub(super) fn has_header(table: Table, path: &Path) -> bool {
    let columns = table.columns().iter().take(KNOWN_BY);
    let header = columns.map(|column| column.name).collect::<Vec<_>>().join(",");
    let mut begins = Vec::new();
    let read = File::open(path)
        .and_then(|file| file.take(header.len() as u64 + 1).read_to_end(&mut begins));
    let rest = begins.strip_prefix(header.as_bytes());
    read.is_ok() && matches!(rest, Some([b',' | b'\n' | b'\r']))
}

impl Writer for TextFile {
    fn push(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        let Self { path, table } = self;
        table.push(cells).map_err(|error| ExportError::writing(path.display().to_string())(error))
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        let finished = self
            .table
            .finish()
            .and_then(|buffer| buffer.into_inner().map_err(IntoInnerError::into_error))
            .and_then(|file| file.sync_all());
        finished.map_err(ExportError::writing(self.path.display().to_string()))
    }
}
