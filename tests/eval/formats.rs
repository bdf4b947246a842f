//! The same sentence in every format of gold, and faults told with file and line.

use std::fs;
use std::path::{Path, PathBuf};

use wiredesk::eval::formats::{self, Format, ReadOptions, Set};

/// Files in a folder of their own; returns the folder and the first of them.
fn files(all: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in all {
        fs::write(dir.path().join(name), text).unwrap();
    }
    let first = dir.path().join(all[0].0);
    (dir, first)
}

fn read(path: &Path) -> Result<Set, String> {
    formats::read(path, &ReadOptions::default()).map_err(|error| error.to_string())
}

/// Texts of the mentions with their labels, article by article.
fn mentions(set: &Set) -> Vec<String> {
    let of = |article: &wiredesk::eval::annotation::Annotation| {
        let text: Vec<char> = article.text.as_ref().unwrap().chars().collect();
        let shown =
            article.mentions.iter().flatten().map(|m| {
                format!("{} {}", m.label, text[m.start..m.end].iter().collect::<String>())
            });
        shown.collect::<Vec<_>>().join(", ")
    };
    set.articles.iter().map(of).collect()
}

#[test]
fn each_format_is_recognised_and_says_the_same() {
    let spans = r#"{"text": "Zoë Lee hit Orbit Bridge.", "spans": [{"start": 0, "end": 7, "label": "PER"}, {"start": 12, "end": 24, "label": "ORG"}]}"#;
    let pair = r#"["Zoë Lee hit Orbit Bridge.", {"entities": [[0, 7, "PER"], [12, 24, "ORG"]]}]"#;
    let doccano = r#"{"id": 1, "text": "Zoë Lee hit Orbit Bridge.", "label": [[12, 24, "ORG"], [0, 7, "PER"]]}"#;
    let studio = r#"[{"id": 7, "data": {"text": "Zoë Lee hit Orbit Bridge."}, "annotations": [
        {"was_cancelled": true, "result": []},
        {"result": [{"type": "labels", "value": {"start": 0, "end": 7, "text": "Zoë Lee", "labels": ["PER"]}},
                    {"type": "labels", "value": {"start": 12, "end": 24, "labels": ["ORG"]}}]}]}]"#;
    let minimal = r#"[{"id": 7, "text": "Zoë Lee hit Orbit Bridge.", "ner": [
        {"start": 0, "end": 7, "labels": ["PER"]}, {"start": 12, "end": 24, "labels": ["ORG"]}]}]"#;
    let own = r#"{"text": "Zoë Lee hit Orbit Bridge.", "mentions": [{"start": 0, "end": 7, "label": "PER"}, {"start": 12, "end": 24, "text": "Orbit Bridge", "label": "ORG"}]}"#;
    let columns = "Zoë B-PER\nLee I-PER\nhit O\nOrbit B-ORG\nBridge I-ORG\n. O\n";
    let ann = "T1\tPER 0 7\tZoë Lee\nR1\tHit Arg1:T1 Arg2:T2\nT2\tORG 12 17;18 24\tOrbit Bridge\n";
    let cases: [(&[(&str, &str)], Format); 8] = [
        (&[("a.jsonl", spans)], Format::Spans),
        (&[("a.jsonl", pair)], Format::Spans),
        (&[("a.jsonl", doccano)], Format::Spans),
        (&[("a.json", studio)], Format::LabelStudio),
        (&[("a.json", minimal)], Format::LabelStudio),
        (&[("a.jsonl", own)], Format::Records),
        (&[("a.conll", columns)], Format::Columns),
        (&[("a.ann", ann), ("a.txt", "Zoë Lee hit Orbit Bridge.")], Format::Brat),
    ];
    for (all, format) in cases {
        let (dir, first) = files(all);
        for path in [first.as_path(), dir.path()] {
            let set = read(path).unwrap();
            assert_eq!(set.format, format, "{}", all[0].1);
            assert_eq!(mentions(&set), ["PER Zoë Lee, ORG Orbit Bridge"], "{}", all[0].1);
        }
    }
}

