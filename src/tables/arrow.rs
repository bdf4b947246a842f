//! Rows as Arrow record batches, which Parquet files are written from and which Python takes over
//! without a copy.
//!
//! ```
//! use wiredesk::tables::{Table, arrow::Batches};
//! let desk = wiredesk::Desk::open()?;
//! let record = desk.worker().annotate_text("Lazarus Group stole $600 million, Seoul said.")?;
//! let mut batches = Batches::new(&[Table::Mentions, Table::Amounts]);
//! batches.push(1, &wiredesk::record::Line::Article(Box::new(record)));
//! let mentions = batches.take(Table::Mentions).unwrap();
//! assert_eq!(mentions.num_rows(), 2);
//! # Ok::<(), wiredesk::model::ModelError>(())
//! ```

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder, Int32Builder, Int64Builder,
    StringBuilder,
};
use arrow_array::{ArrayRef, DictionaryArray, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::number::{PRECISION, SCALE, scaled};
use super::rows::{Cell, Unreadable, rows, unreadable};
use super::schema::{Column, Kind, Table};
use super::vocabulary::Vocabulary;
use crate::extract::dates::day_number;
use crate::record::Line;

/// The Arrow schema of a table.
pub fn schema(table: Table) -> SchemaRef {
    let field = |column: &Column| Field::new(column.name, data_type(column.kind), column.nullable);
    Arc::new(Schema::new(table.columns().iter().map(field).collect::<Vec<_>>()))
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Int => DataType::Int64,
        Kind::Text => DataType::Utf8,
        Kind::Word(_) => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Kind::Number => DataType::Decimal128(PRECISION, SCALE_OF_TYPE),
        Kind::Score => DataType::Float64,
        Kind::Day => DataType::Date32,
        Kind::Flag => DataType::Boolean,
    }
}

/// Arrow's scale may be negative; ours is not.
const SCALE_OF_TYPE: i8 = SCALE.cast_signed();

/// The tables of a stream of lines, gathered row by row and taken batch by batch.
pub struct Batches {
    open: Vec<Batch>,
}

impl Batches {
    /// Nothing yet, for `tables` alone.
    pub fn new(tables: &[Table]) -> Self {
        Self { open: tables.iter().copied().map(Batch::new).collect() }
    }

    /// Adds the rows of `line`, the `article`th of all lines.
    pub fn push(&mut self, article: u64, line: &Line) {
        rows(article, line, &mut |table, cells| self.add(table, cells));
    }

    /// Adds the row of a line that is no record.
    pub fn push_unreadable(&mut self, article: u64, line: &Unreadable) {
        unreadable(article, line, &mut |table, cells| self.add(table, cells));
    }

    fn add(&mut self, table: Table, cells: &[Cell<'_>]) {
        if let Some(batch) = self.open.iter_mut().find(|batch| batch.table == table) {
            batch.push(cells);
        }
    }

    /// How many rows of a table are gathered.
    pub fn rows(&self, table: Table) -> usize {
        self.open.iter().find(|batch| batch.table == table).map_or(0, Batch::rows)
    }

    /// The rows of a table since they were last taken, perhaps none; `None` if the table was not
    /// asked for.
    pub fn take(&mut self, table: Table) -> Option<RecordBatch> {
        self.open.iter_mut().find(|batch| batch.table == table).map(Batch::take)
    }
}

/// All `lines` as one batch a table, in the order of `tables`. The lines are numbered from 1.
pub fn record_batches<L: std::borrow::Borrow<Line>>(
    lines: impl IntoIterator<Item = L>,
    tables: &[Table],
) -> Vec<(Table, RecordBatch)> {
    let mut batches = Batches::new(tables);
    for (article, line) in (1..).zip(lines) {
        batches.push(article, line.borrow());
    }
    batches.open.iter_mut().map(|batch| (batch.table, batch.take())).collect()
}

/// Rows of one table on their way into a record batch.
pub struct Batch {
    table: Table,
    schema: SchemaRef,
    columns: Vec<Builder>,
    rows: usize,
}

impl Batch {
    /// No rows yet.
    pub fn new(table: Table) -> Self {
        let columns = table.columns().iter().map(|column| Builder::new(column.kind)).collect();
        Self { table, schema: schema(table), columns, rows: 0 }
    }

