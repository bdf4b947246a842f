//! What a sum of money is in the story, from the nearest cue word in its clause.
//!
//! | about | cues |
//! |---|---|
//! | loss | stole, stolen, theft, heist, loss, siphoned, laundered, drained, defrauded, ... |
//! | `ransom_demand` | ransom, extortion, demanded |
//! | `ransom_paid` | ransom with paid or payment beside it |
//! | fine | fined, penalty, forfeit, settlement, restitution |
//! | reward | reward, bounty; "provide up to $5m ... identifying" |
//! | revenue | revenue, earned, generated, proceeds, profit, sales, income |
//! | funding | budget, funding, invested, aid, grant, donated, raised, loan |
//! | cost | cost, spent, price, fee, bought, damage(s) |
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

/// A theft or a ransom is what its sentence is about; other cues must be nearer.
const NEAR: usize = 12;

/// A cue before the amount may stand in the clause before: each comma counts as this many words.
const COMMA: usize = 4;

/// Another sum between a cue and the amount has the better claim to it.
const OTHER_SUM: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Is(About),
    /// "ransom": demanded, unless paid.
    Ransom,
    /// "demanded": a ransom only if the sentence has one, or extortioners.
    Demand,
    /// "paid": of a ransom if that is near, else nothing by itself.
    Paid,
}

impl Cue {
    fn reach(self) -> usize {
        match self {
            Self::Is(About::Loss) | Self::Ransom => WINDOW,
            _ => NEAR,
        }
    }
}

fn cue(lower: &str) -> Option<Cue> {
    Some(match lower {
        "stole" | "stolen" | "steal" | "steals" | "stealing" | "theft" | "thefts" | "heist"
        | "heists" | "loss" | "losses" | "lost" | "lose" | "siphoned" | "siphoning" | "siphon"
        | "laundered" | "launder" | "laundering" | "drained" | "defrauded" | "defraud"
        | "embezzled" | "robbed" | "robbery" | "looted" | "swindled" | "scammed" | "pilfered"
        | "misappropriated" | "bilked" | "cheated" | "bilking" | "haul" | "hauls"
        | "fraudulently" | "fraudulent" => Cue::Is(About::Loss),
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
        | "profits" | "profited" | "sales" | "sale" | "selling" | "sold" | "income" | "makes"
        | "netted" | "turnover" => Cue::Is(About::Revenue),
        "budget" | "budgets" | "funding" | "invest" | "invested" | "investment" | "investments"
        | "aid" | "grant" | "grants" | "donated" | "donation" | "donations" | "raised" | "loan"
        | "loans" | "allocated" | "appropriated" | "contributed" | "contribution" => {
            Cue::Is(About::Funding)
        }
        "cost" | "costs" | "costing" | "spent" | "spend" | "spending" | "price" | "priced"
        | "prices" | "fee" | "fees" | "bought" | "buy" | "purchased" | "purchase" | "damage"
        | "damages" | "expenses" => Cue::Is(About::Cost),
        "bail" | "bond" | "bribe" | "bribes" | "bribery" | "salary" | "salaries" | "wages"
        | "assets" | "seized" | "seizure" | "seizing" | "frozen" | "froze" | "deposit"
        | "deposited" | "tax" | "taxes" | "transferred" | "recovered" | "returned"
        | "counterfeit" | "assessment" => Cue::Is(About::Other),
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
    let mut cues: Vec<Nearest> = before.into_iter().chain(after).collect();
    // Of two as near, the one before.
    cues.sort_by_key(|found| found.distance);
    cues.iter().find_map(|found| decide(tokens, found))
}

struct Nearest {
    cue: Cue,
    at: usize,
    distance: usize,
}

/// Zero where "of" ties the noun before it to the amount, one otherwise.
fn after_of(tokens: &[Token<'_>], term: &Term) -> usize {
    let start = super::modifiers::before(tokens, term.first).map_or(term.first, |m| m.start);
    usize::from(tokens.before(start).is_none_or(|t| t.lower != "of"))
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
            (Kind::Mark, "," | "—" | ":") => distance += comma,
            (Kind::Sign, _) => distance += OTHER_SUM,
            (Kind::Word, _) => {
                let off = token.lower == "off" && tokens.before(at).is_some_and(made);
                let cue = if off { Some(Cue::Is(About::Loss)) } else { cue(&token.lower) };
                if let Some(cue) = cue.filter(|cue| distance <= cue.reach()) {
                    return Some(Nearest { cue, at, distance });
                }
                distance += 1;
            }
            _ => distance += 1,
        }
    }
    None
}

const RANSOM: &[&str] = &[
    "ransom",
    "ransoms",
    "extortion",
    "extort",
    "ransomware",
    "extorted",
    "encrypted",
    "encrypting",
    "decrypt",
    "decryptor",
];
/// Who asks for money only by extortion.
const EXTORTIONERS: &[&str] = &[
    "attacker",
    "attackers",
    "cybercriminals",
    "extortionists",
    "gang",
    "hacker",
    "hackers",
    "intruder",
    "intruders",
];
const PAID: &[&str] = &["paid", "pay", "paying", "payment", "payments", "pays"];
const ASKED: &[&str] = &["demand", "demanded", "demanding", "demands", "asked", "sought"];

/// "made off with $81 million"
fn made(token: &Token<'_>) -> bool {
    matches!(&*token.lower, "made" | "make" | "making" | "makes")
}

/// What a cue means beside the others near it.
fn decide(tokens: &[Token<'_>], nearest: &Nearest) -> Option<About> {
    let near = |words: &[&str], window: usize| {
        let from = nearest.at.saturating_sub(window);
        let to = (nearest.at + window + 1).min(tokens.len());
        tokens[from..to].iter().any(|t| words.contains(&&*t.lower))
    };
    match nearest.cue {
        Cue::Is(about) => Some(about),
        Cue::Ransom if near(PAID, 6) && !near(ASKED, 6) => Some(About::RansomPaid),
        Cue::Ransom => Some(About::RansomDemand),
        Cue::Demand if near(RANSOM, WINDOW) || near(EXTORTIONERS, NEAR) => {
            Some(About::RansomDemand)
        }
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
        "identify",
        "identifying",
        "locating",
        "localizing",
        "locate",
        "information",
        "arrest",
        "capture",
        "identification",
    ];
    let from = term.first.saturating_sub(8);
    let to = (term.last + 8).min(tokens.len());
    tokens[from..term.first].iter().any(|t| OFFER.contains(&&*t.lower))
        && tokens[term.last..to].iter().any(|t| FOR.contains(&&*t.lower))
}
