//! What a sum of money is in the story, from the nearest cue word in its clause.
//!
//! | about | cues |
//! |---|---|
//! | loss | stole, stolen, theft, heist, loss, siphoned, laundered, drained, defrauded, ... |
//! | `ransom_demand` | ransom, extortion, demanded |
//! | `ransom_paid` | ransom with paid or payment beside it |
//! | fine | fined, penalty, forfeit, settlement, restitution, damages awarded |
//! | reward | reward, bounty; "provide up to $5m ... identifying" |
//! | revenue | revenue, earned, generated, proceeds, profit, sales, income |
//! | funding | budget, funding, invested, aid, grant, donated, raised, loan |
//! | cost | cost, spent, price, fee, bought, damage |
//! | other | bail, bond, salary, deposit, assets, seized: a cue, but of none of these |
//!
//! Distance is in tokens, and a cue after the amount is one further than one before; "of" right
//! before the amount takes the noun before it ("a fine of $5 million"). A semicolon, and a comma
//! for cues after the amount, end the clause. Without a cue there is no answer, never a guess.

use crate::taxonomy::About;

use super::measures::Term;
use super::tokens::{Kind, Token, Tokens};

/// Cues further away speak of something else.
const WINDOW: usize = 22;

/// A cue before the amount may stand in the clause before: each comma counts as this many words.
const COMMA: usize = 4;

/// Another sum between a cue and the amount has the better claim to it.
const OTHER_SUM: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Is(About),
    /// "ransom": demanded, unless paid.
    Ransom,
    /// "demanded": a ransom only if the sentence has one, or extortion.
    Demand,
    /// "paid": of a ransom if that is near, else nothing by itself.
    Paid,
}

fn cue(lower: &str) -> Option<Cue> {
    Some(match lower {
        "stole" | "stolen" | "steal" | "steals" | "stealing" | "theft" | "thefts" | "heist"
        | "heists" | "loss" | "losses" | "lost" | "lose" | "siphoned" | "siphoning" | "siphon"
        | "laundered" | "launder" | "laundering" | "drained" | "defrauded" | "defraud"
        | "embezzled" | "robbed" | "robbery" | "looted" | "swindled" | "scammed" | "pilfered"
        | "misappropriated" | "fraudulently" | "fraudulent" => Cue::Is(About::Loss),
        "ransom" | "ransoms" | "extort" | "extorted" | "extorting" | "extortion" => Cue::Ransom,
        "demand" | "demanded" | "demanding" | "demands" => Cue::Demand,
        "paid" | "pay" | "payment" | "payments" | "paying" | "pays" => Cue::Paid,
        "fine" | "fined" | "fines" | "penalty" | "penalties" | "forfeit" | "forfeited"
        | "forfeiture" | "settlement" | "settle" | "settled" | "restitution" => {
            Cue::Is(About::Fine)
        }
        "reward" | "rewards" | "bounty" | "bounties" => Cue::Is(About::Reward),
        "revenue" | "revenues" | "earn" | "earned" | "earning" | "earnings" | "earns"
        | "generated" | "generate" | "generating" | "generates" | "proceeds" | "profit"
        | "profits" | "profited" | "sales" | "income" | "makes" | "netted" | "turnover" => {
            Cue::Is(About::Revenue)
        }
        "budget" | "budgets" | "funding" | "invest" | "invested" | "investment" | "investments"
        | "aid" | "grant" | "grants" | "donated" | "donation" | "donations" | "raised" | "loan"
        | "loans" | "allocated" | "appropriated" | "contributed" | "contribution" => {
            Cue::Is(About::Funding)
        }
        "cost" | "costs" | "costing" | "spent" | "spend" | "spending" | "price" | "priced"
        | "prices" | "fee" | "fees" | "bought" | "buy" | "purchased" | "purchase" | "damage"
        | "damages" | "expenses" => Cue::Is(About::Cost),
        "bail" | "bond" | "salary" | "salaries" | "wages" | "assets" | "seized" | "seizure"
        | "seizing" | "frozen" | "froze" | "deposit" | "deposited" | "tax" | "taxes"
        | "transferred" | "recovered" | "returned" | "counterfeit" | "assessment" => {
            Cue::Is(About::Other)
        }
        _ => return None,
    })
}

