//! Bodies that speak without their name: "the agency", "a statement by the company", "analysts at the
//! bank", "the firm's report".
//!
//! | noun | who is meant |
//! |---|---|
//! | "the agency" | the last organisation with that word in its name, else the last that is a subject nearby and may be one ([`may_be`]) |
//! | "the Japanese automaker", "the security company" | the same, with all these words in its name |
//! | "the gang" | only a threat group; "the group" one rather than an organisation |
//! | "the ministry", "the court", "the panel" ([`BY_NAME`]) | only one with that word in its name |
//! | "the newspaper" ([`PRESS`]) | one with that word in its name, else who spoke last under a name (`again`) |

use std::ops::RangeInclusive;

use super::cues;
use crate::extract::clauses::{Class, Clauses, Item, Mood, Token};
use crate::extract::story::{Party, Reading};
use crate::knowledge::{fold, titles};
use crate::taxonomy::ActorType;

/// So many phrases stand between a title and its person.
const TITLE: usize = 3;

/// The person whose title a phrase begins: "Russian Ambassador to the United Nations Vassily Nebenzia", "Under Secretary
/// for Terrorism and Financial Intelligence John Hurley". With an article or in the plural it is others who stand behind
/// the person: "the aides of U.S. President Joe Biden".
pub(super) fn titled(reading: &Reading, sentence: usize, phrase: usize) -> Option<Party> {
    let clauses = &reading.sentences[sentence];
    let (first, head) = (clauses.words(phrase).first()?, clauses.head(phrase));
    let named = clauses.tokens[clauses.phrases[phrase].head].mention.is_some();
    if named || first.class == Class::Det || head.ends_with('s') || speaks_for(head) {
        return None;
    }
    let mut item = clauses.phrases[phrase].item;
    for step in 0..TITLE {
        let (joins, next) = (*clauses.items.get(item + 1)?, *clauses.items.get(item + 2)?);
        let Item::Phrase(next) = next else { return None };
        if !(matches!(joins, Item::Prep(_)) || step > 0 && joins == Item::Conj) {
            return None;
        }
        let person = &clauses.tokens[clauses.phrases[next].head];
        let office = |word: &Token| word.mention.is_some() && !word.person;
        // "the Minister of Defence and German Chancellor X": another office.
        let named = joins != Item::Conj && clauses.words(next).iter().any(office);
        let titled = || is_title(clauses, phrase) && ends_an_office(clauses, next);
        if person.person && (named || titled()) {
            return person.mention.map(|mention| reading.named(mention));
        }
        item += 2;
    }
    None
}

/// Words before a title that leave it one: "acting director".
const RANKS: &[&str] = &["acting", "assistant", "associate", "deputy", "under", "principal"];

/// Whether the words of a phrase are a title, maybe with a name or a rank before it: "Acting Under Secretary",
/// "Treasury Secretary", "Minister".
fn is_title(clauses: &Clauses, phrase: usize) -> bool {
    let words = clauses.words(phrase);
    let unnamed = words.iter().skip_while(|word| word.mention.is_some());
    let plain: Vec<String> =
        unnamed.skip_while(|word| RANKS.contains(&&*word.lower)).map(|w| fold(w.text)).collect();
    let capitals = words.iter().all(|word| !word.text.starts_with(char::is_lowercase));
    capitals && titles().contains(plain.join(" ").as_str())
}

/// "Financial Intelligence John Hurley": whether capitalised words without a name, the last of which is no title, stand
/// before the person whom a phrase names.
fn ends_an_office(clauses: &Clauses, phrase: usize) -> bool {
    let before = clauses.words(phrase).iter().take_while(|word| !word.person);
    let mut last = None;
    for word in before {
        if word.mention.is_some() || !word.text.starts_with(char::is_uppercase) {
            return false;
        }
        last = Some(word);
    }
    last.is_some_and(|word| !titles().contains(fold(word.text).as_str()))
}

