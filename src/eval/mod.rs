//! How good is it? Annotations by a program beside annotations by people.
//!
//! [`formats`] reads gold and predictions, [`labels`] brings their labels together, [`predict`] has
//! wiredesk read the gold's texts where there is no prediction, [`pairing`] sets the two side by
//! side, [`metrics`] counts layer by layer, [`report`] says what it comes to, [`gates`] whether
//! that is enough. `docs/gold.md` describes the gold.

pub mod annotation;
pub mod formats;
pub mod gates;
pub mod labels;
pub mod metrics;
pub mod pairing;
pub mod predict;
pub mod report;
pub mod slips;
pub mod tags;

use std::collections::BTreeSet;

use annotation::Annotation;
use formats::{Format, Set};
use labels::LabelMap;
use metrics::{Section, Tallies, Tally, entities::Confusion};
use pairing::Pair;

/// Everything that was counted.
#[derive(Debug)]
pub struct Counted {
    /// One tally an article.
    pub tallies: Tallies,
    /// Which label was taken for which.
    pub confusion: Confusion,
}

/// Counts every layer of every article.
pub fn count(pairs: &[Pair]) -> Counted {
    let mut confusion = Confusion::default();
    for pair in pairs {
        if let Some(gold) = &pair.gold.mentions {
            confusion.count(gold, pair.found.mentions.as_deref().unwrap_or_default());
        }
    }
    let tallies = Tallies::gather(pairs.iter().map(tally).collect());
    Counted { tallies, confusion }
}

fn tally(pair: &Pair) -> Tally {
    let Pair { gold, found } = pair;
    let mut tally = Tally::default();
    metrics::article::count(gold, found, pair.text(), pair.format(), &mut tally);
    metrics::sentences::count(gold, found, &mut tally);
    if let Some(mentions) = &gold.mentions {
        let found = found.mentions.as_deref().unwrap_or_default();
        metrics::entities::count(mentions, found, pair.words().as_deref(), &mut tally);
    }
    metrics::amounts::count(gold, found, &mut tally);
    metrics::dates::count(gold, found, &mut tally);
    metrics::threats::count(gold, found, &mut tally);
    metrics::actors::count(gold, found, &mut tally);
    metrics::statements::count(gold, found, &mut tally);
    metrics::events::count(gold, found, &mut tally);
    tally
}

/// The sections of the report, in the order of the record.
pub fn sections(tallies: &Tallies) -> Vec<Section> {
    vec![
        metrics::article::section(),
        metrics::sentences::section(),
        metrics::entities::section(tallies),
        metrics::actors::section(),
        metrics::amounts::section(),
        metrics::dates::section(),
        metrics::threats::section(tallies),
        metrics::statements::section(tallies),
        metrics::events::section(),
    ]
}

/// The map from the set's labels to ours: the one asked for, or the one that fits.
///
/// # Errors
/// If none does, with advice.
pub fn label_map(gold: &Set, asked: Option<&str>) -> Result<LabelMap, String> {
    if let Some(name) = asked {
        return LabelMap::open(name);
    }
    let mentions = gold.articles.iter().flat_map(|article| article.mentions.iter().flatten());
    let labels: BTreeSet<String> = mentions.map(|mention| mention.label.clone()).collect();
    let ours = LabelMap::ours();
    if gold.format == Format::Records && ours.gold_labels().is_superset(&labels) {
        return Ok(ours);
    }
    LabelMap::guessed(&labels)
}

/// Brings the labels of both sides together.
///
/// # Errors
/// If a label is in no map, with the article.
pub fn relabel(pairs: &mut [Pair], map: &LabelMap) -> Result<(), String> {
    for Pair { gold, found } in pairs {
        let at = |place: &str, why: String| {
            if place.is_empty() { why } else { format!("{place}: {why}") }
        };
        if let Some(mentions) = gold.mentions.take() {
            gold.mentions = Some(map.gold(mentions).map_err(|why| at(&gold.place, why))?);
        }
        if let Some(mentions) = found.mentions.take() {
            found.mentions = Some(map.predicted(mentions).map_err(|why| at(&found.place, why))?);
        }
    }
    Ok(())
}

/// The layers of the gold, for the report.
pub fn layers(gold: &[Annotation]) -> Vec<(&'static str, usize)> {
    let count = |has: fn(&Annotation) -> bool| gold.iter().filter(|article| has(article)).count();
    vec![
        ("article", count(|a| a.article.is_some())),
        ("sentences", count(|a| a.sentences.is_some())),
        ("mentions", count(|a| a.mentions.is_some())),
        ("actors", count(|a| a.actors.is_some())),
        ("amounts", count(|a| a.amounts.is_some())),
        ("dates", count(|a| a.dates.is_some())),
        (
            "threats",
            count(|a| {
                a.threats.is_some() || a.sentences.iter().flatten().any(|s| s.threats.is_some())
            }),
        ),
        ("statements", count(|a| a.statements.is_some())),
        ("events", count(|a| a.events.is_some())),
    ]
}
