//! Files as they are stored: what a name says of the content, and the content, compressed or not.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::ReadError;
use crate::article::read::unpacked;

/// Bytes that tell what a file of another ending may be.
const HEAD: u64 = 64 << 10;

/// What a name says of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A JSON value on each line.
    Lines,
    /// One JSON value.
    Json,
    /// brat's annotations.
    Standoff,
    /// A word on each line.
    Columns,
    /// Columns, or the text that brat's annotations are of.
    Text,
}

impl Kind {
    /// By the ending before `.gz` and `.zst`, in either case.
    pub(super) fn of(path: &Path) -> Option<Self> {
        Some(match ending(&without_packing(path)).as_str() {
            "jsonl" | "ndjson" => Self::Lines,
            "json" => Self::Json,
            "ann" => Self::Standoff,
            "conll" | "bio" | "iob2" | "iob" => Self::Columns,
            "txt" => Self::Text,
            _ => return None,
        })
    }
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn without_packing(path: &Path) -> PathBuf {
    let is_packed = matches!(ending(path).as_str(), "gz" | "zst");
    if is_packed { path.with_extension("") } else { path.to_owned() }
}

/// The path without its endings.
pub(super) fn stem(path: &Path) -> PathBuf {
    without_packing(path).with_extension("")
}

/// The text that brat's annotations in `file` are of: `NAME.txt`, in either case, compressed or not.
pub(super) fn text_beside(file: &Path) -> PathBuf {
    let usual = without_packing(file).with_extension("txt");
    if usual.exists() {
        return usual;
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let beside = fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten().flatten();
    let name = |path: &Path| stem(path).file_name().map(OsStr::to_owned);
    let is_text = |path: &PathBuf| Kind::of(path) == Some(Kind::Text) && name(path) == name(file);
    beside.map(|entry| entry.path()).filter(is_text).min().unwrap_or(usual)
}

fn opened(file: &Path) -> io::Result<impl Read> {
    unpacked(Box::new(File::open(file)?)).map_err(io::Error::other)
}

/// All of a file, decompressed where its bytes say so, without a byte-order mark.
pub(super) fn text_of(file: &Path) -> Result<String, ReadError> {
    let text = whole_text_of(file)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The same with U+FEFF at its beginning, be it a byte-order mark or the first character.
pub(super) fn whole_text_of(file: &Path) -> Result<String, ReadError> {
    let failed = |source| ReadError::Io { path: file.to_owned(), source };
    let mut bytes = Vec::new();
    opened(file).and_then(|mut stream| stream.read_to_end(&mut bytes)).map_err(failed)?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = String::from_utf8_lossy(&error.as_bytes()[..at]).split('\n').count();
        ReadError::one(format!("{}:{line}: not UTF-8; convert it first", file.display()))
    })
}

/// The first line that is not blank; none in a file without one.
pub(super) fn first_line(file: &Path) -> Result<Option<String>, ReadError> {
    let failed = |source| ReadError::Io { path: file.to_owned(), source };
    let mut lines = BufReader::new(opened(file).map_err(failed)?);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).map_err(failed)? > 0 {
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_start_matches('\u{feff}').trim();
        if !text.is_empty() {
            return Ok(Some(text.to_owned()));
        }
        line.clear();
    }
    Ok(None)
}

/// The whole lines at the beginning of a file; none if it is no text or cannot be read.
pub(super) fn head_of(file: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    opened(file).ok()?.take(HEAD).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 == HEAD {
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        bytes.truncate(whole);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_count_in_either_case_and_before_the_packing() {
        let of = |name: &str| Kind::of(Path::new(name));
        assert_eq!(of("a.JSONL"), Some(Kind::Lines));
        assert_eq!(of("d.json/a.ndjson.zst"), Some(Kind::Lines));
        assert_eq!(of("a.Ann.GZ"), Some(Kind::Standoff));
        assert_eq!(of("a.conll.gz"), Some(Kind::Columns));
        for other in ["a.gz", "a.md", "jsonl", "a.jsonl.xz"] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn the_text_of_standoff_is_found_under_its_names() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        for (text, annotations) in [("a.b.TXT", "a.b.ann"), ("c.txt.gz", "c.ANN.zst")] {
            fs::write(at(text), "").unwrap();
            assert_eq!(text_beside(&at(annotations)), at(text));
        }
        assert_eq!(text_beside(&at("none.ann")), at("none.txt"));
    }
}
