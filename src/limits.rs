//! How much of one article wiredesk puts up with. Beyond a limit there is an error record, never a
//! shortened article.

use std::fmt;
use std::time::{Duration, Instant};

use crate::article::read::FailureKind;
use crate::model::ModelError;

/// The deepest nesting of HTML unless told otherwise: a hundred times that of a real page.
pub const DEFAULT_MAX_NESTING: usize = 10_000;

/// The most time for one article unless told otherwise: a thousand times what a long one takes.
pub const DEFAULT_MAX_TIME: Duration = Duration::from_mins(10);

/// Limits of one article. They shape no record that is within them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most elements of HTML open at once.
    pub nesting: usize,
    /// Most time, looked at between the steps of an article's way and between the model's windows.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { nesting: DEFAULT_MAX_NESTING, time: DEFAULT_MAX_TIME }
    }
}

/// Why an article got no record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArticleError {
    /// The model failed on it.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Its HTML is nested deeper than [`Limits::nesting`].
    #[error(
        "{deepest} elements are open at once, {limit} may be; raise the limit with --max-nesting"
    )]
    Nesting {
        /// How many are.
        deepest: usize,
        /// How many may be.
        limit: usize,
    },
    /// It took longer than [`Limits::time`].
    #[error("not done within {seconds} s; raise the limit with --max-seconds")]
    Time {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The run is to end, and cannot wait for it: there is no record of it, and no error record.
    #[error("given up, since the run is to end")]
    GivenUp,
}

impl ArticleError {
    /// The kind of its error record.
    pub(crate) fn kind(&self) -> FailureKind {
        match self {
            Self::Model(_) => FailureKind::Internal,
            Self::Nesting { .. } => FailureKind::Nesting,
            Self::Time { .. } | Self::GivenUp => FailureKind::Time,
        }
    }
}

/// Asks whether the articles in hand are to be given up.
#[derive(Clone, Copy)]
pub(crate) struct GiveUp<'a>(pub(crate) &'a (dyn Fn() -> bool + Sync));

impl GiveUp<'_> {
    pub(crate) const NEVER: Self = Self(&|| false);
}

impl fmt::Debug for GiveUp<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("GiveUp").field(&(self.0)()).finish()
    }
}

/// The time of one article, running.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock<'a> {
    began: Instant,
    limit: Duration,
    give_up: GiveUp<'a>,
}

impl<'a> Clock<'a> {
    pub(crate) fn start(limits: Limits, give_up: GiveUp<'a>) -> Self {
        Self { began: Instant::now(), limit: limits.time, give_up }
    }

    pub(crate) fn check(self) -> Result<(), ArticleError> {
        if (self.give_up.0)() {
            return Err(ArticleError::GivenUp);
        }
        if self.began.elapsed() <= self.limit {
            return Ok(());
        }
        Err(ArticleError::Time { seconds: self.limit.as_secs() })
    }
}
