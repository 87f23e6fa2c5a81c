//! Adding to a ledger: one transaction a batch.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use onrecord::report::Report;
use onrecord_claims::{Copy, Fingerprint, Proposition, copy_of, same};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use xxhash_rust::xxh3::xxh3_64;

use crate::memory::Memory;
use crate::packed::{json, parse};
use crate::search::{self, Search};
use crate::settle::{self, Touched};
use crate::{Entry, Error, Ledger, Result, Version, moment, rows};

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Added {
    /// It was new.
    New,
    /// It was there already, word for word.
    Known,
    /// It is another version of an article that was there, and stands in its place.
    Newer,
    /// Another article has its identifier; it was left out, and stands among the problems.
    Clash,
}

impl Ledger {
    /// Adds one report.
    ///
    /// # Errors
    /// Where the file cannot be written; then nothing has changed.
    pub fn add_report(&mut self, report: Report) -> Result<Added> {
        Ok(self.add(&[Entry::new(report)])?[0])
    }

    /// Adds entries in one transaction, and brings the claims up to date that they bear on. Tells
    /// what became of each.
    ///
    /// # Errors
    /// Where the file cannot be written; then nothing has changed.
    pub fn add(&mut self, entries: &[Entry]) -> Result<Vec<Added>> {
        self.change(Old::Told, |work| entries.iter().map(|entry| work.add(entry)).collect())
    }

    /// Puts new readings of articles into the place of the old ones, in one transaction. Watches,
    /// corrections and the times at which the ledger came to know of movements stay.
    ///
    /// # Errors
    /// Where the file cannot be written; then nothing has changed.
    pub fn renew(&mut self, entries: &[Entry]) -> Result<()> {
        self.change(Old::PassedOver, |work| entries.iter().try_for_each(|entry| work.renew(entry)))
    }

    /// Did this version of an article come into the ledger before?
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn has(&self, version: &Version) -> Result<bool> {
        has(&self.db, version)
    }

    /// Was an article with this address added, or one that this address led to?
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn has_address(&self, address: &str) -> Result<bool> {
        let mut look = self
            .db
            .prepare_cached("SELECT 1 FROM articles WHERE url = ?1 OR found_at = ?1 LIMIT 1")?;
        Ok(look.exists([address])?)
    }

    fn change<T>(
        &mut self,
        old: Old,
        change: impl FnOnce(&mut Work<'_>) -> Result<T>,
    ) -> Result<T> {
        let Self { db, memory } = self;
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut work = Work {
            db: &transaction,
            memory,
            now: moment::now(),
            touched: Touched::default(),
            broken: BTreeSet::new(),
            old,
        };
        let changed = change(&mut work).and_then(|done| {
            work.rejoin()?;
            settle::settle(work.db, work.memory, work.touched, &work.now, old)?;
            Ok(done)
        });
        memory.trim();
        match changed {
            Ok(done) => transaction.commit().map(|()| done).map_err(Error::from),
            Err(error) => Err(error),
        }
        .inspect_err(|_| {
            // What was remembered may speak of rows that are no more.
            *memory = Memory::default();
        })
    }
}

fn has(db: &Connection, version: &Version) -> Result<bool> {
    let mut look = db.prepare_cached("SELECT 1 FROM versions WHERE id = ? AND hash = ?")?;
    Ok(look.exists(params![version.id, version.hash])?)
}

/// What to do with what another version wrote in a form that is not read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Old {
    /// It is an error.
    Told,
    /// It is passed over: it is being made anew, and its turn will come.
    PassedOver,
}

