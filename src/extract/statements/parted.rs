//! Clauses of one sentence that are told by different voices, or in different ways, without a denial.
//!
//! | sentence | parts |
//! |---|---|
//! | "X was charged after investigators found that Y" | "X was charged", by the article; Y, by investigators |
//! | "After the police said that Y, X left" | Y, by the police; "X left" |
//! | "X, who had admitted to Y, was jailed" | the whole by the article; Y, by X |
//! | "X said that A, while Y said that B" | A, by X; B, by Y |
//! | "They did not pay, and the gang leaked it" | two clauses, of which one is negated |

use std::ops::Range;

use super::cues;
use super::kind::{self, is_main};
use super::said::{hangs, opening};
use super::speakers::{Ascribed, By, is_quoted};
use super::split::{Part, chosen, part, place};
use super::verbs;
use crate::extract::clauses::{Class, Clauses, Item, Mood};
use crate::taxonomy::StatementKind;

/// The parts of a clause in which nobody denies anything.
pub(super) fn parts(clauses: &Clauses, ascriptions: &[Ascribed], words: Range<usize>) -> Vec<Part> {
    if let Some(at) = hangs_from(clauses, ascriptions, &words) {
        let main = part(clauses, &[], words.start..at);
        let own = |a: &&Ascribed| place(clauses, a) > at;
        let later: Vec<Ascribed> = ascriptions.iter().filter(own).copied().collect();
        let told = part(clauses, &later, at + 1..words.end);
        return vec![main.clone(), of_the_charge(clauses, &main, told)];
    }
    if let Some(end) = opened_by(clauses, ascriptions, &words) {
        let told = part(clauses, ascriptions, words.start..end - 1);
        return vec![told, part(clauses, &[], end..words.end)];
    }
    if let Some((by, close)) = aside(clauses, ascriptions, &words) {
        let first = clauses.groups[by].words.start;
        let told = part(clauses, ascriptions, first..close);
        let beside: Vec<Ascribed> =
            ascriptions.iter().filter(|a| a.by != By::Verb(by)).copied().collect();
        return vec![part(clauses, &beside, words), told];
    }
    if let Some((first, second)) = two_voices(clauses, ascriptions, &words) {
        let own = |range: &Range<usize>| {
            let inside = |a: &&Ascribed| range.contains(&place(clauses, a));
            ascriptions.iter().filter(inside).copied().collect::<Vec<_>>()
        };
        let (one, other) = (own(&first), own(&second));
        return vec![part(clauses, &one, first), part(clauses, &other, second)];
    }
    if let Some((verb, first, second)) = says_another(clauses, ascriptions, &words) {
        let again = Ascribed { by: By::Verb(verb), ..ascriptions[0] };
        return vec![part(clauses, &ascriptions[..1], first), part(clauses, &[again], second)];
    }
    let whole = part(clauses, ascriptions, words);
    // "The bank said it had not paid, and the files were online": both by the bank.
    match turns(clauses, ascriptions, &whole) {
        Some((first, second)) => {
            vec![Part { words: first, ..whole.clone() }, Part { words: second, ..whole }]
        }
        None => vec![whole],
    }
}

/// "was charged after investigators found that he had": what leads to a charge is no more than that.
fn of_the_charge(clauses: &Clauses, main: &Part, told: Part) -> Part {
    let alleged = kind::kind(clauses, &main.words).filter(|cue| cue.0 == StatementKind::Alleged);
    let plain = told.cue.is_none() && kind::kind(clauses, &told.words).is_none();
    match alleged.filter(|_| plain) {
        Some(cue) => Part { cue: Some(cue), ..told },
        None => told,
    }
}

/// The word that hangs the clause of who says something on one that tells something itself: "was charged after
/// investigators found that".
fn hangs_from(clauses: &Clauses, ascriptions: &[Ascribed], words: &Range<usize>) -> Option<usize> {
    let ascribed = chosen(clauses, ascriptions)?;
    let By::Verb(group) = ascribed.by else { return None };
    let verb = &clauses.groups[group];
    let phrase = &clauses.phrases[ascribed.phrase];
    if verb.mood != Mood::Finite || phrase.item > verb.item {
        return None;
    }
    // "before the year is out, warned Smith": nothing told follows the verb, which has another subject.
    let finite = |at: usize| clauses.groups[at].mood == Mood::Finite;
    let comma = clauses.items[verb.item - 1] == Item::Comma;
    if comma && !(group + 1..clauses.groups.len()).any(finite) {
        return None;
    }
    let at = match clauses.items[phrase.item.checked_sub(1)?] {
        Item::Prep(word) if joins(&clauses.tokens[word].lower) => word,
        Item::Sub(word) if depends(&clauses.tokens[word].lower) => word,
        _ => return None,
    };
    let first = ascriptions.iter().all(|a| place(clauses, a) > at);
    // "Police, who came after neighbours said that": in an aside everything is.
    let mut before = (0..clauses.groups.len()).filter(|group| {
        (words.start..at).contains(&clauses.groups[*group].main) && is_main(clauses, *group)
    });
    let main = before.next().filter(|main| clauses.frames[*main].subject.is_some())?;
    let opens = opening(clauses, words).is_some_and(|end| clauses.groups[main].main < end);
    // "The gang did not reply, and": whoever is silent says nothing, nor do those "speaking after a paper reported that".
    let group = &clauses.groups[main];
    let lemma = clauses.tokens[group.main].lemma().unwrap_or_default();
    let silent = group.negation.is_some() && verbs::is_silent(lemma) || lemma == "speak";
    (first && !opens && !silent && !is_quoted(clauses, at)).then_some(at)
}

