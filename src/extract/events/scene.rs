//! One sentence with what the rules ask of it: who a phrase names, and whether they can do or suffer
//! what the rules say.

use super::nouns;
use super::types::Seen;
use crate::extract::clauses::{Clauses, Group, Item, Mood};
use crate::extract::story::{Party, Reading};
use crate::knowledge::countries;
use crate::taxonomy::{ActorType, AmountKind, EntityLabel};

/// A sentence in its story.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub reading: &'a Reading<'a>,
    pub clauses: &'a Clauses<'a>,
    /// Its place in the story.
    pub sentence: usize,
    pub seen: Seen<'a>,
}

/// What a phrase is where a perpetrator is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Doer {
    Parties(Vec<Party>),
    /// "it", "the group": whoever it was before.
    Before(Party),
    /// "a ransomware attack": an act, not its author.
    Act(usize),
    /// Malicious software: nobody.
    Software,
    Unfit,
}

/// No list and no chain has more members.
pub(super) const LIST: usize = 12;

impl<'a> Scene<'a> {
    pub fn new(reading: &'a Reading<'a>, sentence: usize) -> Self {
        let seen = &reading.story.sentences[sentence].threats;
        Self { reading, clauses: &reading.sentences[sentence], sentence, seen }
    }

    /// The words of a phrase in lower case.
    pub fn lower(&self, phrase: usize) -> impl Iterator<Item = &str> {
        self.clauses.words(phrase).iter().map(|token| &*token.lower)
    }

    /// The base form of a group's verb; "be" of a copula.
    pub fn lemma(&self, group: &Group) -> &str {
        self.clauses.tokens[group.main].lemma().unwrap_or("be")
    }

