//! When a capital stands for its government.
//!
//! - It does not where words beside it make it a place: "in Seoul", "the Seoul suburbs",
//!   "Seoul-based", "in Tokyo and Seoul", a dateline, "Seoul, South Korea"; "the letter from Seoul" and
//!   "the plans of Seoul's ministers" are the government's all the same, and so is whatever goes to
//!   Pyongyang or comes from there, and what is done "on behalf of Beijing" or by "allies of Moscow".
//! - Nor does it before a common noun, unless that is one of government: "Moscow officials", but "a Paris
//!   prosecutor", "the Washington think tank", "London commuters". What has the noun behind "'s" is the
//!   city only where it is something of cities ("London's clubs", "Moscow's Domodedovo airport").
//! - If the article names the state in no other way, something must also speak for the government:
//!   "Seoul's", "Seoul said", "between Seoul and", "with Seoul". Right behind another name
//!   ("`INTERPOL` Washington") it is no government.

use super::Named;
use super::compounds::compound_head;
use super::words_of_capitals::{
    FOR_SOMEBODY, GOVERNMENT_AFTER, GOVERNMENT_BEFORE, NOT_WITH_POSSESSIVE, OF_CITIES,
    OF_GOVERNMENTS, PLACE_AFTER, PLACE_BEFORE, SENT,
};
use crate::knowledge::{countries, fold};
use crate::taxonomy::EntityLabel;

/// Whether the capital `named[at]` stands for its government; `sure` if the article names the
/// state by another name.
pub(super) fn is_government(text: &str, named: &[Named], at: usize, sure: bool) -> bool {
    let city = named[at].span;
    let after = &text[city.end()..];
    let possessed = after.strip_prefix(['\'', '\u{2019}']).map(|rest| rest.trim_start_matches('s'));
    let next = word_after(possessed.unwrap_or(after));
    if is_place(text, named, at, possessed.is_some())
        || PLACE_AFTER.contains(&next.as_str())
        || owns_named_place(text, named, at)
    {
        return false;
    }
    if let Some(head) = compound_head(text, named, at) {
        let barred = if possessed.is_some() {
            OF_CITIES.contains(&&*head)
        } else {
            !OF_GOVERNMENTS.contains(&&*head) && named[at].name != "Pyongyang"
        };
        if barred {
            return false;
        }
    }
    // "INTERPOL Washington".
    let behind_name = at.checked_sub(1).is_some_and(|before| {
        let between = text.get(named[before].span.end()..city.start()).unwrap_or("?");
        named[before].label == EntityLabel::Org && matches!(between, " " | "\n")
    });
    if behind_name {
        return false;
    }
    // "SEOUL, April 4", "SEOUL (Reuters)".
    let opens = text[..city.start()].trim_end_matches([' ', '\t']);
    let marks = ['(', ',', '-', '\u{2013}', '\u{2014}'];
    let parted =
        !after.starts_with('-') && after.trim_start_matches([' ', '\t']).starts_with(marks);
    if parted && (opens.is_empty() || opens.ends_with('\n')) {
        return false;
    }
    // "Seoul, South Korea".
    let in_state = named.get(at + 1).is_some_and(|next| {
        let between = text.get(city.end()..next.span.start()).unwrap_or_default();
        between.trim() == "," && countries().named(next.name).is_some()
    });
    let before = word_before(text, city.start());
    !in_state
        && (sure
            || possessed.is_some()
            || before == "from"
            || is_of_somebody(text, city.start(), &before)
            || GOVERNMENT_BEFORE.contains(&before.as_str())
            || GOVERNMENT_AFTER.contains(&next.as_str()))
}

/// Whether the words before make `named[at]` a place: its own, or those of the place that it is
/// coordinated with.
fn is_place(text: &str, named: &[Named], at: usize, possesses: bool) -> bool {
    let mut at = at;
    loop {
        let start = named[at].span.start();
        let before = word_before(text, start);
        // Nobody travels there: "arms from Pyongyang" are the government's.
        let closed = named[at].name == "Pyongyang"
            && matches!(before.as_str(), "from" | "to" | "via" | "through");
        if closed {
            return false;
        }
        if PLACE_BEFORE.contains(&before.as_str()) {
            let sent = is_of_somebody(text, start, &before);
            let owned = possesses && NOT_WITH_POSSESSIVE.contains(&before.as_str());
            return !sent && !owned;
        }
        let previous = at.checked_sub(1).map(|previous| (previous, named[previous]));
        let Some((previous, _)) = previous.filter(|(_, place)| {
            let between = text.get(place.span.end()..start).unwrap_or_default();
            place.label == EntityLabel::Loc
                && matches!(between.trim(), "and" | "or" | "," | ", and" | "&")
        }) else {
            return false;
        };
        at = previous;
    }
}

