//! How close our sentences and words come to those of corpora that people cut. Not a test of right
//! and wrong, as the corpora have conventions of their own: it prints figures, and fails only
//! where they fall below what was reached once. Needs the corpora, which are not ours to ship:
//!
//!     WIREDESK_DATA=/path cargo test --test text_measure -- --ignored --nocapture

use std::collections::HashSet;
use std::path::PathBuf;
use wiredesk::text::{Span, sentences, words};

fn read(path: &str) -> Option<String> {
    let Some(root) = std::env::var_os("WIREDESK_DATA") else {
        eprintln!("SKIPPED: WIREDESK_DATA is not set");
        return None;
    };
    let path = PathBuf::from(root).join(path);
    let text = std::fs::read_to_string(&path);
    if text.is_err() {
        eprintln!("SKIPPED: cannot read {}", path.display());
    }
    text.ok()
}

/// Found, expected and both at once.
#[derive(Default)]
struct Score {
    found: usize,
    expected: usize,
    right: usize,
}

impl Score {
    fn add<T: Eq + std::hash::Hash>(&mut self, found: &HashSet<T>, expected: &HashSet<T>) {
        self.found += found.len();
        self.expected += expected.len();
        self.right += found.intersection(expected).count();
    }

    #[allow(clippy::cast_precision_loss)]
    fn print(&self, what: &str) -> f64 {
        let precision = self.right as f64 / self.found as f64;
        let recall = self.right as f64 / self.expected as f64;
        let f1 = 2.0 * precision * recall / (precision + recall);
        println!("{what}: precision {precision:.4} recall {recall:.4} F1 {f1:.4}");
        f1
    }
}

/// One sentence written out, with where each token stands. Simple: quotes in turn open and close.
fn written_out(tokens: &[&str]) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), vec![]);
    let (mut glued, mut quoted) = (true, false);
    for token in tokens {
        let mut open = matches!(*token, "(" | "[" | "$" | "C$" | "A$" | "US$" | "HK$" | "S$");
        let mut close =
            matches!(*token, "." | "," | ":" | ";" | "?" | "!" | ")" | "]" | "%" | "...")
                || token.len() < 4 && token.starts_with('\'') && token.len() > 1
                || *token == "n't";
        if *token == "\"" {
            (open, close) = (!quoted, quoted);
            quoted = !quoted;
        }
        if *token == "/" {
            (open, close) = (true, true);
        }
        if !glued && !close {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token);
        spans.push(Span::new(start, text.len()));
        glued = open;
    }
    (text, spans)
}

#[test]
#[ignore = "needs WIREDESK_DATA"]
fn words_against_conll() {
    let Some(file) = read("ner/conll2003/valid.txt") else { return };
    let (mut score, mut same, mut all) = (Score::default(), 0, 0);
    let (mut cut, mut entities) = (0, 0);
    for sentence in file.split("\n\n").filter(|s| !s.starts_with("-DOCSTART-")) {
        let rows: Vec<Vec<&str>> = sentence.lines().map(|l| l.split(' ').collect()).collect();
        let tokens: Vec<&str> = rows.iter().map(|row| row[0]).collect();
        if tokens.is_empty() {
            continue;
        }
        let (text, gold) = written_out(&tokens);
        let found: HashSet<Span> = words(&text).into_iter().collect();
        let gold: HashSet<Span> = gold.into_iter().collect();
        score.add(&found, &gold);
        all += 1;
        if found == gold {
            same += 1;
        } else if std::env::var_os("SHOW").is_some() {
            let mut missed: Vec<_> = gold.difference(&found).collect();
            missed.sort();
            println!("{:?}", missed.iter().map(|s| s.of(&text)).collect::<Vec<_>>());
        }
        let (written, spans) = written_out(&tokens);
        let starts: HashSet<usize> = words(&written).iter().map(|w| w.start()).collect();
        let ends: HashSet<usize> = words(&written).iter().map(|w| w.end()).collect();
        let label = |i: usize| rows.get(i).map_or("O", |row| row[3]);
        for i in 0..rows.len() {
            if label(i).starts_with("B-") {
                let mut j = i;
                while label(j + 1).starts_with("I-") {
                    j += 1;
                }
                entities += 1;
                if !starts.contains(&spans[i].start()) || !ends.contains(&spans[j].end()) {
                    cut += 1;
                    if std::env::var_os("SHOW").is_some() {
                        println!("CUT {}", &written[spans[i].start()..spans[j].end()]);
                    }
                }
            }
        }
    }
    let f1 = score.print("CoNLL-2003 dev, words");
    println!("sentences with all words the same: {same} of {all}");
    println!("entities that start or end inside a word: {cut} of {entities}");
    assert!(f1 > 0.97);
}

