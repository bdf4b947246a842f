//! The file as it is written, checked against the command line's definition.

use std::any::TypeId;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, Command};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Options that say where the file is cannot stand in it.
pub(super) const NOT_HERE: [&str; 4] = ["config", "no_config", "help", "version"];

/// A configuration file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

/// A checked configuration file.
pub(super) struct File {
    settings: Vec<Setting>,
}

/// One option, set in the file.
pub(super) struct Setting {
    /// Name of the command.
    command: String,
    /// The option's id in the command line's definition.
    pub(super) id: String,
    /// Its long name.
    pub(super) long: String,
    /// What it is set to; `None` for a switch that is off.
    value: Option<Value>,
    /// Its line, from 1.
    pub(super) line: usize,
}

enum Value {
    /// A switch that is on.
    On,
    Text(OsString),
}

impl Setting {
    /// The setting as it would be given on the command line.
    pub(super) fn argument(&self) -> Option<OsString> {
        let mut argument = OsString::from(format!("--{}", self.long));
        if let Value::Text(text) = self.value.as_ref()? {
            argument.push("=");
            argument.push(text);
        }
        Some(argument)
    }

    /// The value in words, for a person.
    pub(super) fn shown(&self) -> String {
        match &self.value {
            None => "false".to_owned(),
            Some(Value::On) => "true".to_owned(),
            Some(Value::Text(text)) => text.to_string_lossy().into_owned(),
        }
    }
}

impl File {
    /// Reads and checks the file.
    pub(super) fn read(path: &Path, command: &Command) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(path).map_err(|error| {
            ConfigError(format!(
                "cannot read the configuration {}: {error}; check the path, or pass --no-config",
                path.display()
            ))
        })?;
        let line = |at: usize| 1 + text[..text.floor_char_boundary(at)].matches('\n').count();
        let wrong =
            |at: usize, why: String| ConfigError(format!("{}:{}: {why}", path.display(), line(at)));
        let table = DeTable::parse(&text).map_err(|error| {
            wrong(error.span().map_or(0, |span| span.start), error.message().to_owned())
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut settings = Vec::new();
        for (name, value) in table.get_ref() {
            let at = name.span().start;
            let DeValue::Table(options) = value.get_ref() else {
                let why = format!(
                    "{:?} stands outside a table; put it under [annotate] or another command",
                    name.get_ref()
                );
                return Err(wrong(at, why));
            };
            let sub = subcommand(command, name.get_ref()).map_err(|why| wrong(at, why))?;
            for (key, value) in options {
                let at = key.span().start;
                let (argument, value) =
                    option(sub, key.get_ref(), value, folder).map_err(|why| wrong(at, why))?;
                settings.push(Setting {
                    command: sub.get_name().to_owned(),
                    id: argument.get_id().to_string(),
                    long: argument.get_long().unwrap_or_default().to_owned(),
                    value,
                    line: line(at),
                });
            }
        }
        // In the order of the file, whatever that of the table.
        settings.sort_by_key(|setting| setting.line);
        Ok(Self { settings })
    }

    /// The settings for one command.
    pub(super) fn of(&self, command: &str) -> impl Iterator<Item = &Setting> {
        self.settings.iter().filter(move |setting| setting.command == command)
    }
}

fn subcommand<'c>(command: &'c Command, name: &str) -> Result<&'c Command, String> {
    command.find_subcommand(name).ok_or_else(|| {
        let names = command.get_subcommands().map(Command::get_name);
        format!("wiredesk has no command {name:?}{}", meant(name, names))
    })
}

/// The option that `key` names, and its value after all checks that the command line makes.
fn option<'c>(
    command: &'c Command,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    folder: &Path,
) -> Result<(&'c Arg, Option<Value>), String> {
    // Both spellings are at home in TOML files.
    let long = key.replace('_', "-");
    let named = |argument: &&Arg| {
        let aliases = argument.get_visible_aliases().unwrap_or_default();
        argument.get_long() == Some(&long) || aliases.contains(&long.as_str())
    };
    let argument = command.get_arguments().find(named).ok_or_else(|| {
        let longs = command.get_arguments().filter_map(Arg::get_long);
        format!("[{}] has no option {key:?}{}", command.get_name(), meant(&long, longs))
    })?;
    if NOT_HERE.contains(&argument.get_id().as_str()) {
        return Err(format!("--{long} can only be given on the command line"));
    }
    let value = self::value(argument, &long, value.get_ref(), folder)?;
    if let Some(Value::Text(text)) = &value {
        accepted(command, argument, text)?;
    }
    Ok((argument, value))
}

fn value(
    argument: &Arg,
    long: &str,
    value: &DeValue<'_>,
    folder: &Path,
) -> Result<Option<Value>, String> {
    if !matches!(argument.get_action(), ArgAction::Set | ArgAction::Append) {
        return match value {
            DeValue::Boolean(on) => Ok(on.then_some(Value::On)),
            _ => Err(format!("--{long} is true or false")),
        };
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
    let DeValue::Array(values) = value else { return one(value).map(Value::Text).map(Some) };
    let Some(delimiter) = argument.get_value_delimiter() else {
        return Err(format!("--{long} takes one value, not an array"));
    };
    let values: Vec<OsString> =
        values.iter().map(|value| one(value.get_ref())).collect::<Result<_, _>>()?;
    let joined = values.join(&OsString::from(delimiter.to_string()));
    Ok(Some(Value::Text(joined)))
}

/// Has the command line's own parser check one value.
fn accepted(command: &Command, argument: &Arg, value: &OsString) -> Result<(), String> {
    let alone = command.clone().no_binary_name(true).mut_args(|other| other.required(false));
    let mut given = OsString::from(format!("--{}=", argument.get_long().unwrap_or_default()));
    given.push(value);
    alone.try_get_matches_from([given]).map(|_| ()).map_err(|error| {
        let text = error.to_string();
        let line = text.lines().next().unwrap_or_default();
        line.strip_prefix("error: ").unwrap_or(line).to_owned()
    })
}

/// A question after what may have been meant.
fn meant<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    known
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(alike, _)| *alike > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map_or(String::new(), |(_, known)| format!("; did you mean {known:?}?"))
}
