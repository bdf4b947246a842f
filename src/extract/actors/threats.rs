//! Threat groups, and malicious software that the tables know.
//!
//! - Mentions whose candidates in the better source (ATT&CK before MISP) are the same are one actor:
//!   "Cozy Bear" and "APT29" are, both being G0016. An alias of several entities ("UAC-0056")
//!   keeps them all as candidates, ranked, and is no one of them; nor is it one with another alias of
//!   the same several ("Imperial Kitten", "Smoke Sandstorm").
//! - A name that only MISP has joins an actor of ATT&CK if exactly one in the article has the same
//!   MISP entry among its candidates ("Bureau 121" and "Lazarus Group").
//! - A gang that no table of groups has is linked to the ransomware of its name ("`LockBit`"), and is one
//!   actor with it.
//! - Names of ransomware that may be anything else count only if the article says "ransomware", or the
//!   like, right beside the name once.
//! - A group that no table has is one actor per name, and so is one that it has if the article says
//!   "also known as" of the two ([`aliases`](super::aliases)), unless ATT&CK knows them as two.
//!   Software that no table has is no actor.

use super::aliases::Stated;
use super::{Actor, Link, Named, longest};
use crate::knowledge::{Entity, Kind, fold, threats as table};
use crate::taxonomy::{ActorType, EntityLabel, Refers};

/// The threat groups and known malicious programs among the mentions.
pub(super) fn threats(text: &str, named: &[Named], stated: &[Stated]) -> Vec<Actor> {
    let mut groups = gather(text, named, EntityLabel::Group);
    let mut software = gather(text, named, EntityLabel::Malware);
    for (clusters, label) in
        [(&mut groups, EntityLabel::Group), (&mut software, EntityLabel::Malware)]
    {
        join_stated(clusters, named, stated, label);
        join_sources(clusters);
        clusters.retain(|c| label == EntityLabel::Group || matches!(c.key, Key::Known { .. }));
    }
    // A gang that no table of groups has and the ransomware of its name are one.
    let mut at = 0;
    while at < software.len() {
        match groups.iter().position(|group| group.key == software[at].key) {
            Some(home) => {
                let gone = software.remove(at);
                groups[home].mentions.extend(gone.mentions);
            }
            None => at += 1,
        }
    }
    let groups = groups.into_iter().map(|cluster| cluster.into_actor(ActorType::Group));
    groups.chain(software.into_iter().map(|c| c.into_actor(ActorType::Other))).collect()
}

/// Mentions that are one, before they become an actor.
struct Cluster<'a> {
    key: Key,
    mentions: Vec<Named<'a>>,
    links: Vec<Link>,
}

#[derive(Clone, PartialEq)]
enum Key {
    /// The candidates of the best source, and the name, if there are several.
    Known { source: String, ids: Vec<String>, name: Option<String> },
    /// The name, folded.
    Unknown(String),
}

fn gather<'a>(text: &str, named: &[Named<'a>], label: EntityLabel) -> Vec<Cluster<'a>> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let labelled: Vec<Named> = named.iter().filter(|m| m.label == label).copied().collect();
    for mention in &labelled {
        let candidates = candidates(text, mention, &labelled);
        let key = key(mention.name, &candidates);
        let at = clusters.iter().position(|cluster| cluster.key == key).unwrap_or_else(|| {
            clusters.push(Cluster { key, mentions: Vec::new(), links: Vec::new() });
            clusters.len() - 1
        });
        clusters[at].mentions.push(*mention);
        for candidate in candidates {
            clusters[at].add(link(candidate, mention.name));
        }
    }
    clusters
}

/// What a mention may be, the best first.
fn candidates(text: &str, mention: &Named, labelled: &[Named]) -> Vec<&'static Entity> {
    for name in [mention.name, without_noun(mention.name)] {
        let known = known(name, mention.label);
        if !known.is_empty() {
            return known;
        }
    }
    // "ALPHV/BlackCat": two names of one, if the tables say so.
    let parts: Vec<_> =
        mention.name.split('/').map(|part| known(part.trim(), mention.label)).collect();
    if let [first, others @ ..] = &parts[..]
        && !others.is_empty()
        && parts.iter().all(|part| !part.is_empty() && key("", part) == key("", first))
    {
        return first.clone();
    }
    let name = bare(mention.name);
    let rare = table().rare_ransomware(&name);
    let said = || labelled.iter().any(|m| bare(m.name) == name && beside_ransomware(text, m));
    if !rare.is_empty() && said() { rare } else { Vec::new() }
}