    /// The phrases that follow a phrase, each with its preposition: "the theft of X from T in May".
    pub fn followers(&self, phrase: usize) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut at = self.clauses.phrases[phrase].item + 1;
        while found.len() < LIST {
            match (self.clauses.items.get(at), self.clauses.items.get(at + 1)) {
                (Some(Item::Time), _) => at += 1,
                (Some(Item::Prep(word)), Some(Item::Phrase(next))) => {
                    found.push((*word, *next));
                    at += 2;
                }
                (Some(Item::Prep(_)), Some(Item::Time)) => at += 2,
                // "the theft of $10 million in bitcoin, from T": no further than the comma.
                _ => break,
            }
        }
        found
    }

    /// The phrases of a list that a phrase is part of, in order.
    pub fn list(&self, phrase: usize) -> Vec<usize> {
        let items = &self.clauses.items;
        let mut found = vec![phrase];
        let mut at = self.clauses.phrases[phrase].item;
        // To the left only from the last member: "A, B and C".
        let mut first = true;
        while found.len() < LIST && at >= 2 {
            let comma_and = at >= 3 && items[at - 1] == Item::Conj && items[at - 2] == Item::Comma;
            let other = match items[at - 1] {
                Item::Conj if comma_and => at - 3,
                Item::Conj => at - 2,
                Item::Comma if !first => at - 2,
                _ => break,
            };
            let Item::Phrase(member) = items[other] else { break };
            if other > 0 && matches!(items[other - 1], Item::Prep(_)) {
                break;
            }
            found.insert(0, member);
            (at, first) = (other, false);
        }
        let mut right = Vec::new();
        let mut closed = false;
        at = self.clauses.phrases[phrase].item;
        while found.len() + right.len() < LIST {
            let mut next = at + 1;
            while matches!(items.get(next), Some(Item::Comma | Item::Conj)) {
                closed |= items[next] == Item::Conj;
                next += 1;
            }
            let (Some(Item::Phrase(member)), true) = (items.get(next), next > at + 1) else {
                break;
            };
            // "Hongjin Tan, a Chinese national and resident": an apposition.
            let article = matches!(&*self.clauses.words(*member)[0].lower, "a" | "an");
            if article
                && right.is_empty()
                && self.clauses.words(phrase).iter().any(|token| token.person)
            {
                break;
            }
            if matches!(items.get(next + 1), Some(Item::Group(group)) if self.clauses.groups[*group].mood == Mood::Finite)
            {
                closed = false;
                break;
            }
            right.push(*member);
            at = next;
            if closed {
                break;
            }
        }
        if closed {
            found.extend(right);
        }
        found
    }

    /// Who a phrase names, as one who does something.
    pub fn doer(&self, phrase: usize) -> Doer {
        let clauses = self.clauses;
        let head = clauses.head(phrase);
        if self.refers_back(phrase) {
            return Doer::Before(self.reading.party(self.sentence, phrase, true));
        }
        if clauses.phrases[phrase].pronoun || self.is_empty(phrase) {
            return Doer::Unfit;
        }
        let label = self.head_label(phrase);
        if label == Some(EntityLabel::Malware) || nouns::is("malware", head) && label.is_none() {
            return Doer::Software;
        }
        if nouns::act(head).is_some() && label.is_none() {
            return Doer::Act(phrase);
        }
        let parties: Vec<Party> = self
            .list(phrase)
            .into_iter()
            .filter(|member| self.may_do(*member))
            .map(|member| self.described(member, true))
            .collect();
        if parties.is_empty() || !self.may_do(phrase) {
            Doer::Unfit
        } else {
            Doer::Parties(parties)
        }
    }

    /// "two counts of money laundering", "a role in the theft": the phrase of the act.
    pub fn act_in(&self, phrase: usize) -> Option<usize> {
        let (word, next) = self.followers(phrase).into_iter().next()?;
        let names = matches!(&*self.clauses.tokens[word].lower, "of" | "in" | "for");
        let holds = nouns::is("of-act", self.clauses.head(phrase));
        (holds && names && nouns::act(self.clauses.head(next)).is_some()).then_some(next)
    }

    /// Whether a place is a state, by whatever name.
    fn is_state(&self, phrase: usize) -> bool {
        let head = &self.clauses.tokens[self.clauses.phrases[phrase].head];
        head.mention.is_some_and(|mention| {
            let name = self.reading.story.mentions[mention].span.of(self.reading.story.text);
            !name.contains('$')
                && (self.reading.actor_of(mention).is_some() || countries().named(name).is_some())
        })
    }

    /// Articles and the like, and nothing else.
    pub fn is_empty(&self, phrase: usize) -> bool {
        self.clauses.words(phrase).iter().all(|word| !word.nominal())
    }

    pub fn head_label(&self, phrase: usize) -> Option<EntityLabel> {
        let token = &self.clauses.tokens[self.clauses.phrases[phrase].head];
        token.mention.map(|mention| self.reading.label(mention))
    }

    /// Whether a phrase names those who investigate.
    pub fn investigates(&self, phrase: usize) -> bool {
        self.lower(phrase).any(|word| nouns::is("police", word))
    }

    /// Whether a phrase can name a perpetrator.
    fn may_do(&self, phrase: usize) -> bool {
        let police = self.investigates(phrase);
        let head = self.clauses.head(phrase);
        // "the tanker Maris Glory": its kind tells that it acts.
        let words = self.clauses.words(phrase);
        let kind = words.iter().any(|word| {
            word.mention.is_none() && nouns::is("agent", &word.lower) && &*word.lower != head
        });
        // "officers took the site down": only those of a state, or of something with a name.
        let guards =
            matches!(head, "officer" | "officers" | "agents") && self.followers(phrase).is_empty();
        if guards && words.iter().all(|word| word.mention.is_none()) {
            return false;
        }
        let named = match self.head_label(phrase) {
            Some(EntityLabel::Misc) if kind => true,
            Some(EntityLabel::Misc) => head.ends_with('s') || head.ends_with("ese"),
            Some(EntityLabel::Loc) => self.is_state(phrase),
            Some(EntityLabel::Malware) | None => false,
            Some(_) => true,
        };
        (named || nouns::is("agent", head) || nouns::is_person(head))
            && (!police
                || nouns::is("agent", head)
                    && head != "department"
                    && !self.lower(phrase).any(|w| w == "justice"))
    }

    /// "it", "they", "the group", "the hackers": nouns that repeat somebody.
    fn refers_back(&self, phrase: usize) -> bool {
        let words = self.clauses.words(phrase);
        let head = self.clauses.head(phrase);
        if self.clauses.phrases[phrase].pronoun {
            return matches!(head, "it" | "they" | "he" | "she");
        }
        let definite =
            matches!(&*words[0].lower, "the" | "these" | "those" | "this" | "its" | "both");
        let next = self.clauses.items.get(self.clauses.phrases[phrase].item + 1);
        let described = match next {
            Some(Item::Relative | Item::That) => true,
            Some(Item::Prep(word)) => {
                matches!(&*self.clauses.tokens[*word].lower, "of" | "behind" | "from")
            }
            _ => false,
        };
        definite
            && !described
            && (words.len() <= 2 || words.len() == 3 && &*words[1].lower == "same")
            && words.iter().all(|word| word.mention.is_none())
            && nouns::is("agent", head)
    }

    /// Whom a phrase names, with what is said behind it: "hackers backed by China", "a hospital in
    /// Ohio". A perpetrator's actor may be the one that backs it.
    pub fn described(&self, phrase: usize, does: bool) -> Party {
        let clauses = self.clauses;
        let place = clauses.phrases[phrase].head;
        let before = place.checked_sub(1).map_or("", |before| &*clauses.tokens[before].lower);
        let alone = does && nouns::is_private(clauses.head(phrase), before);
        let described = (does || self.governs(phrase)) && !alone;
        let mut party = self.reading.party(self.sentence, phrase, described);
        if self.head_label(phrase).is_some() {
            return party;
        }
        // "Lazarus Group, the crew that robbed": the name.
        let item = clauses.phrases[phrase].item;
        if does
            && item >= 2
            && clauses.items[item - 1] == Item::Comma
            && let Item::Phrase(name) = clauses.items[item - 2]
            && matches!(self.head_label(name), Some(EntityLabel::Group | EntityLabel::Per))
        {
            return self.reading.party(self.sentence, name, true);
        }
        if does && let Some(named) = self.named_as(phrase) {
            return named;
        }
        let mut at = clauses.phrases[phrase].item + 1;
        let mut linked = false;
        if let Some(Item::Group(group)) = clauses.items.get(at) {
            let lemma = self.lemma(&clauses.groups[*group]);
            linked = clauses.groups[*group].mood == Mood::Participle
                && matches!(
                    lemma,
                    "back"
                        | "link"
                        | "tie"
                        | "know"
                        | "affiliate"
                        | "associate"
                        | "sponsor"
                        | "dub"
                        | "call"
                        | "connect"
                        | "direct"
                        | "run"
                        | "control"
                );
            if !(linked && does) {
                return party;
            }
            at += 1;
        }
        let (Some(Item::Prep(word)), Some(Item::Phrase(next))) =
            (clauses.items.get(at), clauses.items.get(at + 1))
        else {
            return party;
        };
        let preposition = &*clauses.tokens[*word].lower;
        let belongs = matches!(preposition, "of" | "from" | "at");
        let place = matches!(preposition, "in" | "across" | "around" | "near");
        let somewhere = clauses.words(*next).iter().any(|token| token.mention.is_some())
            || matches!(
                clauses.head(*next),
                "countries"
                    | "country"
                    | "states"
                    | "cities"
                    | "city"
                    | "region"
                    | "town"
                    | "world"
            );
        if (linked || belongs || place && somewhere) && !self.is_sum(*next) && !self.is_empty(*next)
        {
            let owner = self.reading.party(self.sentence, *next, true);
            party.span = party.span.cover(clauses.phrase_span(*next));
            if does && (linked || belongs && !alone) && party.actor.is_none() {
                party.actor = owner.actor;
            }
        }
        party
    }

    /// "a group which the firm had named Fancy Bear", "hackers who call themselves Anonymous".
    fn named_as(&self, phrase: usize) -> Option<Party> {
        let clauses = self.clauses;
        let start = clauses.phrases[phrase].words.end;
        let near = &clauses.tokens[start..clauses.tokens.len().min(start + 8)];
        let verb = near.iter().position(|token| {
            matches!(token.lemma(), Some("call" | "dub" | "name" | "know" | "track" | "label"))
        })?;
        let name = near[verb + 1..].iter().take(3).find_map(|token| token.mention)?;
        (self.reading.label(name) == EntityLabel::Group
            || self
                .reading
                .actor_of(name)
                .is_some_and(|actor| self.reading.actor_type(actor) == ActorType::Group))
        .then(|| self.reading.named(name))
    }

    /// Nouns that stand for the state that their adjective names: "the Iranian government".
    fn governs(&self, phrase: usize) -> bool {
        matches!(
            self.clauses.head(phrase),
            "government" | "regime" | "military" | "army" | "officials" | "diplomats" | "state"
        )
    }

    /// Whether a phrase is a sum or a share, and nothing else.
    pub fn is_sum(&self, phrase: usize) -> bool {
        let head = &self.clauses.tokens[self.clauses.phrases[phrase].head];
        head.amount
            .is_some_and(|amount| self.reading.story.amounts[amount].kind != AmountKind::Count)
    }

    /// Whether money is named in a phrase.
    pub fn has_money(&self, phrase: usize) -> bool {
        self.clauses.words(phrase).iter().any(|token| {
            token.amount.is_some_and(|a| self.reading.story.amounts[a].kind == AmountKind::Money)
        })
    }

    /// Whether a phrase, or what it is "of", names something of a kind.
    pub fn is_of(&self, phrase: usize, kind: &str) -> bool {
        if kind == "money" && self.has_money(phrase) {
            return true;
        }
        if kind == "utility" {
            return nouns::is(kind, self.clauses.head(phrase));
        }
        let here = |phrase: usize| self.lower(phrase).any(|word| nouns::is(kind, word));
        let of = self.followers(phrase).into_iter().take(1);
        here(phrase)
            || of
                .filter(|(word, _)| {
                    matches!(&*self.clauses.tokens[*word].lower, "of" | "in" | "for")
                })
                .any(|(_, next)| here(next))
    }
}