/// Prepositions that may begin a clause.
fn joins(lower: &str) -> bool {
    matches!(lower, "after" | "before" | "since" | "until")
}

/// Conjunctions of a clause that says when, why, or in spite of what. Not "if", nor "as police say".
fn depends(lower: &str) -> bool {
    matches!(lower, "because" | "when" | "once" | "though" | "although" | "while" | "whereas")
}

/// One past the comma behind a clause that opens the sentence and has its only source: "After the FBI said that ..., ".
fn opened_by(clauses: &Clauses, ascriptions: &[Ascribed], words: &Range<usize>) -> Option<usize> {
    let end = opening(clauses, words)?;
    let joined = hangs(clauses, words).is_some();
    let inside = |a: &Ascribed| match a.by {
        By::Verb(group) => {
            clauses.groups[group].mood == Mood::Finite && clauses.groups[group].main < end
        }
        _ => false,
    };
    let speaks = !ascriptions.is_empty() && ascriptions.iter().all(inside);
    (joined && speaks && end + 1 < words.end).then_some(end)
}

/// No aside is longer, in words.
const ASIDE: usize = 40;

/// The verb by which somebody says something in an aside, and the comma that closes it: "X, who had admitted it, was
/// jailed". None where the sentence has another source.
fn aside(
    clauses: &Clauses,
    ascriptions: &[Ascribed],
    words: &Range<usize>,
) -> Option<(usize, usize)> {
    let ascribed = chosen(clauses, ascriptions)?;
    let By::Verb(group) = ascribed.by else { return None };
    let opens = clauses.groups[group].words.start;
    let comma = |at: &usize| clauses.tokens[*at].class == Class::Comma;
    let opened = clauses.tokens[words.start..opens].iter().rev().take(ASIDE / 4);
    let opened = opened.into_iter().any(|token| token.class == Class::Comma);
    let begins_main = |at: &usize| {
        let next =
            |other: usize| is_main(clauses, other) && clauses.groups[other].words.start == at + 1;
        (group + 1..clauses.groups.len()).any(next)
    };
    let main = clauses.groups[group].main;
    let mut near = main + 1..words.end.min(main + ASIDE);
    let close = near.find(|at| comma(at) && begins_main(at))?;
    (opened && kind::relative(clauses, group)).then_some((group, close))
}

/// What two speakers say, one behind the other: "Kyiv said the mail was read, while Minsk said nobody had".
fn two_voices(
    clauses: &Clauses,
    ascriptions: &[Ascribed],
    words: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let first = chosen(clauses, ascriptions)?;
    let verb = |a: &Ascribed| match a.by {
        By::Verb(group) if is_main(clauses, group) => Some(clauses.groups[group].words.start),
        _ => None,
    };
    let opens = clauses.phrases[first.phrase].words.start < verb(&first)?;
    let second = ascriptions.iter().find(|other| place(clauses, other) > place(clauses, &first))?;
    let speaker = &clauses.phrases[second.phrase];
    // "they were hit, and each of them says": the same voice.
    let same = speaker.pronoun
        || matches!(
            &*clauses.tokens[speaker.words.start].lower,
            "each" | "both" | "all" | "some" | "most" | "one"
        );
    if !opens || same || speaker.words.start > verb(second)? {
        return None;
    }
    let left = |back: usize| speaker.item.checked_sub(back).map(|at| clauses.items[at]);
    let at = speaker.words.start.checked_sub(1)?;
    let joined = match left(1)? {
        Item::Sub(word) => {
            matches!(&*clauses.tokens[word].lower, "while" | "whereas" | "although" | "though")
        }
        Item::Conj => left(2) == Some(Item::Comma),
        _ => false,
    };
    let told = place(clauses, &first) + 1 < at && !is_quoted(clauses, at);
    (joined && told).then(|| (words.start..at, at + 1..words.end))
}

