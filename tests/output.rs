//! Records reach their file whole or not at all.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;
use wiredesk::output::{Sink, SinkError, Target};

fn sink(path: impl AsRef<Path>) -> Result<Sink, SinkError> {
    Sink::create(&Target::File(path.as_ref().to_owned()))
}

/// Everything in the folder, hidden files too.
fn names(dir: &TempDir) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn message(error: Option<SinkError>) -> String {
    match error {
        Some(SinkError::Failed { message }) => message,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_takes_its_name_when_it_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("out.jsonl");
    fs::write(&path, "old").unwrap();
    let mut out = sink(&path).unwrap();
    out.write(&json!({"text": "one\ntwo"})).unwrap();
    out.write(&json!([2])).unwrap();
    let before = names(&dir);
    assert_eq!(before.len(), 2);
    assert!(before[0].starts_with(".out.jsonl.partial-"), "{before:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    out.finish().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "{\"text\":\"one\\ntwo\"}\n[2]\n");
    assert_eq!(names(&dir), ["out.jsonl"]);
}

#[test]
fn an_unfinished_file_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut out = sink(dir.path().join("out.jsonl.gz")).unwrap();
    out.write(&"x".repeat(1 << 20)).unwrap();
    drop(out);
    assert!(names(&dir).is_empty());
    // Nor does a record that cannot be written.
    let mut out = sink(dir.path().join("out.jsonl")).unwrap();
    let bad = std::collections::BTreeMap::from([((1, 2), 3)]);
    assert!(message(out.write(&bad).err()).contains("out.jsonl"));
    assert!(names(&dir).is_empty());
    assert!(out.write("more").is_err());
    assert!(out.finish().is_err());
}

#[test]
fn compression_goes_by_the_name_and_repeats_itself() {
    let dir = tempfile::tempdir().unwrap();
    let stored = |name: &str| {
        let path = dir.path().join(name);
        let mut out = sink(&path).unwrap();
        for n in 0..1000 {
            out.write(&json!({"n": n})).unwrap();
        }
        out.finish().unwrap();
        fs::read(path).unwrap()
    };
    let plain = stored("a.jsonl");
    let mut unpacked = Vec::new();
    let packed = stored("a.jsonl.gz");
    flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
    assert_eq!(packed[4..8], [0; 4], "no time in the header");
    assert_eq!(packed, stored("b.jsonl.GZ"));
    let packed = stored("a.jsonl.zst");
    assert_eq!(zstd::decode_all(&packed[..]).unwrap(), plain);
    assert_eq!(packed, stored("b.jsonl.zst"));
}

#[test]
fn what_cannot_be_written_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let told = message(sink(dir.path()).err());
    assert!(told.contains("it is a folder"), "{told}");
    let told = message(sink(dir.path().join("none/out.jsonl")).err());
    assert!(told.contains("there is no folder") && told.contains("none"), "{told}");
    fs::write(dir.path().join("file"), "").unwrap();
    let told = message(sink(dir.path().join("file/out.jsonl")).err());
    assert!(told.contains("there is no folder"), "{told}");
    assert_eq!(names(&dir), ["file"]);
}

#[test]
fn a_relative_path_and_a_long_name_will_do() {
    let folder = tempfile::tempdir_in(".").unwrap();
    let name =
        format!("{}/{}", folder.path().file_name().unwrap().to_string_lossy(), "ä".repeat(120));
    let out = sink(&name).unwrap();
    out.finish().unwrap();
    assert_eq!(fs::read(&name).unwrap(), b"");
    fs::remove_file(&name).unwrap();
    let name = "wiredesk-output-test.jsonl";
    sink(name).unwrap().finish().unwrap();
    fs::remove_file(name).unwrap();
}

#[test]
fn arguments_name_targets() {
    assert_eq!(Target::from_arg(None), Target::Stdout);
    assert_eq!(Target::from_arg(Some(Path::new("-"))), Target::Stdout);
    assert_eq!(Target::from_arg(Some(Path::new("./-"))), Target::File("./-".into()));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_full_device_is_told() {
        for name in ["/dev/full", "/proc/self/cwd/../../../../../../../../../dev/full"] {
            let mut out = sink(name).unwrap();
            let mut error = None;
            for _ in 0..100 {
                if let Err(e) = out.write(&"x".repeat(10_000)) {
                    error = Some(e);
                    break;
                }
            }
            let told = message(error);
            assert!(told.contains("full") && told.contains("space"), "{told}");
        }
        // What fits the buffer fails at the end.
        let mut out = sink("/dev/full").unwrap();
        out.write("x").unwrap();
        assert!(message(out.finish().err()).contains("/dev/full"));
        assert!(File::open("/dev/full").is_ok());
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || {
                let mut first = [0; 4];
                File::open(pipe).unwrap().read_exact(&mut first).unwrap();
                first
            }
        });
        let mut out = sink(&pipe).unwrap();
        let error = std::iter::repeat_with(|| out.write("some text")).find_map(Result::err);
        assert_eq!(error, Some(SinkError::ClosedPipe));
        assert_eq!(reader.join().unwrap(), *b"\"som");
        assert_eq!(names(&dir), ["pipe"]);
    }

    #[test]
    fn links_stay_links() {
        let dir = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        let link = dir.path().join("link.jsonl");
        for target in ["there", "not-there"] {
            let path = other.path().join(target);
            if target == "there" {
                fs::write(&path, "old").unwrap();
            }
            let _ = fs::remove_file(&link);
            symlink(&path, &link).unwrap();
            let mut out = sink(&link).unwrap();
            out.write(&1).unwrap();
            assert_eq!(names(&dir), ["link.jsonl"]);
            out.finish().unwrap();
            assert!(link.is_symlink());
            assert_eq!(fs::read_to_string(path).unwrap(), "1\n");
        }
    }

    #[test]
    fn permissions_are_those_of_the_file_before_or_of_any_new_file() {
        let dir = tempfile::tempdir().unwrap();
        let mode =
            |name: &str| fs::metadata(dir.path().join(name)).unwrap().permissions().mode() & 0o777;
        fs::write(dir.path().join("plain"), "").unwrap();
        sink(dir.path().join("new")).unwrap().finish().unwrap();
        assert_eq!(mode("new"), mode("plain"));
        fs::set_permissions(dir.path().join("plain"), PermissionsExt::from_mode(0o606)).unwrap();
        sink(dir.path().join("plain")).unwrap().finish().unwrap();
        assert_eq!(mode("plain"), 0o606);
    }
}
