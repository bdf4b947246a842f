//! Counts of one article, and of many: sums over articles are all that a figure is made of.

use std::collections::BTreeMap;

/// Counts of one article, by name. For a name `key` with precision and recall there are four:
/// what was right among the found and how many were found, what was right of the gold and how many
/// there are.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    cells: BTreeMap<String, Cells>,
    ranked: BTreeMap<String, Vec<(Option<f64>, bool)>>,
}

/// The four counts of one name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cells {
    /// Right among the found.
    pub right_found: f64,
    /// Found.
    pub found: f64,
    /// Right among the gold.
    pub right_gold: f64,
    /// Gold.
    pub gold: f64,
}

impl Cells {
    fn add(&mut self, other: &Self, times: f64) {
        self.right_found += other.right_found * times;
        self.found += other.found * times;
        self.right_gold += other.right_gold * times;
        self.gold += other.gold * times;
    }

    /// Right among the found; `None` if nothing was found.
    pub fn precision(&self) -> Option<f64> {
        (self.found > 0.0).then(|| self.right_found / self.found)
    }

    /// Found of the gold; `None` if there is none.
    pub fn recall(&self) -> Option<f64> {
        (self.gold > 0.0).then(|| self.right_gold / self.gold)
    }

    /// Harmonic mean of the two; 0 where only one side has anything, `None` where neither has.
    pub fn f1(&self) -> Option<f64> {
        let (p, r) = match (self.precision(), self.recall()) {
            (None, None) => return None,
            (p, r) => (p.unwrap_or(0.0), r.unwrap_or(0.0)),
        };
        Some(if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

impl Tally {
    /// Counts `right` of `found` and `gold` things under `key`.
    pub fn count(&mut self, key: &str, right: usize, found: usize, gold: usize) {
        #[expect(clippy::cast_precision_loss, reason = "counts of one article")]
        let [right, found, gold] = [right as f64, found as f64, gold as f64];
        self.add(key, &Cells { right_found: right, found, right_gold: right, gold });
    }

    /// Counts under `key` where the two sides' rights differ, or are fractions.
    pub fn add(&mut self, key: &str, cells: &Cells) {
        self.cells.entry(key.to_owned()).or_default().add(cells, 1.0);
    }

    /// Counts one judgement that is right or not: a share of all such under `key`.
    pub fn share(&mut self, key: &str, is_right: bool) {
        self.count(key, usize::from(is_right), 1, 1);
    }

    /// Notes a score under `key`, and whether the gold has it. No score is that of something that
    /// no prediction touched: 0, if there are any scores under `key`, in whichever article.
    pub fn rank(&mut self, key: &str, score: Option<f64>, is_gold: bool) {
        self.ranked.entry(key.to_owned()).or_default().push((score, is_gold));
    }
}

/// The tallies of all articles, by column.
#[derive(Clone, Debug, Default)]
pub struct Tallies {
    /// Names, sorted.
    keys: Vec<String>,
    /// One row an article.
    rows: Vec<Vec<Cells>>,
    ranked: BTreeMap<String, Ranked>,
}

/// Scores of all articles, the highest first.
#[derive(Clone, Debug, Default)]
pub struct Ranked {
    /// Score, whether the gold has it, and the article.
    pub entries: Vec<(f64, bool, usize)>,
}

/// Sums over some articles.
#[derive(Debug)]
pub struct Sums<'t> {
    tallies: &'t Tallies,
    cells: Vec<Cells>,
    /// How often each article counts.
    weights: &'t [u32],
}

impl Tallies {
    /// Gathers the tallies of all articles.
    pub fn gather(tallies: Vec<Tally>) -> Self {
        let ranked = ranked(&tallies);
        let mut keys: Vec<String> = tallies.iter().flat_map(|t| t.cells.keys().cloned()).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut rows = Vec::with_capacity(tallies.len());
        for tally in tallies {
            let mut row = vec![Cells::default(); keys.len()];
            for (key, cells) in &tally.cells {
                if let Ok(column) = keys.binary_search(key) {
                    row[column] = *cells;
                }
            }
            rows.push(row);
        }
        Self { keys, rows, ranked }
    }

    /// Number of articles.
    pub fn articles(&self) -> usize {
        self.rows.len()
    }

    /// All names of counts, sorted.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// All names of scores, sorted.
    pub fn rankings(&self) -> impl Iterator<Item = &str> {
        self.ranked.keys().map(String::as_str)
    }

    /// Sums over the articles, each as often as its weight says.
    pub fn sum<'t>(&'t self, weights: &'t [u32]) -> Sums<'t> {
        let mut cells = vec![Cells::default(); self.keys.len()];
        for (row, weight) in self.rows.iter().zip(weights).filter(|(_, weight)| **weight > 0) {
            for (sum, cell) in cells.iter_mut().zip(row) {
                sum.add(cell, f64::from(*weight));
            }
        }
        Sums { tallies: self, cells, weights }
    }

    /// The same with all names of `other`, too, under which nothing is counted here: a label that
    /// only the other has is one that it has made up.
    #[must_use]
    pub fn with_names_of(&self, other: &Self) -> Self {
        let mut keys = [self.keys.as_slice(), &other.keys].concat();
        keys.sort_unstable();
        keys.dedup();
        let columns: Vec<Option<usize>> =
            keys.iter().map(|key| self.keys.binary_search(key).ok()).collect();
        let widened = |row: &Vec<Cells>| -> Vec<Cells> {
            columns.iter().map(|column| column.map(|at| row[at]).unwrap_or_default()).collect()
        };
        let rows = self.rows.iter().map(widened).collect();
        Self { keys, rows, ranked: self.ranked.clone() }
    }

    /// Sums over all articles, with those of `other` for the articles that `swap` names. Both have
    /// the same names, see [`Tallies::with_names_of`]. `ones` holds a 1 for each article.
    pub(super) fn mixed<'t>(&'t self, other: &Self, swap: &[bool], ones: &'t [u32]) -> Sums<'t> {
        debug_assert_eq!(self.keys, other.keys);
        let mut cells = vec![Cells::default(); self.keys.len()];
        for (at, swap) in swap.iter().enumerate() {
            let row = if *swap { &other.rows[at] } else { &self.rows[at] };
            for (sum, cell) in cells.iter_mut().zip(row) {
                sum.add(cell, 1.0);
            }
        }
        Sums { tallies: self, cells, weights: ones }
    }
}

/// The rankings of all articles, of names that have any score at all: where a prediction tells no
/// scores, what it missed makes no ranking either.
fn ranked(tallies: &[Tally]) -> BTreeMap<String, Ranked> {
    let mut ranked: BTreeMap<String, Ranked> = BTreeMap::new();
    let lists = tallies.iter().flat_map(|tally| &tally.ranked);
    for (key, _) in lists.filter(|(_, list)| list.iter().any(|(score, _)| score.is_some())) {
        ranked.entry(key.clone()).or_default();
    }
    for (key, all) in &mut ranked {
        for (article, tally) in tallies.iter().enumerate() {
            let list = tally.ranked.get(key).into_iter().flatten();
            all.entries.extend(list.map(|(score, gold)| (score.unwrap_or(0.0), *gold, article)));
        }
        all.entries.sort_by(|a, b| b.0.total_cmp(&a.0));
    }
    ranked
}

impl Sums<'_> {
    /// The counts under `key`; none if there is no such name.
    pub fn of(&self, key: &str) -> Cells {
        let column = self.tallies.keys.binary_search_by(|known| known.as_str().cmp(key));
        column.map_or(Cells::default(), |column| self.cells[column])
    }

    /// The scores under `key`, the highest first: score, whether gold, how often it counts.
    pub fn ranked(&self, key: &str) -> impl Iterator<Item = (f64, bool, u32)> {
        let entries = self.tallies.ranked.get(key).map(|list| list.entries.as_slice());
        let weighted = |(score, is_gold, article): &(f64, bool, usize)| {
            (*score, *is_gold, self.weights[*article])
        };
        entries.unwrap_or_default().iter().map(weighted).filter(|(_, _, weight)| *weight > 0)
    }
}
