//! Front matter: what stands above a Markdown text between two rules, as YAML (`---`) or TOML (`+++`).
//! Only title, authors and date are read, each with its place in the source.

use jiff::civil::Date;

use crate::text::Span;
use crate::text::printed_date;

/// No article has more authors that matter.
const MOST: usize = 8;

/// What front matter says.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub title: Option<Span>,
    pub authors: Vec<Span>,
    pub published: Option<Date>,
}

/// Reads the lines between the rule at the very beginning and the next one, and tells where the text
/// goes on.
pub(super) fn read(text: &str) -> (FrontMatter, usize) {
    let none = (FrontMatter::default(), 0);
    let mut lines = text.split_inclusive('\n');
    let Some(rule) = lines.next().filter(|line| matches!(line.trim_end(), "---" | "+++")) else {
        return none;
    };
    let toml = rule.starts_with('+');
    let mut at = rule.len();
    for line in lines {
        if at == rule.len() && line.trim().is_empty() {
            return none;
        }
        let ends = match line.trim_end() {
            "+++" => toml,
            "---" | "..." => !toml,
            _ => false,
        };
        if ends {
            let inside = Span::new(rule.len(), at);
            return (facts(text, inside, if toml { '=' } else { ':' }), at + line.len());
        }
        at += line.len();
    }
    none
}

fn facts(text: &str, inside: Span, mark: char) -> FrontMatter {
    let mut facts = FrontMatter::default();
    // `- Name` and `- name: Name` below `authors:`.
    let mut listing = false;
    let mut at = inside.start();
    for line in inside.of(text).split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len();
        let bare = span.of(text);
        if listing && let Some(entry) = bare.strip_prefix('-') {
            let name = entry.trim_start().strip_prefix("name:").unwrap_or(entry);
            facts.authors(text, Span::new(span.end() - name.len(), span.end()));
            continue;
        }
        let Some((key, value)) = bare.split_once(mark) else { continue };
        let value = Span::new(span.end() - value.len(), span.end());
        // Keys that are set in belong to what stands above them.
        let nested = line.starts_with([' ', '\t']);
        let key = key.trim().to_lowercase();
        listing = matches!(&*key, "author" | "authors") && value.trim(text).is_empty();
        match &*key {
            "title" if !nested && facts.title.is_none() => {
                facts.title = Some(unquoted(text, value)).filter(|title| !title.is_empty());
            }
            "author" | "authors" | "byline" if !nested && facts.authors.is_empty() => {
                facts.authors(text, value);
            }
            "date" | "published" | "publishdate" if !nested => {
                let date = || printed_date::first(value.of(text));
                facts.published = facts.published.or_else(date);
            }
            _ => {}
        }
    }
    facts
}

impl FrontMatter {
    /// Takes a name, or several as `["One", "Another"]`.
    fn authors(&mut self, text: &str, value: Span) {
        let value = value.trim(text);
        let list = value.of(text).strip_prefix('[').and_then(|list| list.strip_suffix(']'));
        let mut at = value.start() + usize::from(list.is_some());
        let split = |c: char| c == ',' && list.is_some();
        for name in list.unwrap_or(value.of(text)).split(split) {
            let span = unquoted(text, Span::new(at, at + name.len()));
            at += name.len() + 1;
            if !span.is_empty() && self.authors.len() < MOST {
                self.authors.push(span);
            }
        }
    }
}

/// A value without the blanks and the quotation marks around it.
fn unquoted(text: &str, value: Span) -> Span {
    let value = value.trim(text);
    let inside = value.of(text);
    let start = inside.len() - inside.trim_start_matches(['"', '\'']).len();
    let end = inside.trim_end_matches(['"', '\'']).len().max(start);
    Span::new(value.start() + start, value.start() + end).trim(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Option<&str>, Vec<&str>, Option<String>, usize) {
        let (facts, body) = read(text);
        let title = facts.title.map(|span| span.of(text));
        let authors = facts.authors.iter().map(|span| span.of(text)).collect();
        (title, authors, facts.published.map(|date| date.to_string()), body)
    }

    #[test]
    fn both_kinds_and_their_lists() {
        let date = Some("2024-03-05".to_owned());
        let yaml =
            "---\ntitle: \"Worm: a tale\"\nauthor: Ada Quill\ndate: 2024-03-05 09:00\n---\nText";
        assert_eq!(
            told(yaml),
            (Some("Worm: a tale"), vec!["Ada Quill"], date.clone(), yaml.len() - 4)
        );
        let list = "---\ntitle: Worm\nauthors:\n  - Ada Quill\n  - name: 'Bo Lind'\n    title: Clerk\n---\n";
        assert_eq!(told(list), (Some("Worm"), vec!["Ada Quill", "Bo Lind"], None, list.len()));
        let toml = "+++\ntitle = 'Worm'\nauthors = [\"Ada Quill\", \"Bo Lind\"]\ndate = 2024-03-05T11:20:00Z\n+++\n";
        assert_eq!(told(toml), (Some("Worm"), vec!["Ada Quill", "Bo Lind"], date, toml.len()));
    }

    #[test]
    fn what_is_none() {
        for text in
            ["", "---", "---\n\ntitle: Worm\n---\n", "+++\ntitle = x\n---\n", "# Worm\n---\n"]
        {
            assert_eq!(told(text), (None, vec![], None, 0), "{text:?}");
        }
        assert_eq!(told("---\ntitle: \"\"\nauthor: []\n---\n").0, None);
    }
}
