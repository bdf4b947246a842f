//! Opening an output: is the state to be believed, does what is there go with what is asked for.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use super::changed::{Made, refuse_mixture};
use super::error::ResumeError;
use super::folder::{DATABASE, LISTING, StateFolder, remove};
use super::ledger::Ledger;
use super::listing::{Listing, carry_over};
use super::replace::{self, replace};
use super::scan::{Found, scan};
use super::store::{Committed, Store};
use super::{Mode, Settings};
use crate::article::clean;
use crate::duplicates::{Duplicates, Signature};
use crate::output::growing::{Growing, Position, tail_digest};
use crate::output::parts::Names;
use crate::output::{Limits, SinkError};
use crate::record::Provenance;

/// An output, ready to be gone on with.
pub(super) struct Opened {
    pub ledger: Ledger,
    pub replaces: Option<(Names, Vec<PathBuf>)>,
    pub notes: Vec<String>,
}

/// One place where an output stands, or will.
struct Place<'a> {
    folder: &'a StateFolder,
    base: PathBuf,
    database: PathBuf,
    limits: Limits,
    provenance: &'a Provenance,
    given: &'a BTreeMap<String, String>,
    duplicates: Duplicates,
}

/// Opens the output of `folder`.
pub(super) fn open(folder: &StateFolder, settings: &Settings<'_>) -> Result<Opened, ResumeError> {
    replace::complete(folder)?;
    let Settings { provenance, given, limits, mode, duplicates } = *settings;
    let mut notes = Vec::new();
    let (base, database) = (folder.output().to_owned(), folder.database());
    let place = Place { folder, base, database, limits, provenance, given, duplicates };
    let next = Place { base: next_base(folder), database: folder.next().join(DATABASE), ..place };
    let (mut ledger, replaces) = match mode {
        Mode::Rebuild => {
            let old = old_files(&place)?;
            (next.go_on_or_start(&mut notes)?, Some((next.names(), old)))
        }
        Mode::GoOn => {
            let ledger = place.load(&mut notes)?;
            next.clear()?;
            (ledger, None)
        }
        Mode::RetryErrors => {
            let ledger = place.load(&mut notes)?;
            next.clear()?;
            let ledger = if ledger.committed.errors > 0 {
                notes.push(format!(
                    "{}: {} error records taken out, to try again",
                    folder.output().display(),
                    ledger.committed.errors
                ));
                place.without_errors(&next, ledger, &mut notes)?
            } else {
                ledger
            };
            (ledger, None)
        }
    };
    let at = replaces.as_ref().map_or_else(|| place.listing(), |_| next.listing());
    open_listing(folder, &at, duplicates, &mut ledger)?;
    ledger.begin(folder)?;
    Ok(Opened { ledger, replaces, notes })
}

/// Opens the list of what is left out, if anything is; of another output there must be none.
fn open_listing(
    folder: &StateFolder,
    at: &Path,
    duplicates: Duplicates,
    ledger: &mut Ledger,
) -> Result<(), ResumeError> {
    let opened = if duplicates == Duplicates::Skip {
        Listing::open(at, ledger.committed.listed).map(Some)
    } else {
        remove(at).map(|()| None)
    };
    ledger.listing = opened.map_err(|e| folder.error(&e))?;
    Ok(())
}

fn next_base(folder: &StateFolder) -> PathBuf {
    folder.next().join(folder.output().file_name().unwrap_or_default())
}

/// The files whose place a new output takes.
fn old_files(place: &Place) -> Result<Vec<PathBuf>, ResumeError> {
    let mut files = place.names().existing();
    if let Ok(Some((_, committed, _))) = Store::open(&place.database) {
        let before = Names::new(&place.base, committed.limits).existing();
        files.extend(before.into_iter().filter(|path| !files.contains(path)).collect::<Vec<_>>());
    }
    for file in &files {
        // Renaming would get around the write protection of the file itself.
        let opened = OpenOptions::new().write(true).open(file);
        opened.map_err(|e| SinkError::create(&file.display().to_string(), file, &e))?;
    }
    Ok(files)
}

