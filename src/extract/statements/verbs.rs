//! What one verb group says of how sure its clause is: by its negation, its modal, what stands beside
//! it, and what the verb itself means.

use std::ops::Range;

use super::cues;
use super::kind::Cued;
use super::refusals::refuses;
use crate::extract::clauses::{Class, Clauses, Frame, Group, Item, Mood};
use crate::taxonomy::StatementKind;

use StatementKind::{Alleged, Denied, Hypothetical, Negated};

/// The kind of a verb group's clause, if the group tells one.
pub(super) fn of_group(clauses: &Clauses, at: usize) -> Option<Cued> {
    Verb::new(clauses, at).cued()
}

/// A verb group in its sentence.
struct Verb<'c, 't> {
    clauses: &'c Clauses<'t>,
    at: usize,
    group: &'c Group,
    frame: &'c Frame,
    /// Empty of a copula.
    lemma: &'c str,
}

/// Words of what somebody is to be punished with.
const PENALTY: &[&str] = &[
    "maximum",
    "minimum",
    "years",
    "year",
    "sentence",
    "prison",
    "penalty",
    "penalties",
    "months",
    "fine",
];

/// Words of what somebody is to be tried for.
const CHARGES: &[&str] = &[
    "charge",
    "charges",
    "trial",
    "accusations",
    "allegations",
    "extradition",
    "indictment",
    "counts",
];

impl<'c, 't> Verb<'c, 't> {
    fn new(clauses: &'c Clauses<'t>, at: usize) -> Self {
        let group = &clauses.groups[at];
        let lemma = clauses.tokens[group.main].lemma().unwrap_or_default();
        Self { clauses, at, group, frame: &clauses.frames[at], lemma }
    }

    fn cued(&self) -> Option<Cued> {
        self.helped().or_else(|| {
            let own = if self.group.passive {
                self.passive()
            } else {
                self.penal().or_else(|| self.active())
            };
            own.map(|kind| (kind, self.group.main..self.group.main + 1))
        })
    }

    /// By what stands beside the verb.
    fn helped(&self) -> Option<Cued> {
        let (clauses, group) = (self.clauses, self.group);
        if let Some(word) = group.negation {
            // "is not just a threat": it is that, and more.
            let only = clauses.tokens.get(word + 1).is_some_and(|next| {
                matches!(&*next.lower, "only" | "just" | "merely" | "simply" | "solely")
            });
            // "may not pose a danger": that is not said, either.
            let may = group.modal.filter(|modal| {
                *modal < word && matches!(&*clauses.tokens[*modal].lower, "may" | "might")
            });
            if !only && !self.leaves_open() {
                return Some(match may {
                    Some(modal) => (Hypothetical, modal..modal + 1),
                    None => (Negated, word..group.main + 1),
                });
            }
        }
        if let Some(words) = accuses_nobody(clauses, self.at) {
            return Some((Negated, words));
        }
        if let Some(word) =
            nothing(clauses, self.frame.subject).or_else(|| no_evidence(clauses, self.at))
        {
            return Some((Negated, word));
        }
        // "were unable to access", not "was unable to verify"
        let unable = group.main + 1;
        if self.lemma.is_empty()
            && clauses.tokens.get(unable).is_some_and(|token| &*token.lower == "unable")
            && self.complement().is_some_and(|next| self.is_deed(next))
        {
            return Some((Negated, unable..unable + 1));
        }
        // "have yet to recover any", not "have yet to comment"
        let yet = group.words.end;
        let to_come = self.lemma.is_empty()
            && clauses.tokens[group.main].class == Class::Have
            && clauses.words_behind(group.main, &["yet", "to"]);
        let spoken = |next: &Group| clauses.tokens[next.main].lemma().is_some_and(is_silent);
        if to_come && clauses.groups.get(self.at + 1).is_some_and(|next| !spoken(next)) {
            return Some((Negated, yet..yet + 2));
        }
        // "would not say", "could not be reached"
        let mute = group.negation.is_some() && is_silent(self.lemma);
        let modal = group.modal.filter(|word| cues::is("modal", &clauses.tokens[*word].lower));
        if let Some(word) = modal.filter(|_| !mute && !is_regretted(clauses, group)) {
            return Some((Hypothetical, word..word + 1));
        }
        if let Some(word) = self.may_be() {
            return Some((Hypothetical, word));
        }
        // "had probably come in", "likely stayed"
        // "have likely been stolen"
        let parted = usize::from(clauses.tokens[group.main].class == Class::Have);
        let end = clauses.tokens.len().min(group.words.end + parted);
        let mut edge = group.words.start.saturating_sub(1)..end;
        let guess = |word: &usize| matches!(&*clauses.tokens[*word].lower, "probably" | "likely");
        edge.find(guess).map(|word| (Alleged, word..word + 1))
    }

