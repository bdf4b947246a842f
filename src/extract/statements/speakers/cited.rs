//! Who is cited without being the subject of a verb.
//!
//! | words | who speaks |
//! |---|---|
//! | "As X explains, ...", "As X told the BBC: “..." | X |
//! | "As first reported by X, ...", "..., as reported by X" | X |
//! | "As alleged in the indictment, ...", "..., as set out in a complaint" | the paper |
//! | "X issued the following statement: “...", "X elaborates in a post: “..." | X |
//! | "X issued a statement rejecting ...", "X sent a letter that denied ..." | X |

use crate::extract::clauses::{Class, Clauses, Item, Mood};
use crate::extract::statements::cues;
use crate::extract::statements::mute::speaks;
use crate::extract::statements::said::{behind_chain, tells};
use crate::extract::story::Reading;
use crate::taxonomy::EntityLabel;

/// Verbs of saying behind "as X" that tell more often when something was done: "as officials fear more of it".
const WHILE: &[&str] =
    &["add", "expect", "fear", "hear", "post", "predict", "promise", "reply", "respond", "speak"];

/// The phrase of "X" in "As X explains," at the item of "as": nothing but whom, when and where stands behind the verb.
pub(super) fn as_says(clauses: &Clauses, at: usize) -> Option<usize> {
    let opens = clauses.items[..at].iter().all(|item| matches!(item, Item::Conj | Item::Quote));
    let Item::Prep(word) = clauses.items[at] else { return None };
    if !opens || &*clauses.tokens[word].lower != "as" {
        return None;
    }
    let Item::Phrase(phrase) = *clauses.items.get(at + 1)? else { return None };
    let Item::Group(group) = *clauses.items.get(behind_chain(clauses, at + 2))? else {
        return None;
    };
    let verb = &clauses.groups[group];
    let lemma = clauses.tokens[verb.main].lemma()?;
    let says = cues::is("say", lemma) && !WHILE.contains(&lemma) || lemma == "put";
    if !says || verb.passive || verb.negation.is_some() || verb.mood != Mood::Finite {
        return None;
    }
    let heard = match clauses.items.get(verb.item + 1) {
        Some(Item::Phrase(heard)) => {
            tells(clauses, group) || clauses.head(*heard) == "it" && lemma == "put"
        }
        _ => false,
    };
    let mut end = verb.item + 1 + usize::from(heard);
    while let (Some(Item::Prep(word)), Some(Item::Phrase(_) | Item::Time)) =
        (clauses.items.get(end), clauses.items.get(end + 1))
    {
        if !matches!(&*clauses.tokens[*word].lower, "in" | "on" | "to" | "at" | "last") {
            return None;
        }
        end += 2;
    }
    end += usize::from(clauses.items.get(end) == Some(&Item::Time));
    let ends = match clauses.items.get(end) {
        Some(Item::Comma) => true,
        Some(Item::Break) => clauses.items.get(end + 1) == Some(&Item::Quote),
        _ => false,
    };
    (ends && speaks(clauses, phrase, lemma)).then_some(phrase)
}

/// No further behind "reported" stands "by", in words.
const BY: usize = 6;

/// The phrase of "X" in "As first reported by X," at the word "as", at the beginning or behind a comma.
pub(super) fn as_reported(clauses: &Clauses, word: usize) -> Option<usize> {
    let token = |at: usize| clauses.tokens.get(at);
    let parted = word < 2 || token(word - 1).is_some_and(|before| before.class == Class::Comma);
    if !parted || &*token(word)?.lower != "as" {
        return None;
    }
    let first = |token: &&crate::extract::clauses::Token| {
        token.class == Class::Adv
            || matches!(&*token.lower, "previously" | "earlier" | "originally")
    };
    let verb = word + 1 + clauses.tokens[word + 1..].iter().take(2).take_while(first).count();
    let said = token(verb)?.verb.as_ref()?;
    let reports = said.forms.participle
        && (cues::is("say", &said.lemma) || matches!(&*said.lemma, "spot" | "notice" | "publish"));
    let mut near = verb + 1..clauses.tokens.len().min(verb + BY);
    let by = near.find(|at| &*clauses.tokens[*at].lower == "by")?;
    let phrase = clauses.phrases.iter().position(|phrase| phrase.words.start == by + 1)?;
    let comma = clauses.tokens[verb..by].iter().any(|token| token.class == Class::Comma);
    (reports && !comma).then_some(phrase)
}

