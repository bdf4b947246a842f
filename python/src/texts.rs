//! Texts as Python holds them. A `str` may have lone surrogates, which are in no text that could be
//! written down.

use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use wiredesk::article::read::{Document, Failure, FailureKind, ReadOptions};
use wiredesk::article::{Format, Source};

/// A text, or the place of its first lone surrogate, in code points from 0.
pub type Text = Result<String, usize>;

/// What `text` holds.
pub fn decoded(text: &Bound<'_, PyString>) -> PyResult<Text> {
    let error = match text.to_str() {
        Ok(text) => return Ok(Ok(text.to_owned())),
        Err(error) => error,
    };
    if !error.is_instance_of::<PyUnicodeEncodeError>(text.py()) {
        return Err(error);
    }
    Ok(Err(error.value(text.py()).getattr("start")?.extract()?))
}

/// The article that `text` is. One with a lone surrogate fails alone, as a file does that is in no
/// encoding.
pub fn document(
    name: &str,
    text: Text,
    format: Format,
    options: &ReadOptions,
) -> Result<Document, Failure> {
    match text {
        Ok(text) => Document::from_bytes(name, text.into_bytes(), format, options),
        Err(at) => Err(Failure {
            source: Box::new(Source { format: Some(format), ..Source::new(name) }),
            kind: FailureKind::Encoding,
            message: format!(
                "character {at} is a lone surrogate, which no encoding has; decode the text anew \
                 or replace it"
            ),
        }),
    }
}
