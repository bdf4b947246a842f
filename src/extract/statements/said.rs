//! Which words of a part are said: all of it but what only says by whom, where that stands at an edge.
//!
//! | sentence | said |
//! |---|---|
//! | "According to X, they stole it" | what is behind |
//! | "X, according to Y, stole it" | all of it |
//! | "They stole it, X said" | what stands before |
//! | "X, officials said, stole it" | all of it |
//! | "X told parliament in Bern that they stole it" | what is behind "that", or whom it is told |

use std::ops::Range;

use super::cues;
use super::kind;
use super::speakers::{self, is_quote};
use crate::extract::clauses::{CONTENT, Class, Clauses, Item, Mood, Phrase, Token};

/// The words of a sentence without "according to X", if that stands at an edge: not "the thieves, according to X, stole",
/// nor "stole, according to X, $4 million".
pub(super) fn without(
    clauses: &Clauses,
    words: Range<usize>,
    word: usize,
    phrase: usize,
) -> Range<usize> {
    let end = clauses.phrases[phrase].words.end;
    if word <= words.start + 1 {
        // "As X explains in an alert: “..."
        let parts = |at: &usize| clauses.tokens[*at].class == Class::Comma || quotes(clauses, *at);
        let comma = (end..words.end).find(parts);
        let comma = comma.map(|comma| {
            let listed = || match clauses.tokens[comma].class {
                Class::Comma => behind_list(clauses, comma, words.end),
                _ => comma,
            };
            behind_titles(clauses, comma, end).unwrap_or_else(listed)
        });
        return comma.map_or(words.clone(), |comma| comma + 1..words.end);
    }
    if clauses.tokens[word - 1].class == Class::Comma {
        return if is_parted(clauses, &words, word, end) { words } else { words.start..word };
    }
    if end + 8 >= words.end { words.start..word } else { words }
}

/// The comma behind which the clause begins, if between one and it only more names stand, or an apposition: "according
/// to the FBI, CISA, and Europol, they stole", "according to X, a firm in Ohio, they stole".
fn behind_list(clauses: &Clauses, comma: usize, end: usize) -> usize {
    let near = clauses.tokens[comma + 1..end].iter().take(LISTED);
    let names = near.take_while(|token| {
        !matches!(
            token.class,
            Class::Verb | Class::Be | Class::Have | Class::Modal | Class::Sub | Class::That
        )
    });
    let last = comma + 1 + names.count();
    // "X, 34, both of Leeds, stole": no source has an age.
    let aged = clauses.tokens[comma..last].iter().any(|token| {
        matches!(token.class, Class::Number | Class::Quote | Class::Open | Class::Break)
            || &*token.lower == "both"
    });
    let noun = clauses.phrases.iter().any(|phrase| phrase.words.start == comma + 1);
    // "According to officials, who asked not to be named, they stole"
    if clauses.tokens.get(comma + 1).is_some_and(|next| next.class == Class::Relative) {
        let mut near = comma + 2..end.min(comma + LISTED);
        let close =
            |at: &usize| clauses.tokens[*at].class == Class::Comma && begins_clause(clauses, *at);
        return near.find(close).unwrap_or(comma);
    }
    let commas = (comma + 1..last).filter(|at| clauses.tokens[*at].class == Class::Comma);
    let mut clause = commas.filter(|at| begins_clause(clauses, *at));
    let behind = clause.next().filter(|_| noun && !aged && !begins_clause(clauses, comma));
    behind.unwrap_or(comma)
}

/// No list of names, or apposition, is longer, in words.
const LISTED: usize = 30;

