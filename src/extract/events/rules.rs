//! The rules of `rules.txt`, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::nouns;
use crate::taxonomy::ThreatType;

const RULES: &str = include_str!("rules.txt");

/// What a slot of a pattern is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Perpetrator,
    Target,
    Accuser,
    Thing,
    Act,
}

/// One place of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A slot, and the kind of noun that it asks for.
    Slot(Role, Option<&'static str>),
    /// One noun: "responsibility".
    Noun(&'static str),
}

/// A preposition with its slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prep {
    pub words: Vec<&'static str>,
    pub place: Place,
    pub optional: bool,
}

/// One pattern.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub subject: Role,
    pub particle: Option<&'static str>,
    pub object: Option<Place>,
    pub preps: Vec<Prep>,
    /// Place of its rule.
    pub rule: usize,
}

/// What kind of event a rule makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Makes {
    Type(ThreatType),
    Attack,
    Theft,
    /// Arms or goods under sanctions, as the model sees it.
    Goods,
    /// What the noun of the act says.
    Act,
}

/// A rule.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub name: &'static str,
    pub makes: Makes,
    /// Only if the model sees it in the sentence.
    pub only_if_seen: bool,
    /// Sentences that it is for.
    pub examples: Vec<&'static str>,
}

/// All rules.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub list: Vec<Rule>,
    /// The patterns of a verb, by its base form, in the order of the file.
    pub of_verb: HashMap<&'static str, Vec<Pattern>>,
    /// The rule for acts named by a noun.
    pub of_noun: Option<usize>,
}

/// The rules, read at first use.
pub(super) fn rules() -> &'static Rules {
    static TABLE: LazyLock<Rules> = LazyLock::new(|| read(RULES));
    &TABLE
}

/// Reads the file; a line that says nothing is left out, which a test does not let happen.
fn read(text: &'static str) -> Rules {
    let mut table = Rules::default();
    let mut sets: HashMap<&str, Vec<&'static str>> = HashMap::new();
    for line in text.lines() {
        if let Some((name, verbs)) =
            line.strip_prefix("set ").and_then(|rest| rest.split_once(" = "))
        {
            sets.insert(name, verbs.split(' ').collect());
        } else if let Some((name, makes)) =
            line.strip_prefix("rule ").and_then(|rest| rest.split_once(" = "))
        {
            let (makes, only_if_seen) =
                makes.strip_suffix('?').map_or((makes, false), |m| (m, true));
            let makes = match makes {
                "attack" => Makes::Attack,
                "theft" => Makes::Theft,
                "act" => Makes::Act,
                "goods" => Makes::Goods,
                name => match name.parse() {
                    Ok(threat) => Makes::Type(threat),
                    Err(_) => continue,
                },
            };
            table.list.push(Rule { name, makes, only_if_seen, examples: Vec::new() });
        } else if let Some(example) = line.strip_prefix("  e.g. ") {
            if let Some(rule) = table.list.last_mut() {
                rule.examples.push(example);
            }
        } else if line.starts_with("  the <act>") {
            table.of_noun = table.list.len().checked_sub(1);
        } else if let Some((verbs, pattern)) = pattern(line, &sets, table.list.len()) {
            for verb in verbs {
                table.of_verb.entry(verb).or_default().push(pattern.clone());
            }
        }
    }
    table
}

/// A line such as `  P <steal> X from T`: its verbs, and the rest.
fn pattern(
    line: &'static str,
    sets: &HashMap<&str, Vec<&'static str>>,
    rules: usize,
) -> Option<(Vec<&'static str>, Pattern)> {
    let mut words = line.strip_prefix("  ")?.split(' ').peekable();
    let subject = role(words.next()?)?;
    let verb = words.next()?;
    let verbs = match verb.strip_prefix('<').and_then(|v| v.strip_suffix('>')) {
        Some(set) => sets.get(set)?.clone(),
        None => vec![verb],
    };
    let mut pattern = Pattern {
        subject,
        particle: None,
        object: None,
        preps: Vec::new(),
        rule: rules.checked_sub(1)?,
    };
    let mut waiting: Option<(&'static str, bool)> = None;
    while let Some(word) = words.next() {
        let (word, optional) = word.strip_prefix('?').map_or((word, false), |word| (word, true));
        let is_place = role(word.split(':').next()?).is_some();
        if let Some((preps, optional)) = waiting.take() {
            pattern.preps.push(Prep {
                words: preps.split('|').collect(),
                place: place(word),
                optional,
            });
        } else if is_place {
            pattern.object = Some(place(word));
        } else if words.peek().is_none() {
            // The last word can only be a noun: "evade sanctions".
            pattern.object = Some(Place::Noun(word));
        } else if matches!(word, "off" | "away" | "out" | "down" | "up" | "over") {
            pattern.particle = Some(word);
        } else if pattern.object.is_none()
            && matches!(
                word,
                "responsibility"
                    | "credit"
                    | "responsible"
                    | "guilty"
                    | "involvement"
                    | "role"
                    | "access"
                    | "control"
                    | "victim"
            )
        {
            pattern.object = Some(Place::Noun(word));
        } else {
            waiting = Some((word, optional));
        }
    }
    Some((verbs, pattern))
}

fn place(word: &'static str) -> Place {
    let (slot, kind) = word.split_once(':').map_or((word, None), |(slot, kind)| (slot, Some(kind)));
    match role(slot) {
        Some(role) => Place::Slot(role, kind.filter(|kind| nouns::known(kind))),
        None => Place::Noun(word),
    }
}

fn role(slot: &str) -> Option<Role> {
    Some(match slot {
        "P" => Role::Perpetrator,
        "T" => Role::Target,
        "A" => Role::Accuser,
        "X" => Role::Thing,
        "E" => Role::Act,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_rule_a_set_a_pattern_or_an_example() {
        let rules = RULES.lines().filter(|line| line.starts_with("rule ")).count();
        assert_eq!(rules, self::rules().list.len(), "a rule makes no known type");
        let mut sets = HashMap::new();
        for line in RULES.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some((name, verbs)) = line.strip_prefix("set ").and_then(|l| l.split_once(" = "))
            {
                sets.insert(name, verbs.split(' ').collect());
                continue;
            }
            let known = line.starts_with("rule ")
                || line.starts_with("  e.g. {")
                || line.starts_with("  the <act>")
                || pattern(line, &sets, 1).is_some();
            assert!(known, "{line}");
            let slots = line.split(' ').filter_map(|word| word.split_once(':'));
            for (_, kind) in slots.filter(|_| !line.starts_with("  e.g.")) {
                assert!(nouns::known(kind), "{line}");
            }
        }
        for rule in &self::rules().list {
            assert!(!rule.examples.is_empty(), "rule {} has no example", rule.name);
        }
    }
}
