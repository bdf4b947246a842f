//! Words, cut as CoNLL-2003 cuts them: the model learned from such words, and an entity never
//! starts or ends inside one. Where in doubt, a name is parted from what is written against it.

mod affixes;
mod machine;

use super::Span;
use super::sentences::lexicon::{self, Kind};

/// The words of a sentence: ascending, apart, together all of it but the white space. Time is
/// linear in the length of `text`.
pub fn words(text: &str) -> Vec<Span> {
    let mut cutter = Cutter { text, words: Vec::new() };
    let end = text.trim_end().len();
    let mut at = text.len() - text.trim_start().len();
    let mut first = true;
    while at < end {
        let rest = &text[at..end];
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let next = rest[len..].trim_start().chars().next();
        cutter.token(Span::new(at, at + len), Place { first, next });
        first = false;
        at += len;
        at += text[at..end].find(|c: char| !c.is_whitespace()).unwrap_or(end - at);
    }
    cutter.words
}

/// Where in the sentence a token stands: what its last stop means depends on that.
#[derive(Clone, Copy)]
struct Place {
    /// Whether it is the first token.
    first: bool,
    /// The first character of the next token, if there is one.
    next: Option<char>,
}

struct Cutter<'t> {
    text: &'t str,
    words: Vec<Span>,
}

impl Cutter<'_> {
    fn of(&self, span: Span) -> &str {
        span.of(self.text)
    }

    fn push(&mut self, span: Span) {
        if !span.is_empty() {
            self.words.push(span);
        }
    }

    /// Cuts one run without white space.
    fn token(&mut self, token: Span, place: Place) {
        let core = self.peel_front(token);
        let whole = machine::is_machine_name(self.of(core));
        let (core, back) = self.peel_back(core, place, whole);
        if whole && machine::is_machine_name(self.of(core)) {
            self.push(core);
        } else {
            self.inside(core);
        }
        self.words.extend(back.into_iter().rev());
    }

    /// Takes marks off the front, each a word; the rest.
    fn peel_front(&mut self, token: Span) -> Span {
        let mut start = token.start();
        let path = self.of(token).contains('\\');
        while start < token.end() {
            let rest = &self.text[start..token.end()];
            let mut chars = rest.chars();
            let (Some(mark), next) = (chars.next(), chars.next()) else { break };
            let len = run(rest).unwrap_or(mark.len_utf8());
            let word_like = next.is_some_and(char::is_alphanumeric);
            let digit = next.is_some_and(char::is_numeric);
            let keeps = match mark {
                // ".NET", ".500"; "#tag", "@handle"; "-5", "'90s".
                '.' | '#' | '@' => word_like,
                '-' | '\'' | '’' => digit && run(rest).is_none(),
                // "%TEMP%\a.exe"
                '%' => path,
                _ => !is_mark(mark),
            };
            let clitic = matches!(rest, "'s" | "’s" | "'S" | "’S");
            if keeps || clitic {
                break;
            }
            self.push(Span::new(start, start + len));
            start += len;
        }
        Span::new(start, token.end())
    }

    /// Takes marks off the back, of a machine's name fewer; the rest, and the marks from the last
    /// to the first.
    fn peel_back(&self, token: Span, place: Place, whole: bool) -> (Span, Vec<Span>) {
        let mut marks = Vec::new();
        let mut end = token.end();
        while let Some(mark) = self.text[token.start()..end].chars().next_back() {
            let rest = &self.text[token.start()..end];
            let len = match mark {
                '.' => {
                    let stops = rest.len() - rest.trim_end_matches('.').len();
                    if stops == 1 && keeps_stop(&rest[..rest.len() - 1], place) {
                        break;
                    }
                    stops
                }
                '-' => {
                    let dashes = rest.len() - rest.trim_end_matches('-').len();
                    // "first-" of "first- and second-tier"
                    if dashes == 1 && rest.starts_with(char::is_lowercase) {
                        break;
                    }
                    dashes
                }
                // "US$"
                _ if is_currency(mark) && currency_prefix(rest) == Some(rest.len()) => break,
                '/' if !whole => 1,
                _ if is_mark(mark) => mark.len_utf8(),
                _ => break,
            };
            marks.push(Span::new(end - len, end));
            end -= len;
        }
        (Span::new(token.start(), end), marks)
    }

    /// Cuts a run of letters, digits and marks among them.
    fn inside(&mut self, core: Span) {
        let text = self.text;
        let core_text = core.of(text);
        let mut start = core.start();
        if let Some(len) = currency_prefix(core_text) {
            self.push(Span::new(start, start + len));
            start += len;
        }
        let mut previous = None;
        let mut at = start;
        while at < core.end() {
            let rest = &text[at..core.end()];
            let mut chars = rest.chars();
            let (Some(c), next) = (chars.next(), chars.next()) else { break };
            let len = match run(rest) {
                Some(len) => Some(len),
                None => parts(previous, c, next).then_some(c.len_utf8()),
            };
            if let Some(len) = len {
                self.piece(Span::new(start, at));
                self.push(Span::new(at, at + len));
                start = at + len;
                at = start;
                previous = None;
            } else {
                previous = Some(c);
                at += c.len_utf8();
            }
        }
        // The stop at the end of a token was seen to before.
        self.part(Span::new(start, core.end()));
    }

    /// Cuts a piece that a mark follows, as a stop does not before white space.
    fn piece(&mut self, piece: Span) {
        let text = self.of(piece);
        if text.len() > 1 && text.ends_with('.') && !keeps_stop(&text[..text.len() - 1], INNER) {
            self.part(Span::new(piece.start(), piece.end() - 1));
            self.push(Span::new(piece.end() - 1, piece.end()));
        } else {
            self.part(piece);
        }
    }

    /// Cuts what has no mark inside but stops, hyphens and apostrophes.
    fn part(&mut self, part: Span) {
        let (start, end) = (part.start(), part.end());
        let text = self.of(part);
        if let Some(at) = affixes::suffix(text) {
            self.words.extend([
                Span::new(start, start + at),
                Span::new(start + at, start + at + 1),
                Span::new(start + at + 1, end),
            ]);
        } else if let Some(at) = affixes::clitic(text) {
            self.words.extend([Span::new(start, start + at), Span::new(start + at, end)]);
        } else {
            self.push(part);
        }
    }
}

