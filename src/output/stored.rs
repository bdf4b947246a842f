//! Reads an output back, line by line, with the places at which its frames begin and end.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::pack::{FRAME, Packing};

/// What stands in one file of an output.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Stored {
    /// Bytes that will not change any more: those of whole lines, or of closed frames.
    pub closed: u64,
    /// Lines of the last frame, if it is still open.
    pub open: Vec<u8>,
    /// Where bytes begin that are no whole line or no whole frame.
    pub torn: Option<u64>,
    /// Length of the file.
    pub length: u64,
}

/// Gives every whole line of the file, its line feed included, to `read`. Lines of a frame that is
/// not whole are not given: nobody knows whether they are what was written.
///
/// # Errors
/// If the file cannot be read, or `read` fails.
pub(crate) fn read_back<E: From<io::Error>>(
    path: &Path,
    mut read: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<Stored, E> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let packing = Packing::of(path);
    if packing == Packing::Plain {
        let (stored, torn) = lines(&mut BufReader::new(file), &mut read)?;
        return Ok(Stored {
            closed: stored,
            open: Vec::new(),
            torn: torn.then_some(stored),
            length,
        });
    }
    let mut found = Stored { length, ..Stored::default() };
    let mut file = Counting { inner: BufReader::with_capacity(64 << 10, file), at: 0 };
    while !file.fill_buf()?.is_empty() {
        let start = file.at;
        // Once to see whether the frame is whole, and once to read it: a foreign one may be long.
        let mut frame = Frame::default();
        let whole = packing
            .unframe(&mut file, |lines| io::copy(lines, &mut frame).is_ok())
            .unwrap_or(false);
        if !whole || frame.last.is_some_and(|byte| byte != b'\n') {
            found.torn = Some(start);
            break;
        }
        file.rewind_to(start)?;
        let may_be_open = frame.length < FRAME as u64;
        let mut kept = Vec::new();
        packing.unframe(&mut file, |frame| {
            lines(&mut BufReader::new(frame), &mut |line| {
                if may_be_open {
                    kept.extend_from_slice(line);
                }
                read(line)
            })
        })??;
        if file.at == length && may_be_open {
            (found.open, found.closed) = (kept, start);
        } else {
            found.closed = file.at;
        }
    }
    Ok(found)
}

/// Whether what stands at byte `at` of a file to its end may be the beginning of a line that begins with `start`, or of a frame of
/// such lines: as far as there is anything, it is the same.
///
/// # Errors
/// If the file cannot be read.
pub(crate) fn may_begin_with(path: &Path, at: u64, start: &[u8]) -> io::Result<bool> {
    let mut file = BufReader::new(File::open(path)?);
    file.seek(SeekFrom::Start(at))?;
    // Zeros are what a power cut leaves.
    let same = |head: &[u8], start: &[u8]| {
        head.iter().zip(start).all(|(a, b)| a == b) || head.iter().take(64).all(|byte| *byte == 0)
    };
    let packing = Packing::of(path);
    let magic = packing.magic();
    if !same(file.fill_buf()?, magic) {
        return Ok(false);
    }
    // What cannot be unpacked gives nothing, or a beginning.
    let mut head = Vec::new();
    let limit = start.len() as u64;
    let _ = packing.unframe(&mut file, |lines| lines.take(limit).read_to_end(&mut head));
    Ok(same(&head, start))
}

/// Reads whole lines up to the end; gives the bytes that they have, and whether a torn one follows.
fn lines<E: From<io::Error>>(
    from: &mut impl BufRead,
    read: &mut impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(u64, bool), E> {
    let mut line = Vec::new();
    let mut bytes = 0;
    loop {
        line.clear();
        from.read_until(b'\n', &mut line)?;
        if line.last() != Some(&b'\n') {
            return Ok((bytes, !line.is_empty()));
        }
        read(&line)?;
        bytes += line.len() as u64;
    }
}

/// What has to be known of a frame before it is believed.
#[derive(Default)]
struct Frame {
    length: u64,
    last: Option<u8>,
}

impl io::Write for Frame {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.length += bytes.len() as u64;
        self.last = bytes.last().copied().or(self.last);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Knows how far a file has been read.
struct Counting {
    inner: BufReader<File>,
    at: u64,
}

impl Counting {
    fn rewind_to(&mut self, at: u64) -> io::Result<()> {
        self.inner.seek(SeekFrom::Start(at))?;
        self.at = at;
        Ok(())
    }
}

impl Read for Counting {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl BufRead for Counting {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        self.at += amount as u64;
    }
}
