//! `wiredesk eval`.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use wiredesk::eval::annotation::Annotation;
use wiredesk::eval::formats::{self, Format, ReadError, ReadOptions, Set, Side};
use wiredesk::eval::gates::{self, Gate};
use wiredesk::eval::labels::LabelMap;
use wiredesk::eval::pairing::{self, Pair};
use wiredesk::eval::predict::{self, Depth};
use wiredesk::eval::report::{Draw, Form, Report, Setting};
use wiredesk::eval::tags::Reading;
use wiredesk::eval::{count, label_map, layers, relabel, slips};
use wiredesk::model::engine::EngineName;
use wiredesk::output::{Target, write_text};
use wiredesk::taxonomy::EntityLabel;
use wiredesk::{Desk, Options};

use super::args::ModelArgs;
use super::overwrite::refuse_overwrite;
use super::progress::{counted, waiting};
use super::{ALL_GOOD, Fatal, NOT_DONE, SHORT, choice, complain, number, print};

const EXAMPLES: &str = "\
Examples:
  wiredesk eval tests/gold/                wiredesk on gold of its own
  wiredesk eval conll2003/test.txt         the model on columns, by its words
  wiredesk eval emerging.test.annotated --map wnut --whole
  wiredesk eval gold.jsonl mine.jsonl --against theirs.jsonl --errors
  wiredesk eval gold.jsonl --errors=threats,events
  wiredesk eval gold.jsonl --format html -o report.html
  wiredesk eval gold.jsonl --fail-under entities.strict.f1=0.9,amounts.value.f1=0.9

GOLD is a file or a folder: records or gold in their shape (.jsonl, see docs/gold.md), columns \
(CoNLL, BIO, BIOES, IOB1: a word and its tag on each line), brat (.txt and .ann), Prodigy, spaCy or \
doccano JSONL, a Label Studio export. What it is, is found out. PRED is one of these, too; without \
it wiredesk reads the texts itself. Gold that no prediction touched counts as missed, always.

Label maps: conll, ontonotes, wnut, annoctr, cyner, re3d, or a TOML file:
  [gold]                  # the set's labels and what they are here; \"-\" leaves one out
  PERSON = \"PER\"
  DATE = \"-\"
  [predicted]             # ours that the set does not tell apart
  GROUP = \"ORG\"

Exit status: 0 measured, 2 could not be carried out, 3 a figure is short of --fail-under.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
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
    #[arg(long, value_name = "N", value_parser = number::some::<NonZeroUsize>)]
    pub word_column: Option<NonZeroUsize>,

    /// Column of the tags, from 1 [default: the last that holds nothing but tags]
    #[arg(long, value_name = "N", value_parser = number::some::<NonZeroUsize>)]
    pub tag_column: Option<NonZeroUsize>,

    /// List every error with its context: of all layers, or of those named (article, entities,
    /// actors, amounts, dates, threats, statements, events)
    #[arg(
        long,
        value_name = "LAYER,...",
        num_args = 0..=1,
        require_equals = true,
        value_delimiter = ',',
        hide_possible_values = true,
        value_parser = PossibleValuesParser::new(slips::LAYERS)
    )]
    pub errors: Option<Vec<String>>,

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
    #[arg(long, value_name = "N", value_parser = number::whole::<usize>, default_value_t = 1000)]
    pub resamples: usize,

    /// Seed of the draws
    #[arg(long, value_name = "N", value_parser = number::whole::<u64>, default_value_t = 1)]
    pub seed: u64,

    #[command(flatten)]
    pub model: ModelArgs,

    /// What runs the model: rten, or rust-bert where the program was built with it
    #[arg(long, value_name = "NAME", default_value_t)]
    pub engine: EngineName,

    /// Articles read at once, one thread each, at most one a core [default: one a core]
    #[arg(short = 'j', long, value_name = "N", value_parser = number::some::<NonZeroUsize>)]
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

