//! Acronyms that the article does not define, and whose organisation it names in full.
//!
//! - An acronym of three letters or more is the one organisation before it that has these initials, all
//!   of them and no others, or that has these capitals ("UHG" of `UnitedHealth` Group).
//! - One that keeps a part of the name ("M&S", "`BofA`", "SKT" of SK Telecom) is that, whether it stands
//!   before or behind.
//! - One that the table has is the table's, unless a body that states have is named before it, and the
//!   table's organisation nowhere in full: the "AFP" behind "Australian Federal Police" is no news agency.
//!   It is one where somebody "told AFP" something.

use super::Named;
use super::names::{has_initials, is_abbreviated, is_body, keeps_part};
use super::organizations::Cluster;
use crate::knowledge::organizations as table;
use crate::taxonomy::Refers;

/// Puts an acronym to the one organisation whose initials it has.
pub(super) fn join_initials(text: &str, clusters: &mut Vec<Cluster>) {
    let mut at = 0;
    while at < clusters.len() {
        let guest = &clusters[at];
        // Headlines shorten what the text below them names in full.
        let body = guest.mentions.iter().filter(|(mention, _)| !is_in_headline(text, mention));
        let first = body.map(|(mention, _)| mention.index).min().unwrap_or(usize::MAX);
        let own = guest.mentions.first().map_or("", |(mention, _)| mention.name);
        let known = table().named(own).is_some();
        let fits = |other: &Cluster| {
            let before = other.mentions.iter().filter(|(mention, _)| mention.index < first);
            let spells = |name: &str| has_initials(own, name) && (!known || is_body(name));
            before.into_iter().any(|(mention, _)| spells(mention.name))
                || !known && other.mentions.iter().any(|(mention, _)| keeps_part(own, mention.name))
        };
        // What is written in full, too, is no mere acronym.
        let squeezed = |name: &str| name.split_whitespace().collect::<String>();
        let in_full =
            |name: &str| squeezed(name) != squeezed(own) && !is_abbreviated(&squeezed(name));
        let settled = guest
            .mentions
            .iter()
            .any(|(mention, _)| in_full(mention.name) || known && is_reporter(text, mention));
        let mut homes = (0..clusters.len()).filter(|other| *other != at && fits(&clusters[*other]));
        match (homes.next(), homes.next()) {
            (Some(home), None) if !settled => {
                let guest = clusters.remove(at);
                let home = &mut clusters[if home > at { home - 1 } else { home }];
                let members = guest.mentions.into_iter();
                home.mentions.extend(members.map(|(mention, _)| (mention, Refers::Acronym)));
            }
            _ => at += 1,
        }
    }
}

/// Whether a mention stands in a line that ends without a stop, with an empty one below it.
fn is_in_headline(text: &str, mention: &Named) -> bool {
    let behind = text.get(mention.span.end()..).unwrap_or_default();
    behind.split_once('\n').is_some_and(|(line, below)| {
        below.starts_with(['\n', '\r'])
            && !line.trim_end().ends_with(['.', '?', '!', '"', '”', ':'])
    })
}

/// Whether a name is that of whoever brings the news: "told AFP", "AFP reported", "an AFP reporter".
fn is_reporter(text: &str, mention: &Named) -> bool {
    const TELLS: &[&str] = &["reported", "reporter", "reporters", "journalist", "news", "reports"];
    let before = text.get(..mention.span.start()).unwrap_or_default().trim_end();
    let behind = text.get(mention.span.end()..).unwrap_or_default().trim_start();
    let next = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    [" told", "("].iter().any(|front| before.ends_with(front)) || TELLS.contains(&next)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn an_acronym_of_the_table_may_be_that_of_a_body_of_the_article() {
        check(&[
            (
                "The [ORG:Australian Federal Police] charged him. The [ORG:AFP] seized a laptop",
                "organization Australian Federal Police: Australian Federal Police | AFP",
            ),
            (
                "The [ORG:Australian Federal Police] charged him, a lawyer told [ORG:AFP]",
                "organization Australian Federal Police: Australian Federal Police; organization Agence France-Presse: AFP",
            ),
            (
                "The [ORG:Australian Federal Police] wrote to [ORG:Agence France-Presse]. [ORG:AFP] did not answer",
                "organization Australian Federal Police: Australian Federal Police; organization Agence France-Presse: Agence France-Presse | AFP",
            ),
            (
                "The [ORG:National Security Archive] has papers of the [ORG:NSA]",
                "organization National Security Archive: National Security Archive; organization National Security Agency: NSA",
            ),
        ]);
    }

    #[test]
    fn a_headline_may_shorten_what_the_text_names_below_it() {
        check(&[
            (
                "Teenager hacked [ORG:TfL]\n\nA court heard of the raid on [ORG:Transport for London].",
                "organization Transport for London: TfL | Transport for London",
            ),
            (
                "A teenager hacked [ORG:TfL].\n\nA court heard of [ORG:Transport for London].",
                "organization TfL: TfL; organization Transport for London: Transport for London",
            ),
        ]);
    }

    #[test]
    fn capitals_within_words_are_initials() {
        check(&[(
            "[ORG:UnitedHealth Group] fell. [ORG:UHG] paid",
            "organization UnitedHealth Group: UnitedHealth Group | UHG",
        )]);
    }
}
