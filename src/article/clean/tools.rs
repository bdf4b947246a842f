//! Tools of the site that pages set behind a date or a byline on its line: `March 5, 2024 Leave a comment`.

use super::byline;
use super::lexicon;
use crate::text::Span;
use crate::text::printed_date;

/// A tool has no more words.
const MOST_WORDS: usize = 4;
/// A line that signs is no longer.
const LONGEST: usize = 160;

/// `span` of `view` without the tool at its end, if what is left is a date or a byline.
pub(super) fn without(view: &str, span: Span) -> Span {
    let text = span.of(view);
    if text.len() > LONGEST {
        return span;
    }
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|&(at, c)| !c.is_whitespace() && text[..at].ends_with(char::is_whitespace))
        .map(|(at, _)| at)
        .collect();
    let signed = (2..=MOST_WORDS).rev().find_map(|words| {
        let at = *starts.get(starts.len().checked_sub(words)?)?;
        let verdict = lexicon::look_up(&text[at..], words);
        let tool = text[at..].starts_with(char::is_alphabetic)
            && (verdict.site || verdict.opens.is_some());
        let apart = |c: char| c.is_whitespace() || "—–-|·•/,".contains(c);
        let rest = text[..at].trim_end_matches(apart);
        let signs = || printed_date::is_date_line(rest) || byline::of_line(rest).is_some();
        (tool && signs()).then_some(rest.len())
    });
    signed.map_or(span, |len| Span::new(span.start(), span.start() + len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_end_a_line_that_signs() {
        let rest = |text: &'static str| without(text, Span::new(0, text.len())).of(text);
        assert_eq!(rest("May 8, 2024 — See all updates"), "May 8, 2024");
        assert_eq!(rest("By Ada Quill, May 8, 2024 | Leave a reply"), "By Ada Quill, May 8, 2024");
        for text in ["May 8, 2024, 5:01 p.m.", "By Ada Quill, Fenland Echo", "Leave a comment"] {
            assert_eq!(rest(text), text);
        }
    }
}
