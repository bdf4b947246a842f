//! Foreign text that is to stay text.

/// `text` so that it is no markup, in an element or in a quoted attribute, and comes out of a
/// parser as it went in.
///
/// A carriage return is written as a reference, since a parser makes a line feed of a plain one.
/// HTML cannot hold U+0000 in any spelling; it becomes U+FFFD, also one code point.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push(&mut out, text);
    out
}

/// [`escaped`], to the end of `out`.
pub(super) fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}
