//! The articles seen so far that are no duplicates, in the database of the state.
//!
//! What is new since the last commit is in memory. Articles are alike if they agree in a band of
//! their signatures; the beginning of the id counts as one band more, so that one way of looking
//! finds exact copies as well.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use redb::{
    ReadTransaction, ReadableDatabase, ReadableTable, TableDefinition, TableError, WriteTransaction,
};

use super::{Duplicate, Duplicates, Signature, marked};
use crate::merged::{Filter, Merged, first_of};
use crate::pipeline::Output;

/// An error of the database.
type IndexError = redb::Error;

/// Id and signature of each original, by number; of a short article the signature is empty.
const ORIGINALS: TableDefinition<u64, (&[u8; 32], &[u8])> =
    TableDefinition::new("duplicates: originals");
/// Band, its value, and the number of an original that has it.
const BANDS: Merged<(u8, u64, u64), ()> = Merged::new("duplicates: bands");

/// Bits of the filter of bands, as a power of 2: 8 MiB. With the bands of 100,000 articles one new
/// band in 1,400 is looked up in vain, with those of a million a quarter.
const FILTER: u32 = 26;

/// Articles of one band that are compared, the first ones. More share a band only where they share
/// boilerplate that the cleaner did not see.
const MOST_COMPARED: usize = 64;

/// Originals that the database does not have yet: articles that are no duplicates.
#[derive(Debug, Default)]
pub(crate) struct Index {
    ids: BTreeSet<[u8; 32]>,
    /// In their order.
    originals: Vec<([u8; 32], Option<Signature>)>,
    /// Band, its value, and place in `originals`: in the order of a table of bands.
    bands: BTreeSet<(u8, u64, usize)>,
    /// The bands of all of them and of what the database has; made when it is wanted first.
    seen: OnceLock<Filter>,
}

/// The bands of an original: those of its signature, and as one more the beginning of its id.
fn bands_of(
    id: &[u8; 32],
    signature: Option<&Signature>,
) -> impl Iterator<Item = (u8, u64)> + use<> {
    let id = id.first_chunk().map(|begin| u64::from_le_bytes(*begin));
    let bands = signature.map(Signature::bands);
    (0..).zip(id.into_iter().chain(bands.into_iter().flatten()))
}

/// One hash of a band and its value.
fn mixed(band: u8, value: u64) -> u64 {
    value.rotate_left(u32::from(band) * 3).wrapping_add(u64::from(band))
}

impl Index {
    pub(crate) fn insert(&mut self, id: [u8; 32], signature: Option<&Signature>) {
        self.ids.insert(id);
        for (band, value) in bands_of(&id, signature) {
            self.bands.insert((band, value, self.originals.len()));
            if let Some(seen) = self.seen.get_mut() {
                seen.insert(mixed(band, value));
            }
        }
        self.originals.push((id, signature.cloned()));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.originals.len()
    }

    /// Puts the new ones into the database; they are forgotten with [`Index::clear`] once that is
    /// committed.
    pub(crate) fn put(&self, writing: &WriteTransaction) -> Result<(), IndexError> {
        if self.originals.is_empty() {
            return Ok(());
        }
        let mut originals = writing.open_table(ORIGINALS)?;
        let next = originals.last()?.map_or(0, |(number, _)| number.value() + 1);
        for (number, (id, signature)) in (next..).zip(&self.originals) {
            let signature = signature.as_ref().map_or_else(Vec::new, Signature::to_bytes);
            originals.insert(number, (id, signature.as_slice()))?;
        }
        let rows = self.bands.iter();
        let rows = rows.map(|(band, value, place)| ((*band, *value, next + *place as u64), ()));
        BANDS.put(writing, rows)
    }

    pub(crate) fn clear(&mut self) {
        self.ids.clear();
        self.originals.clear();
        self.bands.clear();
    }

    /// Those of an article's bands that may have been seen.
    fn maybe_seen(
        &self,
        reading: &ReadTransaction,
        id: &[u8; 32],
        signature: Option<&Signature>,
    ) -> Result<Vec<(u8, u64)>, IndexError> {
        let seen = if let Some(seen) = self.seen.get() {
            seen
        } else {
            let filter = self.filter(reading)?;
            self.seen.get_or_init(|| filter)
        };
        let may_hold = |band: &(u8, u64)| seen.may_hold(mixed(band.0, band.1));
        Ok(bands_of(id, signature).filter(may_hold).collect())
    }

    /// A filter of all originals.
    fn filter(&self, reading: &ReadTransaction) -> Result<Filter, IndexError> {
        let mut filter = Filter::new(FILTER);
        for (band, value, _) in &self.bands {
            filter.insert(mixed(*band, *value));
        }
        match reading.open_table(ORIGINALS) {
            Ok(originals) => {
                for row in originals.iter()? {
                    let row = row?.1;
                    let (id, signature) = row.value();
                    for (band, value) in bands_of(id, Signature::from_bytes(signature).as_ref()) {
                        filter.insert(mixed(band, value));
                    }
                }
            }
            Err(TableError::TableDoesNotExist(_)) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(filter)
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
    let bands = index.maybe_seen(reading, id, signature)?;
    let mut best: Option<Duplicate> = None;
    let mut compare = |of: [u8; 32], other: Option<&Signature>| {
        if let Some((one, other)) = signature.zip(other)
            && let Some(similarity) = one.similarity(other)
            && best.is_none_or(|best| best.similarity < similarity)
        {
            best = Some(Duplicate { of, similarity, is_exact: false });
        }
    };
    let (numbers, room) = candidates(reading, &bands)?;
    if !numbers.is_empty() {
        let originals = reading.open_table(ORIGINALS)?;
        for number in numbers {
            if let Some(row) = originals.get(number)? {
                let (of, bytes) = row.value();
                if of == id {
                    return Ok(Some(exact));
                }
                compare(*of, Signature::from_bytes(bytes).as_ref());
            }
        }
    }
    let places: BTreeSet<usize> = bands
        .into_iter()
        .zip(room)
        .flat_map(|((band, value), room)| {
            index.bands.range((band, value, 0)..=(band, value, usize::MAX)).take(room)
        })
        .map(|(_, _, place)| *place)
        .collect();
    for place in places {
        let (of, other) = &index.originals[place];
        compare(*of, other.as_ref());
    }
    Ok(best)
}

/// Numbers of those that agree in one of some bands, the first ones of each, and how many more of each band may be compared:
/// those that are not written down yet, so that it does not matter when that was done last.
fn candidates(
    reading: &ReadTransaction,
    bands: &[(u8, u64)],
) -> Result<(BTreeSet<u64>, Vec<usize>), IndexError> {
    let mut numbers = BTreeSet::new();
    let mut room = Vec::new();
    if !bands.is_empty() {
        let pieces = BANDS.pieces(reading)?;
        for (band, value) in bands {
            let range = (*band, *value, 0)..=(*band, *value, u64::MAX);
            let found = first_of(&pieces, &range, MOST_COMPARED)?;
            room.push(MOST_COMPARED.saturating_sub(found.len()));
            numbers.extend(found.iter().map(|row| row.2));
        }
    }
    Ok((numbers, room))
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
