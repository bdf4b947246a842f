//! Lines: whether a line end is one that a program put in to keep lines short, one that the
//! author meant, or one between two paragraphs. Articles come as all three, even in one file.

use super::context::{After, Before, Bullet, is_closer};
use super::{lexicon, stops};

/// Widths between which a wrapped line can end.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=200;
/// The part of a line's width that a wrapped line may lack, as few were seen.
const SLACK: usize = 16;
/// A line that goes on in lower case was cut in its middle if it is at least this long.
const LONG: usize = 60;

/// A line that holds more than white space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where its text begins, white space in front left out.
    pub(super) start: usize,
    /// Where its text ends, white space behind left out.
    pub(super) end: usize,
    /// Columns of white space in front.
    indent: usize,
    /// Columns up to the end of its text.
    width: usize,
    /// Whether a blank line stands before it.
    after_blank: bool,
}

/// The lines of a text.
#[derive(Debug)]
pub(super) struct Layout<'t> {
    text: &'t str,
    /// Those with text, in order.
    pub(super) lines: Vec<Line>,
    /// A line was cut for its length if the next word would have made it at least this wide.
    full: Option<usize>,
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

impl<'t> Layout<'t> {
    /// Reads `text` twice.
    pub(super) fn new(text: &'t str) -> Self {
        let mut layout = Self { text, lines: lines(text), full: None };
        layout.full = layout.learn();
        layout
    }

    /// Where wrapped lines end, as told by those that certainly are: they end without a stop, and
    /// the next goes on in lower case. The widths vary where a proportional font was measured, so
    /// that the narrowest tenth is left out and the next one taken.
    fn learn(&self) -> Option<usize> {
        let mut seen = vec![0_usize; *WRAPPED.end() + 1];
        let (mut certain, mut all) = (0, 0);
        for pair in self.lines.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if b.after_blank || a.width > *WRAPPED.end() {
                continue;
            }
            all += 1;
            let after = self.after(b);
            let width = self.reach(a, b);
            if after.is_lower() && !self.is_stopped(a) && WRAPPED.contains(&width) {
                certain += 1;
                seen[width] += 1;
            }
        }
        if certain < 2 || certain * 4 < all {
            return None;
        }
        let mut left = certain / 10;
        let narrowest = seen.iter().position(|count| {
            let found = *count > left;
            left = left.saturating_sub(*count);
            found
        })?;
        Some(narrowest - narrowest / SLACK)
    }

    /// What the head of `line` looks like from the end of the line before.
    pub(super) fn after(&self, line: Line) -> After<'t> {
        After::new(&self.text[line.start..line.end])
    }

    fn of(&self, line: Line) -> &'t str {
        &self.text[line.start..line.end]
    }

    /// How wide `a` would be with the first word of `b`.
    fn reach(&self, a: Line, b: Line) -> usize {
        let word = self.of(b).split(char::is_whitespace).next().unwrap_or_default();
        a.width + 1 + word.chars().take(*WRAPPED.end()).count()
    }

    fn is_stopped(&self, line: Line) -> bool {
        let end = self.of(line).trim_end_matches(is_closer);
        end.ends_with(['.', '?', '!', ':', ';', '…'])
    }

    /// Whether a sentence begins with the line of number `at`, the text before which ends as
    /// `before` says. The first line has none before it.
    pub(super) fn begins(&self, at: usize, before: Before) -> bool {
        let (a, b) = (self.lines[at - 1], self.lines[at]);
        let after = self.after(b);
        let bullet = after.bullet();
        if after.is_rest() {
            return false;
        }
        if bullet == Some(Bullet::Plain) {
            return true;
        }
        if is_byline(self.of(b)) {
            return true;
        }
        let wrapped = self.full.is_some_and(|full| {
            let reach = self.reach(a, b);
            // A headline is set in a larger type, or broken where it reads well.
            let headline = || self.is_headline(at - 1) && self.is_headline(at);
            reach >= full || reach >= full / 4 * 3 && before.is_open() && headline()
        });
        if b.after_blank {
            // A page ends amid a wrapped sentence.
            let page = wrapped && after.is_lower() && bullet.is_none();
            return !before.is_open() || !page && !self.goes_on(a, b);
        }
        if bullet.is_some() {
            let listed = self.after(a).bullet().is_some();
            return self.is_stopped(a) || listed || !wrapped;
        }
        if b.indent > a.indent + 1
            && !(before.is_open() && after.is_lower())
            && self.after(a).bullet().is_none()
        {
            return !stops::leans_on(before, after);
        }
        match (before.is_open(), wrapped) {
            (true, true) => false,
            (true, false) => !self.goes_on(a, b),
            (false, true) => stops::ends(before, after, || self.is_headline(at - 1)),
            (false, false) => {
                !stops::leans_on(before, after) && !after.is_lower()
                    || stops::ends(before, after, || true)
            }
        }
    }

    /// Whether a sentence plainly goes on from `a`, which has no stop, to `b`, although the line
    /// end between them, or the blank line, was meant.
    fn goes_on(&self, a: Line, b: Line) -> bool {
        let (text, after) = (self.of(a).trim_end_matches(is_closer), self.after(b));
        let start = text
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        let word = &text[start..];
        if after.bullet().is_some() || text.ends_with([':', ';']) {
            return false;
        }
        // `What he did` is a heading, and below it begins the text.
        let heads = || a.width < LONG && after.is_starter();
        let function = || !b.after_blank && lexicon::is_function(word) && !heads();
        if start > 0 && (lexicon::is_open(word) || function()) {
            return true;
        }
        after.is_lower()
            && (text.ends_with([',', '-', '–', '—', '('])
                || lexicon::is_function(word)
                || lexicon::is_function(after.word)
                || !b.after_blank && self.full.is_none() && a.width >= LONG)
    }

    /// Whether the line of number `at` capitalises each of its longer words.
    pub(super) fn is_headline(&self, at: usize) -> bool {
        let mut long = 0;
        for word in self.of(self.lines[at]).split_whitespace() {
            let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            if word.chars().filter(|c| c.is_alphabetic()).take(4).count() == 4 {
                if word.starts_with(char::is_lowercase) {
                    return false;
                }
                long += 1;
            }
        }
        long >= 3
    }
}

/// Whether `line` says who wrote: "by Kuksung Nam".
fn is_byline(line: &str) -> bool {
    let mut words = line.split_whitespace();
    matches!(words.next(), Some("by" | "By" | "BY"))
        && line.len() <= LONG
        && !line.ends_with(['.', '?', '!', ',', ':', ';'])
        && words.all(|w| w.starts_with(char::is_uppercase) || matches!(w, "and" | "&" | "for"))
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank = false;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let len = rest.find(is_line_end).unwrap_or(rest.len());
        let line = &rest[..len];
        let inner = line.trim_start();
        let end = line.trim_end().len();
        if inner.is_empty() {
            // The start of the text counts as blank, which nothing asks.
            blank = true;
        } else {
            let indent = columns(&line[..line.len() - inner.len()]);
            let start = at + line.len() - inner.len();
            let width = indent + text[start..at + end].chars().count();
            lines.push(Line { start, end: at + end, indent, width, after_blank: blank });
            blank = false;
        }
        at += len;
        at += if text[at..].starts_with("\r\n") {
            2
        } else {
            text[at..].chars().next().map_or(0, char::len_utf8)
        };
    }
    lines
}

fn columns(indent: &str) -> usize {
    indent.chars().map(|c| if c == '\t' { 8 } else { 1 }).sum()
}
