//! The parts of a sentence that are said by one speaker in one way.
//!
//! Most sentences have one. A denial beside an accusation makes a second: "Washington accused
//! Tehran, which denied it", "..., rejecting claims that ...", "..., but Moscow denied ...".

use std::ops::Range;

use super::cues;
use super::kind::{self, Cued};
use super::parted::{self, hears};
use super::said::{after_verb, begins_clause, goes_on_behind, opening, said, tells, without};
use super::speakers::{self, Ascribed, By, is_quote};
use super::verbs;
use crate::extract::clauses::{Class, Clauses, Group, Item, Mood, Token};
use crate::taxonomy::{StatementKind, StatementSource};

/// A part of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The words that are said.
    pub words: Range<usize>,
    pub ascribed: Option<Ascribed>,
    /// The kind, where the ascription already tells it.
    pub cue: Option<Cued>,
    /// Whether the ascription is an accusation.
    pub accuses: bool,
}

/// The parts of a sentence in which something is said, in order: none of "According to Reuters,".
pub(super) fn split(clauses: &Clauses, ascriptions: &[Ascribed]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mute = |at: &usize| is_silent_up_to(clauses, *at);
    for at in semicolons(clauses).filter(|at| !mute(at)).chain([clauses.tokens.len()]) {
        let inside = |a: &&Ascribed| (from..at).contains(&place(clauses, a));
        let own: Vec<Ascribed> = ascriptions.iter().filter(inside).copied().collect();
        let behind = in_contrast(clauses, &(from..at))
            .filter(|end| ascriptions.iter().all(|ascribed| place(clauses, ascribed) >= *end));
        if let Some(behind) = behind {
            let told = from..behind;
            parts.push(Part { words: told, ascribed: None, cue: None, accuses: false });
            from = behind;
        }
        parts.extend(clause(clauses, &own, from..at));
        from = at;
    }
    parts.retain(|part| !part.words.is_empty());
    parts
}

/// One past the comma behind "In contrast to the hack of X," and "Unlike the theft at X,": that deed was done, whatever
/// the sentence says of the other.
fn in_contrast(clauses: &Clauses, words: &Range<usize>) -> Option<usize> {
    let lower = |at: usize| clauses.tokens.get(at).map_or("", |token| &*token.lower);
    let first = words.start;
    let contrast = match lower(first) {
        "unlike" => true,
        "in" => lower(first + 1) == "contrast" && matches!(lower(first + 2), "to" | "with"),
        "contrary" => lower(first + 1) == "to",
        _ => false,
    };
    if !contrast {
        return None;
    }
    let comma = |at: &usize| clauses.tokens[*at].class == Class::Comma;
    let end = words
        .clone()
        .filter(comma)
        .find(|at| lower(*at + 1) == "there" || begins_clause(clauses, *at))?;
    let deed = |token: &Token| cues::is("threat", &token.lower) && token.lower.len() > 3;
    clauses.tokens[first..end].iter().any(deed).then_some(end + 1)
}

/// "Minsk did not respond; the Kremlin denied it": whether the clause up to a semicolon only tells that somebody is silent.
fn is_silent_up_to(clauses: &Clauses, semicolon: usize) -> bool {
    let before = clauses.groups.partition_point(|group| group.main < semicolon);
    let mut main = (0..before).filter(|at| kind::is_main(clauses, *at));
    let silent = |at: usize| {
        let group = &clauses.groups[at];
        let lemma = clauses.tokens[group.main].lemma();
        group.negation.is_some() && lemma.is_some_and(verbs::is_silent)
    };
    main.next().is_some_and(silent) && main.next().is_none()
}

