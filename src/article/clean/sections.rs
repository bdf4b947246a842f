//! Where the page turns to other articles, to its author or to its readers' comments, and where it
//! turns back.

use super::biography;
use super::features::Shape;
use super::lexicon::{self, Section};
use super::page::Page;
use super::signature;
use super::words::{invites, is_grammar, reports, speaks_to_reader, words};

/// Running text of this many words in a row takes the article up again after a list.
const RESUMING: usize = 60;
/// Running text of this many words takes it up where the list was over at a blank line.
const BEHIND: usize = 30;
/// So many words behind `About Somebody` are no longer the end of a release.
const ENOUGH: usize = 2000;
/// An advertisement is hardly longer.
const ADVERT: usize = 40;

/// For each block whether it stands in a section that is not article.
pub(super) struct Sections {
    pub closed: Vec<bool>,
    /// Stands in one, but the list that opened it was over at a blank line.
    pub behind_list: Vec<bool>,
    /// The first block of a section that lasts to the end of the page.
    tail: usize,
    /// Says who the author is.
    pub biography: Vec<bool>,
}

/// Follows the page from the headline (or the first paragraph) to its end.
pub(super) fn find(page: &Page, title: Option<usize>, first: usize) -> Sections {
    let count = page.blocks.len();
    let biography = biography::find(page, title, first);
    let runs = runs(page, &biography);
    let pairs = teaser_pairs(page, first);
    let mut closed = vec![false; count];
    let mut behind_list = vec![false; count];
    let mut tail = count;
    let mut open: Option<Open> = None;
    let mut before = 0;
    let text_after = text_after(page);
    let release = is_release(page);
    let mut looks_left = 8;
    for i in title.map_or(first, |t| t + 1)..count {
        let look = &page.looks[i];
        let ended = open.as_ref().is_some_and(|open| open.section == Section::Tail);
        let mut about = || {
            if ended || before == 0 {
                return false;
            }
            if is_about_itself(page, i) {
                let after = text_after[i] - if page.core[i] { look.words } else { 0 };
                return after * 5 <= before;
            }
            if !is_about(page, i) {
                return false;
            }
            // Looking ahead over the whole page is for a few blocks only.
            looks_left -= usize::from(release && looks_left > 0);
            let headed = release && looks_left > 0;
            let after = if headed {
                unheaded_after(page, i)
            } else {
                text_after[i] - firm_below(page, i).unwrap_or(0)
            };
            after * 5 <= before
        };
        let opens = look.opens.or_else(|| about().then_some(Section::Tail));
        if let Some(section) = opens
            && !page.blocks[i].hints.site
            && Some(Section::Tail) != open.as_ref().map(|o| o.section)
        {
            let early = before < 40 && section == Section::Tail;
            let section = if early { Section::List } else { section };
            // In the head of an article `Tags: crime, navy` and `4 Comments` are but lines.
            if early && (is_full_label(page.text(i)) || is_count(page.text(i))) {
                closed[i] = true;
                continue;
            }
            // As are `Comments`, of which nobody has read anything yet, and `Written by`.
            if early && is_in_head(page, title, first, i, before) && is_line_of_head(page, i) {
                closed[i] = !signature::is_by(page, i);
                continue;
            }
            open = Some(Open { section, header: i, words: 0, attached: false, entries: Some(0) });
        } else if let Some(section) = &mut open {
            section.attached |= page.blocks[i].group == page.blocks[section.header].group;
            section.words += look.words;
            if ends(page, section, i, &runs, before) {
                open = None;
            } else {
                section.count(page, i);
            }
        }
        closed[i] = open.is_some() || pairs[i];
        if let Some(open) = &open {
            let left = page.blocks[i].group != page.blocks[open.header].group;
            behind_list[i] = open.section == Section::List && open.attached && left && !pairs[i];
            if open.section == Section::Tail {
                tail = tail.min(i);
            }
        }
        if page.core[i] && !closed[i] {
            before += look.words;
        }
    }
    Sections { closed, behind_list, tail, biography }
}

impl Sections {
    /// Whether block `i` stands in what follows the article.
    pub(super) fn is_tail(&self, i: usize) -> bool {
        i >= self.tail
    }
}

