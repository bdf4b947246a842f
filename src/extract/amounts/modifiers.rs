//! Words around an amount that say how exact it is. They stay outside its span.
//!
//! | modifier | before | after |
//! |---|---|---|
//! | approx | about, around, roughly, some, nearly, almost, an estimated, ~ | or so, or thereabouts |
//! | `at_least` | more than, over, at least, upwards of, exceeding, no fewer than, > | or more, and up, + |
//! | `at_most` | up to, as much as, at most, less than, fewer than, under, < | or less, or fewer |
//!
//! Of two, the bound wins over "about". "over", "under", "above" and "below" are prepositions of
//! place and time as well: before a length of time they count only after "for", "after" and the
//! like, before a small number of things not at all ("a row over two islands"). `particles` has what
//! else "over" may be.

use rust_decimal::Decimal;

use crate::taxonomy::Modifier;

use super::measures::{Measure, Term};
use super::particles;
use super::tokens::{Kind, Token, Tokens};

/// A modifier and where its words start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Before {
    /// What it says.
    pub modifier: Modifier,
    /// Its first token.
    pub start: usize,
}

/// Phrases before an amount, longer ones first where one ends another.
const BEFORE: &[(&[&str], Modifier)] = &[
    (&["not", "more", "than"], Modifier::AtMost),
    (&["no", "more", "than"], Modifier::AtMost),
    (&["no", "fewer", "than"], Modifier::AtLeast),
    (&["no", "less", "than"], Modifier::AtLeast),
    (&["not", "less", "than"], Modifier::AtLeast),
    (&["more", "than"], Modifier::AtLeast),
    (&["greater", "than"], Modifier::AtLeast),
    (&["higher", "than"], Modifier::AtLeast),
    (&["larger", "than"], Modifier::AtLeast),
    (&["longer", "than"], Modifier::AtLeast),
    (&["less", "than"], Modifier::AtMost),
    (&["fewer", "than"], Modifier::AtMost),
    (&["lower", "than"], Modifier::AtMost),
    (&["smaller", "than"], Modifier::AtMost),
    (&["shorter", "than"], Modifier::AtMost),
    (&["at", "least"], Modifier::AtLeast),
    (&["at", "most"], Modifier::AtMost),
    (&["at", "the", "most"], Modifier::AtMost),
    (&["up", "to"], Modifier::AtMost),
    (&["as", "much", "as"], Modifier::AtMost),
    (&["as", "many", "as"], Modifier::AtMost),
    (&["as", "long", "as"], Modifier::AtMost),
    (&["as", "little", "as"], Modifier::AtLeast),
    (&["as", "few", "as"], Modifier::AtLeast),
    (&["upwards", "of"], Modifier::AtLeast),
    (&["upward", "of"], Modifier::AtLeast),
    (&["in", "excess", "of"], Modifier::AtLeast),
    (&["north", "of"], Modifier::AtLeast),
    (&["a", "minimum", "of"], Modifier::AtLeast),
    (&["minimum", "of"], Modifier::AtLeast),
    (&["a", "maximum", "of"], Modifier::AtMost),
    (&["maximum", "of"], Modifier::AtMost),
    (&["maximum", "penalty", "of"], Modifier::AtMost),
    (&["maximum", "sentence", "of"], Modifier::AtMost),
    (&["maximum", "fine", "of"], Modifier::AtMost),
    (&["maximum", "term", "of"], Modifier::AtMost),
    (&["minimum", "sentence", "of"], Modifier::AtLeast),
    (&["minimum", "term", "of"], Modifier::AtLeast),
    (&["close", "to"], Modifier::Approx),
    (&["just", "shy", "of"], Modifier::Approx),
    (&["shy", "of"], Modifier::Approx),
    (&["just", "short", "of"], Modifier::Approx),
    (&["in", "the", "region", "of"], Modifier::Approx),
    (&["an", "estimated"], Modifier::Approx),
    (&["estimated", "at"], Modifier::Approx),
    (&["estimated", "to", "be"], Modifier::Approx),
    (&["estimated"], Modifier::Approx),
    (&["an", "approximate"], Modifier::Approx),
    (&["approx", "."], Modifier::Approx),
    (&["about"], Modifier::Approx),
    (&["around"], Modifier::Approx),
    (&["roughly"], Modifier::Approx),
    (&["approximately"], Modifier::Approx),
    (&["approx"], Modifier::Approx),
    (&["nearly"], Modifier::Approx),
    (&["almost"], Modifier::Approx),
    (&["some"], Modifier::Approx),
    (&["circa"], Modifier::Approx),
    (&["over"], Modifier::AtLeast),
    (&["above"], Modifier::AtLeast),
    (&["exceeding"], Modifier::AtLeast),
    (&["exceeds"], Modifier::AtLeast),
    (&["exceed"], Modifier::AtLeast),
    (&["exceeded"], Modifier::AtLeast),
    (&["surpassing"], Modifier::AtLeast),
    (&["surpassed"], Modifier::AtLeast),
    (&["topping"], Modifier::AtLeast),
    (&["topped"], Modifier::AtLeast),
    (&["under"], Modifier::AtMost),
    (&["below"], Modifier::AtMost),
    (&["~"], Modifier::Approx),
    (&["≈"], Modifier::Approx),
    (&[">"], Modifier::AtLeast),
    (&["≥"], Modifier::AtLeast),
    (&["<"], Modifier::AtMost),
    (&["≤"], Modifier::AtMost),
];

