//! Events of an article that are one: same type, same perpetrator, same amount.
//!
//! - Perpetrators agree by actor, or by their words where they have none, of those who attacked one victim with a name also by
//!   the last words; an event without a perpetrator, or by "hackers", agrees with one of the three sentences before it, and so do a
//!   state's hackers with a group that has a name.
//! - What a sentence calls another attack, or a second one, is a new event.
//! - A perpetrator without a name ("a dealer") is the one with a name that did the same to the same
//!   target.
//! - Laundering and evasion of sanctions have no victim: those of the same people are one.
//! - A theft that one sentence tells both of money and of coins, by the same and from the same, is one.
//! - Amounts agree if one of the two has none, or if they share one value, of which one may be round where the target is the same
//!   one with a name. Those of different kinds, dollars and coins or two counts of other things, say nothing: the targets must
//!   agree.
//! - Two targets with names that are not the same, or without names but in two countries, are two events, unless one sentence tells
//!   both of the same perpetrator. Other targets without a name ("his employer", "a company in Ohio") are taken to be the one of
//!   the first telling. Who is told by a noun ("the hospital") soon after, or before, a name that has it is the same (`again`).
//! - Other targets in other years are two events, and so are fakes spread in two countries.
//! - Weapons that go back to who had sent some are another event, and so is the sale of what was stolen.

use super::party::Words;
use super::{Event, WHOEVER, again, article, nouns, rounded, seats};
use crate::extract::amounts::Amount;
use crate::extract::dates::{Period, day_number};
use crate::extract::story::{Party, Story};
use crate::knowledge::countries;
use crate::taxonomy::{About, ActorType, AmountKind, ThreatType};

/// How far back an event without a perpetrator looks for its own.
const NEAR: usize = 3;

/// Of so many events before it an event may be one.
const BACK: usize = 64;

/// Puts an event among those found, into the one that it is, or at the end.
pub(super) fn add(story: &Story, events: &mut Vec<Event>, event: Event) {
    let from = events.len().saturating_sub(BACK);
    let mut same = (from..events.len()).filter(|at| is_same(story, &events[*at], &event));
    let first = same.next();
    // Rather the one of the same victim: "a hotel" of the second attack, not the company of the first.
    let hurt = |at: &usize| agree(story, &events[*at].targets, &event.targets);
    match first.filter(hurt).or_else(|| same.find(hurt)).or(first) {
        Some(at) => join(story, &mut events[at], event),
        None => events.push(event),
    }
}

/// Whether an event is done to one of `targets`.
pub(super) fn suffers(story: &Story, event: &Event, targets: &[Party]) -> bool {
    agree(story, &event.targets, targets)
}

/// Of one perpetrator's deeds against one target those that are told in two ways are one, of the
/// type that stands first here: the harm before the means.
const FINER: [ThreatType; 5] = [
    ThreatType::Espionage,
    ThreatType::DataBreach,
    ThreatType::Malware,
    ThreatType::VulnerabilityExploitation,
    ThreatType::GeneralCyberThreat,
];

/// Joins the events that are one deed told in two ways.
pub(super) fn finer(story: &Story, events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::new();
    let rank = |event: &Event| FINER.iter().position(|kind| *kind == event.kind);
    for event in events {
        let Some(own) = rank(&event) else {
            match kept.iter_mut().rev().take(BACK).find(|other| is_one_theft(story, other, &event))
            {
                Some(theft) => around(theft, event),
                None => kept.push(event),
            }
            continue;
        };
        let unnamed = |event: &Event| event.targets.iter().all(|target| target.actor.is_none());
        let from = kept.len().saturating_sub(BACK);
        let same = (from..kept.len()).find(|at| {
            let other = &kept[*at];
            let Some(its) = rank(other) else { return false };
            let targets = || {
                other.targets.is_empty()
                    || event.targets.is_empty()
                    || unnamed(&event) && own + 1 == FINER.len()
                    || unnamed(other) && its + 1 == FINER.len()
                    || agree(story, &other.targets, &event.targets)
            };
            let first = other.sentences.first() == event.sentences.first();
            let by = || agree(story, &other.perpetrators, &event.perpetrators);
            own != its && (first || targets()) && by() || is_named_once(story, other, &event)
        });
        match same {
            Some(at) => {
                let kind = FINER[own.min(rank(&kept[at]).unwrap_or(own))];
                join(story, &mut kept[at], event);
                kept[at].kind = kind;
            }
            None => kept.push(event),
        }
    }
    kept
}

