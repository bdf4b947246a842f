//! The way of one article: cleaned, cut into sentences, read by the model, extracted, recorded.
//!
//! A [`Desk`] is set up once and shared; each thread works with a [`Worker`] of its own. A worker's
//! record depends on the article and the desk alone, never on what it did before.

mod head;
mod options;

use std::path::Path;

use crate::article::read::{Document, Failure};
use crate::article::{Article, Format, Source, clean};
use crate::assemble::{Findings, Sentence, assemble};
use crate::duplicates::Signature;
use crate::extract::story::{Story, StorySentence};
use crate::extract::{self, Account, Mention};
use crate::knowledge::UserNames;
use crate::language::{is_foreign, language};
use crate::limits::{ArticleError, Clock, GiveUp};
use crate::model::bundle::default_dir;
use crate::model::decode;
use crate::model::{Card, Model, ModelChoice, ModelError, Reader, Reading};
use crate::record::{ErrorRecord, Line, ModelProvenance, Provenance, Record, SCHEMA};
use crate::taxonomy::{NotRead, ThreatType};
use crate::text::{Span, sentences, words};
use head::Head;
pub use options::Options;

/// Everything that is the same for all articles of a run.
#[derive(Debug)]
pub struct Desk {
    model: Model,
    options: Options,
    names: UserNames,
    provenance: Provenance,
}

impl Desk {
    /// Sets up with the default model and default options.
    ///
    /// # Errors
    /// If the model is not installed or not usable.
    pub fn open() -> Result<Self, ModelError> {
        Self::new(&default_dir()?, Options::default())
    }

    /// Sets up with the model in `dir` and the default engine.
    ///
    /// # Errors
    /// If the model is not usable.
    pub fn new(dir: &Path, options: Options) -> Result<Self, ModelError> {
        Self::with_model(&dir.into(), options)
    }

    /// Sets up with a model and the engine that is to run it.
    ///
    /// # Errors
    /// If the model is not usable.
    pub fn with_model(choice: &ModelChoice, options: Options) -> Result<Self, ModelError> {
        let model = Model::open(choice)?;
        let provenance = Provenance {
            wiredesk: env!("CARGO_PKG_VERSION").to_owned(),
            model: ModelProvenance {
                name: model.card.name.clone(),
                digest: model.card.digest.clone(),
            },
            threat_model: model.zero_shot.as_ref().map(|threats| ModelProvenance {
                name: threats.name.clone(),
                digest: threats.digest.clone(),
            }),
            engine: model.engine.version().to_owned(),
            config: options.digest(),
        };
        let names = UserNames::from(&options.lists);
        Ok(Self { model, options, names, provenance })
    }

    /// The model in use.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What shapes the records.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What stands in every record as having made it.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// A worker for one thread.
    pub fn worker(&self) -> Worker<'_> {
        self.worker_until(GiveUp::NEVER)
    }

    /// One that gives its article up once it is told so.
    pub(crate) fn worker_until<'d>(&'d self, give_up: GiveUp<'d>) -> Worker<'d> {
        Worker { desk: self, reader: self.model.reader(), give_up }
    }

    /// The record of an article that failed before a worker saw it.
    pub fn error(&self, failure: Failure) -> Line {
        Line::Error(Box::new(ErrorRecord {
            schema: SCHEMA.to_owned(),
            id: None,
            source: (*failure.source).clone(),
            error: failure.into(),
            provenance: self.provenance.clone(),
        }))
    }
}

/// Annotates one article at a time.
#[derive(Debug)]
pub struct Worker<'d> {
    desk: &'d Desk,
    reader: Reader<'d>,
    give_up: GiveUp<'d>,
}

