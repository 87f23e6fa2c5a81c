//! What is refused, where it stands and why.

use std::fmt;

/// An input, or one record of it, that gives no document.
#[derive(Debug, thiserror::Error)]
pub struct InputError {
    /// The name of the input, as its [`Input`](crate::Input) gives it.
    pub name: String,
    /// The line that the record begins on, counted from 1; none where the input is one document.
    pub line: Option<u64>,
    /// What is wrong.
    #[source]
    pub reason: Refusal,
}

/// Why an input is refused: what was expected and what was found instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Nothing, or nothing but white space.
    #[error("empty: expected an article, found {found}")]
    Empty {
        /// `no bytes`, `only white space`, ...
        found: &'static str,
    },
    /// Bytes that are no text in any charset.
    #[error("binary: expected text, found {found}")]
    Binary {
        /// What gives it away.
        found: String,
    },
    /// A format that is known and not read.
    #[error(
        "unsupported: expected plain text, HTML, JSON, a feed or WARC, plain or gzipped, found {found}"
    )]
    Unsupported {
        /// The name of the format.
        found: &'static str,
    },
    /// A page, text or record beyond the limit.
    #[error("too large: expected at most {limit} bytes of {of}, found more")]
    TooLarge {
        /// What is limited: `text`, `a line of JSON`, ...
        of: &'static str,
        /// The limit in bytes.
        limit: u64,
    },
    /// A gzip stream that unpacks to far more than text ever does.
    #[error(
        "decompression bomb: expected text to unpack to at most {limit} times its size, found more"
    )]
    Bomb {
        /// The largest ratio let through.
        limit: u64,
    },
    /// A page in which no article was found.
    #[error("no article: expected a page with an article, found {found}")]
    NoArticle {
        /// What the page is instead, as far as it can be told.
        found: &'static str,
    },
    /// A line or file that is not the JSON of a record.
    #[error("malformed JSON: expected {expected}, found {found}")]
    MalformedJson {
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// A feed or list of feeds that is not XML to its end.
    #[error("malformed XML: expected a feed, found {found}")]
    MalformedXml {
        /// What stands there.
        found: String,
    },
    /// A web archive, or a record of it, that breaks the format.
    #[error("malformed WARC: expected a record, found {found}")]
    MalformedArchive {
        /// What stands there.
        found: String,
    },
    /// Only an address of what is to be read.
    #[error("not fetched: expected an article, found the address of a feed: {address}")]
    Elsewhere {
        /// Where it is.
        address: String,
    },
    /// A record without an article in it.
    #[error("missing text: expected one of {expected}, found {found}")]
    MissingText {
        /// The fields that are looked for.
        expected: String,
        /// The fields that are there.
        found: String,
    },
    /// The bytes could not be read to their end.
    #[error("unreadable: expected more bytes, found {0}")]
    Unreadable(#[source] std::io::Error),
}

impl InputError {
    /// An error of a whole input.
    pub(crate) fn new(name: impl Into<String>, line: Option<u64>, reason: Refusal) -> Self {
        Self { name: name.into(), line, reason }
    }
}

/// `articles.jsonl:12: malformed JSON: expected ..., found ...`
impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.name, self.reason),
            None => write!(f, "{}: {}", self.name, self.reason),
        }
    }
}
