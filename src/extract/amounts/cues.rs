//! Words that say what a sum of money is.
//!
//! | about | cues |
//! |---|---|
//! | loss | stole, stolen, theft, heist, loss, siphoned, ...; hack, fraud, scam right beside the sum |
//! | `ransom_demand` | ransom, extortion, demanded; a refusal to pay |
//! | `ransom_paid` | ransom with paid or payment beside it |
//! | fine | fined, penalty, forfeit, settlement, restitution |
//! | reward | reward, bounty; "provide up to $5m ... identifying" |
//! | revenue | revenue, earned, generated, proceeds, profit, sales, income |
//! | funding | budget, funding, invested, aid, grant, donated, raised, loan |
//! | cost | cost, spent, price, fee, bought, damage(s) |
//! | other | bail, bond, salary, deposit, assets, seized: a cue, but of none of these; laundered, where the sentence tells of laundering (`setting`) |

use crate::taxonomy::About;

/// Cues further away speak of something else.
pub(super) const WINDOW: usize = 22;

/// A theft or a ransom is what its sentence is about; other cues must be nearer.
pub(super) const NEAR: usize = 12;

/// What a word says of a sum near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// By itself.
    Is(About),
    /// "ransom": demanded, unless paid.
    Ransom,
    /// "demanded": a ransom only if the sentence has one, or extortioners.
    Demand,
    /// "paid": of a ransom if that is near, else nothing by itself.
    Paid,
    /// "settled": a fine where a case is near; prices settle, too.
    Settle,
    /// Says it only right beside the sum, within so many words: "the $540 million hack".
    Beside(About, usize),
}

impl Cue {
    /// Within how many words of the sum it speaks of it.
    pub fn reach(self) -> usize {
        match self {
            Self::Is(About::Loss) | Self::Ransom => WINDOW,
            Self::Beside(_, within) => within,
            _ => NEAR,
        }
    }
}

/// What a word in lower case says.
pub(super) fn cue(lower: &str) -> Option<Cue> {
    Some(match lower {
        "stole" | "stolen" | "steal" | "steals" | "stealing" | "theft" | "thefts" | "heist"
        | "heists" | "loss" | "losses" | "lost" | "lose" | "siphoned" | "siphoning" | "siphon"
        | "laundered" | "launder" | "laundering" | "drained" | "defrauded" | "defraud"
        | "embezzled" | "robbed" | "robbery" | "looted" | "swindled" | "scammed" | "pilfered"
        | "misappropriated" | "bilked" | "cheated" | "bilking" | "haul" | "hauls"
        | "fraudulently" | "misappropriating" | "embezzling" | "defrauding" | "robbing"
        | "looting" | "swindling" | "scamming" | "draining" | "siphons" | "launders" | "ponzi"
        | "loses" | "losing" | "swindle" | "swindles" | "tricking" | "tricked" | "cheating"
        | "conned" | "conning" | "loot" | "duped" | "duping" => Cue::Is(About::Loss),
        // Of letters and pages that only wanted it, further on.
        "fraudulent" => Cue::Beside(About::Loss, 5),
        "bring" | "brings" | "bringing" => Cue::Beside(About::Revenue, 4),
        "ransom" | "ransoms" | "extort" | "extorted" | "extorting" | "extortion" => Cue::Ransom,
        "hack" | "hacks" | "exploit" | "exploits" | "fraud" | "frauds" | "scam" | "scams" => {
            Cue::Beside(About::Loss, 2)
        }
        "makes" => Cue::Beside(About::Revenue, 3),
        "judgment" | "judgement" => Cue::Beside(About::Fine, 2),
        "bond" => Cue::Beside(About::Other, 4),
        "settle" | "settled" | "settles" => Cue::Settle,
        "raise" | "raises" | "raising" => Cue::Beside(About::Funding, 1),
        "borrow" | "borrows" | "borrowed" | "provide" | "provides" | "providing" => {
            Cue::Beside(About::Funding, 2)
        }
        "demand" | "demanded" | "demanding" | "demands" | "wants" | "squeeze" | "squeezed"
        | "squeezes" | "squeezing" => Cue::Demand,
        "paid" | "pay" | "payment" | "payments" | "paying" | "pays" => Cue::Paid,
        "fine" | "fined" | "fines" | "penalty" | "penalties" | "forfeit" | "forfeited"
        | "forfeiture" | "settlement" | "restitution" => Cue::Is(About::Fine),
        "reward" | "rewards" | "bounty" | "bounties" => Cue::Is(About::Reward),
        "revenue" | "revenues" | "earn" | "earned" | "earning" | "earnings" | "earns"
        | "generated" | "generate" | "generating" | "generates" | "proceeds" | "profit"
        | "profits" | "profited" | "sales" | "sale" | "selling" | "sold" | "income" | "netted"
        | "netting" | "turnover" => Cue::Is(About::Revenue),
        "budget" | "budgets" | "funding" | "invest" | "invested" | "investment" | "investments"
        | "aid" | "grant" | "grants" | "donated" | "donation" | "donations" | "raised" | "loan"
        | "loans" | "allocated" | "appropriated" | "contributed" | "contribution" | "bailout"
        | "subsidy" | "subsidies" | "lend" | "lends" | "lent" => Cue::Is(About::Funding),
        "cost" | "costs" | "costing" | "spent" | "spend" | "spends" | "spending" | "price"
        | "priced" | "prices" | "fare" | "fares" | "toll" | "tolls" | "fee" | "fees" | "bought"
        | "buy" | "purchased" | "purchase" | "damage" | "damages" | "expenses" => {
            Cue::Is(About::Cost)
        }
        "bail" | "kickback" | "kickbacks" | "bribe" | "bribes" | "bribery" | "salary"
        | "salaries" | "wage" | "wages" | "assets" | "seized" | "seizure" | "seizing"
        | "frozen" | "froze" | "deposit" | "deposited" | "tax" | "taxes" | "transferred"
        | "recovered" | "returned" | "counterfeit" | "assessment" | "reserves" | "confiscated" => {
            Cue::Is(About::Other)
        }
        _ => return None,
    })
}

/// What a ransom is about.
pub(super) const RANSOM: &[&str] = &[
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
    "decryption",
    "unlock",
    "unlocking",
];

/// Who asks for money only by extortion.
pub(super) const EXTORTIONERS: &[&str] = &[
    "attacker",
    "attackers",
    "criminals",
    "crooks",
    "cybercriminals",
    "extortionists",
    "gang",
    "hacker",
    "hackers",
    "intruder",
    "intruders",
    "malware",
    "virus",
];

/// What is settled for money.
pub(super) const CASES: &[&str] = &[
    "accusations",
    "action",
    "allegations",
    "case",
    "cases",
    "charge",
    "charges",
    "claim",
    "claims",
    "complaint",
    "dispute",
    "investigation",
    "lawsuit",
    "lawsuits",
    "probe",
    "suit",
    "suits",
    "with",
    "over",
    "for",
];

/// A ransom that was paid.
pub(super) const PAID: &[&str] = &["paid", "pay", "paying", "payment", "payments", "pays"];

/// What those do who get ransoms.
pub(super) const TAKEN: &[&str] = &[
    "took",
    "taken",
    "takes",
    "taking",
    "received",
    "receives",
    "collected",
    "made",
    "makes",
    "netted",
    "reaped",
    "raked",
    "earned",
    "extracted",
];

/// A ransom that was only asked for.
pub(super) const ASKED: &[&str] =
    &["demand", "demanded", "demanding", "demands", "asked", "sought"];
