//! Folders into which articles are dropped, day after day: which files are there and whole.
//!
//! A file counts as whole once it has been moved into its place, or has not changed for a while
//! ([`WatchOptions::quiet`]). Hidden files (`.name`) are passed over, as everywhere, so that a
//! writer who begins with one and renames it is never read too early. So is the state of an output.
//!
//! Memory does not grow with what is in the folders: files that wait are counted, and beyond a
//! number the folders are walked anew instead. Only polling, for file systems that tell nothing,
//! keeps a list of all files.

mod events;
mod pending;
mod walk;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use events::Events;
use walk::{Walk, is_in_state};

/// Files handed out at once.
const BATCH: usize = 256;
/// How long the folders' silence is waited out before the caller is asked whether to go on.
const PATIENCE: Duration = Duration::from_millis(200);

/// How to watch.
#[derive(Clone, Copy, Debug)]
pub struct WatchOptions {
    /// How long a file must stay as it is to count as whole.
    pub quiet: Duration,
    /// Look at the folders this often instead of having the system tell of changes.
    pub poll: Option<Duration>,
}

impl Default for WatchOptions {
    fn default() -> Self {
        Self { quiet: Duration::from_secs(2), poll: None }
    }
}

/// How often folders are looked at where the system does not tell of changes.
pub const DEFAULT_POLL: Duration = Duration::from_secs(5);

/// A folder that cannot be watched.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// It is not there.
    #[error("there is no folder {}; make it first", .0.display())]
    NoFolder(PathBuf),
    /// It is there, and no folder.
    #[error(
        "{} is a file, and folders are watched; name the one that it is in, or read it once with \
         `wiredesk annotate`",
        .0.display()
    )]
    File(PathBuf),
    /// It was there when the watch began.
    #[error("the folder {} is gone; make it again and start the watch anew", .0.display())]
    Gone(PathBuf),
    /// The system refuses.
    #[error("cannot watch {}: {why}; try --poll", folder.display())]
    Refused {
        /// The folder.
        folder: PathBuf,
        /// What it said.
        why: String,
    },
}

/// Whole files of one folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The folder, as it was named.
    pub folder: PathBuf,
    /// Files below it, in byte order.
    pub files: Vec<PathBuf>,
}

/// Folders under watch.
#[derive(Debug)]
pub struct Watch {
    folders: Vec<PathBuf>,
    quiet: Duration,
    events: Events,
    /// What is left of a walk through everything.
    walk: Option<Walk>,
    notes: Vec<String>,
}

impl Watch {
    /// Begins to watch; all files that are there already count as new.
    ///
    /// # Errors
    /// If one of `folders` is none or cannot be watched.
    pub fn open(folders: &[PathBuf], options: WatchOptions) -> Result<Self, WatchError> {
        for folder in folders {
            present(folder)?;
        }
        let (events, notes) = Events::open(folders, options)?;
        let walk = Some(Walk::new(folders));
        Ok(Self { folders: folders.to_vec(), quiet: options.quiet, events, walk, notes })
    }

    /// What a person should know of how it is watched.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Files that have become whole; `None` if none have for a moment.
    ///
    /// # Errors
    /// If a folder has gone.
    pub fn wait(&mut self) -> Result<Option<Batch>, WatchError> {
        if let Some(walk) = &mut self.walk {
            let found: Vec<PathBuf> = walk.by_ref().take(BATCH).collect();
            if found.len() < BATCH {
                self.walk = None;
            }
            let mut pending = self.events.pending();
            for path in found {
                pending.found(path, self.quiet);
            }
        } else {
            self.events.wait(PATIENCE);
        }
        let mut pending = self.events.pending();
        let ready = pending.ready(Instant::now(), self.quiet, BATCH);
        // Asked last: what is missed during a walk wants another one.
        if self.walk.is_none() && pending.take_overrun() {
            self.walk = Some(Walk::new(&self.folders));
        }
        drop(pending);
        if ready.is_empty()
            && self.walk.is_none()
            && let Some(gone) = self.folders.iter().find(|folder| !folder.is_dir())
        {
            return Err(WatchError::Gone(gone.clone()));
        }
        Ok(self.of_one_folder(ready))
    }

    /// The files below the first one's folder that may be articles; those of others are put back.
    fn of_one_folder(&mut self, ready: Vec<PathBuf>) -> Option<Batch> {
        let first = ready.first()?;
        let folder = self.folders.iter().find(|folder| first.starts_with(folder))?.clone();
        let (mut files, others): (Vec<_>, Vec<_>) =
            ready.into_iter().partition(|path| path.starts_with(&folder));
        let mut pending = self.events.pending();
        for path in others {
            pending.complete(path);
        }
        drop(pending);
        // Looked at last: a state that was begun a moment ago may not have been known for one.
        files.retain(|path| !is_in_state(&folder, path));
        (!files.is_empty()).then_some(Batch { folder, files })
    }
}

fn present(folder: &Path) -> Result<(), WatchError> {
    if folder.is_dir() {
        Ok(())
    } else if folder.exists() {
        Err(WatchError::File(folder.to_owned()))
    } else {
        Err(WatchError::NoFolder(folder.to_owned()))
    }
}
