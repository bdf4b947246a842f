//! Actors of many articles, those that are one and the same counted as one.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::actors::Link;
use crate::record::Record;
use crate::taxonomy::{ActorType, Role, StatementKind, ThreatType};

/// An actor of the drop.
pub(super) struct Member {
    pub name: String,
    pub kind: ActorType,
    /// The best link, by which it was recognised.
    pub link: Option<Link>,
    pub articles: usize,
    pub mentions: usize,
    /// Events in which it is a perpetrator, a target.
    pub did: usize,
    pub suffered: usize,
    /// Articles in which it accuses.
    pub accused: usize,
}

/// What one did to another, over all events.
#[derive(Default)]
pub(super) struct Deed {
    pub types: BTreeSet<ThreatType>,
    /// Events by the kind of statement that they rest on; `None` for those that rest on none.
    pub kinds: BTreeMap<Option<StatementKind>, usize>,
}

impl Deed {
    pub(super) fn events(&self) -> usize {
        self.kinds.values().sum()
    }

    /// Whether every event is only alleged, or denied.
    pub(super) fn is_doubtful(&self) -> bool {
        self.kinds
            .keys()
            .all(|kind| matches!(kind, Some(StatementKind::Alleged | StatementKind::Denied)))
    }
}

/// All actors.
#[derive(Default)]
pub(super) struct Cast {
    pub members: Vec<Member>,
    /// By best link, else by type and name.
    known: BTreeMap<(String, String), usize>,
    /// Perpetrator and target.
    pub deeds: BTreeMap<(usize, usize), Deed>,
    /// The members of each article, ascending.
    pub together: Vec<Vec<usize>>,
}

impl Cast {
    /// Adds an article; gives its members.
    pub(super) fn add(&mut self, record: &Record) -> Vec<usize> {
        let members: Vec<usize> = record
            .actors
            .iter()
            .map(|actor| {
                let link = actor.links.first();
                let key = match link {
                    Some(link) => (link.source.clone(), link.id.clone()),
                    // No source of links has a type's name.
                    None => (actor.kind.name().to_owned(), actor.name.to_lowercase()),
                };
                let next = self.members.len();
                let at = *self.known.entry(key).or_insert(next);
                if at == next {
                    self.members.push(Member {
                        name: link.map_or_else(|| actor.name.clone(), |link| link.name.clone()),
                        kind: actor.kind,
                        link: link.cloned(),
                        articles: 0,
                        mentions: 0,
                        did: 0,
                        suffered: 0,
                        accused: 0,
                    });
                }
                self.members[at].mentions += actor.mentions.len();
                at
            })
            .collect();
        let here: BTreeSet<usize> = members.iter().copied().collect();
        let accusers = record.actors.iter().zip(&members);
        let accusers: BTreeSet<usize> = accusers
            .filter(|(actor, _)| actor.roles.contains(&Role::Accuser))
            .map(|(_, at)| *at)
            .collect();
        for at in &here {
            self.members[*at].articles += 1;
            self.members[*at].accused += usize::from(accusers.contains(at));
        }
        self.add_deeds(record, &members);
        let here: Vec<usize> = here.into_iter().collect();
        self.together.push(here.clone());
        here
    }

    fn add_deeds(&mut self, record: &Record, members: &[usize]) {
        for event in &record.events {
            let who = |parties: &[crate::record::PartyRecord]| -> BTreeSet<usize> {
                let actors = parties.iter().filter_map(|party| party.actor);
                actors.filter_map(|actor| members.get(actor).copied()).collect()
            };
            let (by, to) = (who(&event.perpetrators), who(&event.targets));
            let kind = event.statement.and_then(|at| record.statements.get(at)).map(|s| s.kind);
            for at in &by {
                self.members[*at].did += 1;
            }
            for at in &to {
                self.members[*at].suffered += 1;
            }
            for (one, other) in by.iter().flat_map(|one| to.iter().map(move |other| (one, other))) {
                if one != other {
                    let deed = self.deeds.entry((*one, *other)).or_default();
                    deed.types.insert(event.kind);
                    *deed.kinds.entry(kind).or_default() += 1;
                }
            }
        }
    }

    /// Members, the most prominent first: by articles, then mentions, then name.
    pub(super) fn ranked(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.members.len()).collect();
        all.sort_by(|a, b| {
            let (a, b) = (&self.members[*a], &self.members[*b]);
            let key = |m: &Member| (m.articles, m.mentions, m.did + m.suffered);
            key(b).cmp(&key(a)).then_with(|| a.name.cmp(&b.name)).then_with(|| a.kind.cmp(&b.kind))
        });
        all
    }
}
