//! Keeps or drops each block of a page. The order of the questions: which blocks are surely
//! running text, which one is the headline, where sections of other articles open and close, and
//! last what each block is where it stands: before the headline, between headline and text, in the
//! text, after it.

use std::collections::HashSet;

use super::after;
use super::features::Shape;
use super::head;
use super::lexicon;
use super::notices;
use super::page::Page;
use super::sections;
use super::signature;
use super::title;
use super::words;

/// What was decided.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// For each block whether it is article.
    pub keep: Vec<bool>,
    /// The block that is the headline.
    pub title: Option<usize>,
    /// Where what belongs to the headline begins: byline and date may stand above it.
    pub head: usize,
    /// Where the text proper begins.
    pub first: usize,
    /// Where it ends (the last block of it).
    pub last: usize,
}

impl Verdict {
    /// Behind the blocks in which byline and date may stand: a caption or a standfirst may stand above
    /// them, and below a standfirst that reads like the text come all that stands up to the text.
    pub(super) fn head_end(&self, page: &Page) -> usize {
        const FARTHEST: usize = 14;
        let near = self.first + 4;
        let standfirst = self.title.is_some_and(|title| self.first == title + 1);
        let text = self.first + 1..page.blocks.len().min(self.first + FARTHEST);
        let next = text.into_iter().find(|&i| page.core[i]).filter(|_| standfirst);
        next.unwrap_or(near).max(near).min(page.blocks.len())
    }
}

/// Decides for every block of `page`.
pub(super) fn classify(page: &Page) -> Verdict {
    let count = page.blocks.len();
    let Some(first_core) = page.first_core() else { return without_prose(page) };
    if is_index(page) {
        return Verdict { keep: vec![false; count], ..Verdict::default() };
    }
    let title = title::find(page);
    let start = title.map_or(first_core, |t| t + 1);
    let first = page.cores.iter().copied().find(|&i| i >= start).unwrap_or(first_core);
    let sections = sections::find(page, title, first);
    let above = title.and_then(|title| signature::above_title(page, title, first));
    let head = above.map_or(title.unwrap_or(first).saturating_sub(2), |(name, _)| name);
    let mut keep = vec![false; count];
    let last_before = |end: usize| {
        (first..end).rev().find(|&i| {
            let text = page.core[i] && !sections.biography[i];
            !sections.closed[i] && (text || is_report(page, i) || is_gallery(page, i))
        })
    };
    let mut last = last_before(count).unwrap_or(first);
    let mut end = count;
    if let Some(notice) = notices::below(page, first, last) {
        end = notice;
        // Headings and short paragraphs right above it are the text's, tags are not.
        let tags = notices::is_below_tags(page, notice);
        last = if tags { last_before(end).unwrap_or(first) } else { end - 1 };
    }
    for (i, kept) in keep.iter_mut().enumerate() {
        let hinted = page.blocks[i].hints.site || sections.closed[i];
        *kept = if Some(i) == title {
            true
        } else if i < title.unwrap_or(first) {
            above.is_some_and(|(name, date)| i == name || i == date) || head::before(page, title, i)
        } else if hinted {
            !sections.closed[i] && head::signs_in_box(page, title, first, i)
        } else if i < first {
            head::between(page, i)
        } else if i <= last {
            let signs = || head::signs_below_standfirst(page, title, first, i);
            signs() || !sections.biography[i] && in_text(page, i)
        } else {
            false
        };
    }
    head::keep_lead(page, title, first, &mut keep);
    head::settle_lists(page, title.map_or(first, |t| t + 1)..first, &mut keep);
    drop_pointed(page, title, first, &mut keep);
    drop_promotions(page, first, &mut keep);
    drop_stacked(page, first..last, &mut keep);
    drop_twins(page, title, first, &mut keep);
    trust_readability(page, title, &mut keep, first);
    after::keep(page, &sections, last, end, &mut keep);
    settle_separators(page, &mut keep);
    Verdict { keep, title, head, first, last }
}

/// A page without one sentence: a scrap of text, or nothing but a site.
fn without_prose(page: &Page) -> Verdict {
    let site = page.blocks.iter().zip(&page.looks).any(|(block, look)| {
        look.site || look.row || block.hints.site || look.opens.is_some() || look.copyright
    });
    let listed = has_own_list(page);
    let told = |i: usize| listed && is_entry(page, i) && page.looks[i].words >= LEAST_TOLD;
    let keep = page.looks.iter().enumerate().map(|(i, look)| {
        // A brief may be a list and whom to ask.
        look.shape != Shape::Separator && (!site || told(i))
    });
    Verdict { keep: keep.collect(), ..Verdict::default() }
}