/// The semicolons with a clause on either side.
fn semicolons<'c>(clauses: &'c Clauses) -> impl Iterator<Item = usize> + 'c {
    let finite = || clauses.groups.iter().filter(|group| group.mood == Mood::Finite);
    let first = finite().next().map_or(usize::MAX, |group| group.main);
    let last = finite().next_back().map_or(0, |group| group.main);
    let marks = (0..clauses.tokens.len()).filter(|at| clauses.tokens[*at].text == ";");
    marks.filter(move |at| first < *at && *at < last).take(1)
}

/// The claim that a verb of denying rejects, where its words follow: "rejected a claim that it had been robbed" is the claim, and the
/// denial.
fn claim(clauses: &Clauses, group: usize) -> Option<usize> {
    clauses.frames[group].object.filter(|object| {
        cues::is("claim", clauses.head(*object))
            && match clauses.items.get(clauses.phrases[*object].item + 1) {
                Some(Item::That) => true,
                // "dismissed the report as a tale" says nothing of what the report says, "rejected the charge of
                // theft", "rejected claims of theft as a smear" no more than "denied the theft".
                Some(Item::Prep(word)) => {
                    &*clauses.tokens[*word].lower != "as"
                        && !as_what(clauses, *word)
                        && !matches!(
                            clauses.head(*object),
                            "charge"
                                | "charges"
                                | "accusation"
                                | "accusations"
                                | "allegation"
                                | "allegations"
                        )
                }
                _ => false,
            }
    })
}

/// The parts of a clause.
fn clause(clauses: &Clauses, ascriptions: &[Ascribed], words: Range<usize>) -> Vec<Part> {
    let denial = ascriptions.iter().find(|ascribed| speakers::denies(clauses, ascribed));
    let Some(denial) = denial else { return parted::parts(clauses, ascriptions, words) };
    let By::Verb(group) = denial.by else { return vec![part(clauses, ascriptions, words)] };
    let border = border(clauses, denial, group).max(words.start);
    let main = clauses.groups[group].main;
    let denied = Part {
        words: after_verb(clauses, group, border..words.end),
        ascribed: Some(*denial),
        cue: Some((StatementKind::Denied, main..main + 1)),
        accuses: false,
    };
    // "Reports of a theft were dismissed by the bank, which": what is denied stands before.
    let verb = &clauses.groups[group];
    let alone = ascriptions.iter().all(|a| place(clauses, a) >= main && a.phrase == denial.phrase);
    if verb.passive && kind::is_main(clauses, group) && alone && verb.words.start > words.start + 1
    {
        return vec![Part { words: words.start..verb.words.start, ..denied }];
    }
    let claim = claim(clauses, group);
    if let (Some(object), true) = (claim, border <= words.start + 3) {
        let from = clauses.phrases[object].words.end;
        if from + 2 < words.end {
            let cue = clauses.phrases[object].words.clone();
            let alleged = Part {
                words: from..words.end,
                ascribed: None,
                cue: Some((StatementKind::Alleged, cue)),
                accuses: false,
            };
            let denied = Part { words: words.start..from, ..denied };
            return vec![alleged, denied];
        }
    }
    let earlier: Vec<Ascribed> =
        ascriptions.iter().filter(|a| place(clauses, a) < border).copied().collect();
    let before = |at: usize| (words.start..border).contains(&clauses.groups[at].main);
    // "would not discuss it but denied": whoever is silent says nothing.
    let mute = |at: usize| {
        let group = &clauses.groups[at];
        let lemma = clauses.tokens[group.main].lemma();
        group.negation.is_some() && lemma.is_some_and(verbs::is_silent)
    };
    // "Asked about the hack, X denied": what opens the sentence without a subject says nothing.
    let says = |at: usize| {
        let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
        !earlier.is_empty() || group.mood == Mood::Finite && frame.subject.is_some()
    };
    let says_something = (0..clauses.groups.len())
        .any(|at| before(at) && says(at) && !kind::relative(clauses, at) && !mute(at))
        && border > words.start + 2;
    // "Iran, which denies it, has armed the rebels, the panel said": said in passing.
    if let Some(close) = aside(clauses, group).filter(|_| !says_something) {
        let others: Vec<Ascribed> =
            ascriptions.iter().filter(|a| a.by != denial.by).copied().collect();
        if (0..clauses.groups.len()).any(|at| (close..words.end).contains(&clauses.groups[at].main))
        {
            let said = part(clauses, &others, words.clone());
            return vec![said, Part { words: main..close, ..denied }];
        }
    }
    // "Although Moscow denies it, Russia hacked the parliament, the minister said"
    let opening = opening(clauses, &words).filter(|end| main < *end && border < *end);
    if let Some(end) = opening.filter(|end| end + 1 < words.end) {
        let others: Vec<Ascribed> =
            ascriptions.iter().filter(|a| place(clauses, a) >= end).copied().collect();
        let behind = part(clauses, &others, end..words.end);
        return vec![Part { words: denied.words.start..end, ..denied }, behind];
    }
    if !says_something {
        // "denied the deal, but experts believe that it was struck": what comes behind is said anew.
        let other = |a: &&Ascribed| {
            place(clauses, a) > main && a.phrase != denial.phrase && is_joined(clauses, a)
        };
        let next = ascriptions.iter().find(other);
        let Some(next) = next else { return vec![denied] };
        let from = joined_from(clauses, next).max(main + 1);
        let later: Vec<Ascribed> =
            ascriptions.iter().filter(|a| place(clauses, a) >= from).copied().collect();
        // "A denies it and B denies that": another denial, and no clause of its own before it.
        let mut parts = vec![Part { words: denied.words.start..from, ..denied }];
        parts.extend(clause(clauses, &later, from..words.end));
        return parts;
    }
    if passes_on(clauses, &earlier, words.start..border) {
        return vec![denied];
    }
    let mut parts = parted::parts(clauses, &earlier, words.start..border);
    // "hit the bank, a charge that Moscow denies": what is denied is no more than alleged.
    if let (Some(noun), Some(last)) = (resumed(clauses, denial), parts.last_mut())
        && last.cue.is_none()
        && kind::kind(clauses, &last.words).is_none()
    {
        last.cue = Some((StatementKind::Alleged, clauses.phrases[noun].words.clone()));
    }
    parts.push(denied);
    parts
}

