//! What can be said on the command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use wiredesk::article::Format;
use wiredesk::article::read::{DEFAULT_MAX_ARTICLE_BYTES, encoding_by_name};

const EXAMPLES: &str = "\
Examples:
  wiredesk annotate drop/ -o annotations.jsonl     a folder, recursively
  zcat feed.jsonl.gz | wiredesk annotate --format jsonl - | jq .threats
  wiredesk schema > record.schema.json             what a record looks like
  wiredesk models                                  what is installed

Exit status: 0 all articles annotated, 1 some failed (each has an error record and a line on
stderr), 2 the command could not be carried out.";

/// Annotates news about cyber threats: who, what threat, how much, when. One JSON line per article,
/// every span at its exact offset in the original.
#[derive(Debug, Parser)]
#[command(name = "wiredesk", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Annotate articles: one JSON line each, in input order.
    Annotate(AnnotateArgs),
    /// Print the JSON Schema of a record.
    #[command(after_help = "\
Examples:
  wiredesk schema > record.schema.json
  wiredesk schema | jq '.\"$defs\".Record.required'")]
    Schema,
    /// List the installed models: name, digest, labels, licence.
    Models(ModelsArgs),
}

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
    #[arg(long, value_name = "BYTES", default_value_t = DEFAULT_MAX_ARTICLE_BYTES)]
    pub max_article_bytes: u64,

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