/// Whose words somebody says who is one of these.
fn speaks_for(head: &str) -> bool {
    matches!(
        head,
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "spokespeople"
            | "lawyer"
            | "lawyers"
            | "attorney"
            | "attorneys"
            | "counsel"
            | "representative"
            | "representatives"
    )
}

/// Whom the words behind a phrase name: "the representative of Iran", "analysts at the bank",
/// "Intel 471 VP of Intelligence Mike Ray".
pub(super) fn belongs_to(reading: &Reading, sentence: usize, phrase: usize) -> Option<Party> {
    let clauses = &reading.sentences[sentence];
    let mut item = clauses.phrases[phrase].item;
    // "a post published by X"
    if let Some(Item::Group(group)) = clauses.items.get(item + 1)
        && clauses.tokens[clauses.groups[*group].main].lemma().is_some_and(is_written)
        && clauses.groups[*group].mood == Mood::Participle
        && cues::is("document", clauses.head(phrase))
    {
        item += 1;
    }
    let (Item::Prep(word), Item::Phrase(next)) =
        (*clauses.items.get(item + 1)?, *clauses.items.get(item + 2)?)
    else {
        return None;
    };
    let belongs = match &*clauses.tokens[word].lower {
        "of" | "at" | "from" | "in" | "by" | "with" => true,
        "for" => speaks_for(clauses.head(phrase)),
        _ => false,
    };
    let party = reading.speaker(sentence, next);
    (belongs && party.actor.is_some()).then_some(party)
}

/// Whether by a verb a paper is made.
fn is_written(lemma: &str) -> bool {
    matches!(
        lemma,
        "publish" | "write" | "release" | "issue" | "post" | "prepare" | "author" | "file"
    )
}

/// "A city of Leeds spokesman": a body whose name stands between it and who speaks for it.
pub(super) fn spokesman_of(reading: &Reading, sentence: usize, phrase: usize) -> Option<Party> {
    let clauses = &reading.sentences[sentence];
    let item = clauses.phrases[phrase].item;
    let (Item::Prep(word), Item::Phrase(next)) =
        (*clauses.items.get(item + 1)?, *clauses.items.get(item + 2)?)
    else {
        return None;
    };
    let named = clauses.words(next).first().is_some_and(|first| first.mention.is_some());
    let of = &*clauses.tokens[word].lower == "of";
    let party = reading.speaker(sentence, next);
    (of && named && speaks_for(clauses.head(next))).then_some(party)
}

/// "a statement by the company", "a spokesman for the utility", "the firm's report": of a body that was named before.
pub(super) fn of_a_body(reading: &Reading, sentence: usize, phrase: usize) -> Option<Party> {
    let clauses = &reading.sentences[sentence];
    if let Some(words) = &clauses.phrases[phrase].possessor {
        let body = clauses.tokens[words.end - 1].lower.trim_end_matches("'s");
        let definite = words.len() == 2 && &*clauses.tokens[words.start].lower == "the";
        let before = clauses.phrase_span(phrase).start();
        let actor = (definite && BODIES.contains(&body))
            .then(|| body_before(reading, sentence, before, &[body]))
            .flatten()?;
        return Some(Party { span: clauses.phrase_span(phrase), actor: Some(actor) });
    }
    let item = clauses.phrases[phrase].item;
    let (Item::Prep(word), Item::Phrase(next)) =
        (*clauses.items.get(item + 1)?, *clauses.items.get(item + 2)?)
    else {
        return None;
    };
    let by = match &*clauses.tokens[word].lower {
        "by" | "from" | "of" | "at" => true,
        "for" => speaks_for(clauses.head(phrase)),
        _ => false,
    };
    let actor = by.then(|| body(reading, sentence, next)).flatten()?;
    Some(Party { span: clauses.phrase_span(phrase), actor: Some(actor) })
}

