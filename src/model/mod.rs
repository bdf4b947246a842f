//! The model in one pass: words in, entity tags and threat scores out.
//!
//! A [`Model`] is loaded once and shared; each thread reads with a [`Reader`] of its own. The way
//! of an article: words are cut into [`tokens`], pieces are laid into [`mod@windows`], an [`engine`]
//! scores each window, [`decode`] turns scores into tags.

pub mod bundle;
pub mod checkpoint;
pub mod decode;
pub mod engine;
pub mod labels;
pub mod links;
pub mod tokens;
pub mod told;
pub mod windows;
pub mod zero_shot;

use std::io;
use std::path::{Path, PathBuf};

pub use bundle::Card;
use checkpoint::Checkpoint;
pub use decode::{Tag, WordTag};
use decode::{choose, choose_proper, repair, threat_scores};
use engine::{Engine, EngineName, Head, Outputs, Rten, Weights};
use labels::LabelMap;
use links::Links;
use tokens::{PieceMaker, Pieces};
use told::{ASKED, Deed, KINDS, SIDES, Told};
use windows::windows;
use zero_shot::{ThreatReader, ZeroShot};

use crate::taxonomy::ThreatType;

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
    /// A variable of the environment is to name a folder of models, and does not.
    #[error("{variable} names {}, which is no folder; mend it or unset it", place.display())]
    NoFolder {
        /// The variable.
        variable: &'static str,
        /// What it names.
        place: PathBuf,
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
    /// The program was built without the engine.
    #[error(
        "this program was built without the engine {engine}: run ./scripts/get-libtorch.sh and \
         build with `cargo build --release --features {engine}` in the checkout"
    )]
    NotBuilt {
        /// The engine asked for.
        engine: EngineName,
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

/// Which model, and what runs it.
#[derive(Clone, Debug)]
pub struct ModelChoice {
    /// Folder of a model of ours or of a token classifier in the layout of the Hugging Face hub.
    pub dir: PathBuf,
    /// What runs it.
    pub engine: EngineName,
    /// What the labels of a token classifier are here; those of a model of ours are.
    pub labels: LabelMap,
    /// Folder of a classifier of pairs that tells the threat types, in place of the model's own
    /// threat head.
    pub threat_model: Option<PathBuf>,
}

impl From<&Path> for ModelChoice {
    fn from(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            engine: EngineName::default(),
            labels: LabelMap::default(),
            threat_model: None,
        }
    }
}

/// A loaded model, shared by all readers.
#[derive(Debug)]
pub struct Model {
    /// What it is and what it can say.
    pub card: Card,
    /// What runs it.
    pub engine: EngineName,
    /// What tells the threat types, where that is not the model itself.
    pub zero_shot: Option<ZeroShot>,
    pieces: PieceMaker,
    weights: Box<dyn Weights>,
    head: Head,
    /// What links words to deeds, where the model does that.
    links: Option<Links>,
    /// Ids of the pieces that open and close a window.
    ends: [u32; SPECIAL],
}

impl Model {
    /// Loads and checks the model in `dir`, to be run by the default engine.
    ///
    /// # Errors
    /// If a file is missing, changed or not understood.
    pub fn load(dir: &Path) -> Result<Self, ModelError> {
        Self::open(&dir.into())
    }

    /// Loads and checks a model.
    ///
    /// # Errors
    /// If a file is missing, changed or not understood.
    pub fn open(choice: &ModelChoice) -> Result<Self, ModelError> {
        let mut model = if Checkpoint::is_in(&choice.dir) {
            Self::open_checkpoint(choice)?
        } else {
            Self::open_ours(choice)?
        };
        if let Some(dir) = &choice.threat_model {
            model.zero_shot = Some(ZeroShot::load(dir, choice.engine)?);
            model.card.threats = ThreatType::ALL.to_vec();
            model.card.thresholds = vec![zero_shot::THRESHOLD; ThreatType::ALL.len()];
        }
        Ok(model)
    }

