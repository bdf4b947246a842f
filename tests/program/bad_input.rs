//! Bad input: each gives a clear message that names file and mend, and the rest of the run is
//! intact.

use std::fs;
use std::io::Write;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{Run, SENTENCE, annotate, error_kind, root, wiredesk};

/// A folder with a good article on either side of what is tried.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a-good.txt"), SENTENCE).unwrap();
    fs::write(dir.path().join("z-good.txt"), SENTENCE).unwrap();
    dir
}

/// Annotates the folder and expects both good articles and, between them, failures of `kind` whose
/// message names `file` and says `mend`.
fn expect(dir: &Path, file: &str, kind: &str, mend: &str) -> Run {
    let run = annotate(dir, &["."]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let records = run.records();
    assert_eq!(error_kind(&records[0]), "");
    assert_eq!(error_kind(records.last().unwrap()), "");
    assert_eq!(records[0]["mentions"][0]["text"], "North Korea");
    let failed: Vec<_> = records.iter().filter(|r| r["error"].is_object()).collect();
    assert!(!failed.is_empty());
    for record in failed {
        assert_eq!(error_kind(record), kind, "{record}");
        assert!(record["id"].is_null());
        assert!(record["source"]["path"].as_str().unwrap().contains(file));
    }
    let told = run.stderr.lines().find(|line| line.contains(file)).expect("stderr names the file");
    assert!(told.contains(mend), "{told:?} does not say {mend:?}");
    run
}

#[test]
fn missing_path() {
    let dir = folder();
    let run = annotate(dir.path(), &["a-good.txt", "nowhere.txt", "z-good.txt"]);
    assert_eq!(run.status, 1);
    let kinds: Vec<String> =
        run.records().iter().map(|record| error_kind(record).to_owned()).collect();
    assert_eq!(kinds, ["", "not_found", ""]);
    assert!(run.stderr.contains("nowhere.txt: "), "{}", run.stderr);
}

#[test]
fn empty_file() {
    let dir = folder();
    fs::write(dir.path().join("b.txt"), "").unwrap();
    expect(dir.path(), "b.txt", "empty", "");
}

#[test]
fn records_under_the_name_of_a_text() {
    let dir = folder();
    let run = annotate(dir.path(), &["."]);
    fs::write(dir.path().join("b.txt"), run.stdout).unwrap();
    expect(dir.path(), "b.txt", "format", "a record that wiredesk wrote");
    // A text may speak of records.
    let text = format!("{SENTENCE} It begins with {{\"schema\":\"wiredesk/1\".");
    fs::write(dir.path().join("b.txt"), text).unwrap();
    assert_eq!(annotate(dir.path(), &["."]).status, 0);
}

#[test]
fn binary_file() {
    let dir = folder();
    fs::write(dir.path().join("b.txt"), b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\x03\0>\0\x01").unwrap();
    expect(dir.path(), "b.txt", "binary", "");
}

#[test]
fn a_line_of_fifty_megabytes() {
    let dir = folder();
    let mut file = fs::File::create(dir.path().join("b.txt")).unwrap();
    for _ in 0..50 {
        file.write_all(&b"word ".repeat(1 << 20)[..1 << 20]).unwrap();
    }
    drop(file);
    expect(dir.path(), "b.txt", "too_large", "--max-article-bytes");
}

#[test]
fn bytes_that_are_no_text() {
    let dir = folder();
    let broken =
        b"S\xc3\xa9oul and Chos\xc5\x8fn were named, the caf\xc3 in Garc\xc3\xada was not.";
    fs::write(dir.path().join("b.txt"), broken).unwrap();
    expect(dir.path(), "b.txt", "encoding", "--encoding");
}

#[test]
fn legacy_encoding_is_detected() {
    let dir = folder();
    fs::write(
        dir.path().join("b.txt"),
        b"\x93We will act,\x94 Mr. Garc\xeda said in S\xe3o Paulo on Monday.",
    )
    .unwrap();
    let run = annotate(dir.path(), &["b.txt"]);
    let record = &run.records()[0];
    assert_eq!(record["source"]["encoding"], "windows-1252");
    assert!(
        record["text"].as_str().unwrap().starts_with("\u{201c}We will act,\u{201d} Mr. García")
    );
}

#[test]
fn broken_gzip() {
    let dir = folder();
    fs::write(dir.path().join("b.txt.gz"), b"\x1f\x8b\x08\0\0\0\0\0\0\x03not deflate").unwrap();
    expect(dir.path(), "b.txt.gz", "decompress", "");
}

#[test]
fn malformed_json_in_line_seven() {
    let dir = folder();
    let mut lines: Vec<String> =
        (1..=9).map(|n| format!("{{\"text\":\"{SENTENCE}\",\"n\":{n}}}")).collect();
    lines[6].truncate(20);
    fs::write(dir.path().join("b.jsonl"), lines.join("\n")).unwrap();
    let run = expect(dir.path(), "b.jsonl", "json", "");
    assert!(run.stderr.contains("b.jsonl:7: "), "{}", run.stderr);
    let records = run.records();
    assert_eq!(records.len(), 11);
    assert_eq!(records[7]["source"]["item"], 7);
    assert_eq!(records[9]["source"]["fields"]["n"], 9);
}

#[test]
fn csv_without_the_column() {
    let dir = folder();
    fs::write(dir.path().join("b.csv"), "date,story\n2024-04-04,hello\n").unwrap();
    expect(dir.path(), "b.csv", "missing_field", "--text-field");
}

#[cfg(unix)]
#[test]
fn folder_loop() {
    let dir = folder();
    fs::create_dir(dir.path().join("m")).unwrap();
    std::os::unix::fs::symlink(dir.path(), dir.path().join("m/loop")).unwrap();
    expect(dir.path(), "m/loop", "loop", "");
}

#[cfg(unix)]
#[test]
fn unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder();
    let path = dir.path().join("b.txt");
    fs::write(&path, SENTENCE).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        eprintln!("skipped: this user reads files without permission (root)");
        return;
    }
    expect(dir.path(), "b.txt", "permission", "");
}

