//! Statements: how sure is it, and who says so?

use super::events::is_same;
use super::measure::{Kind, Measure, Section};
use super::overlap;
use super::tally::{Tallies, Tally};
use crate::eval::annotation::{Annotation, Party, Range, Statement};

/// Counts one article, if its gold has statements.
pub fn count(gold: &Annotation, found: &Annotation, tally: &mut Tally) {
    if gold.statements.is_none() {
        return;
    }
    let (gold_list, found_list) = (placed(gold), placed(found));
    let pairs = paired(&gold_list, &found_list);
    for (at, (_, wanted)) in gold_list.iter().enumerate() {
        let there = pairs.iter().find(|(g, _)| *g == at).map(|(_, f)| found_list[*f].1);
        let is_right = there.is_some_and(|found| found.kind == wanted.kind);
        tally.share("statements.kind", is_right);
        tally.count(&format!("statements.kind.{}", wanted.kind), usize::from(is_right), 0, 1);
        if let Some(speaker) = &wanted.speaker {
            let is_right =
                there.is_some_and(|there| same_speaker(gold, speaker.as_ref(), found, there));
            tally.share("statements.speaker", is_right);
        }
        if let Some(source) = &wanted.source {
            let is_right = there.is_some_and(|found| found.source.as_ref() == Some(source));
            tally.share("statements.source", is_right);
        }
    }
    for (_, statement) in &found_list {
        tally.count(&format!("statements.kind.{}", statement.kind), 0, 1, 0);
    }
}

/// Whether the speaker found is that of the gold, who may be nobody.
pub fn same_speaker(
    gold: &Annotation,
    speaker: Option<&Party>,
    found: &Annotation,
    there: &Statement,
) -> bool {
    match (speaker, there.speaker.as_ref().and_then(Option::as_ref)) {
        (None, None) => true,
        (Some(speaker), Some(found_speaker)) => is_same(gold, speaker, found, found_speaker),
        _ => false,
    }
}

/// Which gold statement is set beside which of the found, by place in the lists.
pub fn paired(gold: &[(Range, &Statement)], found: &[(Range, &Statement)]) -> Vec<(usize, usize)> {
    let ranges = |list: &[(Range, &Statement)]| list.iter().map(|s| s.0).collect::<Vec<_>>();
    overlap::pairs(&ranges(gold), &ranges(found))
}

/// Statements with their place: their own, or their sentence's.
pub fn placed(all: &Annotation) -> Vec<(Range, &Statement)> {
    let sentences = all.sentences.as_deref().unwrap_or_default();
    let place = |statement: &Statement| match (statement.start, statement.end) {
        (Some(start), Some(end)) => Some([start, end]),
        _ => sentences.get(statement.sentence?).map(|s| [s.start, s.end]),
    };
    all.statements.iter().flatten().filter_map(|s| Some((place(s)?, s))).collect()
}

/// The section of the report.
pub fn section(tallies: &Tallies) -> Section {
    let mut measures = vec![
        Measure::new("statements.kind", "kind", Kind::Share),
        Measure::new("statements.speaker", "speaker", Kind::Share),
        Measure::new("statements.source", "source", Kind::Share),
    ];
    for key in tallies.keys() {
        if let Some(kind) = key.strip_prefix("statements.kind.") {
            measures.push(Measure::new(key, kind, Kind::Scores));
        }
    }
    Section {
        title: "Statements",
        about: "Over the gold's statements, each against the one found that overlaps it most; a \
                missed one is wrong.",
        measures,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_statement_is_wrong_and_a_speaker_may_be_nobody() {
        let gold = r#"{"sentences": [{"start": 0, "end": 9}, {"start": 10, "end": 19}],
            "statements": [{"sentence": 0, "kind": "denied", "speaker": {"start": 0, "end": 3}},
                {"sentence": 1, "kind": "asserted", "speaker": null}]}"#;
        let found = r#"{"statements": [{"start": 1, "end": 9, "kind": "denied",
            "speaker": {"start": 1, "end": 3}}]}"#;
        let [gold, found] = [gold, found].map(|json| serde_json::from_str(json).unwrap());
        let mut tally = Tally::default();
        count(&gold, &found, &mut tally);
        let tallies = Tallies::gather(vec![tally]);
        let sums = tallies.sum(&[1]);
        for key in ["statements.kind", "statements.speaker"] {
            assert_eq!(sums.of(key).recall(), Some(0.5), "{key}");
        }
    }
}
