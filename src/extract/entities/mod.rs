//! Entities: what the model tagged, and what the gazetteers know better.
//!
//! The model decides; the tables correct it where a name can mean one thing only. In order:
//!
//! 1. **Trim** ([`trim`]): a mention is made of whole words; "the", titles and honorifics before it
//!    and possessives behind it come off, but for the names that end in one ([`possessives`]). Of two that overlap the earlier stays, then the longer.
//!    Names that the model broke are put together ([`mend`]).
//! 2. **Find** ([`gazetteer`]): names of threat groups, malware, countries, and organisations of
//!    several words, written as names and on word boundaries; where two overlap, the leftmost, then the longest. An ambiguous alias
//!    ("Silence") counts only with a cue beside it ("Silence hackers").
//! 3. **Settle**, for each name found:
//!    - the model has nothing there: it is added, without a score. A country name of one word
//!      beside other capitalised words ("China Daily") is not: it may be part of a longer name.
//!    - the model has the same words: a threat tagged ORG, MISC or PER becomes GROUP or MALWARE, a
//!      country tagged otherwise becomes LOC (name) or MISC (demonym), unless it is a PER. The
//!      score is kept.
//!    - the model has parts of it only ("Lazarus" of "Lazarus Group"): one mention of all, with the
//!      best score of the parts.
//!    - the model has more: the model's mention stands.
//!    - the model has something across its edge: the model's mention stands, and takes in the whole
//!      name of a country of several words ("Korean Ministry of Defense" behind "South").
//! 4. **Clear** ([`gazetteer::clear`]): what the model calls malware and is ordinary software by name
//!    ("Inno Setup") is MISC, unless a word beside it says otherwise ("the Python ransomware").
//! 5. **One sense** ([`one_sense`]): over the article, a threat's name means one thing; of a name that no table has the words
//!    beside it say which ([`context`]).
//! 6. **The user's lists** ([`user_lists`]) have the last word.

mod context;
mod document;
mod gazetteer;
mod mend;
mod possessives;
mod trim;
mod user;

pub use document::one_sense;
pub use user::user_lists;

use std::ops::Range;

use self::gazetteer::{Find, What};
use super::Mention;
use crate::knowledge::{Naming, countries, threats};
use crate::taxonomy::EntityLabel;
use crate::text::Span;

/// The mentions of one sentence: `tagged` by the model, corrected and completed from the knowledge
/// tables. `words` are the sentence's words, in order; all spans are in `text`.
pub fn entities(text: &str, words: &[Span], tagged: Vec<Mention>) -> Vec<Mention> {
    let mut tagged: Vec<Part> =
        tagged.into_iter().filter_map(|mention| trim::trimmed(text, words, &mention)).collect();
    tagged.sort_by_key(|part| (part.words.start, usize::MAX - part.words.end));
    let mut parts: Vec<Part> = Vec::with_capacity(tagged.len());
    for part in tagged {
        parts.pop_if(|last| trim::is_rank_of(text, words, last, &part));
        if parts.last().is_none_or(|last| last.words.end <= part.words.start) {
            parts.push(part);
        }
    }
    let mut parts = mend::beside(text, words, mend::brackets(text, words, parts));
    for find in gazetteer::finds(text, words) {
        settle(text, words, &mut parts, &find);
    }
    gazetteer::clear(text, words, &mut parts);
    parts
        .into_iter()
        .map(|part| Mention { span: part.span(words), label: part.label, score: part.score })
        .collect()
}

/// A mention as a range of words.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    words: Range<usize>,
    label: EntityLabel,
    score: Option<f32>,
}

impl Part {
    /// What it covers, from its first word to its last.
    fn span(&self, words: &[Span]) -> Span {
        words[self.words.start].cover(words[self.words.end - 1])
    }
}

/// Brings one find among the parts, which ascend without overlap and stay so.
fn settle(text: &str, words: &[Span], parts: &mut Vec<Part>, find: &Find) {
    let from = parts.partition_point(|part| part.words.end <= find.words.start);
    let to = parts.partition_point(|part| part.words.start < find.words.end);
    let (from, to) = (from, to.max(from));
    let there = &parts[from..to];
    let inside =
        |part: &Part| find.words.start <= part.words.start && part.words.end <= find.words.end;
    let label = match there {
        [] => gazetteer::may_add(text, words, find).then(|| find.label()).flatten(),
        // "the Cuba group"
        [one] if one.words == find.words && is_namesake(one.span(words).of(text), one) => None,
        [one] if one.words == find.words => relabelled(one.label, find),
        all if all.iter().all(inside) => {
            let threat = all.iter().map(|part| part.label).find(|label| is_threat(*label));
            threat.filter(|_| find.is_threat()).or_else(|| find.label())
        }
        _ => {
            if let Some(whole) = mend::across(there, find) {
                parts.splice(from..to, [whole]);
            }
            return;
        }
    };
    let Some(label) = label else { return };
    let score = there.iter().filter_map(|part| part.score).reduce(f32::max);
    parts.splice(from..to, [Part { words: find.words.clone(), label, score }]);
}

/// Whether the model takes the name of a country for that of a threat, and the tables know one.
fn is_namesake(name: &str, part: &Part) -> bool {
    is_threat(part.label) && countries().named(name).is_some() && threats().has(name)
}

/// What becomes of the model's `label` over exactly the words of a find; `None` to leave it.
fn relabelled(label: EntityLabel, find: &Find) -> Option<EntityLabel> {
    use EntityLabel::{Group, Loc, Malware, Misc, Org, Per};
    match (&find.what, label) {
        (What::Threat { .. }, Group | Malware)
        | (What::Threat { cued: false, .. }, Loc)
        | (What::Country(Naming::Other), _)
        | (What::Country(_), Per)
        | (What::Organization, Org) => None,
        // The alias names a group and its software alike: the model's guess says which.
        (What::Threat { label: None, .. }, Misc) => Some(Malware),
        (What::Threat { label: None, .. }, _) => Some(Group),
        (What::Threat { .. } | What::Country(_) | What::Organization, _) => find.label(),
    }
}

fn is_threat(label: EntityLabel) -> bool {
    matches!(label, EntityLabel::Group | EntityLabel::Malware)
}

#[cfg(test)]
mod tests;
