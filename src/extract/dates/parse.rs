//! One full date as pages print it in their headers and bylines.

use jiff::civil::Date;

use super::absolute::absolute;
use super::calendar::weekday;
use super::expression::Expression;
use crate::extract::amounts::tokens::{Kind, Token, Tokens, tokens};

/// Lines longer than this are prose.
const LONGEST: usize = 120;

/// The one absolute full date that `text` consists of, with a label, a weekday, a time of day or a
/// time zone around it at most: "April 4, 2024 - 18:41", "Published: 21 March 2024",
/// "2024-03-21T10:00:00Z", "Wednesday, April 23, 2025". "3/21/2024" is read, "3/4/2024" is not.
/// Prose that has a date in it is not a date.
pub fn parse_date(text: &str) -> Option<Date> {
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text);
    let mut date = None;
    let mut at = 0;
    while at < tokens.len() {
        let found = absolute(&tokens, at).filter(|_| date.is_none());
        if let Some((found, day)) = found.and_then(|f| Some((f, full(f.expression)?))) {
            date = Some(day);
            at = found.next;
        } else if furniture(&tokens, at, date.is_some()) {
            at += 1;
        } else {
            return None;
        }
    }
    date
}

fn full(expression: Expression) -> Option<Date> {
    let Expression::Calendar(parts) = expression else { return None };
    parts.date()
}

/// What may stand around the date: labels before it, a time of day after it.
fn furniture(tokens: &[Token<'_>], at: usize, after: bool) -> bool {
    const LABELS: &[&str] = &[
        "published",
        "posted",
        "updated",
        "modified",
        "released",
        "created",
        "date",
        "last",
        "first",
        "on",
        "at",
        "time",
        "dated",
        "issued",
        "the",
    ];
    const TIMES: &[&str] = &[
        "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "gmt", "utc", "z", "est", "edt", "et", "cet",
        "cest", "bst", "kst", "jst", "pst", "pdt", "pt", "ist", "sgt", "hkt", "ict", "eastern",
        "pacific", "time", "at", "hrs", "local", "h",
    ];
    let token = &tokens[at];
    match token.kind {
        Kind::Mark => true,
        Kind::Sign => false,
        Kind::Word => {
            let time = after && (TIMES.contains(&&*token.lower) || iso_time(token));
            let label = !after && (LABELS.contains(&&*token.lower) || weekday(token).is_some());
            time || label
        }
        // Hours: "18:41", "8 PM", "+9"; a second number by itself is not one.
        Kind::Number => {
            let clock = token.text.contains(':');
            let zone = tokens.before(at).is_some_and(|t| matches!(t.text, "+" | ":" | "-" | "T"));
            let hour =
                tokens.is_any(at + 1, &["am", "pm", "a.m.", "p.m.", "gmt", "utc", "h", "hrs"]);
            clock || (after && (zone || hour) && token.text.len() <= 4)
        }
    }
}

/// The "T10" of "2024-03-21T10:00:00Z".
fn iso_time(token: &Token<'_>) -> bool {
    let hours = token.text.strip_prefix('T');
    token.glued && hours.is_some_and(|h| h.len() <= 6 && h.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_pages_print_them() {
        for (text, expected) in [
            ("April 4, 2024 - 18:41", "2024-04-04"),
            ("Apr. 05, 2024", "2024-04-05"),
            ("Apr. 05, 2024 8:05 PM GMT+9", "2024-04-05"),
            ("2024-03-21T10:00:00Z", "2024-03-21"),
            ("2024-03-21T10:00:00.000+09:00", "2024-03-21"),
            ("2024-03-21 10:00", "2024-03-21"),
            ("21 March 2024", "2024-03-21"),
            ("3/21/2024", "2024-03-21"),
            ("21/3/2024", "2024-03-21"),
            ("5/5/2024", "2024-05-05"),
            ("Wednesday, April 23, 2025", "2025-04-23"),
            ("WEDNESDAY, JUNE 18, 1997", "1997-06-18"),
            ("Published: 21 Mar 2024 at 9 am", "2024-03-21"),
            ("Thu, 21 Mar 2024 10:00:00 +0000", "2024-03-21"),
            ("April 4th, 2024", "2024-04-04"),
            ("20.06.2024", "2024-06-20"),
        ] {
            assert_eq!(
                parse_date(text).map(|d| d.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_one_full_date() {
        for text in [
            "",
            "April 2024",
            "April 4",
            "2024",
            "3/4/2024",
            "February 30, 2024",
            "Thursday",
            "April 4, 2024 April 5, 2024",
            "The meeting on April 4, 2024 was chaired by Seoul",
            "18:41",
            "$2024",
            "13/13/2024",
            "2024-13-01",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