/// "The clinic confirmed that it was hacked but said no files were taken": two clauses of one speaker, each with a verb of saying, only
/// one of which is negated. The second verb, and where each begins and ends.
fn says_another(
    clauses: &Clauses,
    ascriptions: &[Ascribed],
    words: &Range<usize>,
) -> Option<(usize, Range<usize>, Range<usize>)> {
    let first = ascriptions.first()?;
    let By::Verb(one) = first.by else { return None };
    let speaker = &clauses.phrases[first.phrase];
    // The subject of the second verb may seem to be the last one: "it".
    let same = |at: usize| {
        let subject = clauses.frames[at].subject;
        subject.is_some_and(|s| s == first.phrase || clauses.phrases[s].pronoun)
    };
    let joined = |at: usize| {
        let before = clauses.groups[at].words.start.checked_sub(1);
        before.is_some_and(|word| matches!(&*clauses.tokens[word].lower, "but" | "and"))
    };
    let says = |at: &usize| {
        let lemma = clauses.tokens[clauses.groups[*at].main].lemma();
        lemma.is_some_and(|lemma| cues::is("say", lemma))
            && is_main(clauses, *at)
            && same(*at)
            && joined(*at)
    };
    let other = (one + 1..clauses.groups.len()).take(JOINTS).find(says)?;
    let verb = clauses.groups[other].words.start;
    let at = verb - 1;
    let opens = speaker.words.start < clauses.groups[one].words.start && is_main(clauses, one);
    let negated = |range: Range<usize>| {
        kind::kind(clauses, &range).is_some_and(|cue| cue.0 == StatementKind::Negated)
    };
    let before = clauses.groups[one].words.end..at;
    let behind = clauses.groups[other].words.end..words.end;
    let turns = opens
        && words.contains(&at)
        && !is_quoted(clauses, at)
        && negated(before) != negated(behind);
    turns.then_some((other, words.start..at, verb..words.end))
}

/// The two clauses of what somebody says, each with a subject of its own and joined by "and", "but" or "so", only one of
/// which is negated: "They did not pay, and the gang leaked it".
fn turns(
    clauses: &Clauses,
    ascriptions: &[Ascribed],
    whole: &Part,
) -> Option<(Range<usize>, Range<usize>)> {
    let words = &whole.words;
    if whole.cue.is_some() {
        return None;
    }
    let told = |range: &Range<usize>| {
        (0..clauses.groups.len()).any(|at| {
            range.contains(&clauses.groups[at].main)
                && is_main(clauses, at)
                && clauses.frames[at].subject.is_some()
        })
    };
    let negated = |range: &Range<usize>| {
        kind::kind(clauses, range).is_some_and(|cue| cue.0 == StatementKind::Negated)
    };
    let says =
        |range: &Range<usize>| ascriptions.iter().any(|a| range.contains(&place(clauses, a)));
    let joints = (0..clauses.items.len()).filter_map(|item| begins(clauses, item)).take(JOINTS);
    joints.into_iter().find_map(|(at, start)| {
        if !(words.contains(&at) && words.contains(&start)) || is_quoted(clauses, at) {
            return None;
        }
        let (first, second) = (words.start..at, start..words.end);
        if !told(&first) || says(&second) {
            return None;
        }
        // "broke in, and the shops could not open": what was done, and no more.
        let but = &*clauses.tokens[at].lower == "but";
        let turns = match (negated(&first), negated(&second)) {
            (true, false) => true,
            (false, true) => but,
            _ => false,
        };
        turns.then_some((first, second))
    })
}

/// No more clauses are looked at.
const JOINTS: usize = 6;

/// The "and", "but" or "so" at an item, and the first word of the clause that it joins.
fn begins(clauses: &Clauses, item: usize) -> Option<(usize, usize)> {
    if !matches!(clauses.items[item], Item::Conj | Item::Sub(_)) {
        return None;
    }
    let next = item + 1;
    let Some(Item::Phrase(subject)) = clauses.items.get(next).copied() else { return None };
    let start = clauses.phrases[subject].words.start;
    let at = start.checked_sub(1)?;
    let joins = matches!(&*clauses.tokens[at].lower, "and" | "but" | "so");
    let own = |group: usize| {
        is_main(clauses, group)
            && clauses.frames[group].subject == Some(subject)
            && clauses.groups[group].item > next
    };
    (joins && (0..clauses.groups.len()).any(own)).then_some((at, start))
}

/// Those who only listen: "jurors heard that", "the court was told", "the Council heard that".
pub(super) fn hears(clauses: &Clauses, at: usize) -> bool {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let finite = group.mood == Mood::Finite && group.negation.is_none();
    let Some(subject) = frame.subject.filter(|_| finite) else { return false };
    match clauses.tokens[group.main].lemma() {
        Some("hear") => !group.passive,
        Some("tell") => group.passive && is_court(clauses, subject),
        _ => false,
    }
}

/// Whether a court or a jury hears something, which is not proven by that.
pub(super) fn is_court(clauses: &Clauses, phrase: usize) -> bool {
    let court = |word: &str| {
        cues::is("judge", word) || matches!(word, "hearing" | "inquest" | "magistrates" | "bailey")
    };
    clauses.words(phrase).iter().any(|word| court(&word.lower))
}
