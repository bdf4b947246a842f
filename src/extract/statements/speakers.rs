//! Who says what a sentence says.
//!
//! | the sentence has | speaker |
//! |---|---|
//! | "X said", "X told Y", "X accused Y", "X denied" | X |
//! | "..., said X" (`inverted`), "..., X said" | X |
//! | "called it a farce", "quoted X as saying", "..., saying that" (`saying`) | X |
//! | "X and Y said" | both, with the actor of X |
//! | "was linked by X to", "is believed by X to" | X |
//! | "according to X", ", per X", "As X explains,", "As alleged in X," (`cited`) | X |
//! | "no country has accused", "neither X nor Y said" | nobody |
//! | a headline "X: ..." or "...: X", or "X: “...”" | X |
//! | "it said", "the agency said" (`again`, `bodies`) | the last speaker who can be meant |
//! | a quotation that a neighbour in the paragraph ascribes | that neighbour's speaker |
//! | "he said", "she said" | the last person named in the sentence before or the one before that, if it is only one |
//!
//! Whom the phrase of a speaker names is told in `named`. A speaker that is a report, an indictment, a letter
//! is a document.

mod cited;
mod inverted;
mod marks;
mod named;
mod saying;
mod unsaid;

use super::cues;
use super::kind;
use super::mute::{has_what_is_said, is_somebody, speaks};
use super::parted::hears;
use super::refusals::{refuses, waves_away};
use super::verbs::{accuses_nobody, demands, nothing};
use crate::extract::clauses::{Class, Clauses, Item, Mood, in_its_words};
use crate::extract::story::{Party, Reading};
use crate::knowledge::titles;
use crate::taxonomy::{AmountKind, EntityLabel, StatementSource};
pub(super) use cited::issuer;
use cited::{as_reported, as_says, as_written, introduced};
use inverted::inverted;
pub(super) use marks::{is_quoted, opens, side};
pub(super) use named::named;
use named::together;
pub(super) use saying::{accuses_by_an_act, in_a_paper, repeats};
use saying::{
    describes_a_noun, goes_on_to_say, holds, informs, is_an_act, is_sure, judges, points_out,
    puts_at, quoted_as, reacts, reads,
};
use unsaid::{is_a_noun, leaves_unsaid, touches};

/// By what a sentence is ascribed to someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// A verb group.
    Verb(usize),
    /// The word "according", or "per".
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
                // A paper denies and rejects for whoever put it out.
                Some(paper) => {
                    let lemma = clauses.tokens[clauses.groups[group].main].lemma();
                    let denies = lemma.is_some_and(|lemma| cues::is("deny", lemma));
                    let issuer = issuer(clauses, paper).filter(|_| denies);
                    (By::Verb(group), issuer.unwrap_or(paper))
                }
                None => continue,
            },
            Item::Prep(word) if &*clauses.tokens[word].lower == "according" => {
                match clauses.items.get(at + 1) {
                    Some(Item::Phrase(phrase)) => (By::According(word), *phrase),
                    _ => continue,
                }
            }
            Item::Prep(word) => match per(clauses, at, word)
                .or_else(|| as_says(clauses, at))
                .or_else(|| as_reported(clauses, word))
                .or_else(|| as_written(clauses, word))
            {
                Some(phrase) => (By::According(word), phrase),
                None => continue,
            },
            _ => continue,
        };
        // "we observed": the article itself, or whoever is quoted.
        if matches!(
            clauses.head(phrase),
            "we" | "i" | "one" | "you" | "nobody" | "nothing" | "none"
        ) {
            continue;
        }
        // "our researchers found": of whoever is quoted, too.
        let own = clauses.words(phrase).first().is_some_and(|first| {
            matches!(&*first.lower, "our" | "my") && clauses.phrases[phrase].words.len() > 1
        });
        if own || nothing(clauses, Some(phrase)).is_some() || is_a_sum(reading, clauses, phrase) {
            continue;
        }
        let (speaker, source) = named(reading, sentence, phrase);
        let before = matches!(by, By::Verb(_)) && clauses.phrases[phrase].item < at;
        let several = before.then(|| together(reading, sentence, phrase)).flatten();
        let (phrase, speaker) = several.unwrap_or((phrase, speaker));
        found.push(Ascribed { by, speaker, source, phrase });
    }
    if found.is_empty()
        && reading.is_headline(sentence)
        && let Some((word, phrase)) = colon(reading, clauses)
    {
        let (speaker, source) = named(reading, sentence, phrase);
        found.push(Ascribed { by: By::Colon(word), speaker, source, phrase });
    }
    if found.is_empty()
        && let Some((word, phrase)) =
            in_turn(reading, clauses).or_else(|| introduced(reading, clauses))
    {
        let (speaker, source) = named(reading, sentence, phrase);
        found.push(Ascribed { by: By::Colon(word), speaker, source, phrase });
    }
    found
}

