//! How the amounts and dates that we find lie to those of corpora that people marked, and how fast
//! we are. Not a test of right and wrong, as the corpora have conventions of their own: re3d marks
//! "23" where we mark "23 people", takes "more than" into its spans and counts "money" as Money;
//! CASIE marks only what belongs to an event. Figures are printed, and only a fall far below what
//! was reached once fails. Needs the corpora, which are not ours to ship:
//!
//!     WIREDESK_DATA=/path cargo test --release --test amounts_measure -- --ignored --nocapture
//!
//! With `WIREDESK_SHOW=1` each span that was missed or found too much is printed.

use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::civil::date;
use serde_json::Value;
use wiredesk::extract::amounts::amounts_beside;
use wiredesk::extract::dates::dates;
use wiredesk::taxonomy::AmountKind;
use wiredesk::text::{Span, sentences};

/// A file of the corpora, or nothing where there are none.
fn data(path: &str) -> Option<PathBuf> {
    let Some(root) = std::env::var_os("WIREDESK_DATA") else {
        eprintln!("SKIPPED: WIREDESK_DATA is not set");
        return None;
    };
    let path = Path::new(&root).join(path);
    if !path.exists() {
        eprintln!("SKIPPED: cannot read {}", path.display());
        return None;
    }
    Some(path)
}

/// What a span is, over both grammars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Date,
    Amount(AmountKind),
}

fn found(text: &str) -> Vec<(Span, Kind)> {
    let mut all = Vec::new();
    for sentence in sentences(text) {
        let part = sentence.of(text);
        let dates = dates(part, Some(date(2018, 6, 15)));
        let amounts = amounts_beside(part, &dates);
        let start = sentence.start();
        all.extend(dates.iter().map(|d| (d.span.shift(start), Kind::Date)));
        all.extend(amounts.iter().map(|a| (a.span.shift(start), Kind::Amount(a.kind))));
    }
    all
}

/// A document with the spans of its corpus, in bytes.
struct Document {
    text: String,
    gold: Vec<(Span, String)>,
}

/// Reads a corpus of one JSON object on a line, its spans in code points.
fn documents(path: &Path, spans: &str) -> Vec<Document> {
    let read = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        let text = value["text"].as_str().unwrap().to_owned();
        let bytes: Vec<usize> =
            text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let place = |value: &Value| {
            let at = usize::try_from(value.as_u64().unwrap()).unwrap();
            bytes.get(at).copied().unwrap_or(text.len())
        };
        let span = |s: &Value| {
            let (from, to) = (place(&s[0]), place(&s[1]));
            (Span::new(from, to.max(from)), s[2].as_str().unwrap().to_owned())
        };
        let gold = value[spans].as_array().unwrap().iter().map(span).collect();
        Document { text, gold }
    };
    std::fs::read_to_string(path).unwrap().lines().map(read).collect()
}

/// Spans of the same place and of overlapping places.
#[derive(Debug, Default)]
struct Score {
    found: usize,
    expected: usize,
    exact: usize,
    /// Expected spans that some found one touches.
    touched: usize,
    /// Found spans that touch some expected one.
    touching: usize,
}

impl Score {
    fn add(&mut self, text: &str, found: &[Span], expected: &[Span]) {
        let show = std::env::var_os("WIREDESK_SHOW").is_some();
        self.found += found.len();
        self.expected += expected.len();
        for span in expected {
            self.exact += usize::from(found.contains(span));
            let touched = found.iter().any(|f| f.overlaps(*span));
            self.touched += usize::from(touched);
            if show && !touched {
                println!("  missed {:?}", around(text, *span));
            }
        }
        for span in found {
            let touching = expected.iter().any(|e| e.overlaps(*span));
            self.touching += usize::from(touching);
            if show && !touching {
                println!("  beside {:?}", around(text, *span));
            }
        }
    }