/// Whether two events are one theft that a sentence tells of banks and of dealers in coins alike.
fn is_one_theft(story: &Story, one: &Event, other: &Event) -> bool {
    let theft = |event: &Event| {
        matches!(event.kind, ThreatType::CryptocurrencyTheft | ThreatType::FinancialTheft)
    };
    theft(one)
        && theft(other)
        && one.kind != other.kind
        && one.sentences.first() == other.sentences.first()
        && agree(story, &one.perpetrators, &other.perpetrators)
        && agree(story, &one.targets, &other.targets)
}

/// Whether two events have a target in common, and one has a perpetrator such as "the conspirators".
fn is_named_once(story: &Story, one: &Event, other: &Event) -> bool {
    let vague = |event: &Event| {
        let plain = |party: &Party| {
            let words = Words::of(story.text, party.span);
            let refers = matches!(words.first(), "the" | "these" | "they" | "he" | "its");
            party.actor.is_none() && refers && words.count() <= 2
        };
        !event.perpetrators.is_empty() && event.perpetrators.iter().all(plain)
    };
    // The soldiers of a state, and the state's soldiers by name.
    let of_state = |state: &Event, soldiers: &Event| {
        are(story, state, ActorType::State) && are(story, soldiers, ActorType::Person)
    };
    (vague(one) || vague(other) || of_state(one, other) || of_state(other, one))
        && agree(story, &one.targets, &other.targets)
}

/// Whether the perpetrators of an event are actors of a type.
fn are(story: &Story, event: &Event, kind: ActorType) -> bool {
    let is = |party: &Party| party.actor.is_some_and(|actor| story.actors[actor].kind == kind);
    !event.perpetrators.is_empty() && event.perpetrators.iter().all(is)
}

fn is_same(story: &Story, one: &Event, other: &Event) -> bool {
    if one.kind != other.kind
        || goes_back(story, one, other)
        || is_sale(story, one, other)
        || other.sentences.first().is_some_and(|at| tells_another(story, *at))
            && !have_one_victim(one, other)
    {
        return false;
    }
    let near = one
        .sentences
        .last()
        .zip(other.sentences.first())
        .is_some_and(|(a, b)| a.abs_diff(*b) <= NEAR);
    let by = agree(story, &one.perpetrators, &other.perpetrators)
        || have_one_victim(one, other)
            && are_shortened(story, &one.perpetrators, &other.perpetrators)
        || near && are_its_hackers(story, one, other) && hurt_one(story, one, other);
    let nobody = are_whoever(story, one) && are_whoever(story, other);
    // "Hackers" of one sentence and "hackers" far below are not the same for that.
    let apart = nobody && !near && !agree(story, &one.targets, &other.targets);
    // "hackers" and "the intruders", or whoever has a name near: they may be the same.
    let whoever = near && !by && (are_whoever(story, one) || are_whoever(story, other));
    let open = one.perpetrators.is_empty() || other.perpetrators.is_empty() || whoever;
    if !if open { near } else { by && !apart } {
        return false;
    }
    // Whose laundering it was is all that tells one from another.
    let no_victim = matches!(one.kind, ThreatType::MoneyLaundering | ThreatType::SanctionsEvasion);
    if no_victim && !open && (is_among(story, one, other) || is_among(story, other, one)) {
        return true;
    }
    let targets = agree(story, &one.targets, &other.targets)
        || are_as_many(story, one, other)
        || near && open && hurt_one(story, one, other);
    // Told in one breath: "hacked A and stole the data of B".
    let amounts = !one.amounts.is_empty() && !other.amounts.is_empty();
    if !open && !amounts && one.sentences == other.sentences {
        return true;
    }
    let no_target = one.targets.is_empty() || other.targets.is_empty();
    let named = |event: &Event| event.targets.iter().any(|target| target.actor.is_some());
    let two = !targets
        && (named(one) && named(other)
            || (are_counted(story, other)
                || article::has_victim(one.kind) && named(other) && are_counted(story, one))
                && !no_target
            || are_in_two_countries(story, one, other)
            || are_years_apart(story, one, other) && !no_target);
    match shared(story, one, other) {
        Sums::Shared => !two && (targets || no_target || !open),
        Sums::Apart => false,
        Sums::OfOtherKinds => !two && targets && !no_target,
        Sums::Missing => !two && (targets || !open),
    }
}

