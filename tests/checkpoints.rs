//! Checkpoints of the Hugging Face hub by every engine that is built in, against transformers.
//!
//! `training/tiny.py` made the checkpoints and asked transformers for the answers.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use wiredesk::article::Format;
use wiredesk::article::read::Document;
use wiredesk::model::bundle::default_dir;
use wiredesk::model::checkpoint::Checkpoint;
use wiredesk::model::engine::EngineName;
use wiredesk::model::labels::LabelMap;
use wiredesk::model::zero_shot::{ZeroShot, hypotheses};
use wiredesk::model::{Model, ModelChoice};
use wiredesk::taxonomy::EntityLabel;
use wiredesk::{Desk, Options};

const FAMILIES: [&str; 5] = ["bert", "roberta", "xlm-roberta", "distilbert", "deberta-v2"];

#[derive(Deserialize)]
struct Reference<Row> {
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Tagged {
    words: Vec<String>,
    ids: Vec<u32>,
    logits: Vec<Vec<f32>>,
}

#[derive(Deserialize)]
struct Scored {
    text: String,
    scores: Vec<f32>,
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checkpoints").join(name)
}

fn rows<Row: DeserializeOwned>(folder: &Path) -> Vec<Row> {
    let text = fs::read_to_string(folder.join("reference.json")).unwrap();
    serde_json::from_str::<Reference<Row>>(&text).unwrap().rows
}

/// Every family with every engine that runs it.
fn runs() -> impl Iterator<Item = (&'static str, EngineName)> {
    let all = FAMILIES.iter().flat_map(|family| engines().map(move |engine| (*family, engine)));
    all.filter(|run| *run != ("deberta-v2", EngineName::RustBert))
}

fn engines() -> impl Iterator<Item = EngineName> {
    EngineName::ALL.into_iter().filter(|engine| engine.built_in())
}

fn labels() -> LabelMap {
    LabelMap::open(&folder("labels.toml")).unwrap()
}

fn choice(dir: PathBuf, engine: EngineName) -> ModelChoice {
    ModelChoice { dir, engine, labels: labels(), threat_model: None }
}

#[test]
fn token_classifiers_give_the_logits_of_transformers() {
    for (family, engine) in runs() {
        let dir = folder(&format!("{family}-ner"));
        let model = Model::open(&choice(dir.clone(), engine)).unwrap();
        let mut reader = model.reader();
        let rows: Vec<Tagged> = rows(&dir);
        assert!(rows.len() >= 5);
        for Tagged { words, ids, logits } in rows {
            let words = words.iter().map(String::as_str);
            let pieces = reader.pieces([words.clone()]).unwrap();
            assert_eq!(pieces.ids, ids[1..ids.len() - 1], "{family}: {words:?}");
            let outputs = reader.outputs(&ids, &vec![0; ids.len()]).unwrap();
            let [found] = outputs.as_slice() else { panic!("{family}: one output") };
            assert_eq!(found.len(), logits.len() * logits[0].len());
            let far = logits.iter().flatten().zip(found).map(|(a, b)| (a - b).abs());
            let far = far.fold(0.0, f32::max);
            assert!(far < 1e-3, "{family} by {engine}: a logit is off by {far}");

            // The first piece of a word decides; the labels are those of the map.
            let tags = &reader.read([words]).unwrap()[0].tags;
            for (tag, first) in tags.iter().zip(&pieces.words) {
                let row = &logits[first + 1];
                let sum: f32 = row.iter().map(|x| x.exp()).sum();
                let shares: Vec<f32> = row.iter().map(|x| x.exp() / sum).collect();
                let best = (0..row.len()).max_by(|a, b| row[*a].total_cmp(&row[*b])).unwrap();
                // O and the two of DATE, which the map leaves out, are all no entity.
                let (label, expected) = match best {
                    1 | 2 => (Some("PER"), shares[1] + shares[2]),
                    3 | 4 => (Some("ORG"), shares[3] + shares[4]),
                    _ => (None, shares[0] + shares[5] + shares[6]),
                };
                assert_eq!(tag.tag.label().map(EntityLabel::name), label, "{family} by {engine}");
                assert!((tag.probability - expected).abs() < 1e-3, "{family} by {engine}");
            }
        }
    }
}

#[test]
fn pair_classifiers_give_the_scores_of_transformers() {
    for (family, engine) in runs() {
        let dir = folder(&format!("{family}-nli"));
        let model = ZeroShot::load(&dir, engine).unwrap();
        let mut reader = model.reader();
        let (mut lowest, mut highest) = (1.0f32, 0.0f32);
        for Scored { text, scores } in rows(&dir) {
            let found = reader.scores(&text).unwrap();
            assert_eq!(found.len(), hypotheses().len());
            for (ours, theirs) in found.iter().zip(&scores) {
                assert!((ours - theirs).abs() < 1e-3, "{family} by {engine}: {ours}, {theirs}");
                lowest = lowest.min(*theirs);
                highest = highest.max(*theirs);
            }
        }
        assert!(highest - lowest > 0.05, "{family}: scores that differ are needed to tell them");
    }
}

#[test]
fn a_long_sentence_is_read_to_its_end_by_a_pair_classifier() {
    let model = ZeroShot::load(&folder("bert-nli"), EngineName::Rten).unwrap();
    let mut reader = model.reader();
    let start = "The hackers of the group stole money from banks. ".repeat(30);
    let end = "58 exchanges — Łódź ".repeat(40);
    let plain = reader.scores(&start).unwrap();
    let ended = reader.scores(&format!("{start}{end}")).unwrap();
    let higher = ended.iter().zip(&plain).filter(|(ended, plain)| *ended > *plain);
    assert!(higher.count() > 0, "what stands at the end counts: {ended:?}");
    assert!(ended.iter().all(|score| (0.0..=1.0).contains(score)));
}

#[test]
fn a_record_names_both_models_and_has_the_threats_of_the_second() {
    for engine in engines() {
        let mut choice = choice(folder("bert-ner"), engine);
        choice.threat_model = Some(folder("bert-nli"));
        let options = Options { all_scores: true, ..Options::default() };
        let desk = Desk::with_model(&choice, options).unwrap();
        let long = "Lazarus Group stole about $600 million, Seoul said. ".repeat(20);
        let document = || Document::from_text("-", long.clone(), Format::Txt);
        let record = desk.worker().record(document()).unwrap();
        assert_eq!(record.provenance.model.name, "bert-ner");
        assert_eq!(record.provenance.threat_model.as_ref().unwrap().name, "bert-nli");
        assert_eq!(record.provenance.engine, engine.version());
        assert!(record.sentences.iter().all(|s| s.threats.len() == hypotheses().len()));
        assert!(record.sentences.len() >= 20);
        // The same again, by a worker that has worked and by one that has not.
        let mut worker = desk.worker();
        let short = Document::from_text("-", "Seoul.".to_owned(), Format::Txt);
        worker.record(short).unwrap();
        assert_eq!(worker.record(document()).unwrap(), record);
    }
}

/// A checkpoint does not say what languages it was made for: nothing is left out for its language.
#[test]
fn a_checkpoint_reads_plain_english() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/un-council-cyber-debate.txt");
    let text = std::fs::read_to_string(path).unwrap();
    for engine in engines() {
        let choice = choice(folder("bert-ner"), engine);
        let desk = Desk::with_model(&choice, Options::default()).unwrap();
        let record = desk.worker().annotate_text(&text).unwrap();
        assert_eq!(record.language.as_deref(), Some("en"));
        assert!(record.sentences.len() > 10);
    }
}

