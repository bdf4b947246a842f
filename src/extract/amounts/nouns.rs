//! The thing counted: from a number to the head noun of its phrase, without a tagger.
//!
//! The phrase runs over adjectives and nouns to the first plural noun ("58 cryptocurrency
//! heists"), past plurals that only modify ("sanctions committees"), and over the "of" of nouns
//! that only portion something else ("17 instances of cryptocurrency heists"). A preposition, a
//! verb or a punctuation mark before any plural means that nothing is counted.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::magnitudes;
use super::spelled;
use super::tokens::{Kind, Token, Tokens};

/// Phrases in news seldom have more words before their noun.
const LONGEST: usize = 7;

/// A set of words, made on first use.
pub(super) type Words = LazyLock<HashSet<&'static str>>;

/// The words of a list that has comment lines.
pub(super) fn set(text: &'static str) -> HashSet<&'static str> {
    text.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
}

static STOPS: Words = LazyLock::new(|| set(include_str!("stops.txt")));

/// Plurals without an s, and words that count without changing.
static IRREGULAR: Words = LazyLock::new(|| {
    set("people men women children police personnel staff crew troops media data criteria \
         phenomena feet teeth mice cattle fish sheep aircraft spacecraft hovercraft series species \
         businessmen businesswomen servicemen servicewomen policemen congressmen congresswomen \
         lawmen gunmen fishermen spokesmen salesmen firemen chairmen clergymen countrymen \
         freshmen militiamen craftsmen middlemen grandchildren stepchildren schoolchildren wives \
         lives alumni fungi nuclei bacteria indices matrices vertices appendices crises analyses \
         bases theses hypotheses diagnoses viruses buses gases passersby \
         attorneys-general personas km kg kgs mg ml cm mm gb tb mb kb pb gbps mbps kbps mw gw kw kwh \
         mph lbs lb oz ft sq hz khz mhz ghz percentiles")
});

/// Words in s that are no plural nouns, or not by themselves.
static SINGULAR: Words = LazyLock::new(|| {
    set("news always perhaps series' whereas overseas afterwards towards besides various \
         headquarters' this his its yes alas canvas atlas gas bus lens pancreas texas kansas \
         arkansas paris laos cyprus honduras maldives' windows los las athens wales brussels naples \
         mars mercedes reuters times politics economics mathematics physics athletics ethics \
         linguistics logistics cybernetics electronics robotics semantics diabetes rabies measles \
         across less plus bias chaos christmas sometimes nowadays indoors outdoors upwards \
         forwards backwards downwards thus vs jones williams davis james thomas charles nicholas \
         chris dennis douglas hughes rodgers rogers adams harris lewis francis louis carlos jesus \
         kaspersky's mandiant's illinois massachusetts dos ios macos ops")
});

/// Plurals that stand before another plural as its modifier.
static MODIFIERS: Words = LazyLock::new(|| {
    set("sanctions arms weapons securities systems sports news operations savings rights services \
         communications telecommunications intelligence goods sales settings jobs customs affairs \
         forces markets funds exports imports assets antiques antitrust drugs materials munitions \
         munition electronics airlines humanities veterans emirates states nations netherlands \
         philippines united works archives human-rights earnings awards claims human mergers \
         benefits robotics games logistics analytics defense defence admissions human-resources \
         windows hostages solutions industries holdings enterprises technologies networks labs \
         data media aircraft spacecraft")
});

/// People as one, who modify only the very next word: "12 police officers", but "40 staff lost jobs".
const CORPS: &[&str] = &["police", "staff", "crew", "personnel"];

/// Nouns that portion what follows their "of".
static PORTIONS: Words = LazyLock::new(|| {
    set("instances cases counts acts types kinds sorts forms pieces sets pairs copies examples \
         incidents lines rounds strains varieties categories occurrences episodes items batches \
         series rolls bits reports tranches classes variants versions samples")
});

/// A noun phrase, as token positions: both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// First word of the thing counted.
    pub first: usize,
    /// Last word of it.
    pub last: usize,
}

