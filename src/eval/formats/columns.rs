//! Column files: a word on each line, its tag in one of the columns, an empty line between
//! sentences, `-DOCSTART-` between documents. CoNLL-2003 is one, and so are most sets of names.
//!
//! Columns are parted by tabs where a line has any, else by blanks. The tag's column is the last in
//! which every line has a tag; the word's is the first, or the second where the first numbers the
//! words (CoNLL-U). The text of a document is its words with blanks and its sentences with line
//! feeds between them.

use std::path::Path;

use super::{Annotation, ReadError, ReadOptions, Set};
use crate::eval::annotation::Mention;
use crate::eval::tags::{self, Reading};

/// Lines of a document mark, in the sets that have one.
const DOCUMENT_MARKS: [&str; 2] = ["-DOCSTART-", "<DOCSTART>"];

pub(super) fn read(
    file: &Path,
    text: &str,
    options: &ReadOptions,
    set: &mut Set,
) -> Result<(), ReadError> {
    let lines: Vec<Line> = text.lines().map(Line::of).collect();
    let fault =
        |at: usize, why: String| ReadError::one(format!("{}:{}: {why}", file.display(), at + 1));
    let layout = Layout::find(&lines, options).map_err(|(at, why)| fault(at, why))?;
    let mut open = Builder::new(file, 0, options.reading);
    let mut done = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match line {
            Line::Empty => open.end_sentence().map_err(|(at, why)| fault(at, why))?,
            Line::Comment(comment) if !comment.starts_with("newdoc") => {}
            Line::Document | Line::Comment(_) => {
                open.end_sentence().map_err(|(at, why)| fault(at, why))?;
                done.push(std::mem::replace(&mut open, Builder::new(file, at, options.reading)));
            }
            Line::Word(columns) => {
                let (word, tag) = layout.word_and_tag(columns).map_err(|why| fault(at, why))?;
                open.words.push((at, word, tag));
            }
        }
    }
    open.end_sentence().map_err(|(at, why)| fault(at, why))?;
    done.push(open);
    set.articles.extend(done.into_iter().filter(|b| !b.sentences.is_empty()).map(Builder::article));
    Ok(())
}

/// Whether a text is in columns: it has words, and a tag beside each.
pub(super) fn are_in(text: &str) -> bool {
    let lines: Vec<Line> = text.lines().map(Line::of).collect();
    let has_words = lines.iter().any(|line| matches!(line, Line::Word(_)));
    has_words && Layout::find(&lines, &ReadOptions::default()).is_ok()
}

/// One line of the file.
enum Line<'t> {
    Empty,
    /// The comment of a CoNLL-U file.
    Comment(&'t str),
    Document,
    Word(Vec<&'t str>),
}

impl<'t> Line<'t> {
    fn of(line: &'t str) -> Self {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.chars().all(|c| matches!(c, ' ' | '\t')) {
            return Self::Empty;
        }
        if let Some(comment) = line.strip_prefix("# ")
            && comment.contains(" = ")
        {
            return Self::Comment(comment);
        }
        let columns: Vec<&str> = if line.contains('\t') {
            line.split('\t').collect()
        } else {
            line.split(' ').filter(|column| !column.is_empty()).collect()
        };
        if DOCUMENT_MARKS.contains(&columns[0]) { Self::Document } else { Self::Word(columns) }
    }
}

/// Which columns hold what, from 0.
struct Layout {
    word: usize,
    tag: usize,
}

impl Layout {
    fn find(lines: &[Line], options: &ReadOptions) -> Result<Self, (usize, String)> {
        let words = || {
            lines.iter().enumerate().filter_map(|(at, line)| match line {
                Line::Word(columns) => Some((at, columns)),
                _ => None,
            })
        };
        let Some((first, columns)) = words().next() else {
            return Ok(Self { word: 0, tag: 1 });
        };
        let tag = match options.tag_column {
            Some(column) => column - 1,
            None => (1..columns.len())
                .rev()
                .find(|column| {
                    words().all(|(_, all)| all.get(*column).is_some_and(|tag| tags::is_tag(tag)))
                })
                .ok_or_else(|| (first, no_tag_column(words(), columns.len())))?,
        };
        let numbered = words()
            .all(|(_, all)| all[0].bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'.'));
        let word = options.word_column.map_or(usize::from(numbered && tag > 1), |c| c - 1);
        Ok(Self { word, tag })
    }

    fn word_and_tag<'t>(&self, columns: &[&'t str]) -> Result<(&'t str, &'t str), String> {
        let column = |place: usize| {
            let count = columns.len();
            columns.get(place).copied().ok_or_else(|| format!("no column {} of {count}", place + 1))
        };
        Ok((column(self.word)?, column(self.tag)?))
    }
}

/// Says which line keeps the last column from being one of tags.
fn no_tag_column<'l, 't: 'l>(
    mut words: impl Iterator<Item = (usize, &'l Vec<&'t str>)>,
    columns: usize,
) -> String {
    let wrong = words
        .find(|(_, all)| all.len() != columns || !all.last().is_some_and(|tag| tags::is_tag(tag)));
    let why = wrong.map_or(String::new(), |(at, all)| {
        let last = all.last().copied().unwrap_or_default();
        format!(" (line {} has {} columns and ends in {last:?})", at + 1, all.len())
    });
    format!("no column holds a tag on every line{why}; name it with --tag-column")
}

/// A document while it is read.
struct Builder<'t> {
    place: String,
    reading: Reading,
    /// Line, word and tag of the open sentence.
    words: Vec<(usize, &'t str, &'t str)>,
    text: String,
    points: usize,
    sentences: Vec<Vec<[usize; 2]>>,
    mentions: Vec<Mention>,
}

impl Builder<'_> {
    fn new(file: &Path, at: usize, reading: Reading) -> Self {
        Self {
            place: format!("{}:{}", file.display(), at + 1),
            reading,
            words: Vec::new(),
            text: String::new(),
            points: 0,
            sentences: Vec::new(),
            mentions: Vec::new(),
        }
    }

    fn end_sentence(&mut self) -> Result<(), (usize, String)> {
        let Some((first, ..)) = self.words.first() else { return Ok(()) };
        let tags: Vec<&str> = self.words.iter().map(|(_, _, tag)| *tag).collect();
        let chunks = tags::chunks(&tags, self.reading).map_err(|why| {
            let bad = self.words.iter().find(|(_, _, tag)| !tags::is_tag(tag));
            (bad.map_or(*first, |(at, ..)| *at), why)
        })?;
        let mut ranges = Vec::with_capacity(self.words.len());
        for (at, (_, word, _)) in self.words.iter().enumerate() {
            if at > 0 {
                self.text.push(' ');
                self.points += 1;
            }
            let start = self.points;
            self.text.push_str(word);
            self.points += word.chars().count();
            ranges.push([start, self.points]);
        }
        self.text.push('\n');
        self.points += 1;
        for chunk in chunks {
            let [start, end] = [ranges[chunk.words.start][0], ranges[chunk.words.end - 1][1]];
            if start == end {
                return Err((self.words[chunk.words.start].0, "a tag without a word".to_owned()));
            }
            self.mentions.push(Mention::new(start, end, chunk.label));
        }
        self.sentences.push(ranges);
        self.words.clear();
        Ok(())
    }

    fn article(self) -> Annotation {
        Annotation {
            place: self.place,
            text: Some(self.text),
            mentions: Some(self.mentions),
            words: Some(self.sentences),
            ..Annotation::default()
        }
    }
}
