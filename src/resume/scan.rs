//! The state, read out of the output itself.

use std::io;
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::error::ResumeError;
use super::key::Key;
use crate::article::{Format, Markup, Source};
use crate::output::Limits;
use crate::output::growing::Position;
use crate::output::parts::Names;
use crate::output::stored::{may_begin_with, read_back};
use crate::record::{ErrorDetail, Provenance, SCHEMA};

/// A longer piece at the end of a file is not what a run that was broken off leaves behind.
const MOST_TORN: u64 = 64 << 20;

/// As much of a record as has to be known.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    schema: String,
    id: Option<String>,
    source: Source,
    error: Option<ErrorDetail>,
    text: Option<String>,
    duplicate_of: Option<IgnoredAny>,
    provenance: Provenance,
}

/// One record of an output.
pub(super) struct Found<'a> {
    pub line: &'a [u8],
    pub key: Key,
    pub is_error: bool,
    /// Whether it is marked as a duplicate.
    pub is_copy: bool,
    pub text: Option<String>,
    pub markup: Markup,
    pub provenance: Provenance,
}

/// How far an output has come, by its own account.
#[derive(Debug)]
pub(super) struct Scanned {
    pub position: Position,
    /// Lines of the open frame.
    pub open: Vec<u8>,
    /// Records.
    pub records: u64,
    /// Bytes at the end that are no whole line.
    pub torn: u64,
}

/// Gives every record of the output to `visit`, in order.
///
/// # Errors
/// If there is a line that is no record, or that stands in another part than `limits` ask for.
pub(super) fn scan(
    names: &Names,
    limits: Limits,
    mut visit: impl FnMut(Found) -> Result<(), ResumeError>,
) -> Result<Scanned, ResumeError> {
    let paths = names.existing();
    let mut scanned = Scanned { position: Position::START, open: Vec::new(), records: 0, torn: 0 };
    for (number, path) in (1_u32..).zip(&paths) {
        let mut at = Position { part: number, ..Position::START };
        let before = scanned.position.clone();
        let stored = read_back(path, |line| {
            let length = line.len() as u64;
            let is_first = at.lines == 0 && number > 1;
            if limits.is_full(at.lines, at.bytes, length)
                || (is_first && !limits.is_full(before.lines, before.bytes, length))
            {
                return Err(other_limits(path).into());
            }
            at.lines += 1;
            at.bytes += length;
            scanned.records += 1;
            let found = parse(line).ok_or_else(|| no_record(path, at.lines))?;
            visit(found).map_err(Stop::Other)
        });
        let stored = stored.map_err(|stop| match stop {
            Stop::Read(error) => ResumeError::read(path, error),
            Stop::Other(error) => error,
        })?;
        if let Some(torn) = stored.torn {
            scanned.torn = stored.length - torn;
            if (number as usize) < paths.len() || scanned.torn > MOST_TORN {
                return Err(damaged(path, torn));
            }
            // A file of somebody else's without a line feed at its end is nothing that a run began. Behind records there may be
            // anything: a power cut leaves zeros and rubbish.
            let ours = may_begin_with(path, torn, &beginning());
            if scanned.records == 0 && !ours.map_err(|error| ResumeError::read(path, error))? {
                return Err(no_record(path, at.lines + 1));
            }
        }
        at.stored = stored.closed;
        (scanned.position, scanned.open) = (at, stored.open);
    }
    Ok(scanned)
}

/// Why reading ends early.
enum Stop {
    Read(io::Error),
    Other(ResumeError),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

impl From<ResumeError> for Stop {
    fn from(error: ResumeError) -> Self {
        Self::Other(error)
    }
}

fn parse(line: &[u8]) -> Option<Found<'_>> {
    let head: Head = serde_json::from_slice(line).ok()?;
    if head.schema != SCHEMA {
        return None;
    }
    let is_error = head.error.is_some();
    let key = match (head.id, head.error) {
        (Some(id), None) => Key::of_record(&id, &head.source)?,
        (None, Some(detail)) => {
            let Source { path, item, .. } = &head.source;
            Key::of_failure(path, *item, detail.kind, &detail.message)
        }
        _ => return None,
    };
    Some(Found {
        line,
        key,
        is_error,
        is_copy: head.duplicate_of.is_some(),
        text: head.text,
        markup: head.source.format.map_or(Markup::Plain, Format::markup),
        provenance: head.provenance,
    })
}

/// What every record begins with.
fn beginning() -> Vec<u8> {
    format!("{{\"schema\":\"{SCHEMA}\",").into_bytes()
}

fn no_record(path: &Path, line: u64) -> ResumeError {
    ResumeError::Refused(format!(
        "{}, line {line}, is not a record of wiredesk, so nothing is appended; name another \
         --output, or give --rebuild to replace the file",
        path.display()
    ))
}

fn other_limits(path: &Path) -> ResumeError {
    ResumeError::Refused(format!(
        "{} was cut with other --max-lines or --max-bytes; give the same ones, --rebuild to do \
         everything anew, or another --output",
        path.display()
    ))
}

fn damaged(path: &Path, at: u64) -> ResumeError {
    ResumeError::Refused(format!(
        "{} is damaged from byte {at} on, and more than a run that was broken off leaves behind; \
         mend it from a copy, give --rebuild to do everything anew, or name another --output",
        path.display()
    ))
}
