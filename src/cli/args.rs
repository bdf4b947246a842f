//! What can be said on the command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use wiredesk::article::Format;
use wiredesk::article::read::{
    DEFAULT_MAX_ARTICLE_BYTES, DEFAULT_MAX_FILE_BYTES, DEFAULT_MAX_ITEMS, encoding_by_name,
};
use wiredesk::eval::gates::{self, Gate};
use wiredesk::eval::report::Form;
use wiredesk::eval::tags::Reading;
use wiredesk::limits::{DEFAULT_MAX_NESTING, DEFAULT_MAX_TIME};

use super::bench::engine_by_name;
use super::export::ExportArgs;

const EXAMPLES: &str = "\
Examples:
  wiredesk annotate drop/ -o annotations.jsonl     a folder, recursively
  zcat feed.jsonl.gz | wiredesk annotate --format jsonl - | jq .threats
  wiredesk eval gold.jsonl                         how well it does, layer by layer
  wiredesk export --to parquet annotations.jsonl -o tables/
  wiredesk schema > record.schema.json             what a record looks like
  wiredesk models                                  what is installed

Exit status: 0 all articles annotated, 1 some failed (each has an error record and a line on
stderr), 2 the command could not be carried out, 3 `eval --fail-under` was not reached.";

/// Annotates news about cyber threats: who, what threat, how much, when. One JSON line per article,
/// every span at its exact offset in the original.
#[derive(Debug, Parser)]
#[command(name = "wiredesk", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    /// Options from this file [default: wiredesk.toml beside the output, if it is there]
    #[arg(long, global = true, value_name = "FILE", help_heading = "Configuration")]
    config: Option<PathBuf>,

    /// No configuration file, even if there is one
    #[arg(long, global = true, conflicts_with = "config", help_heading = "Configuration")]
    no_config: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Annotate articles: one JSON line each, in input order.
    Annotate(AnnotateArgs),
    /// Turn records into tables, STIX, CoNLL columns, brat or Web Annotations.
    Export(ExportArgs),
    /// Measure annotations against gold: figures with intervals, errors, gates.
    Eval(EvalArgs),
    /// Measure speed: articles, words and tokens a second, time by stage, memory.
    Bench(BenchArgs),
    /// Show the options in force: those of the configuration file, and the defaults.
    Config(ConfigArgs),
    /// Print the JSON Schema of a record.
    #[command(after_help = "\
Examples:
  wiredesk schema > record.schema.json
  wiredesk schema | jq '.\"$defs\".Record.required'")]
    Schema,
    /// List the installed models: name, digest, labels, licence.
    Models(ModelsArgs),
}

/// Above the options that bound what is read.
const LIMITS: &str = "Limits";

const ANNOTATE_EXAMPLES: &str = "\
Examples:
  wiredesk annotate seeds/ -o annotations.jsonl
  wiredesk annotate a.txt b.html.gz feed.jsonl.zst > annotations.jsonl
  wiredesk annotate --text-field body --sentences feed.csv -o out.jsonl.zst
  curl -s URL | wiredesk annotate --format html -
  wiredesk annotate --gazetteer vendors.csv --ignore noise.txt drop/ -o annotations.jsonl

Reads .txt .md .html .jsonl .csv, each also as .gz or .zst. Writes to a temporary file beside FILE
and moves it there at the end, so that FILE is never half-written.

Exit status: 0 all articles annotated, 1 some failed, 2 the command could not be carried out.";

