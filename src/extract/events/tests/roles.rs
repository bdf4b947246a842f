//! Who accuses.

use super::*;
use crate::taxonomy::Role;

/// Whether somebody accuses where the first statement of sentences names who did it, as later sentences do, and the deed is done by
/// and to those named.
fn accuses(marks: &str, by: &str, to: &str) -> bool {
    with_reading(
        marks,
        "financial_theft",
        |_, _, _| None,
        |reading, statements| {
            let story = &reading.story;
            let party = |name: &str| {
                let at = story.mentions.iter().position(|m| m.span.of(story.text) == name);
                reading.named(at.expect("a mention"))
            };
            let mut statements = statements.to_vec();
            for statement in &mut statements {
                statement.accuses = true;
            }
            let event = Event {
                kind: ThreatType::FinancialTheft,
                perpetrators: vec![party(by)],
                targets: vec![party(to)],
                amounts: Vec::new(),
                when: Vec::new(),
                places: Vec::new(),
                statement: Some(0),
                sentences: vec![0],
                rule: "steal",
                evidence: None,
            };
            let roles = roles(story, &statements, &[event]);
            roles.iter().any(|roles| roles.contains(&Role::Accuser))
        },
    )
}

#[test]
fn a_victim_accuses_only_whom_it_names() {
    const BLAMED: &str = "Police blamed [GROUP Lazarus Group] for the theft.";
    let told = format!("[ORG Lanka Bank] said that hackers had stolen $5 million.\n{BLAMED}");
    assert!(!accuses(&told, "Lazarus Group", "Lanka Bank"));
    let named = "[ORG Lanka Bank] said that [GROUP Lazarus Group] had stolen $5 million.";
    assert!(accuses(named, "Lazarus Group", "Lanka Bank"));
    // Another may have said it elsewhere.
    let other = format!(
        "[ORG Mandiant] said that hackers had stolen $5 million from [ORG Lanka Bank].\n{BLAMED}"
    );
    assert!(accuses(&other, "Lazarus Group", "Lanka Bank"));
}
