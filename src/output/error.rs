//! Why records could not be written, in words that name the file and what mends it.

use std::io;
use std::path::Path;

use super::folder_of;

/// Writing failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SinkError {
    /// Whoever read the output has stopped: no fault, and time to end.
    #[error("standard output was closed by its reader before all records were written")]
    ClosedPipe,
    /// Anything else.
    #[error("{message}")]
    Failed {
        /// Which file, what happened and what mends it, in one sentence.
        message: String,
    },
}

impl SinkError {
    fn failed(message: String) -> Self {
        Self::Failed { message }
    }

    /// The target could not be opened.
    pub(crate) fn create(name: &str, path: &Path, error: &io::Error) -> Self {
        let folder = folder_of(path);
        Self::failed(match error.kind() {
            io::ErrorKind::IsADirectory => {
                format!("cannot write {name}: it is a folder; name a file in it with --output")
            }
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory if !folder.is_dir() => format!(
                "cannot write {name}: there is no folder {}; make it first",
                folder.display()
            ),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => format!(
                "cannot write {name}: the file or its folder is write-protected; change its \
                 permissions or choose another place with --output"
            ),
            _ => format!(
                "cannot write {name}: {}; choose another place with --output",
                described(error)
            ),
        })
    }

    /// Bytes could not be written, or the file not put in its place.
    pub(super) fn write(name: &str, error: &io::Error) -> Self {
        let mend = match error.kind() {
            io::ErrorKind::BrokenPipe => return Self::ClosedPipe,
            io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
                "it cannot be replaced, so write to standard output and redirect that"
            }
            _ if is_full(error) => "free some space or choose another place with --output",
            _ => "check the disk or choose another place with --output",
        };
        Self::failed(format!("writing {name} failed: {}; {mend}", described(error)))
    }

    /// A file that grows could not be written to. What it had stays.
    pub(crate) fn grow(name: &str, error: &io::Error) -> Self {
        let mend = if is_full(error) { "free some space" } else { "check the disk" };
        Self::failed(format!(
            "writing {name} failed: {}; {mend} and give the same command again: it goes on where \
             this run ended",
            described(error)
        ))
    }

    /// A record is not JSON.
    pub(super) fn record(name: &str, error: &serde_json::Error) -> Self {
        Self::failed(format!("writing {name} failed: a record is not JSON ({error})"))
    }

    /// Something was to be written after an error.
    pub(super) fn ended(name: &str) -> Self {
        Self::failed(format!("writing {name} failed before; run again"))
    }
}

/// Whether there is no more space, or none that this user may have.
fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

/// The same words on every system, and its own number where there is one.
fn described(error: &io::Error) -> String {
    match (error.kind(), error.raw_os_error()) {
        (kind, Some(code)) => format!("{kind} (system error {code})"),
        (io::ErrorKind::Other, None) => error.to_string(),
        (kind, None) => kind.to_string(),
    }
}
