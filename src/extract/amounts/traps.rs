//! Numbers that measure nothing: parts of names, laws, phones, versions, scores, times, ordinals.

use std::sync::LazyLock;

use super::digits::digits;
use super::nouns::{Words, set};
use super::tokens::{Kind, Token, Tokens};
use super::{currencies, magnitudes, units};

/// Words whose number is a name: "Room 39", "Resolution 1718", "No. 5", "aged 34".
static DESIGNATORS: Words = LazyLock::new(|| {
    set("room bureau unit resolution resolutions chapter section sections article articles \
         paragraph paragraphs para clause title item rule act bill law executive order docket \
         page pages pp line verse number numbers nos nr version v release build port ports phase \
         stage level levels grade tier category type model step figure fig table annex appendix \
         exhibit volume vol part parts count error errors code codes aged age ages tel telephone \
         phone fax tdd zip box flight route highway interstate channel gate floor apartment apt \
         suite district ward building event id ids rfc iso cve kb ms patch score rating rank \
         ranks squad battalion brigade division regiment lab laboratory camp case lot formula \
         group windows server android ios iphone galaxy office exchange area pier plan agenda \
         vision day week war big fortune s&p ftse nikkei world episode season round boeing airbus \
         exit studio")
});

/// Designators that count things as well when they stand in lower case before a number in words,
/// or at all: left to the noun after the number.
fn designates(token: &Token<'_>, number: &Token<'_>) -> bool {
    let lower = &*token.lower;
    if !DESIGNATORS.contains(lower) {
        return false;
    }
    // "the top 10 banks", "a group two banks"; only names write the number in words too.
    let spelled = number.kind == Kind::Word;
    match lower {
        // "Chapter two describes", "Phase Two"
        "chapter" | "section" | "article" | "phase" | "part" | "stage" | "volume" | "episode"
        | "season" | "level"
            if spelled =>
        {
            token.capital()
        }
        _ if spelled => token.capital() && number.capital(),
        "order" | "office" | "world" | "case" | "group" | "law" | "act" | "game" | "week"
        | "day" | "exchange" | "plan" | "server" | "camp" | "war" | "executive" | "big" => {
            token.capital()
        }
        _ => true,
    }
}

/// Whether the number at token `at` cannot be an amount, whatever it measures.
pub(super) fn trapped(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(number) = tokens.at(at) else { return true };
    (number.kind == Kind::Number && (digits(number.text).is_none() || joined_after(tokens, at)))
        || named(tokens, at)
        || group_of(tokens, at)
        || name(tokens, at)
        || clock(tokens, at)
}

/// Glued to something before that makes it a part of a longer token: "COVID-19", "GMT+9", "/10".
pub(super) fn joined_before(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(mark) = tokens.before(at) else { return false };
    if mark.text == "§" || mark.text == "#" || mark.text == "№" {
        return true;
    }
    // "(approx.$200)", "price:$5"
    let sign = tokens.at(at).is_some_and(|t| t.kind == Kind::Sign);
    if sign && matches!(mark.text, "." | ":" | "=" | "/") {
        return false;
    }
    if !tokens.glued(at) {
        return false;
    }
    let Some(before) = at.checked_sub(2).and_then(|i| tokens.at(i)).filter(|_| mark.glued) else {
        return matches!(mark.text, "+" | "@" | "/" | "_" | "%");
    };
    let word = matches!(before.kind, Kind::Word | Kind::Number);
    match mark.text {
        // "US-$5" is money; "$5-$10" is a range, and read as one from its start.
        "-" | "‐" | "‑" => word,
        "–" | "−" => before.kind == Kind::Number,
        // "image%20"
        "%" => true,
        "/" | "_" | "." | "@" | "+" | "=" | "&" | "\\" | "*" | ":" | "^" => {
            word || matches!(before.text, "/" | "_" | "." | "-")
        }
        _ => false,
    }
}

/// Goes on after its digits: "18th", "5G", "1080p", "10/12", "555-123-4567", "20°".
fn joined_after(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(next) = tokens.at(at + 1).filter(|t| t.glued) else {
        return tokens.is(at + 1, "°");
    };
    match next.kind {
        Kind::Word => {
            let known = magnitudes::magnitude(&next.lower).is_some()
                || units::time_unit(&next.lower).is_some()
                || units::percent(tokens, at + 1).is_some()
                || currencies::after(tokens, at + 1).is_some()
                || measured(&next.lower)
                // "43p", no "720p"
                || next.text == "p" && tokens[at].text.len() <= 2;
            !known
        }
        Kind::Number => true,
        _ if next.dash() => {
            // Three runs of digits with dashes between are a phone number or the like.
            let digits = |i: usize| tokens.glued(i) && tokens[i].kind == Kind::Number;
            digits(at + 2) && tokens.hyphen(at + 3) && digits(at + 4)
        }
        _ => match next.text {
            "/" => {
                tokens.glued(at + 2) && tokens.at(at + 2).is_some_and(|t| t.kind == Kind::Number)
            }
            "_" | "@" | "=" | "\\" | "°" | "*" => true,
            "." => {
                let after = tokens.at(at + 2).filter(|t| t.glued);
                after.is_some_and(|t| t.text.starts_with(char::is_lowercase))
            }
            _ => false,
        },
    }
}

