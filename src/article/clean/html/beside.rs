//! The readability crate takes the largest of the boxes that a layout cuts a text into, and sometimes
//! leaves the next one. Paragraphs in a box beside one that it took, of the same tag and class and in the
//! same parent, are as much text as those: of them the crate's word is not believed.

use std::collections::HashSet;

use super::walk::Walked;

/// A paragraph of so many words is text.
const PROSE: usize = 12;
/// So many elements up from the text such boxes are looked for.
const UP: usize = 8;

/// Takes back what the crate said against paragraphs that stand so.
pub(super) fn doubt(page: &mut Walked) {
    let view = page.view.text();
    let prose: Vec<bool> = page
        .blocks
        .iter()
        .map(|block| {
            let words = block.span.of(view).split_whitespace().count();
            words >= PROSE && block.hints.linked < 60 && !block.hints.site
        })
        .collect();
    // Second articles below the first are none of its parts, nor what holds a headline of its own.
    let mut whole = vec![false; page.nodes.len()];
    let mut taken = vec![false; page.nodes.len()];
    for (i, &home) in page.homes.iter().enumerate() {
        let hints = &page.blocks[i].hints;
        whole[home] |= hints.heading == 1;
        taken[home] |= prose[i] && hints.readable == Some(true);
    }
    for node in (1..page.nodes.len()).rev() {
        let parent = page.nodes[node].parent;
        whole[node] |= page.nodes[node].article;
        whole[parent] |= whole[node];
        taken[parent] |= taken[node];
    }
    let kind = |node: usize| (page.nodes[node].parent, page.nodes[node].kind);
    let boxes: HashSet<_> = (1..page.nodes.len())
        .filter(|&node| taken[node] && !page.nodes[node].article && page.nodes[node].kind != 0)
        .map(kind)
        .collect();
    for (i, &home) in page.homes.iter().enumerate() {
        if !prose[i] || page.blocks[i].hints.readable != Some(false) {
            continue;
        }
        let mut node = home;
        for _ in 0..UP {
            if node == 0 || whole[node] || taken[node] {
                break;
            }
            if boxes.contains(&kind(node)) {
                page.blocks[i].hints.readable = None;
                break;
            }
            node = page.nodes[node].parent;
        }
    }
}
