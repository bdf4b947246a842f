//! Acronyms that the article does not define, and whose organisation it names in full.
//!
//! - An acronym of three letters or more is the one organisation before it that has these initials, all
//!   of them and no others, the state in front left out or not ("NNSA" of the U.S. National Nuclear Security
//!   Administration), or that has these capitals ("UHG" of `UnitedHealth` Group). One of two letters is the one of two
//!   words ("GM"). Behind a comma the name may follow, too ("TSMC, Taiwan Semiconductor Manufacturing Co.,").
//! - One that keeps a part of the name ("M&S", "`BofA`", "SKT" of SK Telecom) is that, whether it stands
//!   before or behind.
//! - One that the table has is the table's, unless a body that states have is named before it, and the
//!   table's organisation nowhere in full: the "AFP" behind "Australian Federal Police" is no news agency.
//!   It is one where somebody "told AFP" something.

use super::Named;
use super::names::{has_initials, is_abbreviated, is_body, keeps_part, without_state};
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
            let spells = |name: &str| {
                (has_initials(own, name) || has_initials_of_state(own, name))
                    && (!known || is_body(name))
                    || !known && is_pair(own, name)
            };
            let beside = || {
                is_abbreviated(own)
                    && guest.mentions.iter().any(|(m, _)| is_explained(text, m, other))
            };
            before.into_iter().any(|(mention, _)| spells(mention.name))
                || !known && beside()
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

/// Whether a name without the state in front has the initials. Which words are the state's is looked up only where those
/// behind some word spell them: there are as many names to look at for each acronym.
fn has_initials_of_state(own: &str, name: &str) -> bool {
    let spelled = |(at, _)| has_initials(own, name[at..].trim_start());
    name.match_indices(char::is_whitespace).any(spelled)
        && without_state(name).is_some_and(|bare| has_initials(own, bare))
}

/// Whether an acronym is that of two words with capitals: "GM" of General Motors.
fn is_pair(own: &str, name: &str) -> bool {
    let initial = |word: &str| word.chars().next().filter(|c| c.is_uppercase());
    let mut words = name.split_whitespace().map(initial);
    let pair = (words.next().flatten(), words.next().flatten(), words.next());
    let (Some(first), Some(second), None) = pair else { return false };
    own.chars().eq([first, second]) && name.contains(char::is_lowercase)
}

/// Whether the name behind a comma says what an acronym before it stands for: "TSMC, Taiwan
/// Semiconductor Manufacturing Co.,".
fn is_explained(text: &str, short: &Named, long: &Cluster) -> bool {
    long.mentions.iter().any(|(mention, _)| {
        let gap = || text.get(short.span.end()..mention.span.start()).unwrap_or_default();
        mention.index == short.index + 1
            && matches!(gap(), ", " | ", the " | ", or " | ", or the ")
            && has_initials(short.name, mention.name)
    })
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
    fn a_state_in_front_gives_an_acronym_no_letter() {
        check(&[
            (
                "[ORG:Halvard] hit the [ORG:U.S. National Nuclear Security Administration]. The [ORG:NNSA] was told",
                "organization Halvard: Halvard; organization U.S. National Nuclear Security Administration: U.S. National Nuclear Security Administration | NNSA",
            ),
            (
                "The [ORG:Georgia Bureau of Investigation] and [ORG:Korean Air Lines] knew. [ORG:GBI] agents flew [ORG:KAL], and [ORG:BI] left",
                "organization Georgia Bureau of Investigation: Georgia Bureau of Investigation | GBI; organization Korean Air Lines: Korean Air Lines | KAL; organization BI: BI",
            ),
        ]);
    }

    #[test]
    fn two_letters_are_of_two_words() {
        check(&[
            (
                "[ORG:Halvard Motors] fell; [ORG:HM] rose. [ORG:Corven Bank Group] fell; [ORG:CB] rose",
                "organization Halvard Motors: Halvard Motors | HM; organization Corven Bank Group: Corven Bank Group; organization CB: CB",
            ),
            (
                "[ORG:Halvard Motors] and [ORG:Harbour Mutual] fell; [ORG:HM] rose",
                "organization Halvard Motors: Halvard Motors; organization Harbour Mutual: Harbour Mutual; organization HM: HM",
            ),
            (
                "[ORG:European Union] law; [ORG:Urban Nurses] and the [ORG:UN]",
                "organization European Union: European Union; organization Urban Nurses: Urban Nurses; organization United Nations: UN",
            ),
        ]);
    }

    #[test]
    fn a_comma_may_explain_an_acronym() {
        check(&[(
            "He worked for [ORG:HSMC], [ORG:Halvard Semiconductor Manufacturing Co.], until June; [ORG:NPB], the [ORG:National Press Bureau], and [ORG:NIA], [ORG:Acme] and others knew",
            "organization Halvard Semiconductor Manufacturing Co.: HSMC | Halvard Semiconductor Manufacturing Co.; organization National Press Bureau: NPB | National Press Bureau; organization NIA: NIA; organization Acme: Acme",
        )]);
    }

    #[test]
    fn capitals_within_words_are_initials() {
        check(&[(
            "[ORG:UnitedHealth Group] fell. [ORG:UHG] paid",
            "organization UnitedHealth Group: UnitedHealth Group | UHG",
        )]);
    }
}
