//! What the containers have in common: a stream of items in one encoding.
//!
//! The encoding is settled on the first stretch of the stream. UTF-16, and what the user names, is
//! turned into UTF-8 as it streams; all else is cut into items first and decoded item by item, so
//! that a damaged one costs no other.

use std::borrow::Cow;
use std::io::{self, BufReader, Cursor, Read};

use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, UTF_8};

use super::decode;
use super::failure::Fault;
use super::legacy::Legacy;
use super::open::Stream;
use super::sniff;

/// How much of a container is looked at before it is read.
const HEAD: u64 = 64 << 10;

/// The bytes of a container, to be cut into items.
pub(super) type Bytes = BufReader<Box<dyn Read + Send>>;

/// Decodes the items of one container.
pub(super) struct Items {
    /// The encoding of all of them, if it is settled.
    settled: Option<&'static Encoding>,
    /// Whether the bytes come in UTF-8 already, whatever they are stored in.
    recoded: bool,
    legacy: Legacy,
}

impl Items {
    /// Decodes one item and names its encoding.
    pub(super) fn decode<'a>(
        &mut self,
        item: &'a [u8],
    ) -> Result<(Cow<'a, str>, &'static Encoding), Fault> {
        match std::str::from_utf8(item) {
            Ok(text) => Ok((Cow::Borrowed(text), self.settled.unwrap_or(UTF_8))),
            Err(error) if self.settled.is_some() || self.recoded => {
                Err(decode::malformed(UTF_8, error.valid_up_to()))
            }
            Err(_) => {
                let (text, encoding) = self.legacy.decode(item)?;
                Ok((Cow::Owned(text), encoding))
            }
        }
    }
}

/// Readies `stream` for cutting: looks at its head, removes the byte-order mark and settles the
/// encoding, `given` by the user or not.
pub(super) fn ready(
    mut stream: Stream,
    given: Option<&'static Encoding>,
) -> Result<(Bytes, Items), Fault> {
    let mut head = Vec::new();
    // What came before an error is kept, and the error for when that is used up.
    let error = stream.by_ref().take(HEAD).read_to_end(&mut head).err();
    let mark = Encoding::for_bom(&head);
    let mut legacy = Legacy::default();
    let settled = mark.map(|(encoding, _)| encoding).or(given).or_else(|| sniff::utf_16(&head));
    let replaces = given.is_some();
    if settled.is_none() {
        if let Some(fault) = sniff::not_a_text_container(&head) {
            return Err(fault);
        }
        if std::str::from_utf8(&head).is_err() {
            legacy.see(&head);
        }
    }
    let mark = mark.map_or(0, |(_, len)| len);
    head.drain(..mark);
    let stored = Cursor::new(head).chain(Failing(error)).chain(stream);
    let recoded = settled.filter(|encoding| *encoding != UTF_8 || replaces);
    let bytes: Box<dyn Read + Send> = match recoded {
        None => Box::new(stored),
        Some(encoding) => Box::new(Recoder::new(stored, encoding, replaces, mark)),
    };
    let items = Items { settled, recoded: recoded.is_some(), legacy };
    Ok((BufReader::with_capacity(64 << 10, bytes), items))
}

/// Fails once, if it has an error, and is empty.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Turns bytes of an encoding into UTF-8.
struct Recoder<R> {
    inner: BufReader<R>,
    encoding: &'static Encoding,
    decoder: Decoder,
    /// Whether bytes that mean nothing become U+FFFD; they are an error otherwise.
    replaces: bool,
    /// Bytes taken in, the byte-order mark among them.
    used: usize,
    /// Text that did not fit the last reader's buffer.
    rest: Vec<u8>,
    given: usize,
    ended: bool,
    /// What comes at the end.
    failing: Failing,
}

impl<R: Read> Recoder<R> {
    fn new(inner: R, encoding: &'static Encoding, replaces: bool, used: usize) -> Self {
        Self {
            inner: BufReader::new(inner),
            encoding,
            decoder: encoding.new_decoder_without_bom_handling(),
            replaces,
            used,
            rest: Vec::new(),
            given: 0,
            ended: false,
            failing: Failing(None),
        }
    }

    /// Decodes some more into `rest`.
    fn advance(&mut self) -> io::Result<()> {
        use io::BufRead;
        let chunk = self.inner.fill_buf()?;
        let last = chunk.is_empty();
        self.rest.resize(4096, 0);
        self.given = 0;
        let (full, read, written) = if self.replaces {
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(chunk, &mut self.rest, last);
            (result == CoderResult::OutputFull, read, written)
        } else {
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(chunk, &mut self.rest, last);
            if let DecoderResult::Malformed(bad, after) = result {
                self.rest.truncate(written);
                let at = (self.used + read).saturating_sub(usize::from(bad) + usize::from(after));
                self.ended = true;
                self.failing = Failing(Some(decode::malformed(self.encoding, at).into_io()));
                return Ok(());
            }
            (result == DecoderResult::OutputFull, read, written)
        };
        self.rest.truncate(written);
        self.inner.consume(read);
        self.used += read;
        self.ended = last && !full;
        Ok(())
    }
}

impl<R: Read> Read for Recoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.rest.len() && !self.ended {
            self.advance()?;
        }
        if self.given == self.rest.len() {
            return self.failing.read(into);
        }
        let read = (&self.rest[self.given..]).read(into)?;
        self.given += read;
        Ok(read)
    }
}
