//! `wiredesk config`: every option of every command, what it is set to and by whom.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Args, Command};

use wiredesk::configuration::{Configuration, NOT_HERE, Setting, Value, written};

use super::{ConfigError, NAME, path, read};
use crate::cli::escape::on_one_line;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wiredesk config > wiredesk.toml                  a file to begin with
  wiredesk config -o out/annotations.jsonl         what holds for this output
  wiredesk config --config nightly.toml            whether a file is right

The file has a table for each command and a key for each of its long options:
  [annotate]
  threads = 2
  no-text = true
  gazetteer = \"vendors.csv\"            # beside this file

What is given on the command line wins. A switch that the file turns on is turned off with \
--no-config alone, which passes over the whole file. Standard output has no file beside it: name \
one with --config.")]
pub struct ConfigArgs {
    /// The output beside which the file is looked for
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

/// Where the remark begins.
const REMARK: usize = 44;

/// The options in force as a TOML file: set ones with the line that sets them, others as comments.
///
/// # Errors
/// If the configuration file cannot be read or has a mistake.
pub fn show(command: &Command, given: &ArgMatches) -> Result<String, ConfigError> {
    let path = path(given);
    let file = path.as_deref().map(|path| read(path, command)).transpose()?;
    let head = match &path {
        Some(path) => format!("# {}\n", on_one_line(&path.display().to_string())),
        None if is_passed_over(given) => format!(
            "# no configuration file: the {NAME} here holds for outputs beside it, so with -o FILE, \
             or with --config {NAME}\n"
        ),
        None => "# no configuration file\n".to_owned(),
    };
    Ok(head + &options(command, file.as_ref()))
}

/// Whether a file lies here that is in force for no output of this folder, as none is named.
fn is_passed_over(given: &ArgMatches) -> bool {
    let names_none = |output: &PathBuf| output.as_os_str() == "-";
    !given.get_flag("no_config")
        && given.get_one::<PathBuf>("output").is_none_or(names_none)
        // An empty one is what `wiredesk config > wiredesk.toml` has just begun.
        && Path::new(NAME).metadata().is_ok_and(|file| file.is_file() && file.len() > 0)
}

/// All options, a table for each command.
pub(super) fn options(command: &Command, file: Option<&Configuration>) -> String {
    let mut out = String::new();
    for sub in command.get_subcommands().filter(|sub| has_settings(sub)) {
        let _ = writeln!(out, "\n[{}]", sub.get_name());
        for argument in sub.get_arguments().filter(|argument| is_setting(argument)) {
            let set = file.and_then(|file| {
                file.of(sub.get_name()).find(|setting| argument.get_id() == setting.id.as_str())
            });
            out.push_str(&line(argument, set));
        }
    }
    out
}

fn has_settings(command: &Command) -> bool {
    command.get_name() != "config" && command.get_arguments().any(is_setting)
}

fn is_setting(argument: &Arg) -> bool {
    let id = argument.get_id().as_str();
    argument.get_long().is_some() && !argument.is_hide_set() && !NOT_HERE.contains(&id)
}

fn line(argument: &Arg, set: Option<&Setting>) -> String {
    let name = argument.get_long().unwrap_or_default();
    let is_switch = !argument.get_action().takes_values();
    let (setting, remark) = match set {
        Some(set) => (format!("{name} = {}", written(&set.value)), format!("line {}", set.line)),
        None if is_switch => (format!("# {name} = false"), "default".to_owned()),
        None => {
            let defaults: Vec<_> =
                argument.get_default_values().iter().map(|v| v.to_string_lossy()).collect();
            // A default that is not shown is none that anybody could give.
            if defaults.is_empty() || argument.is_hide_default_value_set() {
                (format!("# {name} ="), "not set".to_owned())
            } else {
                let value = Value::Text(defaults.join(",").into());
                (format!("# {name} = {}", written(&value)), "default".to_owned())
            }
        }
    };
    format!("{setting:REMARK$}# {remark}\n")
}
