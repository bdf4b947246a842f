//! brat standoff: the text in `NAME.txt`, its entities in `NAME.ann`, a line each:
//! `T1<tab>Label 0 13<tab>Lazarus Group`. A discontinuous entity is taken from its first to its
//! last character. Relations, events, attributes and notes are read over.

use std::path::Path;

use super::stored::{text_beside, whole_text_of};
use super::{Annotation, ReadError, Set};
use crate::eval::annotation::Mention;

pub(super) fn read(file: &Path, annotations: &str, set: &mut Set) -> Result<(), ReadError> {
    let text = without_mark(whole_text_of(&text_beside(file))?, annotations);
    let (mut mentions, mut faults, mut cut) = (Vec::new(), Vec::new(), 0);
    for (at, line) in annotations.lines().enumerate().filter(|(_, line)| line.starts_with('T')) {
        match entity(line) {
            Ok((start, end, label, fragments)) => {
                cut += usize::from(fragments > 1);
                mentions.push(Mention::new(start, end, label));
            }
            Err(why) => faults.push(format!("{}:{}: {why}", file.display(), at + 1)),
        }
    }
    if !faults.is_empty() {
        return Err(ReadError::Faults(faults));
    }
    if cut > 0 {
        let file = file.display();
        set.remarks.push(format!("{file}: {cut} discontinuous entities taken whole"));
    }
    mentions.sort_by_key(|m| (m.start, m.end));
    set.articles.push(Annotation {
        place: file.display().to_string(),
        text: Some(text),
        mentions: Some(mentions),
        ..Annotation::default()
    });
    Ok(())
}

/// The text without a byte-order mark. Where the annotations count U+FEFF as its first character it is one:
/// brat does, and so does an export of an article that begins with it.
fn without_mark(text: String, annotations: &str) -> String {
    let Some(rest) = text.strip_prefix('\u{feff}') else { return text };
    let fits = |text: &str, line: &str| {
        let said = line.split('\t').nth(2)?;
        let (start, end, _, fragments) = entity(line).ok()?;
        let there = text.chars().skip(start).take(end.saturating_sub(start));
        (fragments == 1).then(|| there.eq(said.chars()))
    };
    let fitting = |text: &str| {
        let lines = annotations.lines().filter(|line| line.starts_with('T'));
        lines.filter(|line| fits(text, line) == Some(true)).count()
    };
    if fitting(&text) > fitting(rest) { text } else { rest.to_owned() }
}

/// Start, end, label and number of fragments.
fn entity(line: &str) -> Result<(usize, usize, &str, usize), String> {
    let wrong = || format!("{line:?} is not `T1<tab>Label start end<tab>text`");
    let middle = line.split('\t').nth(1).ok_or_else(wrong)?;
    let (label, places) = middle.split_once(' ').ok_or_else(wrong)?;
    let mut range: Option<(usize, usize)> = None;
    let mut fragments = 0;
    for fragment in places.split(';') {
        let (start, end) = fragment.trim().split_once(' ').ok_or_else(wrong)?;
        let start: usize = start.parse().map_err(|_| wrong())?;
        let end: usize = end.trim().parse().map_err(|_| wrong())?;
        range = Some(range.map_or((start, end), |(s, e)| (s.min(start), e.max(end))));
        fragments += 1;
    }
    let (start, end) = range.ok_or_else(wrong)?;
    Ok((start, end, label, fragments))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_counted_is_a_character() {
        let text = "\u{feff}Lazarus Group paid Kim.";
        let bare = "Lazarus Group paid Kim.";
        for (annotations, read) in [
            ("T1\tGROUP 1 14\tLazarus Group\nN1\tReference T1 a:b\tc\n", text),
            ("T1\tGROUP 0 13\tLazarus Group\nT2\tPER 19 22\tKim\n", bare),
            ("T1\tGROUP 1 8;9 14\tLazarus Group\nT2\tPER 20 23\tKim\n", text),
            ("", bare),
        ] {
            assert_eq!(without_mark(text.to_owned(), annotations), read, "{annotations}");
            assert_eq!(without_mark(bare.to_owned(), annotations), bare, "{annotations}");
        }
    }
}
