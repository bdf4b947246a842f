//! When and by whom a deed is told, which is not when it was done: "said on Tuesday", "police on Monday arrested two men who had
//! hacked the bank in May", and the day of the dateline.

use super::draft::Draft;
use super::nouns;
use super::scene::Scene;
use crate::extract::clauses::{Class, Frame, Group, Mood, SAYING};
use crate::taxonomy::{AmountKind, EntityLabel};
use crate::text::Span;

/// No dateline has more words and marks.
const DATELINE: usize = 16;

/// Between a verb and its date there are no more phrases: "sentenced Reznik to five years in Boston on Monday".
const PHRASES: usize = 3;

/// Whether a verb says something.
pub(super) fn says(lemma: &str) -> bool {
    SAYING.contains(&lemma)
        || matches!(lemma, "report" | "disclose" | "deny" | "reveal" | "add" | "write" | "find")
}

/// Whether a verb says what courts, prosecutors and police do about a deed.
pub(super) fn judges(lemma: &str) -> bool {
    matches!(
        lemma,
        "charge"
            | "indict"
            | "accuse"
            | "blame"
            | "arrest"
            | "detain"
            | "extradite"
            | "convict"
            | "acquit"
            | "sentence"
            | "plead"
            | "sanction"
            | "designate"
            | "redesignate"
            | "blacklist"
            | "remand"
            | "jail"
            | "imprison"
            | "fine"
            | "unseal"
    )
}

/// Whether a date of a sentence is that of its dateline, or of a verb that only tells of the deed.
pub(super) fn is_of_telling(scene: &Scene, draft: &Draft, date: Span) -> bool {
    let tokens = &scene.clauses.tokens;
    let start = tokens.partition_point(|token| token.span.end() <= date.start());
    let end = tokens.partition_point(|token| token.span.start() < date.end());
    if end <= dateline(scene) {
        return true;
    }
    // "a backup dated to April 2016": the date of that thing.
    let mut led = tokens[..start]
        .iter()
        .rev()
        .skip_while(|token| matches!(&*token.lower, "on" | "in" | "to" | "the" | "as" | "of"));
    if led.next().is_some_and(|token| &*token.lower == "dated") {
        return true;
    }
    // "since March", "by May" are of what is told.
    let mut first = start;
    while let Some(before) = first.checked_sub(1) {
        match &*tokens[before].lower {
            "on" | "in" | "late" | "early" | "the" => first = before,
            "since" | "by" | "until" | "from" | "between" | "during" | "after" | "before" => {
                return false;
            }
            _ => break,
        }
    }
    let verb = verb_before(scene, first).or_else(|| verb_behind(scene, first, end));
    verb.is_some_and(|group| only_tells(scene, draft, group))
}

/// Whether the verb of a group tells of a deed, and is not the word for it.
fn only_tells(scene: &Scene, draft: &Draft, group: usize) -> bool {
    let (group, frame) = (&scene.clauses.groups[group], &scene.clauses.frames[group]);
    let lemma = scene.lemma(group);
    judges(lemma)
        || frame.object.is_some_and(|what| is_measure(scene, lemma, what))
        || lemma == "seize" && is_of_police(scene, group, frame)
        || lemma == "appear" && is_in_court(scene, frame)
        || matches!(lemma, "receive" | "get")
            && frame.object.is_some_and(|what| is_letter(scene, what))
        || says(lemma) && !group.words.contains(&draft.word)
}

/// Whether a state or a court answers a deed: "imposed sanctions on Thursday", "filed charges".
fn is_measure(scene: &Scene, lemma: &str, what: usize) -> bool {
    matches!(
        lemma,
        "impose"
            | "file"
            | "bring"
            | "announce"
            | "unveil"
            | "slap"
            | "declare"
            | "cut"
            | "open"
            | "launch"
    ) && matches!(
        scene.clauses.head(what),
        "sanctions"
            | "charges"
            | "indictment"
            | "indictments"
            | "emergency"
            | "ties"
            | "relations"
            | "investigation"
            | "probe"
            | "inquiry"
    )
}