/// The entities of the tables that a name with this label may be.
fn known(name: &str, label: EntityLabel) -> Vec<&'static Entity> {
    let mut known = Vec::new();
    // MISP calls APT17 "Group 8": in small letters it is one of several that an article numbers.
    let numbered =
        name.strip_prefix("group ").is_some_and(|n| n.bytes().all(|c| c.is_ascii_digit()));
    if label == EntityLabel::Group && !numbered {
        known = table().candidates(name, Kind::Group);
    }
    if known.is_empty() {
        known = table().candidates(name, Kind::Malware);
    }
    known
}

/// Words that make the name beside them that of ransomware.
const RANSOMWARE: [&str; 4] = ["ransom", "ransomware", "encryptor", "extortion"];

/// Whether such a word stands right before or behind the mention.
pub(super) fn beside_ransomware(text: &str, mention: &Named) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    let behind = text.get(mention.span.end()..).unwrap_or_default();
    let behind = behind.trim_start_matches(|c: char| c == ' ' || c == '\n' || is_quote(c));
    let next = behind.split(|c| !letter(c)).next().unwrap_or_default();
    let before = text.get(..mention.span.start()).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c == ' ' || c == '\n' || is_quote(c));
    let last = before.rsplit(|c| !letter(c)).next().unwrap_or_default();
    let own = fold(mention.name);
    RANSOMWARE.iter().any(|word| {
        next.eq_ignore_ascii_case(word) || last.eq_ignore_ascii_case(word) || own.ends_with(word)
    })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\'' | '\u{2018}' | '\u{2019}')
}

/// Nouns that news hangs on to a group's name.
const NOUNS: [&str; 6] = ["gang", "group", "hackers", "crew", "team", "cartel"];

fn key(name: &str, candidates: &[&Entity]) -> Key {
    let Some(best) = candidates.first() else { return Key::Unknown(bare(name)) };
    let same = candidates.iter().filter(|other| other.source == best.source);
    let mut ids: Vec<String> = same.map(|entity| entity.id.clone()).collect();
    ids.sort_unstable();
    let name = (ids.len() > 1).then(|| without_kind(name));
    Key::Known { source: best.source.clone(), ids, name }
}

/// The folded name without white space, and without what says that it is a gang's or ransomware's.
fn without_kind(name: &str) -> String {
    let bare = bare(name);
    bare.strip_suffix(" ransomware").unwrap_or(&bare).replace(' ', "")
}

/// The folded name without the noun behind it.
fn bare(name: &str) -> String {
    fold(without_noun(name))
}

/// The name without the noun behind it.
fn without_noun(name: &str) -> &str {
    match name.rsplit_once(char::is_whitespace) {
        Some((front, noun)) if NOUNS.iter().any(|known| known.eq_ignore_ascii_case(noun)) => {
            front.trim_end()
        }
        _ => name,
    }
}

/// Nouns that are part of the name where they have its capital: "GXC Team". "Gang" and "Hackers" have
/// theirs from the headline.
const OWN_NOUNS: [&str; 4] = ["Cartel", "Crew", "Group", "Team"];

/// The name as an actor's, without the noun behind it that is no part of it.
fn shown(name: &str) -> &str {
    let own = name.rsplit(char::is_whitespace).next().is_some_and(|noun| OWN_NOUNS.contains(&noun));
    if own { name } else { without_noun(name) }
}

fn link(entity: &Entity, matched: &str) -> Link {
    Link {
        source: entity.source.clone(),
        id: entity.id.clone(),
        name: entity.name.clone(),
        matched: matched.to_owned(),
        country: entity.country.clone(),
    }
}

/// Puts clusters together that the article calls one, unless ATT&CK knows both.
fn join_stated(
    clusters: &mut Vec<Cluster>,
    named: &[Named],
    stated: &[Stated],
    label: EntityLabel,
) {
    for stated in stated.iter().filter(|stated| named[stated.of].label == label) {
        let alias = bare(stated.alias);
        let index = named[stated.of].index;
        let home = clusters.iter().position(|c| c.mentions.iter().any(|m| m.index == index));
        let guest = clusters.iter().position(|c| c.mentions.iter().any(|m| bare(m.name) == alias));
        let (Some(home), Some(guest)) = (home, guest) else { continue };
        let attack = |at: usize| matches!(&clusters[at].key, Key::Known { source, .. } if source == "mitre-attack");
        if home == guest || attack(home) && attack(guest) {
            continue;
        }
        // What ATT&CK knows, or else what any table knows, is the one that the other joins.
        let known = |at: usize| matches!(clusters[at].key, Key::Known { .. });
        let (home, guest) = if (attack(guest), known(guest)) > (attack(home), known(home)) {
            (guest, home)
        } else {
            (home, guest)
        };
        merge(clusters, home, guest);
    }
}

