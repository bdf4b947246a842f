//! Who says what a sentence says.
//!
//! | the sentence has | speaker |
//! |---|---|
//! | "X said", "X told Y", "X accused Y", "X denied" | X |
//! | "..., said X", "..., X said" | X |
//! | "according to X" | X |
//! | a headline "X: ..." or "...: X" | X |
//! | "it said", "the agency said" (`again`, `bodies`) | the last speaker who can be meant |
//! | a quotation that a neighbour in the paragraph ascribes | that neighbour's speaker |
//! | "he said", "she said" | the last person named in the sentence before or the one before that, if it is only one |
//!
//! A speaker that is a report, an indictment, a letter is a document.

use super::bodies::{belongs_to, body, of_a_body};
use super::cues;
use super::mute::speaks;
use crate::extract::clauses::{Class, Clauses, Item, Mood};
use crate::extract::story::{Party, Reading};
use crate::taxonomy::{ActorType, EntityLabel, StatementSource};

/// By what a sentence is ascribed to someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// A verb group.
    Verb(usize),
    /// The word "according".
    According(usize),
    /// The colon of a headline: "Interpol: scams cost $37 billion", "Kyiv hit by wiper: firm".
    Colon(usize),
}

/// An ascription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ascribed {
    pub by: By,
    pub speaker: Party,
    pub source: StatementSource,
    /// The phrase that names the speaker.
    pub phrase: usize,
}

/// Every ascription of a sentence, in the order of its words.
pub(super) fn ascriptions(reading: &Reading, sentence: usize) -> Vec<Ascribed> {
    let clauses = &reading.sentences[sentence];
    let mut found = Vec::new();
    for (at, item) in clauses.items.iter().enumerate() {
        let (by, phrase) = match *item {
            Item::Group(group) => match sayer(reading, clauses, group) {
                Some(phrase) => (By::Verb(group), phrase),
                None => continue,
            },
            Item::Prep(word) if &*clauses.tokens[word].lower == "according" => {
                match clauses.items.get(at + 1) {
                    Some(Item::Phrase(phrase)) => (By::According(word), *phrase),
                    _ => continue,
                }
            }
            _ => continue,
        };
        // "we observed": the article itself, or whoever is quoted.
        if matches!(
            clauses.head(phrase),
            "we" | "i" | "one" | "you" | "nobody" | "nothing" | "none"
        ) {
            continue;
        }
        let (speaker, source) = named(reading, sentence, phrase);
        found.push(Ascribed { by, speaker, source, phrase });
    }
    if found.is_empty()
        && reading.is_headline(sentence)
        && let Some((word, phrase)) = colon(clauses)
    {
        let (speaker, source) = named(reading, sentence, phrase);
        found.push(Ascribed { by: By::Colon(word), speaker, source, phrase });
    }
    found
}

/// The colon behind the first phrase of a headline, or before the last.
fn colon(clauses: &Clauses) -> Option<(usize, usize)> {
    let (first, last) = (0, clauses.phrases.len().checked_sub(1)?);
    let at = |word: usize| clauses.tokens.get(word).is_some_and(|token| token.text == ":");
    let behind = clauses.phrases[first].words.end;
    let named = clauses.tokens[clauses.phrases[first].head].mention.is_some();
    if clauses.phrases[first].words.start == 0 && named && at(behind) {
        return Some((behind, first));
    }
    let words = &clauses.phrases[last].words;
    let before = words.start.checked_sub(1)?;
    (words.end == clauses.tokens.len() && at(before)).then_some((before, last))
}

