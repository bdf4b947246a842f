//! Files of all kinds against a command line that has an option of each kind.

use std::path::PathBuf;

use clap::{Arg, ArgAction, value_parser};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn program() -> Command {
    let annotate = Command::new("annotate")
        .arg(Arg::new("paths").required(true).num_args(1..))
        .arg(Arg::new("no_text").long("no-text").action(ArgAction::SetTrue))
        .arg(Arg::new("threads").long("threads").value_parser(value_parser!(u8).range(1..)))
        .arg(Arg::new("field").long("text-field").visible_alias("text-column"))
        .arg(Arg::new("model").long("model").value_parser(value_parser!(PathBuf)))
        .arg(Arg::new("labels").long("labels").requires("model"))
        .arg(Arg::new("exclude").long("exclude").action(ArgAction::Append))
        .arg(Arg::new("errors").long("errors").num_args(0..=1).require_equals(true))
        .arg(Arg::new("format").long("format").value_parser(["txt", "md"]));
    let tables = Arg::new("tables").long("tables").value_delimiter(',').action(ArgAction::Append);
    Command::new("wiredesk").subcommands([annotate, Command::new("export").arg(tables)])
}

fn parse(text: &str) -> Result<Configuration, Mistake> {
    Configuration::parse(text, Path::new("etc"), &program())
}

/// What the file adds to the command line of `command`.
fn arguments(text: &str, command: &str) -> Vec<String> {
    let arguments = parse(text).unwrap();
    let arguments = arguments.of(command).flat_map(Setting::arguments);
    arguments.map(|argument| argument.into_string().unwrap()).collect()
}

#[test]
fn settings_become_arguments_in_the_order_of_the_file() {
    let text = "[annotate]\nthreads = 2\nno_text = true\nmodel = \"m\"\n\
                [export]\ntables = [\"a\", \"b\"]\n";
    let model = Path::new("etc").join("m");
    assert_eq!(
        arguments(text, "annotate"),
        ["--threads=2".to_owned(), "--no-text".to_owned(), format!("--model={}", model.display())]
    );
    assert_eq!(arguments(text, "export"), ["--tables=a,b"]);
    assert!(arguments("[annotate]\nno-text = false\n", "annotate").is_empty());
}

#[test]
fn an_option_that_may_be_given_several_times_takes_an_array() {
    let text = "[annotate]\nexclude = [\"*.{jpg,png}\", \"img\"]\n";
    assert_eq!(arguments(text, "annotate"), ["--exclude=*.{jpg,png}", "--exclude=img"]);
    assert_eq!(arguments("[annotate]\nexclude = \"img\"\n", "annotate"), ["--exclude=img"]);
    assert!(arguments("[annotate]\nexclude = []\n", "annotate").is_empty());
    let why = parse("[annotate]\nmodel = [\"a\", \"b\"]\n").unwrap_err().why;
    assert_eq!(why, "--model takes one value, not an array");
}

#[test]
fn an_option_that_may_go_without_a_value_is_a_switch_too() {
    assert_eq!(arguments("[annotate]\nerrors = true\n", "annotate"), ["--errors"]);
    assert_eq!(arguments("[annotate]\nerrors = \"dates\"\n", "annotate"), ["--errors=dates"]);
    assert!(arguments("[annotate]\nerrors = false\n", "annotate").is_empty());
    let why = parse("[annotate]\nmodel = true\n").unwrap_err().why;
    assert_eq!(why, "--model takes a value: a string or a number");
}

#[test]
fn an_option_may_ask_for_another() {
    let text = "[annotate]\nlabels = \"l\"\nmodel = \"/m\"\n";
    assert_eq!(arguments(text, "annotate").len(), 2);
}

#[test]
fn one_option_by_two_names_is_set_twice() {
    for text in [
        "[annotate]\nno-text = true\n\nno_text = false\n",
        "[annotate]\ntext-field = \"a\"\n\ntext-column = \"b\"\n",
    ] {
        let mistake = parse(text).unwrap_err();
        assert_eq!(mistake.line, 4, "{mistake}");
        assert!(mistake.why.ends_with("is set already, in line 2"), "{mistake}");
    }
}

/// Lines that are right in themselves, nearly right, or wrong.
fn line() -> impl Strategy<Value = String> {
    let names = "annotate,export,anotate,threads,no-text,text_column,labels,model,format,tables,exclude,help";
    let name = || select(names.split(',').collect::<Vec<_>>());
    let value = || {
        prop_oneof![
            select(vec!["1", "0x10", "-1.5e3", "inf", "true", "2024-04-04", "'''", "\"\"\"", ""]),
            select(vec![
                "\"txt\"",
                "'-'",
                "[1, 'b']",
                "{ a = 1 }",
                "[[]]",
                "\"\\u0000\"",
                "\"\\x\""
            ]),
        ]
    };
    prop_oneof![
        name().prop_map(|name| format!("[{name}]")),
        (name(), value()).prop_map(|(name, value)| format!("{name} = {value}")),
        (name(), name(), value()).prop_map(|(a, b, value)| format!("{a}.{b} = {value}")),
        "\\PC{0,12}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_with_a_line_of_it(lines in prop::collection::vec(line(), 0..8)) {
        let text = lines.join("\n");
        let count = text.split('\n').count();
        match parse(&text) {
            Ok(read) => {
                let lines: Vec<usize> = read.settings.iter().map(|setting| setting.line).collect();
                prop_assert!(lines.is_sorted());
                prop_assert!(lines.iter().all(|line| (1..=count).contains(line)));
            }
            Err(mistake) => {
                prop_assert!((1..=count).contains(&mistake.line), "{}", mistake);
                prop_assert!(!mistake.why.is_empty() && !mistake.why.contains('\n'), "{}", mistake);
            }
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_own_line(before in 0_usize..9, wrong in select(vec![
        "thread = 2", "threads = 0", "threads = ", "format = \"html\"", "no-text = 1", "config = 1",
        "model = [\"a\"]", "text-field = 2024-04-04", "labels = \"é\" x",
    ])) {
        let text = format!("[annotate]\n{}{wrong}\n[export]\n", "# é\n".repeat(before));
        prop_assert_eq!(parse(&text).unwrap_err().line, before + 2);
    }

    #[test]
    fn what_is_written_is_read_again(text in prop_oneof![
        any::<String>(), "\\PC{0,12}", "[-+0-9.e_x]{0,6}", "[\\x00-\\x7f]{0,8}",
        select(vec!["inf", "nan", "infinity", "007", "-0"]).prop_map(str::to_owned),
    ]) {
        // The command line takes no empty value for some options; this one takes any.
        let value = Value::Text(text.into());
        let file = format!("[annotate]\ntext-field = {}\n", written(&value));
        let read = parse(&file).unwrap();
        prop_assert_eq!(&read.settings[0].value, &value, "{}", file);
        let Value::Text(text) = value else { unreachable!("it is a text") };
        let several = Value::Each(vec![text, "img/*".into()]);
        let file = format!("[annotate]\nexclude = {}\n", written(&several));
        prop_assert_eq!(&parse(&file).unwrap().settings[0].value, &several, "{}", file);
    }
}
