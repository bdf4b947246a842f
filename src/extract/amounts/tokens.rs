//! The tokens that the grammars of amounts and dates read: words, numbers, marks, with offsets.
//!
//! One pass, each character looked at a fixed number of times. A digit run takes its separators
//! with it ("1,000.50", "192.168.1.1", "18:41"): whether it is a number is for `digits`.

use std::borrow::Cow;

use crate::text::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Kind {
    /// Starts with a letter; digits may follow ("APT38", "U.S.", "year's").
    Word,
    /// Starts with a digit, a point before digits or a vulgar fraction; only digits and separators.
    Number,
    /// One currency sign.
    Sign,
    /// Any other single character.
    Mark,
}

/// One token.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Token<'t> {
    /// As written.
    pub text: &'t str,
    /// In lower case, with a straight apostrophe.
    pub lower: Cow<'t, str>,
    /// First byte in the sentence.
    pub start: usize,
    /// What it is made of.
    pub kind: Kind,
    /// No white space between the token before and this one.
    pub glued: bool,
}

impl Token<'_> {
    /// One past the last byte.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// A word that starts with a capital.
    pub fn capital(&self) -> bool {
        self.kind == Kind::Word && self.text.starts_with(char::is_uppercase)
    }

    /// A hyphen or a dash, as it may join two parts of a word or two ends of a range.
    pub fn dash(&self) -> bool {
        matches!(self.text, "-" | "‐" | "‑" | "‒" | "–" | "—" | "−")
    }
}

/// Reads past the end of a list of tokens as nothing.
pub(in crate::extract) trait Tokens<'t> {
    /// The token at `at`.
    fn at(&self, at: usize) -> Option<&Token<'t>>;

    /// The token before `at`.
    fn before(&self, at: usize) -> Option<&Token<'t>>;

    /// Whether the token at `at` is the word or mark `lower`.
    fn is(&self, at: usize, lower: &str) -> bool {
        self.at(at).is_some_and(|t| t.lower == lower)
    }

    /// Whether the token at `at` is one of `words`.
    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.at(at).is_some_and(|t| words.contains(&&*t.lower))
    }

    /// Whether the tokens from `at` on are `words`.
    fn are(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.is(at + i, word))
    }

    /// Whether the token at `at` touches the one before it.
    fn glued(&self, at: usize) -> bool {
        self.at(at).is_some_and(|t| t.glued)
    }

    /// Whether a word touches the token before it, at `at` ("1990s").
    fn glued_word(&self, at: usize) -> bool {
        self.at(at).is_some_and(|t| t.glued && t.kind == Kind::Word)
    }

    /// The dash that joins the tokens around it without white space ("six-year"), at `at`.
    fn hyphen(&self, at: usize) -> bool {
        self.at(at).is_some_and(|t| t.dash() && t.glued) && self.glued(at + 1)
    }

    /// The bytes from the first character of token `first` to the last of token `last`.
    fn span(&self, first: usize, last: usize) -> Span;
}

impl<'t> Tokens<'t> for [Token<'t>] {
    fn at(&self, at: usize) -> Option<&Token<'t>> {
        self.get(at)
    }

    fn before(&self, at: usize) -> Option<&Token<'t>> {
        self.get(at.checked_sub(1)?)
    }

    fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self[first].start, self[last].end())
    }
}

/// Cuts `text` into tokens.
pub(in crate::extract) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let touching = found.last().filter(|t| t.end() == at);
        let free = touching.is_none_or(|t| t.kind == Kind::Sign || t.text == "(");
        let point = first == '.' && free && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        let (kind, len) = if first.is_ascii_digit() || vulgar(first) || point {
            (Kind::Number, number_len(rest))
        } else if first.is_alphabetic() {
            let after_dollar = found.last().is_some_and(|t| t.text == "$" && t.end() == at);
            (Kind::Word, word_len(rest, after_dollar))
        } else {
            let kind = if sign(first) { Kind::Sign } else { Kind::Mark };
            (kind, first.len_utf8())
        };
        let glued = found.last().is_some_and(|t| t.end() == at);
        let word = &rest[..len];
        found.push(Token { text: word, lower: lower(word), start: at, kind, glued });
        at += len;
    }
    found
}

/// Borrowed where the text already is in lower case, as most of it is.
fn lower(word: &str) -> Cow<'_, str> {
    let plain = |c: char| !c.is_uppercase() && c != '’';
    if word.chars().all(plain) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    }
}

fn sign(c: char) -> bool {
    matches!(
        c,
        '$' | '¢' | '£' | '¤' | '¥' | '฿' | '៛' | '₠'
            ..='₿' | '﷼' | '＄' | '￠' | '￡' | '￥' | '￦'
    )
}

/// A character that stands for a fraction.
pub(super) fn vulgar(c: char) -> bool {
    matches!(c, '¼' | '½' | '¾' | '⅓' | '⅔' | '⅛' | '⅜' | '⅝' | '⅞')
}

