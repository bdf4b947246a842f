//! The note of an article: its amounts of money and its events, which no other object has room for.

use std::fmt::Write as _;

use super::events::statement;
use super::objects::Object;
use crate::page::readable;
use crate::record::{AmountRecord, EventRecord, PartyRecord, Record};
use crate::taxonomy::AmountKind;

/// The note; `None` for an article with neither money nor events.
pub(super) fn note(record: &Record, report: &str, time: &str) -> Option<Object> {
    let mut content = String::new();
    let money = || record.amounts.iter().filter(|amount| amount.kind == AmountKind::Money);
    if money().next().is_some() {
        content.push_str("Money\n");
    }
    for amount in money() {
        let (start, end) = (amount.start, amount.end);
        let text = readable(record, &amount.text);
        let _ = writeln!(content, "- {}: \"{text}\" at {start} to {end}", sum(amount));
    }
    if !record.events.is_empty() {
        content.push_str("Events\n");
    }
    for event in &record.events {
        event_line(record, event, &mut content);
    }
    (!content.is_empty()).then(|| {
        Object::new("note", report, time)
            .with("abstract", "Money and events of the article, as a program read them")
            .with("content", content.trim_end())
            .with_list("object_refs", vec![report])
    })
}

/// "loss, about 3000000000 USD".
fn sum(amount: &AmountRecord) -> String {
    let number = |number: Option<crate::record::Number>| {
        number.map_or_else(|| "?".to_owned(), |number| number.0.normalize().to_string())
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(amount.about.map(|about| about.name().to_owned()));
    parts.push(match amount.value {
        Some(value) => number(Some(value)),
        None => format!("{} to {}", number(amount.min), number(amount.max)),
    });
    parts.extend(amount.currency.clone());
    parts.extend(amount.modifier.map(|modifier| modifier.name().to_owned()));
    parts.extend(amount.per.as_ref().map(|per| format!("per {per}")));
    parts.extend(amount.equivalent.and_then(|id| {
        let other = id < amount.id;
        other.then(|| format!("the same as amount {id}"))
    }));
    parts.join(", ")
}

fn event_line(record: &Record, event: &EventRecord, out: &mut String) {
    let kind = statement(record, event).map_or("", |statement| statement.kind.name());
    let _ = write!(out, "- {}, {kind}: ", event.kind);
    let (doers, targets) = (side(record, &event.perpetrators), side(record, &event.targets));
    let _ = write!(out, "{doers} to {targets}");
    let amounts = event.amounts.iter().filter_map(|id| record.amounts.get(*id));
    for text in amounts.map(|amount| &amount.text) {
        let _ = write!(out, "; {}", readable(record, text));
    }
    let dates = event.when.iter().filter_map(|id| record.dates.get(*id));
    for date in dates {
        let when = date.value.clone().unwrap_or_else(|| readable(record, &date.text));
        let _ = write!(out, "; {when}");
    }
    out.push('\n');
}

fn side(record: &Record, parties: &[PartyRecord]) -> String {
    if parties.is_empty() {
        return "somebody".to_owned();
    }
    let names = parties.iter().map(|party| readable(record, &party.text));
    names.collect::<Vec<_>>().join(" and ")
}
