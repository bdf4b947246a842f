//! A container with more articles than it may have ends in a failure, so that no file can keep a
//! run busy for ever.

use super::failure::{Failure, Fault};
use super::{Document, Format, Source};

/// The first `limit` articles of a container, and a failure if there are more.
pub(super) struct Bounded<I> {
    items: I,
    /// The file.
    source: Source,
    limit: u64,
    /// How many have been given; `None` once the limit has been passed.
    given: Option<u64>,
}

impl<I> Bounded<I> {
    pub(super) fn new(items: I, source: Source, limit: u64) -> Self {
        Self { items, source, limit, given: Some(0) }
    }
}

impl<I: Iterator<Item = Result<Document, Failure>>> Iterator for Bounded<I> {
    type Item = Result<Document, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let given = self.given?;
        let item = self.items.next()?;
        if given < self.limit {
            self.given = Some(given + 1);
            return Some(item);
        }
        self.given = None;
        let items = if self.source.format == Some(Format::Csv) { "rows" } else { "lines" };
        Some(Err(Fault::too_many(items, self.limit).at(self.source.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_the_limit_is_told_once() {
        let article = |at: u64| Ok(Document::from_text(&at.to_string(), "x".into(), Format::Txt));
        let given = |articles, limit| {
            let source = Source::new("feed.jsonl");
            let all = Bounded::new((0..articles).map(article), source, limit);
            all.map(|item| item.map_or_else(|f| f.message, |d| d.source.path)).collect()
        };
        let all: Vec<String> = given(2, 2);
        assert_eq!(all, ["0", "1"]);
        let some: Vec<String> = given(9, 2);
        assert_eq!(some[..2], ["0", "1"]);
        assert!(some[2].starts_with("more than 2 lines"), "{some:?}");
        assert_eq!(some.len(), 3);
    }
}
