//! The CSV tables carried in the program: every reader wants the same thing, typed rows or a
//! build that is broken.

use serde::de::DeserializeOwned;

/// The rows of one table.
///
/// # Panics
/// If the table, which is part of the program, does not have the fields of `T`: the tests read
/// every table, so that no user can meet it.
pub(super) fn rows<T: DeserializeOwned>(name: &str, table: &str) -> Vec<T> {
    csv::Reader::from_reader(table.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap_or_else(|error| panic!("knowledge table {name}: {error}"))
}

/// Whether the rows under the head ascend, field by field, without doubles.
#[cfg(test)]
pub(super) fn ascends(table: &str) -> bool {
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(table.as_bytes()).records().map(Result::unwrap).collect();
    rows.windows(2).all(|two| two[0].iter().lt(two[1].iter()))
}
