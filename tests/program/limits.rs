//! Beyond a limit there is an error record, and what is within it is as it was.

use std::fs;
use std::io::Write;

use serde_json::Value;

use crate::harness::{annotate, error_kind, root};

fn lines(args: &[&str]) -> (Vec<Value>, i32) {
    let run = annotate(root(), args);
    (run.records(), run.status)
}

#[test]
fn html_nested_too_deep_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("deep.html");
    let text = format!("{}<p>Lazarus stole it all.{}", "<div>".repeat(60), "</div>".repeat(60));
    fs::write(&page, text).unwrap();
    let page = page.to_str().unwrap();
    let (records, status) = lines(&[page, "--max-nesting", "50"]);
    assert_eq!((error_kind(&records[0]), status), ("nesting", 1));
    let message = records[0]["error"]["message"].as_str().unwrap();
    assert!(message.contains("61 elements") && message.contains("--max-nesting"), "{message}");
    let (records, status) = lines(&[page, "--max-nesting", "61"]);
    assert_eq!((error_kind(&records[0]), status), ("", 0));
}

#[test]
fn time_runs_out() {
    let (records, status) = lines(&["seeds/crypto-heists-panel-report.txt", "--max-seconds", "0"]);
    assert_eq!((error_kind(&records[0]), status), ("time", 1));
}

#[test]
fn a_container_ends_at_its_limit() {
    let folder = tempfile::tempdir().unwrap();
    let feed = folder.path().join("feed.jsonl");
    fs::write(&feed, "{\"text\": \"One attack.\"}\n".repeat(4)).unwrap();
    let (records, status) = lines(&[feed.to_str().unwrap(), "--max-items", "2"]);
    assert_eq!(status, 1);
    let kinds: Vec<&str> = records.iter().map(error_kind).collect();
    assert_eq!(kinds, ["", "", "too_large"]);
}

#[test]
fn a_compressed_file_that_swells_is_cut_off_with_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let bomb = folder.path().join("bomb.jsonl.gz");
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(b"{\"text\": \"One attack.\"}\n").unwrap();
    for _ in 0..64 {
        gz.write_all(&vec![b' '; 1 << 16]).unwrap();
    }
    fs::write(&bomb, gz.finish().unwrap()).unwrap();
    let (records, status) = lines(&[bomb.to_str().unwrap(), "--max-file-bytes", "1000000"]);
    let kinds: Vec<&str> = records.iter().map(error_kind).collect();
    assert_eq!((kinds, status), (vec!["", "too_large"], 1));
}

#[test]
fn another_language_is_recorded_and_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let german = folder.path().join("de.txt");
    fs::write(
        &german,
        "Hacker der Lazarus-Gruppe haben nach Angaben der Vereinten Nationen in den vergangenen \
         Jahren mehrere Milliarden Dollar in Kryptowährungen gestohlen. Der Sicherheitsrat hat am \
         Donnerstag darüber beraten, wie sich die Staaten besser schützen können.\n",
    )
    .unwrap();
    let german = german.to_str().unwrap();
    let (records, status) = lines(&[german]);
    assert_eq!(status, 0);
    assert_eq!(records[0]["language"], "de");
    assert_eq!(records[0]["not_read"], "language");
    assert_eq!(records[0]["mentions"], serde_json::json!([]));
    assert!(!records[0]["article"].as_array().unwrap().is_empty());
    let (read, _) = lines(&[german, "--any-language"]);
    assert!(read[0].get("not_read").is_none());
    assert!(!read[0]["sentences"].as_array().unwrap().is_empty());
}
