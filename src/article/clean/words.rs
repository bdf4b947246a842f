//! Small facts about words that the classifier needs and that no model is worth asking: which ones
//! carry no content, how two forms of a word are recognised as one, whether a block talks about
//! what the article talks about.

use std::collections::{HashMap, HashSet};

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

/// Whether a text speaks to its reader, or of those who publish it: `your`, `us`, outside quotation
/// marks.
pub(super) fn speaks_to_reader(text: &str) -> bool {
    const WORDS: &[&str] = &["you", "your", "yours", "our", "us", "You", "Your", "Our"];
    // What somebody told the paper is news.
    const TOLD: &[&str] =
        &["told", "asked", "showed", "gave", "sent", "assured", "reminded", "tells", "let"];
    let mut quoted = false;
    text.split_inclusive(['"', '“', '”']).any(|part| {
        let mut before = "";
        let found = !quoted
            && words(part).any(|word| {
                let told = word == "us" && TOLD.contains(&before);
                before = word;
                WORDS.contains(&word) && !told
            });
        quoted = part.ends_with('“') || part.ends_with('"') && !quoted;
        found
    })
}

/// Whether a text says that somebody said something.
pub(super) fn reports(text: &str) -> bool {
    const SAID: &[&str] = &["said", "says", "told", "added"];
    words(text).any(|word| SAID.contains(&word))
}

/// Whether a text invites its reader to a newsletter or a channel: `Get the Sunday newsletter.`
pub(super) fn invites(text: &str) -> bool {
    const FIRST: &[&str] = &["Get", "Join", "Receive", "Register", "Sign", "Subscribe"];
    const WHAT: &[&str] = &["newsletter", "newsletters", "inbox"];
    const BRIEF: &[&str] = &["briefing", "briefings", "bulletin", "digest", "edition"];
    const FOLLOWING: &[&str] = &["Follow", "Join"];
    const WHERE: &[&str] = &["whatsapp", "telegram", "instagram", "facebook", "youtube", "tiktok"];
    text.split_inclusive(['.', '!', '?']).any(|sentence| {
        let sentence = sentence.trim_start();
        // What others send is news.
        let others = ["its ", "their ", "his ", "her "].iter().any(|of| sentence.contains(of));
        let mut words = words(sentence);
        // Quoted words are somebody's, not the site's.
        let Some(first) = words.next().filter(|_| sentence.starts_with(char::is_alphabetic)) else {
            return false;
        };
        let (asks, follows) = (FIRST.contains(&first), FOLLOWING.contains(&first));
        // `our Friday briefing`; what is not theirs may be one of the police.
        let own = ["our ", "your ", " free "].iter().any(|of| sentence.contains(of));
        let is_what = |word: &str| {
            asks && (WHAT.contains(&word) || own && BRIEF.contains(&word))
                || follows && WHERE.contains(&word)
        };
        !others && words.any(|word| is_what(&word.to_lowercase()))
    })
}

/// Whether a line sells the paper: `Subscribe $1 for 6 months`.
pub(super) fn sells(text: &str) -> bool {
    let first = words(text).next().is_some_and(|word| word.eq_ignore_ascii_case("subscribe"));
    let price = text.char_indices().any(|(at, c)| {
        matches!(c, '$' | '€' | '£')
            && text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit())
    });
    first && price
}

/// Whether a line asks its reader to prefer the site in a search: `Add Marsh Lens as a preferred source on
/// Google`.
pub(super) fn prefers(text: &str) -> bool {
    const FIRST: &[&str] = &["Add", "Choose", "Make", "Prefer", "Select", "Set"];
    let preferred = || {
        let small = text.to_lowercase();
        small.contains("preferred source") || small.contains("preferred on google")
    };
    words(text).next().is_some_and(|word| FIRST.contains(&word))
        && (text.contains("Google") && preferred()
            || text.ends_with(" on Google")
            || text.ends_with(" to Google"))
}

/// The content words of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary(HashMap<String, u32>);

impl Vocabulary {
    /// Adds the words of `text`, compounds both whole and in parts.
    pub(super) fn add(&mut self, text: &str) {
        let mut stems = HashSet::new();
        for word in words(text) {
            if word.contains(['-', '‑', '\'']) {
                stems.extend(word.split(['-', '‑', '\'']).filter_map(stem));
            }
            stems.extend(stem(word));
        }
        for stem in stems {
            *self.0.entry(stem).or_default() += 1;
        }
    }

    /// How many content words `text` has, and how many of them are known.
    pub(super) fn overlap(&self, text: &str) -> (usize, usize) {
        self.known(text, 1)
    }

    /// The same for a text that was itself added: what the others know of it.
    pub(super) fn overlap_of_added(&self, text: &str) -> (usize, usize) {
        self.known(text, 2)
    }

    fn known(&self, text: &str, least: u32) -> (usize, usize) {
        let (mut all, mut known) = (0, 0);
        for stem in words(text).filter_map(stem) {
            all += 1;
            known += usize::from(self.0.get(&stem).is_some_and(|&texts| texts >= least));
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
        known.add("The group of hackers is from the North.");
        assert_eq!(known.overlap_of_added("The group of hackers is from the North."), (3, 3));
        assert_eq!(known.overlap_of_added("Hackers stole the ether of the group."), (4, 2));
    }

    #[test]
    fn invitations_are_the_sites_and_not_quoted() {
        for text in [
            "The best of the tide. Get the Sunday newsletter.",
            "Sign up, and find it in your inbox!",
            "Follow Gull Notes on WhatsApp for more",
            "Join 9,000 sailors who read our weekly digest.",
        ] {
            assert!(invites(text), "{text}");
        }
        for text in [
            "“Get the newsletter,” he said.",
            "Get it on paper, the union says in its newsletter.",
            "Join the police at a briefing on Friday, the union says.",
            "The newsletter was sent to nobody. Get well soon.",
        ] {
            assert!(!invites(text), "{text}");
        }
    }

    #[test]
    fn readers_are_spoken_to_outside_quotation_marks() {
        for text in ["Write to us.", "Your bank knows.", "He said \"no\" to you."] {
            assert!(speaks_to_reader(text), "{text}");
        }
        for text in [
            "\"You pay,\" he said.",
            "“We owe you,” it said.",
            "The US paid.",
            "A clerk told us of it.",
        ] {
            assert!(!speaks_to_reader(text), "{text}");
        }
    }
}
