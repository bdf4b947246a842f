//! Countries by every name that news has for them, and what kind of name each is: a record says
//! whether "Pyongyang" or "North Korean" was written, and a capital is not always its government.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::index::{Alias, Form, Index};
use super::pieces::fold;
use super::table::rows;

const CODES: &str = include_str!("data/countries.csv");
const ALIASES: &str = include_str!("data/country_aliases.csv");
pub(super) const AMBIGUOUS: &str = include_str!("data/ambiguous.csv");

/// A state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Its short name in English.
    pub name: String,
}

/// In which way a name refers to a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Naming {
    /// "South Korea".
    Name,
    /// "Republic of Moldova".
    Official,
    /// "DPRK", "U.S.".
    Abbreviation,
    /// "North Korean", "Russians".
    Demonym,
    /// "Kremlin": always the government.
    Seat,
    /// "Seoul": the government in some places, a city in others.
    Capital,
    /// "Hong Kong": a place with a code of its own and no state.
    Territory,
    /// "Gulf of Mexico": no country, though it holds the name of one.
    Other,
}

/// What an alias of the table stands for.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    country: Option<usize>,
    /// How it refers to the country.
    pub naming: Naming,
    /// Whether it may as well be something else ("Georgia", "Polish", "Turkey").
    pub ambiguous: bool,
    /// Whether another place has the same name: "Georgia" may be no state even if it is a place.
    pub shared: bool,
}

/// The table of countries.
#[derive(Debug)]
pub struct Countries {
    list: Vec<Country>,
    index: Index<Place>,
}

/// The countries, read at first use.
pub fn countries() -> &'static Countries {
    static TABLE: LazyLock<Countries> = LazyLock::new(Countries::read);
    &TABLE
}

#[derive(Deserialize)]
struct CodeRow {
    iso2: String,
    iso3: String,
    name: String,
    kind: Naming,
    alias: String,
}

#[derive(Deserialize)]
struct AliasRow {
    iso2: String,
    kind: Naming,
    alias: String,
}

#[derive(Deserialize)]
struct AmbiguousRow {
    kind: String,
    alias: String,
}

/// The folded aliases of one kind that may as well be something else.
pub(super) fn ambiguous(kind: &str) -> HashSet<String> {
    let all = rows::<AmbiguousRow>("ambiguous.csv", AMBIGUOUS).into_iter();
    all.filter(|row| row.kind == kind).map(|row| fold(&row.alias)).collect()
}

/// Folded aliases that are also words, and those that are also other places.
struct Doubtful {
    words: HashSet<String>,
    shared: HashSet<String>,
}

impl Countries {
    fn read() -> Self {
        let doubtful = Doubtful { words: ambiguous("country"), shared: ambiguous("place") };
        let mut table = Self { list: Vec::new(), index: Index::default() };
        let mut known: HashMap<String, usize> = HashMap::new();
        for row in rows::<CodeRow>("countries.csv", CODES) {
            let country = (row.kind != Naming::Territory).then(|| {
                *known.entry(row.iso2.clone()).or_insert_with(|| {
                    table.list.push(Country { iso2: row.iso2, iso3: row.iso3, name: row.name });
                    table.list.len() - 1
                })
            });
            table.add(row.alias, row.kind, country, &doubtful);
        }
        for row in rows::<AliasRow>("country_aliases.csv", ALIASES) {
            let country = known.get(&row.iso2).copied();
            if row.kind == Naming::Demonym && row.alias.ends_with(['n', 'i']) {
                table.add(format!("{}s", row.alias), row.kind, country, &doubtful);
            }
            table.add(row.alias, row.kind, country, &doubtful);
        }
        table
    }

    fn add(
        &mut self,
        written: String,
        naming: Naming,
        country: Option<usize>,
        doubtful: &Doubtful,
    ) {
        let key = fold(&written);
        let form = if naming == Naming::Abbreviation { Form::Exact } else { Form::Name };
        let shared = doubtful.shared.contains(&key);
        let ambiguous = shared || doubtful.words.contains(&key);
        let place = Place { country, naming, ambiguous, shared };
        self.index.add(&key, Alias { written, form, of: place });
    }

