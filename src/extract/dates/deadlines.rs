//! Days that something is to be done by: they are to come, whatever the verb before them.

use super::tense::cue;
use crate::extract::amounts::tokens::{Token, Tokens};

/// Who has time until a day, or is given it.
const HAVE: &[&str] = &["have", "has", "had", "give", "gave", "given", "gives"];

/// "has until May 1 to pay", "gave it until Friday", "ordered agencies to patch by April 25", "threatened to publish the files on April 9",
/// "said it would reopen on Monday": days to come whatever the verb before them.
pub(super) fn is_a_deadline(tokens: &[Token<'_>], at: usize) -> bool {
    const ASK: &[&str] = &[
        "order",
        "orders",
        "ordered",
        "tell",
        "told",
        "ask",
        "asked",
        "urge",
        "urges",
        "urged",
        "require",
        "requires",
        "required",
        "instructed",
        "directed",
        "threaten",
        "threatens",
        "threatened",
        "vow",
        "vows",
        "vowed",
        "promise",
        "promises",
        "promised",
        "pledged",
        "agreed",
        "plans",
        "planned",
        "demanded",
    ];
    let Some(before) = past_part(tokens, at).checked_sub(1) else { return false };
    let near = |from, words, reach| near(tokens, from, words, reach);
    if tokens.is(before, "until") && near(before, HAVE, 5).is_some()
        || ended(tokens, before)
        || put_off(tokens, before)
        || wanted(tokens, before)
        || called(tokens, before)
    {
        return true;
    }
    // "set sentencing for March 21"
    if tokens.is(before, "for") {
        const COURT: &[&str] =
            &["sentencing", "trial", "retrial", "hearing", "arraignment", "date"];
        const SET: &[&str] = &["set", "sets", "scheduled", "listed", "fixed"];
        let court = before > 0 && tokens.is_any(before - 1, COURT);
        return court && near(before, SET, 5).is_some();
    }
    if !tokens.is_any(before, &["by", "on", "before"]) {
        return false;
    }
    // "faces 20 years when she is sentenced on March 6"
    let present = before >= 2
        && tokens.is_any(before - 2, &["is", "are"])
        && tokens[before - 1].lower.ends_with("ed");
    if present && near(before, &["when", "until"], 6).is_some() {
        return true;
    }
    // Nothing finite stands between the promise and the day: "told the court that it had paid on".
    let asked = near(before, ASK, 12).is_some_and(|verb| {
        let between = verb + 1..before;
        between.clone().any(|i| tokens.is(i, "to"))
            && !between.into_iter().any(|i| cue(tokens, i).is_some())
    });
    let would = near(before, &["would"], 8).is_some_and(|would| {
        !tokens.is(would + 1, "have") && !(would + 1..before).any(|i| cue(tokens, i).is_some())
    });
    asked || would
}

/// "gave the city until Aug. 8", "called a vote for Nov. 25": a day ahead of what is told, which may
/// be over by now.
pub(super) fn is_told_ahead(tokens: &[Token<'_>], at: usize) -> bool {
    const PAST: &[&str] = &["was", "were", "had"];
    let Some(before) = past_part(tokens, at).checked_sub(1) else { return false };
    if called(tokens, before) {
        return true;
    }
    let verb = near(tokens, before, HAVE, 5).filter(|_| tokens.is(before, "until"));
    verb.is_some_and(|verb| match &*tokens[verb].lower {
        "gave" | "had" => true,
        "given" => near(tokens, verb, PAST, 3).is_some(),
        _ => false,
    })
}

/// "called a vote by Nov. 25", "called a snap election for July 4"
fn called(tokens: &[Token<'_>], before: usize) -> bool {
    const CALLED: &[&str] = &["vote", "election", "elections", "referendum", "meeting", "strike"];
    tokens.is_any(before, &["by", "for"])
        && before > 0
        && tokens.is_any(before - 1, CALLED)
        && near(tokens, before, &["called"], 5).is_some()
}

/// The nearest of `words` before `from`, within `reach` words of its clause.
fn near(tokens: &[Token<'_>], from: usize, words: &[&str], reach: usize) -> Option<usize> {
    (from.saturating_sub(reach)..from)
        .rev()
        .take_while(|i| !matches!(tokens[*i].text, "," | ";" | "?" | "!" | "."))
        .find(|i| tokens.is_any(*i, words))
}

/// "suspended the tax through Saturday"
fn ended(tokens: &[Token<'_>], before: usize) -> bool {
    const STOPPED: &[&str] = &[
        "suspended",
        "extended",
        "closed",
        "cancelled",
        "canceled",
        "postponed",
        "halted",
        "adjourned",
        "delayed",
        "paused",
        "remanded",
    ];
    tokens.is_any(before, &["until", "through"]) && near(tokens, before, STOPPED, 6).is_some()
}

/// "moved to Oct. 8", "the trial was pushed back to May 2"
fn put_off(tokens: &[Token<'_>], before: usize) -> bool {
    const PUT_OFF: &[&str] =
        &["moved", "rescheduled", "postponed", "adjourned", "deferred", "pushed"];
    let back = usize::from(before > 1 && tokens.is(before - 1, "back"));
    let put_off = before > 1 && tokens.are(before - 2, &["put", "off"]);
    tokens.is_any(before, &["to", "for", "until", "till"])
        && (put_off || tokens.is_any(before.saturating_sub(1 + back), PUT_OFF))
}

/// "demanding answers by July 24"
fn wanted(tokens: &[Token<'_>], before: usize) -> bool {
    const WANT: &[&str] = &[
        "demand",
        "demands",
        "demanded",
        "demanding",
        "seeking",
        "requesting",
        "requested",
        "due",
        "deadline",
        "wants",
        "wanted",
        "want",
    ];
    tokens.is_any(before, &["by", "before"]) && near(tokens, before, WANT, 6).is_some()
}

/// Where the phrase of a date starts: "the end of June".
fn past_part(tokens: &[Token<'_>], at: usize) -> usize {
    const PARTS: &[&str] = &["end", "start", "beginning", "middle", "close"];
    let Some(part) = at.checked_sub(2).filter(|i| tokens.is(i + 1, "of")) else { return at };
    if !tokens.is_any(part, PARTS) {
        return at;
    }
    part - usize::from(part > 0 && tokens.is(part - 1, "the"))
}
