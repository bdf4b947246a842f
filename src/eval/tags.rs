//! From tags of words to entities, as the field's own programs read them.
//!
//! `conlleval` reads any sequence: an entity begins wherever its tag could not continue the one
//! before. seqeval's strict mode counts only what is well formed in one scheme, and drops the rest
//! in silence. Both are here; `tests/eval/` holds them to what the originals say.

use std::ops::Range;

/// A position tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prefix {
    O,
    B,
    I,
    /// End, in schemes that mark it (`L` in BILOU).
    E,
    /// An entity of one word (`U` in BILOU).
    S,
}

/// How a tag sequence is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// As `conlleval` does, whatever the scheme.
    #[default]
    Conlleval,
    /// As seqeval does in strict mode: only entities that are well formed in the scheme.
    Strict(Scheme),
}

/// A tagging scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// B only where an entity follows another of its type.
    Iob1,
    /// B at every beginning.
    Iob2,
    /// E at every end.
    Ioe2,
    /// B, I, E, and S for one word.
    Iobes,
    /// B, I, L, and U for one word.
    Bilou,
}

impl std::str::FromStr for Reading {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Ok(match name {
            "conlleval" => Self::Conlleval,
            "iob1" => Self::Strict(Scheme::Iob1),
            "iob2" | "bio" => Self::Strict(Scheme::Iob2),
            "ioe2" => Self::Strict(Scheme::Ioe2),
            "iobes" | "bioes" => Self::Strict(Scheme::Iobes),
            "bilou" => Self::Strict(Scheme::Bilou),
            _ => {
                return Err(format!(
                    "no way {name:?} to read tags: conlleval, iob1, iob2, ioe2, iobes or bilou"
                ));
            }
        })
    }
}

/// One entity of a tag sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk<'t> {
    /// Its words.
    pub words: Range<usize>,
    /// Its label.
    pub label: &'t str,
}

/// Whether this could be a tag: `O`, or a position and a label.
pub fn is_tag(tag: &str) -> bool {
    parse(tag).is_ok()
}

fn parse(tag: &str) -> Result<(Prefix, &str), String> {
    let wrong = || format!("{tag:?} is no tag: O, or one of B I E S L U before - and a label");
    let (prefix, label) = match tag.split_once('-') {
        Some((_, "")) => return Err(wrong()),
        Some((prefix, label)) => (prefix, label),
        None => (tag, "_"),
    };
    let prefix = match prefix {
        "O" if label == "_" => return Ok((Prefix::O, "")),
        "B" => Prefix::B,
        "I" => Prefix::I,
        "E" | "L" => Prefix::E,
        "S" | "U" => Prefix::S,
        _ => return Err(wrong()),
    };
    Ok((prefix, label))
}

/// The entities of one sentence's tags.
///
/// # Errors
/// If something is no tag, in words that name it.
pub fn chunks<'t>(tags: &[&'t str], reading: Reading) -> Result<Vec<Chunk<'t>>, String> {
    let parsed: Vec<_> = tags.iter().map(|tag| parse(tag)).collect::<Result<_, _>>()?;
    Ok(match reading {
        Reading::Conlleval => lenient(&parsed),
        Reading::Strict(scheme) => strict(&parsed, scheme),
    })
}

/// `conlleval`: a word that is not O begins an entity unless it continues the one before.
fn lenient<'t>(tags: &[(Prefix, &'t str)]) -> Vec<Chunk<'t>> {
    let mut found: Vec<Chunk<'t>> = Vec::new();
    let mut before = (Prefix::O, "");
    for (at, &(prefix, label)) in tags.iter().enumerate() {
        let begins = matches!(prefix, Prefix::B | Prefix::S)
            || matches!(before.0, Prefix::O | Prefix::E | Prefix::S)
            || before.1 != label;
        match found.last_mut() {
            _ if prefix == Prefix::O => {}
            Some(last) if !begins => last.words.end = at + 1,
            _ => found.push(Chunk { words: at..at + 1, label }),
        }
        before = (prefix, label);
    }
    found
}

