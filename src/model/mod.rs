//! The model in one pass: words in, entity tags and threat scores out.
//!
//! A [`Model`] is loaded once and shared; each thread reads with a [`Reader`] of its own. The way
//! of an article: words are cut into [`tokens`], pieces are laid into [`mod@windows`], an [`engine`]
//! scores each window, [`decode`] turns scores into tags.

pub mod bundle;
pub mod checkpoint;
pub mod decode;
pub mod engine;
mod error;
pub mod labels;
pub mod links;
mod reader;
pub mod tokens;
pub mod told;
pub mod windows;
pub mod zero_shot;

use std::path::{Path, PathBuf};

pub use bundle::Card;
use checkpoint::Checkpoint;
pub use decode::{Tag, WordTag};
use engine::{EngineName, Head, Rten, Weights};
pub use error::ModelError;
use labels::LabelMap;
use links::Links;
pub use reader::{Reader, Reading};
use tokens::PieceMaker;
#[cfg(feature = "rust-bert")]
use told::{KINDS, SIDES};
use zero_shot::ZeroShot;

use crate::taxonomy::ThreatType;

/// Special pieces around every window.
const SPECIAL: usize = 2;

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
                let mut columns = vec![card.tags.len(), types];
                if card.tells {
                    columns.extend([KINDS + 1, SIDES, types]);
                }
                columns.extend(links.iter().map(Links::columns));
                Box::new(engine::rust_bert::ours(&bytes, &path, &columns)?)
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
        Reader::new(self)
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
