//! A pattern against a verb of a sentence: what its slots hold, as the event that they make.

use super::acts::Act;
use super::draft::{Draft, NEAR};
use super::rules::{Makes, Pattern, Role, Rule, rules};
use super::scene::{Doer, Scene};
use super::slots::Filled;
use super::types;
use super::{conduits, nouns};
use crate::extract::clauses::{Frame, Group, Item, Mood};
use crate::extract::story::Party;
use crate::taxonomy::{EntityLabel, ThreatType};

/// The rule of those who tell of an attack without saying on whom: on themselves.
const OWN_TO: &str = "own-to";

/// A verb of a sentence on which patterns are tried.
pub(super) struct Try<'s, 'a> {
    pub scene: &'s Scene<'a>,
    pub group: &'s Group,
    pub frame: &'s Frame,
}

impl Try<'_, '_> {
    /// The event that a pattern makes of the verb, if it fits.
    pub fn matched(&self, pattern: &Pattern) -> Option<Draft> {
        let rule = &rules().list[pattern.rule];
        let filled = self.fill(pattern)?;
        let asks_for_doer = pattern.subject == Role::Perpetrator;
        let mut doer = filled.doer.map(|phrase| self.resolved(self.scene.doer(phrase), phrase));
        if asks_for_doer && doer.is_none() && !self.group.passive {
            return None;
        }
        let mut words = self.words();
        let mut act = filled.act;
        let mut by_act = false;
        match doer {
            Some(Doer::Act(phrase))
                if rule.makes == Makes::Attack
                    || self.group.passive && rule.makes != Makes::Act =>
            {
                act = Some(phrase);
                let definite =
                    matches!(&*self.scene.clauses.words(phrase)[0].lower, "the" | "this" | "these");
                by_act = definite && !self.group.passive;
                let party = self.scene.reading.party(self.scene.sentence, phrase, true);
                doer = by_act.then_some(Doer::Before(party));
                words.extend(self.scene.lower(phrase).map(str::to_owned));
            }
            Some(Doer::Unfit | Doer::Act(_)) => return None,
            _ => {}
        }
        let target = filled.target.map(|phrase| self.before_pronoun(phrase).unwrap_or(phrase));
        let targets = target.map(|phrase| self.scene.sufferers(phrase));
        if targets.as_ref().is_some_and(Vec::is_empty) {
            return None;
        }
        // "tools used by a group": what it has, not what it does.
        if rule.name == "infect" && self.group.mood == Mood::Participle {
            return None;
        }
        // "criminals tied to the operation": a description, no accusation.
        if rule.makes == Makes::Act
            && self.group.mood == Mood::Participle
            && rule.name.starts_with("attribute")
        {
            return None;
        }
        let mut targets = targets.unwrap_or_default();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (kind, bare) = if rule.makes == Makes::Act {
            let act = Act::read(self.scene, filled.act?, &words)?;
            // "confirmed the attack on Acme", "police reported a breach": not theirs.
            let is_other = |subject| !act.targets.is_empty() || self.scene.investigates(subject);
            if rule.name == OWN_TO && filled.target.is_some_and(is_other) {
                return None;
            }
            if targets.is_empty() {
                targets = act.targets;
            }
            if doer.is_none() {
                doer = act.doer.map(|party| Doer::Parties(vec![party]));
            }
            (act.kind, act.bare)
        } else {
            (self.kind(rule, &filled, act, &words)?, false)
        };
        if targets.is_empty() && (rule.makes == Makes::Theft || rule.name == "read") {
            targets = filled
                .things
                .iter()
                .find_map(|thing| owner_of(self.scene, *thing))
                .into_iter()
                .collect();
        }
        let refers_back = matches!(doer, Some(Doer::Before(_)));
        let mut perpetrators = match doer {
            Some(Doer::Parties(parties)) => parties,
            Some(Doer::Before(party)) => vec![party],
            _ => Vec::new(),
        };
        if kind == ThreatType::MoneyLaundering && rule.name != "wash-away" {
            let through = self.through();
            perpetrators
                .extend(through.filter(|party| perpetrators.iter().all(|p| p.span != party.span)));
        }
        if kind == ThreatType::WeaponsFinancing {
            self.name_the_state(&filled, &perpetrators, &mut targets);
        }
        let overlap = |party: &Party| perpetrators.iter().any(|p| p.span.overlaps(party.span));
        targets.retain(|target| !overlap(target));
        if perpetrators.is_empty() && targets.is_empty() {
            return None;
        }
        Some(Draft {
            kind,
            perpetrators,
            refers_back,
            by_act,
            targets,
            linked: false,
            bare,
            sentence: self.scene.sentence,
            word: self.group.main,
            words: self.extent(),
            rule: rule.name,
        })
    }

