//! What moved, and what is watched.

use rusqlite::{OptionalExtension, params, params_from_iter};

use crate::articles::{COLUMNS, article_row};
use crate::view::{Change, Watch};
use crate::{Error, Filter, Ledger, Result, moment};

/// By which time changes are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// When the ledger came to know of them.
    #[default]
    Noted,
    /// When the article was published that moved the claim.
    Published,
}

impl Ledger {
    /// What moved since a day or moment, of the claims that fit; the last first. `since` is what
    /// [`since`](crate::since) gives.
    ///
    /// # Errors
    /// Where the filter makes no sense, or the file cannot be read.
    pub fn changes(&self, since: &str, by: By, filter: &Filter) -> Result<Vec<Change>> {
        let (conditions, mut values) = filter.conditions()?;
        let time = match by {
            By::Noted => "m.noted",
            By::Published => "m.at",
        };
        let limit = filter.limit.map_or(-1, i64::from);
        let question = format!(
            "SELECT {COLUMNS}, c.id, c.proposition, m.before, m.status, m.at, m.noted, c.at_least, c.at_most
             FROM moves m JOIN claims c ON c.key = m.claim JOIN articles a ON a.id = m.article
             WHERE {conditions} AND {time} >= ?
             ORDER BY {time} DESC, m.at DESC, c.id, m.step DESC LIMIT {limit} OFFSET {}",
            filter.offset
        );
        values.push(moment::comparable(since).into());
        let mut look = self.db.prepare_cached(&question)?;
        let rows = look.query_map(params_from_iter(values), |row| {
            Ok(Change {
                article: article_row(row, 0)?,
                claim: row.get(7)?,
                proposition: row.get(8)?,
                from: row.get(9)?,
                to: row.get(10)?,
                at: row.get(11)?,
                noted: row.get(12)?,
                at_least: row.get(13)?,
                at_most: row.get(14)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Saves a watch, in the place of one of the same name.
    ///
    /// # Errors
    /// Where the name is empty, the query makes no sense (a type or status that is none is no sense), or the file cannot be written.
    pub fn save_watch(&mut self, name: &str, query: &str) -> Result<()> {
        Filter::parse(query)?.check()?;
        if name.trim().is_empty() {
            return Err(Error::Wish {
                what: "a watch",
                expected: "a name".into(),
                found: "none".to_owned(),
            });
        }
        self.db
            .prepare_cached("INSERT OR REPLACE INTO watches (name, query, saved) VALUES (?, ?, ?)")?
            .execute(params![name, query, moment::now()])?;
        Ok(())
    }

    /// Forgets a watch. Tells whether there was one.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn delete_watch(&mut self, name: &str) -> Result<bool> {
        Ok(self.db.prepare_cached("DELETE FROM watches WHERE name = ?")?.execute([name])? > 0)
    }

    /// All watches by name.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn watches(&self) -> Result<Vec<Watch>> {
        let mut look =
            self.db.prepare_cached("SELECT name, query, saved FROM watches ORDER BY name")?;
        let watch = |row: &rusqlite::Row<'_>| {
            Ok(Watch { name: row.get(0)?, query: row.get(1)?, saved: row.get(2)? })
        };
        Ok(look.query_map([], watch)?.collect::<rusqlite::Result<_>>()?)
    }

    /// What a watch looks for.
    ///
    /// # Errors
    /// Where there is no such watch, or the file cannot be read.
    pub fn watch(&self, name: &str) -> Result<Filter> {
        let mut look = self.db.prepare_cached("SELECT query FROM watches WHERE name = ?")?;
        let query: Option<String> = look.query_row([name], |row| row.get(0)).optional()?;
        match query {
            Some(query) => Filter::parse(&query),
            None => Err(Error::Wish {
                what: "a watch",
                expected: "the name of one that was saved".into(),
                found: name.to_owned(),
            }),
        }
    }
}
