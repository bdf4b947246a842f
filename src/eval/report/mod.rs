//! What it all comes to: figures with intervals, for people and for programs.

mod html;
mod json;
mod markdown;
mod page;
mod text;

use super::metrics::measure::{Figures, Measure};
use super::metrics::resample::{Difference, Interval, differences, intervals};
use super::metrics::tally::Cells;
use super::slips::Case;
use super::{Counted, sections};
use crate::eval::metrics::Kind;
use crate::eval::metrics::entities::Confusion;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Tables for a terminal.
    Text,
    /// For programs.
    Json,
    /// For a page of documentation.
    Markdown,
    /// One page that needs nothing else.
    Html,
}

/// How sure the figures are to be.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    /// Bootstrap samples and swaps; 0 for none.
    pub resamples: usize,
    /// Seed of all draws.
    pub seed: u64,
}

/// What was measured, and how.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// The gold.
    pub gold: String,
    /// The predictions, or the program and model that made them.
    pub found: String,
    /// The predictions that they are compared with.
    pub against: Option<String>,
    /// How many articles.
    pub articles: usize,
    /// What is drawn: articles, or sentences where the set keeps no articles apart.
    pub unit: &'static str,
    /// How many of those.
    pub units: usize,
    /// The label map.
    pub map: String,
    /// In how many articles each layer is annotated.
    pub layers: Vec<(&'static str, usize)>,
    /// What else should be known.
    pub remarks: Vec<String>,
}

/// One line of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The measure.
    pub measure: Measure,
    /// Its figures.
    pub figures: Figures,
    /// Its counts, where it has any of its own.
    pub cells: Option<Cells>,
    /// 95% interval of its own figure.
    pub interval: Option<Interval>,
    /// Against the other prediction.
    pub difference: Option<Difference>,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Heading.
    pub title: &'static str,
    /// What is counted.
    pub about: &'static str,
    /// The lines that have a figure.
    pub rows: Vec<Row>,
}

/// The whole report.
#[derive(Clone, Debug)]
pub struct Report {
    /// What was measured, and how.
    pub setting: Setting,
    /// Draws of the intervals.
    pub draw: Draw,
    /// The tables that have a line.
    pub tables: Vec<Table>,
    /// Which label was taken for which.
    pub confusion: Confusion,
    /// Slips, where they were asked for.
    pub slips: Option<Vec<Case>>,
}

impl Draw {
    fn says(self) -> String {
        format!("95% bootstrap intervals, {} draws, seed {}", self.resamples, self.seed)
    }
}

impl Report {
    /// Computes all figures. `against` holds the counts of another prediction of the same gold.
    pub fn new(
        setting: Setting,
        counted: Counted,
        against: Option<&Counted>,
        slips: Option<Vec<Case>>,
        draw: Draw,
    ) -> Self {
        let tallies = match against {
            Some(other) => &counted.tallies.with_names_of(&other.tallies),
            None => &counted.tallies,
        };
        let ones = vec![1; tallies.articles()];
        let sums = tallies.sum(&ones);
        let sections = sections(tallies);
        let measures: Vec<&Measure> = sections.iter().flat_map(|s| &s.measures).collect();
        let mut intervals = intervals(tallies, &measures, draw.resamples, draw.seed).into_iter();
        let mut differences = match against {
            Some(other) => {
                differences(tallies, &other.tallies, &measures, draw.resamples, draw.seed)
            }
            None => vec![None; measures.len()],
        }
        .into_iter();
        let mut row = |measure: &Measure| {
            // Both lists have one entry a measure; take them even where there is no row.
            let (interval, difference) = (intervals.next().flatten(), differences.next().flatten());
            let figures = measure.figures(&sums);
            figures.value?;
            let (measure, cells) = (measure.clone(), measure.cells(&sums));
            Some(Row { measure, figures, cells, interval, difference })
        };
        let tables = sections.iter().map(|section| Table {
            title: section.title,
            about: section.about,
            rows: section.measures.iter().filter_map(&mut row).collect(),
        });
        let tables = tables.filter(|table: &Table| !table.rows.is_empty()).collect();
        Self { setting, draw, tables, confusion: counted.confusion, slips }
    }

    /// Every figure by name, such as `entities.strict.f1`, in the order of the tables.
    pub fn figures(&self) -> Vec<(String, f64)> {
        let mut all = Vec::new();
        for row in self.tables.iter().flat_map(|table| &table.rows) {
            if row.measure.kind == Kind::Scores {
                let parts = [("precision", row.figures.precision), ("recall", row.figures.recall)];
                for (part, value) in parts {
                    all.extend(value.map(|value| (format!("{}.{part}", row.measure.key), value)));
                }
            }
            all.extend(row.figures.value.map(|value| (row.measure.name(), value)));
        }
        all
    }

    /// One figure by name.
    pub fn figure(&self, name: &str) -> Option<f64> {
        self.figures().into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The report, written.
    pub fn write(&self, form: Form) -> String {
        match form {
            Form::Text => text::write(self),
            Form::Json => json::write(self),
            Form::Markdown => markdown::write(self),
            Form::Html => html::write(self),
        }
    }
}

/// A figure in percent.
fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{:.2}", 100.0 * value))
}

/// An interval in percent.
fn interval(row: &Row) -> String {
    row.interval.map_or_else(String::new, |Interval { low, high }| {
        format!("{:.1} to {:.1}", 100.0 * low, 100.0 * high)
    })
}

/// A difference in points, with its interval and p.
fn difference(row: &Row) -> String {
    let Some(Difference { by, interval, p }) = row.difference else { return String::new() };
    let within = interval.map_or_else(String::new, |Interval { low, high }| {
        format!(" ({:+.1} to {:+.1})", 100.0 * low, 100.0 * high)
    });
    let chance = match p {
        None => String::new(),
        Some(p) if p < 0.001 => ", p < 0.001".to_owned(),
        Some(p) => format!(", p = {p:.3}"),
    };
    format!("{:+.2}{within}{chance}", 100.0 * by)
}

/// Right, found and gold of a row, where it has them.
fn counts(row: &Row) -> [String; 3] {
    let show = |count: f64| {
        if count.fract().abs() < 1e-9 { format!("{count:.0}") } else { format!("{count:.1}") }
    };
    match (&row.cells, &row.measure.kind) {
        (Some(cells), Kind::Scores) => [cells.right_gold, cells.found, cells.gold].map(show),
        (Some(cells), _) => [show(cells.right_gold), String::new(), show(cells.gold)],
        (None, _) => Default::default(),
    }
}

/// The lines that say what was measured.
fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let Setting { gold, found, against, articles, unit, units, map, layers, .. } = &report.setting;
    let layers = layers.iter().filter(|(_, count)| *count > 0);
    let layers: Vec<String> = layers.map(|(name, count)| format!("{name} {count}")).collect();
    let mut facts = vec![
        ("gold", gold.clone()),
        ("predictions", found.clone()),
        ("articles", articles.to_string()),
        ("annotated in", layers.join(", ")),
        ("labels", map.clone()),
    ];
    if let Some(against) = against {
        facts.insert(2, ("against", against.clone()));
    }
    let sure = match (report.draw.resamples, *units) {
        (0, _) => "no intervals asked for".to_owned(),
        (_, 0 | 1) => "no intervals: there is one article only".to_owned(),
        (_, units) => format!("{}, of {units} {unit}", report.draw.says()),
    };
    facts.push(("intervals", sure));
    facts
}
