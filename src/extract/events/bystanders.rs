//! Who stands beside a deed and has no part in it: the victim that stands where the culprit could, who found a flaw, the paper
//! that reports.

use super::draft::Draft;
use super::party::Words;
use super::scene::Scene;
use super::sides::{self, Side};
use super::{WHOEVER, accusers, merge, nouns, seats};
use crate::extract::clauses::{Class, Frame, Group, Token};
use crate::extract::story::Party;
use crate::taxonomy::{ActorType, EntityLabel};

/// Between "reported by" and a name there are no more words: "the local newspaper".
const NEAR: usize = 4;

/// Verbs of those who come upon something.
const FINDS: &[&str] = &["discover", "find", "uncover", "identify", "spot", "detect", "notice"];

/// Verbs of those who stop money that others took.
const KEEPS: &[&str] = &["freeze", "block", "seize", "recover", "confiscate"];

/// Between "subsidiary" and the name of its owner there are no more words, "of" among them: "of the Ohio defense contractor".
const OWNED: usize = 7;

/// Nouns for who tells the news.
const PAPERS: &[&str] = &[
    "newspaper",
    "paper",
    "daily",
    "weekly",
    "magazine",
    "tabloid",
    "broadcaster",
    "outlet",
    "blog",
    "website",
    "site",
    "newswire",
    "channel",
    "publication",
    "journalist",
    "reporter",
];

/// Takes whom the rule of a deed has as its victim from those who did it, and takes the attackers of the rule where nothing else is
/// left, or only somebody of its sentence who is no kind of attacker: "the attacker had taken over the mailbox that the founder used".
pub(super) fn without_victims(scene: &Scene, by: &mut Vec<Party>, rule: Option<&Draft>) {
    let Some(rule) = rule else { return };
    let is = |party: &Party, others: &[Party]| others.iter().any(|other| party.is(other));
    by.retain(|party| !is(party, &rule.targets) || is(party, &rule.perpetrators));
    let whoever = |party: &Party| {
        let head = seats::head(&scene.reading.story, party.span, Side::Perpetrator);
        party.actor.is_none() && WHOEVER.contains(&&*head)
    };
    let beside = |party: &Party| {
        let head = seats::head(&scene.reading.story, party.span, Side::Perpetrator);
        party.actor.is_none()
            && !nouns::is("agent", &head)
            && scene.reading.story.sentences[scene.sentence].span.contains(party.span)
            && !is(party, &rule.perpetrators)
    };
    let theirs = !rule.perpetrators.is_empty() && rule.perpetrators.iter().all(whoever);
    if theirs && !by.is_empty() && by.iter().all(beside) {
        by.clone_from(&rule.perpetrators);
    }
}

/// Takes who has no name, or is a person whom only other sentences name, from those who did what a sentence calls another deed,
/// where it has no word for them: they did the first.
pub(super) fn without_first_culprits(scene: &Scene, by: &mut Vec<Party>, meant: bool) {
    let story = &scene.reading.story;
    if meant || !merge::tells_another(story, scene.sentence) {
        return;
    }
    let person = |actor: usize| scene.reading.actor_type(actor) == ActorType::Person;
    by.retain(|party| {
        story.sentences[scene.sentence].span.contains(party.span)
            || party.actor.is_some_and(|actor| !person(actor))
    });
}

/// Takes whose subsidiary did a deed from those who did it with it, and who only stopped the money: "the subsidiary of Acme", "$6 million
/// had been frozen by Tether". Not where nobody else is left.
pub(super) fn without_owners_and_keepers(scene: &Scene, by: &mut Vec<Party>) {
    let apart = |party: &Party| owns_another(scene, party) || only_keeps(scene, party);
    if by.iter().any(|party| !apart(party)) {
        by.retain(|party| !apart(party));
    }
}

/// Whether a sentence names somebody only as the one to whom another firm belongs: "a subsidiary of the builder Acme".
fn owns_another(scene: &Scene, party: &Party) -> bool {
    let story = &scene.reading.story;
    let Some(actor) = party.actor else { return false };
    let own = story.names_in(story.sentences[scene.sentence].span);
    let mut names = own
        .filter(|at| scene.reading.actor_of(*at) == Some(actor))
        .map(|at| story.mentions[at].span.start())
        .filter(|start| !story.text[..*start].ends_with('('))
        .peekable();
    names.peek().is_some()
        && names.all(|start| {
            let before = Words::before_all(story.text, start, OWNED);
            let words: Vec<&str> = before.iter().collect();
            words.windows(2).any(|pair| matches!(pair, ["subsidiary" | "subsidiaries", "of"]))
        })
}

