//! Questions about claims.

use std::collections::BTreeMap;

use onrecord::report::Report;
use onrecord_claims::{Claim, Copy};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};

use crate::packed::{parse, unpack};
use crate::rows::word;
use crate::text::Text;
use crate::view::{ClaimRow, ClaimView, CopyLink, Party, Quotation};
use crate::{Error, Filter, Ledger, Result};

/// Candidates that are named where an identifier fits several claims.
const NAMED: usize = 5;

impl Ledger {
    /// The claims that fit, in short.
    ///
    /// # Errors
    /// Where the filter makes no sense, or the file cannot be read.
    pub fn claims(&self, filter: &Filter) -> Result<Vec<ClaimRow>> {
        let (conditions, values) = filter.conditions()?;
        self.claim_rows(&format!("{conditions}{}", rest(filter)), values)
    }

    /// How many claims fit, limit and offset aside.
    ///
    /// # Errors
    /// As [`claims`](Self::claims).
    pub fn count_claims(&self, filter: &Filter) -> Result<u64> {
        let (conditions, values) = filter.conditions()?;
        let mut look =
            self.db.prepare_cached(&format!("SELECT count(*) FROM claims c WHERE {conditions}"))?;
        Ok(look.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    /// The claims that fit, whole, one at a time.
    ///
    /// # Errors
    /// As [`claims`](Self::claims), or where `each` fails.
    pub fn each_claim<E: From<Error>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(Claim) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        for key in self.claim_keys(filter)? {
            // Somebody may have changed it meanwhile; then it is another claim's turn to tell.
            if let Some(claim) = self.claim_at(key)? {
                each(claim)?;
            }
        }
        Ok(())
    }

    fn claim_keys(&self, filter: &Filter) -> Result<Vec<i64>> {
        let (conditions, values) = filter.conditions()?;
        let question = format!("SELECT c.key FROM claims c WHERE {conditions}{}", rest(filter));
        let mut look = self.db.prepare_cached(&question)?;
        let keys = look.query_map(params_from_iter(values), |row| row.get(0))?;
        Ok(keys.collect::<rusqlite::Result<_>>()?)
    }

    fn claim_at(&self, key: i64) -> Result<Option<Claim>> {
        let mut look = self.db.prepare_cached("SELECT claim FROM claims WHERE key = ?")?;
        let bytes: Option<Vec<u8>> = look.query_row([key], |row| row.get(0)).optional()?;
        bytes.map(|bytes| unpack(&bytes, "a claim")).transpose()
    }

    /// A claim, by its identifier, the beginning of it, or one that it had earlier.
    ///
    /// # Errors
    /// Where several claims fit, or the file cannot be read.
    pub fn claim(&self, id: &str) -> Result<Option<Claim>> {
        self.claim_key(id)?.map_or(Ok(None), |key| self.claim_at(key))
    }

    fn claim_key(&self, id: &str) -> Result<Option<i64>> {
        let id = id.trim();
        let mut now = self.db.prepare_cached("SELECT now FROM former_claims WHERE id = ?")?;
        let now: Option<String> = now.query_row([id], |row| row.get(0)).optional()?;
        let exact = now.as_deref().unwrap_or(id);
        let mut look =
            self.db.prepare_cached("SELECT key FROM claims WHERE id = ? ORDER BY key LIMIT 1")?;
        if let Some(key) = look.query_row([exact], |row| row.get(0)).optional()? {
            return Ok(Some(key));
        }
        let mut look = self.db.prepare_cached(
            "SELECT key, id FROM claims WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT ?2",
        )?;
        let found: Vec<(i64, String)> = look
            .query_map(params![id, NAMED], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        match found.as_slice() {
            _ if id.len() < 3 => Ok(None),
            [] => Ok(None),
            [(key, _)] => Ok(Some(*key)),
            several => Err(Error::Ambiguous {
                found: id.to_owned(),
                several: several.iter().map(|(_, id)| id.clone()).collect(),
            }),
        }
    }

    /// A claim with the words it rests on, and what is known of its articles.
    ///
    /// # Errors
    /// As [`claim`](Self::claim).
    pub fn claim_view(&self, id: &str) -> Result<Option<ClaimView>> {
        let Some(claim) = self.claim(id)? else { return Ok(None) };
        self.view(claim).map(Some)
    }

    /// The same for a claim that is at hand.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn view(&self, claim: Claim) -> Result<ClaimView> {
        let mut reports: BTreeMap<&str, Report> = BTreeMap::new();
        let named = claim.mentions.iter().map(|mention| &mention.article);
        for article in named.chain(claim.gaps.iter().map(|gap| &gap.article)) {
            if !reports.contains_key(article.as_str())
                && let Some(report) = self.article(article)?
            {
                reports.insert(article, report);
            }
        }
        let texts: BTreeMap<&str, Text<'_>> =
            reports.iter().map(|(id, report)| (*id, Text::new(&report.document.text))).collect();
        let quotations = claim
            .mentions
            .iter()
            .map(|mention| {
                let article = mention.article.as_str();
                let (Some(report), Some(text)) = (reports.get(article), texts.get(article)) else {
                    return Quotation::default();
                };
                let by = mention.statement.as_ref();
                let statement = report.statements.iter().find(|s| Some(&s.id) == by);
                Quotation {
                    text: text.slice(mention.span).to_owned(),
                    paragraph: paragraph(report, text, mention.span),
                    speaker: statement.map(|s| s.speaker.name.clone()),
                    cue: statement.map(|s| text.words(&s.cue)),
                }
            })
            .collect();
        let open = claim
            .gaps
            .iter()
            .map(|gap| {
                texts.get(gap.article.as_str()).map_or("", |text| text.slice(gap.span)).to_owned()
            })
            .collect();
        let mut sources = BTreeMap::new();
        let moved = claim.history.iter().map(|step| step.article.as_str());
        for article in reports.keys().copied().chain(moved) {
            if let Some(row) = self.article_row(article)? {
                sources.insert(article.to_owned(), row);
            }
        }
        let copy_links = self.copy_links(sources.keys())?;
        let by_id = |id: &str| {
            self.claim_rows("c.id = ? LIMIT 1", vec![id.to_owned().into()])
                .map(|mut rows| rows.pop())
        };
        let whole = claim.part_of.as_deref().map(by_id).transpose()?.flatten();
        let details = self.details(&claim.id)?;
        drop(texts);
        drop(reports);
        Ok(ClaimView { quotations, open, sources, copy_links, whole, details, claim })
    }

    /// The copies among some articles.
    fn copy_links<'a>(
        &self,
        articles: impl Iterator<Item = &'a String> + Clone,
    ) -> Result<Vec<CopyLink>> {
        let mut look = self.db.prepare_cached(
            "SELECT c.link FROM articles a JOIN copies c ON c.a = a.key WHERE a.id = ?",
        )?;
        let mut links = Vec::new();
        for article in articles.clone() {
            let mut rows = look.query([article])?;
            while let Some(row) = rows.next()? {
                let link: String = row.get(0)?;
                let copy: Copy = parse(&link, "a copy")?;
                if copy.articles.iter().all(|one| articles.clone().any(|article| article == one)) {
                    links.push(CopyLink {
                        reason: word(&copy.reason),
                        passages: copy.passages.len(),
                        articles: copy.articles,
                    });
                }
            }
        }
        links.sort_by(|a, b| a.articles.cmp(&b.articles));
        Ok(links)
    }

