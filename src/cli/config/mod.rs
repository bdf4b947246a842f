//! Which configuration file is in force, and what it adds to the command line: options that are
//! given there win. What may stand in the file is read by `wiredesk::configuration`.

mod show;
#[cfg(test)]
mod tests;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use wiredesk::configuration::{Configuration, Setting};

use super::choice::installed_as;
pub use show::{ConfigArgs, show};

/// Name of the file, looked for beside the output.
const NAME: &str = "wiredesk.toml";

/// A configuration file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

/// The command line by itself. What it lacks the configuration file may still add, so that is no
/// error yet.
///
/// # Errors
/// All others.
pub fn given(command: &Command, args: &[OsString]) -> Result<ArgMatches, clap::Error> {
    match command.clone().try_get_matches_from(args) {
        Err(error) if error.kind() == ErrorKind::MissingRequiredArgument => {
            command.clone().ignore_errors(true).try_get_matches_from(args)
        }
        given => given,
    }
}

/// The command line with what the configuration file adds to it.
///
/// # Errors
/// If the file cannot be read or has a mistake; the message names the line.
pub fn completed(
    command: &Command,
    matches: &ArgMatches,
    args: Vec<OsString>,
) -> Result<Vec<OsString>, ConfigError> {
    let Some((name, given)) = matches.subcommand() else { return Ok(args) };
    let Some(path) = path(given) else { return Ok(args) };
    let file = read(&path, command)?;
    let Some(asked) = command.find_subcommand(name) else { return Ok(args) };
    // Options of `models` do not go with `models verify`.
    if given.subcommand().is_some() && asked.is_args_conflicts_with_subcommands_set() {
        return Ok(args);
    }
    let added = file.of(name).filter(|setting| is_free(asked, given, setting));
    let added: Vec<OsString> = added.flat_map(Setting::arguments).collect();
    Ok(insert(args, asked, added))
}

/// The file in force: the one that is named, else the one beside the output, if it is there.
fn path(given: &ArgMatches) -> Option<PathBuf> {
    if matches!(given.try_get_one::<bool>("no_config"), Ok(Some(true))) {
        return None;
    }
    if let Ok(Some(path)) = given.try_get_one::<PathBuf>("config") {
        return Some(path.clone());
    }
    let Ok(Some(output)) = given.try_get_one::<PathBuf>("output") else { return None };
    if output.as_os_str() == "-" {
        return None;
    }
    let beside = output.parent().unwrap_or(Path::new("")).join(NAME);
    beside.is_file().then_some(beside)
}

fn read(path: &Path, command: &Command) -> Result<Configuration, ConfigError> {
    let text = fs::read_to_string(path).map_err(|error| {
        ConfigError(format!(
            "cannot read the configuration {}: {error}; check the path, or pass --no-config",
            path.display()
        ))
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut read = Configuration::parse(&text, folder, command).map_err(|mistake| {
        ConfigError(format!("{}:{}: {}", path.display(), mistake.line, mistake.why))
    })?;
    // As on the command line, a model may be called by its name; a folder beside the file goes first.
    read.resolve("model", |path| {
        let name = path.strip_prefix(folder).ok().filter(|_| !path.exists())?;
        installed_as(name).map(|_| name.into())
    });
    Ok(read)
}

/// Whether the command line leaves room for a setting: neither it nor what excludes it is given.
fn is_free(command: &Command, given: &ArgMatches, setting: &Setting) -> bool {
    let by_hand =
        |arg: &&Arg| given.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    let excludes = |one: &Arg, other: &Arg| {
        command.get_arg_conflicts_with(one).iter().any(|arg| arg.get_id() == other.get_id())
    };
    let Some(set) = command.get_arguments().find(|arg| arg.get_id() == setting.id.as_str()) else {
        return false;
    };
    // That two options exclude each other stands at one of them only.
    !command
        .get_arguments()
        .filter(by_hand)
        .any(|other| other.get_id() == set.get_id() || excludes(set, other) || excludes(other, set))
}

/// Puts `added` right behind the name of the command, before what the user gave it.
fn insert(mut args: Vec<OsString>, command: &Command, added: Vec<OsString>) -> Vec<OsString> {
    let is_name = |arg: &OsString| arg.as_os_str() == OsStr::new(command.get_name());
    let at = args.iter().skip(1).position(is_name).map_or(args.len(), |at| at + 2);
    args.splice(at..at, added);
    args
}
