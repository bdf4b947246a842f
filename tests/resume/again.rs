//! Runs one after the other on one output: only what is new is done, and the bytes do not tell how
//! often somebody began.

use std::fs;
use std::path::Path;

use crate::harness::{Run, assert_same, command, drop_of, files, finish, run};
use crate::stub;

fn drop(count: usize) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    drop_of(dir.path(), count);
    dir
}

fn lines(dir: &Path, name: &str) -> Vec<String> {
    fs::read_to_string(dir.join(name)).unwrap().lines().map(str::to_owned).collect()
}

fn says(run: &Run, part: &str) {
    assert!(run.stderr.contains(part), "{part:?} is not in: {}", run.stderr);
}

#[test]
fn a_second_run_does_nothing_and_says_so() {
    for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
        let dir = drop(40);
        let first = run(dir.path(), &["drop", "-o", name]);
        assert_eq!(first.status, Some(1), "{}", first.stderr);
        says(&first, " new, 0 there already, ");
        let before = files(dir.path(), name);
        let second = run(dir.path(), &["drop", "-o", name]);
        assert_eq!(second.status, Some(1), "failures of a run before count");
        says(&second, "wiredesk: 0 new, ");
        assert!(!second.stderr.contains("mended"), "{}", second.stderr);
        assert_same(&files(dir.path(), name), &before, name);
        // A moved folder is not annotated again, though its failures are under other names.
        fs::rename(dir.path().join("drop"), dir.path().join("moved")).unwrap();
        says(&run(dir.path(), &["moved", "-o", name]), "wiredesk: 0 new, ");
    }
}

#[test]
fn halves_in_order_give_the_bytes_of_the_whole_on_any_number_of_threads() {
    let cases: [(&str, &[&str]); 5] = [
        ("out.jsonl", &[]),
        ("out.jsonl.gz", &[]),
        ("out.jsonl.zst", &[]),
        ("out.jsonl", &["--max-lines", "7"]),
        ("out.jsonl.gz", &["--max-bytes", "60000"]),
    ];
    let dir = drop(60);
    let mut paths: Vec<String> = fs::read_dir(dir.path().join("drop"))
        .unwrap()
        .map(|entry| format!("drop/{}", entry.unwrap().file_name().to_str().unwrap()))
        .collect();
    paths.sort();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let (early, late) = paths.split_at(paths.len() / 2);
    for (name, options) in cases {
        let whole = tempfile::tempdir().unwrap();
        let into = whole.path().join(name);
        let output = ["-o", into.to_str().unwrap(), "-j", "2"];
        run(dir.path(), &[&paths[..], options, &output].concat());
        let halves = tempfile::tempdir().unwrap();
        let into = halves.path().join(name);
        let output = ["-o", into.to_str().unwrap(), "-j", "1"];
        run(dir.path(), &[early, options, &output].concat());
        let last = run(dir.path(), &[late, options, &output].concat());
        assert_eq!(last.status, Some(1), "{}", last.stderr);
        let whole = files(whole.path(), name);
        assert!(!whole.is_empty() && (options.is_empty() || whole.len() > 2), "{options:?}");
        assert_same(&files(halves.path(), name), &whole, name);
    }
}

#[test]
fn a_file_has_what_standard_output_has() {
    let dir = drop(30);
    let piped = run(dir.path(), &["drop"]);
    run(dir.path(), &["drop", "-o", "out.jsonl", "--max-lines", "10"]);
    let parts: Vec<u8> =
        files(dir.path(), "out.jsonl").into_iter().flat_map(|(_, bytes)| bytes).collect();
    assert_eq!(String::from_utf8(parts).unwrap(), piped.stdout);
    assert!(dir.path().join("out-00001.jsonl").is_file());
    assert!(!dir.path().join("out.jsonl").exists());
}

