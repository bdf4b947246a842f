//! One sense per article: what a threat's name means in one sentence, it means in the next.
//!
//! The model reads a window at a time and sees a family's name clearly in one sentence ("the `FooBar`
//! backdoor") and barely in another ("`FooBar` C2 | URL"). So, over the whole article:
//!
//! 1. **Weigh**: for every name that is marked GROUP or MALWARE somewhere, each label's mentions add
//!    their score. A label with more than half of the weight is the name's sense. A name that also stands in
//!    small letters as a word of the article ("snake"), or that has no capital and no digit, gets none.
//! 2. **Settle**: a mention of that name with another label takes the sense, unless it is a PER.
//! 3. **Spread**: the name's words where nothing is marked become a mention, without a score.

use std::collections::{HashMap, HashSet};

use crate::extract::Mention;
use crate::taxonomy::EntityLabel;
use crate::text::Span;

/// A name that the tables found and the model did not weighs this much.
const KNOWN: f32 = 0.8;
/// Weight that one sure mention brings, and two doubtful ones.
const LEAST: f32 = 0.6;
/// Letters of the shortest name that spreads.
const SHORTEST: usize = 3;

/// The mentions of an article, in order: those of its sentences, with the sense that a threat's name
/// has in the article as a whole. `sentences` holds the words of each sentence; all spans are in `text`.
pub fn one_sense(text: &str, sentences: &[Vec<Span>], mentions: Vec<Mention>) -> Vec<Mention> {
    let senses = senses(text, sentences, &mentions);
    if senses.is_empty() {
        return mentions;
    }
    let mut settled: Vec<Mention> = mentions
        .into_iter()
        .map(|mut mention| {
            if let Some(label) = senses.get(mention.span.of(text))
                && mention.label != EntityLabel::Per
            {
                mention.label = *label;
            }
            mention
        })
        .collect();
    let mut names: HashMap<&str, Vec<(Vec<&str>, EntityLabel)>> = HashMap::new();
    for (name, label) in &senses {
        let words: Vec<&str> =
            crate::text::words(name).into_iter().map(|word| word.of(name)).collect();
        if let Some(first) = words.first() {
            names.entry(first).or_default().push((words, *label));
        }
    }
    for known in names.values_mut() {
        // The longest first; of equals there is one.
        known.sort_by_key(|(words, _)| usize::MAX - words.len());
    }
    let mut found = Vec::new();
    for words in sentences {
        spread(text, words, &names, &settled, &mut found);
    }
    settled.append(&mut found);
    settled.sort_by_key(|mention| mention.span.start());
    settled
}

fn is_threat(label: EntityLabel) -> bool {
    matches!(label, EntityLabel::Group | EntityLabel::Malware)
}

/// The names with one sense, and that.
fn senses<'t>(
    text: &'t str,
    sentences: &[Vec<Span>],
    mentions: &[Mention],
) -> HashMap<&'t str, EntityLabel> {
    let mut weights: HashMap<&str, Vec<(EntityLabel, f32)>> = HashMap::new();
    for mention in mentions.iter().filter(|mention| is_threat(mention.label)) {
        weights.entry(mention.span.of(text)).or_default();
    }
    if weights.is_empty() {
        return HashMap::new();
    }
    for mention in mentions {
        let Some(labels) = weights.get_mut(mention.span.of(text)) else { continue };
        let weight = mention.score.unwrap_or(KNOWN);
        match labels.iter_mut().find(|(label, _)| *label == mention.label) {
            Some((_, sum)) => *sum += weight,
            None => labels.push((mention.label, weight)),
        }
    }
    let small: HashSet<&str> = sentences.iter().flatten().map(|word| word.of(text)).collect();
    let sense = |name: &str, labels: &[(EntityLabel, f32)]| {
        let all: f32 = labels.iter().map(|(_, weight)| weight).sum();
        let (label, weight) = labels.iter().copied().find(|(_, w)| *w > all / 2.0)?;
        let is_name = name.contains(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && name.chars().count() >= SHORTEST
            && !small.contains(name.to_lowercase().as_str());
        (is_threat(label) && weight >= LEAST && is_name).then_some(label)
    };
    weights.into_iter().filter_map(|(name, labels)| Some((name, sense(name, &labels)?))).collect()
}

