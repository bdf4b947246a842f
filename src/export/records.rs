//! Records from files, one a line, in order. Lines are parsed on all cores, some at a time, so that
//! reading is not what an export waits for; what comes out does not depend on it.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{ExportError, Tally};
use crate::article::read::RawLines;
use crate::record::{Line, Record};
use crate::tables::{Unreadable, day_of};

/// Lines are parsed together until they have this many bytes.
const TOGETHER: usize = 4 << 20;

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
    ready: std::vec::IntoIter<Item>,
    number: u64,
}

struct Open {
    path: String,
    lines: RawLines,
    line: u64,
}

/// A line that was read but not parsed, or why it was not read.
struct Raw {
    path: String,
    line: u64,
    bytes: Result<Vec<u8>, String>,
}

impl Records {
    /// The records of `paths`: files, compressed or not, and `-` for standard input.
    pub fn open(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let paths = paths.into_iter().collect::<Vec<_>>().into_iter();
        Self { paths, open: None, ready: Vec::new().into_iter(), number: 0 }
    }

    /// Gives every article with its number to `take` and every line that is no record to `complain`,
    /// and counts what there was.
    ///
    /// # Errors
    /// As soon as `take` fails.
    pub(super) fn each_article(
        self,
        mut complain: impl FnMut(&Unreadable),
        mut take: impl FnMut(u64, &Record) -> Result<(), ExportError>,
    ) -> Result<Tally, ExportError> {
        let mut tally = Tally::default();
        for item in self {
            tally.count(&item);
            match &item.content {
                Ok(Line::Article(record)) => take(item.article, record)?,
                Ok(Line::Error(_)) => {}
                Err(line) => complain(line),
            }
        }
        Ok(tally)
    }

    /// The next line that is not blank.
    fn raw(&mut self) -> Option<Raw> {
        loop {
            let Some(open) = &mut self.open else {
                let path = self.paths.next()?;
                match begin(&path) {
                    Ok(open) => self.open = Some(open),
                    Err(raw) => return Some(raw),
                }
                continue;
            };
            let mut bytes = Vec::new();
            open.line += 1;
            let (path, line) = (open.path.clone(), open.line);
            match open.lines.next(&mut bytes) {
                Ok(true) if bytes.trim_ascii().is_empty() => {}
                Ok(true) => return Some(Raw { path, line, bytes: Ok(bytes) }),
                Ok(false) => self.open = None,
                Err(why) => {
                    self.open = None;
                    return Some(Raw { path, line, bytes: Err(why) });
                }
            }
        }
    }
}

fn begin(path: &Path) -> Result<Open, Raw> {
    let name = RawLines::name(path);
    match RawLines::open(path) {
        Ok(lines) => Ok(Open { path: name, lines, line: 0 }),
        Err(why) => Err(Raw { path: name, line: 0, bytes: Err(why) }),
    }
}

impl Iterator for Records {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if let Some(item) = self.ready.next() {
            return Some(item);
        }
        let (mut together, mut bytes) = (Vec::new(), 0);
        while bytes < TOGETHER {
            let Some(raw) = self.raw() else { break };
            bytes += raw.bytes.as_ref().map_or(0, Vec::len);
            self.number += 1;
            together.push((self.number, raw));
        }
        let parsed: Vec<Item> = together.into_par_iter().map(parsed).collect();
        self.ready = parsed.into_iter();
        self.ready.next()
    }
}

fn parsed((article, raw): (u64, Raw)) -> Item {
    let Raw { path, line, bytes } = raw;
    let content =
        bytes.and_then(|bytes| parse(&bytes)).map_err(|message| Unreadable { path, line, message });
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
        let items: Vec<Item> = Records::open([path, dir.path().join("none")]).collect();
        assert!(matches!(&items[0].content, Ok(Line::Error(_))), "{:?}", items[0]);
        let places: Vec<(u64, u64)> = items[1..]
            .iter()
            .map(|item| (item.article, item.content.as_ref().unwrap_err().line))
            .collect();
        assert_eq!(places, [(2, 4), (3, 6), (4, 0)]);
        let missing = items[3].content.as_ref().unwrap_err();
        assert!(missing.message.contains("no such file"), "{missing:?}");
    }
}
