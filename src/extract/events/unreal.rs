//! Deeds that did not happen, or have not happened: denied, planned, possible, habits. What somebody "can" do is told as a fact
//! ("can be traced to"), as in statements, and the model says whether it was done.

use super::scene::Scene;
use crate::extract::clauses::Mood;

/// Whether a verb's own words, or those of the verbs that govern it, say that it did not happen or
/// has not happened.
pub(super) fn unreal(scene: &Scene, word: usize) -> bool {
    let clauses = scene.clauses;
    let at = clauses.groups.partition_point(|group| group.main < word);
    if clauses.groups.get(at).is_none_or(|group| group.main != word) {
        return false;
    }
    let mut at = at;
    for _ in 0..4 {
        let group = &clauses.groups[at];
        let modal =
            group.modal.is_some_and(|word| !matches!(&*clauses.tokens[word].lower, "can" | "ca"));
        let planned = group.mood == Mood::Finite
            && matches!(
                scene.lemma(group),
                "plan"
                    | "threaten"
                    | "prepare"
                    | "want"
                    | "hope"
                    | "vow"
                    | "fail"
                    | "intend"
                    | "fear"
                    | "prevent"
                    | "refuse"
                    | "stop"
                    | "thwart"
                    | "foil"
            )
            && group.main != word;
        let from = group.words.start.saturating_sub(1);
        let habit = clauses.tokens[from..group.main].iter().any(|token| {
            matches!(
                &*token.lower,
                "often"
                    | "usually"
                    | "regularly"
                    | "routinely"
                    | "typically"
                    | "frequently"
                    | "always"
                    | "commonly"
            )
        });
        if modal || group.negation.is_some() || planned || habit {
            return true;
        }
        match clauses.frames[at].governor {
            Some(governor) => at = governor,
            None => return false,
        }
    }
    false
}