/// Whether two events have a target in common, which one of them may tell by a noun: "the authority".
pub(super) fn hurt_one(story: &Story, one: &Event, other: &Event) -> bool {
    agree(story, &one.targets, &other.targets)
        || again::means(story, other, one)
        || again::means(story, one, other)
}

/// Whether one of two events is told of a state's hackers, and the other of threat groups, who may be those: "Israeli hackers", "a
/// group called Gonjeshke Darande".
pub(super) fn are_its_hackers(story: &Story, one: &Event, other: &Event) -> bool {
    let hackers = |event: &Event| {
        are(story, event, ActorType::State)
            && event.perpetrators.iter().all(|party| {
                let words = Words::of(story.text, party.span);
                words.count() > 1 && WHOEVER.contains(&words.head())
            })
    };
    let groups = |event: &Event| are(story, event, ActorType::Group);
    hackers(one) && groups(other) || groups(one) && hackers(other)
}

/// Whether two events have a victim with a name in common.
fn have_one_victim(one: &Event, other: &Event) -> bool {
    one.targets.iter().any(|target| {
        target.actor.is_some() && other.targets.iter().any(|other| other.actor == target.actor)
    })
}

/// Whether a sentence says that it tells another deed: "police also investigate a second ransomware attack".
pub(super) fn tells_another(story: &Story, sentence: usize) -> bool {
    let words = Words::of(story.text, story.sentences[sentence].span);
    let words: Vec<&str> = words.iter().collect();
    words.iter().enumerate().any(|(at, word)| {
        matches!(*word, "another" | "second" | "separate" | "different")
            && words[at + 1..].iter().take(3).any(|next| {
                nouns::act(next.trim_end_matches(|c: char| !c.is_alphabetic())).is_some()
            })
    })
}

/// Whether those who did an event have no name: "hackers", "the intruders".
pub(super) fn are_whoever(story: &Story, event: &Event) -> bool {
    let whoever = |party: &Party| {
        party.actor.is_none() && article::is_whoever(&Words::of(story.text, party.span))
    };
    !event.perpetrators.is_empty() && event.perpetrators.iter().all(whoever)
}

/// Whether some without a name are called by the last words of others: "an outside intruder", "the intruder".
fn are_shortened(story: &Story, one: &[Party], other: &[Party]) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|front| front.is_empty() || front.ends_with(' '))
    };
    one.iter().any(|a| {
        other.iter().any(|b| {
            let (a_words, b_words) = (Words::of(story.text, a.span), Words::of(story.text, b.span));
            a.actor.is_none()
                && b.actor.is_none()
                && (ends(a_words.bare(), b_words.bare()) || ends(b_words.bare(), a_words.bare()))
        })
    })
}

/// Whether targets without a name are as many of the same: "two of the largest banks", "two banks".
fn are_as_many(story: &Story, one: &Event, other: &Event) -> bool {
    let number = |words: &Words| COUNTS[..NUMBERS].iter().position(|count| *count == words.first());
    let same = |a: &Party, b: &Party| {
        let (own, its) = (Words::of(story.text, a.span), Words::of(story.text, b.span));
        let unnamed = a.actor.is_none() && b.actor.is_none();
        unnamed
            && own.head() == its.head()
            && number(&own).is_some()
            && number(&own) == number(&its)
    };
    one.targets.iter().any(|a| other.targets.iter().any(|b| same(a, b)))
}

/// Whether weapons go the other way in one of two events: who gave them in one gets them in the other. Of money for weapons a state is
/// often both, who brings it in and who spends it.
fn goes_back(story: &Story, one: &Event, other: &Event) -> bool {
    one.kind == ThreatType::ArmsTransfer
        && (agree(story, &one.perpetrators, &other.targets)
            || agree(story, &one.targets, &other.perpetrators))
}

