//! The record: what is written of one article, one JSON object on one line.
//!
//! `docs/record.md` describes it field by field. Field names and their order are a contract: add at
//! the end of an object, never rename or change a meaning without a new [`SCHEMA`].

mod number;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::article::Source;
use crate::article::read::{Failure, FailureKind};
use crate::extract::actors::Link;
use crate::taxonomy::{
    About, ActorType, AmountKind, DuplicateKind, EntityLabel, Modifier, NotRead, Refers, Role,
    StatementKind, StatementSource, ThreatType,
};
pub use number::{Number, Score};
use number::{exact, exact_or_none};

/// Version of the record's shape.
pub const SCHEMA: &str = "wiredesk/1";

/// One line of output: an article that was annotated, or one that failed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Line {
    /// The article could not be annotated.
    Error(Box<ErrorRecord>),
    /// The article was annotated.
    Article(Box<Record>),
}

impl Line {
    /// The line as it is written, without the line feed.
    ///
    /// # Panics
    /// Never: a record has no map with keys that are not strings.
    pub fn to_json(&self) -> Box<RawValue> {
        serde_json::value::to_raw_value(self).expect("a record is always JSON")
    }

    /// Reads a line as it was written, every decimal with all its digits.
    ///
    /// # Errors
    /// If it is not JSON, or not a record of this [`SCHEMA`].
    pub fn from_json(line: &str) -> serde_json::Result<Self> {
        /// What tells the two kinds of line apart.
        #[derive(Deserialize)]
        struct Kind {
            schema: Option<Value>,
            error: Option<IgnoredAny>,
        }
        let line = line.trim_ascii();
        let kind: Kind = serde_json::from_str(line)?;
        if let Some(other) = kind.schema.filter(|schema| schema != SCHEMA) {
            return Err(serde::de::Error::custom(format!("schema {other} is not {SCHEMA:?}")));
        }
        match kind.error {
            Some(_) => serde_json::from_str(line).map(Self::Error),
            None => serde_json::from_str(line).map(Self::Article),
        }
    }

    /// Whether the article failed.
    pub fn is_error(&self) -> bool {
        matches!(self, Self::Error(_))
    }
}

/// From JSON only: other formats cannot give the digits of a number as they stand.
impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::from_json(raw.get()).map_err(serde::de::Error::custom)
    }
}

/// An annotated article. All offsets count Unicode code points of the decoded original, start
/// inclusive, end exclusive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// `wiredesk/1`.
    pub schema: String,
    /// SHA-256 of the decoded original in UTF-8: the same content, the same id.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// ISO 639 code of the article's language, where that is plain.
    pub language: Option<String>,
    /// The headline as printed.
    pub title: Option<Passage>,
    /// Who wrote it, by its own account.
    pub byline: Option<Passage>,
    /// When it was published, by its own account: an ISO date.
    pub published: Option<String>,
    /// The ranges that are article; all else is boilerplate.
    pub article: Vec<[usize; 2]>,
    /// Sentences of the article ranges.
    pub sentences: Vec<SentenceRecord>,
    /// Named things.
    pub mentions: Vec<MentionRecord>,
    /// Mentions of one and the same, gathered.
    pub actors: Vec<ActorRecord>,
    /// Money, shares, counts, durations.
    pub amounts: Vec<AmountRecord>,
    /// Dates.
    pub dates: Vec<DateRecord>,
    /// Threat types of the article with their evidence, in the order of the taxonomy.
    pub threats: Vec<ThreatRecord>,
    /// Who says what, and how sure.
    pub statements: Vec<StatementRecord>,
    /// Who did what to whom.
    pub events: Vec<EventRecord>,
    /// The decoded original; left out with `--no-text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What made this record.
    pub provenance: Provenance,
    /// The article as a whole.
    pub summary: SummaryRecord,
    /// Why the model has not read it; left out where it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_read: Option<NotRead>,
    /// With `--mark-duplicates` the article that this is a copy of, or `null`; else left out.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    pub duplicate_of: Option<Option<DuplicateRecord>>,
}

/// A key that is there, `null` or not: only one that is missing is `None`.
#[expect(clippy::option_option, reason = "a key can be missing or null")]
fn said<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// An earlier article that this one is a copy of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DuplicateRecord {
    /// Its id. It is no duplicate itself.
    pub id: String,
    /// How alike they are.
    pub kind: DuplicateKind,
    /// The share of both articles that is in common, estimated, in thousandths.
    pub similarity: f64,
}

