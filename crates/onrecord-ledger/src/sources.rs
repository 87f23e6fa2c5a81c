//! Who is cited, and what outlets have of their own.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;

use crate::packed::parse;
use crate::view::{OutletRow, SpeakerRow};
use crate::{Ledger, Result};

/// Types that a speaker's row tells.
const TYPES: usize = 3;
/// Others that an outlet's row tells.
const OTHERS: usize = 3;

impl Ledger {
    /// Who is cited, those with most statements first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn speakers(&self, limit: u32) -> Result<Vec<SpeakerRow>> {
        let mut look = self.db.prepare_cached(
            "SELECT s.speaker, s.kind, s.named, s.country, s.sector, count(*), count(DISTINCT s.article),
             count(DISTINCT a.outlet), sum(s.via <> '[]')
             FROM statements s JOIN articles a ON a.key = s.article WHERE s.speaker <> ''
             GROUP BY s.speaker, s.kind, s.named, s.country, s.sector
             ORDER BY count(*) DESC, s.speaker, s.country, s.sector, s.kind LIMIT ?",
        )?;
        let mut about = self.db.prepare_cached(
            "SELECT j.value, count(*) FROM statements s, json_each(s.about) j
             WHERE s.speaker = ?1 AND s.kind = ?2 AND s.country IS ?3 AND s.sector IS ?4
             GROUP BY j.value ORDER BY count(*) DESC, j.value LIMIT ?5",
        )?;
        let mut found = look.query([limit])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let mut speaker = SpeakerRow {
                name: row.get(0)?,
                kind: row.get(1)?,
                named: row.get(2)?,
                country: row.get(3)?,
                sector: row.get(4)?,
                statements: row.get(5)?,
                articles: row.get(6)?,
                outlets: row.get(7)?,
                carried: row.get(8)?,
                on: Vec::new(),
            };
            let SpeakerRow { name, kind, country, sector, .. } = &speaker;
            let on =
                about.query_map(params![name, kind, country, sector, TYPES], |row| row.get(0))?;
            speaker.on = on.collect::<rusqlite::Result<_>>()?;
            rows.push(speaker);
        }
        Ok(rows)
    }

    /// Outlets, those with most articles first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn outlets(&self) -> Result<Vec<OutletRow>> {
        let mut cited = self.cited()?;
        let mut copied = self.copied()?;
        let mut look = self.db.prepare_cached(
            "SELECT coalesce(a.outlet, ''), count(DISTINCT a.key), count(s.key), coalesce(sum(s.via <> '[]'), 0)
             FROM articles a LEFT JOIN statements s ON s.article = a.key
             GROUP BY 1 ORDER BY 2 DESC, 1",
        )?;
        let rows = look.query_map([], |row| {
            let name: String = row.get(0)?;
            let from = copied.remove(&name).unwrap_or_default();
            Ok(OutletRow {
                articles: row.get(1)?,
                copied: from.values().sum(),
                copied_from: most(from),
                statements: row.get(2)?,
                cited: row.get(3)?,
                cited_from: most(cited.remove(&name).unwrap_or_default()),
                name: if name.is_empty() { "no outlet".to_owned() } else { name },
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// By way of whom an outlet's statements came: the nearest carrier of each.
    fn cited(&self) -> Result<BTreeMap<String, BTreeMap<String, u32>>> {
        let mut look = self.db.prepare_cached(
            "SELECT coalesce(a.outlet, ''), json_extract(s.via, '$[0]'), count(*)
             FROM statements s JOIN articles a ON a.key = s.article WHERE s.via <> '[]' GROUP BY 1, 2",
        )?;
        let mut rows = look.query([])?;
        let mut cited: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let name: Option<String> = row.get(1)?;
            cited.entry(row.get(0)?).or_default().insert(name.unwrap_or_default(), row.get(2)?);
        }
        Ok(cited)
    }

    /// Whose texts an outlet's articles are: the one it credits, else that of the earliest copy.
    fn copied(&self) -> Result<BTreeMap<String, BTreeMap<String, u32>>> {
        let mut whose: BTreeMap<i64, (String, String)> = BTreeMap::new();
        let mut look = self.db.prepare_cached(
            "SELECT a.key, coalesce(a.outlet, ''), json_extract(a.card, '$.credit') FROM articles a
             WHERE json_array_length(a.card, '$.credit') > 0",
        )?;
        let mut rows = look.query([])?;
        while let Some(row) = rows.next()? {
            let credit: String = row.get(2)?;
            let credit: Vec<String> = parse(&credit, "a card")?;
            whose.insert(row.get(0)?, (row.get(1)?, credit.into_iter().next().unwrap_or_default()));
        }
        // Of two articles the later one copies; the pairs come with the earliest original first.
        let mut look = self.db.prepare_cached(
            "SELECT later.key, coalesce(later.outlet, ''), coalesce(first.outlet, '')
             FROM copies c JOIN articles x ON x.key = c.a JOIN articles y ON y.key = c.b
             JOIN articles later ON later.key = CASE
               WHEN (coalesce(x.published, '~'), x.id) > (coalesce(y.published, '~'), y.id) THEN x.key ELSE y.key END
             JOIN articles first ON first.key = CASE later.key WHEN x.key THEN y.key ELSE x.key END
             WHERE later.outlet IS NOT first.outlet
             ORDER BY coalesce(first.published, '~'), first.id",
        )?;
        let mut rows = look.query([])?;
        while let Some(row) = rows.next()? {
            let (outlet, from) = (row.get(1)?, row.get(2)?);
            whose.entry(row.get(0)?).or_insert((outlet, from));
        }
        let mut copied: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
        for (outlet, from) in whose.into_values() {
            *copied.entry(outlet).or_default().entry(from).or_default() += 1;
        }
        Ok(copied)
    }

    /// Who cites whom: outlet, the nearest carrier, and how often; the most frequent first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn citations(&self, limit: usize) -> Result<Vec<(String, String, u32)>> {
        let all: BTreeSet<_> = self
            .cited()?
            .into_iter()
            .flat_map(|(outlet, from)| {
                from.into_iter().map(move |(name, n)| (std::cmp::Reverse(n), outlet.clone(), name))
            })
            .collect();
        Ok(all.into_iter().take(limit).map(|(n, outlet, name)| (outlet, name, n.0)).collect())
    }
}

/// The most frequent first.
fn most(counts: BTreeMap<String, u32>) -> Vec<(String, u32)> {
    let mut counts: Vec<(String, u32)> =
        counts.into_iter().filter(|(name, _)| !name.is_empty()).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(OTHERS);
    counts
}
