//! Threat groups and malicious software by their names in MITRE ATT&CK and in MISP, and which of
//! these names are too ordinary to mean them without help.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::countries::ambiguous;
use super::index::{Alias, Form, Index};
use super::pieces::fold;
use super::table::rows;

const GROUPS: &str = include_str!("data/groups.csv");
const MALWARE: &str = include_str!("data/malware.csv");

/// What an entity of the tables is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A threat group or a campaign.
    Group,
    /// Malicious software or a tool.
    Malware,
}

/// A threat group, campaign, malicious program or tool, as one source knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// `mitre-attack` or `misp-galaxy`.
    pub source: String,
    /// The identifier there; MISP has none but the name.
    pub id: String,
    /// The name there.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166 code of the country that MISP attributes it to.
    pub country: Option<String>,
}

/// What an alias of the tables stands for.
#[derive(Clone, Copy, Debug)]
pub struct Threat {
    entity: usize,
    /// Whether it is a group or software.
    pub kind: Kind,
    /// Whether the alias means the entity wherever it stands: no ordinary word, place, surname,
    /// and at least four characters.
    pub firm: bool,
}

/// The tables of groups and software.
#[derive(Debug)]
pub struct Threats {
    entities: Vec<Entity>,
    index: Index<Threat>,
    /// Every alias without its white space, for "`AgentTesla`" and "Cobalt-Strike".
    compact: HashMap<String, Vec<usize>>,
    /// Ransomware by folded names that no text is searched for.
    rare: HashMap<String, Vec<usize>>,
}

/// Groups and software, read at first use.
pub fn threats() -> &'static Threats {
    static TABLE: LazyLock<Threats> = LazyLock::new(Threats::read);
    &TABLE
}

#[derive(Deserialize)]
struct Row {
    source: String,
    id: String,
    name: String,
    alias: String,
    #[serde(default)]
    country: String,
    #[serde(default, rename = "kind")]
    sort: String,
}

/// Letters of the shortest name that may be written with white space or without.
const SHORTEST_TOGETHER: usize = 6;

/// In the table of software: ransomware of MISP whose name may be anything else.
const RARE: &str = "ransomware";

/// Code names of vendors end in these; news writes them with capitals at the front only, whatever
/// the table does.
const FAMILIES: [&str; 10] = [
    "bear", "buffalo", "chollima", "jackal", "kitten", "leopard", "panda", "spider", "tiger",
    "wolf",
];

/// What news leaves off the end of a name.
const ENDINGS: [&str; 8] =
    [" Crew", " Framework", " Gang", " Group", " Ransomware", " RAT", " Stealer", " Team"];

impl Threats {
    fn read() -> Self {
        let doubtful = ambiguous("threat");
        let mut known: BTreeMap<(Kind, String, String), (Entity, Vec<String>)> = BTreeMap::new();
        let mut rare: Vec<(Entity, String)> = Vec::new();
        for (kind, name, csv) in
            [(Kind::Group, "groups.csv", GROUPS), (Kind::Malware, "malware.csv", MALWARE)]
        {
            for row in rows::<Row>(name, csv) {
                let Row { source, id, name, alias, country, sort } = row;
                if sort == RARE {
                    rare.push((Entity { source, id, name, kind, country: None }, alias));
                    continue;
                }
                let country = Some(country).filter(|code| !code.is_empty());
                let key = (kind, source.clone(), id.clone());
                let entity = Entity { source, id, name, kind, country };
                known.entry(key).or_insert_with(|| (entity, Vec::new())).1.push(alias);
            }
        }
        let mut table = Self {
            entities: Vec::new(),
            index: Index::default(),
            compact: HashMap::new(),
            rare: HashMap::new(),
        };
        for (entity, aliases) in known.into_values() {
            table.add_entity(entity, aliases, &doubtful);
        }
        for (entity, alias) in rare {
            table.add_rare(entity, &alias);
        }
        table
    }

