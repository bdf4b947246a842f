//! Threat types of sentences and of articles.
//!
//! A found sentence is set beside every gold sentence with which it shares at least half of the
//! shorter of the two, so that a cut in another place costs nothing by itself. Types in a stretch
//! where the gold has no sentence are spurious.

use std::collections::{BTreeMap, BTreeSet};

use super::measure::{Kind, Measure, Section};
use super::overlap::mostly_shared;
use super::tally::{Tallies, Tally};
use crate::eval::annotation::{Annotation, Range, Sentence};
use crate::taxonomy::ThreatType;

/// Some threat types.
pub type Types = BTreeSet<ThreatType>;

/// Counts one article, if its gold has threat types.
pub fn count(gold: &Annotation, found: &Annotation, tally: &mut Tally) {
    by_sentence(gold, found, tally);
    let judged = |all: &Annotation| {
        all.sentences.iter().flatten().all(|s| s.threats.is_some()) && all.sentences.is_some()
    };
    if gold.threats.is_some() || judged(gold) {
        let (gold, found) = (of_article(gold), of_article(found));
        let right = gold.intersection(&found).count();
        tally.count("threats.article", right, found.len(), gold.len());
    }
}

fn by_sentence(gold: &Annotation, found: &Annotation, tally: &mut Tally) {
    for sentence in judged(gold, found).into_iter().flatten() {
        compare(&sentence, tally);
    }
}

/// A sentence that is counted.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Where it stands.
    pub range: Range,
    /// Its types.
    pub gold: Types,
    /// Those that were found there.
    pub found: Types,
    /// Their scores, where the prediction gives every sentence that it has a score for every type:
    /// none where it has no such sentence. `None` where it tells types alone.
    pub scores: Option<BTreeMap<ThreatType, f64>>,
}

/// The sentences that count: those of the gold that people judged, and those that were found where
/// the gold has none. `None` where nobody judged any.
pub fn judged(gold: &Annotation, found: &Annotation) -> Option<Vec<Judged>> {
    let sentences = gold.sentences.as_ref()?;
    let gold_types = of_sentences(gold);
    if gold_types.iter().all(Option::is_none) && !sentences.is_empty() {
        return None;
    }
    let found_sentences = found.sentences.as_deref().unwrap_or_default();
    let found_types = of_sentences(found);
    let is_scored =
        |s: &Sentence| s.threats.as_ref().is_some_and(|t| t.len() == ThreatType::ALL.len());
    let has_scores = found_sentences.iter().all(is_scored);
    let mut placed = vec![false; found_sentences.len()];
    let mut all = Vec::new();
    for (sentence, wanted) in sentences.iter().zip(gold_types) {
        let range = [sentence.start, sentence.end];
        let (mut types, mut scores) = (Types::new(), BTreeMap::new());
        let meets = |other: &Sentence| mostly_shared(range, [other.start, other.end]);
        for (at, other) in found_sentences.iter().enumerate().filter(|(_, o)| meets(o)) {
            placed[at] = true;
            types.extend(found_types[at].iter().flatten());
            for (threat, score) in other.threats.iter().flatten() {
                let best: &mut f64 = scores.entry(*threat).or_default();
                *best = best.max(*score);
            }
        }
        if let Some(gold) = wanted {
            all.push(Judged { range, gold, found: types, scores: has_scores.then_some(scores) });
        }
    }
    for at in (0..found_sentences.len()).filter(|at| !placed[*at]) {
        let sentence = &found_sentences[at];
        all.push(Judged {
            range: [sentence.start, sentence.end],
            gold: Types::new(),
            found: found_types[at].clone().unwrap_or_default(),
            scores: has_scores.then(|| sentence.threats.clone().unwrap_or_default()),
        });
    }
    Some(all)
}

/// Counts one sentence.
fn compare(sentence: &Judged, tally: &mut Tally) {
    let Judged { gold, found, scores, .. } = sentence;
    for threat in ThreatType::ALL {
        let (wanted, there) = (gold.contains(threat), found.contains(threat));
        let counts = [wanted && there, there, wanted].map(usize::from);
        let key = format!("threats.{threat}");
        tally.count(&key, counts[0], counts[1], counts[2]);
        tally.count("threats", counts[0], counts[1], counts[2]);
        if let Some(scores) = scores {
            tally.rank(&key, scores.get(threat).copied(), wanted);
        }
    }
}

/// The types of each sentence, `None` where nobody judged. Where the article's list names its
/// sentences, those that stand there count (a record may give every score); else all that a
/// sentence has.
fn of_sentences(all: &Annotation) -> Vec<Option<Types>> {
    let sentences = all.sentences.as_deref().unwrap_or_default();
    let own = |s: &Sentence| s.threats.as_ref().map(|threats| threats.keys().copied().collect());
    let mut types: Vec<Option<Types>> = sentences.iter().map(own).collect();
    if let Some(threats) = &all.threats
        && threats.iter().all(|threat| threat.sentences.is_some())
    {
        types.iter_mut().flatten().for_each(BTreeSet::clear);
        for threat in threats {
            for at in threat.sentences.iter().flatten() {
                if let Some(Some(types)) = types.get_mut(*at) {
                    types.insert(threat.kind);
                }
            }
        }
    }
    types
}