#[derive(Debug, Args)]
#[command(after_help = ANNOTATE_EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct AnnotateArgs {
    /// Files, folders (recursively, in a stable order), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Where the records go, - for standard output; compressed where it ends in .gz or .zst
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,

    /// Articles annotated at once, one thread each [default: one a core]
    #[arg(short = 'j', long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// Folder of the model to use [default: wiredesk-small-en, see `wiredesk models`]
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,

    /// Read every file as this format, whatever its name says
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<FormatArg>,

    /// Field (JSONL) or column (CSV) that holds the article [default: the first of text, body,
    /// content, article]
    #[arg(long, visible_alias = "text-column", value_name = "NAME")]
    pub text_field: Option<String>,

    /// Encoding of files without a byte-order mark, such as windows-1252 [default: UTF-8, or
    /// detected where the bytes are not UTF-8]
    #[arg(long, value_name = "NAME", value_parser = encoding_by_name)]
    pub encoding: Option<&'static encoding_rs::Encoding>,

    /// Most bytes of one article; a longer one gets an error record
    #[arg(long, value_name = "BYTES", default_value_t = DEFAULT_MAX_ARTICLE_BYTES, help_heading = LIMITS)]
    pub max_article_bytes: u64,

    /// Most bytes that a compressed file may come to; what lies beyond gets an error record
    #[arg(long, value_name = "BYTES", default_value_t = DEFAULT_MAX_FILE_BYTES, help_heading = LIMITS)]
    pub max_file_bytes: u64,

    /// Most articles of one JSONL or CSV file; what lies beyond gets an error record
    #[arg(long, value_name = "N", default_value_t = DEFAULT_MAX_ITEMS, help_heading = LIMITS)]
    pub max_items: u64,

    /// Most elements of an HTML page that are open at once; a page beyond gets an error record
    #[arg(long, value_name = "N", default_value_t = DEFAULT_MAX_NESTING, help_heading = LIMITS)]
    pub max_nesting: usize,

    /// Most seconds for one article; one that takes longer gets an error record
    #[arg(long, value_name = "SECONDS", default_value_t = DEFAULT_MAX_TIME.as_secs(), help_heading = LIMITS)]
    pub max_seconds: u64,

    /// Read articles in every language; those in another than the model's are recorded with their
    /// language alone otherwise
    #[arg(long)]
    pub any_language: bool,

    /// Names of your own to find and link: CSV with the columns alias, name, type and id; type is
    /// PER, ORG, LOC, MISC, GROUP, MALWARE or person, organization, state, group, other
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,

    /// Names that are no mentions: one on a line, # for comments
    #[arg(long, value_name = "FILE")]
    pub ignore: Option<PathBuf>,

    /// Put the text of each sentence into the record
    #[arg(long)]
    pub sentences: bool,

    /// Leave the text of the article out of the record
    #[arg(long)]
    pub no_text: bool,

    /// Give every sentence the scores of all threat types, not only those that reach their
    /// threshold
    #[arg(long)]
    pub all_scores: bool,

    /// No progress and no summary on stderr; failures are still told
    #[arg(short, long)]
    pub quiet: bool,
}

/// A format by the name that the command line has for it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FormatArg {
    Txt,
    Md,
    Html,
    Jsonl,
    Csv,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Txt => Self::Txt,
            FormatArg::Md => Self::Md,
            FormatArg::Html => Self::Html,
            FormatArg::Jsonl => Self::Jsonl,
            FormatArg::Csv => Self::Csv,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wiredesk models
  wiredesk models --json | jq -r '.[].digest'

Models are looked for in the folder that WIREDESK_MODELS names, beside the program, in ./models and
in the checkout that the program was built in.")]
pub struct ModelsArgs {
    /// Print JSON instead of a table
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wiredesk config > wiredesk.toml                  a file to begin with
  wiredesk config -o out/annotations.jsonl         what holds for this output
  wiredesk config --config nightly.toml            whether a file is right

The file has a table for each command and a key for each of its long options:
  [annotate]
  threads = 2
  no-text = true
  gazetteer = \"vendors.csv\"            # beside this file

What is given on the command line wins.")]
pub struct ConfigArgs {
    /// The output beside which the file is looked for
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

const EVAL_EXAMPLES: &str = "\
Examples:
  wiredesk eval tests/gold/                            wiredesk on gold of its own
  wiredesk eval conll2003/test.txt                     the model on a column file, by its words
  wiredesk eval emerging.test.annotated --map wnut --whole
  wiredesk eval gold.jsonl mine.jsonl --against theirs.jsonl --errors
  wiredesk eval gold.jsonl --format html -o report.html
  wiredesk eval gold.jsonl --fail-under entities.strict.f1=0.91,amounts.value.f1=0.95

GOLD is a file or a folder: records or gold in their shape (.jsonl, see docs/gold.md), columns
(CoNLL, BIO, BIOES, IOB1: a word and its tag on each line), brat (.txt and .ann), Prodigy, spaCy or
doccano JSONL, a Label Studio export. What it is, is found out. PRED is one of these, too; without
it wiredesk reads the texts itself. Gold that no prediction touched counts as missed, always.

Label maps: conll, ontonotes, wnut, annoctr, cyner, re3d, or a TOML file:
  [gold]                  # the set's labels and what they are here; \"-\" leaves one out
  PERSON = \"PER\"
  DATE = \"-\"
  [predicted]             # ours that the set does not tell apart
  GROUP = \"ORG\"

Exit status: 0 measured, 2 could not be carried out, 3 a figure is short of --fail-under.";

#[derive(Debug, Args)]
#[command(after_help = EVAL_EXAMPLES)]
pub struct EvalArgs {
    /// Annotations by people: a file or a folder
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,

