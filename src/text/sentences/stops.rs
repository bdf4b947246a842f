//! Whether a sentence ends between two words: what stands before the gap, what stands after it,
//! and the rules of news English about the two. Nothing here knows of lines or paragraphs.
//!
//! UAX #29 is the model, and its rules for closing marks and lower case are kept, but its scan is
//! our own: the one of the crate unicode-segmentation looks ahead anew from each of a run of
//! spaces or brackets, which takes half a minute for 80 kB of them.

use super::lexicon::{self, Kind};

/// How far a rule may look for a word or a bracket: keeps every decision at constant cost.
const REACH: usize = 100;
/// A photo credit in brackets is no longer than this.
const CREDIT: usize = 48;

/// How a stretch of text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending<'t> {
    /// Without a stop.
    Open,
    /// With one full stop after this word.
    Stop(&'t str),
    /// With an ellipsis, of its own or at the end of a word.
    Ellipsis { own: bool },
    /// With "?" or "!" after this word.
    Mark(&'t str),
    /// With a stop of a script that does not need a space after it.
    Ideographic,
}

/// What stands before a gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before<'t> {
    /// How it ends.
    pub(super) ending: Ending<'t>,
    /// Whether a closing quote follows the stop.
    quoted: bool,
    /// Whether it is the first word of its sentence, as the "1." of a list is.
    first: bool,
}

/// What stands after a gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct After<'t> {
    /// The rest of the line.
    rest: &'t str,
    /// The first character behind opening quotes and brackets.
    first: Option<char>,
    /// The first opening quote or bracket.
    opener: Option<char>,
    /// The letters from `first` on.
    pub(super) word: &'t str,
    /// What follows `word`.
    tail: &'t str,
}

/// What a stop after a word can be, the word's place counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Ordinary,
    Enumerator,
    Initial,
    Known(Kind),
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '）')
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '«' | '‹' | '„' | '‚' | '(' | '[' | '{' | '¿' | '¡' | '「' | '『'
    )
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '‹' | '„' | '‚' | '”' | '’' | '»' | '›')
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '؟' | '۔' | '।' | '॥' | '‽' | '።') || is_ideographic(c)
}

pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡')
}

impl<'t> Before<'t> {
    /// Nothing: the start of the text.
    pub(super) const NOTHING: Self = Self { ending: Ending::Open, quoted: false, first: true };

    /// What stands before the gap behind `token`, a run without white space. `previous` is what
    /// stood before the gap in front of it, `first` whether a sentence begins with it.
    pub(super) fn token(token: &'t str, previous: Self, first: bool) -> Self {
        let body = without_closers(token);
        if body.is_empty() && !token.contains(['"', '\'']) {
            // A closing mark set apart, as in “ … . ”.
            return Self { quoted: previous.quoted || token.contains(is_quote), ..previous };
        }
        let word = body.trim_end_matches(is_terminator);
        let stops = &body[word.len()..];
        let ending = if stops.is_empty() {
            Ending::Open
        } else if stops.contains(is_ideographic) {
            Ending::Ideographic
        } else if stops.contains(['?', '!', '‽']) {
            Ending::Mark(word)
        } else if stops.contains('…') || stops.len() > 1 && stops.contains("..") {
            Ending::Ellipsis { own: word.is_empty() }
        } else if word.is_empty()
            && matches!(previous.ending, Ending::Stop("") | Ending::Ellipsis { .. })
        {
            Ending::Ellipsis { own: true }
        } else {
            Ending::Stop(word)
        };
        Self { ending, quoted: token[body.len()..].contains(is_quote), first }
    }

    /// Whether it ends without a stop.
    pub(super) fn is_open(self) -> bool {
        self.ending == Ending::Open
    }

    /// Whether the stop is of an abbreviation that ends a line only by chance.
    pub(super) fn leans_on(self, after: After) -> bool {
        let Ending::Stop(word) = self.ending else { return false };
        match role(word, self.first) {
            Role::Enumerator | Role::Initial => true,
            Role::Known(Kind::Title | Kind::Latin) => true,
            Role::Known(Kind::Month) => after.is_digit(),
            Role::Known(Kind::Number) => after.is_number(),
            Role::Known(Kind::Either) | Role::Ordinary => after.is_lower(),
            Role::Known(Kind::Bang) => false,
        }
    }
}