/// Nouns for a body that was named before.
const BODIES: &[&str] = &[
    "agency",
    "company",
    "firm",
    "department",
    "service",
    "office",
    "ministry",
    "exchange",
    "bank",
    "bureau",
    "gang",
    "group",
    "panel",
    "committee",
    "lender",
    "insurer",
    "operator",
    "party",
    "watchdog",
    "regulator",
    "authority",
    "council",
    "mission",
    "institute",
    "commission",
    "charity",
    "union",
    "hospital",
    "clinic",
    "university",
    "retailer",
    "airline",
    "utility",
    "carrier",
    "vendor",
    "developer",
    "maker",
    "platform",
    "association",
    "embassy",
    "court",
    "team",
    "newspaper",
    "network",
    "broadcaster",
    "outlet",
    "project",
    "protocol",
    "startup",
    "automaker",
    "carmaker",
    "chipmaker",
    "drugmaker",
    "manufacturer",
    "chain",
    "school",
    "provider",
    "museum",
    "city",
    "county",
    "town",
    "township",
];

/// Of these, the ones that there are many of: only one that has the word in its name is meant.
const BY_NAME: &[&str] = &[
    "ministry",
    "embassy",
    "court",
    "commission",
    "committee",
    "council",
    "mission",
    "panel",
    "union",
    "party",
    "watchdog",
    "city",
    "county",
    "town",
    "township",
];

/// Those that tell of others, who are the subjects nearby.
const PRESS: &[&str] = &["newspaper", "network", "broadcaster", "outlet"];

/// Whether a noun in lower case stands for a body that was named before, by whatever name.
pub(super) fn is_body(head: &str) -> bool {
    BODIES.contains(&head) && !BY_NAME.contains(&head)
}

/// Whether a noun in lower case stands for a body, whichever it is.
pub(super) fn stands_for_a_body(head: &str) -> bool {
    BODIES.contains(&head) || BY_NAME.contains(&head)
}

/// Whether a noun in lower case stands for one of the press.
pub(super) fn is_press(head: &str) -> bool {
    PRESS.contains(&head)
}

/// Words that make a body another one than the last: "the rival exchange".
const OTHERS: &[&str] = &[
    "other",
    "second",
    "third",
    "rival",
    "competing",
    "different",
    "parent",
    "sister",
    "partner",
    "outside",
    "former",
    "new",
    "unnamed",
    "unidentified",
    "affected",
    "hacked",
    "breached",
    "targeted",
    "victim",
    "local",
    "foreign",
    "central",
    "national",
    "federal",
];

/// Whether a phrase is "the" and a noun, maybe with words between that describe it and do not make it another one.
pub(super) fn is_the(clauses: &Clauses, phrase: usize) -> bool {
    let of = &clauses.phrases[phrase];
    let words = clauses.words(phrase);
    let describes = |word: &Token| {
        matches!(word.class, Class::Noun | Class::Adj | Class::Name | Class::Hyphen | Class::Adv)
            && !word.person
            && (words.len() == 2 || !OTHERS.contains(&&*word.lower))
    };
    words.len() > 1
        && &*words[0].lower == "the"
        && of.possessor.is_none()
        && of.head + 1 == of.words.end
        && words[1..].iter().all(describes)
}

/// Which organisation or group "the agency", "the Japanese automaker" is.
pub(super) fn body(reading: &Reading, sentence: usize, phrase: usize) -> Option<usize> {
    let clauses = &reading.sentences[sentence];
    if !(BODIES.contains(&clauses.head(phrase)) && is_the(clauses, phrase)) {
        return None;
    }
    let plain = clauses.words(phrase)[1..].iter();
    let plain = plain.filter(|word| word.mention.is_none() && word.class != Class::Hyphen);
    let words: Vec<&str> = plain.map(|word| &*word.lower).collect();
    body_before(reading, sentence, clauses.phrase_span(phrase).start(), &words)
}

/// The body that a noun stands for, the last of `words`, of those named before a place.
fn body_before(reading: &Reading, sentence: usize, before: usize, words: &[&str]) -> Option<usize> {
    let head = *words.last()?;
    let kinds: &[ActorType] = match head {
        "gang" => &[ActorType::Group],
        "group" => &[ActorType::Group, ActorType::Organization],
        _ => &[ActorType::Organization],
    };
    kinds.iter().find_map(|kind| {
        let fits = |actor: &usize| reading.actor_type(*actor) == *kind;
        named_before(reading, before, words, fits).or_else(|| {
            let near = sentence.saturating_sub(2)..=sentence;
            let any = !BY_NAME.contains(&head) && !PRESS.contains(&head);
            let may =
                |actor: &usize| fits(actor) && may_be(&reading.story.actors[*actor].name, head);
            let last = || subject_before(reading, near, before, may);
            any.then(|| last().or_else(|| only_one_before(reading, before, may))).flatten()
        })
    })
}

