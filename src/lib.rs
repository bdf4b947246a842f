//! wiredesk annotates news about cyber threats.

pub mod article;
mod assemble;
pub mod desk;
pub mod extract;
pub mod knowledge;
pub mod output;
pub mod taxonomy;
pub mod text;

pub use desk::{Desk, Options, Worker};