/// `token` without closing marks at its end, and without a footnote mark ("[12]") among them.
fn without_closers(token: &str) -> &str {
    let body = token.trim_end_matches(is_closer);
    if body.len() < token.len() && token[body.len()..].starts_with(']') {
        let note = body.trim_end_matches(|c: char| c.is_ascii_digit());
        if note.len() < body.len()
            && let Some(noted) = note.strip_suffix('[')
        {
            return noted.trim_end_matches(is_closer);
        }
    }
    body
}

impl<'t> After<'t> {
    /// What begins at the head of `rest`, which ends with its line.
    pub(super) fn new(rest: &'t str) -> Self {
        let mut inner = rest;
        for _ in 0..4 {
            inner = inner.strip_prefix(is_opener).unwrap_or(inner);
        }
        let opener = rest.chars().next().filter(|_| inner.len() < rest.len());
        let near = &inner[..inner.floor_char_boundary(REACH)];
        let len = near.find(|c: char| !c.is_alphanumeric()).unwrap_or(near.len());
        let (word, tail) = inner.split_at(len);
        Self { rest, first: inner.chars().next(), opener, word, tail }
    }

    /// Whether it begins in lower case. What begins like "iPhone" does not.
    pub(super) fn is_lower(self) -> bool {
        self.first.is_some_and(char::is_lowercase)
            && !self.word.chars().nth(1).is_some_and(char::is_uppercase)
    }

    /// Whether it begins with a number.
    fn is_digit(self) -> bool {
        self.first.is_some_and(char::is_numeric)
    }

    /// Whether it begins with what "No." counts: "39", "#4", "IV", "B-1".
    fn is_number(self) -> bool {
        self.is_digit()
            || self.first == Some('#')
            || self.word.len() == 1 && self.tail.starts_with(['-', '.', ')'])
            || !self.word.is_empty() && self.word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
                && self.word != "I"
    }

    /// Whether it cannot stand at the head of anything: a comma, a closing bracket, "’s".
    pub(super) fn is_rest(self) -> bool {
        let mut chars = self.rest.chars();
        match chars.next() {
            Some(',' | ';' | ':' | '%' | ')' | ']' | '}' | '”' | '»') => true,
            Some('\'' | '’') => {
                chars.next() == Some('s') && !chars.next().is_some_and(char::is_alphanumeric)
            }
            _ => false,
        }
    }

    /// Whether its first word is typical of the head of a sentence.
    fn is_starter(self) -> bool {
        lexicon::is_starter(self.word)
            && (!self.tail.starts_with('.') || matches!(self.word, "Mr" | "Mrs" | "Ms"))
    }

    /// Whether it begins with the mark of an item of a list.
    pub(super) fn bullet(self) -> Option<Bullet> {
        let mut chars = self.rest.chars();
        let mark = chars.next()?;
        let spaced = chars.next().is_some_and(char::is_whitespace);
        match mark {
            '•' | '◦' | '▪' | '‣' | '●' | '○' | '■' | '□' | '►' | '▶' | '✔' | '✓' | '➢' => {
                Some(Bullet::Plain)
            }
            '-' | '*' | '·' | '–' | '—' | '+' if spaced => Some(Bullet::Doubtful),
            '(' => {
                let inner = &self.word;
                let short = !inner.is_empty() && inner.len() <= 3 && self.opener == Some('(');
                (short && self.tail.starts_with(") ")).then_some(Bullet::Doubtful)
            }
            _ => {
                let number = !self.word.is_empty()
                    && self.word.len() <= 2
                    && self.word.bytes().all(|b| b.is_ascii_digit());
                let letter = self.word.len() == 1;
                let end = self.opener.is_none() && self.tail.len() > 1;
                let stop = number && self.tail.starts_with(". ");
                let bracket = (number || letter) && self.tail.starts_with(") ");
                (end && (stop || bracket)).then_some(Bullet::Doubtful)
            }
        }
    }
}

/// The mark of an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bullet {
    /// One that is nothing else.
    Plain,
    /// One that may as well stand within a sentence, as a dash does.
    Doubtful,
}