    /// Every alias, to search a text for.
    pub fn index(&self) -> &Index<Place> {
        &self.index
    }

    /// What `name` as a whole refers to: the country, if it is one, and how.
    pub fn named(&self, name: &str) -> Option<(&Country, Place)> {
        let alias = self.index.whole(name).iter().find(|alias| alias.is_written(name))?;
        Some((self.list.get(alias.of.country?)?, alias.of))
    }

    /// Every state, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::table::ascends;

    fn code(name: &str) -> Option<(&'static str, Naming)> {
        countries().named(name).map(|(country, place)| (country.iso2.as_str(), place.naming))
    }

    #[test]
    fn a_state_by_its_many_names() {
        for name in ["South Korea", "S. Korea", "Republic of Korea", "SOUTH KOREA"] {
            assert_eq!(code(name), Some(("KR", Naming::Name)), "{name}");
        }
        assert_eq!(code("DPRK"), Some(("KP", Naming::Abbreviation)));
        assert_eq!(code("North Koreans"), Some(("KP", Naming::Demonym)));
        assert_eq!(code("Pyongyang"), Some(("KP", Naming::Capital)));
        assert_eq!(code("Kremlin"), Some(("RU", Naming::Seat)));
        assert_eq!(code("U.S."), Some(("US", Naming::Abbreviation)));
        assert_eq!(code("Us"), None);
        assert_eq!(code("Korea"), None);
        assert_eq!(code("Hong Kong"), None);
        assert_eq!(code("Gulf of Mexico"), None);
        assert_eq!(countries().named("United Kingdom").unwrap().0.name, "United Kingdom");
        assert!(countries().named("Georgia").unwrap().1.ambiguous);
    }

    #[test]
    fn the_tables_are_in_order_and_their_codes_exist() {
        assert!(ascends(CODES) && ascends(ALIASES) && ascends(AMBIGUOUS));
        let states: HashSet<&str> = countries().iter().map(|state| state.iso2.as_str()).collect();
        assert!(states.len() > 190, "{}", states.len());
        for state in countries().iter() {
            let capitals = |code: &str, len| {
                code.len() == len && code.bytes().all(|byte| byte.is_ascii_uppercase())
            };
            assert!(capitals(&state.iso2, 2) && capitals(&state.iso3, 3), "{state:?}");
        }
        for row in rows::<AliasRow>("country_aliases.csv", ALIASES) {
            assert!(
                (row.kind == Naming::Other) == row.iso2.is_empty()
                    && (row.iso2.is_empty() || states.contains(row.iso2.as_str())),
                "{}",
                row.alias
            );
        }
    }

    #[test]
    fn the_table_has_every_row() {
        for row in rows::<CodeRow>("", CODES).into_iter().filter(|r| r.kind != Naming::Territory) {
            let (country, place) = countries().named(&row.alias).expect("the alias is known");
            assert_eq!(
                (&country.iso2, &country.iso3, &country.name),
                (&row.iso2, &row.iso3, &row.name)
            );
            assert_eq!(place.naming, row.kind);
        }
        for row in rows::<AliasRow>("", ALIASES).into_iter().filter(|r| r.kind != Naming::Other) {
            let (country, place) = countries().named(&row.alias).expect("the alias is known");
            assert_eq!((&country.iso2, place.naming), (&row.iso2, row.kind), "{}", row.alias);
        }
    }

    #[test]
    fn every_ambiguous_alias_is_an_alias() {
        for alias in ambiguous("country").into_iter().chain(ambiguous("place")) {
            assert!(!countries().index().whole(&alias).is_empty(), "{alias:?} is in no table");
        }
    }

    #[test]
    fn an_alias_names_one_country_only() {
        let mut names: HashMap<String, String> = HashMap::new();
        let codes = rows::<CodeRow>("countries.csv", CODES).into_iter().map(|r| (r.iso2, r.alias));
        let aliases = rows::<AliasRow>("", ALIASES).into_iter().map(|r| (r.iso2, r.alias));
        for (iso2, alias) in codes.chain(aliases) {
            let first = names.entry(fold(&alias)).or_insert_with(|| iso2.clone());
            assert_eq!(*first, iso2, "{alias}");
        }
    }
}