/// "hit the bank, a charge that Moscow denies", "a claim it rejects": the noun behind a comma that takes up what was
/// said, for the one who denies it.
fn resumed(clauses: &Clauses, denial: &Ascribed) -> Option<usize> {
    let item = clauses.phrases[denial.phrase].item;
    let left = |back: usize| item.checked_sub(back).map(|at| clauses.items[at]);
    let that = usize::from(left(1) == Some(Item::That));
    let Some(Item::Phrase(noun)) = left(1 + that) else { return None };
    let takes_up = cues::is("claim", clauses.head(noun));
    (takes_up && left(2 + that) == Some(Item::Comma)).then_some(noun)
}

/// "of theft as baseless": whether "as" follows a word, with no verb of a clause between.
fn as_what(clauses: &Clauses, word: usize) -> bool {
    let near = &clauses.tokens[word..clauses.tokens.len().min(word + CALLED)];
    let mut clause = near.iter().take_while(|token| {
        !matches!(token.class, Class::That | Class::Break | Class::Conj | Class::Relative)
    });
    clause.any(|token| &*token.lower == "as")
}

/// What a claim is called stands no further behind it, in words.
const CALLED: usize = 12;

/// "The company said its partner denies it": whether words only say who passes on what follows.
fn passes_on(clauses: &Clauses, ascriptions: &[Ascribed], words: Range<usize>) -> bool {
    let Some(ascribed) = ascriptions.last() else { return false };
    let By::Verb(group) = ascribed.by else { return false };
    let verb = &clauses.groups[group].words;
    // "Hackers to blame, X says, but": what is said stands before.
    let opens = clauses.phrases[ascribed.phrase].words.start < verb.start
        && !before_is_comma(clauses, ascribed);
    let before = |other: &Group| {
        other.mood == Mood::Finite && (words.start..verb.start).contains(&other.main)
    };
    // "told the BBC that": those who hear it are no part of it either.
    let end = match clauses.items.get(clauses.groups[group].item + 1) {
        Some(Item::Phrase(hearer)) if tells(clauses, group) => clauses.phrases[*hearer].words.end,
        _ => verb.end,
    };
    let behind = clauses.tokens.get(end..words.end).unwrap_or_default();
    let told = |token: &Token| {
        !matches!(
            token.class,
            Class::That | Class::Comma | Class::Quote | Class::Time | Class::Adv | Class::Prep
        )
    };
    opens && !clauses.groups.iter().any(before) && !behind.iter().any(told)
}

