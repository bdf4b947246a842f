//! How many articles a second: the pipeline as `annotate` runs it, on so many threads.

use std::num::NonZeroUsize;
use std::time::Instant;

use super::stages::Temporary;
use super::{Settings, median, memory};
use crate::article::read::Inputs;
use crate::desk::Desk;
use crate::output::{Sink, SinkError};
use crate::pipeline::{self, RunError};

/// One number of threads.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// Worker threads; the engine of each has one thread of its own and waits for it.
    pub threads: usize,
    /// Seconds of each pass.
    pub seconds: Vec<f64>,
    /// Most memory held, the model included, in bytes; `None` where the system does not tell.
    pub peak_memory: Option<u64>,
}

impl Rate {
    /// How many of `count` things a second, by the median pass.
    pub fn per_second(&self, count: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let count = count as f64;
        count / median(&self.seconds).max(1e-9)
    }
}

/// Runs the pipeline on `threads` threads.
///
/// # Errors
/// If the threads cannot be started, or a temporary file not be written.
pub fn rate(
    desk: &Desk,
    settings: &Settings,
    threads: NonZeroUsize,
) -> Result<Rate, RunError<SinkError>> {
    memory::forget();
    let mut seconds = Vec::with_capacity(settings.passes.get());
    for number in 0..settings.warm_up + settings.passes.get() {
        let target = Temporary::new().map_err(RunError::Write)?;
        let start = Instant::now();
        let mut sink = Sink::create(&target.target()).map_err(RunError::Write)?;
        let inputs = Inputs::scan(&settings.paths, settings.read.clone());
        pipeline::run(desk, threads, inputs, |output| sink.write(&output.json))?;
        sink.finish().map_err(RunError::Write)?;
        if number >= settings.warm_up {
            seconds.push(start.elapsed().as_secs_f64());
        }
    }
    Ok(Rate { threads: threads.get(), seconds, peak_memory: memory::peak() })
}
