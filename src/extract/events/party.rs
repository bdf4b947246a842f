//! The words that name a party, in lower case and however their lines are broken.

use crate::text::Span;

/// The words of a stretch of text in lower case, one space between two.
#[derive(Debug)]
pub(super) struct Words(String);

impl Words {
    pub fn of(text: &str, span: Span) -> Self {
        let words: Vec<&str> = span.of(text).split_whitespace().collect();
        Self(words.join(" ").to_lowercase())
    }

    /// The word before a place, without the marks around it; empty where a mark or nothing stands there.
    pub fn before(text: &str, at: usize) -> Self {
        let before = text[..at].trim_end();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        Self(word.to_lowercase())
    }

    /// Whether "the" opens a stretch of text or stands right before it.
    pub fn has_the(text: &str, span: Span) -> bool {
        Self::of(text, span).first() == "the" || Self::before(text, span.start()).as_str() == "the"
    }

    /// So many words before a place at most, back to the last mark.
    pub fn before_all(text: &str, at: usize, most: usize) -> Self {
        let before = text[..at].rsplit(|c: char| !(c.is_alphanumeric() || c == ' ' || c == '-'));
        let before: Vec<&str> = before.take(1).flat_map(str::split_whitespace).collect();
        Self(before[before.len().saturating_sub(most)..].join(" ").to_lowercase())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split_whitespace()
    }

    pub fn count(&self) -> usize {
        self.iter().count()
    }

    pub fn first(&self) -> &str {
        self.iter().next().unwrap_or_default()
    }

    /// The last word, the noun of most parties.
    pub fn head(&self) -> &str {
        self.iter().next_back().unwrap_or_default()
    }

    /// All but an article.
    pub fn bare(&self) -> &str {
        let articles = ["the ", "a ", "an "];
        articles.iter().find_map(|article| self.0.strip_prefix(article)).unwrap_or(&self.0)
    }

    pub fn is_pronoun(&self) -> bool {
        self.is_he_or_she() || matches!(&*self.0, "it" | "they")
    }

    pub fn is_he_or_she(&self) -> bool {
        matches!(&*self.0, "he" | "she")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_is_a_space() {
        let text = "from the\r\n  Dutch \nbank";
        let words = Words::of(text, Span::new(5, text.len()));
        assert_eq!(words.as_str(), "the dutch bank");
        assert_eq!((words.first(), words.head(), words.count()), ("the", "bank", 3));
        assert_eq!(words.bare(), "dutch bank");
        assert_eq!(Words::before(text, 9).as_str(), "the");
        assert_eq!(Words::before("He left. Thieves", 9).as_str(), "");
        assert_eq!(Words::before_all("So, the old exchange Acme", 21, 2).as_str(), "old exchange");
        assert_eq!(Words::before_all("So, the old Acme", 12, 3).as_str(), "the old");
        let nobody = Words::of(text, Span::new(4, 5));
        assert_eq!((nobody.first(), nobody.head(), nobody.count()), ("", "", 0));
        assert!(Words::of("She", Span::new(0, 3)).is_pronoun());
    }
}