/// An article that could not be annotated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorRecord {
    /// `wiredesk/1`.
    pub schema: String,
    /// Always `null`.
    pub id: Option<String>,
    /// Where it came from.
    pub source: Source,
    /// What went wrong.
    pub error: ErrorDetail,
    /// What made this record.
    pub provenance: Provenance,
}

/// What went wrong with an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorDetail {
    /// The kind, to count and filter by.
    pub kind: FailureKind,
    /// One sentence with the mend.
    pub message: String,
}

/// A stretch of the original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The original between the two.
    pub text: String,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SentenceRecord {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Threat types that reach their threshold (all with `--all-scores`), by score.
    pub threats: BTreeMap<ThreatType, Score>,
    /// The original between the two; only with `--sentences`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// One named thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MentionRecord {
    /// Its place in `mentions`.
    pub id: usize,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The original between the two.
    pub text: String,
    /// What it names.
    pub label: EntityLabel,
    /// The model's probability; `null` where a knowledge table alone found it.
    pub score: Option<Score>,
    /// Its actor.
    pub actor: Option<usize>,
    /// In which way it refers to the actor.
    pub refers: Option<Refers>,
}

/// One actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorRecord {
    /// Its place in `actors`.
    pub id: usize,
    /// Canonical name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ActorType,
    /// Its mentions.
    pub mentions: Vec<usize>,
    /// Where the knowledge tables know it: candidates, the best first.
    pub links: Vec<Link>,
    /// Its parts in the story.
    pub roles: Vec<Role>,
}

/// One amount.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AmountRecord {
    /// Its place in `amounts`.
    pub id: usize,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The original between the two.
    pub text: String,
    /// What it measures.
    pub kind: AmountKind,
    /// Exact value; `null` for a range or a vague amount.
    #[serde(deserialize_with = "exact_or_none")]
    pub value: Option<Number>,
    /// Lower bound of a range or a vague amount.
    #[serde(deserialize_with = "exact_or_none")]
    pub min: Option<Number>,
    /// Upper bound of a range or a vague amount.
    #[serde(deserialize_with = "exact_or_none")]
    pub max: Option<Number>,
    /// ISO 4217 code, or the ticker of a crypto-asset.
    pub currency: Option<String>,
    /// The thing counted, or the unit of a duration.
    pub unit: Option<String>,
    /// How exact the text says it is.
    pub modifier: Option<Modifier>,
    /// `year`, `month`, ... where it recurs.
    pub per: Option<String>,
    /// For money: what the sum is in the story.
    pub about: Option<About>,
    /// The word that says so.
    pub about_evidence: Option<Passage>,
    /// The amount that is the same in another currency or unit: of the two, add up one.
    pub equivalent: Option<usize>,
    /// For money: the nearest verb in its clause.
    pub verb: Option<Passage>,
    /// For money: the noun that it stands with.
    pub object: Option<Passage>,
}

/// One date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateRecord {
    /// Its place in `dates`.
    pub id: usize,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The original between the two.
    pub text: String,
    /// ISO date, `YYYY-MM`, `YYYY`, an interval `a/b`, or `null`.
    pub value: Option<String>,
}

/// One threat type of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThreatRecord {
    /// The type.
    #[serde(rename = "type")]
    pub kind: ThreatType,
    /// The highest score of its sentences.
    pub score: Score,
    /// The sentences that reach the threshold.
    pub sentences: Vec<usize>,
}

/// What someone says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementRecord {
    /// Its place in `statements`.
    pub id: usize,
    /// Its sentence.
    pub sentence: usize,
    /// First code point of what is said.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The original between the two.
    pub text: String,
    /// How it is said.
    pub kind: StatementKind,
    /// Who says it; `null` for the article itself.
    pub speaker: Option<PartyRecord>,
    /// What kind of speaker that is.
    pub source: StatementSource,
    /// The words that show the kind.
    pub cue: Option<Passage>,
}

