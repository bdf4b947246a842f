//! Whose data were taken from who held them: "the clinic has told 4,000 patients that their test results were copied". They suffer
//! the breach, too, as the clinic does.

use super::scene::Scene;
use crate::extract::clauses::Token;
use crate::extract::story::Party;
use crate::taxonomy::ThreatType;

/// Verbs of telling somebody.
const TELL: &[&str] = &["tell", "notify", "inform", "warn", "alert"];
/// What happens to data, in the form that stands behind "were".
const TAKEN: &[&str] = &["copied", "stolen", "taken", "leaked", "exposed", "published", "accessed"];
/// Between "their" and what happened there are no more words: "names and test results may have been".
const NEAR: usize = 10;

/// Adds those to the targets of a breach whom a sentence says the victim told that their data were taken.
pub(super) fn add(scene: &Scene, kind: ThreatType, to: &mut Vec<Party>) {
    if kind != ThreatType::DataBreach || to.is_empty() {
        return;
    }
    let clauses = scene.clauses;
    let mut frames = clauses.groups.iter().zip(&clauses.frames);
    let told = frames.find_map(|(group, frame)| {
        let whom = [frame.indirect, frame.object].into_iter().flatten();
        let tells = TELL.contains(&scene.lemma(group)) && !group.passive;
        whom.into_iter().find(|phrase| tells && are_robbed(scene, *phrase))
    });
    let Some(phrase) = told else { return };
    let party = scene.described(phrase, false);
    if !to.iter().any(|other| party.is(other)) {
        to.push(party);
    }
}

/// Whether a phrase is a number of people, and what they are told is that their own data were taken.
fn are_robbed(scene: &Scene, phrase: usize) -> bool {
    let counted = scene.clauses.words(phrase).iter().any(|token| token.amount.is_some());
    let behind = &scene.clauses.tokens[scene.clauses.phrases[phrase].words.end..];
    let [that, their, rest @ ..] = behind else { return false };
    let taken = |token: &Token| TAKEN.contains(&&*token.lower);
    counted
        && &*that.lower == "that"
        && &*their.lower == "their"
        && rest.iter().take(NEAR).any(taken)
}
