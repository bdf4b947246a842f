//! Tables of the database whose keys are hashes, so that neighbours in time are strangers in order.
//!
//! In one table each new key would go to a page of its own, and a long run would rewrite most of
//! the table at every commit. Instead each commit writes a table of its own, in order, and
//! [`FAN`] tables of a size are merged into one of the next: a log-structured merge. Each row is
//! then written a few times in all, whatever the length of the run. Most keys that are looked up
//! are new; a [`Filter`] says so without a look at the disk.

mod filter;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use redb::{
    Key, ReadOnlyTable, ReadTransaction, ReadableTable, TableDefinition, TableError, Value,
    WriteTransaction,
};

pub(crate) use filter::Filter;

/// So many tables of one size become one.
const FAN: usize = 8;

/// An error of the database.
type Wrong = redb::Error;

/// What can be a key: a value of its own, not a view of one.
pub(crate) trait OwnKey:
    Key + Ord + Copy + 'static + for<'a> Value<SelfType<'a> = Self>
{
}
impl<K: Key + Ord + Copy + 'static + for<'a> Value<SelfType<'a> = Self>> OwnKey for K {}

/// What can be a value.
pub(crate) trait OwnValue: Copy + 'static + for<'a> Value<SelfType<'a> = Self> {}
impl<V: Copy + 'static + for<'a> Value<SelfType<'a> = Self>> OwnValue for V {}

/// A table in pieces.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merged<K, V> {
    name: &'static str,
    rows: std::marker::PhantomData<(K, V)>,
}

impl<K: OwnKey, V: OwnValue> Merged<K, V> {
    /// That of a name, which no other table of the database has.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, rows: std::marker::PhantomData }
    }

    /// The pieces: the number of each, which grows with time, and how often it was merged.
    fn with_pieces<T>(self, then: impl FnOnce(TableDefinition<'_, u64, u8>) -> T) -> T {
        then(TableDefinition::new(&format!("{}: pieces", self.name)))
    }

    fn with_piece<T>(
        self,
        (number, size): (u64, u8),
        then: impl FnOnce(TableDefinition<'_, K, V>) -> T,
    ) -> T {
        then(TableDefinition::new(&format!("{} from {number}, size {size}", self.name)))
    }

    /// Writes rows, in the order of their keys. What was there under a key counts no more.
    pub(crate) fn put(
        self,
        writing: &WriteTransaction,
        rows: impl IntoIterator<Item = (K, V)>,
    ) -> Result<(), Wrong> {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return Ok(());
        }
        let mut pieces = self.with_pieces(|pieces| writing.open_table(pieces))?;
        let number = pieces.last()?.map_or(0, |(number, _)| number.value() + 1);
        let mut piece = self.with_piece((number, 0), |piece| writing.open_table(piece))?;
        for (key, value) in rows {
            piece.insert(key, value)?;
        }
        drop(piece);
        pieces.insert(number, 0)?;
        loop {
            let all = list(&pieces)?;
            let Some((_, size)) = all.last().copied() else { return Ok(()) };
            let same = all.iter().rev().take_while(|(_, other)| *other == size).count();
            if same < FAN {
                return Ok(());
            }
            let old = &all[all.len() - same..];
            // The number of the last one, so that numbers keep growing.
            let number = old[old.len() - 1].0;
            self.merge(writing, old, (number, size + 1))?;
            for piece in old {
                self.with_piece(*piece, |piece| writing.delete_table(piece))?;
                pieces.remove(piece.0)?;
            }
            pieces.insert(number, size + 1)?;
        }
    }

    /// Copies the rows of some pieces into a new one, in order; of equal keys the newest row.
    fn merge(
        self,
        writing: &WriteTransaction,
        old: &[(u64, u8)],
        new: (u64, u8),
    ) -> Result<(), Wrong> {
        let mut target = self.with_piece(new, |piece| writing.open_table(piece))?;
        let mut sources = Vec::new();
        for piece in old {
            sources.push(self.with_piece(*piece, |piece| writing.open_table(piece))?);
        }
        let mut rows = Vec::new();
        for source in &sources {
            rows.push(source.iter()?);
        }
        // Of each source the row that comes next.
        let mut next = BTreeMap::new();
        let mut advance =
            |next: &mut BTreeMap<(K, usize), V>, source: usize| -> Result<(), Wrong> {
                if let Some(row) = rows[source].next() {
                    let (key, value) = row?;
                    next.insert((key.value(), source), value.value());
                }
                Ok(())
            };
        for source in 0..sources.len() {
            advance(&mut next, source)?;
        }
        while let Some(((key, source), value)) = next.pop_first() {
            // The newest piece is the last one, and of equal keys the last source comes last.
            target.insert(key, value)?;
            advance(&mut next, source)?;
        }
        Ok(())
    }

    /// Numbers and sizes of the pieces, from the oldest to the newest.
    fn list(self, reading: &ReadTransaction) -> Result<Vec<(u64, u8)>, Wrong> {
        match self.with_pieces(|pieces| reading.open_table(pieces)) {
            Ok(pieces) => list(&pieces),
            Err(TableError::TableDoesNotExist(_)) => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        }
    }

    fn open(
        self,
        reading: &ReadTransaction,
        piece: (u64, u8),
    ) -> Result<ReadOnlyTable<K, V>, Wrong> {
        Ok(self.with_piece(piece, |piece| reading.open_table(piece))?)
    }

    /// The pieces there are, from the oldest to the newest.
    pub(crate) fn pieces(
        self,
        reading: &ReadTransaction,
    ) -> Result<Vec<ReadOnlyTable<K, V>>, Wrong> {
        self.list(reading)?.into_iter().map(|piece| self.open(reading, piece)).collect()
    }

    /// The newest value of a key.
    pub(crate) fn get(self, reading: &ReadTransaction, key: K) -> Result<Option<V>, Wrong> {
        for piece in self.list(reading)?.into_iter().rev() {
            if let Some(value) = self.open(reading, piece)?.get(key)? {
                return Ok(Some(value.value()));
            }
        }
        Ok(None)
    }
}

