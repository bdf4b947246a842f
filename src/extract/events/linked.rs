//! Who did a deed and to whom, wherever the article names them: the words that the model links to the deed, as parties.
//!
//! Likely words of a sentence are parties as marked ones are (`sides`), pronouns and bare numbers left out; an actor has the likeliest of its
//! words. The best party is taken if the model thinks it [`POSSIBLE`]; others beside it must be [`SURE`] and not much
//! less so than the best; who is listed with one of them need only be [`LISTED`]. Who has likely words on both sides stands on the likelier one alone, but for those who pay for their own
//! weapons. Of several threat groups those did it that the deed's sentence names: the others did the other deeds of the article.

use super::merge;
use super::sides::{self, Side};
use crate::extract::clauses::is_name_of_pronoun;
use crate::extract::story::{Party, Reading, Story, StorySentence};
use crate::model::links::Link;
use crate::model::told::Deed;
use crate::taxonomy::{ActorType, ThreatType};
use crate::text::Span;

/// From here on somebody is a party at all. This and the next: the best of some values on the dev part of our gold and on articles
/// of the training set that the model had not seen.
const POSSIBLE: f32 = 0.2;
/// From here on one beside the best is a party, too.
const SURE: f32 = 0.6;
/// Of the best one's probability, what another beside it must have.
const NEAR: f32 = 0.7;
/// From here on one who is listed with a party is one, too: "Cloudflare, Zscaler and 700 others".
const LISTED: f32 = 0.3;
/// From here on a word belongs to a party.
const WORD: f32 = 0.15;

/// Words that name nobody.
const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "they",
    "it",
    "his",
    "her",
    "their",
    "its",
    "who",
    "which",
    "whose",
    "him",
    "them",
    "that",
    "this",
    "these",
    "i",
    "we",
    "you",
    "himself",
    "herself",
    "themselves",
    "itself",
    "one",
    "somebody",
    "someone",
    "anybody",
    "anyone",
    "nobody",
];

/// A party and how likely it is one.
type Candidate = (f32, Party);

/// Those who did a deed that a sentence tells, and those to whom it was done.
pub(super) fn sides(reading: &Reading, sentence: usize, deed: &Deed) -> (Vec<Party>, Vec<Party>) {
    let mut by = candidates(reading, deed, Side::Perpetrator, |link| link.perpetrator);
    let mut to = candidates(reading, deed, Side::Target, |link| link.target);
    if deed.kind != ThreatType::WeaponsFinancing {
        apart(&mut by, &mut to);
    }
    let text = reading.story.text;
    (in_order(of_the_deed(reading, sentence, likely(text, by))), in_order(likely(text, to)))
}

/// Whether a word, in lower case, names nobody: "they", "somebody".
pub(super) fn is_nobody(word: &str) -> bool {
    PRONOUNS.contains(&word)
}

/// The same of a word as it stands: "US" is no pronoun.
pub(super) fn names_somebody(word: &str) -> bool {
    is_name_of_pronoun(word) || !is_nobody(&word.to_lowercase())
}

/// The sentences whose words were asked about a deed: the number of each, and what the model says of its words.
pub(super) fn asked<'r>(
    story: &Story<'r>,
    deed: &'r Deed,
) -> impl Iterator<Item = (usize, &'r StorySentence<'r>, &'r [Link])> {
    let mut links = deed.words.as_slice();
    story.sentences.iter().enumerate().skip(deed.from).map_while(move |(at, sentence)| {
        let (own, rest) = links.split_at_checked(sentence.words.len())?;
        links = rest;
        Some((at, sentence, own))
    })
}

/// Candidates without the threat groups of other deeds. Of several groups stay those that the sentence of the deed names, or the
/// likeliest and who is listed with it: "Linen Typhoon and Violet Typhoon".
fn of_the_deed(reading: &Reading, sentence: usize, mut taken: Vec<Candidate>) -> Vec<Candidate> {
    let is_group = |party: &Party| {
        party.actor.is_some_and(|actor| reading.actor_type(actor) == ActorType::Group)
    };
    let groups: Vec<Party> = taken.iter().map(|one| one.1).filter(is_group).collect();
    let [likeliest, _, ..] = groups[..] else { return taken };
    let is_here =
        |group: &Party| group.actor.is_some_and(|actor| reading.is_named_in(sentence, actor));
    let here: Vec<Party> = groups.iter().copied().filter(is_here).collect();
    taken.retain(|(_, party)| {
        !is_group(party)
            || if here.is_empty() {
                *party == likeliest || are_listed(reading.story.text, party.span, likeliest.span)
            } else {
                here.contains(party)
            }
    });
    taken
}

