//! Named entities: four modes, `conlleval`, each label, what was taken for what.

use std::collections::{BTreeMap, BTreeSet};

use super::measure::{Kind, Measure, Section};
use super::nervaluate::{Entity, Mode, compare};
use super::overlap;
use super::tally::{Tallies, Tally};
use crate::eval::annotation::{Mention, Range};

/// Counts one article. Spans are in words where the gold has words, else in code points.
pub fn count(gold: &[Mention], found: &[Mention], words: Option<&[Range]>, tally: &mut Tally) {
    let (gold, found) = (entities(gold, words), entities(found, words));
    for mode in Mode::ALL {
        let key = format!("entities.{}", mode.name());
        tally.add(&key, &compare(&gold, &found, mode).cells());
    }
    tally.count("entities.conlleval", right(&gold, &found), found.len(), gold.len());
    let labels: BTreeSet<&str> = gold.iter().chain(&found).map(|(_, label)| *label).collect();
    for label in labels {
        let of = |all: &[Entity]| -> Vec<Entity<'_>> {
            all.iter().filter(|entity| entity.1 == label).map(|e| (e.0, label)).collect()
        };
        let (gold, found) = (of(&gold), of(&found));
        for mode in Mode::ALL {
            let key = format!("entities.{}.{label}", mode.name());
            tally.add(&key, &compare(&gold, &found, mode).cells());
        }
    }
}

/// Mentions in order, in words where there are any: a span takes in every word that it touches.
fn entities<'m>(mentions: &'m [Mention], words: Option<&[Range]>) -> Vec<Entity<'m>> {
    let place = |mention: &Mention| match words {
        None => [mention.start, mention.end],
        Some(words) => {
            let start = words.partition_point(|word| word[1] <= mention.start);
            let end = words.partition_point(|word| word[0] < mention.end);
            [start, end.max(start + 1)]
        }
    };
    let mut found: Vec<Entity> =
        mentions.iter().map(|mention| (place(mention), mention.label.as_str())).collect();
    found.sort_unstable();
    found
}

/// What is the same in both, each counted once: `conlleval`'s correct chunks.
fn right(gold: &[Entity], found: &[Entity]) -> usize {
    let (gold, found): (BTreeSet<_>, BTreeSet<_>) = (gold.iter().collect(), found.iter().collect());
    gold.intersection(&found).count()
}

/// The section of the report.
pub fn section(tallies: &Tallies) -> Section {
    let labels: Vec<&str> =
        tallies.keys().iter().filter_map(|key| key.strip_prefix("entities.strict.")).collect();
    let key = |mode: Mode, label: &str| format!("entities.{}.{label}", mode.name());
    let mut measures = vec![Measure::new("entities.conlleval", "conlleval", Kind::Scores)];
    for mode in Mode::ALL {
        let name = format!("entities.{}", mode.name());
        measures.push(Measure::new(name, mode.name(), Kind::Scores));
    }
    for mode in Mode::ALL {
        let all = labels.iter().map(|label| key(mode, label)).collect();
        let title = format!("{}, macro", mode.name());
        let measure = Measure::new(format!("entities.{}", mode.name()), title, Kind::Macro(all));
        measures.push(measure.detail(mode != Mode::Strict));
    }
    for mode in Mode::ALL {
        let of = |label: &&str| {
            Measure::new(key(mode, label), format!("{}, {label}", mode.name()), Kind::Scores)
                .detail(mode != Mode::Strict)
        };
        measures.extend(labels.iter().map(of));
    }
    Section {
        title: "Entities",
        about: "strict: both ends and the label, as conlleval and seqeval count; exact: both ends; \
                partial: an overlap, half a point unless both ends agree; type: an overlap and the \
                label (the four modes of nervaluate). Micro averages unless it says macro.",
        measures,
    }
}

/// Which label was taken for which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Gold label (`None`: nothing there), found label (`None`: nothing found), and how often.
    pub counts: BTreeMap<(Option<String>, Option<String>), usize>,
}

impl Confusion {
    /// Counts one article: the overlapping ones one to one, the rest against nothing.
    pub fn count(&mut self, gold: &[Mention], found: &[Mention]) {
        for (gold, found) in side_by_side(gold, found) {
            let label = |mention: Option<&Mention>| mention.map(|m| m.label.clone());
            *self.counts.entry((label(gold), label(found))).or_default() += 1;
        }
    }

    /// The labels on either side, sorted.
    pub fn labels(&self) -> BTreeSet<&str> {
        self.counts.keys().flat_map(|(g, f)| [g, f]).flatten().map(String::as_str).collect()
    }
}

/// Gold and found that overlap, one to one, and those that are alone, in the order of the text.
pub fn side_by_side<'m>(
    gold: &'m [Mention],
    found: &'m [Mention],
) -> Vec<(Option<&'m Mention>, Option<&'m Mention>)> {
    let ranges = |list: &[Mention]| list.iter().map(|m| [m.start, m.end]).collect::<Vec<_>>();
    let pairs = overlap::pairs(&ranges(gold), &ranges(found));
    let (mut gold_free, mut found_free) = (vec![true; gold.len()], vec![true; found.len()]);
    let mut all = Vec::new();
    for (g, f) in pairs {
        (gold_free[g], found_free[f]) = (false, false);
        all.push((Some(&gold[g]), Some(&found[f])));
    }
    all.extend(
        gold.iter().zip(&gold_free).filter(|(_, free)| **free).map(|(m, _)| (Some(m), None)),
    );
    all.extend(
        found.iter().zip(&found_free).filter(|(_, free)| **free).map(|(m, _)| (None, Some(m))),
    );
    all.sort_by_key(|(g, f)| g.or(*f).map(|m| (m.start, m.end)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_inside_words_are_read_back_by_word() {
        let words = [[0, 4], [5, 9], [10, 14]];
        let gold = [Mention::new(5, 14, "PER")];
        let found = [Mention::new(6, 12, "PER")];
        let right = |words: Option<&[Range]>| {
            let mut tally = Tally::default();
            count(&gold, &found, words, &mut tally);
            Tallies::gather(vec![tally]).sum(&[1]).of("entities.strict").right_gold
        };
        assert!((right(Some(&words)) - 1.0).abs() < f64::EPSILON);
        assert!(right(None).abs() < f64::EPSILON);
    }

    #[test]
    fn confusion_counts_what_stands_alone() {
        let mut confusion = Confusion::default();
        let gold = [Mention::new(0, 4, "PER"), Mention::new(5, 9, "ORG")];
        let found = [Mention::new(0, 3, "LOC"), Mention::new(20, 22, "ORG")];
        confusion.count(&gold, &found);
        let some = |label: &str| Some(label.to_owned());
        let expected =
            [((some("PER"), some("LOC")), 1), ((some("ORG"), None), 1), ((None, some("ORG")), 1)];
        assert_eq!(confusion.counts, expected.into());
    }
}
