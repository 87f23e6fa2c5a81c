//! Unpacking gzip as it streams in, with an end to it.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

/// Text packs to a tenth of its size, markup that repeats itself to a fiftieth. What unpacks to
/// more than this is a bomb.
pub(crate) const MAX_RATIO: u64 = 200;

/// Unpacked bytes up to which any ratio is let through.
const FREE: u64 = 64 * 1024 * 1024;

/// Unpacks all members of a gzip stream.
pub(crate) fn gunzip<'a>(packed: impl BufRead + Send + 'a) -> impl BufRead + Send + 'a {
    let counted = Counted { reader: packed, bytes: 0 };
    BufReader::new(Bounded { decoder: MultiGzDecoder::new(counted), unpacked: 0 })
}

/// Was this the error of a bomb?
pub(crate) fn is_bomb(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Bomb>())
}

struct Bounded<R> {
    decoder: MultiGzDecoder<Counted<R>>,
    unpacked: u64,
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(buffer)?;
        self.unpacked += read as u64;
        if self.unpacked > FREE && self.unpacked / MAX_RATIO > self.decoder.get_ref().bytes {
            return Err(io::Error::other(Bomb));
        }
        Ok(read)
    }
}

struct Counted<R> {
    reader: R,
    bytes: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bytes += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.bytes += amount as u64;
        self.reader.consume(amount);
    }
}

#[derive(Debug)]
struct Bomb;

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decompression bomb")
    }
}

impl std::error::Error for Bomb {}
