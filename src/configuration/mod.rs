//! `wiredesk.toml`: options of the command line, written down.
//!
//! A table for each command, a key for each of its long options. What a key may be called and what
//! it may hold is asked of the command line's own definition, so the file knows every option that
//! the program has, and no other. Where the file is looked for, and that options given on the
//! command line win, is the program's business.

mod option;
#[cfg(test)]
mod tests;
mod write;

use std::ffi::OsString;
use std::path::Path;

use clap::Command;
use toml::de::{DeTable, DeValue};

use option::{named, subcommand};
pub use write::written;

/// Options that say where the file is cannot stand in it.
pub const NOT_HERE: [&str; 4] = ["config", "no_config", "help", "version"];

/// What a file sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    settings: Vec<Setting>,
}

/// One option, set in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Name of the command.
    pub command: String,
    /// The option's id in the command line's definition.
    pub id: String,
    /// Its long name.
    pub long: String,
    /// What it is set to.
    pub value: Value,
    /// Its line, from 1.
    pub line: usize,
}

/// What an option is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A switch that is off.
    Off,
    /// A switch that is on.
    On,
    /// A value as the command line takes it; paths lead on from the folder of the file.
    Text(OsString),
    /// Several values, for each of which the option is given once.
    Each(Vec<OsString>),
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct Mistake {
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong, and the mend.
    pub why: String,
}

impl Configuration {
    /// Reads `text`, the content of a file in `folder`, and checks it against the definition of the
    /// command line.
    ///
    /// # Errors
    /// If it is not TOML, or sets what `command` does not have or to what it does not take.
    pub fn parse(text: &str, folder: &Path, command: &Command) -> Result<Self, Mistake> {
        let line = |at: usize| 1 + text[..text.floor_char_boundary(at)].matches('\n').count();
        let wrong = |at: usize, why: String| Mistake { line: line(at), why };
        let table = DeTable::parse(text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            let why = match (error.message(), text.get(span.clone())) {
                // Which one is not said.
                ("duplicate key", Some(key)) => {
                    format!("{key:?} is set already; leave one of them")
                }
                (why, _) => why.to_owned(),
            };
            wrong(span.start, why)
        })?;
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
                let (argument, value) = named(sub, key.get_ref(), value.get_ref(), folder)
                    .map_err(|why| wrong(at, why))?;
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
        once(&settings)?;
        Ok(Self { settings })
    }

    /// Sets an option, under whatever command, to what `meant` makes of its value.
    pub fn resolve(&mut self, id: &str, meant: impl Fn(&Path) -> Option<OsString>) {
        for setting in self.settings.iter_mut().filter(|setting| setting.id == id) {
            if let Value::Text(text) = &mut setting.value
                && let Some(other) = meant(Path::new(&*text))
            {
                *text = other;
            }
        }
    }

    /// The settings for one command, in the order of the file.
    pub fn of(&self, command: &str) -> impl Iterator<Item = &Setting> {
        self.settings.iter().filter(move |setting| setting.command == command)
    }
}

/// An option has two spellings, some have two names; TOML itself looks after one only.
fn once(settings: &[Setting]) -> Result<(), Mistake> {
    for (at, setting) in settings.iter().enumerate() {
        let same = |other: &&Setting| other.command == setting.command && other.id == setting.id;
        if let Some(first) = settings[..at].iter().find(same) {
            let why = format!("--{} is set already, in line {}", setting.long, first.line);
            return Err(Mistake { line: setting.line, why });
        }
    }
    Ok(())
}

impl Setting {
    /// The setting as it would be given on the command line: nothing for a switch that is off.
    pub fn arguments(&self) -> Vec<OsString> {
        let with = |value: &OsString| {
            let mut argument = OsString::from(format!("--{}=", self.long));
            argument.push(value);
            argument
        };
        match &self.value {
            Value::Off => Vec::new(),
            Value::On => vec![format!("--{}", self.long).into()],
            Value::Text(text) => vec![with(text)],
            Value::Each(values) => values.iter().map(with).collect(),
        }
    }
}
