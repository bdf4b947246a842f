//! Where "over" before an amount does not say how much: as the particle of a verb ("handed over £35,000",
//! "took over 300 accounts"), or before what somebody answers for ("fined over 1,200 breaches").
//!
//! Many verbs go with either ("paid over $5 million", "signed over 40 players"): these are not here, or
//! need more words that tell.

use super::currencies;
use super::magnitudes;
use super::measures::{Measure, Term};
use super::nouns::Counted;
use super::tokens::{Kind, Token, Tokens};
use super::verbs;

/// Whether the "over" at `over`, before the amount of `term`, is no modifier of it.
pub(super) fn over(tokens: &[Token<'_>], term: &Term, over: usize) -> bool {
    let Some(verb) = over.checked_sub(1).filter(|_| tokens.is(over, "over")) else { return false };
    match term.measure {
        Measure::Money(_) => handed(tokens, term, verb) || blamed(tokens, term, verb),
        Measure::Count(Some(things)) => {
            handed(tokens, term, verb)
                || seized(tokens, things, verb)
                || answered(tokens, things, verb)
        }
        _ => false,
    }
}

/// "handed over £35,000", "signed over 40 houses to the gang"; "was handed over $3 million in fines"
/// may be more than that.
fn handed(tokens: &[Token<'_>], term: &Term, verb: usize) -> bool {
    const HANDED: &[&str] = &[
        "hand", "hands", "handed", "handing", "turn", "turns", "turned", "turning", "fork",
        "forks", "forked", "forking",
    ];
    const SIGNED: &[&str] = &["sign", "signs", "signed", "signing"];
    let to = tokens.is(term.last + 1, "to");
    let passive = verbs::be_before(tokens, verb).is_some() && !tokens[verb].lower.ends_with("ing");
    (tokens.is_any(verb, HANDED) || (to && tokens.is_any(verb, SIGNED))) && !passive
}

/// "jailed over £1.3m phishing plot", "arraigns four over N8.7bn bank hacking": what somebody is blamed for, in a headline.
fn blamed(tokens: &[Token<'_>], term: &Term, before: usize) -> bool {
    const WRONGS: &[&str] = &[
        "attack",
        "breach",
        "bribe",
        "bribery",
        "bribes",
        "corruption",
        "debt",
        "embezzlement",
        "extortion",
        "fraud",
        "frauds",
        "hack",
        "hacking",
        "hacks",
        "heist",
        "heists",
        "laundering",
        "loss",
        "losses",
        "plot",
        "ransom",
        "robbery",
        "scam",
        "scams",
        "scandal",
        "scheme",
        "schemes",
        "swindle",
        "theft",
        "thefts",
    ];
    const CALLED: &[&str] = &[
        "arraigned",
        "arraigns",
        "arrest",
        "arrested",
        "arrests",
        "bailed",
        "charge",
        "charged",
        "charges",
        "convicted",
        "detained",
        "detains",
        "dismissed",
        "dispute",
        "extradited",
        "fined",
        "fines",
        "fired",
        "held",
        "hunted",
        "indicted",
        "indicts",
        "jail",
        "jailed",
        "jails",
        "nabbed",
        "probe",
        "probed",
        "probes",
        "prosecuted",
        "quits",
        "quizzed",
        "questioned",
        "resigns",
        "row",
        "sacked",
        "sentenced",
        "suspended",
        "struck",
        "sue",
        "sued",
        "sues",
        "tried",
        "trial",
        "wanted",
    ];
    const WITHIN: usize = 4;
    let wrong = (term.last + 1..term.last + 1 + WITHIN)
        .take_while(|at| tokens.at(*at).is_some_and(|t| t.kind == Kind::Word))
        .any(|at| tokens.is_any(at, WRONGS));
    let called = (before.saturating_sub(WITHIN)..=before).any(|at| tokens.is_any(at, CALLED));
    // "fined for stealing over $2 million in a scam": the verb beside it has the sum.
    let free = !tokens.is_any(before, &["of", "for", "to", "at", "worth", "with"])
        && !tokens[before].lower.ends_with("ing");
    wrong && called && free
}

/// "took over 300 accounts": what can be run by another; "took over 300 hostages" are many hostages.
fn seized(tokens: &[Token<'_>], things: Counted, verb: usize) -> bool {
    const RUN: &[&str] = &[
        "accounts",
        "branches",
        "businesses",
        "cameras",
        "channels",
        "companies",
        "computers",
        "devices",
        "domains",
        "firms",
        "machines",
        "networks",
        "pages",
        "profiles",
        "routers",
        "servers",
        "sites",
        "stores",
        "systems",
        "websites",
    ];
    tokens.is_any(verb, &["take", "takes", "took", "taken", "taking"])
        && tokens.is_any(things.last, RUN)
}

/// "fined over 1,200 breaches", "settled for $11 million over 12,367 violations".
fn answered(tokens: &[Token<'_>], things: Counted, before: usize) -> bool {
    const WRONGS: &[&str] = &[
        "allegations",
        "breaches",
        "complaints",
        "deaths",
        "errors",
        "failings",
        "failures",
        "incidents",
        "infringements",
        "lapses",
        "offences",
        "offenses",
        "violations",
    ];
    const CALLED: &[&str] = &[
        "case",
        "charged",
        "clash",
        "dispute",
        "fine",
        "fined",
        "lawsuit",
        "penalised",
        "penalized",
        "penalty",
        "prosecuted",
        "row",
        "sanctioned",
        "settled",
        "settlement",
        "settles",
        "sued",
    ];
    const WITHIN: usize = 8;
    if !tokens.is_any(things.last, WRONGS) {
        return false;
    }
    let called = |at: usize| tokens.is_any(at, CALLED);
    // The sum of the fine may stand between.
    let sum = tokens[before].kind == Kind::Number
        || magnitudes::magnitude(&tokens[before].lower).is_some()
        || currencies::after(tokens, before).is_some();
    called(before) || (sum && (before.saturating_sub(WITHIN)..before).any(called))
}