impl Place<'_> {
    fn made(&self) -> Made<'_> {
        Made { by: self.provenance, given: Some(self.given) }
    }

    fn names(&self) -> Names {
        Names::new(&self.base, self.limits)
    }

    fn listing(&self) -> PathBuf {
        self.database.with_file_name(LISTING)
    }

    /// Whether the list of duplicates is as long as it was, or longer.
    fn has_listing(&self, committed: &Committed) -> bool {
        let length = fs::metadata(self.listing()).map_or(0, |about| about.len());
        length >= committed.listed
    }

    /// Takes note of an article for finding its copies.
    fn index(&self, ledger: &mut Ledger, found: &Found<'_>) {
        if let Some(id) = found.key.id()
            && !self.duplicates.is_keep()
            && !found.is_copy
        {
            let text = found.text.as_deref();
            let article = text.map(|text| clean(text, found.markup));
            ledger.index.insert(*id, article.as_ref().and_then(Signature::of_article).as_ref());
        }
    }

    fn state_error(&self, why: &dyn std::fmt::Display) -> ResumeError {
        self.folder.error(why)
    }

    /// Removes the folder that the output would stand in.
    fn clear(&self) -> Result<(), ResumeError> {
        remove(&self.folder.next()).map_err(|e| self.state_error(&e))
    }

    /// Goes on with an output that was to take the place of another, if it is the same that is
    /// asked for, else begins it.
    fn go_on_or_start(&self, notes: &mut Vec<String>) -> Result<Ledger, ResumeError> {
        if let Ok(Some((store, committed, open))) = Store::open(&self.database)
            && committed.limits == self.limits
            && committed.provenance == *self.provenance
            && consistent(&self.names(), &committed).is_ok()
            && self.has_listing(&committed)
        {
            notes.push(format!(
                "{}: going on with the rebuild that was broken off",
                self.folder.output().display()
            ));
            return self.take_up(store, committed, open, notes);
        }
        self.start_next()
    }

    fn start_next(&self) -> Result<Ledger, ResumeError> {
        self.clear()?;
        fs::create_dir(self.folder.next()).map_err(|e| self.state_error(&e))?;
        self.start()
    }

    fn nothing_yet(&self) -> Committed {
        Committed::new(self.provenance.clone(), self.given.clone(), self.limits)
    }

    /// A new output where none is.
    fn start(&self) -> Result<Ledger, ResumeError> {
        let store = Store::create(&self.database).map_err(|e| self.state_error(&e))?;
        let growing = Growing::open(self.names(), self.limits, Position::START, Vec::new())?;
        let committed = self.nothing_yet();
        Ok(Ledger::new(growing, store, committed))
    }

    /// The output that is there, by its state if that fits, else by what it says itself.
    fn load(&self, notes: &mut Vec<String>) -> Result<Ledger, ResumeError> {
        self.refuse_gap()?;
        let why = match Store::open(&self.database) {
            Ok(Some((store, committed, open))) => {
                let there = Names::new(&self.base, committed.limits);
                match consistent(&there, &committed) {
                    Ok(()) if !self.has_listing(&committed) => {
                        Some(format!("{LISTING} is shorter than it was"))
                    }
                    // Begun with other limits and nothing written: what stands under today's names is another's.
                    Ok(())
                        if committed.position == Position::START
                            && committed.limits != self.limits =>
                    {
                        None
                    }
                    Ok(()) => {
                        self.refuse_other(&committed)?;
                        return self.take_up(store, committed, open, notes);
                    }
                    Err(why) => Some(why),
                }
            }
            Ok(None) => None,
            Err(why) => Some(why),
        };
        let files = self.names().existing();
        let has_output = files.iter().any(|f| fs::metadata(f).is_ok_and(|f| f.len() > 0));
        match why {
            Some(why) => notes.push(format!(
                "the state beside {} is of no use ({why}); it is made anew from the output",
                self.base.display()
            )),
            None if has_output => notes.push(format!(
                "{} has no state beside it; it is made anew from the output",
                self.base.display()
            )),
            None => {}
        }
        self.read_out(notes)
    }

    /// A part that was moved away would be written anew, and those behind it written over.
    fn refuse_gap(&self) -> Result<(), ResumeError> {
        let Some((missing, there)) = self.names().gap() else { return Ok(()) };
        Err(ResumeError::Refused(format!(
            "{} is not there, but {} is, and would be overwritten; put it back, move all parts \
             away, or name another --output",
            missing.display(),
            there.display()
        )))
    }

    fn refuse_other(&self, committed: &Committed) -> Result<(), ResumeError> {
        if committed.position == Position::START {
            return Ok(());
        }
        let there = Made { by: &committed.provenance, given: Some(&committed.given) };
        refuse_mixture(self.folder.output(), there, self.made())?;
        if committed.limits == self.limits {
            return Ok(());
        }
        let said = |limits: Limits| {
            let mut words = Vec::new();
            words.extend(limits.lines.map(|n| format!("--max-lines {n}")));
            words.extend(limits.bytes.map(|n| format!("--max-bytes {n}")));
            if words.is_empty() { "no limits of parts".to_owned() } else { words.join(" ") }
        };
        Err(ResumeError::Refused(format!(
            "{} was begun with {}, not with {}; give the same, --rebuild to do everything anew, or \
             name another --output",
            self.folder.output().display(),
            said(committed.limits),
            said(self.limits)
        )))
    }

    /// Goes on from a checkpoint.
    fn take_up(
        &self,
        store: Store,
        mut committed: Committed,
        open: Vec<u8>,
        notes: &mut Vec<String>,
    ) -> Result<Ledger, ResumeError> {
        if committed.position == Position::START {
            committed = Committed { run: committed.run, ..self.nothing_yet() };
        }
        let names = self.names();
        let mut later = 0;
        for number in committed.position.part + 1.. {
            let path = names.part(number);
            let Ok(about) = fs::metadata(&path) else { break };
            if !self.limits.any() {
                break;
            }
            later += about.len();
            fs::remove_file(&path).map_err(|e| self.state_error(&e))?;
        }
        let mut growing = Growing::open(names, self.limits, committed.position.clone(), open)?;
        let cut = growing.mend()? + later;
        if cut > 0 {
            notes.push(format!(
                "mended {}: a run was broken off; {cut} bytes behind its last checkpoint are \
                 written again",
                self.base.display()
            ));
        }
        Ok(Ledger::new(growing, store, committed))
    }

    /// Makes the state from the output.
    fn read_out(&self, notes: &mut Vec<String>) -> Result<Ledger, ResumeError> {
        // Nothing of what cannot be gone on with is touched, not even its length.
        scan(&self.names(), self.limits, |found| {
            let there = Made { by: &found.provenance, given: None };
            refuse_mixture(self.folder.output(), there, self.made())
        })?;
        let mut ledger = self.start()?;
        let mut no_text = false;
        let scanned = scan(&self.names(), self.limits, |found| {
            self.index(&mut ledger, &found);
            no_text |= !found.is_error && found.text.is_none();
            ledger.count(self.folder, &found.key, found.is_error)?;
            ledger.put_by_if_many(self.folder)
        })?;
        let position = scanned.position.clone();
        let mut growing = Growing::open(self.names(), self.limits, position, Vec::new())?;
        growing.reopen(scanned.open);
        growing.mend()?;
        if scanned.torn > 0 {
            notes.push(format!(
                "mended {}: {} bytes of a line that was not written to its end are cut off",
                self.base.display(),
                scanned.torn
            ));
        }
        self.note_textless(no_text, notes);
        ledger.growing = growing;
        Ok(ledger)
    }

    /// Says that signatures are made of the text of records, and some have none.
    fn note_textless(&self, no_text: bool, notes: &mut Vec<String>) {
        if no_text && !self.duplicates.is_keep() {
            notes.push(format!(
                "{} has records without text, of which only exact copies are found",
                self.base.display()
            ));
        }
    }

    /// Makes the output anew without its error records, and puts that in its place.
    fn without_errors(
        &self,
        next: &Self,
        mut ledger: Ledger,
        notes: &mut Vec<String>,
    ) -> Result<Ledger, ResumeError> {
        // The last records may be in the state only.
        ledger.settle(self.folder)?;
        let listed = ledger.committed.listed;
        drop(ledger);
        let mut fresh = next.start_next()?;
        let mut no_text = false;
        scan(&self.names(), self.limits, |found| {
            if found.is_error {
                return Ok(());
            }
            no_text |= found.text.is_none();
            fresh.append(self.folder, &found.key, false, found.line)?;
            self.index(&mut fresh, &found);
            fresh.checkpoint_if_due(self.folder)
        })?;
        self.note_textless(no_text, notes);
        let keys = carry_over(&self.listing(), &next.listing(), listed);
        for key in keys.map_err(|e| self.state_error(&e))? {
            fresh.count(self.folder, &key, false)?;
        }
        fresh.committed.listed = listed;
        fresh.settle(self.folder)?;
        drop(fresh);
        replace(self.folder, &next.names(), &self.names().existing())?;
        self.load(&mut Vec::new())
    }
}

