//! Deeds that did not happen, or have not happened: denied, planned, possible, habits. What somebody "can" do is told as a fact
//! ("can be traced to"), as in statements, and the model says whether it was done.

use super::draft::Draft;
use super::scene::Scene;
use super::{nouns, told};
use crate::extract::clauses::{Class, Group, Mood};

/// Whether a sentence only counts how often somebody has blamed another: "It was the eighth time that Japan blamed a group for an
/// attack", "Britain has blamed Russia for attacks before". Which attack is not told.
pub(super) fn is_counted(scene: &Scene, draft: &Draft) -> bool {
    if !(draft.rule.starts_with("blame") || draft.rule.starts_with("attribute")) {
        return false;
    }
    let tokens = &scene.clauses.tokens;
    let begins =
        tokens.first().is_some_and(|first| matches!(&*first.lower, "it" | "this" | "that"));
    let mut start = tokens.iter().take(TIME);
    let counts = begins && start.any(|token| &*token.lower == "time");
    let mut end = tokens.iter().rev().filter(|token| token.class != Class::Break);
    counts || end.next().is_some_and(|last| &*last.lower == "before")
}

/// Whether all that the rules find of what a model tells is a threat made in passing: "Akira named the bank, threatening to publish
/// its files", "they demanded 25 bitcoin and threatened to publish them". Who "claimed the break-in and threatened to publish" has told of a deed.
pub(super) fn is_threatened(scene: &Scene, draft: &Draft, unreal: &[Draft]) -> bool {
    let clauses = scene.clauses;
    let threat = |word: usize| {
        let mut groups = clauses.groups.iter().zip(&clauses.frames);
        let own = groups.find(|(group, _)| group.main == word);
        own.and_then(|(_, frame)| frame.governor).is_some_and(|governor| {
            let group = &clauses.groups[governor];
            matches!(scene.lemma(group), "threaten" | "vow")
                && (group.mood == Mood::Gerund
                    || group.mood == Mood::Finite && only_demands(scene, governor))
        })
    };
    draft.rule == told::READ
        && unreal.iter().any(|other| other.kind == draft.kind && threat(other.word))
}

/// Whether a sentence tells of nothing but a threat, what is threatened and a demand for money: no act is named, nothing was done.
fn only_demands(scene: &Scene, threat: usize) -> bool {
    let clauses = scene.clauses;
    let demands = |(at, group): (usize, &Group)| {
        at == threat
            || clauses.frames[at].governor == Some(threat)
            || matches!(
                scene.lemma(group),
                "demand"
                    | "ask"
                    | "want"
                    | "seek"
                    | "request"
                    | "pay"
                    | "give"
                    | "set"
                    | "be"
                    | "say"
            )
    };
    let acts = (0..clauses.phrases.len()).any(|phrase| nouns::act(clauses.head(phrase)).is_some());
    let taken =
        |word: &str| matches!(word, "stolen" | "copied" | "exfiltrated" | "hacked" | "leaked");
    !acts
        && clauses.groups.iter().enumerate().all(demands)
        && !clauses.tokens.iter().any(|token| taken(&token.lower))
}

/// "It is not the first time": the word stands among so many.
const TIME: usize = 7;

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
            && group.main != word
            // "posted its name, threatening to publish its files"
            || group.mood == Mood::Gerund
                && matches!(scene.lemma(group), "threaten" | "vow")
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
