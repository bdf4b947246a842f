//! What a sum is where no word says it by itself: "took $9 million" in a sentence of a theft, "asked for
//! $5 million" in a story of extortion. The nearest such word before the sum decides, or one right
//! after it ("$31 million vanished").

use crate::taxonomy::{About, ThreatType};

use super::about::{Told, ordered, refused};
use super::cues::RANSOM;
use super::measures::Term;
use super::modifiers;
use super::tokens::{Kind, Token, Tokens, tokens};
use super::verbs;

/// Words further away speak of something else; a comma counts as this many.
const WINDOW: usize = 10;
const COMMA: usize = 4;

/// Right behind the sum, within so many words.
const BEHIND: usize = 5;

/// Sentences after one of extortion that may go on with it.
const GOES_ON: usize = 2;

/// What thieves and their victims do with money.
const TAKEN: &[&str] = &[
    "took",
    "taken",
    "take",
    "takes",
    "taking",
    "withdraw",
    "withdrew",
    "withdrawn",
    "withdrawal",
    "withdrawals",
    "withdrawing",
    "relieved",
    "relieving",
    "emptied",
    "emptying",
    "grabbed",
    "pocketed",
    "swiped",
    "snatched",
    "spit",
    "spat",
    "minted",
];
const SENT: &[&str] = &["moved", "moving", "sent", "send", "sending", "wired", "wire", "wiring"];

/// What is done with money that its owner was talked out of.
const HANDED: &[&str] =
    &["payment", "payments", "transfer", "transferred", "transferring", "transfers"];

/// What launderers do with it.
const MOVED: &[&str] = &[
    "moved",
    "move",
    "moves",
    "moving",
    "washed",
    "washing",
    "sent",
    "send",
    "sends",
    "sending",
    "wired",
    "wire",
    "wiring",
    "funneled",
    "funnelled",
    "channelled",
    "channeled",
    "routed",
];

/// What the story tells where a sentence stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The sentence tells a theft or a fraud.
    pub theft: bool,
    /// It tells how money is laundered.
    pub laundering: bool,
    /// It, or one of the two before, tells of extortion.
    pub extortion: bool,
    /// Sentences since one that does, if any did.
    since: Option<usize>,
    /// Sentences since one that tells a fraud.
    since_fraud: Option<usize>,
}

impl Setting {
    /// The setting of the next sentence, by its threat types and its words.
    #[must_use]
    pub fn next(self, sentence: &str, threats: &[ThreatType]) -> Self {
        const THEFTS: &[ThreatType] =
            &[ThreatType::CryptocurrencyTheft, ThreatType::FinancialTheft, ThreatType::Fraud];
        let has = |threat: &ThreatType| threats.contains(threat);
        let extorts = has(&ThreatType::Ransomware) || extortion(&tokens(sentence));
        let count = |tells: bool, since: Option<usize>| {
            if tells { Some(0) } else { since.map(|since| since + 1) }
        };
        let since = count(extorts, self.since);
        let since_fraud = count(has(&ThreatType::Fraud), self.since_fraud);
        let near = |since: Option<usize>| since.is_some_and(|since| since <= GOES_ON);
        Self {
            theft: THEFTS.iter().any(has),
            laundering: has(&ThreatType::MoneyLaundering),
            extortion: near(since),
            since,
            since_fraud,
        }
    }

    /// Whether it, or one of the two before, tells a fraud.
    fn fraud(self) -> bool {
        self.since_fraud.is_some_and(|since| since <= GOES_ON)
    }