    /// Through whom money goes, if they have a name: "laundered it through Haze.cash".
    fn through(&self) -> Option<Party> {
        let mut preps = self.frame.preps.iter().copied();
        preps.find_map(|(word, phrase)| conduits::at(self.scene, word, phrase))
    }

    /// "Pyongyang's missile programme", "its bombs": the state's.
    fn name_the_state(&self, filled: &Filled, perpetrators: &[Party], targets: &mut [Party]) {
        let (Some(phrase), [target]) = (filled.target, targets) else { return };
        if target.actor.is_some() {
            return;
        }
        let clauses = self.scene.clauses;
        let own = matches!(&*clauses.words(phrase)[0].lower, "its" | "their" | "his");
        let whose = match &clauses.phrases[phrase].possessor {
            Some(words) => self.scene.owner(words).actor,
            None if own => perpetrators.first().and_then(|party| party.actor),
            None => self.scene.reading.party(self.scene.sentence, phrase, true).actor,
        };
        target.actor = whose;
    }

    /// "it" is the one whose verb governs, or stands before, in the sentence: "Akira said it stole".
    fn resolved(&self, doer: Doer, phrase: usize) -> Doer {
        let Doer::Before(party) = doer else { return doer };
        let clauses = self.scene.clauses;
        if !clauses.phrases[phrase].pronoun {
            return Doer::Before(party);
        }
        if let Some(claimant) = self.claimant(phrase)
            && let Doer::Parties(parties) = self.scene.doer(claimant)
        {
            return Doer::Parties(parties);
        }
        let from = clauses.groups.partition_point(|group| group.main < self.group.main);
        let before = clauses.groups[..from].iter().zip(&clauses.frames).rev().take(NEAR);
        for (_, frame) in before {
            let Some(subject) = frame.subject.filter(|subject| !clauses.phrases[*subject].pronoun)
            else {
                continue;
            };
            return match self.scene.doer(subject) {
                Doer::Parties(parties) => {
                    let actor = parties[0].actor;
                    Doer::Parties(vec![Party {
                        span: if actor.is_some() { party.span } else { parties[0].span },
                        actor,
                    }])
                }
                // "officials say they have taken down": those who investigate.
                Doer::Unfit if self.scene.investigates(subject) => Doer::Unfit,
                _ => Doer::Before(party),
            };
        }
        Doer::Before(party)
    }

    /// Whom "she" or "him" means as a target: the person that is the subject of a verb before; and "it" and "they" the
    /// organisation.
    fn before_pronoun(&self, phrase: usize) -> Option<usize> {
        let clauses = self.scene.clauses;
        let person = matches!(clauses.head(phrase), "he" | "she" | "him" | "her");
        let organization = matches!(clauses.head(phrase), "it" | "they" | "itself" | "themselves");
        if !(clauses.phrases[phrase].pronoun && (person || organization)) {
            return None;
        }
        let from = clauses.groups.partition_point(|group| group.main < self.group.main);
        let mut subjects = clauses.frames[..from].iter().rev().take(NEAR).filter_map(|f| f.subject);
        subjects.find(|subject| {
            let head = &clauses.tokens[clauses.phrases[*subject].head];
            let fits = if person {
                head.person || nouns::is_person(&head.lower)
            } else {
                self.scene.head_label(*subject) == Some(EntityLabel::Org)
            };
            fits && !clauses.phrases[*subject].pronoun
        })
    }