/// An entry of a list that tells something has so many words; those of menus have fewer.
const LEAST_TOLD: usize = 5;

/// Whether no list leads elsewhere but those of the site's own boxes: an index has links in its entries.
fn has_own_list(page: &Page) -> bool {
    let leads = |block: &super::block::Block| block.hints.item && block.hints.linked >= 60;
    !page.blocks.iter().any(|block| leads(block) && !block.hints.site)
}

/// An entry of a list without links: a brief is a paragraph and some of these.
fn is_entry(page: &Page, i: usize) -> bool {
    let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
    look.bullet
        && hints.linked < 60
        && !look.site
        && !look.row
        && !hints.site
        && look.opens.is_none()
}

/// A page of headlines with a line under each, or one where the site talks of itself.
fn is_index(page: &Page) -> bool {
    let cores = &page.cores;
    let words: usize = cores.iter().map(|&i| page.looks[i].words).sum();
    let told = words + short_words(page);
    let listed = has_own_list(page);
    let noise = (0..page.blocks.len())
        .filter(|&i| {
            page.looks[i].site
                || page.looks[i].row
                || page.blocks[i].hints.site
                || page.looks[i].shape == Shape::Fragment
                    && !page.looks[i].technical
                    && !(listed && is_entry(page, i))
        })
        .count();
    let crowded = noise >= 5 && noise * 10 >= page.blocks.len() * 6;
    // Dates and headlines in turn, with hardly a sentence between.
    let dated = page.looks.iter().filter(|look| look.date_line).count();
    let loose: usize = page
        .looks
        .iter()
        .filter(|l| l.shape == Shape::Fragment && !l.technical)
        .map(|l| l.words)
        .sum();
    if dated >= 8 && loose >= 2 * words {
        return true;
    }
    let teasers = cores.iter().all(|&i| {
        page.looks[i].words <= 40
            && page.looks[i].sentences <= 1
            && i > 0
            && page.looks[i - 1].shape == Shape::Fragment
            && page.looks[i - 1].words >= 4
            && !page.looks[i - 1].date_line
    });
    // The head of an index gives no day of publication.
    let short = told < 25 && page.meta.published.is_none();
    crowded && (short || teasers && cores.len() >= 2)
}

/// The words of short sentences right below running text: an index has a headline above each of its
/// sentences, a brief has one sentence below the other.
fn short_words(page: &Page) -> usize {
    let (mut words, mut below_text) = (0, false);
    for (i, look) in page.looks.iter().enumerate() {
        let short = || {
            look.shape == Shape::Sentence
                && !(look.site || page.blocks[i].hints.site || look.bullet)
                && page.repeats[i] == 1
                && !words::speaks_to_reader(page.text(i))
        };
        // What the site sets between two paragraphs parts them as little as a rule does.
        let between = look.shape == Shape::Separator || look.site || page.blocks[i].hints.site;
        if below_text && !page.core[i] && short() {
            words += look.words;
        } else if !between {
            below_text = page.core[i];
        }
    }
    words
}

/// Code and indicators belong to a report as much as its sentences.
fn is_report(page: &Page, i: usize) -> bool {
    let look = &page.looks[i];
    page.has_code
        && look.technical
        && !look.site
        && !page.blocks[i].hints.site
        && look.opens.is_none()
}

/// The pictures of a gallery go on to its last caption.
fn is_gallery(page: &Page, i: usize) -> bool {
    let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
    hints.caption && !hints.site && !look.site && look.shape == Shape::Prose
}

/// Inside the text everything stays but what clearly comes from the site.
fn in_text(page: &Page, i: usize) -> bool {
    let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
    if look.site {
        // A byline or a caption may hold a word of the site.
        return look.byline && look.date_line;
    }
    if look.opens.is_some() || look.leader {
        return false;
    }
    let fragment = look.shape == Shape::Fragment;
    // Headlines of other articles may ask.
    let asks = look.shape == Shape::Sentence && page.text(i).ends_with('?');
    if (fragment || asks) && hints.linked >= 80 && hints.heading == 0 && !look.technical {
        return false;
    }
    // A headline in the middle of the text that has nothing to do with it.
    let teaser = fragment
        && look.words >= 6
        && look.capitals >= 70
        && !look.bullet
        && !look.technical
        && !look.caption
        && !look.byline
        && !(hints.cell || page.text(i).contains('\t'))
        && hints.heading == 0;
    // The head of a table of indicators.
    let heads_code = page.looks.get(i + 1).is_some_and(|next| next.technical);
    let teaser = teaser && !heads_code;
    !(teaser && page.overlap(i) == 0 && !head::signs(page, i))
}

