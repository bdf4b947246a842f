//! `wiredesk annotate`.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::Duration;

use serde_json::value::RawValue;
use wiredesk::article::read::{Inputs, ReadOptions};
use wiredesk::duplicates::{Alone, Duplicates};
use wiredesk::knowledge::UserLists;
use wiredesk::output::{Limits, Sink, Target};
use wiredesk::pipeline::{self, RunError};
use wiredesk::resume::{Counts, Mode, ResumeError, Resumed, Settings};
use wiredesk::{Desk, Options};

use super::args::AnnotateArgs;
use super::naming::refuse_misleading;
use super::overwrite::{refuse_inside, refuse_overwrite_by, refuse_stdin_twice};
use super::progress::{Done, Progress, counted};
use super::stop::Stop;
use super::{ALL_GOOD, Fatal, SOME_FAILED, choice, complain};

const FOR_FILES: &str = "--rebuild, --retry-errors, --max-lines and --max-bytes are for files; \
                         name one with --output";

/// Reads the articles, annotates them, writes the records.
pub fn run(args: &AnnotateArgs) -> Result<u8, Fatal> {
    refuse_stdin_twice(&args.paths)?;
    refuse_output_among_input(args)?;
    let target = Target::from_arg(Some(&args.output));
    let file = target.regular_file()?;
    if file.is_none() && (args.rebuild || args.retry_errors || limits(args).any()) {
        return Err(FOR_FILES.into());
    }
    if let Some(file) = &file {
        refuse_misleading(file)?;
    }
    let desk = desk(args)?;
    let stop = Stop::on_signals()?;
    match file {
        Some(file) => grow(args, &desk, &file, &stop),
        None => stream(args, &desk, &target, &stop),
    }
}

/// The model and the options, set up.
pub(super) fn desk(args: &AnnotateArgs) -> Result<Desk, Fatal> {
    let options = options(args)?;
    Ok(Desk::with_model(&choice::model(&args.model, args.engine)?, options)?)
}

/// Opens an output, new or not, and says what was amiss with it.
pub(super) fn open(args: &AnnotateArgs, desk: &Desk, file: &Path) -> Result<Resumed, Fatal> {
    let given = desk.options().given();
    let settings = Settings {
        provenance: desk.provenance(),
        given: &given,
        limits: limits(args),
        mode: mode(args),
        duplicates: duplicates(args),
    };
    let output = Resumed::open(file, &settings)?;
    output.notes().iter().for_each(|note| complain(note));
    Ok(output)
}

/// Annotates what of `inputs` is new to the output, until the end or a signal.
pub(super) fn append(
    args: &AnnotateArgs,
    desk: &Desk,
    output: &Resumed,
    inputs: Inputs,
    stop: &Stop,
    progress: &mut Progress,
) -> Result<(), Fatal> {
    let moved = progress.mover();
    let inputs = inputs.take_while(|_| !stop.is_set()).inspect(|_| moved());
    let (threads, new) = (choice::threads(args.threads), output.only_new(inputs));
    pipeline::run_until(desk, threads, new, &|| stop.gives_up(), |line| {
        output.write(&line)?;
        progress.wrote(&line);
        Ok::<(), ResumeError>(())
    })?;
    Ok(())
}

/// Into a file that may be there already: only what is new.
fn grow(args: &AnnotateArgs, desk: &Desk, file: &Path, stop: &Stop) -> Result<u8, Fatal> {
    let output = open(args, desk, file)?;
    let inputs = Inputs::scan(&args.paths, read_options(args));
    let mut progress = Progress::new(&inputs, args.quiet, false);
    if let Err(error) = append(args, desk, &output, inputs, stop, &mut progress) {
        progress.abandon();
        return Err(error);
    }
    if let Some(status) = stop.status() {
        let settled = output.settle();
        let failed = progress.failed();
        progress.abandon();
        settled?;
        let new = counted(output.counts().new, "new article");
        complain(&format!("stopped after {new}{failed}; give the same command again to go on"));
        return Ok(status);
    }
    let counts = match output.finish() {
        Ok(counts) => counts,
        Err(error) => {
            progress.abandon();
            return Err(error.into());
        }
    };
    let Counts { new, there, duplicates, unmet, outdated, .. } = counts;
    let failed = progress.finish(Done { new: Some(new), there, duplicates, unmet, outdated });
    Ok(if failed == 0 { ALL_GOOD } else { SOME_FAILED })
}

