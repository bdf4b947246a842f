//! wiredesk annotates news about cyber threats.

pub mod article;
mod assemble;
pub mod desk;
pub mod extract;
pub mod knowledge;
mod language;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod record;
pub mod taxonomy;
pub mod text;

pub use desk::{Desk, Options, Worker};