/// Headlines right after `Read more` in the middle of the text, or between the headline and the text.
fn drop_pointed(page: &Page, title: Option<usize>, first: usize, keep: &mut [bool]) {
    const POINTERS: &[&str] = &[
        "read more",
        "read also",
        "also read",
        "see also",
        "more stories",
        "people are also reading",
        "mehr zum thema",
    ];
    // A newsletter and, below, what it is about.
    let mut invited = false;
    let mut pointed = false;
    for (i, kept) in keep.iter_mut().enumerate().skip(title.map_or(first, |title| title + 1)) {
        let look = &page.looks[i];
        let headline = look.shape == Shape::Fragment
            && (4..=14).contains(&look.words)
            && !(look.caption || look.byline || look.date_line)
            && page.blocks[i].hints.heading == 0
            && (i < first || page.overlap(i) <= 34);
        let slogan = (look.shape == Shape::Sentence
            || look.shape == Shape::Prose && look.sentences > 1)
            && look.words <= 12
            && page.overlap_elsewhere(i) <= 34
            && !words::reports(page.text(i))
            && !page.text(i).contains(['"', '“']);
        if pointed && headline || invited && slogan {
            *kept = false;
        } else if look.shape != Shape::Separator {
            pointed = !*kept && POINTERS.contains(&lexicon::normal(page.text(i)).as_str());
            invited = !*kept && words::invites(page.text(i));
        }
    }
}

/// A card of another article, its headline above `Read more`, the box of a newsletter from `Sign up to …`
/// down to where the text goes on, and that of a paper's event down to `Register now`.
fn drop_promotions(page: &Page, first: usize, keep: &mut [bool]) {
    const LONGEST_BOX: usize = 10;
    for i in first + 1..keep.len() {
        let look = &page.looks[i];
        if look.words > 5 || !look.site {
            continue;
        }
        let line = lexicon::normal(page.text(i));
        let card = || {
            let above = &page.looks[i - 1];
            above.shape == Shape::Fragment
                && (4..=16).contains(&above.words)
                && !(above.bullet || above.caption || above.byline || above.date_line)
                && page.blocks[i - 1].hints.heading == 0
                && page.blocks[i - 1].group == page.blocks[i].group
        };
        if line == "read more" && card() {
            keep[i - 1] = false;
        }
        if line == "duration #:#" {
            drop_video(page, first, i, keep);
        }
        let event = line == "register now";
        if event || matches!(&*line, "after newsletter promotion" | "enter your email address") {
            let begins = |j: &usize| {
                let text = page.text(*j);
                let letter =
                    text.starts_with("Sign up to ") || text.starts_with("Skip past newsletter");
                let top =
                    if event { text.eq_ignore_ascii_case("techcrunch event") } else { letter };
                !keep[*j] && page.looks[*j].words <= 10 && top
            };
            let top = (first.max(i.saturating_sub(LONGEST_BOX))..i).rev().find(begins);
            if let Some(top) = top {
                keep[top..i].fill(false);
            }
        }
    }
}

/// The card of a video around its `duration`: its headline and how old it is above, what it shows below.
fn drop_video(page: &Page, first: usize, duration: usize, keep: &mut [bool]) {
    let group = page.blocks[duration].group;
    let mut top = duration;
    if top > first + 1 && page.text(top - 1).ends_with(" ago") {
        top -= 1;
    }
    let is_headline = |i: usize| {
        let look = &page.looks[i];
        page.blocks[i].group == group && look.words <= 16 && look.sentences == 0
    };
    if top > first + 1 && is_headline(top - 1) {
        top -= 1;
    }
    let shown = page.blocks.get(duration + 1).filter(|block| block.group == group);
    let below = shown.is_some_and(|_| page.looks[duration + 1].words <= 45);
    keep[top..=duration + usize::from(below)].fill(false);
}

