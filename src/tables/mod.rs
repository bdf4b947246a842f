//! Records as flat tables, for databases and notebooks: one schema, whatever the file format.
//!
//! A record is a tree; tools that count and join want rows. [`Table`] names the tables and their
//! columns, [`rows`] flattens one line of output into rows of them, [`csv`] writes rows as text,
//! and `arrow` (with the feature `arrow`) gathers them into record batches, which Parquet files
//! and Python are made of. `docs/tables.md` describes every column; a test holds it to [`Table`].

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod csv;
mod describe;
mod number;
mod rows;
mod schema;
mod slice;
mod vocabulary;

pub use crate::extract::dates::{Period, day_number, day_of};
pub use describe::markdown;
pub use number::{PRECISION, SCALE, scaled};
pub use rows::{Cell, Unreadable, rows, unreadable};
pub use schema::{Column, Kind, Table};
pub use slice::Slices;
pub use vocabulary::Vocabulary;
