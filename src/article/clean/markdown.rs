//! Markdown: the view is what is read once it is set, without marks and addresses; the blocks are
//! its headings, paragraphs and list items.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Cut;
use super::block::{Block, Hints};
use super::meta::Meta;
use crate::article::View;
use crate::text::Span;
use crate::text::printed_date;

/// Cuts a Markdown text into blocks.
pub(super) fn cut(text: &str) -> Cut {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut setter = Setter { text, ..Setter::default() };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        setter.event(event, range);
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
    links: usize,
    images: usize,
    code: bool,
    front: bool,
    linked: usize,
    written: usize,
    group: usize,
}

impl Setter<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(part) if self.front => self.front_matter(&part),
            Event::Text(part) | Event::InlineMath(part) | Event::DisplayMath(part) => {
                self.write(&part, range);
            }
            Event::Code(part) => self.write(&part, range),
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
                    Tag::CodeBlock(_) => self.code = true,
                    Tag::MetadataBlock(_) => self.front = true,
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
                    TagEnd::CodeBlock => self.code = false,
                    TagEnd::MetadataBlock(_) => self.front = false,
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
            linked: u8::try_from(linked).unwrap_or(100),
            code: self.code,
            ..Hints::default()
        };
        self.blocks.push(Block { span, group: self.group, hints });
    }

    /// `title: …`, `date: …`, `author: …` above the text.
    fn front_matter(&mut self, part: &str) {
        for line in part.lines() {
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim().trim_matches(['"', '\'']).trim();
            match key.trim().to_lowercase().as_str() {
                "title" if !value.is_empty() && self.meta.headlines.is_empty() => {
                    self.meta.headlines.push(value.to_owned());
                }
                "author" | "byline" if !value.is_empty() && self.meta.authors.is_empty() => {
                    self.meta.authors.push(value.to_owned());
                }
                "date" | "published" | "publishdate" => {
                    self.meta.published = self.meta.published.or(printed_date::first(value));
                }
                _ => {}
            }
        }
    }
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
