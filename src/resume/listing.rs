//! The list of duplicates that were left out: `duplicates.tsv`, one a line.
//!
//! Columns: id, file (as a JSON string), item or nothing, format, `exact` or `near`, id of the first,
//! similarity. It grows with the output, and is as long as the last checkpoint says.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use data_encoding::HEXLOWER;
use serde::Deserialize;

use super::key::Key;
use crate::article::{Format, Source};
use crate::duplicates::Duplicate;

/// The list, open to be appended to.
#[derive(Debug)]
pub(super) struct Listing {
    file: File,
    length: u64,
    unsynced: bool,
}

impl Listing {
    /// Opens the list and cuts it to `length`.
    pub(super) fn open(path: &Path, length: u64) -> io::Result<Self> {
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        if file.metadata()?.len() < length {
            return Err(io::Error::other("the list of duplicates is shorter than it was"));
        }
        file.set_len(length)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self { file, length, unsynced: false })
    }

    /// Appends the article of a record.
    pub(super) fn add(&mut self, json: &str, duplicate: &Duplicate) -> io::Result<()> {
        #[derive(Deserialize)]
        struct Head {
            id: String,
            source: Source,
        }
        let Head { id, source } = serde_json::from_str(json)?;
        let path = serde_json::to_string(&source.path)?;
        let item = source.item.map_or(String::new(), |item| item.to_string());
        let format = source.format.map_or("", Format::name);
        let kind = if duplicate.is_exact { "exact" } else { "near" };
        let (of, share) =
            (HEXLOWER.encode(&duplicate.of), f64::from(duplicate.similarity) / 1000.0);
        let line = format!("{id}\t{path}\t{item}\t{format}\t{kind}\t{of}\t{share}\n");
        self.unsynced = true;
        if let Err(error) = self.file.write_all(line.as_bytes()) {
            // The state says how long it is, should this fail, too.
            let _ = self.file.set_len(self.length);
            let _ = self.file.seek(SeekFrom::Start(self.length));
            return Err(error);
        }
        self.length += line.len() as u64;
        Ok(())
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn sync(&mut self) -> io::Result<()> {
        if self.unsynced {
            self.file.sync_data()?;
            self.unsynced = false;
        }
        Ok(())
    }
}

/// Copies the first `length` bytes of a list and gives the keys in it.
pub(super) fn carry_over(from: &Path, to: &Path, length: u64) -> io::Result<Vec<Key>> {
    if length == 0 {
        return Ok(Vec::new());
    }
    fs::copy(from, to)?;
    let mut keys = Vec::new();
    for line in BufReader::new(File::open(to)?.take(length)).lines() {
        let line = line?;
        let mut columns = line.split('\t');
        let id = columns.next().unwrap_or_default();
        let format = columns.nth(2).and_then(|name| name.parse().ok());
        let source = Source { format, ..Source::new("") };
        keys.extend(Key::of_record(id, &source));
    }
    Ok(keys)
}