#[test]
fn no_model() {
    let dir = folder();
    fs::create_dir(dir.path().join("empty")).unwrap();
    for (model, told) in [
        ("nowhere", ["--model nowhere", "`wiredesk models`"]),
        ("empty", ["empty/model.json", "--model"]),
    ] {
        let run = annotate(dir.path(), &["a-good.txt", "--model", model, "-o", "out.jsonl"]);
        assert_eq!(run.status, 2, "{model}");
        assert!(told.iter().all(|told| run.stderr.contains(told)), "{model}: {}", run.stderr);
        assert!(!dir.path().join("out.jsonl").exists());
    }
}

#[test]
fn changed_model() {
    let dir = folder();
    let model = dir.path().join("model");
    fs::create_dir(&model).unwrap();
    for name in ["model.json", "model.onnx", "tokenizer.json"] {
        let mut bytes = fs::read(root().join("models/wiredesk-small-en").join(name)).unwrap();
        if name == "model.onnx" {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        fs::write(model.join(name), bytes).unwrap();
    }
    let run = annotate(dir.path(), &["a-good.txt", "--model", "model", "-o", "out.jsonl"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("model/model.onnx") && run.stderr.contains("SHA-256"));
    assert!(!dir.path().join("out.jsonl").exists());
}

#[test]
fn standard_input() {
    let dir = folder();
    let mut command = wiredesk(dir.path(), &["annotate", "-", "-q"]);
    command.stdin(fs::File::open(dir.path().join("a-good.txt")).unwrap());
    let run: Run = command.output().unwrap().into();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.records()[0]["source"]["path"], "-");
    assert_eq!(run.records()[0]["text"], SENTENCE);
}

#[test]
fn standard_input_is_what_it_begins_as() {
    let dir = folder();
    let piped = |content: &str, format: &str, count: usize| {
        fs::write(dir.path().join("in"), content).unwrap();
        let mut command = wiredesk(dir.path(), &["annotate", "-", "-q"]);
        command.stdin(fs::File::open(dir.path().join("in")).unwrap());
        let run: Run = command.output().unwrap().into();
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{content}");
        let records = run.records();
        assert_eq!(records.len(), count);
        assert!(records.iter().all(|record| record["source"]["format"] == format));
        assert!(records.iter().all(|record| record["mentions"][0]["text"] == "North Korea"));
    };
    piped(&format!("<p class=\"lead\">{SENTENCE}</p>\n"), "html", 1);
    piped(&format!("{{\"text\": \"{SENTENCE}\"}}\n").repeat(2), "jsonl", 2);
    piped(SENTENCE, "txt", 1);
}

/// A run of `annotate` that appends what it writes to a file in the folder that it reads.
#[cfg(unix)]
fn appended(dir: &Path, path: &str, to: &str) -> (Run, String) {
    let file = dir.join(to);
    let out = fs::OpenOptions::new().create(true).append(true).open(&file).unwrap();
    let mut command = wiredesk(dir, &["annotate", path, "-q"]);
    command.stdin(fs::File::open(dir.join("a-good.txt")).unwrap());
    let run = command.stdout(out).output().unwrap().into();
    (run, fs::read_to_string(file).unwrap())
}

#[cfg(unix)]
#[test]
fn what_is_written_is_not_read() {
    let dir = folder();
    for runs in 1..=2 {
        let (run, written) = appended(dir.path(), ".", "all.jsonl");
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        assert_eq!(written.lines().count(), 2 * runs, "two articles a run");
        assert!(!written.contains("\"error\""), "{written}");
    }
    // Under its own name it would be read without end.
    let feed = format!("{{\"text\":\"{SENTENCE}\"}}\n");
    fs::write(dir.path().join("feed.jsonl"), &feed).unwrap();
    let (run, written) = appended(dir.path(), "feed.jsonl", "feed.jsonl");
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("feed.jsonl: it is read and is the standard output"));
    assert_eq!(written.lines().count(), 2);
    let (run, written) = appended(dir.path(), "-", "a-good.txt");
    assert_eq!((run.status, written.lines().count()), (1, 1));
    assert!(run.stderr.contains("-: it is read and is the standard output"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn an_output_behind_a_link_is_refused() {
    let dir = folder();
    fs::create_dir(dir.path().join("drop")).unwrap();
    fs::create_dir(dir.path().join("outside")).unwrap();
    fs::write(dir.path().join("drop/a.txt"), SENTENCE).unwrap();
    std::os::unix::fs::symlink("../outside", dir.path().join("drop/out")).unwrap();
    for command in ["annotate", "watch"] {
        let args = [command, "drop", "-o", "outside/o.jsonl"];
        let run: Run = wiredesk(dir.path(), &args).output().unwrap().into();
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert!(run.stderr.contains("the link drop/out, which is read, leads there"));
    }
    assert_eq!(fs::read_dir(dir.path().join("outside")).unwrap().count(), 0);
}

#[test]
fn records_are_no_articles() {
    let dir = folder();
    let run = annotate(dir.path(), &["a-good.txt", "-q"]);
    fs::write(dir.path().join("b.jsonl"), run.stdout).unwrap();
    let run = expect(dir.path(), "b.jsonl", "format", "wiredesk wrote");
    assert_eq!(run.records().len(), 3);
}

#[cfg(unix)]
#[test]
fn names_of_files_reach_no_terminal_as_they_are() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["esc\u{1b}[31mred.txt", "two\nlines.txt", "right\u{202e}left.txt"] {
        fs::write(dir.path().join(name), "").unwrap();
    }
    let run = annotate(dir.path(), &["--quiet", "."]);
    assert_eq!(run.status, 1);
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines.len(), 3, "one line each: {lines:?}");
    for shown in [r"esc\u{1b}[31mred.txt", r"two\nlines.txt", r"right\u{202e}left.txt"] {
        assert!(lines.iter().any(|line| line.contains(shown)), "{shown} in {lines:?}");
    }
    assert!(run.records().iter().any(|record| record["source"]["path"] == "./two\nlines.txt"));
}