/// "According to X, the founder and head of Y, ...": the comma behind what X, whose words end at `end`, is, if the subject of a verb
/// stands behind it.
fn behind_titles(clauses: &Clauses, comma: usize, end: usize) -> Option<usize> {
    let next = clauses.phrases.iter().position(|phrase| phrase.words.start == comma + 1)?;
    if comma != end || clauses.tokens[clauses.phrases[next].head].mention.is_some() {
        return None;
    }
    let behind = clauses.items[clauses.phrases[next].item..].iter();
    let inside = |item: &&Item| matches!(item, Item::Phrase(_) | Item::Prep(_) | Item::Conj);
    let items = behind.take_while(inside).count();
    let last = clauses.phrases[next].item + items;
    if clauses.items.get(last) != Some(&Item::Comma) {
        return None;
    }
    let close =
        (comma + 1..clauses.tokens.len()).find(|at| clauses.tokens[*at].class == Class::Comma)?;
    begins_clause(clauses, close).then_some(close)
}

/// Whether a word is a colon that opens a quotation.
fn quotes(clauses: &Clauses, at: usize) -> bool {
    let next = clauses.tokens.get(at + 1);
    clauses.tokens[at].text == ":" && next.is_some_and(|next| is_quote(next.class))
}

/// Whether "according to X", from a word to another, parts a clause: its verb, or the sum that its verb wants, is behind.
fn is_parted(clauses: &Clauses, words: &Range<usize>, word: usize, end: usize) -> bool {
    let Some(comma) = (end..words.end).find(|at| clauses.tokens[*at].class == Class::Comma) else {
        return false;
    };
    if !has_verb(clauses, words.start..word) {
        return has_verb(clauses, comma..words.end);
    }
    // "stole, according to police, $4 million"
    let verb = word.checked_sub(2).map(|verb| &clauses.tokens[verb]);
    let wants = verb.is_some_and(|verb| {
        verb.class == Class::Verb
            && clauses.groups.iter().any(|group| group.words.end + 1 == word && !group.passive)
    });
    let sum = clauses.tokens.get(comma + 1).is_some_and(|next| next.amount.is_some());
    comma == end && wants && sum
}

/// Whether the verb of a main clause is among some words.
fn has_verb(clauses: &Clauses, words: Range<usize>) -> bool {
    let inside = |at: &usize| words.contains(&clauses.groups[*at].main);
    (0..clauses.groups.len()).filter(inside).any(|at| kind::is_main(clauses, at))
}

/// What a verb of saying introduces: the words behind it, or those before it if it closes them.
pub(super) fn said(
    clauses: &Clauses,
    group: usize,
    phrase: usize,
    words: Range<usize>,
) -> Range<usize> {
    let (verb, speaker) = (&clauses.groups[group].words, &clauses.phrases[phrase].words);
    let (first, end) = (verb.start.min(speaker.start), verb.end.max(speaker.end));
    let closes = first
        .checked_sub(1)
        .is_some_and(|before| matches!(clauses.tokens[before].class, Class::Comma | Class::Quote));
    // "As the gang had left, the bank said it was safe": what is said is the clause behind the verb.
    let before_quoted =
        (first.saturating_sub(2)..first).any(|at| is_quote(clauses.tokens[at].class));
    if closes
        && verb.end > speaker.start
        && !before_quoted
        && clauses.tokens[words.start].class != Class::Quote
        && clause_follows(clauses, group)
    {
        return after_verb(clauses, group, words);
    }
    // "Speaking to the BBC, Ann Lee said hackers stole": what stands before is no clause.
    let quoted = clauses.tokens[words.start].class == Class::Quote;
    let from = opening(clauses, &words).filter(|open| *open <= first).unwrap_or(words.start);
    let told = (0..clauses.groups.len()).any(|at| {
        let group = &clauses.groups[at];
        (quoted || group.mood == Mood::Finite)
            && (from..first).contains(&group.main)
            && !describes_what_opens(clauses, at, from)
    });
    if closes && told {
        // "..., he said, ...": all of it is said.
        let goes_on = end + 12 < words.end && clauses.tokens[end].class == Class::Comma;
        return if goes_on || reopens(clauses, first, end..words.end) {
            words
        } else {
            words.start..first
        };
    }
    let inverted = verb.end <= speaker.start;
    // "In the spring, she said on Monday, the gang came back."
    let item = behind_chain(clauses, clauses.groups[group].item + 1);
    let plain = !has_verb(clauses, words.start..first);
    if closes && plain && !inverted && clauses.items.get(item) == Some(&Item::Comma) {
        let comma = (end..words.end).find(|at| clauses.tokens[*at].class == Class::Comma);
        if comma.is_some_and(|comma| begins_clause(clauses, comma)) {
            return words;
        }
    }
    // "Worst breach in years, says X": what is said needs no verb.
    if inverted && closes && first > words.start + 1 && !has_verb(clauses, end..words.end) {
        return words.start..first;
    }
    if inverted { behind(end, words) } else { after_verb(clauses, group, words) }
}

