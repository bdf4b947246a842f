//! Boxes that ask the reader for something: a newsletter's address, a vote, a donation. Where classes are
//! opaque, the field to fill in or the link to follow tells that the lines around it are the site's.

use html5gum::StartTag;

use super::super::lexicon;
use super::super::words as text_words;
use super::walk::Walked;

/// A box has no more words.
const MOST_WORDS: usize = 90;
/// A box without a field no more than these.
const MOST_PITCH: usize = 40;
/// It is so many elements around its field.
const AROUND: usize = 3;
/// A paragraph of so many words without a phrase of sites is text.
const PROSE: usize = 12;

/// Whether a tag is a field for an address or a choice; search fields stand in the heads of pages.
pub(super) fn is_field(tag: &StartTag<usize>) -> bool {
    let attribute = |key: &[u8]| {
        tag.attributes.get(key).map(|value| String::from_utf8_lossy(value).to_lowercase())
    };
    let named = |key: &[u8]| attribute(key).unwrap_or_default();
    let kind = attribute(b"type").unwrap_or_else(|| "text".to_owned());
    let searches = matches!(&*named(b"name"), "q" | "s" | "query" | "keyword" | "keywords")
        || [&b"name"[..], b"placeholder", b"aria-label", b"id"]
            .iter()
            .any(|key| named(key).contains("search"));
    let name: &[u8] = &tag.name;
    name == b"input" && matches!(&*kind, "email" | "text" | "tel" | "radio") && !searches
}

/// Whether a tag opens a form that does not search.
pub(super) fn is_form(tag: &StartTag<usize>) -> bool {
    let name: &[u8] = &tag.name;
    let searches = |value: &[u8]| String::from_utf8_lossy(value).to_lowercase().contains("search");
    name == b"form" && !tag.attributes.iter().any(|(_, value)| searches(value))
}

/// What stands in an element, with all that is in it.
#[derive(Clone, Copy, Default)]
struct Content {
    words: usize,
    /// A paragraph of text, a headline, a caption, a byline.
    text: bool,
    /// Fields and phrases of sites.
    points: usize,
    /// Lines that speak to the reader.
    pitches: usize,
    /// Short links on lines of their own.
    buttons: usize,
}

impl Content {
    fn add(&mut self, other: Self) {
        self.words += other.words;
        self.text |= other.text;
        self.points += other.points;
        self.pitches += other.pitches;
        self.buttons += other.buttons;
    }
}

/// For each element whether it is such a box: the largest around a field or a button that holds neither
/// a paragraph of text nor headline, caption or byline.
pub(super) fn find(page: &Walked) -> Vec<bool> {
    let contents = contents(page);
    let mut boxes = vec![false; page.nodes.len()];
    let fits =
        |node: usize| node != 0 && !contents[node].text && contents[node].words <= MOST_WORDS;
    for node in (1..page.nodes.len()).filter(|&node| fits(node)) {
        let content = &contents[node];
        let pitch = content.pitches > 0 && content.buttons == 1 && content.words <= MOST_PITCH;
        boxes[node] |= pitch;
        if !page.nodes[node].asks {
            continue;
        }
        let mut around = node;
        for _ in 0..AROUND {
            let parent = page.nodes[around].parent;
            if !fits(parent) {
                break;
            }
            around = parent;
        }
        // A form alone may be anything: words of sign-up boxes must be in it.
        boxes[around] |= contents[around].points > 0;
    }
    boxes
}

fn contents(page: &Walked) -> Vec<Content> {
    let view = page.view.text();
    let field = |field: bool| Content { points: usize::from(field), ..Content::default() };
    let mut contents: Vec<Content> = page.nodes.iter().map(|node| field(node.field)).collect();
    for (block, &home) in page.blocks.iter().zip(&page.homes) {
        let (part, hints) = (block.span.of(view), &block.hints);
        let count = part.split_whitespace().count();
        let verdict = lexicon::look_up(part, count);
        let ends = count >= 2 * PROSE || part.ends_with(['.', '!', '?', ':', '"', '”']);
        let site = hints.linked >= 60 || verdict.points > 0 || verdict.site;
        let prose = count >= PROSE && ends && !site;
        contents[home].add(Content {
            words: count,
            text: prose || hints.heading == 1 || hints.caption || hints.byline || hints.code,
            points: verdict.points + usize::from(verdict.site),
            pitches: usize::from(hints.linked < 60 && text_words::speaks_to_reader(part)),
            buttons: usize::from(hints.linked >= 90 && count <= 4),
        });
    }
    // Children come after their parents.
    for node in (1..page.nodes.len()).rev() {
        let content = contents[node];
        contents[page.nodes[node].parent].add(content);
    }
    contents
}
