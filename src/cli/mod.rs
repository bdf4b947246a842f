//! The command line.

mod annotate;
mod args;
mod bench;
mod bytes;
mod choice;
mod config;
mod describe;
mod escape;
mod eval;
mod export;
mod models;
mod naming;
mod number;
mod overwrite;
mod progress;
mod report;
mod schema;
mod stop;
mod tips;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;
use std::{env, io};

pub use args::Cli;
use args::Command;
use clap::{CommandFactory, FromArgMatches};

/// Every article was annotated.
const ALL_GOOD: u8 = 0;
/// Some articles failed; each has its error record.
const SOME_FAILED: u8 = 1;
/// The command could not be carried out: wrong usage, no model, no output.
const NOT_DONE: u8 = 2;
/// A figure falls short of what was asked for.
const SHORT: u8 = 3;

/// Carries out what the command line asks for.
pub fn run() -> ExitCode {
    ExitCode::from(asked().unwrap_or_else(|error| {
        // A list of faults has a line for each.
        complain_of(&escape::on_its_lines(&error.to_string()));
        NOT_DONE
    }))
}

/// Reads the command line, completed from the configuration file, and does what it says.
fn asked() -> Result<u8, Fatal> {
    let mut command = Cli::command();
    let args: Vec<OsString> = env::args_os().collect();
    let given = match config::given(&command, &args) {
        Ok(given) => given,
        Err(error) => return leave(&tips::with(error, "", &command)),
    };
    if let Some(("config", given)) = given.subcommand() {
        return print(&config::show(&command, given)?);
    }
    let completed = config::completed(&command, &given, args)?;
    let name = given.subcommand_name().unwrap_or_default();
    let matches = command.clone().try_get_matches_from(completed);
    let matches = match matches {
        Ok(matches) => matches,
        Err(error) => return leave(&tips::with(error, name, &command)),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return leave(&error.format(&mut command)),
    };
    match cli.command {
        Command::Annotate(args) => annotate::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Config(_) => unreachable!("answered from the definition of the command line"),
        Command::Eval(args) => eval::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Schema => schema::run(),
        Command::Models(args) => models::run(&args),
        Command::Completions(args) => describe::completions(&args),
        Command::Man(args) => describe::man(&args),
    }
}

/// Prints what ends the command line itself: a mistake in it, or help, which is no mistake and has to
/// come out.
fn leave(error: &clap::Error) -> Result<u8, Fatal> {
    use io::Write;
    let printed = error.print().and_then(|()| io::stdout().flush());
    if !error.use_stderr() {
        return printed_out(printed);
    }
    Ok(NOT_DONE)
}

/// Any error that ends a command.
type Fatal = Box<dyn std::error::Error>;

/// Says on stderr what went wrong, in the form of other Unix tools: one line, whatever the names of
/// files are.
fn complain(message: &str) {
    complain_of(&escape::on_one_line(message));
}

/// Says it as it is.
fn complain_of(message: &str) {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    say(format_args!("{red}wiredesk:{red:#} {message}"));
}

/// Says a line on stderr. Where nobody can be told (a full disk, a terminal that has gone) the work goes on.
fn say(line: std::fmt::Arguments) {
    use io::Write;
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Prints one text to stdout.
fn print(text: &str) -> Result<u8, Fatal> {
    print_bytes(text.as_bytes())
}

/// Prints bytes to stdout. A reader that has gone away (`| head`) has what it wanted.
fn print_bytes(bytes: &[u8]) -> Result<u8, Fatal> {
    use io::Write;
    let mut out = io::stdout().lock();
    // A last line without an end would stay behind, and its error be lost.
    printed_out(out.write_all(bytes).and_then(|()| out.flush()))
}

fn printed_out(printed: io::Result<()>) -> Result<u8, Fatal> {
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}").into())
        }
        _ => Ok(ALL_GOOD),
    }
}