/// Who says something by a verb group, if it is a verb of saying, accusing or denying.
fn sayer(reading: &Reading, clauses: &Clauses, at: usize) -> Option<usize> {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let lemma = clauses.tokens[group.main].lemma()?;
    if group.negation.is_some() && matches!(lemma, "respond" | "reply" | "answer" | "comment") {
        return None;
    }
    let finds = cues::is("find", lemma)
        && frame.subject.is_some_and(|subject| researches(reading, clauses, subject));
    let pleads = lemma == "plead" && clauses.words_behind(group.main, &["not", "guilty"]);
    let says = finds || pleads || cues::is("say", lemma) || puts_at(clauses, at);
    let denies = cues::is("deny", lemma) || brands(clauses, at);
    if denies && group.passive {
        // "a claim that is disputed by the bank"
        return clauses.agent(frame);
    }
    if !(says || cues::is("accuse", lemma) || denies) || group.passive {
        return None;
    }
    // A charge and a verdict are acts, and what follows is told by the article.
    let paper = frame.subject.is_some_and(|s| cues::is("document", clauses.head(s)));
    if matches!(lemma, "charge" | "indict") && !paper
        || lemma == "find" && clauses.tokens.iter().any(|token| &*token.lower == "guilty")
    {
        return None;
    }
    let left = group.item.checked_sub(1).map(|left| clauses.items[left]);
    let behind_speech = matches!(left, Some(Item::Quote | Item::Comma | Item::Break));
    if says
        && !matches!(lemma, "tell" | "warn")
        && behind_speech
        && group.mood == Mood::Finite
        && group.modal.is_none()
    {
        // ", said X": not ", X, a teacher, said hackers stole", nor "X, a bank in Ohio, disclosed a breach".
        let inverted = |object: &usize| {
            !is_subject(clauses, *object)
                && (left == Some(Item::Quote)
                    || frame.subject.is_none()
                    || may_speak(clauses, *object))
        };
        if let Some(object) = frame.object.filter(inverted) {
            return Some(object);
        }
    }
    if lemma == "claim"
        && frame.object.is_some_and(|o| matches!(clauses.head(o), "responsibility" | "credit"))
    {
        return None;
    }
    let phrase = frame.subject?;
    let gerund = matches!(group.mood, Mood::Gerund) && !says;
    if group.mood != Mood::Finite && !gerund {
        return None;
    }
    // "officers whom it accuses": said in passing.
    let subject = clauses.phrases[phrase].item;
    if subject > 0 && subject < group.item {
        let before = |back: usize| subject.checked_sub(back).map(|at| clauses.items[at]);
        let that = before(1) == Some(Item::That) && matches!(before(2), Some(Item::Phrase(_)));
        if before(1) == Some(Item::Relative) || that && cues::is("doubt", lemma) {
            let alone = denies || accuses_alone(reading, clauses, at, phrase);
            return alone.then_some(phrase);
        }
    }
    // "The attack shows that": only who can speak says something.
    let mute = says && !speaks(clauses, phrase, lemma);
    (!mute).then_some(phrase)
}

/// Whether a phrase names somebody: by a name, a pronoun, or as one of whom there can be words.
fn may_speak(clauses: &Clauses, phrase: usize) -> bool {
    let head = &clauses.tokens[clauses.phrases[phrase].head];
    head.mention.is_some()
        || clauses.phrases[phrase].pronoun
        || !DISCLOSED.iter().any(|word| {
            head.lower.strip_prefix(word).is_some_and(|end| matches!(end, "" | "s" | "es"))
        })
}

/// What is disclosed, confirmed and reported, in the singular.
const DISCLOSED: &[&str] = &[
    "incident",
    "intrusion",
    "breach",
    "attack",
    "cyberattack",
    "cyber-attack",
    "hack",
    "theft",
    "outage",
    "loss",
    "campaign",
    "vulnerability",
    "flaw",
    "malware",
    "ransomware",
    "data",
];

/// "a raid which the FBI ascribes to Kimsuky": the one source of a sentence, if it has a name.
fn accuses_alone(reading: &Reading, clauses: &Clauses, at: usize, phrase: usize) -> bool {
    let lemma = |group: usize| clauses.tokens[clauses.groups[group].main].lemma();
    let accuses = lemma(at).is_some_and(|lemma| cues::is("accuse", lemma));
    let others = (0..clauses.groups.len()).filter(|other| *other != at);
    let says = |other: usize| {
        let says = |lemma| cues::is("say", lemma) || cues::is("deny", lemma);
        !clauses.groups[other].passive && lemma(other).is_some_and(says)
    };
    let head = &clauses.tokens[clauses.phrases[phrase].head];
    let organization = head.mention.is_some_and(|mention| {
        matches!(reading.label(mention), EntityLabel::Org | EntityLabel::Loc)
    });
    let said = clauses.tokens.iter().any(|token| &*token.lower == "according");
    accuses && organization && !said && !others.into_iter().any(says)
}

/// "put the loss at $3 million": whether a verb says how much.
fn puts_at(clauses: &Clauses, at: usize) -> bool {
    let frame = &clauses.frames[at];
    clauses.tokens[clauses.groups[at].main].lemma() == Some("put")
        && frame.object.is_some()
        && frame.preps.iter().any(|(word, phrase)| {
            let sum = || clauses.words(*phrase).iter().any(|token| token.amount.is_some());
            &*clauses.tokens[*word].lower == "at" && sum()
        })
}

/// "called the charges baseless": whether a verb rejects what somebody said.
fn brands(clauses: &Clauses, at: usize) -> bool {
    let lemma = clauses.tokens[clauses.groups[at].main].lemma().unwrap_or_default();
    let object = clauses.frames[at].object;
    cues::is("brand", lemma)
        && object.is_some_and(|object| {
            clauses.words(object).iter().any(|word| cues::is("claim", &word.lower))
        })
}

