//! Stretches of text. Bytes inside the engine; code points only where a report is written.

/// A half-open stretch of bytes, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A stretch that may be broken, in text order: `"I won", she said, "twice"`.
pub type Spans = Vec<Span>;

impl Span {
    /// A span of bytes.
    ///
    /// # Panics
    /// Where `end` lies before `start`, or beyond 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends before it starts: {start}..{end}");
        let narrow = |n: usize| u32::try_from(n).expect("texts are under 4 GiB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The bytes as a range, to slice with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Do the two share a byte?
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Does `other` lie wholly inside?
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// From the start of the first to the end of the last.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Translates byte offsets of one text into code points, the offsets of a report.
#[derive(Debug)]
pub struct CodePoints {
    /// Code points before each 64-byte block; empty where the text is ASCII throughout.
    blocks: Vec<u32>,
}

const BLOCK: usize = 64;

impl CodePoints {
    /// Counts through the text once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { blocks: Vec::new() };
        }
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut seen = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(seen);
            seen += block.iter().filter(|&&b| !is_continuation(b)).count() as u32;
        }
        blocks.push(seen);
        Self { blocks }
    }

    /// The number of code points of `text` before byte `at`. `text` is the one given to `new`.
    pub fn at(&self, text: &str, at: u32) -> u32 {
        if self.blocks.is_empty() {
            return at;
        }
        let block = at as usize / BLOCK;
        let rest = &text.as_bytes()[block * BLOCK..at as usize];
        self.blocks[block] + rest.iter().filter(|&&b| !is_continuation(b)).count() as u32
    }

    /// Both ends of a span.
    pub fn span(&self, text: &str, span: Span) -> [u32; 2] {
        [self.at(text, span.start), self.at(text, span.end)]
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_of_every_boundary() {
        for text in ["", "plain", &"“Zürich” — 10 €, said Łukasz. ".repeat(9)] {
            let points = CodePoints::new(text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(text, byte as u32), count as u32);
            }
            assert_eq!(points.at(text, text.len() as u32), text.chars().count() as u32);
        }
    }
}
