//! How the labels of a set and ours meet.
//!
//! A map says what the set's labels are called here, which of them are left out (`"-"`), and which
//! of ours the set does not tell apart. Labels that no map names are a fault: left out in silence,
//! they would make any figure look good.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::annotation::Mention;
use crate::taxonomy::EntityLabel;

/// The maps that are built in, by name.
const READY: [(&str, &str); 6] = [
    ("conll", include_str!("conll.toml")),
    ("ontonotes", include_str!("ontonotes.toml")),
    ("wnut", include_str!("wnut.toml")),
    ("annoctr", include_str!("annoctr.toml")),
    ("cyner", include_str!("cyner.toml")),
    ("re3d", include_str!("re3d.toml")),
];

/// What a label map gives a label that is not scored.
const LEFT_OUT: &str = "-";

/// A map as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    gold: BTreeMap<String, String>,
    #[serde(default)]
    predicted: BTreeMap<String, String>,
}

/// How the labels of a set and ours meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelMap {
    /// What it is called in reports.
    pub name: String,
    /// The set's labels: what they are here, `None` if they are left out.
    gold: BTreeMap<String, Option<EntityLabel>>,
    /// Ours that the set does not tell apart.
    predicted: BTreeMap<EntityLabel, EntityLabel>,
}

impl LabelMap {
    /// The map that is built in under a name, or the one in a TOML file.
    ///
    /// # Errors
    /// If there is none, or it is not understood.
    pub fn open(name: &str) -> Result<Self, String> {
        if let Some((name, text)) = READY.iter().find(|(ready, _)| *ready == name) {
            return Self::parse(name, text);
        }
        let text = fs::read_to_string(Path::new(name)).map_err(|error| {
            let ready: Vec<&str> = READY.iter().map(|(name, _)| *name).collect();
            format!("no label map {name:?} ({error}): name a TOML file, or {}", ready.join(", "))
        })?;
        Self::parse(name, &text)
    }

