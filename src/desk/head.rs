//! Lines under a headline in which the page prints its date: they are of the page, not of its story.

use crate::text::{Span, printed_date};

/// The head of an article: up to its second full sentence.
#[derive(Default)]
pub(super) struct Head {
    /// Full sentences so far.
    sentences: usize,
}

impl Head {
    /// The headline and a line under it may be full sentences, too.
    const LONGEST: usize = 3;
    /// Fewer words make no full sentence.
    const WORDS: usize = 6;

    /// Whether the next sentence is a line in which the page prints its date, with its time, who wrote
    /// the article and how long it takes to read.
    pub(super) fn prints(&mut self, text: &str, span: Span, byline: Option<Span>) -> bool {
        if self.sentences >= Self::LONGEST {
            return false;
        }
        let signed = byline.is_some_and(|byline| byline.overlaps(span));
        let end = text.trim_end_matches(['"', '”', '\'', '’', ')']);
        // `at 5:31 p.m.` ends no sentence.
        let hour = end.ends_with(" a.m.") || end.ends_with(" p.m.");
        let dated = printed_date::is_date_line(text);
        let full = text.split_whitespace().count() >= Self::WORDS
            && end.ends_with(['.', '?', '!'])
            && !(dated && hour);
        if (dated || signed) && !full {
            return true;
        }
        self.sentences += usize::from(full);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first of `lines` in which the page prints its date.
    fn printed<'t>(lines: &[&'t str]) -> Vec<&'t str> {
        let mut head = Head::default();
        let span = Span::new(0, 0);
        lines.iter().copied().filter(|line| head.prints(line, span, None)).collect()
    }

    #[test]
    fn a_date_line_is_of_the_page_a_date_in_prose_of_the_story() {
        let lines = [
            "Worm reaches a third bank",
            "Updated Jun 10, 2025",
            "PUBLISHED: December 6, 2024 at 5:31 p.m. EST | UPDATED: December 6, 2024 at 6:02 p.m. EST",
            "UPDATED: December 6, 2024 at 6:02 p.m.",
            "Updated: Dec. 6, 2024, 6:02 p.m.|Published: Dec. 6, 2024, 5:31 p.m.",
            "The bank was hit on June 3, 2025.",
            "March 5, 2024 was a Tuesday and the bank was closed.",
        ];
        assert_eq!(printed(&lines), lines[1..5]);
    }

    #[test]
    fn further_down_a_date_heads_a_part_of_the_story() {
        let full = "The bank was hit by a worm again.";
        assert_eq!(printed(&[full, full, full, "June 10, 2025"]), [""; 0]);
    }
}
