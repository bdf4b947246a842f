//! Tables into a folder, a file each, streaming: rows are held until there is a batch of them, and
//! batches until there is a row group.

#[cfg(feature = "tables")]
mod columnar;
mod text;

use std::ffi::OsStr;
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
    complain: impl FnMut(&crate::tables::Unreadable),
) -> Result<Tally, ExportError> {
    let open = opener(format)?;
    let folder = Folder::create(place, is_table_file)?;
    let mut files = Vec::new();
    for table in Table::ALL.iter().copied().filter(|table| tables.contains(table)) {
        let path = folder.path().join(format!("{}.{}", table.name(), format.ending()));
        files.push((table, open(table, &path)?));
    }
    let mut unfit = 0_u64;
    let mut tally = records.each(complain, |item| push(item, &mut files, &mut unfit))?;
    if unfit > 0 {
        tally.remarks.push(format!(
            "rows with a number that does not fit decimal(38, 10): {unfit}; it is null, its digits \
             stand in the column `digits`"
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

/// Whether an export of tables has made this file: by its name and, of CSV, by its header, since
/// other programs write an `events.csv`, too.
fn is_table_file(file: &Path) -> bool {
    let name = file.file_name().and_then(OsStr::to_str);
    let Some((table, ending)) = name.and_then(|name| name.rsplit_once('.')) else { return false };
    let Ok(table) = table.parse::<Table>() else { return false };
    let formats = [Format::Parquet, Format::Csv, Format::Arrow];
    match formats.into_iter().find(|format| format.ending() == ending) {
        None => false,
        Some(Format::Csv) => text::has_header(table, file),
        Some(Format::Parquet | Format::Arrow) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_known_by_its_name_and_its_header() {
        let dir = tempfile::tempdir().unwrap();
        let is_ours = |name: &str, content: &str| {
            let path = dir.path().join(name);
            std::fs::write(&path, content).unwrap();
            is_table_file(&path)
        };
        for (name, content) in [
            (
                "events.csv",
                "article,event,type,statement,statement_kind,rule,score\n1,0,malware,,,r,\n",
            ),
            ("events.csv", "article,event,type,of,other,versions\n"),
            ("event_dates.csv", "article,event,date\n"),
            ("events.parquet", "PAR1"),
        ] {
            assert!(is_ours(name, content), "{name}: {content}");
        }
        for (name, content) in [
            ("events.csv", "date,place,what\n2024-02-29,Hall,concert\n"),
            ("events.csv", "article,event,types\n"),
            ("events.csv", "article,event"),
            ("events.csv", ""),
            ("event_dates.csv", "article,event,date"),
            ("mine.csv", "article,event,type\n"),
            ("events.txt", "article,event,type\n"),
        ] {
            assert!(!is_ours(name, content), "{name}: {content}");
        }
        for table in Table::ALL {
            let path = dir.path().join(format!("{}.csv", table.name()));
            text::open(*table, &path).unwrap().finish().unwrap();
            assert!(is_table_file(&path), "{}", table.name());
        }
    }
}
