//! What articles and propositions are looked for by.

use onrecord_claims::{Keys, Proposition, Sorts};
use rusqlite::{Connection, Params, params};

use crate::Result;
use crate::packed::json;

/// What a proposition is looked for by, and looks for others by.
pub(crate) struct Search {
    pub keys: Keys,
    sorts: Sorts,
}

/// Beside keys that ask for no sort of deed.
const ANY: i64 = -1;

impl Search {
    pub(crate) fn of(proposition: &Proposition) -> Self {
        Self { keys: proposition.keys(), sorts: proposition.sorts() }
    }

    /// Writes down the keys of a proposition of an article. Tells how many.
    pub(crate) fn keep(&self, db: &Connection, article: i64, proposition: i64) -> Result<usize> {
        let mut insert = db.prepare_cached(
            "INSERT OR IGNORE INTO proposition_keys (hash, proposition, article, sorts)
             SELECT value, ?2, ?3, ?4 FROM json_each(?1)",
        )?;
        let Keys { own, matter, rare } = &self.keys;
        let mut count = 0;
        for (keys, sorts) in [(own, ANY), (matter, self.sorts.near), (rare, 0)] {
            count += insert.execute(params![json(keys), proposition, article, sorts])?;
        }
        Ok(count)
    }

    /// The propositions that may be the same, itself among them, each with its story; `near` are the articles on the
    /// matter of its article.
    pub(crate) fn found(&self, db: &Connection, near: &[i64]) -> Result<Vec<(i64, i64)>> {
        let mut look = db.prepare_cached(
            "WITH found (key) AS (
               SELECT proposition FROM proposition_keys
               WHERE hash IN (SELECT value FROM json_each(?1) UNION ALL SELECT value FROM json_each(?2))
               AND sorts & ?3
               UNION SELECT proposition FROM proposition_keys
               WHERE hash IN (SELECT value FROM json_each(?4))
               AND article IN (SELECT value FROM json_each(?5))
             )
             SELECT p.key, p.story FROM found CROSS JOIN propositions p ON p.key = found.key",
        )?;
        let Keys { own, matter, rare } = &self.keys;
        let sought = params![json(own), json(matter), self.sorts.own, json(rare), json(near)];
        let rows = look.query_map(sought, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The numbers that a question gives.
pub(crate) fn numbers(db: &Connection, question: &str, values: impl Params) -> Result<Vec<i64>> {
    let mut look = db.prepare_cached(question)?;
    Ok(look.query_map(values, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Takes the keys of a proposition away. Where another version gave it others than this one would, or it is not read here, all keys
/// of the ledger are looked through.
pub(crate) fn forget(db: &Connection, key: i64, proposition: Option<&Proposition>) -> Result<()> {
    let mut look = db.prepare_cached("SELECT keys FROM proposition_data WHERE proposition = ?")?;
    let count: usize = look.query_row([key], |row| row.get(0))?;
    let keys = proposition.map(|p| p.keys().all()).unwrap_or_default();
    let gone = db
        .prepare_cached(
            "DELETE FROM proposition_keys
             WHERE proposition = ?1 AND hash IN (SELECT value FROM json_each(?2))",
        )?
        .execute(params![key, json(&keys)])?;
    if gone < count {
        db.prepare_cached("DELETE FROM proposition_keys WHERE proposition = ?")?.execute([key])?;
    }
    Ok(())
}

/// Writes down keys of an article.
pub(crate) fn keep_article(db: &Connection, article: i64, keys: &[i64]) -> Result<()> {
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO article_keys (hash, article) VALUES (?, ?)")?;
    for key in keys {
        insert.execute([*key, article])?;
    }
    Ok(())
}

/// The articles that have one of these keys.
pub(crate) fn articles(db: &Connection, keys: &[i64]) -> Result<Vec<i64>> {
    numbers(
        db,
        "SELECT DISTINCT article FROM article_keys WHERE hash IN (SELECT value FROM json_each(?))",
        [json(keys)],
    )
}
