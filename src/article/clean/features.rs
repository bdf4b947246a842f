//! What a block looks like from outside: how long, whether it reads like a sentence, whether it is
//! a row of links, a date line, a caption. Every decision rests on these numbers, none on the page
//! that a block stands on.

use super::block::Block;
use super::byline;
use super::codes::is_code;
use super::credit::has_credit;
use super::lexicon::{self, Section};
use super::names;
use super::words::{self, is_grammar};
use crate::text::printed_date;

/// What a block reads like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A full sentence or more.
    Prose,
    /// A few words that end like a sentence.
    Sentence,
    /// Words without the end of a sentence: headlines, menu entries, names.
    Fragment,
    /// Nothing to read: a rule, dots.
    Separator,
}

/// One block from outside.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Features {
    pub shape: Shape,
    pub words: usize,
    /// How many ends of sentences it has, the last one included.
    pub sentences: usize,
    /// Of a hundred words, how many begin with a capital.
    pub capitals: usize,
    pub all_caps: bool,
    pub starts_lower: bool,
    /// As many words of grammar as running text has.
    pub running: bool,
    pub bullet: bool,
    /// Ends in a colon: what follows belongs to it.
    pub announces: bool,
    /// Several short parts side by side: `Home | News | Sport`.
    pub row: bool,
    /// Hashes, addresses, code: part of a technical report, never of a menu.
    pub technical: bool,
    /// The lexicon, or the shape alone, says that it belongs to the site.
    pub site: bool,
    /// Would be the site's if it stood below the text.
    pub weak: bool,
    /// Heads a part of a report: `Recommendations`, `Timeline`.
    pub part: bool,
    /// A word of menus, which may as well be a subheading.
    pub menu: bool,
    pub opens: Option<Section>,
    /// Says who took the picture, or where it was taken from.
    pub caption: bool,
    /// A date with little around it.
    pub date_line: bool,
    pub byline: bool,
    /// An entry of a table of contents, with dots up to the page number.
    pub leader: bool,
    /// Ends with who has the right to copy it.
    pub copyright: bool,
}

#[derive(Default)]
struct Count {
    words: usize,
    capitals: usize,
    shouted: usize,
    lettered: usize,
    grammar: usize,
    sentences: usize,
    long_codes: usize,
}

impl Features {
    /// A caption long enough to say what the picture shows, not only whose it is.
    pub(super) fn points_to_picture(&self) -> bool {
        self.words >= 5
    }
}

