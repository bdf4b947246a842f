//! From bytes to text: which encoding, and no wrong text.
//!
//! A byte-order mark decides, then the user's word, then plain UTF-16, then UTF-8 if the bytes are
//! valid. Of what is left, pages are read as they declare, and the rest is guessed (`legacy`), unless
//! the bytes are UTF-8 that was damaged: most single-byte encodings would make some text of it, and
//! a wrong one.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8};

use super::charset;
use super::failure::{FailureKind, Fault};
use super::legacy::Legacy;
use super::sniff;

/// Text and the encoding that it came in.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static Encoding,
}

/// The encoding's name as records have it.
pub(super) fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

/// Decodes a whole file, in the encoding that the user has `given` unless it has a byte-order mark.
/// Bad bytes become U+FFFD if the user has given any.
pub(super) fn decode(
    mut bytes: Vec<u8>,
    is_html: bool,
    given: Option<&'static Encoding>,
) -> Result<Decoded, Fault> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        bytes.drain(..mark);
        let text = if given.is_some() {
            lenient(encoding, &bytes)
        } else {
            strict(encoding, bytes).map_err(|at| malformed(encoding, at + mark))?
        };
        return without_nul(Decoded { text, encoding });
    }
    if let Some(encoding) = given {
        return without_nul(Decoded { text: lenient(encoding, &bytes), encoding });
    }
    if let Some(encoding) = sniff::utf_16(&bytes) {
        let text = strict(encoding, bytes).map_err(|at| malformed(encoding, at))?;
        return without_nul(Decoded { text, encoding });
    }
    if let Some(fault) = sniff::not_a_text_file(&bytes) {
        return Err(fault);
    }
    if is_iso_2022_jp(&bytes)
        && let Ok(text) = strict(ISO_2022_JP, bytes.clone())
    {
        return Ok(Decoded { text, encoding: ISO_2022_JP });
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, encoding: UTF_8 }),
        Err(error) => error.into_bytes(),
    };
    let declared = is_html.then(|| charset::declared(&bytes)).flatten();
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8)
        && let Ok(text) = strict(encoding, bytes.clone())
    {
        return Ok(Decoded { text, encoding });
    }
    let mut detector = Legacy::default();
    let (text, encoding) = detector.decode(&bytes)?;
    Ok(Decoded { text, encoding })
}

/// Whether bytes switch to Japanese characters as ISO-2022-JP does. All of them are ASCII, so that they pass for UTF-8.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|switch| matches!(switch, b"\x1b$B" | b"\x1b$@"))
}

/// Decodes all of `bytes`, or says at which byte that first fails.
pub(super) fn strict(encoding: &'static Encoding, bytes: Vec<u8>) -> Result<String, usize> {
    if encoding == UTF_8 {
        return String::from_utf8(bytes).map_err(|error| error.utf8_error().valid_up_to());
    }
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes) {
        return Ok(match text {
            Cow::Borrowed(_) => String::from_utf8(bytes).unwrap_or_default(),
            Cow::Owned(text) => text,
        });
    }
    // Once more, for the place.
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut done = 0;
    loop {
        let rest = &bytes[done..];
        text.clear();
        text.reserve(rest.len().clamp(64, 4096));
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        done += read;
        match result {
            DecoderResult::InputEmpty => return Err(done),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bad, after) => {
                return Err(done.saturating_sub(usize::from(bad) + usize::from(after)));
            }
        }
    }
}

