//! Finds the byline among the kept blocks: beside the headline, else where the page names its
//! author and the name is printed there. Also says of a line that is but a name whether it signs.

use super::byline;
use super::classify::Verdict;
use super::credit;
use super::features::{self, Shape};
use super::lexicon;
use super::names;
use super::page::Page;
use crate::text::Span;
use crate::text::printed_date;

/// Between a name and its date stand no more buttons and rules: `Follow`, `6 min read`, `·`.
const BUTTONS: usize = 5;
/// Between a name and the date of all stand no more names.
const NAMES: usize = 4;
/// Blocks above the headline in which a name and a date may sign it.
const ABOVE: usize = 10;

/// Where the names of the authors stand in the view.
pub(super) fn find(page: &Page, verdict: &Verdict) -> Option<Span> {
    signed_by(page, verdict).map(|names| without_site(page, names))
}

/// The names without the site's own behind a comma: `Ada Quill, Marsh Lens`.
fn without_site(page: &Page, names: Span) -> Span {
    let Some((people, last)) = names.of(page.view).rsplit_once(',') else { return names };
    let site = last.trim();
    let told = page.meta.headlines.iter().any(|told| told == site);
    let printed = || (0..page.blocks.len()).any(|i| page.text(i) == site);
    if told || printed() { Span::new(names.start(), names.start() + people.len()) } else { names }
}

