//! Records in other forms: tables for databases and notebooks, and the exchange formats of the
//! field.
//!
//! [`records`] reads what `annotate` wrote, line by line; each format then has a module of its own
//! and writes as it reads, so that memory does not grow with the number of articles. A line that is
//! no record is told, counted and, in tables, a row of `errors`; a file that cannot be read ends the
//! export, and what stood in its place stays.

pub mod brat;
pub mod conll;
pub mod folder;
pub mod records;
pub mod stix;
pub mod tables;
pub mod web_annotation;

use std::io;

/// Why an export came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Something could not be written.
    #[error("{}", unwritten(what, source))]
    Write {
        /// The file or folder.
        what: String,
        /// Why.
        source: io::Error,
    },
    /// What stands at the place is not to be touched.
    #[error("{0}")]
    Refused(String),
    /// A file of records cannot be opened, or breaks off.
    #[error("{place}: {message}; the export was given up")]
    Input {
        /// The file, and the line at which it breaks off.
        place: String,
        /// Why, and the mend.
        message: String,
    },
    /// There are lines, and none of them is a record.
    #[error(
        "no line is a record, so the export was given up; give files that `wiredesk annotate` of \
         this version wrote"
    )]
    NoRecord,
    /// There are many lines, and none of so many first ones is a record.
    #[error(
        "none of the first {0} lines is a record, so the export was given up; give files that \
         `wiredesk annotate` of this version wrote"
    )]
    NoRecordAmong(usize),
    /// There is no line at all, as where the command before a pipe failed.
    #[error(
        "no record came, so there is nothing to export; look whether `wiredesk annotate` was \
         carried out"
    )]
    Nothing,
    /// The format has no place for any of the records.
    #[error("none of the records has a place in the export, so it was given up: {0}")]
    AllLeftOut(String),
    /// It was asked to stop, see [`records::Records::until`].
    #[error("stopped before the end")]
    Stopped,
    /// A file could not be written.
    #[error(transparent)]
    Sink(#[from] crate::output::SinkError),
    /// The program was built without what the format needs.
    #[error(
        "this wiredesk was built without {0}: build it with `cargo build --release --features \
         tables`, or export to csv"
    )]
    NotBuilt(&'static str),
}

impl ExportError {
    /// For `map_err`: names what was written.
    pub(crate) fn writing(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Write { what: what.into(), source }
    }
}

/// Why `what` could not be written, without the names of files that stand in for it meanwhile.
fn unwritten(what: &str, error: &io::Error) -> String {
    let why = match (error.kind(), error.raw_os_error()) {
        (io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem, _) => {
            return format!(
                "cannot write {what}: it or its folder is write-protected; change its permissions \
                 or choose another place with -o"
            );
        }
        (kind, Some(code)) => format!("{kind} (system error {code})"),
        (io::ErrorKind::Other, None) => error.to_string(),
        (kind, None) => kind.to_string(),
    };
    let mend = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space",
        _ => "check the disk",
    };
    format!("writing {what} failed: {why}; {mend} or choose another place with -o")
}

/// What went into an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Annotated articles.
    pub articles: u64,
    /// Error records.
    pub failed: u64,
    /// Lines that are no records.
    pub unreadable: u64,
    /// Records that the format has no place for: each kind is in the remarks.
    pub left_out: u64,
    /// What the format could not hold, and where it is told: a sentence each.
    pub remarks: Vec<String>,
}

impl Tally {
    /// Counts one item.
    pub(crate) fn count(&mut self, item: &records::Item) {
        match &item.content {
            Ok(line) if line.is_error() => self.failed += 1,
            Ok(_) => self.articles += 1,
            Err(_) => self.unreadable += 1,
        }
    }

    /// Whether there is anything to keep.
    ///
    /// # Errors
    /// If everything that came was left out: what stood there before is worth more.
    pub(crate) fn anything(&self, textless: u64) -> Result<(), ExportError> {
        if self.articles > textless || self.articles == 0 && self.failed == 0 {
            return Ok(());
        }
        Err(ExportError::AllLeftOut(self.remarks.join("; ")))
    }

    /// Error records have no place in `format`: says so.
    pub(crate) fn failed_left_out(&mut self, format: &str) {
        let failed = self.failed;
        if failed > 0 {
            self.left_out += failed;
            self.remarks.push(format!(
                "error records left out: {failed}; {format} has no place for an article that could \
                 not be read"
            ));
        }
    }

    /// Records without their text have no place in `format`: says so.
    pub(crate) fn textless_left_out(&mut self, count: u64, format: &str) {
        if count > 0 {
            self.left_out += count;
            self.remarks.push(format!(
                "records left out: {count}; {format} needs the text, so annotate without --no-text"
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_is_told_by_its_own_name() {
        let dir = tempfile::tempdir().unwrap();
        // As `tempfile` tells of a file below a path, a name of its own included.
        let below = dir.path().join("none");
        let error = tempfile::Builder::new().prefix(".t.partial-").tempdir_in(&below).unwrap_err();
        let told = ExportError::writing("out/t")(error).to_string();
        assert!(told.starts_with("writing out/t failed: ") && !told.contains("partial"), "{told}");
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let told = ExportError::writing("out/t")(denied).to_string();
        assert!(told.contains("out/t: it or its folder is write-protected"), "{told}");
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert!(ExportError::writing("out/t")(full).to_string().contains("free some space"));
    }
}
