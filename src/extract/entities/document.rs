//! One sense per article: what a threat's name means in one sentence, it means in the next.
//!
//! The model reads a window at a time and sees a family's name clearly in one sentence ("the `FooBar`
//! backdoor") and barely in another ("`FooBar` C2 | URL"). So, over the whole article:
//!
//! 1. **Weigh**: for every name that is marked GROUP or MALWARE somewhere, each label's mentions add
//!    their score. A label with more than half of the weight is the name's sense. A name that also stands in
//!    small letters as a word of the article ("snake"), or that has no capital and no digit, gets no sense of a threat.
//!    What a name that no table has weighs as a group and as malware together is divided between the two by what the article
//!    says beside it, too ([`context`](super::context)). So is what a name weighs that the tables have as a group's only; that
//!    they do counts as one word beside it.
//!    As a place a name of the tables weighs nothing where the article has it right before "ransomware" or the like.
//! 2. **Settle**: a mention of that name with another label takes the sense of a threat, unless it is a PER. What is mostly an
//!    ORG, a LOC or a MISC, and no threat that a table has, is that where it is marked as a GROUP, too; what is mostly an ORG
//!    also where it is marked as MALWARE, which may be a thing as well as a MISC is.
//! 3. **Spread**: the words of a threat's name where nothing is marked become a mention, without a score; where only
//!    parts of it are, as in a headline with a capital to every word, these become one mention of all.

use std::collections::{HashMap, HashSet};

use super::context::{Evidence, evidence, shape};
use crate::extract::Mention;
use crate::knowledge::{Kind, fold, threats};
use crate::taxonomy::EntityLabel;
use crate::text::Span;

/// A name that the tables found and the model did not weighs this much.
const KNOWN: f32 = 0.8;
/// Weight that one sure mention brings, and two doubtful ones.
const LEAST: f32 = 0.6;
/// Weight of one word beside a name that says what it is: the best of 1, 2 and 3 with names that nobody knows
/// (`tests/eval/unknown_names.py`).
const BESIDE: f32 = 2.0;
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
                && (is_threat(*label) || is_undone(mention.label, *label))
            {
                mention.label = *label;
            }
            mention
        })
        .collect();
    let mut names: HashMap<&str, Vec<(Vec<&str>, EntityLabel)>> = HashMap::new();
    for (name, label) in senses.iter().filter(|(_, label)| is_threat(**label)) {
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
    // What lies inside a mention that was found is a part of it.
    settled.retain(|mention| {
        let next = found.partition_point(|whole| whole.span.end() <= mention.span.start());
        found.get(next).is_none_or(|whole| whole.span.start() >= mention.span.end())
    });
    settled.append(&mut found);
    settled.sort_by_key(|mention| mention.span.start());
    settled
}

/// Whether a table has a threat of that name, rare ransomware included.
fn is_known(name: &str) -> bool {
    threats().has(name) || !threats().rare_ransomware(name).is_empty()
}

/// Groups of the tables whose programs news calls by their name.
const OF_BOTH: &[&str] = &["buhtrap", "romcom", "turla", "winnti"];

/// Whether the tables have the name, wherever it stands, as a group's, and nobody has it as a program's.
fn is_known_group(name: &str) -> bool {
    let aliases = threats().index().whole(name);
    aliases.iter().all(|alias| alias.of.kind == Kind::Group)
        && aliases.iter().any(|alias| alias.of.firm)
        && !OF_BOTH.contains(&fold(name).as_str())
}

/// "the Halvo ransomware"
fn is_beside_kind(text: &str, mention: &Mention) -> bool {
    const SOFTWARE: &[&str] = &["botnet", "malware", "ransomware", "trojan", "worm"];
    let behind = text.get(mention.span.end()..).unwrap_or_default();
    let next = behind.strip_prefix(' ').unwrap_or_default();
    let next = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    SOFTWARE.contains(&&*next.to_lowercase())
}