impl Old {
    pub(crate) fn pass<T>(self, read: Result<T>) -> Result<Option<T>> {
        match read {
            Ok(read) => Ok(Some(read)),
            Err(Error::Unreadable { .. }) if self == Self::PassedOver => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// A transaction in work.
struct Work<'a> {
    db: &'a Transaction<'a>,
    memory: &'a mut Memory,
    now: String,
    /// What has to be made anew.
    touched: Touched,
    /// Stories that lost an article: they may fall apart.
    broken: BTreeSet<i64>,
    old: Old,
}

/// A proposition that may be the same as another: they share a key, or their articles are copies.
struct Other {
    key: i64,
    copy: Option<Arc<Copy>>,
}

/// An article that has the identifier of a new one.
struct Holder {
    key: i64,
    url: Option<String>,
    outlet: Option<String>,
    found_at: Option<String>,
    added: String,
}

impl Work<'_> {
    fn add(&mut self, entry: &Entry) -> Result<Added> {
        if has(self.db, &entry.version)? {
            return Ok(Added::Known);
        }
        let Some(holder) = self.holder(&entry.version.id)? else {
            self.insert(None, entry)?;
            return Ok(Added::New);
        };
        if holder.is_another(&entry.report) {
            self.clash(&holder, entry)?;
            return Ok(Added::Clash);
        }
        self.remove(holder.key, &entry.version.id)?;
        self.insert(Some(&holder), entry)?;
        Ok(Added::Newer)
    }

    fn renew(&mut self, entry: &Entry) -> Result<()> {
        let holder = self.holder(&entry.version.id)?;
        if let Some(holder) = &holder {
            self.remove(holder.key, &entry.version.id)?;
        }
        self.insert(holder.as_ref(), entry)
    }

    fn holder(&self, id: &str) -> Result<Option<Holder>> {
        let mut look = self.db.prepare_cached(
            "SELECT key, url, outlet, found_at, added FROM articles WHERE id = ?",
        )?;
        let holder = |row: &rusqlite::Row<'_>| {
            Ok(Holder {
                key: row.get(0)?,
                url: row.get(1)?,
                outlet: row.get(2)?,
                found_at: row.get(3)?,
                added: row.get(4)?,
            })
        };
        Ok(look.query_row([id], holder).optional()?)
    }

    fn clash(&self, holder: &Holder, entry: &Entry) -> Result<()> {
        let unnamed = || "an outlet without a name".to_owned();
        let of = holder.url.clone().or(holder.outlet.clone()).unwrap_or_else(unnamed);
        let reason = format!("another article, of {of}, has this identifier");
        crate::problems::note(self.db, &entry.version.id, 0, &reason, &self.now)
    }

    /// Puts an article in, in the place of one that was taken out where there was one.
    fn insert(&mut self, before: Option<&Holder>, entry: &Entry) -> Result<()> {
        let Entry { report, version, card, .. } = entry;
        let document = &report.document;
        let outlet = document.outlet.name.as_ref().or(document.outlet.domain.as_ref());
        let key = self
            .db
            .prepare_cached(
                "INSERT INTO articles (key, id, url, found_at, outlet, domain, title, published, language,
                 words, engine, model, added, card, fingerprint, report)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .insert(params![
                before.map(|before| before.key),
                version.id,
                document.url,
                entry.found_at.as_ref().or(before.and_then(|before| before.found_at.as_ref())),
                outlet,
                document.outlet.domain,
                document.title,
                document.published,
                document.language,
                document.text.split_whitespace().count(),
                report.engine.version,
                report.engine.model,
                before.map_or(&self.now, |before| &before.added),
                json(card),
                crate::packed::pack(&entry.fingerprint),
                entry.packed,
            ])?;
        self.db
            .prepare_cached("INSERT OR IGNORE INTO versions (id, hash) VALUES (?, ?)")?
            .execute(params![version.id, version.hash])?;
        rows::insert(self.db, key, report)?;
        let copies = self.link_copies(key, &entry.fingerprint)?;
        let mut own = Vec::new();
        let mut sought = Vec::new();
        for proposition in &entry.propositions {
            let search = Search::of(proposition);
            let key = self.insert_proposition(key, proposition, &search)?;
            own.push((key, Arc::new(proposition.clone())));
            sought.push(search);
        }
        self.memory.keep(key, &entry.fingerprint, &own);
        if let Some(first) = entry.propositions.first() {
            let keys = first.article_keys();
            search::keep_article(self.db, key, &keys)?;
            let near = search::articles(self.db, &keys)?;
            for ((key, proposition), search) in own.iter().zip(&sought) {
                self.join(*key, proposition, search, &near)?;
            }
        }
        self.join_copies(&own, &copies)
    }

    /// Links an article to those that are its copies.
    fn link_copies(&mut self, article: i64, print: &Fingerprint) -> Result<Vec<(i64, Copy)>> {
        let hashes = hashes(print.keys());
        let others = search::articles(self.db, &hashes)?;
        search::keep_article(self.db, article, &hashes)?;
        let mut copies = Vec::new();
        for other in others.into_iter().filter(|other| *other != article) {
            let read = self.memory.fingerprint(self.db, other);
            let Some(other_print) = self.old.pass(read)? else { continue };
            if let Some(copy) = copy_of(print, &other_print) {
                self.db
                    .prepare_cached("INSERT OR REPLACE INTO copies (a, b, link) VALUES (?, ?, ?)")?
                    .execute(params![article.min(other), article.max(other), json(&copy)])?;
                copies.push((other, copy));
            }
        }
        Ok(copies)
    }

