//! Whom one of the next sentences names as those behind a deed, where its own names nobody: "Hackers stole the mail of the
//! parliament. Norway's minister blamed Russia for the attack", "The United States charged four members of China's military with
//! the breach".
//!
//! The rules of `rules.txt` for blame read them, where "the attack" or "it" stands for the deed. No further than a sentence that
//! tells another story or a deed with a victim of its own.

use super::draft::NEAR as MOST;
use super::matcher::Try;
use super::rules::rules;
use super::scene::{Doer, Scene};
use super::unreal::unreal;
use super::{WHOEVER, article, elsewhere, nouns, sides, telling};
use crate::extract::clauses::{Frame, Group};
use crate::extract::story::{Party, Reading};
use crate::taxonomy::{ActorType, EntityLabel};

/// Within so many sentences.
const NEAR: usize = 3;

/// From here on a sentence is taken to tell a deed of its own.
const SURE: f32 = 0.5;

/// The rules that say who is behind an act.
const BLAME: &[&str] =
    &["blame-for", "blame-on", "attribute-to", "attribute-with", "claim", "be-behind", "wage"];

/// Those whom a sentence soon behind another names as the culprits of its deed, none of them a target of it.
pub(super) fn culprits(reading: &Reading, sentence: usize, targets: &[Party]) -> Vec<Party> {
    let sentences = reading.story.sentences;
    for at in (sentence + 1..sentences.len()).take(NEAR) {
        let scene = Scene::new(reading, at);
        if elsewhere::is_another_story(&scene) {
            break;
        }
        let mut frames = scene.clauses.groups.iter().zip(&scene.clauses.frames).take(MOST);
        let found = frames.find_map(|(group, frame)| blamed(&scene, group, frame));
        if let Some(found) = found {
            let hurt = |party: &Party| targets.iter().any(|target| target.is(party));
            return found.into_iter().filter(|party| !hurt(party)).collect();
        }
        let own_deed = sentences[at].told.is_some_and(|told| {
            told.events.iter().any(|(kind, share)| *share >= SURE && !article::is_of_money(*kind))
        });
        if own_deed {
            break;
        }
    }
    Vec::new()
}

/// Whom a verb names as those behind "the attack".
fn blamed(scene: &Scene, group: &Group, frame: &Frame) -> Option<Vec<Party>> {
    let lemma = scene.lemma(group);
    if unreal(scene, group.main) || is_doubted(scene, group, frame) {
        return None;
    }
    let of_rule = |name: &str| BLAME.contains(&name);
    let patterns = rules().of_verb.get(lemma).into_iter().flatten();
    let mut filled = patterns
        .filter(|pattern| of_rule(rules().list[pattern.rule].name))
        .filter_map(|pattern| Try { scene, group, frame }.fill(pattern));
    let by_rule = filled
        .find(|filled| filled.act.is_some_and(|act| is_the_deed(scene, act)))
        .and_then(|filled| filled.doer);
    // "U.S. officials blamed China."
    let alone = lemma == "blame" && !group.passive && frame.preps.is_empty();
    let doer = by_rule.or_else(|| frame.object.filter(|_| alone))?;
    let Doer::Parties(parties) = scene.doer(doer) else { return None };
    let judged = telling::judges(lemma);
    parties.iter().all(|party| is_culprit(scene, party, judged)).then_some(parties)
}

/// Whether somebody may be named as the culprit: a threat group, a state or its hackers, a person who is charged.
fn is_culprit(scene: &Scene, party: &Party, judged: bool) -> bool {
    let words = sides::words(scene, party);
    let Some(actor) = party.actor else { return false };
    match scene.reading.actor_type(actor) {
        ActorType::Group | ActorType::State => true,
        ActorType::Person => judged,
        _ => words.iter().any(|word| WHOEVER.contains(&word) || nouns::is("private", word)),
    }
}

/// Whether a phrase stands for the deed before: "the attack", "this breach", "it". "The attack on Acme" may be another.
fn is_the_deed(scene: &Scene, act: usize) -> bool {
    let clauses = scene.clauses;
    let first = &*clauses.words(act)[0].lower;
    if clauses.phrases[act].pronoun {
        return first == "it";
    }
    let other = |(word, _): &(usize, usize)| {
        matches!(&*clauses.tokens[*word].lower, "on" | "against" | "of" | "into" | "from" | "by")
    };
    let named = clauses.words(act).iter().any(|word| {
        word.mention.is_some_and(|name| scene.reading.label(name) != EntityLabel::Misc)
    });
    matches!(first, "the" | "this" | "these" | "that")
        && nouns::act(clauses.head(act)).is_some()
        && !named
        && !scene.followers(act).iter().any(other)
}

/// "at first blamed on Pyongyang", "whether Russia was behind it", "denied being behind the attack".
fn is_doubted(scene: &Scene, group: &Group, frame: &Frame) -> bool {
    let clauses = scene.clauses;
    let start = frame.subject.map_or(group.words.start, |subject| {
        clauses.phrases[subject].words.start.min(group.words.start)
    });
    let before = clauses.tokens[start.saturating_sub(2)..group.main].iter();
    let mut doubts = before.filter(|token| {
        matches!(
            &*token.lower,
            "first"
                | "initially"
                | "wrongly"
                | "falsely"
                | "mistakenly"
                | "not"
                | "whether"
                | "if"
                | "who"
        )
    });
    let mut governor = frame.governor;
    let mut denied = false;
    for _ in 0..NEAR {
        let Some(above) = governor else { break };
        denied |= matches!(
            scene.lemma(&clauses.groups[above]),
            "deny" | "reject" | "dismiss" | "doubt" | "ask" | "wonder"
        );
        governor = clauses.frames[above].governor;
    }
    denied || doubts.next().is_some()
}
