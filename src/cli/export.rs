//! `wiredesk export`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use wiredesk::export::records::Records;
use wiredesk::export::{ExportError, Tally, brat, conll, stix, tables, web_annotation};
use wiredesk::output::Target;
use wiredesk::tables::{Table, Unreadable, markdown};

use super::overwrite::{refuse_overwrite_by, refuse_stdin_twice};
use super::stop::Stop;
use super::{ALL_GOOD, Fatal, SOME_FAILED, complain, print, say};

const EXAMPLES: &str = "\
Examples:
  wiredesk export --to parquet annotations.jsonl -o tables/
  wiredesk export --to csv --tables articles,actors,links all.jsonl.zst -o tables/
  wiredesk annotate drop/ | wiredesk export --to parquet - -o tables/
  wiredesk export --to stix annotations.jsonl -o bundle.json
  wiredesk export --to brat annotations.jsonl -o brat/
  duckdb -c \"SELECT name, count(*) FROM 'tables/actors.parquet' GROUP BY name\"

IN is what `wiredesk annotate` wrote, compressed or not, or - for standard input. docs/tables.md \
describes the tables, docs/queries.md what to ask them, docs/exchange.md the other formats.

A file or folder is written whole or not at all. A folder is replaced if it holds nothing but a \
former export. A file of records that cannot be opened or breaks off ends the export, and so do \
files in which no line is a record, and no lines at all: what stood at PLACE is then as it was. \
An output in parts is named part by part: annotations-*.jsonl.gz

Exit status: 0 all exported, 1 some lines were left out (each is told on stderr), 2 the command \
could not be carried out, 130 or 143 it was stopped by Ctrl-C or SIGTERM.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExportArgs {
    /// Records: files, or - for standard input
    #[arg(required_unless_present = "describe", value_name = "IN")]
    pub records: Vec<PathBuf>,

    /// What they become
    #[arg(long, value_enum, value_name = "FORMAT", required_unless_present = "describe")]
    pub to: Option<To>,

    /// Where it goes: a folder for parquet, csv, arrow and brat, else a file [default for those:
    /// standard output]
    #[arg(short, long, value_name = "PLACE")]
    pub output: Option<PathBuf>,

    /// Only these tables [default: all]
    #[arg(long, value_name = "NAME,...", value_delimiter = ',')]
    pub tables: Vec<Table>,

    /// Print every table with its columns, in Markdown, and stop
    #[arg(long)]
    pub describe: bool,

    /// No summary on stderr; what is left out is still told
    #[arg(short, long)]
    pub quiet: bool,
}

/// What records become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// Tables as Parquet files
    Parquet,
    /// Tables as CSV files
    Csv,
    /// Tables as Arrow IPC files
    Arrow,
    /// A STIX 2.1 bundle
    Stix,
    /// Words with BIO tags of their mentions
    Conll,
    /// brat standoff, two files an article
    Brat,
    /// W3C Web Annotations of the mentions, JSON-LD
    WebAnnotation,
}

/// Reads the records and writes them in another form.
pub fn run(args: &ExportArgs) -> Result<u8, Fatal> {
    let Some(to) = args.to.filter(|_| !args.describe) else {
        return print(&markdown());
    };
    let is_table = matches!(to, To::Parquet | To::Csv | To::Arrow);
    if !is_table && !args.tables.is_empty() {
        return Err("--tables goes with --to parquet, csv or arrow".into());
    }
    refuse_stdin_twice(&args.records)?;
    if let Some(output) = &args.output {
        refuse_overwrite_by("the export", &args.records, output)?;
    }
    let stop = Stop::on_signals()?;
    let asked = stop.clone();
    let records = Records::open(args.records.iter().cloned()).until(move || asked.is_set());
    let tally = match write(args, to, records) {
        Ok(tally) => tally,
        Err(error) => {
            let stopped = stop.status().filter(|_| matches!(error, ExportError::Stopped));
            let Some(status) = stopped else { return Err(error.into()) };
            complain(&format!("{error}: no file and no folder was replaced"));
            return Ok(status);
        }
    };
    report(&tally, args.quiet);
    Ok(if tally.unreadable + tally.left_out > 0 { SOME_FAILED } else { ALL_GOOD })
}

fn write(args: &ExportArgs, to: To, records: Records) -> Result<Tally, ExportError> {
    let target = Target::from_arg(args.output.as_deref());
    match to {
        To::Stix => stix::write(records, &target, tell),
        To::Conll => conll::write(records, &target, tell),
        To::WebAnnotation => web_annotation::write(records, &target, tell),
        To::Brat => brat::write(records, folder(args)?, tell),
        To::Parquet => into_tables(args, records, tables::Format::Parquet),
        To::Csv => into_tables(args, records, tables::Format::Csv),
        To::Arrow => into_tables(args, records, tables::Format::Arrow),
    }
}

fn into_tables(
    args: &ExportArgs,
    records: Records,
    format: tables::Format,
) -> Result<Tally, ExportError> {
    let chosen = if args.tables.is_empty() { Table::ALL } else { &args.tables };
    tables::write(records, format, chosen, folder(args)?, tell)
}

fn folder(args: &ExportArgs) -> Result<&Path, ExportError> {
    let place = args.output.as_deref().filter(|place| place.as_os_str() != "-");
    place.ok_or_else(|| {
        ExportError::Refused("this format is a folder of files: name it with -o".to_owned())
    })
}

/// Tells of a line that is no record.
fn tell(line: &Unreadable) {
    let Unreadable { path, line, message } = line;
    complain(&format!("{path}:{line}: {message}"));
}

fn report(tally: &Tally, quiet: bool) {
    for remark in &tally.remarks {
        complain(remark);
    }
    if !quiet {
        let Tally { articles, failed, unreadable, .. } = tally;
        say(format_args!(
            "wiredesk: read articles {articles}, error records {failed}, lines that are neither {unreadable}"
        ));
    }
}
