//! What stands after the last paragraph: short sentences and list items that hang on it, the last
//! parts of a report, and short paragraphs behind an advertisement or a pointer.

use super::features::Shape;
use super::page::Page;
use super::sections::Sections;
use super::words;

/// Between two paragraphs stand no more blocks of the site.
const MOST_BETWEEN: usize = 8;

/// Keeps what belongs to the text after its `last` block and before `end`.
pub(super) fn keep(page: &Page, sections: &Sections, last: usize, end: usize, keep: &mut [bool]) {
    let mut listing = page.looks[last].announces || page.looks[last].bullet;
    // Blocks of the site since the last one that was kept.
    let mut between = 0;
    let mut i = last + 1;
    while i < end {
        let look = &page.looks[i];
        if look.shape == Shape::Separator {
            break;
        }
        if (between == 0 && keep[i - 1] || is_in_contents(page, i))
            && let Some(end) = part(page, sections, keep, last, i)
        {
            keep[i..end].fill(true);
            listing = true;
            between = 0;
            i = end;
            continue;
        }
        let joins = if between == 0 {
            keep[i - 1]
                && (hangs(page, i, listing)
                    || is_broken(page, i) && fits(page, sections, keep, i + 1))
        } else {
            resumes(page, i)
        };
        if joins && fits(page, sections, keep, i) {
            keep[i] = true;
            listing |= look.announces || look.bullet;
            between = 0;
        } else if interrupts(page, sections, i) && between < MOST_BETWEEN {
            between += 1;
        } else {
            break;
        }
        i += 1;
    }
}

/// Whether nothing says that block `i` is the site's.
fn fits(page: &Page, sections: &Sections, keep: &[bool], i: usize) -> bool {
    let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
    // Behind a list the text goes on at once or not at all.
    let behind_list = sections.behind_list[i] && (keep[i - 1] || !sections.behind_list[i - 1]);
    (!sections.closed[i] || behind_list)
        && !sections.biography[i]
        && !look.date_line
        && !look.site
        && !hints.site
        && !look.row
        && look.opens.is_none()
        && !look.leader
        && (page.repeats[i] == 1 || is_in_contents(page, i))
        && hints.linked < 60
        && hints.readable != Some(false)
}

/// Whether block `i` is a heading, by the markup or by its words, that a table of contents names above.
fn is_in_contents(page: &Page, i: usize) -> bool {
    let heading = page.blocks[i].hints.heading > 0 || page.looks[i].part;
    heading && page.repeats[i] > 1 && !page.again[i]
}

/// Whether block `i` hangs on the one before it.
fn hangs(page: &Page, i: usize, listing: bool) -> bool {
    let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
    // The last sentence, when its end was cut off.
    let cut = look.running
        && !look.bullet
        && (look.capitals < 30 || look.capitals < 45 && page.overlap(i) >= 30);
    // `No.` after a question.
    let answer = look.words == 1 && page.text(i).ends_with('.') && page.text(i - 1).ends_with('?');
    look.shape == Shape::Sentence
        || cut
        || is_rate(page.text(i))
        || answer
        || look.shape == Shape::Prose && !look.caption
        || look.caption && look.words >= 5
        || look.byline && !look.date_line
        || look.bullet && hints.readable == Some(true)
        || look.bullet && look.words >= 2 && (listing || look.words >= 4 && look.capitals < 60)
}

/// Whether a sentence begins in line `i` of the last paragraph and ends in the next, which goes on in
/// lower case or with a sum.
fn is_broken(page: &Page, i: usize) -> bool {
    let group = |j: usize| page.blocks.get(j).map(|block| block.group);
    let look = &page.looks[i];
    look.shape == Shape::Fragment
        && look.words >= 3
        && look.capitals < 80
        && !(look.bullet || look.caption || look.byline || look.menu)
        && group(i - 1) == group(i)
        && group(i + 1) == group(i)
        && matches!(page.looks[i + 1].shape, Shape::Sentence | Shape::Prose)
        && page.text(i + 1).starts_with(|c: char| c.is_lowercase() || "$€£¥".contains(c))
}

/// The rate at which agencies turned sums into dollars, in brackets below their text: `($1 = 0.92 euros)`
fn is_rate(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.and_then(|inside| inside.split_once(" = ")).is_some_and(|(one, many)| {
        let number = |side: &str| side.contains(|c: char| c.is_ascii_digit());
        one.len() <= 24 && many.len() <= 40 && number(one) && number(many)
    })
}

/// Whether block `i` interrupts a text and does not end it: a pointer, the place of an
/// advertisement, an entry of a list of other articles.
fn interrupts(page: &Page, sections: &Sections, i: usize) -> bool {
    let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
    let site = look.site || hints.site || look.opens.is_some() || sections.closed[i];
    // The headline of another article.
    let link = look.shape == Shape::Fragment && hints.linked >= 80;
    (site || link) && !look.copyright && !sections.is_tail(i) && look.words <= 20
}

/// Whether a short paragraph behind blocks of the site goes on with the text: it quotes somebody, or
/// speaks of what the text speaks of, and does not speak to the reader.
fn resumes(page: &Page, i: usize) -> bool {
    let (look, block) = (&page.looks[i], &page.blocks[i]);
    let group = |j: usize| page.blocks.get(j).map(|block| block.group);
    let alone =
        group(i + 1) != Some(block.group) && group(i.saturating_sub(1)) != Some(block.group);
    let text = page.text(i);
    matches!(look.shape, Shape::Sentence | Shape::Prose)
        && alone
        && !look.bullet
        && !look.caption
        && !words::speaks_to_reader(text)
        && (text.contains(['"', '“'])
            || block.hints.readable == Some(true)
            || words::reports(text)
            || page.overlap_elsewhere(i) >= 30)
}

/// Where the part of a report ends that block `i` heads: `Recommendations` over a list, `Timeline`
/// over a table, `Techniques` over codes.
fn part(page: &Page, sections: &Sections, keep: &[bool], last: usize, i: usize) -> Option<usize> {
    let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
    let marked = hints.heading > 0 || look.part;
    let heads = look.shape == Shape::Fragment
        && look.words <= if marked { 8 } else { 5 }
        && !look.bullet
        && !look.menu
        && !look.byline
        && fits(page, sections, keep, i);
    if !heads {
        return None;
    }
    let group = page.blocks.get(i + 1)?.group;
    // Where the text itself stands in a table, the whole page does.
    let tables = !page.blocks[last].hints.cell;
    let is_entry = |j: usize| {
        let (entry, hints) = (&page.looks[j], &page.blocks[j].hints);
        let listed = entry.bullet && entry.words >= 2 || hints.cell && tables || entry.technical;
        // Lines without bullets: below each other, or each begun in lower case.
        let below = page.blocks[j].group == group || entry.starts_lower;
        let lined = look.part && below && (2..=16).contains(&entry.words);
        !sections.closed[j]
            && !entry.site
            && !hints.site
            && entry.opens.is_none()
            && !entry.copyright
            && hints.linked < 60
            && hints.readable != Some(false)
            && (listed || lined)
    };
    let end = (i + 1..page.blocks.len()).find(|&j| !is_entry(j)).unwrap_or(page.blocks.len());
    let known = || {
        let entries = i + 1..end;
        let (all, told) = entries.fold((0, 0), |(all, told), j| {
            (all + 1, told + usize::from(page.looks[j].technical || page.overlap(j) >= 25))
        });
        told * 2 >= all
    };
    (end >= i + 3 && (marked || known())).then_some(end)
}
