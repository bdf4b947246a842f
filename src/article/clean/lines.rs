//! Plain text into blocks: one for each line, or, where a page is wrapped at a fixed column, one
//! for each paragraph put together again.

use super::block::{Block, Hints};
use super::byline;
use super::lexicon;
use super::words::is_grammar;
use crate::text::Span;
use crate::text::printed_date;

/// A line of the text.
#[derive(Clone, Copy)]
struct Line {
    /// Without white space at either end.
    span: Span,
    /// White characters before it.
    indent: usize,
    /// Characters from the margin to its end.
    width: usize,
    group: usize,
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The blocks of a plain text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut out: Vec<Block> = Vec::new();
    let mut last: Option<Line> = None;
    for line in lines {
        if let (Some(width), Some(before), Some(block)) = (width, last, out.last_mut())
            && goes_on(text, block.span, before, line, width)
        {
            block.span = block.span.cover(line.span);
        } else {
            out.push(Block { span: line.span, group: line.group, hints: Hints::default() });
        }
        last = Some(line);
    }
    out
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    let (mut group, mut blank) = (0, false);
    for part in text.split_inclusive(is_break) {
        let whole = Span::new(start, start + part.len());
        start += part.len();
        let span = whole.trim(text);
        if span.is_empty() {
            // Both halves of a CRLF break one line; two breaks make a blank one.
            blank |= !(part == "\n" && text[..whole.start()].ends_with('\r'));
            continue;
        }
        group += usize::from(blank && !out.is_empty());
        blank = false;
        let indent = text[whole.start()..span.start()].chars().count();
        let width = indent + span.of(text).chars().count();
        out.push(Line { span, indent, width, group });
    }
    out
}

/// The column at which the page is wrapped, if it is.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut widths = Vec::new();
    let (mut pairs, mut soft) = (0, 0);
    for pair in lines.windows(2) {
        let (before, line) = (pair[0], pair[1]);
        if !(40..=160).contains(&before.width) {
            continue;
        }
        widths.push(before.width);
        if before.group == line.group {
            pairs += 1;
            let lower = line.span.of(text).starts_with(char::is_lowercase);
            let one = before.span.of(text);
            soft += usize::from(lower && is_running(one) && !ends_sentence(one));
        }
    }
    if soft < 2 || soft * 5 < pairs {
        return None;
    }
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied()
}

/// Whether a line has words side by side: addresses and hashes under each other are no paragraph.
fn is_running(text: &str) -> bool {
    text.split_whitespace().nth(3).is_some()
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', ')', '\'', '’', '*', '_']).ends_with(['.', '!', '?', ':'])
}

/// Whether `line` goes on with the sentence of the line before it.
fn goes_on(text: &str, block: Span, before: Line, line: Line, width: usize) -> bool {
    if before.group != line.group {
        return false;
    }
    let (one, two) = (before.span.of(text), line.span.of(text));
    if stands_alone(one) || stands_alone(two) {
        return false;
    }
    let shouted = |s: &str| s.chars().any(char::is_uppercase) && !s.chars().any(char::is_lowercase);
    if shouted(one) && shouted(two) {
        return true;
    }
    // A labelled headline goes on to the next label; one that ends in `of` goes on too.
    let labelled = ["Title:", "Tittle:", "Headline:"].iter().any(|l| block.of(text).starts_with(l));
    let hanging = one.rsplit(char::is_whitespace).next().is_some_and(is_grammar);
    let label = two.split_whitespace().next().is_some_and(|w| w.ends_with(':'));
    if (labelled && block.len() < 300 || hanging && one.len() >= 28) && !label {
        return true;
    }
    if ends_sentence(one) && line.indent >= before.indent + 2 {
        return false;
    }
    if two.starts_with(['•', '*', '●', '▪']) || two.starts_with("- ") {
        return false;
    }
    let lower = two.starts_with(char::is_lowercase);
    if !is_running(one) {
        return false;
    }
    if lower && !ends_sentence(one) && before.width * 2 >= width {
        return true;
    }
    // The first word of this line had no place in the one before.
    let word = two.split_whitespace().next().map_or(0, |w| w.chars().count());
    before.width + 1 + word + 4 > width && line.indent <= before.indent + 8
}

/// Lines that are something by themselves.
fn stands_alone(text: &str) -> bool {
    let words = text.split_whitespace().take(13).count();
    if words > 12 {
        return false;
    }
    let verdict = lexicon::look_up(text, words);
    verdict.site && words <= 8
        || verdict.opens.is_some()
        || printed_date::is_date_line(text)
        || byline::of_line(text).is_some()
        || !text.chars().any(char::is_alphanumeric)
        || text.starts_with("http")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        blocks(text).iter().map(|b| b.span.of(text)).collect()
    }

    #[test]
    fn every_kind_of_line_break_breaks() {
        let text = "one\r\ntwo\u{2028}three\rfour\n\n  five  \n";
        assert_eq!(texts(text), ["one", "two", "three", "four", "five"]);
        let groups: Vec<_> = blocks(text).iter().map(|b| b.group).collect();
        assert_eq!(groups, [0, 0, 0, 0, 1]);
        assert_eq!(blocks("a\r\n\r\nb")[1].group, 1);
    }

    #[test]
    fn wrapped_paragraphs_come_together() {
        let text = "The robbers who emptied the bridge of 173,600 ether and\n\
            25.5 million coins last month were North Koreans, the\n\
            bureau said on Thursday, naming two teams long blamed\n\
            for raids on banks.\n\nThe loss is the largest the young industry has ever\n\
            seen, it said, and not the last.\n";
        assert_eq!(texts(text).len(), 2);
    }
}