/// Whether the output is what a state says, or that and more where a run was broken off.
fn consistent(names: &Names, committed: &Committed) -> Result<(), String> {
    let Position { part, stored, .. } = committed.position;
    let has_bytes = |path: &PathBuf| fs::metadata(path).is_ok_and(|about| about.len() > 0);
    if committed.position == Position::START && !has_bytes(&names.part(1)) {
        return Ok(());
    }
    let parts = names.existing().len();
    if parts < part as usize {
        return Err(format!(
            "{} is gone",
            names.part(u32::try_from(parts).unwrap_or(part) + 1).display()
        ));
    }
    let path = names.part(part);
    let (length, tail) = tail_of(&path, stored).map_err(|e| e.to_string())?;
    if length < stored {
        return Err(format!("{} is shorter than it was", path.display()));
    }
    if tail != committed.tail {
        return Err(format!("{} is not what it was", path.display()));
    }
    match committed.settled {
        Some(settled) if settled != length => {
            Err(format!("{} is longer than it was", path.display()))
        }
        Some(_) if parts > part as usize => Err("there are more parts than there were".to_owned()),
        // A run that was broken off before its first checkpoint may have left anything.
        None if committed.position == Position::START => {
            Err(format!("{} is longer than it was", path.display()))
        }
        _ => Ok(()),
    }
}

/// Length of a file, and digest of its last bytes before `end`.
fn tail_of(path: &Path, end: u64) -> std::io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    Ok((length, tail_digest(&mut file, end)?))
}
