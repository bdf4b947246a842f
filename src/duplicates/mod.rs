//! Copies of articles: the same text, or nearly.
//!
//! Off unless asked for, since a record must not depend on its neighbours otherwise. An article is
//! compared with those before it that are no duplicates themselves, so `duplicate_of` always names
//! an article that stands on its own. Exact duplicates have the same id; near ones at least 80 % of
//! their shingles in common, by their [`Signature`]s over what is article, so that other boilerplate
//! around a syndicated text does not matter.

mod index;
mod signature;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

pub use index::Alone;
pub(crate) use index::{Index, find};
pub use signature::Signature;

use crate::article::Article;
use crate::record::DuplicateRecord;
use crate::taxonomy::DuplicateKind;

/// What to do about duplicates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duplicates {
    /// Nothing.
    #[default]
    Keep,
    /// Say in each record whether it is one.
    Mark,
    /// Leave them out.
    Skip,
}

impl Duplicates {
    /// Whether they are left alone.
    pub fn is_keep(&self) -> bool {
        *self == Self::Keep
    }
}

impl Signature {
    /// That of what is article on a page.
    pub(crate) fn of_article(article: &Article) -> Option<Self> {
        let view = article.view.text();
        Self::of(article.stretches.iter().map(|stretch| stretch.of(view)))
    }
}

/// An article that was seen before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Duplicate {
    /// Id of the first.
    pub of: [u8; 32],
    /// In thousandths.
    pub similarity: u16,
    pub is_exact: bool,
}

impl Duplicate {
    pub(crate) fn record(&self) -> DuplicateRecord {
        DuplicateRecord {
            id: HEXLOWER.encode(&self.of),
            kind: if self.is_exact { DuplicateKind::Exact } else { DuplicateKind::Near },
            similarity: f64::from(self.similarity) / 1000.0,
        }
    }
}

/// A record's JSON with the last key that says whether it is a duplicate.
pub(crate) fn marked(json: &str, duplicate: Option<&Duplicate>) -> String {
    let said = serde_json::to_string(&duplicate.map(Duplicate::record))
        .expect("it has no keys but strings");
    let open = json.strip_suffix('}').unwrap_or(json);
    format!("{open},\"duplicate_of\":{said}}}")
}