    /// Reads a map; `name` is for messages.
    ///
    /// # Errors
    /// If it is not TOML, or names a label that is none of ours.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(text)
            .map_err(|error| format!("{name}: {}", error.to_string().trim()))?;
        let ours =
            |label: &str| label.parse::<EntityLabel>().map_err(|error| format!("{name}: {error}"));
        let gold = written.gold.into_iter().map(|(theirs, label)| {
            let label = if label == LEFT_OUT { None } else { Some(ours(&label)?) };
            Ok((theirs, label))
        });
        let predicted = written.predicted.iter().map(|(from, to)| Ok((ours(from)?, ours(to)?)));
        Ok(Self {
            name: name.to_owned(),
            gold: gold.collect::<Result<_, String>>()?,
            predicted: predicted.collect::<Result<_, String>>()?,
        })
    }

    /// The map for gold in our own labels: all six are scored.
    pub fn ours() -> Self {
        let all = EntityLabel::ALL.iter();
        Self {
            name: "wiredesk".to_owned(),
            gold: all.map(|label| (label.name().to_owned(), Some(*label))).collect(),
            predicted: BTreeMap::new(),
        }
    }

    /// The map for a set that came without one, by the labels in it: ours as they are, with GROUP
    /// read as ORG and MALWARE as MISC where the set has the one and not the other. What the set
    /// never uses is not scored.
    ///
    /// # Errors
    /// If a label is none of ours, with the ready map that would do, if one does.
    pub fn guessed(labels: &BTreeSet<String>) -> Result<Self, String> {
        let mut gold = BTreeMap::new();
        for theirs in labels {
            let Ok(label) = theirs.parse() else {
                return Err(Self::advice(labels, theirs));
            };
            gold.insert(theirs.clone(), Some(label));
        }
        let has = |label: EntityLabel| labels.contains(label.name());
        let pairs =
            [(EntityLabel::Group, EntityLabel::Org), (EntityLabel::Malware, EntityLabel::Misc)];
        let predicted = pairs.into_iter().filter(|(from, to)| !has(*from) && has(*to)).collect();
        Ok(Self { name: "labels as they are".to_owned(), gold, predicted })
    }

    fn advice(labels: &BTreeSet<String>, unknown: &str) -> String {
        let fits = |(name, text): &&(&str, &str)| {
            Self::parse(name, text).is_ok_and(|map| labels.iter().all(|l| map.gold.contains_key(l)))
        };
        let mend = match READY.iter().find(fits) {
            Some((name, _)) => format!("--map {name} fits this set"),
            None => {
                "say with --map FILE what each label is here, or \"-\" to leave it out".to_owned()
            }
        };
        format!("label {unknown:?} is none of wiredesk's: {mend}")
    }

    /// The set's labels.
    pub fn gold_labels(&self) -> BTreeSet<String> {
        self.gold.keys().cloned().collect()
    }

    /// The labels that are scored.
    pub fn scored(&self) -> BTreeSet<EntityLabel> {
        self.gold.values().copied().flatten().collect()
    }

    /// Gold mentions under our labels.
    ///
    /// # Errors
    /// If a label is not in the map.
    pub fn gold(&self, mentions: Vec<Mention>) -> Result<Vec<Mention>, String> {
        let mut kept = Vec::with_capacity(mentions.len());
        for mention in mentions {
            match self.gold.get(&mention.label) {
                Some(Some(label)) => kept.push(Mention { label: label.name().into(), ..mention }),
                Some(None) => {}
                None => {
                    let labels = BTreeSet::from([mention.label.clone()]);
                    let advice = Self::advice(&labels, &mention.label);
                    return Err(format!("{advice} (the map in use is {:?})", self.name));
                }
            }
        }
        Ok(kept)
    }

    /// Predicted mentions as the set would call them; those that it does not have are left out.
    ///
    /// # Errors
    /// If a label is neither ours nor the set's.
    pub fn predicted(&self, mentions: Vec<Mention>) -> Result<Vec<Mention>, String> {
        let scored = self.scored();
        let mut kept = Vec::with_capacity(mentions.len());
        for mention in mentions {
            // A prediction by another tool may use the set's own labels.
            let ours = match (mention.label.parse::<EntityLabel>(), self.gold.get(&mention.label)) {
                (Ok(label), _) => Some(self.predicted.get(&label).copied().unwrap_or(label)),
                (Err(_), Some(label)) => *label,
                (Err(error), None) => return Err(error.to_string()),
            };
            if let Some(label) = ours.filter(|label| scored.contains(label)) {
                kept.push(Mention { label: label.name().into(), ..mention });
            }
        }
        Ok(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ready_map_is_understood() {
        for (name, _) in READY {
            assert!(!LabelMap::open(name).unwrap().scored().is_empty(), "{name}");
        }
    }

    #[test]
    fn groups_are_organisations_where_the_set_has_no_groups() {
        let labels = ["PER", "ORG", "LOC"].map(str::to_owned).into();
        let map = LabelMap::guessed(&labels).unwrap();
        let found = ["GROUP", "MALWARE", "MISC", "LOC"].map(|label| Mention::new(0, 1, label));
        let kept = map.predicted(found.to_vec()).unwrap();
        assert_eq!(kept.iter().map(|m| m.label.as_str()).collect::<Vec<_>>(), ["ORG", "LOC"]);
    }

    #[test]
    fn an_unknown_label_is_a_fault_with_advice() {
        let labels = ["person", "product"].map(str::to_owned).into();
        assert!(LabelMap::guessed(&labels).unwrap_err().contains("--map wnut"));
        let labels = ["Wombat"].map(str::to_owned).into();
        assert!(LabelMap::guessed(&labels).unwrap_err().contains("--map FILE"));
        let map = LabelMap::open("cyner").unwrap();
        assert!(map.gold(vec![Mention::new(0, 1, "Wombat")]).is_err());
        assert!(map.gold(vec![Mention::new(0, 1, "Indicator")]).unwrap().is_empty());
    }
}
