//! Tables of the flat schema, handed over by the Arrow C data interface: the consumer reads the
//! very buffers that were filled here.

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyCapsule};
use rayon::prelude::*;
use wiredesk::export::records::parse;
use wiredesk::tables::Table;
use wiredesk::tables::arrow::{Batches, schema};

use crate::failed;

/// Records that go into one batch of each table. A column of text must stay below 2 GiB, which
/// is so even if every article is as long as it may be.
const TOGETHER: usize = 256;

/// All tables of some records.
pub struct Tables(Vec<(Table, Vec<RecordBatch>)>);

impl Tables {
    /// Flattens `lines`, which are numbered from 1. The lines were checked when they came in.
    pub fn of(lines: &[Box<str>]) -> Self {
        let batches: Vec<Vec<RecordBatch>> = lines
            .par_chunks(TOGETHER)
            .enumerate()
            .map(|(chunk, lines)| batches(chunk * TOGETHER, lines))
            .collect();
        let mut tables: Vec<(Table, Vec<RecordBatch>)> =
            Table::ALL.iter().map(|table| (*table, Vec::new())).collect();
        for chunk in batches {
            for ((_, table), batch) in tables.iter_mut().zip(chunk) {
                if batch.num_rows() > 0 {
                    table.push(batch);
                }
            }
        }
        Self(tables)
    }

    /// The table of that name.
    pub fn get(&self, name: &str) -> PyResult<ArrowTable> {
        let table = table(name)?;
        let found = self.0.iter().find(|(known, _)| *known == table);
        let batches = found.map(|(_, batches)| batches.clone()).unwrap_or_default();
        Ok(ArrowTable { table, batches })
    }
}

/// One batch for each table, in the order of [`Table::ALL`].
fn batches(before: usize, lines: &[Box<str>]) -> Vec<RecordBatch> {
    let mut open = Batches::new(Table::ALL);
    for (number, line) in (before as u64 + 1..).zip(lines) {
        let line = parse(line.as_bytes()).expect("only records are kept");
        open.push(number, &line);
    }
    Table::ALL.iter().filter_map(|table| open.take(*table)).collect()
}

fn table(name: &str) -> PyResult<Table> {
    name.parse::<Table>().map_err(|error| PyValueError::new_err(error.to_string()))
}

/// One table, to be taken over by anything that knows the Arrow `PyCapsule` interface.
#[pyclass(frozen, module = "wiredesk._native")]
pub struct ArrowTable {
    table: Table,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl ArrowTable {
    /// Number of rows.
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(schema(self.table).as_ref()).map_err(failed)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The rows as an Arrow C stream. What the caller would like the columns to be is not looked
    /// at, which the interface allows.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, schema(self.table));
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    fn __repr__(&self) -> String {
        format!("<wiredesk table {}: {} rows>", self.table.name(), self.__len__())
    }
}

/// Names of the tables.
#[pyfunction]
pub fn tables() -> Vec<&'static str> {
    Table::ALL.iter().map(|table| table.name()).collect()
}

/// Name and meaning of each column of a table.
#[pyfunction]
pub fn columns(name: &str) -> PyResult<Vec<(&'static str, &'static str)>> {
    let columns = table(name)?.columns().iter();
    Ok(columns.map(|column| (column.name, column.about)).collect())
}
