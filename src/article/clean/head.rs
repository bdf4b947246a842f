//! What stands above the text: of the blocks around the headline, which belong to the article.

use std::ops::Range;

use super::features::Shape;
use super::names;
use super::page::Page;
use super::signature;

/// Between a headline and what signs it in a box of its own stand no more blocks.
const BOXED: usize = 8;

/// Above the headline only pictures with their captions, and a byline right above it, are article.
pub(super) fn before(page: &Page, title: Option<usize>, i: usize) -> bool {
    let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
    if look.site || hints.site || look.opens.is_some() || look.row {
        return false;
    }
    let Some(title) = title else {
        // Without a headline the block above the text may still sign it.
        return look.byline && !look.date_line;
    };
    if look.caption || page.is_alt_text(i) {
        return title - i <= 6 && (look.shape == Shape::Prose || page.overlap(i) >= 30);
    }
    if look.byline && !look.date_line && title - i <= 2 {
        return true;
    }
    // Blogs print the day as a heading over what they published on it.
    if hints.heading > 0 && look.date_line && title - i <= 2 {
        return true;
    }
    // As front matter has it.
    if hints.byline && title - i <= 2 && names_author(page, i) {
        return true;
    }
    page.core[i]
        && page.overlap(i) >= 30
        && page.cores.first() == Some(&i)
        && title - i <= 6
        && look.words >= 20
}

/// Between headline and text: byline, date, standfirst, captions; not the tools of the site.
pub(super) fn between(page: &Page, i: usize) -> bool {
    let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
    if look.byline || look.date_line || hints.byline && !look.site && !look.row {
        return true;
    }
    let by = look.opens.is_some() && signature::is_by(page, i);
    if look.leader || look.opens.is_some() && !by || is_question_of_contents(page, i) {
        return false;
    }
    if look.caption && look.points_to_picture() || page.is_alt_text(i) {
        return true;
    }
    if look.site || look.row {
        return false;
    }
    if is_marked(page, i) {
        return true;
    }
    if names_author(page, i) {
        return true;
    }
    if signature::is_by(page, i) {
        return page
            .blocks
            .get(i + 1)
            .is_some_and(|next| names::bare_name(next.span.of(page.view)).is_some());
    }
    if names::name_and_paper(page.text(i)).is_some() && signature::signed(page, i).is_some() {
        return true;
    }
    if names::bare_name(page.text(i)).is_some() {
        return signature::signed(page, i).is_some() || names::is_role(page.text(i));
    }
    if names::is_role(page.text(i)) && look.words <= 5 {
        return i > 0 && names::bare_name(page.text(i - 1)).is_some();
    }
    if is_facts(page, i) || heads_text(page, i) {
        return true;
    }
    if look.menu {
        return false;
    }
    if hints.linked >= 80 && hints.heading == 0 {
        return false;
    }
    if hints.item && hints.readable == Some(true) && look.words >= 2 && hints.linked < 60 {
        return true;
    }
    match look.shape {
        Shape::Prose => true,
        Shape::Sentence => look.words >= 4 || page.overlap(i) >= 50,
        Shape::Fragment => {
            let heading = hints.heading > 0 && look.words >= 3;
            heading
                || look.bullet && look.words >= 4
                || look.words >= 5 && page.overlap(i) >= 20
                || look.words >= 9
        }
        Shape::Separator => false,
    }
}

/// Where nothing is a headline, short sentences right above the first long one, with no blank line between,
/// are the text's.
pub(super) fn keep_lead(page: &Page, title: Option<usize>, first: usize, keep: &mut [bool]) {
    if title.is_some() {
        return;
    }
    let is_lead = |i: &usize| {
        let (look, hints) = (&page.looks[*i], &page.blocks[*i].hints);
        look.shape == Shape::Sentence
            && page.blocks[*i].group == page.blocks[first].group
            && hints.linked < 60
            && !(look.site || hints.site || look.row || look.date_line || look.byline)
            && look.opens.is_none()
            && page.repeats[*i] == 1
    };
    for i in (0..first).rev().take_while(is_lead) {
        keep[i] = true;
    }
}

/// Whether block `i` is a byline or a date.
pub(super) fn signs(page: &Page, i: usize) -> bool {
    let look = &page.looks[i];
    look.byline || look.date_line || names_author(page, i) || signature::signed(page, i).is_some()
}

/// Whether block `i` signs the article although the markup sets it beside the text: pages put byline
/// and date into an `<aside>` or a `<header>`. Only close below a headline that nothing else signs. The
/// author whom the page's head gives may stand in one beside a date that stands in none, and below a
/// standfirst that reads like the first paragraph.
pub(super) fn signs_in_box(page: &Page, title: Option<usize>, first: usize, i: usize) -> bool {
    let Some(title) = title.filter(|&title| i > title && i - title <= BOXED) else { return false };
    let look = &page.looks[i];
    let fits = !look.site && !look.row && look.opens.is_none() && page.repeats[i] == 1;
    let told = names_author(page, i);
    let standfirst = || first == title + 1 && !(first + 1..i).any(|j| page.core[j]);
    if i > first && !(told && standfirst()) {
        return false;
    }
    let named = |j: usize| {
        page.looks[j].byline || names_author(page, j) || signature::signed(page, j).is_some()
    };
    let signed = |j: usize| if told { named(j) } else { signs(page, j) };
    let elsewhere = |j: usize| j != i && !page.blocks[j].hints.site && signed(j);
    let around = title + 1..(first + 2).max(i).min(page.blocks.len());
    fits && signs(page, i) && !around.into_iter().any(elsewhere)
}

