//! Where the time goes: each stage of an article's way, on one thread.

use std::time::{Duration, Instant};
use std::{fmt, io};

use super::Settings;
use crate::article::Source;
use crate::article::read::Inputs;
use crate::desk::{Desk, Step};
use crate::output::{Sink, SinkError, Target};
use crate::record::Line;

/// A stage, in the order of an article's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Walk, decompress, decode.
    Read,
    /// Tell the article from the page.
    Clean,
    /// Cut sentences.
    Segment,
    /// Cut words and word pieces.
    Tokenise,
    /// Run the encoder, decode its scores.
    Encode,
    /// Entities, amounts, dates, actors; assemble the record.
    Extract,
    /// Write the record as a line.
    Write,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 7] = [
        Self::Read,
        Self::Clean,
        Self::Segment,
        Self::Tokenise,
        Self::Encode,
        Self::Extract,
        Self::Write,
    ];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Clean => "clean",
            Self::Segment => "segment",
            Self::Tokenise => "tokenise",
            Self::Encode => "encode",
            Self::Extract => "extract",
            Self::Write => "write",
        }
    }
}

/// What the articles are, and where the time goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stages {
    /// Articles annotated in a pass.
    pub articles: usize,
    /// Articles that failed; they count for nothing else.
    pub failed: usize,
    /// The first of these, with the reason.
    pub failure: Option<String>,
    /// Bytes of their text.
    pub bytes: usize,
    /// Words that the model read.
    pub words: usize,
    /// Word pieces that the model read.
    pub tokens: usize,
    /// Seconds of each stage in a pass: means over the passes.
    pub seconds: [f64; Stage::ALL.len()],
}

impl Stages {
    fn fail(&mut self, source: &Source, why: &dyn fmt::Display) {
        self.failed += 1;
        self.failure.get_or_insert_with(|| {
            let item = source.item.map_or(String::new(), |item| format!(":{item}"));
            format!("{}{item}: {why}", source.path)
        });
    }
}

/// Times the stages.
///
/// # Errors
/// If the records cannot be written to a temporary file.
pub fn stages(desk: &Desk, settings: &Settings) -> Result<Stages, SinkError> {
    let mut worker = desk.worker();
    let mut sum = [Duration::ZERO; Stage::ALL.len()];
    let mut stages = Stages::default();
    for number in 0..settings.warm_up + settings.passes.get() {
        let mut times = [Duration::ZERO; Stage::ALL.len()];
        stages = Stages::default();
        let target = Temporary::new()?;
        let mut sink = Sink::create(&target.target())?;
        let inputs = Inputs::scan(&settings.paths, settings.read.clone());
        let mut last = Instant::now();
        let mut lap = |times: &mut [Duration], stage: Stage| {
            let now = Instant::now();
            times[stage as usize] += now - std::mem::replace(&mut last, now);
        };
        for next in inputs {
            lap(&mut times, Stage::Read);
            let document = match next {
                Ok(document) => document,
                Err(failure) => {
                    stages.fail(&failure.source, &failure);
                    continue;
                }
            };
            let source = document.source.clone();
            let bytes = document.text.len();
            let (mut words_read, mut pieces_read) = (0, 0);
            let record = worker.record_watched(document, &mut |step| match step {
                Step::Cleaned => lap(&mut times, Stage::Clean),
                Step::Segmented => lap(&mut times, Stage::Segment),
                Step::Tokenised { words, pieces } => {
                    (words_read, pieces_read) = (words, pieces);
                    lap(&mut times, Stage::Tokenise);
                }
                Step::Encoded => lap(&mut times, Stage::Encode),
                Step::Extracted => lap(&mut times, Stage::Extract),
            });
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    stages.fail(&source, &error);
                    continue;
                }
            };
            sink.write(&Line::Article(Box::new(record)).to_json())?;
            lap(&mut times, Stage::Write);
            stages.articles += 1;
            stages.bytes += bytes;
            stages.words += words_read;
            stages.tokens += pieces_read;
        }
        sink.finish()?;
        lap(&mut times, Stage::Write);
        if number >= settings.warm_up {
            for (sum, time) in sum.iter_mut().zip(times) {
                *sum += time;
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of passes")]
    let passes = settings.passes.get() as f64;
    stages.seconds = sum.map(|time| time.as_secs_f64() / passes);
    Ok(stages)
}

/// A file in the system's folder for such, gone at the end.
pub(super) struct Temporary(tempfile::TempDir);

impl Temporary {
    pub(super) fn new() -> Result<Self, SinkError> {
        let made = tempfile::tempdir();
        made.map(Self).map_err(|error: io::Error| SinkError::Failed {
            message: format!("cannot make a temporary folder: {error}; set TMPDIR to one"),
        })
    }

    pub(super) fn target(&self) -> Target {
        Target::File(self.0.path().join("annotations.jsonl"))
    }
}
