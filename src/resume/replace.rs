//! One output takes the place of another: all of its files, or none.
//!
//! The new one is made in a folder of the state, with a database of its own. When it is whole, a
//! list of its files and of those that have to go is put beside it; from then on the move is
//! carried through, by the next run if need be.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::ResumeError;
use super::folder::{DATABASE, LISTING, StateFolder, remove};
use crate::output::folder_of;
use crate::output::growing::sync_folder;
use crate::output::parts::Names;

/// What there is to do, once the new output is whole.
const LIST: &str = "ready.json";

#[derive(Debug, Serialize, Deserialize)]
struct Move {
    /// Names of the new files.
    new: Vec<PathBuf>,
    /// Names of old files whose place none of them takes.
    old: Vec<PathBuf>,
    /// Whether there is a list of duplicates that were left out.
    lists: bool,
}

/// Puts the output `names`, which stands whole in the folder for the next one, in its place. `old`
/// are the files that stand there.
pub(super) fn replace(
    folder: &StateFolder,
    names: &Names,
    old: &[PathBuf],
) -> Result<(), ResumeError> {
    let bare = |paths: &[PathBuf]| -> Vec<PathBuf> {
        paths.iter().filter_map(|path| path.file_name().map(PathBuf::from)).collect()
    };
    let new = bare(&names.existing());
    let mut old = bare(old);
    old.retain(|name| !new.contains(name));
    let lists = folder.next().join(LISTING).exists();
    write_list(&folder.next(), &Move { new, old, lists }).map_err(|e| folder.error(&e))?;
    complete(folder)
}

fn write_list(next: &Path, list: &Move) -> io::Result<()> {
    let draft = next.join("ready.draft");
    let mut file = File::create(&draft)?;
    file.write_all(&serde_json::to_vec(list)?)?;
    file.sync_all()?;
    fs::rename(draft, next.join(LIST))?;
    sync_folder(next)
}

/// Carries a move through to its end, if there is one to be made.
pub(super) fn complete(folder: &StateFolder) -> Result<(), ResumeError> {
    move_all(folder).map_err(|e| folder.error(&e))
}

fn move_all(folder: &StateFolder) -> io::Result<()> {
    let next = folder.next();
    let list = match fs::read(next.join(LIST)) {
        Ok(list) => list,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let list = serde_json::from_slice(&list).ok();
    let is_own = |name: &PathBuf| Names::is_of(folder.output(), name);
    // It was renamed when it was whole, so one that cannot be read is somebody else's. So is one
    // that names other files, which would be overwritten or removed, wherever they are.
    let Some(Move { new, old, lists }) =
        list.filter(|Move { new, old, .. }| new.iter().chain(old).all(is_own))
    else {
        return remove(&next);
    };
    let place = folder_of(folder.output());
    for name in &new {
        move_if_there(&next.join(name), &place.join(name))?;
    }
    for name in &old {
        remove(&place.join(name))?;
    }
    sync_folder(place)?;
    let listing = folder.path().join(LISTING);
    if lists {
        move_if_there(&next.join(LISTING), &listing)?;
    } else {
        remove(&listing)?;
    }
    move_if_there(&next.join(DATABASE), &folder.database())?;
    sync_folder(folder.path())?;
    remove(&next)
}

fn move_if_there(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        // A run before this one has moved it.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        moved => moved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_other_files_moves_and_removes_nothing() {
        for name in ["", ".", "..", "../other", "other", "a-1.jsonl"] {
            let dir = tempfile::tempdir().unwrap();
            let (inside, other) = (dir.path().join("inside"), dir.path().join("other"));
            fs::create_dir(&inside).unwrap();
            let others = [other, inside.join("other"), inside.join("a-1.jsonl")];
            for other in &others {
                fs::write(other, "somebody else's").unwrap();
            }
            let folder = StateFolder::lock(&inside.join("a.jsonl")).unwrap();
            for [new, old] in [[name, "a.jsonl"], ["a.jsonl", name]] {
                fs::create_dir(folder.next()).unwrap();
                fs::write(folder.next().join("other"), "foreign").unwrap();
                let list = Move { new: vec![new.into()], old: vec![old.into()], lists: false };
                write_list(&folder.next(), &list).unwrap();
                complete(&folder).unwrap();
                assert!(!folder.next().exists());
                for other in &others {
                    assert_eq!(fs::read_to_string(other).unwrap(), "somebody else's", "{name}");
                }
            }
        }
    }
}
