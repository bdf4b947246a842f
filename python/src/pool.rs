//! Threads for work on many lines.

use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::failed;

/// Threads for one call, one a core. Those that rayon has for all are gone in a forked process, as
/// `multiprocessing` makes them, and work given to them there is waited for without end.
pub fn pool() -> PyResult<ThreadPool> {
    let built = ThreadPoolBuilder::new().build();
    built.map_err(|error| failed(format!("no threads can be started: {error}")))
}
