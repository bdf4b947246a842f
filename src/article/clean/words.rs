//! Small facts about words that the classifier needs and that no model is worth asking: which ones
//! carry no content, how two forms of a word are recognised as one, whether a block talks about
//! what the article talks about.

use std::collections::HashSet;

/// Words of grammar: running text has one in every three or four words, a menu has none.
const GRAMMAR: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but",
    "by", "can", "could", "did", "do", "for", "from", "had", "has", "have", "he", "her", "him",
    "his", "how", "i", "if", "in", "into", "is", "it", "its", "may", "more", "most", "not", "of",
    "on", "one", "or", "our", "over", "said", "says", "she", "so", "some", "such", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "up", "was",
    "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "with",
    "would", "you", "your",
];

/// Whether `word` is a word of grammar.
pub(super) fn is_grammar(word: &str) -> bool {
    if word.len() > 6 || !word.is_ascii() {
        return false;
    }
    let mut small = [0_u8; 6];
    let small = &mut small[..word.len()];
    for (to, from) in small.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    GRAMMAR.binary_search_by(|known| known.as_bytes().cmp(small)).is_ok()
}

/// The words of a text: runs of letters and digits, with apostrophes and hyphens inside.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '‑')))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
}

/// The first letters of a word that carries content, or `None`.
fn stem(word: &str) -> Option<String> {
    if is_grammar(word) {
        return None;
    }
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    Some(word.chars().take(6).flat_map(char::to_lowercase).collect())
}

/// The content words of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    /// Adds the words of `text`, compounds both whole and in parts.
    pub(super) fn add(&mut self, text: &str) {
        for word in words(text) {
            if word.contains(['-', '‑', '\'']) {
                self.0.extend(word.split(['-', '‑', '\'']).filter_map(stem));
            }
            self.0.extend(stem(word));
        }
    }

    /// How many content words `text` has, and how many of them are known.
    pub(super) fn overlap(&self, text: &str) -> (usize, usize) {
        let (mut all, mut known) = (0, 0);
        for stem in words(text).filter_map(stem) {
            all += 1;
            known += usize::from(self.0.contains(&stem));
        }
        (all, known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grammar_words_are_sorted_and_found() {
        assert!(GRAMMAR.is_sorted());
        assert!(is_grammar("The") && is_grammar("of") && !is_grammar("Seoul"));
    }

    #[test]
    fn a_headline_overlaps_with_its_article() {
        let mut known = Vocabulary::default();
        known.add("Hackers of North Korea's Lazarus Group stole ether.");
        assert_eq!(known.overlap("North Korean hackers steal the ether"), (5, 3));
    }
}
