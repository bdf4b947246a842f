//! Nothing is passed over in silence: packed files, endings in capitals, several formats in a folder,
//! lines that cannot be measured.

use std::fs;
use std::io::Write;
use std::path::Path;

use wiredesk::eval::formats::{self, Format, ReadOptions, Set, Side};

const RECORD: &str = "{\"text\": \"Kim met Lee.\", \"mentions\": [{\"start\": 0, \"end\": 3, \
                      \"label\": \"PER\"}]}\n";
const SPANS: &str = "{\"text\": \"Kim met Lee.\", \"spans\": [[0, 3, \"PER\"]]}\n";
const COLUMNS: &str = "Kim B-PER\nmet O\nLee B-PER\n. O\n";
const STUDIO: &str = "[{\"data\": {\"text\": \"Kim met Lee.\"}, \"annotations\": [{\"result\": [\
                      {\"value\": {\"start\": 0, \"end\": 3, \"labels\": [\"PER\"]}}]}]}]";
const STANDOFF: &str = "T1\tPER 0 3\tKim\n";
const FAILED: &str =
    "{\"schema\": \"wiredesk/1\", \"id\": null, \"error\": {\"kind\": \"empty\"}}\n";

/// Bytes packed as the ending of `name` says.
fn packed(name: &str, text: &str) -> Vec<u8> {
    match name.rsplit_once('.') {
        Some((_, "gz")) => {
            let fast = flate2::Compression::fast();
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), fast);
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        }
        Some((_, "zst")) => zstd::encode_all(text.as_bytes(), 3).unwrap(),
        _ => text.as_bytes().to_vec(),
    }
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(dir.path().join(name), packed(name, text)).unwrap();
    }
    dir
}

