//! The articles seen so far that are no duplicates, in the database of the state.
//!
//! What is new since the last commit is in memory. Bands are a table of (band, value, number), so
//! that one range holds all articles that agree in a band.

use std::collections::BTreeSet;

use redb::{ReadTransaction, ReadableDatabase, TableDefinition, TableError, WriteTransaction};

use super::{BANDS, Duplicate, Duplicates, Signature, marked};
use crate::pipeline::Output;

/// An error of the database.
type IndexError = redb::Error;

/// Ids of all originals.
const IDS: TableDefinition<&[u8; 32], ()> = TableDefinition::new("duplicates: ids");
/// Id and signature of each original that has one, by number.
const SIGNATURES: TableDefinition<u64, (&[u8; 32], &[u8])> =
    TableDefinition::new("duplicates: signatures");
/// Numbers of originals by band and its value.
const BUCKETS: TableDefinition<(u8, u64, u64), ()> = TableDefinition::new("duplicates: bands");

/// Articles of one band that are compared, the first ones. More share a band only where they share
/// boilerplate that the cleaner did not see.
const MOST_COMPARED: usize = 64;

/// Originals that the database does not have yet: articles that are no duplicates.
#[derive(Debug, Default)]
pub(crate) struct Index {
    ids: BTreeSet<[u8; 32]>,
    /// Those with a signature, in their order.
    signed: Vec<([u8; 32], Signature)>,
    /// Band, its value, and place in `signed`: in the order of the table, where neighbours share
    /// pages.
    buckets: BTreeSet<(u8, u64, usize)>,
}

