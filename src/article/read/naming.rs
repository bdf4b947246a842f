//! What a file's name says of its content, and how a record names it.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::Path;

use super::failure::{FailureKind, Fault};
use crate::article::Format;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compression {
    Gzip,
    Zstd,
}

impl Compression {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// What the name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Naming {
    /// By `.gz` or `.zst` at the end.
    pub(super) compression: Option<Compression>,
    /// The ending before that, in lower case, or what stands for one.
    pub(super) ending: Option<String>,
}

impl Naming {
    pub(super) fn of(path: &Path) -> Self {
        let ending = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_lowercase());
        let outer = ending(path);
        let compression = match outer.as_deref() {
            Some("gz") => Some(Compression::Gzip),
            Some("zst") => Some(Compression::Zstd),
            _ => return Self { compression: None, ending: outer },
        };
        Self { compression, ending: path.file_stem().and_then(|stem| ending(Path::new(stem))) }
    }

    /// The format, `given` by the user or by the name. A file that the user `named` is read, too,
    /// where its name says nothing: it is what they asked for. `None`: its content is to say it.
    pub(super) fn format(
        &self,
        given: Option<Format>,
        named: bool,
    ) -> Result<Option<Format>, Fault> {
        let by_name = || self.ending.as_deref().and_then(Format::from_ending);
        if let Some(format) = given.or_else(by_name) {
            return Ok(Some(format));
        }
        let message = match self.ending.as_deref() {
            Some("json") => "a .json file is not read as such; name it .jsonl or pass --format \
                             jsonl if it has one object on each line"
                .to_owned(),
            Some(ending @ ("tab" | "tsv")) => format!(
                "a .{ending} file is not read as a table; write commas in place of the tabs and name it .csv"
            ),
            _ if named => return Ok(None),
            Some(ending @ ("doc" | "docx" | "odt" | "pdf" | "pptx" | "rtf" | "xlsx")) => format!(
                "a .{ending} file, not text; convert it to text first, or leave such files out with \
                 --exclude '*.{ending}'"
            ),
            Some(ending @ ("7z" | "bz2" | "rar" | "tar" | "tgz" | "xz" | "zip")) => format!(
                "a packed .{ending} file; unpack it first, or leave such files out with --exclude \
                 '*.{ending}'"
            ),
            Some(ending) => format!(
                "no format is known for files ending in {:?}; rename it, pass --format, or leave such files \
                 out with --exclude '*.{ending}'",
                format!(".{ending}")
            ),
            None => "its name does not say its format; rename it or pass --format".to_owned(),
        };
        Err(Fault::new(FailureKind::Format, message))
    }
}

/// The path as records have it: as the user named it, folders joined by `/`, bytes that are no UTF-8
/// as `\xE9`.
pub(super) fn display(root: &Path, below: Option<&Path>) -> String {
    let mut name = in_words(root.as_os_str());
    if cfg!(windows) {
        name = name.replace('\\', "/");
    }
    if let Some(below) = below {
        let kept = name.trim_end_matches('/').len();
        name.truncate(kept);
        for part in below {
            name.push('/');
            name.push_str(&in_words(part));
        }
    }
    name
}

/// A name of which nothing is lost, so that the file can be found again.
fn in_words(name: &OsStr) -> String {
    let mut words = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        words.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(words, "\\x{byte:02X}");
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, named: bool) -> Option<&'static str> {
        let format = Naming::of(Path::new(name)).format(None, named).ok()?;
        Some(format.map_or("as it begins", Format::name))
    }

    #[test]
    fn names_tell_the_format() {
        assert_eq!(format("a.TXT", false), Some("txt"));
        assert_eq!(format("d.d/a.htm.GZ", false), Some("html"));
        assert_eq!(format("a.ndjson.zst", false), Some("jsonl"));
        assert_eq!(format("README", false), None);
        assert_eq!(format("README", true), Some("as it begins"));
        assert_eq!(format("a.json", true), None);
        assert_eq!(format("feed.tsv.gz", true), None);
        let picture = Naming::of(Path::new("a.png")).format(None, false).unwrap_err();
        assert!(picture.message.ends_with("out with --exclude '*.png'"), "{}", picture.message);
        assert_eq!(format("page.jsp", true), Some("as it begins"));
        assert_eq!(format(".txt", false), None);
        let given = Naming::of(Path::new("a.md")).format(Some(Format::Csv), true);
        assert_eq!(given.ok(), Some(Some(Format::Csv)));
    }

    #[test]
    fn paths_stay_as_typed() {
        let shown = |root: &str, below: &str| display(Path::new(root), Some(Path::new(below)));
        assert_eq!(shown("seeds/", "a/b.txt"), "seeds/a/b.txt");
        assert_eq!(shown("./seeds", "b.txt"), "./seeds/b.txt");
        assert_eq!(shown("/", "b.txt"), "/b.txt");
        assert_eq!(shown(".", "b.txt"), "./b.txt");
        assert_eq!(display(Path::new("x//y.txt"), None), "x//y.txt");
    }
    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf_8_lose_nothing() {
        use std::os::unix::ffi::OsStrExt;
        let named =
            |bytes: &[u8]| display(Path::new("drop"), Some(Path::new(OsStr::from_bytes(bytes))));
        assert_eq!(named(b"caf\xe9/\xff\xfe.txt"), "drop/caf\\xE9/\\xFF\\xFE.txt");
        assert_ne!(named(b"\xe8.txt"), named(b"\xe9.txt"));
        assert_eq!(named("caf\u{e9}.txt".as_bytes()), "drop/caf\u{e9}.txt");
    }
}
