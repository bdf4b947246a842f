//! Verbs of saying and accusing by which nothing is said.
//!
//! | words | why |
//! |---|---|
//! | "did not say how", "has not confirmed any theft" | what is not said is nobody's |
//! | "a namespace attribute or" | a bare form behind a singular noun is a noun |
//! | "apps connect to the server", "can link into the network" | without an object they touch, and accuse nobody |

use crate::extract::clauses::{Class, Clauses, Item, Mood};
use crate::extract::statements::cues;
use crate::extract::story::Reading;
use crate::taxonomy::EntityLabel;

/// "did not say how", "would not reveal whether", "has not confirmed any theft": whether a negated verb only leaves open
/// what happened. "Did not say that" goes on with what it is about.
pub(super) fn leaves_unsaid(clauses: &Clauses, at: usize) -> bool {
    let group = &clauses.groups[at];
    let lemma = clauses.tokens[group.main].lemma().unwrap_or_default();
    if group.negation.is_none() || group.mood == Mood::Gerund {
        return false;
    }
    let asks = clauses.tokens.get(group.words.end).is_some_and(|next| {
        matches!(
            &*next.lower,
            "how" | "why" | "what" | "who" | "whom" | "which" | "when" | "where" | "whether" | "if"
        )
    });
    let silent = matches!(
        lemma,
        "say"
            | "tell"
            | "confirm"
            | "acknowledge"
            | "reveal"
            | "disclose"
            | "explain"
            | "describe"
            | "announce"
            | "report"
            | "detail"
            | "state"
            | "indicate"
            | "show"
            | "comment"
    );
    // "has not confirmed any theft"
    let owns = matches!(lemma, "confirm" | "acknowledge" | "reveal" | "disclose");
    let item = |behind: usize| clauses.items.get(group.item + behind);
    let thing = matches!(item(1), Some(Item::Phrase(_)))
        && !matches!(item(2), Some(Item::Group(told)) if clauses.groups[*told].mood == Mood::Finite);
    silent && (asks || owns && thing)
}

/// "a namespace attribute or", "the system link": a bare form behind a singular noun of its own, that nothing helps.
pub(super) fn is_a_noun(reading: &Reading, clauses: &Clauses, at: usize) -> bool {
    let (group, token) = (&clauses.groups[at], &clauses.tokens[clauses.groups[at].main]);
    let bare = token.verb.as_ref().is_some_and(|verb| verb.forms.base && !verb.forms.past);
    if !bare || group.words.len() > 1 || group.mood != Mood::Finite {
        return false;
    }
    let Some(Item::Phrase(left)) = group.item.checked_sub(1).map(|left| clauses.items[left]) else {
        return false;
    };
    // "experts at the university report"
    let left = clauses.frames[at].subject.unwrap_or(left);
    let head = &clauses.tokens[clauses.phrases[left].head];
    // "police report", "the FBI and Europol link": several.
    let many = head.lower.ends_with('s')
        || matches!(
            &*head.lower,
            "police" | "people" | "men" | "women" | "staff" | "media" | "data"
        )
        || cues::is("accuser", &head.lower)
        || head.class == Class::Number
        || clauses.phrases[left].pronoun;
    let joined = clauses.phrases[left].item.checked_sub(1).map(|left| clauses.items[left])
        == Some(Item::Conj);
    let named = head.mention.is_some_and(|mention| reading.label(mention) != EntityLabel::Misc);
    !(many || joined || named)
}

/// "apps connect to the server", "providers can link into the network": a verb of linking that has no object is no
/// accusation.
pub(super) fn touches(clauses: &Clauses, at: usize) -> bool {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let lemma = clauses.tokens[group.main].lemma().unwrap_or_default();
    matches!(lemma, "attribute" | "ascribe" | "link" | "tie" | "connect" | "trace" | "pin")
        && !group.passive
        && frame.object.is_none()
}
