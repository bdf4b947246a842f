//! Words, cut as CoNLL-2003 cuts them: the model learned from such words, and an entity never
//! starts or ends inside one. Where in doubt, a name is parted from what is written against it.

mod affixes;
mod machine;
mod marks;

use super::Span;
use super::sentences::lexicon::{self, Kind};
use marks::{currency_prefix, is_currency, is_mark, parts, run};

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
        if self.of(token).bytes().all(|b| b.is_ascii_alphanumeric()) {
            return self.push(token);
        }
        let mut rest = token;
        // "[Lazarus](https://example.org)": the address is not part of the name.
        while let Some(at) = self.of(rest).find("](") {
            let link = rest.start() + at;
            self.run_on(Span::new(rest.start(), link), INNER);
            self.push(Span::new(link, link + 1));
            self.push(Span::new(link + 1, link + 2));
            rest = Span::new(link + 2, rest.end());
        }
        self.run_on(rest, place);
    }

    fn run_on(&mut self, token: Span, place: Place) {
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
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sentences::laws::{Gaps, segmenting_laws};

    segmenting_laws!(of_words, words, Gaps::White);

    fn texts(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn a_stop_belongs_to_an_abbreviation_or_stands_alone() {
        assert_eq!(texts("Gen. Kim sat."), ["Gen.", "Kim", "sat", "."]);
        assert_eq!(texts("in the U.S."), ["in", "the", "U.S."]);
        assert_eq!(texts("plan B."), ["plan", "B", "."]);
    }

    #[test]
    fn an_address_is_parted_from_the_name_it_is_linked_to() {
        let found = texts("[Lazarus](https://a.org/b), [x](y).");
        let parts = ["[", "Lazarus", "]", "(", "https://a.org/b", ")", ","];
        assert_eq!(found[..7], parts);
        assert_eq!(found[7..], ["[", "x", "]", "(", "y", ")", "."]);
    }
}