impl Index {
    pub(crate) fn insert(&mut self, id: [u8; 32], signature: Option<&Signature>) {
        self.ids.insert(id);
        let Some(signature) = signature else { return };
        for (band, value) in (0..).zip(signature.bands()) {
            self.buckets.insert((band, value, self.signed.len()));
        }
        self.signed.push((id, signature.clone()));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Puts the new ones into the database; they are forgotten with [`Index::clear`] once that is
    /// committed.
    pub(crate) fn put(&self, writing: &WriteTransaction) -> Result<(), IndexError> {
        if self.ids.is_empty() {
            return Ok(());
        }
        let mut ids = writing.open_table(IDS)?;
        for id in &self.ids {
            ids.insert(id, ())?;
        }
        let mut signatures = writing.open_table(SIGNATURES)?;
        let next = {
            use redb::ReadableTable;
            signatures.last()?.map_or(0, |(number, _)| number.value() + 1)
        };
        for (number, (id, signature)) in (next..).zip(&self.signed) {
            signatures.insert(number, (id, signature.to_bytes().as_slice()))?;
        }
        let mut buckets = writing.open_table(BUCKETS)?;
        for (band, value, place) in &self.buckets {
            buckets.insert((*band, *value, next + *place as u64), ())?;
        }
        Ok(())
    }

    pub(crate) fn clear(&mut self) {
        self.ids.clear();
        self.signed.clear();
        self.buckets.clear();
    }
}

/// What an article is a duplicate of, if it is one: the most alike, of equals the first.
pub(crate) fn find(
    index: &Index,
    reading: &ReadTransaction,
    id: &[u8; 32],
    signature: Option<&Signature>,
) -> Result<Option<Duplicate>, IndexError> {
    let exact = Duplicate { of: *id, similarity: 1000, is_exact: true };
    if index.ids.contains(id) {
        return Ok(Some(exact));
    }
    match reading.open_table(IDS) {
        Ok(ids) if ids.get(id)?.is_some() => return Ok(Some(exact)),
        Ok(_) | Err(TableError::TableDoesNotExist(_)) => {}
        Err(error) => return Err(error.into()),
    }
    let Some(signature) = signature else { return Ok(None) };
    let bands = signature.bands();
    let mut best: Option<Duplicate> = None;
    let mut compare = |of: [u8; 32], other: &Signature| {
        if let Some(similarity) = signature.similarity(other)
            && best.is_none_or(|best| best.similarity < similarity)
        {
            best = Some(Duplicate { of, similarity, is_exact: false });
        }
    };
    let numbers = candidates(reading, &bands)?;
    if !numbers.is_empty() {
        let signatures = reading.open_table(SIGNATURES)?;
        for number in numbers {
            if let Some(row) = signatures.get(number)?
                && let (of, bytes) = row.value()
                && let Some(other) = Signature::from_bytes(bytes)
            {
                compare(*of, &other);
            }
        }
    }
    let places: BTreeSet<usize> = (0..)
        .zip(bands)
        .flat_map(|(band, value)| index.buckets.range((band, value, 0)..=(band, value, usize::MAX)))
        .map(|(_, _, place)| *place)
        .collect();
    for place in places {
        let (of, other) = &index.signed[place];
        compare(*of, other);
    }
    Ok(best)
}

/// Numbers of those that agree in a band.
fn candidates(
    reading: &ReadTransaction,
    bands: &[u64; BANDS],
) -> Result<BTreeSet<u64>, IndexError> {
    let buckets = match reading.open_table(BUCKETS) {
        Ok(buckets) => buckets,
        Err(TableError::TableDoesNotExist(_)) => return Ok(BTreeSet::new()),
        Err(error) => return Err(error.into()),
    };
    let mut numbers = BTreeSet::new();
    for (band, value) in (0_u8..).zip(bands) {
        let all = buckets.range((band, *value, 0)..=(band, *value, u64::MAX))?;
        for row in all.take(MOST_COMPARED) {
            numbers.insert(row?.0.value().2);
        }
    }
    Ok(numbers)
}

/// Duplicates within one run whose output is no file: the index is a temporary file, which goes
/// with this.
#[derive(Debug)]
pub struct Alone {
    database: redb::Database,
    index: Index,
    duplicates: Duplicates,
    copies: u64,
    _folder: tempfile::TempDir,
}

/// New originals after which a temporary index is written to its file.
const MOST_NEW: usize = 256;

impl Alone {
    /// An index of nothing.
    ///
    /// # Errors
    /// If no temporary file can be made, in words with the mend.
    pub fn new(duplicates: Duplicates) -> Result<Self, String> {
        let wrong = |why: &dyn std::fmt::Display| {
            format!("cannot make the index of duplicates: {why}; set TMPDIR to a folder with space")
        };
        let folder = tempfile::tempdir().map_err(|e| wrong(&e))?;
        let path = folder.path().join("index.redb");
        let mut builder = redb::Database::builder();
        builder.set_cache_size(crate::resume::CACHE);
        let database = builder.create(path).map_err(|e| wrong(&e))?;
        Ok(Self { database, index: Index::default(), duplicates, copies: 0, _folder: folder })
    }

    /// The line to be written for an article; `None` for a duplicate that is left out.
    ///
    /// # Errors
    /// If the temporary file fails, in words with the mend.
    pub fn line(&mut self, output: &Output) -> Result<Option<String>, String> {
        self.decide(output).map_err(|why| {
            format!("the index of duplicates failed: {why}; set TMPDIR to a folder with space")
        })
    }

    fn decide(&mut self, output: &Output) -> Result<Option<String>, IndexError> {
        let json = output.json.get();
        let Some(id) = output.key.id() else { return Ok(Some(json.to_owned())) };
        let reading = self.database.begin_read()?;
        let found = find(&self.index, &reading, id, output.signature.as_deref())?;
        if found.is_none() {
            self.index.insert(*id, output.signature.as_deref());
            if self.index.len() >= MOST_NEW {
                let writing = self.database.begin_write()?;
                self.index.put(&writing)?;
                writing.commit()?;
                self.index.clear();
            }
        } else {
            self.copies += 1;
            if self.duplicates == Duplicates::Skip {
                return Ok(None);
            }
        }
        Ok(Some(match self.duplicates {
            Duplicates::Mark => marked(json, found.as_ref()),
            _ => json.to_owned(),
        }))
    }

    /// How many there were.
    pub fn duplicates(&self) -> u64 {
        self.copies
    }
}