    /// Whether a verb that is denied leaves open what happened: "did not say how", "had not stopped attacking".
    fn leaves_open(&self) -> bool {
        let goes_on = matches!(self.lemma, "stop" | "cease")
            && self.complement().is_some_and(|next| next.mood == Mood::Gerund);
        // "have not identified evidence of it", "has not found that": that is what is not there.
        let of_evidence =
            self.frame.object.is_some_and(|object| cues::is("evidence", self.clauses.head(object)))
                || finds_not(self.clauses, self.at).is_some();
        // "cannot be attributed to Russia", "has not claimed the attack"
        let unlinked = self.group.passive && self.lemma == "attribute"
            || matches!(self.lemma, "claim" | "allege" | "contend");
        let silent = is_silent(self.lemma) && !is_belief(self.lemma) && !of_evidence && !unlinked;
        silent || self.lemma == "rule" || goes_on || self.is_unclear() || self.is_not_borne()
    }

    /// "cannot accept that", "will not tolerate", "must not ignore": what nobody will bear is there.
    fn is_not_borne(&self) -> bool {
        let modal = self.group.modal.map(|word| &*self.clauses.tokens[word].lower);
        let bears = matches!(
            self.lemma,
            "accept"
                | "tolerate"
                | "allow"
                | "permit"
                | "let"
                | "ignore"
                | "forget"
                | "sit"
                | "stand"
        );
        let first = |subject: usize| {
            matches!(self.clauses.head(subject), "we" | "i" | "nobody" | "council" | "world")
        };
        // "We cannot let X in": what is let is to come, so only the first person, and somebody who did something.
        let told = self.clauses.tokens[self.group.main..]
            .iter()
            .any(|token| matches!(token.class, Class::That | Class::Relative | Class::Sub));
        bears
            && modal.is_some_and(|modal| {
                matches!(modal, "can" | "ca" | "cannot" | "will" | "wo" | "must" | "should")
            })
            && self.frame.subject.is_some_and(first)
            && told
    }

    /// Whether one of `prepositions`, or a complement with "to", follows the verb.
    fn followed(&self, prepositions: &[&str]) -> bool {
        let lower = |word: usize| &*self.clauses.tokens[word].lower;
        let next = self.group.particle.unwrap_or(self.group.main) + 1;
        let preposition =
            self.frame.preps.iter().any(|(word, _)| prepositions.contains(&lower(*word)));
        let right = self.clauses.tokens.get(next);
        preposition
            || right.is_some_and(|token| prepositions.contains(&&*token.lower))
            || self.complement().is_some() && prepositions.contains(&"to")
    }

    /// "Two men were charged after police found", "were charged on Monday": whether nothing that was charged follows.
    fn ends_clause(&self) -> bool {
        let next = self.clauses.items.get(self.group.item + 1);
        let when = |word: usize| {
            matches!(&*self.clauses.tokens[word].lower, "after" | "before" | "on" | "last")
        };
        match next {
            None | Some(Item::Comma | Item::Break | Item::Time) => true,
            Some(Item::Prep(word)) => when(*word),
            _ => false,
        }
    }

