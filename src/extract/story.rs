//! An article as statements and events are read from it: what was found in it so far.

use std::ops::Range;

use super::Mention;
use super::actors::{Actor, is_sided};
use super::amounts::Amount;
use super::clauses::{Class, Clauses, Known, Source};
use super::dates::DateMention;
use crate::model::told::Told;
use crate::taxonomy::{ActorType, EntityLabel, ThreatType};
use crate::text::Span;

/// One sentence, and what the model says of it.
#[derive(Clone, Debug)]
pub struct StorySentence<'a> {
    /// In the text of the article's view.
    pub span: Span,
    /// Its words.
    pub words: &'a [Span],
    /// The threat types that reach their threshold, with their score from 0 to 1.
    pub threats: Vec<(ThreatType, f32)>,
    /// What it tells, where the model says that.
    pub told: Option<&'a Told>,
}

/// What was found in an article, each list in order, all spans in `text`.
#[derive(Clone, Copy, Debug)]
pub struct Story<'a> {
    /// The text of the article's view.
    pub text: &'a str,
    /// Its sentences.
    pub sentences: &'a [StorySentence<'a>],
    /// Named things.
    pub mentions: &'a [Mention],
    /// Sums and counts.
    pub amounts: &'a [Amount],
    /// Dates.
    pub dates: &'a [DateMention],
    /// Mentions of one and the same.
    pub actors: &'a [Actor],
}

impl Story<'_> {
    /// The mentions within a stretch of the text, by their places.
    pub(super) fn names_in(&self, span: Span) -> Range<usize> {
        let from = self.mentions.partition_point(|mention| mention.span.start() < span.start());
        let to = self.mentions.partition_point(|mention| mention.span.end() <= span.end());
        from..to.max(from)
    }
}

/// Someone who has a part in a statement or an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// The words that say who, in the text of the article's view.
    pub span: Span,
    /// Place among the actors.
    pub actor: Option<usize>,
}

impl Party {
    /// Whether two parties share words or are one actor.
    pub fn is(&self, other: &Self) -> bool {
        self.span.overlaps(other.span) || self.actor.is_some() && self.actor == other.actor
    }
}

/// The headline is among so many sentences at the beginning.
const HEAD: usize = 3;

/// A story with its sentences read.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    pub story: Story<'a>,
    pub sentences: Vec<Clauses<'a>>,
    /// The actor of each mention that may stand for it.
    actor_of: Vec<Option<usize>>,
    only_group: Option<usize>,
}

