//! Extraction: from sentences, words and the model's scores to what an article says.

pub mod actors;
pub mod amounts;
pub mod dates;
mod entities;

pub use entities::{entities, one_sense, user_lists};

use crate::taxonomy::EntityLabel;
use crate::text::Span;

/// One named thing in the text. Spans are in the text of the article's view.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The name: whole words, no nesting.
    pub span: Span,
    /// What it names.
    pub label: EntityLabel,
    /// The model's mean probability of the label over the words, 0 to 1; `None` where the model
    /// did not mark it: a gazetteer knew the name, or the rest of the article told.
    pub score: Option<f32>,
}
