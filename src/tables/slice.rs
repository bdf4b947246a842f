//! Pieces of a text by code points, which is how a record counts.

/// A text whose pieces can be had by code points in constant time.
pub struct Slices<'t> {
    text: &'t str,
    /// Byte of every code point, and the length; empty where the two counts are the same.
    bytes: Vec<usize>,
}

impl<'t> Slices<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
        };
        Self { text, bytes }
    }

    /// The piece from code point `start` to before `end`; `None` where there is no such piece.
    pub fn get(&self, start: usize, end: usize) -> Option<&'t str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    /// Where code point `at` begins, in bytes.
    pub fn byte(&self, at: usize) -> Option<usize> {
        if self.bytes.is_empty() {
            (at <= self.text.len()).then_some(at)
        } else {
            self.bytes.get(at).copied()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,40}", start in 0_usize..45, len in 0_usize..45) {
            let points: Vec<char> = text.chars().collect();
            let expected = points.get(start..start + len).map(|piece| piece.iter().collect());
            let piece = Slices::new(&text).get(start, start + len).map(str::to_owned);
            prop_assert_eq!(piece, expected);
        }
    }
}