/// Whether somebody does in a sentence nothing but stop money or bring it back.
fn only_keeps(scene: &Scene, party: &Party) -> bool {
    let clauses = scene.clauses;
    let does = |(group, frame): &(&Group, &Frame)| {
        let who = clauses.doer(group, frame);
        who.is_some_and(|phrase| accusers::names(scene, phrase, party))
    };
    let mut verbs = clauses.groups.iter().zip(&clauses.frames).filter(does).peekable();
    verbs.peek().is_some() && verbs.all(|(group, _)| KEEPS.contains(&scene.lemma(group)))
}

/// Whether a sentence only tells that somebody came upon a flaw, and no group or attacker is named for it: "experts at the agency had
/// found a backdoor in the messenger".
pub(super) fn is_finding(scene: &Scene, by: &[Party]) -> bool {
    let culprit = |party: &Party| {
        let kind = party.actor.map(|actor| scene.reading.actor_type(actor));
        let words = sides::words(scene, party);
        matches!(kind, Some(ActorType::Group | ActorType::State))
            || words.iter().any(|word| WHOEVER.contains(&word))
    };
    let clauses = scene.clauses;
    let flaw = |phrase: usize| {
        let head = clauses.head(phrase);
        nouns::is("flaw", head) || matches!(head, "backdoor" | "backdoors")
    };
    let finds = |(group, frame): (&Group, &Frame)| {
        let thing = if group.passive { frame.subject } else { frame.object };
        let who = clauses.doer(group, frame);
        FINDS.contains(&scene.lemma(group)) && who.is_some() && thing.is_some_and(flaw)
    };
    !by.iter().any(culprit) && clauses.groups.iter().zip(&clauses.frames).any(finds)
}

/// Takes who only reports a deed from those to whom it was done: "as first reported by the newspaper Nordpost". Not who is named
/// in the sentence once more.
pub(super) fn without_reporters(scene: &Scene, to: &mut Vec<Party>) {
    let tokens = &scene.clauses.tokens;
    let names = |party: &Party, token: &Token| {
        let actor = token.mention.and_then(|mention| scene.reading.actor_of(mention));
        party.span.contains(token.span) || actor.is_some() && actor == party.actor
    };
    to.retain(|party| {
        let mut own = (0..tokens.len()).filter(|at| names(party, &tokens[*at])).peekable();
        let (Some(first), mention) =
            (own.peek().copied(), own.peek().map(|at| tokens[*at].mention))
        else {
            return true;
        };
        let once =
            mention.is_some_and(|one| one.is_some() && own.all(|at| tokens[at].mention == one));
        !(once && is_reporter(tokens, first))
    });
}

/// Whether the name that begins at a word is that of who reports: "reported by the Nordpost", "according to the newspaper Nordpost".
fn is_reporter(tokens: &[Token], name: usize) -> bool {
    let said_by = (name.saturating_sub(NEAR)..name)
        .rev()
        .find(|at| matches!(&*tokens[*at].lower, "by" | "to") || tokens[*at].class == Class::Comma);
    let Some(at) = said_by.filter(|at| *at > 0) else { return false };
    let describes = || tokens[at + 1..name].iter().any(|token| PAPERS.contains(&&*token.lower));
    match (&*tokens[at - 1].lower, &*tokens[at].lower) {
        ("reported", "by") => true,
        ("according", "to") => describes(),
        _ => false,
    }
}

/// Takes the places that a deed is set in from those to whom it was done: "break-ins across the Gulf".
pub(super) fn without_scenes(scene: &Scene, to: &mut Vec<Party>) {
    let story = &scene.reading.story;
    to.retain(|party| {
        let before = story.text[..party.span.start()].split_whitespace().rev();
        let mut before = before.skip_while(|word| word.eq_ignore_ascii_case("the"));
        let set_in = before
            .next()
            .is_some_and(|word| matches!(word, "in" | "In" | "across" | "Across" | "throughout"));
        let owns = story.text[party.span.end()..].starts_with(['\'', '’']);
        !(set_in && !owns && sides::label(scene, party) == Some(EntityLabel::Loc))
    });
}