    fn insert_proposition(
        &mut self,
        article: i64,
        proposition: &Proposition,
        search: &Search,
    ) -> Result<i64> {
        // Until it is found to be of another, it is of a story of its own.
        let key = self
            .db
            .prepare_cached(
                "INSERT INTO propositions (key, article, story, plan)
                 SELECT n, ?, n, ? FROM (SELECT coalesce(max(key), 0) + 1 AS n FROM propositions)",
            )?
            .insert(params![article, proposition.is_plan()])?;
        let count = search.keep(self.db, article, key)?;
        self.db
            .prepare_cached(
                "INSERT INTO proposition_data (proposition, keys, data) VALUES (?, ?, ?)",
            )?
            .execute(params![key, count, json(proposition)])?;
        self.touched.new.insert(key, search.keys.all());
        Ok(key)
    }

    /// Joins a proposition to the stories of those that are the same; `near` are the articles on its article's matter.
    fn join(
        &mut self,
        key: i64,
        proposition: &Proposition,
        search: &Search,
        near: &[i64],
    ) -> Result<()> {
        let mut story = self.story_of(key)?;
        // One pair is enough to be of one story.
        let mut ours = BTreeSet::from([story]);
        for (other, others) in search.found(self.db, near)? {
            if other == key || ours.contains(&others) {
                continue;
            }
            let read = self.memory.proposition(self.db, other);
            let Some(candidate) = self.old.pass(read)? else { continue };
            if same(proposition, &candidate).is_some() {
                story = self.merge(story, others)?;
                ours.insert(others);
            }
        }
        Ok(())
    }

