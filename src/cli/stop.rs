//! Ctrl-C and SIGTERM: the first ends the run in order, the second at once.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// What shells add to the number of the signal that ended a program.
const BY_SIGNAL: i32 = 128;

/// How long the articles in hand are waited for: what stops a service kills it after a time (`docker stop`
/// after 10 s).
const GRACE: Duration = Duration::from_secs(5);

/// Whether the run has been asked to end.
#[derive(Clone, Debug)]
pub struct Stop {
    /// The number of the signal, 0 before it came.
    signal: Arc<AtomicUsize>,
    /// When it was first asked after the signal, which has no clock, whether to give up.
    since: Arc<OnceLock<Instant>>,
}

impl Stop {
    /// From now on signals are noted here.
    pub fn on_signals() -> io::Result<Self> {
        let signal = Arc::new(AtomicUsize::new(0));
        let again = Arc::new(AtomicBool::new(false));
        for number in [SIGINT, SIGTERM] {
            flag::register_conditional_shutdown(number, BY_SIGNAL + number, Arc::clone(&again))?;
            let noted = usize::try_from(number).unwrap_or(1);
            flag::register_usize(number, Arc::clone(&signal), noted)?;
            flag::register(number, Arc::clone(&again))?;
        }
        Ok(Self { signal, since: Arc::default() })
    }

    /// Whether a signal came.
    pub fn is_set(&self) -> bool {
        self.signal.load(Ordering::Relaxed) != 0
    }

    /// Whether the articles in hand are to be given up.
    pub fn gives_up(&self) -> bool {
        self.is_set() && self.since.get_or_init(Instant::now).elapsed() >= GRACE
    }

    /// The exit status of a run that a signal has ended.
    pub fn status(&self) -> Option<u8> {
        match self.signal.load(Ordering::Relaxed) {
            0 => None,
            signal => u8::try_from(signal).ok().map(|signal| 128 + signal),
        }
    }
}
