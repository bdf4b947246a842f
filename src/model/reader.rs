//! Reading an article with a loaded model: pieces into windows, windows through the network, logits
//! into tags, scores and what each sentence tells.

use super::decode::{choose, choose_proper, repair, threat_scores};
use super::engine::{Engine, Head, Outputs};
use super::links::Links;
use super::tokens::{PieceMaker, Pieces, SentencePieces};
use super::told::{ASKED, Deed, KINDS, SIDES, Told};
use super::windows::windows;
use super::zero_shot::{ThreatReader, ZeroShot};
use super::{Card, Model, ModelError, SPECIAL, WordTag};
use crate::taxonomy::ThreatType;

/// What the model says of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// One tag a word.
    pub tags: Vec<WordTag>,
    /// Score of each threat type of the card, 0 to 1.
    pub threats: Vec<f32>,
    /// What it tells, where the model says that, too.
    pub told: Option<Told>,
}

/// Reads articles with a model, one at a time.
pub struct Reader<'m> {
    model: &'m Model,
    pieces: PieceMaker,
    engine: Box<dyn Engine>,
    threats: Option<ThreatReader<'m>>,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("model", &self.model.card.name).finish_non_exhaustive()
    }
}

impl<'m> Reader<'m> {
    /// A reader with an engine of its own.
    pub(super) fn new(model: &'m Model) -> Self {
        Self {
            model,
            pieces: model.pieces.clone(),
            engine: model.weights.worker(),
            threats: model.zero_shot.as_ref().map(ZeroShot::reader),
        }
    }

    /// Reads the sentences of one article, each given as its words. The answer depends on these
    /// alone, whatever was read before.
    ///
    /// # Errors
    /// If the tokenizer or the runtime fails.
    pub fn read<'w>(
        &mut self,
        sentences: impl IntoIterator<Item = impl IntoIterator<Item = &'w str>>,
    ) -> Result<Vec<Reading>, ModelError> {
        let sentences: Vec<Vec<&str>> =
            sentences.into_iter().map(|words| words.into_iter().collect()).collect();
        let pieces = self.pieces(sentences.iter().map(|words| words.iter().copied()))?;
        let mut readings = self.read_pieces(&pieces)?;
        let texts: Vec<String> = sentences.iter().map(|words| words.join(" ")).collect();
        self.read_threats(&mut readings, texts.iter().map(String::as_str))?;
        Ok(readings)
    }

    /// Cuts the sentences of one article, each given as its words, into word pieces.
    ///
    /// # Errors
    /// If the tokenizer fails.
    pub fn pieces<'w>(
        &mut self,
        sentences: impl IntoIterator<Item = impl IntoIterator<Item = &'w str>>,
    ) -> Result<Pieces, ModelError> {
        self.pieces.pieces(sentences)
    }

    /// Fills in the threat scores of sentences, given as their text, where a classifier of its own
    /// tells them; else leaves them as they are.
    ///
    /// # Errors
    /// If the tokenizer or the runtime fails.
    pub fn read_threats<'t>(
        &mut self,
        readings: &mut [Reading],
        sentences: impl IntoIterator<Item = &'t str>,
    ) -> Result<(), ModelError> {
        let Some(threats) = &mut self.threats else { return Ok(()) };
        for (reading, sentence) in readings.iter_mut().zip(sentences) {
            reading.threats = threats.scores(sentence)?;
        }
        Ok(())
    }

    /// Reads the word pieces of one article. Threat scores are those of the model's own head.
    ///
    /// # Errors
    /// If the runtime fails.
    pub fn read_pieces(&mut self, pieces: &Pieces) -> Result<Vec<Reading>, ModelError> {
        self.read_pieces_while(pieces, &|| Ok(()))
    }

    /// Reads the word pieces of one article as long as `check`, asked before each window, has no
    /// objection.
    ///
    /// # Errors
    /// If the runtime fails, and what `check` says.
    pub(crate) fn read_pieces_while<E: From<ModelError>>(
        &mut self,
        pieces: &Pieces,
        check: &dyn Fn() -> Result<(), E>,
    ) -> Result<Vec<Reading>, E> {
        let Logits { entity, threat, types, statement, side, event, link } =
            self.logits(pieces, check)?;
        let Card { tags, tells, threats, .. } = &self.model.card;
        let row = |piece: usize| &entity[piece * tags.len()..][..tags.len()];
        let told = |sentence: &SentencePieces| {
            let firsts = &pieces.words[sentence.words.clone()];
            let sides = firsts.iter().map(|first| &side[first * SIDES..][..SIDES]);
            let kinds = rows_of(&statement, sentence, KINDS + 1);
            Told::new(kinds, rows_of(&event, sentence, threats.len()), threats, sides)
        };
        let tags_of = |sentence: &SentencePieces| {
            let firsts = &pieces.words[sentence.words.clone()];
            let rows: Vec<&[f32]> = firsts.iter().map(|first| row(*first)).collect();
            if matches!(self.model.head, Head::Ours { .. }) {
                return choose_proper(&rows, tags);
            }
            // Others may have been taught that an entity can begin with I.
            let mut chosen: Vec<WordTag> = rows.iter().map(|row| choose(row, tags)).collect();
            repair(&mut chosen);
            chosen
        };
        let reading = |sentence: &SentencePieces| Reading {
            tags: tags_of(sentence),
            threats: threat_scores(rows_of(&threat, sentence, types), types),
            told: tells.then(|| told(sentence)),
        };
        let mut readings: Vec<Reading> = pieces.sentences.iter().map(reading).collect();
        if let Some(links) = &self.model.links {
            link_deeds(links, threats, pieces, &link, &mut readings);
        }
        Ok(readings)
    }

    /// What the network gives for one window as it stands, special pieces included: for holding
    /// engines to each other. `types` are case types for a model of ours, else segments.
    ///
    /// # Errors
    /// If the runtime fails.
    pub fn outputs(&mut self, ids: &[u32], types: &[u8]) -> Result<Outputs, ModelError> {
        self.engine.run(ids, types)
    }

    /// The logits of every piece of an article, each from the window that owns it.
    fn logits<E: From<ModelError>>(
        &mut self,
        pieces: &Pieces,
        check: &dyn Fn() -> Result<(), E>,
    ) -> Result<Logits, E> {
        let Model { card, head, ends: [open, close], zero_shot, .. } = self.model;
        let tags = card.tags.len();
        // A model of ours keeps its threat head even where another model tells the types.
        let types = match head {
            Head::Ours { .. } if zero_shot.is_none() => card.threats.len(),
            _ => 0,
        };
        let mut all = Logits { types, ..Logits::default() };
        let ranges = pieces.sentences.iter().map(|s| s.pieces.clone());
        for window in windows(ranges, card.window - SPECIAL) {
            check()?;
            let length = window.reads.len() + SPECIAL;
            let mut ids = Vec::with_capacity(length);
            ids.push(*open);
            ids.extend_from_slice(&pieces.ids[window.reads.clone()]);
            ids.push(*close);
            let mut kinds = vec![0; length];
            if matches!(head, Head::Ours { .. }) {
                kinds[1..length - 1].copy_from_slice(&pieces.cases[window.reads.clone()]);
            }
            let scored = self.engine.run(&ids, &kinds)?;
            // The opening special piece stands before the first one read.
            let from = window.owns.start - window.reads.start + 1;
            let to = window.owns.end - window.reads.start + 1;
            let mut outputs = scored.iter();
            let told = |columns: usize| if card.tells { columns } else { 0 };
            let linked = self.model.links.as_ref().map_or(0, Links::columns);
            let places = [
                (&mut all.entity, tags),
                (&mut all.threat, types),
                (&mut all.statement, told(KINDS + 1)),
                (&mut all.side, told(SIDES)),
                (&mut all.event, told(card.threats.len())),
                (&mut all.link, linked),
            ];
            for (place, columns) in places {
                let rows = outputs.next().map_or(&[][..], Vec::as_slice);
                // Without a head of its own there is nothing to take.
                if columns > 0 && rows.len() != length * columns {
                    let why = "its outputs do not fit its labels".into();
                    return Err(ModelError::Run { why }.into());
                }
                place.extend_from_slice(&rows[from * columns..to * columns]);
            }
        }
        Ok(all)
    }
}

