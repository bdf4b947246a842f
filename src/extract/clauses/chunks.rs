//! Noun phrases and verb groups.

use std::ops::Range;

use super::tokens::{Class, Token};

/// A noun phrase without what follows its head: "the hacked servers", "North Korea's hackers".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Phrase {
    /// Its words, the article among them.
    pub words: Range<usize>,
    /// Its last noun or name.
    pub head: usize,
    /// The words before "'s".
    pub possessor: Option<Range<usize>>,
    /// Whether it is a pronoun.
    pub pronoun: bool,
    /// Where it stands among the items.
    pub item: usize,
}

/// How a verb group stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Mood {
    /// "stole", "has been stolen", "could steal".
    Finite,
    /// "to steal".
    Infinitive,
    /// "stealing".
    Gerund,
    /// "stolen", "linked to": behind the noun that it describes.
    Participle,
}

/// A verb with what helps it: "has not been stolen".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Group {
    pub words: Range<usize>,
    /// The verb itself.
    pub main: usize,
    pub mood: Mood,
    pub passive: bool,
    pub modal: Option<usize>,
    pub negation: Option<usize>,
    /// "off" of "made off with".
    pub particle: Option<usize>,
    /// Where it stands among the items.
    pub item: usize,
}

/// What a sentence is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Item {
    Phrase(usize),
    Group(usize),
    /// The preposition at a word.
    Prep(usize),
    Time,
    Comma,
    Conj,
    Relative,
    That,
    Sub(usize),
    Quote,
    Break,
}

pub(super) struct Chunks {
    pub items: Vec<Item>,
    pub phrases: Vec<Phrase>,
    pub groups: Vec<Group>,
}

/// Words in brackets are looked over if there are no more of them.
const ASIDE: usize = 40;

/// Cuts a sentence into what it is made of.
pub(super) fn chunks(tokens: &[Token]) -> Chunks {
    let mut chunks = Chunks { items: Vec::new(), phrases: Vec::new(), groups: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        let item = chunks.items.len();
        if let Some(mut phrase) = phrase(tokens, at) {
            at = phrase.words.end;
            // "X, whose inbox was hacked": the owner stands before, as before "which".
            let whose = &*tokens[phrase.words.start].lower == "whose";
            chunks.items.extend(whose.then_some(Item::Relative));
            phrase.item = item + usize::from(whose);
            chunks.items.push(Item::Phrase(chunks.phrases.len()));
            chunks.phrases.push(phrase);
            continue;
        }
        if let Some(mut group) = group(tokens, at) {
            at = group.words.end;
            group.item = item;
            chunks.items.push(Item::Group(chunks.groups.len()));
            chunks.groups.push(group);
            continue;
        }
        let class = tokens[at].class;
        let found = match class {
            Class::Prep | Class::To => Some(Item::Prep(at)),
            Class::Comma => Some(Item::Comma),
            Class::Conj => Some(Item::Conj),
            Class::Relative => Some(Item::Relative),
            Class::That => Some(Item::That),
            Class::Sub => Some(Item::Sub(at)),
            Class::Quote => Some(Item::Quote),
            Class::Break => Some(Item::Break),
            Class::Time => Some(Item::Time),
            _ => None,
        };
        if found.is_some() && !(class == Class::Time && chunks.items.last() == Some(&Item::Time)) {
            chunks.items.extend(found);
        }
        if class == Class::Open {
            let window = &tokens[at..tokens.len().min(at + ASIDE)];
            at += window.iter().position(|token| token.class == Class::Close).unwrap_or(0);
        }
        at += 1;
    }
    describing_participles(tokens, &mut chunks);
    share_auxiliaries(tokens, &mut chunks);
    chunks
}

/// Verbs whose object may be a clause: "said hackers broke into".
pub(super) const OF_CLAUSES: &[&str] = &[
    "say", "think", "believe", "claim", "allege", "report", "announce", "find", "reveal", "know",
    "warn", "argue", "suspect", "admit", "confirm", "fear", "show", "mean", "state", "deny",
];

