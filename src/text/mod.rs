//! Plain text, before any model sees it: spans, offsets, sentences, words.

mod months;
mod offsets;
pub(crate) mod printed_date;
mod sentences;
mod span;
mod words;

pub(crate) use months::MONTHS;
pub use offsets::CodePoints;
pub use sentences::{segments, sentences};
pub use span::Span;
pub use words::words;
