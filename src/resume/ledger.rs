//! An output that is open, and the account of what it holds.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::error::ResumeError;
use super::folder::StateFolder;
use super::key::Key;
use super::listing::Listing;
use super::store::{Committed, Row, Store, StoreError};
use crate::duplicates::{Duplicate, Index, Signature};
use crate::output::growing::Growing;

/// Records after which a checkpoint is made, unless that would come too often.
const MANY_RECORDS: usize = 64;
/// Records after which it is made at the latest: until then they take memory.
const MOST_RECORDS: usize = 256;
/// The least time between two of those, in multiples of what the last checkpoint took: they grow
/// dearer with the database, and the run must not.
const SPACING: u32 = 20;
/// Changed rows that are held in memory at most.
const MOST_ROWS: usize = 4096;
/// Time after which a checkpoint is made at the latest, if there is anything new.
const MOST_TIME: Duration = Duration::from_secs(1);

/// An output with its state. What was appended is sure to stay from the next checkpoint on.
#[derive(Debug)]
pub(super) struct Ledger {
    pub growing: Growing,
    pub store: Store,
    pub committed: Committed,
    /// Whether a key that the output holds is never new, however often it is met, and one that it
    /// does not hold always is: what was met may have failed.
    pub each_once: bool,
    /// Originals that the database does not have yet.
    pub index: Index,
    /// Where duplicates are listed that are left out.
    pub listing: Option<Listing>,
    /// Rows that have changed since the last checkpoint.
    changed: HashMap<Key, Row>,
    /// What the output held when the run began and the run has not met yet: articles, failures.
    unmet: [u64; 2],
    /// Records since then, when it was, and how long it took.
    records: usize,
    since: Instant,
    took: Duration,
}

impl Ledger {
    pub(super) fn new(growing: Growing, store: Store, committed: Committed) -> Self {
        let changed = HashMap::new();
        Self {
            growing,
            store,
            committed,
            each_once: false,
            index: Index::default(),
            listing: None,
            changed,
            unmet: [0; 2],
            records: 0,
            since: Instant::now(),
            took: Duration::ZERO,
        }
    }

    fn row(&self, key: &Key) -> Result<Row, StoreError> {
        self.changed.get(key).map_or_else(|| self.store.row(key), |row| Ok(*row))
    }

    /// Whether the output holds the key.
    pub(super) fn holds(&self, key: &Key) -> Result<bool, StoreError> {
        Ok(self.row(key)?.held > 0)
    }

    /// Whether the run has met the key more often now than the output holds it.
    pub(super) fn meet(&mut self, key: &Key) -> Result<bool, StoreError> {
        let run = self.committed.run;
        let row = self.row(key)?;
        let met = if row.run == run { row.met.saturating_add(1) } else { 1 };
        self.changed.insert(*key, Row { run, met, ..row });
        if met <= row.held {
            let unmet = &mut self.unmet[usize::from(key.id().is_none())];
            *unmet = unmet.saturating_sub(1);
        }
        Ok(if self.each_once { row.held == 0 } else { met > row.held })
    }

    /// Whether the output has a failure of something else than this content: its file was written
    /// anew. Where no content of it is known (an output of `annotate`, a state made anew) it was not.
    pub(super) fn is_changed(&self, failure: &Key, content: &[u8; 32]) -> Result<bool, StoreError> {
        Ok(self.holds(&failure.with_content(None))?
            && !self.holds(&failure.with_content(Some(content)))?)
    }

    /// Takes note of what a failure in the output was of.
    pub(super) fn note_content(
        &mut self,
        failure: &Key,
        content: &[u8; 32],
    ) -> Result<(), StoreError> {
        for key in [failure.with_content(None), failure.with_content(Some(content))] {
            let row = self.row(&key)?;
            self.changed.insert(key, Row { held: 1, ..row });
        }
        Ok(())
    }

    /// Appends a line, its line feed included.
    pub(super) fn append(
        &mut self,
        folder: &StateFolder,
        key: &Key,
        is_error: bool,
        line: &[u8],
    ) -> Result<(), ResumeError> {
        if let Err(error) = self.growing.append(line) {
            // The lines before this one stand. If that cannot be put down either, the next run
            // goes on from the checkpoint before.
            let _ = self.checkpoint(folder);
            return Err(error.into());
        }
        self.count(folder, key, is_error)
    }

