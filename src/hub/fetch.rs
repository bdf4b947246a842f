//! One file from the hub to its blob, whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use super::HubError;
use super::files::Running;
use super::routes::Hub;

/// Times that a transfer which broke off is taken up again before that is given up.
const TRIES: usize = 3;

/// A file to fetch.
pub(super) struct Wanted<'a> {
    pub repository: &'a str,
    pub commit: &'a str,
    /// Path in the repository.
    pub path: &'a str,
    /// What its content must have.
    pub digest: &'a str,
    pub size: u64,
}

/// Fetches a file into `blob`, going on where an earlier try ended. `tell` is told the bytes that
/// are here.
///
/// # Errors
/// If it cannot be had, is not the one named, or finds no room.
pub(super) fn fetch(
    hub: &Hub<'_>,
    wanted: &Wanted<'_>,
    blob: &Path,
    tell: &mut dyn FnMut(u64),
) -> Result<(), HubError> {
    let part = blob.with_added_extension("incomplete");
    let mut tries = 1;
    loop {
        match attempt(hub, wanted, &part, tell) {
            Ok(()) => break,
            Err(HubError::Cut { .. }) if tries < TRIES => tries += 1,
            Err(error) => {
                // What is wrong would be wrong again; what is only short is kept.
                if matches!(error, HubError::Digest { .. } | HubError::Status { status: 416, .. }) {
                    let _ = fs::remove_file(&part);
                }
                return Err(error);
            }
        }
    }
    fs::rename(&part, blob).map_err(|source| HubError::Io { path: blob.to_owned(), source })
}

fn attempt(
    hub: &Hub<'_>,
    wanted: &Wanted<'_>,
    part: &Path,
    tell: &mut dyn FnMut(u64),
) -> Result<(), HubError> {
    let at = |source| HubError::Io { path: part.to_owned(), source };
    let answer = |why: &str| HubError::Answer { url: wanted.path.to_owned(), why: why.to_owned() };
    let new = || {
        Running::for_digest(wanted.digest, wanted.size).ok_or_else(|| answer("it names no digest"))
    };
    let mut running = new()?;
    let mut here = if part.is_file() { running.file(part).map_err(at)? } else { 0 };
    if here < wanted.size || wanted.size == 0 {
        let response = hub.file(wanted.repository, wanted.commit, wanted.path, here)?;
        let goes_on = here > 0 && response.status().as_u16() == 206;
        if !goes_on {
            (running, here) = (new()?, 0);
        }
        let mut options = OpenOptions::new();
        options.create(true).write(true).append(goes_on).truncate(!goes_on);
        let file = options.open(part).map_err(at)?;
        let reader = response.into_body().into_reader();
        here = copy(reader, file, &mut running, here, wanted, part, tell)?;
    }
    if here < wanted.size {
        return Err(HubError::Cut { file: wanted.path.to_owned(), got: here, size: wanted.size });
    }
    let found = running.finish();
    if found != wanted.digest {
        return Err(HubError::Digest {
            file: wanted.path.to_owned(),
            expected: wanted.digest.to_owned(),
            found,
        });
    }
    Ok(())
}

/// Copies what comes, and says how much is here at the end. A connection that breaks off is no
/// fault of its own: the size tells whether all came.
fn copy(
    mut from: impl Read,
    mut to: impl Write,
    running: &mut Running,
    mut here: u64,
    wanted: &Wanted<'_>,
    part: &Path,
    tell: &mut dyn FnMut(u64),
) -> Result<u64, HubError> {
    let mut buffer = vec![0; 1 << 16];
    let failed = |source: io::Error| match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => HubError::Space {
            file: wanted.path.to_owned(),
            size: wanted.size,
            folder: part.parent().unwrap_or(part).to_owned(),
        },
        _ => HubError::Io { path: part.to_owned(), source },
    };
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        to.write_all(&buffer[..read]).map_err(failed)?;
        running.update(&buffer[..read]);
        here += read as u64;
        tell(here);
    }
    to.flush().map_err(failed)?;
    Ok(here)
}

/// Writes a small file of the cache whole or not at all.
pub(super) fn write(path: &Path, text: &str) -> Result<(), HubError> {
    let at = |source| HubError::Io { path: path.to_owned(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(at)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(at)?;
    file.write_all(text.as_bytes()).map_err(at)?;
    file.persist(path).map(|_: File| ()).map_err(|error| at(error.error))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "ce013625030ba8dba906f756967f9e9ca394464a";

    fn wanted() -> Wanted<'static> {
        Wanted { repository: "o/n", commit: "c", path: "a.json", digest: DIGEST, size: 6 }
    }

    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_told_with_the_size() {
        let mut running = Running::for_digest(DIGEST, 6).unwrap();
        let part = Path::new("/cache/blobs/x.incomplete");
        let error = copy(&b"hello\n"[..], Full, &mut running, 0, &wanted(), part, &mut |_| {});
        let said = error.unwrap_err().to_string();
        assert!(said.contains("no space left in /cache/blobs for a.json (6 bytes)"), "{said}");
    }

    #[test]
    fn what_came_before_a_break_is_kept() {
        struct Breaks(bool);
        impl Read for Breaks {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    return Err(ErrorKind::ConnectionReset.into());
                }
                buffer[..3].copy_from_slice(b"hel");
                Ok(3)
            }
        }
        let mut running = Running::for_digest(DIGEST, 6).unwrap();
        let mut came = Vec::new();
        let here =
            copy(Breaks(false), &mut came, &mut running, 0, &wanted(), Path::new("x"), &mut |_| {});
        assert_eq!((here.unwrap(), &came[..]), (3, &b"hel"[..]));
    }
}