/// Adds the names that stand unmarked in one sentence.
fn spread(
    text: &str,
    words: &[Span],
    names: &HashMap<&str, Vec<(Vec<&str>, EntityLabel)>>,
    marked: &[Mention],
    found: &mut Vec<Mention>,
) {
    let mut at = 0;
    while at < words.len() {
        let fits = |name: &[&str]| {
            name.iter().zip(&words[at..]).filter(|(n, word)| **n == word.of(text)).count()
                == name.len()
        };
        let known = names.get(words[at].of(text)).into_iter().flatten();
        let Some((name, label)) = known.into_iter().find(|(name, _)| fits(name)) else {
            at += 1;
            continue;
        };
        let span = words[at].cover(words[at + name.len() - 1]);
        at += name.len();
        let next = marked.partition_point(|mention| mention.span.end() <= span.start());
        if marked.get(next).is_none_or(|mention| mention.span.start() >= span.end()) {
            found.push(Mention { span, label: *label, score: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    /// Sentences, and mentions as (sentence, name, label, score).
    fn run(
        lines: &[&str],
        marked: &[(usize, &str, EntityLabel, f32)],
    ) -> Vec<(String, EntityLabel)> {
        let text = lines.join("\n");
        let mut start = 0;
        let mut sentences = Vec::new();
        let mut starts = Vec::new();
        for line in lines {
            sentences.push(words(line).into_iter().map(|word| word.shift(start)).collect());
            starts.push(start);
            start += line.len() + 1;
        }
        let mentions = marked
            .iter()
            .map(|(line, name, label, score)| {
                let from = starts[*line] + lines[*line].find(name).expect("the name is there");
                let span = Span::new(from, from + name.len());
                Mention { span, label: *label, score: Some(*score) }
            })
            .collect();
        let out = one_sense(&text, &sentences, mentions);
        out.into_iter().map(|m| (m.span.of(&text).to_owned(), m.label)).collect()
    }

    #[test]
    fn a_name_spreads_over_the_article() {
        let found = run(
            &[
                "The FooBar backdoor spread.",
                "URL | FooBar C2",
                "Then Foo Bar left, and FooBar Two.",
            ],
            &[(0, "FooBar", EntityLabel::Malware, 0.9)],
        );
        assert_eq!(found, vec![("FooBar".to_owned(), EntityLabel::Malware); 3]);
    }

    #[test]
    fn the_weightier_label_wins() {
        let lines = ["DarkSide struck.", "DarkSide leaked it.", "A DarkSide sample."];
        let found = run(
            &lines,
            &[
                (0, "DarkSide", EntityLabel::Group, 0.9),
                (1, "DarkSide", EntityLabel::Group, 0.8),
                (2, "DarkSide", EntityLabel::Org, 0.7),
            ],
        );
        assert!(found.iter().all(|(_, label)| *label == EntityLabel::Group), "{found:?}");
    }

    #[test]
    fn a_word_of_the_article_does_not_spread() {
        let found = run(
            &["The Snake implant ran.", "A snake bit him.", "Snake River rose."],
            &[(0, "Snake", EntityLabel::Malware, 0.9)],
        );
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn a_doubtful_name_does_not_spread() {
        let found =
            run(&["Perhaps Foobar.", "Foobar again."], &[(0, "Foobar", EntityLabel::Group, 0.4)]);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn longer_mentions_stay_whole() {
        let found = run(
            &["The Lazarus hackers.", "Lazarus Group denied it."],
            &[(0, "Lazarus", EntityLabel::Group, 0.9), (1, "Lazarus Group", EntityLabel::Org, 0.9)],
        );
        assert_eq!(found[1], ("Lazarus Group".to_owned(), EntityLabel::Org));
        assert_eq!(found.len(), 2);
    }
}
