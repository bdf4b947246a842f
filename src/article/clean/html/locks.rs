//! Classes that say how a text is laid out or locked, not what it is: `paywall` stands on the box that asks
//! for money and, more often, on the paragraphs that only those who paid may read; `teaser` on the card of
//! another article and on the paragraphs that all may read; `widget` on whatever an editor puts together
//! a page from.

use std::collections::HashSet;

use super::super::lexicon;
use super::super::words as text_words;
use super::walk::Walked;

/// A paragraph of so many words is text.
const PROSE: usize = 12;
/// What is locked has so many paragraphs at the least; a box that asks for money has fewer.
const LOCKED: usize = 3;
/// What all may read has at least these, with nothing else between.
const FREE: usize = 2;

/// What a class says that need not be meant of the text inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lock {
    #[default]
    None,
    Locked,
    Free,
}

/// The lock that a word of a class names.
pub(super) fn of_word(word: &str) -> Lock {
    match word {
        "paywall" | "regwall" | "subscription" => Lock::Locked,
        "teaser" => Lock::Free,
        _ => Lock::None,
    }
}

/// What stands in an element, with all that is in it.
#[derive(Clone, Copy, Default)]
struct Content {
    /// Paragraphs of text.
    prose: usize,
    /// Headings and links on lines of their own.
    heads: usize,
}

/// For each element whether it holds text although its class speaks against it: by `weights` most of the
/// text stands in an element beside it with the same class, or it is what a paywall locks or leaves free.
pub(super) fn find(page: &Walked, weights: &[usize], all: usize) -> Vec<bool> {
    let locks = page.nodes.iter().any(|node| node.lock != Lock::None);
    let contents = if locks { contents(page) } else { vec![Content::default(); page.nodes.len()] };
    let most = |node: usize| weights[node] * 10 >= all * 4 && all > 0;
    let kind = |node: usize| (page.nodes[node].parent, page.nodes[node].kind);
    let bodies: HashSet<_> = (1..page.nodes.len())
        .filter(|&node| page.nodes[node].site && page.nodes[node].kind != 0 && most(node))
        .map(kind)
        .collect();
    // Each paragraph may carry the lock itself.
    let alone = |node: usize| page.nodes[node].lock == Lock::Locked && !page.nodes[node].holds;
    let single: usize =
        (1..page.nodes.len()).filter(|&node| alone(node)).map(|node| contents[node].prose).sum();
    (0..page.nodes.len())
        .map(|node| match page.nodes[node].lock {
            Lock::Locked if alone(node) => single >= LOCKED,
            Lock::Locked => contents[node].prose >= LOCKED,
            Lock::Free => contents[node].prose >= FREE && contents[node].heads == 0,
            Lock::None => page.nodes[node].site && bodies.contains(&kind(node)),
        })
        .collect()
}

fn contents(page: &Walked) -> Vec<Content> {
    let view = page.view.text();
    let mut contents = vec![Content::default(); page.nodes.len()];
    for (block, &home) in page.blocks.iter().zip(&page.homes) {
        let (part, hints) = (block.span.of(view), &block.hints);
        let words = part.split_whitespace().count();
        let link = hints.linked >= 60;
        let site = || lexicon::look_up(part, words).sure || text_words::speaks_to_reader(part);
        let content = &mut contents[home];
        content.prose += usize::from(words >= PROSE && hints.heading == 0 && !link && !site());
        content.heads += usize::from(hints.heading > 0 || link);
    }
    // Children come after their parents.
    for node in (1..page.nodes.len()).rev() {
        let content = contents[node];
        let parent = &mut contents[page.nodes[node].parent];
        parent.prose += content.prose;
        parent.heads += content.heads;
    }
    contents
}
