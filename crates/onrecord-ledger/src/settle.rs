//! Claims made anew where their propositions changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use onrecord_claims::{
    Card, Claim, Context, Copy, Proposition, claims_of, clusters, grown, is_plan,
};
use rusqlite::{Connection, params};

use crate::memory::Memory;
use crate::packed::{json, pack, parse, unpack};
use crate::rows::word;
use crate::search::numbers;
use crate::write::Old;
use crate::{Result, moment};

/// What changed.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// Propositions that were added, with what they are looked for by.
    pub new: BTreeMap<i64, Vec<i64>>,
    /// Stories that lost one, or had to be joined anew: all of theirs is made anew.
    pub whole: BTreeSet<i64>,
    /// Identifiers of articles in whose place another reading stands.
    pub replaced: BTreeSet<String>,
}

/// What was added to a story, and what that is looked for by.
#[derive(Debug, Default)]
struct New {
    propositions: Vec<i64>,
    hashes: Vec<i64>,
}

/// Propositions by their keys, with what their claims need beside them.
#[derive(Debug, Default)]
struct Read {
    propositions: Vec<(i64, Arc<Proposition>)>,
    /// The cluster that each stands in.
    stored: Vec<Option<i64>>,
    cards: Vec<Card>,
    copies: Vec<Copy>,
}

/// Claims as they stood before.
#[derive(Debug, Default)]
struct Former {
    /// Rows, by what is packed in them.
    rows: BTreeMap<Vec<u8>, Vec<i64>>,
    claims: Vec<Claim>,
    /// When the ledger came to know that an article moved a claim to a status.
    noted: BTreeMap<(String, String), String>,
}

/// A claim in work, with the story and the cluster that it is of.
struct Made {
    story: i64,
    cluster: i64,
    claim: Claim,
}

/// Makes the claims anew that the change bears on. One that comes out as it was stays where it is.
pub(crate) fn settle(
    db: &Connection,
    memory: &mut Memory,
    touched: Touched,
    now: &str,
    old: Old,
) -> Result<()> {
    let Touched { new, mut whole, replaced } = touched;
    let mut stories: BTreeMap<i64, New> = BTreeMap::new();
    for (key, hashes) in new {
        // One that was added and taken out again within the change has no row.
        for story in numbers(db, "SELECT story FROM propositions WHERE key = ?", [key])? {
            let new = stories.entry(story).or_default();
            new.propositions.push(key);
            new.hashes.extend(&hashes);
        }
    }
    let mut former = Former::default();
    let mut made = Vec::new();
    for (story, new) in &stories {
        if !whole.contains(story) {
            let found = grow(db, memory, *story, new, old, &mut former)?;
            match found {
                Some(found) => made.extend(found),
                None => drop(whole.insert(*story)),
            }
        }
    }
    for story in whole {
        recall(db, story, None, &mut former)?;
        made.extend(remake(db, memory, story, old)?);
    }
    write(db, &made, former, &replaced, now)
}

/// Writes claims in the place of the former ones.
fn write(
    db: &Connection,
    made: &[Made],
    mut former: Former,
    replaced: &BTreeSet<String>,
    now: &str,
) -> Result<()> {
    let mut other = Vec::new();
    let mut stay = db.prepare_cached(
        "UPDATE claims SET story = ?1, cluster = ?2
         WHERE key = ?3 AND (story <> ?1 OR cluster IS NOT ?2)",
    )?;
    for (n, made) in made.iter().enumerate() {
        let packed = pack(&made.claim);
        match former.rows.get_mut(&packed).and_then(Vec::pop) {
            Some(key) => {
                stay.execute([made.story, made.cluster, key])?;
                // The claim came out as it was; what it is found by may not have.
                if made.claim.mentions.iter().any(|m| replaced.contains(&m.article)) {
                    forget_words(db, key)?;
                    words(db, key, &made.claim)?;
                }
            }
            None => other.push((n, packed)),
        }
    }
    for key in former.rows.values().flatten() {
        delete(db, *key)?;
    }
    for (n, packed) in &other {
        insert(db, &made[*n], packed, &former.noted, now)?;
    }
    let claims: Vec<&Claim> = made.iter().map(|made| &made.claim).collect();
    succeed(db, &former.claims, &claims)
}

