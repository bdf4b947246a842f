//! Who wrote it, as printed beside the headline: `By Ji Da-gyum`, `Dwight Okafor | Staff writer`,
//! `21 April 2023 · Ines Calloway`. Only the names are taken, and only where a cue, a role or a date
//! says that they are the author's.

use super::name_words::{BEATS, COLON_LABELS, LABELS, NOT_NAMES, RANKS, ROLES};
use super::names::{
    self, Token, bare, is_before_date, is_person, listed, names, portrayed, shift_words, tokens,
};
use crate::text::Span;
use crate::text::printed_date;

/// The names in a line that is a byline, relative to the line.
pub(super) fn of_line(text: &str) -> Option<Span> {
    // Two names, or a cue and a name: no line without two capitals or a label is one.
    if text.len() > 300 || text.chars().filter(|c| c.is_uppercase()).take(2).count() < 2 {
        return None;
    }
    let tokens = tokens(text);
    if tokens.len() > 26 {
        return None;
    }
    cued(text, &tokens)
        .or_else(|| labelled(&tokens))
        .or_else(|| shifts(&tokens))
        .or_else(|| portrayed(text))
        .or_else(|| uncued(text, &tokens))
}

/// `By Name …`
fn cued(text: &str, tokens: &[Token]) -> Option<Span> {
    for (i, token) in tokens.iter().enumerate() {
        // Wires of other languages print theirs above a translation too.
        let foreign = i == 0 && token.text == "Von";
        if bare(token.text) != "by" && !foreign {
            continue;
        }
        let before = &text[..token.span.start()];
        let labels = tokens[..i].iter().all(|t| listed(LABELS, t.text) || bare(t.text).is_empty());
        if !(i == 0 || labels && i <= 3 || printed_date::is_date_line(before)) {
            continue;
        }
        let from = past_title(tokens, i + 1).unwrap_or(i + 1);
        let Some((span, after)) = names(tokens, from) else { continue };
        if ends_well(tokens, after) {
            return Some(span);
        }
    }
    None
}

/// Past what somebody does, where that stands before the name: `By Security Correspondent Ada Quill`,
/// `By Local Democracy Reporter Ada Quill`. It begins with a word of such titles, since `Ada Quill
/// Staff Writer` has the name first.
fn past_title(tokens: &[Token], from: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    let named = |lists: &[&[&str]], at: usize| {
        tokens.get(at).is_some_and(|t| lists.iter().any(|list| listed(list, t.text)))
    };
    let goes_on = |at: &usize| {
        tokens.get(*at).is_some_and(|t| {
            t.text.ends_with(char::is_alphanumeric)
                && (t.text.starts_with(char::is_uppercase) || named(&[ROLES, RANKS], *at))
        })
    };
    let mut title = (from..from + LONGEST).take_while(goes_on);
    let role = title.find(|at| named(&[ROLES], *at))?;
    let after = (role..tokens.len()).find(|at| !(goes_on(at) && named(&[ROLES], *at)))?;
    let (_, end) = names(tokens, after)?;
    let person = is_person(&tokens[after..end]) && !named(&[ROLES], end);
    (named(&[BEATS, RANKS, ROLES], from) && person).then_some(after)
}

/// Whether what follows the names is no verb.
fn ends_well(tokens: &[Token], after: usize) -> bool {
    let Some(next) = tokens.get(after) else { return true };
    let last = tokens[after - 1].text;
    if last.ends_with([',', '|', ';', ':', '.', ')']) || last.ends_with('*') {
        return true;
    }
    let word = bare(next.text);
    word.is_empty()
        || next.apart
        || is_before_date(tokens, after)
        || tokens.get(after + 1).is_some_and(|paper| bare(paper.text) == "news")
        || word.starts_with(|c: char| c.is_ascii_digit())
        || next.text.contains('@')
        || next.text.starts_with(['(', '[', '|', '—', '–', '-', '/', '•', '·'])
        || ["in", "at", "on", "for", "of", "published", "posted", "updated"]
            .contains(&word.as_str())
        || listed(ROLES, next.text)
        || listed(RANKS, next.text)
        || listed(BEATS, next.text)
        || listed(NOT_NAMES, next.text)
        || printed_date::is_date_line(&format!("{word} 1, 2000"))
        || next.text.chars().all(char::is_uppercase)
}

