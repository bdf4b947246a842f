//! What the user's own list says of a name.
//!
//! - The mentions of one entry are one actor, with the name, the type and the link (`user`) of the list.
//!   What the built-in rules put together with them (a surname, an acronym in brackets) comes along,
//!   unless it stands with the mentions of another entry, too; so do their links, as further candidates,
//!   if the type is the same.
//! - An actor of the built-in tables that has the same type and name is the same actor.

use std::collections::HashMap;

use super::{Actor, Link, Named};
use crate::knowledge::{UserEntry, UserNames, fold};
use crate::taxonomy::Refers;

/// The mentions that are aliases of the list, with the entry of each.
pub(super) fn listed<'n, 't>(
    mentions: &[Named<'t>],
    lists: &'n UserNames,
) -> Vec<(Named<'t>, &'n UserEntry)> {
    let entry = |mention: &Named<'t>| {
        let entry = lists.named(mention.name)?;
        (entry.label == mention.label).then_some((*mention, entry))
    };
    mentions.iter().filter_map(entry).collect()
}

/// The actors, with those of the list among them.
pub(super) fn apply(found: Vec<Actor>, listed: &[(Named, &UserEntry)]) -> Vec<Actor> {
    let mut found = found;
    let mut entries: Vec<&UserEntry> = listed.iter().map(|(_, entry)| *entry).collect();
    entries.sort_by_key(|entry| (&entry.name, entry.kind, &entry.id));
    entries.dedup_by_key(|entry| (&entry.name, entry.kind, &entry.id));
    // The place in `entries` of each listed mention: a mention has one entry.
    let place = |entry: &UserEntry| entries.iter().position(|other| same(other, entry));
    let of: HashMap<usize, Option<usize>> =
        listed.iter().map(|(mention, entry)| (mention.index, place(entry))).collect();
    for (at, entry) in entries.iter().enumerate() {
        let own = |index: usize| of.get(&index) == Some(&Some(at));
        let foreign = |index: usize| of.contains_key(&index) && !own(index);
        let mut members: Vec<(usize, Refers)> = Vec::new();
        let mut links: Vec<Link> = Vec::new();
        let mut rest: Vec<Actor> = Vec::new();
        for actor in found {
            let holds = actor.mentions.iter().any(|index| own(*index));
            let namesake = actor.kind == entry.kind && fold(&actor.name) == fold(&entry.name);
            let mixed = actor.mentions.iter().any(|index| foreign(*index));
            if !holds && (mixed || !namesake) {
                rest.push(actor);
                continue;
            }
            let Actor { name, kind, mentions, refers, links: known } = actor;
            let both = mentions.into_iter().zip(refers);
            let (here, there): (Vec<_>, Vec<_>) =
                both.partition(|(index, _)| !mixed || own(*index));
            members.extend(here);
            if kind == entry.kind {
                links.extend(known.iter().cloned());
            }
            if !there.is_empty() {
                rest.push(Actor::new(name, kind, there, known));
            }
        }
        let mut matched = None;
        for (mention, _) in listed.iter().filter(|(_, e)| same(e, entry)) {
            matched = matched.or(Some(mention.name));
            let refers =
                if fold(mention.name) == fold(&entry.name) { Refers::Name } else { Refers::Alias };
            match members.iter_mut().find(|(index, _)| *index == mention.index) {
                Some(member) => member.1 = refers,
                None => members.push((mention.index, refers)),
            }
        }
        if let (Some(id), Some(matched)) = (&entry.id, matched) {
            let (source, name) = ("user".to_owned(), entry.name.clone());
            let link =
                Link { source, id: id.clone(), name, matched: matched.to_owned(), country: None };
            links.insert(0, link);
        }
        rest.push(Actor::new(entry.name.clone(), entry.kind, members, links));
        found = rest;
    }
    found
}

fn same(one: &UserEntry, other: &UserEntry) -> bool {
    (&one.name, one.kind, &one.id) == (&other.name, other.kind, &other.id)
}

#[cfg(test)]
mod tests {
    use super::super::actors_with;
    use super::*;
    use crate::extract::Mention;
    use crate::knowledge::UserLists;
    use crate::taxonomy::EntityLabel;
    use crate::text::Span;

    /// "type name <links>: mention | mention; ..." of a text with `marks` as its mentions.
    fn run(text: &str, marks: &[(&str, EntityLabel)]) -> String {
        let mut lists = UserLists::default();
        let csv = "alias,name,type,id\nNorks,North Korea,state,KP\nZinc Squad,Lazarus Group,group,G0032\n\
                   Acme Corporation,Acme,ORG,V-1\nBrightmoor,Brightmoor,LOC,L-9\nKim Chol,Kim Chol,PER,\n";
        lists.add_gazetteer(csv.as_bytes()).unwrap();
        let mut at = 0;
        let mentions: Vec<Mention> = marks
            .iter()
            .map(|(name, label)| {
                let start = at + text[at..].find(name).expect("the name is there");
                at = start + name.len();
                Mention { span: Span::new(start, at), label: *label, score: None }
            })
            .collect();
        let written =
            actors_with(text, &mentions, &UserNames::from(&lists), None).into_iter().map(|a| {
                let names: Vec<&str> =
                    a.mentions.iter().map(|i| mentions[*i].span.of(text)).collect();
                let links: Vec<String> =
                    a.links.iter().map(|l| format!("{}:{}", l.source, l.id)).collect();
                format!("{} {} <{}>: {}", a.kind, a.name, links.join(" "), names.join(" | "))
            });
        written.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_list_goes_before_the_tables_and_with_them() {
        use EntityLabel::{Group, Loc, Org, Per};
        assert_eq!(
            run("Norks of North Korea", &[("Norks", Loc), ("North Korea", Loc)]),
            "state North Korea <user:KP iso3166:KP>: Norks | North Korea"
        );
        assert_eq!(
            run("Zinc Squad, also Lazarus", &[("Zinc Squad", Group), ("Lazarus", Group)]),
            "group Lazarus Group <user:G0032 mitre-attack:G0032 misp-galaxy:Lazarus Group>: Zinc Squad | Lazarus"
        );
        assert_eq!(
            run(
                "Acme Corporation (\"Acme\") fell; Acme rose",
                &[("Acme Corporation", Org), ("Acme", Org), ("Acme", Org)]
            ),
            "organization Acme <user:V-1>: Acme Corporation | Acme | Acme"
        );
        assert_eq!(
            run(
                "Brightmoor and Kim Chol; Kim",
                &[("Brightmoor", Loc), ("Kim Chol", Per), ("Kim", Per)]
            ),
            "other Brightmoor <user:L-9>: Brightmoor; person Kim Chol <>: Kim Chol | Kim"
        );
    }
}
