//! Reading again what an earlier engine read.

use onrecord::report::Report;
use onrecord::{Document, Outlet, Span};
use rusqlite::{OptionalExtension, params};

use crate::packed::unpack;
use crate::{Ledger, Result};

/// What is to be made anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stale {
    /// Everything.
    All,
    /// What another version of the engine, or another model, read.
    ReadBy {
        /// The version that is to have read everything.
        engine: String,
        /// The hash of the model that is to have read everything.
        model: String,
    },
}

impl Ledger {
    /// The report of the next article that is stale, in the order of their coming, and where to go
    /// on behind it. Begin with 0.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn next_stale(&self, stale: &Stale, after: i64) -> Result<Option<(i64, Report)>> {
        let (engine, model) = match stale {
            Stale::All => (None, None),
            Stale::ReadBy { engine, model } => (Some(engine), Some(model)),
        };
        let mut look = self.db.prepare_cached(
            "SELECT key, report FROM articles WHERE key > ?1
             AND (?2 IS NULL OR engine <> ?2 OR model <> ?3) ORDER BY key LIMIT 1",
        )?;
        let found: Option<(i64, Vec<u8>)> = look
            .query_row(params![after, engine, model], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        found.map(|(key, bytes)| Ok((key, unpack(&bytes, "a report")?))).transpose()
    }

    /// How many articles are stale.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn count_stale(&self, stale: &Stale) -> Result<u64> {
        let (engine, model) = match stale {
            Stale::All => (None, None),
            Stale::ReadBy { engine, model } => (Some(engine), Some(model)),
        };
        let mut look = self.db.prepare_cached(
            "SELECT count(*) FROM articles WHERE ?1 IS NULL OR engine <> ?1 OR model <> ?2",
        )?;
        Ok(look.query_row(params![engine, model], |row| row.get(0))?)
    }
}

/// The document that was read, to be read again.
pub fn document_of(report: Report) -> Document {
    let document = report.document;
    let mut bytes: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(document.text.len());
    let byte = |point: u32| bytes.get(point as usize).copied().unwrap_or(document.text.len());
    let paragraphs = document
        .paragraphs
        .iter()
        .map(|[start, end]| Span::new(byte(*start), byte((*end).max(*start))))
        .collect();
    // What the reading itself warned of, it will warn of again.
    let warnings = document.warnings.into_iter().filter(|w| !w.starts_with("too long: ")).collect();
    Document {
        id: Some(report.id),
        url: document.url,
        outlet: Outlet { name: document.outlet.name, domain: document.outlet.domain },
        title: document.title,
        byline: document.byline,
        credit: document.credit,
        published: document.published,
        language: document.language,
        text: document.text,
        paragraphs,
        warnings,
    }
}
