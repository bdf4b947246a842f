//! Names of people as bylines print them: where one begins and ends, how several are listed, and what
//! stands beside a name and is none.

use super::name_words::{
    BEATS, BESIDE, HONORIFICS, JOBS, MONTHS, NOT_NAMES, PARTICLES, PLACES, RANKS, ROLES,
};
use crate::text::Span;
use crate::text::printed_date;

pub(super) struct Token<'a> {
    pub text: &'a str,
    pub span: Span,
    /// Layouts set it apart from the one before: by a line end, a tab, two blanks.
    pub apart: bool,
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token> = Vec::new();
    let mut start = None;
    let mut push = |from: usize, to: usize| {
        let end = out.last().map_or(0, |last| last.span.end());
        let gap = &text[end..from];
        let apart = gap.contains(['\n', '\t']) || gap.chars().nth(1).is_some();
        out.push(Token { text: &text[from..to], span: Span::new(from, to), apart });
    };
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // A bar stands alone, also where it is glued to a name.
        if !c.is_whitespace() && c != '|' {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            // So does `By` that a scraper glued to the name: `ByAda Quill`.
            let label = glued_by(&text[from..at]);
            if label > 0 {
                push(from, from + label);
            }
            push(from + label, at);
        }
        if c == '|' {
            push(at, at + 1);
        }
    }
    out
}

