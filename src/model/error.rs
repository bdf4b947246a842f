//! Why a model cannot be used.

use std::io;
use std::path::PathBuf;

use super::engine::EngineName;

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
    /// A variable of the environment is to name a folder of models, and no model is in it.
    #[error(
        "{variable} names {}, in which no model is; name the folder that the models' own folders lie in, or \
         unset it", place.display()
    )]
    NoModels {
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