#[test]
fn equal_articles_are_counted_not_merged() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    fs::write(at("a.txt"), "Seoul said so.").unwrap();
    fs::write(at("b.txt"), "Seoul said so.").unwrap();
    says(&run(dir.path(), &["a.txt", "b.txt", "-o", "out.jsonl"]), "2 new, 0 there");
    says(&run(dir.path(), &["b.txt", "a.txt", "-o", "out.jsonl"]), "0 new, 2 there");
    fs::write(at("c.txt"), "Seoul said so.").unwrap();
    says(&run(dir.path(), &["a.txt", "b.txt", "c.txt", "-o", "out.jsonl"]), "1 new, 2 there");
    // The same text as a web page is another article.
    fs::write(at("d.html"), "Seoul said so.").unwrap();
    says(&run(dir.path(), &["d.html", "-o", "out.jsonl"]), "1 new, 0 there");
    assert_eq!(lines(dir.path(), "out.jsonl").len(), 4);
}

#[test]
fn failures_are_told_again_written_once_and_tried_again_when_asked() {
    let dir = drop(20);
    let bad = dir.path().join("drop/0003.txt");
    run(dir.path(), &["drop", "-o", "out.jsonl"]);
    let before = lines(dir.path(), "out.jsonl");
    let again = run(dir.path(), &["drop", "-o", "out.jsonl"]);
    says(&again, "drop/0003.txt: ");
    assert_eq!(lines(dir.path(), "out.jsonl"), before);
    fs::write(&bad, "Now there is something in it.").unwrap();
    let again = run(dir.path(), &["drop", "-o", "out.jsonl"]);
    says(&again, "wiredesk: 1 new, ");
    assert_eq!(lines(dir.path(), "out.jsonl").len(), before.len() + 1, "the old error stays");
    let again = run(dir.path(), &["drop", "-o", "out.jsonl", "--retry-errors"]);
    says(&again, "taken out");
    let after = lines(dir.path(), "out.jsonl");
    assert_eq!(after.len(), before.len());
    assert!(!after.iter().any(|line| line.contains("0003.txt") && line.contains("\"error\"")));
    assert_eq!(again.status, Some(1), "the other failures are still there");
    for name in ["out.jsonl.gz", "out.zst"] {
        run(dir.path(), &["drop", "-o", name, "--max-lines", "3"]);
        let before = files(dir.path(), name);
        run(dir.path(), &["drop", "-o", name, "--max-lines", "3", "--retry-errors"]);
        let after = files(dir.path(), name);
        assert_eq!(after.len(), before.len());
    }
}

#[test]
fn other_options_or_another_model_are_refused_and_rebuild_replaces() {
    let dir = drop(20);
    run(dir.path(), &["drop", "-o", "out.jsonl"]);
    let before = files(dir.path(), "out.jsonl");
    let other = run(dir.path(), &["drop", "-o", "out.jsonl", "--no-text"]);
    assert_eq!(other.status, Some(2));
    says(&other, "made without --no-text");
    says(&other, "--rebuild");
    // Without a state the output itself tells.
    fs::remove_dir_all(dir.path().join("out.jsonl.state")).unwrap();
    let other = run(dir.path(), &["drop", "-o", "out.jsonl", "--no-text"]);
    assert_eq!(other.status, Some(2), "{}", other.stderr);
    let mut with_other = command(dir.path(), &["drop", "-o", "out.jsonl", "--model"]);
    with_other = {
        let mut fresh = std::process::Command::new(with_other.get_program());
        fresh.args(["annotate", "drop", "-o", "out.jsonl", "--model"]).arg(stub::other_model());
        fresh.current_dir(dir.path());
        fresh
    };
    let other = finish(with_other);
    assert_eq!(other.status, Some(2), "{}", other.stderr);
    says(&other, "the model of digest");
    assert_same(&files(dir.path(), "out.jsonl"), &before, "refused runs change nothing");
    let rebuilt = run(dir.path(), &["drop", "-o", "out.jsonl", "--no-text", "--rebuild"]);
    assert_eq!(rebuilt.status, Some(1), "{}", rebuilt.stderr);
    assert!(lines(dir.path(), "out.jsonl").iter().all(|line| !line.contains("\"text\":\"Seoul\n")));
    says(&run(dir.path(), &["drop", "-o", "out.jsonl", "--no-text"]), "wiredesk: 0 new");
    // Other limits, and back again by a rebuild: no part of the old output is left.
    let parts = ["drop", "-o", "out.jsonl", "--max-lines", "4"];
    assert_eq!(run(dir.path(), &parts).status, Some(2));
    run(dir.path(), &[&parts[..], &["--rebuild"]].concat());
    assert!(files(dir.path(), "out.jsonl").len() > 3);
    assert!(!dir.path().join("out.jsonl").exists());
    run(dir.path(), &["drop", "-o", "out.jsonl", "--rebuild"]);
    assert_same(&files(dir.path(), "out.jsonl"), &before, "the rebuilt output");
}

