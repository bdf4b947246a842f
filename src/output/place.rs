//! What stands where the output is to go.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// What a path leads to, links followed.
#[derive(Debug, PartialEq)]
pub(super) enum Place {
    /// Standard output under another name.
    Stdout,
    /// A pipe, a device, or an open descriptor by its number.
    Special(PathBuf),
    /// A file.
    File(PathBuf),
    /// Nothing yet.
    Free(PathBuf),
}

impl Place {
    /// Finds out. A folder is an error.
    pub(super) fn find(path: &Path) -> io::Result<Self> {
        let mut path = path.to_owned();
        // As many links as Linux follows.
        for _ in 0..40 {
            if is_descriptor(&path) {
                let is_stdout = path.ends_with("stdout") || path.ends_with("fd/1");
                return Ok(if is_stdout { Self::Stdout } else { Self::Special(path) });
            }
            let kind = match fs::symlink_metadata(&path) {
                Ok(about) => about.file_type(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return if ends_as_folder(&path) {
                        Err(io::ErrorKind::IsADirectory.into())
                    } else {
                        Ok(Self::Free(path))
                    };
                }
                Err(error) => return Err(error),
            };
            if kind.is_symlink() {
                let target = fs::read_link(&path)?;
                path.pop();
                path.push(target);
            } else if kind.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            } else if kind.is_file() {
                return Ok(Self::File(path));
            } else {
                return Ok(Self::Special(path));
            }
        }
        Err(io::Error::other("links that lead back to themselves"))
    }
}

/// Whether the path names what the process has open already. Following such a name further would
/// end at a file, and replacing that would lose what others write to it.
fn is_descriptor(path: &Path) -> bool {
    ["/dev/stdout", "/dev/stderr"].iter().any(|name| path == Path::new(name))
        || ["/dev/fd", "/proc/self/fd"]
            .iter()
            .any(|folder| path.parent() == Some(Path::new(folder)))
}

fn ends_as_folder(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    bytes.is_empty() || bytes.ends_with(b"/") || path.file_name().is_none()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_followed_up_to_what_must_not_be_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at("file"), "").unwrap();
        symlink("file", at("one")).unwrap();
        symlink(at("one"), at("two")).unwrap();
        symlink("/dev/stdout", at("out")).unwrap();
        symlink("nothing", at("free")).unwrap();
        symlink("loop", at("loop")).unwrap();
        assert_eq!(Place::find(&at("two")).unwrap(), Place::File(at("file")));
        assert_eq!(Place::find(&at("out")).unwrap(), Place::Stdout);
        assert_eq!(Place::find(&at("free")).unwrap(), Place::Free(at("nothing")));
        assert!(Place::find(&at("loop")).is_err());
        assert!(Place::find(dir.path()).is_err());
        assert!(Place::find(&at("none/")).is_err());
        assert!(Place::find(Path::new("")).is_err());
        let full = Path::new("/dev/full");
        assert_eq!(Place::find(full).unwrap(), Place::Special(full.to_owned()));
        let third = Path::new("/dev/fd/3");
        assert_eq!(Place::find(third).unwrap(), Place::Special(third.to_owned()));
    }
}
