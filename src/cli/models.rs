//! `wiredesk models`.

mod pull;
mod verify;

use std::fmt::Write;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use wiredesk::model::{Card, bundle};
use wiredesk::taxonomy::EntityLabel;

use super::{Fatal, print};
use pull::PullArgs;
use verify::VerifyArgs;

#[derive(Debug, Args)]
#[command(
    after_help = "\
Examples:
  wiredesk models
  wiredesk models --json | jq -r '.[].digest'
  wiredesk models verify
  wiredesk annotate --engine rust-bert drop/ \\
    --model \"$(wiredesk models pull dslim/bert-base-NER)\"

Models are looked for in the folder that WIREDESK_MODELS names (which must be one with a model in \
it), beside the program, in ./models and in the checkout that the program was built in.",
    args_conflicts_with_subcommands = true
)]
pub struct ModelsArgs {
    #[command(subcommand)]
    pub command: Option<ModelsCommand>,

    /// Print JSON instead of a table
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum ModelsCommand {
    /// Fetch a model from a hub in the manner of Hugging Face and print its folder.
    Pull(PullArgs),
    /// Compare the files of models with their digests.
    Verify(VerifyArgs),
}

/// Lists the installed models, or does what is asked with them.
pub fn run(args: &ModelsArgs) -> Result<u8, Fatal> {
    match &args.command {
        None => list(args),
        Some(ModelsCommand::Pull(args)) => pull::run(args),
        Some(ModelsCommand::Verify(args)) => verify::run(args),
    }
}

fn list(args: &ModelsArgs) -> Result<u8, Fatal> {
    let cards =
        bundle::installed()?.iter().map(|dir| Card::read(dir)).collect::<Result<Vec<_>, _>>()?;
    if args.json {
        let all: Vec<Value> = cards.iter().map(as_json).collect();
        return print(&format!("{:#}\n", Value::from(all)));
    }
    if cards.is_empty() {
        let places: Vec<String> =
            bundle::search_path()?.iter().map(|place| place.display().to_string()).collect();
        return Err(format!("no model in {}", places.join(", ")).into());
    }
    print(&cards.iter().map(as_text).collect::<Vec<_>>().join("\n"))
}

fn entity_labels(card: &Card) -> Vec<&'static str> {
    let mut labels: Vec<_> = card.tags.iter().filter_map(|tag| tag.label()).collect();
    labels.dedup();
    labels.into_iter().map(EntityLabel::name).collect()
}

fn threat_labels(card: &Card) -> Vec<&'static str> {
    card.threats.iter().map(|threat| threat.name()).collect()
}

fn as_json(card: &Card) -> Value {
    json!({
        "name": card.name,
        "version": card.version,
        "digest": card.digest,
        "licence": card.licence,
        "languages": card.languages,
        "encoder": card.encoder,
        "entities": entity_labels(card),
        "threats": threat_labels(card),
        "window": card.window,
        "files": card.files,
        "folder": card.dir,
        "default": card.name == bundle::DEFAULT,
    })
}

fn as_text(card: &Card) -> String {
    let mut text = String::new();
    let default = if card.name == bundle::DEFAULT { " (default)" } else { "" };
    let _ = writeln!(text, "{} {}{default}", card.name, card.version);
    for (what, value) in [
        ("digest", card.digest.clone()),
        ("licence", card.licence.clone()),
        ("languages", card.languages.join(", ")),
        ("encoder", card.encoder.clone()),
        ("entities", entity_labels(card).join(", ")),
        ("threats", threat_labels(card).join(", ")),
        ("folder", card.dir.display().to_string()),
    ] {
        let _ = writeln!(text, "  {what:<10} {value}");
    }
    text
}
