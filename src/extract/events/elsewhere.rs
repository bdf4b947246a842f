//! Deeds that are none of those whom the article is about: "In separate news, ...", "an unrelated breach", or one for which the
//! sentence itself names somebody. The model links its words to the article's own group all the same, as no other is named near.

use super::draft::Draft;
use super::nouns;
use super::scene::{Doer, Scene};
use crate::extract::clauses::{Class, Frame, Group, Token};
use crate::extract::story::Party;
use crate::taxonomy::ActorType;

/// Within so many words a sentence says that it is about something else.
const BEGIN: usize = 6;

/// Puts those in the place of `by` who did a deed of another story, where `by` are all named only by other sentences: whom the
/// sentence blames, or else those whom it marks. Returns whether it is such a story.
pub(super) fn leave(
    scene: &Scene,
    by: &mut Vec<Party>,
    marked: &[Party],
    rule: Option<&Draft>,
) -> bool {
    if by.is_empty() || by.iter().any(|party| is_here(scene, party)) {
        return false;
    }
    if let Some(blamed) = blamed_here(scene, rule) {
        *by = blamed;
        return true;
    }
    let other = is_another_story(scene);
    if other {
        *by = marked.to_vec();
    }
    other
}

/// Whether the sentence has words for a party.
fn is_here(scene: &Scene, party: &Party) -> bool {
    let story = &scene.reading.story;
    story.sentences[scene.sentence].span.contains(party.span)
        || party.actor.is_some_and(|actor| scene.reading.is_named_in(scene.sentence, actor))
}

/// The group or state that a rule of blame, or one beside a deed that no rule reads, names: "an attack on two plants, which he
/// blamed on Russia".
fn blamed_here(scene: &Scene, rule: Option<&Draft>) -> Option<Vec<Party>> {
    let accused = |party: &Party| {
        party.actor.is_some_and(|actor| {
            matches!(scene.reading.actor_type(actor), ActorType::Group | ActorType::State)
        })
    };
    let of_blame = |draft: &&Draft| {
        ["blame", "attribute", "claim", "be-behind"].iter().any(|name| draft.rule.starts_with(name))
    };
    let named = |parties: &[Party]| !parties.is_empty() && parties.iter().all(accused);
    let of_rule = rule.filter(of_blame).map(|draft| draft.perpetrators.clone());
    of_rule.filter(|parties| named(parties)).or_else(|| {
        let mut frames = scene.clauses.groups.iter().zip(&scene.clauses.frames);
        frames.find_map(|(group, frame)| blamed_by(scene, group, frame).filter(|p| named(p)))
    })
}

/// Whom a verb of blaming names behind its preposition: "blamed on Russia", "attributed to Sandworm".
fn blamed_by(scene: &Scene, group: &Group, frame: &Frame) -> Option<Vec<Party>> {
    let to = match scene.lemma(group) {
        "blame" | "pin" => "on",
        "attribute" | "ascribe" | "trace" => "to",
        _ => return None,
    };
    // "at first blamed on Pyongyang"
    let doubted = group.words.start.checked_sub(1).is_some_and(|before| {
        matches!(
            &*scene.clauses.tokens[before].lower,
            "first" | "initially" | "wrongly" | "falsely" | "mistakenly" | "not"
        )
    });
    if doubted || group.negation.is_some() {
        return None;
    }
    let behind = |(word, _): &&(usize, usize)| &*scene.clauses.tokens[*word].lower == to;
    match scene.doer(frame.preps.iter().find(behind)?.1) {
        Doer::Parties(parties) => Some(parties),
        _ => None,
    }
}

/// Whether a sentence says that it tells another story, and has no word for those of before: "In separate news, Google said that",
/// "A separate attack on the exchange". Not "In a separate attack, the group stole".
pub(super) fn is_another_story(scene: &Scene) -> bool {
    let tokens = &scene.clauses.tokens;
    let told = |at: usize| match &*tokens[at].lower {
        "unrelated" => at == 0 || &*tokens[at - 1].lower != "not",
        "separate" => at < BEGIN && tokens[at + 1..].iter().take(3).any(is_story),
        // "Similar attacks have crippled", "The attack came weeks after Optus fell victim to a breach"
        "similar" => at < BEGIN && tokens[at + 1..].iter().take(2).any(is_story),
        "came" | "comes" => {
            let mut next = tokens[at + 1..].iter().take(5);
            at < BEGIN && next.any(|token| &*token.lower == "after")
        }
        "separately" | "elsewhere" => at == 0,
        // "In other news, ..."
        "other" => at == 1 && tokens.get(2).is_some_and(|next| &*next.lower == "news"),
        "another" | "different" => {
            at < BEGIN && tokens[at + 1..].iter().take(3).any(|t| is_story(t) && !is_plural(t))
        }
        _ => false,
    };
    (0..tokens.len()).any(told) && !refers_back(tokens)
}

/// "case", "incident", "attack".
fn is_story(token: &Token) -> bool {
    nouns::act(&token.lower).is_some()
        || matches!(
            &*token.lower,
            "news" | "case" | "incident" | "story" | "matter" | "development"
        )
}

fn is_plural(token: &Token) -> bool {
    token.lower.ends_with('s') && &*token.lower != "news"
}

/// Whether a sentence means those who did the deed before: "they", "the group", "the same hackers", "also".
fn refers_back(tokens: &[Token]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| match &*token.lower {
        "he" | "she" | "they" | "same" | "also" | "again" => true,
        word => {
            let who = nouns::is("agent", word)
                && !matches!(word, "company" | "companies" | "firm" | "bank" | "agency" | "people");
            let before = tokens[..at].iter().rev().take_while(|token| token.nominal());
            let first = at - before.count();
            who && token.mention.is_none()
                && first > 0
                && tokens[first - 1].class == Class::Det
                && matches!(&*tokens[first - 1].lower, "the" | "this" | "these" | "those")
        }
    })
}
