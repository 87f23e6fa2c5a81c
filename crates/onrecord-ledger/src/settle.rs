//! Claims made anew where their stories changed.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_claims::{Card, Claim, Context, Copy, Proposition, summarise};
use rusqlite::{Connection, params};

use crate::memory::Memory;
use crate::packed::{pack, parse, unpack};
use crate::rows::word;
use crate::write::Old;
use crate::{Result, moment};

/// Claims as they stood before their stories changed.
#[derive(Debug, Default)]
struct Former {
    /// Rows, by what is packed in them.
    rows: BTreeMap<Vec<u8>, Vec<i64>>,
    claims: Vec<Claim>,
    /// When the ledger came to know that an article moved a claim to a status.
    noted: BTreeMap<(String, String), String>,
}

/// Makes the claims of these stories anew. One that comes out as it was stays where it is.
pub(crate) fn settle(
    db: &Connection,
    memory: &mut Memory,
    stories: &BTreeSet<i64>,
    now: &str,
    old: Old,
) -> Result<()> {
    let mut former = Former::default();
    for story in stories {
        recall(db, *story, &mut former)?;
    }
    let mut claims = Vec::new();
    let mut other = Vec::new();
    let mut stay = db.prepare_cached("UPDATE claims SET story = ? WHERE key = ? AND story <> ?")?;
    for story in stories {
        for claim in claims_of(db, memory, *story, old)? {
            let packed = pack(&claim);
            match former.rows.get_mut(&packed).and_then(Vec::pop) {
                Some(key) => {
                    stay.execute([*story, key, *story])?;
                }
                None => other.push((*story, packed, claims.len())),
            }
            claims.push(claim);
        }
    }
    for key in former.rows.values().flatten() {
        delete(db, *key)?;
    }
    for (story, packed, n) in &other {
        insert(db, *story, &claims[*n], packed, &former.noted, now)?;
    }
    succeed(db, &former.claims, &claims)
}

/// Looks up how the claims of a story stood.
fn recall(db: &Connection, story: i64, former: &mut Former) -> Result<()> {
    let mut look = db.prepare_cached("SELECT key, claim FROM claims WHERE story = ?")?;
    let mut rows = look.query([story])?;
    while let Some(row) = rows.next()? {
        let (key, packed): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        // A claim in a form of another version is made anew like any other; it leaves no trace.
        former.claims.extend(unpack::<Claim>(&packed, "a claim").ok());
        former.rows.entry(packed).or_default().push(key);
        let mut moves =
            db.prepare_cached("SELECT article, status, noted FROM moves WHERE claim = ?")?;
        let mut rows = moves.query([key])?;
        while let Some(row) = rows.next()? {
            let noted: String = row.get(2)?;
            let step = former.noted.entry((row.get(0)?, row.get(1)?));
            let kept = step.or_insert_with(|| noted.clone());
            if noted < *kept {
                *kept = noted;
            }
        }
    }
    Ok(())
}

fn delete(db: &Connection, key: i64) -> Result<()> {
    for statement in [
        "DELETE FROM claim_parties WHERE claim = ?",
        "DELETE FROM claim_articles WHERE claim = ?",
        "DELETE FROM moves WHERE claim = ?",
        "DELETE FROM claim_words WHERE rowid = ?",
        "DELETE FROM claims WHERE key = ?",
    ] {
        db.prepare_cached(statement)?.execute([key])?;
    }
    Ok(())
}

fn claims_of(db: &Connection, memory: &mut Memory, story: i64, old: Old) -> Result<Vec<Claim>> {
    let mut look = db.prepare_cached("SELECT key, article FROM propositions WHERE story = ?")?;
    let mut rows = look.query([story])?;
    let mut propositions: Vec<Proposition> = Vec::new();
    let mut articles: BTreeSet<i64> = BTreeSet::new();
    while let Some(row) = rows.next()? {
        articles.insert(row.get(1)?);
        let read = memory.proposition(db, row.get(0)?);
        propositions.extend(old.pass(read)?.map(|read| Proposition::clone(&read)));
    }
    if propositions.is_empty() {
        return Ok(Vec::new());
    }
    let mut cards: Vec<Card> = Vec::new();
    let mut copies: Vec<Copy> = Vec::new();
    let mut card = db.prepare_cached("SELECT card FROM articles WHERE key = ?")?;
    let mut links = db.prepare_cached("SELECT b, link FROM copies WHERE a = ?")?;
    for article in &articles {
        let found: String = card.query_row([article], |row| row.get(0))?;
        cards.extend(old.pass(parse::<Card>(&found, "a card"))?);
        let mut rows = links.query([article])?;
        while let Some(row) = rows.next()? {
            if articles.contains(&row.get::<_, i64>(0)?) {
                let link: String = row.get(1)?;
                copies.extend(old.pass(parse::<Copy>(&link, "a copy"))?);
            }
        }
    }
    Ok(summarise(&propositions, Context { cards: &cards, copies: &copies }))
}