/// `About Palimpsest Labs`, and then `Palimpsest Labs was founded …`: whoever published the text
/// speaks of itself.
fn is_about(page: &Page, i: usize) -> bool {
    let look = &page.looks[i];
    if look.shape != Shape::Fragment || look.words > 8 {
        return false;
    }
    let mut name =
        words(page.text(i)).skip_while(|w| is_grammar(w) && !w.eq_ignore_ascii_case("about"));
    if !name.next().is_some_and(|w| w.eq_ignore_ascii_case("about")) {
        return false;
    }
    let Some(name) = name.find(|w| !is_grammar(w) && w.starts_with(char::is_uppercase)) else {
        return false;
    };
    let after = (i + 1..page.blocks.len()).find(|&j| page.looks[j].shape != Shape::Separator);
    after.is_some_and(|j| words(page.text(j)).take(5).any(|w| w == name))
}

/// The words of the paragraph below `About Somebody` where it speaks as firms do of themselves, and not
/// of a program or a gang.
fn firm_below(page: &Page, i: usize) -> Option<usize> {
    const FIRM: &[&str] = &[
        "clients",
        "customers",
        "founded",
        "headquartered",
        "helps",
        "leading",
        "offices",
        "platform",
        "protects",
        "provider",
        "solutions",
    ];
    let below = (i + 1..page.blocks.len()).find(|&j| page.looks[j].shape != Shape::Separator)?;
    let firm = words(page.text(below)).any(|word| FIRM.contains(&&*word.to_lowercase()));
    (firm && page.core[below] && page.looks[below].words <= 120).then(|| page.looks[below].words)
}

/// The same in one paragraph, where markup that is gone set the heading apart:
/// `About Palimpsest Labs Palimpsest Labs was founded …`.
fn is_about_itself(page: &Page, i: usize) -> bool {
    const LONGEST_NAME: usize = 4;
    let mut words = words(page.text(i).trim_start_matches(['*', '#', ' ']));
    if page.looks[i].words < 8 || words.next() != Some("About") {
        return false;
    }
    let Some(name) = words.next().filter(|w| w.starts_with(char::is_uppercase)) else {
        return false;
    };
    words.take(LONGEST_NAME).take_while(|w| w.starts_with(char::is_uppercase)).any(|w| w == name)
}

/// Whether the page is the release of a firm, by the lines that releases have at either end.
fn is_release(page: &Page) -> bool {
    page.blocks.iter().zip(&page.looks).any(|(block, look)| {
        let text = block.span.of(page.view);
        let line = || lexicon::normal(text);
        look.words <= 6
            && (matches!(text, "###" | "# # #")
                || ["news provided by", "for immediate release", "media contact", "media contacts"]
                    .contains(&&*line()))
    })
}

/// The words of running text from block `i` on that stand neither under `About Somebody` nor under a
/// heading that the site's last sections have; no more are counted than a release has.
fn unheaded_after(page: &Page, i: usize) -> usize {
    let (mut headed, mut paragraphs, mut sum) = (false, 0, 0);
    for j in i..page.blocks.len() {
        if page.looks[j].opens.is_some() || is_about(page, j) {
            (headed, paragraphs) = (true, 0);
        } else if page.core[j] {
            paragraphs += 1;
            sum += if headed && paragraphs <= 2 { 0 } else { page.looks[j].words };
        }
        if sum > ENOUGH {
            break;
        }
    }
    sum
}

/// Whether nothing of the text stands above block `i`, or nothing but a standfirst that reads like it.
fn is_in_head(page: &Page, title: Option<usize>, first: usize, i: usize, before: usize) -> bool {
    let standfirst =
        || title.is_some_and(|title| first == title + 1) && page.looks[first].words == before;
    before == 0 && i < first || i > first && standfirst()
}

/// Whether the header of a section at the end of a page is a button or a label above the text.
fn is_line_of_head(page: &Page, i: usize) -> bool {
    const BUTTONS: &[&str] = &[
        "comments",
        "leave a comment",
        "leave a reply",
        "post a comment",
        "add a comment",
        "join the conversation",
        "join the discussion",
        "have your say",
    ];
    signature::is_by(page, i) || BUTTONS.contains(&&*lexicon::normal(page.text(i)))
}