/// What stands in a paper is so in it.
const WRITTEN: &[&str] = &[
    "alleged",
    "charged",
    "claimed",
    "described",
    "detailed",
    "disclosed",
    "documented",
    "explained",
    "laid",
    "noted",
    "outlined",
    "recorded",
    "reported",
    "set",
    "shown",
    "stated",
    "summarised",
    "summarized",
];

/// The phrase of the paper in "As alleged in the indictment,", "as set out in a complaint", at the word "as", at the beginning or
/// behind a comma.
pub(super) fn as_written(clauses: &Clauses, word: usize) -> Option<usize> {
    let token = |at: usize| clauses.tokens.get(at);
    let before = word.checked_sub(1).and_then(token);
    let parted = before.is_none_or(|b| matches!(b.class, Class::Comma | Class::Quote));
    if !parted || &*token(word)?.lower != "as" {
        return None;
    }
    let adverb = usize::from(token(word + 1)?.class == Class::Adv);
    let verb = word + 1 + adverb;
    let out = usize::from(&*token(verb + 1)?.lower == "out");
    let within = verb + 1 + out;
    if !WRITTEN.contains(&&*token(verb)?.lower) || &*token(within)?.lower != "in" {
        return None;
    }
    let phrase = clauses.phrases.iter().position(|phrase| phrase.words.start == within + 1)?;
    cues::is("document", clauses.head(phrase)).then_some(phrase)
}

/// Verbs behind which, and a colon, a quotation follows.
const GO_ON: &[&str] = &["elaborate", "expand", "continue", "quip", "joke", "recall"];

/// Verbs by which something said or written is put out.
const PUT_OUT: &[&str] = &[
    "issue", "issued", "release", "publish", "post", "send", "make", "give", "share", "offer",
    "have", "upload", "leave", "put", "provide",
];

/// What is put out.
const SPEECHES: &[&str] = &[
    "answer",
    "comment",
    "email",
    "explanation",
    "following",
    "letter",
    "message",
    "note",
    "post",
    "reply",
    "response",
    "statement",
    "this",
    "tweet",
];

/// "X issued the following statement: “...": the colon that opens a quotation, and who puts it out.
pub(super) fn introduced(reading: &Reading, clauses: &Clauses) -> Option<(usize, usize)> {
    let tokens = &clauses.tokens;
    let opens = |at: &usize| {
        tokens[*at].text == ":" && tokens.get(at + 1).is_some_and(|t| t.class == Class::Quote)
    };
    let colon = (0..tokens.len()).find(opens)?;
    let main =
        |at: &usize| clauses.groups[*at].main < colon && clauses.groups[*at].mood == Mood::Finite;
    let group = (0..clauses.groups.len()).find(main)?;
    let (verb, subject) = (&clauses.groups[group], clauses.frames[group].subject?);
    // "have" has no base form: it is an auxiliary.
    let lemma = tokens[verb.main].lemma().unwrap_or("have");
    let speech = tokens[verb.words.end..colon].iter().any(|t| SPEECHES.contains(&&*t.lower));
    let has = tokens[verb.main].class == Class::Have;
    let says =
        GO_ON.contains(&lemma) || PUT_OUT.contains(&lemma) && speech && (lemma != "have" || has);
    let head = &tokens[clauses.phrases[subject].head];
    let named = head.mention.is_some_and(|mention| {
        matches!(reading.label(mention), EntityLabel::Per | EntityLabel::Org | EntityLabel::Group)
    });
    let speaks = named || matches!(&*head.lower, "he" | "she");
    (says && speaks && !verb.passive && verb.negation.is_none()).then_some((colon, subject))
}

/// Who put out the paper whose words a phrase of it begins: of "X issued a statement that rejected it" that of X.
pub(in crate::extract::statements) fn issuer(clauses: &Clauses, paper: usize) -> Option<usize> {
    const PAPERS: &[&str] = &["statement", "letter", "post", "message", "note", "commentary"];
    // Verbs that the table does not have are as they stand.
    const ISSUE: &[&str] =
        &["issued", "issues", "issue", "release", "publish", "send", "post", "put", "circulated"];
    let item = clauses.phrases[paper].item;
    let Item::Group(verb) = *clauses.items.get(item.checked_sub(1)?)? else { return None };
    let group = &clauses.groups[verb];
    let issues = PAPERS.contains(&clauses.head(paper))
        && clauses.tokens[group.main].lemma().is_some_and(|lemma| ISSUE.contains(&lemma));
    let active = group.mood == Mood::Finite && !group.passive && group.negation.is_none();
    clauses.frames[verb].subject.filter(|_| issues && active)
}
