//! The closed sets of words that some columns are made of: their columns are dictionaries with the
//! whole set in the order of the taxonomy, so that two exports can be stacked and a category that
//! does not occur still has its place.

use crate::article::Format;
use crate::taxonomy::{
    About, ActorType, AmountKind, DuplicateKind, EntityLabel, Modifier, NotRead, Refers,
    StatementKind, StatementSource, ThreatType,
};

/// One closed set of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Vocabulary {
    /// `txt`, `md`, ...
    Format,
    /// `PER`, `ORG`, ...
    Label,
    /// `name`, `acronym`, ...
    Refers,
    /// `person`, `organization`, ...
    ActorType,
    /// `money`, `percent`, ...
    AmountKind,
    /// `approx`, `at_least`, ...
    Modifier,
    /// `loss`, `fine`, ...
    About,
    /// The 18 threat types.
    ThreatType,
    /// `asserted`, `alleged`, ...
    StatementKind,
    /// `article`, `speaker`, `document`.
    StatementSource,
    /// `perpetrator`, `target`: the two sides of an event.
    Side,
    /// `language`.
    NotRead,
    /// `exact`, `near`.
    DuplicateKind,
}

impl Vocabulary {
    /// Every set.
    pub const ALL: [Self; 13] = [
        Self::Format,
        Self::Label,
        Self::Refers,
        Self::ActorType,
        Self::AmountKind,
        Self::Modifier,
        Self::About,
        Self::ThreatType,
        Self::StatementKind,
        Self::StatementSource,
        Self::Side,
        Self::NotRead,
        Self::DuplicateKind,
    ];

    /// Its words, in order.
    pub fn words(self) -> Vec<&'static str> {
        macro_rules! names {
            ($enum:ident) => {
                $enum::ALL.iter().map(|value| value.name()).collect()
            };
        }
        match self {
            Self::Format => names!(Format),
            Self::Label => names!(EntityLabel),
            Self::Refers => names!(Refers),
            Self::ActorType => names!(ActorType),
            Self::AmountKind => names!(AmountKind),
            Self::Modifier => names!(Modifier),
            Self::About => names!(About),
            Self::ThreatType => names!(ThreatType),
            Self::StatementKind => names!(StatementKind),
            Self::StatementSource => names!(StatementSource),
            Self::Side => vec!["perpetrator", "target"],
            Self::NotRead => names!(NotRead),
            Self::DuplicateKind => names!(DuplicateKind),
        }
    }

    /// The place of a word in the set.
    pub fn place(self, word: &str) -> Option<usize> {
        self.words().iter().position(|known| *known == word)
    }
}
