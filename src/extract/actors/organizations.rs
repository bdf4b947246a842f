//! Organisations.
//!
//! A name is compared as [`names`](super::names) says: without "the", full stops, a bracketed acronym
//! and company endings, a state in front as its code. Then, in this order:
//!
//! - A name that the table has is the organisation of the table ("UNSC", "U.N. Security Council").
//!   Names that the table calls short ("Security Council", "Justice Department") are one with each
//!   other, and have the table's name if the article names the organisation, or for an organ of the UN
//!   the UN, in full. If something else there ends like it, too, it is no actor.
//! - A name for a kind of body is that of the state right before it ("Japan's Defense Ministry"), as if it began with that.
//! - Another name that the article gives ([`aliases`](super::aliases)) is that name everywhere, if it
//!   is given for one only ([`definitions`](super::definitions)).
//! - A shorter name is the longer one, if it fits exactly one of the article: what a state, or an
//!   organisation of the table, owns or has before it ("South Korean Ministry of Foreign Affairs", "Ministry of
//!   Foreign Affairs"; "Norwegian Data Protection Authority", "Data Protection Authority"; "FBI Cyber Division",
//!   "Cyber Division"); the front of a name that goes on with
//!   "for", "of", "in" ("U.S. Attorney's Office"); or the front of a company's name that goes on with
//!   nothing but words for companies and perhaps a country ("Colonial", "Colonial Pipeline"); or the second of two words, a founder's
//!   initials left out, that says more than what kind of body it is ("Telekom", "Deutsche Telekom"; "Maersk",
//!   "A.P. Moller-Maersk"); or the last of a paper's ("the Journal").
//! - An acronym is the organisation of the article that it spells ([`initials`](super::initials)).
//! - "the Council", "the Ministry" and the like are the one organisation before that ends or begins
//!   with the word; if there is none, or several, they are no actor.
//! - Every other name is an organisation of its own.

use std::collections::BTreeSet;

use super::aliases::Stated;
use super::definitions::{definitions, home, is_head};
use super::initials::join_initials;
use super::names::{brackets, ends_with, is_abbreviated, parted, plain};
use super::words_of_companies::{COMPANY, GENERIC, HEADS, PAPERS};
use super::{Actor, Named, longest};
use crate::knowledge::{countries, organizations as table};
use crate::taxonomy::{ActorType, EntityLabel, Refers};

/// One organisation and its mentions.
pub(super) struct Cluster<'a> {
    pub(super) key: String,
    pub(super) mentions: Vec<(Named<'a>, Refers)>,
}

/// The organisations among the mentions, and the other names that the article gives for them.
pub(super) fn organizations(text: &str, named: &[Named], stated: &[Stated]) -> Vec<Actor> {
    let mentions: Vec<Named> =
        named.iter().filter(|mention| mention.label == EntityLabel::Org).copied().collect();
    let defined = definitions(named, stated);
    let keys: Vec<Option<(String, Refers)>> =
        mentions.iter().map(|mention| defined.full_key(mention)).collect();
    let known: BTreeSet<&str> = keys.iter().flatten().map(|(key, _)| key.as_str()).collect();
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut heads: Vec<Named> = Vec::new();
    let mut shared: Vec<Named> = Vec::new();
    for (mention, key) in mentions.iter().zip(&keys) {
        let found = match key {
            Some(key) => Some(key.clone()),
            None if is_head(mention.name) => {
                heads.push(*mention);
                None
            }
            None if defined.is_shared(mention.name) => {
                shared.push(*mention);
                None
            }
            None => short_key(mention.name, &known),
        };
        let Some((key, refers)) = found else { continue };
        let at = position(&mut clusters, key);
        clusters[at].mentions.push((*mention, refers));
    }
    join_shorter(&mut clusters);
    join_initials(text, &mut clusters);
    for head in heads {
        if let Some(at) = refer_back(head, &clusters) {
            clusters[at].mentions.push((head, Refers::Reference));
        }
    }
    for mention in shared {
        let at = position(&mut clusters, plain(mention.name));
        clusters[at].mentions.push((mention, Refers::Acronym));
    }
    clusters.into_iter().map(|cluster| cluster.into_actor(&known)).collect()
}

