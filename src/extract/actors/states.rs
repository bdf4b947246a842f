//! States, by whatever name an article calls them.
//!
//! - A mention that is, as a whole, a name, an abbreviation, a demonym or the seat of government of
//!   a state joins the state's actor. A PER never does.
//! - A name that is also a word ("Turkey") does so when the mention is LOC (a demonym: MISC), a name
//!   that another place shares ("Georgia") only if the article names the state by another name, too.
//! - A capital joins only where it stands for the government ([`capitals`](super::capitals)).
//! - So does what is "pro-" one of these ("pro-Russian", "pro-Kremlin"), which needs no other sign.
//! - "Washington" is no government where the article speaks of "Washington state".
//! - "American" alone is not the state's where it may be American Airlines
//!   ([`namesakes`](super::namesakes)).
//! - "the North" and "the South" are the two Koreas where the article names the state.

use std::collections::{BTreeMap, BTreeSet};

use super::capitals::{is_government, word_after, word_before};
use super::namesakes::{fronts, stands_alone};
use super::{Actor, Link, Named};
use crate::knowledge::{Country, Naming, Place, countries, fold};
use crate::taxonomy::{ActorType, EntityLabel, Refers};

/// The states among the mentions; `of_union`: whether the article [names the state of Washington](names_state_of_union).
pub(super) fn states(text: &str, named: &[Named], of_union: bool) -> Vec<Actor> {
    let companies = fronts(named);
    let known: Vec<(usize, &Country, Place)> = named
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.label != EntityLabel::Per && !is_threat(mention.label))
        .filter_map(|(at, mention)| {
            let (country, place) = known(mention.name)?;
            let is_company = place.naming == Naming::Demonym
                && companies.contains(&fold(mention.name))
                && stands_alone(text, mention);
            (!is_company).then_some((at, country, place))
        })
        .collect();
    let clear: BTreeSet<&str> = known
        .iter()
        .filter(|(at, _, place)| {
            place.naming != Naming::Capital && !place.shared && fits(&named[*at], *place)
        })
        .map(|(_, country, _)| country.iso2.as_str())
        .collect();
    let mut actors: BTreeMap<&str, Found> = BTreeMap::new();
    for (at, country, place) in known {
        let sure = clear.contains(country.iso2.as_str());
        let joins = match place.naming {
            Naming::Capital => {
                is_sided(named[at].name)
                    || !(of_union && named[at].name == WASHINGTON)
                        && named[at].label == EntityLabel::Loc
                        && is_government(text, named, at, sure)
            }
            _ => fits(&named[at], place) && (sure || !place.shared),
        };
        if joins {
            let link = Link {
                source: "iso3166".to_owned(),
                id: country.iso2.clone(),
                name: country.name.clone(),
                matched: named[at].name.to_owned(),
                country: None,
            };
            let actor = actors.entry(&country.iso2).or_insert_with(|| Found {
                country,
                link,
                members: Vec::new(),
            });
            actor.members.push((named[at].index, refers(place.naming)));
        }
    }
    add_halves(text, named, &clear, &mut actors);
    let state = |Found { country, link, members }| {
        Actor::new(country.name.clone(), ActorType::State, members, vec![link])
    };
    actors.into_values().map(state).collect()
}

/// A capital, and one of the states of its union.
pub(super) const WASHINGTON: &str = "Washington";

/// Whether the article is about the state of Washington.
pub(super) fn names_state_of_union(text: &str) -> bool {
    text.contains("Washington state") || text.contains("state of Washington")
}

/// The state that a name is of, as a whole or behind "pro-": "pro-Russian", "pro-Beijing".
fn known(name: &str) -> Option<(&'static Country, Place)> {
    let bare = if is_sided(name) { &name["pro-".len()..] } else { name };
    countries().named(bare)
}

/// Whether a name says whose side somebody is on, and not whose they are.
pub(in crate::extract) fn is_sided(name: &str) -> bool {
    name.get(.."pro-".len()).is_some_and(|front| front.eq_ignore_ascii_case("pro-"))
}

/// A state and its mentions so far.
struct Found<'a> {
    country: &'a Country,
    link: Link,
    members: Vec<(usize, Refers)>,
}

fn refers(naming: Naming) -> Refers {
    match naming {
        Naming::Abbreviation => Refers::Acronym,
        Naming::Demonym => Refers::Demonym,
        Naming::Seat | Naming::Capital => Refers::Metonym,
        Naming::Name | Naming::Official | Naming::Territory | Naming::Other => Refers::Name,
    }
}

/// "the North" and "the South" of Korea, where the article names the state.
fn add_halves<'a>(
    text: &str,
    named: &[Named],
    clear: &BTreeSet<&'a str>,
    actors: &mut BTreeMap<&'a str, Found>,
) {
    for mention in named.iter().filter(|mention| mention.label == EntityLabel::Loc) {
        let code = match mention.name {
            "North" => "KP",
            "South" => "KR",
            _ => continue,
        };
        let behind = &text[mention.span.end()..];
        let half = word_before(text, mention.span.start()) == "the"
            && !behind.trim_start().starts_with("of the ")
            && !matches!(word_after(behind).as_str(), "west" | "east" | "sea");
        if half
            && clear.contains(code)
            && let Some(found) = actors.get_mut(code)
        {
            found.members.push((mention.index, Refers::Part));
        }
    }
}

fn is_threat(label: EntityLabel) -> bool {
    matches!(label, EntityLabel::Group | EntityLabel::Malware)
}

/// Whether the label lets an ambiguous name be the state's.
fn fits(mention: &Named, place: Place) -> bool {
    let wanted = if place.naming == Naming::Demonym { EntityLabel::Misc } else { EntityLabel::Loc };
    !place.ambiguous || mention.label == wanted
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn who_is_for_a_state_names_it() {
        check(&[
            (
                "[MISC:Pro-Russian] hackers and a [MISC:pro-Kremlin] or [MISC:pro-Beijing] site; [MISC:pro-European] voters, [ORG:Pro-Tech]",
                "state Russia <RU>: Pro-Russian | pro-Kremlin; state China <CN>: pro-Beijing; organization Pro-Tech: Pro-Tech",
            ),
            ("[MISC:pro-Georgia] and [MISC:pro-Turkish]", "state Türkiye <TR>: pro-Turkish"),
        ]);
    }

    #[test]
    fn a_state_of_the_union_is_no_government() {
        check(&[
            (
                "The [LOC:U.S.] helped [LOC:Washington] state. [LOC:Washington]'s [ORG:Department of Licensing] was offline, and [LOC:Washington] said so",
                "state United States <US>: U.S.; organization Department of Licensing: Department of Licensing",
            ),
            (
                "The [LOC:U.S.] helped. [LOC:Washington]'s state visits went on",
                "state United States <US>: U.S. | Washington",
            ),
        ]);
    }
}
