//! What the system tells of the folders, or what looking at them now and then shows.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use notify::event::{MetadataKind, ModifyKind, RenameMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::pending::Pending;
use super::{DEFAULT_POLL, WatchError, WatchOptions};
use crate::article::read::is_hidden;

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
            return Ok((Self::polling(folders, options.quiet, every)?, Vec::new()));
        }
        match Self::told(folders, options.quiet) {
            Ok(events) => Ok((events, Vec::new())),
            Err(error) => {
                let note = format!(
                    "{error}; looking at the folders every {} s instead",
                    DEFAULT_POLL.as_secs()
                );
                Ok((Self::polling(folders, options.quiet, DEFAULT_POLL)?, vec![note]))
            }
        }
    }

    fn told(folders: &[PathBuf], quiet: Duration) -> Result<Self, WatchError> {
        let shared = Arc::<Shared>::default();
        let watcher = RecommendedWatcher::new(handler(&shared, folders, quiet), Config::default());
        Self::watching(shared, watcher, folders)
    }

    fn polling(folders: &[PathBuf], quiet: Duration, every: Duration) -> Result<Self, WatchError> {
        let shared = Arc::<Shared>::default();
        let config = Config::default().with_poll_interval(every);
        Self::watching(
            Arc::clone(&shared),
            PollWatcher::new(handler(&shared, folders, quiet), config),
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

/// A folder by its names.
struct Folder {
    /// As the user named it, and as files below it are to be named.
    named: PathBuf,
    /// As the system may name it.
    others: Vec<PathBuf>,
}

impl Folder {
    fn new(named: &Path) -> Self {
        let absolute = std::path::absolute(named).ok();
        let others = [std::env::current_dir().ok().map(|here| here.join(named)), absolute];
        let others = others.into_iter().chain([named.canonicalize().ok()]).flatten().collect();
        Self { named: named.to_owned(), others }
    }

    /// The rest of a path below this folder.
    fn below<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        let mut names = std::iter::once(&self.named).chain(&self.others);
        names.find_map(|name| path.strip_prefix(name).ok())
    }
}

/// Notes what happens in `folders`.
fn handler(
    shared: &Arc<Shared>,
    folders: &[PathBuf],
    quiet: Duration,
) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    let shared = Arc::clone(shared);
    let folders: Vec<Folder> = folders.iter().map(|folder| Folder::new(folder)).collect();
    move |event| {
        let mut pending = shared.pending.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Ok(event) if !event.need_rescan() => note(&mut pending, &folders, quiet, event),
            // What was missed is found by a walk.
            _ => pending.overrun(),
        }
        drop(pending);
        shared.changed.notify_all();
    }
}

fn note(pending: &mut Pending, folders: &[Folder], quiet: Duration, event: Event) {
    let moved_in = matches!(
        event.kind,
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both | RenameMode::Any))
    );
    if matches!(event.kind, EventKind::Access(_) | EventKind::Remove(_)) {
        return;
    }
    // Polling says of a folder that something in it has come or gone, and then what.
    let of_entries = event.kind == EventKind::Modify(ModifyKind::Metadata(MetadataKind::WriteTime));
    for path in event.paths {
        let Some((folder, below)) = folders.iter().find_map(|f| Some((f, f.below(&path)?))) else {
            continue;
        };
        if below.iter().any(is_hidden) {
            continue;
        }
        let path = folder.named.join(below);
        if path.is_dir() {
            if !of_entries {
                pending.folder(path, quiet);
            }
        } else if moved_in && path.is_file() {
            pending.complete(path);
        } else {
            pending.changed(path);
        }
    }
}
