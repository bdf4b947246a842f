//! Whom the phrase of a speaker names.
//!
//! | phrase | speaker |
//! |---|---|
//! | "FBI Director X" | X |
//! | "Y chief and founder X" | X |
//! | "A city of Y spokesman" | all of that |
//! | "the minister, X,", "the head of Y, X,", "a lender, X," | X |
//! | "Ambassador to the United Nations X" | X |
//! | "the Japanese automaker" | a body that was named before (`bodies`), not Japan |
//! | "researchers at X", "a spokesman for the utility" | who they speak for (`bodies`) |
//! | "X and other agencies" | all of them, and X as the actor |
//! | "he" | the only person of the sentence that named one last |

use super::marks::is_quoted;
use crate::extract::clauses::{Class, Clauses, Item};
use crate::extract::statements::bodies::{belongs_to, body, of_a_body, spokesman_of, titled};
use crate::extract::statements::cues;
use crate::extract::story::{Party, Reading};
use crate::taxonomy::{ActorType, EntityLabel, StatementSource};

/// Speaker and source of a phrase.
pub(in crate::extract::statements) fn named(
    reading: &Reading,
    sentence: usize,
    phrase: usize,
) -> (Party, StatementSource) {
    let clauses = &reading.sentences[sentence];
    let head = clauses.head(phrase);
    let source = if cues::is("document", head) {
        StatementSource::Document
    } else {
        StatementSource::Speaker
    };
    let mut party = reading.speaker(sentence, phrase);
    if clauses.phrases[phrase].pronoun && matches!(head, "he" | "she") {
        party.actor = last_person(reading, sentence, phrase);
    } else if let Some(name) = apposed_name(reading, sentence, phrase)
        .or_else(|| titled(reading, sentence, phrase))
        .filter(|_| source == StatementSource::Speaker)
    {
        party = name;
    } else if party.actor.is_none() {
        let owner =
            belongs_to(reading, sentence, phrase).or_else(|| of_a_body(reading, sentence, phrase));
        let owner = owner.or_else(|| spokesman_of(reading, sentence, phrase));
        if let Some(owner) = owner.filter(|_| !clauses.phrases[phrase].pronoun) {
            party = Party { span: party.span.cover(owner.span), actor: owner.actor };
        } else if let Some(actor) = body(reading, sentence, phrase) {
            party.actor = Some(actor);
        }
    }
    (party, source)
}

/// Those who speak together, of whom a verb has the last as its subject: "Red Hat and Debian said". The first
/// phrase, and all of them as a party with the first actor.
pub(super) fn together(reading: &Reading, sentence: usize, last: usize) -> Option<(usize, Party)> {
    let first = first_of_several(&reading.sentences[sentence], last)?;
    let (other, _) = named(reading, sentence, last);
    if is_one_with_two_titles(&reading.sentences[sentence], first, last) {
        return Some((first, other));
    }
    let (one, _) = named(reading, sentence, first);
    let party = Party { span: one.span.cover(other.span), actor: one.actor.or(other.actor) };
    Some((first, party))
}

/// "Corven chief and founder Ann Lee": whether the first of two phrases is a title of the person in the last, for it is in the
/// singular and has no article, and a title stands before the person. "The minister and Ann Lee" are two.
fn is_one_with_two_titles(clauses: &Clauses, first: usize, last: usize) -> bool {
    let (one, person) = (clauses.words(first), clauses.words(last));
    let head = &clauses.tokens[clauses.phrases[first].head];
    let title = head.mention.is_none() && !head.lower.ends_with('s');
    let bare = one.iter().all(|word| matches!(word.class, Class::Noun | Class::Name | Class::Adj));
    let titled = person.first().is_some_and(|word| word.class == Class::Noun)
        && clauses.tokens[clauses.phrases[last].head].person;
    title && bare && titled && clauses.phrases[first].item + 2 == clauses.phrases[last].item
}

/// More do not speak together.
const SEVERAL: usize = 8;

