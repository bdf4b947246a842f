//! Compression by the name's ending, the same bytes for the same records on every run.
//!
//! What grows over many runs is packed in frames: gzip members or zstd frames, each of which can be
//! unpacked by itself and closes at the first line end past [`FRAME`] bytes. Where a frame ends
//! depends on the lines alone, not on the run that wrote them, and only the last one is ever written
//! again.

use std::ffi::OsStr;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;

use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};

/// Bytes of lines in a frame, before compression: enough to compress as well as one piece does,
/// little enough to be held and written once more.
pub(super) const FRAME: usize = 1 << 20;

/// A way of compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    /// That of files with the name of `path`.
    pub(super) fn of(path: &Path) -> Self {
        let ending = path.extension().map(OsStr::to_ascii_lowercase);
        match ending.as_deref().and_then(OsStr::to_str) {
            Some("gz") => Self::Gzip,
            Some("zst") => Self::Zstd,
            _ => Self::Plain,
        }
    }

    /// The bytes that a frame begins with.
    pub(super) fn magic(self) -> &'static [u8] {
        match self {
            Self::Plain => &[],
            Self::Gzip => &[0x1f, 0x8b],
            Self::Zstd => &[0x28, 0xb5, 0x2f, 0xfd],
        }
    }

    /// `lines` as one frame.
    pub(super) fn frame(self, lines: &[u8]) -> io::Result<Vec<u8>> {
        let mut packed = Packed::new(Vec::new(), self)?;
        packed.write_all(lines)?;
        packed.finish()
    }

    /// Unpacks the one frame that `stored` begins with, leaves `stored` behind it, and gives `read`
    /// the lines.
    pub(super) fn unframe<R: BufRead, T>(
        self,
        stored: &mut R,
        read: impl FnOnce(&mut dyn Read) -> T,
    ) -> io::Result<T> {
        Ok(match self {
            Self::Plain => read(stored),
            Self::Gzip => read(&mut flate2::bufread::GzDecoder::new(stored)),
            Self::Zstd => read(&mut zstd::Decoder::with_buffer(stored)?.single_frame()),
        })
    }
}

/// A writer that may compress.
pub(super) enum Packed<W: Write> {
    Plain(W),
    Gzip(GzEncoder<W>),
    Zstd(zstd::Encoder<'static, W>),
}

impl<W: Write> Packed<W> {
    /// Compresses into `inner`.
    pub(super) fn new(inner: W, packing: Packing) -> io::Result<Self> {
        match packing {
            Packing::Plain => Ok(Self::Plain(inner)),
            Packing::Gzip => {
                // No time and no operating system in the header.
                let builder = GzBuilder::new().mtime(0).operating_system(255);
                Ok(Self::Gzip(builder.write(inner, Compression::default())))
            }
            Packing::Zstd => {
                let mut encoder = zstd::Encoder::new(inner, zstd::DEFAULT_COMPRESSION_LEVEL)?;
                encoder.include_checksum(true)?;
                Ok(Self::Zstd(encoder))
            }
        }
    }

    /// Ends the compressed data.
    pub(super) fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(inner) => Ok(inner),
            Self::Gzip(encoder) => encoder.finish(),
            Self::Zstd(encoder) => encoder.finish(),
        }
    }
}

impl<W: Write> Write for Packed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(inner) => inner.write(bytes),
            Self::Gzip(encoder) => encoder.write(bytes),
            Self::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(inner) => inner.flush(),
            Self::Gzip(encoder) => encoder.flush(),
            Self::Zstd(encoder) => encoder.flush(),
        }
    }
}
