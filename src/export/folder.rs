//! A folder of exported files: whole or not at all.
//!
//! The files are written into a folder beside the place and that is renamed when the last is whole.
//! What stands at the place is replaced only if it is empty or holds nothing but a former export.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::ExportError;

/// A folder while it is filled.
pub struct Folder {
    beside: TempDir,
    place: PathBuf,
    is_ours: fn(&Path) -> bool,
}

impl Folder {
    /// Begins a folder that is to stand at `place`. `is_ours` knows the files that a former
    /// export may have left there.
    ///
    /// # Errors
    /// [`ExportError::Refused`] if there is something else at `place`; [`ExportError::Write`] if
    /// nothing can be written beside it.
    pub fn create(place: &Path, is_ours: fn(&Path) -> bool) -> Result<Self, ExportError> {
        let name = place.display().to_string();
        let place = match fs::canonicalize(place) {
            Ok(place) => place,
            Err(error) if error.kind() == io::ErrorKind::NotFound => place.to_owned(),
            Err(error) => return Err(ExportError::writing(name)(error)),
        };
        may_be_replaced(&place, is_ours)?;
        let parent = match place.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            Some(_) => Path::new("."),
            None => return Err(ExportError::Refused(format!("{name}: choose a folder below it"))),
        };
        if !parent.is_dir() {
            let parent = parent.display();
            return Err(ExportError::Refused(format!("no folder {parent}: make it first")));
        }
        let beside = hidden(parent, place.file_name()).map_err(ExportError::writing(name))?;
        Ok(Self { beside, place, is_ours })
    }

    /// Where to write the files.
    pub fn path(&self) -> &Path {
        self.beside.path()
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    /// As [`Folder::create`]; what stood at the place is still there then.
    pub fn finish(self) -> Result<(), ExportError> {
        // Much may have happened there since.
        may_be_replaced(&self.place, self.is_ours)?;
        self.swap().map_err(ExportError::writing(self.place.display().to_string()))
    }

    fn swap(&self) -> io::Result<()> {
        if !self.place.exists() {
            return fs::rename(self.beside.path(), &self.place);
        }
        let parent = self.place.parent().unwrap_or_else(|| Path::new("."));
        let former = hidden(parent, self.place.file_name())?;
        let aside = former.path().join("former");
        fs::rename(&self.place, &aside)?;
        if let Err(error) = fs::rename(self.beside.path(), &self.place) {
            fs::rename(&aside, &self.place)?;
            return Err(error);
        }
        former.close()
    }
}

/// A new folder beside the place, which an error removes again.
fn hidden(parent: &Path, name: Option<&OsStr>) -> io::Result<TempDir> {
    let kept: String = name.unwrap_or_default().to_string_lossy().chars().take(50).collect();
    let prefix = format!(".{kept}.partial-");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(parent)
}

fn may_be_replaced(place: &Path, is_ours: fn(&Path) -> bool) -> Result<(), ExportError> {
    let name = place.display();
    let entries = match fs::read_dir(place) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            let why = format!("{name} is a file; name a folder with -o");
            return Err(ExportError::Refused(why));
        }
        Err(error) => return Err(ExportError::writing(name.to_string())(error)),
    };
    for entry in entries {
        let entry = entry.map_err(ExportError::writing(name.to_string()))?;
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !is_ours(&entry.path()) {
            let file = entry.file_name();
            let file = file.to_string_lossy();
            return Err(ExportError::Refused(format!(
                "{name} holds {file:?}, which is not from a former export: nothing was written; \
                 choose another folder with -o, or empty this one"
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(file: &Path) -> bool {
        file.ends_with("a.csv")
    }

    fn export(place: &Path, text: &str) -> Result<(), ExportError> {
        let folder = Folder::create(place, ours)?;
        fs::write(folder.path().join("a.csv"), text).unwrap();
        folder.finish()
    }

    #[test]
    fn a_former_export_is_replaced_and_nothing_else_is() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("out");
        for text in ["one", "two"] {
            export(&place, text).unwrap();
            assert_eq!(fs::read_to_string(place.join("a.csv")).unwrap(), text);
        }
        fs::write(place.join("thesis.txt"), "x").unwrap();
        let refused = export(&place, "three").unwrap_err().to_string();
        assert!(refused.contains("thesis.txt"), "{refused}");
        assert_eq!(fs::read_to_string(place.join("a.csv")).unwrap(), "two");
        fs::remove_file(place.join("thesis.txt")).unwrap();
        fs::create_dir(place.join("a")).unwrap();
        assert!(export(&place, "three").is_err(), "a folder in it");
        assert!(export(&place.join("a.csv"), "three").is_err(), "a file");
        assert!(export(&dir.path().join("none/out"), "three").is_err(), "no parent");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_is_not_finished_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::create(&dir.path().join("out"), ours).unwrap();
        fs::write(folder.path().join("a.csv"), "half").unwrap();
        drop(folder);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_came_in_the_meantime_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("out");
        let folder = Folder::create(&place, ours).unwrap();
        fs::create_dir(&place).unwrap();
        fs::write(place.join("notes"), "mine").unwrap();
        assert!(folder.finish().is_err());
        assert_eq!(fs::read_to_string(place.join("notes")).unwrap(), "mine");
    }
}
