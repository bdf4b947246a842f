//! Markdown: the view is what is read once it is set, without marks and addresses; the blocks are
//! its headings, paragraphs and list items.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Cut;
use super::block::{Block, Hints};
use super::front_matter::{self, FrontMatter};
use super::meta::Meta;
use super::title;
use crate::article::View;
use crate::text::Span;

/// Lines of a text in which its headline stands, if it is printed there.
const HEAD: usize = 40;

/// Cuts a Markdown text into blocks.
pub(super) fn cut(text: &str) -> Cut {
    // The parser takes any text between two rules for front matter, and looks for the second rule anew at each first one.
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut setter = Setter { text, ..Setter::default() };
    let (front, body) = front_matter::read(text);
    setter.front_matter(&front, &text[body..]);
    for (event, range) in Parser::new_ext(&text[body..], options).into_offset_iter() {
        setter.event(event, range.start + body..range.end + body);
    }
    setter.end_block();
    Cut { view: setter.view, blocks: setter.blocks, meta: setter.meta, nesting: 0 }
}

#[derive(Default)]
struct Setter<'a> {
    text: &'a str,
    view: View,
    blocks: Vec<Block>,
    meta: Meta,
    /// Where the block begins that is being written.
    start: Option<usize>,
    heading: u8,
    items: usize,
    table: bool,
    byline: bool,
    links: usize,
    images: usize,
    code: bool,
    /// What stands open of raw HTML: a tag or comment may go over lines.
    raw: Raw,
    linked: usize,
    written: usize,
    group: usize,
}

