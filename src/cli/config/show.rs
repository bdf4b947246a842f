//! `wiredesk config`: every option of every command, what it is set to and by whom.

use std::fmt::Write;

use clap::{Arg, ArgMatches, Command};

use super::file::{File, Setting};
use super::{ConfigError, path};

/// Where the remark begins.
const REMARK: usize = 44;

/// The options in force as a TOML file: set ones with the line that sets them, others as comments.
///
/// # Errors
/// If the configuration file cannot be read or has a mistake.
pub fn show(command: &Command, given: &ArgMatches) -> Result<String, ConfigError> {
    let path = path(given);
    let file = path.as_deref().map(|path| File::read(path, command)).transpose()?;
    let mut out = match &path {
        Some(path) => format!("# {}\n", path.display()),
        None => "# no configuration file\n".to_owned(),
    };
    for sub in command.get_subcommands().filter(|sub| has_settings(sub)) {
        let _ = writeln!(out, "\n[{}]", sub.get_name());
        for argument in sub.get_arguments().filter(|argument| is_setting(argument)) {
            let set = file.as_ref().and_then(|file| {
                file.of(sub.get_name()).find(|setting| argument.get_id() == setting.id.as_str())
            });
            out.push_str(&line(argument, set));
        }
    }
    Ok(out)
}

fn has_settings(command: &Command) -> bool {
    command.get_name() != "config" && command.get_arguments().any(is_setting)
}

fn is_setting(argument: &Arg) -> bool {
    let id = argument.get_id().as_str();
    argument.get_long().is_some() && !super::file::NOT_HERE.contains(&id)
}

fn line(argument: &Arg, set: Option<&Setting>) -> String {
    let name = argument.get_long().unwrap_or_default();
    let is_switch = !argument.get_action().takes_values();
    let (setting, remark) = match set {
        Some(set) => {
            let value = set.shown();
            let value = if is_switch { value } else { toml(&value) };
            (format!("{name} = {value}"), format!("line {}", set.line))
        }
        None if is_switch => (format!("# {name} = false"), "default".to_owned()),
        None => {
            let defaults: Vec<_> =
                argument.get_default_values().iter().map(|v| v.to_string_lossy()).collect();
            if defaults.is_empty() {
                (format!("# {name} ="), "not set".to_owned())
            } else {
                (format!("# {name} = {}", toml(&defaults.join(","))), "default".to_owned())
            }
        }
    };
    format!("{setting:REMARK$}# {remark}\n")
}

/// A value as it is written in the file.
fn toml(value: &str) -> String {
    if value.parse::<f64>().is_ok() { value.to_owned() } else { format!("{value:?}") }
}
