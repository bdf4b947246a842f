//! `wiredesk export`: records in other forms, read back where we can.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;
use wiredesk::eval::annotation::Annotation;
use wiredesk::eval::formats::{self, ReadOptions};
use wiredesk::text::words;

use crate::harness::{Run, SENTENCE, root, wiredesk};

/// The records of seeds/, of an article with letters beyond ASCII, and of one that fails.
static RECORDS: LazyLock<String> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let odd = "Zoë Müller of Lazarus Group met 金正恩 in Pyongyang 😀 on Friday.\n\n\
               She stole €3 million from Crédit Agricole, Interpol\r\nsaid.\n";
    fs::write(dir.path().join("odd.txt"), odd).unwrap();
    fs::write(dir.path().join("empty.txt"), " ").unwrap();
    let run = wiredesk(root(), &["annotate", "-q", "seeds"]).arg(dir.path()).output().unwrap();
    String::from_utf8(run.stdout).unwrap()
});

fn folder() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.jsonl");
    fs::write(&path, RECORDS.as_str()).unwrap();
    (dir, path)
}

/// A folder with two records that need no model: an article and an error record.
fn sample() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.jsonl");
    fs::copy(root().join("tests/cmd/export/records.jsonl"), &path).unwrap();
    (dir, path)
}

/// All that a file or the files of a folder hold, with their names.
fn whole(place: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    if place.is_file() {
        return vec![(place.to_owned(), fs::read(place).unwrap())];
    }
    let files = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = files.map(|file| (file.clone(), fs::read(file).unwrap())).collect();
    all.sort();
    all
}

/// How many files and folders in `dir` are still being written.
fn unfinished(dir: &Path) -> usize {
    let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().contains(".partial-")).count()
}

fn export(dir: &Path, args: &[&str]) -> Run {
    let mut all = vec!["export"];
    all.extend(args);
    wiredesk(dir, &all).output().expect("the program starts").into()
}

fn articles() -> Vec<Value> {
    let records = RECORDS.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    records.filter(|record| record.get("error").is_none()).collect()
}

