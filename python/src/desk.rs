//! The desk: a model and its options, loaded once.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::PyString;
use wiredesk::article::read::{Inputs, ReadOptions};

use crate::failed;
use crate::lines::Lines;
use crate::run::run;
use crate::settings::{Settings, text_format};
use crate::texts::{decoded, document};

/// A model and options, ready to annotate.
#[pyclass(frozen, module = "wiredesk._native")]
pub struct Desk {
    desk: wiredesk::Desk,
    read: ReadOptions,
}

#[pymethods]
impl Desk {
    #[new]
    #[allow(clippy::needless_pass_by_value, reason = "what Python gives is owned")]
    fn new(py: Python<'_>, model: PathBuf, settings: Settings) -> PyResult<Self> {
        let options = settings.options()?;
        let read = settings.read_options()?;
        let desk = py.detach(|| wiredesk::Desk::new(&model, options)).map_err(failed)?;
        Ok(Self { desk, read })
    }

    /// Records of texts, each named by `names` at its place or `-`.
    #[allow(clippy::needless_pass_by_value, reason = "what Python gives is owned")]
    fn annotate(
        &self,
        py: Python<'_>,
        texts: Vec<Bound<'_, PyString>>,
        names: Option<Vec<String>>,
        threads: Option<NonZeroUsize>,
    ) -> PyResult<Lines> {
        let format = text_format(&self.read)?;
        let texts = texts.iter().map(decoded).collect::<PyResult<Vec<_>>>()?;
        let mut names = names.unwrap_or_default().into_iter();
        let documents = texts.into_iter().map(|text| {
            let name = names.next().unwrap_or_else(|| "-".to_owned());
            document(&name, text, format, &self.read)
        });
        run(py, &self.desk, threads, documents)
    }

    /// Records of files and of all files below folders.
    #[allow(clippy::needless_pass_by_value, reason = "what Python gives is owned")]
    fn annotate_paths(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        threads: Option<NonZeroUsize>,
    ) -> PyResult<Lines> {
        let inputs = py.detach(|| Inputs::scan(&paths, self.read.clone()));
        run(py, &self.desk, threads, inputs)
    }

    /// Name of the model.
    #[getter]
    fn model_name(&self) -> &str {
        &self.desk.model().card.name
    }

    /// Digest of the model, as records have it.
    #[getter]
    fn model_digest(&self) -> &str {
        &self.desk.model().card.digest
    }
}
