//! Names are written in many ways ("Bad Rabbit", "BAD-RABBIT", "Lazarus  Group"): this cuts text
//! into the parts that all of them share, whatever the words of the caller are.

use crate::text::Span;

/// A run of letters and digits, or a single other character that is neither white space nor a
/// hyphen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// As compared: lower case, one kind of apostrophe.
    pub folded: String,
    /// Where it stands.
    pub span: Span,
}

/// Cuts `text` into its pieces, in order. White space and hyphens only part them.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut open = false;
    for (start, c) in text.char_indices() {
        let span = Span::new(start, start + c.len_utf8());
        if c.is_alphanumeric() {
            match found.last_mut() {
                Some(last) if open => {
                    last.folded.extend(c.to_lowercase());
                    last.span = last.span.cover(span);
                }
                _ => found.push(Piece { folded: c.to_lowercase().collect(), span }),
            }
            open = true;
        } else {
            open = false;
            if !c.is_whitespace() && !is_hyphen(c) {
                found.push(Piece { folded: straight(c).to_string(), span });
            }
        }
    }
    found
}

/// The pieces of `text` joined by single spaces: what two ways of writing one name share.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for piece in pieces(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&piece.folded);
    }
    folded
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

fn straight(c: char) -> char {
    if matches!(c, '\u{2019}' | '\u{2018}' | '\u{2bc}') { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_fold_to_one() {
        assert_eq!(fold("Bad-Rabbit"), fold("BAD  rabbit"));
        assert_eq!(fold("Cho Tae\u{2010}yul"), "cho tae yul");
        assert_eq!(fold("U.N."), "u . n .");
        assert_eq!(fold("N\u{2019}Djamena"), fold("N'Djamena"));
        assert_eq!(fold(" - "), "");
    }

    #[test]
    fn pieces_lie_where_they_stand() {
        let text = "é APT-38's";
        let spans: Vec<&str> = pieces(text).iter().map(|p| p.span.of(text)).collect();
        assert_eq!(spans, ["é", "APT", "38", "'", "s"]);
    }
}