/// "In a letter sent to the council, X said": whether a participle describes the noun behind the preposition that opens the
/// words from one on.
fn describes_what_opens(clauses: &Clauses, at: usize, from: usize) -> bool {
    let group = &clauses.groups[at];
    let verb = clauses.tokens[group.main].verb.as_ref();
    let bare = group.words.len() == 1 && verb.is_some_and(|verb| verb.forms.participle);
    let first = &clauses.tokens[from];
    let opens = first.class == Class::Prep
        && matches!(&*first.lower, "in" | "at" | "on" | "during" | "with" | "from" | "by");
    let chain = |item: &&Item| matches!(item, Item::Phrase(_) | Item::Prep(_) | Item::Time);
    let back = clauses.items[..group.item].iter().rev().take_while(chain).count();
    let left = clauses.items.get(group.item - back);
    // "In May hackers copied": a verb with a subject of its own.
    let own = clauses.items[group.item - back..group.item]
        .windows(2)
        .any(|two| matches!(two, [Item::Phrase(_) | Item::Time, Item::Phrase(_)]));
    bare && opens && !own && matches!(left, Some(Item::Prep(word)) if *word == from)
}

/// Whether a clause stands right behind a verb, with "that" or without: "said it had", "said on Monday that hackers had", "told the
/// court they had", "expects users to".
fn clause_follows(clauses: &Clauses, group: usize) -> bool {
    let start = clauses.groups[group].item + 1;
    let item = |at: usize| clauses.items.get(at).copied();
    let mood = |at: usize| match item(at) {
        Some(Item::Group(next)) => Some(clauses.groups[next].mood),
        _ => None,
    };
    let expects = matches!(clauses.tokens[clauses.groups[group].main].lemma(), Some("expect"));
    if expects
        && matches!(item(start), Some(Item::Phrase(_)))
        && mood(start + 1) == Some(Mood::Infinitive)
    {
        return true;
    }
    let hears = tells(clauses, group) && matches!(item(start), Some(Item::Phrase(_)));
    let mut at = behind_chain(clauses, start + usize::from(hears));
    if at > start && !is_circumstance(clauses, start + usize::from(hears)..at) {
        return false;
    }
    at += usize::from(item(at) == Some(Item::That));
    matches!(item(at), Some(Item::Phrase(_)))
        && mood(behind_chain(clauses, at + 1)) == Some(Mood::Finite)
}

/// One past the comma behind the words that open a sentence and only say when, although what, or asked what somebody
/// speaks: "Though the FBI has named nobody, officials believe", "Asked about the hack, he said".
pub(super) fn opening(clauses: &Clauses, words: &Range<usize>) -> Option<usize> {
    let first = clauses.tokens.get(words.start)?;
    let asked = |at: usize| {
        let group = &clauses.groups[at];
        let by_somebody =
            matches!(
                clauses.tokens[group.main].lemma(),
                Some("ask" | "press" | "question" | "quiz" | "challenge" | "confront" | "grill")
            ) || matches!(&*first.lower, "asked" | "pressed" | "questioned" | "quizzed");
        group.words.start == words.start && clauses.frames[at].subject.is_none() && by_somebody
    };
    if !(hangs(clauses, words).is_some() || (0..clauses.groups.len().min(1)).any(asked)) {
        return None;
    }
    let comma = |at: &usize| clauses.tokens[*at].class == Class::Comma;
    // The comma behind which a clause with a subject of its own begins.
    let mut commas = words.clone().filter(comma);
    commas
        .find(|comma| has_verb(clauses, words.start..*comma) && begins_clause(clauses, *comma))
        .map(|comma| comma + 1)
}