/// Whether the sense of a name that is no threat goes before a label that says so.
fn is_undone(label: EntityLabel, sense: EntityLabel) -> bool {
    label == EntityLabel::Group || label == EntityLabel::Malware && sense == EntityLabel::Org
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
    let software: HashSet<&str> = mentions
        .iter()
        .filter(|mention| is_beside_kind(text, mention))
        .map(|mention| mention.span.of(text))
        .filter(|name| weights.contains_key(name))
        .filter(|name| is_known(name))
        .collect();
    for mention in mentions {
        let name = mention.span.of(text);
        if mention.label == EntityLabel::Loc && software.contains(name) {
            continue;
        }
        let Some(labels) = weights.get_mut(name) else { continue };
        let weight = mention.score.unwrap_or(KNOWN);
        match labels.iter_mut().find(|(label, _)| *label == mention.label) {
            Some((_, sum)) => *sum += weight,
            None => labels.push((mention.label, weight)),
        }
    }
    for (name, evidence) in beside(text, sentences, weights.keys().copied()) {
        if let Some(labels) = weights.get_mut(name) {
            between_threats(labels, evidence);
        }
    }
    let small: HashSet<&str> = sentences.iter().flatten().map(|word| word.of(text)).collect();
    let sense = |name: &str, labels: &[(EntityLabel, f32)]| {
        let all: f32 = labels.iter().map(|(_, weight)| weight).sum();
        let (label, weight) = labels.iter().copied().find(|(_, w)| *w > all / 2.0)?;
        let is_name = name.contains(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && name.chars().count() >= SHORTEST
            && !small.contains(name.to_lowercase().as_str());
        let sense = if is_threat(label) {
            (weight >= LEAST || is_known_group(name)) && is_name
        } else {
            label != EntityLabel::Per && !threats().has(name)
        };
        sense.then_some(label)
    };
    weights.into_iter().filter_map(|(name, labels)| Some((name, sense(name, &labels)?))).collect()
}

/// What the article says beside names that no table has, or that are a group's only.
fn beside<'t>(
    text: &'t str,
    sentences: &[Vec<Span>],
    names: impl Iterator<Item = &'t str>,
) -> Vec<(&'t str, Evidence)> {
    let mut found: Vec<(&str, Vec<&str>, Evidence)> = names
        .filter_map(|name| {
            let start = match (is_known(name), is_known_group(name)) {
                (false, _) => shape(name),
                (true, true) => Evidence { group: 1.0, malware: 0.0 },
                (true, false) => return None,
            };
            let words = crate::text::words(name).into_iter().map(|word| word.of(name)).collect();
            Some((name, words, start))
        })
        .collect();
    // By their first words, or an article of many names takes its length squared.
    let mut begun: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (_, words, _)) in found.iter().enumerate() {
        if let Some(first) = words.first() {
            begun.entry(first).or_default().push(at);
        }
    }
    for sentence in sentences {
        let words: Vec<&str> = sentence.iter().map(|word| word.of(text)).collect();
        if !words.iter().any(|word| begun.contains_key(word)) {
            continue;
        }
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let small: Vec<&str> = lower.iter().map(String::as_str).collect();
        for (at, word) in words.iter().enumerate() {
            for known in begun.get(word).into_iter().flatten() {
                let (_, name, all) = &mut found[*known];
                if words[at..].starts_with(name) {
                    let here = evidence(&small, &(at..at + name.len()));
                    all.group += here.group;
                    all.malware += here.malware;
                }
            }
        }
    }
    found.into_iter().map(|(name, _, all)| (name, all)).collect()
}

/// Divides what a name weighs as a group and as malware by what is said beside it. What it weighs as anything else stays.
fn between_threats(labels: &mut Vec<(EntityLabel, f32)>, evidence: Evidence) {
    let weight = |labels: &[(EntityLabel, f32)], label| {
        labels.iter().find(|(other, _)| *other == label).map_or(0.0, |(_, weight)| *weight)
    };
    let (group, malware) =
        (weight(labels, EntityLabel::Group), weight(labels, EntityLabel::Malware));
    let both = group + malware;
    if both == 0.0 {
        return;
    }
    let (more_group, more_malware) =
        (group + BESIDE * evidence.group, malware + BESIDE * evidence.malware);
    let share = more_group / (more_group + more_malware);
    labels.retain(|(label, _)| !is_threat(*label));
    labels.push((EntityLabel::Group, both * share));
    labels.push((EntityLabel::Malware, both * (1.0 - share)));
}

