//! Slips of actors: links, types and roles of each against the actor that CEAF sets beside it, and
//! mentions that were given to another actor, told once for each pair of actors.

use std::collections::{BTreeMap, BTreeSet};

use super::{Notes, Slip};
use crate::eval::annotation::{Actor, Annotation, Link, Range};
use crate::eval::metrics::actors::{beside, clusters, is_among};
use crate::eval::pairing::Pair;

const LAYER: &str = "actors";

pub(super) fn note(pair: &Pair, notes: &mut Notes) {
    let Pair { gold, found } = pair;
    let Some(gold_actors) = &gold.actors else { return };
    let found_actors = found.actors.as_deref().unwrap_or_default();
    let beside = beside(gold, found);
    let (gold_clusters, found_clusters) = (clusters(gold), clusters(found));
    for (at, actor) in gold_actors.iter().enumerate() {
        let Some(range) = gold_clusters[at].first() else { continue };
        identity(actor, beside[at].map(|at| &found_actors[at]), *range, notes);
    }
    if gold_actors.iter().any(|actor| actor.links.is_some()) {
        let alone = (0..found_actors.len()).filter(|at| !beside.contains(&Some(*at)));
        for at in alone {
            let link = found_actors[at].links.as_ref().and_then(|links| links.first());
            if let (Some(link), Some(range)) = (link, found_clusters[at].first()) {
                let shown = linked(&found_actors[at], Some(link));
                notes.add(LAYER, Slip::SpuriousLink, *range, None, Some(shown));
            }
        }
    }
    strays(gold, found, &beside, notes);
}

/// Link, type and roles of a gold actor.
fn identity(actor: &Actor, beside: Option<&Actor>, range: Range, notes: &mut Notes) {
    if let Some(links) = &actor.links {
        let first = beside.and_then(|found| found.links.as_ref()?.first());
        let slip = match (links.first(), first) {
            (Some(_), None) => Some(Slip::MissedLink),
            (None, Some(_)) => Some(Slip::SpuriousLink),
            (Some(_), Some(link)) if !is_among(link, links) => Some(Slip::WrongLink),
            _ => None,
        };
        if let Some(slip) = slip {
            let there = beside.map(|found| linked(found, first));
            notes.add(LAYER, slip, range, Some(linked(actor, links.first())), there);
        }
    }
    let Some(found) = beside else { return };
    if let Some(kind) = actor.kind
        && found.kind != Some(kind)
    {
        let there = found.kind.map_or_else(|| "no type".to_owned(), |kind| kind.to_string());
        let shown = [(actor, kind.to_string()), (found, there)];
        let [wanted, there] = shown.map(|(actor, kind)| Some(format!("{}: {kind}", actor.name)));
        notes.add(LAYER, Slip::WrongType, range, wanted, there);
    }
    if let Some(roles) = &actor.roles {
        let set = |roles: Option<&Vec<String>>| -> BTreeSet<String> {
            roles.into_iter().flatten().cloned().collect()
        };
        let (wanted, there) = (set(Some(roles)), set(found.roles.as_ref()));
        if wanted != there {
            let shown = |actor: &Actor, roles: BTreeSet<String>| {
                let roles: Vec<String> = roles.into_iter().collect();
                let roles = if roles.is_empty() { "no role".to_owned() } else { roles.join(", ") };
                Some(format!("{}: {roles}", actor.name))
            };
            notes.add(LAYER, Slip::WrongRoles, range, shown(actor, wanted), shown(found, there));
        }
    }
}

fn linked(actor: &Actor, link: Option<&Link>) -> String {
    match link {
        Some(link) => format!("{} = {} {}", actor.name, link.source, link.id),
        None => format!("{}, no link", actor.name),
    }
}

/// Mentions that both sides know and that are not in the actor beside their own.
fn strays(gold: &Annotation, found: &Annotation, beside: &[Option<usize>], notes: &mut Notes) {
    let (gold_of, found_of) = (owners(gold), owners(found));
    let known = |all: &Annotation| -> BTreeSet<Range> {
        all.mentions.iter().flatten().map(|m| [m.start, m.end]).collect()
    };
    let (gold_known, found_known) = (known(gold), known(found));
    let mut groups: BTreeMap<(Option<usize>, Option<usize>), Vec<Range>> = BTreeMap::new();
    for range in gold_known.intersection(&found_known) {
        let (wanted, there) = (gold_of.get(range).copied(), found_of.get(range).copied());
        let is_right = match (wanted, there) {
            (None, None) => true,
            (Some(wanted), Some(there)) => beside[wanted] == Some(there),
            _ => false,
        };
        if !is_right {
            groups.entry((wanted, there)).or_default().push(*range);
        }
    }
    for ((wanted, there), ranges) in groups {
        let name = |all: &Annotation, at: Option<usize>| {
            let actor = at.and_then(|at| all.actors.as_ref()?.get(at));
            actor.map_or_else(|| "nobody".to_owned(), |actor| actor.name.clone())
        };
        let more = match ranges.len() {
            1 => String::new(),
            count => format!(" ({count} mentions)"),
        };
        let wanted = format!("{}{more}", name(gold, wanted));
        notes.add(LAYER, Slip::WrongActor, ranges[0], Some(wanted), Some(name(found, there)));
    }
}

/// The actor of each mention, by its place in the list.
fn owners(all: &Annotation) -> BTreeMap<Range, usize> {
    let each = |(at, cluster): (usize, BTreeSet<Range>)| cluster.into_iter().map(move |r| (r, at));
    clusters(all).into_iter().enumerate().flat_map(each).collect()
}