/// The phrase that starts at `at` and ends with a plural noun.
pub(super) fn counted(tokens: &[Token<'_>], at: usize) -> Option<Counted> {
    let head = head(tokens, at)?;
    // "40 degrees north" is a place.
    if tokens.is(head, "degrees") && tokens.is_any(head + 1, &["north", "south", "east", "west"]) {
        return None;
    }
    let last = portion(tokens, head).unwrap_or(head);
    Some(Counted { first: at, last })
}

fn head(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    // "dozens of the group's servers": after a determiner a possessor may stand.
    let owned = tokens.before(at).is_some_and(|t| matches!(&*t.lower, "the" | "its" | "their"));
    // "3,000 such workers"
    let such = tokens.is(at, "such") && tokens.at(at + 1).is_some_and(|t| !stops(t));
    // "12 million daily active users"
    let often = tokens.is_any(at, &["daily", "weekly", "monthly", "hourly", "nightly"])
        && tokens.at(at + 1).is_some_and(|t| t.kind == Kind::Word && !stops(t));
    let mut word = calibre(tokens, at).unwrap_or(at + usize::from(such || often));
    for words in 0..LONGEST {
        if words > 0 && coordinates(tokens, word) {
            word += 1;
        }
        if words > 0 && model(tokens, word) {
            word += 1;
        }
        let token = tokens.at(word)?;
        let last = compound(tokens, word);
        // "six F-16s"
        if last > word
            && tokens[last].kind == Kind::Number
            && tokens.is(last + 1, "s")
            && tokens.glued(last + 1)
        {
            return Some(last + 1);
        }
        let broken = token.kind != Kind::Word || (last == word && stops(token));
        if broken || (token.lower.ends_with("'s") && !owned) {
            return None;
        }
        // "43 out-of-bounds flaws"
        let adverbial = last > word && tokens[word + 1..last].iter().any(stops);
        // "4,000 sq ft"
        let square = tokens.is(last, "sq")
            && tokens.is_any(last + 1, &["ft", "km", "feet", "miles", "metres", "meters"]);
        if plural(&tokens[last]) && !adverbial && !square && !modifies(tokens, last) {
            return Some(last);
        }
        word = last + 1;
    }
    None
}

/// The word behind the calibre at `at`, which is part of a name: "152mm shells", "122-mm and 155-mm
/// guns".
fn calibre(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let next = millimetres(tokens, at)?;
    let joint = tokens.is_any(next, &["and", "or"]);
    Some(if joint { millimetres(tokens, next + 1).unwrap_or(next) } else { next })
}

/// Past the millimetres of which the number is the token at `at`.
fn millimetres(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let number = tokens.at(at).is_some_and(|t| t.kind == Kind::Number);
    let unit = at + 1 + usize::from(tokens.hyphen(at + 1));
    (number && tokens.is(unit, "mm")).then_some(unit + 1)
}

/// Whether the number at `at` only says what things are, by their calibre: "152mm shells", "a 9mm
/// pistol"; "50 mm of rain" are measured.
pub(super) fn of_calibre(tokens: &[Token<'_>], at: usize) -> bool {
    const MADE_IN: &[&str] = &[
        "ammunition",
        "artillery",
        "caliber",
        "calibre",
        "camera",
        "cannon",
        "cartridge",
        "film",
        "gun",
        "handgun",
        "howitzer",
        "lens",
        "mortar",
        "pistol",
        "rifle",
        "rocket",
        "round",
        "shell",
    ];
    calibre(tokens, at)
        .is_some_and(|next| tokens.is_any(next, MADE_IN) || head(tokens, next).is_some())
}

/// The number in the name of a model, with its noun after it: "Five Boeing 737 MAX jets".
fn model(tokens: &[Token<'_>], at: usize) -> bool {
    let plain = tokens.at(at).is_some_and(|t| {
        t.kind == Kind::Number && t.text.len() <= 4 && t.text.bytes().all(|b| b.is_ascii_digit())
    });
    let noun = tokens.at(at + 1).is_some_and(|t| t.kind == Kind::Word && !t.glued && !stops(t));
    plain && noun && tokens.before(at).is_some_and(Token::capital)
}

/// A word that no noun phrase has after its number, or the start of another number.
pub(super) fn stops(token: &Token<'_>) -> bool {
    // "US" and "IT" are names, "us" and "it" are not.
    let shouted = token.text.len() > 1 && token.text.chars().all(char::is_uppercase);
    let name = shouted && matches!(&*token.lower, "us" | "it" | "who");
    (!name && STOPS.contains(&*token.lower))
        || spelled::small(&token.lower).is_some()
        || magnitudes::word(&token.lower).is_some()
}

/// "domestic and foreign banks", "IT and security professionals": an "and" between two modifiers,
/// with the plural soon after.
fn coordinates(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.is_any(at, &["and", "or"])
        && (at + 1..at + 4)
            .map_while(|i| tokens.at(i).filter(|t| t.kind == Kind::Word && !stops(t)))
            .any(plural)
}

/// The last part of the hyphenated word that starts at `at`.
pub(super) fn compound(tokens: &[Token<'_>], at: usize) -> usize {
    let mut last = at;
    while tokens.hyphen(last + 1)
        && tokens[last + 1].text != "—"
        && tokens.at(last + 2).is_some_and(|t| t.kind != Kind::Mark)
        && last < at + 8
    {
        last += 2;
    }
    last
}

/// Whether a word looks like a plural noun.
pub(super) fn plural(token: &Token<'_>) -> bool {
    let lower = &*token.lower;
    if IRREGULAR.contains(lower) {
        return true;
    }
    let ends = lower.len() > 2 && lower.ends_with('s');
    let not = lower.ends_with("ss")
        || lower.ends_with("us")
        || lower.ends_with("is")
        || lower.ends_with("'s")
        || SINGULAR.contains(lower);
    ends && !not && !STOPS.contains(lower) && token.kind == Kind::Word
}

/// Whether the plural at `at` only modifies a plural after it ("weapons programs").
fn modifies(tokens: &[Token<'_>], at: usize) -> bool {
    let words = match &*tokens[at].lower {
        lower if MODIFIERS.contains(lower) => 2,
        lower if CORPS.contains(&lower) => 1,
        _ => return false,
    };
    let mut next = at + 1;
    for _ in 0..words {
        let Some(token) = tokens.at(next).filter(|t| t.kind == Kind::Word) else { return false };
        let last = compound(tokens, next);
        if last == next && stops(token) {
            return false;
        }
        if plural(&tokens[last]) {
            return true;
        }
        next = last + 1;
    }
    false
}

/// Where the phrase ends that starts with a portion: "instances of cryptocurrency heists".
fn portion(tokens: &[Token<'_>], head: usize) -> Option<usize> {
    if !PORTIONS.contains(&*tokens[head].lower) || !tokens.is(head + 1, "of") {
        return None;
    }
    let mut end = None;
    let mut word = head + 2;
    for _ in 0..LONGEST {
        let Some(token) = tokens.at(word).filter(|t| t.kind == Kind::Word) else { break };
        let last = compound(tokens, word);
        // A participle after the noun starts another phrase ("cases of fraud linked to").
        let participle = end.is_some() && token.lower.ends_with("ed");
        if (last == word && stops(token)) || participle || token.lower.ends_with("'s") {
            break;
        }
        end = Some(last);
        if plural(&tokens[last]) && !modifies(tokens, last) {
            break;
        }
        word = last + 1;
    }
    end
}

/// Nouns that a spelled number makes an adjective with ("three-judge panel"); digits take any
/// noun but those that [`never_counted`] has.
pub(super) fn adjectival(lower: &str) -> bool {
    matches!(
        lower,
        "member"
            | "page"
            | "count"
            | "nation"
            | "country"
            | "state"
            | "party"
            | "judge"
            | "person"
            | "man"
            | "woman"
            | "seat"
            | "mile"
            | "foot"
            | "inch"
            | "vessel"
            | "team"
            | "city"
            | "story"
            | "point"
            | "ship"
            | "word"
            | "strong"
    )
}

/// What digits with a hyphen do not count: "two-factor", "64-bit", "360-degree".
pub(super) fn never_counted(lower: &str) -> bool {
    matches!(
        lower,
        "factor"
            | "way"
            | "time"
            | "fold"
            | "step"
            | "tier"
            | "bit"
            | "degree"
            | "dimensional"
            | "sided"
            | "star"
            | "plus"
            | "odd"
            | "something"
            | "th"
            | "st"
            | "nd"
            | "rd"
            | "old"
            | "and"
            | "or"
            | "to"
            | "based"
            | "related"
            | "like"
            | "style"
            | "class"
            | "series"
            | "day"
            | "click"
            | "off"
            | "on"
            | "up"
            | "in"
            | "out"
            | "x"
            | "d"
            | "g"
            | "a"
            | "b"
    )
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn phrase(text: &str) -> Option<&str> {
        let tokens = tokens(text);
        counted(&tokens, 0).map(|c| tokens.span(c.first, c.last).of(text))
    }

    #[test]
    fn to_the_head_noun() {
        for (text, expected) in [
            ("cryptocurrency heists that took place", "cryptocurrency heists"),
            ("instances of cryptocurrency heists last year", "instances of cryptocurrency heists"),
            ("co-hosts: the United States", "co-hosts"),
            ("member states.", "member states"),
            ("sanctions committees met", "sanctions committees"),
            ("United States citizens were", "United States citizens"),
            ("counts of wire fraud and", "counts of wire fraud"),
            ("domestic and foreign banks", "domestic and foreign banks"),
            ("cryptocurrency-related firms from", "cryptocurrency-related firms"),
            ("IT workers", "IT workers"),
            ("data breaches that", "data breaches"),
            ("data security incidents and", "data security incidents"),
            ("police officers in", "police officers"),
            ("staff lost jobs", "staff"),
            ("aircraft were", "aircraft"),
            ("152mm shells to", "152mm shells"),
            ("122-mm and 155 mm guns", "122-mm and 155 mm guns"),
            ("people", "people"),
        ] {
            assert_eq!(phrase(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn no_noun_nothing_counted() {
        for text in ["were arrested", ", and banks", "of the banks", "U.S.C. sections", "is", ""] {
            assert_eq!(phrase(text), None, "{text}");
        }
    }
}