/// `Name (now) and Name (earlier)`
fn shifts(tokens: &[Token]) -> Option<Span> {
    let (span, after) = names(tokens, 0)?;
    (after == tokens.len() && shift_words(tokens, after - 1) == 1).then_some(span)
}

/// `Interview: Name, 29 July 2024`
fn labelled(tokens: &[Token]) -> Option<Span> {
    for take in 1..=2.min(tokens.len()) {
        let label = tokens[..take].iter().map(|t| bare(t.text)).collect::<Vec<_>>().join(" ");
        if tokens[take - 1].text.ends_with(':') && COLON_LABELS.contains(&label.as_str()) {
            return names(tokens, take).map(|(span, _)| span);
        }
    }
    None
}

/// A name beside a date or a role: `Name, 8 February 2024`, `Name Cyber correspondent`.
fn uncued(text: &str, tokens: &[Token]) -> Option<Span> {
    if printed_date::is_glued_line(text) {
        return glued(text);
    }
    let dates = printed_date::days(text);
    let starts = |i: usize| {
        i == 0
            || bare(tokens[i - 1].text).is_empty()
            || tokens[i - 1].text.ends_with([',', '|', '·', '•'])
    };
    for i in 0..tokens.len() {
        if !starts(i) {
            continue;
        }
        let Some((span, after)) = names(tokens, i) else { continue };
        // `Name Aug 05, 2024`: only a date in full ends a name without a mark between.
        let is_date = |at: usize| {
            tokens.get(at).is_some_and(|next| dates.iter().any(|date| date.overlaps(next.span)))
        };
        let runs_into_date = || {
            let label = tokens.get(after).is_some_and(|next| listed(NOT_NAMES, next.text))
                || is_before_date(tokens, after);
            is_person(&tokens[i..after]) && (is_date(after) || label && is_date(after + 1))
        };
        let ended = tokens.get(after).is_none_or(|next| {
            bare(next.text).is_empty()
                || next.text.contains('@')
                || tokens[after - 1].text.ends_with([',', '|', '·', '•'])
                || listed(ROLES, next.text)
                || listed(RANKS, next.text)
        });
        if !ended && !runs_into_date() {
            continue;
        }
        let role = tokens.get(after..).is_some_and(|rest| {
            rest.len() <= 5 && rest.iter().any(|t| listed(ROLES, t.text))
                || rest.iter().take(4).any(|t| listed(ROLES, t.text)) && !dates.is_empty()
        });
        let rest_is_date = || {
            let rest = format!("{} {}", &text[..span.start()], &text[span.end()..]);
            !dates.is_empty() && printed_date::is_date_line(&rest)
        };
        // `Hong Kong | March 12, 2024`
        if role || is_person(&tokens[i..after]) && rest_is_date() {
            return Some(span);
        }
    }
    None
}

