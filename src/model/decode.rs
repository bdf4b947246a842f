//! Decoding: from scores of pieces to tags of words and threat scores of sentences.

use std::ops::Range;

use super::told::{means, sigmoid};
use crate::taxonomy::{EntityLabel, UnknownName};

/// A tag of the BIO scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// In no entity.
    Outside,
    /// First word of an entity.
    Begin(EntityLabel),
    /// A further word of the entity before it, or the first of one after another type.
    Inside(EntityLabel),
}

impl Tag {
    /// The entity type, if any.
    pub fn label(self) -> Option<EntityLabel> {
        match self {
            Self::Outside => None,
            Self::Begin(label) | Self::Inside(label) => Some(label),
        }
    }
}

impl std::str::FromStr for Tag {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name.split_at_checked(2) {
            Some(("B-", label)) => Ok(Self::Begin(label.parse()?)),
            Some(("I-", label)) => Ok(Self::Inside(label.parse()?)),
            _ if name == "O" => Ok(Self::Outside),
            _ => Err(UnknownName::new("Tag", name)),
        }
    }
}

impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Outside => f.write_str("O"),
            Self::Begin(label) => write!(f, "B-{label}"),
            Self::Inside(label) => write!(f, "I-{label}"),
        }
    }
}

/// The model's choice for one word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordTag {
    /// The tag with the highest score; the first of equals.
    pub tag: Tag,
    /// Probability of the tag's entity type (its B and I together), or of no entity; 0 to 1.
    pub probability: f32,
}

/// Chooses a tag from one row of entity logits; `tags` names the columns.
pub fn choose(row: &[f32], tags: &[Tag]) -> WordTag {
    let (best, _) = row
        .iter()
        .copied()
        .enumerate()
        .fold((0, f32::NEG_INFINITY), |best, next| if next.1 > best.1 { next } else { best });
    let tag = tags[best];
    WordTag { tag, probability: probability(row, tag, tags) }
}

/// The share of a tag's entity type, its B and I together, in a row of entity logits.
fn probability(row: &[f32], tag: Tag, tags: &[Tag]) -> f32 {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let (mut sum, mut ours) = (0.0, 0.0);
    for (x, other) in row.iter().zip(tags) {
        let e = (x - top).exp();
        sum += e;
        if other.label() == tag.label() {
            ours += e;
        }
    }
    ours / sum
}

/// Chooses the tags of a sentence together: of all proper sequences, in which an I tag continues an entity of
/// its type, the one with the greatest sum of scores. `rows` has a row of entity logits for each word, `tags`
/// names the columns. Of equals the one with the earlier columns wins, from the last word on.
pub fn choose_proper(rows: &[&[f32]], tags: &[Tag]) -> Vec<WordTag> {
    let Some((first, rest)) = rows.split_first() else { return Vec::new() };
    let begins = |tag: &Tag| !matches!(tag, Tag::Inside(_));
    let mut scores: Vec<f64> = first
        .iter()
        .zip(tags)
        .map(|(x, tag)| if begins(tag) { f64::from(*x) } else { f64::NEG_INFINITY })
        .collect();
    // For each word but the first and each tag, the tag of the word before on the best way there.
    let mut ways: Vec<Vec<usize>> = Vec::with_capacity(rest.len());
    for row in rest {
        let from = |to: &Tag| {
            let may = |from: &Tag| match to {
                Tag::Inside(label) => from.label() == Some(*label),
                _ => true,
            };
            best((0..tags.len()).filter(|at| may(&tags[*at])), &scores)
        };
        let way: Vec<usize> = tags.iter().map(from).collect();
        scores = way.iter().zip(*row).map(|(from, x)| scores[*from] + f64::from(*x)).collect();
        ways.push(way);
    }
    let mut at = best(0..tags.len(), &scores);
    let mut chosen = vec![at];
    for way in ways.iter().rev() {
        at = way[at];
        chosen.push(at);
    }
    chosen.reverse();
    rows.iter()
        .zip(chosen)
        .map(|(row, at)| WordTag { tag: tags[at], probability: probability(row, tags[at], tags) })
        .collect()
}

/// Of some places the one with the greatest score; the first of equals.
fn best(places: impl Iterator<Item = usize>, scores: &[f64]) -> usize {
    places.reduce(|best, at| if scores[at] > scores[best] { at } else { best }).unwrap_or(0)
}

/// Makes tags well formed as `conlleval` reads them: an I tag that continues nothing of its type
/// begins an entity.
pub fn repair(tags: &mut [WordTag]) {
    let mut before = None;
    for word in tags {
        if let Tag::Inside(label) = word.tag
            && before != Some(label)
        {
            word.tag = Tag::Begin(label);
        }
        before = word.tag.label();
    }
}

/// One entity over words.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its words.
    pub words: Range<usize>,
    /// Its type.
    pub label: EntityLabel,
    /// Mean over the words of the probability of the type.
    pub score: f32,
}

/// The entities of well-formed tags.
pub fn entities(tags: &[WordTag]) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    for (at, word) in tags.iter().enumerate() {
        let Some(label) = word.tag.label() else { continue };
        match found.last_mut() {
            Some(last) if matches!(word.tag, Tag::Inside(_)) => {
                last.words.end += 1;
                last.score += word.probability;
            }
            _ => found.push(Entity { words: at..at + 1, label, score: word.probability }),
        }
    }
    for entity in &mut found {
        #[expect(clippy::cast_precision_loss, reason = "a sentence has few words")]
        let words = entity.words.len() as f32;
        entity.score /= words;
    }
    found
}

