//! Columns: a word and its tag on each line, as CoNLL-2003 has them.
//!
//! The words are those that the model reads: of the readable text, without the markup of the page.
//! Tags are BIO (IOB2). `-DOCSTART-` begins each article, an empty line ends each sentence;
//! boilerplate is left out. Only mentions fit into columns. Of mentions that overlap, which no
//! record of wiredesk has, the one that begins first is taken, of two that begin together the
//! longer; others are told.

use crate::article::{Format, clean};
use crate::desk::sentences_and_words;
use crate::output::{Sink, Target};
use crate::record::{MentionRecord, Record};
use crate::tables::Unreadable;
use crate::text::{CodePoints, Span};

use super::records::Records;
use super::{ExportError, Tally};

/// Writes the words of all records to `target`, each line that is no record to `complain`.
///
/// # Errors
/// [`ExportError`]; a file begun is removed then.
pub fn write(
    records: Records,
    target: &Target,
    complain: impl FnMut(&Unreadable),
) -> Result<Tally, ExportError> {
    let mut sink = Sink::create(target)?;
    let (mut textless, mut unplaced) = (0, 0);
    let mut tally = records.each_article(complain, |_, record| {
        let Some(text) = &record.text else {
            textless += 1;
            return Ok(());
        };
        let (lines, missed) = article(record, text);
        unplaced += missed;
        Ok(sink.write_bytes(lines.as_bytes())?)
    })?;
    tally.failed_left_out("a column file");
    tally.textless_left_out(textless, "a column file");
    tally.anything(textless)?;
    if unplaced > 0 {
        tally.left_out += unplaced;
        tally.remarks.push(format!(
            "mentions left out: {unplaced}; they overlap others, or begin or end inside a word"
        ));
    }
    sink.finish()?;
    Ok(tally)
}

/// The lines of an article, and how many of its mentions are not in them.
fn article(record: &Record, text: &str) -> (String, u64) {
    let format = record.source.format.unwrap_or(Format::Txt);
    let article = clean(text, format.markup());
    let view = article.view.text();
    let points = CodePoints::new(text);
    let place = |word: &Span| {
        let source = article.view.to_source(*word)?;
        Some((points.at(source.start()), points.at(source.end())))
    };
    let mut mentions: Vec<&MentionRecord> = record.mentions.iter().collect();
    mentions.sort_by_key(|mention| (mention.start, std::cmp::Reverse(mention.end)));
    let mut written = 0;
    let mut lines = "-DOCSTART-\tO\n\n".to_owned();
    for (_, words) in sentences_and_words(&article) {
        let places: Vec<Option<(usize, usize)>> = words.iter().map(place).collect();
        let tags = tags(&places, &mentions);
        written += tags.iter().filter(|tag| tag.is_some_and(|(begins, _)| begins)).count();
        for (word, tag) in words.iter().zip(&tags) {
            lines.push_str(word.of(view));
            match tag {
                None => lines.push_str("\tO\n"),
                Some((begins, label)) => {
                    lines.push_str(if *begins { "\tB-" } else { "\tI-" });
                    lines.push_str(label);
                    lines.push('\n');
                }
            }
        }
        lines.push('\n');
    }
    (lines, mentions.len().saturating_sub(written) as u64)
}

/// Whether a word begins a mention, and the label; `None` outside.
type Tag = Option<(bool, &'static str)>;

/// Tags the words that a mention consists of; one that is not made of whole words is passed over.
fn tags(places: &[Option<(usize, usize)>], mentions: &[&MentionRecord]) -> Vec<Tag> {
    let mut tags: Vec<Tag> = vec![None; places.len()];
    for mention in mentions {
        let first = places.iter().position(|place| place.is_some_and(|p| p.0 == mention.start));
        let last = places.iter().position(|place| place.is_some_and(|p| p.1 == mention.end));
        if let (Some(first), Some(last)) = (first, last)
            && first <= last
            && tags[first..=last].iter().all(Option::is_none)
        {
            let label = mention.label.name();
            tags[first..=last].fill(Some((false, label)));
            tags[first] = Some((true, label));
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::EntityLabel;

    #[test]
    fn of_what_overlaps_the_first_and_longest_is_tagged() {
        let mention = |start, end, label| MentionRecord {
            id: 0,
            start,
            end,
            text: String::new(),
            label,
            score: None,
            actor: None,
            refers: None,
        };
        let places = [Some((0, 4)), None, Some((5, 9)), Some((9, 12))];
        let all = [
            mention(0, 9, EntityLabel::Org),
            mention(5, 12, EntityLabel::Loc),
            mention(10, 12, EntityLabel::Per),
            mention(9, 12, EntityLabel::Group),
        ];
        let tagged = tags(&places, &all.iter().collect::<Vec<_>>());
        let org = |begins| Some((begins, "ORG"));
        assert_eq!(tagged, [org(true), org(false), org(false), Some((true, "GROUP"))]);
    }
}