/// The name between the date and the section that a scraper glued to it: `Oct 03, 2024Ada QuillBanks / Locks`.
/// `McQuill` and the like have a capital within, so that a seam must have four letters before it.
fn glued(text: &str) -> Option<Span> {
    const LEAST: usize = 4;
    let digits = text.as_bytes().windows(4).position(|year| year.iter().all(u8::is_ascii_digit))?;
    let start = digits + 4;
    let rest = text.get(start..)?;
    let mut part = 0;
    let mut seam = None;
    for (at, c) in rest.char_indices() {
        if c.is_uppercase() && rest[part..at].ends_with(char::is_lowercase) {
            seam = Some(at).filter(|_| rest[part..at].chars().count() >= LEAST);
            break;
        }
        if !c.is_alphabetic() {
            part = at + c.len_utf8();
        }
    }
    // A section alone may have the form of a name.
    let (name, sections) = rest.split_at(seam?);
    if !sections.contains(" / ") {
        return None;
    }
    let span = names::bare_name(name).filter(|span| span.len() == name.len())?;
    let person = (2..=3).contains(&name.split_whitespace().count()) && names::is_plain_name(name);
    person.then(|| span.shift(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_nothing_but_names() {
        for (line, name) in [
            ("By Ji Da-gyum", "Ji Da-gyum"),
            ("by Kuksung Nam", "Kuksung Nam"),
            ("April 4, 2024 - 18:41 By Ji Da-gyum", "Ji Da-gyum"),
            ("Dwight Okafor | Staff writer", "Dwight Okafor"),
            ("Lachlan Petrov-Hughes Cyber correspondent", "Lachlan Petrov-Hughes"),
            ("21 April 2023 · Ines Calloway", "Ines Calloway"),
            ("Łukasz Brzęk, 8 February 2024", "Łukasz Brzęk"),
            ("EXCLUSIVE by Kayleigh Stubbs, Chief Reporter", "Kayleigh Stubbs"),
            (
                "By Joana Figueirêdo and Han Seo-yŏn — 3 June 2024",
                "Joana Figueirêdo and Han Seo-yŏn",
            ),
            (
                "By A. J. Smith, Mary van Dyk and Bob Stone, Reuters",
                "A. J. Smith, Mary van Dyk and Bob Stone",
            ),
            ("By Saskia Wijngaarden in New York, 20 June 2024", "Saskia Wijngaarden"),
            ("Interview: Henrike Thorvaldsen, 29 July 2024", "Henrike Thorvaldsen"),
            ("By Mark Arena, CEO of Intel 471.", "Mark Arena"),
            ("Friday, May 24, 2024 · by Femi Aldersgate", "Femi Aldersgate"),
            (
                "Callum Adeyemi-Ross, Technology Editor 20 February 2025 06:30",
                "Callum Adeyemi-Ross",
            ),
            ("By JANE O'NEIL, Associated Press", "JANE O'NEIL"),
            ("Oona Brightwell Aug 05, 2024", "Oona Brightwell"),
            ("Oona Brightwell Published Aug 05, 2024", "Oona Brightwell"),
            ("By Oona Brightwell oona@echo.example", "Oona Brightwell"),
            ("By Oona Brightwell, Łukasz Brzęk", "Oona Brightwell, Łukasz Brzęk"),
            ("By Oona Brightwell, New Ely", "Oona Brightwell"),
            ("By Oona Brightwell, Fenland Echo", "Oona Brightwell"),
            ("Von Łukasz Brzęk, Ely", "Łukasz Brzęk"),
            ("Ada Quill (now) and Bo Lind (earlier)", "Ada Quill (now) and Bo Lind"),
            ("By Jan Kowalczyk", "Jan Kowalczyk"),
            ("By Ada Quill, Jun Santos - Reporters", "Ada Quill, Jun Santos"),
            ("By Ada Quill, Łukasz Brzęk May 12, 2023 | 02:31 pm", "Ada Quill, Łukasz Brzęk"),
            ("By Ada Quill, Bo Lind, Staff Writers", "Ada Quill, Bo Lind"),
            ("By Ada Quill in Ely and Bo Lind in Lynn", "Ada Quill in Ely and Bo Lind"),
            (
                "By Ada Quill, Bo Lind in Ely and Cy Marsh in Lynn",
                "Ada Quill, Bo Lind in Ely and Cy Marsh",
            ),
            ("By A Marsh, 3 June 2024", "A Marsh"),
            ("By Ada Quill, Bo Lind, and the Tide Team", "Ada Quill, Bo Lind"),
            ("By Ada Quill, Social Affairs Editor", "Ada Quill"),
            ("By Ada Quill, Evening News, 3 June 2024", "Ada Quill"),
            ("By Ada Quill, Bo Lind|Edited by Cy Marsh", "Ada Quill, Bo Lind"),
            ("By Local Democracy Reporter Ada Quill", "Ada Quill"),
            ("By Security Correspondent Ada Quill and Bo Lind", "Ada Quill and Bo Lind"),
            ("By Security Correspondent Ada Quill, 3 June 2024", "Ada Quill"),
            ("By Staff Writer Ada Quill", "Ada Quill"),
            ("By chief political correspondent Ada Quill", "Ada Quill"),
            ("By Ada Quill Chief Reporter", "Ada Quill"),
            ("By Ada Quill Staff Writer New Ely", "Ada Quill"),
            ("By Ada Quill Local Democracy Reporter", "Ada Quill"),
            ("By Ada Quill, Local Democracy Reporter", "Ada Quill"),
            ("By Ada Community Quill", "Ada Community Quill"),
            ("writer: Ada Quill", "Ada Quill"),
            ("By P.K. Brightwell, Fenland Echo", "P.K. Brightwell"),
            ("Oona Brightwell Sat 2 Nov 2024 // 09:12 UTC", "Oona Brightwell"),
            ("By Oona Brightwell  Last updated Nov 2, 2024", "Oona Brightwell"),
            ("By Oona Brightwell Last modified Nov 2, 2024", "Oona Brightwell"),
            ("By Jonathan Last, 2 November 2024", "Jonathan Last"),
            ("By Oona Brightwell For The Fenland Echo", "Oona Brightwell"),
            ("Dr. Oona Brightwell, 02.11.2024", "Oona Brightwell"),
            ("By Sgt. 1st Class Oona Brightwell, Ely Guard Nov. 2, 2024", "Oona Brightwell"),
            ("Posted on 11/02/2024 by Oona Brightwell", "Oona Brightwell"),
            ("Oona Brightwell 11/02/2024", "Oona Brightwell"),
            ("ByOona Brightwell", "Oona Brightwell"),
            ("By Oona Brightwell Marsh News", "Oona Brightwell"),
            ("By Oona Brightwell BBC News, 2 November 2024", "Oona Brightwell"),
            ("By Oona van Dyk News Editor", "Oona van Dyk"),
            ("Nov 02, 2024Oona BrightwellBanks / Harbour Locks", "Oona Brightwell"),
            ("Headshot of Oona Brightwell Oona Brightwell", "Oona Brightwell"),
        ] {
            assert_eq!(of_line(line).map(|s| s.of(line)), Some(name), "{line}");
        }
    }

    #[test]
    fn no_names_where_none_are() {
        for line in [
            "By the Intel 471 Malware Intelligence team.",
            "By Reuters",
            "By Security Editor",
            "By Staff Reporter",
            "Press Release August 5, 2024",
            "Media Release - August 5, 2024",
            "Last Modified: August 5, 2024",
            "Last Revised August 5, 2024",
            "Data Breach | August 5, 2024",
            "Hong Kong | August 5, 2024",
            "New York, August 5, 2024",
            "By Our Correspondent",
            "By Our Staff Reporter",
            "By A Staff Reporter",
            "New Ely August 5, 2024",
            "Fenland Echo August 5, 2024",
            "Oona Brightwell won the race of August 5, 2024",
            "By Monday Morning the thieves had gone",
            "Thursday, 12 December 2024",
            "June 12, 2024",
            "By May 12, 2024",
            "UN Showdown: South Korea Exposes North Korea’s Cyber Threats",
            "Fake Recruiters Hunting Crypto Engineers",
            "Portrait of Oona Brightwell Bo Lind",
            "By U.S. Attorney",
            "Bylaws Committee Report",
            "Nov 02, 2024Data BreachRansomware / Locks",
            "Nov 02, 2024Oona McBrightBanks",
            "Nov 02, 2024The Fenland NewsBanks",
            "Nov 02, 2024Oona Brightwell",
            "By Marsh News",
        ] {
            assert_eq!(of_line(line).map(|s| s.of(line)), None, "{line}");
        }
    }
}
