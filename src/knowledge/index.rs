//! Finds every known name in a text in one pass: a trie over pieces, so that the cost grows with
//! the text and not with the tables.

use std::collections::HashMap;

use super::pieces::{Piece, pieces};
use crate::text::Span;

/// How the text must write an alias for it to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Every piece as in the table, or with a capital first ("HAFNIUM", "Hafnium", "njRAT"), and a
    /// capital or a digit somewhere: "meek" of the table counts only as "Meek".
    Name,
    /// Exactly as in the table: abbreviations ("US") and code names of plain words written in
    /// capitals ("GOLD WINTER").
    Exact,
    /// In whatever letters: a name that its list writes small throughout.
    Any,
}

/// One way of writing something known.
#[derive(Clone, Debug)]
pub struct Alias<T> {
    /// As the table writes it.
    pub written: String,
    /// How the text must write it.
    pub form: Form,
    /// What it stands for.
    pub of: T,
}

impl<T> Alias<T> {
    /// Whether `text`, whose pieces are those of the alias, writes it as a name.
    pub fn is_written(&self, text: &str) -> bool {
        let (known, found) = (pieces(&self.written), pieces(text));
        let known = known.iter().map(|piece| piece.span.of(&self.written));
        let found = found.iter().map(|piece| piece.span.of(text));
        if known.clone().count() != found.clone().count() {
            return false;
        }
        let mut both = known.zip(found.clone());
        match self.form {
            Form::Any => true,
            Form::Exact => both.all(|(known, found)| same(known, found)),
            Form::Name => {
                both.all(|(known, found)| {
                    same(known, found) || !found.starts_with(char::is_lowercase)
                }) && found.flat_map(str::chars).any(|c| c.is_alphanumeric() && !c.is_lowercase())
            }
        }
    }
}

/// Equal, any apostrophe for any other.
fn same(known: &str, found: &str) -> bool {
    known == found || !known.starts_with(char::is_alphanumeric)
}

/// Where a text may name something known.
#[derive(Debug)]
pub struct Hit<'a, T> {
    /// From the first to the last piece.
    pub span: Span,
    /// The aliases that have these pieces, in the order in which they were added.
    pub aliases: &'a [Alias<T>],
}

/// Aliases by their pieces.
#[derive(Debug)]
pub struct Index<T> {
    vocabulary: HashMap<String, u32>,
    next: HashMap<(u32, u32), u32>,
    /// Aliases by the node at which they end; node 0 is the root.
    ends: Vec<Vec<Alias<T>>>,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { vocabulary: HashMap::new(), next: HashMap::new(), ends: vec![Vec::new()] }
    }
}

impl<T> Index<T> {
    /// Adds an alias under the pieces of `key`.
    pub fn add(&mut self, key: &str, alias: Alias<T>) {
        let mut node = 0;
        for piece in pieces(key) {
            let size = number(self.vocabulary.len());
            let word = *self.vocabulary.entry(piece.folded).or_insert(size);
            let fresh = number(self.ends.len());
            node = *self.next.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.ends.push(Vec::new());
            }
        }
        if node != 0 {
            self.ends[node as usize].push(alias);
        }
    }

    /// Every place where the pieces of an alias stand, ascending by start, then by length.
    pub fn hits(&self, pieces: &[Piece]) -> Vec<Hit<'_, T>> {
        let words: Vec<Option<u32>> =
            pieces.iter().map(|piece| self.vocabulary.get(&piece.folded).copied()).collect();
        let mut found = Vec::new();
        for (first, piece) in pieces.iter().enumerate() {
            let mut node = 0;
            for (word, last) in words[first..].iter().zip(&pieces[first..]) {
                let Some(next) = word.and_then(|word| self.next.get(&(node, word))) else { break };
                node = *next;
                let aliases = &self.ends[node as usize];
                if !aliases.is_empty() {
                    found.push(Hit { span: piece.span.cover(last.span), aliases });
                }
            }
        }
        found
    }

    /// The aliases that `text` as a whole may be.
    pub fn whole(&self, text: &str) -> &[Alias<T>] {
        let mut node = 0;
        for piece in pieces(text) {
            let next =
                self.vocabulary.get(&piece.folded).and_then(|word| self.next.get(&(node, *word)));
            let Some(next) = next else { return &[] };
            node = *next;
        }
        &self.ends[node as usize]
    }
}

fn number(size: usize) -> u32 {
    u32::try_from(size).expect("the tables are small")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alias(written: &str, form: Form) -> Alias<u8> {
        Alias { written: written.to_owned(), form, of: 0 }
    }

    #[test]
    fn a_name_needs_its_capitals() {
        let name = |written, text| alias(written, Form::Name).is_written(text);
        assert!(name("HAFNIUM", "Hafnium") && !name("HAFNIUM", "hafnium"));
        assert!(name("njRAT", "njRAT") && name("njRAT", "NJRAT") && !name("njRAT", "njrat"));
        assert!(name("gh0st RAT", "gh0st RAT") && !name("gh0st RAT", "gh0st rat"));
        assert!(!name("meek", "meek") && name("meek", "Meek"));
        assert!(name("Army of Russia", "Army of Russia"));
        assert!(!alias("US", Form::Exact).is_written("Us"));
        assert!(alias("GOLD WINTER", Form::Exact).is_written("GOLD WINTER"));
        assert!(!alias("GOLD WINTER", Form::Exact).is_written("Gold Winter"));
    }

    #[test]
    fn finds_the_short_and_the_long() {
        let mut index = Index::default();
        index.add("Korea", alias("Korea", Form::Name));
        index.add("South Korea", alias("South Korea", Form::Name));
        let text = "in South-Korea now";
        let hits: Vec<&str> =
            index.hits(&pieces(text)).iter().map(|hit| hit.span.of(text)).collect();
        assert_eq!(hits, ["South-Korea", "Korea"]);
        assert!(index.whole("").is_empty());
        assert_eq!(index.whole("south korea").len(), 1);
        assert!(index.whole("South").is_empty());
    }
}
