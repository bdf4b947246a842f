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
