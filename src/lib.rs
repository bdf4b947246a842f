//! wiredesk annotates news about cyber threats: it reads articles as they were scraped, sets the
//! web boilerplate apart, runs a small encoder over every sentence for named entities and threat
//! types in one pass, resolves actors, amounts and dates, and writes one record per article in which
//! every span is found at its exact offset in the original.
//!
//! ```
//! let desk = wiredesk::Desk::open()?;
//! let mut worker = desk.worker();
//! let record = worker.annotate_text("Lazarus Group stole about $600 million, Seoul said.")?;
//! assert_eq!(record.mentions[0].text, "Lazarus Group");
//! assert_eq!(record.amounts[0].text, "$600 million");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A record is what `wiredesk annotate` writes: `serde_json::to_string(&record)` gives the same line.
//! Its offsets count code points, not bytes, so a span of a `text` is
//! `text.chars().skip(span.start).take(span.end - span.start)`; what stands there is in the span's own
//! `text`, too.
//!
//! The modules follow the data. [`article`] reads files and tells the article from the page,
//! [`text`] cuts sentences and words, [`model`] tags them, [`extract`] makes findings of the tags
//! with the help of [`knowledge`], [`desk`] leads one article through all of these to its
//! [`record`], [`pipeline`] does so for many on all cores, [`output`] writes, [`resume`] goes on where
//! a run before has ended, [`duplicates`] knows copies, [`watch`] waits for new files. [`tables`] are
//! records as rows, [`export`] writes these and other formats, [`page`] shows records to people.
//! [`eval`] measures what comes out against what people say, [`mod@bench`] how long it takes. [`hub`]
//! fetches models, [`configuration`] reads `wiredesk.toml`.

pub mod article;
mod assemble;
pub mod bench;
pub mod configuration;
pub mod desk;
pub mod duplicates;
pub mod eval;
pub mod export;
pub mod extract;
pub mod hub;
pub mod knowledge;
mod language;
pub mod limits;
mod merged;
pub mod model;
pub mod output;
pub mod page;
pub mod pipeline;
pub mod record;
pub mod resume;
pub mod tables;
pub mod taxonomy;
pub mod text;
pub mod watch;

pub use desk::{Desk, Options, Worker};
pub use limits::{ArticleError, Limits};
