//! Who did a deed together with another and is only "he" or "she" there, "He and Aleksej Besciokov are charged with laundering",
//! or someone of his: "an engineer and her husband were convicted".

use super::accusers::names;
use super::nouns;
use super::scene::Scene;
use crate::extract::clauses::{Item, Phrase};
use crate::extract::story::Party;
use crate::taxonomy::ActorType;

/// Whom "he" means is named so many sentences before at most.
const BACK: usize = 2;

/// Between "he and" and the name stand no more things than "his brother" and a comma.
const NEAR: usize = 3;

/// Adds to those who did a deed whoever the "he" listed before one of them means, and who is listed behind one as his.
pub(super) fn add(scene: &Scene, by: &mut Vec<Party>) {
    add_kin(scene, by);
    let clauses = scene.clauses;
    let pronoun = clauses.phrases.iter().enumerate().find(|(at, phrase)| {
        let he = phrase.pronoun && matches!(clauses.head(*at), "he" | "she");
        he && clauses.items.get(phrase.item + 1) == Some(&Item::Conj)
            && is_listed(scene, phrase.item + 2, by)
    });
    let Some((phrase, _)) = pronoun else { return };
    let Some(actor) = person_before(scene, by) else { return };
    by.insert(0, Party { span: clauses.phrase_span(phrase), actor: Some(actor) });
}

/// Adds whoever stands behind "and" as somebody's of those who did it.
fn add_kin(scene: &Scene, by: &mut Vec<Party>) {
    let clauses = scene.clauses;
    let of_one = |(at, phrase): (usize, &Phrase)| {
        let own = clauses
            .words(at)
            .first()
            .is_some_and(|word| matches!(&*word.lower, "his" | "her" | "their"));
        // "his wife, Ann Weir,": she has a name.
        let items = clauses.items.get(phrase.item + 1..).unwrap_or_default();
        let named = matches!(items, [Item::Comma, Item::Phrase(name), ..]
            if clauses.tokens[clauses.phrases[*name].head].mention.is_some());
        let kin = own && !named && nouns::is("kin", clauses.head(at));
        let before = |back: usize| phrase.item.checked_sub(back).map(|item| clauses.items[item]);
        match (before(2), before(1)) {
            (Some(Item::Phrase(one)), Some(Item::Conj)) if kin => {
                by.iter().position(|party| names(scene, one, party)).map(|place| (place, at))
            }
            _ => None,
        }
    };
    let Some((place, phrase)) = clauses.phrases.iter().enumerate().find_map(of_one) else { return };
    let party = Party { span: clauses.phrase_span(phrase), actor: None };
    if !by.iter().any(|other| other.is(&party)) {
        by.insert(place + 1, party);
    }
}

/// Whether one of `by` stands at an item or, in apposition, right behind it.
fn is_listed(scene: &Scene, from: usize, by: &[Party]) -> bool {
    let items = scene.clauses.items.get(from..).unwrap_or_default();
    let list =
        items.iter().take(NEAR).take_while(|item| matches!(item, Item::Phrase(_) | Item::Comma));
    let is_one = |phrase: usize| by.iter().any(|party| names(scene, phrase, party));
    list.into_iter().any(|item| matches!(item, Item::Phrase(phrase) if is_one(*phrase)))
}

/// The person whom the sentences before name last, of one sentence the subject first.
fn person_before(scene: &Scene, by: &[Party]) -> Option<usize> {
    let reading = scene.reading;
    let person = |mention: usize| {
        reading.actor_of(mention).filter(|actor| {
            reading.actor_type(*actor) == ActorType::Person
                && by.iter().all(|party| party.actor != Some(*actor))
        })
    };
    (scene.sentence.saturating_sub(BACK)..scene.sentence).rev().find_map(|at| {
        let clauses = &reading.sentences[at];
        let of = |phrase: usize| {
            clauses.words(phrase).iter().rev().find_map(|token| person(token.mention?))
        };
        let subject = clauses.frames.iter().filter_map(|frame| frame.subject).find_map(of);
        subject.or_else(|| (0..clauses.phrases.len()).find_map(of))
    })
}
