//! Faults, made on purpose: after each the same command completes the output to exactly the bytes
//! that an undisturbed run writes.

use std::cell::Cell;
use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{Dice, assert_same, command, drop_of, files, finish, run};
use crate::stub;

/// An output and options.
type Kind = (&'static str, &'static [&'static str]);

/// Outputs and options that each fault is tried with.
const KINDS: [Kind; 7] = [
    ("out.jsonl", &[]),
    ("out.jsonl.gz", &[]),
    ("out.jsonl.zst", &[]),
    ("out.jsonl", &["--max-lines", "60"]),
    ("out.jsonl.gz", &["--max-bytes", "300000"]),
    ("out.jsonl", &["--mark-duplicates"]),
    ("out.jsonl.gz", &["--skip-duplicates"]),
];

/// A drop, an undisturbed run over it, and how long that took.
struct Undisturbed {
    dir: tempfile::TempDir,
    expected: Vec<(String, Vec<u8>)>,
    /// What was left out, if anything was to be.
    listing: Option<Vec<u8>>,
    args: Vec<&'static str>,
    name: &'static str,
    took: Cell<Duration>,
}

impl Undisturbed {
    fn new(articles: usize, name: &'static str, options: &[&'static str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        drop_of(dir.path(), articles);
        let args = [&["drop", "-o", name, "-j", "2"], options].concat();
        let begun = Instant::now();
        let once = run(dir.path(), &args);
        assert_eq!(once.status, Some(1), "{}", once.stderr);
        let took = begun.elapsed();
        let expected = files(dir.path(), name);
        assert!(expected.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > 1000);
        let mut all = Self { dir, expected, listing: None, args, name, took: Cell::new(took) };
        all.listing = all.listing();
        all.clear();
        all
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn state(&self) -> std::path::PathBuf {
        self.path().join(format!("{}.state", self.name))
    }

    fn listing(&self) -> Option<Vec<u8>> {
        fs::read(self.state().join("duplicates.tsv")).ok()
    }

    fn clear(&self) {
        for (name, _) in files(self.path(), self.name) {
            fs::remove_file(self.path().join(name)).unwrap();
        }
        let _ = fs::remove_dir_all(self.state());
    }

    /// Starts a run and kills it after `delay`; whether it was still running.
    fn kill_after(&self, delay: Duration) -> bool {
        let mut command = command(self.path(), &self.args);
        let mut child = command.stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while begun.elapsed() < delay {
            if child.try_wait().unwrap().is_some() {
                // Faster than the first one: the machine has less to do now.
                self.took.set(self.took.get().min(begun.elapsed()));
                return false;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap().code().is_none()
    }

    fn random_delay(&self, dice: &mut Dice) -> Duration {
        Duration::from_micros(
            dice.below(usize::try_from(self.took.get().as_micros()).unwrap()) as u64
        )
    }

    /// Completes the output and compares it.
    fn complete(&self, told: &str) -> String {
        let last = run(self.path(), &self.args);
        assert_eq!(last.status, Some(1), "{told}: {}", last.stderr);
        assert_same(&files(self.path(), self.name), &self.expected, told);
        assert!(self.listing() == self.listing, "{told}: another list of duplicates");
        last.stderr
    }

    /// Whether every plain file ends with a line.
    fn has_whole_lines(&self) -> bool {
        files(self.path(), self.name).iter().all(|(name, bytes)| {
            Path::new(name).extension().is_none_or(|ending| ending != "jsonl")
                || bytes.is_empty()
                || bytes.ends_with(b"\n")
        })
    }
}

/// Kills runs until `kills` of them were killed; compares each time that one comes to its end.
fn killed(kinds: &[Kind], articles: usize, kills: usize) {
    for (at, (name, options)) in kinds.iter().copied().enumerate() {
        let all = Undisturbed::new(articles, name, options);
        let mut dice = Dice(at as u64);
        let (mut done, mut compared, mut torn) = (0, 0, 0);
        while done < kills {
            if all.kill_after(all.random_delay(&mut dice)) {
                done += 1;
                torn += usize::from(!all.has_whole_lines());
                if done < kills {
                    continue;
                }
            }
            all.complete(&format!("{name} {options:?} after {done} kills"));
            compared += 1;
            all.clear();
        }
        println!(
            "{name} {}: {articles} articles, {done} kills, {torn} torn lines, {compared} outputs \
             compared, all the same",
            options.join(" ")
        );
    }
}

#[test]
fn killed_at_random() {
    killed(&KINDS, 40, 3);
}

#[test]
#[ignore = "minutes: 40 kills of each kind of output, 280 in all"]
fn killed_at_random_often() {
    killed(&KINDS, 500, 40);
}

/// Ways in which the state can be of no use.
const CORRUPTIONS: [&str; 9] = [
    "removed",
    "database removed",
    "cut",
    "emptied",
    "zeroed",
    "random bytes",
    "random",
    "foreign",
    "a folder",
];

fn corrupt(state: &Path, way: &str, dice: &mut Dice) {
    let database = state.join("state.redb");
    if way == "removed" {
        let _ = fs::remove_dir_all(state);
        return;
    }
    let Ok(mut bytes) = fs::read(&database) else { return };
    match way {
        "cut" => bytes.truncate(dice.below(bytes.len())),
        "emptied" => bytes.clear(),
        "zeroed" => bytes.fill(0),
        "random bytes" => {
            for _ in 0..64 {
                let at = dice.below(bytes.len());
                bytes[at] = u8::try_from(dice.below(256)).unwrap();
            }
        }
        "random" => bytes.iter_mut().for_each(|b| *b = u8::try_from(dice.below(256)).unwrap()),
        "foreign" => bytes = b"{\"this\": \"is no database\"}\n".to_vec(),
        _ => {
            fs::remove_file(&database).unwrap();
            if way == "a folder" {
                fs::create_dir(&database).unwrap();
                fs::write(database.join("file"), "").unwrap();
            }
            return;
        }
    }
    fs::write(database, bytes).unwrap();
}

fn corrupted(kinds: &[Kind], articles: usize, times: usize) {
    for (at, (name, options)) in kinds.iter().copied().enumerate() {
        let all = Undisturbed::new(articles, name, options);
        let mut dice = Dice(100 + at as u64);
        for way in CORRUPTIONS {
            for _ in 0..times {
                // Of a run that was broken off, and of one that came to its end.
                all.kill_after(all.random_delay(&mut dice));
                corrupt(&all.state(), way, &mut dice);
                let told = format!("{name} {options:?}, state {way}");
                all.complete(&told);
                corrupt(&all.state(), way, &mut dice);
                all.complete(&told);
                all.clear();
            }
        }
        println!(
            "{name} {}: {articles} articles, {} ways to damage the state, {times} times each, after \
             a kill and after a whole run: all the same",
            options.join(" "),
            CORRUPTIONS.len()
        );
    }
}

#[test]
fn corrupted_state() {
    corrupted(&[KINDS[0], KINDS[6]], 20, 1);
}

#[test]
#[ignore = "minutes"]
fn corrupted_state_many_times() {
    corrupted(&KINDS, 60, 3);
}

/// What a power cut can do to the end of a file that was not synced: cut it short, leave zeros or
/// rubbish.
fn torn(kinds: &[Kind], articles: usize, times: usize) {
    for (at, (name, options)) in kinds.iter().copied().enumerate() {
        let all = Undisturbed::new(articles, name, options);
        let mut dice = Dice(200 + at as u64);
        for n in 0..times {
            all.kill_after(all.random_delay(&mut dice));
            let Some((last, mut bytes)) = files(all.path(), name).pop() else { continue };
            // Rubbish and no record before it may be a file of somebody else's: that is refused.
            if n % 3 == 2 && bytes.is_empty() {
                continue;
            }
            let most = bytes.len().min(20_000);
            match n % 3 {
                0 => bytes.truncate(bytes.len() - dice.below(most + 1)),
                1 => bytes.extend_from_slice(&vec![0; dice.below(5000)]),
                _ => bytes.extend((0..dice.below(5000)).map(|_| b"{\"schema"[dice.below(8)])),
            }
            fs::write(all.path().join(last), bytes).unwrap();
            if n % 2 == 0 {
                let _ = fs::remove_dir_all(all.state());
            }
            all.complete(&format!("{name} {options:?}, end torn, try {n}"));
            all.clear();
        }
        println!(
            "{name} {}: {articles} articles, {times} torn ends, half of them without a state: all \
             the same",
            options.join(" ")
        );
    }
}

#[test]
fn torn_ends() {
    torn(&[KINDS[0], KINDS[1], KINDS[4]], 30, 4);
}

#[test]
#[ignore = "minutes"]
fn torn_ends_many_times() {
    torn(&KINDS, 100, 30);
}

#[test]
fn a_torn_line_is_reported() {
    let all = Undisturbed::new(20, "out.jsonl", &[]);
    all.complete("first");
    let path = all.path().join("out.jsonl");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 10]).unwrap();
    let told = all.complete("a line cut short");
    assert!(told.contains("mended out.jsonl"), "{told}");
    assert!(told.contains("shorter"), "{told}");
}

/// A run in `dir` that may not write files of more than `kib`.
#[cfg(unix)]
fn limited(all: &Undisturbed, kib: usize) -> Command {
    let plain = command(all.path(), &all.args);
    let mut limited = Command::new("sh");
    // The signal would end the program as SIGKILL does; ignored, writing fails as on a full disk.
    limited.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", kib * 2));
    limited.arg(plain.get_program()).args(plain.get_args()).current_dir(all.path());
    limited
}

#[cfg(unix)]
#[test]
fn no_more_space_by_a_limit() {
    for (name, options) in [("out.jsonl", &[][..]), ("out.jsonl.gz", &["--max-lines", "500"])] {
        let all = Undisturbed::new(300, name, options);
        let largest = all.expected.iter().map(|(_, bytes)| bytes.len()).max().unwrap() >> 10;
        let mut failed = 0;
        for kib in [0, largest / 8, largest / 2, largest - 1] {
            let full = finish(limited(&all, kib));
            assert_eq!(full.status, Some(2), "{name} {kib} KiB: {}", full.stderr);
            assert!(!full.stderr.contains("panicked"), "{}", full.stderr);
            assert!(full.stderr.contains("free some space"), "{}", full.stderr);
            assert!(all.has_whole_lines());
            failed += 1;
        }
        all.complete(&format!("{name} after {failed} runs without space"));
    }
}

/// A small disk, if this user may have one.
#[cfg(target_os = "linux")]
#[test]
fn full_disk() {
    let all = Undisturbed::new(300, "out.jsonl", &[]);
    let disk = tempfile::tempdir().unwrap();
    let mount = |options: &str| {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(disk.path());
        mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    if !mount("size=400k") {
        println!("skipped: no right to mount a small disk");
        return;
    }
    let into = disk.path().join("out.jsonl");
    let args = ["drop", "-o", into.to_str().unwrap(), "-j", "2"];
    let mut sizes = Vec::new();
    for size in ["400k", "1200k", "1800k", "2600k"] {
        assert!(mount(&format!("remount,size={size}")));
        let full = run(all.path(), &args);
        if full.status == Some(2) {
            assert!(full.stderr.contains("space"), "{}", full.stderr);
            sizes.push(size);
        }
        let bytes = fs::read(&into).unwrap_or_default();
        assert!(bytes.is_empty() || bytes.ends_with(b"\n"));
    }
    assert!(mount("remount,size=64m"));
    let last = run(all.path(), &args);
    let same = fs::read(&into).unwrap() == all.expected[0].1;
    assert!(Command::new("umount").arg(disk.path()).status().unwrap().success());
    assert_eq!(last.status, Some(1), "{}", last.stderr);
    assert!(same, "the output of a disk that was full");
    assert!(sizes.len() > 1, "the disk was never full");
    println!("full at {sizes:?}, then completed: the same");
}

/// When the state was last written to.
fn written(state: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(state.join("state.redb")).and_then(|about| about.modified()).ok()
}

/// Waits until a run has written to the state since `before`: it hears signals by then.
fn wait_until_begun(state: &Path, before: Option<std::time::SystemTime>) {
    let begun = Instant::now();
    while written(state) == before {
        assert!(begun.elapsed() < Duration::from_mins(1), "no run has begun");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[cfg(unix)]
fn signal(child: &std::process::Child, name: &str) {
    let sent = Command::new("kill").args(["-s", name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_run_in_order() {
    for (name, options) in [KINDS[0], KINDS[1], KINDS[4]] {
        let all = Undisturbed::new(80, name, options);
        for (signal_name, status) in [("INT", 130), ("TERM", 143)] {
            let before = written(&all.state());
            let child = command(all.path(), &all.args).spawn().unwrap();
            wait_until_begun(&all.state(), before);
            signal(&child, signal_name);
            let output = child.wait_with_output().unwrap();
            let stderr = String::from_utf8(output.stderr).unwrap();
            assert!(
                output.status.code() == Some(status) || output.status.code() == Some(1),
                "{:?} {stderr}",
                output.status
            );
            if output.status.code() == Some(status) {
                assert!(stderr.contains("to go on"), "{stderr}");
            }
        }
        let told = all.complete(name);
        assert!(
            !told.contains("mended"),
            "a run that ended in order leaves nothing to mend: {told}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_second_signal_ends_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = command(dir.path(), &["--format", "jsonl", "-", "-o", "out.jsonl"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    wait_until_begun(&dir.path().join("out.jsonl.state"), None);
    // It waits for its input and cannot hear the first.
    signal(&child, "TERM");
    std::thread::sleep(Duration::from_millis(100));
    assert!(child.try_wait().unwrap().is_none());
    signal(&child, "TERM");
    assert_eq!(child.wait().unwrap().code(), Some(143));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_leaves_whole_lines() {
    let dir = tempfile::tempdir().unwrap();
    drop_of(dir.path(), 60);
    let whole = run(dir.path(), &["drop"]).stdout;
    let mut child = command(dir.path(), &["drop"]).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut head = [0; 10_000];
    stdout.read_exact(&mut head).unwrap();
    std::mem::drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(whole.as_bytes().starts_with(&head));
}

/// A rebuild that is killed leaves the old output as it was, and goes on.
#[test]
fn a_killed_rebuild_leaves_the_old_output() {
    for (name, options) in [("out.jsonl", &[][..]), ("out.jsonl.gz", &["--max-lines", "20"])] {
        let all = Undisturbed::new(60, name, options);
        all.complete("first");
        let mut dice = Dice(9);
        for _ in 0..4 {
            let mut again = command(all.path(), &all.args);
            again.args(["--rebuild", "--no-text"]).stderr(Stdio::null()).stdout(Stdio::null());
            let mut child = again.spawn().unwrap();
            std::thread::sleep(all.random_delay(&mut dice) / 2);
            child.kill().unwrap();
            let killed = child.wait().unwrap().code().is_none();
            let next = all.state().join("next");
            // Once the list of what has to be moved is there, the old files go.
            if killed && next.exists() && !next.join("ready.json").exists() {
                assert_same(&files(all.path(), name), &all.expected, "after a killed rebuild");
            }
        }
        let mut fresh = Undisturbed::new(60, name, options);
        fresh.args.extend(["--no-text"]);
        let once = run(fresh.path(), &fresh.args);
        assert_eq!(once.status, Some(1), "{}", once.stderr);
        let mut last = command(all.path(), &all.args);
        last.args(["--rebuild", "--no-text"]);
        let last = finish(last);
        assert_eq!(last.status, Some(1), "{}", last.stderr);
        assert_same(&files(all.path(), name), &files(fresh.path(), name), "rebuilt");
    }
}

#[test]
fn the_stub_makes_records_worth_comparing() {
    let dir = tempfile::tempdir().unwrap();
    drop_of(dir.path(), 20);
    let made = run(dir.path(), &["drop"]);
    assert!(made.stdout.contains("\"label\":\"") && made.stdout.contains("wiredesk-stub"));
    assert!(stub::model().join("model.onnx").metadata().unwrap().len() < 10_000);
    let mut file = OpenOptions::new().append(true).open(dir.path().join("drop/0000.txt")).unwrap();
    file.write_all(b" More.").unwrap();
    assert_ne!(run(dir.path(), &["drop"]).stdout, made.stdout);
}