    fn open_ours(choice: &ModelChoice) -> Result<Self, ModelError> {
        let card = Card::read(&choice.dir)?;
        let path = choice.dir.join(bundle::WEIGHTS);
        let bytes = card.load(bundle::WEIGHTS)?;
        let links = card.links.then(|| card.load(links::LINKS)).transpose()?;
        let links = links.map(|bytes| Links::parse(&bytes, card.threats.len())).transpose();
        let file = || choice.dir.join(links::LINKS);
        let links = links.map_err(|why| ModelError::Invalid { file: file(), why })?;
        let head = Head::Ours { tells: card.tells, links: card.links };
        let weights: Box<dyn Weights> = match choice.engine {
            EngineName::Rten => Box::new(Rten::load(bytes, &path, head)?),
            #[cfg(feature = "rust-bert")]
            EngineName::RustBert => {
                let types = card.threats.len();
                let mut heads = vec![("entity", card.tags.len()), ("threat", types)];
                if card.tells {
                    heads.extend([("statement", KINDS + 1), ("side", SIDES), ("event", types)]);
                }
                heads.extend(links.iter().map(|links| ("link", links.columns())));
                Box::new(engine::rust_bert::ours(&bytes, &path, heads)?)
            }
            #[cfg(not(feature = "rust-bert"))]
            EngineName::RustBert => return Err(ModelError::NotBuilt { engine: choice.engine }),
        };
        let tokenizer = card.load(bundle::TOKENIZER)?;
        let model = Self::assemble(card, choice.engine, &tokenizer, weights, head, OUR_SPECIAL)?;
        Ok(Self { links, ..model })
    }

    fn open_checkpoint(choice: &ModelChoice) -> Result<Self, ModelError> {
        let checkpoint = Checkpoint::read(&choice.dir, choice.engine)?;
        let card = checkpoint.card(&choice.labels)?;
        let weights = load_weights(&checkpoint, choice.engine, Head::Tokens)?;
        let tokenizer =
            checkpoint::tokenizer_for_words(&checkpoint.load(bundle::TOKENIZER)?).map_err(|e| {
                ModelError::Invalid { file: choice.dir.join(bundle::TOKENIZER), why: e.to_string() }
            })?;
        let special = checkpoint.family.special();
        Self::assemble(card, choice.engine, &tokenizer, weights, Head::Tokens, special)
    }

    fn assemble(
        card: Card,
        engine: EngineName,
        tokenizer: &[u8],
        weights: Box<dyn Weights>,
        head: Head,
        [open, close, unknown]: [&str; 3],
    ) -> Result<Self, ModelError> {
        let pieces = PieceMaker::new(tokenizer, unknown)?;
        let special = |token: &str| {
            pieces.special(token).ok_or_else(|| ModelError::Invalid {
                file: card.dir.join(bundle::TOKENIZER),
                why: format!("its vocabulary has no {token}"),
            })
        };
        let ends = [special(open)?, special(close)?];
        Ok(Self { card, engine, zero_shot: None, pieces, weights, head, links: None, ends })
    }

    /// A reader for one thread.
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            model: self,
            pieces: self.pieces.clone(),
            engine: self.weights.worker(),
            threats: self.zero_shot.as_ref().map(ZeroShot::reader),
        }
    }
}

/// The pieces that open and close a window of our model, and the one for what has no other.
const OUR_SPECIAL: [&str; 3] = ["[CLS]", "[SEP]", "[UNK]"];

/// The weights of a checkpoint.
fn load_weights(
    checkpoint: &Checkpoint,
    engine: EngineName,
    head: Head,
) -> Result<Box<dyn Weights>, ModelError> {
    match engine {
        EngineName::Rten => {
            let [name] = checkpoint.weights.as_slice() else {
                return Err(ModelError::NotBuilt { engine });
            };
            let path = checkpoint.dir.join(name);
            Ok(Box::new(Rten::load(checkpoint.load(name)?, &path, head)?))
        }
        #[cfg(feature = "rust-bert")]
        EngineName::RustBert => Ok(Box::new(engine::rust_bert::checkpoint(checkpoint, head)?)),
        #[cfg(not(feature = "rust-bert"))]
        EngineName::RustBert => Err(ModelError::NotBuilt { engine }),
    }
}

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
        let told = |sentence: &tokens::SentencePieces| {
            let firsts = &pieces.words[sentence.words.clone()];
            let sides = firsts.iter().map(|first| &side[first * SIDES..][..SIDES]);
            let kinds = rows_of(&statement, sentence, KINDS + 1);
            Told::new(kinds, rows_of(&event, sentence, threats.len()), threats, sides)
        };
        let tags_of = |sentence: &tokens::SentencePieces| {
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
        let reading = |sentence: &tokens::SentencePieces| Reading {
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
fn rows_of<'l>(all: &'l [f32], sentence: &tokens::SentencePieces, columns: usize) -> &'l [f32] {
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
