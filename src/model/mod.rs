//! The model in one pass: words in, entity tags and threat scores out.
//!
//! A [`Model`] is loaded once and shared; each thread reads with a [`Reader`] of its own. The way
//! of an article: words are cut into [`tokens`], pieces are laid into [`mod@windows`], an [`engine`]
//! scores each window, [`decode`] turns scores into tags.

pub mod bundle;
pub mod decode;
pub mod engine;
pub mod tokens;
pub mod windows;

use std::io;
use std::path::{Path, PathBuf};

pub use bundle::Card;
pub use decode::{Tag, WordTag};
use decode::{choose, repair, threat_scores};
use engine::{Engine, Logits, Rten};
use tokens::{PieceMaker, Pieces};
use windows::windows;

/// Special pieces around every window.
const SPECIAL: usize = 2;

/// Why a model could not be loaded or run.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// No model by the default name on the search path.
    #[error(
        "no model {name:?} is installed: run from the checkout, set WIREDESK_MODELS to the folder \
         that holds it, or pass --model DIR"
    )]
    NotInstalled {
        /// The name looked for.
        name: &'static str,
    },
    /// A file of the model cannot be read.
    #[error("cannot read the model's {}: {source}; restore it or pass --model DIR", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not the one that the description names.
    #[error(
        "{} is not the file that the model names (SHA-256 {found}, expected {expected}): \
         restore it, or the model would not be the one that the records claim", file.display()
    )]
    Digest {
        /// The file.
        file: PathBuf,
        /// Digest in the description.
        expected: String,
        /// Digest of the file.
        found: String,
    },
    /// A file is readable but not what it should be.
    #[error("the model's {} is not usable: {why}", file.display())]
    Invalid {
        /// The file.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// A word could not be cut into pieces.
    #[error("the tokenizer failed: {why}")]
    Tokenize {
        /// Why.
        why: String,
    },
    /// The runtime failed.
    #[error("the model failed to run: {why}")]
    Run {
        /// Why.
        why: String,
    },
}

/// A loaded model, shared by all readers.
#[derive(Debug)]
pub struct Model {
    /// What it is and what it can say.
    pub card: Card,
    pieces: PieceMaker,
    engine: Rten,
    /// Ids of the pieces that open and close a window.
    ends: [u32; SPECIAL],
}

impl Model {
    /// Loads and checks the model in `dir`.
    ///
    /// # Errors
    /// If a file is missing, changed or not understood.
    pub fn load(dir: &Path) -> Result<Self, ModelError> {
        let card = Card::read(dir)?;
        let pieces = PieceMaker::new(&card.load(bundle::TOKENIZER)?)?;
        let special = |token: &str| {
            pieces.special(token).ok_or_else(|| ModelError::Invalid {
                file: dir.join(bundle::TOKENIZER),
                why: format!("its vocabulary has no {token}"),
            })
        };
        let ends = [special("[CLS]")?, special("[SEP]")?];
        let weights = dir.join(bundle::WEIGHTS);
        let engine = Rten::load(card.load(bundle::WEIGHTS)?, &weights)?;
        Ok(Self { card, pieces, engine, ends })
    }

    /// A reader for one thread.
    pub fn reader(&self) -> Reader<'_> {
        Reader { model: self, pieces: self.pieces.clone(), engine: Box::new(self.engine.worker()) }
    }
}

/// What the model says of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// One tag a word.
    pub tags: Vec<WordTag>,
    /// Score of each threat type of the card, 0 to 1.
    pub threats: Vec<f32>,
}

/// Reads articles with a model, one at a time.
pub struct Reader<'m> {
    model: &'m Model,
    pieces: PieceMaker,
    engine: Box<dyn Engine>,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("model", &self.model.card.name).finish_non_exhaustive()
    }
}

impl Reader<'_> {
    /// Reads the sentences of one article, each given as its words. The answer depends on these
    /// alone, whatever was read before.
    ///
    /// # Errors
    /// If the tokenizer or the runtime fails.
    pub fn read<'w>(
        &mut self,
        sentences: impl IntoIterator<Item = impl IntoIterator<Item = &'w str>>,
    ) -> Result<Vec<Reading>, ModelError> {
        let pieces = self.pieces(sentences)?;
        self.read_pieces(&pieces)
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

    /// Reads the word pieces of one article.
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
        let logits = self.logits(pieces, check)?;
        let Card { tags, threats, .. } = &self.model.card;
        let row = |piece: usize| &logits.entity[piece * tags.len()..][..tags.len()];
        let tags_of = |sentence: &tokens::SentencePieces| {
            let firsts = &pieces.words[sentence.words.clone()];
            let mut chosen: Vec<WordTag> = firsts.iter().map(|f| choose(row(*f), tags)).collect();
            repair(&mut chosen);
            chosen
        };
        let reading = |sentence: &tokens::SentencePieces| Reading {
            tags: tags_of(sentence),
            threats: threat_scores(
                &logits.threat[sentence.pieces.start * threats.len()..]
                    [..sentence.pieces.len() * threats.len()],
                threats.len(),
            ),
        };
        Ok(pieces.sentences.iter().map(reading).collect())
    }

    /// The logits of every piece of an article, each from the window that owns it.
    fn logits<E: From<ModelError>>(
        &mut self,
        pieces: &Pieces,
        check: &dyn Fn() -> Result<(), E>,
    ) -> Result<Logits, E> {
        let card = &self.model.card;
        let [open, close] = self.model.ends;
        let (tags, threats) = (card.tags.len(), card.threats.len());
        let mut all = Logits {
            entity: Vec::with_capacity(pieces.ids.len() * tags),
            threat: Vec::with_capacity(pieces.ids.len() * threats),
        };
        let ranges = pieces.sentences.iter().map(|s| s.pieces.clone());
        for window in windows(ranges, card.window - SPECIAL) {
            check()?;
            let length = window.reads.len() + SPECIAL;
            let mut ids = Vec::with_capacity(length);
            ids.push(open);
            ids.extend_from_slice(&pieces.ids[window.reads.clone()]);
            ids.push(close);
            let mut cases = vec![0; length];
            cases[1..length - 1].copy_from_slice(&pieces.cases[window.reads.clone()]);
            let scored = self.engine.run(&ids, &cases)?;
            if scored.entity.len() != length * tags || scored.threat.len() != length * threats {
                return Err(
                    ModelError::Run { why: "its outputs do not fit its labels".into() }.into()
                );
            }
            // The opening special piece stands before the first one read.
            let from = window.owns.start - window.reads.start + 1;
            let to = window.owns.end - window.reads.start + 1;
            all.entity.extend_from_slice(&scored.entity[from * tags..to * tags]);
            all.threat.extend_from_slice(&scored.threat[from * threats..to * threats]);
        }
        Ok(all)
    }
}
