//! The database of the state: what the output holds, as of the last checkpoint.
//!
//! One transaction a checkpoint: either all of it is there or nothing. A file that is not what it
//! should be is an error here, whatever is wrong with it; the output then gives the state anew.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};
use serde::{Deserialize, Serialize};

use super::key::Key;
use crate::duplicates::{Duplicate, Index, Signature, find};
use crate::output::Limits;
use crate::output::growing::{Position, Unsaved};
use crate::record::Provenance;

/// Version of the tables. Another one is made anew from the output.
const SCHEMA: u32 = 2;

/// One row, `committed`: a [`Committed`] as JSON.
const META: TableDefinition<&str, &str> = TableDefinition::new("meta");
/// Of each [`Key`] a [`Row`].
const KEYS: TableDefinition<&[u8; 33], (u32, u32, u32)> = TableDefinition::new("keys");
/// Lines of the open frame, in the pieces in which they were saved.
const OPEN: TableDefinition<u32, &[u8]> = TableDefinition::new("open frame");

/// Memory for pages of the database, in bytes.
pub(crate) const CACHE: usize = 2 << 20;

/// What was committed last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Committed {
    pub schema: u32,
    /// What made the records.
    pub provenance: Provenance,
    pub limits: Limits,
    pub position: Position,
    /// Digest of the last bytes before that position.
    pub tail: String,
    /// Length of the last part if the run has ended well.
    pub settled: Option<u64>,
    /// Number of the run.
    pub run: u32,
    /// Error records in the output.
    pub errors: u64,
    /// Length of the list of duplicates that were left out.
    pub listed: u64,
}

impl Committed {
    pub(super) fn new(provenance: Provenance, limits: Limits) -> Self {
        Self {
            schema: SCHEMA,
            provenance,
            limits,
            position: Position::START,
            tail: crate::model::bundle::hex(b""),
            settled: None,
            run: 0,
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
}

impl Store {
    /// A new database in the place of whatever is there.
    pub(super) fn create(path: &Path) -> Result<Self, StoreError> {
        super::folder::remove(path)?;
        let mut builder = Database::builder();
        builder.set_cache_size(CACHE);
        Ok(Self { database: builder.create(path)? })
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
            let store = Self { database: builder.open(path).map_err(|e| e.to_string())? };
            let (committed, open) = store.read().map_err(|e| e.to_string())?;
            let committed: Committed =
                serde_json::from_str(&committed).map_err(|e| e.to_string())?;
            if committed.schema == SCHEMA {
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

    /// How often the key occurred as of the last commit.
    pub(super) fn row(&self, key: &Key) -> Result<Row, StoreError> {
        let reading = self.database.begin_read()?;
        let keys = match reading.open_table(KEYS) {
            Ok(keys) => keys,
            Err(redb::TableError::TableDoesNotExist(_)) => return Ok(Row::default()),
            Err(error) => return Err(error.into()),
        };
        let row = keys.get(&key.0)?.map(|row| row.value());
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
            let mut keys = writing.open_table(KEYS)?;
            for (key, row) in rows {
                keys.insert(&key.0, (row.held, row.run, row.met))?;
            }
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

/// Runs what may panic on a damaged file, and says nothing of it; `None` if it did.
fn quietly<T>(run: impl FnOnce() -> T) -> Option<T> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(run)).ok();
    std::panic::set_hook(hook);
    result
}