/// Looks at `block` of `view`.
pub(super) fn look(view: &str, block: &Block) -> Features {
    let text = block.span.of(view);
    let count = count(text);
    let ending = ending(text);
    let announces = text.trim_end_matches(['*', '_', ' ']).ends_with(':');
    let shape = shape(&count, ending, announces);
    let parts = parts(text);
    let verdict = lexicon::look_up(text, count.words);
    let short = count.words <= 25;
    let bullet = block.hints.item || has_bullet(text);
    let row = short && is_row(&parts, shape);
    let links = parts.iter().filter(|part| is_site_part(part)).count();
    let copyright = is_copyright(text, count.words);
    // A bar of tools may end like a sentence: `Like  Print  Share  The link was copied.`
    let bar = shape != Shape::Prose || parts.len() >= 4;
    let by_parts =
        parts.len() > 1 && short && bar && links * 2 >= parts.len() && !is_labelled(&parts);
    // Full sentences about cookies or Facebook are news; they need more to be taken for the site.
    let enough = match (shape, count.words) {
        (Shape::Prose, 0..=12) => 2,
        (Shape::Prose, 13..=60) => 4,
        (Shape::Prose, _) => 6,
        (_, 0..=25) => 2,
        _ => 4,
    };
    // A prose paragraph may begin by chance with the word that starts a phrase of the site.
    let chance = shape == Shape::Prose && count.words > 14;
    let by_phrase = verdict.site && (!chance || verdict.sure || first_clause_is_label(text));
    let weak = shape == Shape::Prose
        && (verdict.site || verdict.sure && verdict.points >= if count.words > 30 { 3 } else { 2 });
    let by_points = verdict.sure && verdict.points >= enough;
    let caption = block.hints.caption || shape != Shape::Separator && has_credit(text, count.words);
    let continues =
        verdict.opens == Some(Section::Advert) && text.to_lowercase().contains("continue");
    let date_line = short && (printed_date::is_date_line(text) || has_dated_part(&parts));
    // “"Please share this warning," the police chief said.”: somebody else asks for it.
    let quoted = text.starts_with(['"', '“']) && words::reports(text) && text.ends_with('.');
    let (by_phrase, by_points) = (by_phrase && !quoted, by_points && !quoted);
    let weak = weak && !quoted;
    Features {
        shape,
        words: count.words,
        sentences: count.sentences,
        capitals: (count.capitals * 100).checked_div(count.words).unwrap_or(0),
        all_caps: count.lettered > 0 && count.shouted * 10 >= count.lettered * 8,
        starts_lower: text.chars().next().is_some_and(char::is_lowercase),
        running: count.words >= 8 && count.grammar * 6 >= count.words,
        bullet,
        announces,
        row,
        technical: block.hints.code || is_technical(text, &count),
        site: continues
            || by_phrase
            || by_points
            || by_parts
            || copyright && !caption
            || is_placeholder(text)
            || count.words <= 30 && is_advert(text)
            || count.words <= 50 && is_feed_credit(text)
            || count.words <= 40 && (is_syndicated(text) || is_embed(text))
            || count.words <= 20 && is_contact(text)
            || count.words <= 40 && words::invites(text)
            || count.words <= 10 && words::sells(text)
            || count.words <= 30 && words::prefers(text)
            || is_weather(text, count.words),
        weak,
        part: verdict.part,
        menu: verdict.menu,
        // `Advertisement · Scroll to continue` holds the place of one and opens nothing.
        opens: verdict.opens.filter(|_| shape != Shape::Prose && !continues),
        caption,
        date_line,
        byline: short && byline::of_line(text).is_some(),
        leader: is_leader(text),
        copyright,
    }
}

fn count(text: &str) -> Count {
    let mut count = Count::default();
    let mut wide = 0;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = bare.chars().next() else { continue };
        count.words += 1;
        count.capitals += usize::from(first.is_uppercase() || first.is_numeric());
        count.grammar += usize::from(is_grammar(bare));
        count.lettered += usize::from(first.is_alphabetic());
        let shouted = bare.chars().any(char::is_uppercase) && !bare.chars().any(char::is_lowercase);
        count.shouted += usize::from(first.is_alphabetic() && shouted);
        count.sentences += usize::from(ending(word) == Ending::Stop && bare.len() > 1);
        count.long_codes += usize::from(is_code(word));
        wide += bare.chars().filter(|&c| is_wide(c)).count();
    }
    // Scripts without blanks: two characters make about one word.
    count.words = count.words.max(wide / 2);
    count.sentences += text.matches(['。', '！', '？']).count();
    count
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Stop,
    Question,
    None,
}

/// The text without the agency that signs its last sentence: `… on Thursday. EFE`, `… were seized. — Bernama`,
/// `… he said. —AQ, GMA News`.
fn unsigned(text: &str) -> &str {
    let stops = |before: &str| {
        let word = before.rsplit(' ').next().unwrap_or("");
        word.len() > 4 && word.trim_end_matches(['"', '”', '\'', '’']).ends_with('.')
    };
    let dashed = text.rsplit_once(['—', '–']).filter(|(before, agency)| {
        let mut words = agency.split_whitespace();
        let signs = |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with('.');
        (1..=4).contains(&words.clone().count()) && words.all(signs) && stops(before.trim_end())
    });
    if let Some((before, _)) = dashed {
        return before.trim_end();
    }
    let Some((before, last)) = text.rsplit_once(' ') else { return text };
    let agency = last.trim_start_matches('(').trim_end_matches(')');
    let capitals =
        (2..=8).contains(&agency.len()) && agency.bytes().all(|b| b.is_ascii_uppercase());
    if capitals && stops(before) { before } else { text }
}

