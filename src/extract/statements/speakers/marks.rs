//! Which quotation marks open and which close.

use crate::extract::clauses::{Class, Clauses};

/// Whether the quotation mark at a word opens: by its form, else by the space before it.
pub(in crate::extract::statements) fn opens(clauses: &Clauses, mark: usize) -> bool {
    match clauses.tokens[mark].text {
        "“" | "„" | "«" | "``" | "‘" => true,
        "”" | "»" | "''" | "’" => false,
        _ => mark.checked_sub(1).is_none_or(|before| {
            let before = &clauses.tokens[before];
            before.class == Class::Open || before.span.end() != clauses.tokens[mark].span.start()
        }),
    }
}

/// Whether the quotation mark at a word opens (true) or closes (false), where its form or the spaces beside it say so.
pub(in crate::extract::statements) fn side(clauses: &Clauses, mark: usize) -> Option<bool> {
    let tokens = &clauses.tokens;
    match tokens[mark].text {
        "“" | "„" | "«" | "``" | "‘" => return Some(true),
        "”" | "»" | "''" | "’" => return Some(false),
        _ => {}
    }
    let touches = |left: usize, right: usize| {
        tokens.get(right).is_some_and(|next| tokens[left].span.end() == next.span.start())
    };
    let before = mark.checked_sub(1).is_some_and(|left| touches(left, mark));
    let behind = touches(mark, mark + 1);
    (before != behind).then_some(behind)
}

/// No quotation mark is looked for further away, in words.
const FAR: usize = 200;

/// Whether a word stands in quotation marks, the first of which may stand in an earlier sentence and the
/// last in a later one.
pub(in crate::extract::statements) fn is_quoted(clauses: &Clauses, word: usize) -> bool {
    let is_mark = |at: &usize| clauses.tokens[*at].class == Class::Quote;
    let before = (0..word).rev().take(FAR).find(is_mark).map(|mark| opens(clauses, mark));
    before.unwrap_or_else(|| {
        let behind = (word..clauses.tokens.len()).take(FAR).find(is_mark);
        behind.is_some_and(|mark| !opens(clauses, mark))
    })
}
