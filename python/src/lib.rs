//! wiredesk for Python: what the package `wiredesk` cannot do in Python.
//!
//! The classes here are bare: they run the pipeline without the interpreter's lock, keep the lines
//! that come out, and hand tables over by the Arrow C data interface. Everything that a user calls
//! is written in Python beside it, in `wiredesk/`.

mod desk;
mod lines;
mod pool;
mod run;
mod settings;
mod table;
mod texts;

use pyo3::prelude::*;

pyo3::create_exception!(
    wiredesk,
    WiredeskError,
    pyo3::exceptions::PyException,
    "What was asked for could not be carried out; the message names the mend."
);

/// Turns any error of the library into the package's own.
fn failed(error: impl std::fmt::Display) -> PyErr {
    WiredeskError::new_err(error.to_string())
}

#[pymodule]
mod _native {
    #[pymodule_export]
    use super::desk::Desk;
    #[pymodule_export]
    use super::lines::{Lines, html, read};
    #[pymodule_export]
    use super::settings::check_for_texts;
    #[pymodule_export]
    use super::table::{ArrowTable, columns, tables};
    #[pymodule_export]
    use super::{WiredeskError, schema};
}

/// The JSON Schema of a record, as `wiredesk schema` prints it.
#[pyfunction]
fn schema() -> String {
    wiredesk::record::schema().to_string()
}
