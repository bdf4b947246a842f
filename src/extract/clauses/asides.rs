//! What stands between a subject and its verb: "X, who had left, denies", "X — a lawyer — denies".

use super::Clauses;
use super::chunks::{Item, Mood};
use super::frames::REACH;

/// The comma before an aside that ends right before an item: "X, who had flown to Bali, denies",
/// "X, for Y, called".
pub(super) fn behind_aside(read: &Clauses, item: usize) -> Option<usize> {
    let close = item.checked_sub(1).filter(|at| read.items[*at] == Item::Comma)?;
    let from = close.saturating_sub(REACH / 4);
    for at in (from + 1..close).rev() {
        match read.items[at] {
            // "X, whose mail was read, last year, said": the time has commas of its own.
            Item::Comma if at + 2 == close && read.items[at + 1] == Item::Time => {}
            Item::Comma | Item::Break | Item::Quote | Item::Conj => return None,
            Item::Relative | Item::Prep(_) | Item::Sub(_) if read.items[at - 1] == Item::Comma => {
                let named = at.checked_sub(2).map(|before| read.items[before]);
                let relative = opens_relative(read, at);
                if let (Item::Sub(_), false) = (read.items[at], relative) {
                    return None;
                }
                let short = at + 2 == close;
                return (matches!(named, Some(Item::Phrase(_))) && (relative || short))
                    .then_some(at - 1);
            }
            _ => {}
        }
    }
    None
}

/// Whether a relative clause begins at an item: "who", "which", "the ministry, where hackers stole data, said".
fn opens_relative(read: &Clauses, at: usize) -> bool {
    match read.items[at] {
        Item::Relative => true,
        Item::Sub(word) => &*read.tokens[word].lower == "where",
        _ => false,
    }
}

/// The dash before an aside that a dash ends right before a verb: "X — who joined in May — denies". A single dash
/// parts two clauses.
pub(super) fn behind_dashes(read: &Clauses, item: usize) -> Option<usize> {
    let Item::Group(group) = read.items[item] else { return None };
    let dash = |word: usize| {
        read.tokens
            .get(word)
            .is_some_and(|token| matches!(token.text, "—" | "–" | "‒" | "-" | "--"))
    };
    // Of the last "--" before an item, the first mark.
    let first = |end: usize| {
        let marks = read.items[..end].iter().rev().take(2);
        marks.take_while(|item| **item == Item::Break).count()
    };
    let close = item - first(item);
    read.groups[group].words.start.checked_sub(1).filter(|word| close < item && dash(*word))?;
    let from = close.saturating_sub(REACH / 2);
    let open = (from..close).rev().find(|at| read.items[*at] == Item::Break)?;
    let open = open + 1 - first(open + 1);
    let Item::Phrase(before) = read.items[open.checked_sub(1)?] else { return None };
    dash(read.phrases[before].words.end).then_some(open)
}

/// Whether a gerund stands in an aside that a comma opens: "the minister, speaking in Berlin,", not "began
/// targeting banks,".
pub(super) fn opens_aside(read: &Clauses, group: usize) -> bool {
    let group = &read.groups[group];
    if group.mood != Mood::Gerund {
        return false;
    }
    for item in read.items[..group.item].iter().rev().take(REACH / 4) {
        match item {
            Item::Comma => return true,
            Item::Group(before) if read.groups[*before].mood == Mood::Finite => return false,
            Item::Break | Item::Quote => return false,
            _ => {}
        }
    }
    false
}