/// The first of several phrases joined by commas and "and" that ends with `last`. None if they are joined to
/// something before: "hackers hit the bank, and Red Hat said".
fn first_of_several(clauses: &Clauses, last: usize) -> Option<usize> {
    let left = |phrase: usize, back: usize| {
        clauses.phrases[phrase].item.checked_sub(back).map(|at| clauses.items[at])
    };
    if left(last, 1) != Some(Item::Conj) {
        return None;
    }
    let serial = left(last, 2) == Some(Item::Comma);
    let Some(Item::Phrase(mut first)) = left(last, if serial { 3 } else { 2 }) else {
        return None;
    };
    // "hackers hit banks, Red Hat and Debian said": a pair behind a comma may be all of it.
    let mut pair = None;
    for _ in 0..SEVERAL {
        match left(first, 1) {
            None | Some(Item::That | Item::Sub(_) | Item::Break | Item::Quote | Item::Time) => {
                return Some(first);
            }
            Some(Item::Comma) => {
                pair = pair.or((!serial).then_some(first));
                match left(first, 2) {
                    Some(Item::Phrase(next)) => first = next,
                    Some(Item::Time) => return Some(first),
                    _ => return pair,
                }
            }
            _ => return pair,
        }
    }
    pair
}

/// The name in apposition to a phrase: "the foreign minister, Cho Tae-yul,", "the head of Corven, Ann Lee,",
/// "a lender, Santander,".
fn apposed_name(reading: &Reading, sentence: usize, phrase: usize) -> Option<Party> {
    let clauses = &reading.sentences[sentence];
    let mut item = clauses.phrases[phrase].item;
    let mut chain = false;
    for _ in 0..2 {
        if let (Some(Item::Prep(_)), Some(Item::Phrase(_))) =
            (clauses.items.get(item + 1), clauses.items.get(item + 2))
        {
            (item, chain) = (item + 2, true);
        }
    }
    let (comma, next) = (clauses.items.get(item + 1)?, clauses.items.get(item + 2)?);
    let Item::Phrase(name) = *next else { return None };
    let mention = clauses.tokens[clauses.phrases[name].head].mention?;
    // "the attacker, Akira, said", not "Okta, Akamai and others", "the victims, Okta, Akamai, and others".
    let closed = matches!(clauses.items.get(item + 3), None | Some(Item::Comma | Item::Break))
        && clauses.items.get(item + 4) != Some(&Item::Conj);
    let described = &clauses.tokens[clauses.phrases[phrase].head];
    // "the top Democrat on the panel, X,": a party's member is described, and not named.
    let member =
        || described.mention.is_some_and(|mention| reading.label(mention) == EntityLabel::Misc);
    let one = (described.mention.is_none() || chain && member())
        && !clauses.phrases[phrase].pronoun
        && !described.lower.ends_with('s');
    let fits = match reading.label(mention) {
        EntityLabel::Per => !chain || closed && one,
        EntityLabel::Org | EntityLabel::Group => !chain && closed && one,
        _ => false,
    };
    (*comma == Item::Comma && fits).then(|| reading.party(sentence, name, false))
}

/// The person that "he" or "she" is: the last one named before it, if the sentence that names them
/// names nobody else.
fn last_person(reading: &Reading, sentence: usize, phrase: usize) -> Option<usize> {
    let before = reading.sentences[sentence].phrase_span(phrase).start();
    for back in 0..3 {
        let at = sentence.checked_sub(back)?;
        let clauses = &reading.sentences[at];
        // Who is named in what he says is another.
        let told = |word: &usize| !is_quoted(clauses, *word);
        let mut persons: Vec<usize> = (0..clauses.tokens.len())
            .take_while(|word| clauses.tokens[*word].span.start() < before)
            .filter(|word| clauses.tokens[*word].mention.is_some() && told(word))
            .filter_map(|word| reading.actor_of(clauses.tokens[word].mention?))
            .filter(|actor| reading.actor_type(*actor) == ActorType::Person)
            .collect();
        persons.dedup();
        match persons[..] {
            [] => {}
            [person] => return Some(person),
            _ => return None,
        }
    }
    None
}
