//! Names made for machines: addresses, paths, identifiers. Their punctuation is part of them.

/// Whether `token`, punctuation around it removed, is one word however it is punctuated.
pub(super) fn is_machine_name(token: &str) -> bool {
    is_address(token) || is_path(token) || is_tag(token)
}

/// URLs, e-mail addresses and domains with a path, those defanged as `evil[.]com` included.
fn is_address(token: &str) -> bool {
    let domain = |text: &str| {
        text.rsplit_once('.').is_some_and(|(name, end)| {
            name.ends_with(char::is_alphanumeric)
                && end.len() > 1
                && end.bytes().all(|b| b.is_ascii_alphabetic())
        })
    };
    token.contains("://")
        || token.contains("[.]")
        || token.contains("(.)")
        || token.contains("[dot]")
        || token.contains("[:]")
        || token.starts_with("www.")
        || token.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
        || token.split_once('/').is_some_and(|(host, _)| domain(host))
}

/// Paths of files, keys of registries, names within programs.
fn is_path(token: &str) -> bool {
    let slashes = token.bytes().filter(|b| *b == b'/').count();
    token.contains('\\')
        || token.contains("::")
        || token.starts_with("./")
        || token.starts_with("../")
        || token.starts_with("~/")
        || slashes > 1
            && (token.starts_with('/') || !token.contains(|c: char| c.is_uppercase()))
            && token.contains(char::is_alphabetic)
}

/// "@handle", "#tag".
fn is_tag(token: &str) -> bool {
    let tag = token.strip_prefix(['@', '#']);
    tag.is_some_and(|tag| {
        tag.starts_with(char::is_alphanumeric)
            && tag.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machine_names_are_told_from_words() {
        for name in [
            "https://a.org/b,c",
            "evil[.]com",
            "a@b.org",
            "example.com/a/b",
            r"C:\a\b.exe",
            r"%TEMP%\a",
            "/etc/passwd",
            "#tag",
            "@some_one",
            "std::fs",
        ] {
            assert!(is_machine_name(name), "{name}");
        }
        for word in ["US/Japan", "U.S./Japan", "and/or", "WannaCry", "24/7", "#", "@", "A/B/C"] {
            assert!(!is_machine_name(word), "{word}");
        }
    }
}
