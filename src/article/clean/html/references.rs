//! Character references: `&amp;`, `&rsquo;`, `&#8217;`. The tokenizer resolves them, but not where
//! they stood; so each one is found here, and given to the tokenizer alone.

use html5gum::{Token, Tokenizer};

/// No name of a character is longer.
const LONGEST: usize = 40;

/// What the reference at the start of `text` stands for and how long it is, or `None` if the `&`
/// there is just a `&`.
pub(crate) fn resolve(text: &str) -> Option<(String, usize)> {
    let rest = text.strip_prefix('&')?;
    let name =
        rest.bytes().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    if name == 0 {
        return None;
    }
    let closed = rest.as_bytes().get(name) == Some(&b';');
    let raw = &text[..1 + name + usize::from(closed)];
    let mut out = String::new();
    for token in Tokenizer::new(raw).flatten() {
        if let Token::String(part) = token {
            out.push_str(&String::from_utf8_lossy(&part));
        }
    }
    if out == raw || out.is_empty() {
        return None;
    }
    // `&ampfoo`: what follows the name is no part of the reference.
    let same = raw.bytes().rev().zip(out.bytes().rev()).take_while(|(a, b)| a == b).count();
    if closed && !out.ends_with(';') || same == 0 || same >= out.len() {
        return Some((out, raw.len()));
    }
    let length = raw.len() - same;
    out.truncate(out.len() - same);
    Some((out, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_their_length() {
        for (text, out, len) in [
            ("&amp; x", "&", 5),
            ("&#8217;s", "’", 7),
            ("&#x2019;s", "’", 8),
            ("&pound92", "£", 6),
            ("&ltt", "<", 3),
            ("&semi;", ";", 6),
            ("&notit;", "¬", 4),
            ("&acE;", "∾\u{333}", 5),
        ] {
            assert_eq!(resolve(text), Some((out.to_owned(), len)), "{text}");
        }
        assert_eq!(resolve("& b"), None);
        assert_eq!(resolve("&zzz;"), None);
    }
}