fn position(clusters: &mut Vec<Cluster>, key: String) -> usize {
    clusters.iter().position(|cluster| cluster.key == key).unwrap_or_else(|| {
        clusters.push(Cluster { key, mentions: Vec::new() });
        clusters.len() - 1
    })
}

/// What a short name of the table stands for, given the keys that the article names in full: the
/// organisation of the table, or only itself. `None` where the article names two that it may be.
fn short_key(name: &str, known: &BTreeSet<&str>) -> Option<(String, Refers)> {
    let key = plain(name);
    let long = plain(&table().named(name)?.name);
    let rival = known.iter().any(|other| *other != long && ends_with(other, &key));
    match (is_sure(&long, known), rival) {
        (true, true) => None,
        (_, false) => Some((long, Refers::Part)),
        (false, true) => Some((key, Refers::Name)),
    }
}

/// Whether the article names the organisation of the table, or the UN for an organ of it.
fn is_sure(long: &str, known: &BTreeSet<&str>) -> bool {
    known.contains(long) || long.starts_with("united nations ") && known.contains("united nations")
}

/// The one organisation before that "Council" or "Ministry" can mean.
fn refer_back(head: Named, clusters: &[Cluster]) -> Option<usize> {
    let word = plain(head.name);
    let of = format!("{word} of ");
    let mut fit = clusters.iter().enumerate().filter(|(_, cluster)| {
        let before = cluster.mentions.iter().any(|(mention, _)| mention.index < head.index);
        let written = || cluster.mentions.iter().map(|(mention, _)| folded_whole(mention.name));
        before
            && (ends_with(&cluster.key, &word)
                || cluster.key.contains(&of)
                || written().any(|name| ends_with(&name, &word)))
    });
    let (at, _) = fit.next()?;
    fit.next().is_none().then_some(at)
}

/// The name with its company ending: "the Company" is the one that calls itself so.
fn folded_whole(name: &str) -> String {
    let bare = name.trim_end_matches('.');
    let folded = crate::knowledge::fold(bare);
    match folded.rsplit_once(' ') {
        Some((front, "co")) => format!("{front} company"),
        Some((front, "corp")) => format!("{front} corporation"),
        _ => folded,
    }
}

/// Puts shorter names to the one longer name that they fit.
fn join_shorter(clusters: &mut Vec<Cluster>) {
    let mut order: Vec<String> = clusters.iter().map(|cluster| cluster.key.clone()).collect();
    order.sort_by_key(|key| (std::cmp::Reverse(key.split(' ').count()), key.clone()));
    for short in order {
        let capitals = clusters.iter().any(|cluster| {
            cluster.key == short && cluster.mentions.iter().all(|(m, _)| is_abbreviated(m.name))
        });
        // "PGA" of "PGA of America"
        let of = |long: &str| {
            let behind = long.strip_prefix(&*short).unwrap_or_default();
            capitals && short.chars().count() > 2 && behind.starts_with(" of ")
        };
        let longer = |long: &str| is_longer(long, &short) || of(long) && !table().knows(&short);
        let mut longer = clusters.iter().filter(|other| longer(&other.key));
        let Some(home) = longer.next().map(|home| home.key.clone()) else { continue };
        if longer.next().is_some() {
            continue;
        }
        let Some(at) = clusters.iter().position(|cluster| cluster.key == short) else { continue };
        let guest = clusters.remove(at);
        let at = position(clusters, home);
        let parts = guest.mentions.into_iter().map(|(mention, refers)| {
            (mention, if refers == Refers::Name { Refers::Part } else { refers })
        });
        clusters[at].mentions.extend(parts);
    }
}

