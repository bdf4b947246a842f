//! Where records go, and what happens when they cannot.

use std::fs;
use std::process::Stdio;

use crate::harness::{Run, SENTENCE, annotate, wiredesk};

fn articles(count: usize) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("drop")).unwrap();
    for n in 0..count {
        fs::write(dir.path().join(format!("drop/{n:03}.txt")), SENTENCE).unwrap();
    }
    dir
}

#[test]
fn a_file_holds_what_stdout_would() {
    let dir = articles(3);
    let out = annotate(dir.path(), &["drop"]);
    let run = annotate(dir.path(), &["drop", "-o", "out.jsonl"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(dir.path().join("out.jsonl")).unwrap(), out.stdout);
    let mut left: Vec<_> =
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["drop", "out.jsonl", "out.jsonl.state"], "nothing else is left behind");
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk() {
    let dir = articles(3);
    let run = annotate(dir.path(), &["drop", "-o", "/dev/full"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("/dev/full"), "{}", run.stderr);
}

#[test]
fn a_missing_folder_for_the_output_is_told_before_any_work() {
    let dir = articles(1);
    let run = annotate(dir.path(), &["drop", "-o", "nowhere/out.jsonl"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("nowhere"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn closed_pipe() {
    let dir = articles(40);
    let mut command = wiredesk(dir.path(), &["annotate", "drop"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("closed"), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn an_existing_output_stays_until_the_new_one_is_whole() {
    let dir = articles(1);
    fs::write(dir.path().join("out.jsonl"), "old\n").unwrap();
    let run = annotate(dir.path(), &["drop", "-o", "out.jsonl", "--model", "nowhere"]);
    assert_eq!(run.status, 2);
    assert_eq!(fs::read_to_string(dir.path().join("out.jsonl")).unwrap(), "old\n");
}

#[test]
fn an_output_inside_the_input_folder_is_refused() {
    let dir = articles(1);
    let run = annotate(dir.path(), &["drop", "-o", "drop/out.jsonl"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("drop/out.jsonl lies inside drop"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn an_output_that_a_link_leads_into_the_input_folder_is_refused() {
    let dir = articles(1);
    std::os::unix::fs::symlink("drop/zz.jsonl", dir.path().join("out.jsonl")).unwrap();
    let run = annotate(dir.path(), &["drop", "-o", "out.jsonl"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("out.jsonl lies inside drop"), "{}", run.stderr);
    assert!(!dir.path().join("drop/zz.jsonl").exists());
}

#[cfg(unix)]
#[test]
fn an_output_that_is_read_is_refused_under_whatever_name() {
    let dir = articles(1);
    let feed = dir.path().join("feed.jsonl");
    let text = "{\"text\": \"Kim Lee said so.\"}\n";
    fs::write(&feed, text).unwrap();
    fs::hard_link(&feed, dir.path().join("hard.jsonl")).unwrap();
    fs::write(dir.path().join("list.txt"), "Kim Lee\n").unwrap();
    let all = ["annotate", "--rebuild", "--format", "jsonl", "--ignore", "list.txt"];
    for (input, output) in
        [("feed.jsonl", "hard.jsonl"), ("-", "feed.jsonl"), ("feed.jsonl", "list.txt")]
    {
        let mut command = wiredesk(dir.path(), &[&all[..], &[input, "-o", output]].concat());
        let run: Run = command.stdin(fs::File::open(&feed).unwrap()).output().unwrap().into();
        assert_eq!(run.status, 2, "{output}: {}", run.stderr);
        assert!(run.stderr.contains("would be overwritten"), "{output}: {}", run.stderr);
        assert_eq!(fs::read_to_string(&feed).unwrap(), text, "{output}");
    }
    assert_eq!(fs::read_to_string(dir.path().join("list.txt")).unwrap(), "Kim Lee\n");
}

#[test]
fn parts_behind_one_that_was_moved_away_are_not_written_over() {
    let dir = articles(5);
    let args = ["drop", "-o", "out.jsonl", "--max-lines", "2"];
    assert_eq!(annotate(dir.path(), &args).status, 0);
    let at = |part: u32| dir.path().join(format!("out-{part:05}.jsonl"));
    let last = fs::read_to_string(at(3)).unwrap();
    fs::rename(at(2), dir.path().join("moved.jsonl")).unwrap();
    let run = annotate(dir.path(), &args);
    assert_eq!(run.status, 2, "{}", run.stderr);
    let told = "out-00002.jsonl is not there, but out-00003.jsonl is";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert_eq!(fs::read_to_string(at(3)).unwrap(), last);
    fs::rename(dir.path().join("moved.jsonl"), at(2)).unwrap();
    let run = annotate(dir.path(), &args);
    assert!(run.stderr.contains("0 new, 5 there already"), "{}", run.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_does_not_come_out_is_told() {
    let dir = tempfile::tempdir().unwrap();
    for args in [&["help"][..], &["annotate", "--help"], &["--version"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let run: Run = wiredesk(dir.path(), args).stdout(full).output().unwrap().into();
        assert_eq!(run.status, 2, "{args:?}");
        assert!(run.stderr.contains("cannot write to standard output"), "{args:?}: {}", run.stderr);
        let run: Run = wiredesk(dir.path(), args).output().unwrap().into();
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
        assert!(run.stdout.contains("wiredesk"), "{}", run.stdout);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_run_goes_on_where_nobody_can_be_told() {
    let dir = articles(3);
    fs::write(dir.path().join("drop/empty.txt"), "").unwrap();
    let mut command = wiredesk(dir.path(), &["annotate", "drop", "-o", "out.jsonl"]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    assert_eq!(command.stderr(full).status().unwrap().code(), Some(1));
    assert_eq!(fs::read_to_string(dir.path().join("out.jsonl")).unwrap().lines().count(), 4);
}