/// Whether one of two thefts of data is its sale, at a price: "put the set up for sale for $65,000".
fn is_sale(story: &Story, one: &Event, other: &Event) -> bool {
    let sells = |amount: &Amount| {
        let word = amount.about_evidence.map_or("", |word| word.of(story.text));
        amount.about == Some(About::Revenue) && matches!(word, "sale" | "sell" | "sells" | "sold")
    };
    let priced = |event: &Event| event.amounts.iter().any(|amount| sells(&story.amounts[*amount]));
    let first = one.sentences.first() == other.sentences.first();
    one.kind == ThreatType::DataBreach && !first && priced(one) != priced(other)
}

/// Whether two events are told to be of other years: "2022" and "2021", "last week" and "in 2019". What was done in December and
/// what was found in January may be one.
fn are_years_apart(story: &Story, one: &Event, other: &Event) -> bool {
    let periods = |event: &Event| -> Vec<Period> {
        let value = |date: &usize| Period::parse(story.dates[*date].value.as_deref()?);
        event.when.iter().filter_map(value).collect()
    };
    let (ones, others) = (periods(one), periods(other));
    let days = |one: &Period, other: &Period| day_number(other.first) - day_number(one.last);
    let year = |period: &Period| day_number(period.last) - day_number(period.first) >= 364;
    let apart = |one: &Period, other: &Period| {
        let gap = days(one, other).max(days(other, one));
        gap > HALF_A_YEAR || gap > 0 && year(one) && year(other)
    };
    !ones.is_empty()
        && !others.is_empty()
        && ones.iter().all(|one| others.iter().all(|other| apart(one, other)))
}

/// In days.
const HALF_A_YEAR: i32 = 182;

/// Whether all who did one event are among those who did another.
fn is_among(story: &Story, one: &Event, other: &Event) -> bool {
    one.perpetrators
        .iter()
        .all(|party| agree(story, std::slice::from_ref(party), &other.perpetrators))
}

/// Whether all targets of an event are a number of somebody: "ten plants in Israel", "dozens of
/// firms". What is told so is told for the first time.
fn are_counted(story: &Story, event: &Event) -> bool {
    let counted = |party: &Party| {
        let words = Words::of(story.text, party.span);
        let start = party.span.start();
        let amount = story.amounts.binary_search_by_key(&start, |amount| amount.span.start());
        party.actor.is_none() && (amount.is_ok() || COUNTS.contains(&words.first()))
    };
    let about = |party: &Party| article::has_victim(event.kind) && is_about(story, party);
    !event.targets.is_empty() && event.targets.iter().all(|party| counted(party) || about(party))
}

/// Whether a party is roughly a number of somebody: "over 250 organizations".
fn is_about(story: &Story, party: &Party) -> bool {
    let from = story.amounts.partition_point(|amount| amount.span.start() < party.span.start());
    let led = |amount: &Amount| story.text.get(party.span.start()..amount.span.start());
    let words = story.amounts.get(from).and_then(led);
    party.actor.is_none()
        && words.is_some_and(|words| {
            let words = words.to_lowercase();
            let mut words = words.split_whitespace();
            words.all(|word| {
                matches!(
                    word,
                    "over"
                        | "more"
                        | "than"
                        | "at"
                        | "least"
                        | "about"
                        | "around"
                        | "nearly"
                        | "some"
                )
            })
        })
}

/// Whether targets without a name are told to be in two countries: "a bank in Iran", "a hospital in France".
fn are_in_two_countries(story: &Story, one: &Event, other: &Event) -> bool {
    let country = |event: &Event| {
        let mut targets = event.targets.iter().filter(|target| target.actor.is_none());
        targets.find_map(|target| seats::country(story, target.span))
    };
    // Fakes have readers and no victim: only the country tells one campaign from another.
    let fakes = one.kind == ThreatType::Disinformation;
    let set_in = |event: &Event| -> Vec<&str> {
        let name = |at: &usize| countries().named(story.mentions[*at].span.of(story.text));
        event.places.iter().filter_map(name).map(|(country, _)| country.iso2.as_str()).collect()
    };
    let (ones, others) = (set_in(one), set_in(other));
    let elsewhere =
        || !ones.is_empty() && !others.is_empty() && !ones.iter().any(|iso| others.contains(iso));
    country(one).zip(country(other)).is_some_and(|(a, b)| a.iso2 != b.iso2) || fakes && elsewhere()
}

/// So many of [`COUNTS`] are numbers.
const NUMBERS: usize = 9;