    /// Annotations by a program [default: wiredesk's own]
    #[arg(value_name = "PRED")]
    pub predictions: Option<PathBuf>,

    /// Another program's annotations, to compare with: how much PRED is better, and how surely
    #[arg(long, value_name = "OTHER")]
    pub against: Option<PathBuf>,

    /// Labels of the set and ours: a ready map, or a TOML file [default: as they are]
    #[arg(long, value_name = "MAP")]
    pub map: Option<String>,

    /// Read the gold, tell every fault, and stop
    #[arg(long)]
    pub check: bool,

    /// On a column file: what the whole program finds, not the model's tags alone
    #[arg(long, conflicts_with = "predictions")]
    pub whole: bool,

    /// On a column file: leave out sentences of more than three words that FILE has, too
    #[arg(long, value_name = "FILE")]
    pub seen: Option<PathBuf>,

    /// How tags are read: conlleval (anything), or only what is well formed in iob1, iob2, ioe2,
    /// iobes or bilou
    #[arg(long, value_name = "WAY", default_value = "conlleval")]
    pub tags: Reading,

    /// Column of the words, from 1 [default: found out]
    #[arg(long, value_name = "N")]
    pub word_column: Option<NonZeroUsize>,

    /// Column of the tags, from 1 [default: the last that holds nothing but tags]
    #[arg(long, value_name = "N")]
    pub tag_column: Option<NonZeroUsize>,

    /// List every error with its context
    #[arg(long)]
    pub errors: bool,

    /// How the report is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub format: FormArg,

    /// Where the report goes, - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,

    /// Least values of figures, by the names that --format json has; status 3 if one is short
    #[arg(long, value_name = "NAME=VALUE,...", value_delimiter = ',', value_parser = gates::parse)]
    pub fail_under: Vec<Gate>,

    /// Draws of the intervals and of the comparison; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub resamples: usize,

    /// Seed of the draws
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,

    /// Folder of the model to use [default: wiredesk-small-en, see `wiredesk models`]
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,

    /// Articles read at once, one thread each [default: one a core]
    #[arg(short = 'j', long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// How a report is written, by the name that the command line has for it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FormArg {
    Text,
    Json,
    Markdown,
    Html,
}

impl From<FormArg> for Form {
    fn from(form: FormArg) -> Self {
        match form {
            FormArg::Text => Self::Text,
            FormArg::Json => Self::Json,
            FormArg::Markdown => Self::Markdown,
            FormArg::Html => Self::Html,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wiredesk bench drop/
  wiredesk bench drop/ --threads 1,2,4 --passes 5
  wiredesk bench drop/ --json > bench.json

Reads and annotates everything in every pass, as `annotate` does, and writes the records to a
temporary file. Stages are timed on one thread. Peak memory includes the model, and is told on Linux
only. Let nothing else run beside it.")]
pub struct BenchArgs {
    /// Files and folders (recursively, in a stable order)
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Numbers of threads to try, at most one a core [default: 1, 2, 4, ... up to the cores]
    #[arg(short = 'j', long, value_name = "N,...", value_delimiter = ',')]
    pub threads: Vec<NonZeroUsize>,

    /// Passes over everything that count
    #[arg(long, value_name = "N", default_value = "3")]
    pub passes: NonZeroUsize,

    /// Passes before them, which do not
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub warm_up: usize,

    /// Engines to compare
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', default_value = "rten", value_parser = engine_by_name)]
    pub engine: Vec<String>,

    /// Folder of the model to use [default: wiredesk-small-en, see `wiredesk models`]
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,

    /// Print JSON instead of tables
    #[arg(long)]
    pub json: bool,
}
