//! What would do, where clap only says what does not.

use clap::Command;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Adds a tip to a mistake on the command line of `command`, one of `all`, where there is one.
pub fn with(mut error: clap::Error, command: &str, all: &Command) -> clap::Error {
    if let Some(meant) = subcommand(&error, all) {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![meant]));
    }
    if let Some(tip) = stdin(&error, command).or_else(|| switch(&error)) {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
    }
    error
}

/// How standard input is read, where nothing to read is named.
fn stdin(error: &clap::Error, command: &str) -> Option<String> {
    let lacks_input = matches!(
        error.get(ContextKind::InvalidArg),
        Some(ContextValue::Strings(lacking)) if lacking.iter().any(|arg| arg.ends_with("..."))
    );
    let reads_stdin = matches!(command, "annotate" | "export" | "report");
    (reads_stdin && lacks_input && error.kind() == ErrorKind::MissingRequiredArgument)
        .then(|| "to read standard input, pass -".to_owned())
}

/// The command that may have been meant: `help` knows of none.
fn subcommand(error: &clap::Error, all: &Command) -> Option<String> {
    let Some(ContextValue::String(given)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    if error.get(ContextKind::SuggestedSubcommand).is_some() {
        return None;
    }
    let below = all.get_subcommands().flat_map(Command::get_subcommands);
    all.get_subcommands()
        .chain(below)
        .map(|one| (strsim::jaro_winkler(given, one.get_name()), one.get_name()))
        .filter(|(alike, _)| *alike > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name.to_owned())
}

/// How a switch is turned off, where it is given a value.
fn switch(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(switch)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    (error.kind() == ErrorKind::TooManyValues && switch.starts_with("--")).then(|| {
        format!(
            "{switch} takes no value: leave it out to have it off; where a configuration file turns it \
             on, --no-config passes over the file"
        )
    })
}
