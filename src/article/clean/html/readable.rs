//! Asks the readability crate which text of a page is the article, and finds that text again in
//! the blocks, whose places in the source the crate does not know.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use dom_smoothie::{Config, Readability, TextMode};

use super::super::block::Block;
use super::super::words::words;

/// Words that must stand together to be found again.
const TOGETHER: usize = 4;
/// Words in the row of a table whose cells are short.
const LONGEST_ROW: usize = 24;

/// Marks the blocks that the crate takes for article and those that it does not. Leaves them as
/// they are when it finds no article.
pub(super) fn mark(html: &str, view: &str, blocks: &mut [Block]) {
    let Some(text) = readable_text(html) else { return };
    let mut known = HashSet::new();
    let mut lines = HashSet::new();
    // The cells of a row stand on one line.
    let mut cells = HashSet::new();
    for line in text.lines() {
        let hashes = hashes(line);
        lines.insert(hash_of(&hashes));
        if hashes.len() <= LONGEST_ROW {
            for words in 1..TOGETHER {
                cells.extend(hashes.windows(words).map(hash_of));
            }
        }
        known.extend(hashes.windows(TOGETHER).map(hash_of));
    }
    for block in blocks {
        let hashes = hashes(block.span.of(view));
        let readable = if hashes.len() < TOGETHER {
            let hash = hash_of(&hashes);
            lines.contains(&hash) || block.hints.cell && cells.contains(&hash)
        } else {
            let all = hashes.len() + 1 - TOGETHER;
            let found = hashes.windows(TOGETHER).filter(|w| known.contains(&hash_of(w))).count();
            found * 10 >= all * 6
        };
        block.hints.readable = Some(readable);
    }
}

fn readable_text(html: &str) -> Option<String> {
    let config =
        Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    // Another's code over any page of the web: if it fails, the blocks are judged without it.
    let parsed = std::panic::catch_unwind(|| {
        let article = Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
        Some(article.text_content.to_string())
    });
    parsed.ok().flatten().filter(|text| !text.trim().is_empty())
}

fn hashes(text: &str) -> Vec<u64> {
    words(text)
        .map(|word| {
            let mut hasher = DefaultHasher::new();
            for c in word.chars().flat_map(char::to_lowercase) {
                c.hash(&mut hasher);
            }
            hasher.finish()
        })
        .collect()
}

fn hash_of(words: &[u64]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
