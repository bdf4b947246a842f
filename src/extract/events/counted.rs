//! Counts of a sentence that say nothing of the size of its deed: those who did it, who speak or stand in court, the counts of a
//! charge, the countries that it reaches. Whom it was done to may be counted.

use super::Event;
use super::draft::Draft;
use super::scene::Scene;
use super::telling;
use crate::extract::story::{Party, Story};
use crate::taxonomy::AmountKind;
use crate::text::Span;

/// Takes the counts of those who did an event from its amounts. Until events that are one are joined, they tell "70 accounts" from
/// "three mules".
pub(super) fn without_doers(story: &Story, event: &mut Event) {
    let (by, to) = (&event.perpetrators, &event.targets);
    let within = |parties: &[Party], span: Span| parties.iter().any(|p| p.span.overlaps(span));
    event.amounts.retain(|amount| {
        let amount = &story.amounts[*amount];
        amount.kind != AmountKind::Count || within(to, amount.span) || !within(by, amount.span)
    });
}

/// Whether an amount is such a count, those who did it left aside.
pub(super) fn is_aside(scene: &Scene, draft: &Draft, amount: usize) -> bool {
    let amount = &scene.reading.story.amounts[amount];
    let within = |party: &Party| party.span.overlaps(amount.span);
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
    if charges || matches!(head, "countries" | "nations" | "states") {
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
