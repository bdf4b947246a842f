//! From bytes to code points: the program slices by bytes, a record counts Unicode code points.

/// Bytes between two remembered positions. Small enough that a look-up scans next to nothing,
/// large enough that the table is a sixty-fourth of the text.
const STRIDE: usize = 64;

/// Turns byte offsets of one text into code point offsets, in constant time each.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// `table[i]`: code points that start before byte `i * STRIDE`.
    table: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut table = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut count = 0;
        table.push(0);
        for chunk in bytes.chunks(STRIDE) {
            count += chunk.iter().filter(|b| starts_code_point(**b)).count();
            table.push(count);
        }
        Self { text, table }
    }

    /// Number of code points before byte `offset`.
    ///
    /// # Panics
    /// If `offset` lies beyond the text.
    pub fn at(&self, offset: usize) -> usize {
        let chunk = offset / STRIDE;
        let rest = &self.text.as_bytes()[chunk * STRIDE..offset];
        self.table[chunk] + rest.iter().filter(|b| starts_code_point(**b)).count()
    }
}

fn starts_code_point(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,300}") {
            let points = CodePoints::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte), count);
            }
            prop_assert_eq!(points.at(text.len()), text.chars().count());
        }
    }
}
