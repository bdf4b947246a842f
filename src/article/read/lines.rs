//! Lines of bounded length.

use std::io::{self, BufRead, Read};

/// How an item came out of its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// All of it is in the buffer.
    Whole,
    /// It is longer than allowed and was passed over.
    TooLong,
}

/// Splits at line feeds, holding no more than one line and never more than `limit` bytes.
pub(super) struct Lines<R> {
    reader: R,
    limit: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, limit: u64) -> Self {
        Self { reader, limit }
    }

    /// Puts the next line into `line`, without its line feed. `None` at the end.
    pub(super) fn next(&mut self, line: &mut Vec<u8>) -> io::Result<Option<Fit>> {
        line.clear();
        let within = self.limit.saturating_add(1);
        self.reader.by_ref().take(within).read_until(b'\n', line)?;
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.is_empty() {
            return Ok(None);
        } else if line.len() as u64 > self.limit {
            line.clear();
            self.reader.skip_until(b'\n')?;
            return Ok(Some(Fit::TooLong));
        }
        Ok(Some(Fit::Whole))
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn splits_as_split_does(bytes in "[ab\r\n]{0,60}", limit in 0..9_u64, buffer in 1..9_usize) {
            let mut lines = Lines::new(BufReader::with_capacity(buffer, bytes.as_bytes()), limit);
            let mut naive: Vec<_> = bytes.split('\n').collect();
            if naive.last() == Some(&"") {
                naive.pop();
            }
            let mut line = Vec::new();
            for expected in naive {
                let fit = lines.next(&mut line).unwrap();
                if expected.len() as u64 > limit {
                    prop_assert_eq!(fit, Some(Fit::TooLong));
                } else {
                    prop_assert_eq!(fit, Some(Fit::Whole));
                    prop_assert_eq!(&line[..], expected.as_bytes());
                }
            }
            prop_assert_eq!(lines.next(&mut line).unwrap(), None);
        }
    }
}