/// The comma that closes the relative clause of a group, as in "Iran, which denies it, has".
fn aside(clauses: &Clauses, group: usize) -> Option<usize> {
    let main = clauses.groups[group].main;
    let near = main + 1..clauses.tokens.len().min(main + 12);
    let close = near.into_iter().find(|at| clauses.tokens[*at].class == Class::Comma);
    close.filter(|_| kind::relative(clauses, group))
}

/// Whether "and" or "but" joins the clause of an ascription to the one before.
fn is_joined(clauses: &Clauses, ascribed: &Ascribed) -> bool {
    let from = joined_from(clauses, ascribed);
    from > 0 && clauses.tokens[from - 1].class == Class::Conj
}

/// The first word of the clause of an ascription.
fn joined_from(clauses: &Clauses, ascribed: &Ascribed) -> usize {
    let By::Verb(group) = ascribed.by else { return place(clauses, ascribed) };
    let verb = clauses.groups[group].words.start;
    let speaker = clauses.phrases[ascribed.phrase].words.start;
    let between = speaker < verb
        && clauses.tokens[speaker..verb].iter().all(|token| token.class != Class::Conj);
    if between { speaker } else { verb }
}

/// Where the clause of a denial begins.
fn border(clauses: &Clauses, denial: &Ascribed, group: usize) -> usize {
    let phrase = &clauses.phrases[denial.phrase];
    let mut item = clauses.groups[group].item;
    // "X issued a statement rejecting it"
    let issued = clauses.groups[group].mood == Mood::Gerund
        && item.checked_sub(1).is_some_and(|left| {
            matches!(clauses.items[left], Item::Phrase(paper)
                if speakers::issuer(clauses, paper) == Some(denial.phrase))
        });
    let finite = clauses.groups[group].mood == Mood::Finite || issued;
    // "he admitted the deliveries, but denied": a clause of its own.
    // "admitted hacking it but denied": whatever hangs on the first verb.
    let mut earlier = clauses.groups[..group].iter().rev().take(HANGING);
    let parted = earlier.find(|before| before.mood == Mood::Finite).is_some_and(|before| {
        before.item > phrase.item && clauses.items[before.item..item].contains(&Item::Conj)
    });
    if finite && phrase.item < item && phrase.item + 6 > item && !parted {
        item = phrase.item;
    }
    // "a charge that he denies": the noun before the subject.
    let noun = resumed(clauses, denial).map(|noun| clauses.phrases[noun].item);
    // "which he denies": the pronoun before the subject.
    let mut at = noun.unwrap_or(item);
    while at > 0
        && matches!(
            clauses.items[at - 1],
            Item::Relative | Item::Sub(_) | Item::Conj | Item::Comma | Item::Break | Item::Time
        )
    {
        at -= 1;
    }
    if at == 0 { 0 } else { first_word(clauses, at).unwrap_or(0) }
}

/// No more verbs hang on one.
const HANGING: usize = 4;

