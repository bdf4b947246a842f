//! An output that grows over many runs, in whole lines, in one file or in parts.
//!
//! Its bytes are a function of its lines alone. A plain file gets each line as it comes. A
//! compressed one gets whole frames; the lines of the frame that is still open are kept in memory
//! and, by whoever keeps the state, on disk, and stand in the file as a short last frame whenever the
//! output is [settled](Growing::settle).

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::SinkError;
use super::folder_of;
use super::pack::{FRAME, Packing};
use super::parts::{Limits, Names};
use crate::model::bundle::hex;

/// How far an output has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Position {
    /// Number of the last part, from 1.
    pub part: u32,
    /// Lines in it, those of the open frame included.
    pub lines: u64,
    /// Their bytes before compression.
    pub bytes: u64,
    /// Bytes of its file that will not change any more: all of a plain one, the closed frames of a
    /// compressed one.
    pub stored: u64,
}

impl Position {
    pub(crate) const START: Self = Self { part: 1, lines: 0, bytes: 0, stored: 0 };
}

/// Lines of the open frame that the state does not have yet.
#[derive(Debug)]
pub(crate) struct Unsaved<'a> {
    /// Whether what the state has is of a frame that is closed now.
    pub replaces: bool,
    pub lines: &'a [u8],
}

/// The output, open to be written to.
#[derive(Debug)]
pub(crate) struct Growing {
    names: Names,
    limits: Limits,
    packing: Packing,
    /// Of the last part, at the end of what is stored.
    file: File,
    at: Position,
    /// Where the file ends: past what is stored, where a short frame stands there.
    end: u64,
    /// Lines of the open frame; always empty for a plain output.
    open: Vec<u8>,
    /// How many bytes of `open` the state has; `None` if it has an older frame.
    saved: Option<usize>,
    /// Whether something was written since the last sync.
    unsynced: bool,
}

impl Growing {
    /// Opens the output at a place where it has been, with the lines of the frame that was open.
    /// What stands in the file behind that place stays until something else is written there.
    pub(crate) fn open(
        names: Names,
        limits: Limits,
        at: Position,
        open: Vec<u8>,
    ) -> Result<Self, SinkError> {
        let path = names.part(at.part);
        let packing = Packing::of(&path);
        let (file, end) = open_file(&path, at.stored)
            .map_err(|e| SinkError::create(&path.display().to_string(), &path, &e))?;
        let saved = Some(open.len());
        Ok(Self { names, limits, packing, file, at, end, open, saved, unsynced: false })
    }

    /// Takes up the lines of the open frame, where they were read out of the file.
    pub(crate) fn reopen(&mut self, lines: Vec<u8>) {
        (self.open, self.saved) = (lines, None);
    }

    pub(crate) fn position(&self) -> &Position {
        &self.at
    }

    /// The file of the last part, in messages.
    fn name(&self) -> String {
        self.names.part(self.at.part).display().to_string()
    }

    fn failed(&self, error: &io::Error) -> SinkError {
        SinkError::grow(&self.name(), error)
    }

    /// Cuts off, or in a compressed file writes anew, what stands behind the place at which the
    /// output goes on, unless that is its open frame or the beginning of it. Gives the number of
    /// bytes that were in the way.
    pub(crate) fn mend(&mut self) -> Result<u64, SinkError> {
        let behind = self.end - self.at.stored;
        if behind == 0 || self.is_open_frame().map_err(|e| self.failed(&e))? {
            return Ok(0);
        }
        if self.packing == Packing::Plain {
            self.cut().map_err(|e| self.failed(&e))?;
        } else {
            self.settle()?;
        }
        Ok(behind)
    }

    /// Whether the bytes behind the closed frames are one frame of lines that are open.
    fn is_open_frame(&mut self) -> io::Result<bool> {
        if self.packing == Packing::Plain {
            return Ok(false);
        }
        let mut behind = Vec::new();
        self.file.read_to_end(&mut behind)?;
        self.file.seek(SeekFrom::Start(self.at.stored))?;
        let mut rest = &behind[..];
        let mut lines = Vec::new();
        let read = self.packing.unframe(&mut rest, |frame| frame.read_to_end(&mut lines))?;
        Ok(read.is_ok() && rest.is_empty() && self.open.starts_with(&lines))
    }

