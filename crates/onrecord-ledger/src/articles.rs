//! Questions about articles: their reports, their statements and events, and the words in them.

use onrecord::report::Report;
use rusqlite::{OptionalExtension, Row, params};

use crate::filter::words;
use crate::packed::{parse, unpack};
use crate::view::{ArticleRow, ClaimRow, EventRow, Hit, Size, StatementRow};
use crate::{Ledger, Result};

/// The columns of an [`ArticleRow`], of a table named `a`.
pub(crate) const COLUMNS: &str = "a.id, a.url, a.outlet, a.title, a.published, a.added, a.words";

/// The row whose first column of [`COLUMNS`] is the `n`th.
pub(crate) fn article_row(row: &Row<'_>, n: usize) -> rusqlite::Result<ArticleRow> {
    Ok(ArticleRow {
        id: row.get(n)?,
        url: row.get(n + 1)?,
        outlet: row.get(n + 2)?,
        title: row.get(n + 3)?,
        published: row.get(n + 4)?,
        added: row.get(n + 5)?,
        words: row.get(n + 6)?,
    })
}

impl Ledger {
    /// The report of an article.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn article(&self, id: &str) -> Result<Option<Report>> {
        let mut look = self.db.prepare_cached("SELECT report FROM articles WHERE id = ?")?;
        let bytes: Option<Vec<u8>> = look.query_row([id], |row| row.get(0)).optional()?;
        bytes.map(|bytes| unpack(&bytes, "a report")).transpose()
    }

    /// What is known of an article in short.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn article_row(&self, id: &str) -> Result<Option<ArticleRow>> {
        let question = format!("SELECT {COLUMNS} FROM articles a WHERE a.id = ?");
        let mut look = self.db.prepare_cached(&question)?;
        Ok(look.query_row([id], |row| article_row(row, 0)).optional()?)
    }

    /// Articles, the last published first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn articles(&self, limit: u32, offset: u32) -> Result<Vec<ArticleRow>> {
        let question = format!(
            "SELECT {COLUMNS} FROM articles a ORDER BY a.published DESC, a.key DESC LIMIT ? OFFSET ?"
        );
        let mut look = self.db.prepare_cached(&question)?;
        let rows = look.query_map([limit, offset], |row| article_row(row, 0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All reports in the order of their coming, one at a time.
    ///
    /// # Errors
    /// Where the file cannot be read, or `each` fails.
    pub fn each_report<E: From<crate::Error>>(
        &self,
        mut each: impl FnMut(Report) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut last = i64::MIN;
        loop {
            let next = || -> Result<Option<(i64, Vec<u8>)>> {
                let mut look = self.db.prepare_cached(
                    "SELECT key, report FROM articles WHERE key > ? ORDER BY key LIMIT 1",
                )?;
                Ok(look.query_row([last], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
            };
            let Some((key, bytes)) = next()? else { return Ok(()) };
            each(unpack(&bytes, "a report")?)?;
            last = key;
        }
    }

    /// The claims that an article bears on.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn claims_of_article(&self, id: &str) -> Result<Vec<ClaimRow>> {
        self.claim_rows(
            "c.key IN (SELECT ca.claim FROM claim_articles ca JOIN articles a ON a.key = ca.article
             WHERE a.id = ?) ORDER BY c.moved DESC, c.id",
            vec![id.to_owned().into()],
        )
    }

    /// Places where all of these words stand, the last one perhaps cut: statements first, then
    /// articles without one that holds them; the best first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn search(&self, text: &str, limit: u32) -> Result<Vec<Hit>> {
        let Some(words) = words(text) else { return Ok(Vec::new()) };
        let question = format!(
            "SELECT {COLUMNS}, {STATEMENT} FROM statement_words w
             JOIN statements s ON s.key = w.rowid JOIN articles a ON a.key = s.article
             WHERE statement_words MATCH ? ORDER BY bm25(statement_words), s.key LIMIT ?"
        );
        let mut look = self.db.prepare_cached(&question)?;
        let mut hits: Vec<Hit> = look
            .query_map(params![words, limit], |row| {
                Ok(Hit { article: article_row(row, 0)?, statement: Some(statement_row(row, 7)?) })
            })?
            .collect::<rusqlite::Result<_>>()?;
        let question = format!(
            "SELECT {COLUMNS} FROM article_words w JOIN articles a ON a.key = w.rowid
             WHERE article_words MATCH ? ORDER BY bm25(article_words), a.key LIMIT ?"
        );
        let mut look = self.db.prepare_cached(&question)?;
        let mut rows = look.query(params![words, limit])?;
        while let Some(row) = rows.next()? {
            let article = article_row(row, 0)?;
            let room = hits.len() < limit as usize;
            if room && hits.iter().all(|hit| hit.article.id != article.id) {
                hits.push(Hit { article, statement: None });
            }
        }
        Ok(hits)
    }

    /// What a speaker said, the last first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn statements_of(&self, speaker: &str, limit: u32) -> Result<Vec<Hit>> {
        let question = format!(
            "SELECT {COLUMNS}, {STATEMENT} FROM statements s JOIN articles a ON a.key = s.article
             WHERE s.speaker = ? ORDER BY coalesce(s.said, a.published) DESC, s.key DESC LIMIT ?"
        );
        let mut look = self.db.prepare_cached(&question)?;
        let rows = look.query_map(params![speaker, limit], |row| {
            Ok(Hit { article: article_row(row, 0)?, statement: Some(statement_row(row, 7)?) })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Events by their first day, those without one by the day of their article.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn events(
        &self,
        since: Option<&str>,
        until: Option<&str>,
        limit: u32,
    ) -> Result<Vec<EventRow>> {
        let mut look = self.db.prepare_cached(
            "SELECT e.id, a.id, e.type, e.mode, e.status, e.factuality, e.first_day, e.last_day, e.place,
             e.country, e.actors, e.recipients, e.start, e.end, a.published, a.outlet
             FROM events e JOIN articles a ON a.key = e.article
             WHERE coalesce(e.first_day, a.published, '') >= ?1
             AND coalesce(e.first_day, a.published, '') <= ?2
             ORDER BY coalesce(e.first_day, a.published), e.key LIMIT ?3",
        )?;
        let until = until.map_or_else(|| "~".to_owned(), |day| format!("{day}~"));
        let mut rows = look.query(params![since.unwrap_or_default(), until, limit])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            let (actors, recipients): (String, String) = (row.get(10)?, row.get(11)?);
            events.push(EventRow {
                id: row.get(0)?,
                article: row.get(1)?,
                kind: row.get(2)?,
                mode: row.get(3)?,
                status: row.get(4)?,
                factuality: row.get(5)?,
                first_day: row.get(6)?,
                last_day: row.get(7)?,
                place: row.get(8)?,
                country: row.get(9)?,
                actors: parse(&actors, "an event")?,
                recipients: parse(&recipients, "an event")?,
                span: [row.get(12)?, row.get(13)?],
                published: row.get(14)?,
                outlet: row.get(15)?,
            });
        }
        Ok(events)
    }

    /// How much stands in the ledger.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn size(&self) -> Result<Size> {
        let count = |table: &str| -> Result<u64> {
            let question = format!("SELECT count(*) FROM {table}");
            Ok(self.db.prepare_cached(&question)?.query_row([], |row| row.get(0))?)
        };
        Ok(Size {
            articles: count("articles")?,
            statements: count("statements")?,
            events: count("events")?,
            claims: count("claims")?,
            problems: count("problems")?,
        })
    }
}

/// The columns of a [`StatementRow`], of tables named `s` and `a`.
const STATEMENT: &str = "s.id, a.id, s.speaker, s.stance, s.content, s.via, s.said, s.start, s.end";

fn statement_row(row: &Row<'_>, n: usize) -> rusqlite::Result<StatementRow> {
    let via: String = row.get(n + 5)?;
    Ok(StatementRow {
        id: row.get(n)?,
        article: row.get(n + 1)?,
        speaker: row.get(n + 2)?,
        stance: row.get(n + 3)?,
        content: row.get(n + 4)?,
        via: serde_json::from_str(&via).unwrap_or_default(),
        said: row.get(n + 6)?,
        span: [row.get(n + 7)?, row.get(n + 8)?],
    })
}
