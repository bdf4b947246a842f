//! Records from files, one a line, in order. Lines are parsed on all cores, some at a time, so that
//! reading is not what an export waits for; what comes out does not depend on it.
//!
//! A line that is no record is told and passed over. A file that cannot be read to its end is
//! another matter: what would come out is not what was asked for, and would take the place of a
//! former export that is. So that ends the export.

use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{ExportError, Tally};
use crate::article::read::RawLines;
use crate::output::Limits;
use crate::output::parts::Names;
use crate::record::{Line, Record};
use crate::tables::{Unreadable, day_of};

/// Lines are parsed together until they have this many bytes.
const TOGETHER: usize = 4 << 20;

/// After so many lines without a record no more are read.
const PATIENCE: usize = 1000;
/// So many of them are told.
const EXAMPLES: usize = 3;

/// One line of the files.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its number among all lines that are not blank, from 1.
    pub article: u64,
    /// What stands there.
    pub content: Result<Line, Unreadable>,
}

/// The records of some files.
pub struct Records {
    paths: std::vec::IntoIter<PathBuf>,
    open: Option<Open>,
    ready: std::vec::IntoIter<Result<Item, ExportError>>,
    number: u64,
    stop: Box<dyn Fn() -> bool + Send>,
}

struct Open {
    path: String,
    lines: RawLines,
    line: u64,
}

/// A line that was read but not parsed.
struct Raw {
    path: String,
    line: u64,
    bytes: Vec<u8>,
}

impl Records {
    /// The records of `paths`: files, compressed or not, and `-` for standard input.
    pub fn open(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let paths = paths.into_iter().collect::<Vec<_>>().into_iter();
        let ready = Vec::new().into_iter();
        Self { paths, open: None, ready, number: 0, stop: Box::new(|| false) }
    }

    /// The same, given up with [`ExportError::Stopped`] once `stop` is true: it is asked at each
    /// record.
    #[must_use]
    pub fn until(self, stop: impl Fn() -> bool + Send + 'static) -> Self {
        Self { stop: Box::new(stop), ..self }
    }

    /// Gives every line to `take`, those that are no record to `complain` first, and counts what
    /// there was.
    ///
    /// # Errors
    /// As soon as a file cannot be read, the export is stopped or `take` fails;
    /// [`ExportError::NoRecord`] and its like if there was no record, of which a few lines are
    /// complained of.
    pub(super) fn each(
        self,
        mut complain: impl FnMut(&Unreadable),
        mut take: impl FnMut(&Item) -> Result<(), ExportError>,
    ) -> Result<Tally, ExportError> {
        let mut tally = Tally::default();
        // Lines before the first record, told once there is one: a wrong file has no other.
        let mut held: Option<Vec<Unreadable>> = Some(Vec::new());
        for item in self {
            let item = item?;
            tally.count(&item);
            match (&item.content, &mut held) {
                (Err(line), Some(held)) => held.push(line.clone()),
                (Err(line), None) => complain(line),
                (Ok(_), held) => held.take().iter().flatten().for_each(&mut complain),
            }
            take(&item)?;
            if held.as_ref().is_some_and(|held| held.len() == PATIENCE) {
                break;
            }
        }
        let Some(held) = held else { return Ok(tally) };
        held.iter().take(EXAMPLES).for_each(complain);
        Err(match held.len() {
            0 => ExportError::Nothing,
            PATIENCE => ExportError::NoRecordAmong(PATIENCE),
            _ => ExportError::NoRecord,
        })
    }

    /// As [`Records::each`], but gives `take` only the articles, with their numbers.
    pub(super) fn each_article(
        self,
        complain: impl FnMut(&Unreadable),
        mut take: impl FnMut(u64, &Record) -> Result<(), ExportError>,
    ) -> Result<Tally, ExportError> {
        self.each(complain, |item| match &item.content {
            Ok(Line::Article(record)) => take(item.article, record),
            Ok(Line::Error(_)) | Err(_) => Ok(()),
        })
    }

