//! From a path to its bytes, decompressed as they stream.
//!
//! Whether a file is compressed is decided by its first bytes; the name only says what was meant.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::failure::{FailureKind, Fault};
use super::naming::Compression;
use super::scan::Found;

/// The stored bytes, counted as they are used.
struct Stored {
    inner: BufReader<Box<dyn Read + Send>>,
    used: u64,
    progress: Arc<AtomicU64>,
}

impl Read for Stored {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Stored {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        self.used += amount as u64;
        self.progress.fetch_add(amount as u64, Ordering::Relaxed);
    }
}

enum Unpacked {
    Plain(Stored),
    Gzip(Box<MultiGzDecoder<Stored>>),
    Zstd(zstd::Decoder<'static, Stored>),
}

/// The bytes of a file, decompressed. Its errors carry a [`Fault`] where the data is broken.
pub(crate) struct Stream {
    /// Bytes that were looked at before they are read, and why there were no more.
    seen: Cursor<Vec<u8>>,
    failed: Option<io::Error>,
    unpacked: Unpacked,
    /// How many decompressed bytes it may still give, and how many in all.
    left: u64,
    limit: u64,
}

impl Stream {
    /// Opens `found`, which is expected to be compressed as `expected`. Stored bytes are added to
    /// `progress` as they are read.
    pub(super) fn open(
        found: &Found,
        expected: Option<Compression>,
        progress: Arc<AtomicU64>,
    ) -> Result<Self, Fault> {
        let file: Box<dyn Read + Send> = if found.is_stdin() {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&found.path)?)
        };
        Self::new(file, expected, progress)
    }

    fn new(
        mut file: Box<dyn Read + Send>,
        expected: Option<Compression>,
        progress: Arc<AtomicU64>,
    ) -> Result<Self, Fault> {
        let mut head = Vec::with_capacity(4);
        file.by_ref().take(4).read_to_end(&mut head)?;
        let actual = compression_of(&head);
        if let Some(expected) = expected
            && actual.is_none()
        {
            return Err(not_compressed(expected, head.is_empty()));
        }
        let inner = BufReader::with_capacity(64 << 10, boxed(Cursor::new(head).chain(file)));
        let stored = Stored { inner, used: 0, progress };
        let unpacked = match actual {
            None => Unpacked::Plain(stored),
            Some(Compression::Gzip) => Unpacked::Gzip(Box::new(MultiGzDecoder::new(stored))),
            Some(Compression::Zstd) => Unpacked::Zstd(zstd::Decoder::with_buffer(stored)?),
        };
        Ok(Self {
            seen: Cursor::default(),
            failed: None,
            unpacked,
            left: u64::MAX,
            limit: u64::MAX,
        })
    }

    /// The stream with a limit to what it decompresses to. What is stored as it is has its length
    /// for all to see.
    pub(super) fn bounded(self, limit: u64) -> Self {
        Self { left: limit, limit, ..self }
    }

    /// The first bytes, at most `most` of them, which are still to be read then. To be asked once,
    /// ahead of reading.
    pub(super) fn head(&mut self, most: usize) -> &[u8] {
        let mut head = Vec::new();
        self.failed = self.by_ref().take(most as u64).read_to_end(&mut head).err();
        self.seen = Cursor::new(head);
        self.seen.get_ref()
    }

    /// Whether the bytes are handed out as stored.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.unpacked, Unpacked::Plain(_))
    }
}

/// The bytes of `stored`, decompressed if they are compressed.
pub(crate) fn unpacked(stored: Box<dyn Read + Send>) -> Result<Stream, Fault> {
    Stream::new(stored, None, Arc::default())
}

fn boxed(read: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    Box::new(read)
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let again = self.seen.read(into)?;
        if again > 0 {
            return Ok(again);
        }
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        // A decoder that comes upon damage drops what the same call made before it: ask for little.
        let most = into.len().min(4096);
        let into = &mut into[..most];
        let (result, used, compression) = match &mut self.unpacked {
            Unpacked::Plain(stored) => return stored.read(into),
            Unpacked::Gzip(gzip) => (gzip.read(into), gzip.get_ref().used, Compression::Gzip),
            Unpacked::Zstd(zstd) => (zstd.read(into), zstd.get_ref().used, Compression::Zstd),
        };
        let read = result.map_err(|error| {
            if error.kind() == io::ErrorKind::Interrupted || error.raw_os_error().is_some() {
                return error;
            }
            broken(compression, used, &error).into_io()
        })?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| Fault::swollen(self.limit).into_io())?;
        Ok(read)
    }
}

fn broken(compression: Compression, used: u64, error: &io::Error) -> Fault {
    let name = compression.name();
    let message = if error.kind() == io::ErrorKind::UnexpectedEof {
        format!("the {name} data is cut off after byte {used}; fetch the file again")
    } else {
        format!("the {name} data is broken near byte {used} ({error}); fetch the file again")
    };
    Fault::new(FailureKind::Decompress, message)
}

fn not_compressed(expected: Compression, empty: bool) -> Fault {
    if empty {
        return Fault::new(FailureKind::Empty, "the file has no bytes; fetch it again");
    }
    let name = expected.name();
    Fault::new(
        FailureKind::Decompress,
        format!("not {name} data from byte 0 on, as its name says; rename it or fetch it again"),
    )
}

fn compression_of(head: &[u8]) -> Option<Compression> {
    match head {
        [0x1f, 0x8b, ..] => Some(Compression::Gzip),
        // A frame, or one that decoders skip, as some tools write before the first.
        [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => Some(Compression::Zstd),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn read(stored: Vec<u8>) -> Result<Vec<u8>, Fault> {
        let progress = Arc::new(AtomicU64::new(0));
        let len = stored.len() as u64;
        let mut stream = Stream::new(boxed(Cursor::new(stored)), None, progress.clone())?;
        let mut read = Vec::new();
        stream.read_to_end(&mut read)?;
        assert_eq!(progress.load(Ordering::Relaxed), len);
        Ok(read)
    }

    #[test]
    fn members_and_frames_are_read_to_the_last() {
        assert_eq!(read([gzip(b"one "), gzip(b"two")].concat()).unwrap(), b"one two");
        let frame = |text: &[u8]| zstd::encode_all(text, 3).unwrap();
        assert_eq!(read([frame(b"one "), frame(b"two")].concat()).unwrap(), b"one two");
        let skipped = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9];
        assert_eq!(read([&skipped[..], &frame(b"one")].concat()).unwrap(), b"one");
        assert_eq!(read(b"as it is".to_vec()).unwrap(), b"as it is");
    }

    #[test]
    fn breaks_are_told_with_their_place() {
        let mut cut = gzip(b"some text that goes on");
        cut.truncate(cut.len() - 3);
        let fault = read(cut.clone()).unwrap_err();
        assert_eq!(fault.kind, FailureKind::Decompress);
        assert!(fault.message.contains(&format!("after byte {}", cut.len())), "{fault}");
        let mut wrong = gzip(b"some text that goes on");
        let len = wrong.len();
        wrong[len - 6] ^= 1;
        let fault = read(wrong).unwrap_err();
        assert!(fault.message.contains("near byte"), "{fault}");
        let mut cut = zstd::encode_all(&b"some text that goes on"[..], 3).unwrap();
        cut.truncate(12);
        assert!(read(cut).unwrap_err().message.contains("cut off"));
    }
}
