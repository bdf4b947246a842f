//! What makes two articles, or two failures, the same to an output.

use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER_PERMISSIVE;
use sha2::{Digest, Sha256};

use crate::article::Markup;
use crate::article::Source;
use crate::article::read::{Document, FailureKind};
use crate::output::folder_of;
use crate::record::Line;

/// Of an article the digest of its content and its markup: all that shapes its record, since the
/// options are the same for a whole output. Where it was found does not count, so a folder that was
/// moved is not annotated again. Of a failure the file, by the
/// place where it lies, the item and what was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(pub(super) [u8; 33]);

/// Tag of failures; articles have one for each markup.
const FAILURE: u8 = 255;
/// Tag of what failures were of.
const CONTENT: u8 = 254;

impl Key {
    /// That of an article.
    pub fn of_document(document: &Document) -> Self {
        Self::of_article(Sha256::digest(document.text.as_bytes()).into(), document.markup)
    }

    /// The id of the article; `None` for a failure.
    pub(crate) fn id(&self) -> Option<&[u8; 32]> {
        (self.0[32] != FAILURE).then(|| self.0.first_chunk()).flatten()
    }

    /// That of the record in a line; `None` if its id is no digest.
    pub fn of_line(line: &Line) -> Option<Self> {
        match line {
            Line::Article(record) => Self::of_record(&record.id, &record.source),
            Line::Error(error) => {
                let detail = &error.error;
                let Source { path, item, .. } = &error.source;
                Some(Self::of_failure(path, *item, detail.kind, &detail.message))
            }
        }
    }

    /// That of a record, by its id and where it came from.
    pub(super) fn of_record(id: &str, source: &Source) -> Option<Self> {
        let markup = source.format.map_or(Markup::Plain, crate::article::Format::markup);
        Some(Self::of_article(from_hex(id)?, markup))
    }

    fn of_article(id: [u8; 32], markup: Markup) -> Self {
        Self::tagged(
            id,
            match markup {
                Markup::Plain => 0,
                Markup::Markdown => 1,
                Markup::Html => 2,
            },
        )
    }

    /// That of a failure.
    pub(super) fn of_failure(
        path: &str,
        item: Option<u64>,
        kind: FailureKind,
        message: &str,
    ) -> Self {
        let mut digest = Sha256::new();
        let item = item.map_or(String::new(), |item| item.to_string());
        let path = place(path);
        for part in [path.as_os_str().as_encoded_bytes(), item.as_bytes()]
            .into_iter()
            .chain([kind.as_str().as_bytes(), message.as_bytes()])
        {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        Self::tagged(digest.finalize().into(), FAILURE)
    }

    /// That of a failure with what it was of: a digest, or any at all.
    pub(super) fn with_content(&self, content: Option<&[u8; 32]>) -> Self {
        let mut digest = Sha256::new_with_prefix(self.0);
        digest.update(content.map_or(&[] as &[u8], |content| content.as_slice()));
        Self::tagged(digest.finalize().into(), CONTENT)
    }

    fn tagged(digest: [u8; 32], tag: u8) -> Self {
        let mut key = [tag; 33];
        key[..32].copy_from_slice(&digest);
        Self(key)
    }
}

/// Where a path leads, however it is spelled: the same file is one failure as `a`, `./a` and
/// `/drop/a`. `-` is standard input, which has no place.
fn place(path: &str) -> PathBuf {
    let path = Path::new(path);
    if path.as_os_str() == "-" {
        return path.to_owned();
    }
    let below = || {
        // What is not there, or a link to nothing, lies in a folder that may be there.
        let folder = folder_of(path).canonicalize().ok()?;
        Some(folder.join(path.file_name()?))
    };
    path.canonicalize()
        .ok()
        .or_else(below)
        .or_else(|| std::path::absolute(path).ok())
        .unwrap_or_else(|| path.to_owned())
}

/// The digest that 64 hex digits write.
fn from_hex(hex: &str) -> Option<[u8; 32]> {
    HEXLOWER_PERMISSIVE.decode(hex.as_bytes()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;
    use crate::model::bundle::hex;

    #[test]
    fn a_record_has_the_key_of_its_article() {
        let of = |format, text: &str| {
            let document = Document::from_text("a", text.to_owned(), format);
            let from_record = Key::of_record(&hex(text.as_bytes()), &document.source);
            assert_eq!(from_record, Some(Key::of_document(&document)));
            Key::of_document(&document)
        };
        assert_eq!(of(Format::Txt, "one"), of(Format::Csv, "one"));
        assert_ne!(of(Format::Txt, "one"), of(Format::Html, "one"));
        assert_ne!(of(Format::Txt, "one"), of(Format::Txt, "two"));
        assert_eq!(from_hex("none"), None);
        assert_eq!(from_hex(&"é".repeat(32)), None);
    }

    #[test]
    fn a_file_that_fails_is_one_under_each_of_its_names() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("below")).unwrap();
        std::fs::write(dir.path().join("there"), "").unwrap();
        let of = |path: &Path| {
            Key::of_failure(path.to_str().unwrap(), None, FailureKind::Empty, "no text")
        };
        for name in ["there", "missing"] {
            let plain = of(&dir.path().join(name));
            for other in ["./", "below/../", ".//"] {
                assert_eq!(of(&dir.path().join(other).join(name)), plain, "{other}{name}");
            }
        }
        // From the folder that tests run in.
        let here = std::env::current_dir().unwrap();
        for name in ["Cargo.toml", "missing.toml", "missing/folder"] {
            let names = [PathBuf::from(name), Path::new(".").join(name), here.join(name)];
            assert!(names.iter().all(|path| of(path) == of(&names[0])), "{name}");
        }
        assert_ne!(of(Path::new("-")), of(Path::new("./-")));
    }

    #[test]
    fn failures_differ_in_each_part() {
        let base = Key::of_failure("a", None, FailureKind::Io, "m");
        for other in [
            Key::of_failure("b", None, FailureKind::Io, "m"),
            Key::of_failure("a", Some(1), FailureKind::Io, "m"),
            Key::of_failure("a", None, FailureKind::Json, "m"),
            Key::of_failure("a", None, FailureKind::Io, "n"),
        ] {
            assert_ne!(base, other);
        }
        let with = [None, Some(&[0; 32]), Some(&[1; 32])].map(|content| base.with_content(content));
        for (at, one) in with.iter().enumerate() {
            assert!(*one != base && !with[..at].contains(one), "{at}");
        }
    }
}
