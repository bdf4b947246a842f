//! What a site says in full sentences above its menu and below the article: consents, slogans,
//! invitations. They read like text, but have nothing to do with it.

use super::block::Block;
use super::features::{Features, Shape};
use super::page::Page;
use super::words::{self, Vocabulary};

/// A site has no more notices at either end.
const MOST: usize = 4;
/// Blocks between the last notice and the text, in which the menu and the headline stand.
const MENU: usize = 200;
/// A text has more paragraphs than this before notices are looked for.
const LEAST: usize = 3;
/// Longer paragraphs at the end are no invitations.
const LONGEST: usize = 30;
/// Words with which invitations begin.
const INVITING: &[&str] = &[
    "Join",
    "Get",
    "Follow",
    "Listen",
    "Contact",
    "Create",
    "Try",
    "Download",
    "Subscribe",
    "Sign",
    "Visit",
    "Watch",
    "Discover",
    "Click",
    "Tap",
    "Support",
    "Donate",
    "Thank",
    "Want",
    "Book",
];

/// How many of the `cores` at the top are notices of the site: the menu and the headline stand below
/// them.
pub(super) fn above(view: &str, blocks: &[Block], looks: &[Features], cores: &[usize]) -> usize {
    let most = MOST.min(cores.len().saturating_sub(1));
    (1..=most).find(|&n| is_above(view, blocks, looks, cores, n)).unwrap_or(0)
}

fn is_above(
    view: &str,
    blocks: &[Block],
    looks: &[Features],
    cores: &[usize],
    count: usize,
) -> bool {
    let (notices, text) = cores.split_at(count);
    let (Some(&last), Some(&first)) = (notices.last(), text.first()) else { return false };
    let gap = last + 1..first;
    let is_menu = |i: usize| {
        let look = &looks[i];
        look.menu || look.site || look.row || look.opens.is_some() || blocks[i].hints.site
    };
    if gap.len() > MENU || last > MENU || gap.clone().filter(|&i| is_menu(i)).count() < 2 {
        return false;
    }
    let words = |cores: &[usize]| cores.iter().map(|&i| looks[i].words).sum::<usize>();
    // A few paragraphs of the text are enough to know its words.
    let text = &text[..text.len().min(40)];
    if words(notices) * 2 > words(text) {
        return false;
    }
    let mut known = Vocabulary::default();
    for &i in text {
        known.add(blocks[i].span.of(view));
    }
    let share = |i: usize| {
        let (all, known) = known.overlap(blocks[i].span.of(view));
        (known * 100).checked_div(all).unwrap_or(0)
    };
    let may_be_headline =
        |i: usize| looks[i].shape != Shape::Prose && !is_menu(i) && looks[i].words >= 4;
    notices.iter().all(|&i| share(i) <= 20)
        && !(0..last).any(|i| may_be_headline(i) && share(i) >= 30)
        && gap.into_iter().any(may_be_headline)
}

/// The first of the notices below the text from block `first` on, if its `last` block is one.
pub(super) fn below(page: &Page, first: usize, last: usize) -> Option<usize> {
    let (from, to) =
        (page.cores.partition_point(|&i| i < first), page.cores.partition_point(|&i| i <= last));
    let cores = page.cores.get(from..to).filter(|cores| cores.last() == Some(&last))?;
    // In a text that speaks to its reader all along, such a paragraph is nothing special.
    let impersonal = |cores: &[usize]| {
        !cores.iter().rev().take(40).any(|&i| words::speaks_to_reader(page.text(i)))
    };
    let notices = (LEAST..cores.len())
        .rev()
        .take(MOST)
        .take_while(|&n| is_notice(page, cores[n], || impersonal(&cores[..n])));
    notices.last().map(|n| cores[n])
}

fn is_notice(page: &Page, i: usize, impersonal: impl Fn() -> bool) -> bool {
    let look = &page.looks[i];
    if page.blocks[i].hints.readable == Some(true) {
        return false;
    }
    if look.technical || look.bullet || look.words > LONGEST || page.overlap_elsewhere(i) > 20 {
        return false;
    }
    if i > 0 && asks_for_reader(page.text(i - 1)) {
        return false;
    }
    let text = page.text(i);
    let invites = || {
        let first = words::words(text).next();
        first.is_some_and(|word| INVITING.contains(&word))
    };
    is_below_tags(page, i) || (words::speaks_to_reader(text) || invites()) && impersonal()
}

/// Whether a line asks what its reader would, and does not ask the reader: `3. What should I do?` has
/// below what the reader should do.
fn asks_for_reader(text: &str) -> bool {
    const ASKING: &[&str] = &[
        "What", "How", "Who", "Which", "When", "Where", "Why", "Can", "Should", "Do", "Is", "Will",
    ];
    let number = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = words::words(text).take(20).skip_while(number).collect();
    text.ends_with('?')
        && words.len() >= 4
        && ASKING.contains(&words[0])
        && !words.contains(&"we")
        && !words::speaks_to_reader(text)
}

/// Whether words on lines of their own stand right above, as tags do under an article.
pub(super) fn is_below_tags(page: &Page, i: usize) -> bool {
    let is_tag = |j: usize| {
        let (look, hints) = (&page.looks[j], &page.blocks[j].hints);
        look.shape == Shape::Fragment
            && look.words <= 3
            && !(look.bullet || look.technical || look.part || look.announces || look.caption)
            && !(hints.cell || hints.heading > 0 || hints.readable == Some(true))
            && !page.text(j).contains(|c: char| c.is_ascii_digit())
    };
    i >= 3 && (i - 3..i).all(is_tag)
}
