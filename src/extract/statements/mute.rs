//! Nouns that are subjects of verbs of saying and say nothing: "the attack shows", "investigation found", unless it is
//! somebody's: "a BBC investigation found".
//!
//! Whatever is no name, nobody of a trade, no body and no paper speaks only where what it says is there: "that", a
//! colon, a quotation, a clause. "The pages describe a plan", "apps reveal passwords" tell what things do.

use super::bodies;
use super::cues;
use super::said::{behind_chain, tells};
use crate::extract::clauses::{Class, Clauses, Item, Mood};
use crate::extract::events::nouns;
use crate::knowledge::titles;

/// Nouns that show, suggest and indicate without saying anything.
const MUTE: &[&str] = &[
    "attack", "attacks", "case", "data", "incident", "evidence", "move", "this", "it", "that",
    "these",
];

/// Whether what a phrase names can say something by a verb.
pub(super) fn speaks(clauses: &Clauses, phrase: usize, lemma: &str) -> bool {
    let weak = matches!(
        lemma,
        "show" | "suggest" | "indicate" | "find" | "add" | "consider" | "think" | "reveal"
    );
    // "Chainalysis data show": somebody's own figures.
    let owned = clauses.words(phrase).iter().any(|word| word.mention.is_some())
        || is_from_a_name(clauses, phrase);
    let mute = MUTE.contains(&clauses.head(phrase)) && !(owned && clauses.head(phrase) == "data");
    // "An investigation by the FBI found", "a Reuters investigation": somebody's own, too.
    let abstract_noun =
        is_abstract(clauses, phrase) && !(owned && INQUIRIES.contains(&clauses.head(phrase)));
    let mute = mute && lemma != "reveal" || !is_somebody(clauses, phrase);
    !(weak && mute && !it_speaks(clauses, phrase, lemma) || abstract_noun)
}

/// Whether a phrase is of somebody who can speak: a name or what belongs to it, a pronoun, people, a body, a paper.
pub(super) fn is_somebody(clauses: &Clauses, phrase: usize) -> bool {
    let head = &clauses.tokens[clauses.phrases[phrase].head];
    let lower = &*head.lower;
    let named = clauses.words(phrase).iter().any(|word| word.mention.is_some());
    let counted = matches!(head.class, Class::Number | Class::Det);
    let one = match lower.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => lower.strip_suffix('s').unwrap_or(lower).to_owned(),
    };
    let either = [lower, &*one];
    named
        || counted
        || clauses.phrases[phrase].pronoun
        || is_from_a_name(clauses, phrase)
        || PAPERS.iter().any(|list| cues::is(list, lower))
        || ["agent", "private"].iter().any(|kind| nouns::is(kind, lower))
        || nouns::is_person(lower)
        || either.iter().any(|noun| {
            bodies::stands_for_a_body(noun)
                || bodies::is_press(noun)
                || SPEAKING.contains(noun)
                || PEOPLE.contains(noun)
                || titles().contains(noun)
        })
        || ["ee", "ant", "ess"].iter().any(|end| one.len() > 5 && one.ends_with(end))
}

/// Lists of those who speak.
const PAPERS: &[&str] = &["document", "accuser", "official", "defender", "judge"];

/// Nouns of people, bodies and papers that no other list has, in the singular.
const PEOPLE: &[&str] = &[
    "all",
    "analyst",
    "army",
    "audit",
    "author",
    "bill",
    "board",
    "boy",
    "business",
    "carrier",
    "church",
    "city",
    "client",
    "college",
    "congress",
    "consulate",
    "cooperative",
    "counsel",
    "county",
    "crew",
    "critic",
    "customer",
    "defence",
    "designer",
    "detective",
    "diplomat",
    "directorate",
    "doctor",
    "each",
    "else",
    "email",
    "e-mail",
    "expert",
    "few",
    "force",
    "fund",
    "girl",
    "giant",
    "guard",
    "head",
    "industry",
    "inquest",
    "inquiry",
    "journal",
    "lady",
    "lawmaker",
    "magazine",
    "mail",
    "major",
    "many",
    "media",
    "member",
    "message",
    "most",
    "nation",
    "navy",
    "nurse",
    "other",
    "paper",
    "parliament",
    "patient",
    "person",
    "personnel",
    "plaintiff",
    "police",
    "poster",
    "press",
    "publication",
    "railway",
    "reader",
    "relative",
    "representative",
    "resident",
    "responder",
    "school",
    "senate",
    "site",
    "sleuth",
    "some",
    "source",
    "spokespeople",
    "staff",
    "startup",
    "start-up",
    "statement",
    "subscriber",
    "summary",
    "telco",
    "text",
    "those",
    "tribunal",
    "tweet",
    "user",
    "video",
    "victim",
    "warrant",
    "website",
    "whoever",
    "who",
    "witness",
    "woman",
];

