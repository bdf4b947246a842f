//! Sentences whose names are marked, for tests: `[GROUP Lazarus Group] stole ...`.

use super::Mention;
use crate::text::Span;

/// The sentence without its marks, and the mentions that they stand for.
pub(super) fn marked(sentence: &str) -> (String, Vec<Mention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, behind) = after.split_once(']').expect("a mark is closed");
        let (label, name) = inside.split_once(' ').expect("a mark has a label and a name");
        text.push_str(before);
        let start = text.len();
        text.push_str(name);
        let label = label.parse().expect("a label of the taxonomy");
        mentions.push(Mention { span: Span::new(start, text.len()), label, score: None });
        rest = behind;
    }
    text.push_str(rest);
    (text, mentions)
}
