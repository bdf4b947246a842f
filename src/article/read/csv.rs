//! Comma-separated values with a header, one article a row.

use std::borrow::Cow;
use std::io::Read;

use super::container::{Bytes, Items};
use super::decode;
use super::failure::{Failure, FailureKind, Fault};
use super::jsonl::finish;
use super::lines::Fit;
use super::names::unique;
use super::object::listed;
use super::rows::{Row, Rows};
use super::{Document, ReadOptions, Source};

/// The articles of a CSV file. Rows are numbered from 1, the header not counted.
pub(super) struct CsvRows {
    rows: Rows<Bytes>,
    items: Items,
    source: Source,
    options: ReadOptions,
    /// The columns, names made unique, and which holds the article; `None` before the header is
    /// read.
    header: Option<(Vec<String>, usize)>,
    number: u64,
    row: Vec<u8>,
    ended: bool,
}

impl CsvRows {
    /// `source`: the file, as the articles are to name it.
    pub(super) fn new(bytes: Bytes, items: Items, source: Source, options: &ReadOptions) -> Self {
        Self {
            rows: Rows::new(bytes, options.max_item_bytes()),
            items,
            source,
            options: options.clone(),
            header: None,
            number: 0,
            row: Vec::new(),
            ended: false,
        }
    }

    /// The next row that is there, or why there is none.
    fn row(&mut self) -> Result<Option<Row>, Fault> {
        Ok(self.rows.next(&mut self.row)?)
    }

    fn read_header(&mut self) -> Result<(Vec<String>, usize), Fault> {
        let Some(row) = self.row()? else {
            let message = "no header and no rows; look where the file came from";
            return Err(Fault::new(FailureKind::Empty, message));
        };
        check(row, &self.options)?;
        let line = self.items.decode(&self.row)?.0;
        let names = unique(cells(&line)?);
        let text = self.options.pick_text_field(|name| names.iter().any(|n| n == name));
        match text.and_then(|name| names.iter().position(|n| n == name)) {
            Some(text) => Ok((names, text)),
            None => Err(no_column(&names, &self.options)),
        }
    }

    /// The article of the current row.
    fn article(&mut self, row: Row) -> Result<Document, Failure> {
        let mut source = Source { item: Some(self.number), ..self.source.clone() };
        let read = check(row, &self.options).and_then(|()| self.items.decode(&self.row));
        let (line, encoding) = read.map_err(|fault| fault.at(source.clone()))?;
        source.encoding = Some(decode::name(encoding));
        let cells = cells(&line).map_err(|fault| fault.at(source.clone()))?;
        let Some((names, text)) = &self.header else {
            return Err(Fault::new(FailureKind::Internal, "a row before the header").at(source));
        };
        if cells.len() != names.len() {
            let message = format!(
                "{} where the header has {}, in the row on line {}; mend its commas or quotes",
                counted(cells.len()),
                names.len(),
                row.line
            );
            return Err(Fault::new(FailureKind::Csv, message).at(source));
        }
        let mut article = String::new();
        for (at, (name, cell)) in names.iter().zip(cells).enumerate() {
            if at == *text {
                article = cell;
            } else {
                source.fields.push_string(name.clone(), &cell);
            }
        }
        finish(source, article, &self.options)
    }
}

impl Iterator for CsvRows {
    type Item = Result<Document, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if self.header.is_none() {
            match self.read_header() {
                Ok(header) => self.header = Some(header),
                Err(fault) => {
                    self.ended = true;
                    return Some(Err(fault.at(self.source.clone())));
                }
            }
        }
        match self.row() {
            Ok(Some(row)) => {
                self.number += 1;
                Some(self.article(row))
            }
            Ok(None) => {
                self.ended = true;
                let message = "no rows below the header; look where the file came from";
                let fault = Fault::new(FailureKind::Empty, message);
                (self.number == 0).then(|| Err(fault.at(self.source.clone())))
            }
            Err(fault) => {
                self.ended = true;
                Some(Err(fault.at(self.source.clone())))
            }
        }
    }
}

/// Says so if the row was not read whole.
fn check(row: Row, options: &ReadOptions) -> Result<(), Fault> {
    if row.unclosed {
        let message = format!(
            "a quote in the row on line {} is never closed, so all that follows is in it; close it",
            row.line
        );
        return Err(Fault::new(FailureKind::Csv, message));
    }
    match row.fit {
        Fit::Whole => Ok(()),
        Fit::TooLong => {
            let what = format!("the row on line {} (unless a quote is not closed)", row.line);
            Err(Fault::too_large(&what, options.max_item_bytes()))
        }
    }
}

fn cells(row: &str) -> Result<Vec<String>, Fault> {
    // Each reader drops a byte order mark that it begins with, of a row it is a part: so it begins with an empty line.
    let bytes = (&b"\n"[..]).chain(row.as_bytes());
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    match reader.records().next() {
        Some(Ok(cells)) => Ok(cells.iter().map(str::to_owned).collect()),
        Some(Err(_)) | None => Err(Fault::new(FailureKind::Internal, "a row that is none")),
    }
}

fn no_column(names: &[String], options: &ReadOptions) -> Fault {
    let wanted = options.text_field_in_words();
    let separator = match names {
        [only] => [';', '\t', '|'].into_iter().find(|c| only.contains(*c)),
        _ => None,
    };
    let message = match separator {
        Some(separator) => format!(
            "no column {wanted}: the header has {separator:?} between its names; write commas"
        ),
        None => format!(
            "no column {wanted}, only {}; name the one that holds the article with --text-field",
            listed(names.iter().map(String::as_str))
        ),
    };
    Fault::new(FailureKind::MissingField, message)
}

fn counted(cells: usize) -> Cow<'static, str> {
    if cells == 1 { "1 field".into() } else { format!("{cells} fields").into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_begins_a_row_is_a_part_of_it() {
        assert_eq!(cells("\u{feff}a,b").unwrap(), ["\u{feff}a", "b"]);
        assert_eq!(cells("\u{feff}").unwrap(), ["\u{feff}"]);
    }

    #[test]
    fn other_separators_are_told() {
        let fault = no_column(&["id;text".to_owned()], &ReadOptions::default());
        assert!(fault.message.contains("';'"), "{fault}");
    }
}
