//! Quotations, also over several sentences.
//!
//! A straight mark opens or closes as the spaces beside it say; where they do not, it turns what was. A quotation that the
//! next mark opens anew was never closed, and ends with its sentence: else all later ones would be turned round.

use super::speakers::side;
use crate::extract::clauses::{Class, Clauses};
use crate::extract::story::Reading;

/// How a sentence stands to quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "five independent facts")]
pub(super) struct Quoted {
    /// It begins inside a quotation that an earlier sentence opened.
    pub goes_on: bool,
    /// It opens anew the quotation that was still open at the end of the paragraph before.
    pub continues: bool,
    /// A quotation is still open at its end.
    pub open: bool,
    /// More than half of its words are quoted.
    pub mostly: bool,
    /// Some of its words are.
    pub partly: bool,
}

/// Each sentence's place in the quotations of a story.
pub(super) fn quoted(reading: &Reading) -> Vec<Quoted> {
    // Whether by a single mark; others stand inside a quotation and are a part of it.
    let (mut open, mut single) = (false, false);
    let mut all = Vec::with_capacity(reading.sentences.len());
    for (at, sentence) in reading.sentences.iter().enumerate() {
        let begins = reading.starts_paragraph(at);
        let opens = sentence.tokens.first().is_some_and(|first| first.class == Class::Quote);
        // A quotation of several paragraphs opens anew in each; a forgotten mark ends here.
        let continues = begins && open && opens;
        open &= !begins;
        let goes_on = open;
        let mut inside = 0;
        for (word, token) in sentence.tokens.iter().enumerate() {
            match token.text {
                "“" | "``" | "«" | "„" => open = true,
                "”" | "''" | "»" => open = false,
                "‘" | "’" if open && !single => {}
                _ if token.class == Class::Quote => {
                    open = side(sentence, word).unwrap_or(!open);
                    single = open && token.text == "‘";
                }
                _ => inside += usize::from(open),
            }
        }
        open &= single || !opens_next(reading, at + 1);
        all.push(Quoted {
            goes_on,
            open,
            continues,
            mostly: inside * 2 > sentence.tokens.len(),
            partly: inside > 2,
        });
    }
    all
}

/// Whether the next mark of the paragraph, in the sentences from one on, opens a quotation.
fn opens_next(reading: &Reading, from: usize) -> bool {
    let behind = from..reading.sentences.len().min(from + FAR);
    let own = behind.take_while(|at| !reading.starts_paragraph(*at));
    let first = |sentence: &Clauses| {
        let double = |word: &usize| {
            let token = &sentence.tokens[*word];
            token.class == Class::Quote && !matches!(token.text, "‘" | "’" | "'")
        };
        (0..sentence.tokens.len()).find(double).map(|word| side(sentence, word) == Some(true))
    };
    own.into_iter().find_map(|at| first(&reading.sentences[at])).unwrap_or(false)
}

/// So many sentences further on a mark is looked for.
const FAR: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::marked::with_reading;

    /// For each sentence whether it is mostly quoted, and whether its quotation is open at its end.
    fn marks(text: &str) -> Vec<(bool, bool)> {
        with_reading(
            text,
            &[],
            |_, _, _| None,
            |reading| quoted(reading).iter().map(|one| (one.mostly, one.open)).collect(),
        )
    }

    #[test]
    fn a_mark_that_nobody_closed_turns_no_other_round() {
        let told = "He wrote: “Do not open it\nThe bank lost its files.\n\"We were hit,\" he said.\nThe thieves left.";
        let found = marks(told);
        assert_eq!(found.iter().map(|one| one.1).collect::<Vec<_>>(), [false; 4]);
        assert!(!found[1].0 && !found[3].0);
        // A mark that closes nothing opens nothing.
        let told = "The thieves took everything.\"\nThe bank lost its files.";
        assert_eq!(marks(told), [(false, false); 2]);
        // Over two sentences.
        let told =
            "He said: \"They took all that we ever had.\nThey left nothing.\"\nThe bank is shut.";
        assert_eq!(marks(told), [(true, true), (true, false), (false, false)]);
    }
}
