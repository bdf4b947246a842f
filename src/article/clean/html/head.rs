//! What the head of a page and its JSON-LD say: headline, authors, date of publication.

use html5gum::StartTag;
use jiff::civil::Date;
use serde_json::Value;

use super::super::meta::{Meta, Time};
use crate::text::printed_date;

/// Longer scripts are programs, not data.
const LONGEST: usize = 1 << 20;

/// No article has more headlines or authors that matter.
const MOST: usize = 8;
/// Nor are there more elements of time up to its text.
const MOST_TIMES: usize = 64;

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Reading {
    #[default]
    Nothing,
    Title,
    Data,
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Head {
    meta: Meta,
    title: String,
    data: String,
    reading: Reading,
    told: Option<Date>,
}

impl Head {
    /// Sees a start tag in or before the block of number `block`.
    pub(super) fn open(&mut self, tag: &StartTag<usize>, block: usize) {
        let name: &[u8] = &tag.name;
        let attribute = |key: &[u8]| {
            tag.attributes.get(key).map(|value| String::from_utf8_lossy(value).trim().to_owned())
        };
        self.reading = Reading::Nothing;
        match name {
            b"title" => self.reading = Reading::Title,
            b"script" => {
                let kind = attribute(b"type").unwrap_or_default().to_lowercase();
                if kind == "application/ld+json" {
                    self.reading = Reading::Data;
                    self.data.clear();
                }
            }
            b"meta" => {
                let key = attribute(b"property")
                    .or_else(|| attribute(b"name"))
                    .or_else(|| attribute(b"itemprop"))
                    .unwrap_or_default()
                    .to_lowercase();
                if let Some(content) = attribute(b"content").filter(|c| !c.is_empty()) {
                    self.take(&key, &content);
                }
            }
            b"time" => {
                let published = attribute(b"pubdate").is_some()
                    || attribute(b"itemprop").is_some_and(|p| p == "datePublished");
                let date = attribute(b"datetime").and_then(|d| printed_date::first(&d));
                if published {
                    self.told = self.told.or(date);
                }
                let class = attribute(b"class").unwrap_or_default().to_lowercase();
                let published = is_of_publication(&class);
                let changed = !published && class.contains("updated");
                if let Some(date) = date.filter(|_| !changed && self.meta.times.len() < MOST_TIMES)
                {
                    self.meta.times.push(Time { block, date, published });
                }
            }
            _ => {}
        }
    }

    fn take(&mut self, key: &str, content: &str) {
        match key {
            "og:title" | "twitter:title" | "dc.title" | "headline" => self.headline(content),
            "author" | "article:author" | "dc.creator" | "parsely-author" | "sailthru.author"
            | "byl" => {
                self.author(content);
            }
            "article:published_time"
            | "og:article:published_time"
            | "datepublished"
            | "date"
            | "pubdate"
            | "publishdate"
            | "publish-date"
            | "publish_date"
            | "parsely-pub-date"
            | "sailthru.date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.created"
            | "dcterms.issued"
            | "article.published"
            | "cxenseparse:recs:publishtime" => {
                self.told = self.told.or(printed_date::first(content));
            }
            _ => {}
        }
    }

    fn headline(&mut self, text: &str) {
        if self.meta.headlines.len() < MOST && text.len() <= 600 {
            self.meta.headlines.push(text.to_owned());
        }
    }

    fn author(&mut self, name: &str) {
        let name = name.trim();
        let bare = name.strip_prefix("By ").or_else(|| name.strip_prefix("by ")).unwrap_or(name);
        // One word is an account or an agency.
        if bare.contains(' ')
            && !bare.contains("://")
            && bare.len() <= 120
            && self.meta.authors.len() < MOST
        {
            self.meta.authors.push(bare.to_owned());
        }
    }

    /// Sees text that no reader sees.
    pub(super) fn text(&mut self, part: &str) {
        match self.reading {
            Reading::Title if self.title.len() < 1000 => self.title.push_str(part),
            Reading::Data if self.data.len() + part.len() <= LONGEST => self.data.push_str(part),
            _ => {}
        }
    }

    /// Sees the end of the element that was read.
    pub(super) fn close(&mut self) {
        if self.reading == Reading::Data
            && let Ok(value) = serde_json::from_str::<Value>(&self.data)
        {
            self.json(&value);
        }
        self.reading = Reading::Nothing;
    }

    /// Looks for articles in a block of JSON-LD.
    fn json(&mut self, value: &Value) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items.iter().rev()),
                Value::Object(object) => {
                    if object.get("@type").is_some_and(is_article) {
                        if let Some(headline) = object.get("headline").and_then(Value::as_str) {
                            self.headline(headline);
                        }
                        let date = object.get("datePublished").and_then(Value::as_str);
                        self.meta.published =
                            self.meta.published.or(date.and_then(printed_date::first));
                        if let Some(authors) = object.get("author") {
                            self.json_authors(authors);
                        }
                    }
                    open.extend(object.get("@graph"));
                    open.extend(object.get("mainEntity"));
                }
                _ => {}
            }
        }
    }

    fn json_authors(&mut self, value: &Value) {
        match value {
            Value::String(name) => self.author(name),
            Value::Array(items) => {
                for name in items.iter().filter_map(|i| i.get("name")?.as_str()) {
                    self.author(name);
                }
            }
            Value::Object(object) => {
                if let Some(name) = object.get("name").and_then(Value::as_str) {
                    self.author(name);
                }
            }
            _ => {}
        }
    }

    /// What the page says of itself.
    pub(super) fn finish(mut self) -> Meta {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let parts: Vec<&str> = [" | ", " - ", " – ", " — ", " :: ", ": "]
            .iter()
            // `Blog: headline`, where the headline may have a colon of its own.
            .filter_map(|&mark| match mark {
                ": " => title.split_once(mark),
                _ => title.rsplit_once(mark),
            })
            .flat_map(|(front, back)| [front, back])
            .collect();
        self.meta.headlines.extend(parts.iter().map(|&part| part.to_owned()));
        if !title.is_empty() {
            self.meta.headlines.push(title.clone());
        }
        self.meta.published = self.meta.published.or(self.told);
        self.meta
    }
}

/// Whether the class of a `<time>` says that it is the day of publication. Blogs add `updated` where
/// nothing was changed since.
fn is_of_publication(class: &str) -> bool {
    const CLASSES: &[&str] =
        &["published", "dt-published", "date-published", "entry-date", "entry-time", "post-date"];
    let has = |names: &[&str]| class.split_whitespace().any(|name| names.contains(&name));
    has(&CLASSES[..3]) || has(CLASSES) && !class.contains("updated")
}

fn is_article(kind: &Value) -> bool {
    let named = |v: &Value| {
        v.as_str().is_some_and(|s| {
            s.contains("Article")
                || s.ends_with("Posting")
                || s == "Report"
                || s == "OpinionNewsArticle"
        })
    };
    named(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(named))
}
