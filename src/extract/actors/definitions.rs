//! What other names of organisations stand for, as the article says it ([`aliases`](super::aliases))
//! or the table.
//!
//! Two bodies may share an abbreviation: the article gives it for both, or for one and names in full
//! the other, whose it is in the table ("Canadian Security Intelligence Service", "Center for
//! Strategic and International Studies (CSIS)"). Right behind a name, where it is given, it means that
//! body. Everywhere else it could be either, the one last defined or not, since an article that tells
//! of two comes back to the first: these mentions stay on their own, as an organisation called
//! "CSIS", whatever the table has.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Named;
use super::aliases::Stated;
use super::names::{is_abbreviated, parted, plain, without_owner};
use super::organizations::is_longer;
use super::words_of_companies::HEADS;
use crate::knowledge::{Organization, organizations as table};
use crate::taxonomy::{EntityLabel, Refers};

/// What names stand for, by what they are compared as.
pub(super) struct Definitions {
    /// The names that one organisation has: its key, and how they refer to it.
    once: BTreeMap<String, (String, Refers)>,
    /// Abbreviations that several have.
    shared: BTreeSet<String>,
    /// The organisation for which a mention, by its index, gives an abbreviation.
    given: BTreeMap<usize, String>,
}

impl Definitions {
    /// Whether a name is given for several organisations.
    pub(super) fn is_shared(&self, name: &str) -> bool {
        self.shared.contains(&plain(name))
    }

    /// What the name of a mention means by itself; `None` for a short name that needs another, and
    /// for one that several organisations share.
    pub(super) fn full_key(&self, mention: &Named) -> Option<(String, Refers)> {
        let name = &*owned(mention, mention.name);
        let key = plain(name);
        if self.shared.contains(&key) {
            return self.given.get(&mention.index).map(|long| (long.clone(), Refers::Acronym));
        }
        if let Some(long) = self.once.get(&key) {
            return Some(long.clone());
        }
        let as_name = if is_abbreviated(name) { Refers::Acronym } else { Refers::Alias };
        match table().named(name) {
            Some(known) if known.short => None,
            Some(known) => {
                let full = plain(&known.name);
                let last = |key: &str| key.rsplit(' ').next().map(str::to_owned);
                let same = key == full || key.contains(' ') && last(&key) == last(&full);
                Some((full, if same { Refers::Name } else { as_name }))
            }
            None if HEADS.contains(&key.as_str()) => None,
            None => Some((key, Refers::Name)),
        }
    }
}

/// What the article says that its other names stand for.
pub(super) fn definitions(named: &[Named], stated: &[Stated]) -> Definitions {
    let mut found: BTreeMap<String, BTreeSet<(String, bool)>> = BTreeMap::new();
    let mut given: BTreeMap<usize, String> = BTreeMap::new();
    let full = named_in_full(named);
    for stated in stated {
        if named[stated.of].label != EntityLabel::Org {
            continue;
        }
        let (mut long, mut short) = (stated.long.as_str(), stated.alias);
        let mut by = stated.by;
        if is_abbreviated(long) && !is_abbreviated(short) {
            (long, short) = (short, long);
            by = Some(stated.of);
        }
        let mut key = table_key(long).unwrap_or_else(|| plain(&owned(&named[stated.of], long)));
        let alias = plain(short);
        if let Some(known) = table_key(short).filter(|known| *known != key) {
            // "Third Department of the People's Liberation Army (PLA)" is about the army.
            if key.contains(&known) || key.ends_with(without_owner(&known).unwrap_or(&known)) {
                continue;
            }
            // "Bureau of Alcohol, Tobacco, and Firearms (ATF)" is the table's, if in other words.
            let ours = || {
                let home = table().named(short).and_then(home);
                parted(&key).is_none_or(|(code, _)| home.is_none_or(|home| home == code))
            };
            if alike(&known, &key) && ours() {
                if table().named(long).is_none() {
                    found.entry(key).or_default().insert((known.clone(), false));
                }
                key = known;
            }
        }
        let known = table_key(short);
        let rival = known.as_ref().filter(|known| **known != key);
        if alias != key && is_abbreviated(short) {
            let longs = found.entry(alias).or_default();
            longs.insert((key.clone(), true));
            longs.extend(rival.filter(|rival| full.contains(*rival)).map(|r| (r.clone(), true)));
            given.extend(by.map(|by| (named[by].index, key.clone())));
        } else if alias != key && (known.is_none() || rival.is_some()) {
            found.entry(alias).or_default().insert((key.clone(), false));
        }
        // What the model cut off belongs to the name.
        let cut = plain(named[stated.of].name);
        if long == stated.long && cut != key && key.starts_with(&cut) {
            found.entry(cut).or_default().insert((key, false));
        }
    }
    let mut defined = Definitions { once: BTreeMap::new(), shared: BTreeSet::new(), given };
    for (alias, longs) in found {
        if let Some((long, short)) = the_one(&longs) {
            let refers = if *short { Refers::Acronym } else { Refers::Alias };
            defined.once.insert(alias, (long.clone(), refers));
        } else if longs.iter().any(|(_, short)| *short) {
            defined.shared.insert(alias);
        }
    }
    defined
}

/// The one organisation that a name is given for: of several ways to say it the longest.
fn the_one(longs: &BTreeSet<(String, bool)>) -> Option<&(String, bool)> {
    longs
        .iter()
        .find(|(long, _)| longs.iter().all(|(other, _)| other == long || is_longer(long, other)))
}