#[test]
fn what_is_not_wiredesks_is_refused_with_its_line() {
    let dir = drop(10);
    run(dir.path(), &["drop", "-o", "out.jsonl"]);
    let mut content = fs::read_to_string(dir.path().join("out.jsonl")).unwrap();
    content.push_str("{\"mine\":1}\n");
    fs::write(dir.path().join("out.jsonl"), &content).unwrap();
    let refused = run(dir.path(), &["drop", "-o", "out.jsonl"]);
    assert_eq!(refused.status, Some(2));
    says(&refused, &format!("line {}, is not a record", content.lines().count()));
    assert_eq!(fs::read_to_string(dir.path().join("out.jsonl")).unwrap(), content);
    // Of a file that was never wiredesk's nothing is left beside it.
    fs::write(dir.path().join("mine.jsonl"), "{\"mine\":1}\n").unwrap();
    assert_eq!(run(dir.path(), &["drop", "-o", "mine.jsonl"]).status, Some(2));
    assert!(!dir.path().join("mine.jsonl.state").exists());
    let refused = run(dir.path(), &["drop/feed.jsonl", "-o", "drop/feed.jsonl"]);
    assert_eq!(refused.status, Some(2));
    let refused = run(dir.path(), &["drop", "--rebuild"]);
    assert_eq!(refused.status, Some(2));
    says(&refused, "--output");
}

#[test]
fn a_second_run_at_the_same_time_is_refused() {
    let dir = drop(10);
    fs::create_dir(dir.path().join("out.jsonl.state")).unwrap();
    let lock = fs::File::create(dir.path().join("out.jsonl.state/lock")).unwrap();
    lock.lock().unwrap();
    let refused = run(dir.path(), &["drop", "-o", "out.jsonl"]);
    assert_eq!(refused.status, Some(2));
    says(&refused, "another run");
    lock.unlock().unwrap();
    assert_eq!(run(dir.path(), &["drop", "-o", "out.jsonl"]).status, Some(1));
}

#[test]
fn a_state_is_no_input() {
    let dir = drop(5);
    let out = dir.path().join("results");
    fs::create_dir(&out).unwrap();
    run(dir.path(), &["drop", "-o", "results/out.jsonl"]);
    let over = run(dir.path(), &["results"]);
    assert!(!over.stdout.contains(".state/"), "{}", over.stdout);
    assert!(over.stdout.contains("results/out.jsonl"));
}

#[test]
fn an_empty_drop_gives_an_empty_output_that_unpacks() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("none.jsonl"), "").unwrap();
    for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
        let empty = run(dir.path(), &["none.jsonl", "-o", name]);
        let bytes = fs::read(dir.path().join(name)).unwrap();
        if empty.status == Some(0) {
            assert_eq!(bytes.is_empty(), name == "out.jsonl");
        }
        run(dir.path(), &["none.jsonl", "-o", name]);
        assert_eq!(fs::read(dir.path().join(name)).unwrap(), bytes);
    }
}

#[test]
fn a_failure_is_one_however_its_path_is_spelled() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("below")).unwrap();
    fs::write(dir.path().join("empty.txt"), "").unwrap();
    let whole = dir.path().join("empty.txt");
    for path in ["empty.txt", "./empty.txt", "below/../empty.txt", whole.to_str().unwrap()] {
        let run = run(dir.path(), &[path, "-o", "out.jsonl"]);
        assert_eq!(run.status, Some(1), "{path} fails in every run");
        assert_eq!(lines(dir.path(), "out.jsonl").len(), 1, "{path}");
    }
    // Nor does it matter where the state has its knowledge from.
    fs::remove_dir_all(dir.path().join("out.jsonl.state")).unwrap();
    run(dir.path(), &["./empty.txt", "-o", "out.jsonl"]);
    assert_eq!(lines(dir.path(), "out.jsonl").len(), 1);
}