    fn add_entity(&mut self, entity: Entity, aliases: Vec<String>, doubtful: &HashSet<String>) {
        let (kind, number) = (entity.kind, self.entities.len());
        self.entities.push(entity);
        let spaced = aliases.iter().filter_map(|alias| Some((spaced(alias)?, true)));
        let shorter = aliases.iter().filter_map(|alias| Some((shortened(alias)?, false)));
        let more: Vec<(String, bool)> = spaced.chain(shorter).collect();
        let mut seen = HashSet::new();
        for (alias, may_be_firm) in aliases.into_iter().map(|alias| (alias, true)).chain(more) {
            let key = fold(&alias);
            let firm = may_be_firm && !doubtful.contains(&key) && alias.chars().count() > 3;
            if seen.insert(key.clone()) {
                self.compact.entry(key.replace(' ', "")).or_default().push(number);
                self.add(alias, &key, Threat { entity: number, kind, firm });
            }
        }
    }

    fn add_rare(&mut self, entity: Entity, alias: &str) {
        if self.entities.last() != Some(&entity) {
            self.entities.push(entity);
        }
        self.rare.entry(fold(alias)).or_default().push(self.entities.len() - 1);
    }

    fn add(&mut self, written: String, key: &str, of: Threat) {
        // "LAPSUS$" is one word.
        let words = key.split(' ').filter(|word| word.starts_with(char::is_alphanumeric)).count();
        let family = key.rsplit(' ').next().is_some_and(|last| FAMILIES.contains(&last));
        let capitals = !written.contains(char::is_lowercase);
        let digits = written.contains(|c: char| c.is_ascii_digit());
        // "GOLD WINTER", "TIDE CASTLE": plain words but for their capitals.
        let exact = words > 1 && capitals && !family && !digits;
        let form = if exact { Form::Exact } else { Form::Name };
        self.index.add(key, Alias { written, form, of });
    }

    /// Every alias, to search a text for.
    pub fn index(&self) -> &Index<Threat> {
        &self.index
    }

    /// The entity that an alias stands for.
    pub fn entity(&self, threat: Threat) -> &Entity {
        &self.entities[threat.entity]
    }

    /// Whether `name` as a whole may be a group or software.
    pub fn has(&self, name: &str) -> bool {
        [Kind::Group, Kind::Malware].iter().any(|kind| !self.candidates(name, *kind).is_empty())
    }

    /// The entities of one kind that `name` as a whole may be, the best first: ATT&CK before MISP,
    /// the entity's own name before another, then by identifier. No case of the letters is asked
    /// for: that the text names a threat must be known already.
    pub fn candidates(&self, name: &str, kind: Kind) -> Vec<&Entity> {
        let key = fold(name);
        let mut found: Vec<&Entity> = Vec::new();
        for alias in self.index.whole(name) {
            let entity = self.entity(alias.of);
            if entity.kind == kind && !found.contains(&entity) {
                found.push(entity);
            }
        }
        // "BlackBasta" is MISP's spelling of ATT&CK's "Black Basta".
        if !found.iter().any(|entity| entity.source == "mitre-attack") {
            let alone = found.is_empty();
            for entity in self.written_together(&key, kind) {
                if (alone || entity.source == "mitre-attack") && !found.contains(&entity) {
                    found.push(entity);
                }
            }
        }
        found.sort_by_cached_key(|entity| {
            let attack = entity.source == "mitre-attack";
            (Reverse(attack), Reverse(fold(&entity.name) == key), entity.id.clone())
        });
        found
    }
}

impl Threats {
    /// The entities that a folded name is when white space does not count; none for short names.
    fn written_together(&self, key: &str, kind: Kind) -> Vec<&Entity> {
        let letters = key.replace(' ', "");
        if letters.chars().count() < SHORTEST_TOGETHER {
            return Vec::new();
        }
        let numbers = self.compact.get(&letters).into_iter().flatten();
        numbers.map(|at| &self.entities[*at]).filter(|entity| entity.kind == kind).collect()
    }

    /// The ransomware of MISP that `name` as a whole may be, where such a name may as well be
    /// anything else: only for a name that the text calls ransomware. By identifier.
    pub fn rare_ransomware(&self, name: &str) -> Vec<&Entity> {
        let folded = fold(name);
        let short = folded.strip_suffix(" ransomware").unwrap_or(&folded);
        let numbers = self.rare.get(&folded).or_else(|| self.rare.get(short));
        numbers.into_iter().flatten().map(|at| &self.entities[*at]).collect()
    }
}

