//! brat standoff: for each article its text and its mentions, side by side in a folder.
//!
//! The text is the original, boilerplate and markup included, so that offsets are those of the
//! record. A mention that runs over a line break has a fragment for each line, as brat asks for. The
//! best link of a mention's actor is its normalization. brat's own configuration lies beside them.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::folder::Folder;
use super::records::Records;
use super::{ExportError, Tally};
use crate::record::{MentionRecord, Record};
use crate::tables::Unreadable;
use crate::taxonomy::EntityLabel;

/// What brat wants to know of the labels.
const CONFIGURATION: &str = "annotation.conf";

/// Writes all records into the folder `place`, each line that is no record to `complain`.
///
/// # Errors
/// [`ExportError`]; nothing stands at `place` then but what stood there before.
pub fn write(
    records: Records,
    place: &Path,
    complain: impl FnMut(&Unreadable),
) -> Result<Tally, ExportError> {
    let folder = Folder::create(place, is_ours)?;
    let mut textless = 0;
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).map_err(ExportError::writing(path.display().to_string()))
    };
    let mut tally = records.each_article(complain, |article, record| {
        let Some(text) = &record.text else {
            textless += 1;
            return Ok(());
        };
        let name = name(article, record);
        write(&format!("{name}.txt"), text)?;
        write(&format!("{name}.ann"), &annotations(record))
    })?;
    tally.failed_left_out("brat");
    tally.textless_left_out(textless, "brat");
    tally.anything(textless)?;
    write(CONFIGURATION, &configuration())?;
    folder.finish()?;
    Ok(tally)
}

fn configuration() -> String {
    let mut text = "[entities]\n".to_owned();
    for label in EntityLabel::ALL {
        text.push_str(label.name());
        text.push('\n');
    }
    text + "[relations]\n[events]\n[attributes]\n"
}

/// Digits that number the files: so many that names sort as the records do.
const DIGITS: usize = 7;

/// The name of an article's two files: its number, and for the eye the name of its own file.
fn name(article: u64, record: &Record) -> String {
    let path = &record.source.path;
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let stem: String = stem.chars().take(60).map(plain).collect();
    format!("{article:0DIGITS$}_{stem}")
}

/// Whether an export to brat makes a file of this name.
fn is_ours(file: &Path) -> bool {
    let Some(name) = file.file_name().and_then(OsStr::to_str) else { return false };
    let numbered = name.split_once('_').is_some_and(|(number, _)| {
        number.len() >= DIGITS && number.bytes().all(|b| b.is_ascii_digit())
    });
    let ending = name.rsplit_once('.').is_some_and(|(_, ending)| ["txt", "ann"].contains(&ending));
    (numbered && ending) || name == CONFIGURATION
}

fn annotations(record: &Record) -> String {
    let mut lines = String::new();
    let mut notes = String::new();
    let mut known = 0;
    for (number, mention) in (1..).zip(&record.mentions) {
        let _ = write!(lines, "T{number}\t{} ", mention.label);
        fragments(mention, &mut lines);
        let link = mention.actor.and_then(|id| record.actors.get(id)?.links.first());
        if let Some(link) = link {
            known += 1;
            let id = link.id.replace(char::is_whitespace, "_");
            let _ = writeln!(
                notes,
                "N{known}\tReference T{number} {}:{id}\t{}",
                link.source, link.name
            );
        }
    }
    lines + &notes
}

/// The places of a mention and its text, in which brat wants a blank for each line break.
fn fragments(mention: &MentionRecord, out: &mut String) {
    let mut at = mention.start;
    let mut pieces = Vec::new();
    let mut words = Vec::new();
    for line in mention.text.split(['\n', '\r']) {
        let len = line.chars().count();
        if !line.trim().is_empty() {
            pieces.push(format!("{at} {}", at.saturating_add(len)));
            words.push(line);
        }
        at = at.saturating_add(len + 1);
    }
    let _ = writeln!(out, "{}\t{}", pieces.join(";"), words.join(" "));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_over_two_lines_has_two_fragments() {
        let mention = MentionRecord {
            id: 0,
            start: 10,
            end: 28,
            text: "Kim\r\n Jong é\nUn, x".to_owned(),
            label: EntityLabel::Per,
            score: None,
            actor: None,
            refers: None,
        };
        let mut line = String::new();
        fragments(&mention, &mut line);
        assert_eq!(line, "10 13;15 22;23 28\tKim  Jong é Un, x\n");
    }

    #[test]
    fn only_our_own_files_are_replaced() {
        for name in ["0000001_a.txt", "0000012_a-b_c.ann", "12345678_.txt", "annotation.conf"] {
            assert!(is_ours(Path::new(name)), "{name}");
        }
        for name in ["1_a.txt", "a.txt", "0000001_a.jsonl", "0000001.txt", "notes.ann"] {
            assert!(!is_ours(Path::new(name)), "{name}");
        }
    }
}
