//! Progress on stderr: articles, rate and time left. Nothing where stderr is no terminal.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use wiredesk::article::read::Inputs;
use wiredesk::pipeline::Output;
use wiredesk::taxonomy::NotRead;

use super::{complain, say};

/// How often a bar that nothing moves is drawn.
const TICK: Duration = Duration::from_millis(200);

/// What became of the articles of a run that goes on with an output.
#[derive(Clone, Copy, Default)]
pub struct Done {
    /// Annotated, where some may have been there already.
    pub new: Option<u64>,
    /// Known from a run before.
    pub there: u64,
    /// Copies of others.
    pub duplicates: u64,
    /// Records of articles that are not among the inputs.
    pub unmet: u64,
    /// Error records of what is not among the inputs, or has been mended.
    pub outdated: u64,
}

/// The bar, and what the summary counts.
pub struct Progress {
    bar: ProgressBar,
    bytes: Arc<AtomicU64>,
    excluded: u64,
    quiet: bool,
    articles: u64,
    failed: u64,
    foreign: u64,
    no_text: u64,
}

impl Progress {
    /// Of what is about to be read. No bar stands between records that go to the same `screen`.
    pub fn new(inputs: &Inputs, quiet: bool, screen: bool) -> Self {
        // 0 if that cannot be known.
        let total = inputs.total_bytes();
        let bar = if quiet || screen || !io::stderr().is_terminal() {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
        } else if total == 0 {
            ProgressBar::new_spinner().with_style(style("{spinner} {msg}, {elapsed}"))
        } else {
            ProgressBar::new(total)
                .with_style(style("{wide_bar} {percent:>3} %  {msg}, {eta} left"))
        };
        bar.set_message(counted(0, "article"));
        let (bytes, excluded) = (inputs.bytes_done(), inputs.excluded() as u64);
        Self { bar, bytes, excluded, quiet, articles: 0, failed: 0, foreign: 0, no_text: 0 }
    }

    /// Shows how far reading has come, where no article is written meanwhile.
    pub fn mover(&self) -> impl Fn() + use<> {
        let (bar, bytes) = (self.bar.clone(), Arc::clone(&self.bytes));
        move || bar.set_position(bytes.load(Ordering::Relaxed))
    }

    /// How many articles were annotated.
    pub fn annotated(&self) -> u64 {
        self.articles - self.failed
    }

    /// How many failed, as the end of a list of what became of the articles.
    pub fn failed(&self) -> String {
        match self.failed {
            0 => String::new(),
            failed => format!(", {} failed", HumanCount(failed)),
        }
    }

    /// One more article is written.
    pub fn wrote(&mut self, output: &Output) {
        self.articles += 1;
        self.foreign += u64::from(output.not_read == Some(NotRead::Language));
        self.no_text += u64::from(output.no_text);
        if let Some(reason) = &output.failure {
            self.failed += 1;
            self.bar.suspend(|| complain(reason));
        }
        self.bar.set_position(self.bytes.load(Ordering::Relaxed));
        let seconds = self.bar.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
        let rate = self.articles as f64 / seconds.max(0.001);
        self.bar.set_message(format!("{}, {rate:.1}/s", counted(self.articles, "article")));
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
            let failed = self.failed();
            let foreign = match self.foreign {
                0 => String::new(),
                foreign => format!(
                    ", {} in other languages and not read (--any-language reads them)",
                    HumanCount(foreign)
                ),
            };
            let said = match done.new {
                // What failed is told by itself here, too.
                None => counted(self.annotated(), "article"),
                Some(new) => {
                    format!("{} new, {} there already", HumanCount(new), HumanCount(done.there))
                }
            };
            let copies = match done.duplicates {
                0 => String::new(),
                copies => format!(", {}", counted(copies, "duplicate")),
            };
            let no_text = match self.no_text {
                0 => String::new(),
                no_text => format!(", {} without any text", HumanCount(no_text)),
            };
            let excluded = match self.excluded {
                0 => String::new(),
                excluded => format!(", {} left out by --exclude", counted(excluded, "file")),
            };
            say(format_args!(
                "wiredesk: {said}{copies}{failed}{foreign}{no_text}{excluded} in {seconds:.1} s"
            ));
            if let Some(others) = others(done) {
                say(format_args!("wiredesk: the output also has {others}"));
            }
        }
        self.failed
    }
}

/// Says on a terminal what is going on, with the time that it takes, until the bar is cleared.
pub fn waiting(what: String) -> ProgressBar {
    let target = if io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(None, target)
        .with_style(style("{spinner} {msg}, {elapsed}"))
        .with_message(what);
    bar.enable_steady_tick(TICK);
    bar
}

/// What an output holds besides what the inputs hold, with the mend for those who want it gone.
fn others(done: Done) -> Option<String> {
    let articles = counted(done.unmet, "record");
    let failures = counted(done.outdated, "error record");
    let gone = "of what is not among the inputs";
    match (done.unmet, done.outdated) {
        (0, 0) => None,
        (_, 0) => Some(format!("{articles} {gone} (--rebuild leaves such out)")),
        (0, _) => {
            Some(format!("{failures} {gone} or can be read now (--retry-errors takes such out)"))
        }
        _ => Some(format!(
            "{articles} {gone} (--rebuild leaves such out), and {failures} of that or of what can be \
             read now (--retry-errors takes such out)"
        )),
    }
}

/// A number of things.
pub fn counted(number: u64, thing: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {thing}{ending}", HumanCount(number))
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is a constant")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_output_has_besides_is_told_with_the_mend() {
        let of = |unmet, outdated| others(Done { unmet, outdated, ..Done::default() });
        assert_eq!(of(0, 0), None);
        let told = of(1, 0).unwrap();
        assert!(told.starts_with("1 record of") && told.contains("--rebuild"), "{told}");
        let told = of(0, 2).unwrap();
        assert!(
            told.starts_with("2 error records of") && told.contains("--retry-errors"),
            "{told}"
        );
        let told = of(1200, 1).unwrap();
        for part in ["1,200 records", "1 error record ", "--rebuild", "--retry-errors"] {
            assert!(told.contains(part), "{told}");
        }
        assert!(counted(0, "article") == "0 articles" && counted(1, "article") == "1 article");
    }
}
