//! The numbered schema, and how a ledger of an earlier one becomes one of the latest.

use rusqlite::{Connection, TransactionBehavior};

use crate::Result;

/// What each schema adds to the one before it, beginning with nothing.
const STEPS: &[&str] = &[include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// The latest schema.
pub const LATEST: i64 = STEPS.len() as i64;

/// `ONRC`: tells a ledger from other SQLite files.
pub(crate) const APPLICATION: i64 = 0x4F4E_5243;

/// The schema of an open file; 0 where it is empty.
pub(crate) fn of(db: &Connection) -> Result<i64> {
    Ok(db.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// What kind of SQLite file it is.
pub(crate) fn application(db: &Connection) -> Result<i64> {
    Ok(db.query_row("PRAGMA application_id", [], |row| row.get(0))?)
}

/// Brings a ledger to the latest schema, in one transaction: it has the old one or the new one,
/// whatever happens.
pub(crate) fn migrate(db: &mut Connection) -> Result<()> {
    if of(db)? >= LATEST {
        return Ok(());
    }
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Somebody else may have been faster.
    let from = of(&change)?;
    for step in &STEPS[from as usize..] {
        change.execute_batch(step)?;
    }
    change.pragma_update(None, "application_id", APPLICATION)?;
    change.pragma_update(None, "user_version", LATEST)?;
    Ok(change.commit()?)
}
