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
    /// The `<time>` elements in its blocks.
    pub times: Vec<Time>,
}

/// A day that the markup gives for what is printed: `2 days ago`, `03/12/2024`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    /// The block that it stands in.
    pub block: usize,
    pub date: Date,
    /// Its class says that it is the day of publication.
    pub published: bool,
}
