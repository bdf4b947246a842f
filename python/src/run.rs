//! Many articles at once, without the interpreter's lock, and still to be interrupted.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use wiredesk::article::read::{Document, Failure};
use wiredesk::pipeline::{self, RunError};

use crate::failed;
use crate::lines::Lines;

/// How long Ctrl-C may go unnoticed while articles come out.
const SIGNALS: Duration = Duration::from_millis(100);

/// Annotates `documents` in order. Other Python threads run meanwhile. An interrupt ends it as soon
/// as the articles that the workers already hold are done.
pub fn run(
    py: Python<'_>,
    desk: &wiredesk::Desk,
    threads: Option<NonZeroUsize>,
    documents: impl Iterator<Item = Result<Document, Failure>> + Send,
) -> PyResult<Lines> {
    let threads = threads.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    py.detach(|| {
        let mut lines = Lines::default();
        let mut asked = Instant::now();
        let ran = pipeline::run(desk, threads, documents, |output| {
            lines.push(output.json.into(), output.failure);
            if asked.elapsed() >= SIGNALS {
                asked = Instant::now();
                #[allow(clippy::redundant_closure_for_method_calls, reason = "for any lifetime")]
                Python::attach(|py| py.check_signals())?;
            }
            Ok(())
        });
        match ran {
            Ok(()) => Ok(lines),
            Err(RunError::Write(interrupt)) => Err(interrupt),
            Err(error @ RunError::Threads(_)) => Err(failed(error)),
        }
    })
}
