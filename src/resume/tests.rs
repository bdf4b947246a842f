//! A run that meets the same files again and again.

use std::fs;

use serde_json::value::RawValue;

use super::*;
use crate::article::read::FailureKind;
use crate::article::{Format, Source};
use crate::record::{ErrorDetail, ErrorRecord, Line, ModelProvenance, SCHEMA};

/// A folder with an output in it and a file that fails.
struct Dropped {
    dir: tempfile::TempDir,
    provenance: Provenance,
}

impl Dropped {
    fn new() -> Self {
        let provenance = Provenance {
            wiredesk: "1".into(),
            model: ModelProvenance { name: "m".into(), digest: "d".into() },
            threat_model: None,
            engine: "e".into(),
            config: "c".into(),
        };
        Self { dir: tempfile::tempdir().unwrap(), provenance }
    }

    fn output(&self) -> PathBuf {
        self.dir.path().join("out.jsonl")
    }

    fn open(&self) -> Resumed {
        let settings = Settings {
            provenance: &self.provenance,
            given: &BTreeMap::new(),
            limits: Limits::default(),
            mode: Mode::GoOn,
            duplicates: Duplicates::Keep,
        };
        Resumed::open(&self.output(), &settings).unwrap()
    }

    /// Writes the file, has it fail as ever, and counts the error records.
    fn fail(&self, resumed: &Resumed, bytes: &str) -> usize {
        let path = self.dir.path().join("bad.txt");
        fs::write(&path, bytes).unwrap();
        let error = ErrorRecord {
            schema: SCHEMA.to_owned(),
            id: None,
            source: Source::new(path.to_str().unwrap()),
            error: ErrorDetail { kind: FailureKind::Empty, message: "no text".to_owned() },
            provenance: self.provenance.clone(),
        };
        resumed.write(&Line::Error(Box::new(error)).into()).unwrap();
        resumed.settle().unwrap();
        fs::read_to_string(self.output()).unwrap().lines().count()
    }
}

#[test]
fn a_failure_is_another_one_when_its_file_was_changed() {
    let dropped = Dropped::new();
    let resumed = dropped.open().each_once();
    let fail = |bytes: &str| dropped.fail(&resumed, bytes);
    assert_eq!([fail("a"), fail("a"), fail("b"), fail("b"), fail("a")], [1, 1, 2, 2, 2]);
    drop(resumed);
    // What is known outlasts the run.
    let resumed = dropped.open().each_once();
    assert_eq!([dropped.fail(&resumed, "b"), dropped.fail(&resumed, "c")], [2, 3]);
    drop(resumed);
    // A run that meets each file once looks at what is wrong alone.
    let resumed = dropped.open();
    assert_eq!(dropped.fail(&resumed, "d"), 3);
    drop(resumed);
    // Where nothing is known of the bytes, they count as those that failed before.
    fs::remove_dir_all(folder_for(&dropped.output())).unwrap();
    let resumed = dropped.open().each_once();
    assert_eq!([dropped.fail(&resumed, "e"), dropped.fail(&resumed, "f")], [3, 4]);
}

#[test]
fn an_article_is_new_until_the_output_has_it_and_written_once() {
    let dropped = Dropped::new();
    let resumed = dropped.open().each_once();
    let document = Document::from_text("a.txt", "Seoul said so.".to_owned(), Format::Txt);
    let is_new = || resumed.is_new(&document).unwrap();
    assert_eq!([is_new(), is_new()], [true, true], "the first of two copies may fail");
    assert_eq!(dropped.fail(&resumed, "Seoul said so."), 1);
    assert!(is_new(), "it failed and is met again");
    let output = Output {
        json: RawValue::from_string("{}".to_owned()).unwrap(),
        failure: None,
        not_read: None,
        no_text: false,
        key: Key::of_document(&document),
        signature: None,
    };
    for _copy in 0..2 {
        resumed.write(&output).unwrap();
    }
    assert!(!is_new());
    let Counts { new, there, failed, .. } = resumed.finish().unwrap();
    assert_eq!([new, there, failed], [1, 2, 1]);
    assert_eq!(fs::read_to_string(dropped.output()).unwrap().lines().count(), 2);
}
