//! Rows of two records and of a line that is none.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::*;
use crate::tables::Kind;

const RECORDS: &str = include_str!("../../../tests/cmd/export/records.jsonl");

fn all_rows() -> BTreeMap<Table, Vec<Vec<Cell<'static>>>> {
    let mut all: BTreeMap<Table, Vec<Vec<Cell<'static>>>> = BTreeMap::new();
    let mut take = |table: Table, cells: &[Cell<'_>]| {
        let own = |cell: &Cell<'_>| match cell {
            Cell::Text(text) => Cell::Text(Cow::Owned(text.to_string())),
            Cell::Null => Cell::Null,
            Cell::Int(number) => Cell::Int(*number),
            Cell::Word(word) => Cell::Word(word),
            Cell::Number(number) => Cell::Number(*number),
            Cell::Score(score) => Cell::Score(*score),
            Cell::Day(day) => Cell::Day(*day),
            Cell::Flag(flag) => Cell::Flag(*flag),
        };
        all.entry(table).or_default().push(cells.iter().map(own).collect());
    };
    for (article, line) in (1..).zip(RECORDS.lines()) {
        rows(article, &Line::from_json(line).unwrap(), &mut take);
    }
    let message = "no record".to_owned();
    unreadable(3, &Unreadable { path: "a".to_owned(), line: 7, message }, &mut take);
    all
}

#[test]
fn cells_are_those_of_the_columns() {
    let all = all_rows();
    for (table, row) in all.iter().flat_map(|(table, rows)| rows.iter().map(move |r| (table, r))) {
        assert_eq!(row.len(), table.columns().len(), "{table:?}");
        for (cell, column) in row.iter().zip(table.columns()) {
            let fits = match (cell, column.kind) {
                (Cell::Null, _) => column.nullable,
                (Cell::Word(word), Kind::Word(words)) => words.place(word).is_some(),
                (Cell::Int(_), Kind::Int)
                | (Cell::Text(_), Kind::Text)
                | (Cell::Number(_), Kind::Number)
                | (Cell::Score(_), Kind::Score)
                | (Cell::Day(_), Kind::Day)
                | (Cell::Flag(_), Kind::Flag) => true,
                _ => false,
            };
            assert!(fits, "{table:?}.{} holds {cell:?}", column.name);
        }
    }
    // The article has no place, and nothing in it is known only to the model's full scores.
    let empty: Vec<&Table> = Table::ALL.iter().filter(|t| !all.contains_key(t)).collect();
    assert_eq!(empty, [&Table::EventPlaces]);
}

#[test]
fn ranges_of_any_length_are_added_up() {
    let line = RECORDS.lines().next().unwrap();
    let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
    line["article"] = serde_json::json!([[0, usize::MAX], [0, usize::MAX]]);
    let line = Line::from_json(&line.to_string()).unwrap();
    let columns = Table::Articles.columns();
    let at = columns.iter().position(|column| column.name == "length").unwrap();
    let mut lengths = Vec::new();
    rows(1, &line, &mut |table, cells| {
        if table == Table::Articles
            && let Cell::Int(length) = &cells[at]
        {
            lengths.push(*length);
        }
    });
    assert_eq!(lengths, [i64::MAX]);
}

#[test]
fn a_copy_is_told_from_one_that_was_not_looked_for() {
    let line = RECORDS.lines().next().unwrap();
    let of = |duplicate: Option<serde_json::Value>| {
        let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
        if let Some(duplicate) = duplicate {
            line["duplicate_of"] = duplicate;
        }
        let line = Line::from_json(&line.to_string()).unwrap();
        let columns = Table::Articles.columns();
        let at = columns.iter().position(|column| column.name == "duplicate").unwrap();
        let mut cells = Vec::new();
        rows(1, &line, &mut |table, row| {
            if table == Table::Articles {
                cells = row[at..at + 4].iter().map(|cell| format!("{cell:?}")).collect();
            }
        });
        cells.join(" ")
    };
    let copy = serde_json::json!({"id": "ab", "kind": "near", "similarity": 0.875});
    assert_eq!(of(None), "Null Null Null Null");
    assert_eq!(of(Some(serde_json::Value::Null)), "Flag(false) Null Null Null");
    assert_eq!(of(Some(copy)), "Flag(true) Text(\"ab\") Word(\"near\") Score(0.875)");
}

/// The cells of some columns of a table, row by row.
fn shown(table: Table, columns: &[&str]) -> Vec<String> {
    let place = |name: &&str| table.columns().iter().position(|c| c.name == *name).unwrap();
    let places: Vec<usize> = columns.iter().map(place).collect();
    let cell = |cell: &Cell<'_>| match cell {
        Cell::Null => "-".to_owned(),
        Cell::Int(number) => number.to_string(),
        Cell::Text(text) => text.to_string(),
        Cell::Word(word) => (*word).to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Score(score) => score.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    };
    let rows = &all_rows()[&table];
    let row = |row: &Vec<Cell<'_>>| {
        places.iter().map(|place| cell(&row[*place])).collect::<Vec<_>>().join(" | ")
    };
    rows.iter().map(row).collect()
}

#[test]
fn rows_say_what_the_record_says() {
    assert_eq!(
        shown(Table::Mentions, &["article", "mention", "sentence", "text", "label", "actor"]),
        [
            "1 | 0 | 0 | Lazarus Group | GROUP | 0",
            "1 | 1 | 0 | Orbit Bridge | LOC | -",
            "1 | 2 | 0 | Seoul | LOC | 1",
        ]
    );
    assert_eq!(
        shown(Table::Amounts, &["value", "min", "currency", "about", "about_text", "counted"]),
        ["600000000 | - | USD | loss | stole | true"]
    );
    assert_eq!(
        shown(Table::Dates, &["value", "day", "first_day", "last_day"]),
        ["2024-04-04 | 2024-04-04 | 2024-04-04 | 2024-04-04"]
    );
    assert_eq!(
        shown(Table::EventParties, &["event", "side", "rank", "start", "stop", "text", "actor"]),
        [
            "0 | perpetrator | 0 | 0 | 13 | Lazarus Group | 0",
            "0 | target | 0 | 44 | 56 | Orbit Bridge | -"
        ]
    );
    assert_eq!(
        shown(Table::Actors, &["name", "type", "perpetrator", "accuser", "speaker"]),
        [
            "Lazarus Group | group | true | false | false",
            "South Korea | state | false | true | true"
        ]
    );
    assert_eq!(
        shown(Table::Errors, &["article", "path", "item", "kind", "wiredesk"]),
        ["2 | empty.txt | - | empty | 0.1.0", "3 | a | 7 | record | -"]
    );
    assert_eq!(
        shown(Table::Sentences, &["text"]),
        ["Lazarus Group stole about $600 million from Orbit Bridge on April 4, 2024, Seoul said."]
    );
}
