//! `wiredesk annotate`.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use wiredesk::article::read::{Inputs, ReadOptions};
use wiredesk::model::bundle::default_dir;
use wiredesk::output::Sink;
use wiredesk::pipeline::{self, RunError};
use wiredesk::{Desk, Options};

use super::args::AnnotateArgs;
use super::progress::{Counts, Progress};
use super::{ALL_GOOD, Fatal, SOME_FAILED, complain};

/// Reads the articles, annotates them, writes the records.
pub fn run(args: &AnnotateArgs) -> Result<u8, Fatal> {
    let dir = args.model.clone().map_or_else(default_dir, Ok)?;
    let desk = Desk::new(&dir, options(args))?;
    let mut sink = Sink::create(&args.output)?;
    let inputs = Inputs::scan(&args.paths, read_options(args));
    let mut progress = Progress::new(inputs.total_bytes(), inputs.bytes_done(), args.quiet);
    let written = pipeline::run(&desk, threads(args), inputs, |output| {
        sink.write_line(&output.json)?;
        progress.wrote(output.failure.as_deref());
        Ok(())
    });
    let finished = written.and_then(|()| sink.finish().map_err(RunError::Write));
    let Counts { articles, failed } = progress.finish();
    finished?;
    if articles == 0 {
        complain("nothing to annotate was found in what was named; the output is empty");
    }
    Ok(if failed == 0 { ALL_GOOD } else { SOME_FAILED })
}

fn options(args: &AnnotateArgs) -> Options {
    Options { all_scores: args.all_scores, sentence_text: args.sentences, text: !args.no_text }
}

fn read_options(args: &AnnotateArgs) -> ReadOptions {
    ReadOptions {
        text_field: args.text_field.clone(),
        format: args.format.map(Into::into),
        encoding: args.encoding,
        max_article_bytes: args.max_article_bytes,
    }
}

/// One thread a core: the engine of each worker runs on one thread of its own while the worker
/// waits for it.
fn threads(args: &AnnotateArgs) -> NonZeroUsize {
    args.threads.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}