/// What never speaks, whatever stands behind it: "a note in their inboxes that said".
const VOICELESS: &[&str] = &["inbox", "inboxes", "mailbox", "mailboxes", "server", "servers"];

/// Whether what is said stands by a verb: "that", a colon, a quotation or a clause behind it, or words that it closes.
pub(super) fn has_what_is_said(clauses: &Clauses, at: usize, phrase: usize) -> bool {
    if VOICELESS.contains(&clauses.head(phrase)) {
        return false;
    }
    let group = &clauses.groups[at];
    let first = group.item.min(clauses.phrases[phrase].item);
    let left = first.checked_sub(1).map(|left| clauses.items[left]);
    let closes = matches!(left, Some(Item::Comma | Item::Quote));
    let behind = clauses.tokens[group.words.end..].iter();
    let plain = behind.take(COLON).take_while(|token| token.class != Class::Verb);
    if plain.into_iter().any(|token| token.text == ":") {
        return true;
    }
    let heard =
        matches!(clauses.items.get(group.item + 1), Some(Item::Phrase(_))) && tells(clauses, at);
    let next = behind_chain(clauses, group.item + 1 + usize::from(heard));
    match clauses.items.get(next) {
        None | Some(Item::Comma | Item::Break) => closes,
        Some(Item::That | Item::Quote | Item::Sub(_)) => true,
        Some(Item::Phrase(_)) => match clauses.items.get(behind_chain(clauses, next + 1)) {
            Some(Item::Group(told)) => clauses.groups[*told].mood == Mood::Finite,
            _ => false,
        },
        _ => false,
    }
}

/// A colon before what is said is no further behind the verb, in words.
const COLON: usize = 12;

/// What somebody with a name does to find something out.
const INQUIRIES: &[&str] = &["investigation", "assessment", "examination", "inspection"];

/// "It added that", "It also suggested that", "..., it found.": "it" that shows, adds or finds something is a body only
/// where "that" follows, or where the words close what was said.
fn it_speaks(clauses: &Clauses, phrase: usize, lemma: &str) -> bool {
    let item = clauses.phrases[phrase].item;
    let Some(Item::Group(group)) = clauses.items.get(item + 1) else { return false };
    let group = &clauses.groups[*group];
    let also = clauses.tokens[group.words.clone()].iter().any(|token| &*token.lower == "also");
    let that = clauses.items.get(item + 2) == Some(&Item::That);
    let behind = item.checked_sub(1).map(|left| clauses.items[left]);
    let closes = matches!(behind, Some(Item::Comma | Item::Quote))
        && matches!(clauses.items.get(item + 2), None | Some(Item::Break | Item::Quote));
    let weak = matches!(lemma, "show" | "indicate" | "suggest") && !also;
    clauses.head(phrase) == "it" && (closes || that && !weak)
}

/// "data from Chainalysis".
fn is_from_a_name(clauses: &Clauses, phrase: usize) -> bool {
    let item = clauses.phrases[phrase].item;
    match (clauses.items.get(item + 1), clauses.items.get(item + 2)) {
        (Some(Item::Prep(word)), Some(Item::Phrase(name))) => {
            matches!(&*clauses.tokens[*word].lower, "from" | "by")
                && clauses.words(*name).iter().any(|word| word.mention.is_some())
        }
        _ => false,
    }
}

/// Bodies of people whose names end like those of things done.
const SPEAKING: &[&str] = &[
    "administration",
    "agency",
    "alliance",
    "association",
    "audience",
    "coalition",
    "commission",
    "conference",
    "corporation",
    "defence",
    "delegation",
    "division",
    "federation",
    "foundation",
    "government",
    "intelligence",
    "department",
    "parliament",
    "institution",
    "mission",
    "opposition",
    "organisation",
    "organization",
    "prosecution",
];

/// "investigation", "access", "baseline changes": things done say nothing.
fn is_abstract(clauses: &Clauses, phrase: usize) -> bool {
    const ENDS: &[&str] =
        &["tion", "sion", "ment", "ness", "ance", "ence", "ling", "cess", "anges", "mes"];
    let token = &clauses.tokens[clauses.phrases[phrase].head];
    let lower = &*token.lower;
    // "a class action claims"
    let suit =
        lower == "action" && clauses.words(phrase).iter().any(|word| &*word.lower == "class");
    token.mention.is_none()
        && !suit
        && !cues::is("document", lower)
        && !SPEAKING.contains(&lower)
        && lower != "statement"
        && ENDS.iter().any(|end| lower.ends_with(end))
}