    /// The next line that is not blank.
    fn raw(&mut self) -> Option<Result<Raw, ExportError>> {
        loop {
            let Some(open) = &mut self.open else {
                let path = self.paths.next()?;
                match begin(&path) {
                    Ok(open) => self.open = Some(open),
                    Err(error) => return Some(Err(error)),
                }
                continue;
            };
            let mut bytes = Vec::new();
            open.line += 1;
            let (path, line) = (open.path.clone(), open.line);
            match open.lines.next(&mut bytes) {
                Ok(true) if bytes.trim_ascii().is_empty() => {}
                Ok(true) => return Some(Ok(Raw { path, line, bytes })),
                Ok(false) => self.open = None,
                Err(message) => {
                    self.open = None;
                    return Some(Err(ExportError::Input {
                        place: format!("{path}:{line}"),
                        message,
                    }));
                }
            }
        }
    }

    /// The next line, parsed.
    fn item(&mut self) -> Option<Result<Item, ExportError>> {
        if let Some(item) = self.ready.next() {
            return Some(item);
        }
        let (mut together, mut bytes) = (Vec::new(), 0);
        while bytes < TOGETHER {
            let Some(raw) = self.raw() else { break };
            let numbered = raw.map(|raw| {
                bytes += raw.bytes.len();
                self.number += 1;
                (self.number, raw)
            });
            let is_broken = numbered.is_err();
            together.push(numbered);
            if is_broken {
                break;
            }
        }
        let parsed: Vec<Result<Item, ExportError>> =
            together.into_par_iter().map(|numbered| numbered.map(parsed)).collect();
        self.ready = parsed.into_iter();
        self.ready.next()
    }
}

fn begin(path: &Path) -> Result<Open, ExportError> {
    let name = RawLines::name(path);
    match RawLines::open(path) {
        Ok(lines) => Ok(Open { path: name, lines, line: 0 }),
        Err(_) if path.is_dir() => {
            let message = "a folder; name the files of records in it".to_owned();
            Err(ExportError::Input { place: name, message })
        }
        Err(message) => {
            let message = parts_instead(path).unwrap_or(message);
            Err(ExportError::Input { place: name, message })
        }
    }
}

/// Where a file is not there but its parts are, as `annotate --max-lines` makes them: says so.
pub(crate) fn parts_instead(path: &Path) -> Option<String> {
    if path.exists() {
        return None;
    }
    let in_parts = Limits { lines: Some(NonZeroU64::MIN), bytes: None };
    let parts = Names::new(path, in_parts).existing();
    let (first, last) = (parts.first()?.display().to_string(), parts.last()?.display());
    let all = first.rsplit_once("-00001").map(|(stem, endings)| format!("{stem}-*{endings}"))?;
    Some(format!("no such file, but parts of it, {first} to {last}; name these, as in {all}"))
}

impl Iterator for Records {
    type Item = Result<Item, ExportError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.item();
        // Asked after reading: what has stopped us may have ended what writes into our pipe, too,
        // and the end of that is no end then.
        if (self.stop)() { Some(Err(ExportError::Stopped)) } else { next }
    }
}

fn parsed((article, raw): (u64, Raw)) -> Item {
    let Raw { path, line, bytes } = raw;
    let content = parse(&bytes).map_err(|message| Unreadable { path, line, message });
    Item { article, content }
}

const MEND: &str = "give files that `wiredesk annotate` of this version wrote";

