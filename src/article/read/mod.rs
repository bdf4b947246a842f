//! Files in, documents out.

mod failure;
use super::{Markup, Source};
pub use failure::{Failure, FailureKind};

/// One article as read: decoded, not yet cleaned.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it came from.
    pub source: Source,
    /// How it is marked up.
    pub markup: Markup,
    /// The decoded original, byte-order mark removed, nothing else touched.
    pub text: String,
}