fn signed_by(page: &Page, verdict: &Verdict) -> Option<Span> {
    if !verdict.keep.contains(&true) {
        return None;
    }
    let from = verdict.head;
    let to = verdict.head_end(page);
    let kept = |i: &usize| verdict.keep[*i] && Some(*i) != verdict.title;
    // The name that the page's head gives, where it is printed.
    for name in &page.meta.authors {
        for i in (from..to).filter(kept) {
            if page.looks[i].words <= 40
                && let Some(at) = page.text(i).find(name.as_str())
            {
                // Pages often name but the first of several authors in their head.
                let text = page.text(i);
                let told = Span::new(at, at + name.len());
                let printed = byline::of_line(text).or_else(|| names::bare_name(text));
                let all = printed
                    .filter(|all| all.cover(told) == *all && is_list(text, told, *all))
                    .unwrap_or(told);
                return Some(all.shift(page.blocks[i].span.start()));
            }
        }
    }
    for i in (from..to).filter(kept) {
        let text = page.text(i);
        let prose = page.looks[i].shape == Shape::Prose && page.looks[i].words > 16;
        let span = if prose { None } else { byline::of_line(text).or_else(|| signed(page, i)) };
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

/// Whether what is printed around the name that the head gives names others, too, or the same one in full:
/// not `Ada Quill Harbour`, whose desk the markup set apart.
fn is_list(text: &str, told: Span, all: Span) -> bool {
    let before = &text[all.start()..told.start()];
    let after = &text[told.end()..all.end()];
    let lists = |part: &str| {
        part.contains([',', ';', '&', '|', '(', '/'])
            || part.split_whitespace().any(|word| matches!(word, "and" | "And" | "AND" | "with"))
    };
    !after.starts_with(char::is_whitespace) || lists(before) || lists(after)
}

/// The name in block `i`, if the block is but a name (and a paper), and what stands around it says
/// that it signs: a date or a role below, `By` or a date above.
pub(super) fn signed(page: &Page, i: usize) -> Option<Span> {
    let text = page.text(i);
    let bare = names::bare_name(text);
    let name = bare.or_else(|| names::name_and_paper(text))?;
    let above = i.checked_sub(1);
    // A paper has the form of a name, too.
    let person = names::is_plain_name(name.of(text));
    let told = page.blocks[i].hints.byline || person && signs_below(page, i, i + 1);
    let by = above.is_some_and(|j| is_by(page, j) && bare.is_some());
    // Papers of one owner print a name and below it which of them it writes for.
    let paper = || {
        let below = page.blocks.get(i + 1).filter(|next| next.group == page.blocks[i].group);
        let above_text = page.first_core().is_some_and(|first| i < first);
        person && above_text && below.is_some_and(|next| names::is_paper(next.span.of(page.view)))
    };
    let among = || {
        let dated = above.is_some_and(|j| dated_above_buttons(page, j));
        names::is_plain_name(text)
            && (dated || signs_past_buttons(page, i) || signs_past_names(page, i))
            || text.ends_with(')') && is_place(page, i + 1) && signs_past_buttons(page, i + 1)
    };
    // The picture of whoever signs stands above the name.
    let portrayed =
        || person && above.is_some_and(|j| names::of_portrait(page.text(j)) == Some(name.of(text)));
    ((told || by || portrayed() || paper() || among()) && !is_organisation(page, i, name.of(text)))
        .then_some(name)
}

/// Whether block `i` is `By` or `Written by` and nothing else.
pub(super) fn is_by(page: &Page, i: usize) -> bool {
    let label = page.text(i).trim_end_matches(':');
    ["by", "written by", "posted by"].iter().any(|by| label.eq_ignore_ascii_case(by))
}

/// Whether block `at` is a date, or says what the one named in block `i` does.
fn signs_below(page: &Page, i: usize, at: usize) -> bool {
    let role = || at == i + 1 && names::is_role(page.text(at));
    // `Jakarta ● Mon, June 24, 2024`
    let dated = || {
        let parts = features::parts(page.text(at));
        at == i + 1
            && parts.len() == 2
            && parts
                .iter()
                .any(|p| printed_date::is_date_line(p) && printed_date::first(p).is_some())
    };
    page.looks.get(at).is_some_and(|look| look.date_line || role() || dated())
}

/// Whether block `i` may be where a correspondent sits: `Name (Paper)`, `Jakarta`, date.
fn is_place(page: &Page, i: usize) -> bool {
    page.looks.get(i).is_some_and(|look| {
        look.shape == Shape::Fragment && look.words <= 2 && look.capitals == 100 && !look.site
    })
}

/// Whether nothing but other names and the paper's stand up to a date: each author on a line.
fn signs_past_names(page: &Page, i: usize) -> bool {
    for j in i + 1..page.blocks.len().min(i + 2 + NAMES) {
        if page.looks[j].date_line {
            return true;
        }
        if page.blocks[j].group != page.blocks[i].group || names::bare_name(page.text(j)).is_none()
        {
            return false;
        }
    }
    false
}

/// Whether block `j` is a date, or a button below one: date, `6 min read`, name.
fn dated_above_buttons(page: &Page, j: usize) -> bool {
    let button = |at: &usize| {
        let look = &page.looks[*at];
        !look.date_line && look.site && look.words <= 4 && look.opens.is_none()
    };
    (j.saturating_sub(BUTTONS)..=j)
        .rev()
        .find(|at| !button(at))
        .is_some_and(|at| page.looks[at].date_line && !page.looks[at].site)
}

fn signs_past_buttons(page: &Page, i: usize) -> bool {
    for j in i + 1..page.blocks.len().min(i + 2 + BUTTONS) {
        if signs_below(page, i, j) {
            return true;
        }
        let look = &page.looks[j];
        let site = look.site || look.menu || page.blocks[j].hints.site;
        if !(site || look.shape == Shape::Separator) {
            return false;
        }
    }
    false
}

/// Whether the name is that of a firm whose release this is: the text begins with it.
fn is_organisation(page: &Page, i: usize, name: &str) -> bool {
    let provided = i > 0 && lexicon::normal(page.text(i - 1)) == "news provided by";
    let after = page.cores.partition_point(|&core| core <= i);
    // Only the beginning: a biography at the end names the author again.
    let mut told = page.cores[after..].iter().take(4).map(|&core| {
        let text = page.text(core);
        (0..=1000.min(text.len()))
            .rev()
            .find_map(|end| text.get(..end))
            .unwrap_or("")
            .contains(name)
    });
    provided || told.next() == Some(true) && told.any(|told| told)
}

/// The blocks with the author's name and the date in a page that prints both above its headline, among
/// sections and the like, and nothing below it. A section may stand between the two.
pub(super) fn above_title(page: &Page, title: usize, first: usize) -> Option<(usize, usize)> {
    let below = title + 1..(first + 4).min(page.blocks.len()).min(title + 1 + ABOVE);
    let signed =
        |j: usize| page.looks[j].byline || page.looks[j].date_line || page.blocks[j].hints.byline;
    if below.into_iter().any(signed) {
        return None;
    }
    (title.saturating_sub(ABOVE)..title.saturating_sub(1)).rev().find_map(|i| {
        let date = if page.looks[i + 1].menu && i + 2 < title { i + 2 } else { i + 1 };
        let dated = page.looks[date].date_line && printed_date::first(page.text(date)).is_some();
        // Below another headline the two belong to that one.
        let teaser = i > 0 && {
            let look = &page.looks[i - 1];
            let credit = look.caption || credit::is_credit_line(page.text(i - 1));
            !credit && !look.site && (look.shape != Shape::Fragment || look.words > 4)
        };
        let hinted = page.blocks[i].hints.site || page.blocks[date].hints.site;
        // A blog sets its own name as a heading.
        let heading = page.blocks[i].hints.heading > 0;
        let named = || names::is_plain_name(page.text(i));
        (dated && !teaser && !hinted && !heading && named()).then_some((i, date))
    })
}