/// The only actor that may be meant of all that are named before a place: "Data was stolen from Optus, the company said".
fn only_one_before(
    reading: &Reading,
    before: usize,
    may: impl Fn(&usize) -> bool,
) -> Option<usize> {
    // So many names before nobody is meant any more.
    const FAR: usize = 200;
    let named = reading.story.mentions.partition_point(|mention| mention.span.start() < before);
    let before_it = (named.saturating_sub(FAR)..named).rev();
    let mut actors = before_it.filter_map(|name| reading.actor_of(name)).filter(may);
    let first = actors.next()?;
    actors.all(|actor| actor == first).then_some(first)
}

/// Whether an organisation of that name may be "the agency", "the company": none that says of itself
/// that it is of the other kind, public or private.
pub(super) fn may_be(name: &str, head: &str) -> bool {
    const STATES: &[&str] = &["agency", "authority", "bureau", "department", "office", "regulator"];
    const FIRMS: &[&str] = &[
        "airline",
        "automaker",
        "bank",
        "carmaker",
        "carrier",
        "chain",
        "chipmaker",
        "company",
        "developer",
        "drugmaker",
        "exchange",
        "firm",
        "insurer",
        "lender",
        "maker",
        "manufacturer",
        "platform",
        "protocol",
        "provider",
        "retailer",
        "startup",
        "vendor",
    ];
    const PUBLIC: &[&str] = &[
        "administration",
        "agency",
        "army",
        "bureau",
        "commission",
        "committee",
        "congress",
        "council",
        "court",
        "department",
        "embassy",
        "ministry",
        "nations",
        "navy",
        "panel",
        "parliament",
        "police",
        "senate",
        "treasury",
    ];
    const PRIVATE: &[&str] = &[
        "airlines",
        "airways",
        "bank",
        "bancorp",
        "corp",
        "corporation",
        "council",
        "court",
        "exchange",
        "hospital",
        "inc",
        "inc.",
        "insurance",
        "llc",
        "ltd",
        "ltd.",
        "motors",
        "plc",
        "school",
        "systems",
        "technologies",
        "university",
    ];
    let name = name.to_lowercase();
    let has = |words: &[&str]| name.split(' ').any(|own| words.contains(&own));
    !(STATES.contains(&head) && has(PRIVATE) || FIRMS.contains(&head) && has(PUBLIC))
}

/// The last actor before a place with all of `words` in its name.
fn named_before(
    reading: &Reading,
    before: usize,
    words: &[&str],
    fits: impl Fn(&usize) -> bool,
) -> Option<usize> {
    let story = &reading.story;
    let to = story.mentions.partition_point(|mention| mention.span.start() < before);
    (0..to).rev().find_map(|mention| {
        let actor = reading.actor_of(mention).filter(&fits)?;
        words.iter().all(|word| reading.is_called(actor, word)).then_some(actor)
    })
}

/// The last actor before a place that is the subject of a verb in some sentences.
pub(super) fn subject_before(
    reading: &Reading,
    sentences: RangeInclusive<usize>,
    before: usize,
    fits: impl Fn(&usize) -> bool,
) -> Option<usize> {
    sentences.rev().find_map(|at| {
        let clauses = &reading.sentences[at];
        let subjects = clauses.frames.iter().rev().filter_map(|frame| frame.subject);
        subjects
            .filter(|subject| clauses.phrase_span(*subject).start() < before)
            .filter_map(|subject| {
                reading.actor_of(clauses.tokens[clauses.phrases[subject].head].mention?)
            })
            .find(&fits)
    })
}
