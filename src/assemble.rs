//! From findings to the record: bytes of the view become code points of the original.

use crate::article::read::Document;
use crate::article::{Article, View};
use crate::desk::Options;
use crate::extract::actors::Actor;
use crate::extract::amounts::Amount;
use crate::extract::dates::DateMention;
use crate::extract::events::{Event, Summary};
use crate::extract::statements::Statement;
use crate::extract::story::Party;
use crate::extract::{Account, Mention};
use crate::model::Card;
use crate::model::bundle::hex;
use crate::model::told::Told;
use crate::record::{
    ActorRecord, AmountRecord, DateRecord, EventRecord, EvidenceRecord, MentionRecord, MoneyRecord,
    Number, PartyRecord, Passage, Provenance, Record, SCHEMA, SentenceRecord, StatementRecord,
    SummaryRecord, ThreatRecord,
};
use crate::taxonomy::{Refers, Role};
use crate::text::{CodePoints, Span};

/// One sentence as the model read it.
#[derive(Debug)]
pub(crate) struct Sentence {
    /// In the view.
    pub span: Span,
    /// Score of each threat type of the model's card.
    pub threats: Vec<f32>,
    /// What it tells, where the model says that.
    pub told: Option<Told>,
}

/// What was found in an article, with spans in its view, each list in order.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub language: Option<String>,
    pub sentences: Vec<Sentence>,
    pub mentions: Vec<Mention>,
    pub amounts: Vec<Amount>,
    pub dates: Vec<DateMention>,
    pub actors: Vec<Actor>,
    pub account: Account,
}

/// Finds spans of the view in the original.
struct Original<'a> {
    view: &'a View,
    text: &'a str,
    points: CodePoints<'a>,
}

impl<'a> Original<'a> {
    fn new(view: &'a View, text: &'a str) -> Self {
        Self { view, text, points: CodePoints::new(text) }
    }

    /// The stretch of the original behind `span`; `None` only for a span of nothing but text that
    /// the view inserted, which no word is. Every span of the findings has a word, so that places in
    /// their lists are ids of the record.
    fn passage(&self, span: Span) -> Option<Passage> {
        let source = with_bracket(self.text, self.view.to_source(span)?);
        Some(Passage {
            start: self.points.at(source.start()),
            end: self.points.at(source.end()),
            text: source.of(self.text).to_owned(),
        })
    }
}

/// A stretch with the bracket before the link that it begins with: "[Lazarus](https://…) stole" rather than "Lazarus](https://…) stole".
fn with_bracket(text: &str, span: Span) -> Span {
    let closes = span.of(text).find("](");
    let opens = closes.is_some_and(|at| !span.of(text)[..at].contains('['));
    let bracket = usize::from(opens && text[..span.start()].ends_with('['));
    Span::new(span.start() - bracket, span.end())
}

pub(crate) fn assemble(
    document: Document,
    article: &Article,
    findings: Findings,
    card: &Card,
    options: &Options,
    provenance: Provenance,
) -> Record {
    let original = Original::new(&article.view, &document.text);
    let Account { statements, events, roles, summary } = findings.account;
    let mentions = mentions(&original, &findings.mentions, &findings.actors);
    let threats = threats(&findings.sentences, card);
    let sentences = sentences(&original, &findings.sentences, card, options);
    let ranges = article.blocks.iter().filter_map(|s| original.passage(*s));
    Record {
        schema: SCHEMA.to_owned(),
        id: hex(document.text.as_bytes()),
        language: findings.language,
        title: article.title.and_then(|s| original.passage(s)),
        byline: article.byline.and_then(|s| original.passage(s)),
        published: article.published.map(|date| date.to_string()),
        article: ranges.map(|range| [range.start, range.end]).collect(),
        sentences,
        mentions,
        actors: actors(findings.actors, roles),
        amounts: amounts(&original, findings.amounts),
        dates: dates(&original, findings.dates),
        threats,
        statements: self::statements(&original, statements),
        events: self::events(&original, events, options),
        source: document.source,
        text: options.text.then_some(document.text),
        provenance,
        summary: self::summary(summary),
        not_read: None,
        duplicate_of: None,
    }
}

fn sentences(
    original: &Original,
    found: &[Sentence],
    card: &Card,
    options: &Options,
) -> Vec<SentenceRecord> {
    let record = |sentence: &Sentence| {
        let Passage { start, end, text } = original.passage(sentence.span)?;
        let counts = |threshold: f32, score: f32| options.all_scores || score >= threshold;
        let threats = card.threats.iter().zip(&card.thresholds).zip(&sentence.threats);
        Some(SentenceRecord {
            start,
            end,
            threats: threats
                .filter(|((_, threshold), score)| counts(**threshold, **score))
                .map(|((threat, _), score)| (*threat, (*score).into()))
                .collect(),
            text: options.sentence_text.then_some(text),
        })
    };
    found.iter().filter_map(record).collect()
}

/// An article has the union of its sentences' threat types.
fn threats(sentences: &[Sentence], card: &Card) -> Vec<ThreatRecord> {
    let mut found = Vec::new();
    for (column, (threat, threshold)) in card.threats.iter().zip(&card.thresholds).enumerate() {
        let score = |at: usize| sentences[at].threats[column];
        let evidence: Vec<usize> =
            (0..sentences.len()).filter(|at| score(*at) >= *threshold).collect();
        let top = evidence.iter().map(|at| score(*at)).fold(0.0, f32::max);
        if !evidence.is_empty() {
            found.push(ThreatRecord { kind: *threat, score: top.into(), sentences: evidence });
        }
    }
    found.sort_by_key(|threat| threat.kind);
    found
}

