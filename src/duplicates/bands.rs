//! The bands of the originals, in the database: which articles agree in a band with another one.
//!
//! A band's value is a hash, so in one table each of the 20 bands of an article would go to a page
//! of its own, and a long run would rewrite most of the table at every commit. Instead each
//! commit writes a table of its own, in order, and [`FAN`] tables of a size are merged into one
//! of the next: a log-structured merge. Each row is then written a few times in all.

use std::collections::BTreeSet;

use redb::{ReadTransaction, ReadableTable, TableDefinition, TableError, WriteTransaction};

use super::index::IndexError;

/// Band, its value, and the number of the original that has it.
pub(super) type Row = (u8, u64, u64);

/// The tables that there are: the first number that each holds, and how often it was merged.
const TABLES: TableDefinition<u64, u8> = TableDefinition::new("duplicates: tables of bands");

/// So many tables of one size become one.
const FAN: usize = 8;

/// Articles of one band that are compared, the first ones. More share a band only where they share
/// boilerplate that the cleaner did not see.
const MOST_COMPARED: usize = 64;

/// Calls `then` with the definition of the table of a size that begins with a number.
fn with_table<T>(first: u64, size: u8, then: impl FnOnce(TableDefinition<Row, ()>) -> T) -> T {
    then(TableDefinition::new(&format!("duplicates: bands from {first}, size {size}")))
}

/// Writes the rows of new originals, the first of which has the number `first`.
pub(super) fn put(
    writing: &WriteTransaction,
    first: u64,
    rows: impl IntoIterator<Item = Row>,
) -> Result<(), IndexError> {
    with_table(first, 0, |table| -> Result<(), IndexError> {
        let mut table = writing.open_table(table)?;
        for row in rows {
            table.insert(row, ())?;
        }
        Ok(())
    })?;
    writing.open_table(TABLES)?.insert(first, 0)?;
    merge(writing)
}

/// Merges the newest tables as long as there are enough of one size.
fn merge(writing: &WriteTransaction) -> Result<(), IndexError> {
    let mut tables = writing.open_table(TABLES)?;
    loop {
        let all = tables
            .iter()?
            .map(|row| row.map(|(first, size)| (first.value(), size.value())))
            .collect::<Result<Vec<_>, _>>()?;
        let Some((_, size)) = all.last().copied() else { return Ok(()) };
        let same = all.iter().rev().take_while(|(_, other)| *other == size).count();
        if same < FAN {
            return Ok(());
        }
        let old = &all[all.len() - same..];
        let first = old[0].0;
        with_table(first, size + 1, |table| merge_into(writing, table, old))?;
        for (first, size) in old {
            with_table(*first, *size, |table| writing.delete_table(table))?;
            tables.remove(first)?;
        }
        tables.insert(first, size + 1)?;
    }
}

/// Copies the rows of some tables into a new one, in order.
fn merge_into(
    writing: &WriteTransaction,
    target: TableDefinition<Row, ()>,
    old: &[(u64, u8)],
) -> Result<(), IndexError> {
    let mut target = writing.open_table(target)?;
    let mut sources = Vec::new();
    for (first, size) in old {
        sources.push(with_table(*first, *size, |table| writing.open_table(table))?);
    }
    let mut rows = Vec::new();
    for source in &sources {
        rows.push(source.iter()?);
    }
    // Of each source the row that comes next.
    let mut next = BTreeSet::new();
    let mut advance =
        |next: &mut BTreeSet<(Row, usize)>, source: usize| -> Result<(), IndexError> {
            if let Some(row) = rows[source].next() {
                next.insert((row?.0.value(), source));
            }
            Ok(())
        };
    for source in 0..sources.len() {
        advance(&mut next, source)?;
    }
    while let Some((row, source)) = next.pop_first() {
        target.insert(row, ())?;
        advance(&mut next, source)?;
    }
    Ok(())
}

/// Numbers of those that agree in one of some bands, the first ones of each.
pub(super) fn find(
    reading: &ReadTransaction,
    bands: &[(u8, u64)],
) -> Result<BTreeSet<u64>, IndexError> {
    let mut numbers = BTreeSet::new();
    if bands.is_empty() {
        return Ok(numbers);
    }
    let tables = match reading.open_table(TABLES) {
        Ok(tables) => tables,
        Err(TableError::TableDoesNotExist(_)) => return Ok(numbers),
        Err(error) => return Err(error.into()),
    };
    let mut left = vec![MOST_COMPARED; bands.len()];
    // In the order of their numbers, so what is left over are always the last ones.
    for table in tables.iter()? {
        let (first, size) = table?;
        let table = with_table(first.value(), size.value(), |table| reading.open_table(table))?;
        for ((band, value), left) in bands.iter().zip(&mut left) {
            for row in table.range((*band, *value, 0)..=(*band, *value, u64::MAX))?.take(*left) {
                numbers.insert(row?.0.value().2);
                *left -= 1;
            }
        }
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use redb::{Database, ReadableDatabase, ReadableTableMetadata, backends::InMemoryBackend};

    use super::*;

    fn database() -> Database {
        Database::builder().create_with_backend(InMemoryBackend::new()).unwrap()
    }

    /// Commits the rows of each group of originals by itself; every original has one band.
    fn filled(groups: &[Vec<(u8, u64)>]) -> Database {
        let database = database();
        let mut number = 0;
        for group in groups {
            let writing = database.begin_write().unwrap();
            let numbers = number..;
            let rows: BTreeSet<Row> =
                group.iter().zip(numbers).map(|((band, value), n)| (*band, *value, n)).collect();
            put(&writing, number, rows).unwrap();
            writing.commit().unwrap();
            number += group.len() as u64;
        }
        database
    }

    proptest! {
        #[test]
        fn finds_the_first_that_agree_however_they_were_committed(
            groups in prop::collection::vec(
                prop::collection::vec((0_u8..2, 0_u64..3), 1..40), 1..80),
        ) {
            let database = filled(&groups);
            let mut wanted: BTreeMap<(u8, u64), Vec<u64>> = BTreeMap::new();
            for (number, band) in (0..).zip(groups.iter().flatten()) {
                wanted.entry(*band).or_default().push(number);
            }
            let reading = database.begin_read().unwrap();
            for band in 0..2 {
                for value in 0..3 {
                    let found = find(&reading, &[(band, value)]).unwrap();
                    let all = wanted.get(&(band, value)).cloned().unwrap_or_default();
                    let first: BTreeSet<u64> = all.into_iter().take(MOST_COMPARED).collect();
                    prop_assert_eq!(found, first);
                }
            }
        }
    }

    #[test]
    fn tables_stay_few() {
        let groups: Vec<_> = (0..FAN * FAN * FAN - 1).map(|i| vec![(0, i as u64)]).collect();
        let database = filled(&groups);
        let tables = database.begin_read().unwrap().open_table(TABLES).unwrap().len().unwrap();
        // 511 commits are 777 in octal: seven tables of each of three sizes.
        assert_eq!(tables, 21);
    }
}