/// Puts a cluster that only MISP knows into the one of ATT&CK that has the same MISP entry.
fn join_sources(clusters: &mut Vec<Cluster>) {
    let only_misp = |cluster: &Cluster| match &cluster.key {
        Key::Known { source, ids, .. } if source == "misp-galaxy" && ids.len() == 1 => {
            Some(ids[0].clone())
        }
        _ => None,
    };
    let mut at = 0;
    while at < clusters.len() {
        let home = only_misp(&clusters[at]).and_then(|id| {
            let mut homes = (0..clusters.len()).filter(|other| {
                let attack = matches!(&clusters[*other].key, Key::Known { source, .. } if source == "mitre-attack");
                let entry = |link: &Link| link.source == "misp-galaxy" && link.id == id;
                attack && clusters[*other].links.iter().any(entry)
            });
            homes.next().filter(|_| homes.next().is_none())
        });
        match home {
            Some(home) => merge(clusters, home, at),
            None => at += 1,
        }
    }
}

/// Puts the mentions and links of `guest` to those of `home`.
fn merge(clusters: &mut Vec<Cluster>, home: usize, guest: usize) {
    let gone = clusters.remove(guest);
    let home = &mut clusters[if home > guest { home - 1 } else { home }];
    home.mentions.extend(gone.mentions);
    for link in gone.links {
        home.add(link);
    }
}

impl Cluster<'_> {
    fn add(&mut self, link: Link) {
        if !self.links.iter().any(|known| known.source == link.source && known.id == link.id) {
            self.links.push(link);
        }
    }

    /// The name of the table; where that has no capitals ("lynx"), as the article writes it.
    fn written(&self, name: &str) -> String {
        let same = |written: &&str| written.eq_ignore_ascii_case(name);
        let own = longest(self.mentions.iter().map(|mention| shown(mention.name)).filter(same));
        if own.is_empty() || name.contains(char::is_uppercase) { name.to_owned() } else { own }
    }

    fn into_actor(mut self, kind: ActorType) -> Actor {
        self.links.sort_by_key(|link| link.source != "mitre-attack");
        let name = match (&self.key, self.links.first()) {
            (Key::Known { ids, .. }, Some(best)) if ids.len() == 1 => self.written(&best.name),
            _ => longest(self.mentions.iter().map(|mention| shown(mention.name))),
        };
        let members =
            self.mentions.iter().map(|mention| (mention.index, refers(mention.name, &name)));
        Actor::new(name.clone(), kind, members.collect(), self.links)
    }
}

/// How a mention refers to an actor by its canonical name.
fn refers(written: &str, name: &str) -> Refers {
    let letters = |name: &str| fold(name).replace(' ', "");
    let (one, other) = (letters(written), letters(name));
    if one == other {
        Refers::Name
    } else if bare(written) == bare(name) || fold(name).starts_with(&format!("{} ", fold(written)))
    {
        Refers::Part
    } else {
        Refers::Alias
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_table_without_capitals_gives_no_spelling() {
        check(&[
            ("[GROUP:LYNX] paid; [GROUP:Lynx] left", "group Lynx <lynx>: LYNX | Lynx"),
            ("[GROUP:MUDDYWATER] left", "group MuddyWater <G0069 MuddyWater>: MUDDYWATER"),
        ]);
    }

    #[test]
    fn a_noun_with_a_capital_is_part_of_the_name() {
        check(&[
            ("[GROUP:GXQ Team] fled; [GROUP:GXQ] sold it", "group GXQ Team: GXQ Team | GXQ"),
            ("[GROUP:Aezar Group] paid", "group Aezar Group: Aezar Group"),
            ("[GROUP:group 8] fled", "group group 8: group 8"),
            ("[GROUP:Group 8] fled", "group APT17 <APT17>: Group 8"),
            ("[GROUP:GXQ team] fled", "group GXQ: GXQ team"),
            ("[GROUP:GXQ Hackers] Flee", "group GXQ: GXQ Hackers"),
        ]);
    }

    #[test]
    fn aliases_of_the_same_several_groups_are_no_one() {
        check(&[
            (
                "[GROUP:Imperial Kitten] and [GROUP:Smoke Sandstorm]; [GROUP:Imperial Kitten]",
                "group Imperial Kitten <Bohrium Tortoiseshell>: Imperial Kitten | Imperial Kitten; group Smoke Sandstorm <Bohrium Tortoiseshell>: Smoke Sandstorm",
            ),
            (
                "[GROUP:APT41], known as [GROUP:Winnti], and [GROUP:Wicked Panda]",
                "group APT41 <G0096 APT41>: APT41 | Wicked Panda; group Winnti Group <G0044 APT41>: Winnti",
            ),
            (
                "the [GROUP:LockBit] gang and [MALWARE:LockBit] ransomware",
                "group LockBit <S1199 S1202 LockBit>: LockBit | LockBit",
            ),
        ]);
    }
}
