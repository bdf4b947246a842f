//! What a reader gives is what stands in the file: texts and spans are drawn, written as each format
//! writes them, and read back. And whatever bytes a file holds, reading ends in annotations that fit
//! their text or in a message.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::{Value, json};
use wiredesk::eval::formats::{self, Format, ReadOptions, Set};

/// Words of one and more bytes, and of characters that UTF-16 writes as two units.
const WORDS: [&str; 9] =
    ["Kim", "né", "😀", "\u{1d518}x", "e\u{301}", "한국", "$3bn", "a|b", "\"q\\"];
const LABELS: [&str; 3] = ["PER", "ORG", "X_Y-Z"];

/// Words, and which of them are an entity: first word, number of words, label.
#[derive(Clone, Debug)]
struct Drawn {
    words: Vec<&'static str>,
    entities: Vec<(usize, usize, &'static str)>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let stretch = (
        prop::collection::vec(prop::sample::select(&WORDS[..]), 1..4),
        prop::option::of(prop::sample::select(&LABELS[..])),
    );
    prop::collection::vec(stretch, 1..8).prop_map(|stretches| {
        let (mut words, mut entities) = (Vec::new(), Vec::new());
        for (some, label) in stretches {
            entities.extend(label.map(|label| (words.len(), some.len(), label)));
            words.extend(some);
        }
        Drawn { words, entities }
    })
}

impl Drawn {
    fn text(&self) -> String {
        self.words.join(" ")
    }

    /// Start, end and label of each entity, in whatever `measure` counts of a string.
    fn spans(&self, measure: impl Fn(&str) -> usize) -> Vec<(usize, usize, &'static str)> {
        let before =
            |words: usize| self.words[..words].iter().map(|word| measure(word) + 1).sum::<usize>();
        let span = |&(first, words, label): &(usize, usize, &'static str)| {
            (before(first), before(first + words) - 1, label)
        };
        self.entities.iter().map(span).collect()
    }

    fn points(&self) -> Vec<(usize, usize, &'static str)> {
        self.spans(|word| word.chars().count())
    }
}

fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    (dir, path)
}

/// A text and its mentions.
type Article = (String, Vec<(usize, usize, String)>);

fn read(set: &Set) -> Vec<Article> {
    let of = |article: &wiredesk::eval::annotation::Annotation| {
        let mentions = article.mentions.iter().flatten();
        let mentions = mentions.map(|m| (m.start, m.end, m.label.clone())).collect();
        (article.text.clone().unwrap(), mentions)
    };
    set.articles.iter().map(of).collect()
}

fn expected(all: &[Drawn], end: &str) -> Vec<Article> {
    let of = |drawn: &Drawn| {
        let spans = drawn.points().into_iter().map(|(s, e, label)| (s, e, label.to_owned()));
        (drawn.text() + end, spans.collect())
    };
    all.iter().map(of).collect()
}

fn spans_line(drawn: &Drawn, way: u8) -> Value {
    let lists: Vec<Value> = drawn.points().into_iter().map(|(s, e, l)| json!([s, e, l])).collect();
    let objects: Vec<Value> = drawn
        .points()
        .into_iter()
        .map(|(s, e, l)| json!({"start": s, "end": e, "label": l}))
        .collect();
    match way {
        0 => json!({"text": drawn.text(), "spans": objects, "answer": "accept"}),
        1 => json!([drawn.text(), {"entities": lists}]),
        2 => json!({"id": 3, "text": drawn.text(), "label": lists}),
        _ => json!({"text": drawn.text(), "entities": objects}),
    }
}

fn task(drawn: &Drawn, says_text: bool, is_minimal: bool) -> Value {
    let text: Vec<char> = drawn.text().chars().collect();
    let units = drawn.spans(|word| word.encode_utf16().count());
    let value = |((start, end, label), (s, e, _)): ((usize, usize, &str), (usize, usize, &str))| {
        let mut value = json!({"start": start, "end": end, "labels": [label]});
        if says_text {
            value["text"] = text[s..e].iter().collect::<String>().into();
        }
        value
    };
    let values = units.into_iter().zip(drawn.points()).map(value);
    if is_minimal {
        return json!({"id": 1, "text": drawn.text(), "label": values.collect::<Vec<_>>()});
    }
    let results: Vec<Value> =
        values.map(|value| json!({"type": "labels", "value": value})).collect();
    json!({"id": 1, "data": {"text": drawn.text()}, "annotations": [{"result": results}]})
}

