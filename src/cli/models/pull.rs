//! `wiredesk models pull`.

use crate::cli::Fatal;
use crate::cli::args::PullArgs;

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