impl Setter<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(part) | Event::InlineMath(part) | Event::DisplayMath(part) => {
                self.write(&part, range);
            }
            Event::Code(part) => self.write(&part, range),
            Event::Html(_) => self.raw_html(range),
            Event::InlineHtml(tag) if tag_name(&tag[1..]) == "br" => self.write_break("\n", range),
            Event::SoftBreak => self.write_break(" ", range),
            Event::HardBreak => self.write_break("\n", range),
            Event::Rule => {
                self.end_block();
                self.group += 1;
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => {}
            Tag::Link { .. } => self.links += 1,
            Tag::Image { .. } => self.images += 1,
            other => {
                self.end_block();
                match other {
                    Tag::Heading { level, .. } => self.heading = level_of(*level),
                    Tag::Item => self.items += 1,
                    Tag::Table(_) => self.table = true,
                    Tag::CodeBlock(_) => self.code = true,
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            other => {
                self.end_block();
                match other {
                    TagEnd::Heading(_) => self.heading = 0,
                    TagEnd::Item => self.items = self.items.saturating_sub(1),
                    TagEnd::Table => self.table = false,
                    TagEnd::CodeBlock => self.code = false,
                    TagEnd::HtmlBlock => self.raw = Raw::Text,
                    _ => {}
                }
                self.group += usize::from(self.items == 0);
            }
        }
    }

    fn write(&mut self, part: &str, range: Range<usize>) {
        if self.images > 0 || part.is_empty() {
            return;
        }
        self.begin();
        let source = &self.text[range.clone()];
        if let Some(at) = source.find(part) {
            self.view.copy(part, range.start + at);
        } else {
            self.view.replace(part, Span::new(range.start, range.end));
        }
        self.written += part.len();
        self.linked += if self.links > 0 { part.len() } else { 0 };
    }

    fn write_break(&mut self, part: &str, range: Range<usize>) {
        if self.start.is_some() && self.images == 0 && !range.is_empty() {
            self.view.replace(part, Span::new(range.start, range.end));
        }
    }

    fn begin(&mut self) {
        if self.start.is_none() {
            if !self.view.text().is_empty() {
                self.view.insert("\n\n");
            }
            self.start = Some(self.view.text().len());
        }
    }

    fn end_block(&mut self) {
        let Some(start) = self.start.take() else { return };
        let text = self.view.text();
        let span = Span::new(start, text.len()).trim(text);
        let linked = (self.linked * 100).checked_div(self.written).unwrap_or(0).min(100);
        (self.linked, self.written) = (0, 0);
        if span.is_empty() {
            return;
        }
        let hints = Hints {
            heading: self.heading,
            item: self.items > 0,
            cell: self.table,
            byline: self.byline,
            linked: u8::try_from(linked).unwrap_or(100),
            code: self.code,
            ..Hints::default()
        };
        self.blocks.push(Block { span, group: self.group, hints });
    }

    /// The text of a stretch of raw HTML, without tags and comments. Any tag but those that stand within a line ends the block.
    fn raw_html(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            let ends = |mark: &str| rest.find(mark).map(|place| place + mark.len());
            let end = match self.raw {
                Raw::Text => rest.find('<').unwrap_or(rest.len()),
                Raw::Tag => ends(">").unwrap_or(rest.len()),
                Raw::Comment => ends("-->").unwrap_or(rest.len()),
                Raw::Hidden => rest.find("</").unwrap_or(rest.len()),
            };
            match self.raw {
                Raw::Text => self.lines(at..at + end),
                Raw::Tag | Raw::Comment if rest[..end].ends_with('>') => self.raw = Raw::Text,
                Raw::Tag | Raw::Comment | Raw::Hidden => {}
            }
            at += end;
            if at < range.end
                && matches!(self.raw, Raw::Text | Raw::Hidden)
                && self.text[at..].starts_with('<')
            {
                at += self.tag(at..range.end);
            }
        }
    }

    /// A tag that begins here: how much of it was read.
    fn tag(&mut self, range: Range<usize>) -> usize {
        let rest = &self.text[range.start + 1..range.end];
        let name = tag_name(rest);
        let closes = rest.starts_with('/');
        if self.raw == Raw::Hidden && !(closes && matches!(&*name, "script" | "style")) {
            return 1;
        }
        if rest.starts_with("!--") {
            self.raw = Raw::Comment;
            return 1;
        }
        if name.is_empty() && !rest.starts_with(['!', '?']) {
            self.lines(range.start..range.start + 1);
            return 1;
        }
        if !INLINE.contains(&&*name) {
            self.end_block();
        }
        self.raw = Raw::Tag;
        // Past the tag at once, if it is closed on this line.
        let Some(end) = rest.find('>') else { return 1 };
        let hides = !closes && matches!(&*name, "script" | "style");
        self.raw = if hides { Raw::Hidden } else { Raw::Text };
        end + 2
    }

    /// Lines as they stand, joined by blanks.
    fn lines(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for line in self.text[range].split_inclusive('\n') {
            let part = line.trim_end_matches(['\n', '\r']);
            let blank = part.trim().is_empty();
            if !(part.is_empty() || blank && self.start.is_none()) {
                self.write(part, at..at + part.len());
            }
            if part.len() < line.len() {
                self.write_break(" ", at + part.len()..at + line.len());
            }
            at += line.len();
        }
    }

    /// What front matter says, and as blocks what of it the text does not print itself.
    fn front_matter(&mut self, front: &FrontMatter, body: &str) {
        let told = |span: &Span| span.of(self.text).to_owned();
        self.meta.headlines.extend(front.title.as_ref().map(told));
        self.meta.authors.extend(front.authors.iter().map(told));
        self.meta.published = front.published;
        let mut head = body.lines().take(HEAD);
        let title = front
            .title
            .filter(|span| !head.any(|line| title::likeness(line, span.of(self.text)) >= 0.75));
        // The view goes through the source in order.
        let mut blocks: Vec<(Span, u8)> = title.map(|span| (span, 1)).into_iter().collect();
        let printed =
            |span: &&Span| body.lines().take(HEAD).any(|l| l.contains(span.of(self.text)));
        blocks.extend(front.authors.iter().filter(|span| !printed(span)).map(|&span| (span, 0)));
        blocks.sort_by_key(|(span, _)| span.start());
        for (span, heading) in blocks {
            self.begin();
            self.view.copy(span.of(self.text), span.start());
            self.heading = heading;
            self.byline = heading == 0;
            self.end_block();
            (self.heading, self.byline) = (0, false);
            self.group += 1;
        }
    }
}

/// What stands open of raw HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Raw {
    #[default]
    Text,
    Tag,
    Comment,
    /// A script or a style.
    Hidden,
}

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u",
];

/// The name of a tag behind its `<`, in lower case.
fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches('/');
    name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
