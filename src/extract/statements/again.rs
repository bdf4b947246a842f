//! Speakers who speak on without their name: "it said", "the agency said", "the report warned".
//!
//! News names a source once and goes on with its tale. Whoever has no name is the last speaker of a
//! kind that fits, if that was a few sentences before. "It" is whoever spoke in the sentence before; where
//! that one has no name either, "it" is nobody that we know.

use super::bodies::{is_body, is_press, is_the, may_be, subject_before};
use super::cues;
use super::speakers::Ascribed;
use crate::extract::clauses::{Item, Mood};
use crate::extract::story::Reading;
use crate::taxonomy::{ActorType, EntityLabel, StatementSource};

/// So many sentences later nobody speaks on.
const FAR: usize = 5;

/// What "it" may be.
const IT: &[ActorType] = &[ActorType::Organization, ActorType::State, ActorType::Group];

/// Somebody who spoke.
#[derive(Clone, Copy, Debug)]
struct Spoke {
    sentence: usize,
    phrase: usize,
    actor: Option<usize>,
}

/// Gives each speaker without a name the actor of the last speaker who fits.
pub(super) fn name_those_who_speak_again(reading: &Reading, all: &mut [Vec<Ascribed>]) {
    let mut spoke: Vec<Spoke> = Vec::new();
    for (sentence, ascriptions) in all.iter_mut().enumerate() {
        for ascribed in ascriptions {
            if ascribed.speaker.actor.is_none() {
                ascribed.speaker.actor = again(reading, sentence, ascribed, &spoke);
            }
            let (phrase, actor) = (ascribed.phrase, ascribed.speaker.actor);
            spoke.push(Spoke { sentence, phrase, actor });
        }
    }
}

/// Who speaks again.
fn again(
    reading: &Reading,
    sentence: usize,
    ascribed: &Ascribed,
    spoke: &[Spoke],
) -> Option<usize> {
    let head = reading.sentences[sentence].head(ascribed.phrase);
    if head == "it" {
        return it(reading, sentence, ascribed.phrase, spoke);
    }
    if head == "they" {
        return they(reading, sentence, ascribed.phrase, spoke);
    }
    if let Some(body) = those_who_found(reading, sentence, ascribed.phrase, spoke) {
        return Some(body);
    }
    if let Some(state) = own_state(reading, sentence, ascribed, spoke) {
        return Some(state);
    }
    if let Some(person) = by_title(reading, sentence, ascribed, spoke) {
        return Some(person);
    }
    let kinds = kinds(reading, sentence, ascribed);
    if is_press(head) {
        let named = near(sentence, spoke).find(|spoke| is_named(reading, spoke))?;
        return named.actor.filter(is_one_of(reading, kinds));
    }
    let may = |actor: &usize| may_be(&reading.story.actors[*actor].name, head);
    let mut last = near(sentence, spoke).filter_map(|spoke| spoke.actor).filter(may);
    last.find(is_one_of(reading, kinds)).or_else(|| {
        let one = kinds == [ActorType::Person];
        one.then(|| the_only_one(spoke, is_one_of(reading, kinds))).flatten()
    })
}

/// The actor of all who spoke and are of a kind, if it is one.
fn the_only_one(spoke: &[Spoke], fits: impl Fn(&usize) -> bool) -> Option<usize> {
    let mut actors = spoke.iter().filter_map(|spoke| spoke.actor).filter(fits);
    let first = actors.next()?;
    actors.all(|actor| actor == first).then_some(first)
}

/// "they" that opens its sentence, or closes a quotation: the body, or those of one, who spoke last, in the sentence before.
fn they(reading: &Reading, sentence: usize, phrase: usize, spoke: &[Spoke]) -> Option<usize> {
    let clauses = &reading.sentences[sentence];
    let item = clauses.phrases[phrase].item;
    let left = item.checked_sub(1).map(|left| clauses.items[left]);
    let last = spoke.last().filter(|last| last.sentence + 1 == sentence)?;
    matches!(left, None | Some(Item::Quote))
        .then(|| last.actor.filter(is_one_of(reading, IT)))
        .flatten()
}

/// Those who find things out.
const FINDERS: &[&str] = &["researchers", "analysts", "experts", "investigators"];

/// "the researchers", "the authors of the report": the one body whose researchers, or whose paper, spoke before.
fn those_who_found(
    reading: &Reading,
    sentence: usize,
    phrase: usize,
    spoke: &[Spoke],
) -> Option<usize> {
    let words = reading.sentences[sentence].words(phrase);
    let [the, noun] = words else { return None };
    let finders = FINDERS.contains(&&*noun.lower) || &*noun.lower == "authors";
    if &*the.lower != "the" || !finders {
        return None;
    }
    let body = |spoke: &&Spoke| {
        let clauses = &reading.sentences[spoke.sentence];
        let same = clauses.words(spoke.phrase).iter().any(|word| word.lower == noun.lower);
        let paper = || cues::is("paper", clauses.head(spoke.phrase));
        (same || paper())
            && spoke
                .actor
                .is_some_and(|actor| is_one_of(reading, &[ActorType::Organization])(&actor))
    };
    let of_a_body: Vec<Spoke> = spoke.iter().filter(body).copied().collect();
    the_only_one(&of_a_body, |_| true)
}