/// "Lazarus" of "Lazarus Group", "Penquin" of "Penquin 2.0".
fn shortened(alias: &str) -> Option<String> {
    let version = |c: char| c.is_ascii_digit() || c == '.';
    let (front, last) = alias.rsplit_once(' ')?;
    let short = match ENDINGS.iter().find_map(|ending| alias.strip_suffix(ending)) {
        Some(short) => short,
        None if last.contains('.') && last.chars().all(version) => front,
        None => return None,
    };
    (short.chars().count() > 3).then(|| short.to_owned())
}

/// "APT 38" of "APT38".
fn spaced(alias: &str) -> Option<String> {
    let number = alias.strip_prefix("APT")?;
    let all_digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| format!("APT {number}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::table::ascends;

    fn ids(name: &str, kind: Kind) -> Vec<&'static str> {
        threats().candidates(name, kind).iter().map(|entity| entity.id.as_str()).collect()
    }

    #[test]
    fn candidates_are_ranked() {
        assert_eq!(ids("Lazarus Group", Kind::Group), ["G0032", "Lazarus Group"]);
        assert_eq!(ids("Lazarus", Kind::Group), ["G0032", "Lazarus Group"]);
        assert_eq!(ids("APT-38", Kind::Group), ["G0082", "Lazarus Group"]);
        assert_eq!(ids("Thrip", Kind::Group)[..2], ["G0076", "G0030"]);
        assert_eq!(ids("WannaCry", Kind::Malware)[0], "S0366");
        assert_eq!(ids("LockBit", Kind::Malware), ["S1199", "S1202", "LockBit"]);
        assert!(ids("WannaCry", Kind::Group).is_empty());
        assert!(ids("Lazarus Group of", Kind::Group).is_empty());
    }

    #[test]
    fn ordinary_words_are_not_firm() {
        for name in
            ["Play", "Silence", "Net", "Anchor", "Cuba", "Lazarus", "Group 72", "Sea Turtle"]
        {
            let aliases = threats().index().whole(name);
            assert!(!aliases.is_empty() && aliases.iter().all(|a| !a.of.firm), "{name}");
        }
        for name in ["Kimsuky", "WannaCry", "APT38", "Cobalt Strike", "Fancy Bear"] {
            assert!(threats().index().whole(name).iter().any(|a| a.of.firm), "{name}");
        }
    }

    #[test]
    fn the_tables_are_in_order_and_their_ids_well_formed() {
        assert!(ascends(GROUPS) && ascends(MALWARE));
        for entity in &threats().entities {
            let letters: &[char] = if entity.kind == Kind::Group { &['G', 'C'] } else { &['S'] };
            let id = entity.id.strip_prefix(letters).unwrap_or_default();
            match entity.source.as_str() {
                "mitre-attack" => {
                    assert!(id.len() == 4 && id.bytes().all(|b| b.is_ascii_digit()), "{entity:?}");
                }
                "misp-galaxy" => assert_eq!(entity.id, entity.name),
                other => panic!("unknown source {other}"),
            }
            if let Some(code) = &entity.country {
                let known = crate::knowledge::countries().iter().any(|state| state.iso2 == *code);
                assert!(known, "{entity:?}");
            }
        }
    }

    #[test]
    fn the_table_has_every_row_and_no_other() {
        let mut ids = HashSet::new();
        for (kind, csv) in [(Kind::Group, GROUPS), (Kind::Malware, MALWARE)] {
            for row in rows::<Row>("", csv) {
                let fits = |entity: &&Entity| {
                    (&entity.source, &entity.id, &entity.name) == (&row.source, &row.id, &row.name)
                        && entity.country.as_deref().unwrap_or_default() == row.country
                };
                let found = if row.sort == RARE {
                    threats().rare_ransomware(&row.alias)
                } else {
                    threats().candidates(&row.alias, kind)
                };
                assert_eq!(found.iter().filter(|entity| fits(entity)).count(), 1, "{}", row.alias);
                ids.insert((kind, row.sort == RARE, row.source, row.id));
            }
        }
        assert_eq!(ids.len(), threats().entities.len());
    }

    #[test]
    fn every_ambiguous_alias_is_an_alias() {
        for alias in ambiguous("threat") {
            assert!(!threats().index().whole(&alias).is_empty(), "{alias:?} is in no table");
        }
    }
}
