//! Organisations that news abbreviates without saying so: "UNSC", "the FBI", "NATO".

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::index::{Alias, Form, Index};
use super::table::rows;

const TABLE: &str = include_str!("data/organizations.csv");

/// What an alias of the table stands for.
#[derive(Clone, Debug)]
pub struct Organization {
    /// The full name.
    pub name: String,
    /// Whether the alias alone says too little ("Security Council", "Department of State"): it
    /// needs the organisation to be named in full elsewhere.
    pub short: bool,
}

/// The table of organisations.
#[derive(Debug)]
pub struct Organizations {
    index: Index<Organization>,
    /// The aliases of each name.
    aliases: HashMap<String, Vec<String>>,
}

/// The organisations, read at first use.
pub fn organizations() -> &'static Organizations {
    static ORGANIZATIONS: LazyLock<Organizations> = LazyLock::new(Organizations::read);
    &ORGANIZATIONS
}

#[derive(Deserialize)]
struct Row {
    name: String,
    kind: Kind,
    alias: String,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Full,
    Short,
}

impl Organizations {
    fn read() -> Self {
        let mut index = Index::default();
        let mut aliases: HashMap<String, Vec<String>> = HashMap::new();
        for row in rows::<Row>("organizations.csv", TABLE) {
            // "WHO" is one, "Who" is not.
            let letters = row.alias.chars().filter(|c| c.is_alphabetic());
            let form =
                if letters.clone().all(char::is_uppercase) { Form::Exact } else { Form::Name };
            aliases.entry(row.name.clone()).or_default().push(row.alias.clone());
            let of = Organization { name: row.name, short: row.kind == Kind::Short };
            index.add(&row.alias.clone(), Alias { written: row.alias, form, of });
        }
        Self { index, aliases }
    }

    /// What `name` as a whole refers to.
    pub fn named(&self, name: &str) -> Option<&Organization> {
        let aliases = self.index.whole(name).iter();
        aliases.filter(|alias| alias.is_written(name)).map(|alias| &alias.of).next()
    }

    /// How else an organisation of the table is called.
    pub fn aliases(&self, of: &Organization) -> &[String] {
        self.aliases.get(&of.name).map_or(&[], Vec::as_slice)
    }

    /// Whether a folded name, in whatever capitals, is one that needs no other.
    pub fn knows(&self, folded: &str) -> bool {
        self.index.whole(folded).iter().any(|alias| !alias.of.short)
    }

    /// Every alias, to search a text for.
    pub fn index(&self) -> &Index<Organization> {
        &self.index
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::table::ascends;

    #[test]
    fn abbreviations_need_their_capitals() {
        let name = |text| organizations().named(text).map(|of| (of.name.as_str(), of.short));
        assert_eq!(name("UNSC"), Some(("United Nations Security Council", false)));
        assert_eq!(name("U.N. Security Council"), Some(("United Nations Security Council", false)));
        assert_eq!(name("Security Council"), Some(("United Nations Security Council", true)));
        assert_eq!(name("Who"), None);
        assert!(ascends(TABLE));
    }

    #[test]
    fn the_table_has_every_row() {
        for row in rows::<Row>("", TABLE) {
            let found = organizations().named(&row.alias).expect("the alias is known");
            let short = row.kind == Kind::Short;
            assert_eq!((&found.name, found.short), (&row.name, short), "{}", row.alias);
        }
    }

    #[test]
    fn every_alias_has_one_meaning() {
        let mut seen = std::collections::HashSet::new();
        for row in rows::<Row>("", TABLE) {
            assert!(seen.insert(row.alias.clone()), "{} twice", row.alias);
        }
    }
}