/// Reads the gold, gets the predictions, counts, reports.
pub fn run(args: &EvalArgs) -> Result<u8, Fatal> {
    if inputs(args).iter().any(|path| path.as_os_str() == "-") {
        return Err("gold and predictions are read from files: name one instead of -".into());
    }
    refuse_overwrite(inputs(args), &args.output)?;
    refuse_without_folder(&args.output)?;
    let gold = read(&args.gold, Side::Gold, args)?;
    if args.check {
        return checked(&gold);
    }
    if gold.format != Format::Columns {
        for option in for_columns(args) {
            complain(&format!("{option} is for column files and does nothing here"));
        }
    }
    let map = label_map(&gold, args.map.as_deref())?;
    let mut setting = setting(args, &gold, &map);
    let mut pairs = match &args.predictions {
        Some(path) => beside(path, args, &gold, &mut setting)?,
        None => predicted(args, &gold, &mut setting)?,
    };
    relabel(&mut pairs, &map)?;
    let other = match &args.against {
        Some(path) => {
            let mut other = beside(path, args, &gold, &mut setting)?;
            relabel(&mut other, &map)?;
            Some(units(other, args, &mut setting)?)
        }
        None => None,
    };
    let pairs = units(pairs, args, &mut setting)?;
    let slips = args.errors.as_ref().map(|layers| {
        let is_asked =
            |case: &slips::Case| layers.is_empty() || layers.iter().any(|l| l == case.layer);
        pairs.iter().flat_map(slips::slips).filter(is_asked).collect()
    });
    let draw = Draw { resamples: args.resamples, seed: args.seed };
    let against = other.map(|pairs| count(&pairs));
    let report = Report::new(setting, count(&pairs), against.as_ref(), slips, draw);
    let verdict = gates::judge(&report, &args.fail_under);
    let text = report.write(args.format.into());
    match Target::from_arg(Some(&args.output)) {
        Target::Stdout => {
            print(&text)?;
        }
        Target::File(path) => write_text(&path, &text)?,
    }
    for line in verdict.short.iter().chain(&verdict.unmeasured) {
        complain(line);
    }
    Ok(match (verdict.unmeasured.is_empty(), verdict.short.is_empty()) {
        (false, _) => NOT_DONE,
        (true, false) => SHORT,
        (true, true) => ALL_GOOD,
    })
}

/// The options given that only column files have a use for.
fn for_columns(args: &EvalArgs) -> Vec<&'static str> {
    let options = [
        ("--whole", args.whole),
        ("--seen", args.seen.is_some()),
        ("--word-column", args.word_column.is_some()),
        ("--tag-column", args.tag_column.is_some()),
    ];
    options.into_iter().filter(|(_, is_given)| *is_given).map(|(name, _)| name).collect()
}

/// All that is read but the model.
fn inputs(args: &EvalArgs) -> Vec<PathBuf> {
    let annotations = [Some(&args.gold), args.predictions.as_ref(), args.against.as_ref()];
    let annotations = annotations.into_iter().chain([args.seen.as_ref()]).flatten();
    let maps = args.map.as_ref().map(PathBuf::from).into_iter().chain(args.model.labels.clone());
    annotations.flat_map(|path| formats::sources(path)).chain(maps).collect()
}

/// Where the report cannot be written, it is better not to read everything first.
fn refuse_without_folder(output: &Path) -> Result<(), Fatal> {
    let Some(file) = Target::from_arg(Some(output)).regular_file()? else { return Ok(()) };
    match file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) if !folder.is_dir() => Err(format!(
            "cannot write {}: there is no folder {}; make it first",
            output.display(),
            folder.display()
        )
        .into()),
        _ => Ok(()),
    }
}

fn read(path: &Path, side: Side, args: &EvalArgs) -> Result<Set, ReadError> {
    let options = ReadOptions {
        format: None,
        side,
        reading: args.tags,
        word_column: args.word_column.map(NonZeroUsize::get),
        tag_column: args.tag_column.map(NonZeroUsize::get),
    };
    formats::read(path, &options)
}

/// Says what `--check` found to be good.
fn checked(gold: &Set) -> Result<u8, Fatal> {
    let layers = layers(&gold.articles);
    let counts: Vec<String> =
        layers.iter().map(|(name, count)| format!("{name} {count}")).collect();
    let remarks =
        gold.remarks.iter().fold(String::new(), |all, remark| all + "note: " + remark + "\n");
    let (articles, format) = (counted(gold.articles.len() as u64, "article"), gold.format);
    print(&format!(
        "{articles} ({format}), no fault; articles that have a layer: {}\n{remarks}",
        counts.join(", ")
    ))
}

