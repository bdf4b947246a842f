//! The passages of `tests/cases/actors.txt` through the whole program: how many of the actors that a
//! careful reader gathers it gathers, each with all of its mentions and no other.

use wiredesk::record::{ActorRecord, Record};
use wiredesk::{Desk, Worker};

const CASES: &str = include_str!("cases/actors.txt");

/// The least of the passages' actors that must be right, in percent; they were read while the rules
/// grew.
const LEAST: usize = 92;

/// A passage and the actors that it names.
struct Case<'a> {
    line: usize,
    text: String,
    actors: Vec<&'a str>,
}

fn cases() -> Vec<Case<'static>> {
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in CASES.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match line.strip_prefix("  ") {
            Some(actor) => cases.last_mut().unwrap().actors.push(actor),
            None => cases.push(Case {
                line: number + 1,
                text: line.replace("\\n", "\n"),
                actors: Vec::new(),
            }),
        }
    }
    cases
}

/// An actor of a record in the form of the file, with its links.
fn shown(record: &Record, actor: &ActorRecord) -> String {
    let mentions: Vec<String> = actor
        .mentions
        .iter()
        .map(|id| {
            let text = record.mentions[*id].text.as_str();
            let bare = text.strip_prefix("the ").or_else(|| text.strip_prefix("The "));
            bare.unwrap_or(text).replace('\n', "\\n")
        })
        .collect();
    format!("{} | {}", actor.kind, mentions.join("; "))
}

fn is_right(record: &Record, expected: &str) -> bool {
    let (head, mentions) = expected.split_once(" | ").unwrap();
    let (kind, link) = head.split_once(' ').map_or((head, None), |(kind, link)| (kind, Some(link)));
    record.actors.iter().any(|actor| {
        shown(record, actor) == format!("{kind} | {mentions}")
            && link.is_none_or(|link| actor.links.iter().any(|known| known.id == link))
    })
}

/// Right and all of a passage.
fn check(worker: &mut Worker, case: &Case) -> (usize, usize) {
    let record: Record = worker.annotate_text(&case.text).unwrap();
    let wrong: Vec<&&str> = case.actors.iter().filter(|actor| !is_right(&record, actor)).collect();
    if !wrong.is_empty() {
        println!("\n{}: {}", case.line, case.text);
        for actor in &wrong {
            println!("  expected {actor}");
        }
        for actor in &record.actors {
            println!("  found    {}", shown(&record, actor));
        }
    }
    (case.actors.len() - wrong.len(), case.actors.len())
}

#[test]
fn actors_of_the_passages() {
    let desk = Desk::open().unwrap();
    let mut worker = desk.worker();
    let (mut right, mut all) = (0, 0);
    for case in cases() {
        let (own, of) = check(&mut worker, &case);
        right += own;
        all += of;
    }
    println!("\nactors: {right} of {all} right");
    assert!(right * 100 >= all * LEAST, "{right} of {all}");
}
