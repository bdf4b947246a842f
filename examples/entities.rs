//! Strict F1 of the shipped model on a column file, as the program runs it: each document's
//! sentences are read together, entities count when both ends and the type are right, as in
//! `conlleval`.
//!
//! ```text
//! cargo run --release --example entities -- conll DATA/ner/conll2003/test.txt
//! cargo run --release --example entities -- annoctr DATA/ner/annoctr/test.bio --seen DATA/ner/annoctr/train.bio
//! cargo run --release --example entities -- cyner DATA/ner/cyner/test.txt --seen DATA/ner/cyner/train.txt
//! cargo run --release --example entities -- wnut17 DATA/ner/wnut17/emerging.test.annotated
//! ```
//!
//! `--whole` scores the program's mentions instead of the bare model's: after the gazetteers and
//! the article as a whole had their say. `--seen FILE` leaves out of the count what another part of
//! the set has, too. `--model DIR` takes another model.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs};

use wiredesk::extract::{self, Mention};
use wiredesk::model::bundle::default_dir;
use wiredesk::model::decode::{self, WordTag};
use wiredesk::model::{Model, Reading};
use wiredesk::taxonomy::EntityLabel;
use wiredesk::text::Span;

use EntityLabel::{Group, Loc, Malware, Misc, Org, Per};

/// How a set's labels and ours meet.
struct Set {
    name: &'static str,
    /// Gold labels and what they are called here; others are not scored.
    gold: &'static [(&'static str, EntityLabel)],
    /// Ours that the set does not tell apart.
    merged: &'static [(EntityLabel, EntityLabel)],
}

const FOUR: &[(&str, EntityLabel)] = &[("PER", Per), ("ORG", Org), ("LOC", Loc), ("MISC", Misc)];
const SETS: &[Set] = &[
    Set { name: "conll", gold: FOUR, merged: &[(Group, Org), (Malware, Misc)] },
    Set {
        name: "annoctr",
        gold: &[("ORG", Org), ("LOC", Loc), ("GROUP", Group), ("MALWARE", Malware)],
        merged: &[],
    },
    Set {
        name: "cyner",
        gold: &[("Organization", Org), ("Malware", Malware)],
        merged: &[(Group, Org)],
    },
    Set {
        name: "wnut17",
        gold: &[
            ("person", Per),
            ("location", Loc),
            ("corporation", Org),
            ("group", Org),
            ("product", Misc),
            ("creative-work", Misc),
        ],
        merged: &[(Group, Org), (Malware, Misc)],
    },
];

/// First word, end, label.
type Entity = (usize, usize, EntityLabel);

struct Sentence {
    words: Vec<String>,
    gold: HashSet<Entity>,
}

