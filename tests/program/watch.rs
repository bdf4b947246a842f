//! `wiredesk watch`: articles are annotated as they are dropped, each once, and only when whole.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{Run, SENTENCE, annotate, wiredesk};

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_mins(2);

struct Watched {
    dir: tempfile::TempDir,
    child: Child,
}

impl Watched {
    fn start(dir: tempfile::TempDir, more: &[&str]) -> Self {
        let mut args = vec!["watch", "drop", "-o", "out.jsonl", "--quiet-period", "0.5"];
        args.extend(more);
        let mut command = wiredesk(dir.path(), &args);
        let child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        Self { dir, child }
    }

    fn drop_folder(&self) -> PathBuf {
        self.dir.path().join("drop")
    }

    /// Paths and errors of the records so far.
    fn records(&self) -> Vec<Value> {
        records(self.dir.path())
    }

    fn wait_for(&self, count: usize) -> Vec<Value> {
        let start = Instant::now();
        loop {
            let records = self.records();
            if records.len() >= count {
                return records;
            }
            assert!(start.elapsed() < PATIENCE, "{} records, {count} wanted", records.len());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn stop(self) -> (Run, tempfile::TempDir) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        (self.child.wait_with_output().unwrap().into(), self.dir)
    }
}

fn records(dir: &Path) -> Vec<Value> {
    let text = fs::read_to_string(dir.join("out.jsonl")).unwrap_or_default();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn paths(records: &[Value]) -> Vec<&str> {
    records.iter().map(|record| record["source"]["path"].as_str().unwrap()).collect()
}

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("drop")).unwrap();
    fs::write(dir.path().join("drop/a.txt"), SENTENCE).unwrap();
    dir
}

fn drops_are_annotated(more: &[&str]) {
    let watched = Watched::start(folder(), more);
    let drop = watched.drop_folder();
    assert_eq!(paths(&watched.wait_for(1)), ["drop/a.txt"]);

    // Moved in, from a hidden name and into a new folder.
    fs::write(drop.join(".b.txt.partial"), format!("{SENTENCE} It was Monday.")).unwrap();
    fs::create_dir(drop.join("b")).unwrap();
    fs::rename(drop.join(".b.txt.partial"), drop.join("b/b.txt")).unwrap();
    assert_eq!(paths(&watched.wait_for(2))[1], "drop/b/b.txt");

    // Written slowly: read once, when it is whole.
    let mut slow = File::create(drop.join("c.txt")).unwrap();
    for word in SENTENCE.split_inclusive(' ').chain(["It was Tuesday."]) {
        slow.write_all(word.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(30));
    }
    drop_file(slow);
    let records = watched.wait_for(3);
    assert!(records[2]["text"].as_str().unwrap().ends_with("Tuesday."), "{records:?}");

    // Written again as it was, and copied: nothing new. Failures are told once.
    fs::write(drop.join("a.txt"), SENTENCE).unwrap();
    fs::write(drop.join("a-copy.txt"), SENTENCE).unwrap();
    fs::write(drop.join("d.txt"), "").unwrap();
    let records = watched.wait_for(4);
    assert_eq!(records[3]["error"]["kind"], "empty");

    let (run, dir) = watched.stop();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("drop/d.txt"), "{}", run.stderr);
    assert_eq!(self::records(dir.path()).len(), 4);

    // Begun again, it goes on: only what came meanwhile is new.
    fs::write(dir.path().join("drop/e.txt"), format!("{SENTENCE} It was Friday.")).unwrap();
    let watched = Watched::start(dir, more);
    assert_eq!(paths(&watched.wait_for(5))[4], "drop/e.txt");
    let (run, dir) = watched.stop();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let records = self::records(dir.path());
    assert_eq!(records.len(), 5);

    // And `annotate` has the same records, but for the copy, of which it has each.
    let alone = annotate(dir.path(), &["drop"]);
    let mut theirs: Vec<Value> = alone.records();
    theirs.retain(|record| record["source"]["path"] != "drop/a-copy.txt");
    let mut ours = records;
    let place = |record: &Value| record["source"]["path"].as_str().unwrap().to_owned();
    ours.sort_by_key(place);
    theirs.sort_by_key(place);
    assert_eq!(ours, theirs);
}

/// Closes a file: `drop` is a folder here.
fn drop_file(file: File) {
    std::mem::drop(file);
}

#[test]
fn drops_are_annotated_as_the_system_tells_of_them() {
    drops_are_annotated(&[]);
}

#[test]
fn drops_are_annotated_by_polling() {
    drops_are_annotated(&["--poll", "0.2"]);
}

#[test]
fn polling_reads_nothing_again_for_what_is_dropped_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    let drop = dir.path().join("drop");
    fs::create_dir_all(drop.join("below")).unwrap();
    for (name, text) in [("a.txt", SENTENCE), ("empty.txt", ""), ("below/empty.txt", "")] {
        fs::write(drop.join(name), text).unwrap();
    }
    let watched = Watched::start(dir, &["--poll", "0.2"]);
    watched.wait_for(3);
    for (count, name) in [(4, "b.txt"), (5, "below/c.txt")] {
        fs::write(drop.join(name), format!("{SENTENCE} That is {name}.")).unwrap();
        watched.wait_for(count);
    }
    // Long enough for a folder to be looked into once more.
    std::thread::sleep(Duration::from_secs(1));
    let (run, _dir) = watched.stop();
    assert_eq!(run.stderr.matches("/empty.txt: no text").count(), 2, "{}", run.stderr);
}

