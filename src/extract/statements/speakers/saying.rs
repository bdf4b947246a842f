//! Verbs that say something only in the company of other words.
//!
//! | words | who speaks |
//! |---|---|
//! | "put the loss at $3 million", "pointed out that", "was adamant that" | the subject |
//! | "renewed its charge that", "made the accusation that" | the subject |
//! | "notified customers that", "informed the court that" | the subject |
//! | "“Pay up,” the note read", "the court held that" | the subject |
//! | "called it a farce", "condemned the raid as “barbaric”" | the subject |
//! | "responded to an attack" | nobody |
//! | "shut its site, saying hackers had", "left the talks, insisting that" | the subject of the main verb |
//! | "quoted X as saying", "X was quoted as saying" | X |
//! | "sanctioned three bankers", "claimed responsibility for" | the subject |

use super::marks;
use crate::extract::clauses::{Class, Clauses, Item, Mood, SAYING, Token};
use crate::extract::statements::{cues, is_statement, kind};

/// "put the loss at $3 million": whether a verb says how much.
pub(super) fn puts_at(clauses: &Clauses, at: usize) -> bool {
    let frame = &clauses.frames[at];
    lemma(clauses, at) == "put"
        && frame.object.is_some()
        && frame.preps.iter().any(|(word, phrase)| {
            let sum = || clauses.words(*phrase).iter().any(|token| token.amount.is_some());
            &*clauses.tokens[*word].lower == "at" && sum()
        })
}

/// "renewed its charge that", "repeated its claim that", "made the accusation that": whether a verb says again, or for
/// the first time, what its object only names.
pub(in crate::extract::statements) fn repeats(clauses: &Clauses, at: usize) -> bool {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let verb = &*clauses.tokens[group.main].lower;
    let says = ["renew", "repeat", "reiterat", "rais", "mak", "level", "made"]
        .iter()
        .any(|stem| verb.starts_with(stem));
    let charge = |object: usize| {
        let that = clauses.items.get(clauses.phrases[object].item + 1) == Some(&Item::That);
        that && CHARGES.contains(&clauses.head(object))
    };
    says && !group.passive && frame.object.is_some_and(charge)
}

/// What is charged, or claimed.
const CHARGES: &[&str] = &[
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "assertion",
    "charge",
    "charges",
    "claim",
    "claims",
];

/// "Lee pointed out that".
pub(super) fn points_out(clauses: &Clauses, at: usize) -> bool {
    lemma(clauses, at) == "point" && clauses.words_behind(clauses.groups[at].main, &["out"])
}

/// "was adamant that no key was lost": whether a copula tells how sure somebody is of what follows. Not "it is certain that".
pub(super) fn is_sure(clauses: &Clauses, at: usize) -> bool {
    let group = &clauses.groups[at];
    let next = clauses.tokens.get(group.main + 1).map_or("", |next| &*next.lower);
    let that = clauses.tokens.get(group.main + 2).is_some_and(|then| then.class == Class::That);
    let somebody = |subject: usize| {
        let token = &clauses.tokens[clauses.phrases[subject].head];
        token.mention.is_some() || matches!(&*token.lower, "he" | "she" | "they")
    };
    clauses.tokens[group.main].class == Class::Be
        && group.mood == Mood::Finite
        && group.negation.is_none()
        && matches!(next, "adamant" | "certain" | "confident" | "convinced" | "sure")
        && that
        && clauses.frames[at].subject.is_some_and(somebody)
}

/// "notified its customers on Monday that": without "that" it is an act.
pub(super) fn informs(clauses: &Clauses, at: usize) -> bool {
    let behind = clauses.items[clauses.groups[at].item + 1..].iter();
    let next = behind
        .take(6)
        .find(|item| !matches!(item, Item::Phrase(_) | Item::Prep(_) | Item::Time | Item::Conj));
    matches!(lemma(clauses, at), "notify" | "inform")
        && clauses.frames[at].object.is_some()
        && next == Some(&Item::That)
}

