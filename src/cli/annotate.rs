//! `wiredesk annotate`.

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread::available_parallelism;

use wiredesk::article::read::{Inputs, ReadOptions};
use wiredesk::knowledge::UserLists;
use wiredesk::output::{Sink, Target};
use wiredesk::pipeline::{self, RunError};
use wiredesk::{Desk, Options};

use super::args::AnnotateArgs;
use super::progress::Progress;
use super::{ALL_GOOD, Fatal, SOME_FAILED, choice};

/// Reads the articles, annotates them, writes the records.
pub fn run(args: &AnnotateArgs) -> Result<u8, Fatal> {
    refuse_output_among_input(args)?;
    let options = options(args)?;
    let desk = Desk::with_model(&choice::model(&args.model, args.engine)?, options)?;
    let mut sink = Sink::create(&Target::from_arg(Some(&args.output)))?;
    let inputs = Inputs::scan(&args.paths, read_options(args));
    let mut progress = Progress::new(inputs.total_bytes(), inputs.bytes_done(), args.quiet);
    let written = pipeline::run(&desk, threads(args), inputs, |output| {
        sink.write(&output.json)?;
        progress.wrote(output.failure.as_deref());
        Ok(())
    });
    let finished = written.and_then(|()| sink.finish().map_err(RunError::Write));
    if let Err(error) = finished {
        progress.abandon();
        return Err(error.into());
    }
    let failed = progress.finish();
    Ok(if failed == 0 { ALL_GOOD } else { SOME_FAILED })
}

fn options(args: &AnnotateArgs) -> Result<Options, Fatal> {
    Ok(Options {
        all_scores: args.all_scores,
        sentence_text: args.sentences,
        text: !args.no_text,
        lists: lists(args)?,
    })
}

/// The user's own lists, if there are any.
fn lists(args: &AnnotateArgs) -> Result<UserLists, Fatal> {
    let mut lists = UserLists::default();
    if let Some(path) = &args.gazetteer {
        let at = |error| format!("{}: {error}", path.display());
        lists.add_gazetteer(&content(path)?).map_err(at)?;
    }
    if let Some(path) = &args.ignore {
        let at = |error| format!("{}: {error}", path.display());
        lists.add_ignored(&content(path)?).map_err(at)?;
    }
    Ok(lists)
}

fn content(path: &Path) -> Result<Vec<u8>, Fatal> {
    fs::read(path).map_err(|error| {
        format!("cannot read the list {}: {error}; check the path", path.display()).into()
    })
}

fn read_options(args: &AnnotateArgs) -> ReadOptions {
    ReadOptions {
        text_field: args.text_field.clone(),
        format: args.format.map(Into::into),
        encoding: args.encoding,
        max_article_bytes: args.max_article_bytes,
    }
}

/// An output inside a folder that is read would be input on the next run.
fn refuse_output_among_input(args: &AnnotateArgs) -> Result<(), Fatal> {
    if Target::from_arg(Some(&args.output)) == Target::Stdout {
        return Ok(());
    }
    let Some(Ok(into)) = args.output.parent().map(|folder| {
        let here = Path::new(".");
        if folder.as_os_str().is_empty() { here } else { folder }.canonicalize()
    }) else {
        return Ok(());
    };
    let mut folders = args.paths.iter().filter(|path| path.is_dir());
    match folders.find(|path| path.canonicalize().is_ok_and(|p| into.starts_with(p))) {
        None => Ok(()),
        Some(folder) => Err(format!(
            "{} lies inside {}, which is read: it would be input on the next run; put it elsewhere",
            args.output.display(),
            folder.display()
        )
        .into()),
    }
}

/// One thread a core: the engine of each worker runs on one thread of its own while the worker
/// waits for it.
fn threads(args: &AnnotateArgs) -> NonZeroUsize {
    args.threads.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}