/// Whether block `i` signs the article below a standfirst that reads like its first paragraph.
pub(super) fn signs_below_standfirst(
    page: &Page,
    title: Option<usize>,
    first: usize,
    i: usize,
) -> bool {
    let look = &page.looks[i];
    title.is_some_and(|title| first == title + 1)
        && (first + 1..=first + BOXED / 2).contains(&i)
        && !(first + 1..=i).any(|j| page.core[j])
        && !look.site
        && !look.row
        && look.opens.is_none()
        && signs(page, i)
}

/// Whether a question heads a part of the text below, so that here it is an entry of the contents.
fn is_question_of_contents(page: &Page, i: usize) -> bool {
    page.again[i] && page.text(i).ends_with('?') && page.core.get(i + 1) != Some(&true)
}

/// A heading by the marks that Markdown has for it, left in a plain text: `### Overview`,
/// `**Background**`, a line of hyphens below.
fn is_marked(page: &Page, i: usize) -> bool {
    let text = page.text(i);
    let bold = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
    let underlined = page.blocks.get(i + 1).is_some_and(|next| {
        let line = next.span.of(page.view);
        next.group == page.blocks[i].group
            && line.len() >= 3
            && line.bytes().all(|b| b == b'-' || b == b'=')
    });
    text.starts_with('#') || bold || underlined
}

/// Whether a short block has the name of an author whom the page's head gives.
fn names_author(page: &Page, i: usize) -> bool {
    page.looks[i].words <= 16 && page.meta.authors.iter().any(|name| page.text(i).contains(&**name))
}

/// Several facts, each on its line: `Advisory ID: 3`, `Severity: high`.
fn is_facts(page: &Page, i: usize) -> bool {
    let mut lines = page.text(i).lines();
    let is_fact = |line: &str| {
        line.split_once(':').is_some_and(|(label, value)| {
            label.split_whitespace().count() <= 4 && !value.trim().is_empty()
        })
    };
    page.looks[i].words <= 60
        && lines.next().is_some_and(is_fact)
        && lines.next().is_some_and(is_fact)
}

/// A heading by the markup, of any number of words, with running text right below it.
fn heads_text(page: &Page, i: usize) -> bool {
    let hints = &page.blocks[i].hints;
    let below = (i + 1..page.blocks.len()).find(|&j| page.looks[j].shape != Shape::Separator);
    hints.heading > 0
        && hints.linked < 60
        && hints.readable != Some(false)
        && below.is_some_and(|j| {
            let hints = &page.blocks[j].hints;
            page.core[j] && !hints.site && hints.readable != Some(false)
        })
}

/// An entry of a list stays with the entries beside it that stay, and what heads a part of a report
/// with what is below it.
pub(super) fn settle_lists(page: &Page, range: Range<usize>, keep: &mut [bool]) {
    let fits = |i: usize| {
        let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
        !look.site
            && !hints.site
            && !look.row
            && !look.menu
            && look.opens.is_none()
            && !look.leader
            && hints.linked < 60
            && hints.readable != Some(false)
            && look.words >= 2
    };
    // Markup and blank lines both tell where a list ends.
    let beside = |i: usize, j: usize| {
        let (one, other) = (&page.blocks[i], &page.blocks[j]);
        page.looks[i].bullet
            && page.looks[j].bullet
            && (one.hints.item && other.hints.item || one.group == other.group)
    };
    // Entries without bullets: each on its line below one that stays.
    let follows = |i: usize| {
        let (above, look) = (&page.looks[i - 1], &page.looks[i]);
        let loose = |look: &super::features::Features| {
            look.shape == Shape::Fragment
                && !(look.bullet || look.byline || look.date_line || look.caption)
                && look.words <= 12
        };
        loose(above)
            && loose(look)
            && page.blocks[i - 1].group == page.blocks[i].group
            && names::bare_name(page.text(i - 1)).is_none()
            && page.overlap(i) >= 30
    };
    let headed = |i: usize| page.blocks[i].hints.item && page.blocks[i - 1].hints.heading > 0;
    for i in range.clone().skip(1) {
        keep[i] |= keep[i - 1] && fits(i) && (beside(i - 1, i) || follows(i) || headed(i));
    }
    for i in range.rev() {
        let below = keep.get(i + 1) == Some(&true);
        if below && !keep[i] {
            let look = &page.looks[i + 1];
            // What stands a second time below is an entry of the table of contents here.
            let headed = page.looks[i].part
                && !page.again[i]
                && page.blocks[i].hints.linked < 60
                && !(look.byline || look.date_line || look.caption);
            keep[i] = headed || fits(i) && beside(i, i + 1);
        }
    }
}