/// "“Pay or we publish,” the note read": only a paper reads so.
pub(super) fn reads(clauses: &Clauses, at: usize) -> bool {
    let paper = |subject: usize| {
        let head = clauses.head(subject);
        cues::is("document", head) || matches!(head, "message" | "banner" | "sign" | "statement")
    };
    // "a message, read aloud in court, said", "a statement read out by X": what is read does not read.
    let next = clauses.tokens.get(clauses.groups[at].words.end).map_or("", |next| &*next.lower);
    let left = clauses.groups[at].item.checked_sub(1).map(|left| clauses.items[left]);
    lemma(clauses, at) == "read"
        && !matches!(next, "out" | "aloud" | "by")
        && matches!(left, Some(Item::Phrase(_)))
        && clauses.frames[at].subject.is_some_and(paper)
}

/// "the court held that", "X, the court held, had": no hearing is held by that.
pub(super) fn holds(clauses: &Clauses, at: usize) -> bool {
    let next = clauses.items.get(clauses.groups[at].item + 1);
    let judge = |subject: usize| cues::is("judge", clauses.head(subject));
    lemma(clauses, at) == "hold"
        && matches!(next, None | Some(Item::That | Item::Comma | Item::Break))
        && clauses.frames[at].subject.is_some_and(judge)
}

/// What is answered is looked for no further away, in words.
const FAR: usize = 60;

/// "responded to an attack", without a word of what is said: whether a verb of answering tells what was done.
pub(super) fn reacts(clauses: &Clauses, at: usize) -> bool {
    if !matches!(lemma(clauses, at), "respond" | "reply" | "answer") {
        return false;
    }
    let next = clauses.groups[at].item + 1;
    let timed = usize::from(clauses.items.get(next) == Some(&Item::Time));
    let to = match clauses.items.get(next + timed) {
        Some(Item::Prep(word)) => matches!(&*clauses.tokens[*word].lower, "to" | "with" | "by"),
        // "When the target replied, ..."
        None | Some(Item::Comma | Item::Break) => follows_a_conjunction(clauses, at),
        _ => false,
    };
    let told = |token: &Token| {
        matches!(token.class, Class::That | Class::Quote) || matches!(token.text, ":" | "‘")
    };
    let main = clauses.groups[at].main;
    let mut near = clauses.tokens[..main].iter().rev().take(FAR);
    let mut behind = clauses.tokens[main..].iter().take(FAR);
    to && !near.any(told) && !behind.any(told)
}

/// "when the clerk replied": whether only a subject stands between a verb and the conjunction of its clause.
fn follows_a_conjunction(clauses: &Clauses, at: usize) -> bool {
    let before = clauses.frames[at].subject.and_then(|subject| {
        clauses.phrases[subject].item.checked_sub(1).map(|left| clauses.items[left])
    });
    matches!(before, Some(Item::Sub(_)))
}

/// "a man alleged to have", "ships suspected of", "a flaw, first reported by X, lets": a bare form of a verb of saying that
/// describes the noun before it, for whoever speaks says what.
pub(super) fn describes_a_noun(clauses: &Clauses, at: usize) -> bool {
    let group = &clauses.groups[at];
    let verb = clauses.tokens[group.main].verb.as_ref();
    let bare = group.words.len() == 1 && verb.is_some_and(|verb| verb.forms.participle);
    let infinitive = matches!(
        clauses.items.get(group.item + 1),
        Some(Item::Group(next)) if clauses.groups[*next].mood == Mood::Infinitive
    );
    let next = match clauses.items.get(group.item + 1) {
        Some(Item::Prep(word)) => &*clauses.tokens[*word].lower,
        _ if infinitive => "to",
        _ => "",
    };
    let next = clauses.tokens.get(group.words.end).filter(|token| &*token.lower == next);
    let wants = |word: &str| match lemma(clauses, at) {
        "allege" | "suspect" | "believe" | "rumor" | "rumour" => matches!(word, "to" | "of" | "by"),
        // "a gang thought to operate from", not "he said to the court that"
        "think" | "say" | "report" if infinitive => true,
        // "said by telephone that", "announced by the end of May"
        _ => word == "by" && made_by_somebody(clauses, group.words.end),
    };
    bare && next.is_some_and(|token| wants(&token.lower))
}

