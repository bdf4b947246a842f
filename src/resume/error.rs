//! Why an output could not be gone on with, in words that name the file and the mend.

use std::io;
use std::path::Path;

use crate::output::SinkError;

/// An output cannot be opened, or not be gone on with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ResumeError {
    /// Its files could not be written.
    #[error(transparent)]
    Write(#[from] SinkError),
    /// Another run has it open.
    #[error(
        "{0} is being written by another run; wait until that has ended or name another --output"
    )]
    Locked(String),
    /// What is there does not go with what is asked for.
    #[error("{0}")]
    Refused(String),
    /// The state beside it could not be read or written.
    #[error(
        "the state in {folder} failed: {why}; free some space or check the disk and give the same \
         command again; deleting the folder costs only that the output is read again"
    )]
    State {
        /// Its folder.
        folder: String,
        /// What went wrong.
        why: String,
    },
    /// The output could not be read.
    #[error("reading {file} failed: {source}; check its permissions and the disk")]
    Read {
        /// Its file.
        file: String,
        /// What went wrong.
        source: io::Error,
    },
}

impl ResumeError {
    pub(super) fn state(folder: &Path, why: &dyn std::fmt::Display) -> Self {
        Self::State { folder: folder.display().to_string(), why: why.to_string() }
    }

    pub(super) fn read(file: &Path, source: io::Error) -> Self {
        Self::Read { file: file.display().to_string(), source }
    }
}
