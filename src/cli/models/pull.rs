//! `wiredesk models pull`.

use clap::Args;

use crate::cli::Fatal;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wiredesk models pull dslim/bert-base-NER
  wiredesk models pull MoritzLaurer/DeBERTa-v3-base-mnli-fever-anli@main
  HF_ENDPOINT=https://mirror.example wiredesk models pull owner/name@4f2c8d1

The only command that opens a connection, and built in with the feature hub alone. What was cut off \
goes on where it ended; every file is compared with the digest that the hub names. Files go to the \
cache that other clients of the hub use: HF_HUB_CACHE, or hub in HF_HOME, or ~/.cache/huggingface/hub. \
HF_TOKEN opens what is not open to all. With HF_HUB_OFFLINE=1 only the cache is looked at.")]
pub struct PullArgs {
    /// OWNER/NAME, with @REVISION (a branch, tag or commit) where that is not main
    #[arg(value_name = "NAME[@REVISION]")]
    pub name: String,

    /// No progress on stderr
    #[arg(short, long)]
    pub quiet: bool,
}

/// Fetches a model and prints its folder.
#[cfg(feature = "hub")]
pub fn run(args: &PullArgs) -> Result<u8, Fatal> {
    use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
    use wiredesk::hub::{Name, Place, pull};

    let name: Name = args.name.parse()?;
    let target =
        if args.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(None, target).with_style(ProgressStyle::with_template(
        "{msg} [{bar:30}] {bytes} of {total_bytes} at {bytes_per_sec}",
    )?);
    let mut last = String::new();
    let pulled = pull(&Place::of_environment(), &name, &mut |progress| {
        if last != progress.file {
            progress.file.clone_into(&mut last);
            bar.set_message(last.clone());
            bar.reset();
            bar.set_length(progress.size);
        }
        bar.set_position(progress.done);
    });
    bar.finish_and_clear();
    crate::cli::print(&format!("{}\n", pulled?.display()))
}

/// Says what is missing.
#[cfg(not(feature = "hub"))]
pub fn run(args: &PullArgs) -> Result<u8, Fatal> {
    let PullArgs { name, quiet: _ } = args;
    Err(format!(
        "cannot pull {name}: this program was built without the part that opens connections; build \
         with `cargo build --release --features hub` in the checkout, or copy the model's folder here"
    )
    .into())
}
