//! What is counted, layer by layer.
//!
//! Every layer counts each article by itself into a [`Tally`]; a [`measure`] is computed from sums
//! over articles. So intervals and comparisons only ever redraw articles, and gold that no
//! prediction touched is counted like all other: it is in its article's tally from the start.

pub mod actors;
pub mod amounts;
pub mod article;
pub mod assignment;
pub mod dates;
pub mod entities;
pub mod events;
pub mod measure;
pub mod nervaluate;
pub mod overlap;
pub mod resample;
pub mod sentences;
pub mod statements;
pub mod tally;
pub mod threats;

pub use measure::{Kind, Measure, Section};
pub use tally::{Ranked, Tallies, Tally};