/// The word by which what opens a sentence hangs on what follows: "Though", "After", "Two days after".
pub(super) fn hangs(clauses: &Clauses, words: &Range<usize>) -> Option<usize> {
    let first = clauses.tokens.get(words.start)?;
    let depends = first.class == Class::Sub
        && matches!(
            &*first.lower,
            "though" | "although" | "while" | "whereas" | "when" | "once" | "whenever"
        );
    if depends {
        return Some(words.start);
    }
    // "Since 2020 the gang has": a time, and no clause.
    let mut near = words.start..words.end.min(words.start + TIMED);
    let joins =
        |at: &usize| matches!(&*clauses.tokens[*at].lower, "after" | "before" | "since" | "until");
    let at = near.find(joins).filter(|at| begins_clause(clauses, *at))?;
    let time = |token: &Token| {
        matches!(
            token.class,
            Class::Number | Class::Noun | Class::Adj | Class::Adv | Class::Det | Class::Time
        )
    };
    clauses.tokens[words.start..at].iter().all(time).then_some(at)
}

/// "Two weeks after", "Just a few days before": no more words up to "after".
const TIMED: usize = 6;

/// Whether a subject and its verb stand right behind a comma, or a conjunction.
pub(super) fn begins_clause(clauses: &Clauses, comma: usize) -> bool {
    let behind = |group: usize| {
        let subject = clauses.frames[group].subject;
        kind::is_main(clauses, group)
            && subject.is_some_and(|s| clauses.phrases[s].words.start == comma + 1)
    };
    (0..clauses.groups.len()).any(behind)
}

/// "“We were hit,” Smith said, “and they left.”": whether a quotation that ends right before an ascription goes on behind it.
fn reopens(clauses: &Clauses, first: usize, mut behind: Range<usize>) -> bool {
    let mark = |word: usize| is_quote(clauses.tokens[word].class);
    let closed = (first.saturating_sub(2)..first).any(mark);
    closed
        && behind.any(|word| {
            mark(word)
                && speakers::opens(clauses, word)
                && clauses.tokens[word - 1].class == Class::Comma
        })
}

/// The verb, by its first word, with which a clause goes on behind an ascription that parts it from its subject: "The bank,
/// officials said, lost $3 million", "“The hackers,” said Smith, “stole it.”" All of that is said.
pub(super) fn goes_on_behind(
    clauses: &Clauses,
    group: usize,
    phrase: usize,
    start: usize,
) -> Option<usize> {
    let (verb, speaker) = (clauses.groups[group].item, clauses.phrases[phrase].item);
    let (first, last) = (verb.min(speaker), verb.max(speaker));
    let main = |item: &Item| match *item {
        Item::Group(at) => kind::is_main(clauses, at),
        _ => false,
    };
    // "On Monday, ...", "Speaking to the BBC, ...": what stands before is no subject.
    let opens = clauses.phrases.iter().find(|phrase| phrase.words.start >= start)?;
    let opening = &clauses.tokens[start..opens.words.start];
    let parted = matches!(clauses.items[first.checked_sub(1)?], Item::Comma | Item::Quote);
    let subject = opens.item < first
        && opening.iter().all(|token| is_quote(token.class))
        && !clauses.items[opens.item..first].iter().any(main);
    if !(parted && subject) {
        return None;
    }
    let comma = |at: usize| clauses.items.get(at) == Some(&Item::Comma);
    let is_phrase = |at: usize| matches!(clauses.items.get(at), Some(Item::Phrase(_)));
    let mut at = last + 1;
    if verb == last && tells(clauses, group) && is_phrase(at) {
        at += 1;
    }
    at = behind_chain(clauses, at);
    // "said Smith, a lawyer in London,"
    if speaker == last && comma(at) && is_phrase(at + 1) {
        at = behind_chain(clauses, at + 2);
    }
    if !comma(at) {
        return None;
    }
    at += 1 + usize::from(clauses.items.get(at + 1) == Some(&Item::Quote));
    match clauses.items.get(at)? {
        Item::Group(next) if main(&Item::Group(*next)) => Some(clauses.groups[*next].words.start),
        _ => None,
    }
}

