//! Actors: which mentions are one and the same, and who that is.
//!
//! B-cubed (Bagga and Baldwin 1998) and CEAF (Luo 2005) as the CoNLL-2012 scorer counts them: a
//! mention that was missed or made up counts in its side's sum. Mentions are the same where both
//! ends are.

use std::collections::{BTreeMap, BTreeSet};

use super::assignment::assign;
use super::measure::{Kind, Measure, Section};
use super::tally::{Cells, Tally};
use crate::eval::annotation::{Actor, Annotation, Link, Range};

/// Counts one article, if its gold has actors.
pub fn count(gold: &Annotation, found: &Annotation, tally: &mut Tally) {
    let Some(gold_actors) = &gold.actors else { return };
    let found_actors = found.actors.as_deref().unwrap_or_default();
    let beside = beside(gold, found);
    let (gold, found) = (clusters(gold), clusters(found));
    let size = |clusters: &[BTreeSet<Range>]| clusters.iter().map(BTreeSet::len).sum::<usize>();
    let (gold_size, found_size) = (size(&gold), size(&found));
    let shared: Vec<Vec<usize>> =
        gold.iter().map(|g| found.iter().map(|f| g.intersection(f).count()).collect()).collect();
    let cell =
        |right_found, found, right_gold, gold| Cells { right_found, found, right_gold, gold };
    let [gold_mentions, found_mentions] = [gold_size, found_size].map(number);
    let (of_found, of_gold) = b_cubed(&gold, &found, &shared);
    tally.add("actors.b_cubed", &cell(of_found, found_mentions, of_gold, gold_mentions));
    let weights: Vec<Vec<f64>> =
        shared.iter().map(|row| row.iter().map(|both| number(*both)).collect()).collect();
    let sum = sum_of(&weights, &assign(&weights));
    tally.add("actors.ceaf_mention", &cell(sum, found_mentions, sum, gold_mentions));
    let sum = sum_of(&likeness(&gold, &found), &beside);
    let [all_gold, all_found] = [gold.len(), found.len()].map(number);
    tally.add("actors.ceaf_entity", &cell(sum, all_found, sum, all_gold));
    identities(gold_actors, found_actors, &beside, tally);
}

/// For each gold actor the found one that CEAF sets beside it.
pub fn beside(gold: &Annotation, found: &Annotation) -> Vec<Option<usize>> {
    assign(&likeness(&clusters(gold), &clusters(found)))
}

/// How alike actors are by their mentions: CEAF's fourth similarity.
fn likeness(gold: &[BTreeSet<Range>], found: &[BTreeSet<Range>]) -> Vec<Vec<f64>> {
    let alike = |g: &BTreeSet<Range>, f: &BTreeSet<Range>| {
        2.0 * number(g.intersection(f).count()) / number((g.len() + f.len()).max(1))
    };
    gold.iter().map(|g| found.iter().map(|f| alike(g, f)).collect()).collect()
}

fn sum_of(weights: &[Vec<f64>], chosen: &[Option<usize>]) -> f64 {
    chosen.iter().enumerate().filter_map(|(g, f)| Some(weights[g][(*f)?])).sum()
}

#[expect(clippy::cast_precision_loss, reason = "counts of one article")]
fn number(count: usize) -> f64 {
    count as f64
}

/// The mentions of each actor, by their place.
pub fn clusters(all: &Annotation) -> Vec<BTreeSet<Range>> {
    let places: BTreeMap<usize, Range> =
        all.mentions.iter().flatten().filter_map(|m| Some((m.id?, [m.start, m.end]))).collect();
    let cluster =
        |actor: &Actor| actor.mentions.iter().filter_map(|id| places.get(id).copied()).collect();
    all.actors.iter().flatten().map(cluster).collect()
}

/// Numerators of precision and recall: for each mention, the share of its cluster that is right.
fn b_cubed(
    gold: &[BTreeSet<Range>],
    found: &[BTreeSet<Range>],
    shared: &[Vec<usize>],
) -> (f64, f64) {
    let (mut of_found, mut of_gold) = (0.0, 0.0);
    for (g, row) in shared.iter().enumerate() {
        for (f, both) in row.iter().enumerate().filter(|(_, both)| **both > 0) {
            let square = number(both * both);
            of_found += square / number(found[f].len());
            of_gold += square / number(gold[g].len());
        }
    }
    (of_found, of_gold)
}

/// Whether a link is one of some.
pub fn is_among(link: &Link, links: &[Link]) -> bool {
    links.iter().any(|wanted| (&wanted.source, &wanted.id) == (&link.source, &link.id))
}

