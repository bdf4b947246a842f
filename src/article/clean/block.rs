//! The unit of every decision: a paragraph, a headline, a line of links. Plain text, Markdown and
//! HTML are all cut into blocks, so that one classifier serves the three.

use crate::text::Span;

/// What the markup says of a block. Plain text says nothing, which is the default.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Hints {
    /// Level of the heading, 1 to 6; 0 for no heading.
    pub heading: u8,
    /// An item of a list.
    pub item: bool,
    /// A cell of a table.
    pub cell: bool,
    /// How many of a hundred characters stand inside a link.
    pub linked: u8,
    /// The structure of the page says that it is not article (navigation, footer, form).
    pub site: bool,
    /// A caption, by its element or its class.
    pub caption: bool,
    /// A byline or a date line, by its class.
    pub byline: bool,
    /// Code, kept as it is.
    pub code: bool,
    /// The first block outside the element that this one stands in, if that element is but a part
    /// of the page: a list ends where its box ends.
    pub scope: Option<usize>,
    /// Whether the readability crate has it in the article; `None` if it was not asked.
    pub readable: Option<bool>,
}

/// One block of the view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Where in the view, without white space at either end.
    pub span: Span,
    /// Blocks with no blank line between them share a group.
    pub group: usize,
    /// What the markup says.
    pub hints: Hints,
}