    /// The verb group that is the complement of this one.
    fn complement(&self) -> Option<&'c Group> {
        let next = self.clauses.frames.get(self.at + 1)?;
        (next.governor == Some(self.at)).then(|| &self.clauses.groups[self.at + 1])
    }

    /// "failed to steal", not "failed to protect": whether what did not succeed is a deed.
    fn is_deed(&self, verb: &Group) -> bool {
        let lemma = self.clauses.tokens[verb.main].lemma().unwrap_or_default();
        verb.mood == Mood::Infinitive && cues::is("deed", lemma)
    }

    /// Whether a form of "to be" stands right before the verb.
    fn is_of_a_copula(&self) -> bool {
        let before = self.group.words.start.checked_sub(1);
        before.is_some_and(|before| self.clauses.tokens[before].class == Class::Be)
    }

    fn object_has(&self, words: &[&str]) -> bool {
        self.frame.object.is_some_and(|object| {
            self.clauses.words(object).iter().any(|word| words.contains(&&*word.lower))
        })
    }

    /// Whether a word stands in the next few, the verb among them.
    fn near(&self, words: usize, wanted: &str) -> bool {
        let behind = self.clauses.tokens[self.group.main..].iter().take(words);
        behind.into_iter().any(|token| &*token.lower == wanted)
    }

    /// Whether "of" stands so many words behind the verb.
    fn of_stands(&self, far: usize) -> bool {
        self.clauses.tokens.get(self.group.main + far).is_some_and(|token| &*token.lower == "of")
    }

    fn passive(&self) -> Option<StatementKind> {
        let alleged = match self.lemma {
            "expect" if self.followed(&["to"]) => return Some(Hypothetical),
            "acquit" | "exonerate" => return Some(Negated),
            // Listed as no verb, for "is clear" is none.
            "cleared" if self.followed(&["of"]) => return Some(Negated),
            "accuse" | "suspect" | "allege" | "indict" | "implicate" | "presume" | "rumor"
            | "rumour" => true,
            "charge" => self.followed(&["with", "in", "over", "for"]) || self.ends_clause(),
            "blame" => self.followed(&["on", "for", "by"]),
            "attribute" | "link" | "tie" | "connect" => self.followed(&["to", "with"]),
            "believe" | "think" | "say" | "consider" | "assume" | "report" | "understand" => {
                self.followed(&["to"])
            }
            _ => self.is_for_a_deed(),
        };
        alleged.then_some(Alleged)
    }

    /// "faces up to ten years", "carries a maximum sentence", "is punishable by", "the maximum penalty is".
    fn penal(&self) -> Option<StatementKind> {
        let clauses = self.clauses;
        let maximum = || {
            let words = self.frame.subject.map(|subject| clauses.words(subject));
            words.is_some_and(|words| words.iter().any(|word| &*word.lower == "maximum"))
        };
        let faces = self.lemma == "face"
            && (self.object_has(PENALTY) || clauses.words_behind(self.group.main, &["up", "to"]));
        let penal = faces
            || self.lemma == "carry" && self.object_has(PENALTY)
            || self.lemma.is_empty() && maximum()
            || clauses.words_behind(self.group.main, &["punishable"]);
        penal.then_some(Hypothetical)
    }

    fn active(&self) -> Option<StatementKind> {
        let infinitive = self.complement().is_some_and(|next| next.mood == Mood::Infinitive);
        let before = self.group.words.start.checked_sub(1);
        let nor = before.is_some_and(|before| &*self.clauses.tokens[before].lower == "nor");
        let alleged = match self.lemma {
            "plead" if self.clauses.words_behind(self.group.main, &["not"]) => return Some(Denied),
            "deny" | "dispute"
                if self.group.mood == Mood::Finite && !nor && !refuses(self.clauses, self.at) =>
            {
                return Some(Denied);
            }
            "acquit" | "exonerate" => return Some(Negated),
            // "Students cleared of hacking": a headline needs no "were". "A jury cleared him of hacking."
            "cleared" if (1..3).any(|far| self.of_stands(far)) => return Some(Negated),
            "fail" if self.complement().is_some_and(|next| self.is_deed(next)) => {
                return Some(Negated);
            }
            // "is looking into whether"
            "look" | "investigate" | "examine" | "consider" | "probe"
                if self.near(5, "whether") =>
            {
                return Some(Hypothetical);
            }
            "fear" | "expect" | "predict" => return Some(Hypothetical),
            lemma if cues::is("future", lemma) && infinitive => return Some(Hypothetical),
            // "was to blame": whoever made a mistake.
            "blame" if self.group.mood == Mood::Infinitive && self.is_of_a_copula() => false,
            "claim" if demands(self.clauses, self.at) => false,
            "accuse" | "blame" | "allege" | "suspect" | "implicate" | "indict" | "claim"
            | "believe" | "think" => true,
            // "stands accused of", "faces charges of", "awaits trial for"
            "stand" if self.clauses.words_behind(self.group.main, &["accused"]) => true,
            "face" | "stand" | "await" => self.object_has(CHARGES),
            // "received information that": somebody says so.
            "receive" | "get" | "obtain" => {
                let told = ["information", "reports", "allegations", "claims", "tips"];
                self.object_has(&told)
                    && self.clauses.tokens[self.group.main..].iter().any(|t| t.class == Class::That)
            }
            "hold" => self.near(usize::MAX, "responsible") || self.is_for_a_deed(),
            "point" => self.object_has(&["finger"]) || self.followed(&["at"]),
            "charge" => {
                self.frame.object.is_some() || self.followed(&["with", "in", "over", "for"])
            }
            // "will connect to a server": whoever links nothing accuses nobody.
            "connect" | "link" | "tie" if self.links_nothing() => false,
            "attribute" | "ascribe" | "link" | "tie" | "connect" | "trace" => {
                self.followed(&["to", "with"])
            }
            // "sanctioned three bankers", "imposed sanctions on"
            "sanction" | "designate" | "blacklist" => self.frame.object.is_some(),
            "impose" => self.object_has(&["sanctions"]),
            "appear" | "seem" => infinitive,
            _ => self.is_for_a_deed(),
        };
        alleged.then_some(Alleged)
    }

    /// "will connect to a server", "apps connect to": no object, and no participle as in "heist linked to North Korea".
    fn links_nothing(&self) -> bool {
        let verb = self.clauses.tokens[self.group.main].verb.as_ref();
        self.frame.object.is_none() && !verb.is_some_and(|verb| verb.forms.participle)
    }

    /// "is not clear", "was not immediately known", "is not the first": nothing is said not to have
    /// happened.
    fn is_unclear(&self) -> bool {
        let behind = self.clauses.tokens[self.group.main + 1..].iter().take(4);
        self.lemma.is_empty() && behind.into_iter().any(|t| cues::is("unclear", &t.lower))
    }

    /// "is likely to", "is possible", "can be fined", "has not ruled out".
    fn may_be(&self) -> Option<Range<usize>> {
        let (clauses, group) = (self.clauses, self.group);
        let penal = matches!(
            self.lemma,
            "fine" | "jail" | "suspend" | "sentence" | "imprison" | "send" | "punish" | "face"
        );
        let can = |word: &usize| &*clauses.tokens[*word].lower == "can";
        if let Some(word) = group.modal.filter(can).filter(|_| group.passive && penal) {
            return Some(word..word + 1);
        }
        if group.negation.is_some() && self.lemma == "rule" {
            return Some(group.main..group.main + 1);
        }
        if !self.lemma.is_empty() {
            return None;
        }
        let mut behind = group.main + 1..clauses.tokens.len().min(group.main + 4);
        behind.find_map(|at| {
            let to = clauses.tokens.get(at + 1).is_some_and(|next| next.class == Class::To);
            let be = clauses.tokens[group.main].class == Class::Be;
            let may = match &*clauses.tokens[at].lower {
                // "have likely been stolen": a guess, and no outlook.
                "likely" | "probable" if !be => false,
                "likely" | "unlikely" | "possible" | "probable" | "conceivable" => true,
                "set" | "due" | "poised" | "about" | "bound" => to,
                _ => false,
            };
            may.then_some(at..at + 1)
        })
    }

    /// Whether somebody is held for a deed: "arrested for hacking", "detained over the theft".
    fn is_for_a_deed(&self) -> bool {
        let holds = ["arrest", "detain", "extradite", "raid", "hold", "want", "seize"];
        if !holds.contains(&self.lemma) {
            return false;
        }
        let clauses = self.clauses;
        let lower = |word: usize| &*clauses.tokens[word].lower;
        let threat = |phrase: usize| {
            clauses.words(phrase).iter().any(|token| cues::is("threat", &token.lower))
        };
        let over = self.frame.preps.iter().any(|(word, phrase)| match lower(*word) {
            "over" => true,
            "on" => {
                CHARGES.contains(&clauses.head(*phrase)) || clauses.head(*phrase) == "suspicion"
            }
            "for" => threat(*phrase),
            "in" => clauses.head(*phrase) == "connection",
            _ => false,
        });
        over || self.complement().is_some_and(|next| {
            next.mood == Mood::Gerund
                && next.words.start > 0
                && matches!(lower(next.words.start - 1), "for" | "of")
        })
    }
}

