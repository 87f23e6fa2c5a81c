//! Questions of pages that show many things at once.

use std::collections::BTreeMap;

use rusqlite::{params, params_from_iter};

use crate::articles::{COLUMNS, article_row};
use crate::view::ArticleRow;
use crate::{Filter, Ledger, Result};

impl Ledger {
    /// For each of these claims, how many articles carry it, by the day of their publication.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn days_of_claims(
        &self,
        claims: &[&str],
    ) -> Result<BTreeMap<String, BTreeMap<String, u32>>> {
        let mut look = self.db.prepare_cached(
            "SELECT substr(a.published, 1, 10), count(*) FROM claims c
             JOIN claim_articles ca ON ca.claim = c.key JOIN articles a ON a.key = ca.article
             WHERE c.id = ? AND a.published IS NOT NULL GROUP BY 1",
        )?;
        let mut days = BTreeMap::new();
        for claim in claims {
            let of_claim = look
                .query_map([claim], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            days.insert((*claim).to_owned(), of_claim);
        }
        Ok(days)
    }

    /// How many claims of which status fit, whatever statuses the filter names.
    ///
    /// # Errors
    /// Where the filter makes no sense, or the file cannot be read.
    pub fn count_by_status(&self, filter: &Filter) -> Result<BTreeMap<String, u64>> {
        let filter = Filter { statuses: Vec::new(), ..filter.clone() };
        let (conditions, values) = filter.conditions()?;
        let mut look = self.db.prepare_cached(&format!(
            "SELECT c.status, count(*) FROM claims c WHERE {conditions} GROUP BY 1"
        ))?;
        let counts =
            look.query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(counts.collect::<rusqlite::Result<_>>()?)
    }

    /// The articles of an outlet, by the name that [`outlets`](Self::outlets) gives it, the last published
    /// first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn articles_of_outlet(&self, outlet: &str, limit: u32) -> Result<Vec<ArticleRow>> {
        let question = format!(
            "SELECT {COLUMNS} FROM articles a WHERE a.outlet = ?1
             ORDER BY a.published DESC, a.key DESC LIMIT ?2"
        );
        let mut look = self.db.prepare_cached(&question)?;
        let rows = look.query_map(params![outlet, limit], |row| article_row(row, 0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
