//! What can be said on the command line: the commands, and the options of `annotate`, which `watch` has,
//! too. Other commands have theirs beside what they do.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use wiredesk::article::Format;
use wiredesk::article::read::{
    DEFAULT_MAX_ARTICLE_BYTES, DEFAULT_MAX_FILE_BYTES, DEFAULT_MAX_ITEMS, Pattern, encoding_by_name,
};
use wiredesk::limits::{DEFAULT_MAX_NESTING, DEFAULT_MAX_TIME};
use wiredesk::model::engine::EngineName;

use super::bench::BenchArgs;
use super::bytes;
use super::config::ConfigArgs;
use super::describe::{CompletionsArgs, ManArgs};
use super::eval::EvalArgs;
use super::export::ExportArgs;
use super::models::ModelsArgs;
use super::number;
use super::report::ReportArgs;
use super::watch::WatchArgs;

const EXAMPLES: &str = "\
Examples:
  wiredesk annotate drop/ -o all.jsonl          a folder, recursively
  wiredesk watch drop/ -o all.jsonl             and what is dropped into it
  zcat feed.jsonl.gz | wiredesk annotate --format jsonl - | jq .threats
  wiredesk report all.jsonl -o report.html      what they say, on one page
  wiredesk eval gold.jsonl                      how well it does, layer by layer
  wiredesk export --to parquet all.jsonl -o tables/
  wiredesk schema > record.schema.json          what a record looks like
  wiredesk models                               what is installed

Exit status: 0 all articles annotated, 1 some failed (each has an error record and a line on \
stderr), 2 the command could not be carried out, 3 `eval --fail-under` was not reached, 130 or 143 \
stopped by Ctrl-C or SIGTERM.";

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
    /// Annotate what is dropped into folders, as it comes.
    Watch(WatchArgs),
    /// Turn records into tables, STIX, CoNLL columns, brat or Web Annotations.
    Export(ExportArgs),
    /// Make a page of records: figures, tables, a network of actors, every article to read.
    Report(ReportArgs),
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
    /// Print what completes commands and options in a shell.
    Completions(CompletionsArgs),
    /// Print a manual page.
    Man(ManArgs),
}

/// Above the options that bound what is read.
const LIMITS: &str = "Limits";

const ANNOTATE_EXAMPLES: &str = "\
Examples:
  wiredesk annotate seeds/ -o annotations.jsonl
  wiredesk annotate a.txt b.html.gz feed.jsonl.zst > annotations.jsonl
  wiredesk annotate --text-field body --sentences feed.csv -o out.jsonl.zst
  curl -s URL | wiredesk annotate --format html -
  wiredesk annotate drop/monday drop/tuesday -o annotations.jsonl --retry-errors
  wiredesk annotate drop/ -o annotations.jsonl.gz --max-lines 100000
  wiredesk annotate --gazetteer vendors.csv --ignore noise.txt drop/ -o a.jsonl
  wiredesk annotate --exclude '*.jpg' --exclude img drop/ -o annotations.jsonl
  wiredesk annotate --engine rust-bert --model bert-base-NER/ drop/ -o a.jsonl

Reads .txt .md .html .jsonl .csv, each also as .gz or .zst. Standard input, and a file of another name \
that is named here, are JSON lines or HTML if they begin so, else plain text; --format says otherwise, \
and must for .json files. \
In folders links are followed, to files and folders wherever they are; hidden files are passed over, \
and so is the file that standard output goes to. What --exclude leaves out is counted in the end.

BYTES is a number of bytes, or one with K, M, G or T behind it, powers of 1024: 64M.

Given again with the same FILE, the command annotates only articles that FILE does not hold, by their \
content. However a run ends, FILE has whole lines, and the same command completes it. What FILE holds \
is noted in the folder FILE.state; without it FILE is read again.

Ctrl-C and SIGTERM end the run after the articles in hand; one that is not done 5 seconds later, and \
those behind it, are left to the next run.

What failed is tried and told again in each run that is given it. Its error record stays in FILE, also \
once the article can be read, until --retry-errors takes it out.

Exit status: 0 all that this run was given is in the output, 1 some of it failed (each has an error \
record and a line on stderr), 2 the command could not be carried out, 130 or 143 stopped by Ctrl-C or \
SIGTERM.";