fn ending(text: &str) -> Ending {
    let text = unsigned(text.trim_end());
    // Some papers set a mark behind their last sentence: `®`, `■`.
    let text = text.trim_end_matches(['®', '■', ' ']);
    let closers = ['"', '”', '\'', '’', ')', ']', '»', '*', '_', '\u{a0}'];
    match text.trim_end_matches(closers).chars().next_back() {
        Some('.' | '!' | '…' | '。' | '！') => Ending::Stop,
        Some('?' | '？') => Ending::Question,
        // A closing quotation mark ends a sentence as well as a stop does.
        _ if text.ends_with(['”', '"', '»']) => Ending::Question,
        _ => Ending::None,
    }
}

fn shape(count: &Count, ending: Ending, announces: bool) -> Shape {
    let words = count.words;
    if words == 0 {
        return Shape::Separator;
    }
    let grammatical = count.grammar * 12 >= words;
    let mostly_capitals = count.capitals * 10 >= words * 7;
    match ending {
        Ending::Stop if words >= 8 && (grammatical || words >= 12) => Shape::Prose,
        Ending::Stop if words >= 2 => Shape::Sentence,
        Ending::Question if words >= 15 && grammatical => Shape::Prose,
        Ending::Question if words >= 3 => Shape::Sentence,
        _ if announces && words >= 7 && grammatical => Shape::Prose,
        // Long running text whose end was cut off, or that ends with a credit.
        _ if words >= 24 && count.grammar * 7 >= words && !mostly_capitals => Shape::Prose,
        _ => Shape::Fragment,
    }
}

/// The parts of a line that stand side by side: separated by bars, dots, arrows, wide gaps.
pub(super) fn parts(text: &str) -> Vec<&str> {
    if text.len() > 400 {
        return vec![text];
    }
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((at, len)) = next_gap(rest) {
        out.push(rest[..at].trim());
        rest = &rest[at + len..];
    }
    out.push(rest.trim());
    out.retain(|part| part.chars().any(char::is_alphanumeric));
    out
}

fn next_gap(text: &str) -> Option<(usize, usize)> {
    // Bytes and characters of the blanks: one that breaks no line is as wide as any.
    let (mut white, mut blanks) = (0, 0);
    for (at, c) in text.char_indices() {
        if c == ' ' || c == '\u{a0}' {
            white += c.len_utf8();
            blanks += 1;
            if blanks >= 2 {
                return Some((at + c.len_utf8() - white, white));
            }
            continue;
        }
        (white, blanks) = (0, 0);
        let spaced = text[..at].ends_with([' ', '\u{a0}'])
            && text[at + c.len_utf8()..].starts_with([' ', '\u{a0}']);
        if matches!(c, '|' | '·' | '•' | '›' | '»' | '\t' | '▪' | '●' | '│')
            || (matches!(c, '/' | '>' | '-') && spaced)
            || (c == '/' && text[at + 1..].starts_with('/') && text[..at].ends_with(' '))
        {
            return Some((at, c.len_utf8()));
        }
    }
    None
}

/// `Opinion | The bank should pay its customers back`: a headline behind the name of its section.
fn is_labelled(parts: &[&str]) -> bool {
    const SECTIONS: &[&str] = &[
        "analysis",
        "column",
        "comment",
        "editorial",
        "exclusive",
        "opinion",
        "perspective",
        "review",
    ];
    let [label, headline] = parts else { return false };
    SECTIONS.contains(&&*label.to_lowercase())
        && headline.split_whitespace().count() >= 4
        && !is_site_part(headline)
}

fn is_row(parts: &[&str], shape: Shape) -> bool {
    shape != Shape::Prose
        && parts.len() >= 3
        && parts.iter().all(|part| part.split_whitespace().count() <= 4 && !part.ends_with('.'))
}

/// `Statement · Office of the Harbour · May 3, 2021`: one of the parts of a row is a full date.
fn has_dated_part(parts: &[&str]) -> bool {
    (3..=6).contains(&parts.len())
        && parts.iter().all(|part| part.split_whitespace().count() <= 5)
        && parts.iter().any(|part| printed_date::parse_date(part).is_some())
}

fn is_site_part(part: &str) -> bool {
    let verdict = lexicon::look_up(part, part.split_whitespace().count());
    verdict.site || verdict.menu || verdict.opens.is_some()
}

/// Whether a label and a colon come first: `Read more: …`, `Tags: …`.
fn first_clause_is_label(text: &str) -> bool {
    text.char_indices().take(24).any(|(_, c)| c == ':')
}