/// Whether "by" at a word has a body or people behind it: not "by telephone".
fn made_by_somebody(clauses: &Clauses, by: usize) -> bool {
    let phrase = clauses.phrases.iter().find(|phrase| phrase.words.start == by + 1);
    phrase.is_some_and(|phrase| {
        let head = &clauses.tokens[phrase.head];
        head.mention.is_some() || head.lower.ends_with('s') && head.amount.is_none()
    })
}

/// Verbs of saying by which something is done: "added the flaw to its list", "a group considered a part of it", "makes
/// firms report it".
pub(super) fn is_an_act(clauses: &Clauses, at: usize) -> bool {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let item = |back: usize| group.item.checked_sub(back).map(|left| clauses.items[left]);
    let next = clauses.items.get(group.item + 1);
    match lemma(clauses, at) {
        "add" => {
            // "added hackers had left": a clause has a verb of its own, and "added the flaw, which gangs use," is none.
            let told = (at + 1..clauses.groups.len()).take(NEAR).any(|other| {
                let between = &clauses.items[group.item..clauses.groups[other].item];
                clauses.frames[other].subject == frame.object
                    && kind::is_main(clauses, other)
                    && !between.contains(&Item::Relative)
            });
            matches!(next, Some(Item::Phrase(_))) && !told
        }
        // "if hackers find a hole", "hackers who find holes": what they find they use.
        "find" if frame.subject.is_some_and(|s| LURKERS.contains(&clauses.head(s))) => true,
        // "found £78,000 in cash", "maintained backups", "promised returns", "recalled its envoy": a thing, and no clause, is the object.
        // So is it in "boasts one billion users", "declared an emergency".
        "find" | "maintain" | "promise" | "note" | "post" | "boast" | "recall" | "declare" => {
            has_a_thing(clauses, at)
        }
        // "last showed up in January", "showed off the loot"
        "show" => {
            clauses.words_behind(group.main, &["up"]) || clauses.words_behind(group.main, &["off"])
        }
        // "did not speak with any experts", "was commenting on reports that hackers had"
        "speak" | "comment" => meets(clauses, at),
        // "would hear nothing of value": a court or a parliament hears what is said there.
        "hear" => !frame.subject.is_some_and(|subject| {
            HEARING.contains(&clauses.head(subject))
                || clauses.tokens[clauses.phrases[subject].head].mention.is_some()
        }),
        // "revealed little"
        "reveal" | "disclose" if says_little(clauses, at) => true,
        // "is considering a ban"
        "consider" if &*clauses.tokens[group.main].lower == "considering" => {
            next != Some(&Item::That)
        }
        "consider" => item(2) == Some(Item::Comma) && next != Some(&Item::That),
        _ => {
            let bare = clauses.tokens[group.main].verb.as_ref().is_some_and(|v| v.forms.base)
                && group.words.len() == 1;
            let made = |before: Option<Item>| match before {
                Some(Item::Group(before)) => matches!(lemma(clauses, before), "make" | "let"),
                _ => false,
            };
            bare && matches!(item(1), Some(Item::Phrase(_))) && made(item(2))
        }
    }
}

/// Those who look for ways in.
const LURKERS: &[&str] = &[
    "hacker",
    "hackers",
    "attacker",
    "attackers",
    "criminal",
    "criminals",
    "cybercriminals",
    "crook",
    "crooks",
    "thief",
    "thieves",
    "scammer",
    "scammers",
    "intruder",
    "intruders",
    "adversary",
    "adversaries",
];

/// Where somebody is heard.
const HEARING: &[&str] = &[
    "court",
    "courts",
    "jury",
    "jurors",
    "tribunal",
    "inquest",
    "inquiry",
    "hearing",
    "parliament",
    "committee",
    "panel",
    "council",
    "conference",
    "commission",
    "judge",
    "judges",
    "congress",
    "senate",
    "assembly",
    "meeting",
    "mps",
    "lawmakers",
    "senators",
];

/// "spoke with two experts", "speak to the police", "was speaking after a report that": whether nothing of what is said stands
/// behind a verb of speaking.
fn meets(clauses: &Clauses, at: usize) -> bool {
    let group = &clauses.groups[at];
    let with = clauses.tokens.get(group.words.end).map_or("", |next| &*next.lower);
    let quoted = |token: &Token| token.class == Class::Quote || token.text == ":";
    let told = |token: &Token| token.class == Class::That || quoted(token);
    let sentence = || clauses.tokens.iter().take(FAR);
    match with {
        "with" | "to" | "at" => !sentence().any(told),
        "on" | "after" | "as" | "before" | "during" | "hours" | "days" => !sentence().any(quoted),
        _ => false,
    }
}