/// Digits with single separators between them, and a vulgar fraction at the end.
fn number_len(text: &str) -> usize {
    let mut len = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let digit_next = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if vulgar(c) {
            return at + c.len_utf8();
        }
        let separator = matches!(c, '.' | ',' | ':') && digit_next;
        let group = matches!(c, '\'' | '’') && three_digits(&text[at + c.len_utf8()..]);
        if !(c.is_ascii_digit() || separator || group) {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// Three digits and no fourth: a group of "1'200'000".
fn three_digits(text: &str) -> bool {
    text.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
}

/// A word: letters and digits, apostrophes between letters, or an abbreviation with dots ("U.S.").
fn word_len(text: &str, after_dollar: bool) -> usize {
    if let Some(len) = dotted_len(text) {
        return len;
    }
    if let Some(len) = currency_prefix_len(text, after_dollar) {
        return len;
    }
    let mut len = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let letter_next = chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(c.is_alphanumeric() || (matches!(c, '\'' | '’') && letter_next)) {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// Single letters, each with its dot, two at least.
fn dotted_len(text: &str) -> Option<usize> {
    let mut len = 0;
    let mut pairs = 0;
    let mut chars = text.chars();
    loop {
        let ahead = chars.clone();
        match (chars.next(), chars.next()) {
            (Some(letter), Some('.')) if letter.is_alphabetic() => {
                len += letter.len_utf8() + 1;
                pairs += 1;
            }
            _ => {
                // "e.g" and "U.S.A" end without the dot; a longer word after it is a file name.
                let tail: usize =
                    ahead.take_while(|c| c.is_alphanumeric()).take(2).map(char::len_utf8).sum();
                return (pairs >= 2 && tail == 0).then_some(len);
            }
        }
    }
}

/// The letters of a code that touches its digits, of "US3" in "$US3 billion" and of "R3 billion".
fn currency_prefix_len(text: &str, after_dollar: bool) -> Option<usize> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).take(4).count();
    if !text.as_bytes().get(letters).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let prefix = &text[..letters];
    let dollar = after_dollar && matches!(prefix, "US" | "A" | "NZ" | "C" | "HK" | "NT" | "S");
    let initial = super::currencies::initial(prefix) && sum(&text[letters..]);
    (dollar || initial || super::currencies::joins_digits(prefix)).then_some(letters)
}

/// Whether digits are those of a sum, by their magnitude or their groups: "1.5 billion", "300m",
/// "25,000"; those of "R2" or "N95" are part of a name.
fn sum(text: &str) -> bool {
    let len = number_len(text);
    let rest = &text[len..];
    let touching = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if matches!(&rest[..touching], "m" | "bn" | "mn" | "million" | "billion" | "trillion") {
        return true;
    }
    let apart = rest.strip_prefix([' ', '-']).unwrap_or_default();
    // "R1 200 000"
    let group = |text: &str| three_digits(text) && text.get(3..4).is_some_and(|next| next == " ");
    if rest.starts_with(' ') && group(apart) && three_digits(&apart[4..]) {
        return true;
    }
    let word = apart.bytes().take_while(u8::is_ascii_alphabetic).count();
    let grouped = super::digits::digits(&text[..len])
        .is_some_and(|read| read.groups == super::digits::Groups::Sure);
    matches!(&apart[..word], "million" | "billion" | "trillion") || (touching == 0 && grouped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| t.text).collect()
    }

    #[test]
    fn numbers_keep_their_separators_and_leave_the_full_stop() {
        assert_eq!(cut("$1,000.50."), ["$", "1,000.50", "."]);
        assert_eq!(cut("at 18:41, 192.168.1.1"), ["at", "18:41", ",", "192.168.1.1"]);
        assert_eq!(cut("2½ years"), ["2½", "years"]);
        assert_eq!(cut("$.50 or .5"), ["$", ".50", "or", ".5"]);
        assert_eq!(cut("end.5 ...5"), ["end", ".", "5", ".", ".", ".", "5"]);
    }

    #[test]
    fn words_keep_digits_apostrophes_and_dots() {
        assert_eq!(cut("APT38’s U.S. file.txt"), ["APT38’s", "U.S.", "file", ".", "txt"]);
        assert_eq!(cut("USD100m"), ["USD", "100", "m"]);
        assert_eq!(cut("$US3 TOP500"), ["$", "US", "3", "TOP500"]);
        assert_eq!(
            cut("R1.5 billion R2 N300m N95"),
            ["R", "1.5", "billion", "R2", "N", "300", "m", "N95"]
        );
        assert_eq!(cut("R25,000 R2-D2 KSh5"), ["R", "25,000", "R2", "-", "D2", "KSh", "5"]);
        assert_eq!(cut("R3-million P20 million"), ["R", "3", "-", "million", "P", "20", "million"]);
        assert_eq!(cut("R1 200 000 R1 200"), ["R", "1", "200", "000", "R1", "200"]);
        assert_eq!(cut("5bn e.g. a.m."), ["5", "bn", "e.g.", "a.m."]);
    }

    #[test]
    fn offsets_are_bytes() {
        let text = "“né” 5";
        for token in tokens(text) {
            assert_eq!(&text[token.start..token.end()], token.text);
        }
    }
}