/// Phrases after an amount.
const AFTER: &[(&[&str], Modifier)] = &[
    (&["or", "more"], Modifier::AtLeast),
    (&["and", "more"], Modifier::AtLeast),
    (&["or", "higher"], Modifier::AtLeast),
    (&["or", "above"], Modifier::AtLeast),
    (&["and", "above"], Modifier::AtLeast),
    (&["and", "up"], Modifier::AtLeast),
    (&["at", "least"], Modifier::AtLeast),
    (&["or", "less"], Modifier::AtMost),
    (&["or", "fewer"], Modifier::AtMost),
    (&["at", "most"], Modifier::AtMost),
    (&["or", "so"], Modifier::Approx),
    (&["or", "thereabouts"], Modifier::Approx),
];

fn ends_at<'a>(
    tokens: &[Token<'_>],
    at: usize,
    phrases: &'a [(&[&str], Modifier)],
) -> Option<&'a (&'a [&'a str], Modifier)> {
    // The last word first: most tokens end no phrase.
    let last = tokens.before(at)?;
    if matches!(last.kind, Kind::Number | Kind::Sign) || matches!(last.text, "," | "(" | "-") {
        return None;
    }
    phrases.iter().filter(|(phrase, _)| phrase.last() == Some(&&*last.lower)).find(|(phrase, _)| {
        at.checked_sub(phrase.len()).is_some_and(|start| tokens.are(start, phrase))
    })
}

