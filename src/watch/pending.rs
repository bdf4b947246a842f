//! Files that may still be written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::walk::below;

/// Most files that wait. Beyond this they are found again by a walk.
const MOST: usize = 50_000;

/// What a file looked like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    length: u64,
    modified: Option<SystemTime>,
}

impl Look {
    /// `None` if there is no regular file.
    fn at(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self { length: about.len(), modified: about.modified().ok() })
    }
}

#[derive(Debug)]
enum State {
    /// Nothing more is to come.
    Whole,
    /// As it was at that instant.
    Seen(Instant, Option<Look>),
    /// A folder that came at that instant.
    Folder(Instant),
}

/// The files that wait, by path.
#[derive(Debug, Default)]
pub(super) struct Pending {
    files: BTreeMap<PathBuf, State>,
    overrun: bool,
}

impl Pending {
    /// A file was made or written to.
    pub(super) fn changed(&mut self, path: PathBuf) {
        let look = Look::at(&path);
        self.put(path, State::Seen(Instant::now(), look));
    }

    /// A file was moved into its place.
    pub(super) fn complete(&mut self, path: PathBuf) {
        self.put(path, State::Whole);
    }

    /// A folder was made or moved in. What came into it before the system began to tell of it has to
    /// be looked for, now and again when that has surely begun.
    pub(super) fn folder(&mut self, path: PathBuf, quiet: Duration) {
        self.look_into(path.clone(), quiet);
        self.put(path, State::Folder(Instant::now()));
    }

    fn look_into(&mut self, folder: PathBuf, quiet: Duration) {
        for file in below(folder) {
            self.found(file, quiet);
        }
    }

    /// A file was found on a walk: whole if it has not been written to for `quiet`.
    pub(super) fn found(&mut self, path: PathBuf, quiet: Duration) {
        let Some(look) = Look::at(&path) else { return };
        let age = look.modified.and_then(|modified| modified.elapsed().ok());
        if age.is_some_and(|age| age >= quiet) {
            self.complete(path);
        } else {
            self.put(path, State::Seen(Instant::now(), Some(look)));
        }
    }

    fn put(&mut self, path: PathBuf, state: State) {
        if self.files.len() < MOST || self.files.contains_key(&path) {
            self.files.insert(path, state);
        } else {
            self.overrun = true;
        }
    }

    /// Something was missed: too much was going on.
    pub(super) fn overrun(&mut self) {
        self.overrun = true;
    }

    /// Whether something was missed since this was last asked.
    pub(super) fn take_overrun(&mut self) -> bool {
        std::mem::take(&mut self.overrun)
    }

    /// Takes out up to `most` files that are whole at `now`, in byte order; forgets those that have
    /// gone.
    pub(super) fn ready(&mut self, now: Instant, quiet: Duration, most: usize) -> Vec<PathBuf> {
        let mut ready = Vec::new();
        let mut folders = Vec::new();
        self.files.retain(|path, state| match state {
            State::Folder(since) => {
                let early = now.saturating_duration_since(*since) < quiet;
                if !early {
                    folders.push(path.clone());
                }
                early
            }
            _ if ready.len() == most => true,
            State::Whole => {
                ready.extend(Look::at(path).map(|_| path.clone()));
                false
            }
            State::Seen(since, look) => {
                if now.saturating_duration_since(*since) < quiet {
                    return true;
                }
                let Some(new) = Look::at(path) else { return false };
                if *look == Some(new) {
                    ready.push(path.clone());
                    return false;
                }
                *state = State::Seen(now, Some(new));
                true
            }
        });
        for folder in folders {
            self.look_into(folder, quiet);
        }
        // Paths themselves are ordered folder by folder.
        ready
            .sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
        ready
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUIET: Duration = Duration::from_secs(2);

    #[test]
    fn a_file_waits_until_it_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "one").unwrap();
        let mut pending = Pending::default();
        pending.changed(path.clone());
        let start = Instant::now();
        assert!(pending.ready(start, QUIET, 9).is_empty());
        fs::write(&path, "one and two").unwrap();
        assert!(pending.ready(start + QUIET, QUIET, 9).is_empty(), "it has grown");
        assert!(pending.ready(start + QUIET + QUIET / 2, QUIET, 9).is_empty());
        assert_eq!(pending.ready(start + 2 * QUIET, QUIET, 9), [path]);
        assert!(pending.ready(start + 9 * QUIET, QUIET, 9).is_empty(), "handed out once");
    }

    #[test]
    fn a_file_moved_in_is_whole_and_one_moved_away_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "one").unwrap();
        let mut pending = Pending::default();
        pending.complete(path.clone());
        pending.changed(folder.path().join("gone.txt"));
        pending.complete(folder.path().join("moved-on.txt"));
        let now = Instant::now();
        assert_eq!(pending.ready(now, QUIET, 9), [path]);
        assert!(pending.ready(now + QUIET, QUIET, 9).is_empty());
        assert!(pending.files.is_empty());
    }

    #[test]
    fn files_come_in_byte_order() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["a-b.txt", "a.txt", "a/b.txt", "a0.txt"].map(|name| folder.path().join(name));
        fs::create_dir(folder.path().join("a")).unwrap();
        let mut pending = Pending::default();
        for path in &paths {
            fs::write(path, "one").unwrap();
            pending.complete(path.clone());
        }
        assert_eq!(pending.ready(Instant::now(), QUIET, 9), paths);
    }

    #[test]
    fn a_new_folder_is_looked_into_twice() {
        let folder = tempfile::tempdir().unwrap();
        let mut pending = Pending::default();
        pending.folder(folder.path().to_owned(), QUIET);
        // Before the system tells of what happens in it.
        let path = folder.path().join("a.txt");
        fs::write(&path, "one").unwrap();
        let now = Instant::now();
        assert!(pending.ready(now + QUIET, QUIET, 9).is_empty(), "just found");
        assert_eq!(pending.ready(now + 2 * QUIET, QUIET, 9), [path]);
    }

    #[test]
    fn no_more_are_held_than_fit() {
        let mut pending = Pending::default();
        (0..=MOST).for_each(|at| pending.complete(at.to_string().into()));
        assert_eq!(pending.files.len(), MOST);
        assert!(pending.take_overrun());
        assert!(!pending.take_overrun());
    }
}
