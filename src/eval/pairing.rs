//! Gold and predictions of the same article, side by side.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::annotation::{Annotation, Mention, Range};
use crate::article::Format;
use crate::model::bundle::hex;

/// One article, or one sentence of a set that keeps no articles apart.
#[derive(Clone, Debug)]
pub struct Pair {
    /// What people say.
    pub gold: Annotation,
    /// What a program says; nothing at all where it never saw the article.
    pub found: Annotation,
}

impl Pair {
    /// The text of both.
    pub fn text(&self) -> &str {
        self.gold.text.as_deref().unwrap_or_default()
    }

    /// How it is marked up.
    pub fn format(&self) -> Format {
        self.gold.format()
    }

    /// The words, where the gold has its own.
    pub fn words(&self) -> Option<Vec<Range>> {
        self.gold.words.as_ref().map(|sentences| sentences.concat())
    }
}

/// Sets predictions beside the gold: by their text, or, without one, by their id. Gold without a
/// prediction stays, against nothing. Returns remarks, too.
///
/// # Errors
/// If no prediction belongs to any of the gold, or one does not fit the text: one line a fault.
pub fn pair(
    gold: Vec<Annotation>,
    found: Vec<Annotation>,
) -> Result<(Vec<Pair>, Vec<String>), Vec<String>> {
    let key = |article: &Annotation| match &article.text {
        Some(text) => Some(hex(text.as_bytes())),
        None => article.id.clone(),
    };
    let all = found.len();
    let mut waiting: BTreeMap<String, VecDeque<Annotation>> = BTreeMap::new();
    for prediction in found {
        if let Some(key) = key(&prediction) {
            waiting.entry(key).or_default().push_back(prediction);
        }
    }
    let (mut pairs, mut faults, mut alone) = (Vec::with_capacity(gold.len()), Vec::new(), 0);
    for gold in gold {
        let by_text = gold.text.as_ref().map(|text| hex(text.as_bytes()));
        let keys = [by_text, gold.id.clone()];
        let next = keys.iter().flatten().find_map(|key| waiting.get_mut(key)?.pop_front());
        let found = if let Some(mut found) = next {
            if found.text.is_none() {
                let more = found.check(gold.text.as_deref().unwrap_or_default());
                faults.extend(more.into_iter().map(|why| format!("{}: {why}", found.place)));
            }
            found
        } else {
            alone += 1;
            Annotation::default()
        };
        pairs.push(Pair { gold, found });
    }
    let left: usize = waiting.values().map(VecDeque::len).sum();
    if alone == pairs.len() {
        faults.push(format!(
            "none of the {all} predictions has the text of one of the {alone} gold articles: are \
             they of the same articles, with the same line ends?"
        ));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut remarks = Vec::new();
    if alone > 0 {
        remarks.push(format!(
            "{alone} of {} gold articles have no prediction: all that is in them counts as missed",
            pairs.len()
        ));
    }
    if left > 0 {
        remarks.push(format!("{left} predictions have no gold, and are left out"));
    }
    Ok((pairs, remarks))
}

/// Leaves out sentences of more than three words that another part of the set has, too.
pub fn leave_out(pairs: &mut [Pair], seen: &BTreeSet<String>) -> usize {
    let mut count = 0;
    for pair in pairs {
        let Some(sentences) = pair.gold.words.take() else { continue };
        let text: Vec<char> = pair.text().chars().collect();
        let (out, kept): (Vec<_>, Vec<_>) = sentences.into_iter().partition(|words| {
            words.len() > 3
                && sentence_range(words).is_some_and(|[start, end]| {
                    seen.contains(&text[start..end].iter().collect::<String>())
                })
        });
        count += out.len();
        let out: Vec<Range> = out.iter().filter_map(|words| sentence_range(words)).collect();
        let is_kept =
            |m: &Mention| !out.iter().any(|[start, end]| (*start..*end).contains(&m.start));
        let sides = [pair.gold.mentions.as_mut(), pair.found.mentions.as_mut()];
        for mentions in sides.into_iter().flatten() {
            mentions.retain(is_kept);
        }
        pair.gold.words = Some(kept);
    }
    count
}

/// The text of every sentence.
pub fn sentence_texts(articles: &[Annotation]) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for article in articles {
        let text: Vec<char> = article.text.iter().flat_map(|text| text.chars()).collect();
        for words in article.words.iter().flatten() {
            if let Some([start, end]) = sentence_range(words) {
                texts.insert(text[start..end].iter().collect());
            }
        }
    }
    texts
}

fn sentence_range(words: &[Range]) -> Option<Range> {
    Some([words.first()?[0], words.last()?[1]])
}

/// Each sentence of a pair as a pair of its own, with the mentions that begin in it: for files that
/// mark no documents, where there would be nothing to draw from.
pub fn by_sentence(pair: &Pair) -> Vec<Pair> {
    let sentences = pair.gold.words.clone().unwrap_or_default();
    let one = |(at, words): (usize, &Vec<Range>)| {
        let last = at + 1 == sentences.len();
        let end =
            if last { usize::MAX } else { sentences[at + 1].first().map_or(usize::MAX, |w| w[0]) };
        let start = if at == 0 { 0 } else { words.first().map_or(0, |w| w[0]) };
        let inside = |annotation: &Annotation| {
            let is_in = |m: &&Mention| (start..end).contains(&m.start);
            annotation.mentions.iter().flatten().filter(is_in).cloned().collect::<Vec<_>>()
        };
        let gold = Annotation {
            place: pair.gold.place.clone(),
            id: pair.gold.id.clone(),
            text: pair.gold.text.clone(),
            mentions: Some(inside(&pair.gold)),
            words: Some(vec![words.clone()]),
            ..Annotation::default()
        };
        let found = Annotation { mentions: Some(inside(&pair.found)), ..Annotation::default() };
        Pair { gold, found }
    };
    sentences.iter().enumerate().map(one).collect()
}