    /// "a claim by the gang that it had robbed": the gang.
    fn claimant(&self, phrase: usize) -> Option<usize> {
        let clauses = self.scene.clauses;
        let at = clauses.phrases[phrase].item.checked_sub(3)?;
        match clauses.items[at..at + 3] {
            [Item::Prep(word), Item::Phrase(who), Item::That] => {
                (&*clauses.tokens[word].lower == "by").then_some(who)
            }
            _ => None,
        }
    }

    /// The words of the frame from its subject on, in lower case.
    fn words(&self) -> Vec<String> {
        let clauses = self.scene.clauses;
        self.extent().map(|word| clauses.tokens[word].lower.to_string()).collect()
    }

    /// The words from the verb, or its subject, to the end of the frame.
    fn extent(&self) -> std::ops::Range<usize> {
        let clauses = self.scene.clauses;
        let mut from = self.group.words.start;
        if let Some(subject) = self.frame.subject {
            from = from.min(clauses.phrases[subject].words.start);
        }
        let mut to = self.group.words.end;
        for item in &clauses.items[self.group.item..self.frame.end.max(self.group.item)] {
            match item {
                Item::Phrase(phrase) => to = to.max(clauses.phrases[*phrase].words.end),
                Item::Prep(word) => to = to.max(word + 1),
                _ => {}
            }
        }
        from..to
    }

    fn kind(
        &self,
        rule: &Rule,
        filled: &Filled,
        act: Option<usize>,
        words: &[&str],
    ) -> Option<ThreatType> {
        let seen = self.scene.seen;
        match rule.makes {
            Makes::Type(threat) => {
                // Spyware is for spying.
                if threat == ThreatType::Malware
                    && types::best(seen, &[threat, ThreatType::Espionage])
                        == Some(ThreatType::Espionage)
                {
                    return Some(ThreatType::Espionage);
                }
                (!rule.only_if_seen || types::sees(seen, threat)).then_some(threat)
            }
            Makes::Attack => {
                if rule.only_if_seen && seen.is_empty() && act.is_none() {
                    return None;
                }
                types::attack(seen, words)
            }
            Makes::Theft => {
                let things: Vec<&str> =
                    filled.things.iter().flat_map(|thing| self.scene.lower(*thing)).collect();
                let of: Vec<(usize, usize)> =
                    filled.things.iter().flat_map(|t| self.scene.followers(*t)).take(1).collect();
                let mut nouns = things;
                for (_, phrase) in &of {
                    nouns.extend(self.scene.lower(*phrase));
                }
                let money = filled.things.iter().any(|thing| self.scene.has_money(*thing));
                if rule.only_if_seen && seen.is_empty() {
                    return None;
                }
                types::theft(seen, &nouns, money)
            }
            Makes::Goods => [ThreatType::ArmsTransfer, ThreatType::SanctionsEvasion]
                .into_iter()
                .find(|threat| types::sees(seen, *threat)),
            Makes::Act => None,
        }
    }
}

/// Whose a stolen thing is: "Cargill's trade secrets", "the records of patients".
fn owner_of(scene: &Scene, thing: usize) -> Option<Party> {
    let phrase = &scene.clauses.phrases[thing];
    if let Some(words) = &phrase.possessor {
        return Some(scene.owner(words));
    }
    if let Some(owner) = scene.held_by(thing, &["steal", "take", "copy", "obtain", "exfiltrate"]) {
        return scene.sufferers(owner).into_iter().next();
    }
    let (word, next) = scene.followers(thing).into_iter().next()?;
    let owned = &scene.clauses.phrases[next];
    let of = &*scene.clauses.tokens[word].lower == "of";
    let head = scene.clauses.tokens[owned.head].mention;
    let body = head.is_some_and(|mention| scene.reading.label(mention) == EntityLabel::Org);
    match &owned.possessor {
        Some(words) if of => Some(scene.owner(words)),
        _ if of && body => scene.sufferers(next).into_iter().next(),
        _ => None,
    }
}
