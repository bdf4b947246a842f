//! A shallow reading of a sentence: noun phrases, verbs, and which phrase is whose subject.
//!
//! Statements and events are read from it. In order:
//!
//! 1. `tokens`: what each word is, by `lexicon` and its neighbours, `verbs` whether it is a verb;
//! 2. `chunks`: noun phrases ("the North Korean hackers") and verb groups ("has been stolen");
//! 3. `frames`, `subjects`: the subject, the object and the prepositional phrases of each verb group, also
//!    through relative clauses, `appositions`, `asides`, participles and `complements` ("accused of stealing").
//!
//! Every look around is bounded, so that time is linear in the length of the sentence. Where the
//! words do not say who did something, there is no subject, never a guess.

mod appositions;
mod asides;
mod between;
mod chunks;
mod complements;
mod frames;
mod lexicon;
mod subjects;
mod tokens;
mod verbs;

use std::ops::Range;

use super::Mention;
use super::amounts::Amount;
use super::dates::DateMention;
use crate::text::Span;

pub(super) use chunks::{Group, Item, Mood, Phrase};
pub(super) use frames::{CONTENT, Frame};
pub(super) use lexicon::SAYING;
pub(super) use subjects::in_its_words;
pub(super) use tokens::{Class, Token, is_name_of_pronoun};

/// What is known of an article before its sentences are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub mentions: &'a [Mention],
    pub amounts: &'a [Amount],
    pub dates: &'a [DateMention],
}

/// One sentence to read.
#[derive(Clone, Debug)]
pub(super) struct Source<'t> {
    /// The text of the view.
    pub text: &'t str,
    /// The words of the sentence.
    pub words: &'t [Span],
    pub all: Known<'t>,
    /// Those of the sentence.
    pub mentions: Range<usize>,
    pub amounts: Range<usize>,
    pub dates: Range<usize>,
}

/// A sentence as it was read.
#[derive(Clone, Debug)]
pub(super) struct Clauses<'t> {
    pub tokens: Vec<Token<'t>>,
    /// Noun phrases, in order.
    pub phrases: Vec<Phrase>,
    /// Verb groups, in order.
    pub groups: Vec<Group>,
    /// Phrases, groups and what stands between them, in order.
    pub items: Vec<Item>,
    /// What each group says of whom.
    pub frames: Vec<Frame>,
}

impl<'t> Clauses<'t> {
    /// Reads a sentence.
    pub fn read(source: &Source<'t>) -> Self {
        let tokens = tokens::tokens(source);
        let chunks::Chunks { items, phrases, groups } = chunks::chunks(&tokens);
        let mut read = Self { tokens, phrases, groups, items, frames: Vec::new() };
        read.frames = frames::frames(&read);
        read
    }

    /// Whether `words` stand right behind a word.
    pub fn words_behind(&self, word: usize, words: &[&str]) -> bool {
        let behind = self.tokens[word + 1..].iter().map(|token| &*token.lower);
        behind.take(words.len()).eq(words.iter().copied())
    }

    /// The noun phrase behind "by": who does what a passive says.
    pub fn agent(&self, frame: &Frame) -> Option<usize> {
        let by = |(word, _): &&(usize, usize)| &*self.tokens[*word].lower == "by";
        frame.preps.iter().find(by).map(|(_, phrase)| *phrase)
    }

    /// The noun phrase for who does what a verb says: its subject, of a passive whom "by" names.
    pub fn doer(&self, group: &Group, frame: &Frame) -> Option<usize> {
        if group.passive { self.agent(frame) } else { frame.subject }
    }

    /// The bytes of a range of words.
    pub fn span(&self, words: &Range<usize>) -> Span {
        self.tokens[words.start].span.cover(self.tokens[words.end - 1].span)
    }

    /// The bytes of a noun phrase.
    pub fn phrase_span(&self, phrase: usize) -> Span {
        self.span(&self.phrases[phrase].words)
    }

    /// The head of a noun phrase, in lower case.
    pub fn head(&self, phrase: usize) -> &str {
        &self.tokens[self.phrases[phrase].head].lower
    }

    /// The words of a noun phrase.
    pub fn words(&self, phrase: usize) -> &[Token<'t>] {
        &self.tokens[self.phrases[phrase].words.clone()]
    }
}

#[cfg(test)]
mod tests;
