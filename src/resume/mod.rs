//! Runs that go on where the one before has ended: only what is new is annotated, and what was
//! written stays, whatever happens.
//!
//! An output FILE has a folder `FILE.state` beside it, with a database of what it holds and a lock.
//! Appending is a cycle of checkpoints: the output is synced first, then the database takes note in
//! one transaction. Whatever ends a run, the next one finds a checkpoint, and the output at most
//! longer than it says. A state that is lost or does not fit is read out of the output again.
//! `docs/reliability.md` goes through the faults.
//!
//! [`Resumed`] takes what a reader gives ([`Resumed::only_new`]) and what the pipeline makes of it
//! ([`Resumed::write`]). It can stay open for as long as articles come:
//! [`Resumed::checkpoint_if_due`] and [`Resumed::settle`] are for times when none do.

mod changed;
mod content;
mod error;
mod folder;
mod key;
mod ledger;
mod listing;
mod open;
mod replace;
mod scan;
mod store;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use error::ResumeError;
pub use folder::{DATABASE, folder_for, is_state};
pub use key::Key;
pub(crate) use store::CACHE;

use crate::article::read::{Document, Failure};
use crate::duplicates::{Duplicates, marked};
use crate::output::Limits;
use crate::output::parts::Names;
use crate::pipeline::Output;
use crate::record::Provenance;
use folder::StateFolder;
use ledger::Ledger;
use store::StoreError;

/// What to do with an output that is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Go on with it.
    #[default]
    GoOn,
    /// Take its error records out first, so that what failed is tried again.
    RetryErrors,
    /// Make another that takes its place when it is whole.
    Rebuild,
}

/// What an output is to be.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// What makes the records that will be appended.
    pub provenance: &'a Provenance,
    /// The options behind its digest, by name: [`crate::Options::given`].
    pub given: &'a BTreeMap<String, String>,
    /// How much a part holds.
    pub limits: Limits,
    /// What to do with what is there.
    pub mode: Mode,
    /// What to do about copies of articles, as in the options that made `provenance`.
    pub duplicates: Duplicates,
}

/// What was done, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles whose records were written.
    pub new: u64,
    /// Articles that the output had already.
    pub there: u64,
    /// Failures, those included that the output had already.
    pub failed: u64,
    /// Articles that are copies: marked, or left out.
    pub duplicates: u64,
    /// Records of articles that this run has not met. Known at its end, and not where copies are left
    /// out: those are not in the output.
    pub unmet: u64,
    /// Error records of what this run has not met, or has met and could read. Known at its end.
    pub outdated: u64,
}

/// An output that is open and knows what it holds. For one thread, which both reads and writes.
#[derive(Debug)]
pub struct Resumed {
    inner: RefCell<Inner>,
    folder: StateFolder,
    duplicates: Duplicates,
    /// The files whose place this output takes at the end, and its own names until then.
    replaces: Option<(Names, Vec<PathBuf>)>,
    notes: Vec<String>,
}

#[derive(Debug)]
struct Inner {
    ledger: Ledger,
    counts: Counts,
    /// What went wrong while reading, where it could not be said.
    failed: Option<ResumeError>,
}

impl Resumed {
    /// Opens the output `file`, a regular file or nothing yet, and locks it.
    ///
    /// # Errors
    /// [`ResumeError::Locked`] if another run has it open, [`ResumeError::Refused`] if what is there
    /// was made by something else or is nothing of wiredesk's, the others if files fail.
    pub fn open(file: &Path, settings: &Settings) -> Result<Self, ResumeError> {
        let folder = StateFolder::lock(file)?;
        let opened = match open::open(&folder, settings) {
            Ok(opened) => opened,
            Err(error) => {
                folder.give_up();
                return Err(error);
            }
        };
        let inner = Inner { ledger: opened.ledger, counts: Counts::default(), failed: None };
        Ok(Self {
            inner: RefCell::new(inner),
            folder,
            duplicates: settings.duplicates,
            replaces: opened.replaces,
            notes: opened.notes,
        })
    }

    /// From now on an article that the output holds is not new, however often it is met, and a failure
    /// that it holds is new if its file was changed: for a run that meets the same file again and
    /// again.
    #[must_use]
    pub fn each_once(self) -> Self {
        self.inner.borrow_mut().ledger.each_once = true;
        self
    }

    /// What was found to be amiss when the output was opened, and was mended.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What was done so far.
    pub fn counts(&self) -> Counts {
        self.inner.borrow().counts
    }

    /// Those of `documents` that the output does not have, and all failures.
    pub fn only_new(
        &self,
        documents: impl Iterator<Item = Result<Document, Failure>>,
    ) -> impl Iterator<Item = Result<Document, Failure>> {
        let mut documents = documents;
        std::iter::from_fn(move || {
            loop {
                let next = documents.next()?;
                let Ok(document) = &next else { return Some(next) };
                match self.is_new(document) {
                    Ok(true) => return Some(next),
                    Ok(false) => {}
                    Err(error) => {
                        self.inner.borrow_mut().failed = Some(error);
                        return None;
                    }
                }
            }
        })
    }

