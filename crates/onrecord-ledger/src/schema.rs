//! The numbered schema, and how a ledger of an earlier one becomes one of the latest.

use std::collections::BTreeSet;

use onrecord_claims::{Claim, Proposition};
use rusqlite::{Connection, TransactionBehavior, params};

use crate::Result;
use crate::packed::{parse, unpack};
use crate::search::{self, Search};

/// What each schema adds to the one before it, beginning with nothing.
const STEPS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
];

/// The schema that first kept beside a claim what it is a detail of.
const PART_OF: i64 = 3;

/// The schema since which keys say what else is asked for.
const SORTS: i64 = 6;

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
    if (1..PART_OF).contains(&from) {
        fill_part_of(&change)?;
    }
    if (1..SORTS).contains(&from) {
        fill_keys(&change)?;
    }
    change.pragma_update(None, "application_id", APPLICATION)?;
    change.pragma_update(None, "user_version", LATEST)?;
    Ok(change.commit()?)
}

/// Writes beside each claim what it is a detail of, for ledgers that have claims from before that.
fn fill_part_of(db: &Connection) -> Result<()> {
    let mut look = db.prepare("SELECT key, claim FROM claims")?;
    let mut set = db.prepare("UPDATE claims SET part_of = ? WHERE key = ?")?;
    let mut rows = look.query([])?;
    while let Some(row) = rows.next()? {
        let (key, packed): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        // A claim in a form of another version is made anew by a refresh, which fills this, too.
        if let Ok(Claim { part_of: Some(whole), .. }) = unpack::<Claim>(&packed, "a claim") {
            set.execute(params![whole, key])?;
        }
    }
    Ok(())
}

/// Writes down what propositions and their articles are found by, for ledgers that have some from before.
fn fill_keys(db: &Connection) -> Result<()> {
    let mut look = db.prepare(
        "SELECT key, article, data FROM propositions JOIN proposition_data ON proposition = key",
    )?;
    let mut note = db.prepare("UPDATE proposition_data SET keys = ? WHERE proposition = ?")?;
    let mut rows = look.query([])?;
    let mut done = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (key, article, data): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        // One in a form of another version is made anew by a refresh, with its keys.
        let Ok(proposition) = parse::<Proposition>(&data, "a proposition") else { continue };
        let count = Search::of(&proposition).keep(db, article, key)?;
        note.execute(params![count, key])?;
        if done.insert(article) {
            search::keep_article(db, article, &proposition.article_keys())?;
        }
    }
    Ok(())
}
