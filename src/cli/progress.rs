//! Progress on stderr: articles, rate and time left. Nothing where stderr is no terminal.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use wiredesk::pipeline::Output;
use wiredesk::taxonomy::NotRead;

use super::{complain, say};

/// What became of the articles of a run that goes on with an output.
#[derive(Clone, Copy)]
pub struct Done {
    /// Annotated, where some may have been there already.
    pub new: Option<u64>,
    /// Known from a run before.
    pub there: u64,
    /// Copies of others.
    pub duplicates: u64,
}

/// The bar, and what the summary counts.
pub struct Progress {
    bar: ProgressBar,
    bytes: Arc<AtomicU64>,
    quiet: bool,
    articles: u64,
    failed: u64,
    foreign: u64,
}

impl Progress {
    /// `total` bytes are to be read (0 if that cannot be known); `bytes` counts those that were.
    pub fn new(total: u64, bytes: Arc<AtomicU64>, quiet: bool) -> Self {
        let bar = if quiet || !io::stderr().is_terminal() {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
        } else if total == 0 {
            ProgressBar::new_spinner().with_style(style("{spinner} {msg}, {elapsed}"))
        } else {
            ProgressBar::new(total)
                .with_style(style("{wide_bar} {percent:>3} %  {msg}, {eta} left"))
        };
        Self { bar, bytes, quiet, articles: 0, failed: 0, foreign: 0 }
    }

    /// Shows how far reading has come, where no article is written meanwhile.
    pub fn mover(&self) -> impl Fn() + use<> {
        let (bar, bytes) = (self.bar.clone(), Arc::clone(&self.bytes));
        move || bar.set_position(bytes.load(Ordering::Relaxed))
    }

    /// How many articles were written.
    pub fn articles(&self) -> u64 {
        self.articles
    }

    /// One more article is written.
    pub fn wrote(&mut self, output: &Output) {
        self.articles += 1;
        self.foreign += u64::from(output.not_read == Some(NotRead::Language));
        if let Some(reason) = &output.failure {
            self.failed += 1;
            self.bar.suspend(|| complain(reason));
        }
        self.bar.set_position(self.bytes.load(Ordering::Relaxed));
        let seconds = self.bar.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
        let rate = self.articles as f64 / seconds.max(0.001);
        self.bar.set_message(format!("{} articles, {rate:.1}/s", HumanCount(self.articles)));
    }

    /// Ends the bar of a run that was broken off, for which a summary would claim too much.
    pub fn abandon(self) {
        self.bar.finish_and_clear();
    }

    /// Ends the bar and says what was done. Returns how many articles failed.
    pub fn finish(self, done: Done) -> u64 {
        self.bar.finish_and_clear();
        if !self.quiet {
            let seconds = self.bar.elapsed().as_secs_f64();
            let failed = match self.failed {
                0 => String::new(),
                failed => format!(", {} failed", HumanCount(failed)),
            };
            let foreign = match self.foreign {
                0 => String::new(),
                foreign => format!(
                    ", {} in other languages and not read (--any-language reads them)",
                    HumanCount(foreign)
                ),
            };
            let said = match done.new {
                None => format!("{} articles", HumanCount(self.articles)),
                Some(new) => {
                    format!("{} new, {} there already", HumanCount(new), HumanCount(done.there))
                }
            };
            let copies = match done.duplicates {
                0 => String::new(),
                copies => format!(", {} duplicates", HumanCount(copies)),
            };
            say(format_args!("wiredesk: {said}{copies}{failed}{foreign} in {seconds:.1} s"));
        }
        self.failed
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is a constant")
}