#[derive(Debug, Args)]
#[command(after_help = ANNOTATE_EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct AnnotateArgs {
    /// Files, folders (recursively, in a stable order), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Where the records go, - for standard output; compressed where it ends in .gz or .zst. A FILE
    /// that is there is gone on with
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,

    /// Articles annotated at once, one thread each, at most one a core [default: one a core]
    #[arg(short = 'j', long, value_name = "N", value_parser = number::some::<NonZeroUsize>)]
    pub threads: Option<NonZeroUsize>,

    /// Take the error records out of FILE first, so that what failed is tried again
    #[arg(long, conflicts_with = "rebuild")]
    pub retry_errors: bool,

    /// Do everything anew; FILE stays as it is until the new one is whole
    #[arg(long)]
    pub rebuild: bool,

    /// Say in each record which earlier article it is a copy of, exactly or nearly
    #[arg(long, conflicts_with = "skip_duplicates")]
    pub mark_duplicates: bool,

    /// Leave copies of earlier articles out; FILE.state/duplicates.tsv lists them. Without FILE
    /// copies are known within the run
    #[arg(long)]
    pub skip_duplicates: bool,

    /// Begin a new part after N lines: FILE-00001, FILE-00002, ... with FILE's endings
    #[arg(long, value_name = "N", value_parser = number::some::<NonZeroU64>)]
    pub max_lines: Option<NonZeroU64>,

    /// Begin a new part before one has more than BYTES, counted before compression
    #[arg(long, value_name = "BYTES", value_parser = bytes::some)]
    pub max_bytes: Option<NonZeroU64>,

    #[command(flatten)]
    pub model: ModelArgs,

    /// What runs the model: rten, or rust-bert where the program was built with it
    #[arg(long, value_name = "NAME", default_value_t)]
    pub engine: EngineName,

    /// Read every file as this format, whatever its name says
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<FormatArg>,

    /// Field (JSONL) or column (CSV) that holds the article [default: the first of text, body,
    /// content, article, or of these with a capital]
    #[arg(long, visible_alias = "text-column", value_name = "NAME")]
    pub text_field: Option<String>,

    /// Encoding of files without a byte-order mark, such as windows-1252 [default: UTF-8, or
    /// detected where the bytes are not UTF-8]
    #[arg(long, value_name = "NAME", value_parser = encoding_by_name)]
    pub encoding: Option<&'static encoding_rs::Encoding>,

    /// Leave out files and folders of this name below the folders, or of this path where GLOB has a
    /// slash within: '*.jpg', '/archive', 'img/**/*.txt'. May be given several times
    #[arg(long, value_name = "GLOB", value_parser = Pattern::new, action = ArgAction::Append)]
    pub exclude: Vec<Pattern>,

    /// Most bytes of one article; a longer one gets an error record
    #[arg(long, value_name = "BYTES", value_parser = bytes::number, default_value_t = DEFAULT_MAX_ARTICLE_BYTES, help_heading = LIMITS)]
    pub max_article_bytes: u64,

    /// Most bytes that a compressed file may come to; what lies beyond gets an error record
    #[arg(long, value_name = "BYTES", value_parser = bytes::number, default_value_t = DEFAULT_MAX_FILE_BYTES, help_heading = LIMITS)]
    pub max_file_bytes: u64,

    /// Most articles of one JSONL or CSV file; what lies beyond gets an error record
    #[arg(long, value_name = "N", value_parser = number::whole::<u64>, default_value_t = DEFAULT_MAX_ITEMS, help_heading = LIMITS)]
    pub max_items: u64,

    /// Most elements of an HTML page that are open at once; a page beyond gets an error record
    #[arg(long, value_name = "N", value_parser = number::whole::<usize>, default_value_t = DEFAULT_MAX_NESTING, help_heading = LIMITS)]
    pub max_nesting: usize,

    /// Most seconds for one article; one that takes longer gets an error record
    #[arg(long, value_name = "SECONDS", value_parser = number::whole::<u64>, default_value_t = DEFAULT_MAX_TIME.as_secs(), help_heading = LIMITS)]
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
    /// threshold, and every event what its score comes from
    #[arg(long)]
    pub all_scores: bool,

    /// No progress and no summary on stderr; failures are still told
    #[arg(short, long)]
    pub quiet: bool,
}

/// Which models are used.
#[derive(Debug, Args)]
pub struct ModelArgs {
    /// Folder of the model to use: one of wiredesk's, also by a name that `wiredesk models` lists, or
    /// a token classifier as the Hugging Face hub has them [default: wiredesk-small-en]
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,

    /// What the labels of a token classifier are here: TOML with a table [labels], such as
    /// PERSON = "PER", or "-" to leave one out
    #[arg(long, value_name = "FILE", requires = "model")]
    pub labels: Option<PathBuf>,

    /// Folder of a classifier that knows entailment, to tell the threat types instead of the model's
    /// own head; 18 runs a sentence
    #[arg(long, value_name = "DIR")]
    pub threat_model: Option<PathBuf>,
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
