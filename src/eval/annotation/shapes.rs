//! The parts of an [`Annotation`](super::Annotation), as they stand in JSON. Unknown keys are
//! refused: a misspelt one would pass for a layer that nobody annotated.

use std::collections::BTreeMap;

use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::article::Format;
use crate::record::Number;
use crate::taxonomy::{About, ActorType, AmountKind, Modifier, ThreatType};

/// Tells a key that is missing (`None`) from one that is null (`Some(None)`).
#[expect(clippy::option_option, reason = "the two mean different things here")]
pub(super) fn given<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// A stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What stands there.
    pub text: Option<String>,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: Ignored,
}

/// Something that is read over, and never differs from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ignored;

impl<'de> Deserialize<'de> for Ignored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// Where an article is from: a note, or the record's object.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceNote {
    /// Free text.
    Note(String),
    /// As a record says it.
    Source {
        /// The file.
        path: Option<String>,
        /// How it is marked up.
        format: Option<Format>,
    },
}

impl SourceNote {
    /// How the article is marked up; plain text unless said otherwise.
    pub fn format(&self) -> Format {
        let by_name = |name: &str| {
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            Format::from_ending(ending).filter(|f| matches!(f, Format::Html | Format::Md))
        };
        let named = match self {
            Self::Note(note) => by_name(note),
            Self::Source { format: Some(format), .. } => Some(*format),
            Self::Source { path, .. } => path.as_deref().and_then(by_name),
        };
        named.unwrap_or(Format::Txt)
    }
}

impl<'de> Deserialize<'de> for SourceNote {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(note) => Ok(Self::Note(note)),
            Value::Object(object) => {
                let path = object.get("path").and_then(Value::as_str).map(str::to_owned);
                let format = match object.get("format") {
                    None | Some(Value::Null) => None,
                    Some(format) => Some(
                        Format::deserialize(format).map_err(|e| D::Error::custom(e.to_string()))?,
                    ),
                };
                Ok(Self::Source { path, format })
            }
            _ => Err(D::Error::custom("`source` is a string or an object")),
        }
    }
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Threat types, by score (1 where people gave them).
    #[serde(default, deserialize_with = "threats_of_sentence")]
    pub threats: Option<BTreeMap<ThreatType, f64>>,
    /// What stands there.
    pub text: Option<String>,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: Ignored,
}

fn threats_of_sentence<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<BTreeMap<ThreatType, f64>>, D::Error> {
    let custom = |error: serde_json::Error| D::Error::custom(error.to_string());
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        Value::Array(names) => {
            let typed = |name| ThreatType::deserialize(name).map(|threat| (threat, 1.0));
            names.into_iter().map(typed).collect::<Result<_, _>>().map(Some).map_err(custom)
        }
        object => BTreeMap::deserialize(object).map(Some).map_err(custom),
    }
}

/// One named thing.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// Its number; its place in the list unless given.
    pub id: Option<usize>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What stands there.
    pub text: Option<String>,
    /// Its label, in the words of whoever annotated.
    pub label: String,
    #[serde(default, rename = "score")]
    pub(in crate::eval) _score: Ignored,
    #[serde(default, rename = "actor")]
    pub(in crate::eval) _actor: Ignored,
    #[serde(default, rename = "refers")]
    pub(in crate::eval) _refers: Ignored,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: Ignored,
}

impl Mention {
    /// A mention of `label` over a range of code points.
    pub fn new(start: usize, end: usize, label: impl Into<String>) -> Self {
        let (id, text, label) = (None, None, label.into());
        Self {
            id,
            start,
            end,
            text,
            label,
            _score: Ignored,
            _actor: Ignored,
            _refers: Ignored,
            _notes: Ignored,
        }
    }
}

/// One actor.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Its number; its place in the list unless given.
    pub id: Option<usize>,
    /// Canonical name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Option<ActorType>,
    /// Numbers of its mentions.
    pub mentions: Vec<usize>,
    /// Where the knowledge tables know it.
    pub links: Option<Vec<Link>>,
    /// Its parts in the story.
    pub roles: Option<Vec<String>>,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: Ignored,
}

/// One entry of a knowledge table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The table.
    pub source: String,
    /// The entry.
    pub id: String,
    #[serde(default, rename = "name")]
    pub(in crate::eval) _name: Ignored,
    #[serde(default, rename = "matched")]
    pub(in crate::eval) _matched: Ignored,
    #[serde(default, rename = "country")]
    pub(in crate::eval) _country: Ignored,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: Ignored,
}