/// Whether something tells of a deed to whom it comes: "received a letter on January 19".
fn is_letter(scene: &Scene, phrase: usize) -> bool {
    matches!(
        scene.clauses.head(phrase),
        "letter" | "letters" | "notice" | "notices" | "notification" | "notifications" | "tip"
    )
}

/// Whether police seize, not those who take a network over.
fn is_of_police(scene: &Scene, group: &Group, frame: &Frame) -> bool {
    let who = scene.clauses.doer(group, frame);
    who.is_some_and(|who| scene.lower(who).any(|word| nouns::is("police", word)))
}

/// Whether a preposition sets no deed in a place, but what is done about one: "pleaded guilty on Feb. 11 in Boston", "searched
/// seven premises in Hesse". Whom somebody accuses, and whom sanctions hit, may be at home where the deed was done.
pub(super) fn is_of_procedure(scene: &Scene, preposition: usize) -> bool {
    verb_before(scene, preposition).is_some_and(|group| {
        let (group, frame) = (&scene.clauses.groups[group], &scene.clauses.frames[group]);
        let lemma = scene.lemma(group);
        judges(lemma) && !matches!(lemma, "accuse" | "blame" | "sanction")
            || lemma == "seize" && is_of_police(scene, group, frame)
            || lemma == "appear" && is_in_court(scene, frame)
    })
}

/// "appeared in court", "before a judge", not on a list or a page.
fn is_in_court(scene: &Scene, frame: &Frame) -> bool {
    let court = |word: &str| matches!(word, "court" | "judge" | "magistrate" | "magistrates");
    frame.preps.iter().any(|(_, phrase)| scene.lower(*phrase).any(court))
}

/// The verb that a date or a place stands behind, with no more between them than its object and where and to whom: "said on Monday", "told
/// reporters in Paris on Monday", "arrested two men on Monday". Not where an act stands between, nor, behind a verb of saying,
/// somebody who does more: "said the theft in May", "said hackers in May had stolen".
fn verb_before(scene: &Scene, date: usize) -> Option<usize> {
    let clauses = scene.clauses;
    let (mut at, mut between, mut object) = (date, Vec::new(), false);
    // "sentenced to more than eight years in prison on Monday"
    let mut term = false;
    loop {
        at = at.checked_sub(1)?;
        let group = clauses.groups.partition_point(|group| group.words.end <= at);
        if clauses.groups.get(group).is_some_and(|group| group.words.contains(&at)) {
            let others = || clauses.frames.iter().enumerate().filter(|(other, _)| *other != group);
            let does = |phrase: &usize| others().any(|(_, frame)| frame.subject == Some(*phrase));
            let judged = judges(scene.lemma(&clauses.groups[group]));
            return (judged || !between.iter().any(does)).then_some(group);
        }
        // "arrested on March 2 in Spain"
        let of_date = clauses.tokens[at + 1].class == Class::Time
            && matches!(&*clauses.tokens[at].lower, "on" | "in");
        let is_term =
            |amount: usize| scene.reading.story.amounts[amount].kind == AmountKind::Duration;
        let lower = &*clauses.tokens[at].lower;
        let of_term = clauses.tokens[at].amount.is_some_and(is_term)
            || term && matches!(lower, "to" | "more" | "than" | "nearly" | "almost");
        term = of_term;
        if matches!(clauses.tokens[at].class, Class::Adv | Class::Time) || of_date || of_term {
            continue;
        }
        let phrase = clauses.phrases.partition_point(|phrase| phrase.words.end <= at);
        let words = clauses.phrases.get(phrase).map(|phrase| phrase.words.clone())?;
        let act = nouns::act(clauses.head(phrase)).is_some();
        if act || object || between.len() == PHRASES || !words.contains(&at) {
            return None;
        }
        between.push(phrase);
        at = words.start;
        let before = at.checked_sub(1)?;
        match &*clauses.tokens[before].lower {
            "in" | "at" | "to" | "by" | "from" | "with" | "on" => at = before,
            _ => object = true,
        }
    }
}