impl Worker<'_> {
    /// Annotates plain text.
    ///
    /// # Errors
    /// If the model fails on it or it is beyond a limit.
    pub fn annotate_text(&mut self, text: &str) -> Result<Record, ArticleError> {
        self.record(Document::from_text("-", text.to_owned(), Format::Txt))
    }

    /// Annotates a document; an article that fails gives an error record.
    pub fn annotate(&mut self, document: Document) -> Line {
        let source = document.source.clone();
        match self.record(document) {
            Ok(record) => Line::Article(Box::new(record)),
            Err(error) => self.failed(source, &error),
        }
    }

    /// The same, with the signature by which copies are found if the options ask for it; nothing if the
    /// article was given up.
    pub(crate) fn annotate_signed(
        &mut self,
        document: Document,
    ) -> Option<(Line, Option<Signature>)> {
        let source = document.source.clone();
        match self.signed(document, &mut |_| {}) {
            Ok((record, signature)) => Some((Line::Article(Box::new(record)), signature)),
            Err(ArticleError::GivenUp) => None,
            Err(error) => Some((self.failed(source, &error), None)),
        }
    }

    fn failed(&self, source: Source, error: &ArticleError) -> Line {
        let (source, kind, message) = (Box::new(source), error.kind(), error.to_string());
        self.desk.error(Failure { source, kind, message })
    }

    /// Annotates a document.
    ///
    /// # Errors
    /// If the model fails on it or it is beyond a limit.
    pub fn record(&mut self, document: Document) -> Result<Record, ArticleError> {
        self.record_watched(document, &mut |_| {})
    }

    /// Annotates a document and tells `done` of each step as it is done, for measuring.
    ///
    /// # Errors
    /// If the model fails on it or it is beyond a limit.
    pub fn record_watched(
        &mut self,
        document: Document,
        done: &mut dyn FnMut(Step),
    ) -> Result<Record, ArticleError> {
        self.signed(document, done).map(|(record, _)| record)
    }

    fn signed(
        &mut self,
        document: Document,
        done: &mut dyn FnMut(Step),
    ) -> Result<(Record, Option<Signature>), ArticleError> {
        let Desk { model, options, names, provenance } = self.desk;
        let limits = options.limits;
        let clock = Clock::start(limits, self.give_up);
        let article = clean(&document.text, document.markup);
        let deepest = article.nesting;
        if deepest > limits.nesting {
            return Err(ArticleError::Nesting { deepest, limit: limits.nesting });
        }
        let language = language(&article);
        let signature =
            if options.duplicates.is_keep() { None } else { Signature::of_article(&article) };
        done(Step::Cleaned);
        clock.check()?;
        if !options.any_language && is_foreign(language.as_deref(), &model.card.languages) {
            let nothing = Findings { language, ..Findings::default() };
            let card = &model.card;
            let mut record =
                assemble(document, &article, nothing, card, options, provenance.clone());
            record.not_read = Some(NotRead::Language);
            return Ok((record, signature));
        }
        let spans = segment(&article);
        done(Step::Segmented);
        let cut = cut(&article, spans);
        let view = article.view.text();
        let pieces =
            self.reader.pieces(cut.iter().map(|s| s.words.iter().map(|word| word.of(view))))?;
        let words = cut.iter().map(|sentence| sentence.words.len()).sum();
        done(Step::Tokenised { words, pieces: pieces.ids.len() });
        let mut readings = self.reader.read_pieces_while(&pieces, &|| clock.check())?;
        self.reader.read_threats(&mut readings, cut.iter().map(|s| s.span.of(view)))?;
        clock.check()?;
        done(Step::Encoded);
        let mut findings = find(&article, cut, readings, names, &model.card);
        findings.language = language;
        let record =
            assemble(document, &article, findings, &model.card, options, provenance.clone());
        done(Step::Extracted);
        Ok((record, signature))
    }
}

/// A step of an article's way, as it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The article is told from the page.
    Cleaned,
    /// Sentences are cut.
    Segmented,
    /// Words and word pieces are cut.
    Tokenised {
        /// How many words.
        words: usize,
        /// How many word pieces.
        pieces: usize,
    },
    /// The model has read them.
    Encoded,
    /// The record is made.
    Extracted,
}

/// A sentence and its words, in the view.
struct Cut {
    span: Span,
    words: Vec<Span>,
}

/// Cuts an article into sentences. Of plain text the stretches are cut, of which only the lines tell
/// where a paragraph ends; markup says it, and no sentence runs from one item of a list into the next.
fn segment(article: &Article) -> Vec<Span> {
    let view = article.view.text();
    let in_block = |block: &Span| {
        let start = block.start();
        sentences(block.of(view)).into_iter().map(move |s| s.shift(start))
    };
    article.blocks.iter().flat_map(in_block).collect()
}

/// Cuts sentences into words.
fn cut(article: &Article, sentences: Vec<Span>) -> Vec<Cut> {
    let view = article.view.text();
    let with_words = |span: Span| Cut {
        span,
        words: words(span.of(view)).into_iter().map(|w| w.shift(span.start())).collect(),
    };
    sentences.into_iter().map(with_words).collect()
}

/// Sentences of an article and the words of each, in its view: what the model reads.
pub(crate) fn sentences_and_words(article: &Article) -> Vec<(Span, Vec<Span>)> {
    cut(article, segment(article)).into_iter().map(|cut| (cut.span, cut.words)).collect()
}

/// Sentences further down do not start with the dateline of the report.
const HEAD: usize = 5;

/// What relative dates are resolved against: the page's own date, else that of a dateline.
fn anchor(article: &Article, cut: &[Cut]) -> Option<jiff::civil::Date> {
    let view = article.view.text();
    let dateline = |cut: &Cut| extract::dates::dateline(cut.span.of(view));
    article.published.or_else(|| cut.iter().take(HEAD).find_map(dateline))
}

