//! What a sum of money is in the story, from the nearest cue word in its clause.
//!
//! `cues` has the words. Distance is in tokens, and a cue after the amount is one further than one
//! before; "of" right before the amount takes the noun before it ("a fine of $5 million"). A
//! semicolon, and a comma for cues after the amount, end the clause. Without a cue there is no
//! answer, never a guess.

use crate::taxonomy::About;
use crate::text::Span;

use super::cues::{ASKED, CASES, Cue, EXTORTIONERS, NEAR, PAID, RANSOM, TAKEN, WINDOW, cue};
use super::measures::Term;
use super::tokens::{Kind, Token, Tokens};

/// What money that was paid is a penalty for.
const PENALTY: &[&str] =
    &["fine", "fines", "penalty", "penalties", "restitution", "settle", "settlement"];

/// A cue before the amount may stand in the clause before: each comma counts as this many words.
const COMMA: usize = 4;

/// Of what time the price is that a sum is counted at: "at today's prices".
pub(super) const WHEN: &[&str] = &["today's", "current", "present", "market", "prevailing"];

/// Another sum between a cue and the amount has the better claim to it.
const OTHER_SUM: usize = 6;

/// What a sum is, and the word that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub about: About,
    pub evidence: Span,
}

/// What the sum of `term` is, if a cue says so.
///
/// `verb` is the verb of the sum's own clause: past it, another sum has the cues ("stole $3
/// million, later sent $1 million back").
pub(super) fn about(tokens: &[Token<'_>], term: &Term, verb: Option<usize>) -> Option<Told> {
    if let Some(offer) = offered(tokens, term) {
        return Some(Told { about: About::Reward, evidence: tokens.span(offer, offer) });
    }
    if let Some(fake) = into_a_fake(tokens, term) {
        return Some(Told { about: About::Loss, evidence: tokens.span(fake, fake) });
    }
    let own = |at: &usize| !(tokens[*at].kind == Kind::Sign && verb.is_some_and(|v| *at < v));
    let back = (0..term.first).rev().take_while(own);
    let before = search(tokens, back, COMMA, after_of(tokens, term));
    let after = search(tokens, term.last + 1..tokens.len(), WINDOW, 1);
    // Of two as near, the one before.
    let (about, at, _) = match (before, after) {
        (Some(before), Some(after)) if after.2 < before.2 => after,
        (before, after) => before.or(after).or_else(|| by_verb(tokens, verb?))?,
    };
    // "paid $350,000 after hackers demanded $1 million"
    if about == About::RansomDemand
        && at > term.last
        && let Some(paid) = paid_for(tokens, term)
    {
        return Some(Told { about: About::RansomPaid, evidence: tokens.span(paid, paid) });
    }
    // "made off with": "off" says it only after its verb.
    let first = at - usize::from(tokens.is(at, "off"));
    Some(Told { about, evidence: tokens.span(first, at) })
}

/// "seized two cars, a yacht, 40 phones and $80,000": the verb of a list, however long that is.
fn by_verb(tokens: &[Token<'_>], verb: usize) -> Option<(About, usize, usize)> {
    match cue(&tokens[verb].lower)? {
        Cue::Is(about @ About::Other) => Some((about, verb, WINDOW)),
        _ => None,
    }
}

/// The verb right before the sum that says that it changed hands.
fn paid_for(tokens: &[Token<'_>], term: &Term) -> Option<usize> {
    let start = super::modifiers::before(tokens, term.first).map_or(term.first, |m| m.start);
    let last = start.checked_sub(1)?;
    // "over" may be read as a bound of the sum.
    let verb = last.saturating_sub(usize::from(tokens.is(last, "over")));
    let pays = tokens.are(verb, &["handed", "over"])
        || (verb == last && tokens.is_any(verb, &["paid", "paying", "pays"]));
    let open = refused(tokens, verb) || ordered(tokens, verb) || unless(tokens, verb);
    (pays && !open && !talked_into(tokens, verb)).then_some(verb)
}

/// Zero where "of" ties the noun before it to the amount, one otherwise.
fn after_of(tokens: &[Token<'_>], term: &Term) -> usize {
    let start = super::modifiers::before(tokens, term.first).map_or(term.first, |m| m.start);
    usize::from(tokens.before(start).is_none_or(|t| t.lower != "of"))
}

/// The nearest cue that says something: what, its position and its distance.
fn search(
    tokens: &[Token<'_>],
    positions: impl Iterator<Item = usize>,
    comma: usize,
    from: usize,
) -> Option<(About, usize, usize)> {
    let mut distance = from;
    // Behind money that was paid or asked for, for no known reason, only a ransom is looked for.
    let mut open = false;
    for at in positions.take(WINDOW * 2) {
        if distance > WINDOW {
            return None;
        }
        let token = &tokens[at];
        match (token.kind, token.text) {
            (Kind::Mark, ";" | "!" | "?") => return None,
            // "4 percent of turnover, or $32 million" goes on.
            (Kind::Mark, ",") if tokens.is_any(at + 1, &["or", "up"]) => distance += 1,
            (Kind::Mark, "," | "—" | ":") => distance += comma,
            (Kind::Sign, _) => distance += OTHER_SUM,
            (Kind::Word, _) => {
                let off = token.lower == "off" && tokens.before(at).is_some_and(made);
                let asks = matches!(&*token.lower, "ask" | "asks" | "asked" | "asking")
                    && tokens.is(at + 1, "for");
                let cue = match (off, asks) {
                    (true, _) => Some(Cue::Is(About::Loss)),
                    (_, true) => Some(Cue::Demand),
                    _ if on_offer(tokens, at) => Some(Cue::Is(About::Cost)),
                    _ if starts_at(tokens, at) => Some(Cue::Beside(About::Cost, 3)),
                    _ if lays_out(tokens, at) => Some(Cue::Is(About::Cost)),
                    _ if is_any_out(tokens, at) => Some(Cue::Paid),
                    _ if takes_in(tokens, at) => Some(Cue::Beside(About::Revenue, TAKES_IN)),
                    _ if attacks_valued(tokens, at) || account_for(tokens, at) => {
                        Some(Cue::Is(About::Loss))
                    }
                    _ => cue(&token.lower),
                };
                let idle = valued(tokens, at) || talked_into(tokens, at) || invested_in(tokens, at);
                let cue = cue.filter(|cue| distance <= cue.reach() && !idle);
                let cue = cue.filter(|_| !(share(tokens, at) || any_of(tokens, at)));
                let cue = cue.filter(|cue| !open || matches!(cue, Cue::Ransom | Cue::Demand));
                if let Some(about) = cue.and_then(|cue| decide(tokens, cue, at)) {
                    return Some((about, at, distance));
                }
                open |= cue.is_some();
                distance += 1;
            }
            _ => distance += 1,
        }
    }
    None
}

/// Words between "take in" and the sum, "in" and a modifier among them.
const TAKES_IN: usize = 6;

/// "take in $300 million a year", "raked in": what is said of a business, not of one day.
fn takes_in(tokens: &[Token<'_>], at: usize) -> bool {
    const VERBS: &[&str] = &[
        "bring", "brings", "bringing", "rake", "raked", "rakes", "raking", "take", "takes",
        "taking",
    ];
    tokens.is_any(at, VERBS) && tokens.is(at + 1, "in")
}

/// "on sale", "up for sale": what it is to fetch, not what anybody earned.
fn on_offer(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.is(at, "sale") && at > 0 && tokens.is_any(at - 1, &["on", "for"])
}

/// "sells cards for as little as $4", "on offer starting at $20": the lowest price of what is sold.
fn starts_at(tokens: &[Token<'_>], at: usize) -> bool {
    const STARTS: &[&str] = &["begin", "beginning", "begins", "start", "starting", "starts"];
    const TRADE: &[&str] = &[
        "advertised",
        "advertises",
        "available",
        "buy",
        "buyers",
        "offer",
        "offered",
        "offering",
        "offers",
        "price",
        "prices",
        "rent",
        "rented",
        "rents",
        "sale",
        "sell",
        "sellers",
        "selling",
        "sells",
        "sold",
    ];
    let little = tokens.is(at, "little") && at > 0 && tokens.is(at - 1, "as");
    let starts = tokens.is_any(at, STARTS) && tokens.is_any(at + 1, &["at", "from", "with"]);
    (little || starts) && (at.saturating_sub(WINDOW)..at).any(|i| tokens.is_any(i, TRADE))
}

/// "shell out", "forked out": to pay, in the words of the street.
fn is_any_out(tokens: &[Token<'_>], at: usize) -> bool {
    const VERBS: &[&str] = &[
        "fork",
        "forked",
        "forking",
        "forks",
        "shell",
        "shelled",
        "shelling",
        "shells",
        "splash",
        "splashed",
        "splashes",
        "splashing",
    ];
    tokens.is_any(at, VERBS) && tokens.is(at + 1, "out")
}

/// "shelled out $2 million on new servers": for something else than the ransom.
fn lays_out(tokens: &[Token<'_>], at: usize) -> bool {
    const WITHIN: usize = 10;
    const KEYS: &[&str] = &["ransom", "ransoms", "decrypt", "decryption", "key", "keys", "unlock"];
    let behind = at + 2..(at + 2 + WITHIN).min(tokens.len());
    is_any_out(tokens, at)
        && behind.clone().any(|i| tokens.is_any(i, &["on", "for", "to"]))
        && !behind.clone().any(|i| tokens.is_any(i, KEYS) || tokens.is_any(i, EXTORTIONERS))
}

/// "58 cyberattacks on exchanges valued at about $3 billion": what was taken in them.
fn attacks_valued(tokens: &[Token<'_>], at: usize) -> bool {
    const ATTACKS: &[&str] =
        &["attacks", "breaches", "cyberattacks", "hacks", "intrusions", "raids", "robberies"];
    tokens.is(at, "valued")
        && tokens.is(at + 1, "at")
        && (at.saturating_sub(NEAR)..at).any(|i| tokens.is_any(i, ATTACKS))
}

/// "scams accounted for $5.7 billion", "fraud made up $2 billion": so much of what was lost.
fn account_for(tokens: &[Token<'_>], at: usize) -> bool {
    const ACCOUNT: &[&str] = &["account", "accounted", "accounting", "accounts"];
    let part = tokens.is_any(at + 1, ACCOUNT) && tokens.is(at + 2, "for")
        || tokens.is_any(at + 1, &["made", "make"]) && tokens.is(at + 2, "up");
    tokens.is_any(at, CRIMES) && part
}

/// "invested $200,000 in a fake platform", "put her savings, $9,000, into a bogus scheme": where it is
/// said that it is none.
fn into_a_fake(tokens: &[Token<'_>], term: &Term) -> Option<usize> {
    const FAKE: &[&str] =
        &["bogus", "fake", "fictitious", "non-existent", "phoney", "phony", "sham"];
    const PUT: &[&str] = &["invest", "invested", "investing", "put", "putting", "paid", "poured"];
    const WITHIN: usize = 5;
    let next = term.last + 1 + usize::from(tokens.is(term.last + 1, ","));
    let fake = next + 1 + usize::from(tokens.is_any(next + 1, &["a", "an", "the"]));
    let put = (term.first.saturating_sub(WITHIN)..term.first).any(|i| tokens.is_any(i, PUT));
    (put && tokens.is_any(next, &["in", "into"]) && tokens.is_any(fake, FAKE)).then_some(fake)
}

/// "investment fraud", "an investment firm": a kind of crime or of firm, no money that was put in.
fn invested_in(tokens: &[Token<'_>], at: usize) -> bool {
    const KINDS: &[&str] = &[
        "adviser",
        "advisers",
        "advisor",
        "app",
        "apps",
        "bank",
        "banks",
        "club",
        "company",
        "con",
        "cons",
        "firm",
        "firms",
        "group",
        "manager",
        "platform",
        "platforms",
        "ploy",
        "scheme",
        "schemes",
        "site",
        "sites",
        "website",
        "websites",
    ];
    let next = at + 1;
    tokens.is_any(at, &["investment", "investments"])
        && (tokens.is_any(next, CRIMES) || tokens.is_any(next, KINDS))
}

/// "collects an estimated $180 million a month in fees": what somebody else had to pay.
fn collected(tokens: &[Token<'_>], at: usize) -> bool {
    const COLLECT: &[&str] = &["collect", "collected", "collecting", "collects"];
    let from = at.saturating_sub(3);
    tokens.is_any(at, &["fares", "fees", "tolls"])
        && (from..at).any(|i| tokens.is(i, "in"))
        && (at.saturating_sub(WINDOW)..at).any(|i| tokens.is_any(i, COLLECT))
}

/// "$87 million at today's prices": what it would fetch, not what anything cost.
fn valued(tokens: &[Token<'_>], at: usize) -> bool {
    at >= 2
        && tokens.is_any(at, &["price", "prices"])
        && tokens.is_any(at - 1, WHEN)
        && tokens.is(at - 2, "at")
}

/// "tricked it into paying $5 million": what came before "into" says why.
fn talked_into(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.is_any(at, &["paying", "pay"]) && tokens.before(at).is_some_and(|t| t.lower == "into")
}

/// "a fine of 4 percent of turnover, or $5 million": what the share is of, not what the sum is.
fn share(tokens: &[Token<'_>], at: usize) -> bool {
    const WHOLES: &[&str] = &["turnover", "revenue", "revenues", "sales", "income", "profit"];
    const BETWEEN: &[&str] =
        &["annual", "global", "worldwide", "total", "its", "their", "the", "yearly", "group"];
    let whole = tokens.is_any(at, WHOLES);
    let of = (0..at).rev().find(|i| !tokens.is_any(*i, BETWEEN)).filter(|i| tokens.is(*i, "of"));
    whole
        && of
            .and_then(|of| of.checked_sub(1))
            .is_some_and(|i| tokens.is_any(i, &["percent", "cent", "%", "pct", "pc"]))
}

/// "a reward of 5 percent of whatever is returned", "in virtual assets": no sum's own.
fn any_of(tokens: &[Token<'_>], at: usize) -> bool {
    const KINDS: &[&str] = &["virtual", "digital", "crypto", "cryptocurrency"];
    let returned = tokens.is_any(at, &["returned", "recovered", "seized"])
        && at >= 2
        && tokens.is_any(at - 1, &["is", "are"])
        && tokens.is_any(at - 2, &["what", "whatever", "anything"]);
    let assets = tokens.is(at, "assets")
        && tokens.before(at).is_some_and(|t| KINDS.contains(&&*t.lower))
        && at >= 2
        && tokens.is_any(at - 2, &["in", "of"]);
    returned || assets
}

/// "made off with $81 million"
fn made(token: &Token<'_>) -> bool {
    matches!(&*token.lower, "made" | "make" | "making" | "makes")
}

/// What a cue means beside the others near it.
fn decide(tokens: &[Token<'_>], cue: Cue, at: usize) -> Option<About> {
    let near = |words: &[&str], window: usize| {
        let from = at.saturating_sub(window);
        let to = (at + window + 1).min(tokens.len());
        tokens[from..to].iter().any(|t| words.contains(&&*t.lower))
    };
    match cue {
        Cue::Is(About::Cost) if defrauding(tokens, at) => Some(About::Loss),
        Cue::Is(About::Cost) if collected(tokens, at) => Some(About::Revenue),
        Cue::Is(about) | Cue::Beside(about, _) => Some(about),
        Cue::Ransom if paid(tokens, at) && !near(ASKED, 6) && !unless(tokens, at) => {
            Some(About::RansomPaid)
        }
        // "took $120 million in ransoms"
        Cue::Ransom if at > 0 && tokens.is(at - 1, "in") && near(TAKEN, 10) && !near(ASKED, 6) => {
            Some(About::RansomPaid)
        }
        Cue::Ransom => Some(About::RansomDemand),
        Cue::Demand if near(RANSOM, WINDOW) || near(EXTORTIONERS, NEAR) => {
            Some(About::RansomDemand)
        }
        Cue::Paid if near(RANSOM, 8) || near(&["ransom", "ransoms"], NEAR) => {
            let refused = refused(tokens, at) || ordered(tokens, at) || unless(tokens, at);
            Some(if refused { About::RansomDemand } else { About::RansomPaid })
        }
        // "paid hackers 4 bitcoin", "paid the hackers"
        Cue::Paid
            if tokens.is_any(at + 1 + usize::from(tokens.is(at + 1, "the")), EXTORTIONERS) =>
        {
            Some(About::RansomPaid)
        }
        Cue::Paid if near(PENALTY, 10) || by_order(tokens, at) => Some(About::Fine),
        Cue::Settle if near(CASES, 8) && !tokens.is(at + 1, "at") => Some(About::Fine),
        Cue::Demand | Cue::Paid | Cue::Settle => None,
    }
}

/// "unless it is paid $4 million": nothing was paid.
fn unless(tokens: &[Token<'_>], at: usize) -> bool {
    const WITHIN: usize = 8;
    (at.saturating_sub(WITHIN)..at).any(|i| tokens.is(i, "unless"))
}

/// Crimes whose cost is a loss, and who commits them.
const CRIMES: &[&str] = &[
    "scam",
    "scams",
    "scammers",
    "fraud",
    "frauds",
    "fraudsters",
    "phishing",
    "swindles",
    "thefts",
    "heists",
];

/// "scams cost people $37 billion", "the site cost its victims $5 million": what victims lost.
fn defrauding(tokens: &[Token<'_>], at: usize) -> bool {
    const WITHIN: usize = 3;
    tokens.is_any(at, &["cost", "costs", "costing"])
        && ((at.saturating_sub(WITHIN)..at).any(|i| tokens.is_any(i, CRIMES))
            || (at + 1..=at + WITHIN).any(|i| tokens.is_any(i, &["victims", "investors"])))
}

/// "a judge ordered the firm to pay $5 million", "was sentenced to a year and ordered to pay $5
/// million": by a court or another authority, where extortioners only tell somebody to.
fn by_order(tokens: &[Token<'_>], at: usize) -> bool {
    const WITHIN: usize = 7;
    const BEFORE: usize = 16;
    const WHO: &[&str] = &[
        "court",
        "courts",
        "judge",
        "jury",
        "magistrate",
        "magistrates",
        "tribunal",
        "regulator",
        "regulators",
        "watchdog",
        "sentenced",
        "jailed",
        "convicted",
        "ruling",
    ];
    let order = (at.saturating_sub(WITHIN)..at).rev().find(|i| tokens.is(*i, "ordered"));
    tokens.is(at, "pay")
        && at > 0
        && tokens.is(at - 1, "to")
        && order.is_some_and(|order| {
            (order.saturating_sub(BEFORE)..order).any(|i| tokens.is_any(i, WHO))
        })
}

/// Whether money for the ransom at `at` changed hands, by a verb near it.
fn paid(tokens: &[Token<'_>], at: usize) -> bool {
    const WITHIN: usize = 6;
    let to = (at + WITHIN + 1).min(tokens.len());
    (at.saturating_sub(WITHIN)..to)
        .any(|i| PAID.contains(&&*tokens[i].lower) && !refused(tokens, i))
}

/// "demanded the county pay", "wants it to pay".
pub(super) fn ordered(tokens: &[Token<'_>], verb: usize) -> bool {
    const WANT: &[&str] =
        &["demand", "demanded", "demanding", "demands", "want", "wanted", "wanting", "wants"];
    (verb.saturating_sub(5)..verb).any(|i| tokens.is_any(i, WANT))
}

/// "refused to pay", "did not pay", "without paying", "denied paying".
pub(super) fn refused(tokens: &[Token<'_>], verb: usize) -> bool {
    const WORDS: &[&str] = &[
        "refused",
        "refuses",
        "refusing",
        "declined",
        "declines",
        "declining",
        "not",
        "never",
        "without",
        "unable",
        "rejected",
        "denied",
        "denies",
        "denying",
        "didn't",
        "won't",
        "wouldn't",
        "couldn't",
        "can't",
        "cannot",
        "don't",
        "doesn't",
        "hasn't",
        "haven't",
        "no",
        "neither",
    ];
    tokens[verb.saturating_sub(3)..verb].iter().any(|t| WORDS.contains(&&*t.lower))
}

/// The verb of a reward that is not called one: "provide up to $5m to assist in identifying".
fn offered(tokens: &[Token<'_>], term: &Term) -> Option<usize> {
    const OFFER: &[&str] =
        &["offer", "offers", "offered", "offering", "promised", "provide", "provides"];
    const FOR: &[&str] = &[
        "identify",
        "identifying",
        "locating",
        "localizing",
        "locate",
        "information",
        "tips",
        "names",
        "arrest",
        "capture",
        "identification",
        "anyone",
    ];
    let from = term.first.saturating_sub(8);
    let to = (term.last + 8).min(tokens.len());
    let offer = (from..term.first).rev().find(|i| OFFER.contains(&&*tokens[*i].lower))?;
    tokens[term.last..to].iter().any(|t| FOR.contains(&&*t.lower)).then_some(offer)
}