/// The verb that a date stands right before, behind its subject: "police in Madrid on Tuesday arrested"; or that of the first
/// clause behind a date that the sentence begins with: "On Tuesday, the FBI said that".
fn verb_behind(scene: &Scene, from: usize, to: usize) -> Option<usize> {
    let clauses = scene.clauses;
    let group = clauses.groups.partition_point(|group| group.words.start < to);
    let verb = clauses.groups.get(group).filter(|verb| verb.mood == Mood::Finite)?;
    let subject = clauses.phrases[clauses.frames[group].subject?].words.clone();
    if from == 0 || from == dateline(scene) {
        // "In May, the FBI said, hackers struck" may be of the hackers.
        let begins = clauses.tokens[to..subject.start.max(to)]
            .iter()
            .all(|token| matches!(token.class, Class::Comma | Class::Det));
        let aside =
            clauses.tokens.get(verb.words.end).is_some_and(|next| next.class == Class::Comma);
        return (subject.start >= to && begins && !aside).then_some(group);
    }
    let act = nouns::act(clauses.head(clauses.frames[group].subject?)).is_some();
    let between = clauses.tokens.get(subject.end..from)?;
    let plain = between.iter().all(|token| {
        matches!(token.class, Class::Prep | Class::Det | Class::Poss) || token.nominal()
    });
    let acts = between.iter().any(|token| nouns::act(&token.lower).is_some());
    let beside = clauses.tokens[to..verb.words.start].iter().all(|token| token.class == Class::Adv);
    (plain && !act && !acts && beside).then_some(group)
}

/// The days on which a sentence says that the deed told before it was done: "The incident occurred in October 2016".
pub(super) fn occurred(scene: &Scene) -> Vec<usize> {
    let clauses = scene.clauses;
    let dates = &scene.reading.story.dates;
    let deed = |phrase: usize| {
        let head = clauses.head(phrase);
        let one = head.strip_suffix('s').unwrap_or(head);
        let known = matches!(&*clauses.words(phrase)[0].lower, "the" | "this");
        known && (nouns::act(head).is_some() || matches!(one, "incident" | "leak"))
    };
    let mut verbs = clauses.groups.iter().zip(&clauses.frames).enumerate();
    let happens = |(_, (group, frame)): &(usize, (&Group, &Frame))| {
        let lemma = scene.lemma(group);
        let place = frame.object.is_some_and(|object| clauses.head(object) == "place");
        group.mood == Mood::Finite
            && group.modal.is_none()
            && group.negation.is_none()
            && (matches!(lemma, "occur" | "happen") || lemma == "take" && place)
            && frame.subject.is_some_and(deed)
    };
    let Some((at, (group, _))) = verbs.find(happens) else { return Vec::new() };
    let end = clauses.groups.get(at + 1).map_or(clauses.tokens.len(), |next| next.words.start);
    let span = clauses.span(&(group.words.start..end));
    (0..dates.len()).filter(|date| span.contains(dates[*date].span)).collect()
}

/// One past the dateline that a sentence begins with, and past its dash: "MANILA, March 7, 2025 (Reuters) -", "LONDON, June 5 (AP)"; 0 without one.
fn dateline(scene: &Scene) -> usize {
    let tokens = &scene.clauses.tokens;
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    let head = tokens.iter().take(DATELINE).take_while(|token| {
        let known = matches!(token.class, Class::Time | Class::Number);
        known || capital(token.text) || matches!(token.text, "," | "." | "(" | ")" | "/")
    });
    let head = head.count();
    let place = tokens.first().is_some_and(|first| match first.mention {
        Some(mention) => scene.reading.label(mention) == EntityLabel::Loc,
        None => first.text.len() > 1 && first.text.chars().all(char::is_uppercase),
    });
    let dash =
        tokens.get(head).is_some_and(|token| matches!(token.text, "-" | "–" | "—" | "--" | "―"));
    let closes = tokens[..head].iter().rposition(|token| matches!(token.text, ")" | "/"));
    let opens = closes.and_then(|closes| {
        tokens[..closes].iter().rposition(|token| matches!(token.text, "(" | "/"))
    });
    let agency = closes.zip(opens).filter(|(closes, opens)| {
        tokens[*opens..*closes].iter().all(|token| token.class != Class::Time)
    });
    match agency {
        _ if dash && (place || agency.is_some()) => head + 1,
        Some((closes, _)) if place => closes + 1,
        _ => 0,
    }
}