/// Up to so many keys of a range, over all pieces from the oldest on.
pub(crate) fn first_of<K: OwnKey, V: OwnValue>(
    pieces: &[ReadOnlyTable<K, V>],
    range: &RangeInclusive<K>,
    most: usize,
) -> Result<Vec<K>, Wrong> {
    let mut keys = Vec::new();
    for piece in pieces {
        for row in piece.range(range.clone())?.take(most - keys.len()) {
            keys.push(row?.0.value());
        }
    }
    Ok(keys)
}

fn list(pieces: &impl ReadableTable<u64, u8>) -> Result<Vec<(u64, u8)>, Wrong> {
    let rows = pieces.iter()?.map(|row| row.map(|(number, size)| (number.value(), size.value())));
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use redb::{Database, ReadableDatabase, backends::InMemoryBackend};

    use super::*;

    const TABLE: Merged<(u8, u64), u32> = Merged::new("test");

    /// Each group of rows in a commit of its own.
    fn filled(groups: &[BTreeMap<(u8, u64), u32>]) -> Database {
        let database = Database::builder().create_with_backend(InMemoryBackend::new()).unwrap();
        for group in groups {
            let writing = database.begin_write().unwrap();
            TABLE.put(&writing, group.iter().map(|(key, value)| (*key, *value))).unwrap();
            writing.commit().unwrap();
        }
        database
    }

    proptest! {
        #[test]
        fn says_what_one_table_would(
            groups in prop::collection::vec(
                prop::collection::btree_map((0_u8..3, 0_u64..20), any::<u32>(), 0..12), 0..90),
        ) {
            let database = filled(&groups);
            let reading = database.begin_read().unwrap();
            let mut one = BTreeMap::new();
            for group in &groups {
                one.extend(group.iter().map(|(key, value)| (*key, *value)));
            }
            for band in 0..3 {
                for place in 0..20 {
                    let key = (band, place);
                    prop_assert_eq!(TABLE.get(&reading, key).unwrap(), one.get(&key).copied());
                }
            }
        }

        #[test]
        fn finds_the_first_of_a_range_however_they_were_committed(
            groups in prop::collection::vec(prop::collection::vec(0_u8..3, 1..40), 1..90),
        ) {
            // Each key once, with numbers that grow, as originals have them.
            let mut number = 0;
            let groups: Vec<_> = groups
                .iter()
                .map(|group| {
                    group.iter().map(|band| { number += 1; ((*band, number), 0) }).collect()
                })
                .collect();
            let database = filled(&groups);
            let pieces = TABLE.pieces(&database.begin_read().unwrap()).unwrap();
            for band in 0..3 {
                let range = (band, 0)..=(band, u64::MAX);
                let found = first_of(&pieces, &range, 10).unwrap();
                let all = groups.iter().flat_map(BTreeMap::keys).copied();
                let first: Vec<_> = all.filter(|key| range.contains(key)).take(10).collect();
                prop_assert_eq!(found, first);
            }
        }
    }

    #[test]
    fn pieces_stay_few() {
        let groups: Vec<_> = (0..511).map(|i| BTreeMap::from([((0, i), 0)])).collect();
        // 511 commits are 777 in octal: seven pieces of each of three sizes.
        let database = filled(&groups);
        assert_eq!(TABLE.pieces(&database.begin_read().unwrap()).unwrap().len(), 21);
    }
}
