//! Everything that is in the folders, one file after the other.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::article::read::is_hidden;
use crate::resume::is_state;

/// All files below some folders, in no certain order.
pub(super) struct Walk {
    files: Box<dyn Iterator<Item = PathBuf> + Send>,
}

impl std::fmt::Debug for Walk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Walk").finish_non_exhaustive()
    }
}

impl Walk {
    pub(super) fn new(folders: &[PathBuf]) -> Self {
        let folders = folders.to_vec();
        Self { files: Box::new(folders.into_iter().flat_map(below)) }
    }
}

impl Iterator for Walk {
    type Item = PathBuf;

    fn next(&mut self) -> Option<PathBuf> {
        self.files.next()
    }
}

/// All files below a folder that are not hidden. What cannot be looked into is passed over: it is
/// told when `annotate` reads the folder.
pub(super) fn below(folder: PathBuf) -> impl Iterator<Item = PathBuf> + Send {
    WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
}

/// Whether a file below `folder` belongs to the state of an output, whose files are no articles.
pub(super) fn is_in_state(folder: &Path, file: &Path) -> bool {
    file.ancestors().skip(1).take_while(|above| *above != folder).any(is_state)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_of_a_state_are_known_however_deep() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("old/out.jsonl.state");
        fs::create_dir_all(state.join("next")).unwrap();
        for name in ["lock", "state.redb", "next/out.jsonl"] {
            fs::write(state.join(name), "").unwrap();
            assert!(is_in_state(dir.path(), &state.join(name)), "{name}");
        }
        for other in ["out.jsonl", "old/out.jsonl", "old.state/a.txt"] {
            assert!(!is_in_state(dir.path(), &dir.path().join(other)), "{other}");
        }
        // What was named is looked into.
        assert!(!is_in_state(&state, &state.join("lock")));
    }
}
