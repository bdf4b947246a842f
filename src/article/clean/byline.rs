//! Who wrote it, as printed beside the headline: `By Ji Da-gyum`, `Dwight Okafor | Staff writer`,
//! `21 April 2023 · Ines Calloway`. Only the names are taken, and only where a cue, a role or a date
//! says that they are the author's.

use super::name_words::{COLON_LABELS, LABELS, NOT_NAMES, PARTICLES, RANKS, ROLES};
use crate::text::Span;
use crate::text::printed_date;

struct Token<'a> {
    text: &'a str,
    span: Span,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_whitespace() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            out.push(Token { text: &text[from..at], span: Span::new(from, at) });
        }
    }
    out
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn listed(list: &[&str], word: &str) -> bool {
    list.contains(&bare(word).as_str())
}

/// Whether `word` could be part of a name; the punctuation after it is the caller's business.
fn is_name_part(word: &str) -> bool {
    let inside = word.trim_end_matches([',', ';', '.', ':', ')', '*', '|']);
    let capital = inside.chars().next().is_some_and(char::is_uppercase);
    let letters = inside.chars().all(|c| {
        c.is_alphabetic() || matches!(c, '-' | '‑' | '\'' | '’' | '.' | '\u{301}' | '\u{308}')
    });
    let common = listed(NOT_NAMES, inside) || listed(ROLES, inside);
    capital && letters && !common
}

/// A name that starts at token `from`: its span and the token after it.
fn name(tokens: &[Token], from: usize) -> Option<(Span, usize)> {
    let mut at = from;
    let mut parts = 0;
    while at < tokens.len() && parts < 6 {
        let word = tokens[at].text;
        if is_name_part(word) {
            parts += 1;
        } else if parts == 0 || !PARTICLES.contains(&word) {
            break;
        }
        at += 1;
        let initial = word.trim_end_matches('.').chars().count() <= 2;
        if word.ends_with([',', ';', ')', '|', '*', ':']) || word.ends_with('.') && !initial {
            break;
        }
    }
    while at > from && PARTICLES.contains(&tokens[at - 1].text) {
        at -= 1;
    }
    // `Lachlan Petrov-Hughes Cyber correspondent`: ranks before a role are no names.
    if at < tokens.len() && listed(ROLES, tokens[at].text) {
        while parts > 2 && listed(RANKS, tokens[at - 1].text) {
            at -= 1;
            parts -= 1;
        }
    }
    let ranks = tokens[from..at].iter().any(|t| listed(RANKS, t.text));
    if parts < 2 || ranks {
        return None;
    }
    let (first, last) = (&tokens[from], &tokens[at - 1]);
    let lead = first.text.len() - first.text.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    let initial = last.text.len() <= 2;
    let kept = last.text.trim_end_matches(|c: char| !(c.is_alphabetic() || initial && c == '.'));
    Some((Span::new(first.span.start() + lead, last.span.start() + kept.len()), at))
}

/// One or more names from token `from` on: `A`, `A and B`, `A, B and C`.
fn names(tokens: &[Token], from: usize) -> Option<(Span, usize)> {
    let (mut span, mut at) = name(tokens, from)?;
    let (mut listing, mut list_end) = (span, at);
    loop {
        let joined =
            at < tokens.len() && matches!(tokens[at].text, "and" | "&" | "AND" | "And" | "with");
        let after_comma = tokens[at - 1].text.ends_with(',');
        let Some((next, next_at)) = name(tokens, at + usize::from(joined)) else { break };
        if joined {
            span = listing.cover(next);
            at = next_at;
            (listing, list_end) = (span, at);
        } else if after_comma {
            // Only a list that ends in `and` is one; else it may be a place or a paper.
            listing = listing.cover(next);
            at = next_at;
        } else {
            break;
        }
    }
    Some((span, list_end))
}

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
    cued(text, &tokens).or_else(|| labelled(&tokens)).or_else(|| uncued(text, &tokens))
}