/// Words that begin a number of things.
pub(super) const COUNTS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "dozens",
    "hundreds",
    "thousands",
    "several",
    "another",
];

/// What the amounts of two events say of whether they are one.
enum Sums {
    /// One of them has none.
    Missing,
    /// They have one in common.
    Shared,
    /// They have none in common, and could have.
    Apart,
    /// None of one can be compared with one of the other.
    OfOtherKinds,
}

/// How the amounts of two events agree.
fn shared(story: &Story, one: &Event, other: &Event) -> Sums {
    if one.amounts.is_empty() || other.amounts.is_empty() {
        return Sums::Missing;
    }
    let pairs = one.amounts.iter().flat_map(|a| other.amounts.iter().map(move |b| (a, b)));
    let mut alike = pairs
        .map(|(a, b)| (&story.amounts[*a], &story.amounts[*b]))
        .filter(|(a, b)| is_comparable(a, b))
        .peekable();
    if alike.peek().is_none() {
        return Sums::OfOtherKinds;
    }
    let victim = || have_one_victim(one, other);
    let exact = |a: &Amount, b: &Amount| (a.value, a.min, a.max) == (b.value, b.min, b.max);
    if alike.any(|(a, b)| exact(a, b) || rounded::are_one(a, b) && victim()) {
        Sums::Shared
    } else {
        Sums::Apart
    }
}

/// Whether two amounts are sums of one currency, or count the same things.
fn is_comparable(one: &Amount, other: &Amount) -> bool {
    let unit = |amount: &Amount| {
        let unit = amount.unit.as_deref().unwrap_or_default().to_lowercase();
        unit.strip_suffix('s').map_or_else(|| unit.clone(), str::to_owned)
    };
    one.kind == other.kind
        && match one.kind {
            AmountKind::Money => one.currency == other.currency,
            _ => unit(one) == unit(other),
        }
}

/// Whether two sides share somebody: the same actor, or the same words.
pub(super) fn agree(story: &Story, one: &[Party], other: &[Party]) -> bool {
    let same = |a: &Party, b: &Party| match (a.actor, b.actor) {
        (Some(a), Some(b)) => a == b,
        _ => Words::of(story.text, a.span).bare() == Words::of(story.text, b.span).bare(),
    };
    one.iter().any(|a| other.iter().any(|b| same(a, b)))
}

pub(super) fn join(story: &Story, event: &mut Event, other: Event) {
    let missing = |have: &[Party], party: &Party| !agree(story, have, std::slice::from_ref(party));
    let unnamed = |parties: &[Party]| parties.iter().all(|party| party.actor.is_none());
    // A group goes before its state's hackers.
    let of_states = are_its_hackers(story, event, &other);
    let theirs = of_states && are(story, &other, ActorType::State);
    if of_states && !theirs || unnamed(&event.perpetrators) && !unnamed(&other.perpetrators) {
        event.perpetrators.clear();
    }
    // Two words for whoever it was.
    let whoever = are_whoever(story, event) && are_whoever(story, &other);
    for party in other.perpetrators.iter().filter(|_| !whoever && !theirs) {
        if !unnamed(&event.perpetrators) && party.actor.is_none() {
            continue;
        }
        if missing(&event.perpetrators, party)
            && !are_shortened(story, &event.perpetrators, std::slice::from_ref(party))
        {
            event.perpetrators.push(*party);
        }
    }
    let named = event.targets.iter().any(|target| target.actor.is_some());
    let better = !named && other.targets.iter().any(|target| target.actor.is_some());
    let together = event.sentences.first() == other.sentences.first() && named;
    if together {
        for target in other.targets.iter().filter(|target| target.actor.is_some()) {
            if missing(&event.targets, target) {
                event.targets.push(*target);
            }
        }
    }
    if event.targets.is_empty() || better {
        event.targets.clone_from(&other.targets);
    }
    around(event, other);
}

/// Adds the circumstances of an event to another that is the same.
pub(super) fn around(event: &mut Event, other: Event) {
    for (have, more) in [
        (&mut event.amounts, other.amounts),
        (&mut event.when, other.when),
        (&mut event.places, other.places),
        (&mut event.sentences, other.sentences),
    ] {
        have.extend(more);
        have.sort_unstable();
        have.dedup();
    }
    event.statement = event.statement.or(other.statement);
}