/// The organisations of the table that the article does not only abbreviate.
fn named_in_full(named: &[Named]) -> BTreeSet<String> {
    let of = named.iter().filter(|mention| mention.label == EntityLabel::Org);
    of.filter(|mention| !is_abbreviated(mention.name))
        .filter_map(|mention| table_key(mention.name))
        .collect()
}

/// A name with the state before it, where it says only what kind of body it is: "Japan's Defense
/// Ministry" is not Ukraine's. The table's names stay as they are, if the state is theirs.
fn owned<'a>(mention: &Named, name: &'a str) -> Cow<'a, str> {
    let Some(owner) = mention.owner.filter(|_| !is_head(name)) else { return name.into() };
    let whole = format!("{owner} {name}");
    let (key, bare) = (plain(&whole), plain(name));
    let (Some((code, _)), None) = (parted(&key), parted(&bare)) else { return name.into() };
    match table().named(name) {
        None => whole.into(),
        // Estonia's Foreign Intelligence Service is not Russia's, which the table has.
        Some(known) if !known.short => {
            if home(known).is_some_and(|of| of != code) {
                whole.into()
            } else {
                name.into()
            }
        }
        Some(known) => match parted(&plain(&known.name)) {
            None => name.into(),
            Some((of, _)) if of == code => known.name.clone().into(),
            Some(_) => whole.into(),
        },
    }
}

/// The state of an organisation of the table, if one of its aliases begins with it: "Russia's GRU".
pub(super) fn home(known: &Organization) -> Option<String> {
    let of = |alias: &String| parted(&plain(alias)).map(|(code, _)| code.to_owned());
    table().aliases(known).iter().find_map(of)
}

/// Whether two keys have half of their words in common, small ones aside.
fn alike(one: &str, other: &str) -> bool {
    let words = |key: &str| -> BTreeSet<String> {
        key.split(' ').filter(|word| word.chars().count() > 3).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    one.intersection(&other).count() * 2 >= one.len().max(other.len())
}

/// The key of the table's organisation that is named in full.
fn table_key(name: &str) -> Option<String> {
    table().named(name).filter(|known| !known.short).map(|known| plain(&known.name))
}

/// Whether a name says only what kind of body it is.
pub(super) fn is_head(name: &str) -> bool {
    HEADS.contains(&plain(name).as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn an_abbreviation_of_two_bodies_makes_them_no_one() {
        check(&[
            (
                "The [ORG:Canadian Security Intelligence Service] ([ORG:CSIS]) spoke. The [ORG:Center for Strategic and International Studies] ([ORG:CSIS]) agreed. [ORG:CSIS] left",
                "organization Canadian Security Intelligence Service: Canadian Security Intelligence Service | CSIS; organization Center for Strategic and International Studies: Center for Strategic and International Studies | CSIS; organization CSIS: CSIS",
            ),
            (
                "The [ORG:National Crime Agency] ([ORG:NCA]) spoke. [LOC:Ghana]'s [ORG:National Communications Authority] ([ORG:NCA]) wrote; the [ORG:NCA] paid",
                "organization National Crime Agency: National Crime Agency | NCA; state Ghana <GH>: Ghana; organization National Communications Authority: National Communications Authority | NCA; organization NCA: NCA",
            ),
            (
                "The [ORG:Halvard Maritime Agency], or [ORG:HMA], and the [ORG:Harbour Management Authority], known as the [ORG:HMA]; [ORG:HMA] ships",
                "organization Halvard Maritime Agency: Halvard Maritime Agency | HMA; organization Harbour Management Authority: Harbour Management Authority | HMA; organization HMA: HMA",
            ),
            (
                "[ORG:HMA] ([ORG:Halvard Maritime Agency]), [ORG:HMA] ([ORG:Harbour Management Authority])",
                "organization Halvard Maritime Agency: HMA | Halvard Maritime Agency; organization Harbour Management Authority: HMA | Harbour Management Authority",
            ),
        ]);
    }

    #[test]
    fn what_the_table_abbreviates_counts_where_the_article_names_it_in_full() {
        check(&[
            (
                "The [ORG:Canadian Security Intelligence Service] spoke. [ORG:CSIS] left. The [ORG:Center for Strategic and International Studies] ([ORG:CSIS]) agreed",
                "organization Canadian Security Intelligence Service: Canadian Security Intelligence Service; organization CSIS: CSIS; organization Center for Strategic and International Studies: Center for Strategic and International Studies | CSIS",
            ),
            (
                "The [ORG:Center for Strategic and International Studies] ([ORG:CSIS]) agreed. [ORG:CSIS] left",
                "organization Center for Strategic and International Studies: Center for Strategic and International Studies | CSIS | CSIS",
            ),
        ]);
    }

    #[test]
    fn two_ways_to_say_one_body_share_nothing() {
        check(&[(
            "The [ORG:Ministry of Digital Affairs] ([ORG:MODA]) spoke. [LOC:Latvia]'s [ORG:Ministry of Digital Affairs] ([ORG:MODA]) wrote; the [ORG:MODA] paid",
            "organization Latvia's Ministry of Digital Affairs: Ministry of Digital Affairs | MODA | Ministry of Digital Affairs | MODA | MODA; state Latvia <LV>: Latvia",
        )]);
    }
}
