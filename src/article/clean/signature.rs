//! Finds the byline among the kept blocks: beside the headline, else where the page names its
//! author and the name is printed there.

use super::byline;
use super::classify::Verdict;
use super::features::Shape;
use super::page::Page;
use crate::text::Span;

/// Where the names of the authors stand in the view.
pub(super) fn find(page: &Page, verdict: &Verdict) -> Option<Span> {
    if !verdict.keep.contains(&true) {
        return None;
    }
    let from = verdict.title.unwrap_or(verdict.first).saturating_sub(2);
    let to = (verdict.first + 4).min(page.blocks.len());
    let kept = |i: &usize| verdict.keep[*i] && Some(*i) != verdict.title;
    // The name that the page's head gives, where it is printed.
    for name in &page.meta.authors {
        for i in (from..to).filter(kept) {
            if page.looks[i].words <= 40
                && let Some(at) = page.text(i).find(name.as_str())
            {
                let start = page.blocks[i].span.start() + at;
                return Some(Span::new(start, start + name.len()));
            }
        }
    }
    for i in (from..to).filter(kept) {
        let text = page.text(i);
        let signs = || {
            let next = page.looks.get(i + 1)?;
            let signed =
                next.date_line || byline::is_role(page.text(i + 1)) || page.blocks[i].hints.byline;
            let name = || byline::bare_name(text).or_else(|| byline::name_and_paper(text));
            signed.then(name).flatten()
        };
        let prose = page.looks[i].shape == Shape::Prose && page.looks[i].words > 16;
        let span = if prose { None } else { byline::of_line(text).or_else(signs) };
        if let Some(span) = span {
            return Some(span.shift(page.blocks[i].span.start()));
        }
    }
    // At the end: `By Name` under the last paragraph.
    for i in (verdict.last.max(to)..page.blocks.len()).filter(kept) {
        if page.looks[i].byline
            && page.looks[i].shape == Shape::Fragment
            && let Some(span) = byline::of_line(page.text(i))
        {
            return Some(span.shift(page.blocks[i].span.start()));
        }
    }
    None
}