#[test]
fn a_failure_is_recorded_again_when_its_file_was_changed() {
    let deep = |text: &str| format!("{}{text}{}", "<div>".repeat(60), "</div>".repeat(60));
    let dir = folder();
    let drop = dir.path().join("drop");
    let write = |name: &str, text: &str| fs::write(drop.join(name), text).unwrap();
    // One fails when it is read, one when it is annotated.
    write("none.txt", "");
    write("deep.html", &deep(SENTENCE));
    let watched = Watched::start(dir, &["--max-nesting", "50"]);
    watched.wait_for(3);

    // Written again as they were: told, and not recorded.
    write("none.txt", "");
    write("deep.html", &deep(SENTENCE));
    write("z.txt", &format!("{SENTENCE} It was Monday."));
    assert_eq!(paths(&watched.wait_for(4))[3], "drop/z.txt");

    // With other bytes, and they fail as before.
    write("none.txt", "  ");
    write("deep.html", &deep(&format!("{SENTENCE} It was Monday.")));
    let mut again = watched.wait_for(6).split_off(4);
    again.sort_by_key(|record| record["source"]["path"].to_string());
    assert_eq!(paths(&again), ["drop/deep.html", "drop/none.txt"]);
    assert_eq!(again[0]["error"]["kind"], "nesting");
    let (run, dir) = watched.stop();
    for failed in ["drop/deep.html: ", "drop/none.txt: "] {
        assert_eq!(run.stderr.matches(failed).count(), 3, "{failed}: {}", run.stderr);
    }

    // Begun again, the watch knows them.
    write("zz.txt", &format!("{SENTENCE} It was Friday."));
    let watched = Watched::start(dir, &["--max-nesting", "50"]);
    assert_eq!(paths(&watched.wait_for(7))[6], "drop/zz.txt");
    let (_, dir) = watched.stop();
    assert_eq!(self::records(dir.path()).len(), 7);
}

#[test]
fn the_state_of_another_output_is_no_drop() {
    let dir = folder();
    let state = dir.path().join("drop/0.jsonl.state");
    fs::create_dir_all(state.join("next")).unwrap();
    for name in ["lock", "next/a.txt"] {
        fs::write(state.join(name), "Kim Lee said so.").unwrap();
    }
    let watched = Watched::start(dir, &[]);
    watched.wait_for(1);
    fs::write(state.join("duplicates.tsv"), "Kim Lee said so.").unwrap();
    fs::write(watched.drop_folder().join("z.txt"), format!("{SENTENCE} It was Monday.")).unwrap();
    assert_eq!(paths(&watched.wait_for(2)), ["drop/a.txt", "drop/z.txt"]);
    let (run, _) = watched.stop();
    assert!(!run.stderr.contains(".state"), "{}", run.stderr);
}

#[test]
fn a_watch_that_cannot_be_is_told() {
    let dir = folder();
    for (args, told) in [
        (vec!["watch", "nowhere", "-o", "out.jsonl"], "there is no folder nowhere; make it first"),
        (vec!["watch", "drop/a.txt", "-o", "out.jsonl"], "drop/a.txt is a file, and folders are"),
        (vec!["watch", "drop"], "name one with --output"),
        (vec!["watch", "drop", "-o", "out.jsonl", "--rebuild"], "annotate --rebuild"),
        (vec!["watch", "drop", "-o", "drop/out.jsonl"], "lies inside drop"),
    ] {
        let run: Run = wiredesk(dir.path(), &args).output().unwrap().into();
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
}

#[test]
fn a_renamed_file_is_known_by_its_new_name_alone() {
    let watched = Watched::start(folder(), &[]);
    let drop = watched.drop_folder();
    watched.wait_for(1);
    fs::write(drop.join("n.txt.part"), format!("{SENTENCE} It was Monday.")).unwrap();
    fs::rename(drop.join("n.txt.part"), drop.join("n.txt")).unwrap();
    assert_eq!(paths(&watched.wait_for(2))[1], "drop/n.txt");
    fs::rename(drop.join("a.txt"), drop.join("z.txt")).unwrap();
    fs::write(drop.join("zz.txt"), format!("{SENTENCE} It was Tuesday.")).unwrap();
    assert_eq!(paths(&watched.wait_for(3))[2], "drop/zz.txt");
    let (run, dir) = watched.stop();
    assert!(!run.stderr.contains("no such file"), "{}", run.stderr);
    assert_eq!(self::records(dir.path()).len(), 3);
}

#[test]
fn a_watch_that_wrote_nothing_takes_no_output_away() {
    let dir = folder();
    annotate(dir.path(), &["drop", "-o", "out.jsonl"]);
    let before = fs::read_to_string(dir.path().join("out.jsonl")).unwrap();
    let state = dir.path().join("out.jsonl.state");
    fs::remove_dir_all(&state).unwrap();
    fs::create_dir(dir.path().join("empty")).unwrap();
    // Its parts have other names, so it finds nothing there.
    let mut watch =
        wiredesk(dir.path(), &["watch", "empty", "-o", "out.jsonl", "--max-lines", "7"]);
    let child = watch.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while !dir.path().join("out-00001.jsonl").exists() {
        assert!(start.elapsed() < PATIENCE, "no part was begun");
        std::thread::sleep(Duration::from_millis(50));
    }
    let watched = Watched { dir, child };
    let (_, dir) = watched.stop();
    fs::remove_file(dir.path().join("drop/a.txt")).unwrap();
    fs::write(dir.path().join("drop/b.txt"), format!("{SENTENCE} It was Monday.")).unwrap();
    let run = annotate(dir.path(), &["drop", "-o", "out.jsonl"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let now = fs::read_to_string(dir.path().join("out.jsonl")).unwrap();
    assert!(now.starts_with(&before) && now.lines().count() == 2, "{now}");
}
