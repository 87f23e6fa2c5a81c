//! What could not be read.

use rusqlite::{Connection, params};

use crate::view::Problem;
use crate::{Ledger, Result, moment};

impl Ledger {
    /// Notes that an input, or a record of it, could not be read. The same one again is counted.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn note_problem(&mut self, input: &str, line: Option<u64>, reason: &str) -> Result<()> {
        note(&self.db, input, line.unwrap_or_default(), reason, &moment::now())
    }

    /// What could not be read, the last first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn problems(&self) -> Result<Vec<Problem>> {
        let mut look = self.db.prepare_cached(
            "SELECT input, line, reason, first, last, times FROM problems ORDER BY last DESC, key DESC",
        )?;
        let problem = |row: &rusqlite::Row<'_>| {
            Ok(Problem {
                input: row.get(0)?,
                line: Some(row.get::<_, u64>(1)?).filter(|line| *line > 0),
                reason: row.get(2)?,
                first: row.get(3)?,
                last: row.get(4)?,
                times: row.get(5)?,
            })
        };
        Ok(look.query_map([], problem)?.collect::<rusqlite::Result<_>>()?)
    }
}

pub(crate) fn note(db: &Connection, input: &str, line: u64, reason: &str, now: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO problems (input, line, reason, first, last, times) VALUES (?1, ?2, ?3, ?4, ?4, 1)
         ON CONFLICT (input, line, reason) DO UPDATE SET last = ?4, times = times + 1",
    )?
    .execute(params![input, line, reason, now])?;
    Ok(())
}