/// "revealed little at the time": what is not told, and no clause has it as its subject.
fn says_little(clauses: &Clauses, at: usize) -> bool {
    let group = &clauses.groups[at];
    let word = clauses.tokens.get(group.words.end).map_or("", |next| &*next.lower);
    let behind = clauses.tokens.get(group.words.end + 1).map(|next| next.class);
    matches!(word, "little" | "nothing" | "much" | "less")
        && matches!(
            behind,
            None | Some(Class::Break | Class::Comma | Class::Prep | Class::Conj | Class::Sub)
        )
}

/// Whether the object of a verb is something that can be held: no clause, nothing that tells, nothing that is not there.
fn has_a_thing(clauses: &Clauses, at: usize) -> bool {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let Some(Item::Phrase(object)) = clauses.items.get(group.item + 1).copied() else {
        return false;
    };
    let none = clauses.words(object).iter().any(|word| matches!(&*word.lower, "no" | "nothing"));
    let head = clauses.head(object);
    let tells = cues::is("evidence", head)
        || cues::is("claim", head)
        || cues::is("document", head)
        || matches!(head, "innocence" | "message" | "messages" | "statement" | "video");
    // "found hackers had": a clause has a verb of its own.
    let told = (at + 1..clauses.groups.len()).take(NEAR).any(|other| {
        let between = &clauses.items[group.item..clauses.groups[other].item];
        clauses.groups[other].mood == Mood::Finite
            && !between.iter().any(|item| match item {
                Item::Comma | Item::Conj | Item::Break | Item::Relative | Item::Sub(_) => true,
                Item::Prep(word) => {
                    matches!(&*clauses.tokens[*word].lower, "after" | "before" | "since" | "until")
                }
                _ => false,
            })
    });
    let told =
        told || clauses.frames[at + 1..].iter().take(NEAR).any(|f| f.subject == Some(object));
    let quoted = clauses.tokens[group.words.end..].iter().take(NEAR);
    let quoted = quoted.into_iter().any(|token| token.class == Class::Quote);
    group.mood == Mood::Finite && frame.subject.is_some() && !none && !tells && !told && !quoted
}

/// So many words at most stand between a verb of judging and the quotation.
const NEAR: usize = 24;

/// Verbs of judging what others did or said.
const JUDGES: &[&str] = &[
    "call",
    "brand",
    "label",
    "blast",
    "slam",
    "condemn",
    "denounce",
    "decry",
    "deplore",
    "criticize",
    "criticise",
    "mock",
];

/// "called it a farce", "slammed the raid as “barbaric”", not "condemned the raid", "calls it Volt Typhoon".
pub(super) fn judges(clauses: &Clauses, at: usize) -> bool {
    let (group, lemma) = (&clauses.groups[at], lemma(clauses, at));
    // "denied that his client stole it and called him": whose verb it is, is not sure.
    let joined = group.item.checked_sub(1).map(|left| clauses.items[left]) == Some(Item::Conj);
    if !JUDGES.contains(&lemma) || joined {
        return false;
    }
    let item = |behind: usize| clauses.items.get(group.item + behind);
    let gives_name = matches!(lemma, "call" | "brand" | "label");
    if let (true, Some(Item::Phrase(_)), Some(Item::Phrase(second))) =
        (gives_name, item(1), item(2))
    {
        // "called him three times"
        let named = clauses.tokens[clauses.phrases[*second].head].mention.is_some();
        return !named && clauses.head(*second) != "times";
    }
    let mut behind = group.words.end..clauses.tokens.len().min(group.words.end + NEAR);
    let quote = behind.find(|word| clauses.tokens[*word].class == Class::Quote);
    // "called the police, and the bank said “...”": what is quoted has a verb of its own.
    let own = |quote: usize| {
        let near = group.words.end..quote;
        let mut after = clauses.groups[at + 1..].iter().take(NEAR);
        !after.any(|other| other.mood == Mood::Finite && near.contains(&other.main))
    };
    quote.is_some_and(|quote| marks::opens(clauses, quote) && own(quote))
}