/// Bytes in which an abbreviation is looked for.
const NEAR: usize = 32;

/// The place of a piece that further marks follow.
const INNER: Place = Place { first: false, next: Some(')') };

/// The length of an ellipsis or a dash made of several marks at the head of `text`.
fn run(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|c| matches!(c, '.' | '-'))?;
    let len = text.len() - text.trim_start_matches(mark).len();
    (len > 1).then_some(len)
}

/// Whether `c` is a word of its own at either end of a token.
fn is_mark(c: char) -> bool {
    is_divider(c)
        || is_currency(c)
        || matches!(c, '\'' | '’' | '‘' | '‚' | '‹' | '›' | '`' | '´' | '′' | '-' | '.' | '#' | '@')
        || matches!(c, ',' | ':' | '?' | '!' | '¿' | '¡' | '%' | '‰' | '*' | '†' | '‡' | '§' | '¶')
        || matches!(c, '™' | '®' | '©' | '°' | '•' | '·' | '|' | '<' | '>' | '~' | '^' | '=')
}

/// Whether `c` is a word of its own wherever it stands.
fn is_divider(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '(' | ')' | '[' | ']' | '{' | '}' | ';' | '|')
        || matches!(c, '–' | '—' | '―' | '−' | '…' | '\u{200b}' | '\u{feff}')
        // Scripts without spaces: each sign a word.
        || matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff0f}')
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₩' | '₽' | '₹' | '₿' | '¢')
}

/// The length of "US$", "HK$", "$" at the head of `text`.
fn currency_prefix(text: &str) -> Option<usize> {
    let letters = text.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    let mark = text[letters..].chars().next()?;
    let rest = &text[letters + mark.len_utf8()..];
    let money = rest.is_empty() || rest.starts_with(|c: char| c.is_numeric() || c == '.');
    (letters <= 3 && is_currency(mark) && money).then_some(letters + mark.len_utf8())
}

/// Whether `c` is a word of its own between `before` and `after`.
fn parts(before: Option<char>, c: char, after: Option<char>) -> bool {
    if is_divider(c) {
        return true;
    }
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    match c {
        // "1,000", "1/2" and "8:05" are numbers.
        ',' | '/' => !(digit(before) && digit(after)),
        ':' => letter(before) && letter(after),
        '?' | '!' => letter(before) && letter(after),
        // "$2.5-$3", "40%-50%", "5€each"
        '-' => after.is_some_and(is_currency),
        '%' => digit(before),
        c if is_currency(c) => before.is_none() || digit(before),
        _ => false,
    }
}

/// Whether the stop after `word` belongs to it.
fn keeps_stop(word: &str, place: Place) -> bool {
    let at_end = place.next.is_none();
    // No abbreviation is longer, and a look at the whole word for each of many stops would cost.
    let near = &word[word.ceil_char_boundary(word.len().saturating_sub(NEAR))..];
    let part = near.rsplit(['-', '/', '(', '–', '—']).next().unwrap_or(near);
    let counts = place.next.is_some_and(|c| c.is_numeric() || c == '#');
    if place.first && !at_end && !word.is_empty() && word.len() <= 3 {
        // The number of a list's item: "1."
        if word.bytes().all(|b| b.is_ascii_digit()) {
            return true;
        }
    }
    let mut chars = part.chars();
    if chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() {
        return !at_end;
    }
    match lexicon::abbreviation(part) {
        None | Some(Kind::Bang) => false,
        Some(Kind::Number) => counts,
        Some(Kind::Title | Kind::Month | Kind::Latin | Kind::Either) => true,
    }
}