/// The item behind "in London on Monday", from an item on.
pub(super) fn behind_chain(clauses: &Clauses, mut at: usize) -> usize {
    loop {
        match (clauses.items.get(at), clauses.items.get(at + 1)) {
            (Some(Item::Prep(_)), Some(Item::Phrase(_) | Item::Time)) => at += 2,
            (Some(Item::Time), _) => at += 1,
            _ => return at,
        }
    }
}

/// Whether a verb has those as its object who hear what is said.
pub(super) fn tells(clauses: &Clauses, group: usize) -> bool {
    let lemma = clauses.tokens[clauses.groups[group].main].lemma();
    matches!(lemma, Some("tell" | "inform" | "notify" | "warn"))
}

/// The words behind a verb, and behind "that" or whom they are told.
pub(super) fn after_verb(clauses: &Clauses, group: usize, words: Range<usize>) -> Range<usize> {
    let from = clauses.groups[group].words.end;
    let verb = |at: &usize| {
        matches!(clauses.tokens[*at].class, Class::Verb | Class::Be | Class::Have | Class::Modal)
    };
    let near = |far: usize| (from..words.end.min(from + far)).take_while(move |at| !verb(at));
    // "told reporters that": what is said begins behind "that", if it is near.
    let that = |at: &usize| clauses.tokens[*at].class == Class::That;
    // "told the BBC: “..."
    let mark = near(QUOTED).find(|at| quotes(clauses, *at));
    let mark = mark.or_else(|| near(6).find(that).filter(|_| !finds_a_thing(clauses, group)));
    let from = mark.map_or_else(|| whom(clauses, group).unwrap_or(from), |mark| mark + 1);
    behind(from, words)
}

/// "revealed a flaw in May that gave hackers the keys": whether the object of a verb, which is nobody who hears it, has a relative
/// clause. "revealed evidence that" says what is evident.
fn finds_a_thing(clauses: &Clauses, group: usize) -> bool {
    let item = clauses.groups[group].item + 1;
    let Some(Item::Phrase(object)) = clauses.items.get(item) else { return false };
    let lemma = clauses.tokens[clauses.groups[group].main].lemma();
    let heard = tells(clauses, group)
        || matches!(lemma, Some("remind" | "assure" | "advise" | "promise" | "show" | "tweet"))
        || clauses.phrases[*object].pronoun && clauses.head(*object) != "one";
    let noun = clauses.head(*object);
    let content = CONTENT.contains(&noun)
        || ["evidence", "claim", "document"].iter().any(|list| cues::is(list, noun));
    let that = behind_chain(clauses, item + 1);
    !heard && !content && clauses.items.get(that) == Some(&Item::That)
}

/// A colon that opens a quotation is no further behind the verb, in words.
const QUOTED: usize = 12;

/// The words from one on; all of them, if hardly one is left.
fn behind(from: usize, words: Range<usize>) -> Range<usize> {
    if from + 1 < words.end { from..words.end } else { words }
}

/// Those who are told something, where no article parts them from it: "told investors hackers had".
const HEARERS: &[&str] = &[
    "authorities",
    "clients",
    "committee",
    "congress",
    "council",
    "court",
    "customers",
    "employees",
    "investors",
    "journalists",
    "jurors",
    "jury",
    "lawmakers",
    "legislators",
    "mps",
    "officials",
    "parliament",
    "patients",
    "police",
    "prosecutors",
    "regulators",
    "reporters",
    "senators",
    "shareholders",
    "staff",
    "users",
];

