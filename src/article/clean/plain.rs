//! Plain text: its view is itself, but for the addresses of links; its blocks are its lines.

use super::block::Block;
use super::{Cut, lines, links, single};

/// Cuts a plain text into blocks.
pub(super) fn cut(text: &str) -> Cut {
    let (view, linked) = links::view(text);
    let text = view.text();
    let mut blocks: Vec<Block> = lines::blocks(text);
    if single::is_single(text, &blocks) {
        blocks = single::pieces(text, &blocks);
    }
    for block in &mut blocks {
        block.hints.linked = links::share(block.span, &linked);
    }
    Cut { view, blocks, meta: super::meta::Meta::default(), nesting: 0 }
}
