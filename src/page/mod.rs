//! Annotations to look at: one article as a piece of HTML for a notebook cell, and a whole drop as
//! one page.
//!
//! A record is exact and hard to read. Here its spans are put back into the text: what a span of a
//! record says is shown where it stands, with its label in words and not by colour alone. The text
//! that is shown is the original to the last code point: what a reader copies from it can be
//! counted with the offsets of the record.
//!
//! Everything that comes out of an article is foreign and is escaped where it is written, in one
//! place (`escape`). Nothing shown is loaded from anywhere: no fonts, no scripts, no images.

mod article;
pub(crate) mod escape;
mod layers;
mod markup;
mod survey;
mod words;

pub use article::article;
pub(crate) use article::readable;
pub use survey::{Entry, Survey, entries};