/// How many sentences before a deed and behind it are asked for its sides: all of an article but the longest, whose time would
/// grow with the square of their length.
const REACH: usize = 100;

/// Fills in, for each deed that a sentence may tell, of what side each word around it is a part; `link` has the
/// columns of the head, row by row.
fn link_deeds(
    links: &Links,
    types: &[ThreatType],
    pieces: &Pieces,
    link: &[f32],
    readings: &mut [Reading],
) {
    let row = |piece: usize| &link[piece * links.columns()..][..links.columns()];
    let places = || pieces.sentences.iter().enumerate();
    let words: Vec<(usize, isize)> = places()
        .flat_map(|(at, sentence)| {
            pieces.words[sentence.words.clone()].iter().map(move |first| (*first, at.cast_signed()))
        })
        .collect();
    for ((at, sentence), reading) in places().zip(readings) {
        let Some(told) = &mut reading.told else { continue };
        let asked = told.events.iter().enumerate().filter(|(_, event)| event.1 >= ASKED);
        let asked: Vec<usize> = asked.map(|(kind, _)| kind).collect();
        if asked.is_empty() {
            continue;
        }
        let ask = links.ask(rows_of(link, sentence, links.columns()));
        let from = at.saturating_sub(REACH);
        let last = pieces.sentences.len().min(at + REACH + 1) - 1;
        let near = &words[pieces.sentences[from].words.start..pieces.sentences[last].words.end];
        let of = |kind: usize| {
            let word = |(first, place): &(usize, isize)| {
                links.link(&ask, kind, row(*first), place - at.cast_signed())
            };
            Deed { kind: types[kind], from, words: near.iter().map(word).collect() }
        };
        told.deeds = asked.into_iter().map(of).collect();
    }
}

/// The rows of a sentence's pieces.
fn rows_of<'l>(all: &'l [f32], sentence: &SentencePieces, columns: usize) -> &'l [f32] {
    &all[sentence.pieces.start * columns..][..sentence.pieces.len() * columns]
}

/// Scores of an article, row by row: one row a piece.
#[derive(Debug, Default)]
struct Logits {
    /// `[pieces, entity tags]`, before softmax.
    entity: Vec<f32>,
    /// `[pieces, threat types]`, before the mean over a sentence and the sigmoid.
    threat: Vec<f32>,
    /// How many threat types; none where the model has no threat head.
    types: usize,
    /// `[pieces, 6]`, `[pieces, 3]` and `[pieces, threat types]`; empty where the model does not say
    /// what sentences tell.
    statement: Vec<f32>,
    side: Vec<f32>,
    event: Vec<f32>,
    /// `[pieces, columns]`; empty where the model does not link words to deeds.
    link: Vec<f32>,
}
