//! What is safe to show: names of files and what articles say may hold anything.

use std::borrow::Cow;

/// The text on one line, without anything that a terminal would obey or that turns text around;
/// such characters are written as Rust writes them.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    escaped(text, is_unsafe)
}

/// The same, with the lines that the text has.
pub fn on_its_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c != '\n' && is_unsafe(c))
}

fn escaped(text: &str, is_unsafe: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unsafe(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Control characters, ends of lines and paragraphs, and marks that change the direction of what is
/// beside them.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        for (raw, shown) in [
            ("plain, \u{e9} \u{6771}\u{4eac}", "plain, \u{e9} \u{6771}\u{4eac}"),
            ("a\x1b[31mb\x07", r"a\u{1b}[31mb\u{7}"),
            ("a\nb\r\tc", r"a\nb\r\tc"),
            ("txt.\u{202e}exe\u{9b}1m", r"txt.\u{202e}exe\u{9b}1m"),
        ] {
            assert_eq!(on_one_line(raw), shown);
        }
        assert_eq!(on_its_lines("a\nb\x1b"), "a\nb\\u{1b}");
    }
}
