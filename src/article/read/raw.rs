//! Lines of a file as they stand there: for files that hold no articles, such as records.

use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::failure::Fault;
use super::lines::Lines;
use super::naming::{Naming, display};
use super::open::Stream;
use super::scan::Found;

/// The lines of one file, decompressed where its bytes say so.
pub struct RawLines {
    lines: Lines<BufReader<Stream>>,
    first: bool,
}

impl RawLines {
    /// Opens a file, or standard input for `-`.
    ///
    /// # Errors
    /// What is in the way and what mends it, in one sentence, without the path.
    pub fn open(path: &Path) -> Result<Self, String> {
        let found = Found { path: path.to_owned(), folder: None, len: 0 };
        let compression = if found.is_stdin() { None } else { Naming::of(path).compression };
        let stream = Stream::open(&found, compression, Arc::new(AtomicU64::new(0)))
            .map_err(|fault| fault.message)?;
        let reader = BufReader::with_capacity(64 << 10, stream);
        Ok(Self { lines: Lines::new(reader, u64::MAX), first: true })
    }

    /// The file's name as records have it.
    pub fn name(path: &Path) -> String {
        display(path, None)
    }

    /// Puts the next line into `line`, without its line feed and, at the start of the file, without
    /// a byte-order mark. `false` at the end.
    ///
    /// # Errors
    /// As [`RawLines::open`].
    pub fn next(&mut self, line: &mut Vec<u8>) -> Result<bool, String> {
        let more = self.lines.next(line).map_err(|error| Fault::from(error).message)?;
        if std::mem::take(&mut self.first) && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
        }
        Ok(more.is_some())
    }
}
