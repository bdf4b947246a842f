//! Sentences whose names are marked, for tests: `[GROUP Lazarus Group] stole ...`.

use super::Mention;
use super::actors::actors;
use super::amounts::amounts_beside;
use super::dates::dates;
use super::story::{Reading, Story, StorySentence};
use crate::model::told::Told;
use crate::taxonomy::ThreatType;
use crate::text::{Span, words};

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

/// What `ask` says of marked sentences, a line each, in which a model sees `threats` and tells what `tell` gives of the text, the
/// number of the sentence, and the words of each.
pub(super) fn with_reading<T>(
    marks: &str,
    threats: &[(ThreatType, f32)],
    tell: impl Fn(&str, usize, &[Vec<Span>]) -> Option<Told>,
    ask: impl FnOnce(&Reading) -> T,
) -> T {
    let (text, mentions) = marked(marks);
    let mut lines: Vec<Span> = Vec::new();
    for line in text.lines() {
        let start = lines.last().map_or(0, |before| before.end() + 1);
        lines.push(Span::new(start, start + line.len()));
    }
    let words: Vec<Vec<Span>> = lines
        .iter()
        .map(|line| {
            words(line.of(&text)).into_iter().map(|word| word.shift(line.start())).collect()
        })
        .collect();
    let dates = dates(&text, None);
    let amounts = amounts_beside(&text, &dates);
    let actors = actors(&text, &mentions);
    let told: Vec<Option<Told>> = (0..lines.len()).map(|at| tell(&text, at, &words)).collect();
    let sentences: Vec<StorySentence> = lines
        .iter()
        .zip(&words)
        .zip(&told)
        .map(|((span, words), told)| StorySentence {
            span: *span,
            words,
            threats: threats.to_vec(),
            told: told.as_ref(),
        })
        .collect();
    ask(&Reading::new(Story {
        text: &text,
        sentences: &sentences,
        mentions: &mentions,
        amounts: &amounts,
        dates: &dates,
        actors: &actors,
    }))
}

/// The share that some stretches of the text, `;` between them, give a word of theirs: the hundredths behind `=`, or 90.
pub(super) fn share_of(text: &str, word: Span, stretches: &str) -> Option<f32> {
    let of = |stretch: &str| {
        let (stretch, hundredths) = stretch.split_once('=').unwrap_or((stretch, "90"));
        let start = text.find(stretch).expect("a stretch of the text");
        let inside = Span::new(start, start + stretch.len()).contains(word);
        inside.then(|| hundredths.parse::<f32>().expect("hundredths") / 100.0)
    };
    stretches.split("; ").filter(|stretch| !stretch.is_empty()).find_map(of)
}