    fn print(&self, what: &str) {
        println!(
            "{what}: {} expected, {} found; exact precision {:.3} recall {:.3}; \
             overlap precision {:.3} recall {:.3}",
            self.expected,
            self.found,
            ratio(self.exact, self.found),
            ratio(self.exact, self.expected),
            ratio(self.touching, self.found),
            ratio(self.touched, self.expected),
        );
    }
}

#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

/// The span in brackets, with some words around it.
fn around(text: &str, span: Span) -> String {
    let before: String = text[..span.start()].chars().rev().take(40).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[span.end()..].chars().take(30).collect();
    format!("{before}[{}]{after}", span.of(text))
}

fn spans_of(all: &[(Span, Kind)], kinds: &[Kind]) -> Vec<Span> {
    all.iter().filter(|(_, kind)| kinds.contains(kind)).map(|(span, _)| *span).collect()
}

const DURATION: Kind = Kind::Amount(AmountKind::Duration);
const NUMBERS: &[Kind] = &[
    Kind::Amount(AmountKind::Count),
    Kind::Amount(AmountKind::Percent),
    DURATION,
    Kind::Amount(AmountKind::Money),
];

#[test]
#[ignore = "needs WIREDESK_DATA"]
fn spans_against_re3d() {
    let Some(path) = data("ner/re3d/re3d_spans.jsonl") else { return };
    let documents = documents(&path, "spans");
    let types: [(&str, &[Kind]); 3] = [
        ("Money", &[Kind::Amount(AmountKind::Money)]),
        ("Temporal", &[Kind::Date, DURATION]),
        ("Quantity", NUMBERS),
    ];
    for (name, kinds) in types {
        let mut score = Score::default();
        for document in &documents {
            let gold = document.gold.iter().filter(|(_, label)| label == name);
            let gold: Vec<Span> = gold.map(|(span, _)| *span).collect();
            score.add(&document.text, &spans_of(&found(&document.text), kinds), &gold);
        }
        score.print(&format!("re3d {name}"));
        let least = if name == "Quantity" { 0.4 } else { 0.6 };
        assert!(ratio(score.touched, score.expected) > least);
    }
}

#[test]
#[ignore = "needs WIREDESK_DATA"]
fn arguments_of_casie() {
    let Some(path) = data("threats/casie_dev_docs.jsonl") else { return };
    let documents = documents(&path, "args");
    let types: [(&str, &[Kind]); 2] =
        [("Money", &[Kind::Amount(AmountKind::Money)]), ("Time", &[Kind::Date, DURATION])];
    for (name, kinds) in types {
        let mut score = Score::default();
        for document in &documents {
            let gold = document.gold.iter().filter(|(_, label)| label == name);
            let mut gold: Vec<Span> = gold.map(|(span, _)| *span).collect();
            // One argument of two events stands there twice.
            gold.sort_unstable();
            gold.dedup();
            score.add(&document.text, &spans_of(&found(&document.text), kinds), &gold);
        }
        println!(
            "CASIE {name}: {} expected; recall exact {:.3}, overlap {:.3}",
            score.expected,
            ratio(score.exact, score.expected),
            ratio(score.touched, score.expected),
        );
        assert!(ratio(score.touched, score.expected) > 0.6);
    }
}

#[test]
#[ignore = "needs WIREDESK_DATA"]
#[allow(clippy::cast_precision_loss)]
fn megabytes_a_second() {
    let Some(folder) = data("articles/doj") else { return };
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    let parts: Vec<String> = texts
        .flat_map(|text| {
            sentences(&text).iter().map(|s| s.of(&text).to_owned()).collect::<Vec<_>>()
        })
        .collect();
    let bytes: usize = parts.iter().map(String::len).sum();
    let start = Instant::now();
    let mut spans = 0;
    for part in &parts {
        let dates = dates(part, Some(date(2018, 6, 15)));
        spans += dates.len() + amounts_beside(part, &dates).len();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{spans} spans; {:.1} MB/s on one thread", bytes as f64 / 1e6 / seconds);
}
