//! Rows as comma-separated values: a header, then a line a row, an empty field for null.

use std::io::{self, Write};

use super::rows::Cell;
use super::schema::Table;

/// Writes one table.
pub struct CsvTable<W: Write> {
    writer: csv::Writer<W>,
    field: String,
}

impl<W: Write> CsvTable<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// If `inner` cannot be written to.
    pub fn new(table: Table, inner: W) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(inner);
        writer.write_record(table.columns().iter().map(|column| column.name))?;
        Ok(Self { writer, field: String::new() })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// As [`CsvTable::new`].
    pub fn push(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for cell in cells {
            match cell {
                Cell::Text(text) => self.writer.write_field(text.as_bytes())?,
                Cell::Word(word) => self.writer.write_field(word)?,
                Cell::Null => self.writer.write_field("")?,
                other => {
                    self.field.clear();
                    write_value(other, &mut self.field);
                    self.writer.write_field(&self.field)?;
                }
            }
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// As [`CsvTable::new`].
    pub fn finish(mut self) -> io::Result<W> {
        self.writer.flush()?;
        self.writer.into_inner().map_err(|error| io::Error::from(error.error().kind()))
    }
}

fn write_value(cell: &Cell<'_>, out: &mut String) {
    use std::fmt::Write as _;
    // Writing to a string does not fail.
    let _ = match cell {
        Cell::Int(number) => write!(out, "{number}"),
        Cell::Number(number) => write!(out, "{number}"),
        Cell::Score(score) => write!(out, "{score}"),
        Cell::Day(day) => write!(out, "{day}"),
        Cell::Flag(flag) => write!(out, "{flag}"),
        Cell::Null | Cell::Text(_) | Cell::Word(_) => Ok(()),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_plainly_and_what_holds_commas_or_lines_is_quoted() {
        let mut table = CsvTable::new(Table::EventDates, Vec::new()).unwrap();
        let text = |text: &'static str| Cell::Text(text.into());
        table.push(&[Cell::Int(-1), text("a, \"b\"\nc"), Cell::Null]).unwrap();
        let day = jiff::civil::date(2024, 2, 29);
        table.push(&[Cell::Day(day), Cell::Score(0.5), Cell::Flag(true)]).unwrap();
        let number = "12345678901234567890.5".parse().unwrap();
        table.push(&[Cell::Number(number), Cell::Word("PER"), Cell::Int(0)]).unwrap();
        let written = String::from_utf8(table.finish().unwrap()).unwrap();
        assert_eq!(
            written,
            "article,event,date\n-1,\"a, \"\"b\"\"\nc\",\n2024-02-29,0.5,true\n\
             12345678901234567890.5,PER,0\n"
        );
    }
}