/// Whether a phrase is a sum of money, which says nothing.
fn is_a_sum(reading: &Reading, clauses: &Clauses, phrase: usize) -> bool {
    let head = &clauses.tokens[clauses.phrases[phrase].head];
    let money = |amount: usize| reading.story.amounts[amount].kind == AmountKind::Money;
    head.class == Class::Number && head.amount.is_some_and(money)
}

/// ", per the FBI.", "Per court documents, ...": who is named behind "per", at an edge of the sentence. Not "per day".
fn per(clauses: &Clauses, at: usize, word: usize) -> Option<usize> {
    if &*clauses.tokens[word].lower != "per" {
        return None;
    }
    let Item::Phrase(phrase) = *clauses.items.get(at + 1)? else { return None };
    let words = &clauses.phrases[phrase].words;
    let next = clauses.tokens.get(words.end).map(|next| next.class);
    let before = word.checked_sub(1).map(|before| clauses.tokens[before].class);
    let edge = match before {
        None => next == Some(Class::Comma),
        // "Meanwhile, per the FBI, ..."
        Some(Class::Comma) => {
            matches!(next, None | Some(Class::Break | Class::Quote | Class::Comma))
        }
        _ => false,
    };
    let head = &clauses.tokens[clauses.phrases[phrase].head];
    let speaks = head.mention.is_some()
        || SOURCES.contains(&&*head.lower)
        || cues::is("document", &head.lower);
    (edge && speaks).then_some(phrase)
}

/// Who is the source of a headline without a name: "US intelligence agencies: Iran hacked".
const SOURCES: &[&str] = &[
    "agencies",
    "agency",
    "analysts",
    "experts",
    "ministry",
    "officials",
    "panel",
    "police",
    "prosecutors",
    "regulator",
    "report",
    "researchers",
    "source",
    "sources",
    "study",
    "tank",
    "watchdog",
];

/// Whether a phrase names such a source, or somebody by a title.
pub(super) fn is_source(clauses: &Clauses, phrase: usize) -> bool {
    let head = clauses.head(phrase);
    SOURCES.contains(&head) || titles().contains(head)
}

/// The colon behind the first phrase of a headline, or before the last, where one of [`SOURCES`] may stand behind a dash, too.
fn colon(reading: &Reading, clauses: &Clauses) -> Option<(usize, usize)> {
    let (first, last) = (0, clauses.phrases.len().checked_sub(1)?);
    let at = |word: usize| clauses.tokens.get(word).is_some_and(|token| token.text == ":");
    let behind = clauses.phrases[first].words.end;
    // "Operation Night Heron: how hackers broke in"
    let told = clauses.tokens.get(behind + 1).map_or("", |token| &*token.lower);
    let speaks = match clauses.tokens[clauses.phrases[first].head].mention {
        Some(mention) => {
            !matches!(told, "how" | "why" | "what" | "who" | "when" | "where" | "inside")
                && !clauses.words(first).iter().any(|word| &*word.lower == "operation")
                && reading.label(mention) != EntityLabel::Malware
        }
        // "Mayor: City will not pay"
        None => is_source(clauses, first),
    };
    if clauses.phrases[first].words.start == 0 && speaks && at(behind) {
        return Some((behind, first));
    }
    let words = &clauses.phrases[last].words;
    let before = words.start.checked_sub(1)?;
    let dash = matches!(clauses.tokens[before].text, "-" | "–" | "—") && is_source(clauses, last);
    (words.end == clauses.tokens.len() && (at(before) || dash)).then_some((before, last))
}

