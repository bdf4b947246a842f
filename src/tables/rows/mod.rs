//! One line of output as rows of the tables.

mod cell;
mod parts;
#[cfg(test)]
mod places;
#[cfg(test)]
mod tests;

pub use cell::Cell;
use cell::word;
use parts::{copied, fitted, made_by, passage, source_cells};

use super::schema::Table;
use super::slice::Slices;
use crate::article::Source;
use crate::extract::dates::{Period, day_of};
use crate::record::{
    AmountRecord, ErrorRecord, EventRecord, Line, PartyRecord, Provenance, Record,
};
use crate::taxonomy::Role;

/// Takes the rows of one line.
type Take<'t> = dyn FnMut(Table, &[Cell<'_>]) + 't;

/// Gives the rows of `line`, the `article`th of all lines, to `take`: those of one table in order,
/// each with the cells of [`Table::columns`].
pub fn rows(article: u64, line: &Line, take: &mut dyn FnMut(Table, &[Cell<'_>])) {
    match line {
        Line::Article(record) => Flattening { article: article.into(), record }.all(take),
        Line::Error(record) => error(article, record, take),
    }
}

/// A line that is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file that it is in.
    pub path: String,
    /// Its line there, from 1; 0 for a file that cannot be opened.
    pub line: u64,
    /// What is wrong with it, and the mend.
    pub message: String,
}

/// The row of a line that is no record: it counts among the errors.
pub fn unreadable(article: u64, line: &Unreadable, take: &mut dyn FnMut(Table, &[Cell<'_>])) {
    let item = Some(line.line).filter(|line| *line > 0);
    let source = Source { item, ..Source::new(line.path.clone()) };
    errors(article, &source, "record", &line.message, None, take);
}

fn error(article: u64, record: &ErrorRecord, take: &mut Take<'_>) {
    let ErrorRecord { source, error, provenance, .. } = record;
    errors(article, source, error.kind.as_str(), &error.message, Some(provenance), take);
}

fn errors(
    article: u64,
    source: &Source,
    kind: &str,
    message: &str,
    provenance: Option<&Provenance>,
    take: &mut Take<'_>,
) {
    let [path, item, format, encoding, bytes, fields] = source_cells(source);
    let made_by = provenance.map_or([const { Cell::Null }; 7], made_by);
    let [wiredesk, model, digest, engine, config, threats_by, threats_digest] = made_by;
    let (kind, message) = (Cell::text(kind), Cell::text(message));
    take(
        Table::Errors,
        &[
            article.into(),
            path,
            item,
            format,
            encoding,
            bytes,
            fields,
            kind,
            message,
            wiredesk,
            model,
            digest,
            engine,
            config,
            threats_by,
            threats_digest,
        ],
    );
}

/// A record on its way into rows.
struct Flattening<'r> {
    article: Cell<'r>,
    record: &'r Record,
}

impl<'r> Flattening<'r> {
    fn all(&self, take: &mut Take<'_>) {
        self.article(take);
        self.sentences(take);
        self.mentions_and_actors(take);
        self.amounts(take);
        self.dates(take);
        self.statements(take);
        for event in &self.record.events {
            self.event(event, take);
        }
    }

    fn key(&self) -> Cell<'r> {
        self.article.clone()
    }

    /// The sentence that `start` is in.
    fn sentence_at(&self, start: usize) -> Cell<'r> {
        let sentences = &self.record.sentences;
        let after = sentences.partition_point(|sentence| sentence.start <= start);
        after.checked_sub(1).filter(|place| start < sentences[*place].end).into()
    }

    fn article(&self, take: &mut Take<'_>) {
        let record = self.record;
        let [path, item, format, encoding, bytes, fields] = source_cells(&record.source);
        let [title, title_start, title_stop] = passage(record.title.as_ref());
        let [byline, byline_start, byline_stop] = passage(record.byline.as_ref());
        let [wiredesk, model, digest, engine, config, threats_by, threats_digest] =
            made_by(&record.provenance);
        let [is_copy, original, alike, similarity] = copied(record.duplicate_of.as_ref());
        // Ranges of a record from elsewhere may say anything.
        let lengths = record.article.iter().map(|[start, end]| end.saturating_sub(*start));
        let length = lengths.fold(0, usize::saturating_add);
        take(
            Table::Articles,
            &[
                self.key(),
                (&record.id).into(),
                path,
                item,
                format,
                encoding,
                bytes,
                fields,
                record.language.as_ref().into(),
                title,
                title_start,
                title_stop,
                byline,
                byline_start,
                byline_stop,
                record.published.as_deref().and_then(day_of).into(),
                length.into(),
                record.sentences.len().into(),
                record.mentions.len().into(),
                record.actors.len().into(),
                record.amounts.len().into(),
                record.dates.len().into(),
                record.threats.len().into(),
                record.statements.len().into(),
                record.events.len().into(),
                wiredesk,
                model,
                digest,
                engine,
                config,
                threats_by,
                threats_digest,
                word!(record.not_read, or null),
                is_copy,
                original,
                alike,
                similarity,
            ],
        );
        for [start, end] in &record.article {
            take(Table::Ranges, &[self.key(), (*start).into(), (*end).into()]);
        }
        for threat in &record.threats {
            let count = threat.sentences.len().into();
            let kind = word!(threat.kind);
            take(Table::Threats, &[self.key(), kind, threat.score.into(), count]);
        }
        for money in &record.summary.money {
            let ([total], digits) = fitted([("total", Some(money.total))]);
            let about = word!(money.about, or null);
            let currency = money.currency.as_ref().into();
            let count = money.amounts.len().into();
            take(Table::Money, &[self.key(), about, currency, total, digits, count]);
        }
    }

    fn sentences(&self, take: &mut Take<'_>) {
        let text = self.record.text.as_deref().map(Slices::new);
        for (place, sentence) in self.record.sentences.iter().enumerate() {
            let (start, end) = (sentence.start, sentence.end);
            let own = sentence.text.as_deref();
            let said = own.or_else(|| text.as_ref().and_then(|text| text.get(start, end)));
            let said = said.map_or(Cell::Null, Cell::text);
            let row = [self.key(), place.into(), start.into(), end.into(), said];
            take(Table::Sentences, &row);
            for (kind, score) in &sentence.threats {
                let mut threats = self.record.threats.iter();
                let threat = threats.find(|threat| threat.kind == *kind);
                let reached = threat.is_some_and(|t| t.sentences.binary_search(&place).is_ok());
                let (kind, score) = (word!(kind), (*score).into());
                let row = [self.key(), place.into(), kind, score, Cell::Flag(reached)];
                take(Table::SentenceThreats, &row);
            }
        }
    }

    fn mentions_and_actors(&self, take: &mut Take<'_>) {
        for mention in &self.record.mentions {
            take(
                Table::Mentions,
                &[
                    self.key(),
                    mention.id.into(),
                    self.sentence_at(mention.start),
                    mention.start.into(),
                    mention.end.into(),
                    (&mention.text).into(),
                    word!(mention.label),
                    mention.score.into(),
                    mention.actor.into(),
                    word!(mention.refers, or null),
                ],
            );
        }
        for actor in &self.record.actors {
            let has = |role: Role| Cell::Flag(actor.roles.contains(&role));
            take(
                Table::Actors,
                &[
                    self.key(),
                    actor.id.into(),
                    (&actor.name).into(),
                    word!(actor.kind),
                    actor.mentions.len().into(),
                    has(Role::Perpetrator),
                    has(Role::Target),
                    has(Role::Accuser),
                    has(Role::Speaker),
                    has(Role::Beneficiary),
                ],
            );
            for (rank, link) in actor.links.iter().enumerate() {
                take(
                    Table::Links,
                    &[
                        self.key(),
                        actor.id.into(),
                        rank.into(),
                        (&link.source).into(),
                        (&link.id).into(),
                        (&link.name).into(),
                        (&link.matched).into(),
                        link.country.as_ref().into(),
                    ],
                );
            }
        }
    }

    fn amounts(&self, take: &mut Take<'_>) {
        for amount in &self.record.amounts {
            let counted =
                self.record.summary.money.iter().any(|money| money.amounts.contains(&amount.id));
            let AmountRecord { value, min, max, .. } = *amount;
            let ([value, min, max], digits) =
                fitted([("value", value), ("min", min), ("max", max)]);
            let [about_text, about_start, about_stop] = passage(amount.about_evidence.as_ref());
            let [verb, verb_start, verb_stop] = passage(amount.verb.as_ref());
            let [object, object_start, object_stop] = passage(amount.object.as_ref());
            take(
                Table::Amounts,
                &[
                    self.key(),
                    amount.id.into(),
                    self.sentence_at(amount.start),
                    amount.start.into(),
                    amount.end.into(),
                    (&amount.text).into(),
                    word!(amount.kind),
                    value,
                    min,
                    max,
                    digits,
                    amount.currency.as_ref().into(),
                    amount.unit.as_ref().into(),
                    word!(amount.modifier, or null),
                    amount.per.as_ref().into(),
                    word!(amount.about, or null),
                    about_text,
                    about_start,
                    about_stop,
                    amount.equivalent.into(),
                    verb,
                    verb_start,
                    verb_stop,
                    object,
                    object_start,
                    object_stop,
                    Cell::Flag(counted),
                ],
            );
        }
    }

    fn dates(&self, take: &mut Take<'_>) {
        for date in &self.record.dates {
            let period = date.value.as_deref().and_then(Period::parse);
            take(
                Table::Dates,
                &[
                    self.key(),
                    date.id.into(),
                    self.sentence_at(date.start),
                    date.start.into(),
                    date.end.into(),
                    (&date.text).into(),
                    date.value.as_ref().into(),
                    date.value.as_deref().and_then(day_of).into(),
                    period.map(|period| period.first).into(),
                    period.map(|period| period.last).into(),
                ],
            );
        }
    }

    fn statements(&self, take: &mut Take<'_>) {
        for statement in &self.record.statements {
            let speaker = statement.speaker.as_ref();
            let [cue, cue_start, cue_stop] = passage(statement.cue.as_ref());
            take(
                Table::Statements,
                &[
                    self.key(),
                    statement.id.into(),
                    statement.sentence.into(),
                    statement.start.into(),
                    statement.end.into(),
                    (&statement.text).into(),
                    word!(statement.kind),
                    speaker.map(|speaker| &speaker.text).into(),
                    speaker.map(|speaker| speaker.start).into(),
                    speaker.map(|speaker| speaker.end).into(),
                    speaker.and_then(|speaker| speaker.actor).into(),
                    word!(statement.source),
                    cue,
                    cue_start,
                    cue_stop,
                ],
            );
        }
    }

    fn event(&self, event: &EventRecord, take: &mut Take<'_>) {
        let statement = event.statement.and_then(|id| self.record.statements.get(id));
        take(
            Table::Events,
            &[
                self.key(),
                event.id.into(),
                word!(event.kind),
                event.statement.into(),
                word!(statement.map(|statement| statement.kind), or null),
                (&event.rule).into(),
                event.score.into(),
            ],
        );
        let mut side = |side: &'static str, parties: &[PartyRecord]| {
            for (rank, party) in parties.iter().enumerate() {
                take(
                    Table::EventParties,
                    &[
                        self.key(),
                        event.id.into(),
                        Cell::Word(side),
                        rank.into(),
                        party.start.into(),
                        party.end.into(),
                        (&party.text).into(),
                        party.actor.into(),
                    ],
                );
            }
        };
        side("perpetrator", &event.perpetrators);
        side("target", &event.targets);
        for (table, ids) in [
            (Table::EventAmounts, &event.amounts),
            (Table::EventDates, &event.when),
            (Table::EventPlaces, &event.places),
            (Table::EventSentences, &event.sentences),
        ] {
            for id in ids {
                take(table, &[self.key(), event.id.into(), (*id).into()]);
            }
        }
    }
}
