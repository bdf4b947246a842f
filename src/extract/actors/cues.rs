//! Words between a name and another one: "also known as", "who goes by the alias".
//!
//! "Used" and the like are cues only with a noun for what people call themselves, before the other
//! name or behind it: "who used the moniker X", "who used the X handle".

/// Cues that are enough, the longer before the shorter.
const CUES: &[&str] = &[
    "also known by the name",
    "also used the names",
    "also used the name",
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
    "more widely known as",
    "popularly known as",
    "popularly called",
    "fondly known as",
    "fondly called",
    "better known as",
    "known online as",
    "also referred to as",
    "hereinafter",
    "also known as",
    "also called",
    "best known as",
    "widely known as",
    "commonly known as",
    "also dubbed",
    "tracked as",
    "calling themselves",
    "call themselves",
    "called himself",
    "called herself",
    "calling himself",
    "calling herself",
    "calling itself",
    "calls himself",
    "calls herself",
    "calls itself",
    "nicknamed",
    "going by",
    "known as",
    "goes by",
    "went by",
    "gone by",
    "a.k.a.",
    "a/k/a",
    "aka",
    "alias",
];

/// Cues of which somebody may be said to have done them.
const ACTIVE: &[&str] = &["called himself", "called herself", "gone by"];

/// Words that are cues only with one of [`NOUNS`]: who uses the alias "X" is X, who uses X is not.
const WITH_NOUN: &[&str] =
    &["better known by", "known by", "adopted", "adopting", "used", "uses", "using"];

/// What is done in public under a name that is one's own, if not from birth. A company may be
/// registered under anybody's.
const PERFORM: &[&str] = &[
    "blogged",
    "blogs",
    "goes",
    "going",
    "performed",
    "performing",
    "performs",
    "posted",
    "posting",
    "posts",
    "rapped",
    "rapping",
    "raps",
    "recorded",
    "records",
    "sang",
    "singing",
    "sings",
    "streamed",
    "streaming",
    "streams",
    "tweeted",
    "tweets",
    "went",
    "writes",
    "writing",
    "wrote",
];

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
    if let Some(owned) = after(text, "whose") {
        return past_noun(owned).and_then(|rest| after(rest, "is").or_else(|| after(rest, "was")));
    }
    let text = without(text, &["which ", "who "]);
    // Who has nicknamed somebody is not the one who is called so.
    let active = without(text, &["has ", "had "]);
    let (text, cues) =
        if active == text { (without(text, &["is ", "was "]), CUES) } else { (active, ACTIVE) };
    let bare = without(text, &["allegedly ", "also ", "reportedly ", "sometimes "]);
    let said = cues.iter().find_map(|cue| after(text, cue).or_else(|| after(bare, cue)));
    let rest = match said.or_else(|| known_there(bare)) {
        // "known as Aqua" says no noun.
        Some(rest) if rest != without(rest, DETERMINERS) => past_noun(rest).unwrap_or(rest),
        Some(rest) => rest,
        None => with_noun(bare)?,
    };
    Some(rest.strip_prefix("(aka)").map_or(rest, str::trim_start))
}

/// Whether a noun for what people call themselves by stands right beside a name: it needs no other
/// sign that it is one.
pub(super) fn is_beside_noun(before: &str, behind: &str) -> bool {
    let between = |c: char| c.is_whitespace() || matches!(c, '"' | '\u{201c}' | '\u{201d}');
    let before = before.trim_end_matches(between);
    let before = before.strip_suffix(" of").unwrap_or(before);
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let behind = behind.trim_start_matches(between);
    let next = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    NOUNS.contains(&last) || NOUNS.contains(&next)
}

/// What follows "known on hacking forums as".
fn known_there(text: &str) -> Option<&str> {
    let rest = after(text, "known")?;
    let where_to = ["across", "among", "in", "inside", "on", "within"];
    where_to.iter().find_map(|word| after(rest, word))?;
    let clause = &rest[..rest.find([',', '.', ';', ':', '"', '\u{201c}']).unwrap_or(rest.len())];
    let (there, _) = clause.split_once(" as ")?;
    (there.split_whitespace().count() <= MODIFIERS + 2)
        .then(|| rest[there.len() + " as ".len()..].trim_start())
}

/// What follows "used the alias", "posted under the name", "operated under the moniker".
fn with_noun(text: &str) -> Option<&str> {
    if let Some(rest) = WITH_NOUN.iter().find_map(|cue| after(text, cue)) {
        return past_noun(rest);
    }
    let word = &text[..text.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(text.len())];
    let under = after(text, "under").or_else(|| after(after(text, word)?, "under"))?;
    past_noun(under).or_else(|| {
        let name = without(under, &["the ", "his ", "her ", "their "]);
        let name = after(without(name, &["stage ", "rap "]), "name")?;
        PERFORM.contains(&word).then(|| without(name, &["of "]))
    })
}