    /// Appends one line, its line feed included.
    pub(crate) fn append(&mut self, line: &[u8]) -> Result<(), SinkError> {
        let Position { lines, bytes, .. } = self.at;
        if self.limits.is_full(lines, bytes, line.len() as u64) {
            self.next_part()?;
        }
        if self.packing == Packing::Plain {
            self.store(line)?;
        } else {
            let before = self.open.len();
            self.open.extend_from_slice(line);
            if self.open.len() >= FRAME
                && let Err(error) = self.close_frame()
            {
                self.open.truncate(before);
                return Err(error);
            }
        }
        self.at.lines += 1;
        self.at.bytes += line.len() as u64;
        Ok(())
    }

    fn close_frame(&mut self) -> Result<(), SinkError> {
        let frame = self.packing.frame(&self.open).map_err(|e| self.failed(&e))?;
        self.store(&frame)?;
        self.open.clear();
        self.saved = None;
        Ok(())
    }

    fn next_part(&mut self) -> Result<(), SinkError> {
        if !self.open.is_empty() {
            self.close_frame()?;
        }
        self.sync()?;
        let part = self.at.part + 1;
        let path = self.names.part(part);
        let create = |e| SinkError::create(&path.display().to_string(), &path, &e);
        let (file, end) = open_file(&path, 0).map_err(create)?;
        (self.file, self.end, self.unsynced) = (file, end, true);
        self.at = Position { part, ..Position::START };
        // What a run that was broken off has left under this name.
        self.cut().map_err(|e| self.failed(&e))
    }

    /// Writes bytes that stay. If that fails, none of them are there.
    fn store(&mut self, bytes: &[u8]) -> Result<(), SinkError> {
        self.put(bytes)?;
        self.at.stored += bytes.len() as u64;
        Ok(())
    }

    /// Writes `bytes` behind what is stored, and nothing stands behind them.
    fn put(&mut self, bytes: &[u8]) -> Result<(), SinkError> {
        self.unsynced = true;
        let end = self.at.stored + bytes.len() as u64;
        let written = self
            .file
            .write_all(bytes)
            .and_then(|()| if self.end > end { self.file.set_len(end) } else { Ok(()) });
        if let Err(error) = written {
            // Both can only fail on a disk that is past helping; the state knows where to cut.
            let _ = self.cut();
            return Err(self.failed(&error));
        }
        self.end = end;
        Ok(())
    }

    fn cut(&mut self) -> io::Result<()> {
        self.file.set_len(self.at.stored)?;
        self.end = self.at.stored;
        self.file.seek(SeekFrom::Start(self.at.stored)).map(drop)
    }

    /// Sees to it that what was written survives a loss of power.
    pub(crate) fn sync(&mut self) -> Result<(), SinkError> {
        if !self.unsynced {
            return Ok(());
        }
        let synced = self.file.sync_data().and_then(|()| {
            // A new file also needs its name.
            sync_folder(folder_of(self.names.base()))
        });
        synced.map_err(|e| self.failed(&e))?;
        self.unsynced = false;
        Ok(())
    }

    /// Puts everything into the file, the open frame as a short one, and syncs. Gives the length of
    /// the file. More lines can follow: they take the short frame's place.
    pub(crate) fn settle(&mut self) -> Result<u64, SinkError> {
        // An empty file is no gzip and no zstd file.
        if self.packing != Packing::Plain && (!self.open.is_empty() || self.at.stored == 0) {
            let frame = self.packing.frame(&self.open).map_err(|e| self.failed(&e))?;
            self.put(&frame)?;
            self.file.seek(SeekFrom::Start(self.at.stored)).map_err(|e| self.failed(&e))?;
        } else if self.end > self.at.stored {
            self.cut().map_err(|e| self.failed(&e))?;
        }
        self.sync()?;
        Ok(self.end)
    }

    /// The lines of the open frame that are to be saved in the state.
    pub(crate) fn unsaved(&self) -> Unsaved<'_> {
        let from = self.saved.unwrap_or(0);
        Unsaved { replaces: self.saved.is_none(), lines: &self.open[from..] }
    }

    /// The state has them now.
    pub(crate) fn mark_saved(&mut self) {
        self.saved = Some(self.open.len());
    }

    /// A digest of the last bytes that are stored, to see later whether the file is still the same.
    pub(crate) fn tail_digest(&mut self) -> Result<String, SinkError> {
        let digest = tail_digest(&mut self.file, self.at.stored);
        digest.map_err(|e| self.failed(&e))
    }
}