/// Whether a phrase names an organisation, or those whose trade is to find out.
fn researches(reading: &Reading, clauses: &Clauses, phrase: usize) -> bool {
    let head = &clauses.tokens[clauses.phrases[phrase].head];
    let named = head.mention.is_some_and(|mention| reading.label(mention) == EntityLabel::Org);
    named || matches!(&*head.lower, "researchers" | "analysts" | "investigators" | "experts")
}

/// Whether a finite verb follows a phrase.
fn is_subject(clauses: &Clauses, phrase: usize) -> bool {
    let next = clauses.items.get(clauses.phrases[phrase].item + 1);
    matches!(next, Some(Item::Group(group)) if clauses.groups[*group].mood == Mood::Finite)
}

/// Speaker and source of a phrase.
fn named(reading: &Reading, sentence: usize, phrase: usize) -> (Party, StatementSource) {
    let clauses = &reading.sentences[sentence];
    let head = clauses.head(phrase);
    let source = if cues::is("document", head) {
        StatementSource::Document
    } else {
        StatementSource::Speaker
    };
    let mut party = reading.party(sentence, phrase, true);
    if clauses.phrases[phrase].pronoun && matches!(head, "he" | "she") {
        party.actor = last_person(reading, sentence, phrase);
    } else if let Some(name) = apposed_name(reading, sentence, phrase)
        && source == StatementSource::Speaker
    {
        party = name;
    } else if party.actor.is_none() {
        let owner =
            belongs_to(reading, sentence, phrase).or_else(|| of_a_body(reading, sentence, phrase));
        if let Some(owner) = owner.filter(|_| !clauses.phrases[phrase].pronoun) {
            party = Party { span: party.span.cover(owner.span), actor: owner.actor };
        } else if let Some(actor) = body(reading, sentence, phrase) {
            party.actor = Some(actor);
        }
    }
    (party, source)
}

/// The name in apposition to a phrase: "the foreign minister, Cho Tae-yul,".
fn apposed_name(reading: &Reading, sentence: usize, phrase: usize) -> Option<Party> {
    let clauses = &reading.sentences[sentence];
    let item = clauses.phrases[phrase].item;
    let (comma, next) = (clauses.items.get(item + 1)?, clauses.items.get(item + 2)?);
    let Item::Phrase(name) = *next else { return None };
    let mention = clauses.tokens[clauses.phrases[name].head].mention?;
    (*comma == Item::Comma && reading.label(mention) == EntityLabel::Per)
        .then(|| reading.party(sentence, name, false))
}

/// The person that "he" or "she" is: the last one named before it, if the sentence that names them
/// names nobody else.
fn last_person(reading: &Reading, sentence: usize, phrase: usize) -> Option<usize> {
    let before = reading.sentences[sentence].phrase_span(phrase).start();
    for back in 0..3 {
        let at = sentence.checked_sub(back)?;
        let mut persons: Vec<usize> = reading.sentences[at]
            .tokens
            .iter()
            .filter(|token| token.span.start() < before)
            .filter_map(|token| reading.actor_of(token.mention?))
            .filter(|actor| reading.actor_type(*actor) == ActorType::Person)
            .collect();
        persons.dedup();
        match persons[..] {
            [] => {}
            [person] => return Some(person),
            _ => return None,
        }
    }
    None
}

/// Whether an ascription is by a verb of denying.
pub(super) fn denies(clauses: &Clauses, ascribed: &Ascribed) -> bool {
    let By::Verb(group) = ascribed.by else { return false };
    let lemma = clauses.tokens[clauses.groups[group].main].lemma();
    // "did not deny", "neither confirmed nor denied"
    let before = &clauses.tokens[..clauses.groups[group].main];
    let not = clauses.groups[group].negation.is_some()
        || before.last().is_some_and(|token| &*token.lower == "nor");
    !not && lemma.is_some_and(|lemma| cues::is("deny", lemma)) || brands(clauses, group)
}

/// Whether an ascription is by a verb of accusing.
pub(super) fn accuses(clauses: &Clauses, ascribed: &Ascribed) -> bool {
    let By::Verb(group) = ascribed.by else { return false };
    clauses.tokens[clauses.groups[group].main]
        .lemma()
        .is_some_and(|lemma| cues::is("accuse", lemma))
}

/// Whether a token opens or closes a quotation.
pub(super) fn is_quote(class: Class) -> bool {
    class == Class::Quote
}