/// `4 Comments`
fn is_count(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a label and what it labels stand on one line: `Tags: crime, navy`.
fn is_full_label(text: &str) -> bool {
    text.split_once(':').is_some_and(|(_, rest)| rest.chars().any(char::is_alphanumeric))
}

struct Open {
    section: Section,
    header: usize,
    words: usize,
    /// The list follows its header without a blank line.
    attached: bool,
    /// How many headlines it has, as long as it has nothing else: neither teasers nor dates.
    entries: Option<usize>,
}

impl Open {
    /// Takes block `i` into the list.
    fn count(&mut self, page: &Page, i: usize) {
        let look = &page.looks[i];
        if is_statement(page, i) || look.date_line || look.byline {
            self.entries = None;
        } else if look.shape != Shape::Separator {
            self.entries = self.entries.map(|entries| entries + 1);
        }
    }
}

/// Whether the section ends before block `i`.
fn ends(page: &Page, open: &Open, i: usize, runs: &[Run], before: usize) -> bool {
    let look = &page.looks[i];
    let left_group = page.blocks[i].group != page.blocks[open.header].group;
    let scope_left = page.blocks[open.header].hints.scope.is_some_and(|end| i >= end);
    match open.section {
        Section::Tail => false,
        Section::Advert => {
            let pitch = is_pitch(page, open.header, i);
            let over = !pitch && (left_group || is_text_below_advert(page, open, i));
            scope_left || over || open.words > ADVERT || page.core[i] && look.words >= 25
        }
        Section::List => {
            if scope_left || goes_on_behind(page, open, i) || is_end_of_list(page, i - 1) {
                return true;
            }
            if !page.core[i] {
                return false;
            }
            let run = &runs[i];
            let long = run.blocks >= 2 && run.words >= RESUMING
                || look.words >= RESUMING && look.sentences >= 3;
            let read = page.blocks[i].hints.readable == Some(true) && look.words >= 20;
            // The list stood in one piece; what follows a blank line and talks of the same
            // things is the article again.
            let detached = open.attached && left_group && look.words >= 20 && page.overlap(i) >= 60;
            // Several paragraphs without a headline between are no teasers.
            let several = open.attached && left_group && run.blocks >= 2 && run.words >= BEHIND;
            before == 0 || long || read && before < 400 || detached || several
        }
    }
}

/// Whether block `i` says to those who hear the page that a list is over.
fn is_end_of_list(page: &Page, i: usize) -> bool {
    page.looks[i].words <= 4 && page.text(i).eq_ignore_ascii_case("end of list")
}

/// Whether the text goes on behind a list that has nothing but headlines: tabloids set such lists after
/// every few sentences. Below a list with teasers another sentence is another teaser.
fn goes_on_behind(page: &Page, open: &Open, i: usize) -> bool {
    const LOOKED_AT: usize = 4;
    let Some(entries) = open.entries.filter(|&entries| entries > 0) else { return false };
    let is_text = |j: &usize| {
        let (look, hints, text) = (&page.looks[*j], &page.blocks[*j].hints, page.text(*j));
        is_statement(page, *j)
            && !(look.site || hints.site || look.bullet || look.caption || look.opens.is_some())
            && hints.linked < 60
            && hints.readable != Some(false)
            && page.repeats[*j] == 1
            && !(speaks_to_reader(text) || invites(text))
    };
    let below = i..page.blocks.len().min(i + LOOKED_AT);
    let sentences = below.take_while(is_text).count();
    let tells = |j: usize, shared: usize| {
        let text = page.text(j);
        reports(text) || text.contains(['"', '“']) || page.overlap_elsewhere(j) >= shared
    };
    // The list stood in one piece, and this is another one.
    let behind = open.attached && page.blocks[i].group != page.blocks[open.header].group;
    match sentences {
        0 => false,
        // What a firm says of itself shares words with its reports.
        1 => {
            let shared = if behind { 20 } else { 101 };
            entries >= 2 && page.looks[i].words >= 10 && tells(i, shared)
        }
        _ => behind || (i..i + sentences).any(|j| tells(j, 30)),
    }
}

/// Whether block `i` is a sentence with a stop at its end, as headlines have none.
fn is_statement(page: &Page, i: usize) -> bool {
    let text = page.text(i).trim_end_matches(['"', '”', '\'', '’', ')']);
    matches!(page.looks[i].shape, Shape::Sentence | Shape::Prose)
        && text.ends_with('.')
        && !text.ends_with("...")
}

/// Whether block `i` is what an advertisement says whose header stands alone in front of it: short
/// cries, or a scrap that has nothing to do with the text.
fn is_pitch(page: &Page, header: usize, i: usize) -> bool {
    let look = &page.looks[i];
    let cries = look.shape == Shape::Sentence
        && (look.sentences >= 2 || page.text(i).ends_with('!'))
        && page.overlap(i) <= 34;
    let scrap = look.shape == Shape::Fragment && look.words >= 5 && page.overlap(i) == 0;
    i == header + 1 && page.blocks[i].hints.heading == 0 && look.words <= 14 && (cries || scrap)
}

/// Whether the text goes on right below the header of an advertisement, with no blank line between: in a
/// page without blank lines any sentence does, else one that speaks of what the text speaks of, or is long
/// and does not speak to the reader.
fn is_text_below_advert(page: &Page, open: &Open, i: usize) -> bool {
    /// A group of lines with so many paragraphs has no blank lines where a page would have them.
    const PARAGRAPHS: usize = 3;
    const LONG: usize = 15;
    let group = page.blocks[open.header].group;
    let from = page.cores.partition_point(|&core| page.blocks[core].group < group);
    let unbroken = page.cores.get(from + PARAGRAPHS - 1);
    let unbroken = unbroken.is_some_and(|&core| page.blocks[core].group == group);
    let sentence = matches!(page.looks[i].shape, Shape::Prose | Shape::Sentence);
    let known = page.overlap_elsewhere(i) >= 34;
    let long = page.looks[i].words >= LONG && !speaks_to_reader(page.text(i));
    if unbroken { sentence || known } else { page.core[i] && (known || long) }
}

/// The words of running text from each block on.
fn text_after(page: &Page) -> Vec<usize> {
    let mut sum = 0;
    let mut out: Vec<usize> = (0..page.blocks.len())
        .rev()
        .map(|i| {
            sum += if page.core[i] { page.looks[i].words } else { 0 };
            sum
        })
        .collect();
    out.reverse();
    out
}

/// Running text from a block on, without anything between.
#[derive(Clone, Copy, Default)]
struct Run {
    blocks: usize,
    words: usize,
}

fn runs(page: &Page, biography: &[bool]) -> Vec<Run> {
    let mut runs = vec![Run::default(); page.blocks.len() + 1];
    for i in (0..page.blocks.len()).rev() {
        let look = &page.looks[i];
        if page.core[i] && !biography[i] && page.repeats[i] == 1 {
            let next = runs[i + 1];
            runs[i] = Run { blocks: next.blocks + 1, words: next.words + look.words };
        } else if look.shape == Shape::Separator
            || look.shape == Shape::Sentence && !look.site
            || is_label(page, i)
        {
            runs[i] = runs[i + 1];
        }
    }
    runs.pop();
    runs
}

/// Whether block `i` is what a layout prints above every paragraph for those who hear the page.
fn is_label(page: &Page, i: usize) -> bool {
    const LEAST: usize = 4;
    page.repeats[i] >= LEAST
        && page.looks[i].words <= 3
        && page.looks[i].shape == Shape::Fragment
        && page.looks[i].opens.is_none()
}

/// Headlines with one sentence under each, two or more in a row, that share little with the text:
/// teasers without a header that says so.
fn teaser_pairs(page: &Page, first: usize) -> Vec<bool> {
    let count = page.blocks.len();
    let mut pairs = vec![false; count];
    let is_pair = |i: usize| {
        let (Some(head), Some(line)) = (page.looks.get(i), page.looks.get(i + 1)) else {
            return false;
        };
        let hints = &page.blocks[i].hints;
        head.shape == Shape::Fragment
            && (5..=20).contains(&head.words)
            && !head.bullet
            && !head.technical
            && !head.caption
            && !head.date_line
            && !head.byline
            && (hints.heading == 0 || hints.linked >= 80)
            && line.shape == Shape::Prose
            && line.words <= 36
            && line.sentences <= 1
            && !line.bullet
            && (page.repeats[i] > 1
                || page.blocks[i].hints.linked >= 80
                || head.capitals >= 60 && page.overlap(i) <= 34)
    };
    let mut i = first + 1;
    while i < count {
        let mut end = i;
        while is_pair(end) {
            end += 2;
        }
        if end >= i + 4 || end > i && page.repeats[i] > 1 && page.repeats[i + 1] > 1 {
            pairs[i..end].fill(true);
        }
        i = end.max(i + 1);
    }
    pairs
}