/// A bare participle behind the object of another verb describes it: "documents marked as secret",
/// and so does the first of two: "assisted and enabled by".
fn describing_participles(tokens: &[Token], chunks: &mut Chunks) {
    for at in 0..chunks.groups.len() {
        let group = &chunks.groups[at];
        let item = group.item;
        let forms = tokens[group.main].verb.as_ref().map(|verb| verb.forms).unwrap_or_default();
        let bare = group.words.len() == 1 && forms.participle && group.mood == Mood::Finite;
        if !bare || item == 0 {
            continue;
        }
        // "a woman hit by the scam told": the verb of the clause is still to come.
        let by = matches!(chunks.items.get(item + 1), Some(Item::Prep(word)) if &*tokens[*word].lower == "by");
        let suffers = by
            && matches!(chunks.items[item - 1], Item::Phrase(_))
            && matches!(chunks.items.get(item + 2), Some(Item::Phrase(_)))
            && matches!(chunks.items.get(item + 3), Some(Item::Group(next)) if chunks.groups[*next].mood == Mood::Finite);
        if suffers {
            chunks.groups[at].mood = Mood::Participle;
            chunks.groups[at].passive = true;
            continue;
        }
        let preposition = matches!(chunks.items.get(item + 1), Some(Item::Prep(_)));
        let object = at > 0
            && matches!(chunks.items[item - 1], Item::Phrase(_))
            && {
                let before = &chunks.groups[at - 1];
                let lemma = tokens[before.main].lemma().unwrap_or("be");
                let between = &chunks.items[before.item + 1..item];
                !OF_CLAUSES.contains(&lemma)
                && !tokens[group.main].lemma().is_some_and(|own| OF_CLAUSES.contains(&own))
                && before.mood != Mood::Participle
                && between.len() < ASIDE
                && between.iter().all(|item| matches!(item, Item::Phrase(_) | Item::Prep(_) | Item::Comma | Item::Conj))
                // "it hit A, and the gang moved on", "they hit A, B said": clauses of their own.
                && !between.windows(2).any(|pair| pair == [Item::Comma, Item::Conj])
                && between.iter().filter(|item| **item == Item::Comma).count() != 1
            };
        let pair = match (chunks.items.get(item + 1), chunks.items.get(item + 2)) {
            (Some(Item::Conj), Some(Item::Group(other))) => {
                let by = matches!(chunks.items.get(item + 3), Some(Item::Prep(word)) if &*tokens[*word].lower == "by");
                by && chunks.groups[*other].words.len() == 1
                    && matches!(chunks.items[item - 1], Item::Comma)
            }
            _ => false,
        };
        if object && preposition || pair {
            for group in &mut chunks.groups[at..=at + usize::from(pair)] {
                group.mood = Mood::Participle;
                group.passive = true;
            }
        }
    }
}

/// "was arrested and charged with": the second participle has the "was" of the first.
fn share_auxiliaries(tokens: &[Token], chunks: &mut Chunks) {
    for at in 1..chunks.groups.len() {
        let (before, group) = (&chunks.groups[at - 1], &chunks.groups[at]);
        let item = group.item;
        let joined = chunks.items[before.item..item].contains(&Item::Conj)
            && chunks.items[item - 1] == Item::Conj
            && !chunks.items[before.item..item].contains(&Item::Break);
        let forms = tokens[group.main].verb.as_ref().map(|verb| verb.forms).unwrap_or_default();
        let bare = group.words.len() == 1 && forms.participle && group.mood == Mood::Finite;
        let object = matches!(chunks.items.get(item + 1), Some(Item::Phrase(_)));
        if joined && bare && before.passive && before.mood == Mood::Finite && !object {
            chunks.groups[at].passive = true;
        }
    }
}

/// What is said or written on one occasion.
const SPEECHES: &[&str] = &[
    "statement",
    "speech",
    "report",
    "hearing",
    "interview",
    "briefing",
    "letter",
    "memo",
    "email",
    "filing",
    "post",
    "tweet",
];

