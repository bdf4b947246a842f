//! `wiredesk report`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;
use wiredesk::output::{Target, write_text};
use wiredesk::page::{Survey, entries};

use super::overwrite::{refuse_overwrite_by, refuse_stdin_twice};
use super::{ALL_GOOD, Fatal, complain, number, print};

const EXAMPLES: &str = "\
Examples:
  wiredesk annotate drop/ -o annotations.jsonl
  wiredesk report annotations.jsonl -o report.html
  wiredesk report mon.jsonl.zst tue.jsonl.zst --title \"Early week\" -o week.html
  zcat all.jsonl.gz | grep ransomware | wiredesk report - > ransomware.html

The page needs nothing but a browser, no network and no server: figures, tables, a network of \
actors, and every article with its highlights. It is about as large as the \
records, six to eight times the articles.

Exit status: 0 the page was written (error records are listed on it), 2 it could not be.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReportArgs {
    /// Files of records that `annotate` wrote, also as .gz or .zst; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Where the page goes, - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,

    /// Headline of the page [default: number of articles, first and last month]
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// Articles that can be opened on the page; figures count all
    #[arg(long, value_name = "N", value_parser = number::some::<NonZeroUsize>, default_value = "2000")]
    pub most_articles: NonZeroUsize,
}

/// Reads the records, writes the page.
pub fn run(args: &ReportArgs) -> Result<u8, Fatal> {
    refuse_stdin_twice(&args.files)?;
    let target = Target::from_arg(Some(&args.output));
    refuse_overwrite_by("the page", &args.files, &args.output)?;
    let mut survey = Survey::new(args.title.clone(), args.most_articles.get());
    for file in &args.files {
        entries(file, |entry| survey.add(entry))?;
    }
    if survey.articles() + survey.errors() == 0 {
        // A page of nothing would take the place of the one from before.
        return Err(
            "no record came, so there is nothing to show; look whether `wiredesk annotate` was \
                    carried out"
                .into(),
        );
    }
    if survey.left_out() > 0 {
        complain(&format!(
            "{} of {} articles are counted but cannot be opened on the page; see --most-articles",
            survey.left_out(),
            survey.articles()
        ));
    }
    match target {
        Target::Stdout => print(&survey.html()),
        Target::File(path) => {
            write_text(&path, &survey.html())?;
            Ok(ALL_GOOD)
        }
    }
}