/// Whether nothing but a comma or an "and" stands between two names, an article, and perhaps the age of the first: "Ann Weir, 39, and".
fn are_listed(text: &str, one: Span, other: Span) -> bool {
    let (first, second) = if one.start() < other.start() { (one, other) } else { (other, one) };
    let Some(between) = text.get(first.end()..second.start()) else { return false };
    let joins = |word: &&str| matches!(*word, "and" | "or" | "&");
    let age = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> =
        between.split([' ', '\n', ',']).filter(|word| !word.is_empty()).take(5).collect();
    (between.contains(',') || words.iter().any(&joins))
        && words.iter().all(|word| joins(word) || matches!(*word, "the" | "a" | "an") || age(word))
}

/// Leaves who stands on both sides on the one where they are likelier.
fn apart(by: &mut Vec<Candidate>, to: &mut Vec<Candidate>) {
    let same = |a: &Party, b: &Party| match (a.actor, b.actor) {
        (Some(a), Some(b)) => a == b,
        _ => a.span.overlaps(b.span),
    };
    let less = |one: &Candidate, others: &[Candidate]| {
        others.iter().any(|other| other.0 > one.0 && same(&one.1, &other.1))
    };
    let kept: Vec<Candidate> = by.iter().filter(|one| !less(one, to)).copied().collect();
    to.retain(|one| !less(one, by));
    *by = kept;
}

/// The likeliest, those who are nearly so, and those listed with one of them, the likeliest first.
fn likely(text: &str, mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.span.start().cmp(&b.1.span.start())));
    let Some(best) = found.first().map(|first| first.0).filter(|best| *best >= POSSIBLE) else {
        return Vec::new();
    };
    let beside = |share: f32| share >= SURE && share >= NEAR * best;
    let mut ranked: Vec<(usize, Candidate, bool)> = found
        .into_iter()
        .enumerate()
        .map(|(at, one)| (at, one, at == 0 || beside(one.0)))
        .collect();
    ranked.sort_by_key(|(_, one, _)| one.1.span.start());
    let listed = |one: &Candidate, taken: &Candidate| {
        one.0 >= LISTED && are_listed(text, one.1.span, taken.1.span)
    };
    for at in 1..ranked.len() {
        ranked[at].2 |= ranked[at - 1].2 && listed(&ranked[at].1, &ranked[at - 1].1);
    }
    for at in (1..ranked.len()).rev() {
        ranked[at - 1].2 |= ranked[at].2 && listed(&ranked[at - 1].1, &ranked[at].1);
    }
    ranked.sort_by_key(|(rank, ..)| *rank);
    ranked.into_iter().filter(|(.., taken)| *taken).map(|(_, one, _)| one).collect()
}

/// Candidates as they stand in the text.
fn in_order(taken: Vec<Candidate>) -> Vec<Party> {
    let mut parties: Vec<Party> = taken.into_iter().map(|(_, party)| party).collect();
    parties.sort_by_key(|party| party.span.start());
    parties
}

/// All parties with likely words, each actor once, by the likeliest of its words.
fn candidates(
    reading: &Reading,
    deed: &Deed,
    side: Side,
    of: impl Fn(&Link) -> f32,
) -> Vec<Candidate> {
    let story = &reading.story;
    let mut found: Vec<Candidate> = Vec::new();
    for (at, sentence, own) in asked(story, deed) {
        let shares: Vec<f32> = own.iter().map(&of).collect();
        let likely =
            |(word, share): (&Span, &f32)| *share > WORD && names_somebody(word.of(story.text));
        let marked: Vec<bool> = sentence.words.iter().zip(&shares).map(likely).collect();
        for party in sides::stretches(reading, at, &marked, side) {
            if party.actor.is_none() && is_number(party.span.of(story.text)) {
                continue;
            }
            let inside =
                sentence.words.iter().zip(&shares).filter(|(word, _)| party.span.contains(**word));
            let share = inside.map(|(_, share)| *share).fold(0.0, f32::max);
            let known = found
                .iter_mut()
                .find(|other| party.actor.is_some() && other.1.actor == party.actor);
            match known {
                Some(known) if share > known.0 => *known = (share, party),
                Some(_) => {}
                None => found.push((share, party)),
            }
        }
    }
    found
}

/// Whether a party is a number of nobody: "two", "394,000".
fn is_number(words: &str) -> bool {
    merge::COUNTS.contains(&&*words.to_lowercase())
        || words.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}
