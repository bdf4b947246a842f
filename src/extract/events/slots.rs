//! The slots of a pattern, filled with the phrases of a verb's frame.

use super::matcher::Try;
use super::nouns;
use super::rules::{Pattern, Place, Role};
use super::scene::Doer;

/// What the slots of a pattern were filled with.
#[derive(Default)]
pub(super) struct Filled {
    pub doer: Option<usize>,
    pub target: Option<usize>,
    pub things: Vec<usize>,
    pub act: Option<usize>,
}

impl Filled {
    fn set(&mut self, role: Role, phrase: usize) {
        match role {
            Role::Perpetrator => self.doer = Some(phrase),
            Role::Target => self.target = Some(phrase),
            Role::Thing => self.things.push(phrase),
            Role::Act => self.act = Some(phrase),
            Role::Accuser => {}
        }
    }
}

impl Try<'_, '_> {
    /// Fills the slots of a pattern, if its words fit.
    pub fn fill(&self, pattern: &Pattern) -> Option<Filled> {
        let clauses = self.scene.clauses;
        let lower = |word: usize| &*clauses.tokens[word].lower;
        let particle = self.group.particle.map(lower);
        // "locked up most of its computers": read as a preposition.
        let as_preposition = self.frame.preps.first().filter(|(word, _)| {
            let next = self.group.main + 1 == *word && self.frame.object.is_none();
            next && particle.is_none() && pattern.particle == Some(lower(*word))
        });
        if pattern.particle.is_some() && pattern.particle != particle && as_preposition.is_none() {
            return None;
        }
        let (subject, object) = if self.group.passive {
            (self.scene.clauses.agent(self.frame), self.frame.subject)
        } else {
            (self.frame.subject, self.frame.object.or(as_preposition.map(|(_, phrase)| *phrase)))
        };
        let mut filled = Filled::default();
        match &pattern.object {
            Some(place) => self.place(place, object?, &mut filled)?,
            None if self.group.passive => return None,
            // "broke the transfer into parts"
            None if object.is_some() && self.scene.lemma(self.group) != "be" => return None,
            None => {}
        }
        if let Some(subject) = subject {
            filled.set(pattern.subject, subject);
        }
        let mut used = Vec::new();
        for prep in &pattern.preps {
            let fits = |(at, (word, phrase)): (usize, &(usize, usize))| {
                let free = !used.contains(&at) && prep.words.contains(&lower(*word));
                let mut trial = Filled::default();
                (free && self.place(&prep.place, *phrase, &mut trial).is_some())
                    .then_some((at, *phrase))
            };
            let indirect = self.frame.indirect.filter(|_| prep.words.contains(&"to"));
            if let Some(phrase) = indirect {
                self.place(&prep.place, phrase, &mut filled)?;
                continue;
            }
            match self.frame.preps.iter().enumerate().find_map(fits) {
                Some((at, phrase)) => {
                    used.push(at);
                    self.place(&prep.place, phrase, &mut filled)?;
                }
                None if prep.optional => {}
                None => return None,
            }
        }
        Some(filled)
    }

    fn place(&self, place: &Place, phrase: usize, filled: &mut Filled) -> Option<()> {
        match place {
            Place::Noun(noun) => self.scene.lower(phrase).any(|word| word == *noun).then_some(()),
            Place::Slot(role, kind) => {
                let fits = kind.is_none_or(|kind| self.scene.is_of(phrase, kind));
                let head = self.scene.clauses.head(phrase);
                let (phrase, head) = match self.scene.act_in(phrase) {
                    Some(act) if *role == Role::Act => (act, self.scene.clauses.head(act)),
                    _ => (phrase, head),
                };
                let act = *role != Role::Act || nouns::act(head).is_some() || head == "it";
                let named = *role != Role::Thing || !self.scene.clauses.phrases[phrase].pronoun;
                let doer =
                    *role != Role::Perpetrator || !matches!(self.scene.doer(phrase), Doer::Unfit);
                (fits && act && doer && named).then(|| filled.set(*role, phrase))
            }
        }
    }
}
