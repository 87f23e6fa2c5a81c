//! What was unpacked of late: candidates come again and again.

use std::collections::HashMap;
use std::sync::Arc;

use onrecord_claims::{Fingerprint, Proposition};
use rusqlite::Connection;

use crate::Result;
use crate::packed::{parse, unpack};

/// Propositions and fingerprints by their keys, as far as they were asked for of late.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    propositions: HashMap<i64, Arc<Proposition>>,
    fingerprints: HashMap<i64, Arc<Fingerprint>>,
}

/// So many are kept of each kind; then it begins anew.
const MOST: usize = 20_000;

impl Memory {
    /// A proposition by its key.
    pub(crate) fn proposition(&mut self, db: &Connection, key: i64) -> Result<Arc<Proposition>> {
        if let Some(known) = self.propositions.get(&key) {
            return Ok(Arc::clone(known));
        }
        let mut look =
            db.prepare_cached("SELECT data FROM proposition_data WHERE proposition = ?")?;
        let data: String = look.query_row([key], |row| row.get(0))?;
        let proposition = Arc::new(parse(&data, "a proposition")?);
        self.propositions.insert(key, Arc::clone(&proposition));
        Ok(proposition)
    }

    /// The fingerprint of an article.
    pub(crate) fn fingerprint(
        &mut self,
        db: &Connection,
        article: i64,
    ) -> Result<Arc<Fingerprint>> {
        if let Some(known) = self.fingerprints.get(&article) {
            return Ok(Arc::clone(known));
        }
        let mut look = db.prepare_cached("SELECT fingerprint FROM articles WHERE key = ?")?;
        let bytes: Vec<u8> = look.query_row([article], |row| row.get(0))?;
        let print = Arc::new(unpack(&bytes, "a fingerprint")?);
        self.fingerprints.insert(article, Arc::clone(&print));
        Ok(print)
    }

    /// Keeps what was just written, as if it had been asked for.
    pub(crate) fn keep(
        &mut self,
        article: i64,
        print: &Fingerprint,
        own: &[(i64, Arc<Proposition>)],
    ) {
        self.fingerprints.insert(article, Arc::new(print.clone()));
        self.propositions.extend(own.iter().map(|(key, p)| (*key, Arc::clone(p))));
    }

    /// Forgets an article and its propositions.
    pub(crate) fn forget(&mut self, article: i64, propositions: &[i64]) {
        self.fingerprints.remove(&article);
        for key in propositions {
            self.propositions.remove(key);
        }
    }

    /// Forgets everything where there is too much of it.
    pub(crate) fn trim(&mut self) {
        if self.propositions.len() > MOST {
            self.propositions.clear();
        }
        if self.fingerprints.len() > MOST / 10 {
            self.fingerprints.clear();
        }
    }
}
