//! What can go wrong with a ledger.

use std::borrow::Cow;
use std::path::PathBuf;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file is something else.
    #[error("{}: expected a ledger, found {found}", path.display())]
    NotALedger {
        /// The file.
        path: PathBuf,
        /// What it is, as far as it can be told.
        found: &'static str,
    },
    /// There is no such file.
    #[error("{}: no such ledger", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a later version of the program.
    #[error("{}: expected a ledger of schema {known} or before, found schema {found}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The latest schema that is known here.
        known: i64,
    },
    /// Something in the ledger is not what it should be.
    #[error(
        "{what}: expected what this version writes, found something else; `onrecord refresh` makes it anew"
    )]
    Unreadable {
        /// What could not be read.
        what: &'static str,
        /// Why.
        #[source]
        cause: serde_json::Error,
    },
    /// A wish that makes no sense.
    #[error("{what}: expected {expected}, found {found}")]
    Wish {
        /// What was wished for.
        what: &'static str,
        /// What it may be.
        expected: Cow<'static, str>,
        /// What it is.
        found: String,
    },
    /// An identifier that fits several claims.
    #[error("{found}: expected one claim, found several: {}", several.join(", "))]
    Ambiguous {
        /// What was asked for.
        found: String,
        /// The claims that it fits, or the first of them.
        several: Vec<String>,
    },
    /// The database itself fails.
    #[error("the ledger's file: {0}")]
    Database(#[from] rusqlite::Error),
    /// The file cannot be made or read.
    #[error("the ledger's file: {0}")]
    Io(#[from] std::io::Error),
}

/// A result, or what went wrong.
pub type Result<T> = std::result::Result<T, Error>;
