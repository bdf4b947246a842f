//! Whom a phrase names where a rule asks to whom something was done: the owner of what was broken into, the
//! bank of "the networks of banks", the lender "whose terminal was hijacked".

use std::ops::Range;

use super::nouns;
use super::scene::{LIST, Scene};
use crate::extract::clauses::{Class, Item, Mood};
use crate::extract::story::Party;
use crate::taxonomy::EntityLabel;

impl Scene<'_> {
    /// Whom a phrase names, as those to whom something is done; nobody if it names none.
    pub fn sufferers(&self, phrase: usize) -> Vec<Party> {
        let phrase = self.some_of(phrase);
        let phrase = self.owners(phrase).unwrap_or(phrase);
        self.list(phrase).into_iter().filter_map(|member| self.sufferer(member)).collect()
    }

    /// "most of its computers", "three of its wallets": the phrase behind "of".
    fn some_of(&self, phrase: usize) -> usize {
        let words = self.clauses.words(phrase);
        let part = words.iter().all(|word| {
            !word.nominal()
                || word.class == Class::Number
                || matches!(
                    &*word.lower,
                    "most" | "half" | "part" | "parts" | "dozens" | "hundreds"
                )
        });
        let of = self.followers(phrase).first().copied();
        match of {
            Some((word, next)) if part && &*self.clauses.tokens[word].lower == "of" => next,
            _ => phrase,
        }
    }

    /// Whose "its servers" are: the organisation that the sentence named before.
    fn its_owner(&self, phrase: usize) -> Option<Party> {
        let own = self.clauses.phrases[phrase].words.clone();
        let its = |word: &usize| matches!(&*self.clauses.tokens[*word].lower, "its" | "their");
        let first = own.clone().find(its)?;
        let mut before = self.clauses.tokens[..first].iter().filter_map(|token| token.mention);
        let organization = |mention: &usize| {
            self.reading.label(*mention) == EntityLabel::Org
                && self.reading.actor_of(*mention).is_some()
        };
        let owner = before.rfind(organization)?;
        Some(self.reading.named(owner))
    }

    /// "the networks of banks and crypto firms": the phrase of the banks.
    fn owners(&self, phrase: usize) -> Option<usize> {
        let clauses = self.clauses;
        if self.head_label(phrase).is_some() || !nouns::is("container", clauses.head(phrase)) {
            return None;
        }
        let owner = |(word, next): &(usize, usize)| {
            matches!(&*clauses.tokens[*word].lower, "of" | "at" | "from") && !self.is_sum(*next)
        };
        self.followers(phrase).into_iter().take(2).find(owner).map(|(_, next)| next)
    }

    fn sufferer(&self, phrase: usize) -> Option<Party> {
        let clauses = self.clauses;
        let head = clauses.head(phrase);
        let label = self.head_label(phrase);
        if matches!(label, Some(EntityLabel::Malware | EntityLabel::Group)) {
            return None;
        }
        let own = &clauses.phrases[phrase];
        if self.is_empty(phrase) {
            return None;
        }
        // "a lender whose terminal was hijacked": the lender.
        if &*clauses.words(phrase)[0].lower == "whose" {
            let item = own.item.checked_sub(1)?;
            let item = if clauses.items[item] == Item::Comma { item.checked_sub(1)? } else { item };
            let Item::Phrase(owner) = clauses.items[item] else { return None };
            return self.sufferer(self.head_of_chain(owner));
        }
        if label.is_none() && nouns::is("container", head) {
            // "the computers of a shipyard": the shipyard.
            if let Some(next) = self.owners(phrase) {
                return self.sufferer(next);
            }
            if let Some(owner) = own.possessor.clone() {
                return Some(self.owner(&owner));
            }
            if let Some(owner) = self.modifier(phrase) {
                return Some(owner);
            }
            if let Some(owner) = self.its_owner(phrase) {
                return Some(owner);
            }
            // "a network operated by a company"
            if let Some(owner) = self
                .held_by(phrase, &["operate", "own", "run", "use", "maintain", "manage", "belong"])
            {
                return self.sufferer(owner);
            }
        }
        if own.pronoun
            || nouns::is("nothing", head)
            || nouns::act(head).is_some() && label.is_none()
        {
            return None;
        }
        if self.is_sum(phrase) {
            return None;
        }
        Some(self.described(phrase, false))
    }

    /// The first of "a lender in Chittagong".
    fn head_of_chain(&self, phrase: usize) -> usize {
        let mut phrase = phrase;
        for _ in 0..LIST {
            let item = self.clauses.phrases[phrase].item;
            let before =
                item.checked_sub(2).map(|at| (self.clauses.items[at], self.clauses.items[at + 1]));
            let Some((Item::Phrase(head), Item::Prep(_))) = before else { break };
            phrase = head;
        }
        phrase
    }

    /// The phrase behind a participle that follows a phrase, by, from or to: "files stolen from T".
    pub fn held_by(&self, phrase: usize, lemmas: &[&str]) -> Option<usize> {
        let clauses = self.clauses;
        let item = clauses.phrases[phrase].item;
        let Some(Item::Group(at)) = clauses.items.get(item + 1) else { return None };
        let group = &clauses.groups[*at];
        let describes = matches!(group.mood, Mood::Participle | Mood::Gerund);
        let (word, next) = clauses.frames[*at].preps.first()?;
        let preposition = matches!(&*clauses.tokens[*word].lower, "by" | "from" | "to");
        (describes && preposition && lemmas.contains(&self.lemma(group))).then_some(*next)
    }

    /// The organisation or person that owns something: the words before "'s".
    pub fn owner(&self, words: &Range<usize>) -> Party {
        let clauses = self.clauses;
        let last = clauses.tokens[words.end - 1].mention;
        match last {
            Some(mention) => self.reading.named(mention),
            None => Party { span: clauses.span(words), actor: None },
        }
    }

    /// A name before the head: "Sony servers".
    pub fn modifier(&self, phrase: usize) -> Option<Party> {
        let names = |label| matches!(label, EntityLabel::Org | EntityLabel::Per);
        let head = self.clauses.phrases[phrase].head;
        let words = self.clauses.phrases[phrase].words.start..head;
        let mention = words.rev().find_map(|word| self.clauses.tokens[word].mention)?;
        names(self.reading.label(mention)).then(|| self.reading.named(mention))
    }
}
