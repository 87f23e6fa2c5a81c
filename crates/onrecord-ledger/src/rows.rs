//! What of a report stands in rows of its own: statements and events.

use std::collections::BTreeSet;

use onrecord::report::{Actor, Report, WireSpan};
use rusqlite::{Connection, params};
use serde::Serialize;

use crate::Result;
use crate::packed::json;
use crate::text::{Text, whole};
use crate::view::Party;

/// Writes the rows of an article, and its words for the search.
pub(crate) fn insert(db: &Connection, article: i64, report: &Report) -> Result<()> {
    let document = &report.document;
    db.prepare_cached("INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)")?
        .execute(params![article, document.title, document.text])?;
    let text = Text::new(&document.text);
    let mut row = db.prepare_cached(
        "INSERT INTO statements (article, id, speaker, kind, named, country, sector, stance, quotation,
         via, said, content, about, start, end)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut words = db
        .prepare_cached("INSERT INTO statement_words (rowid, speaker, content) VALUES (?, ?, ?)")?;
    for statement in &report.statements {
        let speaker = &statement.speaker;
        let carriers: Vec<&str> =
            statement.via.iter().map(|carrier| carrier.name.as_str()).collect();
        let content = text.words(&statement.content);
        let events = report.events.iter().filter(|event| statement.events.contains(&event.id));
        let about: BTreeSet<&str> = events.map(|event| event.kind.as_str()).collect();
        let spans = [&statement.source, &statement.cue, &statement.content];
        let [start, end] = whole(spans.into_iter().flatten()).unwrap_or_default();
        let key = row.insert(params![
            article,
            statement.id,
            speaker.name,
            word(&speaker.kind),
            speaker.named,
            speaker.country,
            speaker.sector,
            word(&statement.stance),
            word(&statement.quotation),
            json(&carriers),
            statement.said.as_ref().map(|said| &said.start),
            content,
            json(&about),
            start,
            end,
        ])?;
        words.execute(params![key, speaker.name, content])?;
    }
    let mut row = db.prepare_cached(
        "INSERT INTO events (article, id, type, mode, status, factuality, first_day, last_day, place,
         country, actors, recipients, start, end) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for event in &report.events {
        let [start, end]: WireSpan = event.trigger;
        row.execute(params![
            article,
            event.id,
            event.kind,
            event.mode,
            event.status,
            event.factuality,
            event.time.start,
            event.time.end,
            event.place.name,
            event.place.country,
            json(&parties(&event.actors)),
            json(&parties(&event.recipients)),
            start,
            end,
        ])?;
    }
    Ok(())
}

/// Takes all of it away.
pub(crate) fn delete(db: &Connection, article: i64) -> Result<()> {
    for statement in [
        "DELETE FROM article_words WHERE rowid = ?",
        "DELETE FROM statement_words WHERE rowid IN (SELECT key FROM statements WHERE article = ?)",
        "DELETE FROM statements WHERE article = ?",
        "DELETE FROM events WHERE article = ?",
    ] {
        db.prepare_cached(statement)?.execute([article])?;
    }
    Ok(())
}

fn parties(actors: &[Actor]) -> Vec<Party> {
    let party = |actor: &Actor| Party { name: actor.name.clone(), country: actor.country.clone() };
    actors.iter().map(party).collect()
}

/// What a variant is called in JSON.
pub(crate) fn word<T: Serialize>(variant: &T) -> String {
    json(variant).trim_matches('"').to_owned()
}
