//! Whether a sentence speaks of a day to come, for dates that could lie on either side.
//!
//! The nearest finite cue before the date in its clause decides, else the first one after it,
//! else nothing is known. A past participle right before the date ("arrested Thursday") is past.

use super::calendar::{day, month, stem, weekday};
use super::deadlines::{is_a_deadline, is_told_ahead};
use crate::extract::amounts::stop_word;
use crate::extract::amounts::tokens::{Kind, Token, Tokens};

/// Which way from the article's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// On or before it.
    Past,
    /// On or after it.
    Future,
    /// The nearest one: of what comes before an election, or was to be done by then, it is not said
    /// whether that is over.
    Nearest,
    /// Nothing says.
    Open,
}

/// Cues further away belong to another clause.
const WINDOW: usize = 24;

/// The direction for the date whose first token is `at` and whose last one is before `next`.
pub(super) fn direction(tokens: &[Token<'_>], at: usize, next: usize) -> Direction {
    if before_an_event(tokens, at, next) {
        return Direction::Nearest;
    }
    // Of days of the week the next one is meant.
    let of_month = (at..next).any(|i| tokens.at(i).is_some_and(|t| month(t).is_some()));
    if of_month && is_told_ahead(tokens, at) {
        return Direction::Nearest;
    }
    if is_a_deadline(tokens, at) {
        return Direction::Future;
    }
    if participle(tokens, at) || after_a_deed(tokens, at) {
        return Direction::Past;
    }
    let before = (at.saturating_sub(WINDOW)..at)
        .rev()
        .take_while(|i| !matches!(tokens[*i].text, ";" | "?" | "!"))
        .find_map(|i| cue(tokens, i));
    let after = || {
        (next..tokens.len().min(next + WINDOW))
            .take_while(|i| !matches!(tokens[*i].text, ";" | "?" | "!"))
            .find_map(|i| cue(tokens, i))
    };
    before.or_else(after).unwrap_or(Direction::Open)
}

/// "ahead of the Nov. 5 election", "before November's presidential vote".
fn before_an_event(tokens: &[Token<'_>], at: usize, next: usize) -> bool {
    const EVENTS: &[&str] =
        &["election", "elections", "vote", "votes", "referendum", "summit", "deadline", "primary"];
    let the = usize::from(at > 0 && tokens.is_any(at - 1, &["the", "its", "a"]));
    let before = at.checked_sub(the + 1).is_some_and(|i| {
        tokens.is(i, "before") || i > 0 && tokens.is(i, "of") && tokens.is(i - 1, "ahead")
    });
    before && (next..next + 4).any(|i| tokens.is_any(i, EVENTS))
}

/// "will not pay after an attack on Monday": the deed is over, whatever the clause looks ahead to.
fn after_a_deed(tokens: &[Token<'_>], at: usize) -> bool {
    const DEEDS: &[&str] = &[
        "attack",
        "attacks",
        "cyberattack",
        "cyberattacks",
        "hack",
        "breach",
        "theft",
        "heist",
        "raid",
        "raids",
        "arrest",
        "arrests",
        "outage",
        "intrusion",
        "leak",
        "incident",
        "killing",
        "shooting",
        "explosion",
        "crash",
        "disclosure",
        "announcement",
    ];
    const WITHIN: usize = 6;
    let on = at.saturating_sub(usize::from(
        at > 0 && tokens.is_any(at - 1, &["on", "in", "late", "early"]),
    ));
    let Some(deed) = on.checked_sub(1).filter(|i| tokens.is_any(*i, DEEDS)) else { return false };
    (deed.saturating_sub(WITHIN)..deed)
        .rev()
        .take_while(|i| tokens[*i].kind == Kind::Word)
        .any(|i| tokens.is_any(i, &["after", "since", "following"]))
}

/// Whether a verb close before the date says that it is over: "was hit on Oct. 20".
pub(super) fn firm(tokens: &[Token<'_>], at: usize) -> bool {
    const WITHIN: usize = 5;
    participle(tokens, at)
        || (at.saturating_sub(WITHIN)..at)
            .rev()
            .take_while(|i| !matches!(tokens[*i].text, "," | ";" | ":" | "?" | "!"))
            .any(|i| cue(tokens, i) == Some(Direction::Past))
}

/// "said on Thursday", "told reporters late Thursday": when somebody spoke, from which no story counts.
pub(super) fn spoken(tokens: &[Token<'_>], at: usize) -> bool {
    const WITHIN: usize = 5;
    const SPEAKING: &[&str] = &["said", "says", "told", "wrote", "added", "testified", "tweeted"];
    (at.saturating_sub(WITHIN)..at)
        .rev()
        .take_while(|i| tokens[*i].kind == Kind::Word)
        .any(|i| tokens.is_any(i, SPEAKING))
}

/// "arrested Thursday", "released on Thursday"; but "will be released on Thursday".
fn participle(tokens: &[Token<'_>], at: usize) -> bool {
    let skipped = at.checked_sub(1).filter(|i| tokens.is_any(*i, &["on", "in", "late", "early"]));
    let Some(verb) = skipped.unwrap_or(at).checked_sub(1) else { return false };
    let token = &tokens[verb];
    let past = token.kind == Kind::Word && !token.capital() && token.lower.ends_with("ed");
    let be = verb.checked_sub(1).is_some_and(|i| tokens.is_any(i, &["be", "is", "are", "to"]));
    past && !be
        && !matches!(&*token.lower, "scheduled" | "planned" | "need" | "expected" | "slated")
}

pub(super) fn cue(tokens: &[Token<'_>], at: usize) -> Option<Direction> {
    // "what will be the last report" looks ahead from the past.
    if tokens.before(at).is_some_and(|t| t.lower == "what") {
        return None;
    }
    let to_next = tokens.is(at + 1, "to");
    // "the deadline is Nov. 20"
    let date_next = tokens.at(at + 1).is_some_and(|t| month(t).is_some() || weekday(t).is_some());
    let be_before = tokens.before(at).is_some_and(|t| matches!(&*t.lower, "is" | "are" | "be"));
    match stem(&tokens[at]) {
        "will" | "shall" | "we'll" | "they'll" | "he'll" | "she'll" | "it'll" | "upcoming"
        | "scheduled" | "slated" | "forthcoming" | "payable" | "must" | "expect" | "expects"
        | "expire" | "looms" | "nears" => Some(Direction::Future),
        "take" | "takes" if tokens.is_any(at + 1, &["effect", "office"]) => Some(Direction::Future),
        "kick" | "kicks" if tokens.is(at + 1, "in") => Some(Direction::Future),
        "come" | "comes" | "go" | "goes"
            if tokens.is(at + 1, "into") && tokens.is_any(at + 2, &["effect", "force"]) =>
        {
            Some(Direction::Future)
        }
        "face" | "faces" if tokens.is_any(at + 1, &["trial", "retrial", "sentencing"]) => {
            Some(Direction::Future)
        }
        "set" if tokens.is(at + 1, "for") => Some(Direction::Future),
        // "The trial was listed for April 22", but "data listed for sale".
        "listed" | "fixed" | "pencilled" | "penciled" if for_a_date(tokens, at + 1) => {
            Some(Direction::Future)
        }
        "due" if !to_next => Some(Direction::Future),
        "is" | "are" if date_next => Some(Direction::Future),
        // The present of timetables: "the mandate expires on April 30".
        "expires" | "begins" | "starts" | "ends" | "opens" | "resumes" | "convenes" | "returns"
        | "appears" | "travels" | "votes" | "hosts" | "visits" | "reopens" => {
            Some(Direction::Future)
        }
        "set" | "poised" | "expected" | "due" | "planning" | "preparing" | "going" | "ready"
        | "about" | "planned" | "likely" | "plans" | "plan" | "intends" | "aims" | "hopes"
        | "wants" | "is" | "are"
            if to_next =>
        {
            Some(Direction::Future)
        }
        "said" | "told" | "was" | "were" | "had" | "did" | "announced" | "reported" | "warned"
        | "wrote" | "met" | "took" | "came" | "went" | "held" | "gave" | "began" | "made"
        | "found" | "showed" | "confirmed" | "claimed" | "added" | "stated" | "called"
        | "accused" | "charged" | "arrested" | "launched" | "issued" | "published" | "released"
        | "unveiled" | "disclosed" | "signed" | "visited" | "provided" | "vetoed" | "stole"
        | "hacked" | "has" | "have"
            if !be_before =>
        {
            Some(Direction::Past)
        }
        "rose" | "fell" | "grew" | "hit" | "struck" | "killed" | "sold" | "bought" | "sank"
        | "left" | "won" | "lost" => Some(Direction::Past),
        _ => finite(tokens, at).then_some(Direction::Past),
    }
}

/// "for April 22", "in for 3 March", "for early May"
fn for_a_date(tokens: &[Token<'_>], at: usize) -> bool {
    let at = at + usize::from(tokens.is(at, "in"));
    let part = usize::from(tokens.is_any(at + 1, &["early", "late", "mid"]));
    let date = at + 1 + part + usize::from(part == 1 && tokens.hyphen(at + 2));
    let after_day = day(tokens, date).map_or(date, |(_, next, _)| next);
    let of_month = tokens.at(after_day).is_some_and(|t| month(t).is_some());
    let of_week = tokens.at(date).is_some_and(|t| weekday(t).is_some());
    tokens.is(at, "for") && (of_month || of_week)
}

/// A word in -ed right after its subject: "Seoul highlighted concerns".
fn finite(tokens: &[Token<'_>], at: usize) -> bool {
    const NOT: &[&str] =
        &["expected", "scheduled", "planned", "slated", "proposed", "united", "limited"];
    let token = &tokens[at];
    let past = token.kind == Kind::Word
        && !token.capital()
        && token.lower.len() > 4
        && token.lower.ends_with("ed");
    let subject = tokens.before(at).is_some_and(|t| t.kind == Kind::Word && !stop_word(t));
    past && subject && !NOT.contains(&&*token.lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::amounts::tokens::tokens;

    fn of(text: &str) -> Direction {
        let tokens = tokens(text);
        let at = tokens.iter().position(|t| t.text == "Thursday").unwrap();
        direction(&tokens, at, at + 1)
    }

    #[test]
    fn cues_before_and_after() {
        for text in [
            "Seoul is poised to chair a meeting on Thursday",
            "The Council is set to debate cybersecurity on Thursday as part",
            "On Thursday, the Council will meet",
            "the report will be released on Thursday",
            "LockBit gave the hospital until Thursday to pay",
            "CISA ordered agencies to patch the flaws by Thursday",
            "the gang threatened to publish the files on Thursday",
            "Acme said it would reopen on Thursday",
            "she faces 20 years when she is sentenced on Thursday",
            "a judge set sentencing for Thursday",
            "Parliament returns on Thursday to debate the hack",
        ] {
            assert_eq!(of(text), Direction::Future, "{text}");
        }
        for text in [
            "He told the court on Thursday that he had paid",
            "She told reporters to wait after the bank closed on Thursday",
            "it would have closed on Thursday",
            "South Korea highlighted concerns on Thursday",
            "officials said Thursday that it will publish",
            "a note provided by the missions on Thursday",
        ] {
            assert_eq!(of(text), Direction::Past, "{text}");
        }
        assert_eq!(of("Thursday"), Direction::Open);
    }
}
