//! The walk: from the paths that the user named to the files behind them.
//!
//! Folders are walked in byte order of the path below them, so the order is the same on every
//! machine. Links are followed, to files and to folders, wherever they lead. Hidden files and folders
//! (`.name`) are passed over below a folder and read when named, as ripgrep does. So is the file that
//! standard output goes to, and the state that an output has beside it; what the user wants left out is
//! counted, and whatever else is not read is reported.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::exclude::{Pattern, is_excluded};
use super::failure::{Failure, FailureKind, Fault};
use super::naming::display;
use super::stdout::Stdout;
use crate::article::Source;
use crate::resume::is_state;

/// A file to read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// The folder that the user named and that the file was found below; `None` if the user named
    /// the file.
    pub(super) folder: Option<Arc<Path>>,
    /// Its length as far as known: 0 for what is not a regular file.
    pub(super) len: u64,
}

impl Found {
    /// Its path below the folder that was named; of a file that was named itself, nothing.
    fn below(&self) -> Option<&Path> {
        self.path.strip_prefix(self.folder.as_ref()?).ok()
    }

    pub(super) fn is_stdin(&self) -> bool {
        self.folder.is_none() && self.path.as_os_str() == "-"
    }

    /// The name that records give it.
    pub(super) fn name(&self) -> String {
        match &self.folder {
            None => display(&self.path, None),
            Some(folder) => display(folder, self.below()),
        }
    }
}

/// What stands at one place of the walk.
pub(super) type Entry = Result<Found, Failure>;

/// What a walk comes upon.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Every file, and what stood in the way, in order.
    pub(super) entries: Vec<Entry>,
    /// How many files the user's patterns left out.
    pub(super) excluded: usize,
}

/// Every file behind `paths` but those below folders that `exclude` leaves out.
pub(super) fn scan(paths: &[PathBuf], exclude: &[Pattern]) -> Scan {
    let mut scan = Scan::default();
    let stdout = Stdout::look();
    for path in paths {
        let entries = &mut scan.entries;
        if path.as_os_str() == "-" {
            if stdout.is_stdin() {
                entries.push(failed(read_and_written(), "-".to_owned()));
                continue;
            }
            entries.push(Ok(Found { path: path.clone(), folder: None, len: 0 }));
            continue;
        }
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => walk(path, stdout, exclude, &mut scan),
            Ok(about) if stdout.is(&about) => {
                entries.push(failed(read_and_written(), display(path, None)));
            }
            Ok(about) => {
                let len = if about.is_file() { about.len() } else { 0 };
                entries.push(Ok(Found { path: path.clone(), folder: None, len }));
            }
            Err(error) => entries.push(failed(error.into(), display(path, None))),
        }
    }
    scan
}

fn read_and_written() -> Fault {
    let message = "it is read and is the standard output, too; write to another file";
    Fault::new(FailureKind::Loop, message)
}

fn walk(folder: &Path, stdout: Stdout, exclude: &[Pattern], scan: &mut Scan) {
    let Scan { entries, excluded } = scan;
    let before = entries.len() + *excluded;
    let root: Arc<Path> = folder.into();
    let is_excluded = |below: Option<&Path>| below.is_some_and(|at| is_excluded(exclude, at));
    let walk = walker(folder).sort_by(order).into_iter().filter_entry(is_read);
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if is_excluded(entry.path().strip_prefix(folder).ok()) => *excluded += 1,
            Ok(entry) => entries.extend(found(&entry, &root, stdout)),
            Err(error) => {
                let below = error.path().and_then(|path| path.strip_prefix(folder).ok());
                // A hidden link fails before the filter can see it.
                if below.is_some_and(|below| below.iter().any(is_hidden)) {
                    continue;
                }
                if is_excluded(below) {
                    *excluded += 1;
                    continue;
                }
                let below = below.filter(|below| !below.as_os_str().is_empty());
                entries.push(failed(fault(error.loop_ancestor().is_some(), &error), {
                    display(folder, below)
                }));
            }
        }
    }
    if entries.len() + *excluded == before {
        let message = "no files in this folder; hidden ones are read only when named";
        entries.push(failed(Fault::new(FailureKind::Empty, message), display(folder, None)));
    }
}

