//! One pass over the tags of a page: text goes into the view with its place in the source, elements
//! that stand by themselves end a block. The open elements are a list on the heap, so that no depth
//! of nesting can overflow anything.

use std::collections::HashMap;

use html5gum::{DefaultEmitter, EndTag, StartTag, State, Token, Tokenizer};

use super::super::block::{Block, Hints};
use super::boxes;
use super::head::Head;
use super::head_lines;
use super::locks::Lock;
use super::references;
use super::structure::{self, Marks};
use crate::article::View;
use crate::text::Span;

/// An element, for what must be known of it after the walk.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Node {
    pub parent: usize,
    /// The first block after the element was closed.
    pub end: usize,
    /// Its tag or its class says that it is not article.
    pub site: bool,
    /// Nothing but a lock says so.
    pub lock: Lock,
    /// Its tag and class; 0 without a class.
    pub kind: u64,
    /// A part of the page that holds others, not a paragraph or a list.
    pub holds: bool,
    /// A form or a label, or a field to fill in stands right in it.
    pub asks: bool,
    /// The label, or the field.
    pub field: bool,
    /// A `<header>`.
    pub header: bool,
    /// An `<article>`.
    pub article: bool,
}

/// The page after the walk.
pub(super) struct Walked {
    pub view: View,
    pub blocks: Vec<Block>,
    /// For each block the element that it stands in.
    pub homes: Vec<usize>,
    pub nodes: Vec<Node>,
    pub head: Head,
    pub deepest: usize,
    pub open_formatting: usize,
    pub tags: usize,
    /// Tags of blocks and formatting inside elements without readable text.
    pub hidden: usize,
}

struct Open {
    name: u64,
    node: usize,
    block: bool,
    marks: Marks,
}

struct Walker<'a> {
    text: &'a str,
    page: Walked,
    stack: Vec<Open>,
    /// How many elements of a name are open.
    counts: HashMap<u64, usize>,
    /// Inside an element without readable text: which one, and how deep.
    skipping: Option<(u64, usize)>,
    /// Formatting that is open, in all and by name: unlike elements it goes on in the next block.
    formatting: usize,
    formats: HashMap<u64, usize>,
    /// White space seen and not yet written.
    white: Option<Span>,
    line_break: Option<Span>,
    start: Option<usize>,
    home: usize,
    marks: Marks,
    written: usize,
    linked: usize,
    seam: Seam,
}

/// What of `</span><span>` was seen since the last text. Layouts set such parts apart without a blank:
/// a name and its date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seam {
    None,
    Closed,
    Opened,
    /// A `<time>` was closed, and right behind it another one opened: the day of a change.
    TimeClosed,
    TimeOpened,
}

/// Elements that layouts set apart on one line.
fn is_apart(name: &[u8]) -> bool {
    matches!(name, b"a" | b"span" | b"time")
}

/// Looks no further down the open elements for the one that a tag closes or implies closed.
const REACH: usize = 32;

/// Whether elements of a name hold what is not HTML: drawings and formulas.
fn is_foreign(name: u64) -> bool {
    name == name_of(b"svg") || name == name_of(b"math")
}

/// Elements that hold parts of a page.
fn is_holder(name: &[u8]) -> bool {
    matches!(name, b"div" | b"section" | b"article" | b"aside" | b"main" | b"form" | b"header")
}

/// Elements of one tag and class are of one kind.
fn kind_of(tag: &StartTag<usize>) -> u64 {
    let class = tag.attributes.get(&b"class"[..]).filter(|class| !class.trim_ascii().is_empty());
    class.map_or(0, |class| name_of(&tag.name).rotate_left(1) ^ name_of(class.trim_ascii()))
}

