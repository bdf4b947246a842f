//! `wiredesk watch`: annotates what is dropped into folders, as it comes.

use std::time::Duration;

use clap::Args;
use wiredesk::article::read::Inputs;
use wiredesk::output::Target;
use wiredesk::watch::{Watch, WatchOptions};

use super::annotate::{append, desk, open, read_options, refuse_output_among_input};
use super::args::AnnotateArgs;
use super::naming::refuse_misleading;
use super::progress::{Done, Progress, counted};
use super::stop::Stop;
use super::{ALL_GOOD, Fatal, complain};

const EXAMPLES: &str = "\
Examples:
  wiredesk watch drop/ -o annotations.jsonl
  wiredesk watch drop/ -o annotations.jsonl.zst --max-lines 100000 --quiet
  wiredesk watch /mnt/share/drop -o annotations.jsonl --poll 30

PATH is one or more folders. What is in them already is annotated first, unless FILE has it; then \
each file as soon as it is whole: when it was moved into its place, or has not changed for the quiet \
period. Hidden files are passed over, so a writer does best to begin with .NAME and rename it. An \
article whose content FILE holds is never annotated again, whatever becomes of its file.

Ctrl-C and SIGTERM end the watch after the articles in hand, with status 0; one that is not done 5 \
seconds later is left to the next watch. Status 2 says that it could not be carried out. Failures have their error records in FILE and a line on stderr.";

#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("paths", |arg| arg.help("Folders, watched with all that is below them")),
    mut_arg("output", |arg| arg.help("File that the records are appended to; compressed where it ends in .gz or .zst").hide_default_value(true)),
    mut_arg("rebuild", |arg| arg.hide(true)),
    mut_arg("skip_duplicates", |arg| arg.help("Leave copies of earlier articles out; FILE.state/duplicates.tsv lists them")),
    override_usage = "wiredesk watch [OPTIONS] --output <FILE> <PATH>...",
)]
pub struct WatchArgs {
    #[command(flatten)]
    pub annotate: AnnotateArgs,

    /// Seconds without a change after which a file counts as whole
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = seconds, help_heading = "Watching")]
    pub quiet_period: f64,

    /// Look at the folders every so many seconds, for file systems that tell of no changes
    #[arg(long, value_name = "SECONDS", value_parser = interval, help_heading = "Watching")]
    pub poll: Option<f64>,
}

/// A time that is neither negative nor endless.
fn seconds(given: &str) -> Result<f64, String> {
    from(0.0, given)
}

/// A time between two looks; without any the machine would do nothing else.
fn interval(given: &str) -> Result<f64, String> {
    from(0.1, given)
}

fn from(least: f64, given: &str) -> Result<f64, String> {
    match given.parse::<f64>() {
        Ok(seconds) if (least..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err(format!("a number of seconds from {least} to 86400")),
    }
}

/// Watches until it is told to stop.
pub fn run(args: &WatchArgs) -> Result<u8, Fatal> {
    let WatchArgs { annotate, quiet_period, poll } = args;
    refuse_output_among_input(annotate)?;
    if annotate.rebuild {
        return Err("a watch only appends; do `wiredesk annotate --rebuild` first".into());
    }
    let Some(file) = Target::from_arg(Some(&annotate.output)).regular_file()? else {
        return Err("a watch needs a file to append to; name one with --output".into());
    };
    refuse_misleading(&file)?;
    let stop = Stop::on_signals()?;
    let options = WatchOptions {
        quiet: Duration::from_secs_f64(*quiet_period),
        poll: poll.map(Duration::from_secs_f64),
    };
    let mut watch = Watch::open(&annotate.paths, options)?;
    let desk = desk(annotate)?;
    let output = open(annotate, &desk, &file)?.each_once();
    watch.notes().iter().for_each(|note| complain(note));
    let mut before = output.counts();
    while !stop.is_set() {
        let Some(batch) = watch.wait()? else {
            output.checkpoint_if_due()?;
            continue;
        };
        let inputs = Inputs::below(&batch.folder, batch.files, read_options(annotate));
        if inputs.is_empty() {
            continue;
        }
        let mut progress = Progress::new(&inputs, annotate.quiet, false);
        let appended = append(annotate, &desk, &output, inputs, &stop, &mut progress);
        let settled = appended.and_then(|()| output.settle().map_err(Fatal::from));
        if let Err(error) = settled {
            progress.abandon();
            return Err(error);
        }
        let now = output.counts();
        progress.finish(Done {
            new: Some(now.new - before.new),
            there: now.there - before.there,
            duplicates: now.duplicates - before.duplicates,
            // A watch meets some of the files only.
            ..Done::default()
        });
        before = now;
    }
    let counts = output.finish()?;
    if !annotate.quiet {
        let new = counted(counts.new, "new article");
        complain(&format!("stopped watching after {new}"));
    }
    Ok(ALL_GOOD)
}
