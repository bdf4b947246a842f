//! Everything that is in the folders, one file after the other.

use std::path::PathBuf;

use walkdir::WalkDir;

use crate::article::read::is_hidden;

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
