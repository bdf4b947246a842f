//! Extraction: from sentences, words and the model's scores to what an article says.

pub mod amounts;
pub mod dates;
