//! What is article and what is boilerplate.

use super::{Article, Markup, View};
use crate::text::Span;

/// Cleans the decoded `text` of one page.
pub fn clean(text: &str, markup: Markup) -> Article {
    let _ = markup;
    let view = View::identity(text);
    let whole = Span::new(0, text.len()).trim(text);
    let stretches = if whole.is_empty() { Vec::new() } else { vec![whole] };
    Article { view, stretches, title: None, byline: None, published: None }
}