/// One amount. Of its fields those that are missing were not annotated.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// Its number; its place in the list unless given.
    pub id: Option<usize>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What stands there.
    pub text: Option<String>,
    /// What it measures.
    pub kind: Option<AmountKind>,
    /// Exact value.
    #[serde(default, deserialize_with = "given")]
    pub value: Option<Option<Number>>,
    /// Lower bound.
    #[serde(default, deserialize_with = "given")]
    pub min: Option<Option<Number>>,
    /// Upper bound.
    #[serde(default, deserialize_with = "given")]
    pub max: Option<Option<Number>>,
    /// ISO 4217 code or ticker.
    #[serde(default, deserialize_with = "given")]
    pub currency: Option<Option<String>>,
    /// The thing counted, or the unit of a duration.
    #[serde(default, deserialize_with = "given")]
    pub unit: Option<Option<String>>,
    /// How exact the text says it is.
    #[serde(default, deserialize_with = "given")]
    pub modifier: Option<Option<Modifier>>,
    /// How often it recurs.
    #[serde(default, deserialize_with = "given")]
    pub per: Option<Option<String>>,
    /// What the sum is in the story.
    #[serde(default, deserialize_with = "given")]
    pub about: Option<Option<About>>,
    #[serde(default, rename = "about_evidence")]
    pub(in crate::eval) _about_evidence: Ignored,
    #[serde(default, rename = "equivalent")]
    pub(in crate::eval) _equivalent: Ignored,
    #[serde(default, rename = "verb")]
    pub(in crate::eval) _verb: Ignored,
    #[serde(default, rename = "object")]
    pub(in crate::eval) _object: Ignored,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: Ignored,
}

/// One date.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateNote {
    /// Its number; its place in the list unless given.
    pub id: Option<usize>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What stands there.
    pub text: Option<String>,
    /// What it means.
    #[serde(default, deserialize_with = "given")]
    pub value: Option<Option<String>>,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: Ignored,
}

/// One threat type of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreatNote {
    /// The type.
    pub kind: ThreatType,
    /// The sentences that reach its threshold, where a record says so.
    pub sentences: Option<Vec<usize>>,
}

impl<'de> Deserialize<'de> for ThreatNote {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            #[serde(rename = "type")]
            kind: ThreatType,
            #[serde(default, rename = "score")]
            _score: Ignored,
            sentences: Option<Vec<usize>>,
            #[serde(default, rename = "notes")]
            _notes: Ignored,
        }
        let value = Value::deserialize(deserializer)?;
        let read = if value.is_string() {
            ThreatType::deserialize(value).map(|kind| Self { kind, sentences: None })
        } else {
            Full::deserialize(value).map(|f| Self { kind: f.kind, sentences: f.sentences })
        };
        read.map_err(|error| D::Error::custom(error.to_string()))
    }
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Its number; its place in the list unless given.
    pub id: Option<usize>,
    /// Number of its sentence.
    pub sentence: Option<usize>,
    /// First code point.
    pub start: Option<usize>,
    /// One past the last code point.
    pub end: Option<usize>,
    /// What stands there.
    pub text: Option<String>,
    /// How sure the speaker is of it.
    pub kind: String,
    /// Who says it; null where the article does.
    #[serde(default, deserialize_with = "given")]
    pub speaker: Option<Option<Party>>,
    /// Whose account it is.
    pub source: Option<String>,
    #[serde(default, rename = "cue")]
    pub(in crate::eval) _cue: Ignored,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: Ignored,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its number; its place in the list unless given.
    pub id: Option<usize>,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who did it.
    pub perpetrators: Option<Vec<Party>>,
    /// To whom.
    pub targets: Option<Vec<Party>>,
    /// Numbers of amounts.
    pub amounts: Option<Vec<usize>>,
    /// Numbers of dates.
    pub when: Option<Vec<usize>>,
    /// Numbers of mentions.
    #[serde(rename = "where")]
    pub places: Option<Vec<usize>>,
    /// Number of the statement that tells it.
    pub statement: Option<usize>,
    /// Numbers of the sentences that tell it.
    pub sentences: Option<Vec<usize>>,
    /// How likely it is right.
    pub score: Option<f64>,
    #[serde(default, rename = "rule")]
    pub(in crate::eval) _rule: Ignored,
    #[serde(default, rename = "evidence")]
    pub(in crate::eval) _evidence: Ignored,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: Ignored,
}

/// Somebody in a statement or an event: a stretch of the text, an actor, or both.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// First code point.
    pub start: Option<usize>,
    /// One past the last code point.
    pub end: Option<usize>,
    /// What stands there.
    pub text: Option<String>,
    /// The actor.
    pub actor: Option<ActorName>,
    #[serde(default, rename = "notes")]
    pub(in crate::eval) _notes: Ignored,
}

impl Party {
    /// Somebody at a range of code points.
    pub fn new([start, end]: super::Range, actor: Option<ActorName>) -> Self {
        Self { start: Some(start), end: Some(end), text: None, actor, _notes: Ignored }
    }
}

/// An actor by number or by name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum ActorName {
    /// Its `id`.
    Id(usize),
    /// Its name.
    Name(String),
}