#[test]
#[ignore = "needs WIREDESK_DATA"]
fn sentences_against_uner() {
    let Some(file) = read("ner/uner_ewt/en_ewt-ud-dev.iob2") else { return };
    let mut genres: Vec<(String, Score)> = vec![];
    let (mut total, mut cut, mut entities) = (Score::default(), 0, 0);
    let mut seen = Score::default();
    for document in file.split("# newdoc id = ").skip(1) {
        let genre = document.split('-').next().unwrap_or_default();
        let (mut text, mut gold) = (String::new(), HashSet::new());
        for line in document.lines() {
            if let Some(sentence) = line.strip_prefix("# text = ") {
                if !text.is_empty() {
                    text.push(' ');
                    gold.insert(text.len());
                }
                text.push_str(sentence.trim());
                let (starts, stops) = entity_bounds(document, sentence);
                let found = words(sentence);
                for (start, stop) in starts.into_iter().zip(stops) {
                    entities += 1;
                    if !found.iter().any(|w| w.start() == start)
                        || !found.iter().any(|w| w.end() == stop)
                    {
                        cut += 1;
                        if std::env::var_os("SHOW").is_some() {
                            println!("CUT {} in {sentence}", &sentence[start..stop]);
                        }
                    }
                }
            }
        }
        let found: HashSet<usize> = sentences(&text).iter().skip(1).map(|s| s.start()).collect();
        if std::env::var_os("SHOW").is_some() {
            for (what, a, b) in [("MISSED", &gold, &found), ("WRONG", &found, &gold)] {
                for at in a.difference(b) {
                    let from = text.floor_char_boundary(at.saturating_sub(50));
                    let to = text.floor_char_boundary(at + 40);
                    println!("{what} {genre}: {}|{}", &text[from..*at], &text[*at..to]);
                }
            }
        }
        let stops = ['.', '?', '!', '…', '"', '”', ')'];
        let stopped = |at: &usize| text[..*at].trim_end().ends_with(stops);
        seen.add(
            &found.iter().copied().filter(stopped).collect(),
            &gold.iter().copied().filter(stopped).collect(),
        );
        total.add(&found, &gold);
        if genres.last().is_none_or(|last| last.0 != genre) {
            genres.push((genre.to_owned(), Score::default()));
        }
        genres.last_mut().unwrap().1.add(&found, &gold);
    }
    for (genre, score) in &genres {
        score.print(&format!("UNER EWT dev, sentences, {genre}"));
    }
    let f1 = total.print("UNER EWT dev, sentences");
    // Joined by spaces, headings and signatures leave no trace: nobody could tell.
    seen.print("UNER EWT dev, sentences, where a stop or a quote stands before");
    println!("entities that start or end inside a word: {cut} of {entities}");
    assert!(f1 > 0.8);
}

/// Where the entities of `sentence` start and end, found by its tokens.
fn entity_bounds(document: &str, sentence: &str) -> (Vec<usize>, Vec<usize>) {
    let (mut starts, mut ends) = (vec![], vec![]);
    let head = format!("# text = {sentence}\n");
    let Some(at) = document.find(&head) else { return (starts, ends) };
    let mut position = 0;
    let mut inside = false;
    for row in document[at + head.len()..].lines().take_while(|l| !l.is_empty()) {
        let mut columns = row.split('\t').skip(1);
        let (Some(token), Some(label)) = (columns.next(), columns.next()) else { continue };
        let Some(offset) = sentence[position..].find(token) else { break };
        let start = position + offset;
        position = start + token.len();
        if inside && label.starts_with("I-") {
            *ends.last_mut().unwrap() = position;
        } else if label.starts_with("B-") {
            starts.push(start);
            ends.push(position);
        }
        inside = label != "O";
    }
    (starts, ends)
}
