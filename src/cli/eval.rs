//! `wiredesk eval`.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use wiredesk::eval::annotation::Annotation;
use wiredesk::eval::formats::{self, Format, ReadError, ReadOptions, Set, Side};
use wiredesk::eval::labels::LabelMap;
use wiredesk::eval::pairing::{self, Pair};
use wiredesk::eval::predict::{self, Depth};
use wiredesk::eval::report::{Draw, Report, Setting};
use wiredesk::eval::{count, gates, label_map, layers, relabel, slips};
use wiredesk::output::{Target, write_text};
use wiredesk::taxonomy::EntityLabel;
use wiredesk::{Desk, Options};

use super::args::EvalArgs;
use super::overwrite::refuse_overwrite;
use super::{ALL_GOOD, Fatal, NOT_DONE, SHORT, choice, complain, print};

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
    let (articles, format) = (gold.articles.len(), gold.format);
    print(&format!("{articles} articles ({format}), no fault: {}\n{remarks}", counts.join(", ")))
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