fn has_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '-' | '–' | '*' | '▪' | '●' | '◦' | '‣' | '·') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() + 3 > text.len() && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}

/// `[Video: inside the control room]` stands for what a plain text cannot show.
fn is_placeholder(text: &str) -> bool {
    const WHAT: &[&str] =
        &["audio", "gallery", "graphic", "infographic", "podcast", "poll", "video"];
    let inside = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let label = inside.and_then(|inside| inside.split_once(':')).map(|(label, _)| label);
    label.is_some_and(|label| WHAT.iter().any(|what| label.trim().eq_ignore_ascii_case(what)))
}

/// `Porto 21°C, light rain` in the head of a page.
fn is_weather(text: &str, words: usize) -> bool {
    let degrees = |(at, _): (usize, &str)| text[..at].ends_with(|c: char| c.is_ascii_digit());
    words <= 6 && text.match_indices('°').any(degrees)
}

/// What blogs put below the articles of their feed: "The post Six months of silence appeared first on
/// Harbour Log."
fn is_feed_credit(text: &str) -> bool {
    text.strip_prefix("The post ").is_some_and(|rest| {
        !rest.starts_with(char::is_lowercase) && rest.contains(" appeared first on ")
    })
}

/// What papers of one owner put below each other's articles: "This article originally appeared on Fenland
/// Echo: Six months of silence".
fn is_syndicated(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("This ") else { return false };
    let mut words = rest.split_whitespace();
    let what = words.next().is_some_and(|w| matches!(w, "article" | "story" | "post" | "piece"));
    let mut said = words.filter(|word| *word != "was");
    what && said.next().is_some_and(|word| matches!(word, "originally" | "first"))
        && said.next().is_some_and(|word| matches!(word, "appeared" | "published"))
        && said.next().is_some_and(|word| matches!(word, "on" | "in"))
        && rest.split_once(": ").is_some_and(|(_, title)| !title.ends_with('.'))
}

/// `A post shared by Fenland Police (@fenlandpolice)`, what is left of a picture of another site.
fn is_embed(text: &str) -> bool {
    text.strip_prefix("A post shared by ").is_some_and(|name| name.contains("(@"))
}

/// Where its writer can be reached: `Contact Ada Quill at ada@gull.example or 555-0199.`
fn is_contact(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("Contact ") else { return false };
    names::leading_name(rest).is_some_and(|name| {
        let where_to = rest[name.end()..].trim_start_matches([',', ' ']);
        where_to.starts_with("at ") && where_to.contains('@')
    })
}

/// `Advertisement`, and what it says on the lines below.
fn is_advert(text: &str) -> bool {
    text.split_once('\n')
        .is_some_and(|(first, _)| lexicon::look_up(first, 1).opens == Some(Section::Advert))
}

fn is_leader(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
        && (text.contains(". . .") || text.contains("....") || text.contains("……"))
}

fn is_technical(text: &str, count: &Count) -> bool {
    let marks =
        text.chars().filter(|c| matches!(c, '{' | '}' | '=' | ';' | '$' | '%' | '|')).count();
    count.long_codes > 0 && count.long_codes * 10 >= count.words
        || text.starts_with(['{', '}', '|', '$', '`'])
        || marks >= 4 && marks * 2 >= count.words
}

fn is_copyright(text: &str, words: usize) -> bool {
    if words > 30 {
        return false;
    }
    if text.starts_with(['©', 'Ⓒ', 'ⓒ']) {
        return true;
    }
    let bare = |w: &str| {
        let digits = w.trim_matches(|c: char| !c.is_ascii_digit());
        digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
    };
    // It may as well be the third item of a list.
    if let Some(owner) = text.strip_prefix("(c) ").or_else(|| text.strip_prefix("(C) ")) {
        let named =
            words <= 5 && owner.split_whitespace().all(|w| w.starts_with(char::is_uppercase));
        return named
            || owner.split_whitespace().take(6).any(bare)
            || owner.to_lowercase().contains("rights reserved");
    }
    let Some(at) = text.find('©') else { return false };
    text[at..].split_whitespace().take(3).any(bare)
        || text[..at].split_whitespace().next_back().is_some_and(bare)
}