/// One past the name of whoever hears it, in a phrase that goes on with what they are told: "told Reuters North Korean hackers
/// had", "told Dutch broadcaster NOS hackers had".
fn behind_hearer(clauses: &Clauses, phrase: usize) -> Option<usize> {
    let Phrase { words, head, .. } = &clauses.phrases[phrase];
    let mention = |at: usize| clauses.tokens[at].mention;
    let end = |from: usize| (from..=*head).find(|at| mention(*at) != mention(from));
    let first = (words.start..*head).find(|at| mention(*at).is_some())?;
    if (words.start..first).any(|at| clauses.tokens[at].class != Class::Det) {
        return None;
    }
    let behind = end(first)?;
    let named = (behind..*head).find(|at| mention(*at).is_some()).filter(|at| *at > behind);
    named.and_then(end).or(Some(behind)).filter(|at| clauses.tokens[*at].class != Class::Poss)
}

/// Where what is told begins behind those who hear it, and the place and time of it: "told parliament in Bern on Tuesday
/// (May 6) that", "warned its customers the gang had", "said on Monday in a note to the staff of the bank that".
fn whom(clauses: &Clauses, group: usize) -> Option<usize> {
    let item = clauses.groups[group].item + 1;
    let hearers = match clauses.items.get(item) {
        Some(Item::Phrase(phrase)) if tells(clauses, group) => Some(*phrase),
        _ => None,
    };
    let at = behind_chain(clauses, item + usize::from(hearers.is_some()));
    let finite = |item: Option<&Item>| match item {
        Some(Item::Group(at)) => clauses.groups[*at].mood == Mood::Finite,
        _ => false,
    };
    match (clauses.items.get(at)?, hearers) {
        (Item::That, _) => {
            let from = clauses.groups[group].words.end;
            let that = (from..clauses.tokens.len())
                .find(|word| clauses.tokens[*word].class == Class::That)?;
            Some(that + 1)
        }
        // "told the BBC the “theft” was"
        (Item::Phrase(told), Some(_))
            if clauses.items.get(at + 1) == Some(&Item::Quote)
                && matches!(clauses.items.get(at + 2), Some(Item::Phrase(_)))
                && clauses.items.get(at + 3) == Some(&Item::Quote)
                && finite(clauses.items.get(at + 4)) =>
        {
            Some(clauses.phrases[*told].words.start)
        }
        (Item::Phrase(told), Some(_))
            if finite(clauses.items.get(behind_chain(clauses, at + 1))) =>
        {
            Some(clauses.phrases[*told].words.start)
        }
        // "said in May it had traced"
        (Item::Phrase(told), None)
            if at > item
                && is_circumstance(clauses, item..at)
                && finite(clauses.items.get(behind_chain(clauses, at + 1))) =>
        {
            Some(clauses.phrases[*told].words.start)
        }
        (next, Some(hearers)) if finite(Some(next)) => {
            let words = &clauses.phrases[hearers].words;
            let hears = |word: &usize| HEARERS.contains(&&*clauses.tokens[*word].lower);
            let told = (words.start..words.end - 1).rev().find(hears).map(|word| word + 1);
            told.or_else(|| {
                behind_hearer(clauses, hearers).filter(|_| !clauses.groups[group].passive)
            })
        }
        _ => None,
    }
}

/// Whether items only tell when or where somebody spoke: "in May", "in a statement on Friday", not "after the attack".
fn is_circumstance(clauses: &Clauses, items: Range<usize>) -> bool {
    clauses.items[items].iter().all(|item| match item {
        Item::Prep(word) => matches!(&*clauses.tokens[*word].lower, "in" | "on" | "at" | "during"),
        _ => true,
    })
}

#[cfg(test)]
mod tests;
