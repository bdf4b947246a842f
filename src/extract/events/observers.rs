//! Those who only tell of a deed, such as a newspaper or a security company: "Reuters reported that hackers stole the data of an
//! insurer", "the hackers told `BleepingComputer`". Where no victim has a name, the model links the one name that is there.

use super::scene::Scene;
use super::telling;
use crate::extract::clauses::{Class, Token};
use crate::extract::story::Party;
use crate::taxonomy::ActorType;

/// Newspapers, agencies and companies that find and tell such deeds every week, in lower case.
const OBSERVERS: &[&str] = &[
    "reuters",
    "associated press",
    "ap",
    "afp",
    "bloomberg",
    "bloomberg news",
    "bbc",
    "cnn",
    "new york times",
    "washington post",
    "wall street journal",
    "financial times",
    "guardian",
    "politico",
    "wired",
    "techcrunch",
    "bleepingcomputer",
    "bleeping computer",
    "the record",
    "404 media",
    "krebsonsecurity",
    "databreaches.net",
    "have i been pwned",
    "virustotal",
    "chainalysis",
    "elliptic",
    "trm labs",
    "mandiant",
    "crowdstrike",
    "eset",
    "kaspersky",
    "proofpoint",
    "sophos",
    "prodaft",
    "wiz",
];

/// Words for what such a company or paper deals with, and for what it is.
const FIELDS: &[&str] = &[
    "security",
    "cybersecurity",
    "intelligence",
    "analytics",
    "forensics",
    "threat",
    "research",
    "incident",
    "news",
];
const BODIES: &[&str] =
    &["firm", "company", "researchers", "site", "website", "outlet", "vendor", "startup"];
const PAPERS: &[&str] = &["newspaper", "broadcaster", "magazine", "daily"];

/// Within so many words around a name stands what it is.
const NEAR: usize = 7;

/// Takes those from the targets of a deed who only tell of it. What they say of themselves is another thing: "Mandiant said that its
/// account had been hijacked".
pub(super) fn leave_out(scene: &Scene, to: &mut Vec<Party>) {
    let tokens = &scene.clauses.tokens;
    let own = tokens
        .iter()
        .any(|token| matches!(&*token.lower, "its" | "our" | "their" | "own" | "it" | "we"));
    if !own {
        to.retain(|party| !only_tells(scene, party));
    }
}

/// Whether a party is one who observes, and the sentence names it only as one who tells of it or is told.
fn only_tells(scene: &Scene, party: &Party) -> bool {
    let Some(actor) = party.actor else { return false };
    if scene.reading.actor_type(actor) != ActorType::Organization {
        return false;
    }
    let tokens = &scene.clauses.tokens;
    let is_own = |at: &usize| {
        tokens[*at].mention.and_then(|mention| scene.reading.actor_of(mention)) == Some(actor)
    };
    let own: Vec<usize> = (0..tokens.len()).filter(is_own).collect();
    let Some((first, last)) = own.first().copied().zip(own.last().copied()) else { return false };
    let name = scene.clauses.span(&(first..last + 1)).of(scene.reading.story.text).to_lowercase();
    let known = OBSERVERS.contains(&name.strip_prefix("the ").unwrap_or(&name));
    (known || is_described(tokens, first, last)) && own.iter().all(|at| tells(scene, *at))
}

/// "the security firm X", "X, a threat intelligence company that".
fn is_described(tokens: &[Token], first: usize, last: usize) -> bool {
    let observes = |words: &[Token]| {
        let has = |list: &[&str]| words.iter().any(|token| list.contains(&&*token.lower));
        has(PAPERS) || has(FIELDS) && has(BODIES)
    };
    let before = tokens[..first].iter().rev().take(NEAR).take_while(|token| token.nominal());
    let before = before.count();
    let behind = tokens.get(last + 1..).unwrap_or_default();
    let aside = match behind {
        [comma, article, rest @ ..] if comma.class == Class::Comma => {
            let article = matches!(&*article.lower, "a" | "an" | "the");
            let words = rest.iter().take(NEAR).take_while(|token| token.nominal()).count();
            article && observes(&rest[..words])
        }
        _ => false,
    };
    aside || observes(&tokens[first - before..first])
}

/// Whether the phrase of a word is one who tells, or is told: "Reuters reported", "told Reuters", "in an email to Reuters".
fn tells(scene: &Scene, at: usize) -> bool {
    let clauses = scene.clauses;
    let phrase = clauses.phrases.partition_point(|phrase| phrase.words.end <= at);
    let Some(own) = clauses.phrases.get(phrase).filter(|own| own.words.contains(&at)) else {
        return false;
    };
    let possessor = own.possessor.as_ref().is_some_and(|words| words.contains(&at));
    let told = clauses.groups.iter().zip(&clauses.frames).any(|(group, frame)| {
        let lemma = scene.lemma(group);
        let finds = telling::says(lemma)
            || matches!(lemma, "conclude" | "observe" | "attribute" | "estimate" | "identify");
        let subject = frame.subject == Some(phrase) && finds && !group.passive;
        let object = [frame.object, frame.indirect].contains(&Some(phrase));
        subject || object && matches!(lemma, "tell" | "inform")
    });
    // "an email sent to Reuters", "a statement to Reuters"
    let to = own.words.start.checked_sub(1).filter(|to| &*clauses.tokens[*to].lower == "to");
    let sent = to.is_some_and(|to| {
        clauses.tokens[to.saturating_sub(2)..to].iter().any(|token| {
            matches!(&*token.lower, "email" | "message" | "statement" | "letter" | "note" | "mail")
        })
    });
    !possessor && (told || sent)
}
