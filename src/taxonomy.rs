//! The names that a record may use for what it found. They are written to records as they stand
//! here, and users write code against them: add, never rename.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares an enum whose variants have one fixed name each, in records and on the command line.
macro_rules! names {
    ($(#[$meta:meta])* $enum:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum $enum { $($(#[$doc])* #[serde(rename = $name)] $variant,)+ }

        impl $enum {
            /// Every value, in the order of the taxonomy.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in records.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }

        impl fmt::Display for $enum {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl FromStr for $enum {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                match name {
                    $($name => Ok(Self::$variant),)+
                    _ => Err(UnknownName::new(stringify!($enum), name)),
                }
            }
        }
    };
}

/// A name that the taxonomy does not have.
#[derive(Debug, thiserror::Error)]
#[error("{name:?} is no {of} of the taxonomy")]
pub struct UnknownName {
    of: &'static str,
    name: String,
}

impl UnknownName {
    pub(crate) fn new(of: &'static str, name: &str) -> Self {
        Self { of, name: name.to_owned() }
    }
}

names! {
    /// What a mention names (CoNLL-2003 conventions, and two types of the field's own).
    EntityLabel {
        /// A named person.
        Per = "PER",
        /// An organisation, agency, government body, company.
        Org = "ORG",
        /// A country, city, region, place, also where it stands for a government.
        Loc = "LOC",
        /// Demonyms, named events, programmes, treaties, titled works.
        Misc = "MISC",
        /// A threat group or a campaign of one.
        Group = "GROUP",
        /// Malicious software or an offensive tool.
        Malware = "MALWARE",
    }
}

names! {
    /// What a sentence states, describes or alleges.
    ThreatType {
        /// Malicious cyber activity where no finer cyber type fits.
        GeneralCyberThreat = "general_cyber_threat",
        /// Theft of virtual assets.
        CryptocurrencyTheft = "cryptocurrency_theft",
        /// Hacking of banks, stealing money by other cyber means.
        FinancialTheft = "financial_theft",
        /// Ransomware and extortion by it.
        Ransomware = "ransomware",
        /// Theft or exposure of data.
        DataBreach = "data_breach",
        /// Spying, theft of secrets for a state or a competitor.
        Espionage = "espionage",
        /// Internet fraud, scams, phishing, social engineering.
        Fraud = "fraud",
        /// Malicious software other than ransomware.
        Malware = "malware",
        /// Denial of service, defacement, sabotage, wiping.
        Disruption = "disruption",
        /// Attacks on energy, water, transport, health, government infrastructure.
        CriticalInfrastructure = "critical_infrastructure",
        /// Evading sanctions.
        SanctionsEvasion = "sanctions_evasion",
        /// Proceeds that fund weapons programmes.
        WeaponsFinancing = "weapons_financing",
        /// Laundering of proceeds.
        MoneyLaundering = "money_laundering",
        /// Workers under false identity who earn for a sanctioned state.
        IllicitItWorkers = "illicit_it_workers",
        /// Transfer of weapons.
        ArmsTransfer = "arms_transfer",
        /// Influence operations, false news.
        Disinformation = "disinformation",
        /// Compromise through a supplier or a dependency.
        SupplyChain = "supply_chain",
        /// Exploitation of a software flaw, or its disclosure with exploitation.
        VulnerabilityExploitation = "vulnerability_exploitation",
    }
}

names! {
    /// What an amount measures.
    AmountKind {
        /// A sum in a currency or a crypto-asset.
        Money = "money",
        /// A share.
        Percent = "percent",
        /// A number of things.
        Count = "count",
        /// A length of time.
        Duration = "duration",
    }
}

names! {
    /// How exact the text says an amount is.
    Modifier {
        /// "about", "roughly", "nearly".
        Approx = "approx",
        /// "more than", "at least".
        AtLeast = "at_least",
        /// "up to", "as much as", "less than".
        AtMost = "at_most",
        /// "between A and B".
        Range = "range",
        /// "hundreds of", "several million".
        Vague = "vague",
    }
}

names! {
    /// What a sum of money is in the story.
    About {
        /// Stolen, lost, laundered.
        Loss = "loss",
        /// Asked for by extortion.
        RansomDemand = "ransom_demand",
        /// Paid to extortioners.
        RansomPaid = "ransom_paid",
        /// A penalty, forfeiture or settlement.
        Fine = "fine",
        /// A budget, investment or aid.
        Funding = "funding",
        /// Offered for information.
        Reward = "reward",
        /// Earned.
        Revenue = "revenue",
        /// Spent.
        Cost = "cost",
        /// Anything else.
        Other = "other",
    }
}

names! {
    /// What an actor is.
    ActorType {
        /// A natural person.
        Person = "person",
        /// An organisation, agency or company.
        Organization = "organization",
        /// A state, by whatever name the text calls it.
        State = "state",
        /// A threat group.
        Group = "group",
        /// None of these.
        Other = "other",
    }
}

names! {
    /// In which way a mention refers to its actor.
    Refers {
        /// By its name, in whatever spelling or order.
        Name = "name",
        /// By initials or another abbreviation: "DPRK", "UNSC".
        Acronym = "acronym",
        /// By another name: "HIDDEN COBRA", "the Pentagon", what "aka" says.
        Alias = "alias",
        /// By a part of the name: a surname, "Colonial" for Colonial Pipeline.
        Part = "part",
        /// By a common noun: "the Council".
        Reference = "reference",
        /// By the name of its people or what belongs to it: "North Korean".
        Demonym = "demonym",
        /// By its capital or its seat of government: "Pyongyang".
        Metonym = "metonym",
    }
}

names! {
    /// How a statement is made.
    StatementKind {
        /// Said to be so.
        Asserted = "asserted",
        /// Said to be so by way of accusation, suspicion or hearsay.
        Alleged = "alleged",
        /// Rejected by the one it is said of, or for them.
        Denied = "denied",
        /// What may be, would be, or is to come.
        Hypothetical = "hypothetical",
        /// Said not to be so.
        Negated = "negated",
    }
}

names! {
    /// Who stands behind a statement.
    StatementSource {
        /// The article itself.
        Article = "article",
        /// A person, an organisation, a state.
        Speaker = "speaker",
        /// A report, an indictment, a letter.
        Document = "document",
    }
}

names! {
    /// The part that an actor plays in an article.
    Role {
        /// Did it, or is said to have.
        Perpetrator = "perpetrator",
        /// It was done to them.
        Target = "target",
        /// Says who did it.
        Accuser = "accuser",
        /// Is quoted or cited.
        Speaker = "speaker",
        /// Got the weapons or the proceeds.
        Beneficiary = "beneficiary",
    }
}

names! {
    /// Why the model has not read an article.
    NotRead {
        /// It is in a language that the model was not made for.
        Language = "language",
    }
}

names! {
    /// How a copy is like the first.
    DuplicateKind {
        /// The same content.
        Exact = "exact",
        /// Nearly the same article, whatever stands around it.
        Near = "near",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for threat in ThreatType::ALL {
            assert_eq!(threat.name().parse::<ThreatType>().unwrap(), *threat);
            assert_eq!(serde_json::to_value(threat).unwrap(), threat.name());
        }
        assert!("cyber".parse::<ThreatType>().is_err());
        assert_eq!(ThreatType::ALL.len(), 18);
    }
}