/// Headlines of other articles, two or more below each other between two paragraphs, that share hardly a
/// word with the text, or three or more that share little: a list of links whose markup is gone. Lines
/// below a colon, or below "the following", are the text's.
fn drop_stacked(page: &Page, text: std::ops::Range<usize>, keep: &mut [bool]) {
    const SHARED: usize = 20;
    const SHARED_BY_THREE: usize = 34;
    let headline = |i: usize| {
        let (look, hints) = (&page.looks[i], &page.blocks[i].hints);
        let line = page.text(i);
        look.shape == Shape::Fragment
            && (5..=16).contains(&look.words)
            && !(look.bullet || look.caption || look.byline || look.date_line || look.technical)
            && !(look.part || hints.cell || hints.code || hints.item || hints.heading > 0)
            && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !line.ends_with([':', ',', ';'])
            && !line.contains(['\t', '"', '“'])
    };
    let leads = |i: usize| {
        let line = page.text(i);
        line.ends_with([':', ',', ';']) || line.contains("following") || line.contains("below")
    };
    let mut i = text.start + 1;
    while i < text.end {
        let end = (i..text.end).find(|&j| !headline(j)).unwrap_or(text.end);
        let between = end >= i + 2 && page.core[i - 1] && !leads(i - 1) && page.core[end];
        let foreign = || {
            let shared = (i..end).map(|j| page.overlap(j));
            shared.clone().all(|one| one <= SHARED)
                || end >= i + 3 && shared.sum::<usize>() <= SHARED_BY_THREE * (end - i)
        };
        if between && foreign() {
            keep[i..end].fill(false);
        }
        i = end.max(i + 1);
    }
}

/// What stands a second time on the page, among what was dropped, is no part of the text either.
fn drop_twins(page: &Page, title: Option<usize>, first: usize, keep: &mut [bool]) {
    let mut dropped: HashSet<u64> = HashSet::new();
    for (i, &key) in page.keys.iter().enumerate() {
        if page.repeats[i] > 1 && !keep[i] {
            dropped.insert(key);
        }
    }
    if let Some(title) = title {
        dropped.remove(&page.keys[title]);
    }
    for (i, kept) in keep.iter_mut().enumerate().skip(first) {
        let look = &page.looks[i];
        let small = look.words >= 2 && look.words <= 40 && look.shape != Shape::Separator;
        // Named in the table of contents above, and now with its text.
        let technical = || page.looks.iter().skip(i + 1).take(3).any(|below| below.technical);
        let text_below = page.core.get(i + 1) == Some(&true) || technical();
        let heads = may_head(page, i) && text_below;
        let contents = heads && i > first && !page.again[i];
        if small
            && !contents
            && !look.technical
            && page.blocks[i].hints.heading == 0
            && dropped.contains(&page.keys[i])
        {
            *kept = false;
        }
    }
}

/// Whether block `i` may be a heading: words without an end, or a question.
fn may_head(page: &Page, i: usize) -> bool {
    let look = &page.looks[i];
    let asks = look.shape == Shape::Sentence && page.text(i).ends_with('?');
    look.shape == Shape::Fragment || asks && look.sentences <= 1
}

/// Prose before the first or after the last block that readability took is not article, if
/// readability took most of the text. What stands right below the headline is more often its
/// standfirst, and readability leaves bylines out on purpose.
fn trust_readability(page: &Page, title: Option<usize>, keep: &mut [bool], first: usize) {
    let readable = |i: usize| page.blocks[i].hints.readable;
    let (mut all, mut taken) = (0, 0);
    for &i in &page.cores {
        if keep[i] {
            all += page.looks[i].words;
            taken += if readable(i) == Some(true) { page.looks[i].words } else { 0 };
        }
    }
    if taken == 0 || taken * 10 < all * 6 {
        return;
    }
    let mut inside = page.cores.iter().copied().filter(|&i| keep[i] && readable(i) == Some(true));
    let Some(low) = inside.next() else { return };
    let high = inside.next_back().unwrap_or(low);
    let of_headline = |i: usize| {
        let standfirst = title.is_some_and(|title| i == title + 1) && page.core[i];
        i < low && (standfirst || head::signs(page, i))
    };
    for (i, kept) in keep.iter_mut().enumerate().skip(first) {
        let outside = (i < low || i > high) && readable(i) == Some(false);
        if outside && !page.looks[i].technical && !of_headline(i) {
            *kept = false;
        }
    }
}

/// A rule between two paragraphs goes with them.
fn settle_separators(page: &Page, keep: &mut [bool]) {
    for i in 0..keep.len() {
        if page.looks[i].shape == Shape::Separator {
            let after =
                (i + 1..keep.len().min(i + 4)).find(|&j| page.looks[j].shape != Shape::Separator);
            keep[i] = i > 0 && keep[i - 1] && after.is_some_and(|j| keep[j]);
        }
    }
}