/// Type, link and roles of each gold actor, against the actor that CEAF set beside it.
fn identities(gold: &[Actor], found: &[Actor], chosen: &[Option<usize>], tally: &mut Tally) {
    for (actor, beside) in gold.iter().zip(chosen) {
        let beside = beside.map(|at| &found[at]);
        if actor.kind.is_some() {
            tally.share("actors.type", beside.is_some_and(|found| found.kind == actor.kind));
        }
        if let Some(links) = &actor.links {
            let first = beside.and_then(|found| found.links.as_ref()?.first());
            let is_linked = first.is_some_and(|link| is_among(link, links));
            let is_rightly_not = links.is_empty() && first.is_none() && beside.is_some();
            tally.share("actors.link", is_linked || is_rightly_not);
            let counts = [is_linked, first.is_some(), !links.is_empty()].map(usize::from);
            tally.count("actors.links", counts[0], counts[1], counts[2]);
        }
        if let Some(roles) = &actor.roles {
            let wanted: BTreeSet<&String> = roles.iter().collect();
            let there: BTreeSet<&String> =
                beside.and_then(|found| found.roles.as_ref()).into_iter().flatten().collect();
            let right = wanted.intersection(&there).count();
            tally.count("actors.roles", right, there.len(), wanted.len());
        }
    }
    if gold.iter().any(|actor| actor.links.is_some()) {
        let is_linked = |at: &usize| found[*at].links.as_ref().is_some_and(|l| !l.is_empty());
        let made_up = (0..found.len()).filter(|at| !chosen.contains(&Some(*at))).filter(is_linked);
        tally.count("actors.links", 0, made_up.count(), 0);
    }
}

/// The section of the report.
pub fn section() -> Section {
    Section {
        title: "Actors",
        about: "B-cubed and CEAF as the CoNLL-2012 scorer has them; type, link and roles over the \
                gold's actors, against the actor that CEAF sets beside each. A link is right where \
                the first one is among the gold's, or both have none.",
        measures: vec![
            Measure::new("actors.b_cubed", "B-cubed", Kind::Scores),
            Measure::new("actors.ceaf_entity", "CEAF, by actors", Kind::Scores),
            Measure::new("actors.ceaf_mention", "CEAF, by mentions", Kind::Scores),
            Measure::new("actors.type", "type", Kind::Share),
            Measure::new("actors.link", "link or none", Kind::Share),
            Measure::new("actors.links", "links", Kind::Scores),
            Measure::new("actors.roles", "roles", Kind::Scores),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::metrics::Tallies;

    /// Mentions are letters, one code point each; actors are words of letters.
    fn annotation(actors: &str) -> Annotation {
        let letters: Vec<char> = actors.chars().filter(char::is_ascii_lowercase).collect();
        let place = |letter: char| usize::from(u8::try_from(letter).unwrap() - b'a');
        let mentions: Vec<String> = letters
            .iter()
            .map(|l| {
                format!(
                    r#"{{"id": {0}, "start": {0}, "end": {1}, "label": "PER"}}"#,
                    place(*l),
                    place(*l) + 1
                )
            })
            .collect();
        let actors: Vec<String> = actors
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(|word| {
                let ids: Vec<String> = word.chars().map(|l| place(l).to_string()).collect();
                format!(r#"{{"name": "{word}", "mentions": [{}]}}"#, ids.join(", "))
            })
            .collect();
        let json = format!(
            r#"{{"mentions": [{}], "actors": [{}]}}"#,
            mentions.join(", "),
            actors.join(", ")
        );
        serde_json::from_str(&json).unwrap()
    }

    fn f1s(gold: &str, found: &str) -> [f64; 3] {
        let mut tally = Tally::default();
        count(&annotation(gold), &annotation(found), &mut tally);
        let tallies = Tallies::gather(vec![tally]);
        let sums = tallies.sum(&[1]);
        ["b_cubed", "ceaf_mention", "ceaf_entity"]
            .map(|name| sums.of(&format!("actors.{name}")).f1().unwrap())
    }

    fn assert_near(found: [f64; 3], expected: [f64; 3]) {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-4, "{found} is not {expected}");
        }
    }

    /// The example that Pradhan et al. 2014 ("Scoring Coreference Partitions of Predicted
    /// Mentions") work through. By hand: B-cubed recall (4/3 + 1/3 + 1/4 + 4/4) / 7 and precision
    /// (4/2 + 1/2 + 1/2 + 4/4) / 8; CEAF by mentions 4/7 and 4/8; by actors 1.3/2 and 1.3/3.
    #[test]
    fn the_worked_example_of_the_conll_scorer() {
        let found = f1s("abc defg", "ab cd fghi");
        let (recall, precision) = ((4.0 / 3.0 + 1.0 / 3.0 + 0.25 + 1.0) / 7.0, 4.0 / 8.0);
        let b_cubed = 2.0 * recall * precision / (recall + precision);
        assert_near(found, [b_cubed, 0.5333, 0.52]);
    }

    #[test]
    fn missed_mentions_count() {
        assert_near(f1s("ab cd", "ab cd"), [1.0; 3]);
        // Recall is a half, precision one.
        assert_near(f1s("ab cd", "ab"), [2.0 / 3.0; 3]);
        assert_near(f1s("ab cd", ""), [0.0; 3]);
    }
}