/// Whether the words before `at`, of which `last` is the last, speak of what governments send or have
/// done for them: "a letter from", "on behalf of".
fn is_of_somebody(text: &str, at: usize, last: &str) -> bool {
    let nouns = match last {
        "from" => SENT,
        "of" => FOR_SOMEBODY,
        _ => return false,
    };
    let front = text[..at].trim_end_matches([' ', '\t']);
    nouns.contains(&word_before(text, front.len() - last.len()).as_str())
}

/// Whether the capital `named[at]` possesses something of cities that has a name of its own: "Moscow's
/// Domodedovo airport", "London's Heathrow,".
fn owns_named_place(text: &str, named: &[Named], at: usize) -> bool {
    let Some(next) = named.get(at + 1) else { return false };
    let gap = text.get(named[at].span.end()..next.span.start()).unwrap_or_default();
    let is_place = matches!(gap, "'s " | "\u{2019}s ")
        && matches!(next.label, EntityLabel::Loc | EntityLabel::Org)
        && countries().named(next.name).is_none();
    let behind = text.get(next.span.end()..).unwrap_or_default();
    let noun = word_after(behind);
    let last = next.name.rsplit(char::is_whitespace).next().map(fold).unwrap_or_default();
    let alone = next.label == EntityLabel::Loc && behind.starts_with([',', '.', ';']);
    is_place && (alone || [noun, last].iter().any(|word| OF_CITIES.contains(&&**word)))
}

/// The last word before `at` on the same line, folded; empty after other marks.
pub(super) fn word_before(text: &str, at: usize) -> String {
    let before = text[..at].trim_end_matches([' ', '\t']);
    let start = before.char_indices().rev().find(|(_, c)| !c.is_alphanumeric());
    fold(&before[start.map_or(0, |(at, c)| at + c.len_utf8())..])
}

/// The first word of `after`, a hyphen before it or not, folded; empty before other marks.
pub(super) fn word_after(after: &str) -> String {
    let after = after.trim_start_matches([' ', '\t', '-']);
    fold(&after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())])
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_is_done_for_a_capital_is_its_governments() {
        check(&[
            (
                "They acted on behalf of [LOC:Beijing], allies of [LOC:Moscow] said. The streets of [LOC:Moscow] and the mayor of [LOC:Beijing] were calm",
                "state China <CN>: Beijing; state Russia <RU>: Moscow",
            ),
            (
                "[LOC:Albania] asked [LOC:Washington] for help and blamed [LOC:Tehran]. He asked in [LOC:Washington], and told a [LOC:Tehran] court so",
                "state Albania <AL>: Albania; state United States <US>: Washington; state Iran <IR>: Tehran",
            ),
        ]);
    }

    #[test]
    fn a_place_that_a_capital_has_is_in_the_city() {
        check(&[
            (
                "[LOC:Russia] shut [LOC:Moscow]'s [LOC:Domodedovo] airport. [LOC:Moscow]'s [ORG:Foreign Ministry] and [LOC:Moscow]'s [LOC:Donbas] plans stayed",
                "state Russia <RU>: Russia | Moscow | Moscow; organization Russia's Foreign Ministry: Foreign Ministry",
            ),
            (
                "[LOC:Britain] shut [LOC:London]'s [LOC:Heathrow], [LOC:London]'s [ORG:Royal Free Hospital] and [LOC:London]'s embassies. [LOC:Britain] knew of [LOC:London]'s [LOC:Ukraine] plans",
                "state United Kingdom <GB>: Britain | London | Britain | London; organization Royal Free Hospital: Royal Free Hospital; state Ukraine <UA>: Ukraine",
            ),
        ]);
    }

    #[test]
    fn a_capital_before_a_common_noun_is_a_city() {
        check(&[
            (
                "[LOC:France] knows. A [LOC:Paris] prosecutor opened a case, the [LOC:Paris] public prosecutor said. [LOC:Paris] denied it",
                "state France <FR>: France | Paris",
            ),
            (
                "[LOC:Berlin] prosecutors said so; [LOC:Berlin] officials agreed with [LOC:Germany]'s allies",
                "state Germany <DE>: Berlin | Germany",
            ),
            (
                "the [LOC:U.S.] and a [LOC:Washington] think tank; [LOC:Washington] lawyers said no. [LOC:Washington] is offering money, [LOC:Washington] slaps tariffs on it",
                "state United States <US>: U.S. | Washington | Washington",
            ),
            (
                "[LOC:Britain] saw [LOC:London] commuters stranded. [LOC:London] clubs were shut, and [LOC:London]'s clubs, too. [LOC:London]'s decision came late",
                "state United Kingdom <GB>: Britain | London",
            ),
            (
                "[LOC:China] reacted. It held [LOC:Beijing] responsible for it and accused [LOC:Beijing] again. [LOC:Beijing] also rejects blame; [LOC:Beijing] plans a reply",
                "state China <CN>: China | Beijing | Beijing | Beijing | Beijing",
            ),
            (
                "[LOC:Russia] and [LOC:Moscow]-backed hackers; [LOC:Moscow] sources say that a [LOC:Moscow] court will decide",
                "state Russia <RU>: Russia | Moscow | Moscow",
            ),
        ]);
    }
}