    /// What the sum of `term` is: as its own words have `told`, unless the setting tells it by a word
    /// nearer to it ("sold her house and sent them $416,000").
    pub(super) fn nearer(
        self,
        tokens: &[Token<'_>],
        term: &Term,
        told: Option<Told>,
    ) -> Option<Told> {
        let told = told.map(|told| {
            if self.launders(tokens, told) { Told { about: About::Other, ..told } } else { told }
        });
        let found = self.about(tokens, term);
        let Some((told, found)) = told.zip(found) else { return told.or(found) };
        let sum = tokens[term.first].start;
        let loose =
            matches!(told.about, About::Revenue | About::Cost | About::Funding | About::Other);
        let before = found.evidence.end() <= sum;
        // "received $5 million in funding" is not told by its verb.
        let beside = tokens.iter().skip(term.last + 1).take(3);
        let named = beside.map(|token| token.start).any(|start| start == told.evidence.start());
        let after = told.evidence.start() > sum && !named;
        // "took in" is one word of both.
        let further = after || told.evidence.start() <= found.evidence.start();
        let same = told.evidence == found.evidence;
        Some(if loose && (before && further || same) { found } else { told })
    }

    /// Whether "laundered" alone says what a sum is, in a sentence of laundering: it was moved, and
    /// what was lost is told elsewhere, unless it was stolen in the same breath.
    fn launders(self, tokens: &[Token<'_>], told: Told) -> bool {
        const STOLE: &[&str] = &["stole", "stolen", "steal", "stealing", "theft", "heist"];
        const WITHIN: usize = 3;
        let at = tokens.iter().position(|token| token.start == told.evidence.start());
        self.laundering
            && at.is_some_and(|at| {
                let stolen = (at.saturating_sub(WITHIN)..at).any(|i| tokens.is_any(i, STOLE));
                tokens[at].lower.starts_with("launder") && !stolen
            })
    }

    /// What the sum of `term` is, if the setting and a word near it say so.
    fn about(self, tokens: &[Token<'_>], term: &Term) -> Option<Told> {
        if !(self.theft || self.fraud() || self.extortion || self.laundering) {
            return None;
        }
        let told = |(about, at): (About, usize)| Told { about, evidence: tokens.span(at, at) };
        let asked = self.behind(tokens, term).filter(|(about, _)| *about == About::RansomDemand);
        asked
            .or_else(|| self.ahead(tokens, term))
            .or_else(|| self.behind(tokens, term))
            .or_else(|| self.buys_back(tokens, term))
            .map(told)
    }

    fn ahead(self, tokens: &[Token<'_>], term: &Term) -> Option<(About, usize)> {
        let mut distance = 0;
        for at in (0..term.first).rev() {
            match tokens[at].text {
                // "Two payments went through: $1 million and $3 million"
                ":" if self.fraud() => distance += 1,
                ";" | "?" | "!" | "(" | ":" => return None,
                "," => distance += COMMA,
                _ => distance += 1,
            }
            if distance > WINDOW {
                return None;
            }
            if tokens[at].kind == Kind::Word
                && let Some(about) = self.word(tokens, at, term)
            {
                return Some((about, at));
            }
        }
        None
    }

    fn behind(self, tokens: &[Token<'_>], term: &Term) -> Option<(About, usize)> {
        const GONE: &[&str] =
            &["missing", "vanish", "vanished", "vanishes", "gone", "disappeared", "disappear"];
        let next = term.last + 1;
        // "half of a $30 million demand"
        if self.extortion && tokens.is_any(next, &["demand", "demands"]) {
            return Some((About::RansomDemand, next));
        }
        let taken = |at: usize| {
            let passive = at > 0 && tokens.is_any(at - 1, &["been", "was", "were"]);
            tokens.is(at, "taken") && (passive || tokens.is(at + 1, "from"))
        };
        let handed = |at: usize| {
            let passive = at > 0 && tokens.is_any(at - 1, &["been", "was", "were"]);
            passive && tokens.is_any(at, &["paid", "sent", "transferred", "wired"])
        };
        let cheated = |at: usize| self.fraud() && (handed(at) || ends_in_account(tokens, at));
        let stolen = |at: usize| self.theft && (tokens.is_any(at, GONE) || taken(at));
        // "541 million reais ($100 million) were taken"
        let next = next + usize::from(tokens.is(next, ")"));
        let at = (next..tokens.len().min(next + BEHIND))
            .take_while(|at| tokens[*at].kind == Kind::Word || tokens.is(*at, ","))
            .find(|at| stolen(*at) || cheated(*at))?;
        Some((About::Loss, at))
    }

    /// "a deal of $50,000 to decrypt everything"
    fn buys_back(self, tokens: &[Token<'_>], term: &Term) -> Option<(About, usize)> {
        let next = term.last + 1;
        let files = &["decrypt", "unlock", "unscramble"];
        (self.extortion && tokens.is(next, "to") && tokens.is_any(next + 1, files))
            .then_some((About::RansomDemand, next + 1))
    }

    /// What the word at `at` says of a sum after it.
    fn word(self, tokens: &[Token<'_>], at: usize, term: &Term) -> Option<About> {
        if other_thing(tokens, term) || back(tokens, term) || takes_a_hit(tokens, at) {
            return None;
        }
        if self.extortion
            && let Some(about) = ransom(tokens, at, term)
        {
            return Some(about);
        }
        let lower = &*tokens[at].lower;
        // "got away with", "walked off with", "left with"
        let with = lower == "with"
            && tokens.before(at).is_some_and(|t| matches!(&*t.lower, "away" | "off" | "left"));
        let taken = with || TAKEN.contains(&lower);
        if self.laundering && MOVED.contains(&lower) {
            Some(About::Other)
        } else if self.theft && (taken || SENT.contains(&lower))
            || self.fraud() && HANDED.contains(&lower)
        {
            Some(About::Loss)
        } else {
            // "made at least $100 million", not "made a $30 million offer"
            let made = matches!(lower, "made" | "make" | "making");
            (made && modified(tokens, term) == at + 1).then_some(About::Revenue)
        }
    }
}

/// "took a $5 million charge": the sum is of something that no word here knows.
fn other_thing(tokens: &[Token<'_>], term: &Term) -> bool {
    const ASKED: &[&str] = &["demand", "ransom", "payment", "theft", "heist", "loss"];
    let article = modified(tokens, term).checked_sub(1);
    let next = term.last + 1;
    let noun = tokens.at(next).is_some_and(|t| t.kind == Kind::Word && !super::stop_word(t));
    article.is_some_and(|at| tokens.is_any(at, &["a", "an"]))
        && noun
        && !tokens.is_any(next, ASKED)
        && !tokens.is(next, "worth")
}

/// "took a hit of $872 million", "received a loan of $5 million": what the victim bears or borrows.
fn takes_a_hit(tokens: &[Token<'_>], at: usize) -> bool {
    const BORNE: &[&str] =
        &["blow", "charge", "grant", "hit", "impairment", "loan", "loss", "writedown", "writeoff"];
    const WITHIN: usize = 4;
    tokens.is_any(at + 1, &["a", "an"])
        && (at + 2..at + 2 + WITHIN)
            .take_while(|i| !tokens.is_any(*i, &["of", ",", ".", ";"]))
            .any(|i| tokens.is_any(i, BORNE))
}

/// "$9 million went to the new account": where the swindler has it.
fn ends_in_account(tokens: &[Token<'_>], at: usize) -> bool {
    const ENDS: &[&str] = &["ended", "flowed", "landed", "went", "winding", "wound"];
    const WITHIN: usize = 8;
    tokens.is_any(at, ENDS) && (at..at + WITHIN).any(|i| tokens.is_any(i, &["account", "accounts"]))
}

/// "sent $2 million back to victims"
fn back(tokens: &[Token<'_>], term: &Term) -> bool {
    let next = term.last + 1;
    tokens.is(next, "back") || tokens.is(next, "to") && tokens.is(next + 1, "victims")
}

/// Where a sum starts, its modifier counted in: "at least $100 million".
fn modified(tokens: &[Token<'_>], term: &Term) -> usize {
    modifiers::before(tokens, term.first).map_or(term.first, |found| found.start)
}

/// Whether the words of a sentence tell of extortion.
fn extortion(tokens: &[Token<'_>]) -> bool {
    const WORDS: &[&str] = &["threatened", "threatening", "threatens", "extortionists"];
    tokens.iter().any(|t| RANSOM.contains(&&*t.lower) || WORDS.contains(&&*t.lower))
}

/// What a word says in a story of extortion: asked for, or handed over.
fn ransom(tokens: &[Token<'_>], at: usize, term: &Term) -> Option<About> {
    const ORDERS: &[&str] =
        &["told", "ordered", "asked", "instructed", "pressed", "unless", "until", "if", "must"];
    const ONLY_IF: &[&str] = &["unless", "until", "if"];
    let near = |words: &[&str]| (at.saturating_sub(4)..at).any(|i| tokens.is_any(i, words));
    let demanded = Some(About::RansomDemand);
    match &*tokens[at].lower {
        "ask" | "asks" | "asked" | "asking"
            if tokens.is(at + 1, "for") || modified(tokens, term) == at + 1 =>
        {
            demanded
        }
        "want" | "wants" | "wanted" | "seeks" | "sought" | "seeking" | "demand" | "demands"
        | "demanded" | "demanding" => demanded,
        "hand" if tokens.is(at + 1, "over") => demanded,
        "handed" | "handing" if tokens.is(at + 1, "over") && !refused(tokens, at) => {
            Some(About::RansomPaid)
        }
        // "unless it was paid $4 million"
        "paid" if near(ONLY_IF) && verbs::be_before(tokens, at).is_some() => demanded,
        "pay" | "paying" if near(ORDERS) || if_paid(tokens, at) => demanded,
        "pay" | "payment" | "payments" if ordered(tokens, at) => demanded,
        "pay" | "paying" | "paid" | "pays" | "payment" | "payments" if !bought(tokens, term) => {
            let refused = refused(tokens, at);
            Some(if refused { About::RansomDemand } else { About::RansomPaid })
        }
        "receives" | "receive" | "received" | "gets" | "got" | "get" if near(ONLY_IF) => demanded,
        "received" | "receives" | "collected" | "taken" | "took" | "reaped" | "raked"
        | "extracted" => Some(About::RansomPaid),
        _ => None,
    }
}

/// "promised to delete the files if the firm would agree to pay": what something is held back for.
fn if_paid(tokens: &[Token<'_>], verb: usize) -> bool {
    const WITHIN: usize = 9;
    const HELD: &[&str] = &[
        "delete", "destroy", "disclose", "erase", "expose", "leak", "publish", "release",
        "restore", "return", "unlock",
    ];
    let ifs = |i: &usize| tokens.is_any(*i, &["if", "unless", "until"]);
    let condition = (verb.saturating_sub(WITHIN)..verb).find(ifs);
    condition.is_some_and(|condition| {
        (condition.saturating_sub(WITHIN)..condition).any(|i| tokens.is_any(i, HELD))
    })
}

/// "paid $20,000 for consultants": something else than a ransom, unless it bought the files back.
fn bought(tokens: &[Token<'_>], term: &Term) -> bool {
    const BACK: &[&str] = &[
        "key", "keys", "tool", "data", "files", "promise", "return", "access", "systems",
        "network", "deleting", "delete", "deletion",
    ];
    const HELP: &[&str] = &[
        "consultants",
        "experts",
        "lawyers",
        "contractors",
        "specialists",
        "investigators",
        "firm",
        "firms",
        "company",
        "companies",
        "staff",
        "workers",
    ];
    const WITHIN: usize = 6;
    let next = term.last + 1;
    let helped = tokens.is(next, "to") && (next..next + 4).any(|i| tokens.is_any(i, HELP));
    (helped || tokens.is(next, "for"))
        && !(next..next + WITHIN).any(|i| tokens.is_any(i, BACK) || tokens.is_any(i, RANSOM))
}

#[cfg(test)]
mod tests {
    use super::super::{amounts_in, dates};
    use super::*;

    fn of(sentences: &[&str], threats: &[ThreatType]) -> Option<About> {
        let mut setting = Setting::default();
        for sentence in sentences {
            setting = setting.next(sentence, threats);
        }
        let last = sentences.last().unwrap();
        amounts_in(last, &dates(last, None), setting)[0].about
    }

    #[test]
    fn a_theft_tells_what_was_taken() {
        let theft = &[ThreatType::FinancialTheft];
        for text in [
            "Hackers took $9 million from the bank.",
            "They got away with $81 million.",
            "Some 94 million pesos are missing.",
            "About 401,347 ETH had been taken.",
            "Thieves moved 11,450 ether out of its wallet.",
            "A teacher sent $220,000 to a man she never met.",
            "She sold her house and sent them $416,000.",
            "Thieves were told that 94 million pesos had vanished.",
        ] {
            assert_eq!(of(&[text], theft), Some(About::Loss), "{text}");
            assert_ne!(of(&[text], &[]), Some(About::Loss), "{text}");
        }
        assert_eq!(of(&["It took $9 million in sales."], theft), Some(About::Revenue));
        let passive = "Some 541 million reais ($100 million) were taken from banks.";
        assert_eq!(of(&[passive], theft), Some(About::Loss));
        for text in [
            "They sent $2 million back to clients.",
            "Thieves hit it, and the bank took a $5 million charge.",
        ] {
            assert_eq!(of(&[text], theft), None, "{text}");
        }
        let laundering = &[ThreatType::FinancialTheft, ThreatType::MoneyLaundering];
        assert_eq!(of(&["They moved $94 million abroad."], laundering), Some(About::Other));
        assert_eq!(of(&["They laundered $94 million abroad."], laundering), Some(About::Other));
        let both = &["They stole and laundered $94 million."];
        assert_eq!(of(both, laundering), Some(About::Loss));
    }

    #[test]
    fn money_that_its_owner_was_talked_out_of_is_lost() {
        let fraud = &[ThreatType::Fraud];
        for text in [
            "Another 40,000 euros were transferred in May.",
            "Some $9 million went to an account in Macau.",
            "Payments went through: $2 million and $3 million.",
            "The clerk approved transfers of $5 million.",
        ] {
            assert_eq!(of(&[text], fraud), Some(About::Loss), "{text}");
            let theft = of(&[text], &[ThreatType::FinancialTheft]);
            assert_ne!(theft, Some(About::Loss), "{text}");
        }
        let told = |sentences: &[&str]| {
            let [first, others @ ..] = sentences else { return None };
            let mut setting = Setting::default().next(first, fraud);
            for sentence in others {
                setting = setting.next(sentence, &[]);
            }
            let last = sentences.last()?;
            amounts_in(last, &dates(last, None), setting)[0].about
        };
        let (trick, paid) = ("He posed as a supplier.", "Some 9,000 euros were transferred.");
        assert_eq!(told(&[trick, paid]), Some(About::Loss));
        assert_eq!(told(&[trick, "It rained.", "It snowed.", paid]), Some(About::Other));
        for text in ["Some $9 million went to charities.", "The firm made $5 million."] {
            assert_ne!(of(&[text], fraud), Some(About::Loss), "{text}");
        }
    }

    #[test]
    fn what_a_ransom_is_asked_by_and_refused_by() {
        let note = "The gang encrypted its servers.";
        for (text, about) in [
            ("They demanded the town pay 3 bitcoins.", About::RansomDemand),
            ("They demanded payment of $90,000.", About::RansomDemand),
            ("It would delete them if the firm would agree to pay 30 BTC.", About::RansomDemand),
            ("The mayor denied paying the $51,000.", About::RansomDemand),
            ("They offer a deal of $50,000 to decrypt everything.", About::RansomDemand),
            ("The town paid $50,000 to decrypt everything.", About::RansomPaid),
            ("It met the demand and paid 3 bitcoins.", About::RansomPaid),
        ] {
            assert_eq!(of(&[note, text], &[]), Some(about), "{text}");
        }
    }

    #[test]
    fn extortion_goes_on_over_sentences() {
        let note = "The gang encrypted its servers.";
        for (text, about) in [
            ("It asked for 50 BTC.", About::RansomDemand),
            ("It asks $70 million for a key.", About::RansomDemand),
            ("It must hand over $4 million by May.", About::RansomDemand),
            ("The firm was told to pay $750,000.", About::RansomDemand),
            ("It will publish the files unless it receives $2 million.", About::RansomDemand),
            ("The city paid 42 BTC.", About::RansomPaid),
            ("It paid $5 million to the hackers.", About::RansomPaid),
            ("The school handed over $90,000 to get them back.", About::RansomPaid),
            ("It was met with a $30 million demand.", About::RansomDemand),
            ("He made at least $100 million as its head.", About::Revenue),
            ("It has taken in $42 million since May.", About::RansomPaid),
        ] {
            assert_eq!(of(&[note, text], &[]), Some(about), "{text}");
            assert_eq!(of(&[text], &[]), None, "{text}");
        }
        assert_eq!(of(&[note, "It paid $20,000 for consultants."], &[]), None);
        for text in ["It took a hit of $872 million.", "It took a one-time charge of $50 million."]
        {
            assert_eq!(of(&[note, text], &[]), None, "{text}");
        }
        let total = "It took a total of $872 million from its victims.";
        assert_eq!(of(&[note, total], &[]), Some(About::RansomPaid));
        let far = ["The gang encrypted it.", "It rained.", "It snowed.", "It paid $5 million."];
        assert_eq!(of(&far, &[]), None);
    }
}