/// Whether a sentence ends between `before` and `after`, which a space or a line end within a
/// paragraph parts. `in_headline` says whether the line capitalises every word, so that a capital
/// tells nothing.
pub(super) fn ends(before: Before, after: After, in_headline: impl FnOnce() -> bool) -> bool {
    if before.is_open() || after.is_rest() {
        return false;
    }
    let Some(first) = after.first else { return before.ending == Ending::Ideographic };
    if is_terminator(first) && after.opener.is_none() && after.word.is_empty() {
        // ". . ." is one ellipsis; ".NET" is a word.
        return after.tail.chars().nth(1).is_some_and(char::is_alphanumeric)
            && !matches!(before.ending, Ending::Ellipsis { .. });
    }
    match before.ending {
        Ending::Open => false,
        Ending::Ideographic => true,
        Ending::Ellipsis { own } => {
            if own {
                after.is_starter() && !in_headline()
            } else {
                first.is_uppercase() || after.opener.is_some_and(is_quote)
            }
        }
        Ending::Mark(word) => {
            if !word.is_empty() && word.chars().all(is_opener) {
                return false;
            }
            if lexicon::abbreviation(last_part(word)) == Some(Kind::Bang) {
                return after.is_starter();
            }
            begins(after) && !(before.quoted && is_attribution(after.rest))
        }
        Ending::Stop(word) => match role(word, before.first) {
            Role::Enumerator | Role::Known(Kind::Title | Kind::Latin) => false,
            Role::Known(Kind::Number) if after.is_number() => false,
            Role::Ordinary | Role::Known(Kind::Number | Kind::Bang) => {
                begins(after) || after.is_lower() && is_plain(word) && after.opener.is_none()
            }
            Role::Initial | Role::Known(Kind::Month | Kind::Either) => {
                after.is_starter() && !in_headline()
            }
        },
    }
}

/// Whether `after` can begin a sentence after an ordinary word's stop.
fn begins(after: After) -> bool {
    let Some(first) = after.first else { return false };
    if after.opener == Some('(') || after.opener == Some('[') {
        return !after.is_lower() && !is_credit(after.rest);
    }
    match first {
        '-' | '*' => {
            // An item of a list, but not a dash.
            let mut chars = after.tail.chars().skip(1);
            chars.next().is_some_and(char::is_whitespace)
                && chars.next().is_some_and(char::is_uppercase)
        }
        '–' | '—' | '/' | '&' | '=' => false,
        _ => !after.is_lower() || after.opener.is_some_and(is_quote),
    }
}

/// Whether `rest` is nothing but a short note in brackets without a stop: "(Reuters)".
fn is_credit(rest: &str) -> bool {
    rest.len() <= CREDIT
        && rest.ends_with([')', ']'])
        && !rest[..rest.len() - 1].contains(|c| matches!(c, ')' | ']') || is_terminator(c))
}

/// Whether `rest` says who asked, as the "Kim asked." after “Will it hold?” does.
fn is_attribution(rest: &str) -> bool {
    let near = &rest[..rest.floor_char_boundary(REACH)];
    near.split_whitespace().take(5).skip(1).any(|word| {
        let verb = word.trim_end_matches(['.', ',', ':', ';']);
        let last = verb.len() < word.len() || near.ends_with(word);
        let speaks = ["said", "says", "added", "wrote", "told", "tweeted", "replied", "shouted"];
        matches!(verb, "asked" | "asks" | "wondered") || last && speaks.contains(&verb)
    })
}

/// Whether a sentence that begins in lower case, as with "al-Qaeda", may follow `word`: an
/// ordinary word in full, not an abbreviation that no table lists.
fn is_plain(word: &str) -> bool {
    let part = last_part(word);
    part.len() >= 3
        && part.chars().all(char::is_lowercase)
        && part.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn role(word: &str, first: bool) -> Role {
    if first {
        let inner = word.trim_start_matches(is_opener);
        let number = inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
        let roman = inner.len() <= 4 && inner.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let letter = inner.len() == 1 && inner.starts_with(|c: char| c.is_ascii_alphabetic());
        if !inner.is_empty() && (number || roman || letter) {
            return Role::Enumerator;
        }
    }
    let part = last_part(word);
    let mut chars = part.chars();
    if chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() {
        return Role::Initial;
    }
    match lexicon::abbreviation(part) {
        Some(kind) => Role::Known(kind),
        None => Role::Ordinary,
    }
}

/// The last part of a compound, which is what the stop belongs to: "ex-Gen", "(Inc", "Ltd/Co".
fn last_part(word: &str) -> &str {
    let cut = |c: char| is_opener(c) && c != '\'' || matches!(c, '-' | '–' | '—' | '/' | ',' | '”');
    let part = word.rfind(cut).map_or(word, |at| {
        let width = word[at..].chars().next().map_or(0, char::len_utf8);
        &word[at + width..]
    });
    part.trim_start_matches('\'')
}