/// The first word of an item, as far as it is known.
fn first_word(clauses: &Clauses, item: usize) -> Option<usize> {
    match clauses.items[item] {
        Item::Phrase(phrase) => Some(clauses.phrases[phrase].words.start),
        Item::Group(group) => Some(clauses.groups[group].words.start),
        Item::Prep(word) | Item::Sub(word) => Some(word),
        _ => last_word(clauses, item.checked_sub(1)?).map(|word| word + 1),
    }
}

fn last_word(clauses: &Clauses, item: usize) -> Option<usize> {
    match clauses.items[item] {
        Item::Phrase(phrase) => Some(clauses.phrases[phrase].words.end - 1),
        Item::Group(group) => Some(clauses.groups[group].words.end - 1),
        Item::Prep(word) | Item::Sub(word) => Some(word),
        // "“state hacking”, which he denied": of the mark nothing is known.
        Item::Quote => last_word(clauses, item.checked_sub(1)?),
        _ => None,
    }
}

fn lemma<'c>(clauses: &'c Clauses, ascribed: &Ascribed) -> Option<&'c str> {
    let By::Verb(group) = ascribed.by else { return None };
    clauses.tokens[clauses.groups[group].main].lemma()
}

/// The word by which something is ascribed.
pub(super) fn place(clauses: &Clauses, ascribed: &Ascribed) -> usize {
    match ascribed.by {
        By::Verb(group) => clauses.groups[group].main,
        By::According(word) | By::Colon(word) => word,
    }
}

/// A part that is no denial.
pub(super) fn part(clauses: &Clauses, ascriptions: &[Ascribed], words: Range<usize>) -> Part {
    let Some(ascribed) = chosen(clauses, ascriptions) else {
        return Part { words, ascribed: None, cue: None, accuses: false };
    };
    match ascribed.by {
        By::Colon(word) => {
            let quotes = clauses.tokens.get(word + 1).is_some_and(|next| is_quote(next.class));
            let words = if (quotes || word < words.start + 8)
                && clauses.phrases[ascribed.phrase].words.start < word
            {
                word + 1..words.end
            } else {
                words.start..word
            };
            Part { words, ascribed: Some(ascribed), cue: None, accuses: true }
        }
        By::According(word) => {
            let accusing = accusing(clauses, ascribed.phrase);
            let end = clauses.phrases[ascribed.phrase].words.end;
            let cue = accusing.then_some((StatementKind::Alleged, word..end));
            Part {
                words: without(clauses, words, word, ascribed.phrase),
                ascribed: Some(ascribed),
                cue,
                accuses: !cues::is("judge", clauses.head(ascribed.phrase)),
            }
        }
        By::Verb(group) => {
            let lemma = lemma(clauses, &ascribed).unwrap_or_default().to_owned();
            let main = clauses.groups[group].main;
            let accuses = cues::is("accuse", &lemma);
            let document =
                ascribed.source == StatementSource::Document && accusing(clauses, ascribed.phrase);
            let negation = clauses.groups[group].negation;
            // "did not blame Russia", "does not claim that": nobody is accused.
            let accusing = || accuses || matches!(&*lemma, "claim" | "contend");
            let cue = if let (Some(not), true) = (negation, verbs::is_belief(&lemma) || accusing())
            {
                Some((StatementKind::Negated, not..main + 1))
            } else if accuses
                || document
                || matches!(&*lemma, "claim" | "contend" | "believe" | "think" | "boast" | "brag")
                || speakers::repeats(clauses, group)
            {
                Some((StatementKind::Alleged, main..main + 1))
            } else if lemma == "plead" {
                Some((StatementKind::Denied, main..main + 3))
            } else if matches!(&*lemma, "fear" | "predict" | "expect" | "worry")
                || matches!(&*lemma, "warn" | "caution") && is_to_come(clauses, main)
            {
                Some((StatementKind::Hypothetical, main..main + 1))
            } else {
                let not = verbs::finds_not(clauses, group);
                not.map(|words| (StatementKind::Negated, words))
                    .or_else(|| found_nothing(clauses, group))
            };
            // An accusation is said by the whole clause; speech by what the verb introduces.
            let whole = lemma == "plead"
                || speakers::accuses_by_an_act(clauses, group)
                || accuses && lemma != "allege" && lemma != "suspect"
                || clauses.groups[group].passive && !is_quoted_as(clauses, group)
                || is_what(clauses, ascribed.phrase);
            let goes_on = goes_on_behind(clauses, group, ascribed.phrase, words.start);
            let cue = cue.or_else(|| {
                let behind = goes_on.filter(|from| !whole && *from < words.end)?;
                kind::kind(clauses, &(behind..words.end))
            });
            let words = if whole || goes_on.is_some() {
                words
            } else {
                said(clauses, group, ascribed.phrase, words)
            };
            // Who finds something out, owns to it or judges accuses nobody.
            // A Justice Department prosecutes.
            let head = clauses.head(ascribed.phrase);
            let judge = || {
                clauses.words(ascribed.phrase).iter().any(|w| {
                    cues::is("judge", &w.lower) && (&*w.lower != "justice" || &*w.lower == head)
                })
            };
            let accuses = !cues::is("find", &lemma) && !cues::is("own", &lemma) && !judge();
            // "Jurors heard that": somebody tells them, and what is told in court is not proven.
            if hears(clauses, group) {
                let told = kind::kind(clauses, &words).filter(|_| words.start > main);
                let court = parted::is_court(clauses, ascribed.phrase);
                let alleged = court.then_some((StatementKind::Alleged, main..main + 1));
                let cue = told.or(alleged);
                return Part { words, ascribed: None, cue, accuses: false };
            }
            Part { words, ascribed: Some(ascribed), cue, accuses }
        }
    }
}

