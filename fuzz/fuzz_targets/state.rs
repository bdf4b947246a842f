//! Any bytes as an output to go on with, or as a file of the state beside it: gone on with or
//! refused, no record lost, and nothing touched that is not the output's.
#![no_main]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use wiredesk::article::Format;
use wiredesk::article::read::Document;
use wiredesk::duplicates::Duplicates;
use wiredesk::output::Limits;
use wiredesk::record::{ModelProvenance, Provenance};
use wiredesk::resume::{DATABASE, Mode, ResumeError, Resumed, Settings, folder_for};

const TEXT: &str = "Kim né paid $3m.";
/// A record of [`TEXT`], as far as it is looked at. Its id is what `sha256sum` says of the text.
const LINE: &str = concat!(
    r#"{"schema":"wiredesk/1","id":"e6e230d6e621fc5ddff8d2fda87255f0b141fb4680e7e5f06f04e16661b8eb70","source":{"path":"a.txt","item":null,"format":"txt","#,
    r#""encoding":"utf-8","bytes":17,"fields":{}},"text":"Kim né paid $3m.","provenance":"#,
    r#"{"wiredesk":"1","model":{"name":"m","digest":"d"},"engine":"e","config":"c"}}"#,
    "\n"
);

fn open(output: &Path, mode: Mode) -> Result<Resumed, ResumeError> {
    let provenance = Provenance {
        wiredesk: "1".into(),
        model: ModelProvenance { name: "m".into(), digest: "d".into() },
        threat_model: None,
        engine: "e".into(),
        config: "c".into(),
    };
    let (limits, duplicates) = (Limits::default(), Duplicates::default());
    let (provenance, given) = (&provenance, &BTreeMap::new());
    Resumed::open(output, &Settings { provenance, given, limits, mode, duplicates })
}

/// A database of an output that holds [`LINE`].
fn database() -> &'static [u8] {
    static DATABASE_OF_ONE: OnceLock<Vec<u8>> = OnceLock::new();
    DATABASE_OF_ONE.get_or_init(|| {
        let (_dir, output) = folder();
        fs::write(&output, LINE).expect("the output is written");
        let resumed = open(&output, Mode::GoOn).expect("it is an output");
        assert!(!is_new(&resumed), "the digest in LINE is that of TEXT");
        resumed.finish().expect("it ends well");
        fs::read(folder_for(&output).join(DATABASE)).expect("it has a state")
    })
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a folder for the files");
    let output = dir.path().join("inside/a.jsonl");
    fs::create_dir(dir.path().join("inside")).expect("the folder is made");
    (dir, output)
}

fn is_new(resumed: &Resumed) -> bool {
    let document = Document::from_text("b.txt", TEXT.into(), Format::Txt);
    resumed.is_new(&document).expect("the state can be read")
}

fuzz_target!(|input: (u8, &[u8])| {
    let (which, bytes) = input;
    match which % 6 {
        0 => foreign_output("a.jsonl", bytes),
        1 => foreign_output("a.jsonl.gz", bytes),
        2 => foreign_output("a.jsonl.zst", bytes),
        3 => foreign_database(bytes),
        4 => foreign_database(&patched(bytes)),
        _ => foreign_move(bytes),
    }
});

/// An output that is gone on with keeps its whole lines, one that is refused stays as it is.
fn foreign_output(name: &str, bytes: &[u8]) {
    let (_dir, output) = folder();
    let output = output.with_file_name(name);
    fs::write(&output, bytes).expect("the output is written");
    match open(&output, Mode::GoOn) {
        Ok(resumed) => {
            resumed.finish().expect("it ends well");
            let now = fs::read(&output).expect("the output is there");
            if name == "a.jsonl" {
                assert!(bytes.starts_with(&now) && !bytes[now.len()..].contains(&b'\n'));
            }
        }
        Err(_) => assert_eq!(fs::read(&output).expect("the output is there"), bytes),
    }
}

/// Whatever the state says: the record is there and known, or it is not there and comes again.
fn foreign_database(bytes: &[u8]) {
    let (_dir, output) = folder();
    fs::write(&output, LINE).expect("the output is written");
    fs::create_dir(folder_for(&output)).expect("the folder is made");
    fs::write(folder_for(&output).join(DATABASE), bytes).expect("the state is written");
    let resumed = open(&output, Mode::GoOn).expect("a state that is of no use is made anew");
    let is_new = is_new(&resumed);
    resumed.finish().expect("it ends well");
    let now = fs::read_to_string(&output).expect("the output is there");
    assert_eq!(now, if is_new { "" } else { LINE });
}

/// A database with some of its bytes changed: three say where, one to what.
fn patched(changes: &[u8]) -> Vec<u8> {
    let mut image = database().to_vec();
    for change in changes.chunks_exact(4) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize % image.len();
        image[at] = change[3];
    }
    image
}

/// A move that somebody else has prepared moves and removes nothing but the output's own files.
fn foreign_move(list: &[u8]) {
    let (dir, output) = folder();
    let others = ["other.txt", "inside/other.txt", "inside/a-1.jsonl"].map(|n| dir.path().join(n));
    fs::write(&output, LINE).expect("the output is written");
    let next = folder_for(&output).join("next");
    fs::create_dir_all(&next).expect("the folder is made");
    for other in &others {
        fs::write(other, TEXT).expect("the file is written");
    }
    fs::write(next.join("ready.json"), list).expect("the list is written");
    let _ = open(&output, Mode::GoOn).map(Resumed::finish);
    for other in &others {
        assert_eq!(fs::read_to_string(other).ok().as_deref(), Some(TEXT));
    }
}
