//! What runs a network: two small traits, so that another runtime can take the place of `rten`.
//!
//! [`Weights`] are loaded once and shared; each thread runs an [`Engine`] of its own over them.

mod onnx;
#[cfg(any(test, feature = "rust-bert"))]
mod restore;
mod rten;
#[cfg(feature = "rust-bert")]
pub mod rust_bert;

use std::fmt;
use std::str::FromStr;

pub use rten::Rten;

use super::ModelError;

/// What came out of one run: one list for each output of the network, row by row.
pub type Outputs = Vec<Vec<f32>>;

/// Runs a network over one window at a time. The answer may depend on the window alone: not on
/// earlier ones, not on the thread.
pub trait Engine: Send {
    /// The outputs for `ids`, special pieces included. `types` has one entry a piece: the case
    /// type for a model of ours, the segment for others. What they are is for [`Head`] to say.
    ///
    /// # Errors
    /// If the runtime fails.
    fn run(&mut self, ids: &[u32], types: &[u8]) -> Result<Outputs, ModelError>;
}

/// A network that is loaded, shared by the engines that run it.
pub trait Weights: fmt::Debug + Send + Sync {
    /// An engine for one thread.
    fn worker(&self) -> Box<dyn Engine>;
}

/// The outputs of a model of ours: its heads' names and [`LOGITS`].
const OURS: [&str; 6] = [
    "entity_logits",
    "threat_logits",
    "statement_logits",
    "side_logits",
    "event_logits",
    "link_logits",
];

/// What the name of an output has behind that of its head.
#[cfg(any(test, feature = "rust-bert"))]
const LOGITS: &str = "_logits";

/// What a network takes and gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// A model of ours: piece ids and case types in, entity and threat logits of every piece out, and if
    /// it `tells` those of statements, sides and events, if it `links` those of links.
    Ours {
        /// Whether it has the heads of statements, sides and events.
        tells: bool,
        /// Whether it has that of links beside them.
        links: bool,
    },
    /// A token classifier: piece ids (and segments, if it knows any) in, label logits of every
    /// piece out.
    Tokens,
    /// A classifier of a pair of texts: piece ids and segments in, one row of label logits out.
    Pair,
}

impl Head {
    /// Names of the inputs in an ONNX file: those that must be there, in the order ids and types.
    pub(crate) fn inputs(self) -> [&'static str; 2] {
        match self {
            Self::Ours { .. } => ["input_ids", "case_ids"],
            Self::Tokens | Self::Pair => ["input_ids", "token_type_ids"],
        }
    }

    /// Names of all heads that a model of ours may have, in the order of its outputs.
    #[cfg(any(test, feature = "rust-bert"))]
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        OURS.iter().filter_map(|output| output.strip_suffix(LOGITS))
    }

    /// Names of the outputs in an ONNX file.
    pub(crate) fn outputs(self) -> &'static [&'static str] {
        match self {
            Self::Ours { tells: false, .. } => &OURS[..2],
            Self::Ours { links: false, .. } => &OURS[..5],
            Self::Ours { .. } => &OURS,
            Self::Tokens | Self::Pair => &["logits"],
        }
    }
}

/// The engines that there are, whether or not this program was built with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EngineName {
    /// The pure Rust runtime `rten`, always there.
    #[default]
    Rten,
    /// rust-bert over libtorch, with the feature `rust-bert`.
    RustBert,
}

impl EngineName {
    /// Every engine.
    pub const ALL: [Self; 2] = [Self::Rten, Self::RustBert];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rten => "rten",
            Self::RustBert => "rust-bert",
        }
    }

    /// Name and version, for the record.
    pub fn version(self) -> &'static str {
        match self {
            Self::Rten => "rten 0.27.0",
            Self::RustBert => "rust-bert 0.23.0, libtorch 2.13.0",
        }
    }

    /// Whether this program was built with it.
    pub fn built_in(self) -> bool {
        self == Self::Rten || cfg!(feature = "rust-bert")
    }
}

impl fmt::Display for EngineName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for EngineName {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|engine| engine.name() == name);
        let engine = found.ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("there is no engine {name:?}; there are {names}")
        })?;
        if engine.built_in() {
            return Ok(engine);
        }
        Err(format!(
            "this program was built without the engine {name}: run ./scripts/get-libtorch.sh and \
             build with `cargo build --release --features {name}` in the checkout"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_output_names_its_head() {
        assert_eq!(Head::names().count(), OURS.len());
    }

    #[test]
    fn engines_are_known_by_their_names() {
        assert_eq!("rten".parse(), Ok(EngineName::Rten));
        let unknown = "onnx".parse::<EngineName>().unwrap_err();
        assert!(unknown.contains("rten, rust-bert"), "{unknown}");
    }

    #[cfg(not(feature = "rust-bert"))]
    #[test]
    fn an_engine_that_is_not_built_in_comes_with_the_mend() {
        let error = "rust-bert".parse::<EngineName>().unwrap_err();
        assert!(error.contains("get-libtorch.sh") && error.contains("--features"), "{error}");
    }
}