/// What follows one cue at the front of `text`.
fn after<'a>(text: &'a str, cue: &str) -> Option<&'a str> {
    let (front, rest) = text.split_at_checked(cue.len())?;
    let whole = front.eq_ignore_ascii_case(cue) && !rest.starts_with(char::is_alphanumeric);
    whole.then(|| rest.trim_start_matches([' ', '\n', '\r', ',', ':']))
}

/// Most words between "the" and a noun: "the now infamous online alias".
const MODIFIERS: usize = 3;

/// What follows "the online alias" at the front of `text`, or the name in "the `LockBitSupp` handle".
fn past_noun(text: &str) -> Option<&str> {
    let text = without(text, DETERMINERS);
    let mut rest = text;
    for _ in 0..=MODIFIERS {
        let end = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
        let word = rest[..end].trim_matches(is_quote);
        if NOUNS.contains(&word) {
            let gap: &[char] = &[' ', '\n', '\r', ',', ':'];
            let behind = without(rest[end..].trim_start_matches(gap), &["of ", "including "]);
            let named = behind.starts_with(|c: char| is_quote(c) || c.is_uppercase());
            if let Some(own) = name_at_end(&text[..text.len() - rest.len()]).filter(|_| !named) {
                return text.get(own..);
            }
            return Some(behind);
        }
        if word.is_empty() || NOT_BEFORE_NOUN.contains(&word) {
            return None;
        }
        rest = rest[end..].strip_prefix([' ', '\n'])?;
    }
    None
}

/// Where the name begins that ends `text`: in quotes, or one word with a capital or a digit.
fn name_at_end(text: &str) -> Option<usize> {
    let text = text.trim_end();
    if let Some(open) = text.strip_suffix(is_quote) {
        return open.rfind(is_quote);
    }
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let marked = last.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (marked && !PLATFORMS.contains(&last)).then(|| text.len() - last.len())
}

/// Words that may stand before a noun and those that describe it.
const DETERMINERS: &[&str] =
    &["the ", "his ", "her ", "their ", "its ", "several ", "multiple ", "various ", "an ", "a "];

/// Words that part a noun from "the" before: "the name of an alias".
const NOT_BEFORE_NOUN: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to",
    "under", "used", "using", "with",
];

/// Where handles are used, and which are none themselves.
const PLATFORMS: &[&str] = &[
    "Discord",
    "Facebook",
    "GitHub",
    "ICQ",
    "Instagram",
    "Internet",
    "Jabber",
    "Reddit",
    "Signal",
    "Skype",
    "Steam",
    "Telegram",
    "TikTok",
    "Twitter",
    "WhatsApp",
    "X",
    "YouTube",
];

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_') || is_quote(c)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}')
}

/// `text` without the first of `fronts` that it begins with.
fn without<'a>(text: &'a str, fronts: &[&str]) -> &'a str {
    fronts.iter().find_map(|front| text.strip_prefix(front)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_may_stand_behind_the_name() {
        assert_eq!(after_cue("who used the Aqua handle in chats"), Some("Aqua handle in chats"));
        assert_eq!(after_cue("using the \"Aqua\" alias."), Some("\"Aqua\" alias."));
        assert!(is_beside_noun("used the ", " handle in chats"));
        assert!(is_beside_noun("by the moniker \"", "\" in chats"));
        assert!(!is_beside_noun("known as ", "'s founder"));
    }

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
            "who raps under the name Aqua",
            "performing under the stage name Aqua",
            "who operated under the alias Aqua",
            "known on Russian hacking forums as Aqua",
            "is known online as Aqua",
            "popularly known as Aqua",
            "fondly called Aqua",
            "who is more widely known as Aqua",
            "whose Telegram handle was Aqua",
            "who called himself Aqua",
            "who used several aliases, including Aqua",
        ] {
            assert_eq!(after_cue(text), Some("Aqua"), "{text}");
        }
        for text in [
            "who used Aqua",
            "using the name Aqua",
            "known by Aqua",
            "who knows Aqua",
            "akaba Aqua",
            "registered under the name Aqua",
            "known for its work as Aqua",
            "used the name of an alias Aqua",
            "has nicknamed Aqua",
            "and Aqua",
            "",
        ] {
            assert_eq!(after_cue(text), None, "{text}");
        }
    }
}