/// Verbs that, beside those of [`SAYING`], go on with a tale behind a comma. "revealing", "showing", "adding" tell more often what was done.
const GO_ON: &[&str] =
    &["emphasize", "emphasise", "boast", "caution", "complain", "declare", "state"];

/// "shut down its website, saying hackers had": behind a comma, and the first to say something.
pub(super) fn goes_on_to_say(clauses: &Clauses, at: usize) -> bool {
    let group = &clauses.groups[at];
    let comma = group.item.checked_sub(1).map(|left| clauses.items[left]) == Some(Item::Comma);
    let said = || {
        (0..at).map(|other| lemma(clauses, other)).any(|lemma| {
            cues::is("say", lemma) || cues::is("accuse", lemma) || cues::is("deny", lemma)
        })
    };
    let tells = || {
        // "saying: “..."
        let colon = clauses.items.get(group.item + 1) == Some(&Item::Break)
            && clauses.items.get(group.item + 2) == Some(&Item::Quote);
        matches!(clauses.items.get(group.item + 1), Some(Item::That | Item::Quote))
            || colon
            || (at + 1..clauses.groups.len()).take(NEAR).any(|other| kind::is_main(clauses, other))
    };
    let lemma = lemma(clauses, at);
    let goes_on = SAYING.contains(&lemma) || GO_ON.contains(&lemma);
    comma && (judges(clauses, at) || goes_on && tells()) && !said()
}

/// "Interfax quoted X as saying": at "saying", X.
pub(super) fn quoted_as(clauses: &Clauses, at: usize) -> Option<usize> {
    let (group, cites) = (&clauses.groups[at], at.checked_sub(1)?);
    let Item::Prep(word) = clauses.items[group.item.checked_sub(1)?] else { return None };
    let says = group.mood == Mood::Gerund && cues::is("say", lemma(clauses, at));
    let quoted = matches!(lemma(clauses, cites), "quote" | "cite" | "report");
    if !(says && quoted && &*clauses.tokens[word].lower == "as") {
        return None;
    }
    let frame = &clauses.frames[cites];
    if clauses.groups[cites].passive { frame.subject } else { frame.object }
}

/// "said in a report on Friday", "In a statement, Acme said": whether somebody says something in a paper.
pub(in crate::extract::statements) fn in_a_paper(clauses: &Clauses, at: usize) -> bool {
    let paper = |word: usize, phrase: usize| {
        let head = clauses.head(phrase);
        &*clauses.tokens[word].lower == "in" && (cues::is("document", head) || is_statement(head))
    };
    let opens = match clauses.items[..] {
        [Item::Prep(word), Item::Phrase(phrase), ..] => paper(word, phrase),
        _ => false,
    };
    let behind = || clauses.frames[at].preps.iter().any(|(word, phrase)| paper(*word, *phrase));
    cues::is("say", lemma(clauses, at)) && (opens || behind())
}

/// "sanctioned three bankers", "claimed responsibility for the attack": an act by which somebody accuses another, or himself, if it
/// is what the sentence tells first.
pub(in crate::extract::statements) fn accuses_by_an_act(clauses: &Clauses, at: usize) -> bool {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let Some((subject, object)) = frame.subject.zip(frame.object) else { return false };
    let act = match lemma(clauses, at) {
        "sanction" | "blacklist" => true,
        "impose" => clauses.words(object).iter().any(|word| &*word.lower == "sanctions"),
        "claim" => matches!(clauses.head(object), "responsibility" | "credit"),
        _ => false,
    };
    let before = &clauses.items[..clauses.phrases[subject].item];
    let first = !before.iter().any(|item| matches!(item, Item::Sub(_)))
        && !matches!(before.last(), Some(Item::Prep(_)));
    let plain =
        group.mood == Mood::Finite && !group.passive && group.negation.or(group.modal).is_none();
    act && plain && first && kind::is_main(clauses, at)
}

/// The base form of a group's verb; of a copula, none.
fn lemma<'c>(clauses: &'c Clauses, at: usize) -> &'c str {
    clauses.tokens[clauses.groups[at].main].lemma().unwrap_or_default()
}
