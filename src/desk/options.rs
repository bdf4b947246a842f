//! What shapes a record: its digest for the record itself, its names for a person.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::article::read::ReadOptions;
use crate::duplicates::Duplicates;
use crate::knowledge::UserLists;
use crate::limits::Limits;
use crate::model::bundle::hex;

/// What shapes a record. Its digest stands in every record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    /// Threat scores of every type for every sentence, not only those that reach the threshold.
    pub all_scores: bool,
    /// The text of each sentence in the record.
    pub sentence_text: bool,
    /// The decoded original in the record.
    pub text: bool,
    /// Articles in other languages than the model's are read all the same.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub any_language: bool,
    /// Beyond these there is no record, within them they shape none.
    #[serde(skip)]
    pub limits: Limits,
    /// The user's own lists of names.
    #[serde(skip_serializing_if = "UserLists::is_empty")]
    pub lists: UserLists,
    /// What is done about copies of articles. The records are the same but for the mark; those of a
    /// worker never have one, since it sees one article alone.
    #[serde(skip_serializing_if = "Duplicates::is_keep")]
    pub duplicates: Duplicates,
    /// Name of the encoding that files are read in, where it is given; see [`Options::reading`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<&'static str>,
    /// The field that holds the article, where it is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_field: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            all_scores: false,
            sentence_text: false,
            text: true,
            any_language: false,
            limits: Limits::default(),
            lists: UserLists::default(),
            duplicates: Duplicates::Keep,
            encoding: None,
            text_field: None,
        }
    }
}

impl Options {
    /// The same for articles that are read with `read`: of the same bytes another encoding or another
    /// field makes another article. What the format was, each record says itself.
    #[must_use]
    pub fn reading(self, read: &ReadOptions) -> Self {
        let encoding = read.encoding.map(encoding_rs::Encoding::name);
        Self { encoding, text_field: read.text_field.clone(), ..self }
    }

    /// SHA-256 over the options as JSON with keys in the order of the struct.
    pub(super) fn digest(&self) -> String {
        hex(serde_json::to_string(self).unwrap_or_default().as_bytes())
    }

    /// What was given that shapes a record, as the command line calls it, with its value; switches
    /// have none. Options with the same digest have the same.
    pub fn given(&self) -> BTreeMap<String, String> {
        let switches = [
            ("--all-scores", self.all_scores),
            ("--sentences", self.sentence_text),
            ("--no-text", !self.text),
            ("--any-language", self.any_language),
            ("--mark-duplicates", self.duplicates == Duplicates::Mark),
            ("--skip-duplicates", self.duplicates == Duplicates::Skip),
        ];
        let switches = switches.into_iter().filter(|(_, is_on)| *is_on);
        let mut given: BTreeMap<String, String> =
            switches.map(|(name, _)| (name.to_owned(), String::new())).collect();
        let mut add = |name: &str, value: Option<String>| {
            given.extend(value.map(|value| (name.to_owned(), value)));
        };
        add("--encoding", self.encoding.map(str::to_owned));
        add("--text-field", self.text_field.clone());
        // Of a list the name does not matter, but what it says.
        let lists = serde_json::to_value(&self.lists).unwrap_or_default();
        for (key, name) in [("gazetteer", "--gazetteer"), ("ignore", "--ignore")] {
            let list = lists.get(key).filter(|list| list.as_array().is_some_and(|l| !l.is_empty()));
            add(name, list.map(|list| format!("of digest {}", short(&list.to_string()))));
        }
        given
    }
}

/// As much of the digest of a text as a person compares.
fn short(text: &str) -> String {
    hex(text.as_bytes()).chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_the_default_is_that_of_what_was_always_in_it() {
        let plain = r#"{"all_scores":false,"sentence_text":false,"text":true}"#;
        assert_eq!(Options::default().digest(), hex(plain.as_bytes()));
        let read = ReadOptions::default();
        assert_eq!(Options::default().reading(&read), Options::default());
    }

    #[test]
    fn what_is_given_goes_with_the_digest() {
        let list = |gazetteer: &str, ignore: &str| {
            let mut lists = UserLists::default();
            if !gazetteer.is_empty() {
                lists.add_gazetteer(gazetteer.as_bytes()).unwrap();
            }
            lists.add_ignored(ignore.as_bytes()).unwrap();
            lists
        };
        let base = Options::default;
        let header = "alias,name,type,id\n";
        let read = |encoding, text_field: Option<&str>| {
            let text_field = text_field.map(str::to_owned);
            base().reading(&ReadOptions { text_field, encoding, ..ReadOptions::default() })
        };
        let all = [
            base(),
            Options { all_scores: true, ..base() },
            Options { sentence_text: true, ..base() },
            Options { text: false, ..base() },
            Options { any_language: true, ..base() },
            Options { duplicates: Duplicates::Mark, ..base() },
            Options { duplicates: Duplicates::Skip, ..base() },
            Options { lists: list(&format!("{header}a,b,ORG,\n"), ""), ..base() },
            Options { lists: list(&format!("{header}a,c,ORG,\n"), ""), ..base() },
            Options { lists: list("", "a\n"), ..base() },
            read(Some(encoding_rs::WINDOWS_1252), None),
            read(Some(encoding_rs::UTF_8), None),
            read(None, Some("body")),
        ];
        for (at, one) in all.iter().enumerate() {
            for (other_at, other) in all.iter().enumerate() {
                assert_eq!(one.given() == other.given(), at == other_at, "{one:?} {other:?}");
                assert_eq!(one.digest() == other.digest(), at == other_at, "{one:?} {other:?}");
            }
        }
        assert!(base().given().is_empty());
        assert_eq!(all[10].given()["--encoding"], "windows-1252");
    }
}
