//! Strict F1 of the shipped model on a CoNLL-2003 file, as the program runs it: each document's
//! sentences are read together, entities count when both ends and the type are right, as in
//! `conlleval`. GROUP is scored as ORG and MALWARE as MISC.
//!
//! ```text
//! cargo run --release --example conll -- ../shared/data/ner/conll2003/test.txt [MODEL_DIR]
//! ```

use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs};

use wiredesk::model::Model;
use wiredesk::model::bundle::default_dir;
use wiredesk::model::decode::{self, Tag, WordTag};
use wiredesk::taxonomy::EntityLabel;

/// Words and gold tags.
type Sentence = (Vec<String>, Vec<Tag>);

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args_os().skip(1).map(PathBuf::from);
    let file = args.next().ok_or("usage: conll FILE [MODEL_DIR]")?;
    let dir = args.next().map_or_else(default_dir, Ok)?;
    let documents = read(&fs::read_to_string(&file)?)?;
    let model = Model::load(&dir)?;
    let mut reader = model.reader();
    let mut scores: BTreeMap<EntityLabel, Score> = BTreeMap::new();
    let (start, mut words) = (Instant::now(), 0);
    for document in &documents {
        let readings = reader.read(document.iter().map(|(w, _)| w.iter().map(String::as_str)))?;
        for ((sentence, gold), reading) in document.iter().zip(readings) {
            words += sentence.len();
            let (gold, found) = (spans(gold), spans(&tags_of(&reading.tags)));
            for (_, _, label) in &gold {
                scores.entry(*label).or_default().gold += 1;
            }
            for entity in &found {
                let score = scores.entry(entity.2).or_default();
                score.found += 1;
                score.right += usize::from(gold.contains(entity));
            }
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let all = scores.values().fold(Score::default(), Score::plus);
    println!("{} documents, {words} words in {seconds:.1} s", documents.len());
    for (label, score) in &scores {
        println!("{label:<8}{score}");
    }
    println!("all     {all}");
    Ok(())
}

fn tags_of(words: &[WordTag]) -> Vec<Tag> {
    words.iter().map(|word| word.tag).collect()
}

/// Entities as first word, end and CoNLL type.
fn spans(tags: &[Tag]) -> HashSet<(usize, usize, EntityLabel)> {
    let mut words: Vec<WordTag> =
        tags.iter().map(|tag| WordTag { tag: merged(*tag), probability: 1.0 }).collect();
    decode::repair(&mut words);
    let found = decode::entities(&words);
    found.into_iter().map(|e| (e.words.start, e.words.end, e.label)).collect()
}

/// The tag with the type that CoNLL has for it.
fn merged(tag: Tag) -> Tag {
    let conll = |label| match label {
        EntityLabel::Group => EntityLabel::Org,
        EntityLabel::Malware => EntityLabel::Misc,
        other => other,
    };
    match tag {
        Tag::Outside => Tag::Outside,
        Tag::Begin(label) => Tag::Begin(conll(label)),
        Tag::Inside(label) => Tag::Inside(conll(label)),
    }
}

/// Documents of sentences; a line is a word, columns, its tag.
fn read(text: &str) -> Result<Vec<Vec<Sentence>>, Box<dyn Error>> {
    let mut documents: Vec<Vec<Sentence>> = vec![Vec::new()];
    let mut open = Sentence::default();
    for line in text.lines().chain([""]) {
        let mut columns = line.split_whitespace();
        match (columns.next(), columns.next_back()) {
            (Some("-DOCSTART-"), _) => documents.push(Vec::new()),
            (Some(word), Some(tag)) => {
                open.0.push(word.to_owned());
                open.1.push(tag.parse()?);
            }
            _ if open.0.is_empty() => {}
            _ => {
                let document = documents.last_mut().expect("there is always one");
                document.push(std::mem::take(&mut open));
            }
        }
    }
    documents.retain(|document| !document.is_empty());
    Ok(documents)
}

#[derive(Clone, Copy, Default)]
struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn plus(self, other: &Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            found: self.found + other.found,
            right: self.right + other.right,
        }
    }
}

impl std::fmt::Display for Score {
    #[expect(clippy::cast_precision_loss, reason = "counts of entities are small")]
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |a: usize, b: usize| if b == 0 { 0.0 } else { 100.0 * a as f64 / b as f64 };
        let precision = percent(self.right, self.found);
        let recall = percent(self.right, self.gold);
        let f1 = percent(2 * self.right, self.found + self.gold);
        write!(f, "precision {precision:6.2}  recall {recall:6.2}  F1 {f1:6.2}  ({})", self.gold)
    }
}