/// The colon behind the name of who speaks: 'Co-author Leila Haddad: "Nine of ten were stolen."'
fn in_turn(reading: &Reading, clauses: &Clauses) -> Option<(usize, usize)> {
    let words = &clauses.phrases.first()?.words;
    let mention = clauses.tokens[clauses.phrases[0].head].mention?;
    let speaks = matches!(reading.label(mention), EntityLabel::Per | EntityLabel::Org);
    let opens = clauses.tokens.get(words.end).is_some_and(|next| next.text == ":");
    let quotes = clauses.tokens.get(words.end + 1).is_some_and(|next| is_quote(next.class));
    (words.start == 0 && speaks && opens && quotes).then_some((words.end, 0))
}

/// Who says something by a verb group, if it is a verb of saying, accusing or denying.
fn sayer(reading: &Reading, clauses: &Clauses, at: usize) -> Option<usize> {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    if is_sure(clauses, at) {
        return frame.subject;
    }
    let lemma = clauses.tokens[group.main].lemma()?;
    if let Some(quoted) = quoted_as(clauses, at) {
        return Some(quoted);
    }
    if group.negation.is_some() && matches!(lemma, "respond" | "reply" | "answer" | "comment") {
        return None;
    }
    // "a session that it rejects as what it calls a farce": a word of somebody's within what is told.
    if reacts(clauses, at) || in_its_words(clauses, at) || describes_a_noun(clauses, at) {
        return None;
    }
    if hears(clauses, at) {
        return frame.subject;
    }
    if accuses_by_an_act(clauses, at) {
        return frame.subject.filter(|subject| is_somebody(clauses, *subject));
    }
    // "stopped short of accusing": nobody does.
    if accuses_nobody(clauses, at).is_some() {
        return None;
    }
    let finds = cues::is("find", lemma)
        && frame.subject.is_some_and(|subject| {
            researches(reading, clauses, subject) || a_person_finds(clauses, at, subject)
        });
    let pleads = lemma == "plead" && clauses.words_behind(group.main, &["not", "guilty"]);
    let says = finds
        || pleads
        || cues::is("say", lemma)
        || puts_at(clauses, at)
        || reads(clauses, at)
        || holds(clauses, at)
        || informs(clauses, at)
        || points_out(clauses, at)
        || judges(clauses, at)
        || repeats(clauses, at)
        || credits(clauses, at);
    let denies = cues::is("deny", lemma) && !refuses(clauses, at) || brands(clauses, at);
    if denies && group.passive {
        // "a claim that is disputed by the bank"
        return clauses.agent(frame);
    }
    if let Some(agent) = linked_by(reading, clauses, at) {
        return Some(agent);
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
    if leaves_unsaid(clauses, at) || is_a_noun(reading, clauses, at) || touches(clauses, at) {
        return None;
    }
    if let Some(behind) = inverted(clauses, at) {
        return Some(behind);
    }
    if lemma == "claim"
        && (frame.object.is_some_and(|o| matches!(clauses.head(o), "responsibility" | "credit"))
            || demands(clauses, at))
        || is_an_act(clauses, at)
    {
        return None;
    }
    let phrase = frame.subject?;
    let goes_on = denies || !says || goes_on_to_say(clauses, at);
    // "the difficulty of attributing it": nobody does.
    let of = match clauses.items[group.item.saturating_sub(1)] {
        Item::Prep(word) => &*clauses.tokens[word].lower == "of",
        _ => false,
    };
    let gerund = group.mood == Mood::Gerund && goes_on && !of;
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
    // "The apps reveal passwords": a thing says only what is there.
    let tool = clauses.tokens[clauses.phrases[phrase].head]
        .mention
        .is_some_and(|mention| reading.label(mention) == EntityLabel::Malware);
    let thing = tool || !is_somebody(clauses, phrase);
    let names = judges(clauses, at) && !cues::is("say", lemma);
    let said = || !names && has_what_is_said(clauses, at, phrase);
    let idle = says && thing && !puts_at(clauses, at) && !said();
    (!(mute || idle)).then_some(phrase)
}

/// "was linked by Kyiv to", "is believed by officials to", "was claimed by Killnet": who says so of another, if that is
/// the main verb of its clause. "Charged by", "accused by", "blamed by" tell an act.
fn linked_by(reading: &Reading, clauses: &Clauses, at: usize) -> Option<usize> {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let lemma = clauses.tokens[group.main].lemma()?;
    let as_what = || frame.preps.iter().any(|(word, _)| &*clauses.tokens[*word].lower == "as");
    let says = match lemma {
        "attribute" | "ascribe" | "link" | "tie" | "trace" | "believe" | "think" | "claim" => true,
        "describe" | "name" | "identify" => as_what(),
        _ => false,
    };
    if !(says && group.passive && group.mood == Mood::Finite && group.negation.is_none())
        || kind::relative(clauses, at)
    {
        return None;
    }
    let agent = clauses.agent(frame)?;
    let head = &clauses.tokens[clauses.phrases[agent].head];
    let named = head.mention.is_some_and(|mention| reading.label(mention) != EntityLabel::Malware);
    let speaks = named
        || SOURCES.contains(&&*head.lower)
        || ["accuser", "official"].iter().any(|list| cues::is(list, &head.lower));
    speaks.then_some(agent)
}

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

/// "called the charges baseless", "brushed off the report": whether a verb rejects what somebody said.
fn brands(clauses: &Clauses, at: usize) -> bool {
    let lemma = clauses.tokens[clauses.groups[at].main].lemma().unwrap_or_default();
    waves_away(clauses, at)
        || cues::is("brand", lemma) && judges_a_claim(clauses, at) && !credits(clauses, at)
}

/// Whether the object of a verb is what somebody said: "described the allegations".
fn judges_a_claim(clauses: &Clauses, at: usize) -> bool {
    clauses.frames[at].object.is_some_and(|object| {
        clauses.words(object).iter().any(|word| cues::is("claim", &word.lower))
    })
}

/// "called the charges serious", "described the allegations as “credible”": whether a verb takes what somebody said
/// for true, or grave.
fn credits(clauses: &Clauses, at: usize) -> bool {
    let group = &clauses.groups[at];
    let lemma = clauses.tokens[group.main].lemma().unwrap_or_default();
    let behind = clauses.tokens[group.words.end..].iter();
    let said = behind.take(JUDGED).take_while(|token| token.class != Class::Break);
    let words: Vec<&str> = said.map(|token| &*token.lower).collect();
    let has = |list: &str| words.iter().any(|word| cues::is(list, word));
    // "not credible", "hardly serious"
    let not = words.iter().any(|word| matches!(*word, "not" | "hardly" | "neither" | "no"));
    cues::is("brand", lemma)
        && judges_a_claim(clauses, at)
        && has("credible")
        && !has("baseless")
        && !not
}

/// What somebody calls a claim stands no further behind the verb, in words.
const JUDGED: usize = 16;

/// Whether a phrase names an organisation, or those whose trade is to find out.
fn researches(reading: &Reading, clauses: &Clauses, phrase: usize) -> bool {
    let head = &clauses.tokens[clauses.phrases[phrase].head];
    let named = head.mention.is_some_and(|mention| reading.label(mention) == EntityLabel::Org);
    named
        || matches!(
            &*head.lower,
            "researchers"
                | "analysts"
                | "investigators"
                | "experts"
                | "sleuths"
                | "agency"
                | "agencies"
        )
}

/// "Lee discovered that it could be read": what a person finds out is said where "that" follows.
fn a_person_finds(clauses: &Clauses, at: usize, subject: usize) -> bool {
    let group = &clauses.groups[at];
    let lemma = clauses.tokens[group.main].lemma().unwrap_or_default();
    clauses.tokens[clauses.phrases[subject].head].person
        && clauses.items.get(group.item + 1) == Some(&Item::That)
        && matches!(lemma, "discover" | "detect" | "identify" | "notice" | "observe" | "uncover")
}

/// Whether an ascription is by a verb of denying.
pub(super) fn denies(clauses: &Clauses, ascribed: &Ascribed) -> bool {
    let By::Verb(group) = ascribed.by else { return false };
    let lemma = clauses.tokens[clauses.groups[group].main].lemma();
    // "did not deny", "neither confirmed nor denied", "refused to confirm or deny"
    let before = &clauses.tokens[..clauses.groups[group].main];
    let open = before.len() > 1
        && &*before[before.len() - 1].lower == "or"
        && &*before[before.len() - 2].lower == "confirm";
    let not = clauses.groups[group].negation.is_some()
        || open
        || before.last().is_some_and(|token| &*token.lower == "nor");
    let denies = lemma.is_some_and(|lemma| cues::is("deny", lemma)) && !refuses(clauses, group);
    !not && denies || brands(clauses, group)
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

#[cfg(test)]
mod tests;
