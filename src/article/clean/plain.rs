//! Plain text: its view is itself, its blocks are its lines.

use super::block::Block;
use super::{Cut, lines, single};
use crate::article::View;

/// Cuts a plain text into blocks.
pub(super) fn cut(text: &str) -> Cut {
    let mut blocks: Vec<Block> = lines::blocks(text);
    if single::is_single(text, &blocks) {
        blocks = single::pieces(text, &blocks);
    }
    Cut { view: View::identity(text), blocks, meta: super::meta::Meta::default(), nesting: 0 }
}