fn setting(args: &EvalArgs, gold: &Set, map: &LabelMap) -> Setting {
    let scored: Vec<&str> = map.scored().into_iter().map(EntityLabel::name).collect();
    Setting {
        gold: args.gold.display().to_string(),
        against: args.against.as_ref().map(|path| path.display().to_string()),
        articles: gold.articles.len(),
        unit: "articles",
        units: gold.articles.len(),
        map: format!("{}, scored: {}", map.name, scored.join(" ")),
        layers: layers(&gold.articles),
        remarks: gold.remarks.clone(),
        ..Setting::default()
    }
}

/// Predictions from a file beside the gold.
fn beside(
    path: &Path,
    args: &EvalArgs,
    gold: &Set,
    setting: &mut Setting,
) -> Result<Vec<Pair>, Fatal> {
    let found = read(path, Side::Found, args)?;
    let name = path.display();
    setting.remarks.extend(found.remarks);
    if args.predictions.as_deref() == Some(path) {
        setting.found = name.to_string();
    }
    let (pairs, remarks) =
        pairing::pair(gold.articles.clone(), found.articles).map_err(|faults| faults.join("\n"))?;
    setting.remarks.extend(remarks.into_iter().map(|remark| format!("{name}: {remark}")));
    Ok(pairs)
}

/// Predictions of our own.
fn predicted(args: &EvalArgs, gold: &Set, setting: &mut Setting) -> Result<Vec<Pair>, Fatal> {
    let choice = choice::model(&args.model, args.engine)?;
    let options = Options { all_scores: true, any_language: true, ..Options::default() };
    let desk = Desk::with_model(&choice, options)?;
    let threads = choice::threads(args.threads);
    let bar = waiting(format!("reading {}", counted(gold.articles.len() as u64, "article")));
    let (found, how): (Vec<Annotation>, &str) = match gold.format {
        Format::Records => {
            let (found, remarks) = predict::pages(&desk, threads, &gold.articles)?;
            setting.remarks.extend(remarks);
            (found, "whole pages")
        }
        // The words of a column file are given, so the model can be measured by itself.
        Format::Columns if !args.whole => {
            (predict::mentions(&desk, threads, &gold.articles, Depth::Model)?, "the model's tags")
        }
        _ => (
            predict::mentions(&desk, threads, &gold.articles, Depth::Whole)?,
            "entities of the whole program, no page cleaned",
        ),
    };
    bar.finish_and_clear();
    let card = &desk.model().card;
    setting.found = format!(
        "wiredesk {}, {} {} ({}), {how}",
        env!("CARGO_PKG_VERSION"),
        card.name,
        card.version,
        &card.digest[..12],
    );
    let pair = |(gold, found): (&Annotation, Annotation)| Pair { gold: gold.clone(), found };
    Ok(gold.articles.iter().zip(found).map(pair).collect())
}

/// What is counted and drawn: articles without what `--seen` leaves out; the sentences of a file
/// that keeps no articles apart.
fn units(
    mut pairs: Vec<Pair>,
    args: &EvalArgs,
    setting: &mut Setting,
) -> Result<Vec<Pair>, ReadError> {
    if let Some(path) = &args.seen {
        let seen = read(path, Side::Gold, args)?;
        let left_out = pairing::leave_out(&mut pairs, &pairing::sentence_texts(&seen.articles));
        let remark = format!("{left_out} sentences that {} has, too, are left out", path.display());
        for remark in seen.remarks.into_iter().chain([remark]) {
            if !setting.remarks.contains(&remark) {
                setting.remarks.push(remark);
            }
        }
    }
    if let [pair] = pairs.as_slice()
        && pair.gold.words.is_some()
    {
        pairs = pairing::by_sentence(pair);
        (setting.unit, setting.units) = ("sentences", pairs.len());
    }
    Ok(pairs)
}
