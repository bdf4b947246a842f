//! The tables and their columns. Users write queries against these names: add, never rename.
//!
//! `start` and `stop` are the record's `start` and `end`; the latter is a word of SQL.

use Kind::{Day, Flag, Int, Number, Score, Text, Word};

use super::vocabulary::Vocabulary;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number: a key, a count, an offset in code points.
    Int,
    /// Text.
    Text,
    /// A word of a closed set.
    Word(Vocabulary),
    /// An exact decimal, see [`super::scaled`].
    Number,
    /// A score between 0 and 1.
    Score,
    /// A day.
    Day,
    /// True or false.
    Flag,
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may hold nothing.
    pub nullable: bool,
    /// What it means.
    pub about: &'static str,
}

const fn must(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, nullable: false, about }
}

const fn may(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, nullable: true, about }
}

/// The key that all tables share.
const ARTICLE: Column = must("article", Int, "number of the record in what was exported, from 1");
const START: Column = must("start", Int, "first code point");
const STOP: Column = must("stop", Int, "one past the last code point (`end` in the record)");
const TEXT: Column = must("text", Text, "the original between the two");
const SENTENCE_OF: Column = may("sentence", Int, "the sentence that it begins in");
const DIGITS: Column = may(
    "digits",
    Text,
    "JSON: the numbers of this row that do not fit their columns, which are null then",
);
const THREAT_MODEL: Column =
    may("threat_model", Text, "name of the model of `--threat-model`; null where there was none");
const THREAT_MODEL_DIGEST: Column = may("threat_model_digest", Text, "digest of that model");

/// Declares the tables: variant, name, what a row is, columns.
macro_rules! tables {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $row:literal, [$($column:expr,)+];)+) => {
        /// One table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Table { $($(#[$doc])* $variant,)+ }

        impl Table {
            /// Every table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name: that of its file, too.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What one row stands for.
            pub const fn row(self) -> &'static str {
                match self { $(Self::$variant => $row,)+ }
            }

            /// Its columns, in order.
            pub const fn columns(self) -> &'static [Column] {
                match self { $(Self::$variant => const { &[$($column,)+] },)+ }
            }
        }
    };
}

