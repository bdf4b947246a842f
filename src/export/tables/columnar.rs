//! A table as Parquet or as an Arrow IPC file.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::{ExportError, Writer};
use crate::tables::arrow::{Batch, schema};
use crate::tables::{Cell, Table};

/// Rows of a batch.
const BATCH: usize = 8192;
/// Most rows of a row group: what DuckDB reads with one thread.
const GROUP_ROWS: usize = 122_880;
/// Most bytes of a row group, encoded: twenty tables are held at once.
const GROUP_BYTES: usize = 16 << 20;

/// What takes the batches.
trait Sink: Send {
    fn write(&mut self, batch: &RecordBatch) -> io::Result<()>;
    fn close(self) -> io::Result<File>;
}

impl Sink for ArrowWriter<File> {
    fn write(&mut self, batch: &RecordBatch) -> io::Result<()> {
        Self::write(self, batch).map_err(io::Error::other)
    }

    fn close(self) -> io::Result<File> {
        self.into_inner().map_err(io::Error::other)
    }
}

impl Sink for FileWriter<BufWriter<File>> {
    fn write(&mut self, batch: &RecordBatch) -> io::Result<()> {
        Self::write(self, batch).map_err(io::Error::other)
    }

    fn close(self) -> io::Result<File> {
        let buffer = self.into_inner().map_err(io::Error::other)?;
        buffer.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

struct ColumnarFile<S> {
    path: PathBuf,
    batch: Batch,
    sink: S,
}

/// Opens a Parquet file: no clock and no machine in it, the same bytes for the same rows.
pub(super) fn open_parquet(table: Table, path: &Path) -> Result<Box<dyn Writer>, ExportError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_max_row_group_bytes(Some(GROUP_BYTES))
        .build();
    open(table, path, |file| {
        ArrowWriter::try_new(file, schema(table), Some(properties)).map_err(io::Error::other)
    })
}

/// Opens an Arrow IPC file.
pub(super) fn open_arrow(table: Table, path: &Path) -> Result<Box<dyn Writer>, ExportError> {
    open(table, path, |file| {
        FileWriter::try_new_buffered(file, &schema(table)).map_err(io::Error::other)
    })
}

fn open<S: Sink + 'static>(
    table: Table,
    path: &Path,
    sink: impl FnOnce(File) -> io::Result<S>,
) -> Result<Box<dyn Writer>, ExportError> {
    let name = path.display().to_string();
    let sink = File::create(path).and_then(sink).map_err(ExportError::writing(name))?;
    Ok(Box::new(ColumnarFile { path: path.to_owned(), batch: Batch::new(table), sink }))
}

impl<S: Sink> ColumnarFile<S> {
    fn write_batch(&mut self) -> Result<(), ExportError> {
        let batch = self.batch.take();
        let name = self.path.display().to_string();
        self.sink.write(&batch).map_err(ExportError::writing(name))
    }
}

impl<S: Sink> Writer for ColumnarFile<S> {
    fn push(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        self.batch.push(cells);
        if self.batch.rows() == BATCH { self.write_batch() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        if self.batch.rows() > 0 {
            self.write_batch()?;
        }
        let name = self.path.display().to_string();
        let closed = self.sink.close().and_then(|file| file.sync_all());
        closed.map_err(ExportError::writing(name))
    }
}