    /// Adds a row.
    ///
    /// # Panics
    /// If the cells are not those of the table's columns.
    pub fn push(&mut self, cells: &[Cell<'_>]) {
        assert_eq!(cells.len(), self.columns.len(), "columns of {}", self.table.name());
        for (builder, cell) in self.columns.iter_mut().zip(cells) {
            builder.push(cell);
        }
        self.rows += 1;
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The rows since they were last taken.
    ///
    /// # Panics
    /// If a column that must not be null has a null, which no [`rows`] make.
    pub fn take(&mut self) -> RecordBatch {
        self.rows = 0;
        let columns = self.columns.iter_mut().map(Builder::finish).collect();
        RecordBatch::try_new(Arc::clone(&self.schema), columns).expect("cells fit their columns")
    }
}

/// One column on its way into an array.
enum Builder {
    Int(Int64Builder),
    Text(StringBuilder),
    /// Keys, and the whole set with its place by key: the same in every batch.
    Word(Int32Builder, Vec<&'static str>, ArrayRef),
    Number(Decimal128Builder),
    Score(Float64Builder),
    Day(Date32Builder),
    Flag(BooleanBuilder),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Int => Self::Int(Int64Builder::new()),
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Word(vocabulary) => Self::word(vocabulary),
            Kind::Number => {
                Self::Number(Decimal128Builder::new().with_data_type(data_type(Kind::Number)))
            }
            Kind::Score => Self::Score(Float64Builder::new()),
            Kind::Day => Self::Day(Date32Builder::new()),
            Kind::Flag => Self::Flag(BooleanBuilder::new()),
        }
    }

    fn word(vocabulary: Vocabulary) -> Self {
        let words = vocabulary.words();
        let values: ArrayRef = Arc::new(StringArray::from(words.clone()));
        Self::Word(Int32Builder::new(), words, values)
    }

    fn push(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (Self::Int(column), Cell::Int(number)) => column.append_value(*number),
            (Self::Int(column), Cell::Null) => column.append_null(),
            (Self::Text(column), Cell::Text(text)) => column.append_value(text),
            (Self::Text(column), Cell::Null) => column.append_null(),
            (Self::Word(keys, words, _), Cell::Word(word)) => {
                let place = words.iter().position(|known| known == word);
                let key = place.and_then(|place| i32::try_from(place).ok());
                keys.append_value(key.unwrap_or_else(|| panic!("no word {word:?} in {words:?}")));
            }
            (Self::Word(keys, ..), Cell::Null) => keys.append_null(),
            (Self::Number(column), Cell::Number(number)) => {
                column.append_value(scaled(*number).expect("only what fits is a number"));
            }
            (Self::Number(column), Cell::Null) => column.append_null(),
            (Self::Score(column), Cell::Score(score)) => column.append_value(*score),
            (Self::Score(column), Cell::Null) => column.append_null(),
            (Self::Day(column), Cell::Day(day)) => column.append_value(day_number(*day)),
            (Self::Day(column), Cell::Null) => column.append_null(),
            (Self::Flag(column), Cell::Flag(flag)) => column.append_value(*flag),
            (Self::Flag(column), Cell::Null) => column.append_null(),
            (_, cell) => panic!("{cell:?} is in the wrong column"),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Int(column) => Arc::new(column.finish()),
            Self::Text(column) => Arc::new(column.finish()),
            Self::Word(keys, _, values) => {
                let words = DictionaryArray::try_new(keys.finish(), Arc::clone(values));
                Arc::new(words.expect("keys are places in the set"))
            }
            Self::Number(column) => Arc::new(column.finish()),
            Self::Score(column) => Arc::new(column.finish()),
            Self::Day(column) => Arc::new(column.finish()),
            Self::Flag(column) => Arc::new(column.finish()),
        }
    }
}
