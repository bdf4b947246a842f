//! CSV rows of bounded length: the file cut where rows end, so that a quote which never closes does
//! not take the rest of the file into memory. What is in a row is left to the `csv` crate.

use std::io::{self, BufRead};

use super::lines::Fit;

/// Where in a row the reader stands, in the terms of the `csv` crate's own reader.
#[derive(Clone, Copy, PartialEq)]
enum At {
    /// Before the first byte of a row.
    RowStart,
    /// Before the first byte of a field.
    FieldStart,
    /// In a field, or after its closing quote: quotes mean nothing here.
    Field,
    /// In a quoted field.
    Quoted,
    /// After a quote in a quoted field: the closing one, or the first of two that stand for one.
    Quote,
}

impl At {
    /// Where the byte leads; `None` if it ends the row.
    fn after(self, byte: u8) -> Option<Self> {
        Some(match (self, byte) {
            (Self::Quoted, b'"') => Self::Quote,
            (Self::Quoted, _) | (Self::RowStart | Self::FieldStart | Self::Quote, b'"') => {
                Self::Quoted
            }
            (Self::RowStart, b'\r' | b'\n') => Self::RowStart,
            (_, b'\r' | b'\n') => return None,
            (_, b',') => Self::FieldStart,
            _ => Self::Field,
        })
    }
}

/// Cuts rows. Blank lines between rows are passed over.
pub(super) struct Rows<R> {
    reader: R,
    limit: usize,
    lines: u64,
}

/// A row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) fit: Fit,
    /// Whether the file ended inside quotes.
    pub(super) unclosed: bool,
    /// The line of the file that the row starts on, from 1.
    pub(super) line: u64,
}

impl<R: BufRead> Rows<R> {
    pub(super) fn new(reader: R, limit: u64) -> Self {
        Self { reader, limit: usize::try_from(limit).unwrap_or(usize::MAX), lines: 1 }
    }

    /// Puts the next row into `row`, without its line break. `None` at the end.
    pub(super) fn next(&mut self, row: &mut Vec<u8>) -> io::Result<Option<Row>> {
        row.clear();
        let mut at = At::RowStart;
        let mut line = self.lines;
        let mut fit = Fit::Whole;
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                let ended = Row { fit, unclosed: at == At::Quoted, line };
                return Ok((at != At::RowStart).then_some(ended));
            }
            let mut used = 0;
            let mut start = 0;
            let mut ended = false;
            for byte in chunk {
                self.lines += u64::from(*byte == b'\n');
                match at.after(*byte) {
                    None => {
                        ended = true;
                        break;
                    }
                    Some(At::RowStart) => {
                        line = self.lines;
                        start = used + 1;
                    }
                    Some(next) => at = next,
                }
                used += 1;
            }
            let part = &chunk[start..used];
            if fit == Fit::Whole && part.len() <= self.limit - row.len() {
                row.extend_from_slice(part);
            } else if fit == Fit::Whole {
                fit = Fit::TooLong;
                *row = Vec::new();
            }
            // The line feed after a carriage return is taken for a blank line.
            self.reader.consume(used + usize::from(ended));
            if ended {
                return Ok(Some(Row { fit, unclosed: false, line }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    fn rows(bytes: &str, limit: u64, buffer: usize) -> Vec<(Row, String)> {
        let mut rows = Rows::new(BufReader::with_capacity(buffer, bytes.as_bytes()), limit);
        let mut all = Vec::new();
        let mut row = Vec::new();
        while let Some(how) = rows.next(&mut row).unwrap() {
            all.push((how, String::from_utf8(row.clone()).unwrap()));
        }
        all
    }

    #[test]
    fn rows_know_their_lines_and_limits() {
        let at = |line| Row { fit: Fit::Whole, unclosed: false, line };
        let expected = vec![
            (at(1), "a,\"b\n\"\"c\"".to_owned()),
            (Row { fit: Fit::TooLong, ..at(4) }, String::new()),
            (Row { unclosed: true, ..at(5) }, "\"f\n".to_owned()),
        ];
        assert_eq!(rows("a,\"b\n\"\"c\"\r\n\r\nd,eeeeeeeeee\n\"f\n", 10, 4), expected);
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(bytes in "[a,\"\r\n]{0,40}", buffer in 1..9_usize) {
            let fields = |bytes: &str| -> Vec<Vec<String>> {
                ::csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .from_reader(bytes.as_bytes())
                    .records()
                    .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                    .collect()
            };
            let cut = rows(&bytes, 100, buffer);
            let each: Vec<_> = cut.iter().flat_map(|(_, row)| fields(row)).collect();
            prop_assert_eq!(each.len(), cut.len());
            prop_assert_eq!(each, fields(&bytes));
        }
    }
}