/// seqeval's strict mode: walk from each beginning over what continues it, and keep it if what
/// follows may end it.
fn strict<'t>(tags: &[(Prefix, &'t str)], scheme: Scheme) -> Vec<Chunk<'t>> {
    let outside = (Prefix::O, "");
    let tag = |at: usize| tags.get(at).copied().unwrap_or(outside);
    let mut found = Vec::new();
    let (mut at, mut before) = (0, outside);
    while at < tags.len() {
        if scheme.begins(before, tag(at)) {
            let mut end = at + 1;
            while end < tags.len() && scheme.continues(tag(end - 1), tag(end)) {
                end += 1;
            }
            if scheme.ends(tag(end - 1), tag(end)) {
                found.push(Chunk { words: at..end, label: tag(at).1 });
            }
            at = end;
        } else {
            at += 1;
        }
        before = tag(at - 1);
    }
    found
}

type Tag<'t> = (Prefix, &'t str);

impl Scheme {
    fn begins(self, before: Tag, tag: Tag) -> bool {
        use Prefix::{B, E, I, O, S};
        let same = before.1 == tag.1;
        match self {
            Self::Iob1 => match (before.0, tag.0) {
                (O | B, I) => true,
                (I, I) => !same,
                (I | B, B) => same,
                _ => false,
            },
            Self::Iob2 => tag.0 == B,
            Self::Ioe2 => match (before.0, tag.0) {
                (O | E, I | E) => true,
                (I, I | E) => !same,
                _ => false,
            },
            Self::Iobes | Self::Bilou => matches!(tag.0, B | S),
        }
    }

    fn continues(self, before: Tag, tag: Tag) -> bool {
        use Prefix::{B, E, I};
        before.1 == tag.1
            && match self {
                Self::Iob1 | Self::Iob2 => matches!((before.0, tag.0), (B | I, I)),
                Self::Ioe2 => matches!((before.0, tag.0), (I, I | E)),
                Self::Iobes | Self::Bilou => matches!((before.0, tag.0), (B | I, I | E)),
            }
    }

    fn ends(self, before: Tag, tag: Tag) -> bool {
        use Prefix::{B, E, I, O, S};
        let same = before.1 == tag.1;
        match self {
            Self::Iob1 => match (before.0, tag.0) {
                (I, O | B) | (B, O) => true,
                (I | B, I) => !same,
                (B, B) => same,
                _ => false,
            },
            Self::Iob2 => match (before.0, tag.0) {
                (I | B, O | B) => true,
                (I | B, I) => !same,
                _ => false,
            },
            Self::Ioe2 => before.0 == E,
            Self::Iobes | Self::Bilou => matches!(before.0, E | S),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(tags: &str, reading: &str) -> String {
        let tags: Vec<&str> = tags.split_whitespace().collect();
        let found = chunks(&tags, reading.parse().unwrap()).unwrap();
        let shown = found.iter().map(|c| format!("{}:{:?}", c.label, c.words));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn conlleval_begins_wherever_nothing_is_continued() {
        assert_eq!(read("I-A I-A O I-B B-B", "conlleval"), "A:0..2 B:3..4 B:4..5");
        assert_eq!(read("B-A I-B I-B", "conlleval"), "A:0..1 B:1..3");
        assert_eq!(read("B-A E-A E-A S-A I-A", "conlleval"), "A:0..2 A:2..3 A:3..4 A:4..5");
    }

    #[test]
    fn strict_modes_drop_what_is_not_well_formed() {
        assert_eq!(read("I-A I-A O B-B I-B", "iob2"), "B:3..5");
        assert_eq!(read("B-A I-A O B-A E-A S-B", "iobes"), "A:3..5 B:5..6");
        assert_eq!(read("I-A I-A B-A O", "iob1"), "A:0..2 A:2..3");
        assert_eq!(read("B-A L-A U-A", "bilou"), "A:0..2 A:2..3");
        assert_eq!(read("I-A E-A E-B I-B", "ioe2"), "A:0..2 B:2..3");
    }

    #[test]
    fn what_is_no_tag_is_named() {
        for bad in ["X-A", "B-", "Ox", "-A", "", "O-A"] {
            assert!(chunks(&[bad], Reading::Conlleval).unwrap_err().contains(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn chunks_ascend_within_the_sentence(tags in prop::collection::vec("[BIESO]", 0..20)) {
            let tags: Vec<String> = tags
                .iter()
                .map(|t| if t == "O" { t.clone() } else { format!("{t}-A") })
                .collect();
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            for reading in ["conlleval", "iob1", "iob2", "ioe2", "iobes", "bilou"] {
                let mut end = 0;
                for chunk in chunks(&tags, reading.parse().unwrap()).unwrap() {
                    prop_assert!(end <= chunk.words.start && !chunk.words.is_empty());
                    end = chunk.words.end;
                }
                prop_assert!(end <= tags.len());
            }
        }
    }
}
