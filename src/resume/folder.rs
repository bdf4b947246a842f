//! The folder beside an output that holds its state, and the lock on both.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::error::ResumeError;
use crate::output::SinkError;
use crate::output::folder_of;
use crate::output::growing::sync_folder;

/// The database.
pub const DATABASE: &str = "state.redb";
/// Duplicates that were left out, one a line.
pub const LISTING: &str = "duplicates.tsv";
/// The file that is locked.
const LOCK: &str = "lock";
/// Where an output is made that will take the place of another.
const NEXT: &str = "next";

/// `FILE.state` of an output FILE, locked as long as this lives.
#[derive(Debug)]
pub(super) struct StateFolder {
    path: PathBuf,
    output: PathBuf,
    /// Whether the folder was not there before.
    is_new: bool,
    _lock: File,
}

impl StateFolder {
    /// Makes the folder if need be and locks it.
    pub(super) fn lock(output: &Path) -> Result<Self, ResumeError> {
        let path = folder_for(output);
        let failed =
            |e: &std::io::Error| SinkError::create(&output.display().to_string(), output, e);
        if path.exists() && !path.is_dir() {
            return Err(ResumeError::Refused(format!(
                "{} is not a folder, but the state of {} goes there; move it away",
                path.display(),
                output.display()
            )));
        }
        let is_new = !path.is_dir();
        if is_new {
            fs::create_dir(&path).map_err(|e| failed(&e))?;
            sync_folder(folder_of(output)).map_err(|e| failed(&e))?;
        }
        let at = path.join(LOCK);
        let state = |e: &dyn std::fmt::Display| ResumeError::state(&path, e);
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&at)
            .map_err(|e| state(&e))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path, output: output.to_owned(), is_new, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(ResumeError::Locked(output.display().to_string())),
            Err(TryLockError::Error(error)) => Err(state(&error)),
        }
    }

    /// Removes the folder again if nothing came of it: an output that is somebody else's is left
    /// as it was found.
    pub(super) fn give_up(self) {
        if self.is_new && holds_only(&self.path, &[LOCK, DATABASE, LISTING]) {
            // Where that fails a state of nothing stays, which is in nobody's way.
            let _ = fs::remove_dir_all(&self.path);
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The output that this is the state of.
    pub(super) fn output(&self) -> &Path {
        &self.output
    }

    pub(super) fn database(&self) -> PathBuf {
        self.path.join(DATABASE)
    }

    /// The folder of an output that will take this one's place.
    pub(super) fn next(&self) -> PathBuf {
        self.path.join(NEXT)
    }

    pub(super) fn error(&self, why: &dyn std::fmt::Display) -> ResumeError {
        ResumeError::state(&self.path, why)
    }
}

/// The folder that holds the state of `output`: its name with `.state` behind it.
pub fn folder_for(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(".state");
    output.with_file_name(name)
}

/// Whether a folder is the state of an output, be it only begun, and so nothing to read articles
/// from.
pub fn is_state(folder: &Path) -> bool {
    folder.extension().is_some_and(|ending| ending == "state")
        && folder.join(LOCK).is_file()
        && (folder.join(DATABASE).exists()
            || folder.join(NEXT).is_dir()
            || holds_only(folder, &[LOCK]))
}

/// Whether a folder holds nothing but files of these names.
fn holds_only(folder: &Path, names: &[&str]) -> bool {
    let is_one = |entry: std::io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| names.iter().any(|name| entry.file_name() == *name))
    };
    fs::read_dir(folder).is_ok_and(|mut entries| entries.all(is_one))
}

/// Removes whatever stands there, if anything does.
pub(super) fn remove(path: &Path) -> std::io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_known_from_its_beginning() {
        let dir = tempfile::tempdir().unwrap();
        let state = folder_for(&dir.path().join("out.jsonl"));
        assert!(!is_state(&state), "nothing there yet");
        let locked = StateFolder::lock(&dir.path().join("out.jsonl")).unwrap();
        assert!(is_state(&state), "locked");
        fs::create_dir(locked.next()).unwrap();
        assert!(is_state(&state), "a first run with --rebuild");
        fs::remove_dir(locked.next()).unwrap();
        fs::write(state.join("a.txt"), "somebody's article").unwrap();
        assert!(!is_state(&state), "a folder of somebody who calls things so");
        fs::write(locked.database(), "").unwrap();
        assert!(is_state(&state), "with a database");
        locked.give_up();
        assert!(is_state(&state), "what is more than a lock stays locked up");
        fs::remove_dir_all(&state).unwrap();
        let locked = StateFolder::lock(&dir.path().join("out.jsonl")).unwrap();
        fs::write(locked.database(), "").unwrap();
        locked.give_up();
        assert!(!state.exists(), "what this run began and came to nothing");
    }
}
