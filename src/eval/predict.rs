//! Predictions of our own: wiredesk reads the gold's texts.
//!
//! Gold in our own format holds whole pages, which go the way of every article. The texts of other
//! formats are articles already, and are not cleaned. Where the gold has its own words and sentences
//! the model reads just these, so that no figure hangs on how somebody else's words are cut.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::annotation::{Annotation, Mention, Range};
use crate::article::read::Document;
use crate::desk::Desk;
use crate::extract::{self, Mention as Found};
use crate::model::{ModelError, Reader, decode};
use crate::pipeline;
use crate::text::{CodePoints, Span, sentences, words};

/// Records of whole pages, in order. An article that failed has none, and a remark.
///
/// # Errors
/// If the threads cannot be started, or a record cannot be read back.
pub fn pages(
    desk: &Desk,
    threads: NonZeroUsize,
    gold: &[Annotation],
) -> Result<(Vec<Annotation>, Vec<String>), String> {
    let document = |article: &Annotation| {
        let text = article.text.clone().unwrap_or_default();
        Ok(Document::from_text(article.name(), text, article.format()))
    };
    let (mut found, mut remarks) = (Vec::with_capacity(gold.len()), Vec::new());
    let read = |output: pipeline::Output| {
        if let Some(failure) = output.failure {
            remarks.push(format!("{failure}; all that is in it counts as missed"));
            found.push(Annotation::default());
        } else {
            let mut record: Annotation = serde_json::from_str(output.json.get())?;
            let text = record.text.clone().unwrap_or_default();
            record.check(&text);
            found.push(record);
        }
        Ok::<(), serde_json::Error>(())
    };
    pipeline::run(desk, threads, gold.iter().map(document), read).map_err(|e| e.to_string())?;
    Ok((found, remarks))
}

/// What stands in an article: the model's tags alone, or what the program makes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The model's entities as they are.
    Model,
    /// After the knowledge tables and the article as a whole had their say.
    Whole,
}

/// Mentions in texts that are articles as they stand, in order.
///
/// # Errors
/// If the model fails.
pub fn mentions(
    desk: &Desk,
    threads: NonZeroUsize,
    gold: &[Annotation],
    depth: Depth,
) -> Result<Vec<Annotation>, ModelError> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<Option<Result<Annotation, ModelError>>>> =
        Mutex::new((0..gold.len()).map(|_| None).collect());
    std::thread::scope(|scope| {
        for _ in 0..threads.get().min(gold.len()) {
            scope.spawn(|| {
                let mut reader = desk.model().reader();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(article) = gold.get(at) else { return };
                    let read = one(&mut reader, article, depth);
                    done.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(read);
                }
            });
        }
    });
    let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.into_iter().flatten().collect()
}

fn one(reader: &mut Reader, article: &Annotation, depth: Depth) -> Result<Annotation, ModelError> {
    let text = article.text.as_deref().unwrap_or_default();
    let cut = match &article.words {
        Some(words) => their_words(text, words),
        None => our_words(text),
    };
    let readings = reader.read(cut.iter().map(|s| s.iter().map(|word| word.of(text))))?;
    let mut found = Vec::new();
    for (words, reading) in cut.iter().zip(&readings) {
        let tagged = decode::entities(&reading.tags).into_iter().map(|entity| Found {
            span: words[entity.words.start].cover(words[entity.words.end - 1]),
            label: entity.label,
            score: Some(entity.score),
        });
        match depth {
            Depth::Model => found.extend(tagged),
            Depth::Whole => found.extend(extract::entities(text, words, tagged.collect())),
        }
    }
    if depth == Depth::Whole {
        found = extract::one_sense(text, &cut, found);
    }
    let points = CodePoints::new(text);
    let mention = |m: &Found| {
        Mention::new(points.at(m.span.start()), points.at(m.span.end()), m.label.name())
    };
    let mut mentions: Vec<Mention> = found.iter().map(mention).collect();
    // A word of no characters has no place to be found at.
    mentions.retain(|m| m.start < m.end);
    Ok(Annotation { mentions: Some(mentions), ..Annotation::default() })
}

fn our_words(text: &str) -> Vec<Vec<Span>> {
    let of = |sentence: Span| {
        words(sentence.of(text)).into_iter().map(|word| word.shift(sentence.start())).collect()
    };
    sentences(text).into_iter().map(of).collect()
}

/// Words given in code points, in bytes.
fn their_words(text: &str, sentences: &[Vec<Range>]) -> Vec<Vec<Span>> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let span = |[start, end]: &Range| Span::new(bytes[*start], bytes[*end]);
    sentences.iter().map(|words| words.iter().map(span).collect()).collect()
}
