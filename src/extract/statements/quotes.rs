//! Quotations, also over several sentences.

use crate::extract::clauses::Class;
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
        for token in &sentence.tokens {
            match token.text {
                "“" | "``" | "«" | "„" => open = true,
                "”" | "''" | "»" => open = false,
                "‘" | "’" if open && !single => {}
                _ if token.class == Class::Quote => {
                    open = !open;
                    single = open && token.text == "‘";
                }
                _ => inside += usize::from(open),
            }
        }
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
