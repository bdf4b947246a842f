//! Any text as `wiredesk.toml`, against a command line with an option of every kind that the program
//! has: read, and the same when it is written again; or refused with a line that is there.
#![no_main]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::{Arg, ArgAction, Command, value_parser};
use libfuzzer_sys::fuzz_target;
use wiredesk::article::read::encoding_by_name;
use wiredesk::configuration::{Configuration, Setting, Value, written};
use wiredesk::eval::gates;
use wiredesk::eval::tags::Reading;
use wiredesk::tables::Table;

static PROGRAM: LazyLock<Command> = LazyLock::new(|| {
    let option = |name: &'static str| Arg::new(name).long(name);
    let switch = |name: &'static str| option(name).action(ArgAction::SetTrue);
    let list = |name: &'static str| option(name).action(ArgAction::Append).value_delimiter(',');
    let annotate = Command::new("annotate").args([
        Arg::new("paths").required(true).num_args(1..),
        option("threads").value_parser(value_parser!(u16).range(1..)),
        option("max-seconds").value_parser(value_parser!(u64)).default_value("60"),
        option("text-field").visible_alias("text-column"),
        option("encoding").value_parser(encoding_by_name),
        option("format").value_parser(["txt", "md", "html", "jsonl", "csv"]),
        option("model").value_parser(value_parser!(PathBuf)),
        option("labels").value_parser(value_parser!(PathBuf)).requires("model"),
        switch("no-text"),
        switch("retry-errors").conflicts_with("rebuild"),
        switch("rebuild"),
        option("config"),
    ]);
    let export = Command::new("export").arg(list("tables").value_parser(str::parse::<Table>));
    let eval = Command::new("eval").args([
        list("fail-under").value_parser(gates::parse),
        option("tags").value_parser(str::parse::<Reading>),
        list("errors").num_args(0..=1).require_equals(true).value_parser(["threats", "events"]),
    ]);
    Command::new("wiredesk").subcommands([annotate, export, eval])
});

fuzz_target!(|text: &str| {
    match Configuration::parse(text, Path::new(""), &PROGRAM) {
        Err(mistake) => {
            assert!((1..=text.split('\n').count()).contains(&mistake.line), "{mistake}");
            assert!(!mistake.why.is_empty());
        }
        Ok(read) => {
            let again = Configuration::parse(&file(&read), Path::new(""), &PROGRAM);
            assert_eq!(values(&again.expect("it was read before")), values(&read));
        }
    }
});

/// The settings of all commands.
fn all(read: &Configuration) -> impl Iterator<Item = &Setting> {
    PROGRAM.get_subcommands().flat_map(|command| read.of(command.get_name()))
}

fn file(read: &Configuration) -> String {
    let line = |set: &Setting| format!("{}.{} = {}\n", set.command, set.long, written(&set.value));
    all(read).map(line).collect()
}

fn values(read: &Configuration) -> Vec<(&str, &Value)> {
    all(read).map(|setting| (setting.id.as_str(), &setting.value)).collect()
}