    /// The claims that are details of one.
    fn details(&self, id: &str) -> Result<Vec<ClaimRow>> {
        self.claim_rows("c.part_of = ? ORDER BY c.id", vec![id.to_owned().into()])
    }

    /// Rows of the claims that a condition picks.
    pub(crate) fn claim_rows(&self, condition: &str, values: Vec<Value>) -> Result<Vec<ClaimRow>> {
        let question = format!(
            "SELECT c.key, c.id, c.proposition, c.type, c.status, c.at_least, c.at_most, c.articles,
             c.first_seen, c.last_seen, c.moved FROM claims c WHERE {condition}"
        );
        let mut look = self.db.prepare_cached(&question)?;
        let mut parties = self.db.prepare_cached(
            "SELECT role, name, country FROM claim_parties WHERE claim = ? ORDER BY rowid",
        )?;
        let mut found = look.query(params_from_iter(values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let (mut actors, mut recipients) = (Vec::new(), Vec::new());
            let mut who = parties.query([row.get::<_, i64>(0)?])?;
            while let Some(party) = who.next()? {
                let role: String = party.get(0)?;
                let party = Party { name: party.get(1)?, country: party.get(2)? };
                if role == "actor" { actors.push(party) } else { recipients.push(party) }
            }
            rows.push(ClaimRow {
                id: row.get(1)?,
                proposition: row.get(2)?,
                kind: row.get(3)?,
                status: row.get(4)?,
                at_least: row.get(5)?,
                at_most: row.get(6)?,
                articles: row.get(7)?,
                first_seen: row.get(8)?,
                last_seen: row.get(9)?,
                moved: Some(row.get::<_, String>(10)?).filter(|moved| !moved.is_empty()),
                actors,
                recipients,
            });
        }
        Ok(rows)
    }
}

/// Order, limit and offset.
fn rest(filter: &Filter) -> String {
    let limit = filter.limit.map_or(-1, i64::from);
    format!(" ORDER BY {} LIMIT {limit} OFFSET {}", filter.order(), filter.offset)
}

/// The paragraph that a span begins in.
fn paragraph(report: &Report, text: &Text<'_>, span: [u32; 2]) -> String {
    let around = report.document.paragraphs.iter().find(|p| p[0] <= span[0] && span[0] < p[1]);
    around.map_or("", |p| text.slice(*p)).to_owned()
}
