//! Who stands before the words that describe them.
//!
//! | words | who it is |
//! |---|---|
//! | "X, a director at Y, an expert in Z, said" | X |
//! | "X, 50, said", "X, aged 50, said" | X |
//! | "X, who has worked for A, B, and C, said" | X |
//! | "X, founder of the Y Centre, who said", "clerks at Y who said" | X, the clerks |

use super::Clauses;
use super::chunks::{Item, Mood};
use super::frames::REACH;
use super::subjects::chain_head;

/// Whether a name that opens a clause can stand at an item.
fn opens_clause(read: &Clauses, item: usize) -> bool {
    let before = item.checked_sub(1).map(|before| read.items[before]);
    let name = match read.items[item] {
        Item::Phrase(phrase) => read.tokens[read.phrases[phrase].head].mention.is_some(),
        _ => false,
    };
    name && matches!(
        before,
        None | Some(Item::Break | Item::Quote | Item::That | Item::Sub(_) | Item::Time)
    )
}

/// "X, a director at Y, an expert in Z, said": whether the phrase at `at`, one of several behind a name, describes it, for a
/// comma closes them right before the verb at `verb`.
pub(super) fn describes_a_name(read: &Clauses, at: usize, verb: usize) -> bool {
    let closed = verb.checked_sub(1).map(|before| read.items[before]) == Some(Item::Comma);
    let Item::Phrase(phrase) = read.items[at] else { return false };
    let unnamed = read.tokens[read.phrases[phrase].head].mention.is_none();
    let several = read.items[at..verb].iter().filter(|item| **item == Item::Comma).count() > 1;
    closed
        && unnamed
        && several
        && !read.phrases[phrase].pronoun
        && at.checked_sub(2).is_some_and(|name| opens_clause(read, name))
}

/// The comma before "who" of an aside with commas and "and" of its own, that ends right before an item: "X, who has worked for
/// A, B, and C, said". It has one verb, right behind the pronoun.
pub(super) fn listing_aside(read: &Clauses, item: usize) -> Option<usize> {
    let close = item.checked_sub(1).filter(|at| read.items[*at] == Item::Comma)?;
    let mut verbs = 0;
    for at in (close.saturating_sub(REACH / 2)..close).rev() {
        match read.items[at] {
            Item::Group(group) if read.groups[group].mood == Mood::Finite => verbs += 1,
            Item::Break | Item::Quote | Item::That | Item::Sub(_) => return None,
            Item::Relative => {
                let own = match read.items[at + 1] {
                    Item::Group(group) => read.groups[group].mood == Mood::Finite,
                    _ => false,
                };
                let comma = at.checked_sub(1).filter(|comma| read.items[*comma] == Item::Comma)?;
                let named = comma.checked_sub(1).is_some_and(|name| opens_clause(read, name));
                return (verbs == 1 && own && named).then_some(comma);
            }
            _ => {}
        }
    }
    None
}

/// Ends of nouns for people.
const PEOPLE: &[&str] = &[
    "er",
    "ers",
    "or",
    "ors",
    "ist",
    "ists",
    "ian",
    "ians",
    "man",
    "men",
    "woman",
    "women",
    "people",
    "ant",
    "ants",
    "yst",
    "ysts",
    "expert",
    "experts",
    "chief",
    "chiefs",
    "head",
    "official",
    "officials",
    "agent",
    "agents",
    "ee",
    "ees",
];

/// "X, founder of the Y Centre who said", "clerks at Y who said": of whom "who" behind the name at an item tells.
pub(super) fn owner_of_who(read: &Clauses, at: usize) -> Option<usize> {
    let Item::Phrase(name) = read.items[at] else { return None };
    let head = &read.tokens[read.phrases[name].head];
    let behind = read.tokens[read.phrases[name].words.end..].iter().take(2);
    let who = behind.into_iter().any(|token| &*token.lower == "who");
    if !who || head.mention.is_none() || head.person {
        return None;
    }
    let owner = chain_head(read, at).filter(|owner| *owner != name)?;
    let people = PEOPLE.iter().any(|end| read.head(owner).ends_with(end));
    let mut item = read.phrases[owner].item;
    // "co-director and founder of the Y Centre"
    if let (Some(Item::Conj), Some(Item::Phrase(_))) =
        (item.checked_sub(1).map(|b| read.items[b]), item.checked_sub(2).map(|b| read.items[b]))
    {
        item -= 2;
    }
    let person = match item.checked_sub(2).map(|before| read.items[before]) {
        Some(Item::Phrase(person)) if read.items[item - 1] == Item::Comma => {
            read.tokens[read.phrases[person].head].person.then_some(person)
        }
        _ => None,
    };
    person.or_else(|| people.then_some(owner))
}

/// No age has more figures.
const FIGURES: usize = 3;

/// The person whose age the phrase at an item is: "X, 50,", "X, aged 50,". Nobody speaks of an age, or as one.
pub(super) fn whose_age(read: &Clauses, at: usize) -> Option<usize> {
    let Item::Phrase(age) = read.items[at] else { return None };
    let (comma, owner) = (at.checked_sub(1)?, at.checked_sub(2)?);
    let Item::Phrase(person) = read.items[owner] else { return None };
    let number = match read.words(age) {
        [number] => number,
        [aged, number] if &*aged.lower == "aged" => number,
        _ => return None,
    };
    let years = number.text.len() <= FIGURES && number.text.bytes().all(|b| b.is_ascii_digit());
    let named = read.tokens[read.phrases[person].head].person;
    (read.items[comma] == Item::Comma && years && named).then_some(person)
}
