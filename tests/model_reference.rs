//! The Rust side against the Python original: `tests/model/reference.jsonl` was written by
//! `training/reference.py` with `onnxruntime` and `torch`.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use wiredesk::model::bundle::{TOKENIZER, default_dir};
use wiredesk::model::tokens::PieceMaker;
use wiredesk::model::{Card, Model};
use wiredesk::taxonomy::ThreatType;

#[derive(Deserialize)]
struct Reference {
    sentences: Vec<Vec<String>>,
    input_ids: Vec<u32>,
    case_ids: Vec<u8>,
    tags: Vec<Vec<String>>,
    /// Of each word of each sentence, that of every tag.
    probabilities: Vec<Vec<Vec<f32>>>,
    threats: Vec<Vec<f32>>,
    told: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    kinds: Vec<f32>,
    deed: [f32; 1],
    events: Vec<f32>,
    sides: Vec<[f32; 3]>,
    deeds: Vec<Deed>,
}

#[derive(Deserialize)]
struct Deed {
    kind: ThreatType,
    words: Vec<[f32; 2]>,
}

fn references() -> Vec<Reference> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/model/reference.jsonl");
    let lines = fs::read_to_string(path).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words(sentences: &[Vec<String>]) -> impl Iterator<Item = impl Iterator<Item = &str>> {
    sentences.iter().map(|sentence| sentence.iter().map(String::as_str))
}

#[test]
fn pieces_and_cases_are_those_of_training() {
    let card = Card::read(&default_dir().unwrap()).unwrap();
    let mut maker = PieceMaker::new(&card.load(TOKENIZER).unwrap(), "[UNK]").unwrap();
    let references = references();
    assert!(references.len() >= 40);
    for reference in references {
        let pieces = maker.pieces(words(&reference.sentences)).unwrap();
        let inside = 1..reference.input_ids.len() - 1;
        assert_eq!(pieces.ids, reference.input_ids[inside.clone()], "{:?}", reference.sentences);
        assert_eq!(pieces.cases, reference.case_ids[inside], "{:?}", reference.sentences);
    }
}

/// Two runtimes sum in different orders, so an activation may be rounded to the next int8 step in
/// one and not in the other; a choice between near-equal tags can then tip. As the best sequence of a
/// sentence is chosen, it is between sequences. Anything more than a rare near-tie is a fault of ours.
#[test]
fn tags_and_scores_are_those_of_onnx_runtime() {
    let model = Model::load(&default_dir().unwrap()).unwrap();
    let mut reader = model.reader();
    let names: Vec<String> = model.card.tags.iter().map(ToString::to_string).collect();
    let (mut words_read, mut scores_read, mut far) = (0, 0, 0);
    let mut words_far = 0;
    let (mut links_read, mut links_far, mut deeds_missing) = (0, 0, 0);
    let mut tipped = Vec::new();
    for reference in references() {
        assert!(reference.input_ids.len() <= model.card.window, "the reference is one window");
        let readings = reader.read(words(&reference.sentences)).unwrap();
        for (at, reading) in readings.iter().enumerate() {
            // How much likelier the original finds its own tags than ours, as a logarithm.
            let mut apart = 0.0;
            for (word, (ours, theirs)) in reading.tags.iter().zip(&reference.tags[at]).enumerate() {
                words_read += 1;
                let tag = ours.tag.to_string();
                let column = |tag: &str| names.iter().position(|name| name == tag).unwrap();
                let shares = &reference.probabilities[at][word];
                let (own, other) = (shares[column(&tag)], shares[column(theirs)]);
                // A word's probability is that of its type, B and I together.
                let same =
                    names.iter().zip(shares).filter(|(name, _)| name.get(2..) == tag.get(2..));
                let expected: f32 = same.map(|(_, share)| share).sum();
                let off = (ours.probability - expected).abs();
                words_far += usize::from(off > 0.02);
                // One word wavers more than the mean of a sentence.
                assert!(off < 0.15, "{ours:?} is far from {expected}");
                if tag != *theirs {
                    tipped.push(reference.sentences[at][word].clone());
                    apart += (other / own).ln();
                }
            }
            // Two sequences that share nearly all of the probability have about a half each.
            let share = 1.0 / (1.0 + f32::exp(-apart));
            assert!(share < 0.55, "{tipped:?}: {share} for the original's tags");
            let told = reading.told.as_ref().expect("the shipped model tells");
            let expected = &reference.told[at];
            let sides = told.sides.iter().map(|s| [s.perpetrator, s.target, s.speaker]);
            let ours = told
                .kinds
                .into_iter()
                .chain([told.deed])
                .chain(told.events.iter().map(|(_, share)| *share));
            let ours = ours.chain(sides.flatten()).chain(reading.threats.iter().copied());
            let theirs = expected.kinds.iter().chain(&expected.deed).chain(&expected.events);
            let theirs =
                theirs.chain(expected.sides.iter().flatten()).chain(&reference.threats[at]);
            assert_eq!(
                ours.clone().count(),
                theirs.clone().count(),
                "{:?}",
                reference.sentences[at]
            );
            for (ours, theirs) in ours.zip(theirs) {
                scores_read += 1;
                far += usize::from((ours - theirs).abs() > 0.02);
                assert!((ours - theirs).abs() < 0.1, "{ours} is far from {theirs}");
            }
            for deed in &expected.deeds {
                // A deed whose probability is nearly 0.2 may not be asked for here.
                let Some(own) = told.deeds.iter().find(|own| own.kind == deed.kind) else {
                    deeds_missing += 1;
                    continue;
                };
                assert_eq!(own.words.len(), deed.words.len());
                for (ours, theirs) in own.words.iter().zip(&deed.words) {
                    for (ours, theirs) in [ours.perpetrator, ours.target].into_iter().zip(theirs) {
                        links_read += 1;
                        links_far += usize::from((ours - theirs).abs() > 0.02);
                        assert!((ours - theirs).abs() < 0.1, "{ours} is far from {theirs}");
                    }
                }
            }
        }
    }
    assert!(
        links_read > 500 && deeds_missing < 2,
        "{links_read} links, {deeds_missing} deeds missing"
    );
    assert!(
        links_far * 100 <= links_read,
        "{links_far} of {links_read} links are off by more than 0.02"
    );
    assert!(words_read > 1500 && scores_read > 1500);
    assert!(tipped.len() * 1000 <= words_read, "more than one word in a thousand: {tipped:?}");
    assert!(
        words_far * 100 <= words_read,
        "{words_far} of {words_read} words are off by more than 0.02"
    );
    assert!(far * 200 <= scores_read, "{far} of {scores_read} scores are off by more than 0.02");
}
