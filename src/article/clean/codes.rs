//! Words that only code and lists of indicators have: hashes, defanged addresses, techniques.

/// Whether a word is code or an indicator.
pub(super) fn is_code(word: &str) -> bool {
    let letters = word.bytes().any(|b| b.is_ascii_lowercase());
    let mixed = letters && word.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let long = word.len() >= 24 && mixed && word.bytes().all(|b| b.is_ascii_alphanumeric());
    let hex =
        word.len() >= 16 && word.bytes().filter(u8::is_ascii_hexdigit).count() + 6 > word.len();
    hex || long
        || ["[.]", "(.)", "[:]", "[at]", "[://]"].iter().any(|mark| word.contains(mark))
        || word.starts_with("hxxp")
        || word.contains('\\')
        || word.starts_with("CVE-")
        || is_technique(word)
        || word.contains("::")
        || word.contains("();")
        || word.contains("](")
        || word.len() >= 4
            && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && word.bytes().filter(|&b| b == b'.').count() == 3
        || word.len() >= 5 && word.contains('_')
        || word.len() >= 6 && word.bytes().all(|b| b.is_ascii_digit())
}

/// `T1566.001`, `TA0001`: techniques and tactics as catalogues of attacks number them.
fn is_technique(word: &str) -> bool {
    let digits = word.strip_prefix("TA").or_else(|| word.strip_prefix('T'));
    let (number, part) = digits.map_or(("", None), |digits| match digits.split_once('.') {
        Some((number, part)) => (number, Some(part)),
        None => (digits, None),
    });
    let all =
        |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    all(number, 4) && part.is_none_or(|part| all(part, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn techniques_have_numbers_of_their_own() {
        for word in ["T1566", "T1566.001", "TA0001", "gull[.]example", "CVE-2024-31497"] {
            assert!(is_code(word), "{word}");
        }
        for word in ["T-1566", "T15", "T1566.1", "Tram", "TA", "T.", "2024"] {
            assert!(!is_code(word), "{word}");
        }
    }
}
