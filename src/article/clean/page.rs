//! A page with everything that is known of its blocks before the first decision.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::block::Block;
use super::features::{self, Features, Shape};
use super::meta::Meta;
use super::notices;
use super::title;
use super::words::{Vocabulary, words};

/// Words of the text from which its vocabulary is taken; more add nothing.
const MOST_VOCABULARY: usize = 20_000;

/// A page on the way to its verdict.
pub(super) struct Page<'a> {
    pub view: &'a str,
    pub blocks: &'a [Block],
    pub looks: Vec<Features>,
    pub meta: &'a Meta,
    /// Surely running text, as far as the block itself tells.
    pub core: Vec<bool>,
    /// How often the same words stand on the page.
    pub repeats: Vec<usize>,
    /// For each block whether the same words stand again below it.
    pub again: Vec<bool>,
    pub vocabulary: Vocabulary,
    /// The blocks that the vocabulary was taken from.
    added: Vec<bool>,
    /// Where code or indicators stand, enough of them for a report: one name of a file makes none.
    pub has_code: bool,
    pub keys: Vec<u64>,
    /// The blocks that are core.
    pub cores: Vec<usize>,
}

impl<'a> Page<'a> {
    /// Looks at every block.
    pub(super) fn new(view: &'a str, blocks: &'a [Block], meta: &'a Meta) -> Self {
        let mut looks: Vec<Features> =
            blocks.iter().map(|block| features::look(view, block)).collect();
        settle_weak(&mut looks);
        settle_cut(view, blocks, &mut looks);
        let keys: Vec<u64> = blocks.iter().map(|block| key(block.span.of(view))).collect();
        let mut counts: HashMap<u64, usize> = HashMap::new();
        for &key in &keys {
            *counts.entry(key).or_default() += 1;
        }
        let repeats: Vec<usize> = keys.iter().map(|key| counts[key]).collect();
        let lasts: HashMap<u64, usize> =
            keys.iter().enumerate().map(|(i, &key)| (key, i)).collect();
        let again = keys.iter().enumerate().map(|(i, key)| lasts[key] > i).collect();
        let mut core: Vec<bool> = (0..blocks.len())
            .map(|i| {
                let (look, hints) = (&looks[i], &blocks[i].hints);
                let captioned = look.caption && look.words < 60;
                let signature = look.byline && look.words < 16;
                let link = hints.linked >= 80 && look.words < 25;
                let dated = look.date_line;
                let other = look.site || hints.site || captioned || signature || link || dated;
                look.shape == Shape::Prose && !other
            })
            .collect();
        let mut cores: Vec<usize> = (0..blocks.len()).filter(|&i| core[i]).collect();
        let notices = notices::above(view, blocks, &looks, &cores);
        for i in cores.drain(..notices) {
            core[i] = false;
            looks[i].site = true;
        }
        let has_code = has_code(blocks, &looks);
        let mut page = Self {
            has_code,
            view,
            blocks,
            looks,
            meta,
            core,
            repeats,
            again,
            vocabulary: Vocabulary::default(),
            added: vec![false; blocks.len()],
            keys,
            cores,
        };
        let mut taken = 0;
        for &i in &page.cores {
            if page.repeats[i] == 1 && taken < MOST_VOCABULARY {
                page.vocabulary.add(page.blocks[i].span.of(view));
                page.added[i] = true;
                taken += page.looks[i].words;
            }
        }
        page
    }

    /// The text of block `i`.
    pub(super) fn text(&self, i: usize) -> &'a str {
        self.blocks[i].span.of(self.view)
    }

    /// The first block of running text.
    pub(super) fn first_core(&self) -> Option<usize> {
        self.cores.first().copied()
    }

    /// The block of running text number `n`, or the last one.
    pub(super) fn nth_core(&self, n: usize) -> usize {
        self.cores.get(n.saturating_sub(1)).or(self.cores.last()).copied().unwrap_or(0)
    }

    /// How alike block `i` is to the headline that the page tells of.
    pub(super) fn likeness_to_headline(&self, i: usize) -> f64 {
        if self.looks[i].words > 40 {
            return 0.0;
        }
        let text = self.text(i);
        self.meta.headlines.iter().map(|told| title::likeness(text, told)).fold(0.0, f64::max)
    }

    /// Whether the same words stand right before or after block `i`.
    pub(super) fn twin_beside(&self, i: usize) -> bool {
        let same = |j: usize| self.keys.get(j) == Some(&self.keys[i]);
        same(i + 1) || i > 0 && same(i - 1)
    }

    /// Whether block `i` is what a picture is called, with its caption right after it.
    pub(super) fn is_alt_text(&self, i: usize) -> bool {
        let Some(next) = self.looks.get(i + 1) else { return false };
        if !next.caption || self.looks[i].words > 20 || self.looks[i].site {
            return false;
        }
        let mut caption = Vocabulary::default();
        caption.add(self.text(i + 1));
        let (all, known) = caption.overlap(self.text(i));
        all > 0 && known * 10 >= all * 6
    }

    /// How many of a hundred content words of block `i` the text has.
    pub(super) fn overlap(&self, i: usize) -> usize {
        let (all, known) = self.vocabulary.overlap(self.text(i));
        (known * 100).checked_div(all).unwrap_or(0)
    }

    /// How many of a hundred content words of block `i` the rest of the text has.
    pub(super) fn overlap_elsewhere(&self, i: usize) -> usize {
        if !self.added[i] {
            return self.overlap(i);
        }
        let (all, known) = self.vocabulary.overlap_of_added(self.text(i));
        (known * 100).checked_div(all).unwrap_or(0)
    }
}

fn has_code(blocks: &[Block], looks: &[Features]) -> bool {
    let technical = || (0..looks.len()).filter(|&i| looks[i].technical);
    let words: usize = technical().map(|i| looks[i].words).sum();
    words >= 3 && (technical().count() >= 2 || technical().any(|i| blocks[i].hints.code))
}

/// Below the last paragraphs, weak signs are enough for the site.
fn settle_weak(looks: &mut [Features]) {
    let mut text_below = 0;
    for look in looks.iter_mut().rev() {
        if look.weak && text_below < 60 {
            look.site = true;
        } else if look.shape == Shape::Prose && !look.site {
            text_below += look.words;
        }
    }
}

/// Entries of a list that are cut off with dots, several below each other, are headlines of other articles
/// for which the column was too narrow.
fn settle_cut(view: &str, blocks: &[Block], looks: &mut [Features]) {
    const LEAST: usize = 3;
    let is_cut = |i: usize, looks: &[Features]| {
        let line = blocks[i].span.of(view);
        looks[i].bullet && (line.ends_with("...") || line.ends_with('…')) && looks[i].words <= 25
    };
    let mut i = 0;
    while i < looks.len() {
        let end = (i..looks.len()).find(|&j| !is_cut(j, looks)).unwrap_or(looks.len());
        if end >= i + LEAST {
            for look in &mut looks[i..end] {
                look.site = true;
            }
        }
        i = end.max(i + 1);
    }
}

/// The same for two blocks that differ only in case, blanks and punctuation.
fn key(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in words(text) {
        for c in word.chars().flat_map(char::to_lowercase) {
            c.hash(&mut hasher);
        }
        0_u8.hash(&mut hasher);
    }
    hasher.finish()
}