/// So many verbs further on what one introduces is looked for.
const NEAR: usize = 8;

/// "is claiming $2 million", "has claimed 40 victims": what is claimed is taken or asked for, and nothing is said.
pub(super) fn demands(clauses: &Clauses, at: usize) -> bool {
    const ASKED: &[&str] = &["victims", "lives", "compensation", "damages", "refund", "refunds"];
    let Some(object) = clauses.frames[at].object else { return false };
    // "claimed $2 million had been stolen"
    let told = |frame: &Frame| frame.subject == Some(object);
    let head = &clauses.tokens[clauses.phrases[object].head];
    let sum = head.amount.is_some() && head.class == Class::Number;
    (sum || ASKED.contains(&&*head.lower)) && !clauses.frames[at + 1..].iter().take(NEAR).any(told)
}

/// "stopped short of accusing", "declined to blame": an accusation that is not made, from the words that say so on.
pub(super) fn accuses_nobody(clauses: &Clauses, at: usize) -> Option<Range<usize>> {
    let group = &clauses.groups[at];
    let lemma = clauses.tokens[group.main].lemma()?;
    if !matches!(lemma, "accuse" | "blame" | "implicate" | "attribute" | "link" | "name") {
        return None;
    }
    let lower = |back: usize| {
        group.words.start.checked_sub(back).map_or("", |word| &*clauses.tokens[word].lower)
    };
    let own = |back: usize| {
        group.words.start.checked_sub(back).and_then(|word| clauses.tokens[word].lemma())
    };
    let back = match group.mood {
        Mood::Gerund if lower(1) == "of" && lower(2) == "short" => 3,
        Mood::Gerund if lower(1) == "from" && matches!(own(2), Some("refrain" | "stop")) => 2,
        Mood::Infinitive if matches!(own(1), Some("decline" | "refuse")) => 1,
        _ => return None,
    };
    Some(group.words.start - back..group.main + 1)
}