/// One line as a record, checked for what its type cannot say.
///
/// # Errors
/// Why it is none, with the mend, in one sentence.
pub fn parse(bytes: &[u8]) -> Result<Line, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| format!("not UTF-8; {MEND}"))?;
    let line = Line::from_json(text).map_err(|error| {
        let error = error.to_string().replace(" at line 1 column ", " at column ");
        format!("no record: {error}; {MEND}")
    })?;
    if let Line::Article(record) = &line {
        let published = record.published.as_deref();
        if let Some(published) = published.filter(|published| day_of(published).is_none()) {
            return Err(format!("no record: published is {published:?}, no date; {MEND}"));
        }
        let mut ranges = record.article.iter();
        if let Some([start, end]) = ranges.find(|[start, end]| start > end) {
            return Err(format!("no record: the range {start}..{end} ends before it begins"));
        }
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_record_has_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.jsonl");
        let failed = r#"{"schema":"wiredesk/1","id":null,"source":{"path":"x","item":null,
            "format":null,"encoding":null,"bytes":null,"fields":{}},"error":{"kind":"empty",
            "message":"m"},"provenance":{"wiredesk":"1","model":{"name":"m","digest":"d"},
            "engine":"e","config":"c"}}"#
            .replace('\n', " ");
        std::fs::write(&path, format!("\u{feff}\n{failed}\n\n{{\"a\": 1}}\n\n\u{1}\n")).unwrap();
        let mut items: Vec<Result<Item, ExportError>> =
            Records::open([path, dir.path().join("none")]).collect();
        let missing = items.pop().unwrap().unwrap_err().to_string();
        assert!(missing.contains("none: no such file"), "{missing}");
        let items: Vec<Item> = items.into_iter().map(Result::unwrap).collect();
        assert!(matches!(&items[0].content, Ok(Line::Error(_))), "{:?}", items[0]);
        let places: Vec<(u64, u64)> = items[1..]
            .iter()
            .map(|item| (item.article, item.content.as_ref().unwrap_err().line))
            .collect();
        assert_eq!(places, [(2, 4), (3, 6)]);
    }

    /// What comes of files with these contents, and how many lines were complained of.
    fn counted(contents: &[&str]) -> (Result<Tally, ExportError>, usize) {
        let dir = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = contents
            .iter()
            .enumerate()
            .map(|(number, content)| {
                let path = dir.path().join(number.to_string());
                std::fs::write(&path, content).unwrap();
                path
            })
            .collect();
        let mut told = 0;
        let counted = Records::open(paths).each(|_| told += 1, |_| Ok(()));
        (counted, told)
    }

    #[test]
    fn some_lines_must_be_records() {
        let good = include_str!("../../tests/cmd/export/records.jsonl");
        let (some, told) = counted(&["bad\nworse\n", good]);
        let Tally { articles, failed, unreadable, .. } = some.unwrap();
        assert_eq!((articles, failed, unreadable, told), (1, 1, 2, 2));
        let (none, told) = counted(&["bad\nworse\n", "\n"]);
        assert!(matches!(none, Err(ExportError::NoRecord)), "{none:?}");
        assert_eq!(told, 2);
        let nothing = counted(&["", "\n\n"]).0;
        assert!(matches!(nothing, Err(ExportError::Nothing)), "{nothing:?}");
    }

    #[test]
    fn a_wrong_file_is_soon_given_up() {
        let good = include_str!("../../tests/cmd/export/records.jsonl");
        let (late, told) = counted(&[&"bad\n".repeat(999), good, "worse\n"]);
        let Tally { articles, failed, unreadable, .. } = late.unwrap();
        assert_eq!((articles, failed, unreadable, told), (1, 1, 1000, 1000));
        let (never, told) = counted(&[&"bad\n".repeat(1000), good]);
        assert!(matches!(never, Err(ExportError::NoRecordAmong(1000))), "{never:?}");
        assert_eq!(told, 3);
    }

    #[test]
    fn parts_are_named_where_the_whole_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        assert_eq!(parts_instead(&at("p.jsonl.gz")), None);
        for name in ["p-00001.jsonl.gz", "p-00002.jsonl.gz"] {
            std::fs::write(at(name), "").unwrap();
        }
        let told = parts_instead(&at("p.jsonl.gz")).unwrap();
        for name in ["p-00001.jsonl.gz to ", "p-00002.jsonl.gz; ", "p-*.jsonl.gz"] {
            assert!(told.contains(name), "{told}");
        }
        let opened = Records::open([at("p.jsonl.gz")]).next().unwrap().unwrap_err();
        assert!(opened.to_string().contains("p-*.jsonl.gz"), "{opened}");
        std::fs::write(at("p.jsonl.gz"), "").unwrap();
        assert_eq!(parts_instead(&at("p.jsonl.gz")), None);
    }

    #[test]
    fn a_stop_comes_before_the_end() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("empty");
        std::fs::write(&path, "").unwrap();
        let stopped = Records::open([path]).until(|| true).each(|_| {}, |_| Ok(()));
        assert!(matches!(stopped, Err(ExportError::Stopped)), "{stopped:?}");
    }
}
