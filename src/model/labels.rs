//! The labels of a token classifier and what they are here.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::{ModelError, Tag};
use crate::taxonomy::EntityLabel;

/// What a label map gives a label that counts as no entity.
const LEFT_OUT: &str = "-";

/// Letters that begin an entity in the schemes that there are: BIO, BIOES, BILUO.
const BEGINS: &str = "BSU";
/// Letters that go on with one.
const GOES_ON: &str = "IEL";

/// A map as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    labels: BTreeMap<String, String>,
}

/// What a checkpoint's labels are here. Without a map, labels must be ours already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelMap(BTreeMap<String, Option<EntityLabel>>);

impl LabelMap {
    /// Reads a TOML file with a table `labels`.
    ///
    /// # Errors
    /// If it cannot be read, is not TOML, or names a label that is none of ours.
    pub fn open(path: &Path) -> Result<Self, ModelError> {
        let wrong = |why: String| ModelError::Invalid { file: path.to_owned(), why };
        let text = std::fs::read_to_string(path)
            .map_err(|source| ModelError::Read { file: path.to_owned(), source })?;
        Self::parse(&text).map_err(wrong)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(text).map_err(|e| e.to_string().trim().to_owned())?;
        let entry = |(theirs, ours): (String, String)| {
            let label = match ours.as_str() {
                LEFT_OUT => None,
                ours => Some(ours.parse::<EntityLabel>().map_err(|e| e.to_string())?),
            };
            Ok((theirs, label))
        };
        Ok(Self(written.labels.into_iter().map(entry).collect::<Result<_, String>>()?))
    }

    /// The map as text that is the same for the same map.
    pub(crate) fn canonical(&self) -> String {
        let line = |(theirs, ours): (&String, &Option<EntityLabel>)| {
            format!("{theirs}={}\n", ours.map_or(LEFT_OUT, EntityLabel::name))
        };
        self.0.iter().map(line).collect()
    }

    /// What a label of the classifier is here.
    ///
    /// # Errors
    /// If it is neither ours nor in the map.
    pub fn tag(&self, theirs: &str) -> Result<Tag, String> {
        if theirs == "O" {
            return Ok(Tag::Outside);
        }
        let (begins, name) = match split(theirs) {
            Some((letter, name)) if !self.0.contains_key(theirs) => (BEGINS.contains(letter), name),
            _ => (false, theirs),
        };
        let label = match self.0.get(name) {
            Some(mapped) => *mapped,
            None => Some(name.parse().map_err(|_| {
                format!(
                    "its label {name:?} is none of wiredesk's: say with --labels FILE what each \
                     label is here, or \"-\" to leave it out, such as\n[labels]\n{name:?} = \"PER\""
                )
            })?),
        };
        Ok(match (label, begins) {
            (None, _) => Tag::Outside,
            (Some(label), true) => Tag::Begin(label),
            (Some(label), false) => Tag::Inside(label),
        })
    }
}

/// The letter of the scheme and the name behind it.
fn split(label: &str) -> Option<(char, &str)> {
    let letter = label.chars().next().filter(|c| BEGINS.contains(*c) || GOES_ON.contains(*c))?;
    let name = label[1..].strip_prefix(['-', '_'])?;
    Some((letter, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityLabel::{Loc, Per};

    #[test]
    fn every_scheme_is_read() {
        let map = LabelMap::parse("[labels]\nPERSON = \"PER\"\nDATE = \"-\"").unwrap();
        for (theirs, ours) in [
            ("O", Tag::Outside),
            ("B-PERSON", Tag::Begin(Per)),
            ("I-PERSON", Tag::Inside(Per)),
            ("S-LOC", Tag::Begin(Loc)),
            ("E-LOC", Tag::Inside(Loc)),
            ("U-PERSON", Tag::Begin(Per)),
            ("L-PERSON", Tag::Inside(Per)),
            ("B_LOC", Tag::Begin(Loc)),
            ("LOC", Tag::Inside(Loc)),
            ("B-DATE", Tag::Outside),
        ] {
            assert_eq!(map.tag(theirs), Ok(ours), "{theirs}");
        }
    }

    #[test]
    fn an_unknown_label_comes_with_the_mend() {
        let error = LabelMap::default().tag("B-WOMBAT").unwrap_err();
        assert!(error.contains("--labels FILE") && error.contains("WOMBAT"), "{error}");
        assert!(LabelMap::parse("[labels]\nX = \"Y\"").is_err());
        assert!(LabelMap::parse("[gold]\nX = \"PER\"").is_err());
    }
}
