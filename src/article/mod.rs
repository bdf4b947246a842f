//! Article in: from the bytes of a drop to the stretches of text that are the article.

mod clean;
mod fields;
mod json;
pub mod read;
mod source;
mod view;

use jiff::civil::Date;

pub use clean::clean;
pub(crate) use clean::references;
pub use fields::Fields;
pub use source::{Format, Source};
pub use view::View;

use crate::text::Span;

/// How the text of an article is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Markup {
    /// None: plain text, as scrapers leave it.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// One article, cleaned: what of the original is article, and what the page says of itself.
/// All spans are in the text of [`Article::view`].
#[derive(Clone, Debug)]
pub struct Article {
    /// The readable text of the whole page, boilerplate included, traced to the original.
    pub view: View,
    /// The stretches of the view that are article: ascending, disjoint, trimmed of white space.
    /// A stretch runs on over paragraphs as long as no boilerplate stands between.
    pub stretches: Vec<Span>,
    /// The blocks of the article, each inside a stretch, ascending: for HTML and Markdown one for
    /// each headline, paragraph, caption or list item, for plain text one for each stretch. Nothing
    /// of the page's markup that stands between two blocks belongs to either.
    pub blocks: Vec<Span>,
    /// The headline as printed.
    pub title: Option<Span>,
    /// The name or names of who wrote it.
    pub byline: Option<Span>,
    /// When it was published, by its own account.
    pub published: Option<Date>,
    /// Most elements of HTML that are open at once; 0 for other markup.
    pub nesting: usize,
}
