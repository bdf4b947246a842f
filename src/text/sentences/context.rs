//! What stands before and after a gap between two words, read once and at a cost that does not
//! depend on how much text there is: all that the rules look at.

use super::lexicon;

/// How far a rule may look for a word: keeps every decision at constant cost.
pub(super) const REACH: usize = 100;

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
    pub(super) quoted: bool,
    /// Whether it is the first word of its sentence, as the "1." of a list is.
    pub(super) first: bool,
    /// Whether it may name a site.
    pub(super) site: Site,
}

/// What a word has to do with the name of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    Nothing,
    /// It stands before one: "on".
    Preposition,
    /// It stands behind such a word, as "X." does in "posted on X.".
    Name,
}

/// What stands after a gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct After<'t> {
    /// The rest of the line.
    pub(super) rest: &'t str,
    /// The first character behind opening quotes and brackets.
    pub(super) first: Option<char>,
    /// The first opening quote or bracket.
    pub(super) opener: Option<char>,
    /// The letters and digits from `first` on.
    pub(super) word: &'t str,
    /// What follows `word`.
    pub(super) tail: &'t str,
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '）')
}

pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '‹'
            | '„'
            | '‚'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '「'
            | '『'
    )
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '‹' | '„' | '‚' | '”' | '’' | '»' | '›')
}

pub(super) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '؟' | '۔' | '।' | '॥' | '‽' | '።') || is_ideographic(c)
}

pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡')
}

impl<'t> Before<'t> {
    /// Nothing: the start of the text.
    pub(super) const NOTHING: Self =
        Self { ending: Ending::Open, quoted: false, first: true, site: Site::Nothing };

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
        Self {
            ending,
            quoted: token[body.len()..].contains(is_quote),
            first,
            site: match token {
                "on" | "via" => Site::Preposition,
                _ if previous.site == Site::Preposition => Site::Name,
                _ => Site::Nothing,
            },
        }
    }

    /// Whether it ends without a stop.
    pub(super) fn is_open(self) -> bool {
        self.ending == Ending::Open
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
    pub(super) fn is_digit(self) -> bool {
        self.first.is_some_and(char::is_numeric)
    }

    /// Whether it begins with what "No." counts: "39", "#4", "IV", "B-1".
    pub(super) fn is_number(self) -> bool {
        self.is_digit()
            || self.first == Some('#')
            || self.word.len() == 1 && self.tail.starts_with(['-', '.', ')'])
            || !self.word.is_empty()
                && self.word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
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
    pub(super) fn is_starter(self) -> bool {
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
