//! What a page says of itself outside its text: an HTML head, a block of JSON-LD. Plain text says
//! nothing.

use jiff::civil::Date;

/// What the page says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Meta {
    /// Headlines, the surest first; the name of the site may be in them.
    pub headlines: Vec<String>,
    /// Names of authors.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Date>,
}