    /// What the article is a copy of.
    pub(super) fn duplicate(
        &self,
        folder: &StateFolder,
        id: &[u8; 32],
        signature: Option<&Signature>,
    ) -> Result<Option<Duplicate>, ResumeError> {
        self.store.duplicate(&self.index, id, signature).map_err(|e| folder.error(&e))
    }

    /// Puts a duplicate on the list instead of into the output.
    pub(super) fn leave_out(
        &mut self,
        folder: &StateFolder,
        key: &Key,
        json: &str,
        duplicate: &Duplicate,
    ) -> Result<(), ResumeError> {
        if let Some(listing) = &mut self.listing
            && let Err(error) = listing.add(json, duplicate)
        {
            let _ = self.checkpoint(folder);
            return Err(folder.error(&error));
        }
        self.count(folder, key, false)
    }

    /// Counts a line that the output holds.
    pub(super) fn count(
        &mut self,
        folder: &StateFolder,
        key: &Key,
        is_error: bool,
    ) -> Result<(), ResumeError> {
        let row = self.row(key).map_err(|e| folder.error(&e))?;
        self.changed.insert(*key, Row { held: row.held.saturating_add(1), ..row });
        self.committed.records += 1;
        self.committed.errors += u64::from(is_error);
        self.records += 1;
        Ok(())
    }

    /// Makes a checkpoint if it is time.
    pub(super) fn checkpoint_if_due(&mut self, folder: &StateFolder) -> Result<(), ResumeError> {
        let elapsed = self.since.elapsed();
        let is_due = (self.records >= MANY_RECORDS && elapsed >= self.took * SPACING)
            || self.records >= MOST_RECORDS
            || self.changed.len() >= MOST_ROWS
            || (!self.changed.is_empty() && elapsed >= MOST_TIME);
        if is_due { self.checkpoint(folder) } else { Ok(()) }
    }

    /// Makes a checkpoint: first the output is safe on disk, then the state says so.
    pub(super) fn checkpoint(&mut self, folder: &StateFolder) -> Result<(), ResumeError> {
        let begin = Instant::now();
        self.growing.sync()?;
        if let Some(listing) = &mut self.listing {
            listing.sync().map_err(|e| folder.error(&e))?;
            self.committed.listed = listing.length();
        }
        self.put_down(folder)?;
        self.took = begin.elapsed();
        Ok(())
    }

    fn put_down(&mut self, folder: &StateFolder) -> Result<(), ResumeError> {
        self.committed.position = self.growing.position().clone();
        self.committed.tail = self.growing.tail_digest()?;
        let rows: Vec<(Key, Row)> = self.changed.iter().map(|(key, row)| (*key, *row)).collect();
        self.store
            .commit(&self.committed, &rows, &self.growing.unsaved(), &self.index)
            .map_err(|e| folder.error(&e))?;
        self.growing.mark_saved();
        self.changed.clear();
        self.index.clear();
        self.records = 0;
        self.since = Instant::now();
        Ok(())
    }

    /// Counts what was counted so far without saying that the output is known: a state that is
    /// still being made must not be taken for one.
    pub(super) fn put_by_if_many(&mut self, folder: &StateFolder) -> Result<(), ResumeError> {
        if self.changed.len() < MOST_ROWS {
            return Ok(());
        }
        let schema = std::mem::replace(&mut self.committed.schema, 0);
        let put = self.put_down(folder);
        self.committed.schema = schema;
        put
    }

    /// Says that a run begins: from now on the output may be longer than the state knows.
    pub(super) fn begin(&mut self, folder: &StateFolder) -> Result<(), ResumeError> {
        self.committed.run = self.committed.run.wrapping_add(1).max(1);
        self.committed.settled = None;
        let Committed { records, errors, .. } = self.committed;
        self.unmet = [records.saturating_sub(errors), errors];
        self.checkpoint(folder)
    }

    /// How many articles and failures that the output held when the run began the run has not met.
    pub(super) fn unmet(&self) -> [u64; 2] {
        self.unmet
    }

    /// Puts everything into the file and says that nothing more is coming for now.
    pub(super) fn settle(&mut self, folder: &StateFolder) -> Result<(), ResumeError> {
        // A disk too full for the last frame still takes the state of the lines before.
        self.checkpoint(folder)?;
        self.committed.settled = Some(self.growing.settle()?);
        let put = self.put_down(folder);
        self.committed.settled = None;
        put
    }
}
