//! JSON as text: cut into its tokens, and mended where programs write what JSON does not have.

/// The tokens of a text: strings with their quotes, numbers, words, marks, stretches of white
/// space. All of them together are the text, JSON or not.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = match first {
            '"' => string_length(rest),
            '-' | '0'..='9' => {
                run(rest, |b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
            }
            ' ' | '\t' | '\n' | '\r' => run(rest, |b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')),
            'a'..='z' | 'A'..='Z' => run(rest, |b| b.is_ascii_alphabetic()),
            other => other.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        Some(token)
    })
}

fn run(text: &str, belongs: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(|byte| !belongs(byte)).unwrap_or(text.len())
}

/// The length of the string that `text` begins with, to the end where it is not closed.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// A line with `null` for each `NaN`, `Infinity` and `-Infinity`, which Python writes for numbers
/// that are none; `None` if it has none of them.
pub(super) fn null_for_nan(line: &str) -> Option<String> {
    let mut out = String::with_capacity(line.len());
    let mut any = false;
    for token in tokens(line) {
        if matches!(token, "NaN" | "Infinity") {
            let kept = out.strip_suffix('-').map_or(out.len(), str::len);
            out.truncate(kept);
            out.push_str("null");
            any = true;
        } else {
            out.push_str(token);
        }
    }
    any.then_some(out)
}

/// The first escape in a string of JSON that is half of a surrogate pair without the other half.
pub(super) fn lone_surrogate(string: &str) -> Option<&str> {
    let at = lone_surrogates(string).next()?;
    string.get(at..at + ESCAPE)
}

/// A string of JSON with `\ufffd` for each half of a surrogate pair that is alone.
pub(super) fn strings_mended(string: &str) -> String {
    let mut out = String::with_capacity(string.len());
    let mut done = 0;
    for at in lone_surrogates(string) {
        out.push_str(&string[done..at]);
        out.push_str("\\ufffd");
        done = at + ESCAPE;
    }
    out.push_str(&string[done..]);
    out
}

/// Length of `\uXXXX`.
const ESCAPE: usize = 6;

fn lone_surrogates(string: &str) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(at) = string.get(from..).and_then(|rest| rest.find('\\')).map(|at| from + at)
        {
            let next = at + ESCAPE;
            match code_unit(string, at) {
                Some(0xd800..=0xdbff)
                    if matches!(code_unit(string, next), Some(0xdc00..=0xdfff)) =>
                {
                    from = next + ESCAPE;
                }
                Some(0xd800..=0xdfff) => {
                    from = next;
                    return Some(at);
                }
                Some(_) => from = next,
                // The character after a backslash may be one more.
                None => from = at + 2,
            }
        }
        None
    })
}

/// What the escape `\uXXXX` at `at` stands for.
fn code_unit(string: &str, at: usize) -> Option<u16> {
    let digits = string.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
    if digits.starts_with('+') { None } else { u16::from_str_radix(digits, 16).ok() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_cut_into_its_tokens() {
        let cut: Vec<&str> = tokens("{\"a\\\"}\": [-1.5e+3,NaN] ,é\"open").collect();
        assert_eq!(
            cut,
            ["{", "\"a\\\"}\"", ":", " ", "[", "-1.5e+3", ",", "NaN", "]", " ", ",", "é", "\"open"]
        );
    }

    #[test]
    fn what_is_no_number_is_null() {
        assert_eq!(
            null_for_nan(r#"{"a":NaN,"b":[Infinity, -Infinity],"NaN":"NaN \" NaN"}"#).as_deref(),
            Some(r#"{"a":null,"b":[null, null],"NaN":"NaN \" NaN"}"#)
        );
        assert_eq!(null_for_nan(r#"{"a":"NaN","b":nan}"#), None);
    }

    #[test]
    fn halves_of_pairs_are_found() {
        assert_eq!(lone_surrogate(r#""a\ud83dz""#), Some(r"\ud83d"));
        assert_eq!(lone_surrogate(r#""\ud83d\ude00\uDC00""#), Some(r"\uDC00"));
        assert_eq!(lone_surrogate(r#""\\ud83d \ud83d\ude00 \u00e9é""#), None);
        assert_eq!(
            strings_mended(r#""\ud83d\ud83d\ude00\udc00""#),
            r#""\ufffd\ud83d\ude00\ufffd""#
        );
    }

    proptest! {
        #[test]
        fn tokens_are_the_whole_text(text in "[\"\\\\{}\\[\\],:a-eNu0-9+. \té-]{0,40}") {
            prop_assert_eq!(tokens(&text).collect::<String>(), text.clone());
            let _ = (null_for_nan(&text), lone_surrogate(&text), strings_mended(&text));
        }
    }
}
