//! Persons.
//!
//! - Mentions of two or more words with the same name, hyphens and case apart, are one person
//!   ("Cho Tae-yul", "Cho Tae Yul"); so are those with the surname in front once and once behind, if
//!   it is one of a language that puts surnames first ("Hwang Joon-kook", "Joon-kook Hwang"). Other
//!   spellings ("Joonkook Huang") are not.
//! - A name of two words is the longer one with the same first and last word, if there is only one
//!   ("John F. Kelly", "John Kelly").
//! - Another name that the article gives ([`aliases`](super::aliases)) is the same person.
//! - The last word or words of a name ("Putin", "Jong Un") join it if they end exactly one name of
//!   the article; so does its first word, if that is a surname of a language that puts surnames
//!   first and the full name stands before ("Hwang" of "Hwang Joon-kook").
//! - What fits several persons belongs to none of them and is no actor. What fits none is a person of
//!   its own. A given name alone ("Linda") fits none.

use super::aliases::Stated;
use super::{Actor, Named, longest};
use crate::knowledge::{fold, leading_surnames};
use crate::taxonomy::{ActorType, EntityLabel, Refers};

/// Behind a name, and no part of it.
const SUFFIXES: &[&str] = &["esq", "ii", "iii", "iv", "jr", "md", "phd", "ph d", "sr"];

/// One name of the article and the mentions that write it.
struct Person<'a> {
    /// Each way of writing the name as folded words; hyphens part none. The first is the fullest.
    names: Vec<Vec<String>>,
    mentions: Vec<(Named<'a>, Refers)>,
}

/// The persons among the mentions, and the other names that the article gives for them.
pub(super) fn persons(named: &[Named], stated: &[Stated]) -> Vec<Actor> {
    let mut full: Vec<Person> = Vec::new();
    let mut single: Vec<Person> = Vec::new();
    for mention in named.iter().filter(|mention| mention.label == EntityLabel::Per) {
        let words = words(mention.name);
        let list = match words.len() {
            0 => continue,
            1 => &mut single,
            _ => &mut full,
        };
        let known = list.iter_mut().find(|person| {
            person.names.iter().any(|name| same_name(name, &words) || turned(name, &words))
        });
        if let Some(person) = known {
            person.mentions.push((*mention, Refers::Name));
            if !person.names.contains(&words) {
                person.names.push(words);
            }
        } else {
            let mentions = vec![(*mention, Refers::Name)];
            list.push(Person { names: vec![words], mentions });
        }
    }
    join_middle_names(&mut full);
    join_stated(&mut full, &mut single, named, stated);
    // A longer name takes in the shorter ones that it ends with, and those are no names then.
    full.sort_by_key(|person| std::cmp::Reverse(person.names[0].len()));
    let mut all: Vec<Person> = Vec::new();
    for person in full {
        let own = settle(&mut all, person);
        all.extend(own);
    }
    let alone: Vec<Person> =
        single.into_iter().filter_map(|person| settle(&mut all, person)).collect();
    all.extend(alone);
    all.into_iter().map(Person::into_actor).collect()
}

/// Gives each mention of `part` to the one of `people` that it fits; what fits none is returned.
fn settle<'a>(people: &mut [Person<'a>], part: Person<'a>) -> Option<Person<'a>> {
    let all = |fits: &dyn Fn(&[String]) -> bool| part.names.iter().all(|name| fits(name));
    let ends: Vec<usize> =
        (0..people.len()).filter(|at| all(&|name| people[*at].ends_with(name))).collect();
    let begins: Vec<usize> = (0..people.len())
        .filter(|at| all(&|name| people[*at].begins_with(name)) && !ends.contains(at))
        .collect();
    let mut alone = Vec::new();
    for (mention, refers) in part.mentions {
        let before =
            |at: &&usize| people[**at].mentions.iter().any(|(full, _)| full.index < mention.index);
        let named: Vec<usize> = ends.iter().filter(before).copied().collect();
        let fit = match named[..] {
            // "President Joe Biden ... Biden said Hunter Biden": the second had not been named yet.
            [_] if ends.len() > 1 => named,
            _ => ends.iter().chain(begins.iter().filter(before)).copied().collect(),
        };
        match fit[..] {
            [] => alone.push((mention, refers)),
            [one] => people[one].mentions.push((mention, Refers::Part)),
            _ => {}
        }
    }
    (!alone.is_empty()).then_some(Person { names: part.names, mentions: alone })
}

