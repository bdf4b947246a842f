//! Tables into a folder, a file each, streaming: rows are held until there is a batch of them, and
//! batches until there is a row group.

#[cfg(feature = "tables")]
mod columnar;
mod text;

use std::path::Path;

use super::folder::Folder;
use super::records::{Item, Records};
use super::{ExportError, Tally};
use crate::tables::{Cell, Table, rows, unreadable};

/// In what the tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Parquet, compressed with Zstandard.
    Parquet,
    /// Comma-separated values.
    Csv,
    /// Arrow IPC files (Feather version 2), not compressed, so that they can be mapped.
    Arrow,
}

impl Format {
    const fn ending(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Arrow => "arrow",
        }
    }
}

/// One file after the other takes the rows of its table.
trait Writer: Send {
    /// Takes one row.
    fn push(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError>;
    /// Writes out what is held, and ends the file.
    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}

/// Writes `tables` of all records into the folder `place`, each line that is no record to
/// `complain`.
///
/// # Errors
/// [`ExportError`]; nothing stands at `place` then but what stood there before.
pub fn write(
    records: Records,
    format: Format,
    tables: &[Table],
    place: &Path,
    mut complain: impl FnMut(&crate::tables::Unreadable),
) -> Result<Tally, ExportError> {
    let open = opener(format)?;
    let folder = Folder::create(place, is_table_file)?;
    let mut files = Vec::new();
    for table in Table::ALL.iter().copied().filter(|table| tables.contains(table)) {
        let path = folder.path().join(format!("{}.{}", table.name(), format.ending()));
        files.push((table, open(table, &path)?));
    }
    let mut tally = Tally::default();
    let mut unfit = 0_u64;
    for item in records {
        tally.count(&item);
        if let Err(line) = &item.content {
            complain(line);
        }
        push(&item, &mut files, &mut unfit)?;
    }
    if unfit > 0 {
        tally.remarks.push(format!(
            "{unfit} rows have numbers that do not fit decimal(38, 10): these are null, their \
             digits stand in the column `digits`"
        ));
    }
    for (_, file) in files {
        file.finish()?;
    }
    folder.finish()?;
    Ok(tally)
}

fn push(
    item: &Item,
    files: &mut [(Table, Box<dyn Writer>)],
    unfit: &mut u64,
) -> Result<(), ExportError> {
    let mut result = Ok(());
    let mut take = |table: Table, cells: &[Cell<'_>]| {
        let digits = table.columns().iter().position(|column| column.name == "digits");
        *unfit += u64::from(digits.is_some_and(|place| cells[place] != Cell::Null));
        if let Some((_, file)) = files.iter_mut().find(|(name, _)| *name == table)
            && result.is_ok()
        {
            result = file.push(cells);
        }
    };
    match &item.content {
        Ok(line) => rows(item.article, line, &mut take),
        Err(line) => unreadable(item.article, line, &mut take),
    }
    result
}

/// Opens the file of one table.
type Opener = fn(Table, &Path) -> Result<Box<dyn Writer>, ExportError>;

#[cfg(feature = "tables")]
#[expect(clippy::unnecessary_wraps, reason = "it may fail without the feature")]
fn opener(format: Format) -> Result<Opener, ExportError> {
    Ok(match format {
        Format::Csv => text::open,
        Format::Parquet => columnar::open_parquet,
        Format::Arrow => columnar::open_arrow,
    })
}

#[cfg(not(feature = "tables"))]
fn opener(format: Format) -> Result<Opener, ExportError> {
    match format {
        Format::Csv => Ok(text::open),
        Format::Parquet => Err(ExportError::NotBuilt("Parquet")),
        Format::Arrow => Err(ExportError::NotBuilt("Arrow")),
    }
}

/// Whether an export of tables makes a file of this name.
fn is_table_file(name: &str) -> bool {
    let formats = [Format::Parquet, Format::Csv, Format::Arrow];
    name.rsplit_once('.').is_some_and(|(table, ending)| {
        table.parse::<Table>().is_ok() && formats.iter().any(|format| format.ending() == ending)
    })
}