/// The noun phrase that starts at a word.
fn phrase(tokens: &[Token], start: usize) -> Option<Phrase> {
    let word =
        Phrase { words: start..start + 1, head: start, possessor: None, pronoun: false, item: 0 };
    if tokens[start].class == Class::Pron {
        return Some(Phrase { pronoun: true, ..word });
    }
    if !(tokens[start].nominal() || tokens[start].class == Class::Det) {
        return None;
    }
    let (mut at, mut head, mut possessor) = (start, None::<usize>, None);
    let mut end = start;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1);
        let goes_on = next.is_some_and(|next| next.nominal() || next.class == Class::Time);
        // "bring North Korea $250 million": two phrases.
        let sum = token.class == Class::Number && token.amount.is_some();
        if sum && head.is_some_and(|head| tokens[head].mention.is_some() && head + 1 == at) {
            break;
        }
        // "In a statement Northgate said": two phrases.
        let speech = |head: usize| {
            head + 1 == at
                && tokens[head].mention.is_none()
                && SPEECHES.contains(&&*tokens[head].lower)
        };
        if token.class == Class::Name && head.is_some_and(speech) {
            break;
        }
        match token.class {
            Class::Noun | Class::Name => {
                // A place before a person is the end of something else.
                head = Some(at);
                end = at + 1;
            }
            Class::Number | Class::Adj => end = at + 1,
            Class::Det if head.is_none() => end = at + 1,
            Class::Hyphen if goes_on => {}
            // "coordinated and targeted intrusions"
            Class::Conj
                if at > start
                    && tokens[at - 1].lower.ends_with("ed")
                    && next.is_some_and(|next| next.class == Class::Adj) => {}
            Class::Poss if head.is_some() && goes_on => {
                possessor = Some(start..at);
                head = None;
            }
            Class::Adv | Class::Time if at > start && goes_on && head.is_none() => {}
            Class::Time
                if at > start
                    && goes_on
                    && next.is_some_and(Token::nominal)
                    && tokens[at - 1].class == Class::Poss => {}
            _ => break,
        }
        at += 1;
    }
    if end == start {
        return None;
    }
    let head = head.unwrap_or(end - 1);
    Some(Phrase { words: start..end, head, possessor, ..word })
}

/// Prepositions that may belong to the verb before them as adverbs: "made off with".
const PARTICLES: &[&str] = &["off", "away", "out", "down", "up", "over", "back"];

/// The verb group that starts at a word.
fn group(tokens: &[Token], start: usize) -> Option<Group> {
    let mut at = start;
    let infinitive = tokens[at].class == Class::To;
    if infinitive {
        at += 1;
    }
    let (mut modal, mut negation) = (None, None);
    let (mut be, mut auxiliary, mut have) = (false, None, false);
    let mut main = None;
    while let Some(token) = tokens.get(at) {
        match token.class {
            Class::Modal => {
                modal = modal.or(Some(at));
                // "cannot" is both in one.
                negation = negation.or((&*token.lower == "cannot").then_some(at));
            }
            Class::Neg => negation = negation.or(Some(at)),
            Class::Be => (be, auxiliary) = (true, Some(at)),
            Class::Have => (have, auxiliary) = (true, Some(at)),
            Class::Do => auxiliary = Some(at),
            Class::Adv if at > start => {}
            Class::Verb => {
                main = Some(at);
                break;
            }
            _ => break,
        }
        if auxiliary.is_some() && infinitive && !be && !have {
            break;
        }
        at += 1;
    }
    let adverbs_only = |from: usize| {
        tokens[from..at].iter().all(|t| matches!(t.class, Class::Adv | Class::Neg | Class::To))
    };
    if main.is_none() && (auxiliary.is_none() && modal.is_none() || adverbs_only(start)) {
        return None;
    }
    if main.is_none() && infinitive && auxiliary.is_none() {
        return None;
    }
    let last = main.or(auxiliary).or(modal)?;
    let forms = tokens[last].verb.as_ref().map(|verb| verb.forms).unwrap_or_default();
    let helped = auxiliary.is_some() || modal.is_some();
    let passive = main.is_some() && be && forms.participle && !forms.ing;
    let next = tokens.get(last + 1);
    let mood = if infinitive {
        Mood::Infinitive
    } else if helped
        && !tokens[start..=last]
            .iter()
            .find(|t| t.auxiliary())
            .is_some_and(|t| matches!(&*t.lower, "being" | "having"))
    {
        Mood::Finite
    } else if forms.ing || helped {
        Mood::Gerund
    } else if forms.participle && (!forms.past || reduced(tokens, start, last, next)) && !forms.base
    {
        Mood::Participle
    } else {
        Mood::Finite
    };
    let passive = passive || mood == Mood::Participle;
    let mut particle = None;
    let mut end = last + 1;
    if let Some(word) = next.filter(|next| main.is_some() && PARTICLES.contains(&&*next.lower)) {
        let after = tokens.get(last + 2).map(|token| token.class);
        let ends = matches!(after, Some(Class::Prep | Class::To | Class::Break) | None);
        if word.class == Class::Adv
            || ends
            || tokens[last].lemma().is_some_and(|l| {
                matches!(l, "carry" | "knock" | "shut" | "take" | "bring" | "point")
            })
        {
            particle = Some(last + 1);
            end = last + 2;
        }
    }
    Some(Group { words: start..end, main: last, mood, passive, modal, negation, particle, item: 0 })
}