#[test]
fn the_threats_of_our_model_can_be_told_by_another() {
    let choice = ModelChoice {
        threat_model: Some(folder("distilbert-nli")),
        ..ModelChoice::from(default_dir().unwrap().as_path())
    };
    let desk = Desk::with_model(&choice, Options::default()).unwrap();
    let text = "Lazarus Group stole about $600 million, Seoul said.";
    let record = desk.worker().annotate_text(text).unwrap();
    assert_eq!(record.mentions[0].text, "Lazarus Group");
    assert_eq!(record.provenance.threat_model.unwrap().name, "distilbert-nli");
}

#[test]
fn digests_stand_for_every_file_and_for_the_labels() {
    let dir = tempfile::tempdir().unwrap();
    for file in fs::read_dir(folder("distilbert-ner")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), dir.path().join(file.file_name())).unwrap();
    }
    let card = |labels: &LabelMap| {
        Checkpoint::read(dir.path(), EngineName::Rten).unwrap().card(labels).unwrap()
    };
    let before = card(&labels()).digest;
    assert_eq!(card(&labels()).digest, before);
    let other = dir.path().join("other.toml");
    fs::write(&other, "[labels]\nPERSON = \"PER\"\nDATE = \"MISC\"\n").unwrap();
    assert_ne!(card(&LabelMap::open(&other).unwrap()).digest, before);
    let weights = dir.path().join("model.onnx");
    let mut bytes = fs::read(&weights).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&weights, bytes).unwrap();
    assert_ne!(card(&labels()).digest, before);
}

#[test]
fn refusals_come_with_the_mend() {
    let refused = |dir: &Path, labels: LabelMap| {
        let choice = ModelChoice { labels, ..ModelChoice::from(dir) };
        Model::open(&choice).unwrap_err().to_string()
    };
    let unmapped = refused(&folder("bert-ner"), LabelMap::default());
    assert!(unmapped.contains("PERSON") && unmapped.contains("--labels"), "{unmapped}");
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("config.json");
    let write = |text: &str| fs::write(&config, text).unwrap();
    write(r#"{"model_type": "gpt2", "max_position_embeddings": 512}"#);
    assert!(refused(dir.path(), labels()).contains("none of bert"));
    let bert = r#"{"model_type": "bert", "max_position_embeddings": 512, "id2label": {"0": "O"}}"#;
    write(bert);
    assert!(refused(dir.path(), labels()).contains("tokenizer.json"));
    fs::write(dir.path().join("tokenizer.json"), "{}").unwrap();
    assert!(refused(dir.path(), labels()).contains("optimum-cli export onnx"));
    write(&bert.replace("\"0\"", "\"1\""));
    assert!(refused(dir.path(), labels()).contains("id2label"));
    let threats = ZeroShot::load(&folder("bert-ner"), EngineName::Rten).unwrap_err().to_string();
    assert!(threats.contains("entailment"), "{threats}");
}
