//! What the system tells of the folders, or what looking at them now and then shows.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use notify::event::{ModifyKind, RenameMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::pending::Pending;
use super::walk::below;
use super::{DEFAULT_POLL, WatchError, WatchOptions, is_hidden};

/// A watcher at work.
pub(super) struct Events {
    shared: Arc<Shared>,
    /// Ends when it is dropped.
    _watcher: Box<dyn Watcher + Send>,
}

#[derive(Debug, Default)]
struct Shared {
    pending: Mutex<Pending>,
    changed: Condvar,
}

impl std::fmt::Debug for Events {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Events").field("shared", &self.shared).finish_non_exhaustive()
    }
}

impl Events {
    /// Begins to watch, by polling where the system has no better way. Also gives what is to be
    /// told of it.
    pub(super) fn open(
        folders: &[PathBuf],
        options: WatchOptions,
    ) -> Result<(Self, Vec<String>), WatchError> {
        if let Some(every) = options.poll {
            return Ok((Self::polling(folders, every)?, Vec::new()));
        }
        match Self::told(folders) {
            Ok(events) => Ok((events, Vec::new())),
            Err(error) => {
                let note = format!(
                    "{error}; looking at the folders every {} s instead",
                    DEFAULT_POLL.as_secs()
                );
                Ok((Self::polling(folders, DEFAULT_POLL)?, vec![note]))
            }
        }
    }

    fn told(folders: &[PathBuf]) -> Result<Self, WatchError> {
        let shared = Arc::<Shared>::default();
        let watcher = RecommendedWatcher::new(handler(&shared, folders), Config::default());
        Self::watching(shared, watcher, folders)
    }

    fn polling(folders: &[PathBuf], every: Duration) -> Result<Self, WatchError> {
        let shared = Arc::<Shared>::default();
        let config = Config::default().with_poll_interval(every);
        Self::watching(
            Arc::clone(&shared),
            PollWatcher::new(handler(&shared, folders), config),
            folders,
        )
    }

    fn watching<W: Watcher + Send + 'static>(
        shared: Arc<Shared>,
        watcher: notify::Result<W>,
        folders: &[PathBuf],
    ) -> Result<Self, WatchError> {
        let refused = |folder: &Path, error: &notify::Error| WatchError::Refused {
            folder: folder.to_owned(),
            why: error.to_string(),
        };
        let mut watcher = watcher.map_err(|error| refused(Path::new("anything"), &error))?;
        for folder in folders {
            watcher
                .watch(folder, RecursiveMode::Recursive)
                .map_err(|error| refused(folder, &error))?;
        }
        Ok(Self { shared, _watcher: Box::new(watcher) })
    }

    pub(super) fn pending(&self) -> MutexGuard<'_, Pending> {
        self.shared.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until something has happened, at most `time`.
    pub(super) fn wait(&self, time: Duration) {
        let pending = self.pending();
        drop(self.shared.changed.wait_timeout(pending, time));
    }
}

/// Notes what happens in `folders`.
fn handler(
    shared: &Arc<Shared>,
    folders: &[PathBuf],
) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    let (shared, folders) = (Arc::clone(shared), folders.to_vec());
    move |event| {
        let mut pending = shared.pending.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Ok(event) if !event.need_rescan() => note(&mut pending, &folders, event),
            // What was missed is found by a walk.
            _ => pending.overrun(),
        }
        drop(pending);
        shared.changed.notify_all();
    }
}

fn note(pending: &mut Pending, folders: &[PathBuf], event: Event) {
    let moved_in = matches!(
        event.kind,
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both | RenameMode::Any))
    );
    if matches!(event.kind, EventKind::Access(_) | EventKind::Remove(_)) {
        return;
    }
    for path in event.paths {
        let hidden = folders.iter().any(|f| path.strip_prefix(f).is_ok_and(is_hidden));
        if hidden {
            continue;
        }
        if path.is_dir() {
            // Whatever was in it before it was watched.
            below(path).for_each(|file| pending.changed(file));
        } else if moved_in {
            pending.complete(path);
        } else {
            pending.changed(path);
        }
    }
}