/// "John F. Kelly" and "John Kelly", if there is only one of the longer kind.
fn join_middle_names(full: &mut Vec<Person>) {
    let mut at = 0;
    while at < full.len() {
        let fit: Vec<usize> = (0..full.len())
            .filter(|other| {
                let (short, long) = (&full[at].names[0], &full[*other].names[0]);
                short.len() == 2
                    && long.len() > 2
                    && short.first() == long.first()
                    && short.last() == long.last()
            })
            .collect();
        let [one] = fit[..] else {
            at += 1;
            continue;
        };
        let short = full.remove(at);
        full[if one > at { one - 1 } else { one }].take(short, None);
    }
}

/// Puts the mentions of other names to the person that the article says they name.
fn join_stated<'a>(
    full: &mut Vec<Person<'a>>,
    single: &mut Vec<Person<'a>>,
    named: &[Named],
    stated: &[Stated],
) {
    for stated in stated.iter().filter(|stated| named[stated.of].label == EntityLabel::Per) {
        let alias = words(stated.alias);
        let mention = named[stated.of].index;
        let of = |list: &[Person]| {
            list.iter().position(|person| person.mentions.iter().any(|(m, _)| m.index == mention))
        };
        let called = |list: &[Person]| {
            list.iter().position(|person| person.names.iter().any(|name| same_name(name, &alias)))
        };
        let guest = match (called(full), called(single)) {
            (Some(at), _) if of(full) != Some(at) => full.remove(at),
            (None, Some(at)) if of(single) != Some(at) => single.remove(at),
            _ => continue,
        };
        let home = match (of(full), of(single)) {
            (Some(at), _) => Some(&mut full[at]),
            (None, Some(at)) => Some(&mut single[at]),
            (None, None) => None,
        };
        match home {
            Some(home) => home.take(guest, Some(Refers::Alias)),
            None if guest.names[0].len() > 1 => full.push(guest),
            None => single.push(guest),
        }
    }
}

impl<'a> Person<'a> {
    fn take(&mut self, guest: Person<'a>, refers: Option<Refers>) {
        self.names.extend(guest.names);
        let again = |(mention, said)| (mention, refers.unwrap_or(said));
        self.mentions.extend(guest.mentions.into_iter().map(again));
    }

    fn ends_with(&self, part: &[String]) -> bool {
        self.names.iter().any(|name| name.len() > part.len() && name.ends_with(part))
    }

    fn begins_with(&self, part: &[String]) -> bool {
        let [word] = part else { return false };
        leading_surnames().contains(word.as_str())
            && self.names.iter().any(|name| name.len() > 1 && name.first() == Some(word))
    }

    fn into_actor(self) -> Actor {
        let named = self.mentions.iter().filter(|(_, refers)| *refers == Refers::Name);
        let name = longest(named.map(|(mention, _)| mention.name));
        let members = self.mentions.iter().map(|(mention, refers)| (mention.index, *refers));
        Actor::new(name, ActorType::Person, members.collect(), Vec::new())
    }
}

/// Equal, hyphens and white space apart: "Tae-yul", "Tae Yul".
fn same_name(one: &[String], other: &[String]) -> bool {
    one.first() == other.first() && letters(one) == letters(other)
}

/// Equal but for a surname of a language that puts it first, which one of them has last.
fn turned(one: &[String], other: &[String]) -> bool {
    let turns = |front: &[String], back: &[String]| {
        let (Some((first, given)), Some((last, before))) = (front.split_first(), back.split_last())
        else {
            return false;
        };
        first == last
            && !given.is_empty()
            && letters(given) == letters(before)
            && leading_surnames().contains(first.as_str())
    };
    turns(one, other) || turns(other, one)
}

fn letters(words: &[String]) -> String {
    words.concat().replace(' ', "")
}

/// The words of a name, folded: no full stops, no "Jr.".
fn words(name: &str) -> Vec<String> {
    let plain = |word: &str| {
        let folded = fold(word);
        folded
            .split(' ')
            .filter(|piece| !matches!(*piece, "." | "," | "(" | ")" | "\""))
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
