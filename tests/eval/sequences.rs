//! Random tag sequences by proptest, odd ones included: what `reference.py` asks seqeval, conlleval
//! and nervaluate about. They are drawn from a seed, so that `reference.jsonl` can be made again:
//!
//! ```text
//! cargo test --test eval write_sequences -- --ignored
//! python tests/eval/reference.py --sequences target/sequences.jsonl --write
//! ```
//!
//! `WIREDESK_SEED` and `WIREDESK_SEQUENCES` (the file) in the environment draw others.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

const CASES: usize = 300;
const SEED: u64 = 2003;
const LABELS: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];

/// Schemes and the positions that they have.
const SCHEMES: [(&str, &str); 5] =
    [("iob1", "BI"), ("iob2", "BI"), ("ioe2", "IE"), ("iobes", "BIES"), ("bilou", "BILU")];

type Tags = Vec<String>;

/// An entity, or some words outside of any.
#[derive(Clone, Debug)]
struct Stretch {
    label: Option<&'static str>,
    words: usize,
    /// Whether the first word of an entity is marked as such where the scheme leaves it open.
    is_marked: bool,
}

fn stretch() -> impl Strategy<Value = Stretch> {
    let label = prop::option::of(prop::sample::select(&LABELS[..]));
    (label, prop_oneof![2 => Just(1usize), 1 => 2usize..=3], prop::bool::weighted(0.9))
        .prop_map(|(label, words, is_marked)| Stretch { label, words, is_marked })
}

/// Tags as a careful annotator would give them in the scheme.
fn well_formed(positions: &'static str) -> impl Strategy<Value = Tags> {
    prop::collection::vec(stretch(), 1..8).prop_map(move |stretches| {
        let one = ["S", "U"].into_iter().find(|one| positions.contains(one));
        let end = ["E", "L"].into_iter().find(|end| positions.contains(end));
        let (mut tags, mut before) = (Tags::new(), None);
        for Stretch { label, words, is_marked } in stretches {
            let Some(label) = label else {
                tags.extend((0..words).map(|_| "O".to_owned()));
                before = None;
                continue;
            };
            let mut prefixes = vec!["I"; words];
            if positions.contains('B') && (positions != "BI" || is_marked || before == Some(label))
            {
                prefixes[0] = "B";
            }
            if let Some(end) = end {
                prefixes[words - 1] = end;
            }
            if let Some(one) = one.filter(|_| words == 1) {
                prefixes[0] = one;
            }
            tags.extend(prefixes.into_iter().map(|prefix| format!("{prefix}-{label}")));
            before = Some(label);
        }
        tags
    })
}

fn tag(positions: &'static str, labels: usize) -> impl Strategy<Value = String> {
    let positions: Vec<char> = positions.chars().collect();
    let odd = (prop::sample::select(positions), prop::sample::select(&LABELS[..labels]))
        .prop_map(|(position, label)| format!("{position}-{label}"));
    prop_oneof![3 => Just("O".to_owned()), 7 => odd]
}

/// Tags in any order: beginnings that are none, ends without a beginning, labels that change midway.
fn anything(
    positions: &'static str,
    words: std::ops::RangeInclusive<usize>,
) -> BoxedStrategy<Tags> {
    prop::sample::select(vec![1usize, 2, 4])
        .prop_flat_map(move |labels| prop::collection::vec(tag(positions, labels), words.clone()))
        .boxed()
}

/// How the found tags come from the gold's.
#[derive(Clone, Copy, Debug)]
enum Found {
    /// Some changed: what a model does.
    Blurred,
    Anything,
    Nothing,
    Same,
}

fn found(how: Found, gold: Tags, positions: &'static str) -> BoxedStrategy<Tags> {
    let words = gold.len();
    match how {
        Found::Same => Just(gold).boxed(),
        Found::Nothing => Just(vec!["O".to_owned(); words]).boxed(),
        Found::Anything => anything(positions, words..=words),
        Found::Blurred => {
            let changed = prop::collection::vec(prop::bool::weighted(0.25), words);
            (anything(positions, words..=words), changed)
                .prop_map(move |(others, changed)| {
                    let either = |((tag, other), is_changed): ((&String, String), bool)| {
                        if is_changed { other } else { tag.clone() }
                    };
                    gold.iter().zip(others).zip(changed).map(either).collect()
                })
                .boxed()
        }
    }
}

/// Gold and found tags of some sentences in a scheme.
fn case(scheme: usize, is_odd: bool) -> impl Strategy<Value = (Vec<Tags>, Vec<Tags>)> {
    let positions = SCHEMES[scheme].1;
    let gold = if is_odd { anything(positions, 1..=14) } else { well_formed(positions).boxed() };
    let how = prop_oneof![
        5 => Just(Found::Blurred), 1 => Just(Found::Anything), 1 => Just(Found::Nothing), 1 => Just(Found::Same)
    ];
    (how, prop::collection::vec(gold, 1..=4)).prop_flat_map(move |(how, gold)| {
        let side: Vec<_> = gold.iter().map(|tags| found(how, tags.clone(), positions)).collect();
        (Just(gold), side)
    })
}

/// The cases that a seed gives.
fn draw(seed: u64) -> Vec<Value> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let mut one = |number: usize| {
        let scheme = number % SCHEMES.len();
        let drawn = case(scheme, number.is_multiple_of(3)).new_tree(&mut runner).unwrap();
        let (gold, found) = drawn.current();
        json!({"scheme": SCHEMES[scheme].0, "gold": gold, "found": found})
    };
    (0..CASES).map(&mut one).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
#[ignore = "writes the sequences for reference.py"]
fn write_sequences() {
    let seed = std::env::var("WIREDESK_SEED").map_or(SEED, |seed| seed.parse().unwrap());
    let file = std::env::var_os("WIREDESK_SEQUENCES")
        .map_or_else(|| root().join("target/sequences.jsonl"), PathBuf::from);
    let lines: Vec<String> = draw(seed).iter().map(Value::to_string).collect();
    fs::write(&file, lines.join("\n") + "\n").unwrap();
    println!("{CASES} cases of seed {seed} in {}", file.display());
}

#[test]
fn the_committed_sequences_are_the_drawn_ones() {
    let committed = fs::read_to_string(root().join("tests/eval/reference.jsonl")).unwrap();
    let committed: Vec<Value> = committed
        .lines()
        .map(|line| {
            let case: Value = serde_json::from_str(line).unwrap();
            json!({"scheme": case["scheme"], "gold": case["gold"], "found": case["found"]})
        })
        .collect();
    let is_same = committed == draw(SEED);
    assert!(
        is_same,
        "another proptest draws others: write reference.jsonl anew, as this file says"
    );
}