/// Adds the names that stand unmarked in one sentence, or marked in part.
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
        let there = marked[next..].iter().take_while(|mention| mention.span.start() < span.end());
        let is_part = |mention: &Mention| {
            span.start() <= mention.span.start()
                && mention.span.end() <= span.end()
                && mention.span != span
        };
        if there.clone().all(is_part) {
            let score = there.filter_map(|mention| mention.score).reduce(f32::max);
            found.push(Mention { span, label: *label, score });
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
    fn a_name_of_no_table_is_what_the_words_beside_it_say() {
        let lines = ["A group called QuorlSec struck.", "QuorlSec left.", "Bank hit by QuorlSec."];
        let wrong = EntityLabel::Malware;
        let marked = |name| [(0, name, wrong, 0.8), (1, name, wrong, 0.7), (2, name, wrong, 0.9)];
        let found = run(&lines, &marked("QuorlSec"));
        assert!(
            found.iter().all(|(_, label)| *label == wrong),
            "one word is not enough: {found:?}"
        );
        let lines = ["A group called QuorlSec struck.", "QuorlSec claimed it.", "Hit by QuorlSec."];
        let found = run(&lines, &marked("QuorlSec"));
        assert!(found.iter().all(|(_, label)| *label == EntityLabel::Group), "{found:?}");
        // A table knows better.
        let lines = ["A group called Emotet struck.", "Emotet claimed it.", "Hit by Emotet."];
        assert!(run(&lines, &marked("Emotet")).iter().all(|(_, label)| *label == wrong));
    }

    #[test]
    fn what_is_mostly_no_threat_is_none() {
        let lines = ["It runs over TT7.", "Old TT7 is weak.", "TT7 calls fail."];
        let (misc, group) = (EntityLabel::Misc, EntityLabel::Group);
        let marked = [(0, "TT7", misc, 0.7), (1, "TT7", misc, 0.8), (2, "TT7", group, 0.9)];
        assert!(run(&lines, &marked).iter().all(|(_, label)| *label == misc));
        // A name of the tables may well be the threat there.
        let lines = ["A Lazarus novel.", "The Lazarus play.", "Lazarus struck."];
        let marked =
            [(0, "Lazarus", misc, 0.7), (1, "Lazarus", misc, 0.8), (2, "Lazarus", group, 0.9)];
        assert_eq!(run(&lines, &marked)[2].1, group);
    }

    #[test]
    fn ransomware_with_the_name_of_a_town_is_no_town() {
        let lines = ["The Philadelphia ransomware.", "Philadelphia spread.", "Philadelphia locks."];
        let (place, malware) = (EntityLabel::Loc, EntityLabel::Malware);
        let marked = |first| {
            [
                (0, "Philadelphia", first, 0.9),
                (1, "Philadelphia", malware, 0.7),
                (2, "Philadelphia", place, 0.9),
            ]
        };
        assert!(run(&lines, &marked(place)).iter().all(|(_, label)| *label == malware));
        let lines = ["A Philadelphia clinic.", "Philadelphia spread.", "In Philadelphia it ran."];
        assert_eq!(run(&lines, &marked(place))[2].1, place);
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
    fn a_broken_name_is_whole_as_elsewhere() {
        let lines = ["Raptor Train Hits Firms", "Raptor Train ran.", "A Raptor truck. Train it."];
        let malware = EntityLabel::Malware;
        let found = run(
            &lines,
            &[
                (0, "Raptor", EntityLabel::Misc, 0.9),
                (1, "Raptor Train", malware, 0.9),
                (2, "Raptor", EntityLabel::Misc, 0.9),
            ],
        );
        let name = |name: &str, label| (name.to_owned(), label);
        let whole = name("Raptor Train", malware);
        assert_eq!(found, [whole.clone(), whole, name("Raptor", EntityLabel::Misc)]);
        // What reaches over its edge stays.
        let found = run(
            &["The Raptor Train Museum.", "Raptor Train ran."],
            &[(0, "Train Museum", EntityLabel::Org, 0.9), (1, "Raptor Train", malware, 0.9)],
        );
        assert_eq!(found[0], name("Train Museum", EntityLabel::Org));
    }

    #[test]
    fn a_name_that_is_a_groups_only_is_a_group() {
        let (group, malware) = (EntityLabel::Group, EntityLabel::Malware);
        let one = |line: &str, name: &str| run(&[line], &[(0, name, malware, 0.9)])[0].1;
        assert_eq!(one("XakNet exploits a flaw.", "XakNet"), group);
        assert_eq!(one("A Killnet-linked attack.", "Killnet"), group);
        // The words beside it say otherwise, or a program has the name, too.
        assert_eq!(one("They ran the XakNet malware.", "XakNet"), malware);
        assert_eq!(one("Kinsing exploits a flaw.", "Kinsing"), malware);
        assert_eq!(one("GozNym stole from banks.", "GozNym"), malware);
        assert_eq!(run(&["A Killnet attack."], &[(0, "Killnet", malware, 0.5)])[0].1, group);
        assert_eq!(one("Its tools are PlugX and Winnti.", "Winnti"), malware);
        assert_eq!(one("Emotet stole from banks.", "Emotet"), malware);
        // The model is often sure of it.
        let lines = ["XakNet ran.", "XakNet ran.", "XakNet ran."];
        let marked = |at| (at, "XakNet", malware, 0.9);
        assert_eq!(run(&lines, &[marked(0), marked(1), marked(2)])[0].1, malware);
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
