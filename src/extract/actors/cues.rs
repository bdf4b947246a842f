//! Words between a name and another one: "also known as", "who goes by the alias".

/// Cues that are enough, the longer before the shorter.
const CUES: &[&str] = &[
    "also known by the name",
    "going by the name of",
    "goes by the name of",
    "went by the name of",
    "otherwise known as",
    "previously known as",
    "going by the name",
    "goes by the name",
    "went by the name",
    "formerly known as",
    "sometimes called",
    "also tracked as",
    "better known as",
    "known online as",
    "also referred to as",
    "hereinafter",
    "also known as",
    "also called",
    "also dubbed",
    "tracked as",
    "nicknamed",
    "going by",
    "known as",
    "goes by",
    "went by",
    "a.k.a.",
    "a/k/a",
    "aka",
    "alias",
];

/// Words that are cues only with one of [`NOUNS`]: who uses the alias "X" is X, who uses X is not.
const WITH_NOUN: &[&str] = &["known by", "used", "uses", "using"];

/// What people call themselves by where they do not want to be known. A "name" is none of these: it
/// may be stolen from somebody.
const NOUNS: &[&str] = &[
    "alias",
    "aliases",
    "handle",
    "handles",
    "moniker",
    "monikers",
    "nickname",
    "nicknames",
    "pseudonym",
    "pseudonyms",
    "username",
    "usernames",
];

/// What follows a cue at the front of `text`.
pub(super) fn after_cue(text: &str) -> Option<&str> {
    let text = without(text, &["which is ", "who is ", "which ", "who "]);
    let bare = without(text, &["also "]);
    let said = CUES.iter().find_map(|cue| after(text, cue).or_else(|| after(bare, cue)));
    let rest = match said {
        Some(rest) => past_noun(rest).unwrap_or(rest),
        None => WITH_NOUN.iter().find_map(|cue| past_noun(after(bare, cue)?))?,
    };
    Some(rest.strip_prefix("(aka)").map_or(rest, str::trim_start))
}

/// What follows one cue at the front of `text`.
fn after<'a>(text: &'a str, cue: &str) -> Option<&'a str> {
    let (front, rest) = text.split_at_checked(cue.len())?;
    let whole = front.eq_ignore_ascii_case(cue) && !rest.starts_with(char::is_alphanumeric);
    whole.then(|| rest.trim_start_matches([' ', '\n', '\r', ',', ':']))
}

/// What follows "the online alias" at the front of `text`.
fn past_noun(text: &str) -> Option<&str> {
    let text = without(text, &["the ", "his ", "her ", "their ", "its "]);
    let text = without(text, &["hacker ", "internet ", "online ", "screen ", "telegram "]);
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let noun = NOUNS.contains(&&text[..end]);
    noun.then(|| without(text[end..].trim_start_matches([' ', '\n', '\r', ',', ':']), &["of "]))
}

/// `text` without the first of `fronts` that it begins with.
fn without<'a>(text: &'a str, fronts: &[&str]) -> &'a str {
    fronts.iter().find_map(|front| text.strip_prefix(front)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_cue_is_another_name() {
        for text in [
            "known as Aqua",
            "also known as Aqua",
            "aka Aqua",
            "A.K.A. Aqua",
            "who is better known as Aqua",
            "who goes by Aqua",
            "who also goes by Aqua",
            "who went by the name of Aqua",
            "who goes by the online handle Aqua",
            "known by the alias Aqua",
            "also known by his pseudonym Aqua",
            "who used the moniker Aqua",
            "using the nickname\nAqua",
            "nicknamed Aqua",
        ] {
            assert_eq!(after_cue(text), Some("Aqua"), "{text}");
        }
        for text in [
            "who used Aqua",
            "using the name Aqua",
            "known by Aqua",
            "who knows Aqua",
            "akaba Aqua",
            "and Aqua",
            "",
        ] {
            assert_eq!(after_cue(text), None, "{text}");
        }
    }
}