    /// Joins propositions that stand in passages which are copies of each other.
    fn join_copies(
        &mut self,
        own: &[(i64, Arc<Proposition>)],
        copies: &[(i64, Copy)],
    ) -> Result<()> {
        for (article, copy) in copies {
            let theirs = search::numbers(
                self.db,
                "SELECT key FROM propositions WHERE article = ?",
                [article],
            )?;
            for other in theirs {
                let read = self.memory.proposition(self.db, other);
                let Some(others) = self.old.pass(read)? else { continue };
                for (key, proposition) in own {
                    let (story, other_story) = (self.story_of(*key)?, self.story_of(other)?);
                    if story != other_story && copy.joins(proposition, &others) {
                        self.merge(story, other_story)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Makes one story of two. Tells which.
    fn merge(&mut self, a: i64, b: i64) -> Result<i64> {
        let (into, from) = (a.min(b), a.max(b));
        for table in ["propositions", "claims"] {
            self.db
                .prepare_cached(&format!("UPDATE {table} SET story = ? WHERE story = ?"))?
                .execute([into, from])?;
        }
        if self.broken.remove(&from) {
            self.broken.insert(into);
        }
        Ok(into)
    }

    /// Takes an article away with all that came of it.
    fn remove(&mut self, article: i64, id: &str) -> Result<()> {
        self.touched.replaced.insert(id.to_owned());
        rows::delete(self.db, article)?;
        self.broken.extend(search::numbers(
            self.db,
            "SELECT DISTINCT story FROM propositions WHERE article = ?",
            [article],
        )?);
        // Their keys may come again.
        let own =
            search::numbers(self.db, "SELECT key FROM propositions WHERE article = ?", [article])?;
        for key in &own {
            let known = self.memory.proposition(self.db, *key).ok();
            search::forget(self.db, *key, known.as_deref())?;
        }
        self.memory.forget(article, &own);
        for statement in [
            "DELETE FROM proposition_data WHERE proposition IN
             (SELECT key FROM propositions WHERE article = ?1)",
            "DELETE FROM propositions WHERE article = ?1",
            "DELETE FROM claim_articles WHERE article = ?1",
            "DELETE FROM article_keys WHERE article = ?1",
            "DELETE FROM copies WHERE a = ?1 OR b = ?1",
            "DELETE FROM articles WHERE key = ?1",
        ] {
            self.db.prepare_cached(statement)?.execute([article])?;
        }
        Ok(())
    }

    /// Joins anew what is left of the stories that lost an article: what it alone held together falls apart.
    fn rejoin(&mut self) -> Result<()> {
        for story in std::mem::take(&mut self.broken) {
            // Also the old number: claims may still stand under it when no proposition does.
            self.touched.whole.insert(story);
            let mut members: BTreeMap<i64, (Arc<Proposition>, i64)> = BTreeMap::new();
            for key in
                search::numbers(self.db, "SELECT key FROM propositions WHERE story = ?", [story])?
            {
                let read = self.memory.proposition(self.db, key);
                if let Some(proposition) = self.old.pass(read)? {
                    members.insert(key, (proposition, key));
                }
            }
            for (key, other) in self.pairs(&members)? {
                // Each points to an earlier one, the earliest to itself.
                let top = |mut at: i64| {
                    while members[&at].1 != at {
                        at = members[&at].1;
                    }
                    at
                };
                let (a, b) = (top(key), top(other.key));
                let one = a != b && {
                    let (p, q) = (&members[&key].0, &members[&other.key].0);
                    other.copy.as_ref().map_or_else(|| same(p, q).is_some(), |c| c.joins(p, q))
                };
                if one && let Some(member) = members.get_mut(&a.max(b)) {
                    member.1 = a.min(b);
                }
            }
            self.db
                .prepare_cached("UPDATE propositions SET story = key WHERE story = ?")?
                .execute([story])?;
            let mut join =
                self.db.prepare_cached("UPDATE propositions SET story = ? WHERE key = ?")?;
            let mut tops: BTreeMap<i64, i64> = BTreeMap::new();
            for (&key, &(_, above)) in &members {
                let top = tops.get(&above).copied().unwrap_or(above);
                tops.insert(key, top);
                self.touched.whole.insert(top);
                join.execute([top, key])?;
            }
        }
        Ok(())
    }

    /// The pairs of a story's propositions that may be the same: by a key, or in two copies.
    fn pairs(&self, members: &BTreeMap<i64, (Arc<Proposition>, i64)>) -> Result<Vec<(i64, Other)>> {
        let mut pairs = Vec::new();
        let mut links = self.db.prepare_cached("SELECT b, link FROM copies WHERE a = ?")?;
        let mut home = self.db.prepare_cached("SELECT article FROM propositions WHERE key = ?")?;
        let mut of_article: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for &key in members.keys() {
            of_article.entry(home.query_row([key], |row| row.get(0))?).or_default().push(key);
        }
        for own in of_article.values() {
            let near = search::articles(self.db, &members[&own[0]].0.article_keys())?;
            for &key in own {
                let found = Search::of(&members[&key].0).found(self.db, &near)?.into_iter();
                let found = found.map(|(other, _)| other);
                let shared = found.filter(|&other| other < key && members.contains_key(&other));
                pairs.extend(shared.map(|other| (key, Other { key: other, copy: None })));
            }
        }
        for (article, own) in &of_article {
            let mut rows = links.query([article])?;
            while let Some(row) = rows.next()? {
                let Some(theirs) = of_article.get(&row.get(0)?) else { continue };
                let link: String = row.get(1)?;
                let Some(copy) = self.old.pass(parse::<Copy>(&link, "a copy"))? else { continue };
                let copy = Arc::new(copy);
                for &key in own {
                    let copied =
                        |&other: &i64| (key, Other { key: other, copy: Some(Arc::clone(&copy)) });
                    pairs.extend(theirs.iter().map(copied));
                }
            }
        }
        Ok(pairs)
    }

    fn story_of(&self, proposition: i64) -> Result<i64> {
        let mut look = self.db.prepare_cached("SELECT story FROM propositions WHERE key = ?")?;
        Ok(look.query_row([proposition], |row| row.get(0))?)
    }
}

impl Holder {
    /// Is it, by all that both tell, another article than this one?
    fn is_another(&self, report: &Report) -> bool {
        let document = &report.document;
        match (&self.url, &document.url) {
            (Some(held), Some(new)) => held != new,
            _ => {
                let new = document.outlet.name.as_ref().or(document.outlet.domain.as_ref());
                matches!((&self.outlet, new), (Some(held), Some(new)) if held != new)
            }
        }
    }
}

/// Keys as numbers, each once, in order.
fn hashes(keys: &[String]) -> Vec<i64> {
    let set: BTreeSet<i64> = keys.iter().map(|key| xxh3_64(key.as_bytes()).cast_signed()).collect();
    set.into_iter().collect()
}
