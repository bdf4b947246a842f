//! Amounts of a sentence that say nothing of the size of its deed: those who did it, who speak or stand in court, the counts of a
//! charge, the countries that it reaches, how often such things happen, how large the victim is, and what it was fined. Whom it
//! was done to may be counted.

use std::ops::Range;

use super::Event;
use super::draft::Draft;
use super::party::Words;
use super::scene::Scene;
use super::{accusers, article, merge, nouns, telling};
use crate::extract::amounts::Amount;
use crate::extract::clauses::{Class, Frame, Group};
use crate::extract::story::{Party, Story};
use crate::taxonomy::{About, ActorType, AmountKind};
use crate::text::Span;

/// Takes the counts of those who did an event from its amounts. Until events that are one are joined, they tell "70 accounts" from
/// "three mules". "Two men" are those who did it also where later sentences name the two.
pub(super) fn without_doers(story: &Story, event: &mut Event) {
    let (by, to) = (&event.perpetrators, &event.targets);
    let within = |parties: &[Party], span: Span| parties.iter().any(|p| p.span.overlaps(span));
    let person =
        |party: &&Party| party.actor.is_some_and(|at| story.actors[at].kind == ActorType::Person);
    let persons = by.iter().filter(person).count();
    let are_they = |amount: &Amount| {
        let words = Words::of(story.text, amount.span);
        let many = merge::COUNTS.iter().position(|count| *count == words.first());
        let people = nouns::is_person(words.head()) || nouns::is("private", words.head());
        people && many.is_some_and(|many| many + 2 == persons)
    };
    event.amounts.retain(|amount| {
        let amount = &story.amounts[*amount];
        amount.kind != AmountKind::Count
            || within(to, amount.span)
            || !(within(by, amount.span) || are_they(amount))
    });
}

/// Whether an amount is such a count, those who did it left aside.
pub(super) fn is_aside(scene: &Scene, draft: &Draft, amount: usize) -> bool {
    let amount = &scene.reading.story.amounts[amount];
    let within = |party: &Party| party.span.overlaps(amount.span);
    if is_of_victim(scene, draft, amount.span) {
        return true;
    }
    if amount.kind == AmountKind::Money {
        // Those who launder or trade forfeit what they made of it.
        return amount.about == Some(About::Fine) && article::has_victim(draft.kind);
    }
    if amount.kind != AmountKind::Count || draft.targets.iter().any(within) {
        return false;
    }
    let clauses = scene.clauses;
    let end = amount.span.end();
    let from = clauses.tokens.partition_point(|token| token.span.start() < end);
    let of = clauses.tokens.get(from).is_some_and(|token| &*token.lower == "of");
    let words = || amount.span.of(scene.reading.story.text).split_whitespace();
    let head = words().next_back().unwrap_or_default();
    let charges = words().any(|word| word == "counts") || of && matches!(head, "count" | "charges");
    let head = head.to_lowercase();
    // "58 heists" are the deed itself, but not where one victim is told.
    let text = scene.reading.story.text;
    let one = draft.targets.iter().any(|target| {
        let before = Words::before(text, target.span.start());
        target.actor.is_some() || matches!(before.as_str(), "a" | "an" | "one")
    });
    let deeds = one && nouns::act(&head).is_some()
        || matches!(&*head, "incident" | "incidents" | "case" | "cases" | "strikes" | "degrees");
    if charges
        || deeds
        || is_boast(scene, draft, amount.span)
        || matches!(&*head, "countries" | "nations" | "states")
    {
        return true;
    }
    clauses.groups.iter().zip(&clauses.frames).any(|(group, frame)| {
        let lemma = scene.lemma(group);
        let judged = telling::judges(lemma);
        let who = if judged && !group.passive {
            frame.object
        } else if judged || telling::says(lemma) && !group.passive {
            frame.subject
        } else {
            None
        };
        who.is_some_and(|who| clauses.phrase_span(who).overlaps(amount.span))
    })
}

/// Whether an amount says how large a victim is: "a clinic group which runs 38 hospitals", "with 4,000 employees", "has annual
/// revenue of $3 billion".
fn is_of_victim(scene: &Scene, draft: &Draft, amount: Span) -> bool {
    if !article::has_victim(draft.kind) {
        return false;
    }
    let clauses = scene.clauses;
    let tokens = &clauses.tokens;
    let from = tokens.partition_point(|token| token.span.end() <= amount.start());
    let to = tokens.partition_point(|token| token.span.start() < amount.end());
    let of_victim = |phrase: usize| {
        draft.targets.iter().any(|target| accusers::names(scene, phrase, target))
            || matches!(clauses.head(phrase), "it" | "which")
    };
    let size = |(group, frame): (&Group, &Frame)| {
        let runs = matches!(
            scene.lemma(group),
            "run" | "operate" | "employ" | "own" | "serve" | "have" | "boast" | "manage"
        );
        let verb = &*tokens[group.main].lower;
        let now = verb.ends_with("ing") || verb.ends_with('s') || verb == "have";
        let object = frame.object.filter(|object| clauses.phrase_span(*object).overlaps(amount));
        runs && now
            && group.words.len() == 1
            && object.is_some()
            && frame.subject.is_some_and(of_victim)
    };
    let has = |range: Range<usize>, list: &[&str]| {
        tokens[range].iter().any(|token| list.contains(&&*token.lower))
    };
    let near = from.saturating_sub(NEAR)..from;
    let behind = from..tokens.len().min(to + 3);
    // "made off with the files of 900 customers"
    let with = near.clone().rev().take(3).find(|at| &*tokens[*at].lower == "with");
    let with = with.and_then(|at| at.checked_sub(1)).is_some_and(|before| {
        tokens[before].nominal() || matches!(tokens[before].class, Class::Comma)
    });
    let staff = has(from..to, &["employees", "workers", "staff", "branches", "beds", "users"]);
    let whose = near.clone().rev().take(3).any(|at| &*tokens[at].lower == "whose");
    let verbs = tokens[near.clone()].iter().any(|token| token.class == Class::Verb);
    let held = tokens[behind.clone()].windows(2).any(|pair| {
        &*pair[0].lower == "in" && matches!(&*pair[1].lower, "assets" | "revenue" | "sales")
    });
    let assets = held && has(near.clone(), &["with", "whose", "has"]);
    let turnover = has(near.clone(), &["revenue", "revenues", "turnover", "budget"]) && !verbs
        || has(near, &["annual", "yearly"])
            && has(behind, &["revenue", "revenues", "turnover", "sales", "budget"]);
    let size_of_it = staff && (with || whose) || turnover || assets;
    size_of_it || clauses.groups.iter().zip(&clauses.frames).any(size)
}

/// Whether an amount counts all whom a gang claims, told in passing: "Qilin, which has claimed more than 700 victims, stole".
fn is_boast(scene: &Scene, draft: &Draft, amount: Span) -> bool {
    let clauses = scene.clauses;
    clauses.groups.iter().zip(&clauses.frames).any(|(group, frame)| {
        let object = frame.object.filter(|object| clauses.phrase_span(*object).overlaps(amount));
        let victims = object.is_some_and(|object| clauses.head(object) == "victims");
        let claims = matches!(scene.lemma(group), "claim" | "list" | "boast" | "count" | "name");
        victims && claims && group.main != draft.word
    })
}

/// Within so many words before a sum stands what it is.
const NEAR: usize = 5;