/// "An Emirati official told AFP that the country rejects it": the state of whoever passes that on.
fn own_state(
    reading: &Reading,
    sentence: usize,
    ascribed: &Ascribed,
    spoke: &[Spoke],
) -> Option<usize> {
    let words = reading.sentences[sentence].words(ascribed.phrase);
    let [the, noun] = words else { return None };
    let its = matches!(&*the.lower, "the" | "his" | "her" | "its");
    if !(its && matches!(&*noun.lower, "country" | "government" | "nation")) {
        return None;
    }
    let last = spoke.last().filter(|last| last.sentence == sentence)?;
    last.actor.filter(is_one_of(reading, &[ActorType::State]))
}

/// What persons are by whose title somebody speaks again.
const TITLES: &[&str] = &[
    "minister",
    "mayor",
    "judge",
    "president",
    "senator",
    "lawmaker",
    "governor",
    "councillor",
    "commissioner",
    "professor",
    "ambassador",
    "analyst",
    "researcher",
    "founder",
    "general",
];

/// "the minister": the person who last spoke in a sentence with that title.
fn by_title(
    reading: &Reading,
    sentence: usize,
    ascribed: &Ascribed,
    spoke: &[Spoke],
) -> Option<usize> {
    let words = reading.sentences[sentence].words(ascribed.phrase);
    let [the, title] = words else { return None };
    if &*the.lower != "the" || !TITLES.contains(&&*title.lower) {
        return None;
    }
    let titled = |spoke: &&Spoke| {
        reading.sentences[spoke.sentence].tokens.iter().any(|token| token.lower == title.lower)
    };
    let last = near(sentence, spoke).find(titled)?;
    last.actor.filter(|actor| reading.actor_type(*actor) == ActorType::Person)
}

/// Those who spoke a few sentences before, the last first.
fn near(sentence: usize, spoke: &[Spoke]) -> impl Iterator<Item = &Spoke> {
    spoke.iter().rev().take_while(move |spoke| spoke.sentence + FAR > sentence)
}

/// Who "it" is: who spoke in the sentence before, even if nobody knows who that was; if nobody did, the last
/// subject or the last who spoke.
fn it(reading: &Reading, sentence: usize, phrase: usize, spoke: &[Spoke]) -> Option<usize> {
    let clauses = &reading.sentences[sentence];
    let start = clauses.phrase_span(phrase).start();
    let subject = |from, to| subject_before(reading, from..=to, start, is_one_of(reading, IT));
    // "Corven was hit, and it said", "though it said", "Corven named two men it said had done it"
    let item = clauses.phrases[phrase].item;
    let left = item.checked_sub(1).map(|left| clauses.items[left]);
    let finite = |at: usize| match clauses.items.get(at) {
        Some(Item::Group(group)) => clauses.groups[*group].mood == Mood::Finite,
        _ => false,
    };
    let passing = matches!(left, Some(Item::Phrase(_))) && finite(item + 1) && finite(item + 2);
    let joined = matches!(left, Some(Item::Conj | Item::Sub(_))) || passing;
    let own = joined.then(|| subject(sentence, sentence)).flatten();
    if own.is_some() {
        return own;
    }
    let last = spoke.last().filter(|last| last.sentence + 1 >= sentence);
    if let Some(last) = last.filter(|last| may_be_it(reading, last)) {
        return last.actor;
    }
    let before = sentence.checked_sub(1);
    before.and_then(|before| subject(before.saturating_sub(1), before)).or_else(|| {
        near(sentence, spoke).filter_map(|spoke| spoke.actor).find(is_one_of(reading, IT))
    })
}

/// Whether "it" can be somebody who spoke.
fn may_be_it(reading: &Reading, spoke: &Spoke) -> bool {
    if let Some(actor) = spoke.actor {
        return IT.contains(&reading.actor_type(actor));
    }
    let clauses = &reading.sentences[spoke.sentence];
    let head = clauses.head(spoke.phrase);
    let plural = head.ends_with('s') && !head.ends_with("ss");
    if clauses.phrases[spoke.phrase].pronoun { head == "it" } else { !plural }
}

/// Whether somebody spoke under the name of an organisation.
fn is_named(reading: &Reading, spoke: &Spoke) -> bool {
    let clauses = &reading.sentences[spoke.sentence];
    let mention = clauses.tokens[clauses.phrases[spoke.phrase].head].mention;
    mention.is_some_and(|mention| reading.label(mention) == EntityLabel::Org)
}

/// Whether an actor is of one of some kinds.
fn is_one_of<'r>(reading: &'r Reading, kinds: &'r [ActorType]) -> impl Fn(&usize) -> bool + 'r {
    move |actor: &usize| kinds.contains(&reading.actor_type(*actor))
}

/// What the last speaker must have been to be meant.
fn kinds(reading: &Reading, sentence: usize, ascribed: &Ascribed) -> &'static [ActorType] {
    let clauses = &reading.sentences[sentence];
    let words = clauses.words(ascribed.phrase);
    let head = clauses.head(ascribed.phrase);
    if clauses.phrases[ascribed.phrase].pronoun {
        return if matches!(head, "he" | "she") { &[ActorType::Person] } else { &[] };
    }
    let short = words.len() == 2 && matches!(&*words[0].lower, "the" | "its" | "this");
    if ascribed.source == StatementSource::Document {
        let paper = short && cues::is("paper", head);
        return if paper { &[ActorType::Organization] } else { &[] };
    }
    match head {
        _ if !(short || is_the(clauses, ascribed.phrase)) => &[],
        "gang" | "group" => &[ActorType::Group],
        head if is_body(head) => &[ActorType::Organization],
        _ => &[],
    }
}