/// Whether `short` is a shorter way to say `long`.
pub(super) fn is_longer(long: &str, short: &str) -> bool {
    if long == short {
        return false;
    }
    let several = short.contains(' ');
    if let Some((code, bare)) = parted(long)
        && several
        && bare == short
    {
        // Russia's Foreign Intelligence Service, as the table has it, is not short for Estonia's.
        let aliases = table().index().whole(short).iter().filter(|alias| !alias.of.short);
        return aliases.filter_map(|alias| home(&alias.of)).all(|of| of == code);
    }
    // "Marlow" of "City of Marlow"
    if ["city of ", "county of ", "town of "].iter().any(|of| long.strip_prefix(of) == Some(short))
    {
        return true;
    }
    let owner = long.strip_suffix(short).and_then(|front| front.strip_suffix(' '));
    if let Some(owner) = owner.filter(|_| several && !short.starts_with("of ")) {
        let owner = owner.strip_suffix(" ' s").unwrap_or(owner);
        return table().knows(owner) || !countries().index().whole(owner).is_empty();
    }
    // "the Journal"
    if ends_with(long, short) && PAPERS.contains(&short) {
        return true;
    }
    // "Telekom" of "Deutsche Telekom", "Maersk" of "A.P. Moller-Maersk": a word of its own at the end.
    if ends_with(long, short) && without_initials(long).split(' ').count() == 2 && !several {
        let lists = [HEADS, COMPANY, GENERIC];
        return short.chars().count() > 3
            && !lists.iter().any(|list| list.contains(&short))
            && !BRANCHES.contains(&short)
            && !long.starts_with('@')
            && !table().knows(short)
            && countries().index().whole(short).is_empty();
    }
    let Some(behind) = long.strip_prefix(short).and_then(|rest| rest.strip_prefix(' ')) else {
        return false;
    };
    let goes_on = ["of ", "for ", "in ", "at "].iter().any(|word| behind.starts_with(word));
    if several && goes_on {
        return true;
    }
    let first = short.split(' ').next().unwrap_or_default();
    let plain_words = !several && (GENERIC.contains(&short) || short.chars().count() < 3);
    let free = !plain_words && !short.starts_with('@') && !GENERIC.contains(&first);
    // "Halvard UK"
    let state = |word: &str| !countries().index().whole(word).is_empty();
    let mut words: Vec<&str> = behind.split(' ').collect();
    words.pop_if(|last| state(last));
    free && !state(short)
        && !table().knows(short)
        && words.iter().all(|word| COMPANY.contains(word))
}

/// Words of four letters that end many names and are none alone.
const BRANCHES: &[&str] =
    &["army", "club", "data", "fund", "labs", "life", "navy", "news", "port", "post", "team"];

/// A key without the initials of a founder in front: "ap moller maersk".
fn without_initials(key: &str) -> &str {
    let Some((first, rest)) = key.split_once(' ') else { return key };
    let initials = first.chars().count() == 2 && rest.contains(' ');
    let state = matches!(first, "us" | "uk" | "un" | "eu");
    if initials && !state { rest } else { key }
}

/// The name of the state that a key has before it.
fn state(code: &str) -> Option<&'static str> {
    countries().iter().find(|state| state.iso2.eq_ignore_ascii_case(code)).map(|state| &*state.name)
}

