//! An annotated article, whoever annotated it: people (gold) or a program (a prediction). It is
//! the record's shape with every layer optional; `docs/gold.md` describes it.
//!
//! A layer that is `None` was not annotated and is not scored; an empty one was, and holds nothing.

mod check;
#[cfg(test)]
mod keys;
mod shapes;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::article::Format;
use shapes::given;

pub use shapes::{
    Actor, ActorName, Amount, DateNote, Event, Link, Mention, Party, Sentence, SourceNote,
    Statement, Stretch, ThreatNote,
};

/// A range of code points, end exclusive.
pub type Range = [usize; 2];

/// The annotations of one article. All offsets count code points of its text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotation {
    /// File and line, for messages.
    #[serde(skip)]
    pub place: String,
    /// A name for messages, or the record's id.
    pub id: Option<String>,
    /// Where the text is from.
    pub source: Option<SourceNote>,
    /// The article as scraped. Predictions may leave it out.
    pub text: Option<String>,
    /// The headline.
    #[serde(default, deserialize_with = "given")]
    pub title: Option<Option<Stretch>>,
    /// Who wrote it.
    #[serde(default, deserialize_with = "given")]
    pub byline: Option<Option<Stretch>>,
    /// When it was published.
    #[serde(default, deserialize_with = "given")]
    pub published: Option<Option<String>>,
    /// What is article.
    pub article: Option<Vec<Range>>,
    /// Sentences and their threat types.
    pub sentences: Option<Vec<Sentence>>,
    /// Named things.
    pub mentions: Option<Vec<Mention>>,
    /// Mentions of one and the same.
    pub actors: Option<Vec<Actor>>,
    /// Money, shares, counts, durations.
    pub amounts: Option<Vec<Amount>>,
    /// Dates.
    pub dates: Option<Vec<DateNote>>,
    /// Threat types of the article.
    pub threats: Option<Vec<ThreatNote>>,
    /// Who says it, and how sure.
    pub statements: Option<Vec<Statement>>,
    /// Who did what to whom.
    pub events: Option<Vec<Event>>,
    /// Words of each sentence, where the annotators' own words are known.
    #[serde(skip)]
    pub words: Option<Vec<Vec<Range>>>,
    #[serde(default, rename = "schema")]
    pub(in crate::eval) _schema: IgnoredAny,
    #[serde(default, rename = "language")]
    pub(in crate::eval) _language: IgnoredAny,
    #[serde(default, rename = "provenance")]
    pub(in crate::eval) _provenance: IgnoredAny,
    #[serde(default, rename = "summary")]
    pub(in crate::eval) _summary: IgnoredAny,
    #[serde(default, rename = "not_read")]
    pub(in crate::eval) _not_read: IgnoredAny,
    #[serde(default, rename = "duplicate_of")]
    pub(in crate::eval) _duplicate_of: IgnoredAny,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: IgnoredAny,
}

impl Annotation {
    /// What to call it in messages: its name; for a record, whose id is a digest, its file; or else
    /// its place.
    pub fn name(&self) -> &str {
        let is_digest = |id: &str| id.len() == 64 && id.bytes().all(|b| b.is_ascii_hexdigit());
        match (&self.id, &self.source) {
            (Some(id), _) if !is_digest(id) => id,
            (_, Some(SourceNote::Source { path: Some(path), .. })) => path,
            _ => &self.place,
        }
    }

    /// How its text is marked up, by the account of its source.
    pub fn format(&self) -> Format {
        self.source.as_ref().map_or(Format::Txt, SourceNote::format)
    }
}