    /// Whether an article is to be annotated. Has to be asked once for each article of the run: of
    /// equal ones as many are new as the output lacks.
    ///
    /// # Errors
    /// If the state cannot be read or written.
    pub fn is_new(&self, document: &Document) -> Result<bool, ResumeError> {
        let inner = &mut *self.inner.borrow_mut();
        let key = Key::of_document(document);
        let is_new = inner.ledger.meet(&key).map_err(|e| self.folder.error(&e))?;
        if !is_new {
            inner.counts.there += 1;
        }
        inner.ledger.checkpoint_if_due(&self.folder)?;
        Ok(is_new)
    }

    /// Appends what the pipeline made of an article, unless it is a failure that the output has
    /// already.
    ///
    /// # Errors
    /// If the output or the state cannot be written. The output then has whole lines only, and the
    /// next run goes on behind them.
    pub fn write(&self, output: &Output) -> Result<(), ResumeError> {
        let inner = &mut *self.inner.borrow_mut();
        if let Some(error) = inner.failed.take() {
            return Err(error);
        }
        match output.key.id() {
            None => self.write_failure(inner, output)?,
            Some(id) => self.write_article(inner, output, id)?,
        }
        inner.ledger.checkpoint_if_due(&self.folder)
    }

    fn write_failure(&self, inner: &mut Inner, output: &Output) -> Result<(), ResumeError> {
        let Inner { ledger, counts, .. } = inner;
        counts.failed += 1;
        let state = |e: StoreError| self.folder.error(&e);
        let mut is_new = ledger.meet(&output.key).map_err(state)?;
        let content = if ledger.each_once { content::of_failure(output.json.get()) } else { None };
        if let Some(content) = &content {
            is_new |= ledger.is_changed(&output.key, content).map_err(state)?;
        }
        if is_new {
            let line = format!("{}\n", output.json.get());
            ledger.append(&self.folder, &output.key, true, line.as_bytes())?;
        }
        if let Some(content) = &content {
            ledger.note_content(&output.key, content).map_err(state)?;
        }
        Ok(())
    }

    fn write_article(
        &self,
        inner: &mut Inner,
        output: &Output,
        id: &[u8; 32],
    ) -> Result<(), ResumeError> {
        let Inner { ledger, counts, .. } = inner;
        // The one that was read just before a copy of it may have failed, so both come here.
        if ledger.each_once && ledger.holds(&output.key).map_err(|e| self.folder.error(&e))? {
            counts.there += 1;
            return Ok(());
        }
        let (json, signature) = (output.json.get(), output.signature.as_deref());
        let copy = if self.duplicates.is_keep() {
            None
        } else {
            ledger.duplicate(&self.folder, id, signature)?
        };
        counts.duplicates += u64::from(copy.is_some());
        let mut line = match (self.duplicates, &copy) {
            (Duplicates::Skip, Some(copy)) => {
                return ledger.leave_out(&self.folder, &output.key, json, copy);
            }
            (Duplicates::Mark, copy) => marked(json, copy.as_ref()),
            _ => json.to_owned(),
        };
        line.push('\n');
        ledger.append(&self.folder, &output.key, false, line.as_bytes())?;
        if copy.is_none() && !self.duplicates.is_keep() {
            ledger.index.insert(*id, signature);
        }
        counts.new += 1;
        Ok(())
    }

    /// Makes a checkpoint if the last one is some time ago and there is anything new.
    ///
    /// # Errors
    /// As [`Resumed::write`].
    pub fn checkpoint_if_due(&self) -> Result<(), ResumeError> {
        self.inner.borrow_mut().ledger.checkpoint_if_due(&self.folder)
    }

    /// Puts all that was written into the output's files and makes a checkpoint. More can follow.
    ///
    /// # Errors
    /// As [`Resumed::write`].
    pub fn settle(&self) -> Result<(), ResumeError> {
        let mut inner = self.inner.borrow_mut();
        match inner.failed.take() {
            Some(error) => Err(error),
            None => inner.ledger.settle(&self.folder),
        }
    }

    /// Settles, and puts an output that was made anew in its place.
    ///
    /// # Errors
    /// As [`Resumed::write`].
    pub fn finish(self) -> Result<Counts, ResumeError> {
        self.settle()?;
        let Inner { ledger, mut counts, .. } = self.inner.into_inner();
        let [articles, failures] = ledger.unmet();
        counts.unmet = if self.duplicates == Duplicates::Skip { 0 } else { articles };
        counts.outdated = failures;
        drop(ledger);
        if let Some((names, old)) = self.replaces {
            replace::replace(&self.folder, &names, &old)?;
        }
        Ok(counts)
    }
}
