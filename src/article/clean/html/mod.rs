//! HTML: a walk over the tags gives the readable text of the whole body, traced to the source; the
//! structure of the page and the readability crate say what of it may be article.

mod beside;
mod boxes;
mod head;
mod head_lines;
mod locks;
mod readable;
pub(crate) mod references;
mod structure;
mod walk;

use super::Cut;

/// Deeper nesting or more open formatting than this goes without the readability crate, which
/// builds a tree.
const DEEPEST: usize = 256;
/// As do pages with more tags or bytes than any article has.
const MOST_TAGS: usize = 20_000;
const MOST_BYTES: usize = 2 << 20;
/// Tags of blocks and formatting inside what is not read, such as drawings: a parser of trees takes some out of there.
const MOST_HIDDEN: usize = 1_000;
/// The crate takes quadratic time over these.
const MOST_AMPERSANDS: usize = 30_000;

/// Cuts an HTML page into blocks.
pub(super) fn cut(text: &str) -> Cut {
    let mut page = walk::walk(text);
    structure::judge(&mut page);
    let tame = page.deepest <= DEEPEST
        && page.open_formatting <= 40
        && page.hidden <= MOST_HIDDEN
        && page.tags <= MOST_TAGS
        && text.len() <= MOST_BYTES
        && text.bytes().filter(|&b| b == b'&').count() <= MOST_AMPERSANDS;
    if tame {
        readable::mark(text, page.view.text(), &mut page.blocks);
        beside::doubt(&mut page);
    }
    let nesting = page.deepest;
    Cut { view: page.view, blocks: page.blocks, meta: page.head.finish(), nesting }
}
