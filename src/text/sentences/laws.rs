//! What every function that cuts text into spans must keep to, whatever the text: tested in one
//! place, so that a new one cannot forget a law.

use crate::text::Span;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// What may be left between spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) enum Gaps {
    /// Nothing: joined, the spans are the text.
    None,
    /// White space.
    White,
}

/// Tests a function of the type `fn(&str) -> Vec<Span>`.
macro_rules! segmenting_laws {
    ($name:ident, $cut:expr, $gaps:expr) => {
        mod $name {
            use super::*;

            proptest::proptest! {
                #[test]
                fn hold_for_any_text(text in "(?s).{0,200}") {
                    laws::assert_spans(&text, &$cut(&text), $gaps);
                }

                #[test]
                fn hold_for_what_looks_like_news(text in laws::newsy()) {
                    laws::assert_spans(&text, &$cut(&text), $gaps);
                }
            }

            #[test]
            fn time_is_linear() {
                laws::assert_linear($cut, $gaps);
            }

            use crate::text::sentences::laws;
        }
    };
}
pub(in crate::text) use segmenting_laws;

/// Spans are ascending, not empty, on boundaries of characters, and leave out what `gaps` allows.
pub(in crate::text) fn assert_spans(text: &str, spans: &[Span], gaps: Gaps) {
    let mut at = 0;
    let allowed = |gap: &str| match gaps {
        Gaps::None => gap.is_empty(),
        Gaps::White => gap.chars().all(char::is_whitespace),
    };
    for span in spans {
        assert!(span.start() >= at, "{span:?} begins before {at}");
        assert!(!span.is_empty(), "{span:?} is empty");
        assert!(allowed(&text[at..span.start()]), "left out before {span:?}");
        let inside = span.of(text);
        if gaps == Gaps::White {
            assert_eq!(inside, inside.trim());
        }
        at = span.end();
    }
    assert!(allowed(&text[at..]), "left out after {at}");
}

/// Texts made of what the rules look for.
pub(in crate::text) fn newsy() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\u{c}",
    "\u{2029}",
    "\u{a0}",
    ".",
    ".",
    "?",
    "!",
    "...",
    "…",
    "。",
    ",",
    ":",
    ";",
    "-",
    "--",
    "—",
    "–",
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "(",
    ")",
    "[",
    "]",
    "[.]",
    "](",
    "•",
    "1.",
    "(a)",
    "$",
    "US$",
    "€",
    "%",
    "/",
    "\\",
    "@",
    "#",
    "*",
    "’s",
    "n't",
    "U.S.",
    "Gen.",
    "No.",
    "Inc.",
    "a.m.",
    "e.g.",
    "Nov.",
    "J.",
    "The",
    "But",
    "the",
    "of",
    "by",
    "said",
    "Kim",
    "Korea",
    "-linked",
    "hackers",
    "é",
    "é",
    "한국",
    "會議",
    "🇰🇷",
    "\u{200b}",
    "\u{301}",
    "3",
    "2,000.5",
    "http://a.b/c",
    "x.exe",
    "C:\\a",
    "Yahoo!",
    "İ",
    "ß",
    "Ǆ",
];

/// Bytes at which what costs the square of the length shows.
const LONG: usize = 50_000;

/// Texts that cost a careless scan the square of their length take no time to speak of.
pub(in crate::text) fn assert_linear(cut: fn(&str) -> Vec<Span>, gaps: Gaps) {
    for piece in [
        "a",
        "a ",
        ".",
        ". ",
        " ",
        "\n",
        "a\n",
        "a.\n",
        "a.\n\n",
        "\r\n",
        ")",
        ") ",
        ".)",
        "\"",
        ".\"",
        ".\" ",
        "(",
        "( ",
        "a.a",
        "a. ",
        "A. ",
        "1. ",
        "-",
        "- ",
        "a-",
        "A-",
        "A-linked",
        "'",
        "a'",
        "/",
        "a/",
        ".,",
        "a.,",
        "%",
        "$",
        "US$",
        "](",
        "](a",
        "[1]",
        "1]",
        "\\",
        ".\u{301}",
        "…",
        "... ",
        ". . ",
        "“a”",
        "。",
        "The\n\n",
        "U.S. The ",
        "? (a",
        "by ",
        "a;",
        "@",
        "a@",
        "://",
    ] {
        for text in [piece.repeat(LONG / piece.len()), lead(piece)] {
            let start = Instant::now();
            let spans = cut(&text);
            let time = start.elapsed();
            assert!(time < Duration::from_secs(10), "{piece:?} took {time:?}");
            assert_spans(&text, &spans, gaps);
        }
    }
}

fn lead(piece: &str) -> String {
    "Gen. Kim.".to_owned() + &piece.repeat(LONG / 2 / piece.len()) + ". A"
}