/// `By Name …`
fn cued(text: &str, tokens: &[Token]) -> Option<Span> {
    for (i, token) in tokens.iter().enumerate() {
        if bare(token.text) != "by" {
            continue;
        }
        let before = &text[..token.span.start()];
        let labels = tokens[..i].iter().all(|t| listed(LABELS, t.text) || bare(t.text).is_empty());
        if !(i == 0 || labels && i <= 3 || printed_date::is_date_line(before)) {
            continue;
        }
        let Some((span, after)) = names(tokens, i + 1) else { continue };
        if ends_well(tokens, after) {
            return Some(span);
        }
    }
    None
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
        || word.starts_with(|c: char| c.is_ascii_digit())
        || next.text.starts_with(['(', '[', '@', '|', '—', '–', '-', '/', '•', '·'])
        || ["in", "at", "on", "for", "of", "published", "posted", "updated"]
            .contains(&word.as_str())
        || listed(ROLES, next.text)
        || listed(RANKS, next.text)
        || listed(NOT_NAMES, next.text)
        || printed_date::is_date_line(&format!("{word} 1, 2000"))
        || next.text.chars().all(char::is_uppercase)
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
    let dates = printed_date::find_all(text);
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
        let ended = tokens.get(after).is_none_or(|next| {
            bare(next.text).is_empty()
                || tokens[after - 1].text.ends_with([',', '|', '·', '•'])
                || listed(ROLES, next.text)
                || listed(RANKS, next.text)
        });
        if !ended {
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
        if role || rest_is_date() {
            return Some(span);
        }
    }
    None
}

/// The whole line as a name and nothing else.
pub(super) fn bare_name(text: &str) -> Option<Span> {
    if text.len() > 80 {
        return None;
    }
    let tokens = tokens(text);
    let (span, after) = names(&tokens, 0)?;
    (after == tokens.len()).then_some(span)
}

/// The name in `Name, Paper`, which signs a text only where a date or a role says so below.
pub(super) fn name_and_paper(text: &str) -> Option<Span> {
    if text.len() > 80 {
        return None;
    }
    let tokens = tokens(text);
    let (span, after) = name(&tokens, 0)?;
    let paper = &tokens[after..];
    let capital = |t: &Token| t.text.starts_with(char::is_uppercase);
    let comma = tokens[after - 1].text.ends_with(',');
    (comma && (1..=4).contains(&paper.len()) && paper.iter().all(capital)).then_some(span)
}

/// The name that `text` starts with, if it starts with one.
pub(super) fn leading_name(text: &str) -> Option<Span> {
    let mut end = text.len().min(160);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = tokens(&text[..end]);
    name(&tokens, 0).map(|(span, _)| span)
}

/// Whether a line is nothing but what somebody does: `Staff writer`.
pub(super) fn is_role(text: &str) -> bool {
    let tokens = tokens(text);
    (1..=5).contains(&tokens.len()) && tokens.iter().any(|t| listed(ROLES, t.text))
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
        ] {
            assert_eq!(of_line(line).map(|s| s.of(line)), Some(name), "{line}");
        }
    }

    #[test]
    fn a_name_with_its_paper() {
        let name = |line| name_and_paper(line).map(|s: Span| s.of(line));
        assert_eq!(name("Oona Brightwell, Fenland Echo"), Some("Oona Brightwell"));
        assert_eq!(name("Oona Brightwell, who lost her savings"), None);
        assert_eq!(name("Oona Brightwell"), None);
    }

    #[test]
    fn no_names_where_none_are() {
        for line in [
            "By the Intel 471 Malware Intelligence team.",
            "By Reuters",
            "By Monday Morning the thieves had gone",
            "Thursday, 12 December 2024",
            "UN Showdown: South Korea Exposes North Korea’s Cyber Threats",
            "Fake Recruiters Hunting Crypto Engineers",
        ] {
            assert_eq!(of_line(line).map(|s| s.of(line)), None, "{line}");
        }
    }
}