/// The types of a whole article.
pub fn of_article(all: &Annotation) -> Types {
    match &all.threats {
        Some(threats) => threats.iter().map(|threat| threat.kind).collect(),
        None => of_sentences(all).into_iter().flatten().flatten().collect(),
    }
}

/// The section of the report.
pub fn section(tallies: &Tallies) -> Section {
    let keys: Vec<String> =
        ThreatType::ALL.iter().map(|threat| format!("threats.{threat}")).collect();
    let mut measures = vec![
        Measure::new("threats", "micro", Kind::Scores),
        Measure::new("threats", "macro", Kind::MacroOfGold(keys.clone())),
        Measure::new("threats.article", "whole articles, micro", Kind::Scores),
    ];
    if tallies.rankings().any(|key| key.starts_with("threats.")) {
        let kind = Kind::AveragePrecision(keys.clone());
        measures.push(Measure::new("threats", "average precision, macro", kind));
        let kind = Kind::CalibrationError(keys.clone());
        measures.push(Measure::new("threats", "calibration error", kind));
    }
    for (threat, key) in ThreatType::ALL.iter().zip(keys) {
        measures.push(Measure::new(key, threat.name(), Kind::Scores));
    }
    Section {
        title: "Threat types",
        about: "By sentence: a sentence found beside one of the gold shares at least half of the \
                shorter one. Macro is over the types that the gold has; the calibration error is over \
                all pairs of sentence and type, in ten bins. What no prediction touched has the \
                score 0.",
        measures,
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "counts are whole numbers")]
mod tests {
    use super::*;

    fn counted(gold: &str, found: &str) -> Tallies {
        let [gold, found] = [gold, found].map(|json| serde_json::from_str(json).unwrap());
        let mut tally = Tally::default();
        count(&gold, &found, &mut tally);
        Tallies::gather(vec![tally])
    }

    #[test]
    fn a_cut_elsewhere_costs_nothing_and_boilerplate_does() {
        let gold = r#"{"sentences": [{"start": 0, "end": 40, "threats": ["fraud", "malware"]}]}"#;
        let found = r#"{"sentences": [{"start": 0, "end": 20, "threats": ["fraud"]},
            {"start": 21, "end": 40, "threats": ["malware"]},
            {"start": 50, "end": 60, "threats": ["espionage"]}]}"#;
        let tallies = counted(gold, found);
        let cells = tallies.sum(&[1]).of("threats");
        assert_eq!([cells.right_gold, cells.found, cells.gold], [2.0, 3.0, 2.0]);
    }

    #[test]
    fn a_sentence_that_was_never_found_counts() {
        let gold = r#"{"sentences": [{"start": 0, "end": 40, "threats": ["fraud"]},
            {"start": 41, "end": 50}]}"#;
        let tallies = counted(gold, "{}");
        let cells = tallies.sum(&[1]).of("threats");
        assert_eq!([cells.right_gold, cells.found, cells.gold], [0.0, 0.0, 1.0]);
    }

    #[test]
    fn scores_below_the_threshold_are_not_found() {
        let scores: Vec<String> = ThreatType::ALL.iter().map(|t| format!("\"{t}\": 0.3")).collect();
        let found = format!(
            r#"{{"sentences": [{{"start": 0, "end": 40, "threats": {{{}}}}}],
                "threats": [{{"type": "fraud", "score": 0.3, "sentences": [0]}}]}}"#,
            scores.join(", ")
        );
        let gold = r#"{"sentences": [{"start": 0, "end": 40, "threats": ["fraud"]}]}"#;
        let tallies = counted(gold, &found);
        assert_eq!(tallies.sum(&[1]).of("threats").found, 1.0);
        assert_eq!(tallies.rankings().count(), ThreatType::ALL.len());
    }

    #[test]
    fn an_article_without_a_prediction_ranks_last_where_others_have_scores() {
        let of = |threats: &str| -> Annotation {
            let sentence = format!("{{\"start\": 0, \"end\": 40, \"threats\": {threats}}}");
            serde_json::from_str(&format!("{{\"sentences\": [{sentence}]}}")).unwrap()
        };
        let scored = |fraud: f64| {
            let score = |t: &ThreatType| {
                format!("\"{t}\": {}", if t.name() == "fraud" { fraud } else { 0.0 })
            };
            let scores: Vec<String> = ThreatType::ALL.iter().map(score).collect();
            of(&format!("{{{}}}", scores.join(", ")))
        };
        let figure = |found: [Annotation; 3]| {
            let gold = [of(r#"["fraud"]"#), of("[]"), of(r#"["fraud"]"#)];
            let one = |(gold, found): (&Annotation, &Annotation)| {
                let mut tally = Tally::default();
                count(gold, found, &mut tally);
                tally
            };
            let tallies = Tallies::gather(gold.iter().zip(&found).map(one).collect());
            let kind = Kind::AveragePrecision(vec!["threats.fraud".to_owned()]);
            Measure::new("threats", "", kind).figures(&tallies.sum(&[1; 3])).value
        };
        // The second of two gold pairs comes third: half of 1 and half of 2/3.
        let nothing = Annotation::default();
        let found = figure([scored(0.9), scored(0.8), nothing.clone()]).unwrap();
        assert!((found - 5.0 / 6.0).abs() < 1e-12, "{found}");
        // Types without scores rank nothing, so there is nothing that could be missed.
        assert_eq!(figure([of(r#"["fraud"]"#), of("[]"), nothing]), None);
    }
}
