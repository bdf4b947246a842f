//! The database of the state: what the output holds, as of the last checkpoint.
//!
//! One transaction a checkpoint: either all of it is there or nothing. A file that is not what it
//! should be is an error here, whatever is wrong with it; the output then gives the state anew.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};
use serde::{Deserialize, Serialize};

use super::key::Key;
use crate::duplicates::{Duplicate, Index, Signature, find};
use crate::merged::{Filter, Merged};
use crate::output::Limits;
use crate::output::growing::{Position, Unsaved};
use crate::record::Provenance;

/// Version of the tables. Another one is made anew from the output; what it lacks is read as nothing.
const SCHEMA: u32 = 3;

/// One row, `committed`: a [`Committed`] as JSON.
const META: TableDefinition<&str, &str> = TableDefinition::new("meta");
/// Of each [`Key`] a [`Row`].
const KEYS: Merged<[u8; 33], (u32, u32, u32)> = Merged::new("keys");
/// Lines of the open frame, in the pieces in which they were saved.
const OPEN: TableDefinition<u32, &[u8]> = TableDefinition::new("open frame");

/// Memory for pages of the database, in bytes.
pub(crate) const CACHE: usize = 2 << 20;

/// Bits of the filter of keys, as a power of 2: 4 MiB. With a million keys one new key in 1,300 is
/// looked up in vain.
const FILTER: u32 = 25;

/// What was committed last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Committed {
    pub schema: u32,
    /// What made the records.
    pub provenance: Provenance,
    /// The options behind its digest, by name.
    #[serde(default)]
    pub given: BTreeMap<String, String>,
    pub limits: Limits,
    pub position: Position,
    /// Digest of the last bytes before that position.
    pub tail: String,
    /// Length of the last part if the run has ended well.
    pub settled: Option<u64>,
    /// Number of the run.
    pub run: u32,
    /// Records in the output, and articles that were left out as copies.
    #[serde(default)]
    pub records: u64,
    /// Error records among them.
    pub errors: u64,
    /// Length of the list of duplicates that were left out.
    pub listed: u64,
}

impl Committed {
    pub(super) fn new(
        provenance: Provenance,
        given: BTreeMap<String, String>,
        limits: Limits,
    ) -> Self {
        Self {
            schema: SCHEMA,
            provenance,
            given,
            limits,
            position: Position::START,
            tail: crate::model::bundle::hex(b""),
            settled: None,
            run: 0,
            records: 0,
            errors: 0,
            listed: 0,
        }
    }
}

/// How often a key occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// In the output.
    pub held: u32,
    /// The run that met it last, and how often.
    pub run: u32,
    pub met: u32,
}

/// Whatever is wrong with the database.
pub(super) type StoreError = redb::Error;

#[derive(Debug)]
pub(super) struct Store {
    database: Database,
    /// The keys that the database has.
    seen: Filter,
}

impl Store {
    /// A new database in the place of whatever is there.
    pub(super) fn create(path: &Path) -> Result<Self, StoreError> {
        super::folder::remove(path)?;
        let mut builder = Database::builder();
        builder.set_cache_size(CACHE);
        Ok(Self { database: builder.create(path)?, seen: Filter::new(FILTER) })
    }

    /// Opens the database and looks at every page of it. `None` if there is none.
    ///
    /// # Errors
    /// In words, if it cannot be used.
    pub(super) fn open(path: &Path) -> Result<Option<(Self, Committed, Vec<u8>)>, String> {
        if !path.exists() {
            return Ok(None);
        }
        quietly(|| {
            let mut builder = Database::builder();
            builder.set_cache_size(CACHE).set_check_integrity_on_open(true);
            let database = builder.open(path).map_err(|e| e.to_string())?;
            let mut store = Self { database, seen: Filter::new(FILTER) };
            let (committed, open) = store.read().map_err(|e| e.to_string())?;
            let committed: Committed =
                serde_json::from_str(&committed).map_err(|e| e.to_string())?;
            if committed.schema == SCHEMA {
                store.remember().map_err(|e| e.to_string())?;
                Ok(Some((store, committed, open)))
            } else {
                Err(format!("it has version {}", committed.schema))
            }
        })
        .unwrap_or_else(|| Err("it is damaged".to_owned()))
    }

    fn read(&self) -> Result<(String, Vec<u8>), StoreError> {
        let reading = self.database.begin_read()?;
        let meta = reading.open_table(META)?;
        let committed = meta.get("committed")?.map(|text| text.value().to_owned());
        let mut open = Vec::new();
        for piece in reading.open_table(OPEN)?.iter()? {
            open.extend_from_slice(piece?.1.value());
        }
        Ok((committed.unwrap_or_default(), open))
    }

    /// Fills the filter.
    fn remember(&mut self) -> Result<(), StoreError> {
        for piece in KEYS.pieces(&self.database.begin_read()?)? {
            for row in piece.iter()? {
                self.seen.insert(hash_of(&row?.0.value()));
            }
        }
        Ok(())
    }

    /// How often the key occurred as of the last commit.
    pub(super) fn row(&self, key: &Key) -> Result<Row, StoreError> {
        if !self.seen.may_hold(hash_of(&key.0)) {
            return Ok(Row::default());
        }
        let row = KEYS.get(&self.database.begin_read()?, key.0)?;
        Ok(row.map_or(Row::default(), |(held, run, met)| Row { held, run, met }))
    }

    /// Puts down how far the output has come, all of it or nothing.
    pub(super) fn commit(
        &mut self,
        committed: &Committed,
        rows: &[(Key, Row)],
        open: &Unsaved<'_>,
        index: &Index,
    ) -> Result<(), StoreError> {
        let writing = self.database.begin_write()?;
        {
            let mut meta = writing.open_table(META)?;
            let text = serde_json::to_string(committed).expect("it has no keys but strings");
            meta.insert("committed", text.as_str())?;
            let rows: BTreeMap<_, _> =
                rows.iter().map(|(key, row)| (key.0, (row.held, row.run, row.met))).collect();
            KEYS.put(&writing, rows)?;
            let mut frame = writing.open_table(OPEN)?;
            if open.replaces {
                frame.retain(|_, _| false)?;
            }
            if !open.lines.is_empty() {
                let next = frame.last()?.map_or(0, |(last, _)| last.value() + 1);
                frame.insert(next, open.lines)?;
            }
        }
        index.put(&writing)?;
        writing.commit()?;
        for (key, _) in rows {
            self.seen.insert(hash_of(&key.0));
        }
        Ok(())
    }

    /// What an article is a duplicate of, as of the last commit and by what `index` adds to it.
    pub(super) fn duplicate(
        &self,
        index: &Index,
        id: &[u8; 32],
        signature: Option<&Signature>,
    ) -> Result<Option<Duplicate>, StoreError> {
        find(index, &self.database.begin_read()?, id, signature)
    }
}

/// Of a key, which begins with a digest.
fn hash_of(key: &[u8; 33]) -> u64 {
    let begin = key.first_chunk().map_or(0, |begin| u64::from_le_bytes(*begin));
    begin.wrapping_add(u64::from(key[32]))
}

/// Runs what may panic on a damaged file, and says nothing of it; `None` if it did.
fn quietly<T>(run: impl FnOnce() -> T) -> Option<T> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(run)).ok();
    std::panic::set_hook(hook);
    result
}