/// Units that are written onto their digits.
pub(super) fn measured(lower: &str) -> bool {
    matches!(
        lower,
        "km" | "kg"
            | "gb"
            | "tb"
            | "mb"
            | "kb"
            | "pb"
            | "gbps"
            | "mbps"
            | "kbps"
            | "tbps"
            | "mw"
            | "gw"
            | "kw"
            | "kwh"
            | "mph"
            | "lb"
            | "lbs"
            | "ft"
            | "cm"
            | "ghz"
            | "mhz"
            | "khz"
    )
}

/// After a word that it names the one of: "Room 39", "No. 39".
fn named(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(before) = tokens.before(at) else { return false };
    if before.kind == Kind::Word {
        return designates(before, &tokens[at]);
    }
    let abbreviated = before.text == "." && before.glued && at >= 2;
    abbreviated && tokens.is_any(at - 2, &["no", "nos", "art", "sec", "fig", "vol", "v", "ch", "p"])
}

/// The last group of digits that are no number as a whole: "079" of "555 22 079".
fn group_of(tokens: &[Token<'_>], at: usize) -> bool {
    let text = tokens[at].text;
    let group = text.len() == 3 && text.starts_with('0');
    group
        && text.bytes().all(|b| b.is_ascii_digit())
        && tokens.before(at).is_some_and(|t| t.kind == Kind::Number)
}

/// Last words of names that start with a number word.
const NAMED: &[&str] = &[
    "eyes",
    "mile",
    "kingdoms",
    "pillars",
    "seasons",
    "gorges",
    "sisters",
    "flags",
    "guys",
    "musketeers",
    "sessions",
    "apostles",
];

/// Names that have their number inside: "the Five Eyes", "the Group of Seven nations".
fn name(tokens: &[Token<'_>], at: usize) -> bool {
    let group = at >= 2 && tokens.are(at - 2, &["group", "of"]) && tokens[at - 2].capital();
    let capital = tokens[at].capital() && tokens.at(at + 1).is_some_and(Token::capital);
    group || (capital && tokens.is_any(at + 1, NAMED))
}

/// "the law firm of Two Rivers": a number in words with a capital inside a sentence, and another
/// capital after it.
pub(super) fn named_by_number(tokens: &[Token<'_>], at: usize, title_case: bool) -> bool {
    let inside = tokens.before(at).is_some_and(|t| t.kind == Kind::Word && !t.lower.ends_with('.'));
    let name = tokens[at].capital() && tokens.at(at + 1).is_some_and(Token::capital);
    inside && name && !title_case
}

/// A time of day: "8 p.m.", "5pm", "1400 GMT".
fn clock(tokens: &[Token<'_>], at: usize) -> bool {
    const AFTER: &[&str] =
        &["a.m.", "p.m.", "a.m", "p.m", "am", "pm", "o'clock", "gmt", "utc", "est", "edt", "kst"];
    if tokens.is_any(at + 1, AFTER) {
        // "I am": only digits and number words stand before a time.
        return true;
    }
    let dash = tokens.at(at + 1).is_some_and(Token::dash);
    let to = dash || tokens.is(at + 1, "to");
    to && tokens.at(at + 2).is_some_and(|t| t.kind == Kind::Number) && tokens.is_any(at + 3, AFTER)
}

/// Capitalised at the start of a sentence, these name nothing.
static FUNCTION: Words = LazyLock::new(|| {
    set("the a an some about around over under than nearly almost roughly approximately only \
         another these those all its their our his her for in on at by with from of to and or but \
         as up just least most after before since among between including estimated if when while \
         there it we they i he she you not no more less fewer until within exactly today \
         yesterday last first next whereas that this what which who have has had is are was")
});

/// Whether a plain number is the last part of the name before it: "Windows 10 users".
///
/// Only where capitals mean something: in a headline in title case every word has one.
pub(super) fn after_name(tokens: &[Token<'_>], at: usize, title_case: bool) -> bool {
    let Some(before) = tokens.before(at).filter(|t| t.kind == Kind::Word) else { return false };
    if title_case || tokens[at].kind != Kind::Number || at == 0 {
        return false;
    }
    let possessor = before.lower.ends_with("'s");
    before.text.contains(char::is_uppercase) && !possessor && !FUNCTION.contains(&*before.lower)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn trapped_in(text: &str) -> bool {
        let tokens = tokens(text);
        let at = tokens.iter().position(|t| t.kind == Kind::Number).unwrap();
        trapped(&tokens, at) || joined_before(&tokens, at)
    }

    #[test]
    fn parts_of_longer_things() {
        for text in [
            "COVID-19",
            "GMT+9",
            "the 18th",
            "5G",
            "1080p",
            "10/12",
            "555-123-4567",
            "18:41",
            "3.2.1",
            "Resolution 1718",
            "Room 39",
            "No. 39",
            "§ 1030",
            "8 p.m.",
            "9 to 5 p.m.",
            "#5",
            "+1 555",
            "a 1.exe",
            "aged 34",
            "port 443",
        ] {
            assert!(trapped_in(text), "{text}");
        }
    }

    #[test]
    fn numbers_that_stand_alone() {
        for text in ["58 heists", "$5", "(17 banks", "5-10 percent", "5m", "48h 5", "~50", "10km"] {
            let expected = text == "48h 5";
            assert_eq!(trapped_in(text), expected, "{text}");
        }
    }
}