/// "found no malware", "saw no sign of it".
fn found_nothing(clauses: &Clauses, group: usize) -> Option<Cued> {
    const FINDS: &[&str] = &["find", "see", "detect", "observe", "discover", "identify"];
    verbs::none_of(clauses, group, FINDS).map(|object| (StatementKind::Negated, object))
}

/// "was quoted as saying": a passive behind which the words follow.
fn is_quoted_as(clauses: &Clauses, group: usize) -> bool {
    clauses.tokens[clauses.groups[group].main].lemma().is_some_and(|lemma| lemma == "say")
}

/// "of what officials have said is a small number": who speaks in the middle of a clause of which all is said.
fn is_what(clauses: &Clauses, phrase: usize) -> bool {
    let item = clauses.phrases[phrase].item;
    let before = |back: usize| item.checked_sub(back).map(|at| clauses.items[at]);
    let what = match before(1) {
        Some(Item::Sub(word)) => &*clauses.tokens[word].lower == "what",
        _ => false,
    };
    what && before(2).is_some()
}

/// Whether a paper only accuses: an indictment, court papers, charging documents.
fn accusing(clauses: &Clauses, phrase: usize) -> bool {
    let of_court = |word: &Token| matches!(&*word.lower, "court" | "charging");
    let head = clauses.head(phrase);
    cues::is("accusing", head)
        || matches!(head, "documents" | "papers" | "filings" | "records")
            && clauses.words(phrase).iter().any(of_court)
}

/// Whether what is warned of is to come: "warned that more hospitals will be attacked".
fn is_to_come(clauses: &Clauses, warns: usize) -> bool {
    let mut groups = clauses.groups.iter().filter(|group| group.main != warns);
    groups.any(|group| {
        group.modal.is_some_and(|word| matches!(&*clauses.tokens[word].lower, "will" | "'ll"))
    })
}