/// Label, start, end and text of the mentions that were read back.
fn read_back(path: &Path) -> Vec<Vec<(String, usize, usize, String)>> {
    let set = formats::read(path, &ReadOptions::default()).unwrap();
    let of = |article: &Annotation| {
        let text: Vec<char> = article.text.as_ref().unwrap().chars().collect();
        let mentions = article.mentions.iter().flatten();
        mentions
            .map(|m| (m.label.clone(), m.start, m.end, text[m.start..m.end].iter().collect()))
            .collect()
    };
    set.articles.iter().map(of).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn brat_reads_back_to_the_same_mentions() {
    let (dir, _) = folder();
    let run = export(dir.path(), &["--to", "brat", "a.jsonl", "-o", "brat"]);
    assert_eq!(run.status, 1, "the error record has no place: {}", run.stderr);
    assert!(run.stderr.contains("error records left out: 1"), "{}", run.stderr);
    let wanted: Vec<Vec<(String, usize, usize, String)>> = articles()
        .iter()
        .map(|record| {
            let mentions = record["mentions"].as_array().unwrap().iter();
            let string = |value: &Value| value.as_str().unwrap().to_owned();
            mentions
                .map(|m| {
                    (
                        string(&m["label"]),
                        number(&m["start"]),
                        number(&m["end"]),
                        string(&m["text"]),
                    )
                })
                .collect()
        })
        .collect();
    assert!(wanted.iter().flatten().count() > 100);
    assert_eq!(read_back(&dir.path().join("brat")), wanted);
}

#[test]
fn columns_read_back_to_the_same_mentions() {
    let (dir, _) = folder();
    export(dir.path(), &["--to", "conll", "a.jsonl", "-o", "a.conll"]);
    // For plain text the words of a mention are those of its text; pages have markup in it.
    let is_plain = |record: &&Value| record["source"]["format"] == "txt";
    let wanted: Vec<Vec<(String, String)>> = articles()
        .iter()
        .filter(is_plain)
        .map(|record| {
            let mentions = record["mentions"].as_array().unwrap().iter();
            mentions
                .map(|m| {
                    let text = m["text"].as_str().unwrap();
                    let words: Vec<&str> = words(text).iter().map(|word| word.of(text)).collect();
                    (m["label"].as_str().unwrap().to_owned(), words.join(" "))
                })
                .collect()
        })
        .collect();
    let all = articles();
    let found: Vec<Vec<(String, String)>> = read_back(&dir.path().join("a.conll"))
        .into_iter()
        .zip(&all)
        .filter(|(_, record)| is_plain(record))
        .map(|(mentions, _)| mentions.into_iter().map(|(label, .., text)| (label, text)).collect())
        .collect();
    assert_eq!(found, wanted);
    let counts = |mentions: Vec<Vec<_>>| mentions.iter().map(Vec::len).collect::<Vec<usize>>();
    let of_records: Vec<usize> =
        all.iter().map(|record| record["mentions"].as_array().unwrap().len()).collect();
    assert_eq!(counts(read_back(&dir.path().join("a.conll"))), of_records, "pages as well");
}

#[test]
fn annotations_of_the_web_quote_what_stands_at_their_position() {
    let (dir, _) = folder();
    let run = export(dir.path(), &["--to", "web-annotation", "a.jsonl"]);
    let page: Value = serde_json::from_str(&run.stdout).unwrap();
    let mut items = page["items"].as_array().unwrap().iter();
    for record in articles() {
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        for _ in record["mentions"].as_array().unwrap() {
            let [place, quote] =
                items.next().unwrap()["target"]["selector"].as_array().unwrap().as_slice()
            else {
                panic!("two selectors")
            };
            let (start, end) = (number(&place["start"]), number(&place["end"]));
            let piece = |from: usize, to: usize| text[from..to].iter().collect::<String>();
            assert_eq!(quote["exact"], piece(start, end));
            let prefix = quote["prefix"].as_str().unwrap_or_default();
            let suffix = quote["suffix"].as_str().unwrap_or_default();
            assert_eq!(prefix, piece(start - prefix.chars().count(), start));
            assert_eq!(suffix, piece(end, end + suffix.chars().count()));
        }
    }
    assert!(items.next().is_none());
}

#[test]
fn every_reference_of_a_bundle_leads_to_an_object() {
    let (dir, _) = folder();
    let run = export(dir.path(), &["--to", "stix", "a.jsonl"]);
    let bundle: Value = serde_json::from_str(&run.stdout).unwrap();
    let objects = bundle["objects"].as_array().unwrap();
    let ids: Vec<&Value> = objects.iter().map(|object| &object["id"]).collect();
    for object in objects {
        let listed = object["object_refs"].as_array().into_iter().flatten();
        let ends = ["created_by_ref", "source_ref", "target_ref"].map(|key| &object[key]);
        for reference in listed.chain(ends).filter(|reference| !reference.is_null()) {
            assert!(ids.contains(&reference), "{reference} of {}", object["id"]);
        }
        assert_eq!(ids.iter().filter(|id| **id == &object["id"]).count(), 1, "{}", object["id"]);
    }
    let reports = objects.iter().filter(|object| object["type"] == "report").count();
    assert_eq!(reports, articles().len());
}

#[test]
fn shared_objects_are_the_same_in_every_bundle() {
    let (dir, _) = folder();
    let lines: Vec<&str> = RECORDS.lines().collect();
    let mut known: std::collections::BTreeMap<String, Value> = std::collections::BTreeMap::new();
    for (n, line) in lines.iter().enumerate() {
        let name = format!("{n}.jsonl");
        fs::write(dir.path().join(&name), line).unwrap();
        let run = export(dir.path(), &["--to", "stix", &name]);
        let bundle: Value = serde_json::from_str(&run.stdout).unwrap();
        for object in bundle["objects"].as_array().unwrap() {
            let id = object["id"].as_str().unwrap().to_owned();
            let before = known.entry(id).or_insert_with(|| object.clone());
            assert_eq!(before, object);
        }
    }
}

#[test]
fn lines_that_are_no_records_are_rows_of_errors() {
    let dir = tempfile::tempdir().unwrap();
    let records = format!("{}\n{{\"a\": 1}}\n\nnonsense\n", RECORDS.lines().next().unwrap());
    fs::write(dir.path().join("a.jsonl"), &records).unwrap();
    // A file of such lines is no fault of another kind, as long as there is a record somewhere.
    fs::write(dir.path().join("bad.jsonl"), "worse\n").unwrap();
    let run = export(dir.path(), &["--to", "csv", "a.jsonl", "bad.jsonl", "-o", "out"]);
    assert_eq!(run.status, 1);
    for told in ["a.jsonl:2: no record", "a.jsonl:4: no record", "bad.jsonl:1: no record"] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    let errors = fs::read_to_string(dir.path().join("out/errors.csv")).unwrap();
    let starts = ["2,a.jsonl,2,", "3,a.jsonl,4,", "4,bad.jsonl,1,"];
    for (line, start) in errors.lines().skip(1).zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    assert_eq!(errors.lines().count(), 4);
    let articles = fs::read_to_string(dir.path().join("out/articles.csv")).unwrap();
    assert!(articles.lines().nth(1).unwrap().starts_with("1,"), "{articles}");
}

#[test]
fn packed_and_piped_records_give_the_same_bytes() {
    use std::io::Write;
    let (dir, path) = folder();
    let plain = export(dir.path(), &["--to", "stix", "a.jsonl"]).stdout;
    let zst = zstd::encode_all(fs::File::open(&path).unwrap(), 1).unwrap();
    fs::write(dir.path().join("a.jsonl.zst"), zst).unwrap();
    assert_eq!(export(dir.path(), &["--to", "stix", "a.jsonl.zst"]).stdout, plain);
    let mut command = wiredesk(dir.path(), &["export", "--to", "stix", "-", "-q"]);
    let mut child = command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    std::thread::spawn(move || pipe.write_all(RECORDS.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), plain);
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let (dir, _) = folder();
    fs::create_dir(dir.path().join("out")).unwrap();
    fs::write(dir.path().join("out/thesis.doc"), "x").unwrap();
    let run = export(dir.path(), &["--to", "csv", "a.jsonl", "-o", "out"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("thesis.doc"), "{}", run.stderr);
    assert_eq!(fs::read_dir(dir.path().join("out")).unwrap().count(), 1);
}

#[test]
fn tables_of_the_users_own_are_left_alone() {
    let (dir, _) = sample();
    let out = dir.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("events.csv"), "date,place,what\n2024-02-29,Hall,concert\n").unwrap();
    let run = export(dir.path(), &["--to", "csv", "a.jsonl", "-o", "out"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("holds \"events.csv\", which is not from"), "{}", run.stderr);
    assert!(fs::read_to_string(out.join("events.csv")).unwrap().ends_with("concert\n"));
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    // Of a version that had fewer columns.
    fs::write(out.join("events.csv"), "article,event,type\n1,0,malware\n").unwrap();
    let run = export(dir.path(), &["--to", "csv", "a.jsonl", "-o", "out"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let events = fs::read_to_string(out.join("events.csv")).unwrap();
    assert!(events.starts_with("article,event,type,statement,"), "{events}");
}

#[test]
fn what_is_read_is_not_overwritten() {
    let (dir, path) = sample();
    let before = fs::read(&path).unwrap();
    let mut outputs = vec!["a.jsonl", "./a.jsonl"];
    #[cfg(unix)]
    {
        fs::hard_link(&path, dir.path().join("hard.json")).unwrap();
        std::os::unix::fs::symlink("hard.json", dir.path().join("soft.json")).unwrap();
        outputs.extend(["hard.json", "soft.json"]);
    }
    for output in outputs {
        // The first input is never opened.
        let run = export(dir.path(), &["--to", "stix", "none.jsonl", "a.jsonl", "-o", output]);
        assert_eq!(run.status, 2, "{output}");
        let told = "a.jsonl is read and would be overwritten by the export; name another file";
        assert!(run.stderr.contains(told), "{output}: {}", run.stderr);
        for name in ["a.jsonl", output] {
            assert_eq!(fs::read(dir.path().join(name)).unwrap(), before, "{output}: {name}");
        }
    }
}

#[test]
fn a_former_export_stays_where_a_file_cannot_be_read() {
    use std::io::Write;
    let (dir, path) = sample();
    let at = |name: &str| dir.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    fs::write(at("bad.jsonl"), "bad\nworse\n").unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&fs::read(&path).unwrap()).unwrap();
    let packed = packed.finish().unwrap();
    fs::write(at("cut.jsonl.gz"), &packed[..packed.len() - 20]).unwrap();
    for (form, out) in [("csv", "out"), ("brat", "brat"), ("stix", "a.json")] {
        // What brat and STIX have no place for is the error record.
        let wanted = i32::from(form != "csv");
        let run = export(dir.path(), &["--to", form, "a.jsonl", "-o", out]);
        assert_eq!(run.status, wanted, "{form}: {}", run.stderr);
        let before = whole(&at(out));
        for (inputs, told) in [
            (&["a.jsonl", "none.jsonl"][..], "none.jsonl: no such file"),
            (&["a.jsonl", "folder"], "folder: a folder; name the files"),
            (&["a.jsonl", "cut.jsonl.gz"], "cut.jsonl.gz:"),
            (&["cut.jsonl.gz"], "; the export was given up"),
            (&["bad.jsonl"], "no line is a record"),
        ] {
            let run = export(dir.path(), &[&["--to", form, "-o", out][..], inputs].concat());
            assert_eq!(run.status, 2, "{form} of {inputs:?}: {}", run.stderr);
            assert!(run.stderr.contains(told), "{form} of {inputs:?}: {}", run.stderr);
            assert_eq!(whole(&at(out)), before, "{form} of {inputs:?}");
        }
        let run = export(dir.path(), &["--to", form, "a.jsonl", "none.jsonl", "-o", "new"]);
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert_eq!(unfinished(dir.path()), 0, "{form}");
        assert!(!at("new").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_stopped_export_leaves_the_former_one_and_nothing_else() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};
    let (dir, path) = sample();
    let run = export(dir.path(), &["--to", "csv", "a.jsonl", "-o", "out"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let before = whole(&dir.path().join("out"));
    let mut command = wiredesk(dir.path(), &["export", "--to", "csv", "-", "a.jsonl", "-o", "out"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(&fs::read(&path).unwrap()).unwrap();
    let start = Instant::now();
    while unfinished(dir.path()) == 0 {
        assert!(start.elapsed() < Duration::from_mins(2), "nothing is begun");
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    // What wrote into the pipe ends, too.
    drop(pipe);
    let run: Run = child.wait_with_output().unwrap().into();
    assert_eq!(run.status, 143, "{}", run.stderr);
    assert!(run.stderr.contains("stopped before the end"), "{}", run.stderr);
    assert_eq!(whole(&dir.path().join("out")), before);
    assert_eq!(unfinished(dir.path()), 0);
}

#[test]
fn a_bundle_has_the_words_of_a_page_without_its_markup() {
    let (dir, path) = sample();
    let records = fs::read_to_string(path).unwrap();
    let mut record: Value = serde_json::from_str(records.lines().next().unwrap()).unwrap();
    let mut bundle = |format: &str, headline: &str, said: &str, target: &str, sum: &str| {
        record["source"]["format"] = format.into();
        record["title"] = serde_json::json!({ "start": 0, "end": 13, "text": headline });
        record["statements"][0]["text"] = said.into();
        record["events"][0]["targets"][0]["text"] = target.into();
        record["amounts"][0]["text"] = sum.into();
        fs::write(dir.path().join("b.jsonl"), format!("{record}\n")).unwrap();
        let run = export(dir.path(), &["--to", "stix", "b.jsonl"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    let of_a_page = bundle(
        "html",
        "<b>Lazarus&nbsp;Group</b> &amp;\n friends",
        "<a href=\"/x\">Lazarus Group</a> stole <i>it</i>",
        "<b>Orbit</b> Bridge &amp; Co",
        "$600&nbsp;million",
    );
    let plain = bundle(
        "txt",
        "Lazarus Group & friends",
        "Lazarus Group stole it",
        "Orbit Bridge & Co",
        "$600 million",
    );
    assert_eq!(of_a_page, plain);
    let bundle: Value = serde_json::from_str(&plain).unwrap();
    let objects = bundle["objects"].as_array().unwrap();
    for (key, words) in [
        ("name", "Lazarus Group & friends"),
        ("description", "Lazarus Group stole it"),
        ("name", "Orbit Bridge & Co"),
    ] {
        assert!(objects.iter().any(|object| object[key] == words), "{words}: {plain}");
    }
    assert!(plain.contains("Lazarus Group to Orbit Bridge & Co; $600 million"), "{plain}");
}

#[test]
fn amounts_that_fit_no_column_are_told_with_their_digits() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), SENTENCE).unwrap();
    let run = wiredesk(dir.path(), &["annotate", "-q", "a.txt"]).output().unwrap();
    let record = String::from_utf8(run.stdout).unwrap();
    let vast = "79228162514264337593543950335";
    assert!(record.contains("\"value\":3000000000,"), "{record}");
    let record = record.replace("\"value\":3000000000,", &format!("\"value\":{vast},"));
    fs::write(dir.path().join("a.jsonl"), record).unwrap();
    let run = export(dir.path(), &["--to", "csv", "--tables", "amounts", "a.jsonl", "-o", "out"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("that does not fit decimal(38, 10): 1"), "{}", run.stderr);
    let amounts = fs::read_to_string(dir.path().join("out/amounts.csv")).unwrap();
    let digits = format!("\"{{\"\"value\"\":\"\"{vast}\"\"}}\"");
    assert!(amounts.contains(&digits), "{amounts}");
    assert_eq!(fs::read_dir(dir.path().join("out")).unwrap().count(), 1, "only what was asked for");
}

#[cfg(not(feature = "tables"))]
#[test]
fn without_the_feature_the_mend_is_told() {
    let (dir, _) = folder();
    let run = export(dir.path(), &["--to", "parquet", "a.jsonl", "-o", "out"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("--features tables"), "{}", run.stderr);
    assert!(!dir.path().join("out").exists());
}

#[cfg(feature = "tables")]
#[test]
fn columnar_files_are_the_same_bytes_every_time() {
    let (dir, _) = folder();
    for (form, magic) in [("parquet", &b"PAR1"[..]), ("arrow", b"ARROW1")] {
        for place in ["one", "two"] {
            let run = export(dir.path(), &["--to", form, "a.jsonl", "-o", place]);
            assert_eq!(run.status, 0, "{}", run.stderr);
        }
        let mut files = 0;
        for entry in fs::read_dir(dir.path().join("one")).unwrap() {
            let entry = entry.unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            assert!(bytes.starts_with(magic), "{:?}", entry.path());
            assert_eq!(bytes, fs::read(dir.path().join("two").join(entry.file_name())).unwrap());
            files += 1;
        }
        assert_eq!(files, wiredesk::tables::Table::ALL.len(), "the former export is gone");
    }
}

#[test]
fn nothing_to_export_leaves_the_former_export() {
    let (dir, _) = sample();
    fs::write(dir.path().join("empty.jsonl"), "\n").unwrap();
    for to in ["csv", "stix", "brat", "conll", "web-annotation"] {
        let made = export(dir.path(), &["--to", to, "a.jsonl", "-o", to]);
        assert!(made.status < 2, "{}", made.stderr);
        let before = whole(&dir.path().join(to));
        assert!(!before.is_empty());
        // Standard input is empty, as behind a command that failed.
        for records in ["-", "empty.jsonl"] {
            let run = export(dir.path(), &["--to", to, records, "-o", to]);
            assert_eq!(run.status, 2, "{to}");
            assert!(run.stderr.contains("no record came"), "{}", run.stderr);
            assert_eq!(whole(&dir.path().join(to)), before);
        }
    }
    assert_eq!(unfinished(dir.path()), 0);
}
