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
            let roles = roles(reading, &statements, &[], &[event]);
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

/// The roles of the actors of some sentences without any event, by name.
fn roles_of(marks: &str, threats: &str) -> Vec<(String, Vec<Role>)> {
    with_reading(
        marks,
        threats,
        |_, _, _| None,
        |reading, statements| {
            let roles = roles(reading, statements, &[], &[]);
            let names = reading.story.actors.iter().map(|actor| actor.name.clone());
            names.zip(roles).filter(|(_, roles)| !roles.is_empty()).collect()
        },
    )
}

#[test]
fn who_charges_accuses() {
    let accusers = |marks: &str| -> Vec<String> {
        let found = roles_of(marks, "fraud").into_iter();
        found.filter(|(_, roles)| roles.contains(&Role::Accuser)).map(|(name, _)| name).collect()
    };
    let charged = "The [LOC United States] charged [PER Pak Chol] with fraud on Monday.";
    assert_eq!(accusers(charged), ["United States"]);
    let imposed = "The [LOC United States] imposed sanctions on the brokers of the scam.";
    assert_eq!(accusers(imposed), ["United States"]);
    let announced = "The charges were announced by U.S. Attorney [PER Ada Holt] and Special Agent in Charge [PER Lee Reyes].";
    assert_eq!(accusers(announced), ["Ada Holt", "Lee Reyes"]);
    let told = "Ships sanctioned by the [LOC United States] carry the goods of the scam.";
    assert!(accusers(told).is_empty());
    // A defendant has no office, and a merger is no charge.
    let defendant = "Attorney General [PER Ada Holt] announced charges against [PER Pak Chol].";
    assert_eq!(accusers(defendant), ["Ada Holt"]);
    let merger = "The merger was announced by its director [PER Ada Holt].";
    assert!(accusers(merger).is_empty());
    let fined = "[ORG Acme] charged its customers $5 for the scam warning.";
    assert!(accusers(fined).is_empty());
}

#[test]
fn who_alleges_accuses() {
    let told = "[PER Ada Holt] accused [GROUP Lazarus Group] of the scam.";
    let found = roles_of(told, "fraud");
    let of = |name: &str| found.iter().find(|(other, _)| other == name).map(|(_, roles)| &**roles);
    assert_eq!(of("Ada Holt"), Some(&[Role::Accuser][..]));
    assert_eq!(of("Lazarus Group"), None);
}

#[test]
fn who_accuses_together_accuses_each() {
    let accusers = |marks: &str| -> Vec<String> {
        let found = roles_of(marks, "fraud").into_iter();
        found.filter(|(_, roles)| roles.contains(&Role::Accuser)).map(|(name, _)| name).collect()
    };
    let accused = "[ORG Microsoft], [ORG Google] and the [ORG FBI] accused [GROUP Lazarus Group] of the scam.";
    assert_eq!(accusers(accused), ["Microsoft", "Google", "Federal Bureau of Investigation"]);
    let sanctioned = "[LOC Britain] and [LOC Australia] sanctioned [PER Ivan Petrov] for the scam.";
    assert_eq!(accusers(sanctioned), ["United Kingdom", "Australia"]);
    // A gang that claims its deed accuses nobody.
    assert!(accusers("[GROUP Killnet] claimed the scam.").is_empty());
}
