//! When and where: the dates and places among the words of a frame.
//!
//! No date is that of the dateline, nor the day when somebody spoke, was charged or arrested (`telling`).
//!
//! A place is one that the text sets the deed or its victim in: "in eastern Poland", "in Hong Kong
//! and the Emirates", "a bank in Ohio", "an Ohio bank". The seat of a court is none, nor is the
//! place where somebody was arrested.

use std::ops::Range;

use super::draft::Draft;
use super::scene::Scene;
use super::telling;
use crate::extract::clauses::Token;
use crate::extract::story::Party;
use crate::taxonomy::EntityLabel;

/// Dates and places of a draft, in the order of the text, by their places in the article.
pub(super) fn circumstances(
    scene: &Scene,
    words: &Range<usize>,
    draft: &Draft,
) -> (Vec<usize>, Vec<usize>) {
    let span = scene.clauses.span(words);
    let dates = &scene.reading.story.dates;
    let from = dates.partition_point(|date| date.span.start() < span.start());
    let when = (from..dates.len())
        .take_while(|at| span.contains(dates[*at].span))
        .filter(|at| !telling::is_of_telling(scene, draft, dates[*at].span));
    (when.collect(), places(scene, words, draft))
}

fn places(scene: &Scene, words: &Range<usize>, draft: &Draft) -> Vec<usize> {
    let tokens = &scene.clauses.tokens;
    let mut found: Vec<usize> = Vec::new();
    // One past the place that was found last.
    let mut end = 0;
    for at in words.clone() {
        let Some(mention) = tokens[at].mention else { continue };
        if scene.reading.label(mention) != EntityLabel::Loc || is_party(scene, draft, mention) {
            continue;
        }
        if found.last() == Some(&mention) {
            end = at + 1;
            continue;
        }
        let listed = !found.is_empty() && goes_on(&tokens[end..at]);
        if listed || stands_in(&tokens[..at]) || is_seat_of_target(scene, draft, at) {
            found.push(mention);
            end = at + 1;
        }
    }
    found
}

fn is_party(scene: &Scene, draft: &Draft, mention: usize) -> bool {
    let span = scene.reading.story.mentions[mention].span;
    draft.perpetrators.iter().chain(&draft.targets).any(|party| party.span == span)
}

/// Whether a list of places goes on: "in Newcastle, New South Wales", "in Laos and Tanzania".
fn goes_on(between: &[Token]) -> bool {
    !between.is_empty()
        && between.len() <= 3
        && between.iter().all(|token| matches!(&*token.lower, "," | "and" | "or" | "the"))
}

/// Whether the words before a name set something in it: "in", "in the north of".
fn stands_in(before: &[Token]) -> bool {
    let skipped = before.iter().rev().take_while(|token| leads_to_place(&token.lower)).count();
    let before = &before[..before.len() - skipped.min(4)];
    let [before @ .., preposition] = before else { return false };
    let noun = before.last().map_or("", |token| &*token.lower);
    matches!(
        &*preposition.lower,
        "in" | "at" | "near" | "across" | "outside" | "around" | "throughout"
    ) && !matches!(
        noun,
        "court"
            | "jury"
            | "judge"
            | "jail"
            | "jailed"
            | "prison"
            | "police"
            | "prosecutors"
            | "arrested"
            | "arrests"
            | "detained"
            | "held"
            | "charged"
            | "lived"
            | "lives"
            | "living"
            | "born"
            | "based"
    )
}

/// Words between a preposition and the place itself: "the northern", "eastern", "the city of".
pub(super) fn leads_to_place(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "downtown"
            | "city"
            | "town"
            | "village"
            | "province"
            | "region"
            | "state"
            | "suburb"
            | "rural"
    )
}

/// Whether a target is told by its place: "a teacher from Osaka", "an Ohio clinic", "Kenya's
/// largest bank".
fn is_seat_of_target(scene: &Scene, draft: &Draft, at: usize) -> bool {
    let tokens = &scene.clauses.tokens;
    let span = tokens[at].span;
    let within =
        draft.targets.iter().any(|target| target.span != span && target.span.contains(span));
    let from = at > 0 && tokens[at - 1].lower == "from";
    let behind = |target: &Party| from && at > 1 && target.span.end() == tokens[at - 2].span.end();
    within || draft.targets.iter().any(behind)
}
