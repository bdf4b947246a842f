//! Words into pieces: the sub-word vocabulary of the encoder, and the case that it cannot see.
//!
//! The encoder is uncased, so each piece carries the case type of its word beside its id. The rules
//! are those of `training/tokens.py`; reference outputs hold the two together.

use std::collections::HashMap;
use std::ops::Range;

use tokenizers::Tokenizer;

use super::ModelError;

/// Words whose pieces are remembered. News repeats itself; this holds a drop's common words in a
/// few megabytes and is emptied when full, so memory stays flat.
const CACHE_WORDS: usize = 20_000;

/// The case type of a word, as the model was trained on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// No letter and no digit.
    None = 0,
    /// All cased letters are small, or no letter has case.
    Lower = 1,
    /// All cased letters are capitals.
    Upper = 2,
    /// A capital, then small letters.
    Title = 3,
    /// Any other mixture.
    Mixed = 4,
    /// Digits and no letter.
    Digit = 5,
}

impl Case {
    /// The case type of `word`.
    pub fn of(word: &str) -> Self {
        if !word.chars().any(char::is_alphabetic) {
            let digit = word.chars().any(|c| c.is_ascii_digit());
            return if digit { Self::Digit } else { Self::None };
        }
        let mut cased = word.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
        let Some(first) = cased.next() else { return Self::Lower };
        let (mut small, mut capital) = (0, 0);
        for c in cased {
            if c.is_lowercase() { small += 1 } else { capital += 1 }
        }
        match (first.is_uppercase(), small, capital) {
            (false, _, 0) => Self::Lower,
            (true, 0, _) => Self::Upper,
            (true, _, 0) => Self::Title,
            _ => Self::Mixed,
        }
    }
}

/// The pieces of one article.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Vocabulary id of each piece.
    pub ids: Vec<u32>,
    /// Case type of each piece's word.
    pub cases: Vec<u8>,
    /// Of each word, in order: the index of its first piece.
    pub words: Vec<usize>,
    /// Of each sentence, in order.
    pub sentences: Vec<SentencePieces>,
}

/// Where one sentence stands among the pieces and words of its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentencePieces {
    /// Its pieces.
    pub pieces: Range<usize>,
    /// Its words.
    pub words: Range<usize>,
}

/// Cuts words into pieces. Cheap to clone the start of, then fills a cache of its own.
#[derive(Clone)]
pub struct PieceMaker {
    tokenizer: Tokenizer,
    unknown: u32,
    cache: HashMap<String, Box<[u32]>>,
}

impl std::fmt::Debug for PieceMaker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PieceMaker").field("cached", &self.cache.len()).finish_non_exhaustive()
    }
}

/// Reads the bytes of a `tokenizer.json`, or says what is wrong with them.
pub(super) fn tokenizer(json: &[u8]) -> Result<Tokenizer, String> {
    /// The section in which a mistake makes tokenizers 0.22 panic (found by fuzzing). The others are
    /// passed over here, for they are long.
    #[derive(serde::Deserialize)]
    struct Checked {
        #[serde(rename = "decoder")]
        _decoder: Option<serde_json::Value>,
    }
    serde_json::from_slice::<Checked>(json).map_err(|e| e.to_string())?;
    Tokenizer::from_bytes(json).map_err(|e| e.to_string())
}

impl PieceMaker {
    /// Reads the bytes of a `tokenizer.json`. The token `unknown` stands for a word that the
    /// vocabulary gives no piece for.
    ///
    /// # Errors
    /// If they are no tokenizer, or one that cuts or fills up its input: every piece must reach
    /// the model.
    pub fn new(json: &[u8], unknown: &str) -> Result<Self, ModelError> {
        let wrong = |why: String| ModelError::Invalid { file: "tokenizer.json".into(), why };
        let tokenizer = tokenizer(json).map_err(wrong)?;
        if tokenizer.get_truncation().is_some() || tokenizer.get_padding().is_some() {
            return Err(wrong("it truncates or pads; remove both sections".into()));
        }
        let unknown = tokenizer
            .token_to_id(unknown)
            .ok_or_else(|| wrong(format!("its vocabulary has no {unknown}")))?;
        Ok(Self { tokenizer, unknown, cache: HashMap::new() })
    }

    /// The id of a special token.
    pub fn special(&self, token: &str) -> Option<u32> {
        self.tokenizer.token_to_id(token)
    }

    /// The pieces of `sentences`, given as words.
    ///
    /// # Errors
    /// If the tokenizer refuses a word.
    pub fn pieces<'w>(
        &mut self,
        sentences: impl IntoIterator<Item = impl IntoIterator<Item = &'w str>>,
    ) -> Result<Pieces, ModelError> {
        let mut all = Pieces::default();
        for sentence in sentences {
            let (first_piece, first_word) = (all.ids.len(), all.words.len());
            for word in sentence {
                all.words.push(all.ids.len());
                self.push(word, &mut all.ids)?;
                all.cases.resize(all.ids.len(), Case::of(word) as u8);
            }
            all.sentences.push(SentencePieces {
                pieces: first_piece..all.ids.len(),
                words: first_word..all.words.len(),
            });
        }
        Ok(all)
    }

    fn push(&mut self, word: &str, ids: &mut Vec<u32>) -> Result<(), ModelError> {
        if let Some(known) = self.cache.get(word) {
            ids.extend_from_slice(known);
            return Ok(());
        }
        let encoding = self
            .tokenizer
            .encode_fast(word, false)
            .map_err(|e| ModelError::Tokenize { why: e.to_string() })?;
        let found: Box<[u32]> = match encoding.get_ids() {
            [] => Box::new([self.unknown]),
            some => some.into(),
        };
        ids.extend_from_slice(&found);
        if self.cache.len() == CACHE_WORDS {
            self.cache.clear();
        }
        self.cache.insert(word.to_owned(), found);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_types() {
        for (word, case) in [
            ("–", Case::None),
            ("$", Case::None),
            ("korea", Case::Lower),
            ("韓国", Case::Lower),
            ("UN", Case::Upper),
            ("A", Case::Upper),
            ("U.S.", Case::Upper),
            ("APT38", Case::Upper),
            ("Seoul", Case::Title),
            ("Joon-kook", Case::Title),
            ("McDonald", Case::Mixed),
            ("iPhone", Case::Mixed),
            ("Al-Qaeda", Case::Mixed),
            ("2024-04-04", Case::Digit),
            ("5m", Case::Lower),
        ] {
            assert_eq!(Case::of(word), case, "{word}");
        }
    }

    #[test]
    fn a_tokenizer_that_breaks_off_is_told_with_its_place() {
        let json = std::fs::read("models/wiredesk-small-en/tokenizer.json").unwrap();
        let decoder = json.windows(9).position(|bytes| bytes == b"\"decoder\"").unwrap();
        for end in [1, decoder / 2, decoder + 20, json.len() - 2] {
            let why = tokenizer(&json[..end]).unwrap_err();
            assert!(why.contains(" at line "), "{why}");
        }
        assert!(tokenizer(b"{}").is_err());
    }
}