#[test]
fn columns_of_many_sets_are_read() {
    let bar = "PER Zoë Lee";
    let cases = [
        ("-DOCSTART- -X- -X- O\n\nZoë NNP B-NP B-PER\nLee NNP I-NP I-PER\n\n", "four columns"),
        ("Zoë\tI-PER\r\nLee\tI-PER\r\n\t\r\n", "IOB1, carriage returns, a line of one tab"),
        ("<DOCSTART>\tO\tO\n\nZoë\tO\tB-PER\nLee\tO\tI-PER\n", "the last of two columns of tags"),
        (
            "# newdoc id = a\n# text = Zoë Lee\n1\tZoë\tB-PER\t-\tme\n2\tLee\tI-PER\t-\tme\n",
            "numbers first",
        ),
        ("Zoë B-PER\nLee E-PER\n", "BIOES"),
        ("Zoë B-PER\nLee L-PER\n", "BILOU"),
    ];
    for (text, what) in cases {
        let (_dir, path) = files(&[("a.conll", text)]);
        let set = read(&path).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(mentions(&set), [bar], "{what}");
        assert_eq!(set.articles[0].text.as_deref(), Some("Zoë Lee\n"), "{what}");
        assert_eq!(set.articles[0].words, Some(vec![vec![[0, 3], [4, 7]]]), "{what}");
    }
    let (_dir, path) = files(&[("a.conll", "-DOCSTART- O\n\na O\n\n-DOCSTART- O\n\nb O\n\nc O\n")]);
    let sentences = |a: &wiredesk::eval::annotation::Annotation| a.words.as_ref().unwrap().len();
    assert_eq!(read(&path).unwrap().articles.iter().map(sentences).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn faults_name_file_and_line() {
    let cases = [
        ("a.jsonl", "{\"text\": \"Kim\", \"mentons\": []}\n", "a.jsonl:1: unknown field `mentons`"),
        (
            "a.jsonl",
            "\n{\"text\": \"Kim\", \"mentions\": [{\"start\": 0, \"end\": 9, \"label\": \"PER\"}]}\n",
            "a.jsonl:2: mentions[0]: 0..9 lies beyond the text of 3 code points",
        ),
        ("a.jsonl", "{\"text\": \"Kim\"\n", "a.jsonl:1: EOF"),
        (
            "a.conll",
            "Kim B-PER\npaid O\n\nup to\n",
            "a.conll:1: no column holds a tag on every line (line 4",
        ),
        ("a.conll", "Kim X-PER\n", "a.conll:1: no column holds a tag"),
        ("a.ann", "T1\tPER zero 3\tKim\n", "a.ann:1: "),
        (
            "a.json",
            "[{\"id\": 7, \"data\": {\"text\": \"Kim\"}, \"annotations\": [{\"result\": [{\"value\": {\"start\": 0, \"end\": 9, \"labels\": [\"PER\"]}}]}]}]",
            "task 7: result 0",
        ),
    ];
    for (name, text, expected) in cases {
        let (_dir, path) = files(&[(name, text), ("a.txt", "Kim paid.")]);
        let error = read(&path).unwrap_err();
        assert!(error.contains(expected), "{error}");
        assert!(error.starts_with(&path.display().to_string()), "{error}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let line =
        "{\"text\": \"Kim\", \"dates\": [{\"start\": 2, \"end\": 2, \"value\": \"soon\"}]}\n";
    let (_dir, path) = files(&[("a.jsonl", &line.repeat(3))]);
    assert_eq!(read(&path).unwrap_err().lines().count(), 6);
}

#[test]
fn rejected_examples_are_left_out_and_counted() {
    let text = "{\"text\": \"Kim\", \"spans\": [], \"answer\": \"accept\"}\n\
                {\"text\": \"Kim\", \"spans\": [], \"answer\": \"reject\"}\n\
                {\"text\": \"Kim\", \"answer\": \"ignore\"}\n";
    let (_dir, path) = files(&[("a.jsonl", text)]);
    let set = read(&path).unwrap();
    assert_eq!((set.articles.len(), set.remarks.len()), (1, 1));
    assert!(set.remarks[0].contains("2 examples left out"));
}
