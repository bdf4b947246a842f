//! Extraction: from sentences, words and the model's scores to what an article says.

pub mod actors;
pub mod amounts;
mod clauses;
pub mod dates;
mod entities;
pub mod events;
#[cfg(test)]
mod marked;
pub mod statements;
pub mod story;

pub use entities::{entities, one_sense, user_lists};

use crate::taxonomy::{EntityLabel, Role};
use crate::text::Span;
use events::{Event, Summary};
use statements::Statement;
use story::{Reading, Story};

/// One named thing in the text. Spans are in the text of the article's view.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The name: whole words, no nesting.
    pub span: Span,
    /// What it names.
    pub label: EntityLabel,
    /// The model's mean probability of the label over the words, 0 to 1; `None` where the model
    /// did not mark it: a gazetteer knew the name, or the rest of the article told.
    pub score: Option<f32>,
}

/// What an article says of who did what to whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// Who says what, and how sure.
    pub statements: Vec<Statement>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// The roles of each actor, in the order of the taxonomy.
    pub roles: Vec<Vec<Role>>,
    /// The article as a whole.
    pub summary: Summary,
}

/// Reads a story: its statements, its events, and what follows from them.
pub fn account(story: Story) -> Account {
    let reading = Reading::new(story);
    let suspects = events::Suspects::of(&reading);
    let (mut statements, speakers) = statements::statements(&reading, &suspects);
    statements::accuse(&reading, &mut statements, &suspects);
    statements::as_the_model_reads(&reading, &mut statements);
    let events = events::events(&reading, &statements);
    let roles = events::roles(&reading, &statements, &speakers, &events);
    let summary = events::summary(&roles, story);
    Account { statements, events, roles, summary }
}