/// The modifier whose words end before token `at`, a bound rather than "about".
pub(super) fn before(tokens: &[Token<'_>], at: usize) -> Option<Before> {
    let mut found: Option<Before> = None;
    let mut start = at;
    for _ in 0..2 {
        // "up to a whopping $5m", "more than a record 20".
        let Some((phrase, modifier)) = ends_at(tokens, start, BEFORE) else { break };
        start -= phrase.len();
        let bound = found.is_none_or(|f| f.modifier == Modifier::Approx);
        let modifier = if bound { *modifier } else { found?.modifier };
        found = Some(Before { modifier, start });
    }
    found
}

/// Past the modifier words that start at `at`: "to over $1 billion".
pub(super) fn skip_forward(tokens: &[Token<'_>], at: usize) -> usize {
    let longest = BEFORE.iter().filter(|(phrase, _)| tokens.are(at, phrase));
    at + longest.map(|(phrase, _)| phrase.len()).max().unwrap_or(0)
}

/// The modifier of a term, from the words around it.
pub(super) fn modifier(tokens: &[Token<'_>], term: &Term) -> Option<Modifier> {
    let after = AFTER.iter().find(|(phrase, _)| {
        // "4,001 ETH and more than 1,000 bitcoin", "$250,000 and up to 20 years" go on.
        let other = if phrase.last() == Some(&"up") { "to" } else { "than" };
        let next = term.last + 1;
        tokens.are(next, phrase) && !tokens.is(next + phrase.len(), other)
    });
    let after = term.inner.or(after.map(|(_, modifier)| *modifier));
    match (after, ahead(tokens, term)) {
        (Some(Modifier::Approx), Some(found)) => Some(found.modifier),
        (Some(after), _) => Some(after),
        (None, found) => found.map(|f| f.modifier),
    }
}

/// The modifier before a term, unless it is rather a preposition; of "handed over some $5 million" the
/// one that is none.
fn ahead(tokens: &[Token<'_>], term: &Term) -> Option<Before> {
    let found = before(tokens, term.first)?;
    if !preposition(tokens, term, &found) {
        return Some(found);
    }
    let (phrase, modifier) = ends_at(tokens, term.first, BEFORE)?;
    let nearest = Before { modifier: *modifier, start: term.first - phrase.len() };
    (nearest.start > found.start).then_some(nearest)
}

/// Whether the modifier's word is rather a preposition: "over six years", "about two companies".
fn preposition(tokens: &[Token<'_>], term: &Term, found: &Before) -> bool {
    const TALK: &[&str] = &[
        "concern",
        "concerns",
        "concerned",
        "information",
        "warned",
        "warning",
        "warnings",
        "details",
        "questions",
        "worried",
        "worries",
        "know",
        "learned",
        "told",
        "talk",
        "talked",
        "asked",
        "data",
        "reports",
        "report",
        "story",
        "complained",
        "lied",
        "think",
        "allegations",
    ];
    const SPREAD: &[&str] = &["spread", "split", "divided", "scattered", "distributed"];
    const LASTING: &[&str] = &[
        "for", "after", "of", "spanning", "lasted", "lasting", "took", "takes", "with", "is",
        "was", "been", "spent", "served", "in", "least", "well", "just", "than", "to",
    ];
    if particles::over(tokens, term, found.start) {
        return true;
    }
    if found.start + 1 != term.first {
        return false;
    }
    let ahead = tokens.before(found.start);
    let ahead = |words: &[&str]| ahead.is_some_and(|t| words.contains(&&*t.lower));
    let place = tokens.is_any(found.start, &["over", "under", "above", "below"]);
    let small = term.size.low().is_some_and(|v| v < Decimal::TEN);
    // "spread over 86 accounts"
    if tokens.is(found.start, "over") && ahead(SPREAD) {
        return true;
    }
    match term.measure {
        Measure::Duration(_) if place => !ahead(LASTING),
        Measure::Count(_) if place => small && !term.style.magnitude,
        Measure::Count(_) => tokens.is(found.start, "about") && ahead(TALK),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn the_bound_wins_over_about() {
        let tokens = tokens("at least about 5");
        assert_eq!(before(&tokens, 3), Some(Before { modifier: Modifier::AtLeast, start: 0 }));
    }

    #[test]
    fn phrases_are_read_whole() {
        let of = |text: &str| {
            let tokens = tokens(text);
            before(&tokens, tokens.len()).map(|f| f.modifier)
        };
        assert_eq!(of("no more than"), Some(Modifier::AtMost));
        assert_eq!(of("more than"), Some(Modifier::AtLeast));
        assert_eq!(of("an estimated"), Some(Modifier::Approx));
        assert_eq!(of("rather than"), None);
        assert_eq!(of(""), None);
    }
}
