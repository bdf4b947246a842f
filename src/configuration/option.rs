//! One option of the file, checked as the command line would check it.

use std::any::TypeId;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};
use toml::de::DeValue;

use super::{NOT_HERE, Value};

/// The command that a table is named after.
pub(super) fn subcommand<'c>(command: &'c Command, name: &str) -> Result<&'c Command, String> {
    command.find_subcommand(name).ok_or_else(|| {
        let names = command.get_subcommands().map(Command::get_name);
        format!("wiredesk has no command {name:?}{}", meant(name, names))
    })
}

/// The option that `key` names, and its value after all checks that the command line makes.
pub(super) fn named<'c>(
    command: &'c Command,
    key: &str,
    value: &DeValue<'_>,
    folder: &Path,
) -> Result<(&'c Arg, Value), String> {
    // Both spellings are at home in TOML files.
    let long = key.replace('_', "-");
    let is_meant = |argument: &&Arg| {
        let aliases = argument.get_visible_aliases().unwrap_or_default();
        // What a command has only to refuse it is none of its options.
        !argument.is_hide_set()
            && (argument.get_long() == Some(&long) || aliases.contains(&long.as_str()))
    };
    let argument = command.get_arguments().find(is_meant).ok_or_else(|| {
        let longs = command.get_arguments().filter(|one| !one.is_hide_set());
        let longs = longs.filter_map(Arg::get_long);
        format!("[{}] has no option {key:?}{}", command.get_name(), meant(&long, longs))
    })?;
    if NOT_HERE.contains(&argument.get_id().as_str()) {
        return Err(format!("--{long} can only be given on the command line"));
    }
    let value = self::value(argument, &long, value, folder)?;
    match &value {
        Value::Text(text) => accepted(command, argument, text)?,
        Value::Each(values) => {
            values.iter().try_for_each(|value| accepted(command, argument, value))?;
        }
        Value::On | Value::Off => {}
    }
    Ok((argument, value))
}

fn value(argument: &Arg, long: &str, value: &DeValue<'_>, folder: &Path) -> Result<Value, String> {
    if !matches!(argument.get_action(), ArgAction::Set | ArgAction::Append) {
        return match value {
            DeValue::Boolean(true) => Ok(Value::On),
            DeValue::Boolean(false) => Ok(Value::Off),
            _ => Err(format!("--{long} is true or false")),
        };
    }
    // As on the command line, where the value may be left out: `errors = true`.
    if let DeValue::Boolean(is_on) = value
        && argument.get_num_args().is_some_and(|values| values.min_values() == 0)
    {
        return Ok(if *is_on { Value::On } else { Value::Off });
    }
    let is_path = argument.get_value_parser().type_id() == TypeId::of::<PathBuf>();
    let one = |value: &DeValue<'_>| -> Result<OsString, String> {
        match value {
            DeValue::String(text) if is_path && text.as_ref() != "-" => {
                Ok(folder.join(text.as_ref()).into())
            }
            DeValue::String(text) => Ok(text.as_ref().into()),
            DeValue::Integer(number) => Ok(number.to_string().into()),
            DeValue::Float(number) => Ok(number.to_string().into()),
            _ => Err(format!("--{long} takes a value: a string or a number")),
        }
    };
    let DeValue::Array(values) = value else { return one(value).map(Value::Text) };
    let several = || -> Result<Vec<OsString>, String> {
        values.iter().map(|value| one(value.get_ref())).collect()
    };
    match argument.get_value_delimiter() {
        Some(delimiter) => Ok(Value::Text(several()?.join(&OsString::from(delimiter.to_string())))),
        None if matches!(argument.get_action(), ArgAction::Append) => Ok(Value::Each(several()?)),
        None => Err(format!("--{long} takes one value, not an array")),
    }
}

/// Has the command line's own parser check one value.
fn accepted(command: &Command, argument: &Arg, value: &OsString) -> Result<(), String> {
    let alone = command.clone().no_binary_name(true).mut_args(|other| other.required(false));
    let mut given = OsString::from(format!("--{}=", argument.get_long().unwrap_or_default()));
    given.push(value);
    match alone.try_get_matches_from([given]) {
        Ok(_) => Ok(()),
        // What else an option asks for is seen once all of them are together.
        Err(error) if error.kind() == ErrorKind::MissingRequiredArgument => Ok(()),
        Err(error) => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            let line = line.strip_prefix("error: ").unwrap_or(line);
            Err(match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(values)) if !values.is_empty() => {
                    format!("{line}; there are {}", values.join(", "))
                }
                _ => line.to_owned(),
            })
        }
    }
}

/// A question after what may have been meant.
fn meant<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    known
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(alike, _)| *alike > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map_or(String::new(), |(_, known)| format!("; did you mean {known:?}?"))
}
