//! The encoding that an HTML page says it is in.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far into a page a declaration is looked for. Browsers stop sooner and then guess; pages
/// with a longer preamble are common enough.
const REACH: usize = 4096;

/// The encoding declared by `<meta charset>`, `<meta http-equiv>` or the XML declaration.
pub(super) fn declared(page: &[u8]) -> Option<&'static Encoding> {
    let head = page[..page.len().min(REACH)].to_ascii_lowercase();
    let mut rest = &head[..];
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at..];
        if rest.starts_with(b"<!--") {
            rest = &rest[find(rest, b"-->")?..];
            continue;
        }
        let tag = &rest[..rest.iter().position(|byte| *byte == b'>')?];
        rest = &rest[tag.len()..];
        let key: &[u8] = match tag {
            [b'<', b'm', b'e', b't', b'a', next, ..] if !next.is_ascii_alphanumeric() => b"charset",
            [b'<', b'?', b'x', b'm', b'l', ..] => b"encoding",
            _ => continue,
        };
        if let Some(encoding) = value(tag, key).and_then(Encoding::for_label_no_replacement) {
            return Some(match encoding {
                // As the standard has it: whoever could read the declaration was not reading UTF-16.
                e if e == UTF_16LE || e == UTF_16BE => UTF_8,
                e if e == X_USER_DEFINED => WINDOWS_1252,
                e => e,
            });
        }
    }
    None
}

/// What stands after `key =` in a tag.
fn value<'a>(tag: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let rest = tag[find(tag, key)? + key.len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let is_end =
        |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/') || byte.is_ascii_whitespace();
    Some(&rest[..rest.iter().position(is_end).unwrap_or(rest.len())])
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{KOI8_R, SHIFT_JIS};

    use super::*;

    #[test]
    fn declarations_are_found() {
        assert_eq!(declared(b"<html><META CharSet = 'koi8-r'/>"), Some(KOI8_R));
        let old = b"<meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">";
        assert_eq!(declared(old), Some(SHIFT_JIS));
        assert_eq!(declared(b"<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>"), Some(KOI8_R));
        assert_eq!(declared(b"<meta charset=utf-16>"), Some(UTF_8));
    }

    #[test]
    fn what_is_none_is_passed_over() {
        assert_eq!(declared(b"<!-- <meta charset=koi8-r> --><p>charset=koi8-r</p>"), None);
        assert_eq!(declared(b"<meta charset=nonsense><meta charset=koi8-r>"), Some(KOI8_R));
        assert_eq!(declared(b"<meta charset"), None);
        assert_eq!(declared(b"<!--"), None);
        assert_eq!(declared(b""), None);
    }
}
