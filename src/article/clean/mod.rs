//! What is article and what is boilerplate. Each markup has its own way to a view and its blocks;
//! from there on all pages are judged by the same features and the same table of site phrases.
//! Nothing is deleted: boilerplate is what no stretch covers.

mod after;
mod biography;
mod block;
mod byline;
mod classify;
mod codes;
mod credit;
mod features;
mod front_matter;
mod head;
mod html;
mod lexicon;
mod lines;
mod links;
mod markdown;
mod meta;
mod name_words;
mod names;
mod notices;
mod page;
mod plain;
mod published;
mod sections;
mod signature;
mod single;
mod title;
mod tools;
mod words;

use block::Block;
use classify::Verdict;
pub(crate) use html::references;
use meta::Meta;
use page::Page;

use super::{Article, Markup, View};
use crate::text::Span;

/// A page, cut into blocks.
struct Cut {
    view: View,
    blocks: Vec<Block>,
    meta: Meta,
    /// Most elements that are open at once.
    nesting: usize,
}

/// Cleans the decoded `text` of one page.
///
/// Never fails: a page without any article gives an [`Article`] without stretches. The same text
/// gives the same article, always, and the time it takes grows with the length of the text.
pub fn clean(text: &str, markup: Markup) -> Article {
    let Cut { view, blocks, meta, nesting } = match markup {
        Markup::Plain => plain::cut(text),
        Markup::Markdown => markdown::cut(text),
        Markup::Html => html::cut(text),
    };
    let page = Page::new(view.text(), &blocks, &meta);
    let verdict = classify::classify(&page);
    let byline = signature::find(&page, &verdict);
    let published = published::find(&page, &verdict);
    let title = verdict.title.map(|i| title::bare(view.text(), blocks[i].span));
    let (stretches, pieces) = stretches(&page, &verdict, markup);
    let pieces = if markup == Markup::Plain { stretches.clone() } else { pieces };
    Article { view, stretches, blocks: pieces, title, byline, published, nesting }
}

/// The kept blocks, run together where nothing that was dropped stands between, and one by one.
fn stretches(page: &Page, verdict: &Verdict, markup: Markup) -> (Vec<Span>, Vec<Span>) {
    let mut stretches: Vec<Span> = Vec::new();
    let mut pieces = Vec::new();
    let mut before = false;
    for (i, (block, &kept)) in page.blocks.iter().zip(&verdict.keep).enumerate() {
        // A link stands on the line of the date, where a text without markup would have a line of its own.
        let tools = markup == Markup::Html && Some(i) != verdict.title;
        let span = if tools { tools::without(page.view, block.span) } else { block.span };
        if kept {
            pieces.push(span);
            match stretches.last_mut() {
                Some(last) if before => *last = last.cover(span),
                _ => stretches.push(span),
            }
        }
        before = kept && span == block.span;
    }
    (stretches, pieces)
}
