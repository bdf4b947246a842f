//! Threat groups, and malicious software that the tables know.
//!
//! - Mentions whose candidates in the better source (ATT&CK before MISP) are the same are one actor:
//!   "Cozy Bear" and "APT29" are, both being G0016. An alias of several entities ("UAC-0056")
//!   keeps them all as candidates, ranked, and is no one of them.
//! - A name that only MISP has joins an actor of ATT&CK if exactly one in the article has the same
//!   MISP entry among its candidates ("Bureau 121" and "Lazarus Group").
//! - A group that no table has is one actor per name. Software that no table has is none.

use super::{Actor, Link, Named, longest};
use crate::knowledge::{Entity, Kind, fold, threats as table};
use crate::taxonomy::{ActorType, EntityLabel};

/// The threat groups and known malicious programs among the mentions.
pub(super) fn threats(named: &[Named]) -> Vec<Actor> {
    let mut found = gather(named, EntityLabel::Group, Kind::Group, ActorType::Group);
    found.extend(gather(named, EntityLabel::Malware, Kind::Malware, ActorType::Other));
    found
}

/// Mentions that are one, before they become an actor.
struct Cluster<'a> {
    key: Key,
    mentions: Vec<Named<'a>>,
    links: Vec<Link>,
}

#[derive(Clone, PartialEq)]
enum Key {
    /// The candidates of the best source.
    Known { source: String, ids: Vec<String> },
    /// The name, folded.
    Unknown(String),
}

fn gather(named: &[Named], label: EntityLabel, kind: Kind, actor: ActorType) -> Vec<Actor> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for mention in named.iter().filter(|mention| mention.label == label) {
        let candidates = table().candidates(mention.name, kind);
        let key = key(mention.name, &candidates);
        if label == EntityLabel::Malware && candidates.is_empty() {
            continue;
        }
        let at = clusters.iter().position(|cluster| cluster.key == key).unwrap_or_else(|| {
            clusters.push(Cluster { key, mentions: Vec::new(), links: Vec::new() });
            clusters.len() - 1
        });
        clusters[at].mentions.push(*mention);
        for candidate in candidates {
            clusters[at].add(link(candidate, mention.name));
        }
    }
    join_sources(&mut clusters);
    clusters.into_iter().map(|cluster| cluster.into_actor(actor)).collect()
}

fn key(name: &str, candidates: &[&Entity]) -> Key {
    let Some(best) = candidates.first() else { return Key::Unknown(fold(name)) };
    let same = candidates.iter().filter(|other| other.source == best.source);
    let mut ids: Vec<String> = same.map(|entity| entity.id.clone()).collect();
    ids.sort_unstable();
    Key::Known { source: best.source.clone(), ids }
}

fn link(entity: &Entity, matched: &str) -> Link {
    Link {
        source: entity.source.clone(),
        id: entity.id.clone(),
        name: entity.name.clone(),
        matched: matched.to_owned(),
    }
}

/// Puts a cluster that only MISP knows into the one of ATT&CK that has the same MISP entry.
fn join_sources(clusters: &mut Vec<Cluster>) {
    let only_misp = |cluster: &Cluster| match &cluster.key {
        Key::Known { source, ids } if source == "misp-galaxy" && ids.len() == 1 => {
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
        let Some(home) = home else {
            at += 1;
            continue;
        };
        let guest = clusters.remove(at);
        let home = &mut clusters[if home > at { home - 1 } else { home }];
        home.mentions.extend(guest.mentions);
        for link in guest.links {
            home.add(link);
        }
    }
}

impl Cluster<'_> {
    fn add(&mut self, link: Link) {
        if !self.links.iter().any(|known| known.source == link.source && known.id == link.id) {
            self.links.push(link);
        }
    }

    fn into_actor(mut self, kind: ActorType) -> Actor {
        self.links.sort_by_key(|link| link.source != "mitre-attack");
        let name = match (&self.key, self.links.first()) {
            (Key::Known { ids, .. }, Some(best)) if ids.len() == 1 => best.name.clone(),
            _ => longest(self.mentions.iter().map(|mention| mention.name)),
        };
        let mentions = self.mentions.iter().map(|mention| mention.index).collect();
        Actor { name, kind, mentions, links: self.links }
    }
}
