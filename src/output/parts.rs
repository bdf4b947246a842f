//! An output in parts: how much one holds, and what its file is called.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folder_of;

/// The most that one part holds. Without any limit the output is one file under its own name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Lines.
    pub lines: Option<NonZeroU64>,
    /// Bytes of lines before compression. A longer line is a part of its own.
    pub bytes: Option<NonZeroU64>,
}

impl Limits {
    /// Whether there are parts at all.
    pub fn any(self) -> bool {
        self.lines.is_some() || self.bytes.is_some()
    }

    /// Whether a line of `length` bytes begins a new part after `lines` and `bytes` in this one.
    pub(crate) fn is_full(self, lines: u64, bytes: u64, length: u64) -> bool {
        let over = |limit: Option<NonZeroU64>, amount: u64| limit.is_some_and(|l| amount > l.get());
        lines > 0
            && (over(self.lines, lines.saturating_add(1))
                || over(self.bytes, bytes.saturating_add(length)))
    }
}

/// The names of an output's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Names {
    base: PathBuf,
    in_parts: bool,
}

impl Names {
    pub(crate) fn new(base: &Path, limits: Limits) -> Self {
        Self { base: base.to_owned(), in_parts: limits.any() }
    }

    /// The name that was asked for.
    pub(crate) fn base(&self) -> &Path {
        &self.base
    }

    /// The file of part `number`, from 1: `a-00001.jsonl.gz` of `a.jsonl.gz`.
    pub(crate) fn part(&self, number: u32) -> PathBuf {
        if !self.in_parts {
            return self.base.clone();
        }
        let (stem, endings) = split(&self.base);
        let mut name = stem;
        name.push(format!("-{number:05}"));
        name.push(endings);
        self.base.with_file_name(name)
    }

    /// Whether `name` is what a file of the output `base` is called, whatever a part of it holds.
    pub(crate) fn is_of(base: &Path, name: &Path) -> bool {
        let name = name.as_os_str();
        if base.file_name() == Some(name) {
            return true;
        }
        let (stem, endings) = split(base);
        let number = name
            .as_encoded_bytes()
            .strip_prefix(stem.as_encoded_bytes())
            .and_then(|rest| rest.strip_prefix(b"-"))
            .and_then(|rest| rest.strip_suffix(endings.as_encoded_bytes()));
        number.is_some_and(|digits| digits.len() >= 5 && digits.iter().all(u8::is_ascii_digit))
    }

    /// The files that are there, in order, up to the first gap.
    pub(crate) fn existing(&self) -> Vec<PathBuf> {
        let most = if self.in_parts { u32::MAX } else { 1 };
        (1..=most).map(|number| self.part(number)).take_while(|path| path.exists()).collect()
    }

    /// The first part that is not there although a later one is, and that one. Names with more than
    /// five digits are rather of dates than of parts.
    pub(crate) fn gap(&self) -> Option<(PathBuf, PathBuf)> {
        if !self.in_parts {
            return None;
        }
        let missing = self.part(u32::try_from(self.existing().len()).ok()? + 1);
        let length = self.part(1).file_name()?.len();
        let is_later = |name: &OsString| {
            let is_part = name.len() == length && Self::is_of(&self.base, Path::new(name));
            is_part && Some(name.as_os_str()) > missing.file_name()
        };
        let names = fs::read_dir(folder_of(&self.base)).ok()?.flatten().map(|e| e.file_name());
        let later = names.filter(is_later).min()?;
        Some((missing, self.base.with_file_name(later)))
    }
}

/// A file's name in front of its endings, and these: one, and that of the compression.
fn split(path: &Path) -> (OsString, OsString) {
    let mut stem = path.file_name().unwrap_or_default().to_owned();
    let mut endings = OsString::new();
    let packed =
        |ending: &OsStr| ending.eq_ignore_ascii_case("gz") || ending.eq_ignore_ascii_case("zst");
    for _ in 0..2 {
        let at = Path::new(&stem);
        let (Some(before), Some(ending)) = (at.file_stem(), at.extension()) else { break };
        let goes_on = packed(ending);
        let mut longer = OsString::from(".");
        longer.push(ending);
        longer.push(&endings);
        (stem, endings) = (before.to_owned(), longer);
        if !goes_on {
            break;
        }
    }
    (stem, endings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_numbered_before_the_endings() {
        let limits = Limits { lines: NonZeroU64::new(1), bytes: None };
        for (base, part) in [
            ("a.jsonl", "a-00012.jsonl"),
            ("d/a.b.jsonl.gz", "d/a.b-00012.jsonl.gz"),
            ("a.ZST", "a-00012.ZST"),
            ("a", "a-00012"),
            (".a", ".a-00012"),
        ] {
            assert_eq!(Names::new(Path::new(base), limits).part(12), Path::new(part));
        }
        let one = Names::new(Path::new("a.jsonl"), Limits::default());
        assert_eq!(one.part(1), Path::new("a.jsonl"));
    }

    #[test]
    fn other_names_are_not_of_the_output() {
        let base = Path::new("d/a.b.jsonl.gz");
        for own in ["a.b.jsonl.gz", "a.b-00001.jsonl.gz", "a.b-123456.jsonl.gz"] {
            assert!(Names::is_of(base, Path::new(own)), "{own}");
        }
        for other in
            ["", ".", "..", "/", "a.jsonl.gz", "a.b-1.jsonl.gz", "a.b-00001.gz", "d/a.b.jsonl.gz"]
        {
            assert!(!Names::is_of(base, Path::new(other)), "{other}");
        }
    }

    #[test]
    fn a_gap_is_a_part_that_later_ones_have_left_behind() {
        let dir = tempfile::tempdir().unwrap();
        let limits = Limits { lines: NonZeroU64::new(1), bytes: None };
        let names = Names::new(&dir.path().join("a.jsonl"), limits);
        for number in [1, 2, 4, 5] {
            fs::write(names.part(number), "").unwrap();
        }
        assert_eq!(names.gap(), Some((names.part(3), names.part(4))));
        fs::write(names.part(3), "").unwrap();
        for other in ["a.jsonl", "a-00007.txt", "a-20240404.jsonl", "b-00007.jsonl"] {
            fs::write(dir.path().join(other), "").unwrap();
        }
        assert_eq!(names.gap(), None);
        fs::remove_file(names.part(1)).unwrap();
        assert_eq!(names.gap(), Some((names.part(1), names.part(2))));
        assert_eq!(Names::new(&dir.path().join("a.jsonl"), Limits::default()).gap(), None);
    }

    #[test]
    fn a_part_is_full_before_it_runs_over() {
        let limits = Limits { lines: NonZeroU64::new(2), bytes: NonZeroU64::new(10) };
        assert!(!limits.is_full(0, 0, 11), "a line too long for any part has one of its own");
        assert!(!limits.is_full(1, 4, 6));
        assert!(limits.is_full(1, 4, 7));
        assert!(limits.is_full(2, 2, 1));
        assert!(!Limits::default().is_full(u64::MAX, u64::MAX, 1));
    }
}
