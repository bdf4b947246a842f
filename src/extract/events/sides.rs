//! The words that the model marks for who did it and for whom it was done to, as parties.
//!
//! A stretch of marked words is one party, or as many as it lists names; small words between two marked ones
//! belong to it, a name is never cut, and articles, prepositions and brackets at its ends are left out. Whose a party is its
//! last word says, or else a name in it, but for a place that it is only in (`seats`).

use std::ops::Range;

use super::culprit::SPONSORS;
use super::nouns;
use super::party::Words;
use super::scene::Scene;
use super::seats::{self, seats};
use crate::extract::story::{Party, Reading};
use crate::model::told::{Sides, Told};
use crate::taxonomy::{ActorType, EntityLabel};
use crate::text::Span;

/// From here on a word is a part of a side.
const PART: f32 = 0.55;

/// Words that may stand between two parts of one: "tenants of the same firm".
const BETWEEN: &[&str] = &["of", "the", "a", "an", "'s", "’s", "in", "-"];

/// Words and marks that no party begins with.
const BEFORE: &[&str] = &[
    "'s", "’s", "the", "a", "an", ",", "and", "or", "-", "of", "by", "(", ")", "\"", "“", "”",
    "in", "with", "other", "same", "to", "from", "on", "at", "least", "for",
];

/// Words and marks that no party ends with.
const BEHIND: &[&str] = &[
    "'s", "’s", "the", "a", "an", ",", "and", "or", "-", "of", "by", "(", ")", "\"", "“", "”",
    "in", "with", "to", "from", "on", "at", "for", "who", "which", "that", "whose",
];

/// Whose side a party is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Perpetrator,
    Target,
}

impl Side {
    /// Whether a name stands for a noun behind it. "North Korean hackers" are North Korea's; "an Ohio hospital" is nobody's, and so
    /// is the "private" perpetrator of `nouns.txt`: "a former Boeing engineer".
    fn describes(self, label: EntityLabel) -> bool {
        match self {
            Self::Perpetrator => label != EntityLabel::Per,
            Self::Target => matches!(label, EntityLabel::Org | EntityLabel::Group),
        }
    }
}

/// Those who did it.
pub(super) fn perpetrators(scene: &Scene, told: &Told) -> Vec<Party> {
    parties(scene, told, Side::Perpetrator, |sides| sides.perpetrator)
}

/// Those whom it was done to.
pub(super) fn targets(scene: &Scene, told: &Told) -> Vec<Party> {
    parties(scene, told, Side::Target, |sides| sides.target)
}

fn parties(scene: &Scene, told: &Told, side: Side, of: impl Fn(&Sides) -> f32) -> Vec<Party> {
    let marked: Vec<bool> = told.sides.iter().map(|sides| of(sides) >= PART).collect();
    stretches(scene.reading, scene.sentence, &marked, side)
}

