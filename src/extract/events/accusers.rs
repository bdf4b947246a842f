//! Who accuses, and for whom something is done: neither did it. "The group accused Nobitex of helping Tehran", "the men laundered
//! money for Lazarus Group".

use super::draft::Draft;
use super::scene::{Doer, Scene};
use super::telling;
use crate::extract::clauses::{Frame, Group};
use crate::extract::story::Party;

/// Those whom a sentence has others accuse, where all of `by` only accuse or say it: those of the rule that reads the deed, or the
/// object of "accuse", "blame".
pub(super) fn accused(scene: &Scene, by: &[Party], rule: Option<&Draft>) -> Option<Vec<Party>> {
    if by.is_empty() || !by.iter().all(|party| only_speaks(scene, party)) {
        return None;
    }
    let others = |parties: &[Party]| {
        let others =
            |party: &Party| party.actor.is_some() && by.iter().all(|own| own.actor != party.actor);
        !parties.is_empty() && parties.iter().all(others)
    };
    let of_rule = rule.map(|rule| rule.perpetrators.clone()).filter(|parties| others(parties));
    of_rule.or_else(|| {
        let mut frames = scene.clauses.groups.iter().zip(&scene.clauses.frames);
        let blamed = |(group, frame): (&Group, &Frame)| {
            let accuses = !group.passive && matches!(scene.lemma(group), "accuse" | "blame");
            let Doer::Parties(parties) = scene.doer(frame.object.filter(|_| accuses)?) else {
                return None;
            };
            others(&parties).then_some(parties)
        };
        frames.find_map(blamed)
    })
}

/// Whether a party is in a sentence nothing but the subject of verbs of saying and accusing.
fn only_speaks(scene: &Scene, party: &Party) -> bool {
    let clauses = scene.clauses;
    let own: Vec<usize> =
        (0..clauses.phrases.len()).filter(|phrase| names(scene, *phrase, party)).collect();
    let verbs = || {
        clauses
            .groups
            .iter()
            .zip(&clauses.frames)
            .filter(|(_, frame)| frame.subject.is_some_and(|subject| own.contains(&subject)))
    };
    let speaks = |(group, _): (&Group, &Frame)| {
        let lemma = scene.lemma(group);
        !group.passive && (telling::says(lemma) || matches!(lemma, "accuse" | "blame"))
    };
    verbs().next().is_some() && verbs().all(speaks)
}

/// Whether a phrase names a party.
pub(super) fn names(scene: &Scene, phrase: usize, party: &Party) -> bool {
    let actor = |mention: usize| scene.reading.actor_of(mention);
    scene.clauses.phrase_span(phrase).overlaps(party.span)
        || party.actor.is_some()
            && scene
                .clauses
                .words(phrase)
                .iter()
                .any(|word| word.mention.and_then(actor) == party.actor)
}

/// Takes those from the ones who did a deed for whom others of them, or those of the rule, did it: "for Lazarus Group", "on behalf of the ministry". Who
/// "works for" somebody does what that one does.
pub(super) fn without_those_served(scene: &Scene, by: &mut Vec<Party>, rule: Option<&Draft>) {
    let clauses = scene.clauses;
    let served = |party: &Party| {
        clauses.groups.iter().zip(&clauses.frames).any(|(group, frame)| {
            let works = matches!(
                scene.lemma(group),
                "work" | "act" | "operate" | "serve" | "be" | "spy" | "hack"
            );
            let mut preps = frame.preps.iter().enumerate();
            !works
                && preps.any(|(at, (word, phrase))| {
                    let lower = &*clauses.tokens[*word].lower;
                    let behalf =
                        lower == "of" && at > 0 && clauses.head(frame.preps[at - 1].1) == "behalf";
                    (lower == "for" || behalf) && names(scene, *phrase, party)
                })
        })
    };
    let (for_whom, mut others): (Vec<Party>, Vec<Party>) =
        by.iter().partition(|party| served(party));
    if for_whom.is_empty() {
        return;
    }
    if others.is_empty()
        && let Some(rule) = rule
    {
        others = rule.perpetrators.iter().copied().filter(|party| !served(party)).collect();
    }
    if !others.is_empty() {
        *by = others;
    }
}