/// Threat scores of one sentence: the sigmoid of the mean of its pieces' logits. `rows` is
/// `[pieces, types]`, row by row; without types
/// there are no scores.
pub fn threat_scores(rows: &[f32], types: usize) -> Vec<f32> {
    if types == 0 {
        return Vec::new();
    }
    means(rows, types).into_iter().map(sigmoid).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityLabel::{Loc, Per};
    use proptest::prelude::*;

    fn tagged(tags: &[Tag]) -> Vec<WordTag> {
        tags.iter().map(|tag| WordTag { tag: *tag, probability: 0.5 }).collect()
    }

    #[test]
    fn an_inside_tag_that_continues_nothing_begins() {
        let tags = [Tag::Inside(Per), Tag::Inside(Per), Tag::Inside(Loc), Tag::Begin(Loc)];
        let mut tags = tagged(&tags);
        repair(&mut tags);
        let found = entities(&tags);
        let words: Vec<_> = found.iter().map(|e| (e.words.clone(), e.label)).collect();
        assert_eq!(words, [(0..2, Per), (2..3, Loc), (3..4, Loc)]);
        assert!((found[0].score - 0.5).abs() < 1e-6);
    }

    #[test]
    fn the_best_proper_sequence_is_found() {
        let tags =
            [Tag::Outside, Tag::Begin(Per), Tag::Inside(Per), Tag::Begin(Loc), Tag::Inside(Loc)];
        let chosen = |rows: &[[f32; 5]]| {
            let rows: Vec<&[f32]> = rows.iter().map(<[f32; 5]>::as_slice).collect();
            let chosen = choose_proper(&rows, &tags);
            chosen.iter().map(|word| word.tag.to_string()).collect::<Vec<_>>().join(" ")
        };
        // Word by word it would be B-PER I-LOC.
        assert_eq!(chosen(&[[0.0, 2.0, 0.0, 1.9, 0.0], [0.0, 0.0, 0.0, 0.0, 3.0]]), "B-LOC I-LOC");
        assert_eq!(chosen(&[[0.0, 2.0, 0.0, 0.0, 0.0], [0.0, 0.0, 2.9, 0.0, 3.0]]), "B-PER I-PER");
        // Nothing goes on that has not begun.
        assert_eq!(chosen(&[[0.0, 0.0, 5.0, 0.0, 0.0]]), "O");
        assert_eq!(chosen(&[[0.0, 0.1, 5.0, 0.0, 0.0]]), "B-PER");
        assert_eq!(chosen(&[]), "");
    }

    proptest! {
        /// By trying every sequence.
        #[test]
        fn no_proper_sequence_has_a_greater_sum(
            rows in prop::collection::vec(prop::collection::vec(-4i8..4, 5), 0..5)
        ) {
            let tags =
                [Tag::Outside, Tag::Begin(Per), Tag::Inside(Per), Tag::Begin(Loc), Tag::Inside(Loc)];
            let rows: Vec<Vec<f32>> =
                rows.iter().map(|row| row.iter().map(|x| f32::from(*x)).collect()).collect();
            let views: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
            let proper = |sequence: &[Tag]| {
                sequence.iter().enumerate().all(|(at, tag)| match tag {
                    Tag::Inside(label) => at > 0 && sequence[at - 1].label() == Some(*label),
                    _ => true,
                })
            };
            let sum = |sequence: &[Tag]| {
                let place = |tag: &Tag| tags.iter().position(|other| other == tag).unwrap();
                rows.iter().zip(sequence).map(|(row, tag)| row[place(tag)]).sum::<f32>()
            };
            let mut all: Vec<Vec<Tag>> = vec![Vec::new()];
            for _ in &rows {
                all = all.iter().flat_map(|s| tags.map(|tag| [&s[..], &[tag]].concat())).collect();
            }
            let most = all.iter().filter(|s| proper(s)).map(|s| sum(s)).fold(f32::MIN, f32::max);
            let chosen: Vec<Tag> = choose_proper(&views, &tags).iter().map(|word| word.tag).collect();
            prop_assert!(proper(&chosen));
            prop_assert!((sum(&chosen) - most).abs() < 1e-4);
        }
    }

    #[test]
    fn a_gap_ends_an_entity() {
        let mut tags = tagged(&[Tag::Begin(Per), Tag::Outside, Tag::Inside(Per)]);
        repair(&mut tags);
        assert_eq!(entities(&tags).len(), 2);
    }

    #[test]
    fn probability_joins_begin_and_inside() {
        let tags = [Tag::Outside, Tag::Begin(Per), Tag::Inside(Per)];
        let chosen = choose(&[0.0, 0.0, 0.1], &tags);
        assert_eq!(chosen.tag, Tag::Inside(Per));
        let expected = (0.0f32.exp() + 0.1f32.exp()) / (2.0 + 0.1f32.exp());
        assert!((chosen.probability - expected).abs() < 1e-6);
    }

    #[test]
    fn a_sentence_scores_the_mean_of_its_pieces() {
        let scores = threat_scores(&[1.0, -3.0, 3.0, -1.0], 2);
        assert!((scores[0] - 0.880_797).abs() < 1e-5);
        assert!((scores[1] - 0.119_203).abs() < 1e-5);
    }

    #[test]
    fn tags_read_back() {
        for name in ["O", "B-PER", "I-MALWARE"] {
            assert_eq!(name.parse::<Tag>().unwrap().to_string(), name);
        }
        assert!("B-XYZ".parse::<Tag>().is_err());
    }
}
