//! brat standoff: the text in `NAME.txt`, its entities in `NAME.ann`, a line each:
//! `T1<tab>Label 0 13<tab>Lazarus Group`. A discontinuous entity is taken from its first to its
//! last character. Relations, events, attributes and notes are read over.

use std::path::Path;

use super::stored::{text_beside, text_of};
use super::{Annotation, ReadError, Set};
use crate::eval::annotation::Mention;

pub(super) fn read(file: &Path, annotations: &str, set: &mut Set) -> Result<(), ReadError> {
    let text = text_of(&text_beside(file))?;
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