impl Cluster<'_> {
    /// The canonical name is the table's, or the longest one written, brackets left out; with its state before it where the name alone
    /// could be that of another state's body.
    fn into_actor(self, known: &BTreeSet<&str>) -> Actor {
        let of_table = self.mentions.iter().find_map(|(mention, _)| {
            let entry = table().named(mention.name)?;
            let key = plain(&entry.name);
            (key == self.key && is_sure(&key, known)).then(|| entry.name.clone())
        });
        let name = of_table.unwrap_or_else(|| {
            let said = self.mentions.iter().filter(|(_, refers)| *refers != Refers::Reference);
            let names: Vec<String> = said
                .map(|(m, _)| {
                    brackets(m.name).map_or_else(|| m.name.to_owned(), |(front, _)| front)
                })
                .collect();
            longest(names.iter().map(String::as_str))
        });
        let said = self.mentions.iter().any(|(mention, _)| mention.owner.is_some());
        let owner = parted(&self.key).filter(|_| said && parted(&plain(&name)).is_none());
        let name = match owner.and_then(|(code, _)| state(code)) {
            Some(state) if state.ends_with('s') => format!("{state}' {name}"),
            Some(state) => format!("{state}'s {name}"),
            None => name,
        };
        let members = self.mentions.iter().map(|(mention, refers)| {
            let whole = mention.name.split_whitespace().eq(name.split_whitespace());
            (mention.index, if whole { Refers::Name } else { *refers })
        });
        Actor::new(name.clone(), ActorType::Organization, members.collect(), Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn short_forms_of_companies() {
        check(&[
            (
                "[ORG:Delta Air Lines] sued; [ORG:Delta] lost. [ORG:Advance] is [ORG:Advance Auto Parts]",
                "organization Delta Air Lines: Delta Air Lines | Delta; organization Advance Auto Parts: Advance | Advance Auto Parts",
            ),
            (
                "[ORG:TNT Express] was hit. [ORG:TNT] lost data. [ORG:National Express] and [ORG:National] were not",
                "organization TNT Express: TNT Express | TNT; organization National Express: National Express; organization National: National",
            ),
            (
                "[ORG:The Wall Street Journal] told it. The [ORG:Journal] said that [ORG:Lovern Medical Center] was hit, and [ORG:Lovern] and the [ORG:Post] knew",
                "organization Wall Street Journal: The Wall Street Journal | Journal; organization Lovern Medical Center: Lovern Medical Center | Lovern; organization Post: Post",
            ),
            (
                "The [ORG:New York Times] and the [ORG:Financial Times] told it; the [ORG:Times] said so. [ORG:Harrow Coin] and [ORG:Harrow Coin.US] are two, and [ORG:Halvo] is not [ORG:Halvo.US]",
                "organization New York Times: New York Times; organization Financial Times: Financial Times; organization Times: Times; organization Harrow Coin: Harrow Coin; organization Harrow Coin.US: Harrow Coin.US; organization Halvo: Halvo; organization Halvo.US: Halvo.US",
            ),
            (
                "The [ORG:Norwegian Data Protection Authority] wrote. The [ORG:Data Protection Authority] and [ORG:Data] paid. [ORG:British Airways] and [ORG:Airways] fell",
                "organization Norwegian Data Protection Authority: Norwegian Data Protection Authority | Data Protection Authority; organization Data: Data; organization British Airways: British Airways; organization Airways: Airways",
            ),
            (
                "The [ORG:Norwegian Data Protection Authority] and the [ORG:Irish Data Protection Authority] met. The [ORG:Data Protection Authority] wrote",
                "organization Norwegian Data Protection Authority: Norwegian Data Protection Authority; organization Irish Data Protection Authority: Irish Data Protection Authority; organization Data Protection Authority: Data Protection Authority",
            ),
            (
                "[ORG:A.P. Moller-Maersk] was hit. [ORG:Maersk] lost data",
                "organization A.P. Moller-Maersk: A.P. Moller-Maersk | Maersk",
            ),
            (
                "[ORG:Qianxin XLab] found it. [ORG:XLab] named it. [ORG:Sky News] and [ORG:News] told of it",
                "organization Qianxin XLab: Qianxin XLab | XLab; organization Sky News: Sky News; organization News: News",
            ),
            (
                "[ORG:Marks and Spencer] paid. [ORG:M&S] and [ORG:M & S] are one",
                "organization Marks and Spencer: Marks and Spencer | M&S | M & S",
            ),
            (
                "[ORG:Halvard] of [ORG:Halvard UK]; [ORG:Corven] of [ORG:Corven University]; [ORG:Aster] of [ORG:Aster Banking Group]",
                "organization Halvard UK: Halvard | Halvard UK; organization Corven University: Corven | Corven University; organization Aster Banking Group: Aster | Aster Banking Group",
            ),
            (
                "[ORG:PGB] of [ORG:PGB of America]; [ORG:Friends] and [ORG:Friends of Rivers]; [ORG:Corven] or [ORG:Corven UK] and [ORG:Corven University]",
                "organization PGB of America: PGB | PGB of America; organization Friends: Friends; organization Friends of Rivers: Friends of Rivers; organization Corven: Corven; organization Corven UK: Corven UK; organization Corven University: Corven University",
            ),
            (
                "[ORG:M&S] was hit. [ORG:Marks & Spencer] said [ORG:M&S] would pay",
                "organization Marks & Spencer: M&S | Marks & Spencer | M&S",
            ),
            (
                "[ORG:BofA] and [ORG:SKT] paid: [ORG:Bank of America] and [ORG:SK Telecom]",
                "organization Bank of America: BofA | Bank of America; organization SK Telecom: SKT | SK Telecom",
            ),
            (
                "[ORG:M&S] paid; [ORG:Marks & Spencer] and [ORG:Mills & Stone]",
                "organization M&S: M&S; organization Marks & Spencer: Marks & Spencer; organization Mills & Stone: Mills & Stone",
            ),
        ]);
    }
}