tables! {
    /// Annotated articles.
    Articles = "articles", "an annotated article", [
        ARTICLE,
        must("article_id", Text, "`id` of the record: SHA-256 of its text; equal where the text is"),
        must("path", Text, "`source.path`"),
        may("item", Int, "`source.item`: line or row in a container file"),
        may("format", Word(Vocabulary::Format), "`source.format`"),
        may("encoding", Text, "`source.encoding`"),
        may("bytes", Int, "`source.bytes`"),
        must("fields", Text, "`source.fields` as JSON"),
        may("language", Text, "ISO 639 code"),
        may("title", Text, "the headline"),
        may("title_start", Int, "its first code point"),
        may("title_stop", Int, "one past its last"),
        may("byline", Text, "who wrote it"),
        may("byline_start", Int, "its first code point"),
        may("byline_stop", Int, "one past its last"),
        may("published", Day, "when it was published"),
        must("length", Int, "code points in the article ranges, boilerplate not counted"),
        must("sentences", Int, "number of its sentences"),
        must("mentions", Int, "number of its mentions"),
        must("actors", Int, "number of its actors"),
        must("amounts", Int, "number of its amounts"),
        must("dates", Int, "number of its dates"),
        must("threats", Int, "number of its threat types"),
        must("statements", Int, "number of its statements"),
        must("events", Int, "number of its events"),
        must("wiredesk", Text, "version of the program"),
        must("model", Text, "name of the model"),
        must("model_digest", Text, "digest of the model"),
        must("engine", Text, "runtime and version"),
        must("config", Text, "digest of the options"),
        THREAT_MODEL,
        THREAT_MODEL_DIGEST,
        may("not_read", Word(Vocabulary::NotRead), "why the model has not read it; null where it has"),
        may("duplicate", Flag, "whether it is a copy of an earlier one; null where that was not asked"),
        may("duplicate_of", Text, "`article_id` of the earlier one"),
        may("duplicate_kind", Word(Vocabulary::DuplicateKind), "how alike they are"),
        may("duplicate_similarity", Score, "the share of both that is in common, estimated"),
    ];
    /// Article ranges.
    Ranges = "ranges", "a range that is article and not boilerplate", [ARTICLE, START, STOP,];
    /// Sentences.
    Sentences = "sentences", "a sentence", [
        ARTICLE,
        must("sentence", Int, "its place in the article, from 0"),
        START,
        STOP,
        may("text", Text, "null where the record has neither `text` nor the text of its sentences"),
    ];
    /// Threat types of sentences.
    SentenceThreats = "sentence_threats", "a threat type of a sentence", [
        ARTICLE,
        must("sentence", Int, "the sentence"),
        must("type", Word(Vocabulary::ThreatType), "threat type"),
        must("score", Score, "the model's score"),
        must("reached", Flag, "whether it reaches the threshold; only false with `--all-scores`"),
    ];
    /// Mentions.
    Mentions = "mentions", "a named thing", [
        ARTICLE,
        must("mention", Int, "its `id`"),
        SENTENCE_OF,
        START,
        STOP,
        TEXT,
        must("label", Word(Vocabulary::Label), "what it names"),
        may("score", Score, "null where a table alone found it"),
        may("actor", Int, "its actor"),
        may("refers", Word(Vocabulary::Refers), "in which way it refers to the actor"),
    ];
    /// Actors.
    Actors = "actors", "an actor of one article", [
        ARTICLE,
        must("actor", Int, "its `id`"),
        must("name", Text, "canonical name"),
        must("type", Word(Vocabulary::ActorType), "what it is"),
        must("mentions", Int, "number of its mentions"),
        must("perpetrator", Flag, "whether it has the role"),
        must("target", Flag, "whether it has the role"),
        must("accuser", Flag, "whether it has the role"),
        must("speaker", Flag, "whether it has the role"),
        must("beneficiary", Flag, "whether it has the role"),
    ];
    /// Links of actors.
    Links = "links", "a candidate for an actor in a knowledge table", [
        ARTICLE,
        must("actor", Int, "the actor"),
        must("rank", Int, "0 for the best"),
        must("source", Text, "`iso3166`, `mitre-attack`, `misp-galaxy`, `user`"),
        must("link_id", Text, "identifier there"),
        must("name", Text, "name there"),
        must("matched", Text, "the form that matched"),
        may("country", Text, "ISO 3166 code, see docs/record.md"),
    ];
    /// Amounts.
    Amounts = "amounts", "an amount", [
        ARTICLE,
        must("amount", Int, "its `id`"),
        SENTENCE_OF,
        START,
        STOP,
        TEXT,
        must("kind", Word(Vocabulary::AmountKind), "what it measures"),
        may("value", Number, "exact value; null for a range or a vague amount"),
        may("min", Number, "lower bound"),
        may("max", Number, "upper bound"),
        DIGITS,
        may("currency", Text, "ISO 4217 code or ticker"),
        may("unit", Text, "thing counted, unit of a duration"),
        may("modifier", Word(Vocabulary::Modifier), "how exact it is"),
        may("per", Text, "`year`, `month`, ... where it recurs"),
        may("about", Word(Vocabulary::About), "what the sum is in the story"),
        may("about_text", Text, "the word that says so (`about_evidence`)"),
        may("about_start", Int, "its first code point"),
        may("about_stop", Int, "one past its last"),
        may("equivalent", Int, "the amount that is the same in another currency or unit"),
        may("verb", Text, "nearest verb"),
        may("verb_start", Int, "its first code point"),
        may("verb_stop", Int, "one past its last"),
        may("object", Text, "the noun that it stands with"),
        may("object_start", Int, "its first code point"),
        may("object_stop", Int, "one past its last"),
        must("counted", Flag, "whether a total of the article has it: each sum once, see `money`"),
    ];
    /// Dates.
    Dates = "dates", "a date in the text", [
        ARTICLE,
        must("date", Int, "its `id`"),
        SENTENCE_OF,
        START,
        STOP,
        TEXT,
        may("value", Text, "as in the record: a date, `YYYY-MM`, `YYYY`, `a/b`"),
        may("day", Day, "the value where it is a full date"),
        may("first_day", Day, "first day of the value"),
        may("last_day", Day, "last day of the value"),
    ];
    /// Threat types of articles.
    Threats = "threats", "a threat type of an article", [
        ARTICLE,
        must("type", Word(Vocabulary::ThreatType), "threat type"),
        must("score", Score, "highest of its sentences"),
        must("sentences", Int, "number of sentences that reach the threshold"),
    ];
    /// Statements.
    Statements = "statements", "a statement", [
        ARTICLE,
        must("statement", Int, "its `id`"),
        must("sentence", Int, "its sentence"),
        START,
        STOP,
        TEXT,
        must("kind", Word(Vocabulary::StatementKind), "how it is said"),
        may("speaker", Text, "who says it; null for the article itself"),
        may("speaker_start", Int, "first code point of the speaker"),
        may("speaker_stop", Int, "one past the last"),
        may("speaker_actor", Int, "actor who says it"),
        must("source", Word(Vocabulary::StatementSource), "what kind of speaker that is"),
        may("cue", Text, "the words that show the kind"),
        may("cue_start", Int, "their first code point"),
        may("cue_stop", Int, "one past their last"),
    ];
    /// Events.
    Events = "events", "an event", [
        ARTICLE,
        must("event", Int, "its `id`"),
        must("type", Word(Vocabulary::ThreatType), "what was done"),
        may("statement", Int, "the statement that it rests on"),
        may("statement_kind", Word(Vocabulary::StatementKind), "`kind` of that statement: how sure"),
        must("rule", Text, "the rule that made it, or `read` where the model read it"),
        may("score", Score, "probability that type, perpetrators and targets are all right"),
    ];
    /// The two sides of events.
    EventParties = "event_parties", "somebody on one side of an event", [
        ARTICLE,
        must("event", Int, "the event"),
        must("side", Word(Vocabulary::Side), "which side"),
        must("rank", Int, "place in the list of that side"),
        START,
        STOP,
        TEXT,
        may("actor", Int, "the actor, where the words name one"),
    ];
    /// Amounts of events.
    EventAmounts = "event_amounts", "an amount of an event", [
        ARTICLE, must("event", Int, "the event"), must("amount", Int, "the amount"),
    ];
    /// Dates of events.
    EventDates = "event_dates", "a date of an event (`when`)", [
        ARTICLE, must("event", Int, "the event"), must("date", Int, "the date"),
    ];
    /// Places of events.
    EventPlaces = "event_places", "a place of an event (`where`)", [
        ARTICLE, must("event", Int, "the event"), must("mention", Int, "the mention of the place"),
    ];
    /// Sentences of events.
    EventSentences = "event_sentences", "a sentence that tells an event", [
        ARTICLE, must("event", Int, "the event"), must("sentence", Int, "the sentence"),
    ];
    /// Money of articles.
    Money = "money", "a total of the article (`summary.money`)", [
        ARTICLE,
        may("about", Word(Vocabulary::About), "what the sums are"),
        may("currency", Text, "ISO 4217 code or ticker"),
        may("total", Number, "sum of the amounts"),
        DIGITS,
        must("amounts", Int, "how many were added up; `amounts.counted` says which"),
    ];
    /// What failed.
    Errors = "errors", "an article that failed, or a line that is no record", [
        ARTICLE,
        must("path", Text, "`source.path`; for a line that is no record the file that it is in"),
        may("item", Int, "`source.item`, or the line"),
        may("format", Word(Vocabulary::Format), "`source.format`"),
        may("encoding", Text, "`source.encoding`"),
        may("bytes", Int, "`source.bytes`"),
        must("fields", Text, "`source.fields` as JSON"),
        must("kind", Text, "`error.kind`; `record` for a line that is no record"),
        must("message", Text, "what went wrong, and the mend"),
        may("wiredesk", Text, "version of the program; null where there is no record"),
        may("model", Text, "name of the model"),
        may("model_digest", Text, "digest of the model"),
        may("engine", Text, "runtime and version"),
        may("config", Text, "digest of the options"),
        THREAT_MODEL,
        THREAT_MODEL_DIGEST,
    ];
}

/// No table has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no table {0:?}: there are {tables}", tables = names())]
pub struct UnknownTable(String);

fn names() -> String {
    Table::ALL.iter().map(|table| table.name()).collect::<Vec<_>>().join(", ")
}

impl std::str::FromStr for Table {
    type Err = UnknownTable;

    fn from_str(name: &str) -> Result<Self, UnknownTable> {
        let mut all = Self::ALL.iter().copied();
        all.find(|table| table.name() == name).ok_or_else(|| UnknownTable(name.to_owned()))
    }
}