fn read_as(side: Side, path: &Path) -> Result<Set, String> {
    let options = ReadOptions { side, ..ReadOptions::default() };
    formats::read(path, &options).map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<Set, String> {
    read_as(Side::Gold, path)
}

/// Number of articles, and of mentions in them.
fn counted(set: &Set) -> (usize, usize) {
    (set.articles.len(), set.articles.iter().flat_map(|a| &a.mentions).map(Vec::len).sum())
}

#[test]
fn packed_files_and_endings_in_capitals_are_read_wherever_they_stand() {
    let text = "Kim met Lee.";
    let cases: [(&[(&str, &str)], Format); 8] = [
        (&[("a.jsonl.gz", RECORD), ("b.jsonl.zst", RECORD)], Format::Records),
        (&[("a.JSONL", RECORD), ("b.NdJson", RECORD)], Format::Records),
        (&[("a.jsonl.gz", SPANS), ("b.Jsonl", SPANS)], Format::Spans),
        (&[("a.json.zst", STUDIO), ("b.JSON", STUDIO)], Format::LabelStudio),
        (&[("a.conll.gz", COLUMNS), ("b.BIO", COLUMNS)], Format::Columns),
        (&[("a.txt.gz", COLUMNS), ("b.TXT", COLUMNS)], Format::Columns),
        (
            &[("a.ann.gz", STANDOFF), ("b.ANN", STANDOFF), ("a.txt.zst", text), ("b.TXT", text)],
            Format::Brat,
        ),
        (
            &[("a.ANN", STANDOFF), ("b.ann", STANDOFF), ("a.txt", text), ("b.txt", text)],
            Format::Brat,
        ),
    ];
    for (files, format) in cases {
        let mentions = if format == Format::Columns { 2 } else { 1 };
        let dir = folder(files);
        let (first, all) = (dir.path().join(files[0].0), files[0].0);
        let one = read(&first).unwrap_or_else(|error| panic!("{all}: {error}"));
        assert_eq!((one.format, counted(&one)), (format, (1, mentions)), "{all}");
        let both = read(dir.path()).unwrap_or_else(|error| panic!("{all}: {error}"));
        assert_eq!(both.format, format, "{all}");
        assert_eq!(counted(&both), (2, 2 * mentions), "{all}");
        assert_eq!(both.remarks, [""; 0], "{all}");
    }
}

#[test]
fn damage_in_a_packed_file_is_told() {
    let dir = folder(&[("a.jsonl.gz", RECORD)]);
    let path = dir.path().join("a.jsonl.gz");
    let mut bytes = fs::read(&path).unwrap();
    bytes.truncate(bytes.len() - 3);
    fs::write(&path, bytes).unwrap();
    let error = read(&path).unwrap_err();
    assert!(error.contains("a.jsonl.gz") && error.contains("cut off"), "{error}");
}

#[test]
fn a_folder_of_two_formats_is_refused_with_both() {
    let pairs = [
        [("a.jsonl", RECORD, "records"), ("b.jsonl", SPANS, "spans")],
        [("a.jsonl.gz", RECORD, "records"), ("b.conll", COLUMNS, "columns")],
        [("a.jsonl", SPANS, "spans"), ("b.txt", COLUMNS, "columns")],
        [("a.jsonl", RECORD, "records"), ("b.json", STUDIO, "label-studio")],
        [("a.ANN", STANDOFF, "brat"), ("b.bio", COLUMNS, "columns")],
    ];
    for pair in pairs {
        let dir = folder(&pair.map(|(name, text, _)| (name, text)));
        let error = read(dir.path()).unwrap_err();
        for (name, _, format) in pair {
            assert!(error.contains(name) && error.contains(format), "{error}");
        }
    }
}

#[test]
fn what_may_be_annotations_and_is_not_read_is_named() {
    let others = [
        ("meta.json", "{\"labels\": [\"PER\"]}"),
        ("notes.txt", "Read twice.\n"),
        ("old.jsonl.bak", RECORD),
        ("test.annotated", COLUMNS),
        ("feed.lines", RECORD),
    ];
    let rest = [("README.md", "# Gold\n\nRead twice.\n"), (".b.jsonl.swp", RECORD)];
    let mut files = vec![("a.jsonl", RECORD)];
    files.extend(others.iter().chain(&rest));
    let dir = folder(&files);
    let set = read(dir.path()).unwrap();
    assert_eq!(counted(&set), (1, 1));
    let [remark] = set.remarks.as_slice() else { panic!("{:?}", set.remarks) };
    assert!(remark.contains("read as records, without "), "{remark}");
    for (name, _) in others {
        assert!(remark.contains(name), "{remark}");
    }
    for (name, _) in rest {
        assert!(!remark.contains(name), "{remark}");
    }
    // A text beside brat's annotations is theirs; one by itself is not read.
    let dir = folder(&[("a.ann", STANDOFF), ("a.txt", "Kim met Lee."), ("c.txt", "Kim met Lee.")]);
    let set = read(dir.path()).unwrap();
    assert_eq!(counted(&set), (1, 1));
    let [remark] = set.remarks.as_slice() else { panic!("{:?}", set.remarks) };
    assert!(remark.ends_with("read as brat, without c.txt"), "{remark}");
}

#[test]
fn gold_needs_its_text_and_a_prediction_does_not() {
    let without = "{\"id\": \"a\", \"mentions\": []}\n";
    let dir = folder(&[("a.jsonl", &format!("{RECORD}{without}{without}"))]);
    let path = dir.path().join("a.jsonl");
    let error = read(&path).unwrap_err();
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.contains("a.jsonl:2: no `text`") && error.contains("1 lines behind"), "{error}");
    assert!(error.contains("--no-text"), "{error}");
    assert_eq!(counted(&read_as(Side::Found, &path).unwrap()), (3, 1));
}

#[test]
fn articles_that_failed_are_missed_by_a_program_and_left_out_of_gold() {
    let dir = folder(&[("a.jsonl", &format!("{RECORD}{FAILED}"))]);
    let remark = |side| read_as(side, dir.path()).unwrap().remarks.concat();
    assert!(remark(Side::Found).ends_with("1 error records, whose articles count as missed"));
    let of_gold = remark(Side::Gold);
    assert!(of_gold.contains("1 error records left out"), "{of_gold}");
    assert!(!of_gold.contains("missed"), "{of_gold}");
}
