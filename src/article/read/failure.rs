//! Why something was not read, in words that do not depend on the machine.

use std::{fmt, io};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Source;

/// What went wrong, for programs. The names are part of the record format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FailureKind {
    /// No such file or folder, or a link to nothing.
    NotFound,
    /// The user may not read it.
    Permission,
    /// The operating system could not read it.
    Io,
    /// No known format, or not a file at all.
    Format,
    /// Not text.
    Binary,
    /// Text, but not in any encoding that it could be in.
    Encoding,
    /// Broken or cut-off compressed data.
    Decompress,
    /// Nothing but white space.
    Empty,
    /// A line that is not a JSON object.
    Json,
    /// A row that does not fit the header, or a quote that never closes.
    Csv,
    /// No text field or column, or one that holds no string.
    MissingField,
    /// More bytes than an article may have.
    TooLarge,
    /// A link to a folder that it is in.
    Loop,
    /// HTML nested deeper than it may be.
    Nesting,
    /// More time than an article may take.
    Time,
    /// A fault of the program, not of the file.
    Internal,
}

impl FailureKind {
    /// The kind's name in records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Permission => "permission",
            Self::Io => "io",
            Self::Format => "format",
            Self::Binary => "binary",
            Self::Encoding => "encoding",
            Self::Decompress => "decompress",
            Self::Empty => "empty",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::MissingField => "missing_field",
            Self::TooLarge => "too_large",
            Self::Loop => "loop",
            Self::Nesting => "nesting",
            Self::Time => "time",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// An article, or a whole file, that could not be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// What was to be read, as far as it is known.
    pub r#source: Box<Source>, // raw, or thiserror would take it for the error's cause
    /// What went wrong.
    pub kind: FailureKind,
    /// What went wrong and what mends it, in one sentence, without the path.
    pub message: String,
}

/// A failure whose place is not filled in yet. Travels inside an [`io::Error`] where it comes up
/// below a [`io::Read`].
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Fault {
    pub(super) kind: FailureKind,
    pub(super) message: String,
}

impl Fault {
    pub(super) fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(super) fn too_large(what: &str, limit: u64) -> Self {
        Self::new(
            FailureKind::TooLarge,
            format!("{what} has more than {limit} bytes; raise the limit with --max-article-bytes"),
        )
    }

    /// A file that swells beyond its limit when it is decompressed.
    pub(super) fn swollen(limit: u64) -> Self {
        Self::new(
            FailureKind::TooLarge,
            format!(
                "the file has more than {limit} bytes when decompressed; raise the limit with \
                 --max-file-bytes"
            ),
        )
    }

    /// A container with more lines or rows than it may have.
    pub(super) fn too_many(items: &str, limit: u64) -> Self {
        Self::new(
            FailureKind::TooLarge,
            format!(
                "more than {limit} {items}, the rest is not read; raise the limit with --max-items"
            ),
        )
    }

    pub(super) fn at(self, source: Source) -> Failure {
        let address = ["http://", "https://"].iter().any(|scheme| source.path.starts_with(scheme));
        let message = if address && self.kind == FailureKind::NotFound {
            "an address, and wiredesk opens no connection; fetch it, as in \
             curl -sL ADDRESS | wiredesk annotate --format html -"
                .to_owned()
        } else {
            self.message
        };
        Failure { source: Box::new(source), kind: self.kind, message }
    }

    pub(super) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        if is_link_loop(&error) {
            return Self::new(
                FailureKind::Loop,
                "the link leads back to itself; remove it or mend where it points",
            );
        }
        let code = error.raw_os_error();
        match error.kind() {
            io::ErrorKind::NotFound => {
                Self::new(FailureKind::NotFound, "no such file or folder; check the path")
            }
            io::ErrorKind::PermissionDenied => Self::new(
                FailureKind::Permission,
                "not readable by this user; change its permissions or run as its owner",
            ),
            io::ErrorKind::IsADirectory => {
                Self::new(FailureKind::Io, "a folder, not a file; name the files in it")
            }
            kind => error.downcast::<Self>().unwrap_or_else(|_| {
                let code = code.map_or(String::new(), |code| format!(", system error {code}"));
                let message =
                    format!("reading failed ({kind}{code}); check the disk and try again");
                Self::new(FailureKind::Io, message)
            }),
        }
    }
}

/// Whether the system gave up on a chain of links. The standard library knows the case, but its
/// name for it is not stable yet.
fn is_link_loop(error: &io::Error) -> bool {
    let code = if cfg!(windows) {
        1921
    } else if cfg!(target_os = "linux") {
        40
    } else {
        62
    };
    error.raw_os_error() == Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_serde_writes() {
        for kind in [FailureKind::NotFound, FailureKind::MissingField, FailureKind::Loop] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }

    #[test]
    fn a_fault_survives_the_way_through_an_io_error() {
        let fault = Fault::new(FailureKind::Decompress, "broken");
        assert_eq!(Fault::from(fault.clone().into_io()), fault);
    }
}