/// Looks up how the claims of a story stood, or of one of its clusters.
fn recall(db: &Connection, story: i64, cluster: Option<i64>, former: &mut Former) -> Result<()> {
    let mut look = db.prepare_cached(match cluster {
        None => "SELECT key, claim FROM claims WHERE story = ?1",
        Some(_) => "SELECT key, claim FROM claims WHERE cluster = ?2 AND +story = ?1",
    })?;
    let mut rows = match cluster {
        None => look.query([story])?,
        Some(cluster) => look.query([story, cluster])?,
    };
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

/// The claims of a whole story.
fn remake(db: &Connection, memory: &mut Memory, story: i64, old: Old) -> Result<Vec<Made>> {
    let members = numbers(db, "SELECT key FROM propositions WHERE story = ?", [story])?;
    let read = Read::of(db, memory, &members, old)?;
    let found = clusters(&read.all(), read.context());
    for cluster in &found {
        read.note(db, cluster)?;
    }
    Ok(read.make(story, &found))
}

/// The claims of those clusters of a story that its new propositions are of. None where that does not do, since a new one is
/// not later than what was there.
fn grow(
    db: &Connection,
    memory: &mut Memory,
    story: i64,
    new: &New,
    old: Old,
    former: &mut Former,
) -> Result<Option<Vec<Made>>> {
    let Some(near) = near(db, story, new)? else { return Ok(None) };
    let mut members = members_of(db, story, &near)?;
    let known = members.len();
    members.extend(&new.propositions);
    let read = Read::of(db, memory, &members, old)?;
    if read.propositions.len() < members.len() {
        return Ok(None);
    }
    let all = read.all();
    let (before, behind) = all.split_at(known);
    let Some(found) = grown(before, behind, read.context()) else { return Ok(None) };
    // Another version may have gathered them otherwise.
    let stands = |cluster: &Vec<usize>| {
        let name = read.key(cluster);
        cluster.iter().all(|&at| at >= known || read.stored[at] == Some(name))
    };
    if !found.iter().all(stands) {
        return Ok(None);
    }
    let touched: Vec<Vec<usize>> =
        found.into_iter().filter(|cluster| cluster.iter().any(|&at| at >= known)).collect();
    for cluster in &touched {
        read.note(db, cluster)?;
    }
    let is_plan = |cluster: &&Vec<usize>| {
        is_plan(&cluster.iter().map(|&at| &*read.propositions[at].1).collect::<Vec<_>>())
    };
    let plans: BTreeSet<i64> = touched.iter().filter(is_plan).map(|c| read.key(c)).collect();
    let touched_keys: BTreeSet<i64> = touched.iter().map(|cluster| read.key(cluster)).collect();
    if plans.is_empty() {
        for cluster in &touched_keys {
            recall(db, story, Some(*cluster), former)?;
        }
        return Ok(Some(read.make(story, &touched)));
    }
    let all = &touched_keys | &beside(db, story, plans)?;
    for cluster in &all {
        recall(db, story, Some(*cluster), former)?;
    }
    let read = Read::of(db, memory, &members_of(db, story, &all)?, old)?;
    let found = clusters(&read.all(), read.context());
    Ok(Some(read.make(story, &found)))
}

/// The clusters of a story that new propositions may be of: those that share a key with one, or stand in an article that its
/// article is a copy of. None where some were never gathered.
fn near(db: &Connection, story: i64, new: &New) -> Result<Option<BTreeSet<i64>>> {
    let mut look = db.prepare_cached(
        "WITH new (key) AS (SELECT value FROM json_each(?2)),
         near (key) AS (
           SELECT proposition FROM proposition_keys WHERE hash IN (SELECT value FROM json_each(?3))
           UNION SELECT p.key FROM new JOIN propositions n ON n.key = new.key
             JOIN copies c ON c.a = n.article JOIN propositions p ON p.article = c.b
           UNION SELECT p.key FROM new JOIN propositions n ON n.key = new.key
             JOIN copies c ON c.b = n.article JOIN propositions p ON p.article = c.a
         )
         SELECT DISTINCT p.cluster FROM near CROSS JOIN propositions p ON p.key = near.key
         WHERE +p.story = ?1 AND p.key NOT IN new",
    )?;
    let sought = params![story, json(&new.propositions), json(&new.hashes)];
    let rows = look.query_map(sought, |row| row.get::<_, Option<i64>>(0))?;
    Ok(rows.collect::<rusqlite::Result<Option<_>>>()?)
}

/// These clusters of plans and of their ends, and those of the story with a plan or an end in one article with one of theirs.
fn beside(db: &Connection, story: i64, mut plans: BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    loop {
        let before = plans.len();
        plans.extend(numbers(
            db,
            "SELECT DISTINCT q.cluster FROM propositions p
             CROSS JOIN propositions q ON q.article = p.article
             WHERE p.cluster IN (SELECT value FROM json_each(?2)) AND +p.story = ?1 AND p.plan
             AND +q.story = ?1 AND q.plan",
            params![story, json(&plans)],
        )?);
        if plans.len() == before {
            return Ok(plans);
        }
    }
}

fn members_of(db: &Connection, story: i64, clusters: &BTreeSet<i64>) -> Result<Vec<i64>> {
    numbers(
        db,
        "SELECT key FROM propositions
         WHERE cluster IN (SELECT value FROM json_each(?2)) AND +story = ?1",
        params![story, json(clusters)],
    )
}

impl Read {
    /// Looks them up; those that are passed over are left out.
    fn of(db: &Connection, memory: &mut Memory, keys: &[i64], old: Old) -> Result<Self> {
        let mut read = Self::default();
        let mut articles: BTreeSet<i64> = BTreeSet::new();
        let mut look =
            db.prepare_cached("SELECT article, cluster FROM propositions WHERE key = ?")?;
        for &key in keys {
            let (article, cluster) = look.query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
            articles.insert(article);
            if let Some(proposition) = old.pass(memory.proposition(db, key))? {
                read.propositions.push((key, proposition));
                read.stored.push(cluster);
            }
        }
        let mut card = db.prepare_cached("SELECT card FROM articles WHERE key = ?")?;
        let mut links = db.prepare_cached("SELECT b, link FROM copies WHERE a = ?")?;
        for article in &articles {
            let found: String = card.query_row([article], |row| row.get(0))?;
            read.cards.extend(old.pass(parse::<Card>(&found, "a card"))?);
            let mut rows = links.query([article])?;
            while let Some(row) = rows.next()? {
                if articles.contains(&row.get::<_, i64>(0)?) {
                    let link: String = row.get(1)?;
                    read.copies.extend(old.pass(parse::<Copy>(&link, "a copy"))?);
                }
            }
        }
        Ok(read)
    }

    fn all(&self) -> Vec<&Proposition> {
        self.propositions.iter().map(|(_, proposition)| &**proposition).collect()
    }

    fn context(&self) -> Context<'_> {
        Context { cards: &self.cards, copies: &self.copies }
    }

    /// A cluster is called by its earliest proposition.
    fn key(&self, cluster: &[usize]) -> i64 {
        self.propositions[cluster[0]].0
    }

    /// Writes down which propositions are of a cluster.
    fn note(&self, db: &Connection, cluster: &[usize]) -> Result<()> {
        let mut note = db.prepare_cached(
            "UPDATE propositions SET cluster = ?1, plan = ?2
             WHERE key = ?3 AND (cluster IS NOT ?1 OR plan <> ?2)",
        )?;
        let name = self.key(cluster);
        for &at in cluster {
            let (key, proposition) = &self.propositions[at];
            note.execute(params![name, proposition.is_plan(), key])?;
        }
        Ok(())
    }

    /// The claims of these clusters.
    fn make(&self, story: i64, found: &[Vec<usize>]) -> Vec<Made> {
        let all = self.all();
        let members = |cluster: &Vec<usize>| cluster.iter().map(|&at| all[at]).collect();
        let clusters: Vec<Vec<&Proposition>> = found.iter().map(members).collect();
        let claims = claims_of(&clusters, self.context());
        let of = |(cluster, claims): (&Vec<usize>, Vec<Claim>)| {
            let cluster = self.key(cluster);
            claims.into_iter().map(move |claim| Made { story, cluster, claim })
        };
        found.iter().zip(claims).flat_map(of).collect()
    }
}