const USAGE: &str =
    "usage: entities conll|annoctr|cyner|wnut17 FILE [--whole] [--seen FILE] [--model DIR]";

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let name = args.next().ok_or(USAGE)?;
    let set = SETS.iter().find(|set| set.name == name).ok_or(USAGE)?;
    let file = args.next().ok_or(USAGE)?;
    let (mut whole, mut seen, mut dir) = (false, HashSet::new(), None);
    while let Some(option) = args.next() {
        match option.as_str() {
            "--whole" => whole = true,
            "--seen" => {
                let documents = read(set, &fs::read_to_string(args.next().ok_or(USAGE)?)?);
                seen.extend(documents.into_iter().flatten().map(|sentence| sentence.words));
            }
            "--model" => dir = Some(PathBuf::from(args.next().ok_or(USAGE)?)),
            _ => return Err(USAGE.into()),
        }
    }
    let documents = read(set, &fs::read_to_string(&file)?);
    let model = Model::load(&dir.map_or_else(default_dir, Ok)?)?;
    let mut reader = model.reader();
    let mut scores: BTreeMap<EntityLabel, Score> = BTreeMap::new();
    let (start, mut words) = (Instant::now(), 0);
    for document in &documents {
        let texts = document.iter().map(|s| s.words.iter().map(String::as_str));
        let readings = reader.read(texts)?;
        words += document.iter().map(|s| s.words.len()).sum::<usize>();
        let found = if whole { whole_article(document, &readings) } else { bare(&readings) };
        for (sentence, found) in document.iter().zip(found) {
            if sentence.words.len() > 3 && seen.contains(&sentence.words) {
                continue;
            }
            let found: HashSet<Entity> =
                found.into_iter().filter_map(|entity| scored(set, entity)).collect();
            for (_, _, label) in &sentence.gold {
                scores.entry(*label).or_default().gold += 1;
            }
            for entity in found {
                let score = scores.entry(entity.2).or_default();
                score.found += 1;
                score.right += usize::from(sentence.gold.contains(&entity));
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

/// An entity as the set would call it, if it scores such ones.
fn scored(set: &Set, (start, end, label): Entity) -> Option<Entity> {
    let label = set.merged.iter().find(|(ours, _)| *ours == label).map_or(label, |(_, to)| *to);
    set.gold.iter().any(|(_, scored)| *scored == label).then_some((start, end, label))
}

/// What the model tagged.
fn bare(readings: &[Reading]) -> Vec<Vec<Entity>> {
    let entities = |tags: &[WordTag]| {
        let found = decode::entities(tags);
        found.into_iter().map(|e| (e.words.start, e.words.end, e.label)).collect()
    };
    readings.iter().map(|reading| entities(&reading.tags)).collect()
}

/// What the program makes of it, on the words with spaces between them.
fn whole_article(document: &[Sentence], readings: &[Reading]) -> Vec<Vec<Entity>> {
    let (mut text, mut sentences) = (String::new(), Vec::new());
    for sentence in document {
        let mut spans = Vec::new();
        for word in &sentence.words {
            spans.push(Span::new(text.len(), text.len() + word.len()));
            text.push_str(word);
            text.push(' ');
        }
        text.push('\n');
        sentences.push(spans);
    }
    let mut mentions = Vec::new();
    for (words, reading) in sentences.iter().zip(readings) {
        let tagged = decode::entities(&reading.tags).into_iter().map(|e| Mention {
            span: words[e.words.start].cover(words[e.words.end - 1]),
            label: e.label,
            score: Some(e.score),
        });
        mentions.extend(extract::entities(&text, words, tagged.collect()));
    }
    let mentions = extract::one_sense(&text, &sentences, mentions);
    let place = |words: &[Span]| {
        let ours = |m: &&Mention| {
            words.first().is_some_and(|first| first.start() <= m.span.start())
                && words.last().is_some_and(|last| m.span.end() <= last.end())
        };
        let entity = |m: &Mention| {
            let start = words.partition_point(|word| word.end() <= m.span.start());
            let end = words.partition_point(|word| word.start() < m.span.end());
            (start, end, m.label)
        };
        mentions.iter().filter(ours).map(entity).collect()
    };
    sentences.iter().map(|words| place(words)).collect()
}

/// Documents of sentences; a line is a word, columns, its tag (BIO or IOB1).
fn read(set: &Set, text: &str) -> Vec<Vec<Sentence>> {
    let known: HashMap<&str, EntityLabel> = set.gold.iter().copied().collect();
    let mut documents: Vec<Vec<Sentence>> = vec![Vec::new()];
    let mut open: Vec<(String, String)> = Vec::new();
    for line in text.lines().chain([""]) {
        let mut columns = line.split_whitespace();
        match (columns.next(), columns.next_back()) {
            (Some("-DOCSTART-" | "<DOCSTART>"), _) => documents.push(Vec::new()),
            (Some(word), Some(tag)) => open.push((word.to_owned(), tag.to_owned())),
            _ if open.is_empty() => {}
            _ => {
                let (words, tags): (Vec<String>, Vec<String>) = open.drain(..).unzip();
                let gold = gold(&known, &tags);
                let document = documents.last_mut().expect("there is always one");
                document.push(Sentence { words, gold });
            }
        }
    }
    documents.retain(|document| !document.is_empty());
    documents
}

/// The entities of a tag sequence as `conlleval` reads it.
fn gold(known: &HashMap<&str, EntityLabel>, tags: &[String]) -> HashSet<Entity> {
    let mut found: Vec<(usize, usize, &str)> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        let Some((prefix, kind)) = tag.split_once('-') else { continue };
        match found.last_mut() {
            Some((_, end, last)) if prefix == "I" && *end == at && *last == kind => *end += 1,
            _ => found.push((at, at + 1, kind)),
        }
    }
    let label = |(start, end, kind)| known.get(kind).map(|label| (start, end, *label));
    found.into_iter().filter_map(label).collect()
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