/// The parties of a side that the marked words of a sentence name.
pub(super) fn stretches(
    reading: &Reading,
    sentence: usize,
    marked: &[bool],
    side: Side,
) -> Vec<Party> {
    let words = reading.story.sentences[sentence].words;
    let marked = &marked[..marked.len().min(words.len())];
    let text = reading.story.text;
    let lower: Vec<String> = words.iter().map(|word| word.of(text).to_lowercase()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < marked.len() {
        if !marked[at] {
            at += 1;
            continue;
        }
        let stretch = with_names(reading, words, at..end(marked, &lower, at));
        at = stretch.end;
        let within = |list: &[&str], at: usize| list.contains(&&*lower[at]);
        let from = stretch.clone().find(|at| !within(BEFORE, *at));
        let to = stretch.clone().rfind(|at| !within(BEHIND, *at));
        if let (Some(from), Some(to)) = (from, to)
            && from <= to
        {
            let to = closed(&lower, from, to);
            let to = if side == Side::Perpetrator { whole(reading, words, &lower, to) } else { to };
            found.extend(split(reading, words[from].cover(words[to]), side));
        }
    }
    found
}

/// The last word of a party, with the bracket that closes one opened in it: "managed service providers (MSPs)", "NoName057(16)".
fn closed(lower: &[String], from: usize, to: usize) -> usize {
    let brackets =
        |mark: char| lower[from..=to].iter().map(|word| word.matches(mark).count()).sum::<usize>();
    let open = brackets('(') > brackets(')');
    if open && lower.get(to + 1).is_some_and(|word| word == ")") { to + 1 } else { to }
}

/// The last word of a perpetrator, or the noun for somebody right behind it, where it ends with a word that is no name of an actor:
/// "agency" of "a collection agency", "teenager" of "a Ghent teenager".
fn whole(reading: &Reading, words: &[Span], lower: &[String], to: usize) -> usize {
    let Some(next) = words.get(to + 1) else { return to };
    let beside = reading.story.text[words[to].end()..next.start()].trim().is_empty();
    let noun = nouns::is("agent", &lower[to + 1]) || nouns::is_person(&lower[to + 1]);
    let known = nouns::is("agent", &lower[to]) || nouns::is_person(&lower[to]);
    let plain = words[to].of(reading.story.text).chars().all(|c| c.is_alphabetic() || c == '-');
    let mentions = reading.story.mentions;
    let name = mentions.partition_point(|mention| mention.span.end() < words[to].end());
    let named = name < mentions.len() && mentions[name].span.overlaps(words[to]);
    // "a former Twitter employee": no deed of Twitter's.
    let staff =
        named && mentions[name].label == EntityLabel::Org && nouns::is("private", &lower[to + 1]);
    let actor = named && reading.actor_of(name).is_some() && !staff;
    if beside && noun && plain && (staff || !known) && !actor { to + 1 } else { to }
}

/// One past the last word of the stretch that begins at `from`.
fn end(marked: &[bool], lower: &[String], from: usize) -> usize {
    let mut at = from;
    loop {
        at += marked[at..].iter().take_while(|marked| **marked).count();
        let small = lower[at..marked.len()].iter().take(2);
        let next = at + small.take_while(|word| BETWEEN.contains(&word.as_str())).count();
        if next == at || marked.get(next) != Some(&true) {
            return at;
        }
        at = next;
    }
}

/// A stretch of words with all of the names at its ends.
fn with_names(reading: &Reading, words: &[Span], stretch: Range<usize>) -> Range<usize> {
    let mentions = reading.story.mentions;
    let name = |word: Span| {
        let at = mentions.partition_point(|mention| mention.span.end() <= word.start());
        mentions.get(at).map(|mention| mention.span).filter(|span| span.start() < word.end())
    };
    let Range { mut start, mut end } = stretch;
    if let Some(name) = name(words[start]) {
        start -= words[..start].iter().rev().take_while(|w| w.start() >= name.start()).count();
    }
    if let Some(name) = name(words[end - 1]) {
        end += words[end..].iter().take_while(|w| w.end() <= name.end()).count();
    }
    start..end
}

/// The names of a stretch where it is a list of them, else one party.
fn split(reading: &Reading, span: Span, side: Side) -> Vec<Party> {
    let mentions = reading.story.mentions;
    let inside = reading.story.names_in(span);
    let named: usize = mentions[inside.clone()].iter().map(|mention| mention.span.len()).sum();
    let list = inside.len() > 1 && named * 3 > span.len() * 2;
    let seats = seats(&reading.story, span, side);
    let employer = |at: usize| side == Side::Perpetrator && is_employer(reading, at, span);
    let own: Vec<usize> = inside.filter(|at| !seats.contains(at) && !employer(*at)).collect();
    if list && !own.is_empty() {
        return own.into_iter().map(|at| reading.named(at)).collect();
    }
    // The last word of a noun phrase says what it names.
    let ends = own.last().filter(|at| mentions[**at].span.end() == span.end());
    let head = seats::head(&reading.story, span, side);
    let words = Words::of(reading.story.text, span);
    let before = words.iter().rev().skip_while(|word| *word != head).nth(1).unwrap_or_default();
    let alone = side == Side::Perpetrator && nouns::is_private(&head, before);
    let described = own.iter().rfind(|at| side.describes(mentions[**at].label) && !alone);
    let people =
        |at: usize| reading.is_of_people(at) || side == Side::Target && is_a_people(reading, at);
    let named = ends.or(described).filter(|at| !people(**at));
    let actor = named.and_then(|at| reading.actor_of(*at));
    // "in Linz", "the UK attack": a place does nothing, nor does the country that an attack is in, or where somebody is charged.
    let place = |at: usize| {
        mentions[at].label == EntityLabel::Loc
            && mentions[at].span == span
            && (reading.actor_of(at).is_none() && is_led_to(reading, span)
                || is_of_act(reading, at)
                || reading.story.text[span.end()..].starts_with(", where "))
    };
    if side == Side::Perpetrator && ends.is_some_and(|at| place(*at)) {
        return Vec::new();
    }
    // "The payload stole": a tool is nobody.
    let tool = side == Side::Perpetrator && actor.is_none() && nouns::is("malware", &head);
    if tool { Vec::new() } else { vec![Party { span, actor }] }
}

/// Whether the name of a body in a party only says for whom somebody worked: "a former engineer of Boeing".
fn is_employer(reading: &Reading, name: usize, party: Span) -> bool {
    let text = reading.story.text;
    let mention = &reading.story.mentions[name];
    let words = Words::of(text, Span::new(party.start(), mention.span.start()));
    let former = |word: &str| matches!(word, "former" | "ex" | "fired" | "dismissed");
    let worked = words.iter().any(former) || former(Words::before(text, party.start()).as_str());
    let words: Vec<&str> = words.iter().collect();
    let of = words.iter().rposition(|word| matches!(*word, "of" | "at" | "for" | "with"));
    mention.label == EntityLabel::Org
        && worked
        && of.is_some_and(|of| of > 0 && nouns::is("private", words[of - 1]))
}

/// Whether a name is that of a people who suffer a deed, and not of their state: "Americans", "Ukrainians".
fn is_a_people(reading: &Reading, name: usize) -> bool {
    let mention = &reading.story.mentions[name];
    mention.label == EntityLabel::Misc
        && mention.span.of(reading.story.text).ends_with('s')
        && reading.actor_of(name).is_some_and(|actor| reading.actor_type(actor) == ActorType::State)
}

/// Whether a name stands behind a preposition of places.
fn is_led_to(reading: &Reading, name: Span) -> bool {
    let before = Words::before(reading.story.text, name.start());
    matches!(before.as_str(), "in" | "at" | "near" | "across" | "from" | "outside")
}

/// Whether the noun of a country stands right before that of an act: "the UK attack". Of the states to which threats are laid it may be theirs.
fn is_of_act(reading: &Reading, name: usize) -> bool {
    let mention = &reading.story.mentions[name];
    let behind = reading.story.text[mention.span.end()..].trim_start();
    let next: String = behind.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
    let suspect = reading.actor_of(name).is_some_and(|actor| {
        reading.story.actors[actor].links.iter().any(|link| SPONSORS.contains(&&*link.id))
    });
    nouns::act(&next.to_lowercase()).is_some() && !suspect
}

/// The label of the name that a target ends with, unless it only says where the target is.
pub(super) fn label(scene: &Scene, target: &Party) -> Option<EntityLabel> {
    let story = &scene.reading.story;
    let at = story.mentions.partition_point(|mention| mention.span.end() < target.span.end());
    let last = story.mentions.get(at)?;
    let ends = last.span.end() == target.span.end() && target.span.contains(last.span);
    (ends && !seats(story, target.span, Side::Target).contains(&at)).then_some(last.label)
}

/// The words of a party.
pub(super) fn words(scene: &Scene, party: &Party) -> Words {
    Words::of(scene.reading.story.text, party.span)
}
