//! The dateline at the head of a report: "SEOUL, April 4, 2024 (Yonhap) — The council ...".
//!
//! Only one with a full date dates an article: of "SEOUL, April 4" nobody knows the year.

use jiff::civil::Date;

use super::absolute::absolute;
use super::expression::Expression;
use crate::extract::amounts::tokens::{Kind, Token, Tokens, tokens};

/// Longer places, and longer names of agencies, are none.
const LONGEST: usize = 12;

/// The date of the dateline that a sentence starts with.
pub fn dateline(sentence: &str) -> Option<Date> {
    let tokens = tokens(sentence);
    let place = |token: &&Token<'_>| {
        token.capital() || matches!(token.text, "," | "." | "(" | ")" | "/" | "-" | "–" | "—")
    };
    let end = tokens.iter().take(LONGEST).take_while(place).count();
    let (at, found) = (0..=end).find_map(|at| Some((at, absolute(&tokens, at)?)))?;
    let Expression::Calendar(parts) = found.expression else { return None };
    let date = parts.date()?;
    // A date alone may be a heading of anything.
    let named = tokens[..at].iter().any(Token::capital) || agency(&tokens, found.next).is_some();
    let next = agency(&tokens, found.next).unwrap_or(found.next);
    // "(EFE).- Police"
    let stop = tokens.is(next, ".") && tokens.at(next + 1).is_some_and(Token::dash);
    let next = next + usize::from(stop);
    let dash = tokens.at(next).is_some_and(|t| t.dash() || t.text == ":") && !tokens.hyphen(next);
    let prose = tokens.at(next + 1).is_some();
    (named && dash && prose).then_some(date)
}

/// Past the agency at `at`: "(Yonhap)", "/Newsfile/".
fn agency(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let close = match tokens.at(at)?.text {
        "(" => ")",
        "/" => "/",
        _ => return None,
    };
    let named = tokens.at(at + 1).is_some_and(|t| t.kind == Kind::Word);
    let end = (at + 2..at + 2 + LONGEST).find(|i| tokens.is(*i, close))?;
    named.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_with_a_full_date() {
        for text in [
            "SEOUL, April 4, 2024 (Yonhap) — The council will meet on Thursday.",
            "WASHINGTON – April 4, 2024 – The agency said so.",
            "NEW YORK, Apr. 4, 2024 /PRNewswire/ -- A firm said so.",
            "April 4, 2024 (Reuters) - A firm said so.",
            "LONDON, Thursday, 4 April 2024 — It met.",
            "SAO PAULO, Apr 4 2024 (EFE).- Police said so.",
            "HAVANA, Apr 4, 2024 (Prensa Latina). - Police said so.",
        ] {
            assert_eq!(dateline(text), Some(jiff::civil::date(2024, 4, 4)), "{text}");
        }
    }

    #[test]
    fn other_heads_are_none() {
        for text in [
            "SEOUL, April 4 (Yonhap) — The council will meet.",
            "On April 4, 2024, the council met — again.",
            "April 4, 2024 — 18:41",
            "SEOUL, April 4, 2024 (Yonhap). The council will meet.",
            "The council met on April 4, 2024 (Thursday) — again.",
            "",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
