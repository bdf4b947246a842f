//! Persons.
//!
//! - Mentions of two or more words with the same name, hyphens and case apart, are one person
//!   ("Cho Tae-yul", "Cho Tae Yul"), and so are those that differ only in initials between the
//!   first and the last word ("John F. Kelly", "John Kelly"). Other spellings or another order
//!   ("Joonkook Huang") are not.
//! - The last word or words of a name ("Putin", "Jong Un") join it if they end exactly one name of
//!   the article; so does its first word, if that is a surname of a language that puts surnames
//!   first and the full name stands before ("Hwang" of "Hwang Joon-kook").
//! - What fits several names belongs to none of them and is no actor. What fits none is a person of
//!   its own.

use super::{Actor, Named, longest};
use crate::knowledge::{fold, leading_surnames};
use crate::taxonomy::{ActorType, EntityLabel};

/// Behind a name, and no part of it.
const SUFFIXES: &[&str] = &["ii", "iii", "iv", "jr", "sr"];

/// One name of the article and the mentions that write it.
struct Person<'a> {
    /// Folded words; hyphens part none.
    words: Vec<String>,
    mentions: Vec<Named<'a>>,
}

/// The persons among the mentions.
pub(super) fn persons(named: &[Named]) -> Vec<Actor> {
    let mut full: Vec<Person> = Vec::new();
    let mut single: Vec<Person> = Vec::new();
    for mention in named.iter().filter(|mention| mention.label == EntityLabel::Per) {
        let words = words(mention.name);
        let list = match words.len() {
            0 => continue,
            1 => &mut single,
            _ => &mut full,
        };
        match list.iter_mut().find(|person| same_name(&person.words, &words)) {
            Some(person) => person.mentions.push(*mention),
            None => list.push(Person { words, mentions: vec![*mention] }),
        }
    }
    join_initials(&mut full);
    // A longer name takes in the shorter ones that it ends with, and those are no names then.
    full.sort_by_key(|person| std::cmp::Reverse(person.words.len()));
    let mut all: Vec<Person> = Vec::new();
    for person in full {
        let own = settle(&mut all, person);
        all.extend(own);
    }
    let alone: Vec<Person> =
        single.into_iter().filter_map(|person| settle(&mut all, person)).collect();
    all.extend(alone);
    all.into_iter()
        .map(|person| Actor {
            name: longest(person.mentions.iter().map(|mention| mention.name)),
            kind: ActorType::Person,
            mentions: person.mentions.iter().map(|mention| mention.index).collect(),
            links: Vec::new(),
        })
        .collect()
}

/// Gives each mention of `part` to the one of `names` that it fits; what fits none is returned.
fn settle<'a>(names: &mut [Person<'a>], part: Person<'a>) -> Option<Person<'a>> {
    let ends: Vec<usize> =
        (0..names.len()).filter(|at| names[*at].ends_with(&part.words)).collect();
    let begins: Vec<usize> = (0..names.len())
        .filter(|at| names[*at].begins_with(&part.words) && !ends.contains(at))
        .collect();
    let mut alone = Vec::new();
    for mention in part.mentions {
        let before =
            |at: &&usize| names[**at].mentions.iter().any(|full| full.index < mention.index);
        let fit: Vec<usize> = ends.iter().chain(begins.iter().filter(before)).copied().collect();
        match fit[..] {
            [] => alone.push(mention),
            [one] => names[one].mentions.push(mention),
            _ => {}
        }
    }
    (!alone.is_empty()).then_some(Person { words: part.words, mentions: alone })
}

/// "John F. Kelly" and "John Kelly", if there is only one of the longer kind.
fn join_initials(full: &mut Vec<Person>) {
    let mut at = 0;
    while at < full.len() {
        let fit: Vec<usize> = (0..full.len())
            .filter(|other| {
                let (short, long) = (&full[at].words, &full[*other].words);
                let initials =
                    |words: &[String]| words.iter().all(|word| word.chars().count() == 1);
                short.len() == 2
                    && long.len() > 2
                    && short.first() == long.first()
                    && short.last() == long.last()
                    && initials(&long[1..long.len() - 1])
            })
            .collect();
        let [one] = fit[..] else {
            at += 1;
            continue;
        };
        let short = full.remove(at);
        full[if one > at { one - 1 } else { one }].mentions.extend(short.mentions);
    }
}

impl Person<'_> {
    fn ends_with(&self, part: &[String]) -> bool {
        self.words.len() > part.len() && self.words.ends_with(part)
    }

    fn begins_with(&self, part: &[String]) -> bool {
        let [word] = part else { return false };
        self.words.len() > 1
            && self.words.first() == Some(word)
            && leading_surnames().contains(word.as_str())
    }
}

/// Equal, hyphens and white space apart: "Tae-yul", "Tae Yul".
fn same_name(one: &[String], other: &[String]) -> bool {
    let letters = |words: &[String]| words.concat().replace(' ', "");
    one.first() == other.first() && letters(one) == letters(other)
}

/// The words of a name, folded: no full stops, no "Jr.".
fn words(name: &str) -> Vec<String> {
    let plain = |word: &str| {
        let folded = fold(word);
        folded
            .split(' ')
            .filter(|piece| *piece != "." && *piece != ",")
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut words: Vec<String> =
        name.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|last| SUFFIXES.contains(&last.as_str())) {
        words.pop();
    }
    words
}
