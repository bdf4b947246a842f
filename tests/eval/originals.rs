//! `reference.jsonl` was written by `reference.py` with seqeval, conlleval and nervaluate. The
//! figures here must be theirs, to the last count.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use wiredesk::eval::annotation::Mention;
use wiredesk::eval::metrics::measure::{Kind, Measure};
use wiredesk::eval::metrics::nervaluate::{Entity, Mode, compare};
use wiredesk::eval::metrics::{Tallies, Tally, entities};
use wiredesk::eval::tags::{Reading, chunks};

type Sentences = Vec<Vec<String>>;

#[derive(Deserialize)]
struct Case {
    scheme: String,
    gold: Sentences,
    found: Sentences,
    /// Right, found, gold.
    conlleval: BTreeMap<String, [usize; 3]>,
    /// Precision, recall, F1.
    seqeval: Option<BTreeMap<String, [f64; 3]>>,
    /// Correct, incorrect, partial, missed, spurious, F1.
    nervaluate: Option<BTreeMap<String, BTreeMap<String, [f64; 6]>>>,
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/reference.jsonl");
    let cases: Vec<Case> = fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(cases.len() >= 200);
    cases
}

/// The entities of one sentence, one code point a word.
fn read(tags: &[String], reading: Reading) -> Vec<Mention> {
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    let found = chunks(&tags, reading).unwrap();
    found.iter().map(|c| Mention::new(c.words.start, c.words.end, c.label)).collect()
}

/// Counts of a case, each sentence a document of its own.
fn counted(case: &Case, reading: Reading) -> Tallies {
    let tally = |(gold, found): (&Vec<String>, &Vec<String>)| {
        let mut tally = Tally::default();
        entities::count(&read(gold, reading), &read(found, reading), None, &mut tally);
        tally
    };
    Tallies::gather(case.gold.iter().zip(&case.found).map(tally).collect())
}

fn assert_near(ours: f64, theirs: f64, what: &str) {
    assert!((ours - theirs).abs() < 1e-9, "{what}: {ours} is not {theirs}");
}

#[test]
fn conlleval_counts_are_those_of_the_script() {
    let mut seen = 0;
    for (number, case) in cases().iter().enumerate() {
        let tallies = counted(case, Reading::Conlleval);
        let ones = vec![1; tallies.articles()];
        let sums = tallies.sum(&ones);
        for (label, [right, found, gold]) in &case.conlleval {
            let all = label == "all";
            let strict = format!("entities.strict.{label}");
            let cells = sums.of(if all { "entities.conlleval" } else { &strict });
            let what = format!("case {number}, {label}");
            for (ours, theirs) in
                [(cells.right_gold, right), (cells.found, found), (cells.gold, gold)]
            {
                assert_near(ours, f64::from(u32::try_from(*theirs).unwrap()), &what);
            }
            seen += 1;
        }
    }
    assert!(seen > 600);
}

#[test]
fn strict_figures_are_those_of_seqeval() {
    let mut seen = 0;
    for (number, case) in cases().iter().enumerate() {
        let Some(expected) = &case.seqeval else { continue };
        let tallies = counted(case, case.scheme.parse().unwrap());
        let ones = vec![1; tallies.articles()];
        let sums = tallies.sum(&ones);
        let labels: Vec<String> = expected
            .keys()
            .filter(|key| !matches!(key.as_str(), "micro" | "macro"))
            .map(|label| format!("entities.strict.{label}"))
            .collect();
        for (key, [precision, recall, f1]) in expected {
            let what = format!("case {number}, {}, {key}", case.scheme);
            if key == "macro" {
                let measure = Measure::new("macro", "", Kind::Macro(labels.clone()));
                assert_near(measure.figures(&sums).value.unwrap(), *f1, &what);
                continue;
            }
            let of_label = format!("entities.strict.{key}");
            let cells = sums.of(if key == "micro" { "entities.strict" } else { &of_label });
            // What has nothing to divide by is 0 for seqeval.
            assert_near(cells.precision().unwrap_or(0.0), *precision, &what);
            assert_near(cells.recall().unwrap_or(0.0), *recall, &what);
            assert_near(cells.f1().unwrap_or(0.0), *f1, &what);
            seen += 1;
        }
    }
    assert!(seen > 600);
}

#[test]
fn the_four_modes_are_those_of_nervaluate() {
    let mut seen = 0;
    for (number, case) in cases().iter().enumerate() {
        let Some(expected) = &case.nervaluate else { continue };
        for mode in Mode::ALL {
            for (label, theirs) in &expected[mode.name()] {
                let mut ours = [0; 5];
                let mut cells = wiredesk::eval::metrics::tally::Cells::default();
                for (gold, found) in case.gold.iter().zip(&case.found) {
                    let sides = [gold, found].map(|tags| read(tags, Reading::Conlleval));
                    let [gold, found] = sides.each_ref().map(|mentions| -> Vec<Entity> {
                        let all = mentions.iter().map(|m| ([m.start, m.end], m.label.as_str()));
                        all.filter(|entity| label == "all" || entity.1 == label).collect()
                    });
                    let outcome = compare(&gold, &found, mode);
                    let counts = [
                        outcome.correct,
                        outcome.incorrect,
                        outcome.partial,
                        outcome.missed,
                        outcome.spurious,
                    ];
                    for (sum, count) in ours.iter_mut().zip(counts) {
                        *sum += count;
                    }
                    let more = outcome.cells();
                    cells.right_found += more.right_found;
                    cells.found += more.found;
                    cells.right_gold += more.right_gold;
                    cells.gold += more.gold;
                }
                let what = format!("case {number}, {}, {label}", mode.name());
                for (ours, theirs) in ours.iter().zip(theirs) {
                    assert_near(f64::from(u32::try_from(*ours).unwrap()), *theirs, &what);
                }
                assert_near(cells.f1().unwrap_or(0.0), theirs[5], &what);
                seen += 1;
            }
        }
    }
    assert!(seen > 900);
}
