//! Whom a sentence names beside those to whom something was done, and who suffered nothing: the bank that keeps a robbed account,
//! the registry through which a package came, the files that were read, who bought what was stolen, and who is only likely to have been hit.

use super::scene::Scene;
use super::seats;
use super::sides::{self, Side};
use crate::extract::clauses::{Class, Token};
use crate::extract::story::Party;
use crate::taxonomy::ThreatType;

/// Nouns for where packages and apps are fetched from.
const REGISTRIES: &[&str] = &["registry", "repository", "index", "store", "marketplace"];
/// What is taken or read, and is nobody.
const DATA: &[&str] = &[
    "files",
    "file",
    "data",
    "documents",
    "research",
    "mail",
    "emails",
    "e-mails",
    "correspondence",
    "records",
];
/// Verbs of handing over.
const SELL: &[&str] = &["sell", "ship", "supply", "deliver", "export", "resell"];

/// What fakes are about, and is nobody.
const TOPICS: &[&str] = &[
    "politics",
    "policy",
    "policies",
    "election",
    "elections",
    "vote",
    "votes",
    "referendum",
    "war",
    "wars",
    "conflict",
    "vaccine",
    "vaccines",
    "pandemic",
    "olympics",
    "games",
    "protests",
    "migration",
    "issues",
    "events",
];

/// Takes what the fakes of somebody with a name are only about from those whom they were made against: "lies about the war".
pub(super) fn without_topics(scene: &Scene, to: &mut Vec<Party>) {
    let head = |party: &Party| seats::head(&scene.reading.story, party.span, Side::Target);
    to.retain(|party| party.actor.is_some() || !TOPICS.contains(&&*head(party)));
}

/// Takes those from the targets of a deed who suffered nothing.
pub(super) fn leave_out(scene: &Scene, kind: ThreatType, to: &mut Vec<Party>) {
    let tokens = &scene.clauses.tokens;
    if !matches!(kind, ThreatType::ArmsTransfer | ThreatType::WeaponsFinancing) {
        to.retain(|party| !always(scene, party, |at| is_buyer(scene, at)));
    }
    to.retain(|party| party.actor.is_some() || !is_data(scene, party));
    if to.len() < 2 {
        return;
    }
    if let Some(cue) = likely(tokens) {
        let first = |party: &Party| (0..tokens.len()).find(|at| is(scene, party, *at));
        let before = to.iter().any(|party| first(party).is_some_and(|at| at < cue));
        to.retain(|party| !before || first(party).is_none_or(|at| at < cue));
    }
    let others = to.clone();
    let keeps = |party: &Party| {
        let robbed = |other: &Party| other != party && has_account(scene, other);
        always(scene, party, |at| behind(tokens, at, &["at", "with"])) && others.iter().any(robbed)
    };
    let registry = |party: &Party| {
        always(scene, party, |at| {
            behind(tokens, at, &["to", "on", "from", "via", "through"])
                && noun_behind(scene, party, at).is_some_and(|noun| REGISTRIES.contains(&noun))
        })
    };
    match kind {
        ThreatType::FinancialTheft | ThreatType::CryptocurrencyTheft | ThreatType::Fraud => {
            to.retain(|party| !keeps(party));
        }
        ThreatType::SupplyChain | ThreatType::Malware if !others.iter().all(registry) => {
            to.retain(|party| !registry(party));
        }
        _ => {}
    }
}

/// Whether a target is no more than what was taken: "targeted the opposition research files". Whoever owns it is one.
fn is_data(scene: &Scene, party: &Party) -> bool {
    let head = seats::head(&scene.reading.story, party.span, Side::Target);
    sides::label(scene, party).is_none() && DATA.contains(&&*head)
}

/// Whether a word is of a party.
fn is(scene: &Scene, party: &Party, at: usize) -> bool {
    let token = &scene.clauses.tokens[at];
    let actor = token.mention.and_then(|mention| scene.reading.actor_of(mention));
    party.span.contains(token.span) || actor.is_some() && actor == party.actor
}

/// Whether a sentence names a party, and at the first word of each of its names something holds.
fn always(scene: &Scene, party: &Party, holds: impl Fn(usize) -> bool) -> bool {
    let first = |at: &usize| is(scene, party, *at) && (*at == 0 || !is(scene, party, *at - 1));
    let mut names = (0..scene.clauses.tokens.len()).filter(first).peekable();
    names.peek().is_some() && names.all(holds)
}

/// Whether one of some prepositions stands before a word: "to the npm registry".
fn behind(tokens: &[Token], at: usize, prepositions: &[&str]) -> bool {
    before(tokens, at).is_some_and(|word| prepositions.contains(&&*tokens[word].lower))
}

/// The word before a word and its article.
fn before(tokens: &[Token], at: usize) -> Option<usize> {
    let the = tokens[..at].iter().rev().take_while(|token| token.class == Class::Det).count();
    at.checked_sub(1 + the)
}

/// The last word of a party that begins at a word, or the noun right behind it where that is none of its own.
fn noun_behind<'a>(scene: &'a Scene, party: &Party, at: usize) -> Option<&'a str> {
    let tokens = &scene.clauses.tokens;
    let own = (at..tokens.len()).take_while(|at| is(scene, party, *at)).count();
    let last = at + own - 1;
    let next = tokens.get(last + 1).filter(|token| REGISTRIES.contains(&&*token.lower));
    next.or(tokens.get(last)).map(|token| &*token.lower)
}

/// Whether a sentence speaks of the account of a party: "from the account of Acme", "Acme's accounts".
fn has_account(scene: &Scene, party: &Party) -> bool {
    let tokens = &scene.clauses.tokens;
    let account = |at: usize| {
        tokens.get(at).is_some_and(|token| matches!(&*token.lower, "account" | "accounts"))
    };
    (0..tokens.len()).filter(|at| is(scene, party, *at)).any(|at| {
        let of = before(tokens, at).filter(|of| &*tokens[*of].lower == "of");
        of.is_some_and(|of| of > 0 && account(of - 1))
            || tokens
                .get(at + 1)
                .is_some_and(|mark| matches!(&*mark.lower, "'s" | "’s" | "'" | "’"))
                && account(at + 2)
    })
}

/// Whether the phrase of a word is one to whom something was sold: "that it sold shells to Russia". Whose network one sells "access
/// to" has suffered.
fn is_buyer(scene: &Scene, at: usize) -> bool {
    let clauses = scene.clauses;
    clauses.groups.iter().zip(&clauses.frames).any(|(group, frame)| {
        let entry = frame.object.is_some_and(|object| clauses.head(object) == "access");
        SELL.contains(&scene.lemma(group))
            && !entry
            && frame.preps.iter().any(|(word, phrase)| {
                &*clauses.tokens[*word].lower == "to"
                    && clauses.phrases[*phrase].words.contains(&at)
            })
    })
}

/// Where a sentence begins to tell what is only likely: "it is likely that they also targeted banks".
fn likely(tokens: &[Token]) -> Option<usize> {
    let guess = |words: &[Token]| {
        let [it, be, guess, that] = words else { return false };
        &*it.lower == "it"
            && matches!(&*be.lower, "is" | "was" | "seems")
            && matches!(&*guess.lower, "likely" | "possible" | "probable" | "conceivable")
            && &*that.lower == "that"
    };
    tokens.windows(4).position(guess)
}
