//! Boxes that ask the reader for something: a newsletter's address, a vote. Where classes are opaque,
//! the field to fill in tells that the lines around it are the site's.

use html5gum::StartTag;

use super::super::lexicon;
use super::walk::Walked;

/// A box has no more words.
const MOST_WORDS: usize = 90;
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

/// For each element whether it is such a box: the largest around a field that holds neither a
/// paragraph of text nor headline, caption or byline.
pub(super) fn find(page: &Walked) -> Vec<bool> {
    let mut boxes = vec![false; page.nodes.len()];
    if !page.nodes.iter().any(|node| node.asks) {
        return boxes;
    }
    let view = page.view.text();
    let mut words = vec![0_usize; page.nodes.len()];
    let mut text = vec![false; page.nodes.len()];
    // A form alone may be anything: words of sign-up boxes must be in it.
    let mut points: Vec<usize> = page.nodes.iter().map(|n| usize::from(n.field)).collect();
    for (block, &home) in page.blocks.iter().zip(&page.homes) {
        let (part, hints) = (block.span.of(view), &block.hints);
        let count = part.split_whitespace().count();
        let verdict = lexicon::look_up(part, count);
        let ends = count >= 2 * PROSE || part.ends_with(['.', '!', '?', ':', '"', '”']);
        let site = hints.linked >= 60 || verdict.points > 0 || verdict.site;
        let prose = count >= PROSE && ends && !site;
        words[home] += count;
        points[home] += verdict.points + usize::from(verdict.site);
        text[home] |= prose || hints.heading == 1 || hints.caption || hints.byline || hints.code;
    }
    // Children come after their parents.
    for node in (1..page.nodes.len()).rev() {
        let parent = page.nodes[node].parent;
        words[parent] += words[node];
        text[parent] |= text[node];
        points[parent] += points[node];
    }
    let fits = |node: usize| node != 0 && !text[node] && words[node] <= MOST_WORDS;
    for node in (1..page.nodes.len()).filter(|&node| page.nodes[node].asks && fits(node)) {
        let mut around = node;
        for _ in 0..AROUND {
            let parent = page.nodes[around].parent;
            if !fits(parent) {
                break;
            }
            around = parent;
        }
        boxes[around] = points[around] > 0;
    }
    boxes
}