fn delete(db: &Connection, key: i64) -> Result<()> {
    forget_words(db, key)?;
    for statement in [
        "DELETE FROM claim_parties WHERE claim = ?",
        "DELETE FROM moves WHERE claim = ?",
        "DELETE FROM claims WHERE key = ?",
    ] {
        db.prepare_cached(statement)?.execute([key])?;
    }
    Ok(())
}

/// What [`words`] wrote.
fn forget_words(db: &Connection, key: i64) -> Result<()> {
    for statement in
        ["DELETE FROM claim_articles WHERE claim = ?", "DELETE FROM claim_words WHERE rowid = ?"]
    {
        db.prepare_cached(statement)?.execute([key])?;
    }
    Ok(())
}

fn insert(
    db: &Connection,
    made: &Made,
    packed: &[u8],
    noted: &BTreeMap<(String, String), String>,
    now: &str,
) -> Result<()> {
    let Made { story, cluster, claim } = made;
    let comparable = |stated: &Option<String>| stated.as_deref().map(moment::comparable);
    let moved = claim.history.last().and_then(|step| comparable(&step.at)).unwrap_or_default();
    let key = db
        .prepare_cached(
            "INSERT INTO claims (id, story, proposition, type, status, at_least, at_most, articles,
             first_seen, last_seen, moved, claim, part_of, cluster)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            cluster,
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
fn succeed(db: &Connection, former: &[Claim], now: &[&Claim]) -> Result<()> {
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