/// Of several ascriptions the one that the sentence as a whole has: outside quotation marks, no relative clause, none that
/// another one contradicts; of these, behind a quotation or at the end before one in the middle, else the first.
pub(super) fn chosen(clauses: &Clauses, ascriptions: &[Ascribed]) -> Option<Ascribed> {
    let last = clauses.tokens.len();
    let at_end = |ascribed: &&Ascribed| {
        let end = clauses.phrases[ascribed.phrase].words.end.max(place(clauses, ascribed) + 1);
        let rest = &clauses.tokens[end..];
        end + 6 >= last
            && rest.iter().all(|token| !matches!(token.class, Class::Verb | Class::Be))
            && before_is_comma(clauses, ascribed)
    };
    let flaws = |at: usize| {
        let ascribed = &ascriptions[at];
        let quoted = speakers::is_quoted(clauses, place(clauses, ascribed));
        (quoted, in_passing(clauses, ascribed), gives_way(clauses, &ascriptions[at..]))
    };
    let flaws: Vec<_> = (0..ascriptions.len()).map(flaws).collect();
    let fewest = flaws.iter().min()?;
    let fit = ascriptions.iter().zip(&flaws).filter(|(_, own)| *own == fewest);
    let mut fit = fit.map(|(ascribed, _)| ascribed);
    fit.clone().find(at_end).or_else(|| fit.next()).copied()
}

/// Whether an ascription is a part of a relative clause: "the bank, which lost $5 million according to police,".
fn in_passing(clauses: &Clauses, ascribed: &Ascribed) -> bool {
    match ascribed.by {
        By::Verb(group) => {
            let main = clauses.groups[group].main;
            let opening = opening(clauses, &(0..clauses.tokens.len()));
            kind::relative(clauses, group) || opening.is_some_and(|end| main < end)
        }
        By::According(word) => {
            let before = clauses.tokens[..word].iter().rev().take(RELATIVE).enumerate();
            // Another comma may stand right before it.
            let clause = before.take_while(|(back, token)| match token.class {
                Class::Comma => *back == 0,
                class => class != Class::Break,
            });
            clause.into_iter().any(|(_, token)| token.class == Class::Relative)
        }
        By::Colon(_) => false,
    }
}

/// No longer, in words, is a relative clause up to "according".
const RELATIVE: usize = 40;

/// "did not confirm that, but X accused": whether the verb of the first is negated, and "and" or "but" joins it to one of
/// the next that is not.
fn gives_way(clauses: &Clauses, ascriptions: &[Ascribed]) -> bool {
    let negated = |ascribed: &Ascribed| match ascribed.by {
        By::Verb(group) => clauses.groups[group].negation.is_some(),
        _ => false,
    };
    let Some((first, others)) = ascriptions.split_first() else { return false };
    let mut others = others.iter().take(4);
    negated(first) && others.any(|other| !negated(other) && is_joined(clauses, other))
}

/// Whether a comma or a quotation mark stands before an ascription.
fn before_is_comma(clauses: &Clauses, ascribed: &Ascribed) -> bool {
    let first = clauses.phrases[ascribed.phrase].words.start.min(place(clauses, ascribed));
    let before = first.checked_sub(1).map(|before| clauses.tokens[before].class);
    matches!(before, Some(Class::Comma | Class::Quote))
}

/// Words without marks at their edges.
pub(super) fn trimmed(clauses: &Clauses, words: &Range<usize>) -> Range<usize> {
    let mark = |at: usize| {
        let class = clauses.tokens[at].class;
        matches!(class, Class::Comma | Class::Break | Class::Mark | Class::Conj | Class::Sub)
            || is_quote(class)
    };
    let (mut from, mut to) = (words.start, words.end);
    // "Nor was it alone": the word turns what is said. "at once" is no conjunction.
    let lower = |at: usize| &*clauses.tokens[at].lower;
    while from + 1 < to
        && mark(from)
        && !matches!(clauses.tokens[from].class, Class::Sub)
        && lower(from) != "nor"
    {
        from += 1;
    }
    while to > from + 1 && mark(to - 1) && lower(to - 1) != "once" {
        to -= 1;
    }
    from..to
}
