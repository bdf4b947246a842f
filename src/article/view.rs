//! What a reader reads, traced back to the file: the text with markup taken away and character
//! references resolved, each byte of which knows where in the original it came from. Plain text is
//! its own view.

use crate::text::Span;

/// A stretch of the view and the stretch of the original that it stands for.
#[derive(Clone, Copy, Debug)]
struct Piece {
    view: Span,
    source: Span,
    /// Whether an offset inside can be carried over byte by byte. A piece that was replaced
    /// (`&amp;` by `&`) is carried over as a whole, unless it is one character for another of the
    /// same length.
    is_copy: bool,
}

/// Readable text with a map back to the original.
#[derive(Clone, Debug, Default)]
pub struct View {
    text: String,
    pieces: Vec<Piece>,
}

impl View {
    /// The view that is its own original.
    pub fn identity(text: &str) -> Self {
        let mut view = Self::default();
        view.copy(text, 0);
        view
    }

    /// The readable text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds `part`, found verbatim at byte `source_start` of the original.
    pub fn copy(&mut self, part: &str, source_start: usize) {
        self.push(part, Span::new(source_start, source_start + part.len()), true);
    }

    /// Adds `part` in place of the original's `source` (a character reference, a run of blanks).
    /// It is carried over as a whole, however long either is.
    pub fn replace(&mut self, part: &str, source: Span) {
        // One character for one (a blank for a line break) needs no piece of its own.
        let one_for_one = part.len() == source.len() && part.chars().count() == 1;
        self.push(part, source, one_for_one);
    }

    /// Adds text that the original does not have (the blank line between two HTML paragraphs).
    pub fn insert(&mut self, part: &str) {
        self.text.push_str(part);
    }

    fn push(&mut self, part: &str, source: Span, is_copy: bool) {
        if part.is_empty() {
            return;
        }
        let view = Span::new(self.text.len(), self.text.len() + part.len());
        self.text.push_str(part);
        let piece = Piece { view, source, is_copy };
        if let Some(last) = self.pieces.last_mut() {
            let adjoins = last.view.end() == view.start() && last.source.end() == source.start();
            if adjoins && last.is_copy && is_copy {
                last.view = last.view.cover(view);
                last.source = last.source.cover(source);
                return;
            }
        }
        self.pieces.push(piece);
    }

    /// Where `span` of the view stands in the original: from the first byte of its first traced
    /// character to the last byte of its last one. `None` if nothing in it comes from the original.
    pub fn to_source(&self, span: Span) -> Option<Span> {
        let first = self.pieces.partition_point(|p| p.view.end() <= span.start());
        let after = self.pieces.partition_point(|p| p.view.start() < span.end());
        if first >= after {
            return None;
        }
        let (head, tail) = (self.pieces[first], self.pieces[after - 1]);
        let start = if head.is_copy && span.start() > head.view.start() {
            head.source.start() + (span.start() - head.view.start())
        } else {
            head.source.start()
        };
        let end = if tail.is_copy && span.end() < tail.view.end() {
            tail.source.start() + (span.end() - tail.view.start())
        } else {
            tail.source.end()
        };
        (start < end).then(|| Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_maps_every_span_to_itself() {
        let view = View::identity("née Kim");
        assert_eq!(view.to_source(Span::new(1, 3)), Some(Span::new(1, 3)));
    }

    #[test]
    fn a_replaced_reference_is_carried_over_whole() {
        let source = "<b>A&amp;B</b> x";
        let mut view = View::default();
        view.copy("A", 3);
        view.replace("&", Span::new(4, 9));
        view.copy("B", 9);
        view.insert("\n\n");
        view.copy("x", 15);
        assert_eq!(view.text(), "A&B\n\nx");
        let of = |a, b| view.to_source(Span::new(a, b)).map(|s| s.of(source));
        assert_eq!(of(0, 3), Some("A&amp;B"));
        assert_eq!(of(1, 2), Some("&amp;"));
        assert_eq!(of(2, 3), Some("B"));
        assert_eq!(of(3, 5), None);
        assert_eq!(of(3, 6), Some("x"));
    }

    #[test]
    fn two_characters_for_a_reference_of_their_length_stay_together() {
        let source = "a&acE;b";
        let mut view = View::default();
        view.copy("a", 0);
        view.replace("∾\u{333}", Span::new(1, 6));
        view.copy("b", 6);
        assert_eq!(view.to_source(Span::new(1, 4)), Some(Span::new(1, 6)));
        assert_eq!(view.to_source(Span::new(4, 7)).map(|s| s.of(source)), Some("&acE;b"));
    }
}