/// To standard output, a pipe or a device: everything, as it comes.
fn stream(args: &AnnotateArgs, desk: &Desk, target: &Target, stop: &Stop) -> Result<u8, Fatal> {
    let mut alone = match duplicates(args) {
        Duplicates::Keep => None,
        wanted => Some(Alone::new(wanted)?),
    };
    let mut sink = Sink::create(target)?;
    let inputs = Inputs::scan(&args.paths, read_options(args));
    let screen = matches!(target, Target::Stdout) && io::stdout().is_terminal();
    let mut progress = Progress::new(&inputs, args.quiet, screen);
    let inputs = inputs.take_while(|_| !stop.is_set());
    let (threads, give_up) = (choice::threads(args.threads), || stop.gives_up());
    let written = pipeline::run_until(desk, threads, inputs, &give_up, |output| {
        match &mut alone {
            None => sink.write(&output.json)?,
            Some(alone) => {
                if let Some(json) = alone.line(&output)? {
                    sink.write(&RawValue::from_string(json)?)?;
                }
            }
        }
        progress.wrote(&output);
        Ok::<(), Fatal>(())
    });
    let written = written.map_err(|error| match error {
        RunError::Write(error) => error,
        error @ RunError::Threads(_) => error.to_string().into(),
    });
    let finished = written.and_then(|()| sink.finish().map_err(Fatal::from));
    if let Err(error) = finished {
        progress.abandon();
        return Err(error);
    }
    if let Some(status) = stop.status() {
        let annotated = counted(progress.annotated(), "article");
        complain(&format!("stopped after {annotated}{}", progress.failed()));
        progress.abandon();
        return Ok(status);
    }
    let duplicates = alone.map_or(0, |alone| alone.duplicates());
    let failed = progress.finish(Done { duplicates, ..Done::default() });
    Ok(if failed == 0 { ALL_GOOD } else { SOME_FAILED })
}

fn duplicates(args: &AnnotateArgs) -> Duplicates {
    match (args.mark_duplicates, args.skip_duplicates) {
        (true, _) => Duplicates::Mark,
        (_, true) => Duplicates::Skip,
        _ => Duplicates::Keep,
    }
}

fn limits(args: &AnnotateArgs) -> Limits {
    Limits { lines: args.max_lines, bytes: args.max_bytes }
}

fn mode(args: &AnnotateArgs) -> Mode {
    match (args.rebuild, args.retry_errors) {
        (true, _) => Mode::Rebuild,
        (_, true) => Mode::RetryErrors,
        _ => Mode::GoOn,
    }
}

fn options(args: &AnnotateArgs) -> Result<Options, Fatal> {
    Ok(Options {
        all_scores: args.all_scores,
        sentence_text: args.sentences,
        text: !args.no_text,
        any_language: args.any_language,
        limits: wiredesk::Limits {
            nesting: args.max_nesting,
            time: Duration::from_secs(args.max_seconds),
        },
        lists: lists(args)?,
        duplicates: duplicates(args),
        ..Options::default()
    }
    .reading(&read_options(args)))
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

pub(super) fn read_options(args: &AnnotateArgs) -> ReadOptions {
    ReadOptions {
        text_field: args.text_field.clone(),
        format: args.format.map(Into::into),
        encoding: args.encoding,
        max_article_bytes: args.max_article_bytes,
        max_file_bytes: args.max_file_bytes,
        max_items: args.max_items,
        exclude: args.exclude.clone(),
    }
}

/// An output among what is read would be input on the next run, or take its place.
pub(super) fn refuse_output_among_input(args: &AnnotateArgs) -> Result<(), Fatal> {
    refuse_inside(&args.paths, &args.output)?;
    let lists = [&args.gazetteer, &args.ignore, &args.model.labels];
    let inputs = args.paths.iter().chain(lists.into_iter().flatten());
    refuse_overwrite_by("the records", inputs, &args.output)
}
