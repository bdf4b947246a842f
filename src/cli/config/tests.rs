//! The file and the command line together, and the file with the whole definition.

use std::fs;

use clap::CommandFactory;
use proptest::prelude::*;
use proptest::sample::{Index, select};

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
fn an_option_given_by_hand_takes_out_the_one_that_it_excludes() {
    let folder = tempfile::tempdir().unwrap();
    let pairs = [("skip-duplicates", "mark-duplicates"), ("rebuild", "retry-errors")];
    for (one, other) in pairs {
        for (set, given) in [(one, other), (other, one)] {
            let toml = format!("[annotate]\nthreads = 2\n{set} = true\n");
            let given = format!("--{given}");
            let added = complete(folder.path(), &toml, &[given.as_str()]).unwrap();
            assert_eq!(added, ["--threads=2"], "{set} in the file, {given} by hand");
            assert_eq!(complete(folder.path(), &toml, &[]).unwrap().len(), 2, "{set}");
        }
    }
}

#[test]
fn the_file_may_set_what_the_command_line_has_to_have() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tables.toml");
    fs::write(&file, "[export]\nto = \"csv\"\n[annotate]\nmodel = \"m\"\n").unwrap();
    let command = Cli::command();
    let complete = |args: &[&str]| {
        let mut all: Vec<OsString> = args.iter().map(OsString::from).collect();
        all.extend(["--config".into(), file.clone().into()]);
        let given = given(&command, &all).unwrap();
        let done = completed(&command, &given, all).unwrap();
        command.clone().try_get_matches_from(done)
    };
    let to = complete(&["wiredesk", "export", "in.jsonl", "-o", "out"]).unwrap();
    let (_, to) = to.subcommand().unwrap();
    assert_eq!(to.value_source("to"), Some(ValueSource::CommandLine));
    // An option may ask for another that the file has.
    assert!(complete(&["wiredesk", "annotate", "--labels", "l.toml", "drop"]).is_ok());
    let lacking = complete(&["wiredesk", "export", "-o", "out"]).unwrap_err();
    assert_eq!(lacking.kind(), ErrorKind::MissingRequiredArgument);
}

#[test]
fn what_a_command_refuses_is_not_shown_for_it() {
    let command = Cli::command();
    let shown = show::options(&command, None);
    let (_, watch) = shown.split_once("[watch]").unwrap();
    let (watch, _) = watch.split_once("\n[").unwrap();
    assert!(!watch.contains("rebuild"), "{watch}");
    let output = watch.lines().find(|line| line.contains("output")).unwrap();
    assert!(output.starts_with("# output = ") && output.ends_with("# not set"), "{output}");
    let (annotate, _) = shown.split_once("[watch]").unwrap();
    assert!(annotate.contains("# rebuild = false"), "{annotate}");
}

#[test]
fn paths_are_those_beside_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let added = complete(folder.path(), "[annotate]\nignore = \"noise.txt\"\n", &[]).unwrap();
    assert_eq!(added, [format!("--ignore={}", folder.path().join("noise.txt").display())]);
}

#[test]
fn a_model_may_be_called_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let named = |toml: &str| complete(folder.path(), toml, &[]).unwrap();
    let beside = |name: &str| [format!("--model={}", folder.path().join(name).display())];
    assert_eq!(named("[annotate]\nmodel = \"wiredesk-small-en\"\n"), ["--model=wiredesk-small-en"]);
    for path in ["nowhere", "models/wiredesk-small-en", "../wiredesk-small-en"] {
        assert_eq!(named(&format!("[annotate]\nmodel = \"{path}\"\n")), beside(path));
    }
    fs::create_dir(folder.path().join("wiredesk-small-en")).unwrap();
    assert_eq!(named("[annotate]\nmodel = \"wiredesk-small-en\"\n"), beside("wiredesk-small-en"));
}

#[test]
fn a_mistake_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    for (toml, told) in [
        ("[annotate]\n\nthread = 2\n", ":3: [annotate] has no option \"thread\"; did you mean"),
        ("[anotate]\n", ":1: wiredesk has no command \"anotate\"; did you mean \"annotate\"?"),
        ("threads = 2\n", ":1: \"threads\" stands outside a table; put it under [annotate]"),
        ("[watch]\nrebuild = true\n", ":2: [watch] has no option \"rebuild\""),
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

/// Every command and long option of the program, with an option that there is not.
fn names() -> Vec<(String, String)> {
    let command = Cli::command();
    let of = |sub: &Command| {
        let longs = sub.get_arguments().filter_map(|argument| argument.get_long());
        let longs: Vec<String> = longs.chain(["nothing"]).map(str::to_owned).collect();
        longs.into_iter().map(|long| (sub.get_name().to_owned(), long)).collect::<Vec<_>>()
    };
    command.get_subcommands().flat_map(of).collect()
}

const VALUES: [&str; 16] = [
    "true",
    "false",
    "0",
    "1",
    "-1",
    "0x1F",
    "1.5",
    "\"a b\"",
    "\"\"",
    "\"txt,csv\"",
    "\"\\u001b\\\"\"",
    "'utf-8'",
    "[]",
    "['articles', 'dates']",
    "2024-04-04",
    "{}",
];

proptest! {
    #[test]
    fn every_option_takes_a_value_or_tells_its_line(
        name in any::<Index>(), value in select(&VALUES[..]), before in 0_usize..5,
    ) {
        let command = Cli::command();
        let names = names();
        let (sub, long) = name.get(&names);
        let text = format!("{}[{sub}]\n{long} = {value}\n", "\n".repeat(before));
        match Configuration::parse(&text, Path::new(""), &command) {
            Err(mistake) => prop_assert_eq!(mistake.line, before + 2, "{}: {}", text, mistake),
            Ok(read) => {
                prop_assert_eq!(read.of(sub).count(), 1);
                // What `wiredesk config` prints sets the same.
                let shown = show::options(&command, Some(&read));
                let again = Configuration::parse(&shown, Path::new(""), &command).unwrap();
                let values = |file: &Configuration| {
                    let of = file.of(sub).map(|setting| (setting.id.clone(), setting.value.clone()));
                    of.collect::<Vec<_>>()
                };
                // That command itself is not among what it prints.
                if sub != "config" {
                    prop_assert_eq!(values(&again), values(&read), "{}", shown);
                }
            }
        }
    }
}
