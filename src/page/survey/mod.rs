//! A drop as one page: what its articles say together, and each of them one click away.
//!
//! Figures and tables are plain HTML and inline SVG, there without any script. The articles are
//! kept as text in data blocks, which a browser neither parses nor lays out until one is opened: a
//! page of hundreds of articles opens as fast as one of ten.

mod cast;
mod charts;
mod frame;
mod layout;
mod months;
mod network;
mod records;
mod shelf;
mod sums;
mod tables;
mod timeline;

use std::collections::{BTreeMap, BTreeSet};

use self::cast::Cast;
use self::months::Month;
pub use self::records::entries;
use self::sums::Money;
use super::article;
use crate::record::{ErrorRecord, Line, Provenance, Record};
use crate::taxonomy::{StatementKind, ThreatType};

/// A record as it was read.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The record.
    pub line: Line,
    /// Whether the record says that it repeats another: `exact`, `near`, or another word.
    pub duplicate: Option<String>,
}

/// An article on the shelf.
struct Card {
    title: String,
    about: String,
    threats: Vec<ThreatType>,
    kinds: BTreeSet<StatementKind>,
    members: Vec<usize>,
    duplicate: Option<String>,
    is_read: bool,
    html: String,
}

/// Collects the records of a drop and makes a page of them. It holds the page, not the records.
pub struct Survey {
    title: Option<String>,
    /// So many articles are kept to be read; figures count all.
    most: usize,
    articles: usize,
    sentences: usize,
    mentions: usize,
    statements: usize,
    events: usize,
    duplicates: BTreeMap<String, usize>,
    /// Articles that the model has not read, by their language.
    not_read: BTreeMap<String, usize>,
    months: BTreeSet<Month>,
    undated: usize,
    errors: Vec<ErrorRecord>,
    /// Articles by type and month; `None`: without a date.
    threats: BTreeMap<ThreatType, BTreeMap<Option<Month>, usize>>,
    /// Statements by kind, of sentences with the type; `None`: all statements.
    kinds: BTreeMap<Option<ThreatType>, BTreeMap<StatementKind, usize>>,
    /// Events by the kind of the statement that they rest on.
    event_kinds: BTreeMap<Option<StatementKind>, usize>,
    money: Money,
    cast: Cast,
    cards: Vec<Card>,
    made_by: Vec<(Provenance, usize)>,
}

impl Survey {
    /// An empty page. Of the articles the first `most` can be opened on it.
    pub fn new(title: Option<String>, most: usize) -> Self {
        Self {
            title,
            most,
            articles: 0,
            sentences: 0,
            mentions: 0,
            statements: 0,
            events: 0,
            duplicates: BTreeMap::new(),
            not_read: BTreeMap::new(),
            months: BTreeSet::new(),
            undated: 0,
            errors: Vec::new(),
            threats: BTreeMap::new(),
            kinds: BTreeMap::new(),
            event_kinds: BTreeMap::new(),
            money: Money::default(),
            cast: Cast::default(),
            cards: Vec::new(),
            made_by: Vec::new(),
        }
    }

    /// Adds one record.
    pub fn add(&mut self, entry: Entry) {
        match entry.line {
            Line::Error(error) => {
                self.note_maker(&error.provenance);
                self.errors.push(*error);
            }
            Line::Article(record) => self.add_article(&record, entry.duplicate),
        }
    }

    /// How many articles were added.
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// How many articles are counted on the page and cannot be opened there.
    pub fn left_out(&self) -> usize {
        self.articles - self.cards.len()
    }

    /// How many articles the model has not read, because of their language.
    pub fn not_read(&self) -> usize {
        self.not_read.values().sum()
    }

    /// How many error records were added.
    pub fn errors(&self) -> usize {
        self.errors.len()
    }

    fn add_article(&mut self, record: &Record, duplicate: Option<String>) {
        self.articles += 1;
        self.note_maker(&record.provenance);
        self.sentences += record.sentences.len();
        self.mentions += record.mentions.len();
        self.statements += record.statements.len();
        self.events += record.events.len();
        if let Some(kind) = &duplicate {
            *self.duplicates.entry(kind.clone()).or_default() += 1;
        }
        if record.not_read.is_some() {
            let language = record.language.clone().unwrap_or_else(|| "unknown".to_owned());
            *self.not_read.entry(language).or_default() += 1;
        }
        let month = record.published.as_deref().and_then(Month::of);
        self.months.extend(month);
        self.undated += usize::from(month.is_none());
        for threat in &record.threats {
            *self.threats.entry(threat.kind).or_default().entry(month).or_default() += 1;
        }
        self.count_kinds(record);
        self.money.add(record);
        let members = self.cast.add(record);
        if self.cards.len() < self.most {
            let html = article::inside(record, &format!("a{}-", self.cards.len()));
            self.cards.push(Card {
                title: article::title(record),
                about: article::about(record),
                threats: record.threats.iter().map(|threat| threat.kind).collect(),
                kinds: record.statements.iter().map(|statement| statement.kind).collect(),
                members,
                duplicate,
                is_read: record.not_read.is_none(),
                html,
            });
        }
    }

    fn count_kinds(&mut self, record: &Record) {
        for statement in &record.statements {
            let seen = record.threats.iter().filter(|t| t.sentences.contains(&statement.sentence));
            for key in seen.map(|threat| Some(threat.kind)).chain([None]) {
                *self.kinds.entry(key).or_default().entry(statement.kind).or_default() += 1;
            }
        }
        for event in &record.events {
            let statement = event.statement.and_then(|at| record.statements.get(at));
            *self.event_kinds.entry(statement.map(|s| s.kind)).or_default() += 1;
        }
    }

    fn note_maker(&mut self, made: &Provenance) {
        match self.made_by.iter_mut().find(|(known, _)| known == made) {
            Some((_, count)) => *count += 1,
            None => self.made_by.push((made.clone(), 1)),
        }
    }

    /// The page.
    pub fn html(&self) -> String {
        frame::page(self)
    }
}

#[cfg(test)]
mod tests;
