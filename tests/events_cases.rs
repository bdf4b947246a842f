//! The passages of `tests/cases/events.txt` through the whole program: how many of the statements
//! and events that a careful reader found there it finds, and how many of its own are right.

use std::fmt::Write as _;

use wiredesk::record::{EventRecord, PartyRecord, Record, StatementRecord};
use wiredesk::{Desk, Worker};

const CASES: &str = include_str!("cases/events.txt");
const MORE: &str = include_str!("cases/events_more.txt");
const SIDES: &str = include_str!("cases/events_sides.txt");
const FRAMES: &str = include_str!("cases/events_frames.txt");
const STATEMENTS: &str = include_str!("cases/statements.txt");
const MORE_STATEMENTS: &str = include_str!("cases/statements_more.txt");
const CAREFUL_STATEMENTS: &str = include_str!("cases/statements_careful.txt");

/// A passage and what it holds.
struct Case<'a> {
    line: usize,
    text: &'a str,
    statements: Vec<Vec<&'a str>>,
    events: Vec<Vec<&'a str>>,
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(rest) = line.strip_prefix("  s: ") {
            cases.last_mut().unwrap().statements.push(rest.split(" | ").collect());
        } else if let Some(rest) = line.strip_prefix("  e: ") {
            cases.last_mut().unwrap().events.push(rest.split(" | ").collect());
        } else {
            cases.push(Case { line: number + 1, text: line, statements: vec![], events: vec![] });
        }
    }
    cases
}

/// Where the names of a field stand in the text, in code points: `;` parts them, `-` is nobody.
fn places(text: &str, field: &str) -> Vec<(usize, usize)> {
    if field == "-" {
        return Vec::new();
    }
    let place = |name: &str| {
        let at = text.find(name).unwrap_or_else(|| panic!("{name:?} is not in {text:?}"));
        let start = text[..at].chars().count();
        (start, start + name.chars().count())
    };
    field.split("; ").map(place).collect()
}

/// Whether every name is met by a party, and every party by a name. The same words elsewhere in
/// the passage count as well, and so do the mentions of the party's actor.
fn fits(record: &Record, field: &str, parties: &[PartyRecord]) -> bool {
    let text = record.text.as_deref().unwrap();
    let names = places(text, field);
    let meets = |(start, end): &(usize, usize), party: &PartyRecord| {
        let name: String = text.chars().skip(*start).take(end - start).collect();
        party.start < *end && *start < party.end
            || party.text.contains(&name)
            || name.contains(&party.text)
            || party.actor.is_some_and(|actor| {
                let own = record.mentions.iter().filter(|mention| mention.actor == Some(actor));
                own.clone().any(|mention| mention.start < *end && *start < mention.end)
            })
    };
    names.iter().all(|name| parties.iter().any(|party| meets(name, party)))
        && parties.iter().all(|party| names.iter().any(|name| meets(name, party)))
}

fn is_event(record: &Record, expected: &[&str], event: &EventRecord) -> bool {
    expected[0] == event.kind.name()
        && fits(record, expected[1], &event.perpetrators)
        && fits(record, expected[2], &event.targets)
}

fn shown(event: &EventRecord) -> String {
    let names = |parties: &[PartyRecord]| {
        parties.iter().map(|party| party.text.clone()).collect::<Vec<_>>().join("; ")
    };
    let (by, to) = (names(&event.perpetrators), names(&event.targets));
    format!("{} | {by} | {to}  [{}]", event.kind, event.rule)
}

#[derive(Default)]
struct Count {
    statements: usize,
    found: usize,
    kinds: usize,
    speakers: usize,
    sources: usize,
    events: usize,
    ours: usize,
    right: usize,
    report: String,
}

fn check(worker: &mut Worker, case: &Case, count: &mut Count) {
    let record: Record = worker.annotate_text(case.text).unwrap();
    let mut wrong = Vec::new();
    let mut free: Vec<&StatementRecord> = record.statements.iter().collect();
    for expected in &case.statements {
        count.statements += 1;
        let (start, end) = places(case.text, expected[3])[0];
        let sentence = record.sentences.iter().position(|s| s.start <= start && end <= s.end);
        let inside = free.iter().position(|s| s.start <= start && end <= s.end);
        let at = inside.or_else(|| free.iter().position(|s| Some(s.sentence) == sentence));
        let Some(at) = at else {
            wrong.push(format!("no statement for {expected:?}"));
            continue;
        };
        let statement = free.remove(at);
        count.found += 1;
        let kind = expected[0] == statement.kind.name();
        let speaker = match &statement.speaker {
            Some(speaker) => fits_one(&record, expected[1], speaker),
            None => expected[1] == "-",
        };
        let source = expected[2] == statement.source.name();
        count.kinds += usize::from(kind);
        count.speakers += usize::from(speaker);
        count.sources += usize::from(source);
        if !(kind && speaker && source) {
            let by = statement.speaker.as_ref().map_or("-", |s| s.text.as_str());
            wrong.push(format!(
                "expected {expected:?}\n    found {} | {by} | {} | {} (cue {:?})",
                statement.kind,
                statement.source,
                statement.text,
                statement.cue.as_ref().map(|cue| &cue.text)
            ));
        }
    }
    let mut ours: Vec<&EventRecord> = record.events.iter().collect();
    count.ours += ours.len();
    for expected in &case.events {
        count.events += 1;
        match ours.iter().position(|event| is_event(&record, expected, event)) {
            Some(at) => {
                ours.remove(at);
                count.right += 1;
            }
            None => wrong.push(format!("no event {}", expected.join(" | "))),
        }
    }
    wrong.extend(ours.iter().map(|event| format!("wrong event {}", shown(event))));
    if !wrong.is_empty() {
        let seen: Vec<_> = record
            .sentences
            .iter()
            .map(|s| {
                s.threats
                    .iter()
                    .map(|(t, v)| format!("{t} {}", v.value()))
                    .collect::<Vec<_>>()
                    .join(",")
            })
            .collect();
        write!(
            count.report,
            "\n{}: {}\n  ({seen:?})\n  {}",
            case.line,
            case.text,
            wrong.join("\n  ")
        )
        .unwrap();
    }
}

