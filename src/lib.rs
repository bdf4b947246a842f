//! wiredesk annotates news about cyber threats.

pub mod article;
pub mod extract;
pub mod knowledge;
pub mod output;
pub mod taxonomy;
pub mod text;
