//! What never breaks: the same bytes in any company, a record that fits its schema, no drop in
//! silence.

use std::fs;

use serde_json::Value;
use wiredesk::article::Format;
use wiredesk::article::read::Document;
use wiredesk::{Desk, Options};

use crate::harness::{SENTENCE, annotate, root, wiredesk};

#[test]
fn threads_do_not_change_a_byte() {
    let one = annotate(root(), &["seeds/", "tests/pages/", "--format", "txt", "-j", "1"]);
    let four = annotate(root(), &["seeds/", "tests/pages/", "--format", "txt", "-j", "4"]);
    assert_eq!(one.stdout, four.stdout);
    assert!(one.records().len() > 40);
}

#[test]
fn an_article_alone_gives_the_line_that_it_gives_among_others() {
    let all = annotate(root(), &["seeds/"]);
    let file = "seeds/un-council-cyber-debate.txt";
    let alone = annotate(root(), &[file]);
    assert!(all.stdout.lines().any(|line| line == alone.stdout.trim_end()));
}

#[test]
fn neither_clock_nor_locale_nor_terminal_shows() {
    let file = "seeds/seoul-presidency-cyber-agenda.txt";
    let plain = annotate(root(), &[file]);
    let mut other = wiredesk(root(), &["annotate", file]);
    other.env("TZ", "Asia/Seoul").env("LC_ALL", "tr_TR.UTF-8").env("LANG", "tr_TR.UTF-8");
    other.env("CLICOLOR_FORCE", "1").env("RUST_LOG", "trace").env("RTEN_NUM_THREADS", "2");
    let output = other.output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), plain.stdout);
}

#[test]
fn records_and_error_records_fit_the_schema() {
    let schema: Value =
        serde_json::from_slice(&wiredesk(root(), &["schema"]).output().unwrap().stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("empty.txt"), "").unwrap();
    let empty = dir.path().join("empty.txt");
    let paths = ["seeds/", "tests/pages/", "missing.txt", empty.to_str().unwrap()];
    let run = annotate(
        root(),
        &[&paths[..], &["--sentences", "--all-scores", "--mark-duplicates"]].concat(),
    );
    assert_eq!(run.status, 1, "the missing and the empty file fail");
    let records = run.records();
    assert!(records.iter().filter(|record| record["error"].is_object()).count() >= 2);
    for record in &records {
        let wrong: Vec<String> = validator.iter_errors(record).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", record["source"]["path"]);
    }
    let mut spoilt = records[0].clone();
    spoilt["mentions"][0]["label"] = "PERSON".into();
    assert!(!validator.is_valid(&spoilt), "the schema must refuse an unknown label");
}

#[test]
fn options_that_shape_a_record_change_its_config_digest() {
    let file = "seeds/un-council-cyber-debate.txt";
    let config = |args: &[&str]| {
        let run = annotate(root(), &[&[file], args].concat());
        run.records()[0]["provenance"]["config"].as_str().unwrap().to_owned()
    };
    let plain = config(&[]);
    assert_eq!(plain, config(&["-j", "2", "--quiet"]));
    for option in ["--no-text", "--all-scores", "--sentences"] {
        assert_ne!(plain, config(&[option]), "{option}");
    }
    // The same bytes are another article in another encoding, or by another field.
    for option in [["--encoding", "utf-8"], ["--text-field", "body"]] {
        assert_ne!(plain, config(&option), "{option:?}");
    }
}

#[test]
fn nothing_is_cut_off_at_512_tokens() {
    let desk = Desk::open().unwrap();
    let mut worker = desk.worker();
    // One sentence without a stop, some thousand words long, with a name at its very end.
    let long = format!("{} and Hwang Joon-kook of South Korea", "they said and went ".repeat(400));
    let record = worker.annotate_text(&long).unwrap();
    let last = record.mentions.last().expect("the name at the end is found");
    assert_eq!(last.text, "South Korea");
    assert_eq!(last.end, long.chars().count());
}

#[test]
fn what_was_read_before_does_not_matter() {
    let desk = Desk::open().unwrap();
    let text = fs::read_to_string(root().join("seeds/softphone-supply-chain.txt")).unwrap();
    let line = |worker: &mut wiredesk::Worker| {
        worker.annotate(Document::from_text("a", text.clone(), Format::Txt)).to_json().to_string()
    };
    let fresh = line(&mut desk.worker());
    let mut used = desk.worker();
    for _ in 0..3 {
        used.annotate_text(SENTENCE).unwrap();
    }
    assert_eq!(line(&mut used), fresh);
}

#[test]
fn provenance_names_the_files_on_disk() {
    let desk = Desk::new(&root().join("models/wiredesk-small-en"), Options::default()).unwrap();
    let record = desk.worker().annotate_text(SENTENCE).unwrap();
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let (name, version) = record.provenance.engine.split_once(' ').unwrap();
    assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"")), "stale engine");
    assert_eq!(record.provenance.wiredesk, env!("CARGO_PKG_VERSION"));
    assert_eq!(record.provenance.model.digest, desk.model().card.digest);
}

#[test]
fn other_fields_of_a_container_are_carried_as_they_stand() {
    let dir = tempfile::tempdir().unwrap();
    let fields = r#""z":2.718281828459045,"a":[1e-7,null],"n":18446744073709551615,"é":{"k":"\""}"#;
    fs::write(dir.path().join("a.jsonl"), format!("{{\"text\":\"{SENTENCE}\",{fields}}}\n"))
        .unwrap();
    let run = annotate(dir.path(), &["a.jsonl"]);
    assert!(run.stdout.contains(&format!("\"fields\":{{{fields}}}")), "{}", run.stdout);
}