fn lenient(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The fault of bytes that are not what they should be.
pub(super) fn malformed(encoding: &'static Encoding, at: usize) -> Fault {
    let name = encoding.name();
    Fault::new(
        FailureKind::Encoding,
        format!(
            "damaged {name} text: byte {at} is wrong in it; mend the file, or pass --encoding \
             {label} to read bad bytes as U+FFFD",
            label = name.to_ascii_lowercase()
        ),
    )
}

fn without_nul(decoded: Decoded) -> Result<Decoded, Fault> {
    match decoded.text.find('\0') {
        None => Ok(decoded),
        Some(_) => Err(Fault::new(
            FailureKind::Binary,
            format!(
                "not text: it has NUL characters when read as {}; convert it to text first, or \
                 pass another --encoding",
                decoded.encoding.name()
            ),
        )),
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{
        EUC_KR, GBK, KOI8_R, SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252,
    };
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> Result<(String, String), FailureKind> {
        decode(bytes.to_vec(), false, None)
            .map(|d| (d.text, name(d.encoding)))
            .map_err(|fault| fault.kind)
    }

    fn is(text: &str, encoding: &str) -> (String, String) {
        (text.to_owned(), encoding.to_owned())
    }

    #[test]
    fn marks_decide_and_are_removed() {
        assert_eq!(text(b"\xef\xbb\xbfnews"), Ok(is("news", "utf-8")));
        assert_eq!(text(b"\xff\xfen\0\xe9\0"), Ok(is("né", "utf-16le")));
        assert_eq!(text(b"\xfe\xff\0n\0\xe9"), Ok(is("né", "utf-16be")));
        assert_eq!(text(b"n\0e\0w\0s\0"), Ok(is("news", "utf-16le")));
        assert_eq!(text(b"\xef\xbb\xbfbad \xff"), Err(FailureKind::Encoding));
        assert_eq!(text(b"\xff\xfe\0\xd8a\0"), Err(FailureKind::Encoding));
        assert_eq!(text(b"\xff\xfe\0\0a\0\0\0"), Err(FailureKind::Binary));
    }

    #[test]
    fn offsets_of_bad_bytes_count_the_mark() {
        let fault = |bytes: &[u8]| decode(bytes.to_vec(), false, None).unwrap_err().message;
        assert!(fault(b"\xef\xbb\xbfbad \xff").contains("byte 7 "));
        assert!(fault(b"\xff\xfea\0\0\xd8a\0").contains("byte 4 "));
        assert!(
            fault("“Quoted” — \u{e9}\u{e9}".as_bytes().split_last().unwrap().1).contains("19 ")
        );
    }

    #[test]
    fn legacy_text_is_read() {
        assert_eq!(
            text(b"He said \x93we don\x92t pay\x94."),
            Ok(is("He said “we don’t pay”.", "windows-1252"))
        );
        for (encoding, said) in [
            (WINDOWS_1251, "Хакеры украли криптовалюту на миллионы долларов, сообщила полиция."),
            (SHIFT_JIS, "北朝鮮のハッカー集団が暗号資産を盗んだと警察庁が発表した。"),
            (EUC_KR, "북한 해커 조직이 가상자산을 탈취했다고 경찰이 밝혔다."),
            (GBK, "警方表示，黑客窃取了价值数百万美元的加密货币。"),
        ] {
            let read = text(&encoding.encode(said).0).unwrap();
            assert_eq!(read, (said.to_owned(), name(encoding)));
        }
    }

    #[test]
    fn damaged_utf_8_is_not_taken_for_another_encoding() {
        let whole = "“North Korea’s hackers” stole €3 million";
        let mut cut = whole.as_bytes().to_vec();
        cut.extend("…".as_bytes()[..1].iter());
        assert_eq!(text(&cut), Err(FailureKind::Encoding));
        let told = decode(cut.clone(), false, Some(UTF_8)).unwrap();
        assert_eq!(told.text, format!("{whole}\u{fffd}"));
        let marked = decode(b"\xef\xbb\xbfa\xff".to_vec(), false, Some(KOI8_R)).unwrap();
        assert_eq!(marked, Decoded { text: "a\u{fffd}".to_owned(), encoding: UTF_8 });
    }

    #[test]
    fn pages_are_read_as_they_declare() {
        let page = b"<meta charset=koi8-r><p>\xc1</p>";
        assert_eq!(decode(page.to_vec(), true, None).unwrap().encoding, KOI8_R);
        let valid = "<meta charset=koi8-r><p>é</p>";
        let read = decode(valid.into(), true, None).unwrap();
        assert_eq!(read, Decoded { text: valid.to_owned(), encoding: UTF_8 });
        let lying = b"<meta charset=utf-8><p>it\x92s</p>";
        assert_eq!(decode(lying.to_vec(), true, None).unwrap().encoding, WINDOWS_1252);
    }

    #[test]
    fn switches_to_japanese_are_no_utf_8() {
        let page = b"<p>\x1b$B9A\x1b(B 2024</p>";
        let read = decode(page.to_vec(), true, None).unwrap();
        assert_eq!(
            read,
            Decoded { text: "<p>\u{6e2f} 2024</p>".to_owned(), encoding: ISO_2022_JP }
        );
        let colours = b"\x1b[31mred\x1b[0m".to_vec();
        assert!(decode(colours, false, None).is_ok_and(|read| read.encoding == UTF_8));
    }

    proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>, is_html: bool) {
            let _ = decode(bytes, is_html, None);
        }

        #[test]
        fn valid_utf_8_stays_the_same(said in "[^\0-\u{1f}\u{feff}]*") {
            prop_assert_eq!(text(said.as_bytes()), Ok((said, "utf-8".to_owned())));
        }

        #[test]
        fn utf_16_comes_back(said in "[^\0\u{feff}]{0,40}") {
            for (encoding, mark) in [(UTF_16LE, 0xfeff_u16.to_le_bytes()), (UTF_16BE, 0xfeff_u16.to_be_bytes())] {
                let bytes = |unit: u16| if encoding == UTF_16LE { unit.to_le_bytes() } else { unit.to_be_bytes() };
                let stored: Vec<u8> =
                    mark.into_iter().chain(said.encode_utf16().flat_map(bytes)).collect();
                prop_assert_eq!(text(&stored), Ok((said.clone(), name(encoding))));
            }
        }
    }
}