/// Participles that describe the noun before them where a preposition follows.
const DESCRIBING: &[&str] = &[
    "accuse",
    "affiliate",
    "associate",
    "back",
    "base",
    "believe",
    "blame",
    "charge",
    "connect",
    "control",
    "describe",
    "direct",
    "dub",
    "identify",
    "involve",
    "know",
    "lead",
    "link",
    "locate",
    "name",
    "own",
    "run",
    "see",
    "sponsor",
    "suspect",
    "tie",
    "track",
    "use",
    "operate",
    "employ",
    "hire",
    "attribute",
    "award",
    "brief",
    "refer",
    "relate",
    "design",
    "intend",
    "aim",
    "mean",
];

/// Participles that describe whoever is thought, said or reported "to have" done something.
const PRESUMED: &[&str] = &["think", "say", "report", "believe", "estimate"];

/// What is published, filed or posted, and does none of that.
const PAPERS: &[&str] = &[
    "action",
    "advisory",
    "affidavit",
    "alert",
    "analysis",
    "article",
    "assessment",
    "blog",
    "bulletin",
    "charges",
    "complaint",
    "documents",
    "email",
    "emails",
    "filing",
    "filings",
    "indictment",
    "lawsuit",
    "letter",
    "memo",
    "message",
    "messages",
    "note",
    "notice",
    "paper",
    "papers",
    "post",
    "posts",
    "records",
    "report",
    "reports",
    "research",
    "statement",
    "study",
    "suit",
    "survey",
    "tweet",
    "video",
    "warrant",
];

/// How it is made known.
const ISSUED: &[&str] = &[
    "circulate",
    "file",
    "issue",
    "leak",
    "post",
    "publish",
    "release",
    "send",
    "submit",
    "unseal",
    "upload",
    "write",
];

/// Whether a form that is past or participle describes the noun before it.
fn reduced(tokens: &[Token], start: usize, main: usize, next: Option<&Token>) -> bool {
    let Some(next) = next else { return false };
    if start == 0 {
        return false;
    }
    let before = tokens[start - 1].class;
    let noun_before = matches!(before, Class::Noun | Class::Name | Class::Close | Class::Number);
    let listed = tokens[main].lemma().is_some_and(|lemma| DESCRIBING.contains(&lemma));
    let comma = before == Class::Comma;
    // "a flaw, initially thought to have": nobody thinks "to have", unlike "claimed to have".
    let presumed = tokens[main].lemma().is_some_and(|lemma| PRESUMED.contains(&lemma))
        && tokens.get(main + 2).is_some_and(|token| matches!(&*token.lower, "have" | "be"));
    // "a report published on Monday said"
    let paper = tokens[main].lemma().is_some_and(|lemma| ISSUED.contains(&lemma))
        && PAPERS.contains(&&*tokens[start - 1].lower);
    match next.class {
        Class::Prep | Class::Time | Class::Adv if paper => true,
        Class::Prep if &*next.lower == "by" => noun_before || comma,
        Class::To if presumed => true,
        Class::Prep | Class::To => listed && (noun_before || comma),
        _ => false,
    }
}
