//! The command line.

mod annotate;
mod args;
mod bench;
mod choice;
mod eval;
mod models;
mod progress;
mod schema;

use std::io;
use std::process::ExitCode;

pub use args::Cli;
use args::Command;
use clap::Parser;

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
    let result = match Cli::parse().command {
        Command::Annotate(args) => annotate::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Schema => schema::run(),
        Command::Models(args) => models::run(&args),
    };
    ExitCode::from(result.unwrap_or_else(|error| {
        complain(&error.to_string());
        NOT_DONE
    }))
}

/// Any error that ends a command.
type Fatal = Box<dyn std::error::Error>;

/// Says on stderr what went wrong, in the form of other Unix tools.
fn complain(message: &str) {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    anstream::eprintln!("{red}wiredesk:{red:#} {message}");
}

/// Prints one text to stdout. A reader that has gone away (`| head`) has what it wanted.
fn print(text: &str) -> Result<u8, Fatal> {
    use io::Write;
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}").into())
        }
        _ => Ok(ALL_GOOD),
    }
}