fn open_file(path: &Path, stored: u64) -> io::Result<(File, u64)> {
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    let end = file.metadata()?.len();
    file.seek(SeekFrom::Start(stored))?;
    Ok((file, end.max(stored)))
}

/// How many bytes [`tail_digest`] looks at.
const TAIL: u64 = 4096;

/// SHA-256 of the last bytes before `end`; the file is at `end` afterwards.
pub(crate) fn tail_digest(file: &mut File, end: u64) -> io::Result<String> {
    let from = end.saturating_sub(TAIL);
    file.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    Read::by_ref(file).take(end - from).read_to_end(&mut tail)?;
    file.seek(SeekFrom::Start(end))?;
    Ok(hex(&tail))
}

/// Sees to it that the names in a folder survive a loss of power.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::num::NonZeroU64;
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;

    fn names(dir: &tempfile::TempDir, name: &str, limits: Limits) -> Names {
        Names::new(&dir.path().join(name), limits)
    }

    /// Writes `lines` in runs that end after the numbers of lines in `stops`, and gives the bytes of
    /// every part.
    fn written(name: &str, limits: Limits, lines: &[Vec<u8>], stops: &[usize]) -> Vec<Vec<u8>> {
        let dir = tempfile::tempdir().unwrap();
        let names = names(&dir, name, limits);
        let mut at = Position::START;
        let mut open = Vec::new();
        let mut from = 0;
        for to in stops.iter().copied().chain([lines.len()]) {
            let mut out = Growing::open(names.clone(), limits, at, open).unwrap();
            for line in &lines[from..to.max(from)] {
                out.append(line).unwrap();
            }
            from = to.max(from);
            out.settle().unwrap();
            (at, open) = (out.at.clone(), out.open.clone());
        }
        names.existing().iter().map(|path: &PathBuf| fs::read(path).unwrap()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn bytes_depend_on_the_lines_alone(
            lengths in prop::collection::vec(0_usize..400_000, 0..12),
            mut stops in prop::collection::vec(0_usize..12, 0..4),
            at_most in prop::option::of(1_u64..5),
        ) {
            let lines: Vec<Vec<u8>> = lengths.iter().enumerate().map(|(n, length)| {
                let mut line = vec![b'a' + u8::try_from(n).unwrap(); *length];
                line.push(b'\n');
                line
            }).collect();
            for stop in &mut stops {
                *stop = (*stop).min(lines.len());
            }
            stops.sort_unstable();
            let limits = Limits { lines: at_most.and_then(NonZeroU64::new), bytes: None };
            for name in ["a", "a.gz", "a.zst"] {
                let once = written(name, limits, &lines, &[]);
                prop_assert!(written(name, limits, &lines, &stops) == once);
                let mut unpacked = Vec::new();
                for part in &once {
                    let mut rest = &part[..];
                    while !rest.is_empty() {
                        let packing = Packing::of(Path::new(name));
                        packing.unframe(&mut rest, |f| f.read_to_end(&mut unpacked)).unwrap().unwrap();
                    }
                }
                prop_assert!(unpacked == lines.concat());
            }
        }
    }

    #[test]
    fn what_stands_behind_the_place_is_mended() {
        for name in ["a", "a.gz", "a.zst"] {
            let dir = tempfile::tempdir().unwrap();
            let names = names(&dir, name, Limits::default());
            let path = names.part(1);
            let open = || Growing::open(names.clone(), Limits::default(), Position::START, vec![]);
            let mut out = open().unwrap();
            out.append(b"one\n").unwrap();
            let at = out.at.clone();
            let frame = out.open.clone();
            let end = out.settle().unwrap();
            assert_eq!(fs::metadata(&path).unwrap().len(), end);
            let whole = fs::read(&path).unwrap();
            fs::write(&path, [&whole[..], b"torn"].concat()).unwrap();
            let mut out = Growing::open(names.clone(), Limits::default(), at, frame).unwrap();
            assert!(out.mend().unwrap() >= 4);
            assert_eq!(out.mend().unwrap(), 0);
            assert_eq!(fs::read(&path).unwrap(), whole);
        }
    }
}
