//! Places in a party that only say where somebody is: "two men in Britain", "a bank in Laos or northern Cambodia". They are no
//! names of the party, while "hackers from Iran" are Iran's and "the government of Ukraine" is Ukraine's.

use std::ops::Range;

use super::circumstances::leads_to_place;
use super::party::Words;
use super::sides::Side;
use crate::extract::story::Story;
use crate::knowledge::{Country, countries};
use crate::taxonomy::EntityLabel;
use crate::text::Span;

/// Prepositions of places.
const IN: &[&str] = &["in", "at", "near", "across", "outside", "around", "throughout"];

/// Between a preposition and its place, and between two places of a list, there are no more words.
const NEAR: usize = 4;

/// The places that only say where a party is, by their places among the mentions.
pub(super) fn seats(story: &Story, party: Span, side: Side) -> Vec<usize> {
    let mentions = story.mentions;
    let Range { start: from, end: to } = story.names_in(party);
    let goes_on = |at: usize| {
        at + 1 < to
            && mentions[at + 1].label == EntityLabel::Loc
            && lists(story.text, mentions[at].span, mentions[at + 1].span)
    };
    let mut found: Vec<usize> = Vec::new();
    for at in from..to {
        let name = mentions[at].span;
        if mentions[at].label != EntityLabel::Loc || describes(story.text, name, party) {
            continue;
        }
        let listed = at.checked_sub(1).is_some_and(|before| {
            found.last() == Some(&before) && lists(story.text, mentions[before].span, name)
        });
        let before = Words::of(story.text, Span::new(party.start(), name.start()));
        let seat = match preposition(&before) {
            "from" => side == Side::Target,
            // Of one state they may be its own, of several they are nobody's.
            "of" => side == Side::Target && goes_on(at),
            word => IN.contains(&word),
        };
        if listed || seat {
            found.push(at);
        }
    }
    found
}

/// The last word of a party before the first place that only says where it is: "bank" of "a bank in northern Laos".
pub(super) fn head(story: &Story, party: Span, side: Side) -> String {
    let Some(seat) = seats(story, party, side).first().copied() else {
        return Words::of(story.text, party).head().to_owned();
    };
    let before = Words::of(story.text, Span::new(party.start(), story.mentions[seat].span.start()));
    let noun = |word: &&str| !leads_to_place(word) && !IN.contains(word) && *word != "from";
    before.iter().rev().find(noun).unwrap_or_default().to_owned()
}

/// The country that a party without a name is in.
pub(super) fn country(story: &Story, party: Span) -> Option<&'static Country> {
    seats(story, party, Side::Target).into_iter().find_map(|at| {
        let name = story.mentions[at].span.of(story.text);
        countries().named(name).map(|(country, _)| country)
    })
}

/// The preposition that words before a place end with: "in" of "a bank in the north of".
fn preposition(before: &Words) -> &str {
    let led = |word: &&str| leads_to_place(word) && *word != "of";
    let mut words = before.iter().rev().take(NEAR + 1).skip_while(led);
    let first = words.next().unwrap_or_default();
    if first != "of" {
        return first;
    }
    words.find(|word| !leads_to_place(word)).filter(|word| IN.contains(word)).unwrap_or("of")
}

/// Whether a name in a party belongs to the word behind it: "in Russia's army", "in Iran-linked groups".
fn describes(text: &str, name: Span, party: Span) -> bool {
    Span::new(name.end(), party.end()).of(text).starts_with(['\'', '’', '-'])
}

/// Whether a list of places goes on from one to the next: "Laos and northern Cambodia", "Romania to Kazakhstan".
fn lists(text: &str, one: Span, next: Span) -> bool {
    let between = Words::of(text, Span::new(one.end(), next.start()));
    between.count() <= NEAR
        && between.iter().map(|word| word.trim_matches(',')).all(|word| {
            matches!(word, "" | "and" | "or" | "to") || leads_to_place(word) && word != "of"
        })
}
