//! Who is cited, what outlets have of their own, and who cites whom.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use onrecord_ledger::{Ledger, OutletRow, SpeakerRow};
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::page::{Answer, Form, Frame, Shared, settle};
use crate::svg::Svg;
use crate::svg::network::network;
use crate::words::{self, count};

const SPEAKERS: u32 = 60;
const OUTLETS: usize = 60;
const CITATIONS: usize = 80;
/// Citations in the list beside the drawing.
const LISTED: usize = 30;

/// Who cites whom, how often.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Citation {
    pub(crate) outlet: String,
    pub(crate) cites: String,
    pub(crate) times: u32,
}

/// Who is cited, who cites, and whom.
#[derive(Debug, Serialize)]
pub(crate) struct Sources {
    pub(crate) speakers: Vec<SpeakerRow>,
    pub(crate) outlets: Vec<OutletRow>,
    pub(crate) citations: Vec<Citation>,
}

struct Speaker {
    name: String,
    address: String,
    named: bool,
    about: String,
    in_words: String,
    on: String,
}

pub(crate) struct OutletView {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) articles: String,
    pub(crate) copied: String,
    pub(crate) statements: String,
    pub(crate) cited: String,
    pub(crate) bar: String,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct Page {
    frame: Frame,
    speakers: Vec<Speaker>,
    outlets: Vec<OutletView>,
    network: String,
    citations: Vec<Citation>,
}

pub(crate) async fn html(State(desk): State<Arc<Desk>>) -> Response {
    settle(Form::Html, answer(&desk, Form::Html).await)
}

pub(crate) async fn json(State(desk): State<Arc<Desk>>) -> Response {
    settle(Form::Json, answer(&desk, Form::Json).await)
}

/// What is counted over the whole ledger.
pub(crate) async fn all(desk: &Arc<Desk>) -> Result<Arc<Sources>, Fault> {
    desk.kept(|desk| &desk.sources, String::new(), count_all).await
}

fn count_all(ledger: &Ledger) -> Result<Sources, Fault> {
    let citations = ledger.citations(CITATIONS)?;
    let citations = citations
        .into_iter()
        .map(|(outlet, cites, times)| Citation { outlet, cites, times })
        .collect();
    Ok(Sources { speakers: ledger.speakers(SPEAKERS)?, outlets: ledger.outlets()?, citations })
}

async fn answer(desk: &Arc<Desk>, form: Form) -> Result<impl IntoResponse, Fault> {
    let frame = Frame::new(desk, "sources", "Speakers and outlets");
    let frame = frame.json("/sources.json".to_owned());
    let sources = all(desk).await?;
    Ok(match form {
        Form::Json => Answer::Value(Shared(sources)),
        Form::Html => Answer::Page(page(frame, &sources)),
    })
}

fn page(frame: Frame, sources: &Sources) -> Page {
    let Sources { speakers, outlets, citations } = sources;
    let known = |name: &str| outlets.iter().any(|outlet| outlet.name == name);
    let speakers = speakers.iter().filter(|row| row.kind != "unknown");
    Page {
        frame,
        speakers: speakers.map(speaker).collect(),
        outlets: outlets.iter().take(OUTLETS).map(outlet).collect(),
        network: network(citations, known),
        citations: citations.iter().take(LISTED).cloned().collect(),
    }
}

/// Country, sector and kind in words.
pub(crate) fn about(row: &SpeakerRow) -> String {
    let country = row.country.as_deref().map(words::country);
    let sector = row.sector.clone().filter(|sector| sector != "UNK");
    let parts: Vec<String> = country.into_iter().chain(sector).chain([row.kind.clone()]).collect();
    parts.join(", ")
}

fn speaker(row: &SpeakerRow) -> Speaker {
    let mut in_words = count(row.statements.into(), "statement", "statements");
    in_words.push_str(&format!(" in {}", count(row.articles.into(), "article", "articles")));
    if row.carried > 0 {
        in_words.push_str(&format!(", {} by way of others", row.carried));
    }
    Speaker {
        address: words::speaker(&row.name),
        name: row.name.clone(),
        named: row.named,
        about: about(row),
        in_words,
        on: row.on.join(", ").to_lowercase(),
    }
}

pub(crate) fn outlet(row: &OutletRow) -> OutletView {
    let from = |from: &[(String, u32)]| {
        let whom: Vec<String> = from.iter().map(|(name, n)| format!("{name} ({n})")).collect();
        if whom.is_empty() { String::new() } else { format!(" from {}", whom.join(", ")) }
    };
    OutletView {
        address: words::outlet(&row.name),
        name: row.name.clone(),
        articles: count(row.articles.into(), "article", "articles"),
        copied: match row.copied {
            0 => "all its own".to_owned(),
            n => format!("{n} copied{}", from(&row.copied_from)),
        },
        statements: count(row.statements.into(), "statement", "statements"),
        cited: match row.cited {
            0 => "all first-hand".to_owned(),
            n => format!("{n} by way of others{}", from(&row.cited_from)),
        },
        bar: bar(row.statements.saturating_sub(row.cited), row.statements),
    }
}

/// How much of a whole is first-hand.
fn bar(part: u32, of: u32) -> String {
    const WIDTH: f64 = 120.0;
    let share = if of == 0 { 0.0 } else { f64::from(part) / f64::from(of) };
    let mut svg = Svg::new("share", WIDTH, 8.0, "");
    svg.rect("rest", 0.0, 0.0, WIDTH, 8.0, 2.0);
    svg.rect("own", 0.0, 0.0, WIDTH * share, 8.0, 2.0);
    svg.finish()
}
