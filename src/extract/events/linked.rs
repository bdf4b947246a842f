//! Who did a deed and to whom, wherever the article names them: the words that the model links to the deed, as parties.
//!
//! A name stands for its actor, which has the best of its mentions; words beside names are parties by themselves, if they
//! are no pronouns. The best party is taken if the model thinks it [`POSSIBLE`]; others beside it must be [`SURE`] and not much
//! less so than the best.

use crate::extract::story::{Party, Reading};
use crate::model::links::Link;
use crate::model::told::Deed;
use crate::text::Span;

/// From here on somebody is a party at all. This and the next: the best of some values on the dev part of our gold and on articles
/// of the training set that the model had not seen.
const POSSIBLE: f32 = 0.2;
/// From here on one beside the best is a party, too.
const SURE: f32 = 0.6;
/// Of the best one's probability, what another beside it must have.
const NEAR: f32 = 0.7;
/// From here on a word that is no name belongs to a stretch of such words.
const WORD: f32 = 0.15;

/// Words that name nobody.
const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "they",
    "it",
    "his",
    "her",
    "their",
    "its",
    "who",
    "which",
    "whose",
    "him",
    "them",
    "that",
    "this",
    "these",
    "i",
    "we",
    "you",
    "himself",
    "herself",
    "themselves",
    "itself",
    "one",
    "the",
    "a",
    "an",
];

/// The words of an article, in order.
pub(super) struct Words<'r, 'a> {
    reading: &'r Reading<'a>,
    spans: Vec<Span>,
    /// The sentence of each.
    sentences: Vec<usize>,
}

/// A party and how likely it is one.
type Candidate = (f32, Party);

impl<'r, 'a> Words<'r, 'a> {
    pub fn of(reading: &'r Reading<'a>) -> Self {
        let all = reading.story.sentences.iter().enumerate();
        let (spans, sentences) =
            all.flat_map(|(at, sentence)| sentence.words.iter().map(move |w| (*w, at))).unzip();
        Self { reading, spans, sentences }
    }

    /// Those who did a deed.
    pub fn perpetrators(&self, deed: &Deed) -> Vec<Party> {
        self.parties(&deed.words, |link| link.perpetrator)
    }

    /// Those to whom it was done.
    pub fn targets(&self, deed: &Deed) -> Vec<Party> {
        self.parties(&deed.words, |link| link.target)
    }

    fn parties(&self, links: &[Link], of: impl Fn(&Link) -> f32) -> Vec<Party> {
        if links.len() != self.spans.len() {
            return Vec::new();
        }
        let shares: Vec<f32> = links.iter().map(of).collect();
        let mut found = self.names(&shares);
        found.extend(self.nouns(&shares));
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.span.start().cmp(&b.1.span.start())));
        let Some(best) = found.first().map(|first| first.0) else { return Vec::new() };
        if best < POSSIBLE {
            return Vec::new();
        }
        let mut taken: Vec<Party> = Vec::new();
        for (at, (share, party)) in found.into_iter().enumerate() {
            let beside = share >= SURE && share >= NEAR * best;
            if (at == 0 || beside) && !taken.iter().any(|other| other.span.overlaps(party.span)) {
                taken.push(party);
            }
        }
        taken.sort_by_key(|party| party.span.start());
        taken
    }

    /// Of each actor its best mention, and the names without one.
    fn names(&self, shares: &[f32]) -> Vec<Candidate> {
        let story = &self.reading.story;
        let mut best: Vec<Option<Candidate>> = vec![None; story.actors.len()];
        let mut others = Vec::new();
        for (at, mention) in story.mentions.iter().enumerate() {
            let inside = self.within(mention.span);
            if inside.is_empty() {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "a name has few words")]
            let share = shares[inside.clone()].iter().sum::<f32>() / inside.len() as f32;
            let party = self.reading.named(at);
            match party.actor {
                Some(actor) if best[actor].is_none_or(|known| share > known.0) => {
                    best[actor] = Some((share, party));
                }
                Some(_) => {}
                None => others.push((share, party)),
            }
        }
        others.extend(best.into_iter().flatten());
        others
    }

    /// Stretches of likely words of one sentence that are no names.
    fn nouns(&self, shares: &[f32]) -> Vec<Candidate> {
        let story = &self.reading.story;
        let likely = |at: usize| {
            let span = self.spans[at];
            let text = span.of(story.text);
            let next = story.mentions.partition_point(|mention| mention.span.end() <= span.start());
            let named =
                story.mentions.get(next).is_some_and(|mention| mention.span.start() < span.end());
            shares[at] > WORD && !named && text.starts_with(char::is_alphanumeric)
        };
        let mut found = Vec::new();
        let mut at = 0;
        while at < shares.len() {
            let end = (at..shares.len())
                .find(|next| !likely(*next) || self.sentences[*next] != self.sentences[at])
                .unwrap_or(shares.len());
            let pronoun =
                |at: &usize| PRONOUNS.contains(&&*self.spans[*at].of(story.text).to_lowercase());
            let from = (at..end).find(|at| !pronoun(at));
            let to = (at..end).rfind(|at| !pronoun(at));
            if let (Some(from), Some(to)) = (from, to) {
                let share = shares[from..=to].iter().copied().fold(0.0, f32::max);
                let span = self.spans[from].cover(self.spans[to]);
                found.push((share, Party { span, actor: None }));
            }
            at = end.max(at + 1);
        }
        found
    }

    /// The places of the words of a stretch.
    fn within(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.spans.partition_point(|word| word.end() <= span.start());
        let to = self.spans.partition_point(|word| word.start() < span.end());
        from..to.max(from)
    }
}
