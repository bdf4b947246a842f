//! Acts that nouns name: "the theft of $308 million from the exchange", "Akira's attack on its servers".

use super::draft::Draft;
use super::nouns;
use super::rules::rules;
use super::scene::{Doer, Scene};
use super::types;
use crate::extract::clauses::Mood;
use crate::extract::story::Party;
use crate::taxonomy::{EntityLabel, ThreatType};

/// What a noun such as "the theft of $308 million from the exchange" says.
pub(super) struct Act {
    pub kind: ThreatType,
    pub doer: Option<Party>,
    pub targets: Vec<Party>,
    /// Neither is said.
    pub bare: bool,
}

impl Act {
    pub fn read(scene: &Scene, phrase: usize, around: &[&str]) -> Option<Self> {
        let clauses = scene.clauses;
        let own = &clauses.phrases[phrase];
        if own.pronoun {
            // "blamed X for it": whatever it is, the event before says.
            return Some(Self {
                kind: ThreatType::GeneralCyberThreat,
                doer: None,
                targets: Vec::new(),
                bare: true,
            });
        }
        let act = nouns::act(clauses.head(phrase))?;
        let own = &clauses.phrases[phrase];
        let (mut doer, mut targets, mut things) = (None, Vec::new(), Vec::new());
        for (at, (word, next)) in scene.followers(phrase).into_iter().enumerate() {
            match &*clauses.tokens[word].lower {
                "by" if doer.is_none() => {
                    if let Doer::Parties(parties) = scene.doer(next) {
                        doer = parties.first().copied();
                    }
                }
                "of" if act == "theft"
                    && things.is_empty()
                    && (scene.is_sum(next)
                        || scene.is_of(next, "data")
                        || scene.is_of(next, "money")
                        || scene.is_of(next, "coins")
                        || scene.is_of(next, "secrets")) =>
                {
                    things.push(next);
                }
                // "attacks from North Korea", "arms transfers from North Korea to Russia"
                "from" if doer.is_none() && act != "theft" => {
                    if let Doer::Parties(parties) = scene.doer(next) {
                        doer = parties.first().copied();
                    }
                }
                "of" if at > 0 => {}
                "on" | "against" | "at" | "into" | "from" | "of" if targets.is_empty() => {
                    targets = scene.sufferers(next);
                }
                "to" if act == "arms_transfer" && targets.is_empty() => {
                    targets = scene.sufferers(next);
                }
                _ => {}
            }
        }
        for word in own.words.start..own.head {
            let token = &clauses.tokens[word];
            let Some(mention) = token.mention.filter(|_| !token.text.contains('$')) else {
                continue;
            };
            let party = scene.reading.named(mention);
            match scene.reading.label(mention) {
                EntityLabel::Group | EntityLabel::Misc if doer.is_none() => doer = Some(party),
                EntityLabel::Loc if own.possessor.is_some() && doer.is_none() => doer = Some(party),
                EntityLabel::Org if targets.is_empty() && own.possessor.is_none() => {
                    targets = vec![party];
                }
                _ => {}
            }
        }
        if doer.is_some_and(|party| targets.iter().any(|target| target.span == party.span)) {
            doer = None;
        }
        if targets.is_empty() {
            targets = targeting(scene, phrase);
        }
        let kind = kind(scene, phrase, act, &things, around)?;
        let open = matches!(act, "attack" | "theft" | "espionage" | "disruption");
        let bare = open && targets.is_empty() && doer.is_none();
        Some(Self { kind, doer, targets, bare })
    }
}

/// "a campaign ... targeting computers in New Jersey".
fn targeting(scene: &Scene, act: usize) -> Vec<Party> {
    let clauses = scene.clauses;
    let item = clauses.phrases[act].item;
    let next = clauses.groups.partition_point(|group| group.item < item);
    let behind = clauses.groups.get(next).zip(clauses.frames.get(next));
    let near = behind.filter(|(group, _)| {
        group.mood == Mood::Gerund && scene.lemma(group) == "target" && group.item < item + 16
    });
    near.and_then(|(_, frame)| frame.object)
        .map(|object| scene.sufferers(object))
        .unwrap_or_default()
}

/// An act named by a noun with the one to whom it was done; whose it was is perhaps said later.
pub(super) fn noun(scene: &Scene, phrase: usize) -> Option<Draft> {
    nouns::act(scene.clauses.head(phrase))?;
    let act = Act::read(scene, phrase, &[])?;
    let rule = &rules().list[rules().of_noun?];
    let first = &*scene.clauses.words(phrase)[0].lower;
    if act.targets.is_empty() || matches!(first, "no" | "any" | "previous" | "past" | "future") {
        return None;
    }
    let words = scene.clauses.phrases[phrase].words.clone();
    let end = scene
        .followers(phrase)
        .last()
        .map_or(words.end, |(_, last)| scene.clauses.phrases[*last].words.end);
    Some(Draft {
        kind: act.kind,
        perpetrators: act.doer.into_iter().collect(),
        refers_back: false,
        by_act: false,
        targets: act.targets,
        linked: false,
        bare: false,
        sentence: scene.sentence,
        word: scene.clauses.phrases[phrase].head,
        words: words.start..end,
        rule: rule.name,
    })
}

/// Words of an act that name its kind.
const TELLING: &[&str] =
    &["ransomware", "phishing", "espionage", "ddos", "supply-chain", "denial-of-service"];

/// The threat type of an act, by its noun, its thing and the words around it.
fn kind(
    scene: &Scene,
    phrase: usize,
    act: &str,
    things: &[usize],
    around: &[&str],
) -> Option<ThreatType> {
    let words: Vec<&str> = scene.lower(phrase).collect();
    let around = if around.is_empty() { &words[..] } else { around };
    match act {
        "attack" => {
            // What the noun itself says goes before the words around it.
            let telling = words.iter().any(|word| TELLING.contains(word));
            types::attack(scene.seen, if telling { &words } else { around })
        }
        "theft" => {
            let nouns: Vec<&str> =
                words.iter().copied().chain(things.iter().flat_map(|t| scene.lower(*t))).collect();
            types::theft(scene.seen, &nouns, things.iter().any(|t| scene.has_money(*t)))
        }
        "arms_transfer" => {
            let weapons = scene.is_of(phrase, "weapons");
            weapons.then_some(ThreatType::ArmsTransfer)
        }
        "fraud" => types::sees(scene.seen, ThreatType::Fraud).then_some(ThreatType::Fraud),
        name => name.parse().ok(),
    }
}