fn walker(folder: &Path) -> WalkDir {
    WalkDir::new(folder).min_depth(1).follow_links(true)
}

fn is_read(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !(is_hidden(entry.file_name()) || is_state(entry.path()))
}

/// The link through which a walk of `folder` would come upon `output`, which is or will be a file:
/// one that leads to it or to a folder that it lies in.
pub fn link_into(folder: &Path, output: &Path) -> Option<PathBuf> {
    let into = match output.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.canonicalize().ok()?,
        _ => Path::new(".").canonicalize().ok()?,
    };
    let file = output.canonicalize().ok();
    let leads_there = |entry: &DirEntry| match entry.path().canonicalize() {
        Ok(target) if entry.file_type().is_dir() => into.starts_with(target),
        Ok(target) => file.as_ref() == Some(&target),
        Err(_) => false,
    };
    let mut entries = walker(folder).into_iter().filter_entry(is_read).filter_map(Result::ok);
    entries.find(|entry| entry.path_is_symlink() && leads_there(entry)).map(DirEntry::into_path)
}

/// `None` for the file that standard output goes to.
fn found(entry: &DirEntry, root: &Arc<Path>, stdout: Stdout) -> Option<Entry> {
    let found = Found { path: entry.path().to_owned(), folder: Some(root.clone()), len: 0 };
    if !entry.file_type().is_file() {
        let message = "not a regular file (a pipe, socket or device); name it on the command line \
                       to read it";
        return Some(failed(Fault::new(FailureKind::Format, message), found.name()));
    }
    match entry.metadata() {
        Ok(about) if stdout.is(&about) => None,
        Ok(about) => Some(Ok(Found { len: about.len(), ..found })),
        Err(error) => Some(failed(fault(false, &error), found.name())),
    }
}

/// Some files below `folder`, as a walk would have found them.
pub(super) fn some_below(folder: &Path, files: Vec<PathBuf>, exclude: &[Pattern]) -> Scan {
    let root: Arc<Path> = folder.into();
    let mut scan = Scan::default();
    for path in files {
        let found = Found { path, folder: Some(Arc::clone(&root)), len: 0 };
        if found.below().is_some_and(|below| is_excluded(exclude, below)) {
            scan.excluded += 1;
            continue;
        }
        scan.entries.push(match fs::metadata(&found.path) {
            Ok(about) => Ok(Found { len: about.len(), ..found }),
            Err(error) => failed(error.into(), found.name()),
        });
    }
    scan
}

fn failed(fault: Fault, name: String) -> Entry {
    Err(fault.at(Source::new(name)))
}

fn fault(is_loop: bool, error: &walkdir::Error) -> Fault {
    if is_loop {
        let message = "a link to a folder that it is in; remove it to have no article read twice";
        return Fault::new(FailureKind::Loop, message);
    }
    // The walk lends the cause only: a copy by number says the same.
    let code = error.io_error().and_then(std::io::Error::raw_os_error);
    let kind = error.io_error().map_or(std::io::ErrorKind::Other, std::io::Error::kind);
    let fault = code.map_or_else(|| kind.into(), std::io::Error::from_raw_os_error).into();
    let is_link = error.path().is_some_and(Path::is_symlink);
    match fault {
        Fault { kind: FailureKind::NotFound, .. } if is_link => {
            Fault::new(FailureKind::NotFound, "a link to nothing; remove it or mend its target")
        }
        fault => fault,
    }
}

/// Files and folders that are passed over below a folder.
pub(crate) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Byte order of the paths of all files below: a folder sorts as its name and a slash.
fn order(a: &DirEntry, b: &DirEntry) -> Ordering {
    let (first, second) = (a.file_name().as_encoded_bytes(), b.file_name().as_encoded_bytes());
    let shared = first.iter().zip(second).take_while(|(x, y)| x == y).count();
    let next = |name: &[u8], entry: &DirEntry| match name.get(shared) {
        Some(byte) => Some(*byte),
        None => is_folder(entry).then_some(b'/'),
    };
    next(first, a).cmp(&next(second, b))
}

fn is_folder(entry: &DirEntry) -> bool {
    // The walk has not followed links yet when it sorts.
    entry.file_type().is_dir() || (entry.file_type().is_symlink() && entry.path().is_dir())
}
