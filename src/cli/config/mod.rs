//! `wiredesk.toml`: options of the command line, written down.
//!
//! A table for each command, a key for each of its long options. What a key may be called and what
//! it may hold is asked of the command line's own definition, so the file knows every option that
//! the program has, and no other. Options that are given on the command line win.

mod file;
mod show;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

pub use file::ConfigError;
use file::{File, Setting};
pub use show::show;

/// Name of the file, looked for beside the output.
const NAME: &str = "wiredesk.toml";

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
    let file = File::read(&path, command)?;
    let Some(asked) = command.find_subcommand(name) else { return Ok(args) };
    let added = file.of(name).filter(|setting| is_free(asked, given, setting));
    let added: Vec<OsString> = added.filter_map(Setting::argument).collect();
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

/// Whether the command line leaves room for a setting: neither it nor what excludes it is given.
fn is_free(command: &Command, given: &ArgMatches, setting: &Setting) -> bool {
    let by_hand = |id: &str| given.value_source(id) == Some(ValueSource::CommandLine);
    let mut arguments = command.get_arguments();
    let Some(argument) = arguments.find(|argument| argument.get_id() == setting.id.as_str()) else {
        return false;
    };
    let excluding = command.get_arg_conflicts_with(argument);
    !by_hand(&setting.id) && !excluding.iter().any(|other| by_hand(other.get_id().as_str()))
}

/// Puts `added` right behind the name of the command, before what the user gave it.
fn insert(mut args: Vec<OsString>, command: &Command, added: Vec<OsString>) -> Vec<OsString> {
    let is_name = |arg: &OsString| arg.as_os_str() == OsStr::new(command.get_name());
    let at = args.iter().skip(1).position(is_name).map_or(args.len(), |at| at + 2);
    args.splice(at..at, added);
    args
}

#[cfg(test)]
mod tests {
    use std::fs;

    use clap::CommandFactory;

    use super::super::args::Cli;
    use super::*;

    fn complete(folder: &Path, toml: &str, args: &[&str]) -> Result<Vec<String>, String> {
        fs::write(folder.join(NAME), toml).unwrap();
        let out = folder.join("out.jsonl");
        let mut all: Vec<OsString> = vec!["wiredesk".into(), "annotate".into(), "drop".into()];
        all.extend(args.iter().map(OsString::from));
        all.extend(["-o".into(), out.into()]);
        let command = Cli::command();
        let matches = command.clone().try_get_matches_from(&all).unwrap();
        let done = completed(&command, &matches, all).map_err(|error| error.to_string())?;
        command.clone().try_get_matches_from(&done).unwrap();
        let added = done.len() - args.len() - 5;
        Ok(done[2..2 + added].iter().map(|a| a.to_string_lossy().into_owned()).collect())
    }

    #[test]
    fn the_file_beside_the_output_adds_what_was_not_given() {
        let folder = tempfile::tempdir().unwrap();
        let toml = "[annotate]\nthreads = 2\nno-text = true\nsentences = false\n[eval]\nseed = 3\n";
        let added = complete(folder.path(), toml, &[]).unwrap();
        assert_eq!(added, ["--threads=2", "--no-text"]);
        assert_eq!(complete(folder.path(), toml, &["-j", "1"]).unwrap(), ["--no-text"]);
        assert!(complete(folder.path(), toml, &["--no-config"]).unwrap().is_empty());
    }

    #[test]
    fn paths_are_those_beside_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let added = complete(folder.path(), "[annotate]\nignore = \"noise.txt\"\n", &[]).unwrap();
        assert_eq!(added, [format!("--ignore={}", folder.path().join("noise.txt").display())]);
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        for (toml, told) in [
            ("[annotate]\n\nthread = 2\n", ":3: [annotate] has no option \"thread\"; did you mean"),
            ("[anotate]\n", ":1: wiredesk has no command \"anotate\"; did you mean \"annotate\"?"),
            ("threads = 2\n", ":1: \"threads\" stands outside a table; put it under [annotate]"),
            ("[annotate]\nthreads = 0\n", ":2: invalid value '0' for '--threads <N>'"),
            ("[annotate]\nthreads = [1, 2]\n", ":2: --threads takes one value, not an array"),
            ("[annotate]\nno-text = 1\n", ":2: --no-text is true or false"),
            ("[annotate]\ntext-field = true\n", ":2: --text-field takes a value"),
            ("[annotate]\nconfig = \"x\"\n", ":2: [annotate] has no option \"config\""),
            ("[annotate]\nthreads = \n", ":2: "),
            ("[annotate]\nthreads = 1\nthreads = 2\n", ":3: "),
        ] {
            let error = complete(folder.path(), toml, &[]).unwrap_err();
            assert!(error.contains(&format!("{NAME}{told}")), "{toml:?}: {error}");
        }
    }
}