impl<'a> Reading<'a> {
    /// Reads every sentence.
    pub fn new(story: Story<'a>) -> Self {
        let mut actor_of = vec![None; story.mentions.len()];
        for (id, actor) in story.actors.iter().enumerate() {
            for mention in &actor.mentions {
                // "Pro-Russian hackers" are not Russia's, though the word names it.
                let sided = |at: usize| is_sided(story.mentions[at].span.of(story.text));
                if let Some(of) = actor_of.get_mut(*mention) {
                    *of = Some(id).filter(|_| !sided(*mention));
                }
            }
        }
        let all = Known { mentions: story.mentions, amounts: story.amounts, dates: story.dates };
        let read = |sentence: &StorySentence<'a>| {
            let span = sentence.span;
            let source = Source {
                text: story.text,
                words: sentence.words,
                all,
                mentions: within(span, story.mentions, |mention| mention.span),
                amounts: within(span, story.amounts, |amount| amount.span),
                dates: within(span, story.dates, |date| date.span),
            };
            Clauses::read(&source)
        };
        let sentences = story.sentences.iter().map(read).collect();
        let mut groups =
            (0..story.actors.len()).filter(|actor| story.actors[*actor].kind == ActorType::Group);
        // What the model calls a group once, and no table knows, may be anything.
        let sure = |actor: &usize| {
            let actor = &story.actors[*actor];
            !actor.links.is_empty() || actor.mentions.len() > 1
        };
        let only_group = groups.next().filter(|_| groups.next().is_none()).filter(sure);
        Self { story, sentences, actor_of, only_group }
    }

    /// What a mention names.
    pub fn label(&self, mention: usize) -> EntityLabel {
        self.story.mentions[mention].label
    }

    /// The actor of a mention.
    pub fn actor_of(&self, mention: usize) -> Option<usize> {
        self.actor_of[mention]
    }

    /// The type of an actor.
    pub fn actor_type(&self, actor: usize) -> ActorType {
        self.story.actors[actor].kind
    }

    /// What a mention names, as a party.
    pub fn named(&self, mention: usize) -> Party {
        Party { span: self.story.mentions[mention].span, actor: self.actor_of(mention) }
    }

    /// Whether a sentence has a name of an actor.
    pub fn is_named_in(&self, sentence: usize, actor: usize) -> bool {
        let mut names = self.story.names_in(self.story.sentences[sentence].span);
        names.any(|name| self.actor_of(name) == Some(actor))
    }

    /// An actor as a party, by the first of its mentions.
    pub fn first_named(&self, actor: usize) -> Option<Party> {
        let mention = *self.story.actors[actor].mentions.first()?;
        Some(Party { span: self.story.mentions[mention].span, actor: Some(actor) })
    }

    /// Whether a noun is a word of an actor's name, or stands before it: "county" of "Holt County", "city" of "the city of
    /// Marlow".
    pub fn is_called(&self, actor: usize, noun: &str) -> bool {
        let Story { text, actors, mentions, .. } = &self.story;
        let is_noun = |word: &str| word.eq_ignore_ascii_case(noun);
        let stands_before = |mention: &usize| {
            let before = text[..mentions[*mention].span.start()].strip_suffix(" of ");
            before.and_then(|before| before.rsplit([' ', '\n']).next()).is_some_and(is_noun)
        };
        actors[actor].name.split(' ').any(is_noun)
            || actors[actor].mentions.iter().any(stands_before)
    }

    /// The threat group of a story that names no other.
    pub fn only_group(&self) -> Option<usize> {
        self.only_group
    }

    /// Whether a blank line stands before a sentence, or nothing.
    pub fn starts_paragraph(&self, sentence: usize) -> bool {
        let Some(before) = sentence.checked_sub(1) else { return true };
        let (from, to) =
            (self.story.sentences[before].span.end(), self.story.sentences[sentence].span.start());
        self.story.text.get(from..to).is_none_or(|gap| gap.matches('\n').count() > 1)
    }

    /// Whether a sentence is the headline: one of the first, without a stop, alone in its paragraph or above the one line, such as
    /// a date or a byline, that ends it.
    pub fn is_headline(&self, sentence: usize) -> bool {
        let text = self.story.sentences[sentence].span.of(self.story.text);
        let alone = sentence + 1 < self.story.sentences.len()
            && self.starts_paragraph(sentence)
            && (self.starts_paragraph(sentence + 1) || self.ends_heading(sentence + 1));
        sentence < HEAD && alone && !stops(text)
    }

    /// Whether a sentence is a line without a stop, the last one of a paragraph that it does not begin.
    fn ends_heading(&self, sentence: usize) -> bool {
        let sentences = self.story.sentences;
        let line = sentences[sentence].span;
        let gap = self.story.text.get(sentences[sentence - 1].span.end()..line.start());
        sentence + 1 < sentences.len()
            && gap.is_some_and(|gap| gap.contains('\n'))
            && self.starts_paragraph(sentence + 1)
            && !stops(line.of(self.story.text))
            && !line.of(self.story.text).contains('\n')
    }

    /// Who a noun phrase names. The actor is that of its head; of another name in it if `described`
    /// ("North Korean hackers" are North Korea's).
    pub fn party(&self, sentence: usize, phrase: usize, described: bool) -> Party {
        let clauses = &self.sentences[sentence];
        let words = clauses.phrases[phrase].words.clone();
        let head = &clauses.tokens[clauses.phrases[phrase].head];
        if let Some(mention) = head.mention {
            let span = self.story.mentions[mention].span;
            let whole = clauses.span(&words);
            // "FBI Director Wray" is Wray, "the Lazarus Group" the group.
            let actor = self.actor_of(mention).filter(|_| !self.is_of_people(mention));
            return Party { span: if whole.contains(span) { span } else { whole }, actor };
        }
        let describing = |token: &&super::clauses::Token| {
            token.mention.is_some_and(|mention| self.label(mention) != EntityLabel::Per)
        };
        let mention = clauses.words(phrase).iter().rev().find(describing).and_then(|t| t.mention);
        let actor = mention.filter(|_| described).and_then(|mention| self.actor_of(mention));
        Party { span: clauses.span(&words), actor }
    }

    /// Whether the name of a people stands for some of it, and not for its state: "two Bulgarians", "a Russian", "871 Americans".
    /// "The Russians" are Russia, "North Koreans" are those whom their state sends.
    pub fn is_of_people(&self, mention: usize) -> bool {
        let Mention { span, label, .. } = self.story.mentions[mention];
        let of_state =
            self.actor_of(mention).is_some_and(|actor| self.actor_type(actor) == ActorType::State);
        let name = span.of(self.story.text);
        if label != EntityLabel::Misc || !of_state || name.starts_with("North Korean") {
            return false;
        }
        let sentence = self.story.sentences.partition_point(|one| one.span.end() <= span.start());
        let Some(clauses) = self.sentences.get(sentence) else { return false };
        let is_head =
            |phrase: &usize| clauses.tokens[clauses.phrases[*phrase].head].mention == Some(mention);
        let Some(phrase) = (0..clauses.phrases.len()).find(is_head) else { return false };
        let mut before =
            clauses.words(phrase).iter().filter(|word| word.span.end() <= span.start());
        before.any(|word| {
            word.class == Class::Number
                || word.amount.is_some()
                || matches!(&*word.lower, "a" | "an" | "some" | "several" | "many" | "dozens")
        })
    }

    /// Who a noun phrase names as a speaker: "the Japanese automaker" does not speak for Japan.
    pub fn speaker(&self, sentence: usize, phrase: usize) -> Party {
        let party = self.party(sentence, phrase, true);
        let clauses = &self.sentences[sentence];
        let private = clauses.tokens[clauses.phrases[phrase].head].mention.is_none()
            && is_private(clauses.head(phrase))
            && clauses.words(phrase).iter().all(|word| &*word.lower != "central");
        let state = |actor: &usize| self.actor_type(*actor) == ActorType::State;
        Party { actor: party.actor.filter(|actor| !(private && state(actor))), ..party }
    }
}

