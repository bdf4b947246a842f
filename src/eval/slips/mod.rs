//! Slips: what is missing, made up, or not quite right, one by one and in its context.
//!
//! They are judged by the same pairs as the figures of their layer, so that they add up to these.

mod actors;
mod events;
mod page;
mod spans;
mod statements;
mod threats;

use serde::Serialize;

use super::annotation::{ActorName, Annotation, Party, Range};
use super::pairing::Pair;

/// Characters of context on either side.
const CONTEXT: usize = 40;

/// Characters from which on the middle of a stretch is left out, and how many stay at either end.
const LONG: usize = 240;
const END: usize = 100;

/// The layers whose slips are told.
pub const LAYERS: [&str; 8] =
    ["article", "entities", "actors", "amounts", "dates", "threats", "statements", "events"];

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// Gold that nothing was found for.
    Missed,
    /// Found where the gold has nothing.
    Spurious,
    /// The right ends and the wrong label; an actor of the wrong type.
    WrongType,
    /// The right label and a wrong end.
    WrongBoundary,
    /// An overlap, and nothing else right.
    WrongTypeAndBoundary,
    /// The right place and the wrong value.
    WrongValue,
    /// A statement of the wrong kind.
    WrongKind,
    /// A statement of the wrong speaker.
    WrongSpeaker,
    /// A statement with the wrong source.
    WrongSource,
    /// An actor that is known, and was not linked.
    MissedLink,
    /// An actor that is not known, and was linked.
    SpuriousLink,
    /// An actor that was linked to another.
    WrongLink,
    /// Mentions of one actor that were taken for another's, or for nobody's.
    WrongActor,
    /// An actor with other roles.
    WrongRoles,
    /// An event of the right type with other perpetrators.
    WrongPerpetrators,
    /// An event of the right type with other targets.
    WrongTargets,
    /// An event of the right type with other perpetrators and targets.
    WrongParties,
}

impl Slip {
    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::WrongType => "wrong type",
            Self::WrongBoundary => "wrong boundary",
            Self::WrongTypeAndBoundary => "wrong type and boundary",
            Self::WrongValue => "wrong value",
            Self::WrongKind => "wrong kind",
            Self::WrongSpeaker => "wrong speaker",
            Self::WrongSource => "wrong source",
            Self::MissedLink => "missed link",
            Self::SpuriousLink => "spurious link",
            Self::WrongLink => "wrong link",
            Self::WrongActor => "wrong actor",
            Self::WrongRoles => "wrong roles",
            Self::WrongPerpetrators => "wrong perpetrators",
            Self::WrongTargets => "wrong targets",
            Self::WrongParties => "wrong perpetrators and targets",
        }
    }
}

/// One slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// The layer.
    pub layer: &'static str,
    /// What is wrong.
    pub slip: Slip,
    /// The article.
    pub article: String,
    /// Where, in code points: gold and found together.
    pub start: usize,
    /// One past its end.
    pub end: usize,
    /// The text before it.
    pub before: String,
    /// What stands there; of a long stretch, its two ends.
    pub text: String,
    /// The text behind it.
    pub after: String,
    /// What the gold says; null if nothing.
    pub gold: Option<String>,
    /// What was found; null if nothing.
    pub found: Option<String>,
}

/// All slips of an article, in the order of the text.
pub fn slips(pair: &Pair) -> Vec<Case> {
    let text = pair.text().chars().collect();
    let mut notes = Notes { text, article: pair.gold.name(), cases: Vec::new() };
    page::note(pair, &mut notes);
    spans::mentions(pair, &mut notes);
    actors::note(pair, &mut notes);
    spans::amounts_of(&pair.gold, &pair.found, &mut notes);
    spans::dates_of(&pair.gold, &pair.found, &mut notes);
    threats::note(&pair.gold, &pair.found, &mut notes);
    statements::note(&pair.gold, &pair.found, &mut notes);
    events::note(&pair.gold, &pair.found, &mut notes);
    let mut cases = notes.cases;
    cases.sort_by_key(|case| (case.start, case.end));
    cases
}

/// How often each layer has each kind of slip, in the order of [`LAYERS`].
pub fn counted(cases: &[Case]) -> Vec<(&'static str, Slip, usize)> {
    let mut all = std::collections::BTreeMap::new();
    let place = |layer: &str| LAYERS.iter().position(|known| *known == layer);
    for case in cases {
        *all.entry((place(case.layer), case.layer, case.slip)).or_insert(0) += 1;
    }
    all.into_iter().map(|((_, layer, slip), count)| (layer, slip, count)).collect()
}

/// What is noted of one article.
struct Notes<'p> {
    text: Vec<char>,
    article: &'p str,
    cases: Vec<Case>,
}

impl Notes<'_> {
    fn add(
        &mut self,
        layer: &'static str,
        slip: Slip,
        [start, end]: Range,
        gold: Option<String>,
        found: Option<String>,
    ) {
        let stretch = if end.saturating_sub(start) > LONG {
            let ends = [[start, start + END], [end - END, end]].map(|range| self.line(range));
            ends.join(" ... ")
        } else {
            self.line([start, end])
        };
        self.cases.push(Case {
            layer,
            slip,
            article: self.article.to_owned(),
            start,
            end,
            before: self.line([start.saturating_sub(CONTEXT), start]),
            text: stretch,
            after: self.line([end, end + CONTEXT]),
            gold,
            found,
        });
    }

    /// What stands in a range.
    fn piece(&self, [start, end]: Range) -> String {
        let length = self.text.len();
        self.text[start.min(length)..end.min(length)].iter().collect()
    }

    /// What stands in a range, in one line.
    fn line(&self, range: Range) -> String {
        self.piece(range).chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
    }

    /// Somebody, as the text or the actor names him.
    fn party(&self, all: &Annotation, party: &Party) -> String {
        if let (Some(start), Some(end)) = (party.start, party.end) {
            return format!("{:?}", self.line([start, end]));
        }
        match &party.actor {
            Some(ActorName::Name(name)) => name.clone(),
            Some(ActorName::Id(id)) => {
                let actor = all.actors.iter().flatten().find(|actor| actor.id == Some(*id));
                actor.map_or_else(|| format!("actor {id}"), |actor| actor.name.clone())
            }
            None => "nobody".to_owned(),
        }
    }

    /// Some parties, or nobody.
    fn parties(&self, all: &Annotation, parties: &[Party]) -> String {
        let named: Vec<String> = parties.iter().map(|party| self.party(all, party)).collect();
        if named.is_empty() { "nobody".to_owned() } else { named.join(" and ") }
    }
}

/// The range that covers both.
fn both([a, b]: Range, [c, d]: Range) -> Range {
    [a.min(c), b.max(d)]
}