/// The length of the `By` that a word begins with and that is none of its own.
fn glued_by(word: &str) -> usize {
    let rest = word.strip_prefix("By").or_else(|| word.strip_prefix("by"));
    if rest.is_some_and(|rest| rest.starts_with(char::is_uppercase)) { 2 } else { 0 }
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

/// Whether `word` is initials that are written together: `A.J.`, `P.K.D.`
fn is_initials(word: &str) -> bool {
    let mut letters = word.trim_end_matches(',').split_terminator('.');
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    word.contains('.') && word.len() <= 8 && letters.all(single)
}

/// Past what is printed before a name and is none: `Dr. Ada Quill`, `Sgt. 1st Class Ada Quill`.
fn past_honorifics(tokens: &[Token], mut at: usize) -> usize {
    let class = |at: usize| {
        tokens.get(at).is_some_and(|t| matches!(t.text, "1st" | "2nd" | "3rd"))
            && tokens.get(at + 1).is_some_and(|t| t.text == "Class")
    };
    while tokens.get(at).is_some_and(|t| HONORIFICS.contains(&t.text)) {
        at += if class(at + 1) { 3 } else { 1 };
    }
    at
}

/// Whether a name is over before token `at`, although that may be a name, too: a day of the week or
/// `Last` with a date behind it, as in `Ada Quill Fri 4 Oct`, `Ada Quill Last updated`.
pub(super) fn is_before_date(tokens: &[Token], at: usize) -> bool {
    const DAYS: &[&str] =
        &["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"];
    const CHANGES: &[&str] = &["updated", "modified", "published", "posted", "revised", "reviewed"];
    let (Some(word), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    let date = || {
        let next = bare(next.text);
        next.starts_with(|c: char| c.is_ascii_digit())
            || printed_date::is_date_line(&format!("{next} 1, 2000"))
    };
    listed(DAYS, word.text) && date()
        || matches!(&*bare(word.text), "first" | "last") && listed(CHANGES, next.text)
}

/// Whether a month is somebody's first name: `Jan Kowalczyk`, `April Stone`.
fn is_given(tokens: &[Token], at: usize) -> bool {
    let next = || tokens.get(at + 1).is_some_and(|next| is_name_part(next.text));
    let first = tokens[at].text;
    listed(MONTHS, first) && first.chars().all(char::is_alphabetic) && next()
}

/// A name that starts at token `from`: its span and the token after it.
fn name(tokens: &[Token], from: usize) -> Option<(Span, usize)> {
    let from = past_honorifics(tokens, from);
    // `By Our Correspondent` names nobody, `Last Modified` is a label.
    let none =
        tokens.get(from).is_some_and(|t| matches!(&*bare(t.text), "by" | "our" | "a" | "an"));
    if none && tokens[from].text.trim_end_matches('.').len() > 1 || is_before_date(tokens, from) {
        return None;
    }
    let mut at = from;
    let mut parts = 0;
    while at < tokens.len() && parts < 6 {
        let word = tokens[at].text;
        if parts >= 2 && tokens[at].apart || parts > 0 && is_before_date(tokens, at) {
            break;
        }
        if is_name_part(word) || parts == 0 && is_given(tokens, at) {
            parts += 1;
        } else if parts == 0 || !PARTICLES.contains(&word) {
            break;
        }
        at += 1;
        let initial = word.trim_end_matches('.').chars().count() <= 2 || is_initials(word);
        if word.ends_with([',', ';', ')', '|', '*', ':']) || word.ends_with('.') && !initial {
            break;
        }
    }
    while at > from && PARTICLES.contains(&tokens[at - 1].text) {
        at -= 1;
    }
    // `Lachlan Petrov-Hughes Cyber correspondent`: ranks before a role are no names.
    if at < tokens.len() && listed(ROLES, tokens[at].text) {
        let title = |t: &Token| listed(RANKS, t.text) || listed(BEATS, t.text);
        while parts > 2 && title(&tokens[at - 1]) {
            at -= 1;
            parts -= 1;
        }
    }
    // `Ada Quill Marsh News`: the last word is the paper's, unless `News` begins a title.
    let news = |at: usize| tokens.get(at).is_some_and(|t| bare(t.text) == "news");
    let title = |at: usize| tokens.get(at).is_some_and(|t| listed(ROLES, t.text));
    if parts > 2 && news(at) && !title(at + 1) && !tokens[at - 1].text.ends_with(',') {
        at -= 1;
        parts -= 1;
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
    let shift = |t: &Token| matches!(t.text.trim_end_matches([';', ',']), "(now)" | "(earlier)");
    tokens.get(at).is_some_and(shift).into()
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
        at = past_place(tokens, at);
        let joined =
            at < tokens.len() && matches!(tokens[at].text, "and" | "&" | "AND" | "And" | "with");
        let after_comma = tokens[at - 1].text.ends_with(',');
        let Some((next, next_at)) = name(tokens, at + usize::from(joined)) else { break };
        // `Ada Quill (now); Bo Lind (earlier)`
        let shifted = tokens[at - 1].text.ends_with([';', ',']) && shift_words(tokens, at - 1) == 1;
        if joined || shifted {
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

/// Past where somebody wrote, if another name is listed behind it: `Ada Quill in Ely and Bo Lind in Lynn`.
fn past_place(tokens: &[Token], at: usize) -> usize {
    const LONGEST: usize = 3;
    if tokens.get(at).is_none_or(|t| t.text != "in") {
        return at;
    }
    for end in at + 2..=at + 1 + LONGEST {
        let Some(last) = tokens.get(end - 1) else { break };
        if !last.text.starts_with(char::is_uppercase) {
            break;
        }
        let and = tokens.get(end).is_some_and(|t| matches!(t.text, "and" | "&"));
        if (and || last.text.ends_with(',')) && name(tokens, end + usize::from(and)).is_some() {
            return end;
        }
    }
    at
}

/// Whether the list up to token `at` ends in a comma with nothing behind it.
fn ends_open(tokens: &[Token], at: usize) -> bool {
    tokens[at - 1].text.ends_with(',') && tokens.get(at).is_none()
}

/// Whether the token `next` at `at` cannot go on with a list of names: a mark, a date, an agency, what
/// those who are listed do, or `and the team`.
fn ends_list(tokens: &[Token], at: usize, next: &Token) -> bool {
    let word = bare(next.text);
    let team = word == "and" && tokens.get(at + 1).is_some_and(|t| bare(t.text) == "the")
        || is_agencies(&tokens[at..]);
    let date = word.starts_with(|c: char| c.is_ascii_digit())
        || printed_date::is_date_line(&format!("{word} 1, 2000"));
    // Without a comma between it goes with the words before it: `Ada Quill, Social Affairs Editor`.
    let apart = tokens[at - 1].text.ends_with(',')
        && [NOT_NAMES, ROLES, RANKS].iter().any(|list| list.contains(&&*word));
    word.is_empty() || date || team || apart
}

/// Whether a list of names ends in `and agencies` here.
fn is_agencies(tokens: &[Token]) -> bool {
    let [and, what, rest @ ..] = tokens else { return false };
    let service = || rest.first().is_some_and(|t| matches!(&*bare(t.text), "services" | "reports"));
    bare(and.text) == "and"
        && match &*bare(what.text) {
            "agencies" | "agency" => true,
            "wire" | "news" | "staff" => service(),
            _ => false,
        }
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
    let (span, after) = names(&tokens, usize::from(text.starts_with("From ")))?;
    let rest = &tokens[after..];
    let agencies = is_agencies(rest) && rest.len() <= 3;
    (agencies || rest.iter().all(|t| t.text.contains('@'))).then_some(span)
}

/// The name below a picture of whom it is, as sites of papers set it: `Portrait of Ada Quill Ada Quill`.
pub(super) fn portrayed(text: &str) -> Option<Span> {
    let twice = of_portrait(text)?;
    let half = twice.split_at_checked((twice.len() / 2).max(1))?;
    let name = half.1.strip_prefix(' ').filter(|name| *name == half.0)?;
    let at = text.len() - name.len();
    bare_name(name).map(|span| span.shift(at))
}

/// Of whom a picture is, where its description says but that: `Headshot of Ada Quill`.
pub(super) fn of_portrait(text: &str) -> Option<&str> {
    ["Portrait of ", "Headshot of ", "Photo of "].iter().find_map(|label| text.strip_prefix(label))
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

/// Whether a line is the name of a paper: `Fenland Daily Courier`.
pub(super) fn is_paper(text: &str) -> bool {
    const PAPERS: &[&str] = &["times", "post", "daily", "journal", "news", "press", "republic"];
    let tokens = tokens(text);
    let capital = |t: &Token| t.text.starts_with(char::is_uppercase);
    (2..=5).contains(&tokens.len())
        && tokens.iter().all(capital)
        && tokens.iter().any(|t| listed(PAPERS, t.text) || listed(BESIDE, t.text))
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
    fn where_a_name_begins_and_ends() {
        let name = |line| bare_name(line).map(|s: Span| s.of(line));
        for (line, whole) in [
            ("P.K. Brightwell", "P.K. Brightwell"),
            ("Dr. Oona Brightwell", "Oona Brightwell"),
            ("From Oona Brightwell", "Oona Brightwell"),
            ("Ada Quill (now); Bo Lind (earlier)", "Ada Quill (now); Bo Lind"),
            ("Ada Quill, Bo Lind and agencies", "Ada Quill, Bo Lind"),
            ("Jonathan Last", "Jonathan Last"),
            ("Wed Brightwell", "Wed Brightwell"),
        ] {
            assert_eq!(name(line), Some(whole), "{line}");
        }
        for line in
            ["U.S. Senate", "From Ely", "Oona Brightwell Fri 4 Oct", "Oona Brightwell and the rest"]
        {
            assert_eq!(name(line), None, "{line}");
        }
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