/// What the sum of `term` is, if a cue says so.
pub(super) fn about(tokens: &[Token<'_>], term: &Term) -> Option<About> {
    if offered(tokens, term) {
        return Some(About::Reward);
    }
    let before = search(tokens, (0..term.first).rev(), COMMA, after_of(tokens, term));
    let after = search(tokens, term.last + 1..tokens.len(), WINDOW, 1);
    let nearest = match (before, after) {
        (Some(b), Some(a)) => Some(if a.distance < b.distance { a } else { b }),
        (b, a) => b.or(a),
    }?;
    decide(tokens, nearest)
}

struct Nearest {
    cue: Cue,
    at: usize,
    distance: usize,
}

/// Zero where "of" ties the noun before it to the amount, one otherwise.
fn after_of(tokens: &[Token<'_>], term: &Term) -> usize {
    let start = super::modifiers::before(tokens, term.first).map_or(term.first, |m| m.start);
    usize::from(!tokens.before(start).is_some_and(|t| t.lower == "of"))
}

fn search(
    tokens: &[Token<'_>],
    positions: impl Iterator<Item = usize>,
    comma: usize,
    from: usize,
) -> Option<Nearest> {
    let mut distance = from;
    for at in positions.take(WINDOW * 2) {
        if distance > WINDOW {
            return None;
        }
        let token = &tokens[at];
        match (token.kind, token.text) {
            (Kind::Mark, ";" | "!" | "?") => return None,
            (Kind::Mark, "," | "—" | "(" | ")" | ":") => distance += comma,
            (Kind::Sign, _) => distance += OTHER_SUM,
            (Kind::Word, _) => {
                if let Some(cue) = cue(&token.lower).filter(|_| !capital_name(tokens, at)) {
                    return Some(Nearest { cue, at, distance });
                }
                distance += 1;
            }
            _ => distance += 1,
        }
    }
    None
}

/// "Rewards for Justice" is a programme, and offers; any other cue in capitals counts as well.
fn capital_name(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].text == "Fine" && tokens.is(at + 1, "gael")
}

/// What a cue means beside the others near it.
fn decide(tokens: &[Token<'_>], nearest: Nearest) -> Option<About> {
    let near = |words: &[&str], window: usize| {
        let from = nearest.at.saturating_sub(window);
        let to = (nearest.at + window + 1).min(tokens.len());
        tokens[from..to].iter().any(|t| words.contains(&&*t.lower))
    };
    const RANSOM: &[&str] = &["ransom", "ransoms", "extortion", "extort", "ransomware", "extorted"];
    const PAID: &[&str] = &["paid", "pay", "paying", "payment", "payments", "pays"];
    const ASKED: &[&str] = &["demand", "demanded", "demanding", "demands", "asked", "sought"];
    match nearest.cue {
        Cue::Is(about) => Some(about),
        Cue::Ransom if near(PAID, 6) && !near(ASKED, 6) => Some(About::RansomPaid),
        Cue::Ransom => Some(About::RansomDemand),
        Cue::Demand if near(RANSOM, WINDOW) => Some(About::RansomDemand),
        Cue::Paid if near(RANSOM, 8) => Some(About::RansomPaid),
        Cue::Paid if near(&["fine", "fines", "penalty", "penalties", "restitution"], 10) => {
            Some(About::Fine)
        }
        Cue::Demand | Cue::Paid => None,
    }
}

/// "provide up to $5m to assist in identifying": a reward that is not called one.
fn offered(tokens: &[Token<'_>], term: &Term) -> bool {
    const OFFER: &[&str] = &["offer", "offers", "offered", "offering", "provide", "provides"];
    const FOR: &[&str] = &[
        "identify", "identifying", "locating", "localizing", "locate", "information", "arrest",
        "capture", "identification",
    ];
    let from = term.first.saturating_sub(8);
    let to = (term.last + 8).min(tokens.len());
    tokens[from..term.first].iter().any(|t| OFFER.contains(&&*t.lower))
        && tokens[term.last..to].iter().any(|t| FOR.contains(&&*t.lower))
}
