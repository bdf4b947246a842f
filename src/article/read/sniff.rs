//! What bytes are when nobody says: text in UTF-16, or no text at all.

use encoding_rs::{DecoderResult, Encoding, UTF_16BE, UTF_16LE};

use super::failure::{FailureKind, Fault};

/// Beginnings of files that are not text, for messages that name them.
const MAGICS: [(&[u8], &str); 10] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
];

/// Says so if `bytes` are of a known kind that is not text, or if more than `percent` of a hundred
/// are control characters.
fn not_text(bytes: &[u8], percent: usize) -> Option<Fault> {
    let magic = MAGICS.iter().find(|(magic, _)| bytes.starts_with(magic));
    let controls = bytes.iter().filter(|byte| is_control(**byte)).count();
    let nul = bytes.iter().position(|byte| *byte == 0);
    let what = match (magic, nul) {
        // A text that talks of a format may well begin with its name.
        (Some((_, what)), nul) if nul.is_some() || std::str::from_utf8(bytes).is_err() => {
            format!("{what}, not text; convert it to text first")
        }
        _ if controls * 100 > bytes.len() * percent => {
            "not text but mostly control characters; convert it to text first".to_owned()
        }
        _ => return None,
    };
    Some(Fault::new(FailureKind::Binary, what))
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\x0b' | b'\x0c' | b'\r' | b'\x08' | b'\x1b')
}

/// Says so if the whole file `bytes` is not text in any encoding but UTF-16: it has a NUL byte or
/// is mostly control characters.
pub(super) fn not_a_text_file(bytes: &[u8]) -> Option<Fault> {
    let percent = if std::str::from_utf8(bytes).is_ok() { 50 } else { 5 };
    not_text(bytes, percent).or_else(|| {
        let offset = bytes.iter().position(|byte| *byte == 0)?;
        Some(nul_at(offset))
    })
}

/// Says so if the container that begins with `head` cannot hold lines of text. A NUL byte here and
/// there spoils its line only.
pub(super) fn not_a_text_container(head: &[u8]) -> Option<Fault> {
    not_text(head, 10)
}

/// The fault of a text with a NUL in it.
pub(super) fn nul_at(offset: usize) -> Fault {
    Fault::new(
        FailureKind::Binary,
        format!(
            "not text: there is a NUL at byte {offset}; convert it to text first, or pass \
             --encoding if it is UTF-16"
        ),
    )
}

/// The byte order of UTF-16 without a mark, if `head` plainly is such text: all but a fifth of its
/// units lie below U+2100 in the one order and not in the other, and none is a control character.
pub(super) fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    let units = head.len() / 2;
    let low_units =
        |high: usize| head.chunks_exact(2).filter(|unit| unit[high] <= 0x20).count() * 5;
    let plainly = |high: usize| low_units(high) >= units * 4 && low_units(1 - high) < units * 4;
    let encoding = if units > 0 && head.contains(&0) && plainly(1) {
        UTF_16LE
    } else if units > 0 && head.contains(&0) && plainly(0) {
        UTF_16BE
    } else {
        return None;
    };
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(head.len())?);
    let (result, _) = decoder.decode_to_string_without_replacement(head, &mut text, false);
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\x0b' | '\x0c');
    (result == DecoderResult::InputEmpty && text.chars().all(is_text)).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn be(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn plain_utf_16_is_known() {
        for text in ["Hackers stole “$3 million”\r\n", "Хакеры украли 3 млн", "Aé"]
        {
            assert_eq!(utf_16(&le(text)), Some(UTF_16LE), "{text}");
            assert_eq!(utf_16(&be(text)), Some(UTF_16BE), "{text}");
        }
    }

    #[test]
    fn other_bytes_are_not_utf_16() {
        for bytes in [&b"abc\0def"[..], b"plain text", b"", b"\0\0\0\0", b"\x01\0\x02\0\x03\0"] {
            assert_eq!(utf_16(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_not_text_is_named() {
        let told = |bytes: &[u8]| not_a_text_file(bytes).map(|fault| fault.message);
        assert!(told(b"%PDF-1.7\n\xe2\xe3\xcf\xd3").unwrap().starts_with("a PDF"));
        assert!(told(b"abc\0def").unwrap().contains("byte 3"));
        assert!(told(&[0x91, 0x02, 0x03, 0x80, 0x04]).unwrap().contains("control"));
        assert_eq!(told(b"BZh is how bzip2 data begins"), None);
        assert_eq!(told("naïve \x1b[1mtext".as_bytes()), None);
    }
}