/// "regret any concern this may cause": what it may be, with no object behind it, is not said to be so; whoever says so is sorry.
pub(super) fn is_regretted(clauses: &Clauses, group: &Group) -> bool {
    clauses.tokens[group.main].lemma() == Some("cause")
        && !matches!(clauses.items.get(group.item + 1), Some(Item::Phrase(_)))
}

/// "is not thought to have ties": who does not believe something says that it is not so.
pub(super) fn is_belief(lemma: &str) -> bool {
    matches!(lemma, "believe" | "think" | "suspect" | "consider")
}

/// Whether a verb that is denied leaves open what happened: "did not say how".
pub(super) fn is_silent(lemma: &str) -> bool {
    cues::is("say", lemma) || cues::is("silent", lemma)
}

/// "no data", "nothing", "none of the files", "neither bank", "neither X nor Y", "not a single bank" as a subject:
/// the word that says so.
pub(super) fn nothing(clauses: &Clauses, subject: Option<usize>) -> Option<Range<usize>> {
    let first = clauses.phrases[subject?].words.start;
    let lower = |word: usize| clauses.tokens.get(word).map_or("", |token| &*token.lower);
    let found = match lower(first) {
        // "No 10 said": an address.
        "no" if clauses.tokens.get(first + 1).is_some_and(|t| t.class == Class::Number) => None,
        "no" | "nothing" | "none" | "nobody" | "neither" => Some(first),
        _ => {
            let before = first.checked_sub(1)?;
            match lower(before) {
                "neither" => Some(before),
                "not" if lower(first) == "a" && lower(first + 1) == "single" => Some(before),
                "nor" => neither(clauses, before),
                _ => None,
            }
        }
    };
    found.map(|word| word..word + 1)
}