fn mentions(original: &Original, found: &[Mention], actors: &[Actor]) -> Vec<MentionRecord> {
    let mut actor_of: Vec<Option<(usize, Refers)>> = vec![None; found.len()];
    for (id, actor) in actors.iter().enumerate() {
        for (mention, refers) in actor.mentions.iter().zip(&actor.refers) {
            actor_of[*mention] = Some((id, *refers));
        }
    }
    let record = |id: usize, mention: &Mention| {
        let Passage { start, end, text } = original.passage(mention.span)?;
        let (label, score) = (mention.label, mention.score.map(Into::into));
        let (actor, refers) = actor_of[id].unzip();
        Some(MentionRecord { id, start, end, text, label, score, actor, refers })
    };
    found.iter().enumerate().filter_map(|(id, mention)| record(id, mention)).collect()
}

fn actors(found: Vec<Actor>, roles: Vec<Vec<Role>>) -> Vec<ActorRecord> {
    let record = |(id, (actor, roles)): (usize, (Actor, Vec<Role>))| {
        let Actor { name, kind, mentions, links, .. } = actor;
        ActorRecord { id, name, kind, mentions, links, roles }
    };
    found.into_iter().zip(roles).enumerate().map(record).collect()
}

fn party(original: &Original, party: Party) -> Option<PartyRecord> {
    let Passage { start, end, text } = original.passage(party.span)?;
    Some(PartyRecord { start, end, text, actor: party.actor })
}

fn statements(original: &Original, found: Vec<Statement>) -> Vec<StatementRecord> {
    let record = |(id, statement): (usize, Statement)| {
        let Passage { start, end, text } = original.passage(statement.span)?;
        Some(StatementRecord {
            id,
            sentence: statement.sentence,
            start,
            end,
            text,
            kind: statement.kind,
            speaker: statement.speaker.and_then(|speaker| party(original, speaker)),
            source: statement.source,
            cue: statement.cue.and_then(|span| original.passage(span)),
        })
    };
    found.into_iter().enumerate().filter_map(record).collect()
}

fn events(original: &Original, found: Vec<Event>, options: &Options) -> Vec<EventRecord> {
    let parties = |all: Vec<Party>| all.into_iter().filter_map(|p| party(original, p)).collect();
    let record = |(id, event): (usize, Event)| EventRecord {
        id,
        kind: event.kind,
        perpetrators: parties(event.perpetrators),
        targets: parties(event.targets),
        amounts: event.amounts,
        when: event.when,
        places: event.places,
        statement: event.statement,
        sentences: event.sentences,
        rule: event.rule.to_owned(),
        score: event.evidence.map(|evidence| evidence.score().into()),
        evidence: event.evidence.filter(|_| options.all_scores).map(|evidence| EvidenceRecord {
            deed: evidence.deed.into(),
            other: evidence.other.into(),
            perpetrators: evidence.perpetrators.taken.map(Into::into),
            other_perpetrator: evidence.perpetrators.beside.into(),
            targets: evidence.targets.taken.map(Into::into),
            other_target: evidence.targets.beside.into(),
        }),
    };
    found.into_iter().enumerate().map(record).collect()
}

fn summary(found: Summary) -> SummaryRecord {
    let money = found.money.into_iter().map(|money| MoneyRecord {
        about: money.about,
        currency: money.currency,
        total: Number(money.total),
        amounts: money.amounts,
    });
    SummaryRecord {
        perpetrators: found.perpetrators,
        targets: found.targets,
        accusers: found.accusers,
        money: money.collect(),
    }
}

fn amounts(original: &Original, found: Vec<Amount>) -> Vec<AmountRecord> {
    let places: Vec<Option<Passage>> = found.iter().map(|a| original.passage(a.span)).collect();
    // An amount without a place has no record, and those after it have smaller ids.
    let mut free = 0..;
    let ids: Vec<Option<usize>> =
        places.iter().map(|place| place.as_ref().and_then(|_| free.next())).collect();
    let record = |((amount, place), id): ((Amount, Option<Passage>), &Option<usize>)| {
        let Passage { start, end, text } = place?;
        Some(AmountRecord {
            id: (*id)?,
            start,
            end,
            text,
            kind: amount.kind,
            value: amount.value.map(Number),
            min: amount.min.map(Number),
            max: amount.max.map(Number),
            currency: amount.currency,
            unit: amount.unit,
            modifier: amount.modifier,
            per: amount.per,
            about: amount.about,
            about_evidence: amount.about_evidence.and_then(|span| original.passage(span)),
            equivalent: amount.equivalent.and_then(|other| ids[other]),
            verb: amount.verb.and_then(|span| original.passage(span)),
            object: amount.object.and_then(|span| original.passage(span)),
        })
    };
    found.into_iter().zip(places).zip(&ids).filter_map(record).collect()
}

fn dates(original: &Original, found: Vec<DateMention>) -> Vec<DateRecord> {
    let placed = found.into_iter().filter_map(|d| Some((original.passage(d.span)?, d.value)));
    let record = |(id, (place, value)): (usize, (Passage, Option<String>))| DateRecord {
        id,
        start: place.start,
        end: place.end,
        text: place.text,
        value,
    };
    placed.enumerate().map(record).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_that_begins_with_a_link_has_its_bracket() {
        let text = "Then [Emotet](https://example.org/e) and [Qbot] came.";
        for (from, to, expected) in [
            (6, 46, "[Emotet](https://example.org/e) and [Qbot"),
            // The name alone, and what stands in brackets without a link.
            (6, 12, "Emotet"),
            (42, 52, "Qbot] came"),
        ] {
            assert_eq!(with_bracket(text, Span::new(from, to)).of(text), expected);
        }
        let whole = Span::new(0, text.len());
        assert_eq!(with_bracket(text, whole), whole);
    }
}