fn name_of(name: &[u8]) -> u64 {
    // FNV-1a: names are short, and two that collide would only end a block too early.
    name.iter().fold(0xcbf2_9ce4_8422_2325, |hash, b| {
        (hash ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Walks over `text`.
pub(super) fn walk(text: &str) -> Walked {
    let page = Walked {
        view: View::default(),
        blocks: Vec::new(),
        homes: Vec::new(),
        nodes: vec![Node { end: usize::MAX, ..Node::default() }],
        head: Head::default(),
        deepest: 0,
        open_formatting: 0,
        tags: 0,
        hidden: 0,
    };
    let mut walker = Walker {
        text,
        page,
        stack: Vec::new(),
        counts: HashMap::new(),
        skipping: None,
        formatting: 0,
        formats: HashMap::new(),
        white: None,
        line_break: None,
        start: None,
        home: 0,
        marks: Marks::default(),
        written: 0,
        linked: 0,
        seam: Seam::None,
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut tokenizer = Tokenizer::new_with_emitter(text, emitter);
    while let Some(Ok(token)) = tokenizer.next() {
        match token {
            Token::StartTag(tag) => {
                // `<title/>` of a drawing is over with its tag; the tokenizer takes all for its text up to the next `</title>`.
                if tag.self_closing && walker.is_in_foreign() {
                    tokenizer.set_state(State::Data);
                }
                walker.open(&tag);
            }
            Token::EndTag(tag) => walker.close(&tag),
            Token::String(part) => {
                let (start, end) = (part.span.start, part.span.end.min(text.len()));
                if start < end && text.is_char_boundary(start) && text.is_char_boundary(end) {
                    walker.write(Span::new(start, end));
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    walker.end_block();
    while walker.stack.pop().is_some_and(|open| {
        walker.page.nodes[open.node].end = walker.page.blocks.len();
        true
    }) {}
    walker.page
}

impl Walker<'_> {
    fn is_in_foreign(&self) -> bool {
        self.skipping.is_some_and(|(name, _)| is_foreign(name))
    }

    fn open(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        self.page.tags += 1;
        if let Some((skipped, depth)) = self.skipping {
            if name_of(name) == skipped && !tag.self_closing {
                self.skipping = Some((skipped, depth + 1));
            }
            self.page.hidden +=
                usize::from(structure::is_block(name) || structure::is_formatting(name));
            return;
        }
        self.page.head.open(tag, self.page.blocks.len());
        let hash = name_of(name);
        if structure::is_skipped(name) {
            // `<template/>` is no more closed than `<template>`, a drawing is.
            if tag.self_closing && is_foreign(hash) {
                return;
            }
            self.skipping = Some((hash, 1));
            return;
        }
        let block = structure::is_block(name);
        if name == b"br" {
            self.break_line(Span::new(tag.span.start, tag.span.end));
            return;
        }
        self.seam = match self.seam {
            Seam::TimeClosed if name == b"time" => Seam::TimeOpened,
            Seam::Closed | Seam::TimeClosed if is_apart(name) => Seam::Opened,
            seam => seam,
        };
        if block {
            self.end_block();
            self.close_implied(name);
        }
        if structure::is_void(name) {
            if let Some(open) = self.stack.last().filter(|_| boxes::is_field(tag)) {
                self.page.nodes[open.node].asks = true;
                self.page.nodes[open.node].field = true;
            }
            return;
        }
        let outer = self.stack.last();
        let (parent, inherited) = outer.map_or((0, Marks::default()), |o| (o.node, o.marks));
        let (marks, site) = structure::marks(tag, inherited);
        let node = self.page.nodes.len();
        self.page.nodes.push(Node {
            parent,
            end: usize::MAX,
            site: site.site,
            lock: site.lock,
            kind: kind_of(tag),
            holds: is_holder(name),
            asks: name == b"label" || boxes::is_form(tag),
            field: name == b"label",
            header: name == b"header",
            article: name == b"article",
        });
        self.stack.push(Open { name: hash, node, block, marks });
        *self.counts.entry(hash).or_default() += 1;
        self.page.deepest = self.page.deepest.max(self.stack.len());
        if structure::is_formatting(name) {
            self.formatting += 1;
            *self.formats.entry(hash).or_default() += 1;
            self.page.open_formatting = self.page.open_formatting.max(self.formatting);
        }
    }

    fn close(&mut self, tag: &EndTag<usize>) {
        let name: &[u8] = &tag.name;
        let hash = name_of(name);
        if let Some((skipped, depth)) = self.skipping {
            if hash == skipped {
                self.skipping = (depth > 1).then_some((skipped, depth - 1));
                if depth == 1 {
                    self.page.head.close();
                }
            }
            return;
        }
        // Browsers take it for the start tag.
        if name == b"br" {
            self.break_line(Span::new(tag.span.start, tag.span.end));
            return;
        }
        let block = structure::is_block(name);
        if is_apart(name) && self.seam == Seam::None {
            self.seam = if name == b"time" { Seam::TimeClosed } else { Seam::Closed };
        }
        if block {
            self.end_block();
        }
        if let Some(open) = self.formats.get_mut(&hash).filter(|open| **open > 0) {
            *open -= 1;
            self.formatting -= 1;
        }
        if self.counts.get(&hash).is_none_or(|&n| n == 0) {
            return;
        }
        // An inline end tag closes nothing beyond the block that it stands in.
        let reach = if block { self.stack.len() } else { REACH };
        let mut at = None;
        for (i, open) in self.stack.iter().enumerate().rev().take(reach) {
            if open.name == hash {
                at = Some(i);
                break;
            }
            if open.block && !block {
                break;
            }
        }
        if let Some(at) = at {
            self.pop_to(at);
        }
    }

    fn pop_to(&mut self, len: usize) {
        while self.stack.len() > len {
            let Some(open) = self.stack.pop() else { return };
            self.page.nodes[open.node].end = self.page.blocks.len();
            if let Some(count) = self.counts.get_mut(&open.name) {
                *count -= 1;
            }
        }
    }

    /// `<p>` ends an open paragraph, `<li>` an open item.
    fn close_implied(&mut self, name: &[u8]) {
        let ends: &[&[u8]] = match name {
            b"li" => &[b"li"],
            b"dt" | b"dd" => &[b"dt", b"dd"],
            b"td" | b"th" => &[b"td", b"th"],
            b"tr" => &[b"td", b"th", b"tr"],
            b"option" => &[b"option"],
            _ => &[b"p"],
        };
        for _ in 0..2 {
            let open = self.stack.iter().enumerate().rev().take(REACH).find(|(_, open)| open.block);
            let Some((at, open)) = open else { return };
            if !ends.iter().any(|end| name_of(end) == open.name) && open.name != name_of(b"p") {
                return;
            }
            self.pop_to(at);
        }
    }

    fn break_line(&mut self, source: Span) {
        if self.line_break.is_some() {
            self.end_block();
        } else if self.start.is_some() {
            self.line_break = Some(source);
        }
    }

    fn write(&mut self, part: Span) {
        if self.skipping.is_some() {
            self.page.head.text(part.of(self.text));
            return;
        }
        let text = part.of(self.text);
        let mut from = 0;
        while from < text.len() {
            let rest = &text[from..];
            let c = rest.chars().next().unwrap_or(' ');
            let len = c.len_utf8();
            if c.is_whitespace() && c != '\u{a0}' {
                let here = Span::new(from, from + len).shift(part.start());
                self.white = Some(match self.white {
                    Some(white) if white.end() == here.start() => white.cover(here),
                    Some(white) => white,
                    None => here,
                });
                from += len;
            } else if c == '&'
                && let Some((out, taken)) = references::resolve(rest)
            {
                let source = Span::new(from, from + taken).shift(part.start());
                if out.chars().all(|c| c.is_whitespace() && c != '\u{a0}') {
                    self.white.get_or_insert(source);
                } else {
                    self.begin(out.len());
                    self.page.view.replace(&out, source);
                }
                from += taken;
            } else {
                let run =
                    rest[len..].find(|c: char| c == '&' || c.is_whitespace() && c != '\u{a0}');
                let end = run.map_or(text.len(), |run| from + len + run);
                self.part(c);
                self.begin(end - from);
                self.page.view.copy(&text[from..end], part.start() + from);
                from = end;
            }
        }
    }

    /// A blank between two parts of a line that only the layout sets apart, before the second begins
    /// with `next`.
    fn part(&mut self, next: char) {
        let times = self.seam == Seam::TimeOpened;
        let glued = (self.seam == Seam::Opened || times)
            && self.start.is_some()
            && self.white.is_none()
            && self.line_break.is_none();
        let lower = || self.page.view.text().ends_with(char::is_lowercase);
        if glued && (next.is_uppercase() || next.is_ascii_digit()) && (times || lower()) {
            self.page.view.insert(" ");
        }
        self.seam = Seam::None;
    }

    /// Gets ready to write `len` bytes: begins a block, or writes the white space before them.
    fn begin(&mut self, len: usize) {
        if self.start.is_none() {
            if !self.page.view.text().is_empty() {
                self.page.view.insert("\n\n");
            }
            self.start = Some(self.page.view.text().len());
            self.home = self.stack.last().map_or(0, |open| open.node);
            self.marks = self.stack.last().map_or(Marks::default(), |open| open.marks);
        } else if let Some(source) = self.line_break {
            self.page.view.replace("\n", source);
        } else if let Some(source) = self.white {
            self.page.view.replace(" ", source);
        }
        self.white = None;
        self.line_break = None;
        self.written += len;
        if self.stack.last().is_some_and(|open| open.marks.link) {
            self.linked += len;
        }
        if let Some(open) = self.stack.last() {
            self.marks.byline |= open.marks.byline;
        }
    }

    fn end_block(&mut self) {
        self.white = None;
        self.line_break = None;
        let Some(start) = self.start.take() else { return };
        let text = self.page.view.text();
        let span = Span::new(start, text.len()).trim(text);
        let linked = (self.linked * 100).checked_div(self.written).unwrap_or(0).min(100);
        (self.linked, self.written) = (0, 0);
        if span.is_empty() {
            return;
        }
        let marks = self.marks;
        let hints = Hints {
            heading: marks.heading,
            item: marks.item,
            cell: marks.cell,
            linked: u8::try_from(linked).unwrap_or(100),
            site: false,
            caption: marks.caption,
            byline: marks.byline,
            code: marks.code,
            scope: None,
            readable: None,
        };
        for span in head_lines::cut(text, span) {
            let group = self.page.blocks.len();
            self.page.blocks.push(Block { span, group, hints });
            self.page.homes.push(self.home);
        }
    }
}