proptest! {
    #[test]
    fn spans_are_read_as_written(all in prop::collection::vec(drawn(), 1..4), way in 0u8..4) {
        let lines: Vec<String> = all.iter().map(|d| spans_line(d, way).to_string()).collect();
        let (_dir, path) = file("a.jsonl", lines.join("\n").as_bytes());
        let set = formats::read(&path, &ReadOptions::default()).unwrap();
        prop_assert_eq!(set.format, Format::Spans);
        prop_assert_eq!(read(&set), expected(&all, ""));
    }

    #[test]
    fn label_studio_is_read_as_written(
        all in prop::collection::vec(drawn(), 1..4), says_text: bool, is_minimal: bool,
    ) {
        // Without a result JSON-MIN does not say that anybody looked.
        let all: Vec<Drawn> =
            all.into_iter().filter(|drawn| !is_minimal || !drawn.entities.is_empty()).collect();
        prop_assume!(!all.is_empty());
        let tasks: Vec<Value> = all.iter().map(|drawn| task(drawn, says_text, is_minimal)).collect();
        let (_dir, path) = file("a.json", Value::from(tasks).to_string().as_bytes());
        let set = formats::read(&path, &ReadOptions::default()).unwrap();
        prop_assert_eq!(set.format, Format::LabelStudio);
        prop_assert_eq!(read(&set), expected(&all, ""));
    }

    #[test]
    fn brat_is_read_as_written(drawn in drawn(), is_cut: bool) {
        let mut lines = String::new();
        for (at, (start, end, label)) in drawn.points().into_iter().enumerate() {
            let place = if is_cut && end - start > 2 {
                format!("{start} {};{} {end}", start + 1, end - 1)
            } else {
                format!("{start} {end}")
            };
            let _ = writeln!(lines, "T{at}\t{label} {place}\twhatever\nR{at}\tHit Arg1:T0 Arg2:T1");
        }
        let (dir, path) = file("a.ann", lines.as_bytes());
        fs::write(dir.path().join("a.txt"), drawn.text()).unwrap();
        let set = formats::read(&path, &ReadOptions::default()).unwrap();
        prop_assert_eq!(read(&set), expected(&[drawn], ""));
    }

    #[test]
    fn columns_are_read_as_written(
        all in prop::collection::vec(drawn(), 1..4), has_tabs: bool, has_returns: bool,
    ) {
        let (part, end) = (if has_tabs { "\t" } else { " " }, if has_returns { "\r\n" } else { "\n" });
        let mut lines = String::new();
        for drawn in &all {
            let _ = write!(lines, "-DOCSTART-{part}O{end}{end}");
            let mut tags = vec!["O".to_owned(); drawn.words.len()];
            for (first, words, label) in &drawn.entities {
                for (at, tag) in tags.iter_mut().enumerate().skip(*first).take(*words) {
                    *tag = format!("{}-{label}", if at == *first { "B" } else { "I" });
                }
            }
            for (word, tag) in drawn.words.iter().zip(tags) {
                let _ = write!(lines, "{word}{part}{tag}{end}");
            }
            lines += end;
        }
        let (_dir, path) = file("a.conll", lines.as_bytes());
        let set = formats::read(&path, &ReadOptions::default()).unwrap();
        prop_assert_eq!(set.format, Format::Columns);
        prop_assert_eq!(read(&set), expected(&all, "\n"));
    }

    #[test]
    fn any_bytes_end_in_annotations_that_fit_or_in_a_message(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            prop::collection::vec(prop::sample::select(&b"T1\tPER 0 3;\n{}[]\":,-BIO\r\xef\xbb\xbf\xf0"[..]), 0..200),
        ],
        format in prop::option::of(prop::sample::select(&Format::ALL[..])),
        name in prop::sample::select(vec!["a.jsonl", "a.json", "a.conll", "a.ann", "a.txt", "a"]),
    ) {
        let (dir, path) = file(name, &bytes);
        if name != "a.txt" {
            fs::write(dir.path().join("a.txt"), "Kim né paid.").unwrap();
        }
        let options = ReadOptions { format, ..ReadOptions::default() };
        let Ok(set) = formats::read(&path, &options) else { return Ok(()) };
        for article in &set.articles {
            let length = article.text.as_ref().map_or(usize::MAX, |text| text.chars().count());
            for mention in article.mentions.iter().flatten() {
                prop_assert!(mention.start < mention.end && mention.end <= length);
            }
        }
    }
}
