//! Records out: whole or not at all.
//!
//! A file is written under another name beside its place (`.NAME.partial-…`) and renamed when the
//! last record is in, so that nothing half-written ever stands under the name that was asked for.
//! What cannot be renamed over (standard output, pipes, devices) is written to as it is.

mod error;
mod pack;
mod place;

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use tempfile::TempPath;

pub use error::SinkError;
use pack::Packed;
use place::Place;

/// Where records go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To standard output.
    Stdout,
    /// To a file, compressed if its name ends in `.gz` or `.zst`.
    File(PathBuf),
}

impl Target {
    /// The target of `--output`: a path, or standard output for `-` and for none.
    pub fn from_arg(path: Option<&Path>) -> Self {
        match path {
            None => Self::Stdout,
            Some(path) if path.as_os_str() == "-" => Self::Stdout,
            Some(path) => Self::File(path.to_owned()),
        }
    }

    /// Its name in messages.
    fn name(&self) -> String {
        match self {
            Self::Stdout => "standard output".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// Takes records and writes each as a line. What was written is there once [`Sink::finish`] has
/// said so; a file of which it has not is as it was before.
pub struct Sink {
    /// `None` once a write has failed.
    packed: Option<Packed<BufWriter<Way>>>,
    name: String,
    line: Vec<u8>,
    /// Whether someone is watching, line by line.
    live: bool,
}

impl Sink {
    /// Opens `target`. A link is followed: the file that it leads to is replaced, not the link.
    ///
    /// # Errors
    ///
    /// [`SinkError::Failed`] if the target is a folder, its own folder is not there, or it may not
    /// be written.
    pub fn create(target: &Target) -> Result<Self, SinkError> {
        let name = target.name();
        let way = match target {
            Target::Stdout => Way::Stdout(io::stdout()),
            Target::File(path) => {
                Way::open(path).map_err(|error| SinkError::create(&name, path, &error))?
            }
        };
        let live = way.is_terminal();
        let file = match target {
            Target::Stdout => None,
            Target::File(path) => Some(path.as_path()),
        };
        let packed = Packed::new(BufWriter::with_capacity(64 << 10, way), file)
            .map_err(|error| SinkError::write(&name, &error))?;
        Ok(Self { packed: Some(packed), name, line: Vec::new(), live })
    }

    /// Writes `record` as one line of JSON.
    ///
    /// # Errors
    ///
    /// [`SinkError::ClosedPipe`] if nobody reads on, [`SinkError::Failed`] for all else: a full
    /// disk, or a record that cannot be written as JSON. After an error nothing more can be
    /// written, and a file begun is removed.
    pub fn write<T: Serialize + ?Sized>(&mut self, record: &T) -> Result<(), SinkError> {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        let written = match serde_json::to_writer(&mut line, record) {
            Ok(()) => {
                line.push(b'\n');
                self.write_bytes(&line)
            }
            Err(error) => {
                self.packed = None;
                Err(SinkError::record(&self.name, &error))
            }
        };
        self.line = line;
        written
    }

    /// Writes bytes as they are: whole lines, or what `finish` will make whole.
    pub(crate) fn write_bytes(&mut self, line: &[u8]) -> Result<(), SinkError> {
        let Some(packed) = &mut self.packed else {
            return Err(SinkError::ended(&self.name));
        };
        let written = packed.write_all(line);
        let written = if self.live { written.and_then(|()| packed.flush()) } else { written };
        written.map_err(|error| {
            self.packed = None;
            SinkError::write(&self.name, &error)
        })
    }

    /// Writes out what is buffered and puts the file in its place.
    ///
    /// # Errors
    ///
    /// As [`Sink::write`].
    pub fn finish(self) -> Result<(), SinkError> {
        let Some(packed) = self.packed else {
            return Err(SinkError::ended(&self.name));
        };
        let finished = packed
            .finish()
            .and_then(|buffer| buffer.into_inner().map_err(io::IntoInnerError::into_error))
            .and_then(Way::finish);
        finished.map_err(|error| SinkError::write(&self.name, &error))
    }
}

/// Writes a text to a file, whole or not at all.
///
/// # Errors
///
/// As [`Sink::create`] and [`Sink::write`].
pub fn write_text(path: &Path, text: &str) -> Result<(), SinkError> {
    let mut sink = Sink::create(&Target::File(path.to_owned()))?;
    sink.write_bytes(text.as_bytes())?;
    sink.finish()
}

/// How bytes reach their place.
enum Way {
    Stdout(Stdout),
    /// Into what is there.
    Direct(File),
    /// Into a file that takes its place at the end.
    Beside(File, TempPath, PathBuf),
}

impl Way {
    fn open(path: &Path) -> io::Result<Self> {
        match Place::find(path)? {
            Place::Stdout => Ok(Self::Stdout(io::stdout())),
            // What a descriptor leads to may be a file with something in it already.
            Place::Special(path) => Ok(Self::Direct(OpenOptions::new().append(true).open(path)?)),
            Place::File(path) => {
                // Renaming would get around the write protection of the file itself.
                OpenOptions::new().write(true).open(&path)?;
                let rights = fs::metadata(&path)?.permissions();
                Self::beside(path, rights)
            }
            Place::Free(path) => {
                #[cfg(unix)]
                let rights = std::os::unix::fs::PermissionsExt::from_mode(0o666);
                #[cfg(not(unix))]
                let rights = fs::metadata(folder_of(&path))?.permissions();
                Self::beside(path, rights)
            }
        }
    }

    fn beside(path: PathBuf, rights: Permissions) -> io::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Names have at most 255 bytes, and this one grows.
        let kept: String = name.chars().take(50).collect();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{kept}.partial-");
        builder.prefix(&prefix);
        if cfg!(unix) {
            builder.permissions(rights.clone());
        }
        let (file, temporary) = builder.tempfile_in(folder_of(&path))?.into_parts();
        if path.exists() {
            // Those of the old file are not the business of the umask.
            file.set_permissions(rights)?;
        }
        Ok(Self::Beside(file, temporary, path))
    }

    fn is_terminal(&self) -> bool {
        match self {
            Self::Stdout(stdout) => stdout.is_terminal(),
            Self::Direct(file) => file.is_terminal(),
            Self::Beside(..) => false,
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut stdout) => stdout.flush(),
            Self::Direct(mut file) => file.flush(),
            Self::Beside(file, temporary, path) => {
                // A name must not come to stand before its bytes do, nor must a late error be lost.
                file.sync_all()?;
                drop(file);
                temporary.persist(path).map_err(|error| error.error)
            }
        }
    }
}

impl Write for Way {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::Direct(file) | Self::Beside(file, ..) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::Direct(file) | Self::Beside(file, ..) => file.flush(),
        }
    }
}

/// The folder that `path` is in, in a form that can be opened.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