/// So many words at most stand between "neither" and "nor".
const PAIR: usize = 12;

/// The "neither" of a "nor", with nothing but a noun phrase between.
fn neither(clauses: &Clauses, nor: usize) -> Option<usize> {
    let phrase = |at: &usize| {
        let token = &clauses.tokens[*at];
        token.nominal() || matches!(token.class, Class::Det | Class::Poss | Class::Prep)
    };
    let words = (0..nor).rev().take(PAIR).take_while(phrase).count();
    let before = nor.checked_sub(words + 1)?;
    (&*clauses.tokens[before].lower == "neither").then_some(before)
}

/// "There is no evidence that", "found no sign of".
fn no_evidence(clauses: &Clauses, at: usize) -> Option<Range<usize>> {
    // "has seen no intrusion", "received no demand"
    const HAD: &[&str] =
        &["see", "receive", "lose", "get", "take", "pay", "find", "steal", "return", "obtain"];
    if let Some(words) = none_of(clauses, at, HAD) {
        return Some(words);
    }
    // 'there was "no evidence" of it'
    let item = clauses.groups[at].item;
    let quoted = match (clauses.items.get(item + 1), clauses.items.get(item + 2)) {
        (Some(Item::Quote), Some(Item::Phrase(phrase))) => Some(*phrase),
        _ => None,
    };
    let object = clauses.frames[at].object.or(quoted)?;
    let words = clauses.phrases[object].words.clone();
    // "There was no cyberattack of any kind."
    let copula = clauses.tokens[clauses.groups[at].main].class == Class::Be;
    if copula
        && &*clauses.tokens[words.start].lower == "no"
        && cues::is("threat", clauses.head(object))
    {
        return Some(words);
    }
    let none = matches!(&*clauses.tokens[words.start].lower, "no" | "little" | "without");
    (none && cues::is("evidence", clauses.head(object))).then_some(words)
}

/// "has not found that", "have not identified any": what is not found is not there. "Did not identify the culprit"
/// leaves it open.
pub(super) fn finds_not(clauses: &Clauses, at: usize) -> Option<Range<usize>> {
    let (group, frame) = (&clauses.groups[at], &clauses.frames[at]);
    let not = group.negation?;
    let finds = matches!(
        clauses.tokens[group.main].lemma()?,
        "find" | "detect" | "observe" | "discover" | "identify" | "establish" | "uncover" | "see"
    );
    let any = frame
        .object
        .is_some_and(|object| &*clauses.tokens[clauses.phrases[object].words.start].lower == "any");
    let that = clauses.tokens.get(group.main + 1).is_some_and(|next| next.class == Class::That);
    (finds && (any || that)).then_some(not..group.main + 1)
}

/// The object of one of `verbs` that begins with "no" or is "nothing": "found no malware".
pub(super) fn none_of(clauses: &Clauses, at: usize, verbs: &[&str]) -> Option<Range<usize>> {
    let object = clauses.phrases[clauses.frames[at].object?].words.clone();
    let verb = clauses.tokens[clauses.groups[at].main].lemma()?;
    let none = matches!(&*clauses.tokens[object.start].lower, "no" | "nothing");
    (verbs.contains(&verb) && none).then_some(object)
}