/// Someone who has a part in a statement or an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyRecord {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The original between the two.
    pub text: String,
    /// Its actor; `null` where the words name none.
    pub actor: Option<usize>,
}

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventRecord {
    /// Its place in `events`.
    pub id: usize,
    /// What was done.
    #[serde(rename = "type")]
    pub kind: ThreatType,
    /// By whom.
    pub perpetrators: Vec<PartyRecord>,
    /// To whom; of an arms transfer, who got the weapons.
    pub targets: Vec<PartyRecord>,
    /// Its amounts.
    pub amounts: Vec<usize>,
    /// Its dates.
    pub when: Vec<usize>,
    /// Mentions of where.
    #[serde(rename = "where")]
    pub places: Vec<usize>,
    /// The statement that it rests on.
    pub statement: Option<usize>,
    /// The sentences that tell it.
    pub sentences: Vec<usize>,
    /// The rule that made it.
    pub rule: String,
    /// The probability that its type, its perpetrators and its targets are all right; `null` with a model that does not link words
    /// to deeds.
    #[serde(default)]
    pub score: Option<Score>,
    /// What the score comes from, with `--all-scores`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidenceRecord>,
}

/// What the model says of an event; the least likely of several perpetrators or targets counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRecord {
    /// That its sentence is the first to tell a deed of its type.
    pub deed: Score,
    /// The same of the likeliest other type.
    pub other: Score,
    /// Its perpetrators; `null` where it has none.
    pub perpetrators: Option<Score>,
    /// The likeliest word of anybody else for who did it.
    pub other_perpetrator: Score,
    /// Its targets; `null` where it has none.
    pub targets: Option<Score>,
    /// The likeliest word of anybody else for whom it was done to.
    pub other_target: Score,
}

/// The article as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummaryRecord {
    /// Actors with the role.
    pub perpetrators: Vec<usize>,
    /// Actors with the role.
    pub targets: Vec<usize>,
    /// Actors with the role.
    pub accusers: Vec<usize>,
    /// Money by what it is in the story and by currency, each sum once.
    pub money: Vec<MoneyRecord>,
}

/// Money of one kind in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyRecord {
    /// What the sums are; `null` where no word says so.
    pub about: Option<About>,
    /// ISO 4217 code, or the ticker of a crypto-asset.
    pub currency: Option<String>,
    /// The sum of `amounts`.
    #[serde(deserialize_with = "exact")]
    pub total: Number,
    /// The amounts that were added up.
    pub amounts: Vec<usize>,
}

/// What made a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Version of the program.
    pub wiredesk: String,
    /// The model.
    pub model: ModelProvenance,
    /// The classifier that told the threat types, where that was not the model itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threat_model: Option<ModelProvenance>,
    /// The runtime and its version.
    pub engine: String,
    /// SHA-256 of every option that shapes a record.
    pub config: String,
}

/// Which model made a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelProvenance {
    /// Its name.
    pub name: String,
    /// SHA-256 of its `model.json`, which names the digests of its other files; of a checkpoint from
    /// elsewhere, SHA-256 of such a list.
    pub digest: String,
}

impl From<Failure> for ErrorDetail {
    fn from(failure: Failure) -> Self {
        Self { kind: failure.kind, message: failure.message }
    }
}

/// The JSON Schema of one line of output, as `wiredesk schema` prints it.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Line);
    schema.insert("title".to_owned(), "wiredesk record".into());
    schema.to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_every_digit() {
        let money = |total: &str| {
            let json =
                format!(r#"{{"about": null, "currency": null, "total": {total}, "amounts": []}}"#);
            serde_json::from_str::<MoneyRecord>(&json).map(|money| money.total.0.to_string())
        };
        for written in ["79228162514264337593543950335", "12345678901234567.89", "0.1", "-3"] {
            assert_eq!(money(written).unwrap(), written);
        }
        assert_eq!(money("1.5e3").unwrap(), "1500");
        for bad in ["\"3\"", "79228162514264337593543950336", "null", "true"] {
            assert!(money(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_mark_that_is_null_is_told_from_one_that_is_missing() {
        #[derive(Serialize, Deserialize)]
        #[expect(clippy::option_option, reason = "a key can be missing or null")]
        struct Marked {
            #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
            duplicate_of: Option<Option<DuplicateRecord>>,
        }
        for json in [
            "{}",
            r#"{"duplicate_of":null}"#,
            r#"{"duplicate_of":{"id":"a","kind":"near","similarity":0.9}}"#,
        ] {
            let marked: Marked = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&marked).unwrap(), json);
        }
    }
}