/// Any of several speakers will do.
fn fits_one(record: &Record, field: &str, speaker: &PartyRecord) -> bool {
    field.split("; ").any(|name| fits(record, name, std::slice::from_ref(speaker)))
}

fn measure(name: &str, text: &str) -> Count {
    let desk = Desk::open().unwrap();
    let mut worker = desk.worker();
    let mut count = Count::default();
    for case in cases(text) {
        check(&mut worker, &case, &mut count);
    }
    println!("{}\n\n{name}", count.report);
    println!(
        "statements: {} of {} found; right: kind {}, speaker {}, source {}",
        count.found, count.statements, count.kinds, count.speakers, count.sources
    );
    println!("events: {} of {} found, {} made", count.right, count.events, count.ours);
    count
}

/// The least that the passages were brought to; they were read while the rules grew. Since version 0.6.0 of the
/// model its opinion comes before theirs: better on articles that nobody had looked at, not on these. Since 0.8.0 it also links
/// words of other sentences, of which a passage has few.
fn assert_at_least(count: &Count, kinds: usize, precision: usize, recall: usize) {
    assert!(count.kinds * 100 >= count.statements * kinds, "kinds of statements");
    assert!(count.right * 100 >= count.ours * precision, "precision of events");
    assert!(count.right * 100 >= count.events * recall, "recall of events");
}

#[test]
fn statements_and_events_of_the_passages() {
    assert_at_least(&measure("events.txt", CASES), 80, 55, 48);
}

#[test]
fn statements_and_events_of_more_passages() {
    assert_at_least(&measure("events_more.txt", MORE), 85, 50, 41);
}

#[test]
fn who_speaks_and_whose_it_is() {
    assert_at_least(&measure("events_sides.txt", SIDES), 85, 75, 60);
}

#[test]
fn frames_of_the_news() {
    assert_at_least(&measure("events_frames.txt", FRAMES), 85, 75, 60);
}

#[test]
fn kinds_and_speakers_that_were_wrong_once() {
    let count = measure("statements_careful.txt", CAREFUL_STATEMENTS);
    assert_eq!(count.kinds, count.statements, "kinds of statements");
    assert_eq!(count.speakers, count.statements, "speakers");
}

/// A quotation that goes on in the next paragraph is opened anew there and closed only at its end.
#[test]
fn a_quotation_of_several_paragraphs_keeps_its_speaker() {
    let text = "Hackers stole the data of a bank\n\n“Hackers stole our data,” said John Smith, chief executive of Acme. \
                “We are working on it.\n\n“They also took $5 million in a ransomware attack.”\n";
    let record: Record = Desk::open().unwrap().worker().annotate_text(text).unwrap();
    let start = text.find("They also").unwrap();
    let at = record.statements.iter().find(|s| s.end > start).expect("a statement");
    let speaker = at.speaker.as_ref().expect("a speaker");
    assert!(fits_one(&record, "John Smith", speaker));
}

/// Headlines name who says so behind a colon, or before it, and behind a dash.
#[test]
fn headlines_say_who_says_so() {
    let desk = Desk::open().unwrap();
    let mut worker = desk.worker();
    for (headline, speaker) in [
        ("Spy chief: Russia behind hack of German parliament", "Spy chief"),
        ("UN panel: North Korea stole $3bn in crypto", "UN panel"),
        ("Think tank: Chinese hackers target Taiwan chipmakers", "Think tank"),
        ("Mayor: City will not pay $1m ransom to hackers", "Mayor"),
        ("North Korea sent 20,000 containers of shells to Russia: spy agency", "spy agency"),
        ("Chinese hackers breached Treasury workstations - officials", "officials"),
        ("Ransomware attack cost council £3m – report", "-"),
        ("Ransomware: hackers stole data of 2 million patients", "-"),
        ("Crypto scam victims: hackers stole our $4m", "-"),
        ("Hackers stole data of 2 million patients – and their X-rays", "-"),
    ] {
        let text =
            format!("{headline}\n\nThe hospital was closed on Monday, its spokeswoman said.\n");
        let record: Record = worker.annotate_text(&text).unwrap();
        let told =
            record.statements.iter().find(|s| s.start < headline.len()).expect("a statement");
        match &told.speaker {
            Some(found) => assert!(fits_one(&record, speaker, found), "{headline}"),
            None => assert_eq!(speaker, "-", "{headline}"),
        }
    }
}

#[test]
fn kinds_of_statements() {
    for (name, text) in [("statements.txt", STATEMENTS), ("statements_more.txt", MORE_STATEMENTS)] {
        let count = measure(name, text);
        assert!(count.kinds * 100 >= count.statements * 80, "kinds of statements: {name}");
    }
}