fn insert(
    db: &Connection,
    story: i64,
    claim: &Claim,
    packed: &[u8],
    noted: &BTreeMap<(String, String), String>,
    now: &str,
) -> Result<()> {
    let comparable = |stated: &Option<String>| stated.as_deref().map(moment::comparable);
    let moved = claim.history.last().and_then(|step| comparable(&step.at)).unwrap_or_default();
    let key = db
        .prepare_cached(
            "INSERT INTO claims (id, story, proposition, type, status, at_least, at_most, articles,
             first_seen, last_seen, moved, claim, part_of)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .insert(params![
            claim.id,
            story,
            claim.proposition,
            claim.event.kind,
            word(&claim.status),
            claim.origins.at_least,
            claim.origins.at_most,
            claim.articles,
            comparable(&claim.first_seen),
            comparable(&claim.last_seen),
            moved,
            packed,
            claim.part_of,
        ])?;
    let mut party = db.prepare_cached(
        "INSERT INTO claim_parties (claim, role, name, country) VALUES (?, ?, ?, ?)",
    )?;
    for (role, parties) in [("actor", &claim.event.actors), ("recipient", &claim.event.recipients)]
    {
        for who in parties {
            party.execute(params![key, role, who.name, who.country])?;
        }
    }
    let mut step = db.prepare_cached(
        "INSERT INTO moves (claim, step, at, article, status, before, noted) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut before = None;
    for (n, moved) in claim.history.iter().enumerate() {
        let status = word(&moved.status);
        let known = noted.get(&(moved.article.clone(), status.clone()));
        let since = known.map_or(now, String::as_str);
        step.execute(params![key, n, comparable(&moved.at), moved.article, status, before, since])?;
        before = Some(status);
    }
    words(db, key, claim)
}

/// The articles of a claim, and the words that it is found by: its own and those of its mentions.
fn words(db: &Connection, key: i64, claim: &Claim) -> Result<()> {
    let mut mentions: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
    for mention in &claim.mentions {
        mentions.entry(&mention.article).or_default().insert(mention.span);
    }
    let mut of_claim =
        db.prepare_cached("INSERT INTO claim_articles (claim, article) VALUES (?, ?)")?;
    let mut look = db.prepare_cached("SELECT key FROM articles WHERE id = ?")?;
    let mut said =
        db.prepare_cached("SELECT speaker, content FROM statements WHERE article = ? AND id = ?")?;
    let mut quotations = String::new();
    for article in mentions.keys() {
        let article: i64 = look.query_row([article], |row| row.get(0))?;
        of_claim.execute([key, article])?;
    }
    for mention in &claim.mentions {
        let Some(statement) = &mention.statement else { continue };
        let article: i64 = look.query_row([&mention.article], |row| row.get(0))?;
        let mut rows = said.query(params![article, statement])?;
        while let Some(row) = rows.next()? {
            let (speaker, content): (String, String) = (row.get(0)?, row.get(1)?);
            quotations.push_str(&speaker);
            quotations.push('\n');
            quotations.push_str(&content);
            quotations.push('\n');
        }
    }
    for origin in &claim.origins.list {
        quotations.push_str(&origin.label);
        quotations.push('\n');
    }
    db.prepare_cached("INSERT INTO claim_words (rowid, proposition, quotations) VALUES (?, ?, ?)")?
        .execute(params![key, claim.proposition, quotations])?;
    Ok(())
}

/// Remembers what claims were called whose identifiers are no more: each is now the one that has
/// most of its mentions.
fn succeed(db: &Connection, former: &[Claim], now: &[Claim]) -> Result<()> {
    let alive: BTreeSet<&str> = now.iter().map(|claim| claim.id.as_str()).collect();
    let mut forget = db.prepare_cached("DELETE FROM former_claims WHERE id = ?")?;
    for id in &alive {
        forget.execute([id])?;
    }
    let mut places: BTreeMap<(&str, [u32; 2]), Vec<usize>> = BTreeMap::new();
    for (n, claim) in now.iter().enumerate() {
        for mention in &claim.mentions {
            places.entry((&mention.article, mention.span)).or_default().push(n);
        }
    }
    let mut become_ =
        db.prepare_cached("INSERT OR REPLACE INTO former_claims (id, now) VALUES (?, ?)")?;
    let mut follow = db.prepare_cached("UPDATE former_claims SET now = ? WHERE now = ?")?;
    for claim in former.iter().filter(|claim| !alive.contains(claim.id.as_str())) {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for mention in &claim.mentions {
            for n in places.get(&(mention.article.as_str(), mention.span)).into_iter().flatten() {
                *shared.entry(*n).or_default() += 1;
            }
        }
        let most = shared.into_iter().max_by_key(|(n, shared)| (*shared, std::cmp::Reverse(*n)));
        if let Some((n, _)) = most {
            become_.execute([&claim.id, &now[n].id])?;
            follow.execute([&now[n].id, &claim.id])?;
        }
    }
    Ok(())
}
