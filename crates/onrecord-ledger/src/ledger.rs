//! Opening a ledger.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::memory::Memory;
use crate::{Error, Result, schema};

/// One SQLite file with the reports of many articles, and the claims that stand in them.
///
/// One writer and any number of readers may have it open at once, in one program or in several:
/// readers see what was there when their question began. A value is used by one thread at a time; a
/// program that answers many questions at once opens one a thread.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) db: Connection,
    pub(crate) memory: Memory,
}

/// How long a writer waits for another one to be done.
const PATIENCE: Duration = Duration::from_secs(60);
/// Statements that are kept compiled.
const COMPILED: usize = 128;

impl Ledger {
    /// Opens a ledger to add to it. It is made where there is none, and brought to the latest
    /// schema where it is of an earlier one.
    ///
    /// # Errors
    /// Where the file is no ledger, is of a later schema, or cannot be written.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let mut db = Connection::open(path).map_err(|error| not_a_database(path, error))?;
        db.busy_timeout(PATIENCE)?;
        check(&db, path, false)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        // In this mode a killed program loses nothing that was committed, and a power cut at most
        // the last commits; the file stays whole either way.
        db.pragma_update(None, "synchronous", "NORMAL")?;
        schema::migrate(&mut db)?;
        Self::with(db)
    }

    /// Opens a ledger to ask it. One of an earlier schema is brought to the latest first.
    ///
    /// # Errors
    /// Where there is no such file, or it is no ledger, or of a later schema.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)
            .map_err(|error| not_a_database(path, error))?;
        db.busy_timeout(PATIENCE)?;
        if check(&db, path, true)? < schema::LATEST {
            drop(db);
            drop(Self::open(path)?);
            return Self::open_read_only(path);
        }
        Self::with(db)
    }

    fn with(db: Connection) -> Result<Self> {
        db.set_prepared_statement_cache_capacity(COMPILED);
        db.pragma_update(None, "cache_size", -32_768)?; // KiB
        Ok(Self { db, memory: Memory::default() })
    }

    /// The number of the file's schema.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn schema(&self) -> Result<i64> {
        schema::of(&self.db)
    }

    /// What SQLite finds wrong with the file; nothing, if all is well.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn check(&self) -> Result<Vec<String>> {
        let mut check = self.db.prepare("PRAGMA integrity_check")?;
        let found: Vec<String> =
            check.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }
}

/// Is it a ledger, or a file that may become one? Gives its schema.
fn check(db: &Connection, path: &Path, must_be: bool) -> Result<i64> {
    let no_ledger = |found| Error::NotALedger { path: path.to_owned(), found };
    let application =
        schema::application(db).map_err(|_| no_ledger("a file that is no SQLite database"))?;
    let found = schema::of(db)?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match application {
        schema::APPLICATION if found > schema::LATEST => {
            Err(Error::Newer { path: path.to_owned(), found, known: schema::LATEST })
        }
        schema::APPLICATION => Ok(found),
        _ if tables == 0 && !must_be => Ok(0),
        _ if tables == 0 => Err(no_ledger("an empty file")),
        _ => Err(no_ledger("an SQLite database of another program")),
    }
}

fn not_a_database(path: &Path, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => {
            Error::NotALedger { path: path.to_owned(), found: "a file that is no SQLite database" }
        }
        _ => Error::Database(error),
    }
}