/// Whether a sentence ends with a stop, also within quotation marks.
fn stops(sentence: &str) -> bool {
    sentence.trim_end_matches(['"', '”', '\'']).ends_with(['.', '?', '!', ':'])
}

/// Bodies that a demonym places and does not make part of the state.
const PRIVATE: &[&str] = &[
    "airline",
    "bank",
    "broadcaster",
    "broker",
    "business",
    "carrier",
    "chain",
    "charity",
    "clinic",
    "company",
    "companies",
    "conglomerate",
    "developer",
    "exchange",
    "firm",
    "giant",
    "hospital",
    "insurer",
    "lender",
    "manufacturer",
    "museum",
    "newspaper",
    "outlet",
    "platform",
    "producer",
    "project",
    "protocol",
    "provider",
    "publisher",
    "retailer",
    "school",
    "startup",
    "subsidiary",
    "supplier",
    "university",
    "utility",
    "vendor",
    "website",
];

/// Whether a noun names private bodies, also in the plural.
fn is_private(head: &str) -> bool {
    let one = head.strip_suffix('s').unwrap_or(head);
    let makes = one.ends_with("maker") && !matches!(one, "lawmaker" | "policymaker" | "filmmaker");
    makes || PRIVATE.contains(&head) || PRIVATE.contains(&one)
}

/// The places of those that lie in a sentence.
fn within<T>(sentence: Span, all: &[T], span: impl Fn(&T) -> Span) -> std::ops::Range<usize> {
    let from = all.partition_point(|one| span(one).start() < sentence.start());
    let to = all.partition_point(|one| span(one).end() <= sentence.end());
    from..to.max(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headlines among the lines of a text.
    fn headlines(text: &str) -> Vec<&str> {
        let mut spans = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let words = line.trim_end();
            if !words.is_empty() {
                spans.push(Span::new(start, start + words.len()));
            }
            start += line.len();
        }
        let sentence = |span: &Span| StorySentence {
            span: *span,
            words: &[],
            threats: Vec::new(),
            told: None,
        };
        let sentences: Vec<StorySentence> = spans.iter().map(sentence).collect();
        let reading = Reading::new(Story {
            text,
            sentences: &sentences,
            mentions: &[],
            amounts: &[],
            dates: &[],
            actors: &[],
        });
        let found = (0..spans.len()).filter(|at| reading.is_headline(*at));
        found.map(|at| spans[at].of(text)).collect()
    }

    #[test]
    fn a_headline_may_have_its_date_or_byline_below_it() {
        for (text, expected) in [
            ("Exchange robbed\n\nIt lost all.\n", vec!["Exchange robbed"]),
            ("Exchange robbed\nMarch 7, 2025\n\nIt lost all.\n", vec!["Exchange robbed"]),
            ("Exchange robbed\nBy Ann Lee\n\nIt lost all.\n", vec!["Exchange robbed"]),
            // Nothing says that the first line is not of what goes on below it.
            ("Exchange robbed\nIt lost all.\n\nIt is gone.\n", vec![]),
            ("Exchange robbed\nMarch 7, 2025\nIt lost all.\n", vec![]),
            ("The exchange was robbed.\nBy Ann Lee\n\nIt lost all.\n", vec![]),
        ] {
            assert_eq!(headlines(text), expected, "{text:?}");
        }
    }
}