#[test]
fn the_options_that_differ_are_named() {
    let dir = drop(6);
    let into = ["drop", "-o", "out.jsonl"];
    let with = |options: &[&str]| run(dir.path(), &[&into[..], options].concat());
    assert_eq!(with(&["--no-text", "--encoding", "utf-8"]).status, Some(1));
    let before = files(dir.path(), "out.jsonl");
    let other = with(&["--encoding", "windows-1252", "--sentences"]);
    assert_eq!(other.status, Some(2));
    says(
        &other,
        "made with --encoding UTF-8, not windows-1252 and with --no-text and without --sent",
    );
    // What shapes an article is asked for, too: the same bytes are another article by it.
    assert_eq!(with(&["--no-text"]).status, Some(2));
    let other = with(&["--no-text", "--encoding", "utf-8", "--text-field", "body"]);
    assert_eq!(other.status, Some(2));
    says(&other, "made without --text-field; give the same");
    assert_same(&files(dir.path(), "out.jsonl"), &before, "refused");
    // A state made anew from the output does not know them by name, and the records still do.
    fs::remove_dir_all(dir.path().join("out.jsonl.state")).unwrap();
    says(&with(&[]), "made with options of digest ");
    assert_eq!(with(&["--no-text", "--encoding", "utf-8"]).status, Some(1));
}

#[test]
fn what_the_inputs_no_longer_hold_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let drop = dir.path().join("drop");
    fs::create_dir(&drop).unwrap();
    let write = |name: &str, text: &str| fs::write(drop.join(name), text).unwrap();
    write("a.txt", "Seoul lost $3 million.");
    write("b.txt", "Seoul lost $5 million.");
    write("c.txt", "");
    let again = || run(dir.path(), &["drop", "-o", "out.jsonl"]);
    for _ in 0..2 {
        let run = again();
        assert_eq!(run.status, Some(1));
        assert!(!run.stderr.contains("also has"), "{}", run.stderr);
    }
    // One edited, one removed, one mended.
    write("a.txt", "Seoul lost $4 million.");
    fs::remove_file(drop.join("b.txt")).unwrap();
    write("c.txt", "Seoul lost nothing.");
    for new in ["2 new, 0 there already", "0 new, 2 there already"] {
        let run = again();
        assert_eq!(run.status, Some(0), "all that this run was given is in the output");
        says(&run, new);
        says(&run, "the output also has 2 records of what is not among the inputs");
        says(&run, "and 1 error record of that or of what can be read now");
    }
    assert_eq!(lines(dir.path(), "out.jsonl").len(), 5);
    let mended = run(dir.path(), &["drop", "-o", "out.jsonl", "--retry-errors"]);
    says(&mended, "also has 2 records of");
    assert!(!mended.stderr.contains("error record of"), "{}", mended.stderr);
    let anew = run(dir.path(), &["drop", "-o", "out.jsonl", "--rebuild"]);
    assert!(!anew.stderr.contains("also has"), "{}", anew.stderr);
    assert_eq!(lines(dir.path(), "out.jsonl").len(), 2);
}

/// The bytes of a file that no run began, whose end is no line, stay.
#[test]
fn a_file_of_somebody_else_is_never_cut() {
    let whole = "{\"schema\":\"wiredesk/9\",\"id\":1}";
    let gz = |text: &str| {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut gz, text.as_bytes()).unwrap();
        gz.finish().unwrap()
    };
    for (name, bytes) in [
        ("data.json", b"{\"key\":\"value\",\"list\":[1,2,3]}".to_vec()),
        ("note.txt", b"one line".to_vec()),
        ("other.jsonl", whole.as_bytes().to_vec()),
        ("text.gz", b"two\nlines\n".to_vec()),
        ("feed.gz", gz("{\"text\":\"an article\"}")),
        ("feed.zst", gz("{\"text\":\"an article\"}\n")),
    ] {
        let dir = drop(2);
        fs::write(dir.path().join(name), &bytes).unwrap();
        let refused = run(dir.path(), &["drop", "-o", name]);
        assert_eq!(refused.status, Some(2), "{name}: {}", refused.stderr);
        says(&refused, "is not a record of wiredesk");
        assert_eq!(fs::read(dir.path().join(name)).unwrap(), bytes, "{name}");
    }
}
