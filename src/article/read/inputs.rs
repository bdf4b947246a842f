//! The stream of articles: one file after the other, one item after the other.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::bounded::Bounded;
use super::container;
use super::csv::CsvRows;
use super::failure::{Failure, Fault};
use super::guess;
use super::jsonl::JsonLines;
use super::naming::Naming;
use super::open::Stream;
use super::scan::{Entry, Found, Scan, scan, some_below};
use super::single;
use super::{Document, Format, ReadOptions, Source};

type Items = Box<dyn Iterator<Item = Result<Document, Failure>> + Send>;

/// What the user named, ready to be read: an iterator over its articles and over what could not be
/// read, in order. Files are opened when their turn comes.
pub struct Inputs {
    entries: std::vec::IntoIter<Entry>,
    options: ReadOptions,
    files: usize,
    excluded: usize,
    total_bytes: u64,
    bytes_done: Arc<AtomicU64>,
    /// The open container, and [`Inputs::bytes_done`] when it is done.
    open: Option<(Items, u64)>,
}

impl Inputs {
    /// Finds the files behind `paths`: files, folders to be walked, and `-` for standard input.
    /// A path that cannot be followed is a [`Failure`] in the stream, in its place.
    ///
    /// A folder gives its files in byte order of the path below it. Links are followed, hidden
    /// files and folders (`.name`) passed over unless named in `paths`, and so is the file that
    /// standard output goes to, which is a failure where it is named. What
    /// [`ReadOptions::exclude`] fits is left out and counted. What two paths lead to is read twice.
    /// Standard input and a named file whose name says no format have the one that their first
    /// characters show: JSON lines, HTML, else plain text.
    pub fn scan(paths: &[PathBuf], options: ReadOptions) -> Self {
        Self::new(scan(paths, &options.exclude), options)
    }

    /// Some files below a folder, each as [`Inputs::scan`] would give it if it walked the folder.
    pub fn below(folder: &Path, files: Vec<PathBuf>, options: ReadOptions) -> Self {
        Self::new(some_below(folder, files, &options.exclude), options)
    }

    fn new(scan: Scan, options: ReadOptions) -> Self {
        let Scan { entries, excluded } = scan;
        let found = || entries.iter().flatten();
        Self {
            files: found().count(),
            excluded,
            total_bytes: found().map(|found| found.len).sum(),
            entries: entries.into_iter(),
            options,
            bytes_done: Arc::new(AtomicU64::new(0)),
            open: None,
        }
    }

    /// How many files there are to read.
    pub fn files(&self) -> usize {
        self.files
    }

    /// Whether there is nothing to read, nor anything that stands in the way of it.
    pub fn is_empty(&self) -> bool {
        self.entries.len() == 0 && self.open.is_none()
    }

    /// How many files [`ReadOptions::exclude`] leaves out.
    pub fn excluded(&self) -> usize {
        self.excluded
    }

    /// How many bytes they have as stored. Standard input and pipes count as none.
    pub fn total_bytes(&self) -> u64 {
        self.total_bytes
    }

    /// How many bytes have been read as stored: comes to [`Inputs::total_bytes`] at the end, except
    /// for standard input and pipes. Shared, for showing progress from elsewhere.
    pub fn bytes_done(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes_done)
    }

    fn set_done(&self, bytes: u64) {
        self.bytes_done.store(bytes, Ordering::Relaxed);
    }

    /// Opens a file: its one article, or `None` and the container's articles in `open`.
    fn start(&mut self, found: &Found) -> Option<Result<Document, Failure>> {
        let before = self.bytes_done.load(Ordering::Relaxed);
        let after = before.saturating_add(found.len);
        let mut source = Source::new(found.name());
        match self.begin(found, &mut source) {
            Ok(Begun::Single(article)) => {
                if found.len > 0 {
                    self.set_done(after);
                }
                Some(article)
            }
            Ok(Begun::Container(items)) => {
                self.open = Some((items, after));
                None
            }
            Err(fault) => {
                if found.len > 0 {
                    self.set_done(after);
                }
                Some(Err(fault.at(source)))
            }
        }
    }

    fn begin(&self, found: &Found, source: &mut Source) -> Result<Begun, Fault> {
        let options = &self.options;
        let is_stdin = found.is_stdin();
        let naming = if is_stdin {
            Naming { compression: None, ending: None }
        } else {
            Naming::of(&found.path)
        };
        let format = naming.format(options.format, found.folder.is_none())?;
        source.format = format;
        let stream = Stream::open(found, naming.compression, Arc::clone(&self.bytes_done))?;
        let mut stream = stream.bounded(options.max_file_bytes);
        let format = match format {
            Some(format) => format,
            None => guess::format(stream.head(guess::REACH), options.encoding)?,
        };
        source.format = Some(format);
        if !matches!(format, Format::Jsonl | Format::Csv) {
            let source = source.clone();
            return Ok(Begun::Single(single::read(stream, found.len, format, source, options)));
        }
        let (bytes, items) = container::ready(stream, options.encoding)?;
        let file = source.clone();
        let limit = options.max_items;
        Ok(Begun::Container(if format == Format::Jsonl {
            let lines = JsonLines::new(bytes, items, file.clone(), options);
            Box::new(Bounded::new(lines, file, limit))
        } else {
            let rows = CsvRows::new(bytes, items, file.clone(), options);
            Box::new(Bounded::new(rows, file, limit))
        }))
    }
}

/// A file that was opened.
enum Begun {
    Single(Result<Document, Failure>),
    Container(Items),
}

impl Iterator for Inputs {
    type Item = Result<Document, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((items, after)) = &mut self.open {
                if let Some(item) = items.next() {
                    return Some(item);
                }
                let after = (*after).max(self.bytes_done.load(Ordering::Relaxed));
                self.set_done(after);
                self.open = None;
            }
            let started = match self.entries.next()? {
                Ok(found) => self.start(&found),
                Err(failure) => Some(Err(failure)),
            };
            if started.is_some() {
                return started;
            }
        }
    }
}
