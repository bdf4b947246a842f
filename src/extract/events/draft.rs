//! What one sentence tells by the rules: the patterns on its verbs, then the nouns that no verb has told.

use super::acts::noun;
use super::matcher::Try;
use super::rules::rules;
use super::scene::Scene;
use super::unreal::unreal;
use crate::extract::story::Party;
use crate::taxonomy::ThreatType;

/// An event as one sentence tells it.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing by itself that words leave open"
)]
pub(super) struct Draft {
    pub kind: ThreatType,
    pub perpetrators: Vec<Party>,
    /// The perpetrator is whoever it was before.
    pub refers_back: bool,
    /// "this campaign" stands for it.
    pub by_act: bool,
    pub targets: Vec<Party>,
    /// Its sides are words that the model links to it: nobody else did it, nor was it done to anybody else.
    pub linked: bool,
    /// "the attack", with nothing said of it.
    pub bare: bool,
    pub sentence: usize,
    /// The verb or noun that tells it.
    pub word: usize,
    /// The words of its frame.
    pub words: std::ops::Range<usize>,
    pub rule: &'static str,
}

impl Draft {
    /// Whether only a noun tells it, and not by whom.
    pub fn is_open_noun(&self) -> bool {
        !self.linked && self.perpetrators.is_empty() && self.rule == "act-by"
    }
}

/// The events of a sentence, as it tells them.
pub(super) fn drafts(scene: &Scene) -> Vec<Draft> {
    let mut found = Vec::new();
    for (group, frame) in scene.clauses.groups.iter().zip(&scene.clauses.frames) {
        let patterns = rules().of_verb.get(scene.lemma(group));
        let draft =
            patterns.into_iter().flatten().find_map(|p| Try { scene, group, frame }.matched(p));
        found.extend(draft);
    }
    let mut told = vec![false; scene.clauses.tokens.len()];
    for draft in &found {
        told[draft.words.clone()].fill(true);
    }
    for phrase in 0..scene.clauses.phrases.len() {
        if !told[scene.clauses.phrases[phrase].head] {
            found.extend(noun(scene, phrase));
        }
    }
    found.sort_by_key(|draft| draft.word);
    let found = break_in_and_theft(scene, found);
    without_means(found)
}

/// Verbs and events of one sentence further apart have nothing to do with each other.
pub(super) const NEAR: usize = 8;

/// A break-in and the theft that it was for, told in one sentence, are one event: the theft.
fn break_in_and_theft(scene: &Scene, mut found: Vec<Draft>) -> Vec<Draft> {
    let is_theft = |draft: &Draft| draft.rule.starts_with("steal");
    let is_entry = |draft: &Draft| matches!(draft.rule, "break-into" | "penetrate" | "exploit");
    let same = |a: &Draft, b: &Draft| {
        a.perpetrators.iter().any(|p| {
            b.perpetrators
                .iter()
                .any(|q| p.span == q.span || p.actor.is_some() && p.actor == q.actor)
        })
    };
    let mut at = 0;
    while at < found.len() {
        let entry = &found[at];
        let theft = (at + 1..found.len()).take(NEAR).find(|other| {
            let other = &found[*other];
            is_entry(entry) && is_theft(other) && same(entry, other) && !unreal(scene, other.word)
        });
        match theft {
            Some(theft) if found[theft].targets.is_empty() || found[at].targets.is_empty() => {
                let entry = found.remove(at);
                let theft = &mut found[theft - 1];
                if theft.targets.is_empty() {
                    theft.targets = entry.targets;
                }
                theft.words.start = theft.words.start.min(entry.words.start);
            }
            _ => at += 1,
        }
    }
    found
}

/// Malware and flaws that serve another act of the sentence are no events of their own.
fn without_means(found: Vec<Draft>) -> Vec<Draft> {
    let means =
        |draft: &Draft| matches!(draft.rule, "infect" | "exploit") && draft.targets.is_empty();
    let acts = found.iter().any(|draft| !means(draft));
    found.into_iter().filter(|draft| !(acts && means(draft))).collect()
}