/// The threat types whose scores reach their thresholds.
fn reached(scores: &[f32], card: &Card) -> Vec<ThreatType> {
    let types = card.threats.iter().zip(&card.thresholds).zip(scores);
    types
        .filter(|((_, threshold), score)| *score >= *threshold)
        .map(|((threat, _), _)| *threat)
        .collect()
}

/// Everything that the sentences say, with spans in the view.
fn find(
    article: &Article,
    cut: Vec<Cut>,
    readings: Vec<Reading>,
    names: &UserNames,
    card: &Card,
) -> Findings {
    let view = article.view.text();
    let anchor = anchor(article, &cut);
    let mut findings = Findings::default();
    let mut all_words = Vec::with_capacity(cut.len());
    let mut running = extract::dates::Running::default();
    let mut setting = extract::amounts::Setting::default();
    let mut head = Head::default();
    for (sentence, reading) in cut.into_iter().zip(readings) {
        let Cut { span, words } = sentence;
        let tagged = tagged(&words, &reading);
        findings.mentions.extend(extract::entities(view, &words, tagged));
        let text = span.of(view);
        // The page's own date is `published`, and no date of the story.
        let (amounts, dates) = if head.prints(text, span, article.byline) {
            (Vec::new(), Vec::new())
        } else {
            setting = setting.next(text, &reached(&reading.threats, card));
            let dates = extract::dates::dates_in_story(text, anchor, &mut running);
            (extract::amounts::amounts_in(text, &dates, setting), dates)
        };
        let before = findings.amounts.len();
        for mut amount in amounts {
            amount.span = amount.span.shift(span.start());
            for part in [&mut amount.about_evidence, &mut amount.verb, &mut amount.object] {
                *part = part.map(|part| part.shift(span.start()));
            }
            amount.equivalent = amount.equivalent.map(|place| before + place);
            findings.amounts.push(amount);
        }
        for mut date in dates {
            date.span = date.span.shift(span.start());
            findings.dates.push(date);
        }
        findings.sentences.push(Sentence { span, threats: reading.threats, told: reading.told });
        all_words.push(words);
    }
    let spans: Vec<Span> = findings.sentences.iter().map(|sentence| sentence.span).collect();
    extract::amounts::settle(view, &spans, &mut findings.amounts);
    findings.mentions = extract::one_sense(view, &all_words, findings.mentions);
    findings.mentions = extract::user_lists(view, &all_words, findings.mentions, names);
    findings.actors = extract::actors::actors_with(view, &findings.mentions, names, article.byline);
    findings.account = account(view, &findings, &all_words, card);
    findings
}

/// Who did what to whom, according to whom.
fn account(view: &str, findings: &Findings, words: &[Vec<Span>], card: &Card) -> Account {
    let seen = |scores: &[f32]| {
        let types = card.threats.iter().zip(&card.thresholds).zip(scores);
        let reached = types.filter(|((_, threshold), score)| *score >= *threshold);
        reached.map(|((threat, _), score)| (*threat, *score)).collect()
    };
    let sentences: Vec<StorySentence> = findings
        .sentences
        .iter()
        .zip(words)
        .map(|(sentence, words)| StorySentence {
            span: sentence.span,
            words,
            threats: seen(&sentence.threats),
            told: sentence.told.as_ref(),
        })
        .collect();
    extract::account(Story {
        text: view,
        sentences: &sentences,
        mentions: &findings.mentions,
        amounts: &findings.amounts,
        dates: &findings.dates,
        actors: &findings.actors,
    })
}

/// The model's entities, from words to spans.
fn tagged(words: &[Span], reading: &Reading) -> Vec<Mention> {
    decode::entities(&reading.tags)
        .into_iter()
        .map(|entity| Mention {
            span: words[entity.words.start].cover(words[entity.words.end - 1]),
            label: entity.label,
            score: Some(entity.score),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Markup;

    #[test]
    fn sentences_end_with_the_blocks_of_the_markup() {
        let text = "<h1>Harbour worm takes the keys of a bank</h1><p>The worm took what it found in the bank:</p>\
            <ul><li>the keys of two doors</li><li>a list of guards</li></ul>\
            <p>The bank, which<br>has closed its doors for the week, said that it paid nothing to anyone.</p>";
        let article = clean(text, Markup::Html);
        let spans = segment(&article);
        let sentences: Vec<&str> = spans.iter().map(|s| s.of(article.view.text())).collect();
        assert_eq!(
            sentences,
            [
                "Harbour worm takes the keys of a bank",
                "The worm took what it found in the bank:",
                "the keys of two doors",
                "a list of guards",
                "The bank, which\nhas closed its doors for the week, said that it paid nothing to anyone."
            ]
        );
    }
}
