//! Names of people as bylines print them: where one begins and ends, how several are listed, and what
//! stands beside a name and is none.

use super::name_words::{BESIDE, JOBS, MONTHS, NOT_NAMES, PARTICLES, PLACES, RANKS, ROLES};
use crate::text::Span;
use crate::text::printed_date;

pub(super) struct Token<'a> {
    pub text: &'a str,
    pub span: Span,
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // A bar stands alone, also where it is glued to a name.
        if !c.is_whitespace() && c != '|' {
            start.get_or_insert(at);
            continue;
        }
        let bar = (c == '|').then_some((at, at + 1));
        for (from, to) in start.take().map(|from| (from, at)).into_iter().chain(bar) {
            out.push(Token { text: &text[from..to], span: Span::new(from, to) });
        }
    }
    out
}

pub(super) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

pub(super) fn listed(list: &[&str], word: &str) -> bool {
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

/// Whether a month is somebody's first name: `Jan Kowalczyk`, `April Stone`.
fn is_given(tokens: &[Token], at: usize) -> bool {
    let next = || tokens.get(at + 1).is_some_and(|next| is_name_part(next.text));
    let first = tokens[at].text;
    listed(MONTHS, first) && first.chars().all(char::is_alphabetic) && next()
}

/// A name that starts at token `from`: its span and the token after it.
fn name(tokens: &[Token], from: usize) -> Option<(Span, usize)> {
    let mut at = from;
    let mut parts = 0;
    while at < tokens.len() && parts < 6 {
        let word = tokens[at].text;
        if is_name_part(word) || parts == 0 && is_given(tokens, at) {
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

/// How many tokens at `at` say when somebody wrote a live blog: `Ada Quill (now) and Bo Lind (earlier)`.
pub(super) fn shift_words(tokens: &[Token], at: usize) -> usize {
    tokens.get(at).is_some_and(|t| matches!(t.text, "(now)" | "(earlier)")).into()
}

/// One or more names from token `from` on: `A`, `A and B`, `A, B and C`, and `A, B` at the end of a
/// line.
pub(super) fn names(tokens: &[Token], from: usize) -> Option<(Span, usize)> {
    let name =
        |tokens, from| name(tokens, from).map(|(span, at)| (span, at + shift_words(tokens, at)));
    let (mut span, mut at) = name(tokens, from)?;
    let (mut listing, mut list_end) = (span, at);
    let mut people = true;
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
            // It may be a place or a paper, unless the list ends in `and` or fills the line.
            listing = listing.cover(next);
            people &= is_person(&tokens[at..next_at]);
            at = next_at;
        } else {
            break;
        }
    }
    let filled = tokens.get(at).is_none_or(|next| ends_list(tokens, at, next));
    if people && filled && !ends_open(tokens, at) {
        return Some((listing, at));
    }
    Some((span, list_end))
}

/// Whether the list up to token `at` ends in a comma with nothing behind it.
fn ends_open(tokens: &[Token], at: usize) -> bool {
    tokens[at - 1].text.ends_with(',') && tokens.get(at).is_none()
}

/// Whether the token `next` at `at` cannot go on with a list of names: a mark, a date, an agency, what
/// those who are listed do, or `and the team`.
fn ends_list(tokens: &[Token], at: usize, next: &Token) -> bool {
    let word = bare(next.text);
    let team = word == "and" && tokens.get(at + 1).is_some_and(|t| bare(t.text) == "the");
    let date = word.starts_with(|c: char| c.is_ascii_digit())
        || printed_date::is_date_line(&format!("{word} 1, 2000"));
    // Without a comma between it goes with the words before it: `Ada Quill, Social Affairs Editor`.
    let apart = tokens[at - 1].text.ends_with(',')
        && [NOT_NAMES, ROLES, RANKS].iter().any(|list| list.contains(&&*word));
    word.is_empty() || date || team || apart
}

/// Whether words that have the form of a name may be one: no place, no paper, no profession.
pub(super) fn is_person(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|first| !listed(PLACES, first.text))
        && !tokens.iter().any(|t| listed(BESIDE, t.text) || listed(JOBS, t.text))
}

/// The whole line as a name and nothing else but where to write to: `Name name@paper`.
pub(super) fn bare_name(text: &str) -> Option<Span> {
    if text.len() > 80 {
        return None;
    }
    let tokens = tokens(text);
    let (span, after) = names(&tokens, 0)?;
    tokens[after..].iter().all(|t| t.text.contains('@')).then_some(span)
}

/// Whether a line is a name and surely no place, paper or profession.
pub(super) fn is_plain_name(text: &str) -> bool {
    bare_name(text).is_some_and(|span| is_person(&tokens(span.of(text))))
}

/// The name in `Name, Paper`, `Name (Paper)` or `Name in Place`, which signs a text only where a date
/// or a role says so beside it.
pub(super) fn name_and_paper(text: &str) -> Option<Span> {
    if text.len() > 80 {
        return None;
    }
    let tokens = tokens(text);
    let (span, after) = name(&tokens, 0)?;
    let mut paper = &tokens[after..];
    let bracketed = paper.first().is_some_and(|t| t.text.starts_with('('))
        && paper.last().is_some_and(|t| t.text.ends_with(')'));
    let placed = paper.first().is_some_and(|t| t.text == "in");
    if placed {
        paper = &paper[1..];
    }
    let capital = |t: &Token| t.text.trim_start_matches('(').starts_with(char::is_uppercase);
    let joined = tokens[after - 1].text.ends_with(',') || bracketed || placed;
    (joined && (1..=4).contains(&paper.len()) && paper.iter().all(capital)).then_some(span)
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

/// Whether a line is nothing but what somebody does: `Staff writer`, `Principal Researcher`.
pub(super) fn is_role(text: &str) -> bool {
    let tokens = tokens(text);
    let title = || {
        let small = |t: &Token| matches!(t.text, "of" | "and" | "&" | "for");
        let capital = |t: &Token| t.text.starts_with(char::is_uppercase);
        tokens.len() >= 2
            && tokens.iter().any(|t| listed(JOBS, t.text))
            && tokens.iter().all(|t| small(t) || capital(t))
    };
    (1..=5).contains(&tokens.len()) && (tokens.iter().any(|t| listed(ROLES, t.text)) || title())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_its_paper() {
        let name = |line| name_and_paper(line).map(|s: Span| s.of(line));
        assert_eq!(name("Oona Brightwell, Fenland Echo"), Some("Oona Brightwell"));
        assert_eq!(name("Oona Brightwell (The Fenland Echo)"), Some("Oona Brightwell"));
        assert_eq!(name("Oona Brightwell in Ely"), Some("Oona Brightwell"));
        assert_eq!(name("Oona Brightwell, who lost her savings"), None);
        assert_eq!(name("Oona Brightwell in the wrong boat"), None);
        assert_eq!(name("Oona Brightwell"), None);
    }

    #[test]
    fn a_list_fills_its_line() {
        let name = |line| bare_name(line).map(|s: Span| s.of(line));
        assert_eq!(name("Oona Brightwell, Łukasz Brzęk"), Some("Oona Brightwell, Łukasz Brzęk"));
        assert_eq!(name("Ada Quill, Bo Lind, Cy Marsh"), Some("Ada Quill, Bo Lind, Cy Marsh"));
        assert_eq!(name("Oona Brightwell oona@echo.example"), Some("Oona Brightwell"));
        for line in [
            "Oona Brightwell, Fenland Echo",
            "Oona Brightwell, New Ely",
            "Ada Quill, Chief Engineer",
        ] {
            assert_eq!(name(line), None, "{line}");
        }
    }
}
